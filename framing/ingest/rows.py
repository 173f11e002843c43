"""Rows of delimited text, with their faults."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from framing.ingest.base import Options, Record, Source
from framing.ingest.columns import FIELDS, make_plan
from framing.ingest.decoding import find_encoding, is_damaged
from framing.model import SetAside

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS: Final = (",", ";", "\t", "|")
# Long enough for any header; the delimiter is read off it alone.
_HEAD: Final = 1 << 16
_ERRORS: Final = {
    "unexpected end of data": "a quotation mark that is opened there is never closed"
}
_EXCEL: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_rows(source: Source, options: Options) -> Iterator[Record | SetAside]:
    """Find the rows of a CSV or TSV file.

    Parameters
    ----------
    source : Source
    options : Options

    Yields
    ------
    Record or SetAside
        One per row under the header; blank rows are passed over. Rows are numbered
        as a spreadsheet does, the header being row 1. A row with a fault in its
        quotation marks, or with more or fewer cells than the header, is set aside.

    Notes
    -----
    The delimiter (comma, semicolon, tab, bar) is the one that splits the header into
    most names that we know, then into most names. Cells are text: one that begins
    with ``=`` stays as it is.
    """
    encoding = find_encoding(source.path)
    # The limit belongs to the whole process, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_chars + 1))
    with source.path.open(
        encoding=encoding.name, errors=encoding.errors, newline=""
    ) as handle:
        delimiter, is_spaced = _skip_to_header(handle)
        reader = csv.reader(
            handle, delimiter=delimiter, skipinitialspace=is_spaced, strict=True
        )
        header: list[str] = []
        for number, (place, cells) in enumerate(_cells(reader), 1):
            record = f"row {number}"
            if isinstance(cells, str):
                yield _fault(source, record, place, cells)
            elif not any(cell.strip() for cell in cells):
                continue
            elif not header:
                header = _named(cells)
            elif len(cells) != len(header):
                wrong = f"the row has {len(cells)} cells, the header {len(header)}"
                yield _fault(source, record, place, wrong)
            elif encoding.doubtful and any(map(is_damaged, cells)):
                wrong = f"some bytes do not fit the encoding {encoding.name}"
                yield _fault(source, record, place, wrong, "wrong encoding")
            else:
                values = dict(zip(header, cells, strict=True))
                yield Record(
                    place=record, number=number, values=values, notes=encoding.notes
                )


def _fault(
    source: Source, record: str, place: str, wrong: str, reason: str = "malformed row"
) -> SetAside:
    if "field larger than" in wrong:
        reason = "too large"
    advice = "put cells that hold the delimiter or a quotation mark in double quotes"
    if reason == "wrong encoding":
        advice = "save the file as UTF-8"
    return source.set_aside(reason, f"{place}: {wrong}; {advice}", record=record)


def _cells(reader: Reader) -> Iterator[tuple[str, list[str] | str]]:
    """Yield where each row stands, and its cells or what is wrong with it."""
    while True:
        first = reader.line_num + 1
        cells: list[str] | str
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = _ERRORS.get(str(error), str(error))
        last = reader.line_num
        yield (f"line {first}" if last <= first else f"lines {first}-{last}"), cells


def _named(cells: list[str]) -> list[str]:
    """Return a header whose names are distinct and without outer blanks."""
    names: dict[str, None] = {}
    # Where to go on counting, or a header of equal names takes ever longer.
    following: dict[str, int] = {}
    for cell in cells:
        name = base = cell.strip()
        number = following.get(base, 2)
        while name in names:
            name = f"{base} ({number})"
            number += 1
        following[base] = number
        names[name] = None
    return list(names)


def _skip_to_header(handle: io.TextIOBase) -> tuple[str, bool]:
    """Return the delimiter, and whether a blank follows it; pass ``sep=;`` (Excel)."""
    head = handle.read(_HEAD)
    declared = _EXCEL.match(head)
    handle.seek(0)
    if declared:
        handle.readline()
        head = head[declared.end() :]
    delimiter = (
        declared[1]
        if declared
        else max(_DELIMITERS, key=lambda mark: _fitness(_first_row(head, mark)))
    )
    names = _first_row(head, delimiter)[1:]
    return delimiter, bool(names) and all(name.startswith(" ") for name in names)


def _first_row(head: str, delimiter: str) -> list[str]:
    lines = (line for line in io.StringIO(head, newline="") if line.strip())
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return []


def _fitness(names: list[str]) -> tuple[int, int]:
    plan = make_plan(name.strip() for name in names)
    return sum(plan.has(field) for field in FIELDS), len(names)
