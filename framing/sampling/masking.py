"""Hide outlets and agencies in what coders read, and mark what they are to code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from framing.model import Span
from framing.outlets import Outlets

STAR: Final = "**"
HIDDEN: Final = "[outlet]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """Names of outlets, and what stands for each of them in one unit.

    Attributes
    ----------
    names : mapping of str to str
        A name to its outlet's key.
    pattern : re.Pattern, optional
        Any of the names; none where nothing is hidden.
    seen : dict of str to int
        Outlets met so far in this unit, in order.
    """

    names: dict[str, str]
    pattern: re.Pattern[str] | None
    seen: dict[str, int] = field(default_factory=dict)

    def fresh(self) -> Mask:
        """Return the mask of another unit."""
        return Mask(names=self.names, pattern=self.pattern)

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Return what is hidden in a text, and what stands for it."""
        if self.pattern is None:
            return []
        return [
            (match.start(), match.end(), self._stand_in(match.group()))
            for match in self.pattern.finditer(text)
        ]

    def _stand_in(self, name: str) -> str:
        number = self.seen.setdefault(self.names[name], len(self.seen) + 1)
        return HIDDEN if number == 1 else f"[outlet {number}]"

    def hide(self, text: str) -> str:
        """Return a text without names of outlets.

        Examples
        --------
        >>> mask_of((("Morning Banner", "banner"), ("Banner", "banner"))).hide(
        ...     "The Morning Banner and the Banner's site"
        ... )
        "The [outlet] and the [outlet]'s site"
        """
        return marked(text, (), self)


@lru_cache(maxsize=8)
def mask_of(names: tuple[tuple[str, str], ...]) -> Mask:
    """Return a mask of names; each is also known in capitals.

    Parameters
    ----------
    names : tuple of (str, str)
        A name and its outlet's key; none hides nothing.
    """
    known: dict[str, str] = {}
    for name, key in names:
        for written in (name, name.upper()):
            known.setdefault(written, key)
    # The longest first, so that "Morning Banner" is not left as "Morning [outlet]".
    choices = "|".join(
        re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name))
    )
    pattern = re.compile(rf"(?<!\w)(?:{choices})(?!\w)") if known else None
    return Mask(names=known, pattern=pattern)


def outlet_names(
    outlets: Outlets, others: Iterable[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Return every name, alias and domain of outlets, and names without a profile.

    Parameters
    ----------
    outlets : Outlets
    others : iterable of str
        Outlets as articles declare them.
    """
    found = {
        (name, outlet.key)
        for outlet in outlets.entries
        for name in (outlet.name, *outlet.aliases, *outlet.domains)
    }
    known = {name for name, _ in found}
    found |= {
        (name, name)
        for name in others
        if name not in known and name not in {"", "unknown"}
    }
    # One letter is no name that could give an outlet away.
    return tuple(sorted((name, key) for name, key in found if len(name) > 1))


def marked(text: str, stars: Sequence[Span], mask: Mask) -> str:
    """Return a text with outlets hidden and some stretches between stars.

    Parameters
    ----------
    text : str
    stars : sequence of Span
        Ordered, not overlapping; an end that lies inside a hidden name moves to its
        edge.
    mask : Mask

    Examples
    --------
    >>> marked("Velland said so.", (Span(0, 7),), mask_of(()))
    '**Velland** said so.'
    """
    hidden = mask.spans(text)
    edits = [(start, 1, stop, words) for start, stop, words in hidden]
    for span in stars:
        begin, end = span.start, span.stop
        for start, stop, _ in hidden:
            begin = start if start < begin < stop else begin
            end = stop if start < end < stop else end
        edits += [(begin, 0 if begin < end else 1, begin, STAR), (end, -1, end, STAR)]
    made: list[str] = []
    done = 0
    for start, _, stop, words in sorted(edits):
        made += [text[done:start], words]
        done = stop
    return "".join([*made, text[done:]])
