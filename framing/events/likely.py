"""Where an article without a date belongs: with the dated ones near it.

An undated headline is as near to yesterday's turn of a story as to today's. Where
enough dated articles near it lie on one day, it is compared as one of that day. After
grouping, it joins a large event of whose articles several are near to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.config import Grouping
from framing.linkage import Edges

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SUPPORT: Final = 4
"""Dated articles within a day of the likeliest one that have to be near.

With one or two, sets of few articles to an event are dated by those of other events.
"""
SHARE: Final = 0.3
"""Their least share of all dated ones that are near, each by the root of its odds.

Of 11,314 headlines without their dates, those with at least this share lie within a
day of the likeliest one in 60 % of cases; with .5 in 77 %, with .7 in 88 %.
"""
ON_THE_DAY: Final = 0.5
"""Factor of the odds of a pair on one day, one of them by its neighbours."""
LARGE: Final = 8
"""Dated articles that make an event large. Its average is no measure for one more
article: it is told in many ways, and the one is near to some of them. With 4, sets of
few articles to an event lose up to .5; with 6 to 12 coded headlines gain 1.1 to 1.4."""
NEAR_TO: Final = 1.0
"""Sum of the probabilities from which an article can join a large event."""
MORE: Final = 1.5
"""How many times that sum has to be that of its own event."""
_MOST: Final = 12.0  # log-odds that one neighbour may bring
_REACH: Final = 3  # days around one that speak for it


def by_likely_days(
    edges: Edges, time: Floats, low: Floats, high: Floats, settings: Grouping
) -> Edges:
    """Compare articles without a date by their likeliest day, where they have one.

    Parameters
    ----------
    edges : Edges
        As dates known for certain leave them.
    time : ndarray of shape (n,)
        Certain days, nan for none.
    low, high : ndarray of shape (n,)
        Days between which an article was published by its own words.
    settings : Grouping

    Returns
    -------
    Edges
        Of a pair whose days are both known or likely, and not both known, the odds
        by words are multiplied by ``ON_THE_DAY * exp(-gap / decay)`` instead of
        `Grouping.undated`; it is dropped beyond the window.
    """
    vague = np.isnan(time)
    found = likely_days(edges, time, settings.decay)
    fits = (found >= low - settings.window) & (found <= high + settings.window)
    day = np.where(vague, np.where(fits, found, np.nan), np.floor(time))
    gap = np.abs(day[edges.a] - day[edges.b])
    placed = (vague[edges.a] | vague[edges.b]) & ~np.isnan(gap)
    factor = ON_THE_DAY / settings.undated * np.exp(-gap[placed] / settings.decay)
    score = edges.score.copy()
    odds = score[placed] / np.maximum(1 - score[placed], 1e-12) * factor
    score[placed] = np.where(gap[placed] <= settings.window, odds / (1 + odds), 0.0)
    return Edges(a=edges.a, b=edges.b, score=score)


def likely_days(edges: Edges, time: Floats, decay: float) -> Floats:
    """Return the likeliest day of each article without one; nan where unsure.

    Parameters
    ----------
    edges : Edges
    time : ndarray of shape (n,)
        Certain days, nan for none.
    decay : float
        Days after which a neighbour speaks e times less for a day.

    Examples
    --------
    >>> near = Edges(np.arange(4), np.full(4, 4), np.full(4, 0.9))
    >>> likely_days(near, np.array([7.0, 7.0, 8.0, 7.0, np.nan]), 0.73)
    array([nan, nan, nan, nan,  7.])
    """
    article = np.concatenate([edges.a, edges.b])
    day = np.floor(np.concatenate([time[edges.b], time[edges.a]]))
    odds = edges.score / np.maximum(1 - edges.score, 1e-12)
    weight = np.sqrt(np.minimum(np.concatenate([odds, odds]), np.exp(_MOST)))
    used = np.isnan(time[article]) & ~np.isnan(day)
    made: Floats = np.full(len(time), np.nan)
    if not used.any():
        return made
    first = day[used].min() - _REACH
    span = int(day[used].max() - first) + _REACH + 1
    keys = article[used] * span + (day[used] - first).astype(np.int64)
    keys, place = np.unique(keys, return_inverse=True)
    mass, count = np.bincount(place, weight[used]), np.bincount(place)
    near, support = mass.copy(), count.copy()
    pull = mass.copy()
    for shift in (*range(-_REACH, 0), *range(1, _REACH + 1)):
        at = np.minimum(np.searchsorted(keys, keys + shift), len(keys) - 1)
        there = keys[at] == keys + shift
        pull += there * mass[at] * np.exp(-abs(shift) / decay)
        if abs(shift) == 1:
            near += there * mass[at]
            support += there * count[at]
    owner = keys // span
    total = np.bincount(owner, mass)[owner]
    best = _best(owner, pull)
    sure = best[(support[best] >= SUPPORT) & (near[best] >= SHARE * total[best])]
    made[owner[sure]] = keys[sure] % span + first
    return made


def with_large_events(
    labels: Sequence[int], edges: Edges, dated: NDArray[np.bool_]
) -> list[int]:
    """Move articles without a date to the large event that holds most of what is near.

    Parameters
    ----------
    labels : sequence of int
        The cluster of each article, below their number.
    edges : Edges
    dated : ndarray of bool, shape (n,)
        Whether the day of each article is certain.

    Returns
    -------
    list of int
        The clusters after it. An article moves where the sum of its probabilities
        with the dated articles of an event of `LARGE` or more of them is at least
        `NEAR_TO`, and `MORE` times that with all of its own event.

    Examples
    --------
    >>> near = Edges(np.arange(8), np.full(8, 8), np.full(8, 0.2))
    >>> with_large_events([*[0] * 8, 8], near, np.arange(9) < 8)[-1]
    0
    """
    n = len(labels)
    cluster = np.array(labels, dtype=np.int64)
    size = np.bincount(cluster, dated, minlength=n)
    article, other = (
        np.concatenate(ends) for ends in ((edges.a, edges.b), (edges.b, edges.a))
    )
    score = np.concatenate([edges.score, edges.score])
    theirs = cluster[other]
    free = ~dated[article]
    own = free & (theirs == cluster[article])
    stays = np.bincount(article[own], score[own], minlength=n)
    used = free & ~own & dated[other] & (size[theirs] >= LARGE)
    keys, place = np.unique(article[used] * n + theirs[used], return_inverse=True)
    sums = np.bincount(place, score[used])
    moved, event = np.divmod(keys, max(n, 1))
    best = _best(moved, sums)
    best = best[(sums[best] >= NEAR_TO) & (sums[best] > MORE * stays[moved[best]])]
    cluster[moved[best]] = event[best]
    found: list[int] = cluster.tolist()
    return found


def _best(owner: Ints, score: Floats | Ints) -> Ints:
    """Return where each owner's highest score stands, the first one of equal ones."""
    order = np.lexsort((-score, owner))
    found: Ints = order[np.unique(owner[order], return_index=True)[1]]
    return found
