"""What is made of all articles together: events, reuse, and counts of terms.

Reads what the parts hold, table by table and never all texts at once; writes the
tables `framing.store.schemas.OF_THE_RUN`. Of a large run each stage has a process of
its own, which gives back its memory.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from framing.config import RunConfig
from framing.engine import apart
from framing.gathering.grouping import GROUPED, grouped
from framing.gathering.sharing import COUNTED, TOGETHER, counts_of, together
from framing.stages import Plan
from framing.stages.keys import combined
from framing.store.folder import (
    begin,
    stages_of_the_run,
    tables_of,
    write_stages_of_the_run,
)
from framing.store.parts import (
    DOCUMENTS,
    WHOLE_RUN,
    Stage,
    damaged_files,
    read_records,
    write_stage,
)
from framing.store.schemas import arrow_table
from framing.store.tables import read_file

READ: Final = "read"
"""The stage that lists what readers could not use."""

LARGE: Final = 5_000
"""Articles from which a stage pays for a process of its own: two seconds."""

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
    anew: bool,
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
    anew : bool
        Whether an update brings something: articles, or other corrections.
    tick : callable
        Told which stage begins.
    """
    parts = [part for _, part in read_records(folder) if part is not None]
    entries = sorted(
        (entry.id, entry.digest)
        for part in parts
        if part.id != WHOLE_RUN
        for entry in part.entries
    )
    texts = combined(*entries)
    made_of = sorted(
        (part.id, part.stages[DOCUMENTS].key) for part in parts if part.id != WHOLE_RUN
    )
    before = stages_of_the_run(folder)
    old = before.get(GROUPED)
    key = combined(documents, made_of, config.events, sorted(corrections.items()))
    if update and old is not None:
        key = combined(key, old.key) if anew else old.key
    fresh = plan.fresh if update else None
    run = _OfTheRun(folder, before, apart_from=len(entries) > LARGE)
    run.take(READ, _listed(folder, plan, before, update=update))
    run.do(GROUPED, key, tick, "events", grouped, config, dict(corrections), fresh)
    run.do(TOGETHER, key, tick, "reuse", together, config)
    run.do(COUNTED, key, tick, "counts", counts_of, config)
    tables = tables_of(folder)
    return Gathered(
        counts={name: tables.count(name) for name in _ROWS},
        texts=texts,
        notes=tuple(tables["notes"]["note"]),
    )


_ROWS: Final = ("articles", "set_aside", "events")


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
    return write_stage(folder, WHOLE_RUN, READ, key, table)


class _OfTheRun:
    """Does the stages of a whole run one after the other, where they do not stand."""

    def __init__(
        self, folder: Path, before: Mapping[str, Stage], *, apart_from: bool
    ) -> None:
        self._folder, self._apart = folder, apart_from
        self._stages = dict(before)

    def take(self, name: str, stage: Stage) -> None:
        """List a stage, before the next one reads its tables."""
        if self._stages.get(name) != stage:
            begin(self._folder)
            self._stages[name] = stage
            write_stages_of_the_run(self._folder, self._stages)

    def do(
        self,
        name: str,
        key: str,
        tick: Progress,
        told: str,
        work: Callable[..., Stage],
        *given: object,
    ) -> None:
        """Do a stage, unless it was done with the same key and is whole."""
        old = self._stages.get(name)
        if (
            old is not None
            and old.key == key
            and not damaged_files(self._folder, old.files)
        ):
            return
        begin(self._folder)
        tick(told, 0, 0)
        arguments = (self._folder, key, *given)
        self.take(name, apart(work, *arguments) if self._apart else work(*arguments))
