"""Difference of the mean TF-IDF weights of each term."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from framing.contrasts.base import Counted, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class TfIdf(Counted):
    """Mean L2-normalised TF-IDF weight on one side, less that on the other.

    Notes
    -----
    Weights are scikit-learn's: ``tf * (1 + ln((1 + n) / (1 + df)))``, each article
    scaled to length 1. Every article counts the same, however long it is.

    Examples
    --------
    >>> one = np.array([1.0])
    >>> float(TfIdf().score(3 * one, 4 * one, one, 4 * one, one)[0])
    0.5
    """

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""
        return "tfidf"

    def features(
        self, matrix: sparse.csr_matrix, total: Floats
    ) -> tuple[sparse.csr_matrix, Floats]:
        """Return the weights, and 1 for each article."""
        from sklearn.feature_extraction.text import (  # noqa: PLC0415
            TfidfTransformer,
        )

        weights = TfidfTransformer().fit_transform(matrix.astype(np.float64))
        return weights.tocsr(), np.ones(len(total))

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return the difference of the means; `share` plays no part."""
        del share
        found: Floats = y_a / n_a - y_b / n_b
        return found
