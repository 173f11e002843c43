"""The tables of a run in forms that other programs open: CSV, or one workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from framing.errors import ParameterError, RunError, not_one_of
from framing.sampling.workbook import without_clock
from framing.store import SCHEMAS
from framing.tabular import cells, to_csv

if TYPE_CHECKING:
    import pandas as pd

    from framing.store import Run

Files = Iterator[tuple[str, bytes]]

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
        "csv", one file a table, or "xlsx", one workbook. Parquet, which DuckDB, R
        and pandas read, is what the run directory holds.

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
    """
    if form not in FORMS:
        raise ParameterError(not_one_of("form", form, FORMS))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder.name}: is not empty; choose another folder"
        raise RunError(message)
    made = list(FORMS[form](run.tables))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in made:
        (folder / name).write_bytes(content)
        written.append(folder / name)
    return tuple(written)


def _as_csv(tables: Mapping[str, pd.DataFrame]) -> Files:
    for name, frame in sorted(tables.items()):
        yield f"{name}.csv", to_csv(_plain(name, frame)).encode("utf-8")


def _as_xlsx(tables: Mapping[str, pd.DataFrame]) -> Files:
    """Yield one workbook; texts too long for a cell are cut and end in "…"."""
    from openpyxl import Workbook  # noqa: PLC0415 - only where a workbook is wanted
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    book = Workbook(write_only=True)
    for name, frame in sorted(tables.items()):
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
    yield "run.xlsx", without_clock(buffer.getvalue())


def _plain(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the columns of bytes, which have no words."""
    return frame[[column for column, kind in SCHEMAS[name] if kind != "binary"]]


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


FORMS: Final[Mapping[str, Callable[[Mapping[str, pd.DataFrame]], Files]]] = (
    MappingProxyType({"csv": _as_csv, "xlsx": _as_xlsx})
)
