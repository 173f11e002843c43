"""The whole job: read, analyse, measure, group, compare, report.

The only module that knows every stage. Per-article work is pure and runs in
batches; grouping and comparing see the tables that the batches gave.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import framing
from framing.batches import (
    PER_ARTICLE,
    Batch,
    analyse_batch,
    date_columns,
    halves,
    lost,
    metrics_of,
    resources_of,
    well_formed,
)
from framing.config import RunConfig
from framing.dates import parse_day
from framing.engine import ENGINES, Mending, map_batches
from framing.errors import ParameterError, RunError
from framing.events import (
    arrange,
    load_corrections,
    settle_dates,
    unknown_articles,
)
from framing.lexicons import load_lexicon
from framing.model import Article, DateEstimate, Event, SetAside
from framing.referents import Referents, load_referents
from framing.store import FORMAT, SCHEMAS, Run, arrow_table, merge, write_run
from framing.targets import RELATIONS, target_name
from framing.tone import DEFAULT_LISTS, describe

if TYPE_CHECKING:
    import pandas as pd

    from framing.comparison import Comparison
    from framing.contrasts import Counts
    from framing.document import Resources
    from framing.validation import Validation

BATCH: Final = 48
"""Articles per batch: some two seconds of work, so that two workers end together."""

Progress = Callable[[str, int], None]


def run(
    found: Iterable[Article | SetAside],
    *,
    config: RunConfig | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    engine: str = ENGINES[0],
    scheduler: str = "",
) -> Run:
    """Analyse and measure articles, and group them into events.

    Parameters
    ----------
    found : iterable of Article or SetAside
        What `framing.ingest.read` yields.
    config : RunConfig, optional
    workers : int, default 1
        Processes for the per-article work; the result is the same for any number.
    engine, scheduler : str
        Where the per-article work is done; see `framing.engine.map_batches`.
    progress : callable, optional
        Called with the name of the stage and the number of articles done.

    Returns
    -------
    Run
        The tables of `framing.store.SCHEMAS` and the manifest.

    Raises
    ------
    FramingError
        If a parameter or a profile is wrong; a bad article is set aside.
    """
    config = config or RunConfig()
    tick = progress or (lambda _stage, _done: None)
    # A wrong parameter ends the run before any work.
    metrics_of(config, resources_of(config))
    _read_validation(config)
    _referents(config)
    _check_date(config.data.date)
    corrections = _corrections(config)
    aside: list[SetAside] = []
    done: list[Batch] = []
    work = partial(analyse_batch, config=config)
    batches = _batches(found, aside, date=config.data.date)
    mending = Mending(halves=halves, lost=lost, size=len)
    for batch in map_batches(
        work,
        batches,
        workers=workers,
        mending=mending,
        engine=engine,
        scheduler=scheduler,
    ):
        done.append(batch)
        tick("articles", len(batch.items))
    tick("events", 0)
    items = [item for batch in done for item in batch.items]
    arranged = arrange(items, settings=config.events, corrections=corrections)
    events = arranged.events
    parts = {name: [batch.tables[name] for batch in done] for name in PER_ARTICLE}
    parts["set_aside"].append(arrow_table("set_aside", map(dataclasses.asdict, aside)))
    parts["events"] = [arrow_table("events", map(_event_row, events))]
    parts["members"] = [arrow_table("members", _member_rows(events))]
    other_rows = _other_rows(arranged.others)
    parts["members_other"] = [arrow_table("members_other", other_rows)]
    pair_rows = map(dataclasses.asdict, arranged.pairs)
    parts["event_pairs"] = [arrow_table("event_pairs", pair_rows)]
    tables = {name: merge(name, parts.get(name, ())) for name in SCHEMAS}
    tables["articles"] = _dated(tables["articles"], settle_dates(items, events))
    tick("reuse", 0)
    tables = _with_reuse(_sorted(tables), config)
    notes = unknown_articles(corrections, [item.id for item in items])
    manifest = _manifest(config, tables)
    manifest |= {"corrections": _digest(corrections), "notes": notes}
    return Run(tables=tables, manifest=manifest)


def check_settings(finished: Run, config: RunConfig) -> None:
    """Refuse settings other than those that a run was made with.

    Only how the report looks may differ: a run holds what was measured.

    Raises
    ------
    RunError
        If groups, targets, data or grouping differ.
    """
    before, now = finished.manifest["settings"], _settings(config)
    for section in ("analysis", "data", "events"):
        for key, value in now[section].items():
            if before[section].get(key) != value:
                message = (
                    f"this run was made with [{section}] {key} = "
                    f"{before[section].get(key)!r}, got {value!r}; pass the same "
                    "--config, or analyse the articles again"
                )
                raise RunError(message)


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
        referents=_referents(config),
        fields={
            (name, declared.name): declared
            for name, metric in metrics.items()
            for declared in metric.fields
        },
        provenance=_provenance(finished, config, stamp),
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
    log: str = "",
    stamp: str = "",
) -> tuple[Path, ...]:
    """Compare a run and write its report.

    Parameters
    ----------
    finished : Run
    out : Path
        The folder for ``report.html``, ``report.pdf``, ``tables/`` and ``run/``.
    config : RunConfig, optional
    log : str, default ""
        Goes into ``run/run.log``.
    stamp : str, default ""
        The time of the run, where the report should print one.

    Returns
    -------
    tuple of Path
        What was written.
    """
    from framing.report import write_report  # noqa: PLC0415 - nor a report

    comparison = compare_run(finished, config=config or RunConfig(), stamp=stamp)
    out.mkdir(parents=True, exist_ok=True)
    write_run(finished, out / "run", log=log)
    return (*write_report(comparison, out), out / "run")


def _asked(resources: Resources) -> dict[str, str]:
    """Return the targets that the user named, with their names."""
    asked = [key for key in resources.asked if key != RELATIONS]
    return {key: target_name(key, resources.actors) for key in asked}


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


def _batches(
    found: Iterable[Article | SetAside], aside: list[SetAside], *, date: str = ""
) -> Iterator[tuple[Article, ...]]:
    """Yield articles in batches; what was set aside goes into the list.

    A date given for all articles stands in the place of their own.
    """
    batch: list[Article] = []
    for item in found:
        if isinstance(item, SetAside):
            aside.append(well_formed(item))
            continue
        batch.append(dataclasses.replace(item, published=date) if date else item)
        if len(batch) == BATCH:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


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


def _with_reuse(
    tables: dict[str, pd.DataFrame], config: RunConfig
) -> dict[str, pd.DataFrame]:
    """Return the tables with those of reuse, and the articles with what follows."""
    from framing.reuse import reuse_of  # noqa: PLC0415 - its library is slow to import

    entries = resources_of(config).outlets.entries
    found = reuse_of(
        tables["articles"],
        tables["texts"],
        agencies={outlet.key for outlet in entries if outlet.kind == "agency"},
    )
    return tables | {
        "articles": found.articles,
        "reuse": merge("reuse", [arrow_table("reuse", found.reuse)]),
        "reuse_runs": merge("reuse_runs", [arrow_table("reuse_runs", found.runs)]),
    }


_ORDER: Final = {
    "articles": ["article"],
    "texts": ["article"],
    "set_aside": ["path", "record", "reason"],
    "members": ["article"],
}


def _sorted(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables in an order that the order of input does not decide."""
    return {
        name: (
            frame.sort_values(_ORDER[name], kind="stable").reset_index(drop=True)
            if name in _ORDER
            else frame
        )
        for name, frame in tables.items()
    }


def _manifest(config: RunConfig, tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    texts = tables["texts"]
    digest = hashlib.sha256()
    for key, raw in sorted(zip(texts["article"], texts["raw"], strict=True)):
        digest.update(f"{key}\0{raw}\0".encode("utf-8", "surrogatepass"))
    actions = load_lexicon("actions")
    return {
        "format": FORMAT,
        "framing": framing.__version__,
        "digest_of_texts": digest.hexdigest(),
        "lexicon": describe(config.data.lexicon or DEFAULT_LISTS),
        "second_lexicon": describe(config.data.second_lexicon),
        "frames": [_named(name) for name in config.data.frames],
        "labels": _referents(config).digest,
        "actions": f"{actions.name} {actions.version}",
        "quotes_model": resources_of(config).tagger.name,
        "asked_targets": _asked(resources_of(config)),
        "settings": _settings(config),
        "counts": {
            "articles": len(tables["articles"]),
            "set_aside": len(tables["set_aside"]),
            "events": len(tables["events"]),
        },
    }


def _digest(corrections: Mapping[str, str]) -> str:
    """Return what tells one set of corrections from another; empty for none."""
    if not corrections:
        return ""
    return hashlib.sha256(json.dumps(sorted(corrections.items())).encode()).hexdigest()


def _named(name: str) -> str:
    """Return a word list by name and version."""
    lexicon = load_lexicon(name)
    return f"{lexicon.name} {lexicon.version}"


def _referents(config: RunConfig) -> Referents:
    return load_referents(config.data.labels, actors=resources_of(config).actors)


def _settings(config: RunConfig) -> dict[str, Any]:
    """Return the settings as plain data, folders by their names only."""
    made: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(config)))
    for key in (
        *("outlets", "actors", "targets", "lexicon", "second_lexicon", "labels"),
        *("quotes_model", "events"),
    ):
        parts = made["data"][key].split("+")
        made["data"][key] = "+".join(Path(part).name for part in parts)
    made["data"]["frames"] = [Path(name).name for name in made["data"]["frames"]]
    made["output"]["validation"] = Path(made["output"]["validation"]).name
    return made


def _provenance(
    finished: Run, config: RunConfig, stamp: str
) -> tuple[tuple[str, str], ...]:
    manifest = finished.manifest
    primary = json.dumps(_settings(config)["analysis"]["primary"], sort_keys=True)
    return (
        ("framing", str(manifest["framing"])),
        ("lexicon for stance", str(manifest["lexicon"])),
        ("second lexicon for stance", str(manifest["second_lexicon"])),
        ("dictionaries of frame vocabulary", ", ".join(manifest["frames"]) or "none"),
        ("digest of label choices", str(manifest.get("labels", ""))),
        ("word list of actions", str(manifest.get("actions", ""))),
        ("model for quotations", str(manifest["quotes_model"])),
        ("digest of the texts", str(manifest["digest_of_texts"])[:16]),
        ("primary outcomes", hashlib.sha256(primary.encode()).hexdigest()[:16]),
        ("seed", str(config.analysis.seed)),
        *((("time of the run", stamp),) if stamp else ()),
    )
