"""Weighted words, opening, pairs of words, names and numbers as one sparse matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.events.items import Item
from framing.segment import strip_possessive

if TYPE_CHECKING:
    from nltk.stem.snowball import EnglishStemmer
    from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]

OPENING: Final = 50
"""Content words of headline and text that count as the opening."""


class Placed(NamedTuple):
    """Features as they follow one another in the articles.

    Attributes
    ----------
    rows, ids : ndarray of shape (n,), int64
        Article and feature, in order.
    names : ndarray of shape (n_features,)
        Words of the features; empty for pairs of words.
    """

    rows: Ints
    ids: Ints
    names: NDArray[np.object_]


def blocks(items: Sequence[Item]) -> Mapping[str, Placed]:
    """Return the features of all articles, kind by kind.

    Parameters
    ----------
    items : sequence of Item

    Returns
    -------
    mapping of str to Placed
        ``words`` (stems of content words), ``opening`` (the first 50 of an article),
        ``pairs`` (of content words that follow one another), ``names`` and
        ``numbers``.
    """
    words = _placed([item.words for item in items])
    names = _placed([item.names for item in items])
    digits = np.array([name[:1].isdigit() for name in words.names], dtype=bool)
    is_number = digits[words.ids] if len(words.ids) else np.zeros(0, dtype=bool)
    first = np.searchsorted(words.rows, words.rows, side="left")
    is_early = np.arange(len(words.rows)) - first < OPENING
    return {
        "words": words,
        "opening": words._replace(rows=words.rows[is_early], ids=words.ids[is_early]),
        "pairs": _pairs(words),
        "names": names,
        "numbers": words._replace(rows=words.rows[is_number], ids=words.ids[is_number]),
    }


def features(
    made: Mapping[str, Placed], weights: Mapping[str, float], n_articles: int
) -> csr_matrix:
    """Return a row per article; the product of two rows is their evidence.

    Parameters
    ----------
    made : mapping of str to Placed
        From `blocks`.
    weights : mapping of str to float
        Above 0, by block; blocks that are left out do not count.
    n_articles : int

    Returns
    -------
    csr_matrix of float32, shape (n_articles, n_features)

    Notes
    -----
    A block is TF-IDF, ``(1 + ln n) * (1 + ln((1 + N)/(1 + df)))`` in rows of length
    1, times the root of its weight: the product of two rows is the weighted sum of
    their cosines. Features of a single article lengthen its row and are then dropped.
    """
    from scipy import sparse  # noqa: PLC0415 - slow to import

    parts = [
        _tfidf(made[name], n_articles) * np.float32(np.sqrt(weight))
        for name, weight in weights.items()
    ]
    joined: csr_matrix = sparse.hstack(parts, format="csr", dtype=np.float32)
    return joined


def _tfidf(placed: Placed, n_articles: int) -> csr_matrix:
    from scipy import sparse  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415

    known, ids = np.unique(placed.ids, return_inverse=True)
    ones = np.ones(len(ids), dtype=np.float32)
    counts = sparse.csr_matrix(
        (ones, (placed.rows, ids)), shape=(n_articles, len(known))
    )
    if not len(known):
        return counts
    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    shared = np.flatnonzero(counts.getnnz(axis=0) > 1)
    made: csr_matrix = weighted[:, shared].tocsr()
    return made


def _pairs(words: Placed) -> Placed:
    """Return pairs of content words that follow one another."""
    follows = words.rows[1:] == words.rows[:-1]
    ids = words.ids[:-1] * len(words.names) + words.ids[1:]
    return Placed(
        rows=words.rows[1:][follows],
        ids=ids[follows],
        names=np.array([], dtype=object),
    )


def _placed(texts: Sequence[str]) -> Placed:
    """Return the stems of the content words of texts."""
    split = [text.split() for text in texts]
    rows = np.repeat(np.arange(len(split)), [len(words) for words in split])
    tokens = np.array([word for words in split for word in words], dtype=object)
    if not len(tokens):
        return Placed(rows, np.zeros(0, dtype=np.int64), tokens)
    # Words are stemmed once each, not once per use.
    code, known = pd.factorize(tokens)
    stems = np.array([stem(word) for word in known], dtype=object)
    stem_code, stem_names = pd.factorize(stems)
    ids = stem_code[code]
    content = np.array([name != "" for name in stem_names], dtype=bool)[ids]
    return Placed(rows[content], ids[content].astype(np.int64), stem_names)


@cache
def stem(word: str) -> str:
    """Return the stem of a word, nothing for a function word.

    Examples
    --------
    >>> stem("signed"), stem("moscow's"), stem("the"), stem("12.5")
    ('sign', 'moscow', '', '12.5')
    """
    stemmer, function_words = _english()
    bare = strip_possessive(word)
    if not bare or bare in function_words:
        return ""
    if bare[0].isdigit():
        return bare
    found: str = stemmer.stem(bare)
    return found


@cache
def _english() -> tuple[EnglishStemmer, frozenset[str]]:
    from nltk.stem.snowball import EnglishStemmer  # noqa: PLC0415 - slow to import
    from sklearn.feature_extraction.text import (  # noqa: PLC0415
        ENGLISH_STOP_WORDS,
    )

    return EnglishStemmer(), ENGLISH_STOP_WORDS
