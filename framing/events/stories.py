"""Long-running stories above events: the talks, the war, the trial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from framing.config import Grouping
from framing.events.dated import dated
from framing.events.features import Features, Ints
from framing.events.items import Item
from framing.events.likeness import BY_WORDING, compared
from framing.linkage import average_link
from framing.model import DateEstimate, Event

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

WINDOW: Final = 30.0
"""Days between two events of a story; a story of many events may last longer."""
_DECAY: Final = 30.0
LEAST: Final = 0.5
"""Average probability within a story."""


def in_stories(items: Sequence[Item], events: Sequence[Event]) -> tuple[Event, ...]:
    """Link events that belong to one long-running story.

    Parameters
    ----------
    items : sequence of Item
        Of all articles of the events.
    events : sequence of Event

    Returns
    -------
    tuple of Event
        The same events, each with the id of the first event of its story.

    Notes
    -----
    Events are compared by the mean features of their articles with the weights of
    `framing.events.likeness.BY_WORDING`, 30 days apart at most, and linked like
    articles. No measure rests on a story: it only says where to read on.
    """
    if not events:
        return ()
    means = _Means(items, events)
    days = [_as_item(event) for event in events]
    edges = compared(
        means.rows,
        dated(days),
        Grouping(window=WINDOW, decay=_DECAY, undated=0.01),
        BY_WORDING.offset,
    )
    labels = average_link(len(events), edges, LEAST)
    first: dict[int, str] = {}
    sizes: dict[int, int] = {}
    for event, label in zip(events, labels, strict=True):
        first.setdefault(label, event.id)
        sizes[label] = sizes.get(label, 0) + 1
    return tuple(
        replace(event, story=first[label] if sizes[label] > 1 else "")
        for event, label in zip(events, labels, strict=True)
    )


class _Means:
    """The mean features of the articles of each event."""

    def __init__(self, items: Sequence[Item], events: Sequence[Event]) -> None:
        place = {item.id: at for at, item in enumerate(items)}
        self._places = [[place[key] for key in event.articles] for event in events]
        self._features = Features(items)

    def rows(self, events: Ints) -> csr_matrix:
        """Return a row for each of some events."""
        from scipy import sparse  # noqa: PLC0415 - slow to import

        places = [self._places[at] for at in events.tolist()]
        sizes = np.array([len(each) for each in places])
        row = np.repeat(np.arange(len(places)), sizes)
        shares = np.repeat((1 / sizes).astype(np.float32), sizes)
        shape = (len(places), len(row))
        mean = sparse.csr_matrix((shares, (row, np.arange(len(row)))), shape=shape)
        joined = np.array([at for each in places for at in each], dtype=np.int64)
        vectors = self._features.rows(joined, BY_WORDING.weights)
        found: csr_matrix = (mean @ vectors).tocsr()
        return found


def _as_item(event: Event) -> Item:
    """Return an event as an article of its day without words."""
    day = event.date
    known = replace(day, source="metadata") if day.is_day else DateEstimate()
    return Item(id=event.id, title="", words="", published=known, event=day)
