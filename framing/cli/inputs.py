"""What every command over articles shares: arguments, settings, the run itself."""

from __future__ import annotations

import functools
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import click

from framing.cli.printing import Screen, Stopwatch, progress_of

if TYPE_CHECKING:
    from framing.config import RunConfig
    from framing.store import Run

_ENGINE = "framing.engine"  # where the context of a command keeps its engine
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Where and how articles are analysed; no result depends on it.

    Attributes
    ----------
    name, scheduler : str
    memory : int
        Bytes; 0 for no limit.
    partition : int
        Articles of a part; 0 for the default.
    """

    name: str = "processes"
    scheduler: str = ""
    memory: int = 0
    partition: int = 0


class _Stopped(click.ClickException):
    """The user stopped the command."""

    exit_code = 130  # as shells have it


class _Size(click.ParamType):  # type: ignore[type-arg]  # older click has none
    """A size in bytes, with a unit or without."""

    name = "size"
    _units: Final = MappingProxyType({"": 1, "K": 2**10, "M": 2**20, "G": 2**30})

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read "2GB", "500 M" or a number of bytes."""
        found = re.fullmatch(
            r"\s*(\d+(?:\.\d+)?)\s*([KMG]?)i?B?\s*", str(value), re.IGNORECASE
        )
        if found is None:
            self.fail(f"{value!r} is no size; write 500MB, 2GB or bytes", param, ctx)
        return int(float(found[1]) * self._units[found[2].upper()])


SIZE: Final = _Size()


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
        "--memory",
        type=SIZE,
        default=0,
        metavar="SIZE",
        help="Most memory of a process, such as 2GB; default: no limit.",
    ),
    click.option(
        "--partition",
        type=click.IntRange(min=1),
        default=None,
        help="Articles of a part of the run; results do not depend on it.",
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
        memory: int,
        partition: int | None,
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        click.get_current_context().meta[_ENGINE] = Engine(
            name=engine, scheduler=scheduler, memory=memory, partition=partition or 0
        )
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


def run_of(
    screen: Screen,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    *,
    folder: Path | None = None,
    update: bool = False,
) -> Run:
    """Read a run directory, or analyse articles.

    Parameters
    ----------
    screen : Screen
    inputs : tuple of Path
    config : RunConfig
    workers : int or None
        One for each processor if left out.
    folder : Path, optional
        The run directory to write; without one the run is gone with the command.
    update : bool
        Whether the articles join those of the run.
    """
    from framing import pipeline
    from framing.engine import available_workers
    from framing.ingest import read
    from framing.manifest import check_settings
    from framing.stages import LARGEST
    from framing.store import is_run, is_unfinished, read_run

    if len(inputs) == 1 and (is_run(inputs[0]) or is_unfinished(inputs[0])):
        finished = read_run(inputs[0])
        check_settings(finished, config)
        return finished
    context = click.get_current_context()
    if folder is None:
        place = tempfile.TemporaryDirectory(prefix="framing-")
        context.call_on_close(place.cleanup)
        folder = Path(place.name, "run")
    chosen: Engine = context.meta.get(_ENGINE, Engine())
    n_workers = workers or available_workers()
    with progress_of(screen) as shown, resumable(folder):
        watch = Stopwatch(shown)
        run = pipeline.analyse_into(
            folder,
            read(inputs, mapping=config.data.mapping),
            config=config,
            workers=n_workers,
            progress=watch,
            engine=chosen.name,
            scheduler=chosen.scheduler,
            memory=chosen.memory,
            largest=chosen.partition or LARGEST,
            update=update,
            log=lambda: _log(inputs, chosen, n_workers, watch),
        )
    _say_flow(screen, run)
    return run


@contextmanager
def resumable(folder: Path) -> Iterator[None]:
    """Say how to go on where the user stops a run."""
    try:
        yield
    except KeyboardInterrupt:
        message = (
            f"stopped; what was finished is kept in {folder}: "
            "run the same command again to go on"
        )
        raise _Stopped(message) from None


def _log(
    inputs: tuple[Path, ...], engine: Engine, workers: int, watch: Stopwatch
) -> str:
    """Return how the run went: what must not stand among what decides results."""
    lines = [
        *(f"input: {path}" for path in inputs),
        f"engine: {engine.name} {engine.scheduler}".rstrip(),
        f"workers: {workers}",
        *(f"{stage}: {seconds:.1f} s" for stage, seconds in watch.seconds()),
    ]
    return "".join(f"{line}\n" for line in lines)


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
