"""Read coding sheets as lines of cells, CSV or XLSX, whatever program saved them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from framing.errors import InputError
from framing.ingest.base import Refused
from framing.ingest.decoding import decode

_DELIMITERS: Final = (",", ";", "\t")
_RISKY: Final = frozenset("=+-@\t\r")
_MOST_CHARACTERS: Final = 10_000_000
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a sheet.

    Attributes
    ----------
    where : str
        File and line, as a message prints it: ``"a.csv:7"``, ``"a.xlsx!stance!7"``.
    cells : mapping of column to str
        Trimmed; empty where the line is shorter than the header.
    """

    where: str
    cells: Mapping[str, str]


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines below the header; empty ones are left out.

    Parameters
    ----------
    path : Path
        CSV with commas, semicolons or tabs in any usual encoding, or a workbook; of a
        workbook the first sheet with a column ``unit``.

    Raises
    ------
    InputError
        If the file cannot be read, or has no column ``unit``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{path.name}: cannot be read ({error.strerror}); check the path"
        raise InputError(message) from error
    if data.startswith(_ZIP):
        title, rows = _workbook(path, data)
        place = f"{path.name}!{title}!"
    else:
        rows, place = _text(path, data), f"{path.name}:"
    header = [name.strip() for name in rows[0][1]] if rows else []
    if "unit" not in header:
        message = (
            f"{path.name}: has no column 'unit', got {header[:8]}; "
            "pass a sheet as framing sample wrote it"
        )
        raise InputError(message)
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        message = f"{path.name}: the column {twice[0]!r} stands twice; remove one"
        raise InputError(message)
    for number, cells in rows[1:]:
        if any(cell.strip() for cell in cells):
            filled = [*map(plain, cells), *[""] * (len(header) - len(cells))]
            named = dict(zip(header, filled, strict=False))
            yield Line(where=f"{place}{number}", cells=named)


def _text(path: Path, data: bytes) -> list[tuple[int, Sequence[str]]]:
    try:
        text, _ = decode(data)
    except Refused as error:
        message = f"{path.name}: cannot be read as text ({error}); save it as CSV"
        raise InputError(message) from error
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(_MOST_CHARACTERS)
    reader = csv.reader(
        io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter
    )
    rows: list[tuple[int, Sequence[str]]] = []
    begin = 1
    try:
        for cells in reader:
            rows.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error as error:
        message = f"{path.name}:{reader.line_num}: is no CSV ({error}); save it again"
        raise InputError(message) from error
    return rows


def _workbook(path: Path, data: bytes) -> tuple[str, list[tuple[int, Sequence[str]]]]:
    """Return the name and the rows of the first sheet that has units."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only where there is one
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = [
                (number, [_word(value) for value in row])
                for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
            ]
            if rows and "unit" in [cell.strip() for cell in rows[0][1]]:
                return sheet.title, list(rows)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        message = (
            f"{path.name}: cannot be read as a workbook ({error}); save it as .xlsx"
        )
        raise InputError(message) from error
    return "", []


def _word(value: object) -> str:
    """Return a cell of a workbook as it looks: -1, not -1.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def plain(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it.

    Examples
    --------
    >>> plain("'-1"), plain("'tis"), plain("  x ")
    ('-1', "'tis", 'x')
    """
    text = cell.strip()
    guarded = len(text) > 1 and text[0] == "'" and text[1] in _RISKY
    return text[1:] if guarded else text
