"""A text as it is searched: its words as numbers, and runs of five as one number."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

SHINGLE: Final = 5
"""Words of a shingle. Two texts on one event share runs of three or four by chance;
of five mostly names and titles."""

LEAST_WORDS: Final = 30
"""Shorter texts are left out: a headline or a caption is the same words everywhere."""

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]

# Knuth's multiplier, and the finalizer constants of MurmurHash3 (public domain).
_FACTOR: Final = np.uint64(6364136223846793005)
_MIX: Final = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_SHIFT: Final = np.uint64(33)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """One text to be searched; made by `text_of`.

    Attributes
    ----------
    id, outlet : str
        The outlet ``"unknown"`` is never the same as another one.
    low, high : str
        First and last possible day of publication; empty where unknown.
    origin : str
        As marks or metadata gave it: ``"wire copy of reuters"``, ``"unknown"``.
    origin_evidence : str
    is_agency : bool
        Whether the outlet is a news agency, so that the article is its own.
    words : ndarray of shape (n_words,), uint64
        One number per normalised word, the same in every run.
    quoted : ndarray of shape (n_words,), bool
        Whether a word stands in a quotation, or may.
    shingles : ndarray of shape (n_words - 4,), uint64
        One number per run of five words, by the place of its first word.
    """

    id: str
    outlet: str
    low: str
    high: str
    origin: str
    origin_evidence: str
    is_agency: bool
    words: Hashes
    quoted: Flags
    shingles: Hashes

    @property
    def n_words(self) -> int:
        """Return the number of words."""
        return len(self.words)


def text_of(  # noqa: PLR0913 - what is known about a text, all named
    article: str,
    words: Sequence[str],
    *,
    outlet: str = "unknown",
    low: str = "",
    high: str = "",
    origin: str = "unknown",
    origin_evidence: str = "",
    is_agency: bool = False,
    quoted: Sequence[bool] | Flags = (),
) -> Text:
    """Make a text ready for the search.

    Parameters
    ----------
    article : str
        Its id.
    words : sequence of str
        In their normal form (`framing.words.normalise_all`).
    outlet, low, high, origin, origin_evidence, is_agency
        See `Text`.
    quoted : sequence of bool
        One for each word; empty where nothing is quoted.

    Returns
    -------
    Text

    Examples
    --------
    >>> text = text_of("a1", "the grain talks will go on in may".split())
    >>> text.n_words, len(text.shingles)
    (8, 4)
    """
    numbers = numbers_of(words)
    flags = np.asarray(quoted, dtype=np.bool_)
    return Text(
        id=article,
        outlet=outlet,
        low=low,
        high=high,
        origin=origin,
        origin_evidence=origin_evidence,
        is_agency=is_agency,
        words=numbers,
        quoted=flags if len(flags) else np.zeros(len(words), np.bool_),
        shingles=shingles_of(numbers),
    )


def numbers_of(words: Sequence[str]) -> Hashes:
    """Return one number per word, the same in every run."""
    return np.fromiter(map(_number, words), dtype=np.uint64, count=len(words))


@lru_cache(maxsize=400_000)
def _number(word: str) -> int:
    """Return the number of a word; `hash` differs from process to process."""
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


def shingles_of(words: Hashes) -> Hashes:
    """Return one number per run of five words, in order.

    Examples
    --------
    >>> shingles_of(np.arange(4, dtype=np.uint64)).size
    0
    """
    n = len(words) - SHINGLE + 1
    if n < 1:
        return np.zeros(0, np.uint64)
    made = np.zeros(n, np.uint64)
    for place in range(SHINGLE):
        made = made * _FACTOR + words[place : place + n]
    for factor in _MIX:
        made = (made ^ (made >> _SHIFT)) * factor
    return made ^ (made >> _SHIFT)


def covered(starts: Flags, n_words: int) -> Flags:
    """Return which words lie in a shingle that is set in `starts`.

    Examples
    --------
    >>> covered(np.array([False, True, False]), 7).astype(int).tolist()
    [0, 1, 1, 1, 1, 1, 0]
    """
    steps = np.zeros(n_words + 1, np.int32)
    places = np.flatnonzero(starts)
    steps[places] += 1
    steps[places + SHINGLE] -= 1
    return np.cumsum(steps[:-1]) > 0
