"""Print lines about a run, and rows as a table, as CSV or as JSON lines."""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from framing.gathering import Progress

FORMATS: Final = ("table", "csv", "jsonl")
_ROWS_SHOWN: Final = 40  # a screen; files and pipes get everything

format_option = click.option(
    "--format",
    "shape",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """How much is printed."""

    quiet: bool = False
    verbose: bool = False

    def say(self, words: str) -> None:
        """Print a line about the run, to standard error."""
        from framing.tabular import printable

        if not self.quiet:
            # Names of files and words of articles must not steer the terminal.
            click.echo(printable(words), err=True)


class Stopwatch:
    """Times the stages of a run, and hands on what it is told.

    Parameters
    ----------
    shown : callable or None
        Shows the progress.
    """

    def __init__(self, shown: Progress | None) -> None:
        """Begin with the first stage."""
        self._shown = shown
        self._begun: dict[str, float] = {}

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Note when a stage begins."""
        self._begun.setdefault(stage, time.perf_counter())
        if self._shown is not None:
            self._shown(stage, done, of)

    def seconds(self) -> Iterator[tuple[str, float]]:
        """Yield the stages with the seconds from one to the next."""
        ends = [*list(self._begun.values())[1:], time.perf_counter()]
        for (stage, begin), end in zip(self._begun.items(), ends, strict=True):
            yield stage, end - begin


@contextmanager
def progress_of(screen: Screen) -> Iterator[Progress | None]:
    """Show how far a long run is; nothing where no terminal reads along."""
    if screen.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description} {task.completed}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tick(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=of or None, rate="")
            task = bar.tasks[tasks[stage]]
            rate = f"{task.speed:.0f} a second" if task.speed else ""
            bar.update(task.id, advance=done, rate=rate)

        yield tick


def print_rows(rows: Iterable[Mapping[str, Any]], shape: str, title: str) -> None:
    """Print rows in one of `FORMATS`; the title heads a table only."""
    printers = {"csv": _print_csv, "jsonl": _print_jsonl}
    if shape in printers:
        printers[shape](rows)
    else:
        _print_table(list(rows), title)


def _print_jsonl(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        clean = {key: None if _is_nan(value) else value for key, value in row.items()}
        click.echo(json.dumps(clean, ensure_ascii=False, default=list))


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and value != value  # noqa: PLR0124 - the test for nan


def _print_csv(rows: Iterable[Mapping[str, Any]]) -> None:
    from framing.tabular import safe_cell

    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: safe_cell(_cell(value)) for key, value in row.items()})


def _cell(value: object) -> object:
    """Return a value as one cell: lists joined, spans by their words."""
    if isinstance(value, list | tuple):
        parts = [v["text"] if isinstance(v, dict) else str(v) for v in value]
        return " | ".join(parts)
    return "" if value is None or _is_nan(value) else value


def _print_table(rows: list[Mapping[str, Any]], title: str) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from framing.tabular import printable

    console = Console()
    if not rows:
        console.print(f"{title}: nothing found")
        return
    table = Table(title=title, title_justify="left")
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    shown = rows[:_ROWS_SHOWN] if console.is_terminal else rows
    for row in shown:
        cells = (printable(_short(_cell(value))) for value in row.values())
        table.add_row(*map(escape, cells))
    console.print(table)
    if len(shown) < len(rows):
        console.print(f"{len(shown)} of {len(rows)} rows; --format csv prints all")


def _short(value: object) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
