"""Logistic regression over the classes of stance."""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from framing.stance_model.coding import POLARITIES

Floats = NDArray[np.float64]
Classes = NDArray[np.int64]

_NEUTRAL: Final = POLARITIES.index(0)
# Enough for weights that no longer move the figures; more changes the fourth digit.
_STEPS: Final = 400
_TOLERANCE: Final = 1e-3


def fit(
    matrix: sp.csr_matrix, classes: Classes, *, strength: float, neutral: float
) -> tuple[Floats, Floats]:
    """Return the weights of the classes and their constants.

    Parameters
    ----------
    matrix : csr_matrix of shape (n_rows, n_features)
    classes : ndarray of shape (n_rows,)
        Places in `POLARITIES`, of at least one row.
    strength : float
        Inverse strength of the L2 penalty.
    neutral : float
        Added to the constant of the middle class.

    Returns
    -------
    weights : ndarray of shape (n_features, 3)
    constants : ndarray of shape (3,)
        Minus infinity for a class without rows.
    """
    known = np.unique(classes)
    weights = np.zeros((matrix.shape[1], len(POLARITIES)))
    constants = np.full(len(POLARITIES), -np.inf)
    constants[known] = 0.0
    if len(known) > 1:
        found, constants_found = _fitted(matrix, classes, strength)
        # Of two classes one measure is given, that of the second.
        columns = known[-found.shape[0] :]
        weights[:, columns], constants[columns] = found.T, constants_found
    constants[_NEUTRAL] += neutral
    return weights, constants


def _fitted(
    matrix: sp.csr_matrix, classes: Classes, strength: float
) -> tuple[Floats, Floats]:
    from sklearn.linear_model import (  # noqa: PLC0415 - slow to import
        LogisticRegression,
    )
    from threadpoolctl import (  # type: ignore[import-untyped]  # noqa: PLC0415
        threadpool_limits,
    )

    model = LogisticRegression(C=strength, max_iter=_STEPS, tol=_TOLERANCE)
    with threadpool_limits(1):  # sums in one order, for the same bytes
        model.fit(matrix, classes)
    return model.coef_, model.intercept_
