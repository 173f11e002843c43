"""Bootstrap samples of coded units: articles are drawn, with all their units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Z: Final = 1.959964
"""Of a 95 % interval."""


def draw_times(
    clusters: Sequence[Any],
    *,
    strata: Sequence[Any] = (),
    draws: int = 1000,
    seed: int = 0,
) -> Floats:
    """Draw clusters with replacement; say how often each unit then counts.

    Parameters
    ----------
    clusters : sequence of length n_units
        Which cluster (article) each unit belongs to.
    strata : sequence of length n_units, default ()
        Clusters are drawn within these (groups of outlets), so that every sample has
        as many of each; empty means that there is one.
    draws, seed : int

    Returns
    -------
    ndarray of shape (draws, n_units)

    Examples
    --------
    >>> times = draw_times(["a", "a", "b"], draws=4, seed=1)
    >>> times.shape, bool((times[:, 0] == times[:, 1]).all())
    ((4, 3), True)
    """
    keys = [
        (str(stratum), str(cluster))
        for stratum, cluster in zip(
            strata or [""] * len(clusters), clusters, strict=True
        )
    ]
    order = sorted(set(keys))
    place = {key: index for index, key in enumerate(order)}
    rng = np.random.default_rng(seed)
    times = np.zeros((draws, len(order)))
    for stratum in sorted({key[0] for key in order}):
        mine = [place[key] for key in order if key[0] == stratum]
        share = np.full(len(mine), 1 / len(mine))
        times[:, mine] = rng.multinomial(len(mine), share, size=draws)
    return times[:, [place[key] for key in keys]]


def interval(draws: Floats) -> tuple[float, float]:
    """Return the 95 % percentile interval of draws; samples without a value left out.

    Examples
    --------
    >>> interval(np.array([1.0, 2.0, np.nan]))
    (1.025, 1.975)
    """
    known = draws[~np.isnan(draws)]
    if len(known) < 2:
        return np.nan, np.nan
    low, high = np.quantile(known, (0.025, 0.975))
    return float(low), float(high)


def most_disagreement(n: float, seen: float = 0) -> float:
    """Return the upper 95 % bound of a share of which some were seen in n units.

    Notes
    -----
    Wilson's bound [1]_; ``z**2 / (n + z**2)`` where none was seen. Then every sample
    of a bootstrap is perfect too, and its interval would have no width.

    References
    ----------
    .. [1] E. B. Wilson (1927). Probable inference, the law of succession, and
       statistical inference. J. American Statistical Association 22, 209-212.

    Examples
    --------
    >>> round(most_disagreement(100), 3), round(most_disagreement(100, 5), 3)
    (0.037, 0.112)
    """
    share, square = seen / n, Z * Z / n
    spread = Z * float(np.sqrt(share * (1 - share) / n + square / (4 * n)))
    return (share + square / 2 + spread) / (1 + square)


def half_width(n: float, share: float = 0.5) -> float:
    """Return half the width of a 95 % interval of a share of n units.

    Examples
    --------
    >>> round(half_width(100, 0.8), 3)
    0.078
    """
    return Z * float(np.sqrt(share * (1 - share) / n)) if n else np.nan
