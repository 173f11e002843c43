"""Weighted words, opening, pairs of words, names and numbers as rows of a matrix.

What is held of all articles is the numbers of their words; how many articles have a
feature is counted in pieces, and rows are made for those articles that are compared,
so that memory grows with the words of the articles and not with their pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import Stemmer
from numpy.typing import NDArray

from framing.events.items import Item
from framing.tally import Tally, in_documents
from framing.wordlist import shipped_terms
from framing.words import strip_possessive

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

OPENING: Final = 50
"""Content words of headline and text that count as the opening."""

KINDS: Final = ("words", "opening", "pairs", "names", "numbers")
_STEMMER: Final = Stemmer.Stemmer("english")
_SHIFT: Final = 32  # bits of the second word of a pair
_MORE: Final = 50
"""Articles that are thought beside the given ones. Of two articles alone, what both
share would else weigh less than what either has by itself, as if it were common."""
_PIECE: Final = 2048  # articles that are counted at once


class Features:
    """The features of articles, kind by kind.

    Parameters
    ----------
    items : sequence of Item

    Notes
    -----
    ``words`` are stems of content words, ``opening`` the first 50 of an article,
    ``pairs`` content words that follow one another; then ``names`` and ``numbers``.
    A kind is TF-IDF, ``(1 + ln n) * (1 + ln((1 + N + 50)/(1 + df)))`` in rows of
    length 1: 50 more articles are thought of that have none of the features.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        """Give the words of all articles their numbers."""
        self._n = len(items)
        stems = _Stems()
        self._words = _Rows([item.words for item in items], stems)
        self._names = _Rows([item.names for item in items], stems)
        self._is_number = np.array(
            [word[:1].isdigit() for word in stems.names], dtype=bool
        )
        self._idf: dict[str, tuple[Ints, Floats]] = {}

    def rows(self, places: Ints, weights: Mapping[str, float]) -> csr_matrix:
        """Return rows for some articles; the product of two rows is their evidence.

        Parameters
        ----------
        places : ndarray of int64
            Of the articles, in the order of the rows.
        weights : mapping of str to float
            Above 0, by kind; kinds that are left out do not count.

        Returns
        -------
        csr_matrix of float32, shape (n_places, n_features)
            Each kind times the root of its weight: the product of two rows is the
            weighted sum of their cosines. Features of a single article of all
            lengthen its row and are then dropped.
        """
        from scipy import sparse  # noqa: PLC0415 - slow to import

        parts = [
            self._tfidf(kind, places) * np.float32(np.sqrt(weight))
            for kind, weight in weights.items()
        ]
        joined: csr_matrix = sparse.hstack(parts, format="csr", dtype=np.float32)
        return joined

    def _tfidf(self, kind: str, places: Ints) -> csr_matrix:
        from scipy import sparse  # noqa: PLC0415

        row, ids = self._placed(kind, places)
        found, column = np.unique(ids, return_inverse=True)
        ones = np.ones(len(ids), dtype=np.float32)
        shape = (len(places), len(found))
        made = sparse.csr_matrix((ones, (row, column)), shape=shape)
        known, idf = self._weights(kind)
        weight = idf[np.searchsorted(known, found)]
        made.data = (np.log(made.data) + 1) * np.abs(weight)[made.indices]
        norm = np.sqrt(np.bincount(row_of(made), made.data**2, minlength=len(places)))
        made.data /= np.maximum(norm, 1e-30)[row_of(made)].astype(np.float32)
        # Of a single article: its sign says so.
        shared: csr_matrix = made[:, np.flatnonzero(weight > 0)].tocsr()
        return shared

    def _weights(self, kind: str) -> tuple[Ints, Floats]:
        """Return all features of a kind with their IDF; below 0 for single ones."""
        if kind not in self._idf:
            tally = Tally()
            for first in range(0, self._n, _PIECE):
                places = np.arange(first, min(first + _PIECE, self._n))
                row, ids = self._placed(kind, places)
                tally.add(*in_documents(ids, row))
            known, df = tally.sums()
            idf = np.log((1 + self._n + _MORE) / (1 + df)) + 1
            self._idf[kind] = (known, np.where(df > 1, idf, -idf).astype(np.float32))
        return self._idf[kind]

    def _placed(self, kind: str, places: Ints) -> tuple[Ints, Ints]:
        """Return rows and features of some articles, as they follow one another."""
        if kind == "names":
            return self._names.of(places)
        row, ids = self._words.of(places)
        if kind == "opening":
            first = np.searchsorted(row, row, side="left")
            early = np.arange(len(row)) - first < OPENING
            return row[early], ids[early]
        if kind == "numbers":
            kept = self._is_number[ids]
            return row[kept], ids[kept]
        if kind == "pairs":
            follows = row[1:] == row[:-1]
            codes = (ids[:-1] << _SHIFT) | ids[1:]
            return row[1:][follows], codes[follows]
        return row, ids


def row_of(matrix: csr_matrix) -> Ints:
    """Return the row of each value of a sparse matrix."""
    made: Ints = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return made


class _Stems(dict[str, int]):
    """The number of the stem of each word, -1 for a stop word."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self._known: dict[str, int] = {"": -1}

    def __missing__(self, word: str) -> int:
        name = stem(word)
        number = self._known.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        self[word] = number
        return number


class _Rows:
    """The content words of texts as numbers, end to end."""

    def __init__(self, texts: Sequence[str], stems: _Stems) -> None:
        parts = list(self._numbered(texts, stems))
        self._ids = np.concatenate([np.zeros(0, dtype=np.int32), *parts])
        self._ends = np.cumsum([0, *map(len, parts)])

    @staticmethod
    def _numbered(texts: Sequence[str], stems: _Stems) -> Iterator[NDArray[np.int32]]:
        for text in texts:
            numbers = np.array([*map(stems.__getitem__, text.split())], dtype=np.int32)
            yield numbers[numbers >= 0]

    @cached_property
    def _sizes(self) -> Ints:
        return np.diff(self._ends)

    def of(self, places: Ints) -> tuple[Ints, Ints]:
        """Return rows and numbers of the words of some texts."""
        sizes = self._sizes[places]
        row = np.repeat(np.arange(len(places)), sizes)
        step = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        at = np.repeat(self._ends[places], sizes) + step
        return row, self._ids[at].astype(np.int64)


@cache
def stem(word: str) -> str:
    """Return the stem of a word, nothing for a stop word.

    Notes
    -----
    Porter's second stemmer, in the Snowball version of 2025, which tells
    "university" from "universe" and "emergency" from "emerge".

    Examples
    --------
    >>> stem("signed"), stem("moscow's"), stem("the"), stem("12.5")
    ('sign', 'moscow', '', '12.5')
    """
    bare = strip_possessive(word)
    if not bare or bare in shipped_terms("stop_words")["common"]:
        return ""
    if bare[0].isdigit():
        return bare
    found: str = _STEMMER.stemWord(bare)
    return found
