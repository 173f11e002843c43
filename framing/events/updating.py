"""Add articles to events that were grouped before; what is past stays as it was.

An event is open where one of its days, or a day that it announces, lies within the
window of a new article's, or where it has no certain day. Open events and new articles
are grouped afresh; all others keep their articles, ids and confidences. Words weigh by
all articles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from framing.config import Grouping
from framing.events.arrange import Arranged, arrange
from framing.events.dated import Floats, certain_day, held_on
from framing.events.items import Item
from framing.events.stories import in_stories
from framing.model import Event


class Updated(NamedTuple):
    """What new articles make of events.

    Attributes
    ----------
    events : tuple of Event
        All, in order of date.
    afresh : Arranged
        Those that were grouped again.
    closed : frozenset of str
        Articles whose grouping stays.
    """

    events: tuple[Event, ...]
    afresh: Arranged
    closed: frozenset[str]


def updated(
    items: Sequence[Item],
    fresh: Collection[str],
    before: Sequence[Event],
    *,
    settings: Grouping,
    corrections: Mapping[str, str],
) -> Updated:
    """Group new articles together with the events that they may belong to.

    Parameters
    ----------
    items : sequence of Item
        Of all articles, new ones too.
    fresh : collection of str
        Ids of the new ones.
    before : sequence of Event
        As they were grouped.
    settings : Grouping
    corrections : mapping of str to str
        Article to event, by the user. Articles that it names are grouped again.
    """
    days = {item.id: _days(item) for item in items}
    known = np.array([day for key in fresh for day in days[key]])
    open_events = [
        event
        for event in before
        if _is_open([days[key] for key in event.articles], known, settings.window)
        or any(key in corrections for key in event.articles)
    ]
    stay = {event.id for event in before} - {event.id for event in open_events}
    kept = [event for event in before if event.id in stay]
    closed = frozenset(key for event in kept for key in event.articles)
    afresh = arrange(
        [item for item in items if item.id not in closed],
        settings=settings,
        corrections=corrections,
        beside=[item for item in items if item.id in closed],
    )
    events = [*kept, *with_own_ids(afresh.events, stay)]
    events.sort(key=lambda event: (event.date.low or "9999", event.articles))
    return Updated(in_stories(items, events), afresh, closed)


def with_own_ids(events: Iterable[Event], taken: Collection[str]) -> list[Event]:
    """Return events with ids that are not taken.

    Examples
    --------
    >>> from framing.model import DateEstimate
    >>> one = Event(id="talks", label="", date=DateEstimate(), members=())
    >>> [event.id for event in with_own_ids([one], {"talks", "talks-2"})]
    ['talks-3']
    """
    known, made = set(taken), []
    for event in events:
        key, number = event.id, 1
        while key in known:
            number += 1
            key = f"{event.id}-{number}"
        known.add(key)
        made.append(replace(event, id=key))
    return made


def _days(item: Item) -> list[float]:
    """Return the certain days near which an article is compared."""
    return [
        day for day in (certain_day(item.published), held_on(item)) if not np.isnan(day)
    ]


def _is_open(days: Sequence[Sequence[float]], fresh: Floats, window: float) -> bool:
    certain = np.array([day for each in days for day in each])
    if not len(certain):
        return True
    return bool((np.abs(certain[:, None] - fresh[None, :]) <= window).any())
