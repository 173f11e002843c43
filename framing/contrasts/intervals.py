"""Scores of terms, and their intervals by a bootstrap over units."""

from __future__ import annotations

import numpy as np

from framing.contrasts.base import CELLS, Floats, Measure, Sums


def scores(measure: Measure, sums: Sums, times: Floats) -> Floats:
    """Return the scores of all terms when events are taken so many times.

    Parameters
    ----------
    measure : Measure
    sums : Sums
    times : ndarray of shape (n_draws, n_events)

    Returns
    -------
    ndarray of shape (n_draws, n_terms)
    """
    return measure.score(
        (sums.left.T @ times.T).T,
        times @ sums.n_left[:, None],
        (sums.right.T @ times.T).T,
        times @ sums.n_right[:, None],
        sums.share,
    )


def seen_scores(measure: Measure, sums: Sums) -> Floats:
    """Return the score of each term, ndarray of shape (n_terms,)."""
    found: Floats = scores(measure, sums, np.ones((1, len(sums.n_left))))[0]
    return found


def bootstrap_intervals(
    measure: Measure, sums: Sums, *, boots: int = 999, seed: int = 0
) -> tuple[Floats, Floats]:
    """Return 95 % percentile intervals of the scores over units.

    Units that hold one side only are resampled within their side.

    Parameters
    ----------
    measure : Measure
    sums : Sums
    boots : int, default 999
    seed : int

    Returns
    -------
    low, high : ndarray of shape (n_terms,)
        nan for a term that one side lacks, and for fewer than two units a side.
    """
    n_terms = sums.left.shape[1]
    low, high = np.full(n_terms, np.nan), np.full(n_terms, np.nan)
    times = _times(sums, boots, seed)
    if times is None:
        return low, high
    most = max(1, CELLS // boots)
    lacking = (sums.left.getnnz(axis=0) == 0) | (sums.right.getnnz(axis=0) == 0)
    both = np.flatnonzero(~lacking)
    for start in range(0, len(both), most):
        terms = both[start : start + most]
        found = scores(measure, sums.only(terms), times)
        low[terms], high[terms] = np.quantile(found, (0.025, 0.975), axis=0)
    return low, high


def _times(sums: Sums, boots: int, seed: int) -> Floats | None:
    """Return how often each unit stands in each sample, or None for too few units."""
    n_units = len(sums.n_left)
    every = np.ones(n_units, dtype=bool)
    strata = [every] if sums.first is None else [sums.first, ~sums.first]
    if min(int(stratum.sum()) for stratum in strata) < 2:
        return None
    rng = np.random.default_rng(seed)
    times = np.zeros((boots, n_units))
    for stratum in strata:
        n = int(stratum.sum())
        times[:, stratum] = rng.multinomial(n, np.full(n, 1 / n), size=boots)
    return times
