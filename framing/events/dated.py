"""What articles say of days, and what openings say of their event, as columns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.dates import CERTAIN
from framing.events.claims import Claims, claims_of
from framing.events.cues import (
    LEAD,
    date_of,
    day_of_year,
    places_of,
    remembers,
    weekday_of,
)
from framing.events.items import Item
from framing.model import DateEstimate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_FAR: Final = 10.0**7  # days; for an open end of an interval
_HOUR: Final = re.compile(r"\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)")


@dataclass(frozen=True, kw_only=True, eq=False)
class Dated:
    """Dates of articles as columns; days are counted from year 1.

    Attributes
    ----------
    time : ndarray of shape (n,)
        Certain day of publication, with its hour where known; else nan.
    has_hour : ndarray of bool
    event : ndarray of shape (n,)
        Day that the article gives the event; nan for none.
    held : ndarray of shape (n,)
        Day of an announced event, where a preview was certainly published on another
        one; else the day of publication.
    preview : ndarray of bool
    low, high : ndarray of shape (n,)
        Days between which it was published, as far as is known.
    items : sequence of Item
        The articles.
    """

    time: Floats
    has_hour: NDArray[np.bool_]
    event: Floats
    held: Floats
    preview: NDArray[np.bool_]
    low: Floats
    high: Floats
    items: Sequence[Item]

    @cached_property
    def openings(self) -> Openings:
        """What openings say; read when asked for, as only undated articles need it."""
        told = [_told(item) for item in self.items]
        days, lead_days, dates, places, remembered = zip(*told, strict=True)
        return Openings(
            weekday=np.array(days, dtype=np.int64),
            lead_day=np.array(lead_days, dtype=np.int64),
            date=np.array(dates, dtype=np.int64),
            places=np.array(places, dtype=np.int64),
            remembers=np.array(remembered, dtype=bool),
            claims=tuple(
                claims_of(item.words, frozenset(item.names.split()))
                for item in self.items
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Openings:
    """What the openings of articles say of their event, as columns.

    Attributes
    ----------
    weekday : ndarray of int
        The first that the opening names; -1 for none.
    lead_day : ndarray of int
        The same where the lead names it.
    date : ndarray of int
        Day of the year that the opening names, else that of certain publication; 0
        for none.
    places : ndarray of int
        Places in a sequence that the opening names, as bits.
    remembers : ndarray of bool
        Whether it is about an anniversary, or about what followed months after.
    claims : tuple of Claims
        What the opening says that another event of its kind would not have.
    """

    weekday: Ints
    lead_day: Ints
    date: Ints
    places: Ints
    remembers: NDArray[np.bool_]
    claims: tuple[Claims, ...]


def dated(items: Sequence[Item]) -> Dated:
    """Return the dates of articles as columns."""
    hours = [_hour(item.published) for item in items]
    days = [certain_day(item.published) for item in items]
    return Dated(
        time=np.array(
            [day + (hour or 0.0) for day, hour in zip(days, hours, strict=True)],
            dtype=np.float64,
        ),
        has_hour=np.array([hour is not None for hour in hours], dtype=bool),
        event=np.array(
            [_day(i.event.low, np.nan) if i.event.is_day else np.nan for i in items]
        ),
        held=np.array([held_on(item) for item in items], dtype=np.float64),
        preview=np.array([item.is_preview for item in items], dtype=bool),
        low=np.array([_day(item.published.low, -_FAR) for item in items]),
        high=np.array([_latest(item.published) for item in items]),
        items=items,
    )


def _told(item: Item) -> tuple[int, int, int, int, bool]:
    """Return what a text says: weekdays, a date, places in a sequence, memory."""
    words = item.words.split()
    announced = item.event.weekday if item.is_preview else -1
    return (
        # A preview names the day on which it was announced as well.
        announced if announced >= 0 else weekday_of(words),
        announced if announced >= 0 else weekday_of(words[:LEAD]),
        date_of(words) or _day_of_year(held_on(item)),
        places_of(words),
        remembers(words, len(item.title.split()), shortly=True),
    )


def _day_of_year(day: float) -> int:
    """Return a day as `date_of` counts it; 0 for none."""
    if np.isnan(day):
        return 0
    found = dt.date.fromordinal(int(day))
    return day_of_year(found.month, found.day)


def certain_day(date: DateEstimate) -> float:
    """Return the day of a date that can keep two articles apart, else nan."""
    sure = date.source in CERTAIN and date.is_day
    return _day(date.low, np.nan) if sure else np.nan


def held_on(item: Item) -> float:
    """Return the day by which an article is kept apart from others, nan for none.

    That of its publication, if certain; of a preview the day that it announces.
    """
    known = certain_day(item.published)
    ahead = item.is_preview and item.event.is_day and not np.isnan(known)
    return _day(item.event.low, known) if ahead else known


def told_day(item: Item) -> float:
    """Return the day by which clusters are kept apart: certain, or told in full."""
    told = item.published.source == "weekday and day"
    return _day(item.published.low, np.nan) if told else held_on(item)


def _latest(date: DateEstimate) -> float:
    """Return the last day; a full date in the text may be of something earlier."""
    return _FAR if date.source == "full date" else _day(date.high, _FAR)


def _day(text: str, unknown: float) -> float:
    return float(dt.date.fromisoformat(text).toordinal()) if text else unknown


def _hour(date: DateEstimate) -> float | None:
    """Return the time of a certain stamp as a part of a day; zones are not known."""
    found = _HOUR.match(date.evidence) if date.source in CERTAIN else None
    return (int(found[1]) + int(found[2]) / 60) / 24 if found else None
