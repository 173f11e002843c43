"""Claims about groups: permute the labels of outlets, leave each outlet out.

Outlets differ among themselves. Where groups do not, swapping group labels within
60 events rejects in 54 to 60 % of simulated runs, permuting outlets in at most 5 %.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from framing.uncertainty.events import (
    BLOCK,
    TIE,
    Bools,
    Floats,
    Sides,
    event_rates,
    ratio,
)

FEWEST_OUTLETS: Final = 4
"""Outlets a side for a claim about groups: 3 v 3 cannot go below p = .10."""


def permute_outlets(
    num: Floats,
    den: Floats,
    first: Bools,
    *,
    draws: int = 1999,
    seed: int = 0,
) -> float:
    """Test a difference of two groups by giving the group labels to other outlets.

    Parameters
    ----------
    num, den : ndarray of shape (n_outlets, n_events)
    first : ndarray of shape (n_outlets,), bool
        Whether an outlet is in the first group.
    draws : int
        Relabellings drawn where all of them are more than this many.
    seed : int

    Returns
    -------
    float
        Two-sided p in (0, 1], over relabellings that keep the sizes of the groups;
        nan below four outlets a side, or where no event has both groups.

    Notes
    -----
    A relabelling that leaves no event with both groups counts as one that reaches
    the difference: the test errs on the side of not rejecting.

    Examples
    --------
    >>> num = np.array([[9.0], [8], [9], [8], [1], [2], [1], [2]])
    >>> den = np.full((8, 1), 10.0)
    >>> p = permute_outlets(num, den, np.arange(8) < 4)
    >>> round(p, 4)                                            # 2 of 70
    0.0286
    """
    n_first = int(first.sum())
    if min(n_first, len(first) - n_first) < FEWEST_OUTLETS:
        return math.nan
    seen = float(_relabelled(num, den, first[None, :].astype(np.float64))[0])
    if math.isnan(seen):
        return math.nan
    exact = math.comb(len(first), n_first) <= draws + 1
    labels = all_labels(len(first), n_first) if exact else _drawn(first, draws, seed)
    hits = sum(_reached(num, den, block, seen) for block in _blocks(labels))
    return hits / len(labels) if exact else (1 + hits) / (1 + draws)


def all_labels(n_outlets: int, n_first: int) -> Floats:
    """Return every way to deal outlets (or other units) to two sides.

    Returns
    -------
    ndarray of shape (n_ways, n_outlets)
        1 for those of the first side.

    Examples
    --------
    >>> all_labels(3, 2).tolist()
    [[1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]
    """
    chosen = np.array(list(itertools.combinations(range(n_outlets), n_first)))
    labels = np.zeros((len(chosen), n_outlets))
    np.put_along_axis(labels, chosen, 1.0, axis=1)
    return labels


def _drawn(first: Bools, draws: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    return rng.permuted(np.tile(first.astype(np.float64), (draws, 1)), axis=1)


def _blocks(labels: Floats) -> Iterator[Floats]:
    for start in range(0, len(labels), BLOCK):
        yield labels[start : start + BLOCK]


def _reached(num: Floats, den: Floats, labels: Floats, seen: float) -> int:
    found = np.abs(_relabelled(num, den, labels))
    far = found >= abs(seen) - TIE * max(abs(seen), 1e-300)
    return int((far | np.isnan(found)).sum())


def _relabelled(num: Floats, den: Floats, labels: Floats) -> Floats:
    """Return the difference under each row of labels (1 is the first group)."""
    others = 1.0 - labels
    sides = Sides(
        num_a=labels @ num,
        den_a=labels @ den,
        num_b=others @ num,
        den_b=others @ den,
        scale=np.ones(len(labels)),
    )
    weight, rate_a, rate_b = event_rates(sides)
    return ratio((weight * (rate_a - rate_b)).sum(axis=1), weight.sum(axis=1))


def leave_one_out(num: Floats, den: Floats, first: Bools) -> tuple[float, float]:
    """Return the range of the difference when each outlet in turn is left out.

    Parameters
    ----------
    num, den, first
        As in `permute_outlets`.

    Returns
    -------
    low, high : float
        In units of ``numerator / denominator``; nan where no outlet can be left
        out without losing a side.

    Examples
    --------
    >>> num = np.array([[9.0], [5.0], [1.0]])
    >>> leave_one_out(num, np.full((3, 1), 10.0), np.array([True, True, False]))
    (0.4, 0.8)
    """
    labels = first[None, :].astype(np.float64)
    found = []
    for outlet in range(len(first)):
        kept = np.arange(len(first)) != outlet
        found.append(float(_relabelled(num[kept], den[kept], labels[:, kept])[0]))
    known = [value for value in found if not math.isnan(value)]
    return (min(known), max(known)) if known else (math.nan, math.nan)
