"""Intervals, permutation tests and multiple testing, on arrays of numbers.

The unit is the event: two sides report the same events, so that a different mix
of events cannot look like a difference of wording. All randomness is seeded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.errors import ParameterError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

EXACT_EVENTS: Final = 14
"""Up to this many events all ``2**n`` swaps are enumerated (16,384 sums)."""
POWER: Final = 1.96 + 0.84
"""Standard errors that a difference needs to be found in 80 of 100 samples at .05."""

TIE: Final = 1e-9
"""Sums that differ only by rounding count as ties, so that exact p are exact."""
BLOCK: Final = 2000
"""Draws taken at once: 2,000 x 500 events x 8 bytes is 8 MB."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sides:
    """Numerators and denominators of two sides, one row per comparison.

    Attributes
    ----------
    num_a, den_a, num_b, den_b : ndarray of shape (n_rows, n_events)
        A denominator of 0 means that the side has nothing on the event.
    scale : ndarray of shape (n_rows,)
        ``value = scale * numerator / denominator``.
    """

    num_a: Floats
    den_a: Floats
    num_b: Floats
    den_b: Floats
    scale: Floats

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit one another."""
        shapes = {
            array.shape for array in (self.num_a, self.den_a, self.num_b, self.den_b)
        }
        if len(shapes) != 1 or self.num_a.shape[:1] != self.scale.shape:
            message = (
                "numerators and denominators must all have shape (n_rows, n_events) "
                f"and scale (n_rows,), got {sorted(shapes)} and {self.scale.shape}"
            )
            raise ParameterError(message)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimates:
    """What `estimate` found; ndarrays of shape (n_rows,) unless said otherwise.

    Attributes
    ----------
    value_a, value_b, difference : ndarray
        ``difference == value_a - value_b``; nan without a usable event.
    low, high, low90, high90 : ndarray
        Percentile intervals of the difference; nan under two usable events.
    p, smallest_p : ndarray
        Two-sided, and the smallest that these events could have given.
    mde : ndarray
        Smallest difference that would be found four times in five.
    n_events, same_way : ndarray of int
        Usable events, and those whose sign is that of the difference.
    """

    value_a: Floats
    value_b: Floats
    difference: Floats
    low: Floats
    high: Floats
    low90: Floats
    high90: Floats
    p: Floats
    smallest_p: Floats
    mde: Floats
    n_events: NDArray[np.int64]
    same_way: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Resamples:
    """Draws that all comparisons over the same events share; see `draw_resamples`.

    Attributes
    ----------
    signs : ndarray of shape (n_draws, n_events), int8
        1 or -1: whether the labels of an event are swapped.
    times : ndarray of shape (n_boots, n_events), int32
        How often an event stands in a bootstrap sample.
    """

    signs: NDArray[np.int8]
    times: NDArray[np.int32]


def draw_resamples(
    n_events: int, *, draws: int = 4999, boots: int = 999, seed: int = 0
) -> Resamples:
    """Draw sign flips and bootstrap samples of events, once for many comparisons.

    Parameters
    ----------
    n_events, draws, boots, seed : int
        At least one event, draw and sample.

    Returns
    -------
    Resamples

    Raises
    ------
    ParameterError
        If a number is below 1.

    Examples
    --------
    >>> draw_resamples(3, draws=5, boots=4).times.sum(axis=1).tolist()
    [3, 3, 3, 3]
    """
    for name, value in (("n_events", n_events), ("draws", draws), ("boots", boots)):
        if value < 1:
            message = f"{name} must be at least 1, got {value}"
            raise ParameterError(message)
    rng = np.random.default_rng(seed)
    signs = rng.integers(0, 2, size=(draws, n_events), dtype=np.int8) * 2 - 1
    times = rng.multinomial(n_events, np.full(n_events, 1 / n_events), size=boots)
    return Resamples(signs=signs.astype(np.int8), times=times.astype(np.int32))


def estimate(sides: Sides, resamples: Resamples) -> Estimates:
    """Compare two sides over the events that both cover.

    Parameters
    ----------
    sides : Sides
    resamples : Resamples
        For the same number of events.

    Returns
    -------
    Estimates

    Notes
    -----
    An event with numerators ``a, b`` and denominators ``n, m`` (both above 0) has
    the difference ``d = scale * (a/n - b/m)`` and the weight ``w = n*m/(n+m)``
    [1]_; the estimate is ``sum(w*d) / sum(w)``. Labels are swapped within events,
    which flips the sign of ``d`` and keeps ``w``; the interval resamples events.
    A percentile interval over few events is too narrow (simulated 95 % intervals
    held the truth in 86 % of runs with 6 events, 91 % with 12, 94 % with 20), so
    that no verdict rests on it alone.

    References
    ----------
    .. [1] S. Greenland, J. M. Robins (1985). Estimation of a common effect
       parameter from sparse follow-up data. Biometrics 41(1), 55-68.

    Examples
    --------
    >>> import numpy as np
    >>> ten, one = np.full((1, 6), 10.0), np.ones((1, 6))
    >>> sides = Sides(
    ...     num_a=3 * one, den_a=ten, num_b=one, den_b=ten, scale=np.array([100.0])
    ... )
    >>> found = estimate(sides, draw_resamples(6))
    >>> round(float(found.difference[0]), 6), float(found.p[0])
    (20.0, 0.03125)
    """
    weight, rate_a, rate_b = event_rates(sides)
    gap = rate_a - rate_b
    total = weight.sum(axis=1)
    value_a = ratio((weight * rate_a).sum(axis=1), total)
    value_b = ratio((weight * rate_b).sum(axis=1), total)
    difference = value_a - value_b
    p, smallest = swap_p(weight * gap, resamples.signs)
    boot = _bootstrap(weight, weight * gap, resamples.times)
    usable = weight > 0
    enough = usable.sum(axis=1) >= 2
    low, low90, high90, high = np.where(
        enough, _quantiles(boot, (0.025, 0.05, 0.95, 0.975)), np.nan
    )
    same = (np.sign(gap) == np.sign(difference)[:, None]) & usable
    return Estimates(
        value_a=value_a,
        value_b=value_b,
        difference=difference,
        low=low,
        high=high,
        low90=low90,
        high90=high90,
        p=np.where(usable.any(axis=1), p, np.nan),
        smallest_p=np.where(usable.any(axis=1), smallest, np.nan),
        mde=np.where(enough, POWER * _spread(boot), np.nan),
        n_events=usable.sum(axis=1),
        same_way=same.sum(axis=1),
    )


def event_rates(sides: Sides) -> tuple[Floats, Floats, Floats]:
    """Return the weight of each event and the rates of both sides on it.

    Examples
    --------
    >>> ones = np.ones((1, 2))
    >>> none_b = np.array([[4.0, 0.0]])
    >>> sides = Sides(num_a=ones, den_a=4 * ones, num_b=ones, den_b=none_b,
    ...               scale=np.ones(1))
    >>> [found.tolist() for found in event_rates(sides)]   # 0: unusable
    [[[2.0, 0.0]], [[0.25, 0.0]], [[0.25, 0.0]]]
    """
    usable = (sides.den_a > 0) & (sides.den_b > 0)
    den_a = np.where(usable, sides.den_a, 1.0)
    den_b = np.where(usable, sides.den_b, 1.0)
    weight = np.where(usable, den_a * den_b / (den_a + den_b), 0.0)
    scale = sides.scale[:, None]
    rate_a = np.where(usable, scale * sides.num_a / den_a, 0.0)
    return weight, rate_a, np.where(usable, scale * sides.num_b / den_b, 0.0)


def ratio(numerator: Floats, denominator: Floats) -> Floats:
    """Divide; nan where the denominator is 0.

    Examples
    --------
    >>> ratio(np.array([1.0, 1.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    known = denominator > 0
    return np.where(known, numerator / np.where(known, denominator, 1.0), np.nan)


def swap_p(moves: Floats, signs: NDArray[np.int8]) -> tuple[Floats, Floats]:
    """Test whether flipping signs within events gives sums as large as the one seen.

    Parameters
    ----------
    moves : ndarray of shape (n_rows, n_events)
        What each event adds to a comparison; 0 where it adds nothing.
    signs : ndarray of shape (n_draws, n_events)
        From `draw_resamples`; used where the swaps are too many to enumerate.

    Returns
    -------
    p, smallest : ndarray of shape (n_rows,)
        In (0, 1]; 1 where no event moves anything.

    Notes
    -----
    All ``2**k`` flips of the k events that move are enumerated for k <= 14;
    otherwise ``p = (1 + hits) / (1 + draws)``.

    Examples
    --------
    >>> p, smallest = swap_p(np.array([[1.0, 2, 3, -1]]), np.ones((1, 4), np.int8))
    >>> float(p[0]), float(smallest[0])
    (0.375, 0.125)
    """
    n_moving = np.count_nonzero(moves, axis=1)
    drawn = n_moving > EXACT_EVENTS
    p = np.ones(len(moves))
    smallest = np.minimum(2.0 ** (1 - n_moving), 1.0)
    for row in np.flatnonzero(~drawn & (n_moving > 0)):
        p[row] = _exact_p(moves[row][moves[row] != 0])
    if drawn.any():
        hits = _hits(moves[drawn], signs)
        p[drawn] = (1 + hits) / (1 + len(signs))
        smallest[drawn] = 1 / (1 + len(signs))
    return p, smallest


def _exact_p(moves: Floats) -> float:
    """Enumerate every flip by doubling; the first sign is fixed, by symmetry."""
    sums = moves[:1]
    for move in moves[1:]:
        sums = np.concatenate([sums + move, sums - move])
    seen = abs(float(moves.sum()))
    return float(np.mean(np.abs(sums) >= seen - TIE * np.abs(moves).sum()))


def _hits(moves: Floats, signs: NDArray[np.int8]) -> Floats:
    """Count the draws whose sum is as far from zero as the one seen."""
    seen = np.abs(moves.sum(axis=1)) - TIE * np.abs(moves).sum(axis=1)
    hits = np.zeros(len(moves))
    for start in range(0, len(signs), BLOCK):
        sums = signs[start : start + BLOCK].astype(np.float64) @ moves.T
        hits += (np.abs(sums) >= seen).sum(axis=0)
    return hits


def _bootstrap(weight: Floats, moves: Floats, times: NDArray[np.int32]) -> Floats:
    """Return bootstrap estimates, ndarray of shape (n_boots, n_rows)."""
    counts = times.astype(np.float64)
    return ratio(counts @ moves.T, counts @ weight.T)


def _quantiles(boot: Floats, levels: tuple[float, ...]) -> Floats:
    """Return quantiles of each column; samples without a usable event are left out."""
    empty = np.isnan(boot).all(axis=0)
    filled = np.where(empty, 0.0, boot)
    return np.where(empty, np.nan, np.nanquantile(filled, levels, axis=0))


def _spread(boot: Floats) -> Floats:
    """Return the standard deviation of each column."""
    empty = np.isnan(boot).all(axis=0)
    return np.where(empty, np.nan, np.nanstd(np.where(empty, 0.0, boot), axis=0))


def benjamini_hochberg(p: Floats) -> Floats:
    """Correct p-values for the size of their family.

    Parameters
    ----------
    p : ndarray of shape (n,)
        In [0, 1]; nan where nothing was tested, which does not count.

    Returns
    -------
    ndarray of shape (n,)
        q in [0, 1], the false discovery rate at which each would be called [1]_.

    References
    ----------
    .. [1] Y. Benjamini, Y. Hochberg (1995). Controlling the false discovery rate.
       J. Royal Statistical Society B 57(1), 289-300.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, np.nan])).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    tested = np.flatnonzero(~np.isnan(p))
    q = np.full(len(p), np.nan)
    if len(tested):
        order = tested[np.argsort(p[tested], kind="stable")]
        raw = p[order] * len(order) / np.arange(1, len(order) + 1)
        q[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return q


def ratio_intervals(
    num: Floats, den: Floats, scale: Floats, times: NDArray[np.int32]
) -> tuple[Floats, Floats, Floats]:
    """Pool ratios over events (or articles), with an interval that resamples them.

    Parameters
    ----------
    num, den : ndarray of shape (n_rows, n_units)
        A unit without a value has the denominator 0.
    scale : ndarray of shape (n_rows,)
    times : ndarray of shape (n_boots, n_units)
        From `draw_resamples`.

    Returns
    -------
    value, low, high : ndarray of shape (n_rows,)
        Pooled ratio and its 95 % percentile interval; the interval is nan where
        fewer than two units have a value.

    Examples
    --------
    >>> num, den = np.array([[1.0, 3.0, 2.0]]), np.array([[10.0, 10.0, 10.0]])
    >>> times = draw_resamples(3).times
    >>> value, low, high = ratio_intervals(num, den, np.array([100.0]), times)
    >>> float(value[0]), float(low[0]) < 20 < float(high[0])
    (20.0, True)
    """
    usable = den > 0
    num, den = np.where(usable, num, 0.0), np.where(usable, den, 0.0)
    value = scale * ratio(num.sum(axis=1), den.sum(axis=1))
    boot = scale * _bootstrap(den, num, times)
    few = usable.sum(axis=1) < 2
    low, high = np.where(few, np.nan, _quantiles(boot, (0.025, 0.975)))
    return value, low, high
