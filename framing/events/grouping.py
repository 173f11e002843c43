"""Group articles that report the same event.

What two articles share decides together with time: the probability that they report
one event (`framing.events.likeness`), then average linkage on the sparse graph of
near pairs. Two articles whose days are certain and further apart than the window
are never one event, however alike: leaders hold the same kind of meeting twice a
year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date as calendar_date
from datetime import timedelta
from typing import Final

import numpy as np

from framing.config import Grouping
from framing.dates import SOURCES
from framing.events.dated import Floats, held_on, told_day
from framing.events.items import Item, first_alike, item_of, read_item
from framing.events.likely import with_large_events
from framing.events.likeness import BLIND, FLOOR, near_pairs
from framing.events.phases import looks_back, phase_of
from framing.linkage import Edges, average_link
from framing.model import Article, DateEstimate, Document, Event, Member

REGROUPED: Final[Mapping[str, float]] = {
    "events grouped more loosely": 0.75,
    "events grouped more strictly": 1.25,
}
"""Other groupings that every result is held against: factors of the threshold."""

BLINDLY: Final = "events grouped without wording"
"""Name of the grouping by names, numbers and dates only."""

WIDEST: Final = 4.0
"""Days that the dates of one event, certain or told in full, may span, through however
many articles."""

_WEAK: Final = frozenset({"year bound", "none"})  # dates that an event's replace

CLOSE: Final = 0.05
"""An article whose two best events are this close is called ambiguous."""


def group_events(
    articles: Iterable[Article | Document | Item], *, settings: Grouping | None = None
) -> tuple[Event, ...]:
    """Group articles that report the same event.

    Parameters
    ----------
    articles : iterable of Article, Document or Item
        In any order. Articles are read for grouping alone
        (`framing.events.read_item`).
    settings : Grouping, optional
        Threshold, window and decay.

    Returns
    -------
    tuple of Event
        A partition of the articles, in order of date. An event may hold one
        article.

    Notes
    -----
    Clusters are merged while the average probability of their pairs
    (`framing.events.likeness.near_pairs`) is at least the threshold (average
    linkage, Sokal & Michener 1958), and their certain days lie within 4 days. Then
    articles without a day may join a large event
    (`framing.events.likely.with_large_events`).

    Examples
    --------
    >>> from framing.model import DateEstimate as D
    >>> day = D(low="2031-05-02", high="2031-05-02", source="metadata")
    >>> later = D(low="2031-11-02", high="2031-11-02", source="metadata")
    >>> none = D()
    >>> items = [Item(id=i, title=t, words=t, published=d, event=none) for i, t, d in [
    ...     ("a", "leaders sign grain accord", day),
    ...     ("b", "grain accord signed by leaders", day),
    ...     ("c", "leaders sign grain accord", later)]]
    >>> [event.articles for event in group_events(items)]
    [('a', 'b'), ('c',)]
    """
    return group_at(articles, settings=settings)[0]


def group_at(
    articles: Iterable[Article | Document | Item],
    *,
    settings: Grouping | None = None,
    factors: Sequence[float] = (1.0,),
) -> tuple[tuple[Event, ...], ...]:
    """Group the same articles at several thresholds; pairs are compared once.

    Parameters
    ----------
    articles, settings
        As in `group_events`.
    factors : sequence of float, default (1.0,)
        What the threshold is multiplied by, above 0.

    Returns
    -------
    tuple of tuple of Event
        One partition for each factor.

    Examples
    --------
    >>> [len(events) for events in group_at([], factors=(0.75, 1.25))]
    [0, 0]
    """
    settings = settings or Grouping()
    items = in_order(articles)
    edges = near_pairs(items, settings)
    return tuple(
        grouped(items, edges, settings.threshold * factor) for factor in factors
    )


def group_blindly(
    articles: Iterable[Article | Document | Item], *, settings: Grouping | None = None
) -> tuple[Event, ...]:
    """Group articles by names, numbers and dates only, whatever their wording.

    Groups made from wording drop the pairs that are worded most differently: results
    are held against these as well.
    """
    settings = settings or Grouping()
    items = in_order(articles)
    return grouped(items, near_pairs(items, settings, BLIND), settings.threshold)


def in_order(articles: Iterable[Article | Document | Item]) -> list[Item]:
    """Return what grouping reads of articles, by their ids."""
    made = (
        item_of(given)
        if isinstance(given, Document)
        else read_item(given)
        if isinstance(given, Article)
        else given
        for given in articles
    )
    return sorted(made, key=lambda item: item.id)


def grouped(items: Sequence[Item], edges: Edges, threshold: float) -> tuple[Event, ...]:
    """Group articles whose pairs have been compared.

    Parameters
    ----------
    items : sequence of Item
        From `in_order`.
    edges : Edges
        From `framing.events.likeness.near_pairs`.
    threshold : float
    """
    days = [held_on(item) for item in items]
    told = [told_day(item) for item in items]
    labels = average_link(len(items), edges, threshold, places=told, widest=WIDEST)
    labels = with_large_events(labels, edges, ~np.isnan(days))
    first = first_alike(items)
    compared = Counter(labels[at] for at in set(first))
    near = _nearness(labels, edges, compared)
    # Further copies of an article go where the first one goes.
    labels = [labels[at] for at in first]
    near = [near[at] for at in first]
    clusters: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        clusters.setdefault(label, []).append(index)
    central = _centrality(labels, edges)
    events = [
        _event(items, label, members, near, threshold, central)
        for label, members in clusters.items()
    ]
    named, order = _named(events)
    known = list(clusters)
    ids = dict(zip((known[at] for at in order), named, strict=True))
    return tuple(_with_rivals(ids[label], ids) for label in ids)


def _with_rivals(event: Event, ids: Mapping[int, Event]) -> Event:
    """Put the ids of the rivals in the place of their clusters."""
    if not any(member.rival for member in event.members):
        return event
    members = tuple(
        replace(
            member,
            rival=ids[int(member.rival)].id,
            note=f"ambiguous between this and: {ids[int(member.rival)].label}",
        )
        if member.rival
        else member
        for member in event.members
    )
    return replace(event, members=members)


def settle_dates(
    items: Sequence[Item], events: Sequence[Event]
) -> Mapping[str, DateEstimate]:
    """Date the undated articles of an event by the others.

    Returns
    -------
    mapping of article id to DateEstimate
        Only for articles with a year at most, whose event has a day and whose own
        words (weekday, bounds) do not speak against it.
    """
    by_id = {item.id: item for item in items}
    settled: dict[str, DateEstimate] = {}
    for event in events:
        if not event.date.is_day or len(event.members) < 2:
            continue
        for key in event.articles:
            item = by_id[key]
            if item.published.source in _WEAK and _fits(item, event.date):
                settled[key] = _from_event(event)
    return settled


def _fits(item: Item, day: DateEstimate) -> bool:
    """Whether an article's own words allow that it reports this day."""
    own = item.event.weekday
    within = item.published.low <= day.low and (
        not item.published.high or day.low <= item.published.high
    )
    return within and own in {-1, day.weekday}


def _from_event(event: Event) -> DateEstimate:
    last = calendar_date.fromisoformat(event.date.low) + timedelta(2)
    return replace(
        event.date,
        high=last.isoformat(),
        source="same event",
        evidence=f"{event.date.evidence} ({event.date.source}) in the same event",
    )


def _nearness(
    labels: Sequence[int], edges: Edges, sizes: Mapping[int, int]
) -> list[dict[int, float]]:
    """Return, for each article, its average likeness to each cluster near it."""
    cluster = np.array(labels, dtype=np.int64)
    n = max(len(labels), 1)
    keys = np.concatenate(
        [edges.a * n + cluster[edges.b], edges.b * n + cluster[edges.a]]
    )
    pairs, place = np.unique(keys, return_inverse=True)
    sums = np.bincount(place, np.concatenate([edges.score, edges.score]))
    near: list[dict[int, float]] = [{} for _ in labels]
    for key, total in zip(pairs.tolist(), sums.tolist(), strict=True):
        one, other = divmod(key, n)
        others = sizes[other] - (labels[one] == other)
        near[one][other] = total / others
    return near


def _centrality(labels: Sequence[int], edges: Edges) -> Floats:
    """Return how much each article shares with the others of its event, in log-odds."""
    cluster = np.array(labels, dtype=np.int64)
    inside = cluster[edges.a] == cluster[edges.b]
    p = np.clip(edges.score[inside], 1e-12, 1 - 1e-12)
    shared = np.log(p / (1 - p)) - np.log(FLOOR / (1 - FLOOR))
    found = np.zeros(len(labels))
    for ends in (edges.a[inside], edges.b[inside]):
        np.add.at(found, ends, shared)
    return found


def _event(
    items: Sequence[Item],
    label: int,
    members: Sequence[int],
    near: Sequence[Mapping[int, float]],
    threshold: float,
    central: Floats,
) -> Event:
    # The label is the headline of the article most like all the others.
    centre = max(members, key=lambda i: (bool(items[i].title), central[i], -i))
    date = _event_date([items[i] for i in members])
    remembered = 2 * sum(looks_back(items[i]) for i in members) < len(members)
    return Event(
        id="",
        label=label_of(items[centre]),
        date=date,
        members=tuple(
            _member(
                items[i],
                label,
                near[i],
                threshold,
                phase_of(items[i], date, remembered=remembered),
            )
            for i in members
        ),
    )


def label_of(item: Item) -> str:
    """Return the headline of an article, else its first words, else its id."""
    return item.title or item.lead or f"article {item.id}"


def _member(
    item: Item,
    label: int,
    near: Mapping[int, float],
    threshold: float,
    phase: str,
) -> Member:
    """Place an article; an article alone counts as just under the threshold's pull."""
    inside = near.get(label, threshold)
    others = {key: score for key, score in near.items() if key != label}
    best = max(others, key=lambda key: (others[key], -key), default=-1)
    rival = others.get(best, 0.0)
    close = rival and abs(inside - rival) < CLOSE
    return Member(
        article=item.id,
        phase=phase,
        confidence=round(inside / (inside + rival), 3),
        rival=str(best) if close else "",
    )


def _event_date(items: Sequence[Item]) -> DateEstimate:
    """Return the day that most articles give the event, else the first publication."""
    days = [item.event for item in items if item.event.is_day]
    if days:
        count = Counter(date.low for date in days)
        return min(days, key=lambda d: (-count[d.low], SOURCES.index(d.source), d.low))
    known = [item.published for item in items if item.published.low]
    return min(
        known,
        key=lambda d: (not d.is_day, SOURCES.index(d.source), d.low),
        default=DateEstimate(),
    )


def _named(events: Sequence[Event]) -> tuple[list[Event], list[int]]:
    """Give each event an id made of its day and its label, in order of date.

    Returns
    -------
    events, places
        The events, and where each of them stood.
    """
    seen: Counter[str] = Counter()
    named = []
    order = sorted(
        range(len(events)),
        key=lambda at: (events[at].date.low or "9999", events[at].articles),
    )
    for at in order:
        event = events[at]
        words = re.findall(r"[^\W_]+", event.label.lower())[:6]
        base = "-".join([event.date.low or "undated", *words])
        seen[base] += 1
        suffix = f"-{seen[base]}" if seen[base] > 1 else ""
        named.append(replace(event, id=base + suffix))
    return named, order
