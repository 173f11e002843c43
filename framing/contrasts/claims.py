"""Whether a term tells groups of outlets apart, or only these outlets."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.uncertainty import Bools, Floats, leave_one_out, permute_outlets


def over_outlets(  # noqa: PLR0913 - counts and what they are of
    matrix: sparse.csr_matrix,
    total: Floats,
    *,
    outlets: Sequence[str],
    unit: NDArray[np.int64],
    first: Bools,
    terms: Sequence[int],
    seed: int = 0,
) -> NDArray[np.float64]:
    """Permute outlets between the sides, and leave each out in turn.

    Parameters
    ----------
    matrix : sparse matrix of shape (n_articles, n_terms)
    total : ndarray of shape (n_articles,)
        Words of each article.
    outlets : sequence of str
    unit : ndarray of shape (n_articles,)
    first : ndarray of shape (n_articles,), bool
    terms : sequence of int
        Columns to look at.
    seed : int

    Returns
    -------
    ndarray of shape (n_terms, 3)
        p over outlets (nan below 4 v 4), and the range of the difference of the rates
        per 1,000 words without each outlet; nan for the terms not looked at.

    Notes
    -----
    The difference is that of `framing.uncertainty.estimate`: within units, weighted.
    """
    found = np.full((matrix.shape[1], 3), np.nan)
    names = sorted(set(outlets))
    outlet = np.searchsorted(np.array(names, dtype=object), np.array(outlets, object))
    n_units = int(unit.max(initial=-1)) + 1
    cell = outlet * n_units + unit
    size = len(names) * n_units
    side = np.zeros(len(names), dtype=bool)
    side[outlet[first]] = True
    shape = (len(names), n_units)
    den = np.bincount(cell, total, minlength=size).astype(np.float64).reshape(shape)
    columns = matrix[:, list(terms)].tocsc()
    for place, term in enumerate(terms):
        start, stop = columns.indptr[place : place + 2]
        used = cell[columns.indices[start:stop]]
        times = 1000.0 * columns.data[start:stop]
        num = np.bincount(used, times, minlength=size).astype(np.float64)
        grid = num.reshape(shape)
        p = permute_outlets(grid, den, side, seed=seed)
        found[term] = p, *leave_one_out(grid, den, side)
    return found


def licensed(p: float, low: float, high: float, alpha: float) -> bool:
    """Whether a sentence about the groups may be written.

    Examples
    --------
    >>> licensed(0.03, 0.2, 0.9, 0.05), licensed(float("nan"), 0.2, 0.9, 0.05)
    (True, False)
    """
    return not math.isnan(p) and p <= alpha and (low > 0 or high < 0)
