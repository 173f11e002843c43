"""A text made ready for finding quotations: words, gaps, sentences, marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from framing.match import Hit
from framing.quotes.marks import Mark, find_marks
from framing.quotes.words import CueEntry, cue_matcher
from framing.segment import Cut
from framing.words import normalise_all

_SOFT: Final = re.compile(r"[\s.$€£¥%/+’'-]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """Words with all that the rules ask about them; made by `make_page`.

    Attributes
    ----------
    text : str
    starts, stops : list of int
        Of each word.
    low : list of str
        Each word, normalised, without a possessive ending.
    raw : list of str
        Each word as written.
    soft : list of bool
        Whether nothing but white space stands before a word of the same sentence;
        one longer than the words, the last one False.
    sentence : list of int
        The sentence of each word.
    sentences, paragraphs : list of (int, int)
        First word, and one past the last.
    marks : list of Mark
        Those that hold a word.
    marked : list of int
        The mark that a word lies in, or -1.
    firsts : list of int
        The first word of each mark.
    hits : list of Hit
        Words of ``lexicons/reporting_verbs``, wherever they stand.
    opens, closes : dict of int to int
        From a word to the mark that opens, or has just closed, before it.
    """

    text: str
    starts: list[int]
    stops: list[int]
    low: list[str]
    raw: list[str]
    soft: list[bool]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    paragraphs: list[tuple[int, int]]
    marks: list[Mark]
    marked: list[int]
    firsts: list[int]
    hits: list[Hit[CueEntry]]
    opens: dict[int, int]
    closes: dict[int, int]

    def gap(self, word: int) -> str:
        """Return what stands before a word, after the one before it."""
        start = self.stops[word - 1] if word else 0
        stop = self.starts[word] if word < len(self.starts) else len(self.text)
        return self.text[start:stop]

    def sentence_of(self, word: int) -> tuple[int, int]:
        """Return the first word of a word's sentence, and one past the last."""
        return self.sentences[self.sentence[word]]

    def paragraph_of(self, word: int) -> tuple[int, int]:
        """Return the first word of a word's paragraph, and one past the last."""
        index = bisect_right(self.paragraphs, (word, len(self.low) + 1)) - 1
        return self.paragraphs[max(index, 0)]

    def begins_sentence(self, word: int) -> bool:
        """Whether a word is the first of its sentence."""
        return self.sentences[self.sentence[word]][0] == word

    def is_name(self, word: int) -> bool:
        """Whether a word begins with a capital."""
        return self.raw[word][0].isupper()

    def marks_from(self, offset: int) -> list[Mark]:
        """Return the marks that end behind an offset."""
        return self.marks[bisect_right(self.marks, offset, key=lambda m: m.stop) :]

    def word_at(self, offset: int) -> int:
        """Return the first word that starts at an offset or behind it."""
        return bisect_left(self.starts, offset)


def make_page(text: str, cut: Cut) -> Page:
    """Return a text with its words, sentences and marks as the rules need them."""
    starts = cut.words[:, 0].tolist()
    stops = cut.words[:, 1].tolist()
    sentences = _word_ranges(cut.sentences[:, 0].tolist(), starts)
    low = [_bare(word) for word in normalise_all(text, cut.words)]
    marks = find_marks(text, cut.paragraphs, cut.sentences)
    ranges = [_word_range(mark, starts) for mark in marks]
    kept = [i for i, (first, last) in enumerate(ranges) if last > first]
    ranges = [ranges[i] for i in kept]
    return Page(
        text=text,
        starts=starts,
        stops=stops,
        low=low,
        raw=[text[a:b] for a, b in zip(starts, stops, strict=True)],
        soft=_soft(text, starts, stops, sentences),
        sentence=[i for i, (a, b) in enumerate(sentences) for _ in range(a, b)],
        sentences=sentences,
        paragraphs=_word_ranges(cut.paragraphs[:, 0].tolist(), starts),
        marks=[marks[i] for i in kept],
        marked=_marked(ranges, len(starts)),
        firsts=[first for first, _ in ranges],
        hits=cue_matcher().find(low),
        opens={first: i for i, (first, _) in enumerate(ranges)},
        closes={last: i for i, (_, last) in enumerate(ranges)},
    )


def _bare(word: str) -> str:
    return word[:-2] if word[-2:] == "'s" and len(word) > 4 else word


def _word_ranges(spans: Sequence[int], starts: list[int]) -> list[tuple[int, int]]:
    bounds = [bisect_left(starts, start) for start in spans]
    return list(zip(bounds, [*bounds[1:], len(starts)], strict=True)) if bounds else []


def _word_range(mark: Mark, starts: list[int]) -> tuple[int, int]:
    return bisect_left(starts, mark.start), bisect_left(starts, mark.stop)


def _soft(
    text: str,
    starts: list[int],
    stops: list[int],
    sentences: list[tuple[int, int]],
) -> list[bool]:
    gaps = [text[a:b] for a, b in zip(stops, starts[1:], strict=False)]
    match = _SOFT.match
    soft = [gap == " " or match(gap) is not None for gap in gaps]
    soft = [False, *soft, False] if starts else [False]
    for first, _ in sentences:
        soft[first] = False
    return soft


def _marked(ranges: list[tuple[int, int]], size: int) -> list[int]:
    inside = [-1] * size
    for index, (first, last) in enumerate(ranges):
        inside[first:last] = [index] * (last - first)
    return inside
