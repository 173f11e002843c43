"""Stretches of a text, and the way back from a clean text to the raw one."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from framing.errors import ParameterError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: `start` up to, not including, `stop`.

    Examples
    --------
    >>> Span(4, 7).of("the cat")
    'cat'
    """

    start: int
    stop: int

    def __post_init__(self) -> None:
        """Refuse a span that does not lie in any text."""
        if not 0 <= self.start <= self.stop:
            message = (
                f"a span needs 0 <= start <= stop, got {self.start} and {self.stop}"
            )
            raise ParameterError(message)

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers."""
        return text[self.start : self.stop]

    def __len__(self) -> int:
        """Return the number of code points covered."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """One stretch of raw text that cleaning dropped; made by `framing.clean.clean`.

    Attributes
    ----------
    rule : str
        The name of the rule in `framing.clean.RULES`.
    span : Span
        Into the raw text.
    text : str
        The words dropped, so that the log can be read and undone.
    """

    rule: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetMap:
    """Where each stretch of a clean text stood in the raw text.

    Cleaning only deletes, so a clean text is the kept stretches of the raw one,
    end to end.

    Attributes
    ----------
    clean : tuple of int
        Where each kept stretch starts in the clean text; begins with 0.
    raw : tuple of int
        Where the same stretch starts in the raw text.
    length : int
        Length of the clean text.

    Examples
    --------
    >>> offsets = OffsetMap(clean=(0, 3), raw=(2, 9), length=6)   # kept 2:5 and 9:12
    >>> offsets.position(4)
    10
    >>> offsets.spans(Span(2, 4))
    (Span(start=4, stop=5), Span(start=9, stop=10))
    """

    clean: tuple[int, ...]
    raw: tuple[int, ...]
    length: int

    def position(self, index: int) -> int:
        """Return the raw offset of the character at `index` of the clean text."""
        piece = bisect.bisect_right(self.clean, index) - 1
        return self.raw[piece] + index - self.clean[piece]

    def spans(self, span: Span) -> tuple[Span, ...]:
        """Return the raw stretches that a clean span covers, in order."""
        return tuple(self._pieces(span))

    def _pieces(self, span: Span) -> Iterator[Span]:
        start = span.start
        while start < span.stop:
            piece = bisect.bisect_right(self.clean, start) - 1
            ends = self.clean[piece + 1 : piece + 2] or (self.length,)
            stop = min(span.stop, ends[0])
            offset = self.raw[piece] - self.clean[piece]
            yield Span(start + offset, stop + offset)
            start = stop
