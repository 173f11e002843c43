"""Logistic regression over few classes."""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Classes = NDArray[np.int64]

# Enough for weights that no longer move the figures; more changes the fourth digit.
_STEPS: Final = 400
_TOLERANCE: Final = 1e-3


def fit(
    matrix: sp.csr_matrix, classes: Classes, *, strength: float
) -> tuple[Floats, Floats]:
    """Return the weights of the classes and their constants.

    Parameters
    ----------
    matrix : csr_matrix of shape (n_rows, n_features)
    classes : ndarray of shape (n_rows,)
        0, 1 … up to k - 1, k at least 2, each at least once. Rows weigh so that each
        class weighs the same: macro-F1 counts them alike.
    strength : float
        Inverse strength of the L2 penalty.

    Returns
    -------
    weights : ndarray of shape (n_features, k)
    constants : ndarray of shape (k,)
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import
    from threadpoolctl import (  # type: ignore[import-untyped]  # noqa: PLC0415
        threadpool_limits,
    )

    model = LogisticRegression(
        C=strength, class_weight="balanced", max_iter=_STEPS, tol=_TOLERANCE
    )
    with threadpool_limits(1):  # sums in one order, for the same bytes
        model.fit(matrix, classes)
    weights, constants = model.coef_.T, model.intercept_
    if weights.shape[1] == 1:  # of two classes the first is the measure
        weights = np.hstack([np.zeros_like(weights), weights])
        constants = np.append(0.0, constants)
    return weights, constants
