"""An article made ready."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.errors import ParameterError
from framing.model.articles import Article
from framing.model.findings import DateEstimate, Finding
from framing.model.quotes import Mention, Quote
from framing.model.spans import OffsetMap, Removal, Span

VOICES: Final = ("unattributed", "quoted", "reported", "uncertain")
"""Voices of a word, in the order of their codes in `Document.voice`."""

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """An article made ready: cleaned once, cut once; made by `document.analyse`.

    Attributes
    ----------
    article : Article
    text : str
        The clean text.
    title : str
        Declared, or found at the head of the raw text; not part of `text`.
    offsets : OffsetMap
        From `text` back to ``article.raw``.
    removed : tuple of Removal
    language, outlet, origin, genre, translated, integrity : Finding
        `outlet.value` is the key of a profile, or the declared name where there
        is no profile, or ``"unknown"``.
    date : DateEstimate
        When it was published.
    event_date : DateEstimate
        When what it reports took place.
    background : tuple of int
        Indices of sentences that look back ("their last meeting, in June …").
    paragraphs, sentences, words : ndarray of shape (n, 2), int32
        Starts and stops in `text`; ordered, not overlapping. Each word lies in
        one sentence, each sentence in one paragraph.
    norms : tuple of str
        The normal form of each word (`framing.words.normalise_all`), made once for
        grouping and all metrics.
    mentions : tuple of Mention
        Of the targets that are measured.
    named : tuple of Mention
        Of every actor, measured or not; `mentions` is a part of it.
    quotes : tuple of Quote
    voice : ndarray of shape (n_words,), int8
        Index into `VOICES`.
    speaker : ndarray of shape (n_words,), int32
        Index into `quotes` of the innermost quotation, or -1.
    """

    article: Article
    text: str
    title: str
    offsets: OffsetMap
    removed: tuple[Removal, ...]
    language: Finding
    outlet: Finding
    origin: Finding
    genre: Finding
    translated: Finding
    integrity: Finding
    date: DateEstimate
    event_date: DateEstimate
    paragraphs: Ints
    sentences: Ints
    words: Ints
    norms: tuple[str, ...]
    background: tuple[int, ...] = ()
    mentions: tuple[Mention, ...] = ()
    named: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    voice: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    speaker: Ints = field(default_factory=lambda: np.zeros(0, np.int32))

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong to the text."""
        for name, array in (("sentences", self.sentences), ("words", self.words)):
            if array.shape != (len(array), 2) or (
                len(array) and int(array[-1, 1]) > len(self.text)
            ):
                message = f"article {self.article.id!r}: {name} lie outside the text"
                raise ParameterError(message)
        for what, given in (("voices", self.voice), ("normal forms", self.norms)):
            if len(given) != len(self.words):
                message = (
                    f"article {self.article.id!r}: {len(given)} {what} "
                    f"for {len(self.words)} words"
                )
                raise ParameterError(message)

    @property
    def n_words(self) -> int:
        """Return the number of words."""
        return len(self.words)

    def tokens(self) -> list[str]:
        """Return the words as written, in order."""
        text = self.text
        return [text[start:stop] for start, stop in self.words.tolist()]

    def sentence_starts(self) -> list[int]:
        """Return the index of the first word of each sentence."""
        if len(self.sentences) < 2:  # headlines and short texts: no search
            return [0] * len(self.sentences)
        starts: list[int] = np.searchsorted(
            self.words[:, 0], self.sentences[:, 0]
        ).tolist()
        return starts

    def sentence_norms(self) -> list[tuple[str, ...]]:
        """Return the words of each sentence in their normal form."""
        bounds = [*self.sentence_starts(), len(self.norms)]
        return [self.norms[first:last] for first, last in pairwise(bounds)]

    def word_range(self, span: Span) -> tuple[int, int]:
        """Return the words that start in a span: first index, one past the last."""
        starts = self.words[:, 0]
        first = int(np.searchsorted(starts, span.start))
        return first, int(np.searchsorted(starts, span.stop))

    def raw_spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return spans of the clean text as stretches of the raw text."""
        return tuple(piece for span in spans for piece in self.offsets.spans(span))
