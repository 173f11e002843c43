"""Commands that check the measures on a user's own coding."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from framing.cli.printing import Screen

if TYPE_CHECKING:
    from framing.config import RunConfig
    from framing.store import Run
    from framing.validation import Validation

Command = TypeVar("Command", bound=Callable[..., Any])

_FAULTS_SHOWN: Final = 20
_SHEETS: Final = "stance,frames,entman,quotation"


def sample_options(command: Command) -> Command:
    """Add what decides a sample."""
    for option in reversed(
        (
            click.option(
                "--out",
                type=click.Path(path_type=Path),
                required=True,
                help="Folder for sheets, codebook and key.",
            ),
            click.option(
                "--variables",
                default=_SHEETS,
                show_default=True,
                help="What is coded, with commas between.",
            ),
            click.option(
                "--units",
                type=click.IntRange(min=1),
                default=None,
                help="Units a sheet; default: 100, and 30 for each group.",
            ),
            click.option(
                "--seed", type=int, default=None, help="Default: [analysis] seed."
            ),
            click.option(
                "--coders", type=click.IntRange(1, 20), default=2, show_default=True
            ),
            click.option(
                "--format",
                "shape",
                type=click.Choice(("csv", "xlsx")),
                default="xlsx",
                show_default=True,
            ),
            click.option(
                "--keep-outlets", is_flag=True, help="Leave names of outlets in texts."
            ),
        )
    ):
        command = option(command)
    return command


def write_sheets(
    run: Run,
    config: RunConfig,
    out: Path,
    *,
    variables: str,
    units: int | None,
    seed: int | None,
    **more: Any,  # noqa: ANN401 - other fields of Options
) -> None:
    """Draw a sample of a run and write its files."""
    from framing.sampling import Options, sample, write_sample
    from framing.stages import resources_of

    options = Options(
        variables=tuple(name.strip() for name in variables.split(",") if name.strip()),
        units=units or 0,
        seed=config.analysis.seed if seed is None else seed,
        **more,
    )
    made = sample(run, config=config, resources=resources_of(config), options=options)
    for path in write_sample(made, out):
        click.echo(str(path))
    for sheet, words in made.reasons.items():
        click.echo(f"{sheet}: {words}")


@click.command()
@click.argument(
    "sheets",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="SHEET…",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    help="key.csv of the sample; without it only agreement is measured.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder for validation.json and its tables.",
)
@click.option(
    "--consensus",
    default="",
    help="The coder whose sheet holds the codes agreed on after discussion.",
)
@click.option(
    "--least",
    type=click.IntRange(min=2),
    default=100,
    show_default=True,
    help="Units with two codes that a verdict needs.",
)
@click.option("--draws", type=click.IntRange(min=100), default=1000, show_default=True)
@click.option("--seed", type=int, default=20261122, show_default=True)
@click.pass_obj
def validate(
    screen: Screen,
    /,
    *,
    sheets: tuple[Path, ...],
    key: Path | None,
    out: Path,
    **choices: Any,  # noqa: ANN401 - fields of Settings
) -> None:
    """Compare coders with one another, and the program with coders.

    Cells and rows that cannot be used are listed with their place; they never lose
    the others.

    Example: framing validate stance_*.xlsx --key key.csv --out validation
    """
    from framing.validation import Settings
    from framing.validation import validate as check
    from framing.validation.writing import write_validation

    made = check(sheets, key=key, settings=Settings(**choices))
    _say_faults(screen, made)
    for path in write_validation(made, out):
        click.echo(str(path))
    _print_columns(_HEAD_AGREEMENT, map(_agreement_line, made.tables["agreement"]))
    if key:
        rows = [_tool_line(row) for row in made.tables["tool"] if _is_shown(row)]
        _print_columns(_HEAD_TOOL, rows)


def _say_faults(screen: Screen, made: Validation) -> None:
    faults = made.tables["faults"]
    for row in faults if screen.verbose else faults[:_FAULTS_SHOWN]:
        screen.say(f"{row['where']}: {row['reason']}: {row['detail']}")
    if len(faults) > _FAULTS_SHOWN and not screen.verbose:
        screen.say(f"{_FAULTS_SHOWN} of {len(faults)} faults; faults.csv has all")
    for reason, number in sorted(Counter(row["reason"] for row in faults).items()):
        screen.say(f"  {number} × {reason}")
    for variable, cells in made.uncoded.items():
        for coder, number in cells.items():
            if number:
                told = f"{number} cells of {coder} hold no code that counts"
                screen.say(f"  {variable}: {told}")


def _agreement_line(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"{row['variable']}: {row['item']}",
        f"{row['n_coders']}",
        f"{row['n_both']}",
        _interval(row["alpha"], row["alpha_low"], row["alpha_high"]),
        _interval(row["kappa"], row["kappa_low"], row["kappa_high"]),
        _interval(row["percent"], row["percent_low"], row["percent_high"]),
        row["verdict"],
    )


_HEAD_AGREEMENT: Final = (
    *("agreement", "coders", "units", "alpha (95 %)", "kappa", "share agreed"),
    "verdict",
)
_HEAD_TOOL: Final = (
    "the program against coders",
    "of",
    "units",
    "",
    "value (95 %)",
    "",
)
_MAIN: Final = ("macro F1", "mean error", "right", "Spearman's rho")


def _is_shown(row: Mapping[str, Any]) -> bool:
    """Leave outlets and single classes to the file."""
    main = row["measure"] in _MAIN or row["item"] == "found"
    return row["scope"] != "outlet" and main


def _tool_line(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"{row['variable']}: {row['item']}",
        row["key"] or row["scope"],
        f"{row['n_units']}",
        row["measure"],
        _interval(row["value"], row["low"], row["high"]),
        row["note"],
    )


def _interval(value: float, low: float, high: float) -> str:
    if math.isnan(value):
        return "–"
    if math.isnan(low):
        return f"{value:.3f}"
    return f"{value:.3f} ({low:.3f} to {high:.3f})"


def _print_columns(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print lines in columns that are as wide as their words."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    click.echo()
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
