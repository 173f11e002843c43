"""The weights of a model, and the file that holds them.

A file is a numpy ``.npz`` of plain arrays, read without pickle: for each of the
three parts the buckets that have weights and the weights themselves, as whole
numbers times a scale; and a few lines of JSON with the digest of all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from framing.modelfile import array_digest, damaged, read_model, write_model
from framing.quotes.tagger.hashing import Buckets

FORMAT: Final = 1
"""Raised when the file or the features change, so that old weights are refused."""

Floats = NDArray[np.float32]
# Weights are kept as whole numbers of one byte; a step is 1/127 of the largest.
_TOP: Final = 127
# Words scored at once, so that a long text takes no more memory than a short one.
_AT_ONCE: Final = 2048
_ARRAYS: Final = (
    *("label_buckets", "label_weights", "label_scales", "transitions"),
    *("link_buckets", "link_weights", "link_scales"),
    *("source_buckets", "source_weights", "source_scales"),
    *("strength_words", "strength_levels"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """Weights by bucket; made by `Scorer.of`.

    Attributes
    ----------
    rows : ndarray of shape (2 ** bits,), int32
        From a bucket to its row of weights; row 0 is all zero.
    weights : ndarray of shape (n_rows, n_columns), float32
        Filled up with columns of zeros to a multiple of 8 where there are several
        scores: rows that begin on a whole line of the cache are read faster.
    n_scores : int
    """

    rows: NDArray[np.int32]
    weights: Floats
    n_scores: int

    @classmethod
    def of(cls, buckets: NDArray[np.int32], weights: Floats, *, bits: int) -> Scorer:
        """Return a scorer for the buckets that have weights."""
        rows = np.zeros(1 << bits, np.int32)
        rows[buckets] = np.arange(1, len(buckets) + 1, dtype=np.int32)
        n_scores = weights.shape[1]
        columns = n_scores if n_scores == 1 else -(-n_scores // 8) * 8
        table = np.zeros((len(weights) + 1, columns), np.float32)
        table[1:, :n_scores] = weights
        return cls(rows, table, n_scores)

    def score(self, features: Buckets) -> Floats:
        """Return the sum of the weights of each column's features.

        Parameters
        ----------
        features : ndarray of shape (n_templates, n), int32

        Returns
        -------
        ndarray of shape (n, n_scores), float32
        """
        size = features.shape[1]
        scores = np.empty((size, self.weights.shape[1]), np.float32)
        for start in range(0, size, _AT_ONCE):
            here = slice(start, start + _AT_ONCE)
            chosen = self.rows.take(features[:, here])
            scores[here] = self.weights.take(chosen, axis=0).sum(axis=0)
        return scores[:, : self.n_scores]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """All that was learned; made by `train` or read by `read_weights`.

    Attributes
    ----------
    arrays : dict of str to ndarray
        As in the file.
    about : dict
        What the file says of itself: name, training data, settings.
    """

    arrays: dict[str, NDArray[Any]]
    about: dict[str, Any]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the arrays, in hexadecimal digits."""
        return str(array_digest(self.arrays, _ARRAYS).hexdigest())

    def scorer(self, part: str, *, bits: int) -> Scorer:
        """Return one part as a scorer: ``label``, ``link`` or ``source``."""
        whole = self.arrays[f"{part}_weights"].astype(np.float32)
        return Scorer.of(
            self.arrays[f"{part}_buckets"],
            whole * self.arrays[f"{part}_scales"],
            bits=bits,
        )

    def strengths(self) -> dict[int, int]:
        """Return how often each word is a cue, by its key."""
        words = self.arrays["strength_words"].tolist()
        return dict(zip(words, self.arrays["strength_levels"].tolist(), strict=True))


def rounded(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return weights as whole numbers of one byte, and the scale of each column.

    Examples
    --------
    >>> whole, scales = rounded(np.array([[0.5], [-1.0]], np.float32))
    >>> whole.ravel().tolist()
    [64, -127]
    """
    top = np.abs(weights).max(axis=0) if len(weights) else np.ones(weights.shape[1])
    scales = (np.where(top > 0, top, 1) / _TOP).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales


def write_weights(weights: Weights, path: Path) -> None:
    """Write a model; the same weights give the same bytes."""
    about = {"format": FORMAT, "digest": weights.digest, **weights.about}
    write_model(path, weights.arrays, about)


def read_weights(path: Path) -> Weights:
    """Read a model and check it against its own digest.

    Raises
    ------
    ModelError
        If the file cannot be read, is no model, was made for another version, or
        was changed.
    """
    found = read_model(
        path,
        kind="a model of quotations",
        command="framing train-quotes",
        form=FORMAT,
    )
    weights = Weights(arrays=found.arrays, about=found.about)
    if set(found.arrays) != set(_ARRAYS) or weights.digest != found.digest:
        raise damaged(path, found.digest)
    return weights
