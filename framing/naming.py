"""How a text names its targets: "Russia", "Moscow", "President Vladimir Putin"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from framing.model import VOICES, Document
from framing.words import strip_possessive

_PEOPLE: Final = frozenset({"leader", "surname", "name"})
_TITLES: Final = 3
"""Words with a capital before a person's name that belong to the naming."""
_LEFT_OUT: Final = frozenset({"demonym", "relation", "topic"})
"""Adjectives name no one, a relation or a topic is no one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One mention of a target, by the words that name it.

    Attributes
    ----------
    target, kind : str
        As `framing.model.Mention` has them.
    form : str
        The words in their normal form, with a person's title, without "the".
    start, stop : int
        Into the clean text.
    voice : str
    """

    target: str
    kind: str
    form: str
    start: int
    stop: int
    voice: str


def namings(document: Document) -> Iterator[Naming]:
    """Yield the namings of all actors in a document, in order.

    Parameters
    ----------
    document : Document
        Its `named` are read: states, institutions and people; an office ("the
        Russian president") names the person who held it on the day of the text.

    Yields
    ------
    Naming
        Not of adjectives ("Russian"), relations and topics.

    Examples
    --------
    >>> from framing.document import from_text
    >>> made = from_text("The Kremlin agreed. Russia’s plan was good.")
    >>> [(n.target, n.form) for n in namings(made)]
    [('RU', 'kremlin'), ('kremlin', 'kremlin'), ('RU', 'russia')]
    """
    starts = frozenset(document.sentence_starts())
    seen: set[tuple[str, int]] = set()
    for mention in document.named:
        if mention.kind in _LEFT_OUT:
            continue
        first = mention.first
        if mention.kind in _PEOPLE:
            first = _with_title(document, first, starts)
        if (mention.target, mention.last) in seen:
            continue  # "President Putin" is one naming, not an office and a name
        seen.add((mention.target, mention.last))
        words = [strip_possessive(w) for w in document.norms[first : mention.last]]
        yield Naming(
            target=mention.target,
            kind=mention.kind,
            form=" ".join(words).removeprefix("the "),
            start=int(document.words[first, 0]),
            stop=mention.span.stop,
            voice=VOICES[int(document.voice[mention.first])],
        )


def _with_title(document: Document, first: int, starts: frozenset[int]) -> int:
    """Return the first of the words with a capital that lead up to a name."""
    for _ in range(_TITLES):
        if first in starts or first == 0:
            return first
        start = int(document.words[first - 1, 0])
        stop = int(document.words[first - 1, 1])
        gap = document.text[stop : int(document.words[first, 0])]
        if not document.text[start].isupper() or gap.strip() not in {"", "."}:
            return first
        first -= 1
    return first
