"""What is made of all articles together: events, reuse, and their final table.

Reads what the parts hold, table by table and never all texts at once; writes the
tables `framing.store.schemas.OF_THE_RUN`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from framing.config import RunConfig
from framing.contrasts.masks import outlet_names, wire_marks
from framing.contrasts.stored import counted
from framing.events import arrange, settle_dates, unknown_articles
from framing.model import DateEstimate, Event
from framing.stages import Plan, resources_of
from framing.stages.items import date_columns, items_of
from framing.stages.keys import combined
from framing.store.folder import (
    SPOOL,
    begin,
    stages_of_the_run,
    tables_of,
    write_stages_of_the_run,
)
from framing.store.parts import (
    DOCUMENTS,
    OF_THE_RUN,
    Stage,
    damaged_files,
    read_records,
    write_stage,
)
from framing.store.schemas import arrow_table
from framing.store.tables import Pieces, from_frame, in_order, read_file, to_frame

if TYPE_CHECKING:
    import pandas as pd


TOGETHER: Final = "together"
"""The stage that groups articles and finds what they share."""
COUNTED: Final = "counted"
"""The stage that counts terms, of which contrasts are made."""
READ: Final = "read"
"""The stage that lists what readers could not use."""


Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, the articles just done, and how many there are
(0 where that is not known)."""


class Gathered(NamedTuple):
    """What the manifest says of a whole run: counts, digest of texts, notes."""

    counts: Mapping[str, int]
    texts: str
    notes: tuple[str, ...]


def gathered(  # noqa: PLR0913 - what a run is made of, all named
    folder: Path,
    plan: Plan,
    *,
    config: RunConfig,
    corrections: Mapping[str, str],
    documents: str,
    update: bool,
    tick: Progress,
) -> Gathered:
    """Group the articles of all parts, unless that was done for the same parts.

    Parameters
    ----------
    folder : Path
        The run directory, locked.
    plan : Plan
    config : RunConfig
    corrections : mapping of str to str
        Article to event, by the user.
    documents : str
        Key of the documents.
    update : bool
        Whether what was grouped before stays as far as no new article is near it.
    tick : callable
        Told which stage begins.
    """
    parts = [part for _, part in read_records(folder) if part is not None]
    entries = sorted(
        (entry.id, entry.digest)
        for part in parts
        if part.id != OF_THE_RUN
        for entry in part.entries
    )
    texts = combined(*entries)
    before = stages_of_the_run(folder)
    stages: dict[str, Stage] = {
        READ: _listed(folder, plan, before, update=update),
    }
    made_of = sorted(
        (part.id, part.stages[DOCUMENTS].key) for part in parts if part.id != OF_THE_RUN
    )
    key = combined(documents, made_of, config.events, sorted(corrections.items()))
    made = before.get(TOGETHER)
    if made is None or made.key != key or damaged_files(folder, made.files):
        begin(folder)
        made = _made(folder, key, config, corrections, tick)
    stages[TOGETHER] = made
    if any(before.get(name) != stage for name, stage in stages.items()):
        begin(folder)
        write_stages_of_the_run(folder, stages)
    # Counting reads the articles that were just written.
    stages[COUNTED] = _counted(folder, key, before.get(COUNTED), config, tick)
    if stages != before:
        begin(folder)
        write_stages_of_the_run(folder, stages)
    tables = tables_of(folder)
    return Gathered(
        counts={name: tables.count(name) for name in _COUNTED},
        texts=texts,
        notes=tuple(tables["notes"]["note"]),
    )


_COUNTED: Final = ("articles", "set_aside", "events")


def _listed(
    folder: Path,
    plan: Plan,
    before: Mapping[str, Stage],
    *,
    update: bool,
) -> Stage:
    """List what readers could not use; in an update, besides what the run lists."""
    given = arrow_table("set_aside", map(dataclasses.asdict, plan.aside))
    tables = [given]
    old = before.get(READ)
    if update and old is not None:
        tables = [*(read_file(folder, file) for file in old.files), given]
    pairs = [tuple(row.items()) for table in tables for row in table.to_pylist()]
    # An input that was read twice is listed once.
    rows = [dict(row) for row in dict.fromkeys(pairs)]
    key = combined(rows)
    if old is not None and old.key == key and not damaged_files(folder, old.files):
        return old
    begin(folder)
    table = {"set_aside": arrow_table("set_aside", rows)}
    return write_stage(folder, OF_THE_RUN, READ, key, table)


def _counted(
    folder: Path, key: str, old: Stage | None, config: RunConfig, tick: Progress
) -> Stage:
    """Count the terms of all articles, part by part."""
    if old is not None and old.key == key and not damaged_files(folder, old.files):
        return old
    begin(folder)
    tick("counts", 0, 0)
    tables = tables_of(folder)
    articles = tables["articles"]
    outlets = {outlet.key: outlet for outlet in resources_of(config).outlets.entries}
    frames = counted(
        Pieces(tables, "texts"),
        articles["article"].tolist(),
        (*outlet_names(articles, outlets), *wire_marks()),
    )
    files: dict[str, str] = {}
    for number, (name, frame) in enumerate(frames):
        table = {name: from_frame(name, frame)}
        files |= write_stage(folder, f"{number:06}", COUNTED, key, table).files
    return Stage(key=key, files=files)


def _made(
    folder: Path,
    key: str,
    config: RunConfig,
    corrections: Mapping[str, str],
    tick: Progress,
) -> Stage:
    """Group the articles and find their reuse; write the tables of the run."""
    tick("events", 0, 0)
    tables = tables_of(folder)
    items = list(items_of(tables.parts("items")))
    arranged = arrange(items, settings=config.events, corrections=corrections)
    events = arranged.events
    settled = settle_dates(items, events)
    notes = unknown_articles(corrections, [item.id for item in items])
    del items
    analysed = in_order("analysed", to_frame("analysed", tables.parts("analysed")))
    entries = resources_of(config).outlets.entries
    tick("reuse", 0, 0)
    from framing.reuse import reuse_of  # noqa: PLC0415 - its library is slow to import

    found = reuse_of(
        _dated(analysed, settled),
        Pieces(tables, "texts"),
        agencies={outlet.key for outlet in entries if outlet.kind == "agency"},
        scratch=folder / SPOOL / "words",
    )
    made = {
        "articles": from_frame("articles", found.articles),
        "events": arrow_table("events", map(_event_row, events)),
        "members": arrow_table("members", _member_rows(events)),
        "event_pairs": arrow_table(
            "event_pairs", map(dataclasses.asdict, arranged.pairs)
        ),
        "members_other": arrow_table("members_other", _other_rows(arranged.others)),
        "reuse": arrow_table("reuse", found.reuse),
        "reuse_runs": arrow_table("reuse_runs", found.runs),
        "notes": arrow_table("notes", [{"note": note} for note in notes]),
    }
    return write_stage(folder, OF_THE_RUN, TOGETHER, key, made)


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
    choices: Mapping[str, tuple[Event, ...]],
) -> Iterator[dict[str, str]]:
    """Yield the event of each article where events are grouped otherwise."""
    for choice, events in choices.items():
        placed = {key: event.id for event in events for key in event.articles}
        for article, event in sorted(placed.items()):
            yield {"choice": choice, "article": article, "event": event}


def _dated(articles: pd.DataFrame, settled: Mapping[str, DateEstimate]) -> pd.DataFrame:
    """Return the articles with the dates that their events gave them."""
    given = {key: date_columns("date", date) for key, date in settled.items()}
    columns = date_columns("date", DateEstimate())
    return articles.assign(
        **{
            column: [
                given[key][column] if key in given else old
                for key, old in zip(articles["article"], articles[column], strict=True)
            ]
            for column in columns
        }
    )
