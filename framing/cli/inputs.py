"""What every command over articles shares: arguments, settings, the run itself."""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import click

from framing.cli.printing import Screen, progress_of

if TYPE_CHECKING:
    from framing.config import RunConfig
    from framing.store import Run

_ENGINE = "framing.engine"  # where the context of a command keeps its engine
Command = TypeVar("Command", bound=Callable[..., Any])


# What every command over articles takes, in the order of its help.
_OPTIONS: Final = (
    click.argument(
        "inputs",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        metavar="INPUT…",
    ),
    click.option(
        "--config",
        "config_path",
        type=click.Path(path_type=Path),
        help="Settings, as in docs/configuration.md.",
    ),
    click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="OURS=THEIRS",
        help="Name a column of the input: --map text=body. May be repeated.",
    ),
    click.option(
        "--lexicon",
        default="",
        help="Word lists for stance, shipped ones or files, joined by +.",
    ),
    click.option(
        "--targets",
        type=click.Path(path_type=Path),
        help="Targets of your own, as CSV or TOML; see docs/actors.md.",
    ),
    click.option(
        "--date",
        default="",
        metavar="DAY",
        help="Day of publication of all articles: 2031-06-28.",
    ),
    click.option(
        "--events",
        type=click.Path(path_type=Path),
        help="Corrections: a CSV with the columns article and event.",
    ),
    click.option(
        "--quotes-model",
        type=click.Path(path_type=Path),
        help="A model made by train-quotes; default: the shipped one.",
    ),
    click.option(
        "--engine",
        type=click.Choice(["processes", "serial", "dask"]),
        default="processes",
        show_default=True,
        help="Where articles are analysed; dask needs framing[dask].",
    ),
    click.option(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="A Dask scheduler; default: a cluster of this machine.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=None,
        help="Processes; default: one per processor.",
    ),
)


def takes_inputs(command: Command) -> Command:
    """Add the arguments that every command over articles takes.

    The command gets the settings that they make as ``config``.
    """

    @functools.wraps(command)
    def configured(  # noqa: PLR0913 - one parameter per option
        *args: Any,  # noqa: ANN401 - whatever the command takes
        config_path: Path | None,
        mapping: tuple[str, ...],
        quotes_model: Path | None,
        lexicon: str,
        targets: Path | None,
        date: str,
        events: Path | None,
        engine: str,
        scheduler: str,
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        click.get_current_context().meta[_ENGINE] = (engine, scheduler)
        config = config_of(config_path, mapping)
        config = _changed(
            config,
            quotes_model=quotes_model,
            lexicon=lexicon,
            targets=targets,
            date=date,
            events=events,
        )
        return command(*args, config=config, **kwargs)

    made = cast("Command", configured)
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def config_of(path: Path | None, mapping: Iterable[str] = ()) -> RunConfig:
    """Return the settings of a file, changed by what the command line gave."""
    from framing.config import RunConfig, load_config

    config = load_config(path) if path else RunConfig()
    pairs = dict(config.data.mapping)
    for given in mapping:
        ours, equals, theirs = given.partition("=")
        if not (ours and equals and theirs):
            raise click.UsageError(f"--map needs OURS=THEIRS, got {given!r}")
        pairs[ours] = theirs
    data = replace(config.data, mapping=tuple(sorted(pairs.items())))
    return replace(config, data=data)


def _changed(config: RunConfig, **given: Path | str | None) -> RunConfig:
    """Return settings with the data that the command line gave."""
    chosen: dict[str, Any] = {
        name: str(value) for name, value in given.items() if value
    }
    return replace(config, data=replace(config.data, **chosen))


def _engine() -> tuple[str, str]:
    """Return the engine that the command was given, and its scheduler."""
    default = ("processes", "")
    chosen: tuple[str, str] = click.get_current_context().meta.get(_ENGINE, default)
    return chosen


def run_of(
    screen: Screen, inputs: tuple[Path, ...], config: RunConfig, workers: int | None
) -> Run:
    """Read a run directory, or analyse articles."""
    from framing import pipeline
    from framing.engine import available_workers
    from framing.ingest import read
    from framing.store import is_run, read_run

    if len(inputs) == 1 and is_run(inputs[0]):
        finished = read_run(inputs[0])
        pipeline.check_settings(finished, config)
        return finished
    found = read(inputs, mapping=config.data.mapping)
    engine, scheduler = _engine()
    with progress_of(screen) as progress:
        run = pipeline.run(
            found,
            config=config,
            workers=workers or available_workers(),
            progress=progress,
            engine=engine,
            scheduler=scheduler,
        )
    _say_flow(screen, run)
    return run


def log_of(inputs: tuple[Path, ...], workers: int | None, begin: float) -> str:
    """Return how the run went: what must not stand among what decides results."""
    paths = "\n".join(f"input: {path}" for path in inputs)
    seconds = time.perf_counter() - begin
    engine, scheduler = _engine()
    where = f"engine: {engine} {scheduler}".rstrip()
    return f"{paths}\n{where}\nworkers: {workers or 'all'}\nanalysis: {seconds:.1f} s\n"


def _say_flow(screen: Screen, run: Run) -> None:
    used, aside = len(run.tables["articles"]), run.tables["set_aside"]
    screen.say(f"{used + len(aside)} found = {used} used + {len(aside)} set aside")
    for reason, n in sorted(Counter(aside["reason"]).items()):
        screen.say(f"  {n} set aside: {reason}")
    for note in run.manifest["notes"]:
        screen.say(f"  {note}")
    if screen.verbose:
        for row in aside.itertuples():
            screen.say(f"  {row.path} {row.record}: {row.detail}".replace(" :", ":"))
