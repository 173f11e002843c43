"""The stage that groups articles into events, of a run that is new or updated."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from framing.config import RunConfig
from framing.events import (
    arrange,
    settle_dates,
    unknown_articles,
    updated,
    with_own_ids,
)
from framing.model import DateEstimate, Event, Member
from framing.stages.items import date_columns, items_of
from framing.store import StoredTables
from framing.store.folder import tables_of
from framing.store.parts import WHOLE_RUN, Stage, write_stage
from framing.store.schemas import arrow_table
from framing.store.tables import from_frame, joined

if TYPE_CHECKING:
    import pyarrow as pa

GROUPED: Final = "grouped"


def grouped(
    folder: Path,
    key: str,
    config: RunConfig,
    corrections: Mapping[str, str],
    fresh: frozenset[str] | None,
) -> Stage:
    """Group articles into events; of a run that is updated, the open ones."""
    tables = tables_of(folder)
    items = list(items_of(tables.parts("items")))
    notes = unknown_articles(corrections, [item.id for item in items])
    old: dict[str, pd.DataFrame] = {}
    if fresh is None or not tables.files("events"):
        arranged = arrange(items, settings=config.events, corrections=corrections)
        events: Sequence[Event] = arranged.events
        others: Mapping[str, Sequence[Event]] = arranged.others
    else:
        made = updated(
            items,
            fresh,
            list(_events_of(tables)),
            settings=config.events,
            corrections=corrections,
        )
        arranged, events = made.afresh, made.events
        others = arranged.others
        old = {name: _kept(tables, name, made.closed) for name in _BY_ARTICLES}
        others = {
            choice: with_own_ids(found, _taken(old["members_other"], choice))
            for choice, found in others.items()
        }
        notes.append(
            f"updated: {len(made.closed):,} articles stay in the events that they "
            "were in, whose days no new article is near; analyse all articles again "
            "to group them with the new ones"
        )
    settled = settle_dates(items, events)
    made_tables: dict[str, pa.Table] = {
        "events": arrow_table("events", map(_event_row, events)),
        "members": arrow_table("members", _member_rows(events)),
        "event_pairs": arrow_table(
            "event_pairs", map(dataclasses.asdict, arranged.pairs)
        ),
        "members_other": arrow_table("members_other", _other_rows(others)),
        "notes": arrow_table("notes", [{"note": note} for note in notes]),
        "settled": arrow_table(
            "settled",
            (
                {"article": article, **date_columns("date", date)}
                for article, date in sorted(settled.items())
            ),
        ),
    }
    for name, frame in old.items():
        parts = [from_frame(name, frame), made_tables[name]]
        made_tables[name] = joined(name, parts)
    return write_stage(folder, WHOLE_RUN, GROUPED, key, made_tables)


_BY_ARTICLES: Final = ("event_pairs", "members_other")


def _kept(tables: StoredTables, name: str, closed: Collection[str]) -> pd.DataFrame:
    """Return the rows of a table that speak of closed articles only."""
    frame = tables[name]
    columns = [column for column in ("article", "a", "b") if column in frame]
    inside = pd.concat([frame[column].isin(closed) for column in columns], axis=1)
    return frame[inside.all(axis=1)]


def _taken(others: pd.DataFrame, choice: str) -> frozenset[str]:
    """Return the ids of events of another grouping."""
    return frozenset(others.loc[others["choice"] == choice, "event"].astype(str))


def _events_of(tables: StoredTables) -> Iterator[Event]:
    """Yield the events of a run as they were grouped."""
    members: dict[str, list[Member]] = {}
    for row in tables["members"].to_dict("records"):
        known = {str(name): value for name, value in row.items()}
        members.setdefault(known.pop("event"), []).append(Member(**known))
    for row in tables["events"].to_dict("records"):
        yield Event(
            id=row["event"],
            label=row["label"],
            story=row["story"],
            date=DateEstimate(
                low=row["date_low"],
                high=row["date_high"],
                source=row["date_source"],
                evidence=row["date_evidence"],
            ),
            members=tuple(members.get(row["event"], ())),
        )


def _event_row(event: Event) -> dict[str, Any]:
    return {
        "event": event.id,
        "label": event.label,
        "story": event.story,
        **date_columns("date", event.date),
    }


def _member_rows(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    for event in events:
        for member in event.members:
            yield {"event": event.id, **dataclasses.asdict(member)}


def _other_rows(
    choices: Mapping[str, Iterable[Event]],
) -> Iterator[dict[str, str]]:
    """Yield the event of each article where events are grouped otherwise."""
    for choice, events in choices.items():
        placed = {key: event.id for event in events for key in event.articles}
        for article, event in sorted(placed.items()):
            yield {"choice": choice, "article": article, "event": event}
