"""The command line: arguments in, exit code out; the only module that prints.

Exit codes: 0 the job was done; 1 it could not be done, and the message says why;
2 the command was not understood.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from framing import __version__
from framing.cli.data import lexicons, outlets
from framing.cli.printing import Screen, format_option, print_rows, progress_of
from framing.cli.training import train_quotes, train_stance
from framing.cli.validating import sample_options, validate, write_sheets
from framing.errors import FramingError

if TYPE_CHECKING:
    from framing.config import RunConfig
    from framing.store import Run

Command = TypeVar("Command", bound=Callable[..., Any])


class _Group(click.Group):
    """Ends with exit code 1 and one message where the package raised on purpose."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own type
        try:
            return super().invoke(ctx)
        except FramingError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # The reader of our output went away ("| head"): not a fault.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="framing")
@click.option("-q", "--quiet", is_flag=True, help="Print results only.")
@click.option("-v", "--verbose", is_flag=True, help="Name every input set aside.")
@click.pass_context
def main(ctx: click.Context, *, quiet: bool, verbose: bool) -> None:
    """Compare how outlets report the same events.

    Every number can be traced to words in a file.

    Example: framing report articles/ --out comparison
    """
    ctx.obj = Screen(quiet=quiet, verbose=verbose)


def _inputs(command: Command) -> Command:
    """Add the arguments that every command over articles takes.

    The command gets the settings that they make as ``config``.
    """

    @functools.wraps(command)
    def configured(
        *args: Any,  # noqa: ANN401 - whatever the command takes
        config_path: Path | None,
        mapping: tuple[str, ...],
        quotes_model: Path | None,
        lexicon: str,
        targets: Path | None,
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        config = _config(config_path, mapping, quotes_model, lexicon, targets)
        return command(*args, config=config, **kwargs)

    made = cast("Command", configured)
    for option in reversed(
        (
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
                help="Word list for stance: a shipped one or a file; default: vader.",
            ),
            click.option(
                "--targets",
                type=click.Path(path_type=Path),
                help="Targets of your own, as CSV or TOML; see docs/actors.md.",
            ),
            click.option(
                "--quotes-model",
                type=click.Path(path_type=Path),
                help="A model made by train-quotes; default: the shipped one.",
            ),
            click.option(
                "--workers",
                type=click.IntRange(min=1),
                default=None,
                help="Processes; default: one per processor.",
            ),
        )
    ):
        made = option(made)
    return made


@main.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("framing-demo"),
    show_default=True,
    help="Folder for the report.",
)
@click.option("--workers", type=click.IntRange(min=1), default=None, hidden=True)
@click.pass_obj
def demo(screen: Screen, *, out: Path, workers: int | None) -> None:
    """Write a report on the sample articles inside the package.

    The articles are about invented countries, outlets and people.

    Example: framing demo --out demo
    """
    folder = Path(__file__).resolve().parents[1] / "samples"
    config = _config(folder / "framing.toml")
    _report(screen, (folder / "articles",), config, out, workers)


@main.command()
@_inputs
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder for report.html, report.pdf, tables/ and run/.",
)
@click.option("--title", default="", help="Replaces the report's own title.")
@click.option(
    "--full-text", is_flag=True, help="Print full texts: not for redistribution."
)
@click.option("--stamp", is_flag=True, help="Print the time of the run.")
@click.option(
    "--validation",
    type=click.Path(path_type=Path),
    help="validation.json of framing validate, made on this run.",
)
@click.pass_obj
def report(  # noqa: PLR0913 - one parameter per option
    screen: Screen,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    out: Path,
    title: str,
    full_text: bool,
    stamp: bool,
    validation: Path | None,
) -> None:
    """Compare the outlets of some articles, as HTML and PDF.

    INPUT is a file or a folder of articles, or a run directory of ours.

    Example: framing report articles/ --out comparison
    """
    output = replace(
        config.output,
        title=title or config.output.title,
        full_text=full_text or config.output.full_text,
        stamp=stamp or config.output.stamp,
        validation=str(validation or config.output.validation),
    )
    _report(screen, inputs, replace(config, output=output), out, workers)


@main.command()
@_inputs
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The run directory to write.",
)
@click.pass_obj
def analyse(
    screen: Screen,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    out: Path,
) -> None:
    """Write the run directory only: tables of everything measured.

    Example: framing analyse articles/ --out run
    """
    from framing.store import write_run

    begin = time.perf_counter()
    run = _run(screen, inputs, config, workers)
    write_run(run, out, log=_log(inputs, workers, begin))
    click.echo(str(out))


@main.command()
@_inputs
@sample_options
@click.pass_obj
def sample(
    screen: Screen,
    /,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    out: Path,
    **options: Any,  # noqa: ANN401 - those of sample_options
) -> None:
    """Draw units at random for people to code, and write their sheets.

    INPUT is a file or a folder of articles, or a run directory of ours. Outlets and
    what the program says are hidden from coders; key.csv holds them.

    Example: framing sample run/ --out coding
    """
    run = _run(screen, inputs, config, workers)
    write_sheets(run, config, out, **options)


def _listing(name: str, help_text: str) -> None:
    """Register a command that prints one table of a run."""

    @main.command(name, help=help_text)
    @_inputs
    @format_option
    @click.pass_obj
    def command(
        screen: Screen,
        *,
        inputs: tuple[Path, ...],
        config: RunConfig,
        workers: int | None,
        shape: str,
    ) -> None:
        from framing.listing import LISTINGS, absent_targets

        run = _run(screen, inputs, config, workers)
        if name == "stance":
            for target in absent_targets(run):
                screen.say(f"{target}: no article mentions it, so it has no value")
        print_rows(LISTINGS[name](run), shape, name)


_listing(
    "clean",
    "List what cleaning dropped, with rule and place.\n\n"
    "Example: framing clean articles/ --format jsonl",
)
_listing(
    "dates",
    "List when each article was published, and how that is known.\n\n"
    "Example: framing dates articles/",
)
_listing(
    "events",
    "List which articles report the same event.\n\nExample: framing events articles/",
)
_listing(
    "quotes",
    "List every quotation with its speaker and relay.\n\n"
    "Example: framing quotes articles/ --format csv",
)
_listing(
    "frames",
    "List frame vocabulary: hits per 1,000 words, and share of articles.\n\n"
    "By article and by outlet, for each category of the dictionaries in the "
    "settings, and by voice. It is a proxy for coded frames.\n\n"
    "Example: framing frames articles/ --format csv",
)
_listing(
    "labels",
    "List which label an article chooses for each referent, by voice.\n\n"
    "Example: framing labels articles/ --format csv",
)
_listing(
    "actions",
    "List verbs that make a target the one who acts, or is acted on.\n\n"
    "Example: framing actions articles/ --format csv",
)
_listing(
    "readability",
    "List school grades and reading ease of each article.\n\n"
    "Example: framing readability articles/",
)


@main.command()
@_inputs
@format_option
@click.option(
    "--hits", is_flag=True, help="List every word that counts, on every mention."
)
@click.option(
    "--model",
    default="",
    help="List the score of a trained model instead: one made by train-stance, or "
    "'shipped' (knows US political news).",
)
@click.pass_obj
def stance(  # noqa: PLR0913 - one parameter per option
    screen: Screen,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    shape: str,
    hits: bool,
    model: str,
) -> None:
    """List lexicon tone near mentions of each target, by voice and speaker.

    Example: framing stance articles/ --format csv
    """
    from framing.listing import list_hits, list_stance

    if model and hits:
        raise click.UsageError("--hits lists words of the lists, which --model lacks")
    if model:
        print_rows(_learned(screen, inputs, config, workers, model), shape, "stance")
        return
    run = _run(screen, inputs, config, workers)
    rows = list_hits(run) if hits else list_stance(run)
    print_rows(rows, shape, "hits" if hits else "stance")


@main.command()
@_inputs
@format_option
@click.pass_obj
def contrast(
    screen: Screen,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    shape: str,
) -> None:
    """List the wording that tells two groups apart, within the same events.

    Example: framing contrast articles/ --format csv
    """
    from framing.listing import records
    from framing.pipeline import compare_run

    run = _run(screen, inputs, config, workers)
    comparison = compare_run(run, config=config)
    if comparison.contrasts.empty:
        screen.say(comparison.conclusion_reason)
    print_rows(records(comparison.contrasts), shape, "contrast")


@lexicons.command("audit")
@click.argument("name", metavar="LEXICON")
@_inputs
@click.option(
    "--show",
    type=click.Choice(("groups", "entries", "collisions")),
    default="groups",
    show_default=True,
    help="Which table to print.",
)
@format_option
@click.pass_obj
def lexicons_audit(  # noqa: PLR0913 - one parameter per option
    screen: Screen,
    *,
    name: str,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    show: str,
    shape: str,
) -> None:
    """Count a word list in a corpus, and list entries that collide with names.

    LEXICON is a shipped list or a file; INPUT is as for report. The tables are
    explained in docs/lexicon-audit.md.

    Example: framing lexicons audit vader articles/ --show collisions
    """
    from framing.actors import load_actors
    from framing.audit import audit_lexicon
    from framing.lexicons import load_lexicon
    from framing.outlets import load_outlets

    lexicon = load_lexicon(name)  # a fault ends the command before any work
    audit = audit_lexicon(
        lexicon,
        _run(screen, inputs, config, workers),
        outlets=load_outlets(config.data.outlets),
        actors=load_actors(config.data.actors or None),
    )
    print_rows(audit.view(show), shape, f"{lexicon.name} {show}")


def _config(
    path: Path | None,
    mapping: Iterable[str] = (),
    quotes_model: Path | None = None,
    lexicon: str = "",
    targets: Path | None = None,
) -> RunConfig:
    from framing.config import RunConfig, load_config

    config = load_config(path) if path else RunConfig()
    pairs = dict(config.data.mapping)
    for given in mapping:
        ours, equals, theirs = given.partition("=")
        if not (ours and equals and theirs):
            raise click.UsageError(f"--map needs OURS=THEIRS, got {given!r}")
        pairs[ours] = theirs
    data = replace(
        config.data,
        mapping=tuple(sorted(pairs.items())),
        quotes_model=str(quotes_model or config.data.quotes_model),
        lexicon=lexicon or config.data.lexicon,
        targets=str(targets or config.data.targets),
    )
    return replace(config, data=data)


def _report(
    screen: Screen,
    inputs: tuple[Path, ...],
    config: RunConfig,
    out: Path,
    workers: int | None,
) -> None:
    from framing import pipeline

    begin = time.perf_counter()
    run = _run(screen, inputs, config, workers)
    screen.say("comparing and writing the report")
    log = _log(inputs, workers, begin)
    now = dt.datetime.now().astimezone().isoformat(timespec="minutes")
    stamp = now if config.output.stamp else ""
    made = pipeline.report(run, out, config=config, log=log, stamp=stamp)
    for path in made:
        if path.suffix != ".csv":
            click.echo(str(path))
    click.echo(str(out / "tables"))


def _log(inputs: tuple[Path, ...], workers: int | None, begin: float) -> str:
    """Return how the run went: what must not stand among what decides results."""
    paths = "\n".join(f"input: {path}" for path in inputs)
    seconds = time.perf_counter() - begin
    return f"{paths}\nworkers: {workers or 'all'}\nanalysis: {seconds:.1f} s\n"


def _run(
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
    with progress_of(screen) as progress:
        run = pipeline.run(
            found,
            config=config,
            workers=workers or available_workers(),
            progress=progress,
        )
    _say_flow(screen, run)
    return run


def _learned(
    screen: Screen,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    model: str,
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a trained model: of articles only, stored nowhere."""
    from framing.engine import available_workers
    from framing.ingest import read
    from framing.scored import learned_stance
    from framing.store import is_run

    if any(map(is_run, inputs)):
        raise click.UsageError("--model needs articles; a run directory holds none")
    screen.say(
        "a trained model's guess, not validated on these articles; no report uses it"
    )
    return learned_stance(
        read(inputs, mapping=config.data.mapping),
        model=model,
        config=config,
        workers=workers or available_workers(),
    )


def _say_flow(screen: Screen, run: Run) -> None:
    used, aside = len(run.tables["articles"]), run.tables["set_aside"]
    screen.say(f"{used + len(aside)} found = {used} used + {len(aside)} set aside")
    for reason, n in sorted(Counter(aside["reason"]).items()):
        screen.say(f"  {n} set aside: {reason}")
    if screen.verbose:
        for row in aside.itertuples():
            screen.say(f"  {row.path} {row.record}: {row.detail}".replace(" :", ":"))


main.add_command(train_quotes)
main.add_command(validate)
main.add_command(train_stance)
main.add_command(outlets)
main.add_command(lexicons)
