"""Vectors of words, learned from plain texts: words used alike lie close together.

Positive pointwise mutual information of words and the words around them, reduced by
a truncated singular value decomposition. Kept as whole numbers of one byte under
hashed keys, so the file holds no word.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from framing.segment import cut
from framing.stance_model.scenes import NUMBER
from framing.words import normalise_all, strip_possessive

Keys = NDArray[np.uint32]

SIZE: Final = 64
"""Numbers per word. 32, 64, 100 and 150 were compared by cross-validation."""

# Words kept at most, and how often each must occur.
_WORDS: Final = 20_000
_LEAST: Final = 8
# Words to each side that count as around a word; the weight falls to 1/5 at the end.
_WINDOW: Final = 5
# Smoothing of how common the words around are (Levy, Goldberg and Dagan 2015).
_SMOOTHING: Final = 0.75
# A word is small if at least this share of its uses begin with a small letter.
_SMALL_SHARE: Final = 0.3
_TOP: Final = 127
_SEED: Final = 0


def key_of(name: str) -> int:
    """Return the number under which a word or a feature is kept.

    Examples
    --------
    >>> key_of("word treaty") == key_of("word treaty")
    True
    """
    return zlib.crc32(name.encode())


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Words with their vectors; made by `learn_vectors`.

    Attributes
    ----------
    keys : ndarray of shape (n_words,), uint32
        Of the words, rising.
    small : ndarray of shape (n_words,), uint8
        1 where the word is mostly written with a small letter.
    table : ndarray of shape (n_words, SIZE), int8
        Rows of length about 127.
    """

    keys: Keys
    small: NDArray[np.uint8]
    table: NDArray[np.int8]

    def rows(self) -> dict[int, int]:
        """Return the row of each key."""
        return dict(zip(self.keys.tolist(), range(len(self.keys)), strict=True))


def learn_vectors(texts: Iterable[str]) -> Vectors:
    """Learn vectors of the most frequent words of some texts.

    Parameters
    ----------
    texts : iterable of str
        News texts; none of them need be coded.

    Returns
    -------
    Vectors
        The same texts give the same vectors, up to rounding across machines.

    Notes
    -----
    ``max(0, log(n(w, c) N / (n(w) n'(c))))`` over words `w` and words around them
    `c`, `n'` smoothed by the power 0.75 [1]_; the first singular vectors times the
    roots of their singular values, each row scaled to length 1.

    References
    ----------
    .. [1] O. Levy, Y. Goldberg, I. Dagan (2015). Improving distributional similarity
       with lessons learned from word embeddings. TACL 3, 211-225.
    """
    counts: Counter[str] = Counter()
    small: Counter[str] = Counter()
    cut_texts = []
    for text in texts:
        words = cut(text).words
        norms = [_plain(word) for word in normalise_all(text, words)]
        counts.update(norms)
        small.update(
            norm
            for norm, start in zip(norms, words[:, 0].tolist(), strict=True)
            if text[start].islower()
        )
        cut_texts.append(norms)
    common = sorted(counts, key=lambda word: (-counts[word], word))[:_WORDS]
    kept = [word for word in common if counts[word] >= _LEAST]
    table = _table(cut_texts, kept)
    keys = np.asarray([key_of(word) for word in kept], np.uint32)
    order = np.argsort(keys, kind="stable")
    flags = [small[word] >= _SMALL_SHARE * counts[word] for word in kept]
    return Vectors(
        keys=keys[order],
        small=np.asarray(flags, np.uint8)[order],
        table=table[order],
    )


def _plain(norm: str) -> str:
    """Return the form under which a word has a vector."""
    if any(map(str.isdigit, norm)):
        return NUMBER
    return strip_possessive(norm)


def _table(texts: Sequence[Sequence[str]], kept: Sequence[str]) -> NDArray[np.int8]:
    """Return the vectors of the words kept, one row each, as whole numbers."""
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415 - slow to import
    from threadpoolctl import (  # type: ignore[import-untyped]  # noqa: PLC0415
        threadpool_limits,
    )

    table = np.zeros((len(kept), SIZE))
    information = _information(_together(texts, kept))
    size = min(SIZE, len(kept) - 1)
    if size > 0 and information.nnz:
        with threadpool_limits(1):  # sums in one order, for the same bytes
            left, singular, _ = randomized_svd(
                information, size, n_iter=4, random_state=_SEED
            )
        table[:, :size] = left * np.sqrt(singular)
    length = np.linalg.norm(table, axis=1, keepdims=True)
    scaled = table / np.where(length > 0, length, 1.0) * _TOP
    return np.rint(scaled).astype(np.int8)


def _together(texts: Sequence[Sequence[str]], kept: Sequence[str]) -> sp.csr_matrix:
    """Return how often words stand around one another, near ones counting more."""
    index = {word: number for number, word in enumerate(kept)}
    gap = [-1] * _WINDOW
    numbers = np.fromiter(
        (
            number
            for text in texts
            for number in (*(index.get(word, -1) for word in text), *gap)
        ),
        np.int64,
    )
    size = len(kept)
    total = sp.csr_matrix((size, size), dtype=np.float64)
    for distance in range(1, _WINDOW + 1):
        left, right = numbers[:-distance], numbers[distance:]
        both = (left >= 0) & (right >= 0)
        weight = np.full(int(both.sum()), (_WINDOW + 1 - distance) / _WINDOW)
        pairs = sp.coo_matrix((weight, (left[both], right[both])), shape=total.shape)
        total = total + pairs.tocsr() + pairs.T.tocsr()
    return total


def _information(counts: sp.csr_matrix) -> sp.csr_matrix:
    """Return the positive pointwise mutual information of a table of counts."""
    if not counts.nnz:
        return counts
    rows = np.asarray(counts.sum(axis=1)).ravel()
    around = np.asarray(counts.sum(axis=0)).ravel() ** _SMOOTHING
    around /= around.sum()
    found = counts.tocoo()
    values = np.log(found.data / (rows[found.row] * around[found.col]))
    keep = values > 0
    return sp.csr_matrix(
        (values[keep], (found.row[keep], found.col[keep])), shape=counts.shape
    )
