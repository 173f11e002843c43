"""The work on one part of a run: analyse its articles, measure them, write the tables.

A task names files and rows and holds no article, so that handing it to a worker costs
nothing; the worker answers with the ids of the parts that it wrote.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from framing.config import RunConfig
from framing.document import analyse
from framing.errors import FramingWarning, RunError
from framing.events import item_of
from framing.metrics.base import Metric
from framing.model import Article, Document
from framing.stages.items import item_row
from framing.stages.keys import combined
from framing.stages.measures import TableRow, lead, lead_measured, measured
from framing.stages.resources import metrics_of, resources_of
from framing.stages.rows import Rows, add, aside, failed, foreign
from framing.stages.spool import read_spool, write_spool
from framing.stages.stored import (
    document_row,
    stored_articles,
    stored_documents,
    unused_row,
)
from framing.store.parts import (
    DOCUMENTS,
    Entry,
    Part,
    Stage,
    part_id,
    read_record,
    record_path,
    write_record,
    write_stage,
)
from framing.store.schemas import OF_DOCUMENTS, OF_METRICS, arrow_table

if TYPE_CHECKING:
    import pyarrow as pa

_ENGLISH: Final = frozenset({"en", "unknown", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done for one part.

    Attributes
    ----------
    folder : str
        The run directory.
    part : str
        Id of the part, or name of a file of articles that wait.
    start, stop : int
        Rows of that file; for a part that was analysed before, its articles.
    waits : bool
        Whether its articles wait to be analysed.
    keys : mapping of str to str
        Keys of all stages, in reading order.
    todo : tuple of str
        Metrics to measure again, where nothing else is to be done.
    """

    folder: str
    part: str
    start: int
    stop: int
    waits: bool
    keys: Mapping[str, str]
    todo: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of articles."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a task gave: ids of the parts, and the number of articles."""

    parts: tuple[str, ...]
    n: int


def work_on(task: Task, *, config: RunConfig) -> Done:
    """Do a task; a failure sets its article aside."""
    folder = Path(task.folder)
    if task.waits:
        return _analysed(folder, _waiting(task), task, config)
    part = _part(task)
    try:
        made = _measured_again(folder, part, task, config)
    except Exception:  # noqa: BLE001 - found and set aside article by article
        return _analysed(folder, _waiting(task), task, config)
    write_record(folder, part._replace(stages=made))
    return Done(parts=(part.id,), n=len(part.entries))


def halves(task: Task) -> tuple[Task, Task]:
    """Return the two halves of a task of two articles or more, to be analysed."""
    if not task.waits:
        # Measuring again ended the process: its articles wait once more.
        name = f"again-{task.part}"
        articles = [article for _, article in _waiting(task)]
        write_spool(Path(task.folder), name, articles)
        task = replace(task, part=name, waits=True)
    middle = task.start + len(task) // 2
    return replace(task, stop=middle), replace(task, start=middle)


def lost(task: Task) -> Done:
    """Set aside an article whose analysis ended its process each time."""
    folder, waiting = Path(task.folder), _waiting(task)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in OF_DOCUMENTS}
    for _, article in waiting:
        detail = (
            f"article {article.id!r}: the analysis ended its process twice, for lack "
            "of memory or by a fault; please report this with the article"
        )
        rows["set_aside"].append(aside(article, "ended its process", detail))
        rows["unused"].append(unused_row(article))
    # Under other settings it is tried again.
    key = key_of_failed(task.keys)
    return _written(folder, [entry for entry, _ in waiting], task, rows, {}, key)


def key_of_failed(keys: Mapping[str, str]) -> str:
    """Return the key of the documents of a part in which a metric failed.

    Articles are set aside for it, so that the documents rest on all metrics.
    """
    return combined(*keys.values())


def _analysed(
    folder: Path,
    waiting: Sequence[tuple[Entry, Article]],
    task: Task,
    config: RunConfig,
) -> Done:
    """Analyse and measure articles, and write them as a part."""
    resources = resources_of(config)
    metrics = metrics_of(config, resources)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in OF_DOCUMENTS}
    by_metric = _no_rows(metrics)
    key = task.keys[DOCUMENTS]
    for _, article in waiting:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FramingWarning)
                document = analyse(article, resources=resources)
                made = _made(document, metrics, metrics, config)
        except Exception as error:  # noqa: BLE001 - one article must not end a run
            rows["set_aside"].append(failed(article, error))
            rows["unused"].append(unused_row(article))
            key = key_of_failed(task.keys)
            continue
        if document.language.value not in _ENGLISH:
            rows["set_aside"].append(foreign(document))
            rows["unused"].append(unused_row(article))
            continue
        add(rows, document, resources)
        rows["documents"].append(document_row(document))
        rows["items"].append(item_row(item_of(document)))
        for name, found in made.items():
            _sort_in(by_metric[name], found)
    entries = [entry for entry, _ in waiting]
    return _written(folder, entries, task, rows, by_metric, key)


def _written(
    folder: Path,
    entries: Sequence[Entry],
    task: Task,
    rows: Rows,
    by_metric: Mapping[str, Rows],
    key: str,
) -> Done:
    part = part_id(entries)
    stages = {DOCUMENTS: write_stage(folder, part, DOCUMENTS, key, _tables(rows))}
    stages |= {
        name: write_stage(
            folder, part, name, task.keys[name], _tables(by_metric.get(name, {}))
        )
        for name in task.keys
        if name != DOCUMENTS
    }
    write_record(folder, Part(id=part, entries=tuple(entries), stages=stages))
    return Done(parts=(part,), n=len(entries))


def _measured_again(
    folder: Path, part: Part, task: Task, config: RunConfig
) -> dict[str, Stage]:
    """Measure the stored documents of a part by some metrics."""
    resources = resources_of(config)
    metrics = metrics_of(config, resources)
    by_metric = _no_rows(task.todo)
    for document in stored_documents(folder, part, resources):
        for name, found in _made(document, task.todo, metrics, config).items():
            _sort_in(by_metric[name], found)
    fresh = {
        name: write_stage(folder, part.id, name, task.keys[name], _tables(made))
        for name, made in by_metric.items()
    }
    return {name: fresh.get(name) or part.stages[name] for name in task.keys}


def _waiting(task: Task) -> list[tuple[Entry, Article]]:
    """Return the articles of a task; those of a finished part as they were read."""
    folder = Path(task.folder)
    if task.waits:
        return list(read_spool(folder, task.part, task.start, task.stop))
    part = _part(task)
    stored = {article.id: article for article in stored_articles(folder, part)}
    return [(entry, stored[entry.id]) for entry in part.entries]


def _part(task: Task) -> Part:
    part = read_record(record_path(Path(task.folder), task.part))
    if part is None:
        message = f"{task.folder}: the record of part {task.part} went away"
        raise RunError(message)
    return part


def _made(
    document: Document,
    names: Iterable[str],
    metrics: Mapping[str, Metric],
    config: RunConfig,
) -> dict[str, list[TableRow]]:
    """Return the rows of some metrics, of the article and of its lead section."""
    part = lead(document, config.analysis.lead_words)
    return {
        name: [
            *measured(document, name, metrics[name]),
            *lead_measured(part, name, metrics[name]),
        ]
        for name in names
    }


def _no_rows(metrics: Iterable[str]) -> dict[str, Rows]:
    """Return the tables of some metrics, still empty."""
    return {name: {table: [] for table in OF_METRICS} for name in metrics}


def _sort_in(rows: Rows, found: Iterable[TableRow]) -> None:
    for table, row in found:
        rows[table].append(row)


def _tables(rows: Rows) -> dict[str, pa.Table]:
    return {name: arrow_table(name, made) for name, made in rows.items()}
