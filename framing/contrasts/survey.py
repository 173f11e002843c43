"""Which terms there are: one pass over the texts that keeps sums and no texts.

Sums of some articles add up to those of all, so that memory grows with the number of
different words and pairs, not with the number of articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.contrasts.runs import named, runs, strong, trimmed
from framing.contrasts.stream import Bools, Codes, Stream, Vocabulary
from framing.model import VOICES
from framing.tally import Tally, in_documents

ALL: Final = "all"
"""Counts words of every voice."""

_SHIFT: Final = 32  # bits of the second word of a pair

Words = tuple[int, ...]
"""The numbers of the words of a term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is counted.

    Attributes
    ----------
    voice : str
        One of `framing.model.VOICES`, or "all".
    masks : tuple of str
        Phrases whose words make no term.
    pairs, longer : bool
        Whether pairs, and names and phrases, are terms too.
    """

    voice: str
    masks: tuple[str, ...]
    pairs: bool
    longer: bool

    def chosen(self, stream: Stream) -> Bools:
        """Return the words of the voice."""
        if self.voice == ALL:
            return stream.voice >= 0
        found: Bools = stream.voice == VOICES.index(self.voice)
        return found

    def free(self, stream: Stream, vocabulary: Vocabulary) -> Bools:
        """Return the words of the voice that no mask hides."""
        return self.chosen(stream) & ~stream.masked(self.masks, vocabulary)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    """The terms that enough articles have; made by `survey`.

    Attributes
    ----------
    words, pairs : ndarray of int64
        Numbers of words and codes of pairs, sorted.
    names : mapping of tuple of int to int
        Names by their words, with the number of articles.
    ties : ndarray of int64
        Codes of neighbours that hang together, sorted.
    least : int
        Articles that a term needs.
    """

    words: Codes
    pairs: Codes
    names: Counter[Words]
    ties: Codes
    least: int


def survey(
    chunks: Iterable[Stream], vocabulary: Vocabulary, choice: Choice, *, least: int
) -> Survey:
    """Find the terms that at least some articles have.

    Parameters
    ----------
    chunks : iterable of Stream
        Each article whole in one of them.
    vocabulary : Vocabulary
    choice : Choice
    least : int
        Articles.
    """
    words, pairs, beside, single = Tally(), Tally(), Tally(), Tally()
    names = Counter[Words]()
    n_words = 0
    for stream in chunks:
        free = choice.free(stream, vocabulary)
        content = vocabulary.content()
        good = free & content[stream.word]
        words.add(*in_documents(stream.word[good], stream.article[good]))
        if choice.pairs:
            at = neighbours(stream, good)
            pairs.add(*in_documents(codes_of(stream, at), stream.article[at]))
        if choice.longer:
            loose, found, place, start = names_in(stream, free, content)
            used, times = in_documents(place, stream.article[start])
            for row, n in zip(used.tolist(), times.tolist(), strict=True):
                names[found[row]] += n
            at = np.flatnonzero(loose)
            beside.add(*_times(codes_of(stream, at)))
            single.add(*_times(stream.word))
            n_words += len(stream.word)
    return Survey(
        words=_enough(words, least),
        pairs=_enough(pairs, least),
        names=names,
        ties=_ties(beside, single, n_words, len(vocabulary.words)),
        least=least,
    )


def names_in(
    stream: Stream, free: Bools, content: Bools
) -> tuple[Bools, list[Words], Codes, Codes]:
    """Find names: words with capitals inside a sentence that follow one another.

    Returns
    -------
    loose : ndarray of shape (n_words,), bool
        Whether a word and the next may be part of a phrase, no name being one.
    found : list of tuple of int
        The words of each different name.
    place, start : ndarray of shape (n_names,)
        For each use, which name it is and where it starts.
    """
    beside = stream.follows & free
    beside[:-1] &= free[1:]
    both = stream.capital.copy()
    both[:-1] &= stream.capital[1:]
    both[-1:] = False
    begin, length = trimmed(*runs(beside & both), content[stream.word])
    found, place = named(begin, length, stream.word)
    return beside & ~both, found, place, begin


def neighbours(stream: Stream, good: Bools) -> Codes:
    """Return where a good word is followed by another in its sentence."""
    both = stream.follows & good
    both[:-1] &= good[1:]
    return np.flatnonzero(both)


def codes_of(stream: Stream, at: Codes) -> Codes:
    """Return the codes of the pairs that begin at some places."""
    return (stream.word[at] << _SHIFT) | stream.word[at + 1]


def code_of(pair: Words) -> int:
    """Return the code of a pair of words."""
    return (pair[0] << _SHIFT) | pair[1]


def pair_of(code: int) -> Words:
    """Return the words of a pair."""
    return (code >> _SHIFT, code & ((1 << _SHIFT) - 1))


def is_in(codes: NDArray[np.int64], known: Codes) -> Bools:
    """Return which codes are among sorted known ones."""
    if not len(known):
        return np.zeros(len(codes), dtype=bool)
    place = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    found: Bools = known[place] == codes
    return found


def _times(codes: Codes) -> tuple[Codes, Codes]:
    found, times = np.unique(codes, return_counts=True)
    return found, times.astype(np.int64)


def _enough(tally: Tally, least: int) -> Codes:
    codes, articles = tally.sums()
    return codes[articles >= least]


def _ties(beside: Tally, single: Tally, total: int, size: int) -> Codes:
    codes, times = beside.sums()
    uses = np.zeros(size, dtype=np.int64)
    known, n = single.sums()
    uses[known] = n
    first, second = codes >> _SHIFT, codes & ((1 << _SHIFT) - 1)
    return codes[strong(times, uses[first], uses[second], total)]
