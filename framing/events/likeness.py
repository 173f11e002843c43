"""How likely two articles are to report one event: shared features, and dates.

The odds of a pair are those of a logistic model on the cosines of five kinds of
features, times what their dates allow. Its weights were fitted on four sets of news
(``benchmarks/events.py --fit``; docs/design/0017-events.md).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from framing.config import Grouping
from framing.dates import CERTAIN
from framing.events.claims import Claims, at_odds, claims_of
from framing.events.cues import LEAD, OPENING, places_of, remembers, weekday_of
from framing.events.features import Features, row_of
from framing.events.items import Item, first_alike
from framing.events.likely import by_likely_days
from framing.linkage import Edges
from framing.model import DateEstimate

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

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
WEAK_DOUBT: Final = 0.5
"""A further factor beside another doubt where tolls or amounts differ.

Fitted: .5. By itself it would part reports of one event, whose tolls differ as well.
"""
_FIRST_PLACE: Final = 1 << 1
_LEAST: Final = float(np.log(FLOOR / (1 - FLOOR)))  # log-odds
_FAR: Final = 10.0**7  # days; for an open end of an interval
_CHUNK: Final = 512  # rows of one sparse product
_HOUR: Final = re.compile(r"\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)")


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dated:
    """Dates of articles as columns; days are counted from year 1.

    Attributes
    ----------
    time : ndarray of shape (n,)
        Certain day of publication, with its hour where known; else nan.
    has_hour : ndarray of bool
    event : ndarray of shape (n,)
        Day that the article gives the event; nan for none.
    preview : ndarray of bool
    low, high : ndarray of shape (n,)
        Days between which it was published, as far as is known.
    weekday : ndarray of int
        The first that the opening names; -1 for none.
    lead_day : ndarray of int
        The same where the lead names it.
    places : ndarray of int
        Places in a sequence that the opening names, as bits.
    remembers : ndarray of bool
        Whether it is about an anniversary, or about what followed months after.
    claims : tuple of Claims
        What the opening says that another event of its kind would not have.
    """

    time: Floats
    has_hour: NDArray[np.bool_]
    event: Floats
    preview: NDArray[np.bool_]
    low: Floats
    high: Floats
    weekday: Ints
    lead_day: Ints
    places: Ints
    remembers: NDArray[np.bool_]
    claims: tuple[Claims, ...]


def dated(items: Sequence[Item]) -> Dated:
    """Return the dates of articles as columns."""
    hours = [_hour(item.published) for item in items]
    days = [certain_day(item.published) for item in items]
    told = [_told(item) for item in items]
    return Dated(
        time=np.array(
            [day + (hour or 0.0) for day, hour in zip(days, hours, strict=True)],
            dtype=np.float64,
        ),
        has_hour=np.array([hour is not None for hour in hours], dtype=bool),
        event=np.array(
            [_day(i.event.low, np.nan) if i.event.is_day else np.nan for i in items]
        ),
        preview=np.array([item.is_preview for item in items], dtype=bool),
        low=np.array([_day(item.published.low, -_FAR) for item in items]),
        high=np.array([_latest(item.published) for item in items]),
        weekday=np.array([each[0] for each in told], dtype=np.int64),
        lead_day=np.array([each[1] for each in told], dtype=np.int64),
        places=np.array([each[2] for each in told], dtype=np.int64),
        remembers=np.array([each[3] for each in told], dtype=bool),
        claims=tuple(
            claims_of(item.words, frozenset(item.names.split())) for item in items
        ),
    )


def _told(item: Item) -> tuple[int, int, int, bool]:
    """Return what an opening says: two weekdays, places in a sequence, remembrance."""
    words = item.words.split(maxsplit=OPENING)[:OPENING]
    return (
        weekday_of(words),
        weekday_of(words[:LEAD]),
        places_of(words),
        remembers(words, len(item.title.split()), shortly=True),
    )


def certain_day(date: DateEstimate) -> float:
    """Return the day of a date that can keep two articles apart, else nan."""
    sure = date.source in CERTAIN and date.is_day
    return _day(date.low, np.nan) if sure else np.nan


def _latest(date: DateEstimate) -> float:
    """Return the last day; a full date in the text may be of something earlier."""
    return _FAR if date.source == "full date" else _day(date.high, _FAR)


def _day(text: str, unknown: float) -> float:
    return float(dt.date.fromisoformat(text).toordinal()) if text else unknown


def _hour(date: DateEstimate) -> float | None:
    """Return the time of a certain stamp as a part of a day; zones are not known."""
    found = _HOUR.match(date.evidence) if date.source in CERTAIN else None
    return (int(found[1]) + int(found[2]) / 60) / 24 if found else None


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
    for rows, columns in _tiles(dates.time, settings.window):
        vectors = rows_of(columns) if whole is None else whole[columns]
        parts.append(_chosen(rows, columns, vectors, dates, settings, offset))
    return _joined(parts)


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
    return Edges(a=a[order], b=b[order], score=score[order])


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
    ``exp(MOST_IN_DOUBT)``, and are multiplied by `DOUBT` or `STRONG_DOUBT`, and by
    `WEAK_DOUBT` where tolls or amounts differ as well.
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
    # A preview belongs to the day that it announces, not to its own.
    early = dates.preview[a] | dates.preview[b]
    to_event = np.fmin(np.abs(dates.event[a] - dates.event[b]), gap)
    used = np.where(early, to_event, np.where(hours, gap, whole))
    return np.where(whole <= settings.window, np.exp(-used / settings.decay), 0.0)


def _doubts(a: Ints, b: Ints, dates: Dated, window: float) -> Floats:
    """Return the log-odds, at most 0, by which the texts of pairs exclude another."""
    between = np.maximum(dates.low[a] - dates.high[b], dates.low[b] - dates.high[a])
    other_day, other_lead = (
        (days[a] >= 0) & (days[b] >= 0) & (days[a] != days[b])
        for days in (dates.weekday, dates.lead_day)
    )
    places = dates.places
    other_place = (places[a] > 0) & (places[b] > 0) & (places[a] & places[b] == 0)
    remembered = dates.remembers[a] != dates.remembers[b]
    excluded, differ = _at_odds(a, b, dates)
    # One of them is a later occasion of its kind; the other does not say.
    differ |= (places[a] > _FIRST_PLACE) != (places[b] > _FIRST_PLACE)
    found: Floats = ((between > window).astype(np.float64) + other_day) * np.log(
        DOUBT
    ) + (other_place.astype(np.float64) + remembered + excluded) * np.log(STRONG_DOUBT)
    found += (differ & (found < 0)) * np.log(WEAK_DOUBT)
    found += other_lead * np.log(LEAD_DOUBT)
    return found


def _at_odds(a: Ints, b: Ints, dates: Dated) -> NDArray[np.bool_]:
    """Return whether claims of pairs exclude one another, and whether they differ."""
    found = np.zeros((2, len(a)), dtype=bool)
    some = np.array([bool(claims) for claims in dates.claims], dtype=bool)
    for at in np.flatnonzero(some[a] & some[b]).tolist():
        found[:, at] = at_odds(dates.claims[a[at]], dates.claims[b[at]])
    return found
