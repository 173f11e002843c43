"""How likely two articles are to report one event: shared features, and dates.

The odds of a pair are those of a logistic model on the cosines of five kinds of
features, times what their dates allow. Its weights were fitted on four sets of news
(``benchmarks/events.py --fit``; docs/design/0017-events.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from framing.config import Grouping
from framing.events.claims import Claims, at_odds
from framing.events.cues import YEAR
from framing.events.dated import Dated, Floats, Ints, dated
from framing.events.features import Features, row_of
from framing.events.items import Item, first_alike
from framing.events.likely import by_likely_days
from framing.linkage import Edges

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NEIGHBOURS: Final = 60
"""Near articles kept for each article; a missing pair counts as 0."""

FLOOR: Final = 0.08
"""Pairs less likely than this count as 0."""

MOST_IN_DOUBT: Final = 4.0
"""Log-odds that words can give where texts of unknown date exclude one another.

Reports of two meetings of the same leaders may share nearly every word.
"""
DOUBT: Final = 0.06
"""Factor of the odds where one of an undated pair names a year after the other
appeared, or their openings name two days of the week. Fitted on coded news: .17."""
LEAD_DOUBT: Final = 0.6
"""A further factor where they name two days of the week in their first 30 words.

Beyond the lead a text names other days than that of its event.
"""
STRONG_DOUBT: Final = 0.04
"""The same where they name two places in a sequence ("third round", "fifth"), or one is
about an anniversary. Fitted: .3, on few cases; lookalikes ask for more."""
DATE_DOUBT: Final = 0.02
"""The same where a weekday with its date in an opening, or certain publication, lies
more than `DATE_SLACK` days of the year from that of the other: the words say as much as
two certain days would. Coded news has next to no such pair, so this is not fitted."""
DATE_SLACK: Final = 7
WEAK_DOUBT: Final = 0.5
"""A further factor beside another doubt where tolls or amounts differ.

Fitted: .5. By itself it would part reports of one event, whose tolls differ as well.
"""
_FIRST_PLACE: Final = 1 << 1
_LEAST: Final = float(np.log(FLOOR / (1 - FLOOR)))  # log-odds
_CHUNK: Final = 512  # rows of one sparse product


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Log-odds that two articles of one day report the same event.

    Attributes
    ----------
    weights : mapping of str to float
        Of the cosine of each block of features (`framing.events.features.blocks`).
    offset : float
        Log-odds of a pair that shares nothing.
    """

    weights: Mapping[str, float]
    offset: float


BY_WORDING: Final = Model(
    weights={
        "words": 5.0,
        "opening": 10.4,
        "pairs": 0.9,
        "names": 1.6,
        "numbers": 2.2,
    },
    offset=-2.2,
)
"""All that two articles share."""

BLIND: Final = Model(weights={"names": 5.6, "numbers": 2.9}, offset=-1.0)
"""Names, places, numbers and dates only: groups that no wording has made.

Fitted as well, but for the offset: with the fitted one, 0.4, too much falls together.
"""


def near_pairs(
    items: Sequence[Item],
    settings: Grouping,
    model: Model = BY_WORDING,
    *,
    beside: Sequence[Item] = (),
) -> Edges:
    """Return the probability of pairs that may report one event.

    Parameters
    ----------
    items : sequence of Item
    settings : Grouping
    model : Model
    beside : sequence of Item
        Others that are not compared, by which words weigh as well.

    Returns
    -------
    Edges
        Of at least `FLOOR`; at most 60 partners are sought for an article. Of
        many articles with the same words and dates the first 30 are compared
        (`framing.events.items.first_alike`).

    Notes
    -----
    ``p = odds / (1 + odds)`` with ``ln odds = offset + sum(weight * cosine)`` times
    what dates allow (`probability`, `framing.events.likely.by_likely_days`).
    """
    places = np.array(sorted(set(first_alike(items))), dtype=np.int64)
    chosen = [items[at] for at in places.tolist()]
    dates = dated(chosen)
    rows = partial(Features([*chosen, *beside]).rows, weights=model.weights)
    made = compared(rows, dates, settings, model.offset)
    made = by_likely_days(made, dates.time, dates.low, dates.high, settings)
    kept = made.score >= FLOOR
    return Edges(places[made.a[kept]], places[made.b[kept]], made.score[kept])


def compared(
    rows_of: Callable[[Ints], csr_matrix],
    dates: Dated,
    settings: Grouping,
    offset: float,
) -> Edges:
    """Compare articles that lie near in time; see `near_pairs`.

    Parameters
    ----------
    rows_of : callable
        Takes places of articles, and returns a row for each.
    dates, settings, offset
        As in `near_pairs`.
    """
    # What has no date is compared with all: then all rows are made once.
    whole = rows_of(np.arange(len(dates.time))) if np.isnan(dates.time).any() else None
    parts = []
    tiles = _tiles(dates.time, settings.window), _announced(dates, settings.window)
    for rows, columns in chain(*tiles):
        vectors = rows_of(columns) if whole is None else whole[columns]
        parts.append(_chosen(rows, columns, vectors, dates, settings, offset))
    return _joined(parts)


def _announced(dates: Dated, window: float) -> Iterator[tuple[Ints, Ints]]:
    """Yield previews, and the articles around the day that they announce.

    Only those of a day so far ahead that `_tiles` does not bring them together.
    """
    far = np.flatnonzero(np.abs(dates.held - np.floor(dates.time)) > window)
    for on in np.unique(dates.held[far]).tolist():
        near = np.flatnonzero(np.abs(dates.held - on) <= window)
        rows = far[dates.held[far] == on]
        columns = np.concatenate([rows, np.setdiff1d(near, rows)])
        for start in range(0, len(rows), _CHUNK):
            yield rows[start : start + _CHUNK], columns[start:]


def _tiles(time: Floats, window: float) -> Iterator[tuple[Ints, Ints]]:
    """Yield rows and the columns they are compared with; each pair comes up once.

    Dated articles meet those of later days inside the window, undated ones all.
    """
    day = np.floor(time)
    known = np.flatnonzero(~np.isnan(day))
    order = known[np.argsort(time[known], kind="stable")]
    days = day[order]
    for start in range(0, len(order), _CHUNK):
        stop = min(start + _CHUNK, len(order))
        last = int(np.searchsorted(days, days[stop - 1] + window, side="right"))
        yield order[start:stop], order[start:last]
    rest = np.flatnonzero(np.isnan(day))
    everything = np.concatenate([rest, known])
    for start in range(0, len(rest), _CHUNK):
        yield rest[start : start + _CHUNK], everything[start:]


def _chosen(
    rows: Ints,
    columns: Ints,
    vectors: csr_matrix,
    dates: Dated,
    settings: Grouping,
    offset: float,
) -> Edges:
    """Return the likeliest pairs of a tile."""
    # The rows come first among the columns.
    product = (vectors[: len(rows)] @ vectors.T).tocsr()
    place = row_of(product)
    # What lies above the rows is met once.
    above = product.indices > place
    place, other = place[above], product.indices[above]
    evidence = product.data[above].astype(np.float64) + offset
    a, b = rows[place], columns[other]
    p = probability(evidence, a, b, dates, settings)
    near = p >= FLOOR
    place, a, b, p = place[near], a[near], b[near], p[near]
    order = np.lexsort((b, -p, place))
    place, a, b, p = place[order], a[order], b[order], p[order]
    rank = np.arange(len(place)) - np.searchsorted(place, place, side="left")
    kept = rank < NEIGHBOURS
    return Edges(a=a[kept], b=b[kept], score=p[kept])


def _joined(parts: Sequence[Edges]) -> Edges:
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Edges(none, none, np.zeros(0))
    one, other, score = (np.concatenate(column) for column in zip(*parts, strict=True))
    a, b = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((b, a))
    a, b, score = a[order], b[order], score[order]
    once = np.ones(len(a), dtype=bool)  # near a preview's own day and its event's
    once[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    return Edges(a=a[once], b=b[once], score=score[once])


def probability(
    evidence: Floats, a: Ints, b: Ints, dates: Dated, settings: Grouping
) -> Floats:
    """Return how likely pairs are to report one event, by what they share and when.

    Parameters
    ----------
    evidence : ndarray of shape (n_pairs,)
        Log-odds by what they share.
    a, b : ndarray of shape (n_pairs,), int64
    dates : Dated
    settings : Grouping

    Returns
    -------
    ndarray of shape (n_pairs,)
        In [0, 1].

    Notes
    -----
    Two certain days: the odds times ``exp(-gap / decay)`` inside the window, else 0;
    the gap counts hours where both stamps have one, and for a preview lies between
    the days of the event. A day is missing: the odds times `Grouping.undated`. Where
    their texts exclude one another, the odds by words are at most
    ``exp(MOST_IN_DOUBT)``, and are multiplied by `DOUBT`, `DATE_DOUBT` or
    `STRONG_DOUBT`, and by `WEAK_DOUBT` where tolls or amounts differ as well.
    """
    vague = np.isnan(dates.time[a]) | np.isnan(dates.time[b])
    log_odds = evidence + np.log(
        np.where(vague, settings.undated, _by_days(a, b, dates, settings)) + 1e-300
    )
    # Only a pair that is still likely enough is looked at closely.
    close = np.flatnonzero(vague & (log_odds >= _LEAST))
    doubts = _doubts(a[close], b[close], dates, settings.window)
    in_doubt, doubts = close[doubts < 0], doubts[doubts < 0]
    words = np.minimum(evidence[in_doubt], MOST_IN_DOUBT)
    log_odds[in_doubt] = words + np.log(settings.undated) + doubts
    found: Floats = 1 / (1 + np.exp(-log_odds))
    return found


def _by_days(a: Ints, b: Ints, dates: Dated, settings: Grouping) -> Floats:
    """Return the factor of the odds that two certain days leave; nan without."""
    hours = dates.has_hour[a] & dates.has_hour[b]
    gap = np.abs(dates.time[a] - dates.time[b])
    whole = np.abs(np.floor(dates.time[a]) - np.floor(dates.time[b]))
    # A preview belongs to the day that it announces, and to its own.
    early = dates.preview[a] | dates.preview[b]
    held = np.abs(dates.held[a] - dates.held[b])
    to_event = np.fmin(np.abs(dates.event[a] - dates.event[b]), np.fmin(held, gap))
    used = np.where(early, to_event, np.where(hours, gap, whole))
    near = np.fmin(whole, held) <= settings.window
    return np.where(near, np.exp(-used / settings.decay), 0.0)


def _doubts(a: Ints, b: Ints, dates: Dated, window: float) -> Floats:
    """Return the log-odds, at most 0, by which the texts of pairs exclude another."""
    if not len(a):
        return np.zeros(0)
    between = np.maximum(dates.low[a] - dates.high[b], dates.low[b] - dates.high[a])
    says = dates.openings
    other_day, other_lead = (
        (days[a] >= 0) & (days[b] >= 0) & (days[a] != days[b])
        for days in (says.weekday, says.lead_day)
    )
    places = says.places
    other_place = (places[a] > 0) & (places[b] > 0) & (places[a] & places[b] == 0)
    remembered = says.remembers[a] != says.remembers[b]
    excluded, differ = _at_odds(a, b, says.claims)
    # One of them is a later occasion of its kind; the other does not say.
    differ |= (places[a] > _FIRST_PLACE) != (places[b] > _FIRST_PLACE)
    found: Floats = ((between > window).astype(np.float64) + other_day) * np.log(
        DOUBT
    ) + (other_place.astype(np.float64) + remembered + excluded) * np.log(STRONG_DOUBT)
    apart = np.abs(says.date[a] - says.date[b])
    other_date = np.minimum(apart, YEAR - apart) > DATE_SLACK
    other_date &= (says.date[a] > 0) & (says.date[b] > 0)
    found += other_date * np.log(DATE_DOUBT)
    found += (differ & (found < 0)) * np.log(WEAK_DOUBT)
    found += other_lead * np.log(LEAD_DOUBT)
    return found


def _at_odds(a: Ints, b: Ints, claims: Sequence[Claims]) -> NDArray[np.bool_]:
    """Return whether claims of pairs exclude one another, and whether they differ."""
    found = np.zeros((2, len(a)), dtype=bool)
    some = np.array([bool(each) for each in claims], dtype=bool)
    for at in np.flatnonzero(some[a] & some[b]).tolist():
        found[:, at] = at_odds(claims[a[at]], claims[b[at]])
    return found
