"""The tables of a run in forms that other programs open: CSV, a workbook, DuckDB."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from framing.errors import (
    MissingExtraError,
    ParameterError,
    RunError,
    not_one_of,
)
from framing.sampling.workbook import without_clock
from framing.store import SCHEMAS
from framing.store.tables import from_frame
from framing.tabular import cells, to_csv

if TYPE_CHECKING:
    import pandas as pd

    from framing.store import Run

Tables = Mapping[str, "pd.DataFrame"]

MOST_ROWS: Final = 1_048_575
"""Rows of a sheet below its header (ECMA-376)."""
MOST_CHARACTERS: Final = 32_767
"""Characters of a cell of a workbook."""


def export_run(run: Run, folder: Path, form: str) -> tuple[Path, ...]:
    """Write the tables of a run into a folder.

    Parameters
    ----------
    run : Run
    folder : Path
        Made if it does not exist; it must be empty.
    form : str
        "csv", one file a table; "xlsx", one workbook; "duckdb", one database. Parquet,
        which DuckDB, R and pandas read, is what the run directory holds.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    ParameterError
        If the form is unknown, or a table is too long for a sheet.
    RunError
        If the folder holds something.
    MissingExtraError
        If the form is "duckdb" and DuckDB is not installed.
    """
    if form not in FORMS:
        raise ParameterError(not_one_of("form", form, FORMS))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder.name}: is not empty; choose another folder"
        raise RunError(message)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(FORMS[form](run.tables, folder))


def _as_csv(tables: Tables, folder: Path) -> Iterator[Path]:
    for name in sorted(tables):
        path = folder / f"{name}.csv"
        path.write_bytes(to_csv(_plain(name, tables[name])).encode("utf-8"))
        yield path


def _as_duckdb(tables: Tables, folder: Path) -> Iterator[Path]:
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "the form 'duckdb' needs an extra; run: pip install 'framing[duckdb]'"
        raise MissingExtraError(message) from error
    path = folder / "run.duckdb"
    with duckdb.connect(str(path)) as database:
        for name in sorted(tables):
            database.register("given", from_frame(name, tables[name]))
            database.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608 - our own names
            database.unregister("given")
    yield path


def _as_xlsx(tables: Tables, folder: Path) -> Iterator[Path]:
    """Write one workbook; texts too long for a cell are cut and end in "…"."""
    from openpyxl import Workbook  # noqa: PLC0415 - only where a workbook is wanted
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    book = Workbook(write_only=True)
    for name in sorted(tables):
        frame = tables[name]
        if len(frame) > MOST_ROWS:
            message = (
                f"{name}: {len(frame):,} rows are too many for a sheet, which has "
                f"{MOST_ROWS:,}; use --to csv"
            )
            raise ParameterError(message)
        plain = _plain(name, frame)
        sheet = book.create_sheet(name)
        sheet.append(list(map(str, plain.columns)))
        for row in zip(*(cells(plain[column]) for column in plain), strict=True):
            sheet.append(
                [
                    _cut(ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
                    if isinstance(value, str)
                    else value
                    for value in row
                ]
            )
    buffer = io.BytesIO()
    book.save(buffer)
    path = folder / "run.xlsx"
    path.write_bytes(without_clock(buffer.getvalue()))
    yield path


def _plain(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the columns of bytes, which have no words."""
    return frame[[column for column, kind in SCHEMAS[name] if kind != "binary"]]


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


FORMS: Final[Mapping[str, Callable[[Tables, Path], Iterator[Path]]]] = MappingProxyType(
    {"csv": _as_csv, "xlsx": _as_xlsx, "duckdb": _as_duckdb}
)
"""What writes the tables into a folder, by name."""
