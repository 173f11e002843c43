"""Test terms by swapping the two sides within units.

What is tested is the same for every measure: the difference of the rates within
units (Mantel and Haenszel 1959), which leaves out how the units differ among
themselves. Where no unit holds both sides, whole units change sides instead, and the
difference is that of the pooled rates.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.contrasts.base import CELLS, Floats, Sums
from framing.uncertainty import EXACT_EVENTS, TIE, all_labels

FIRST_DRAWS: Final = 999
"""After these, terms that cannot pass any more are let go: q is never below p."""
HOPELESS: Final = 1.5
"""A term is let go when its p lies above this many times alpha."""
MOST_DRAWS: Final = 9_999_999
"""Draws at most for terms that no swap has reached yet: enough for 50,000 terms."""
EXACT_LABELS: Final = 2**EXACT_EVENTS
"""Up to this many swaps, or ways to deal units to the sides, all are looked at."""
MARGIN: Final = 10
"""Draws go on until terms that no swap has reached have a q of alpha / MARGIN."""

NULLS: Final = ("pooled", "own")
"""Which swaps a term is set against: those of all terms, or its own."""


class Swapper:
    """Differences of rates under other labels; what all share is worked out once.

    Parameters
    ----------
    sums : Sums

    Notes
    -----
    Within units, ``sum(+-(y_a*n_b - y_b*n_a) / (n_a + n_b))``, a unit being swapped
    where its sign is minus; of whole units, ``sum(y - share*n)`` over those of the
    first side.
    """

    def __init__(self, sums: Sums) -> None:
        if sums.first is None:
            total = np.maximum(sums.n_left + sums.n_right, 1e-300)
            left = sparse.diags(sums.n_right / total) @ sums.left
            right = sparse.diags(sums.n_left / total) @ sums.right
            self._moves = (left - right).T.tocsr()
            self._n, self._share = np.zeros(len(total)), np.zeros(left.shape[1])
        else:
            self._moves = (sums.left + sums.right).T.tocsr()
            self._n, self._share = sums.n_left + sums.n_right, sums.share

    def __call__(self, labels: Floats) -> Floats:
        """Return the differences, ndarray of shape (n_draws, n_terms).

        Parameters
        ----------
        labels : ndarray of shape (n_draws, n_units)
            1 or -1 where units hold both sides, else 1 for those of the first side.
        """
        found: Floats = (self._moves @ labels.T).T
        return found - np.outer(labels @ self._n, self._share)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tested:
    """p of each term, and how it came about.

    Attributes
    ----------
    p : ndarray of shape (n_terms,)
    floor : float
        Smallest p that a term could reach.
    n_swaps : int
    exact : bool
    spread : ndarray of shape (n_terms,)
        Standard deviation of the difference under swaps, in units of `seen`.
    seen : ndarray of shape (n_terms,)
        The difference itself.
    """

    p: Floats
    floor: float
    spread: Floats
    seen: Floats
    n_swaps: int
    exact: bool


def swap_test(
    sums: Sums,
    *,
    draws: int = 4999,
    alpha: float = 0.05,
    most: int = MOST_DRAWS,
    seed: int = 0,
    null: str = "pooled",
) -> Tested:
    """Test every term by swapping the labels of the sides.

    Parameters
    ----------
    sums : Sums
    draws : int, default 4999
        Swaps drawn for terms that may pass.
    alpha : float, default 0.05
    most : int
        Draws at most for terms that none has reached; only for the null "own".
    seed : int
    null : str, default "pooled"
        One of `NULLS`.

    Returns
    -------
    Tested

    Notes
    -----
    With at most 16,384 swaps every one is looked at. Otherwise swaps are drawn.

    *pooled*: a difference over its standard deviation under swaps is set against the
    swaps of all terms [2]_, so that p reaches as low as it must for a single term to
    pass the correction. Rare terms, which no swap can move far, are tested on the
    safe side; frequent ones by up to the share of the others too freely, which the
    calibration on real articles allows for (``docs/design/0016-contrasts.md``).

    *own*: a term is set against its own swaps, in stages [1]_: terms whose p is far
    above alpha are let go after 999, and the k terms that no swap has reached after
    `draws` go on until the q of their floor,
    ``n_terms / (k * (1 + draws))``, lies below ``alpha / 10``, so that a single
    strong term can pass the correction.

    References
    ----------
    .. [1] J. Besag, P. Clifford (1991). Sequential Monte Carlo p-values. Biometrika
       78(2), 301-304.
    .. [2] J. Storey, R. Tibshirani (2003). Statistical significance for genomewide
       studies. PNAS 100(16), 9440-9445.
    """
    observed = Swapper(sums)(observed_labels(sums))[0]
    seen = np.abs(observed)
    # Sums that differ only by rounding are ties.
    used = np.asarray((sums.left + sums.right).sum(axis=0)).ravel()
    limit = seen - TIE * np.maximum(used, 1e-300)
    n_terms = sums.left.shape[1]
    every = _every(sums)
    if every is not None:
        found = _reached(Swapper(sums), limit, every)
        return Tested(
            p=found.hits / len(every),
            floor=1 / len(every),
            n_swaps=len(every) * (2 if sums.first is None else 1),
            exact=True,
            spread=found.spread(),
            seen=observed,
        )
    rng = np.random.default_rng(seed)
    if null == "pooled":
        return _pooled(sums, observed, draws, rng)
    hits, tried = np.zeros(n_terms), np.zeros(n_terms)
    spread = np.full(n_terms, np.nan)
    enough = min(most, int(np.ceil(MARGIN * max(n_terms, 1) / alpha)))
    for size in _stages(draws, max(enough, draws)):
        active = _active(hits, tried, alpha, draws)
        if not len(active):
            break
        part = Swapper(sums.only(active))
        total = Moments.none(len(active))
        for labels in _draws(rng, size, sums, len(active)):
            total += _reached(part, limit[active], labels)
        hits[active] += total.hits
        if not tried.any():
            spread = total.spread()
        tried[active] += size
    return Tested(
        p=(1 + hits) / (1 + tried),
        floor=1 / (1 + max(enough, draws)),
        n_swaps=int(tried.max(initial=0)),
        exact=False,
        spread=spread,
        seen=observed,
    )


def _pooled(
    sums: Sums, observed: Floats, draws: int, rng: np.random.Generator
) -> Tested:
    """Set every term against the swaps of all terms, each in its own units.

    A first round of swaps gives the spread of each term, a second one, with labels
    of its own, the distribution of the studentised differences.
    """
    n_terms = len(observed)
    swapper = Swapper(sums)
    total = Moments.none(n_terms)
    for labels in _draws(rng, FIRST_DRAWS, sums, n_terms):
        total += _reached(swapper, np.full(n_terms, np.inf), labels)
    spread = total.spread()
    known = spread > 0
    size = np.divide(np.abs(observed), spread, out=np.zeros(n_terms), where=known)
    order = np.sort(size[known])
    # How many swaps reach each size seen; one more place, lest there be none.
    reached = np.zeros(len(order) + 1)
    n_pool = 0
    for labels in _draws(rng, draws, sums, n_terms):
        made = np.abs(swapper(labels)[:, known]) / spread[known]
        ranked = np.sort(made, axis=None) + TIE
        reached[:-1] += len(ranked) - np.searchsorted(ranked, order, side="left")
        n_pool += len(ranked)
    place = np.searchsorted(order, size, side="left")
    hits = np.where(known, reached[place], n_pool)
    return Tested(
        p=(1 + hits) / (1 + n_pool),
        floor=1 / (1 + n_pool),
        n_swaps=draws,
        exact=False,
        spread=spread,
        seen=observed,
    )


def observed_labels(sums: Sums) -> Floats:
    """Return the labels as they are, ndarray of shape (1, n_units)."""
    if sums.first is None:
        return np.ones((1, len(sums.n_left)))
    return sums.first[None, :].astype(np.float64)


def _stages(draws: int, enough: int) -> Iterator[int]:
    """Yield sizes of stages: 999, up to `draws`, then doubling up to `enough`."""
    first = min(FIRST_DRAWS, draws)
    yield first
    if draws > first:
        yield draws - first
    done = draws
    while done < enough:
        step = min(done, enough - done)
        yield step
        done += step


def _active(hits: Floats, tried: Floats, alpha: float, draws: int) -> NDArray[np.int64]:
    """Return the terms for which more swaps are worth drawing."""
    done = int(tried.max(initial=0))
    still = tried == done
    if done < draws:
        return np.flatnonzero(still & (hits <= HOPELESS * alpha * max(done, 1)))
    unreached = np.flatnonzero(still & (hits == 0))
    q = len(tried) / (max(len(unreached), 1) * (1 + done))
    return unreached if q > alpha / MARGIN else unreached[:0]


def _every(sums: Sums) -> Floats | None:
    """Return all swaps but for the sign, or all ways to deal units; None if too many.

    Within units the first keeps its labels: the mirror image of a swap has the same
    score with the other sign.
    """
    n_units = len(sums.n_left)
    if sums.first is None:
        if n_units > EXACT_EVENTS:
            return None
        rest = itertools.product((1.0, -1.0), repeat=n_units - 1)
        return np.array([(1.0, *labels) for labels in rest])
    n_first = int(sums.first.sum())
    if math.comb(n_units, n_first) > EXACT_LABELS:
        return None
    return all_labels(n_units, n_first)


def _draws(
    rng: np.random.Generator, size: int, sums: Sums, n_terms: int
) -> Iterator[Floats]:
    """Yield random labels in blocks that keep memory small."""
    n_units = len(sums.n_left)
    most = max(1, CELLS // max(n_terms, n_units, 1))
    for start in range(0, size, most):
        shape = (min(most, size - start), n_units)
        if sums.first is None:
            made = rng.integers(0, 2, size=shape, dtype=np.int8) * 2 - 1
        else:
            made = rng.permuted(np.broadcast_to(sums.first, shape), axis=1)
        yield made.astype(np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moments:
    """What swaps add up to; arrays of shape (n_terms,).

    Attributes
    ----------
    hits : swaps whose score is as far from 0 as the one seen.
    squares : sum of the squares of all scores.
    n : int
    """

    hits: Floats
    squares: Floats
    n: int

    @classmethod
    def none(cls, n_terms: int) -> Moments:
        """Return the sums over no swap."""
        return cls(hits=np.zeros(n_terms), squares=np.zeros(n_terms), n=0)

    def __add__(self, other: Moments) -> Moments:
        """Return the sums over the swaps of both."""
        return Moments(
            hits=self.hits + other.hits,
            squares=self.squares + other.squares,
            n=self.n + other.n,
        )

    def spread(self) -> Floats:
        """Return the standard deviation about 0, where swaps have their mean."""
        found: Floats = np.sqrt(self.squares / max(self.n, 1))
        return found


def _reached(scores_of: Swapper, limit: Floats, labels: Floats) -> Moments:
    """Count the swaps whose score is as far from 0 as the one seen."""
    most = max(1, CELLS // max(len(limit), 1))
    found = Moments.none(len(limit))
    for start in range(0, len(labels), most):
        made = scores_of(labels[start : start + most])
        found += Moments(
            hits=(np.abs(made) >= limit).sum(axis=0).astype(np.float64),
            squares=(made**2).sum(axis=0),
            n=len(made),
        )
    return found
