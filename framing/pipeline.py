"""The whole job: read, analyse, measure, group, compare, report.

The only module that knows every stage. Work on articles is pure and runs in parts;
grouping and comparing see the tables that the parts gave.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.config import RunConfig
from framing.dates import parse_day
from framing.document import Resources
from framing.engine import ENGINES, Mending, map_batches
from framing.errors import ParameterError
from framing.events import load_corrections
from framing.gathering import Progress, gathered
from framing.manifest import (
    check_settings,
    digest_of_corrections,
    manifest_of,
    provenance_of,
    referents_of,
    report_key,
)
from framing.model import Article, SetAside
from framing.outputs import standing
from framing.stages import (
    LARGEST,
    Plan,
    halves,
    lost,
    metrics_of,
    planned,
    resources_of,
    work_on,
)
from framing.stages.keys import documents_key, metric_keys
from framing.store import Run, locked, read_run
from framing.store.compared import drop_comparison, keep_comparison, lacks_comparison
from framing.store.folder import begin, drop_parts, finish, is_finished
from framing.store.parts import DOCUMENTS
from framing.targets import target_name

if TYPE_CHECKING:
    from framing.comparison import Comparison
    from framing.contrasts import Counts
    from framing.validation import Validation


def analyse_into(  # noqa: PLR0913 - how a run is made, all named
    folder: Path,
    found: Iterable[Article | SetAside],
    *,
    config: RunConfig | None = None,
    workers: int = 1,
    engine: str = ENGINES[0],
    scheduler: str = "",
    memory: int = 0,
    largest: int = LARGEST,
    update: bool = False,
    progress: Progress | None = None,
    log: Callable[[], str] = str,
) -> Run:
    """Analyse and measure articles, group them into events, and keep it all on disk.

    What the folder holds already, from an earlier run or from one that was stopped,
    is not done again where nothing that decides it has changed.

    Parameters
    ----------
    folder : Path
        The run directory; made if it does not exist.
    found : iterable of Article or SetAside
        What `framing.ingest.read` yields.
    config : RunConfig, optional
    workers : int, default 1
        Processes for the work on articles; the result is the same for any number.
    engine, scheduler : str
        Where that work is done; see `framing.engine.map_batches`.
    memory : int, default 0
        Bytes that a process may use; 0 for no limit.
    largest : int
        Articles of a part. Tables that are read in order do not depend on it.
    update : bool, default False
        Add the articles to those of the run, which stay.
    progress : callable, optional
    log : callable, optional
        Returns how the run went, for ``run.log``.

    Returns
    -------
    Run
        Its tables are read when they are asked for.

    Raises
    ------
    FramingError
        If a parameter or a profile is wrong, or the folder cannot be used; a bad
        article is set aside.
    """
    config = config or RunConfig()
    tick = progress or (lambda _stage, _done, _of: None)
    # A wrong parameter ends the run before any work.
    resources = resources_of(config)
    metrics = metrics_of(config, resources)
    for key in config.analysis.groups:
        resources.outlets.group(key)
    _read_validation(config)
    referents_of(config)
    _check_date(config.data.date)
    corrections = _corrections(config)
    documents = documents_key(config)
    keys = {DOCUMENTS: documents, **metric_keys(config, metrics, documents)}
    with locked(folder):
        corrected = False
        if update:
            before = read_run(folder)
            check_settings(before, config)
            known = before.manifest["corrections"]
            corrected = known != digest_of_corrections(corrections)
        plan = planned(
            folder,
            _told(found, tick),
            keys,
            date=config.data.date,
            update=update,
            largest=largest,
        )
        if plan.tasks:
            begin(folder)
        done = _worked(
            plan,
            config,
            tick,
            workers=workers,
            engine=engine,
            scheduler=scheduler,
            memory=memory,
        )
        # A part that was to be measured again may have become two.
        waited = {task.part for task in plan.tasks if not task.waits}
        drop_parts(folder, plan.kept - waited | done)
        made = gathered(
            folder,
            plan,
            config=config,
            corrections=corrections,
            documents=documents,
            update=update,
            anew=bool(plan.fresh) or corrected,
            tick=tick,
        )
        manifest = manifest_of(
            config,
            keys=keys,
            counts=made.counts,
            texts=made.texts,
            corrections=corrections,
            notes=made.notes,
        )
        drop_comparison(folder, manifest)
        if not is_finished(folder, manifest):
            begin(folder)
            finish(folder, manifest, log=log())
        return read_run(folder)


def _told(
    found: Iterable[Article | SetAside], tick: Progress
) -> Iterable[Article | SetAside]:
    for item in found:
        tick("reading", 1, 0)
        yield item


def _worked(
    plan: Plan,
    config: RunConfig,
    tick: Progress,
    **how: Any,  # noqa: ANN401 - as for `map_batches`
) -> frozenset[str]:
    """Do all tasks; return the ids of the parts that they gave."""
    mending = Mending(halves=halves, lost=lost, size=len)
    work = partial(work_on, config=config)
    done: set[str] = set()
    tick("articles", 0, plan.n_articles)
    for result in map_batches(work, plan.tasks, mending=mending, **how):
        done |= set(result.parts)
        tick("articles", result.n, plan.n_articles)
    return frozenset(done)


def run(
    found: Iterable[Article | SetAside],
    *,
    config: RunConfig | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    engine: str = ENGINES[0],
    scheduler: str = "",
) -> Run:
    """Analyse articles as `analyse_into` does, and keep nothing on disk.

    Parameters
    ----------
    found, config, workers, progress, engine, scheduler
        See `analyse_into`.

    Returns
    -------
    Run
        The tables `framing.store.TABLES` in memory, and the manifest.
    """
    with tempfile.TemporaryDirectory(prefix="framing-") as place:
        made = analyse_into(
            Path(place, "run"),
            found,
            config=config,
            workers=workers,
            progress=progress,
            engine=engine,
            scheduler=scheduler,
        )
        return Run(tables=dict(made.tables), manifest=made.manifest)


def compare_run(finished: Run, *, config: RunConfig, stamp: str = "") -> Comparison:
    """Compare the outlets of a run; a stamp is printed with what decided it."""
    from framing.comparison import compare  # noqa: PLC0415 - listings need no comparison

    resources = resources_of(config)
    metrics = metrics_of(config, resources)
    return compare(
        finished.tables,
        config=config,
        validation=_validation(finished, config),
        outlets={outlet.key: outlet for outlet in resources.outlets.entries},
        groups=tuple(resources.outlets.group(key) for key in config.analysis.groups),
        actors=_target_names(finished, resources),
        asked=resources.asked,
        referents=referents_of(config),
        fields={
            (name, declared.name): declared
            for name, metric in metrics.items()
            for declared in metric.fields
        },
        provenance=provenance_of(finished, config, stamp),
    )


def count_run(
    finished: Run,
    *,
    config: RunConfig,
    voice: str = "unattributed",
    mask_targets: bool = False,
) -> Counts:
    """Count the terms of a run's articles, in the groups of its configuration.

    With `mask_targets`, the words by which the articles name states, institutions
    and people make no term.
    """
    from framing.comparison.contrasting import run_counts  # noqa: PLC0415

    resources = resources_of(config)
    return run_counts(
        finished.tables,
        analysis=config.analysis,
        outlets={outlet.key: outlet for outlet in resources.outlets.entries},
        groups=tuple(resources.outlets.group(key) for key in config.analysis.groups),
        voice=voice,
        masked=tuple(sorted(set(finished.tables["namings"]["form"])))
        if mask_targets
        else (),
    )


def _validation(finished: Run, config: RunConfig) -> Validation | None:
    """Return the check on the user's own coding, if there is one, of this very run."""
    from framing.validation.record import check_run  # noqa: PLC0415

    found = _read_validation(config)
    if found is not None:
        name = Path(config.output.validation).name
        check_run(found, finished.manifest, name)
    return found


def _read_validation(config: RunConfig) -> Validation | None:
    from framing.validation.record import load_validation  # noqa: PLC0415

    if not config.output.validation:
        return None
    return load_validation(Path(config.output.validation))


def report(
    finished: Run,
    out: Path,
    *,
    config: RunConfig | None = None,
    stamp: str = "",
) -> tuple[Path, ...]:
    """Compare a run and write its report.

    Parameters
    ----------
    finished : Run
    out : Path
        The folder for ``report.html``, ``report.pdf`` and ``tables/``.
    config : RunConfig, optional
    stamp : str, default ""
        The time of the run, where the report should print one.

    Returns
    -------
    tuple of Path
        What was written, or stands from an earlier time, made of the same.

    Notes
    -----
    A run directory keeps the contrasts and the alignment of the report, where it can
    be written to.
    """
    config = config or RunConfig()
    key = "" if stamp else report_key(finished, config)
    written = standing(out, key)
    if written and not lacks_comparison(finished):
        return written
    from framing.report import write_report  # noqa: PLC0415 - nor a report

    comparison = compare_run(finished, config=config, stamp=stamp)
    frames = {"contrasts": comparison.contrasts, **comparison.alignment.tables}
    keep_comparison(finished, frames)
    return write_report(comparison, out, key=key)


def _target_names(finished: Run, resources: Resources) -> dict[str, str]:
    """Return the names of speakers, and of targets that were met or asked for."""
    frame = finished.tables["measurements"]
    speakers = frame.loc[frame["metric"] == "stance", "actor"]
    measured = {*frame["target"].astype(str), *speakers.astype(str)} - {""}
    keys = sorted(measured | set(resources.asked))
    return {key: target_name(key, resources.actors) for key in keys}


def _check_date(given: str) -> None:
    """Refuse a date for all articles that is no day."""
    if given and parse_day(given) is None:
        message = f"date: must be a day such as 2031-06-28, got {given!r}"
        raise ParameterError(message)


def _corrections(config: RunConfig) -> Mapping[str, str]:
    return load_corrections(Path(config.data.events)) if config.data.events else {}
