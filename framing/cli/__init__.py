"""The command line: arguments in, exit code out; the only module that prints.

Exit codes: 0 the job was done; 1 it could not be done, and the message says why;
2 the command was not understood.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing import __version__
from framing.cli.data import lexicons, outlets
from framing.cli.inputs import config_of, run_of, takes_inputs
from framing.cli.listings import LISTED
from framing.cli.printing import Screen
from framing.cli.runs import export, status, verify
from framing.cli.training import train_quotes, train_stance
from framing.cli.validating import sample_options, validate, write_sheets
from framing.errors import FramingError

if TYPE_CHECKING:
    from framing.config import RunConfig


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
    config = config_of(folder / "framing.toml")
    _report(screen, (folder / "articles",), config, out, workers)


@main.command()
@takes_inputs
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder for report.html, report.pdf, tables/ and run/.",
)
@click.option("--title", default="", help="Replaces the report's own title.")
@click.option(
    "--full-text",
    is_flag=True,
    help="Print full texts, without a limit on quoting: not for redistribution.",
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
@takes_inputs
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="The run directory to write, or to go on with.",
)
@click.option(
    "--update",
    type=click.Path(path_type=Path),
    default=None,
    metavar="RUN",
    help="Add the articles to this run, in the place of --out.",
)
@click.pass_obj
def analyse(
    screen: Screen,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    out: Path | None,
    update: Path | None,
) -> None:
    """Write the run directory only: tables of everything measured.

    Run again, it does what has changed: other articles, a word list, a setting, a
    damaged file. Stopped, it goes on where it was.

    Example: framing analyse articles/ --out run
    """
    folder = update or out
    if folder is None or (update and out):
        raise click.UsageError("give --out RUN, or --update RUN to add to a run")
    run_of(screen, inputs, config, workers, folder=folder, update=bool(update))
    click.echo(str(folder))


@main.command()
@takes_inputs
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
    run = run_of(screen, inputs, config, workers)
    write_sheets(run, config, out, **options)


def _report(
    screen: Screen,
    inputs: tuple[Path, ...],
    config: RunConfig,
    out: Path,
    workers: int | None,
) -> None:
    from framing import pipeline

    run = run_of(screen, inputs, config, workers, folder=out / "run")
    now = dt.datetime.now().astimezone().isoformat(timespec="minutes")
    stamp = now if config.output.stamp else ""
    screen.say("comparing and writing the report")
    made = pipeline.report(run, out, config=config, stamp=stamp)
    for path in made:
        if path.suffix != ".csv":
            click.echo(str(path))
    click.echo(str(out / "tables"))


for _command in (
    *(*LISTED, train_quotes, train_stance, validate, outlets, lexicons),
    *(status, verify, export),
):
    main.add_command(_command)
