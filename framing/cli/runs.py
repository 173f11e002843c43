"""The commands over run directories: status, verify, export."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
def status(*, run: Path) -> None:
    """Say what a run directory holds, and what decided it.

    Example: framing status run/
    """
    from framing.checking import status_of
    from framing.store import read_run

    rows = status_of(read_run(run))
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        click.echo(f"{name:{width}}  {value}")


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
def verify(*, run: Path) -> None:
    """Check that a run directory is whole: digests of files, counts that add up.

    Ends with 1 where something is wrong, and names the file.

    Example: framing verify run/
    """
    from framing.checking import faults_in

    faults = faults_in(run)
    for fault in faults:
        click.echo(fault)
    if faults:
        raise SystemExit(1)
    click.echo("whole")


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.option(
    "--to",
    "form",
    type=click.Choice(["csv", "xlsx", "duckdb"]),
    required=True,
    help="The form.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="An empty folder, or a new one.",
)
def export(*, run: Path, form: str, out: Path) -> None:
    """Write the tables of a run as CSV, as one workbook or as a DuckDB database.

    They hold the texts of the articles, which may be licensed.

    Example: framing export run/ --to csv --out tables
    """
    from framing.exporting import export_run
    from framing.store import read_run

    for path in export_run(read_run(run), out, form):
        click.echo(str(path))
