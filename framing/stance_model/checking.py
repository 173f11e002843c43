"""How well a model does on articles that were held out of training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from framing.stance_model.fitting import Classes, Floats

Fit = Callable[[sp.csr_matrix, Classes], tuple[Floats, Floats]]

# Parts that articles are dealt into; each is held out once.
_PARTS: Final = 5
_DRAWS: Final = 999
_SEED: Final = 20261127


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Figures on articles held out; made by `check`.

    Attributes
    ----------
    macro_f1, low, high : float
        Mean F1 of the classes, with a 95 % interval over resampled articles.
    f1 : tuple of float
        Of the classes, in the order of `POLARITIES`.
    parts : tuple of float
        Macro-F1 of each part that was held out.
    """

    macro_f1: float
    low: float
    high: float
    f1: tuple[float, ...]
    parts: tuple[float, ...]


def check(
    matrix: sp.csr_matrix, classes: Classes, groups: Sequence[str], *, fit: Fit
) -> Check:
    """Fit on four fifths of the articles, score the rest, five times over.

    Parameters
    ----------
    matrix : csr_matrix of shape (n_rows, n_features)
    classes : ndarray of shape (n_rows,)
    groups : sequence of str
        Rows of one group are held out together.
    fit : callable
        From a matrix and classes to weights and constants.

    Returns
    -------
    Check
    """
    numbers = _numbered(groups)
    parts = numbers % min(_PARTS, int(numbers.max()) + 1)
    found = np.zeros_like(classes)
    for part in range(int(parts.max()) + 1):
        held = parts == part
        weights, constants = fit(matrix[~held], classes[~held])
        found[held] = np.argmax(matrix[held] @ weights + constants, axis=1)
    low, high = interval(classes, found, groups)
    by_class = f1(confusion(classes, found))
    return Check(
        macro_f1=float(np.mean(by_class)),
        low=low,
        high=high,
        f1=tuple(by_class.tolist()),
        parts=tuple(
            float(np.mean(f1(confusion(classes[parts == p], found[parts == p]))))
            for p in range(int(parts.max()) + 1)
        ),
    )


def confusion(classes: Classes, found: Classes) -> NDArray[np.int64]:
    """Return how often each class (row) was given each class (column)."""
    table = np.zeros((3, 3), np.int64)
    np.add.at(table, (classes, found), 1)
    return table


def f1(table: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the F1 of each class of a confusion table; 0 where nothing is right.

    Examples
    --------
    >>> f1(np.asarray([[1, 0, 0], [0, 1, 1], [0, 0, 2]])).round(2).tolist()
    [1.0, 0.67, 0.8]
    """
    both = table.sum(axis=0) + table.sum(axis=1)
    found: NDArray[np.float64] = 2 * np.diag(table) / np.maximum(both, 1)
    return found


def _numbered(groups: Sequence[str]) -> NDArray[np.int64]:
    """Return the number of each row's group, dealt out in a drawn order."""
    names = sorted(set(groups))
    order = np.random.default_rng(_SEED).permutation(len(names)).tolist()
    number = dict(zip(names, order, strict=True))
    return np.asarray([number[group] for group in groups])


def interval(
    classes: Classes, found: Classes, groups: Sequence[str]
) -> tuple[float, float]:
    """Return a 95 % percentile interval of macro-F1 over resampled groups.

    Parameters
    ----------
    classes, found : ndarray of shape (n_rows,)
        Coded and given classes: 0, 1, 2.
    groups : sequence of str
        What is drawn: rows of one group come together.

    Returns
    -------
    low, high : float
    """
    numbers = _numbered(groups)
    size = int(numbers.max()) + 1
    tables = np.zeros((size, 3, 3), np.int64)
    np.add.at(tables, (numbers, classes, found), 1)
    draw = np.random.default_rng(_SEED)
    drawn = sorted(
        float(np.mean(f1(tables[draw.integers(0, size, size)].sum(axis=0))))
        for _ in range(_DRAWS)
    )
    return drawn[int(0.025 * _DRAWS)], drawn[int(0.975 * _DRAWS)]
