"""Corrections of the grouping by its user: ``events.csv``."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from framing.errors import ParameterError
from framing.files import cells_of
from framing.model import Event, Member

PLACED: Final = "placed by events.csv"


def load_corrections(path: Path) -> Mapping[str, str]:
    """Read which event an article belongs to.

    Parameters
    ----------
    path : Path
        A CSV with the columns ``article`` and ``event``. Articles with the same word
        under ``event`` form one event; the word may be the id of an event of an
        earlier run, whose other articles then stay with them.

    Returns
    -------
    mapping of str to str
        Article to event.

    Raises
    ------
    ParameterError
        If the file cannot be read, lacks a column, or places an article twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: corrections of events cannot be read ({error})"
        raise ParameterError(message) from None
    rows = cells_of(path, text, ParameterError)
    _, header = next(rows, (0, []))
    if not {"article", "event"} <= set(header):
        message = (
            f"{path}: needs the columns 'article' and 'event', got "
            f"{', '.join(header) or 'none'}"
        )
        raise ParameterError(message)
    found: dict[str, str] = {}
    for line, cells in rows:
        if not cells:
            continue
        row = dict(zip(header, cells, strict=False))
        article, event = (row.get(name, "").strip() for name in ("article", "event"))
        where = f"{path}:{line}"
        if not article or not event:
            message = f"{where}: needs an article and an event, got {row!r}"
            raise ParameterError(message)
        if found.setdefault(article, event) != event:
            message = (
                f"{where}: article {article!r} is placed in {found[article]!r} and in "
                f"{event!r}; an article belongs to one event"
            )
            raise ParameterError(message)
    return MappingProxyType(found)


def unknown_articles(
    corrections: Mapping[str, str], articles: Sequence[str]
) -> list[str]:
    """Return a message for each article of the corrections that is not there.

    Examples
    --------
    >>> unknown_articles({"a1": "talks"}, ["a2"])
    ["events.csv: no article 'a1' among 1; did you mean 'a2'?"]
    """
    known = frozenset(articles)
    messages = []
    for key in sorted(set(corrections) - known):
        near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        messages.append(f"events.csv: no article {key!r} among {len(known)}{hint}")
    return messages


def corrected(
    events: Sequence[Event], corrections: Mapping[str, str]
) -> tuple[Event, ...]:
    """Move articles to the events that the user gives them.

    Parameters
    ----------
    events : sequence of Event
        As they were grouped.
    corrections : mapping of str to str
        Article to event. Articles that are not there are passed over.

    Returns
    -------
    tuple of Event
        Events that keep an article keep id, label and date. A new event takes its id
        and label from the correction, its date from the events that its articles
        come from.
    """
    if not corrections:
        return tuple(events)
    came_from = {key: event for event in events for key in event.articles}
    moved: dict[str, list[str]] = {}
    for article, name in sorted(corrections.items()):
        if article in came_from:
            moved.setdefault(name, []).append(article)
    gone = frozenset(article for articles in moved.values() for article in articles)
    member_of = {m.article: m for event in events for m in event.members}
    made = []
    for event in events:
        joining = [_placed(member_of[key]) for key in moved.pop(event.id, ())]
        staying = [m for m in event.members if m.article not in gone]
        members = sorted((*staying, *joining), key=lambda member: member.article)
        if members:
            made.append(replace(event, members=tuple(members)))
    for name, articles in moved.items():
        dates = [came_from[key].date for key in articles]
        members = [_placed(member_of[key]) for key in articles]
        best = min(dates, key=lambda date: (not date.is_day, date.low or "9999"))
        made.append(Event(id=name, label=name, date=best, members=tuple(members)))
    return tuple(
        sorted(made, key=lambda event: (event.date.low or "9999", event.articles))
    )


def _placed(member: Member) -> Member:
    return replace(member, confidence=1.0, note=PLACED, rival="")
