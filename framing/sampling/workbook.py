"""Coding sheets as CSV and XLSX: the same bytes each time, and no formulas."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from framing.tabular import safe_cell
from framing.validation.codebook import Variable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Mapping[str, str]]

_NO_CLOCK: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the first that a ZIP knows
_STAMP: Final = re.compile(rb"(<dcterms:(\w+)[^>]*>)[^<]*(</dcterms:\2>)")
_WIDTHS: Final = {"text": 70, "before": 40, "after": 40, "title": 40, "note": 30}
_LONGEST_LIST: Final = 255  # characters of a list in a workbook's own form


def as_csv(columns: Sequence[str], rows: Rows) -> bytes:
    r"""Return rows as CSV that spreadsheets open as UTF-8.

    Examples
    --------
    >>> as_csv(["a"], [{"a": "=1+1"}])
    b"\xef\xbb\xbfa\r\n'=1+1\r\n"
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row.get(name, "")) for name in columns])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(columns: Sequence[str], rows: Rows, variable: Variable) -> bytes:
    """Return rows as a workbook with lists of codes and the codebook beside them.

    Parameters
    ----------
    columns : sequence of str
    rows : sequence of mapping
    variable : Variable
        Its items are the columns that coders fill.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - only where a workbook is wanted

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = variable.name
    _fill(sheet, columns, rows)
    _dress(sheet, columns, variable, len(rows))
    _codebook(book, variable)
    buffer = io.BytesIO()
    book.save(buffer)
    return without_clock(buffer.getvalue())


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Rows) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    wrapped = Alignment(wrap_text=True, vertical="top")
    for at, name in enumerate(columns, start=1):
        sheet.cell(row=1, column=at, value=name)
    for down, row in enumerate(rows, start=2):
        for at, name in enumerate(columns, start=1):
            cell = sheet.cell(row=down, column=at)
            cell.alignment = wrapped
            if row.get(name):
                cell.value = row[name]
                cell.data_type = "s"  # words, also where they begin with "="


def _dress(
    sheet: Worksheet, columns: Sequence[str], variable: Variable, n_rows: int
) -> None:
    """Freeze the header, set widths, and offer the codes."""
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    items = {item.name: item for item in variable.items}
    shade = PatternFill("solid", fgColor="FFF6DC")
    sheet.freeze_panes = "B2"
    for at, name in enumerate(columns, start=1):
        letter = get_column_letter(at)
        head = sheet.cell(row=1, column=at)
        head.font = Font(bold=True)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name.split(" ")[0], 15)
        if name not in items:
            continue
        for down in range(1, n_rows + 2):
            sheet.cell(row=down, column=at).fill = shade
        allowed = ",".join(items[name].allowed)
        if not allowed or len(allowed) > _LONGEST_LIST:
            continue
        rule = DataValidation(type="list", formula1=f'"{allowed}"', allow_blank=True)
        rule.errorTitle, rule.error = "Unknown code", f"Allowed: {allowed}, or empty"
        rule.showErrorMessage = True
        rule.add(f"{letter}2:{letter}{max(2, n_rows + 1)}")
        sheet.add_data_validation(rule)


def _codebook(book: Workbook, variable: Variable) -> None:
    sheet = book.create_sheet("codebook")
    rows: list[Mapping[str, str]] = [
        {"item": "", "meaning": line} for line in variable.intro.splitlines()
    ]
    if variable.citation:
        rows.append({"item": "", "meaning": variable.citation})
    for item in variable.items:
        only = f" (only if {'='.join(item.only_if)})" if item.only_if else ""
        rows.append({"item": item.name, "meaning": item.question + only})
        rows += [
            {
                "code": c.value,
                "meaning": ": ".join(p for p in (c.label, c.meaning) if p),
            }
            for c in item.codes
        ]
        rows += [{"meaning": f"Not coded: {text}"} for text in item.not_coded]
        rows += [
            {"code": code, "meaning": f"Example: {text} ({why})"}
            for text, code, why in item.examples
        ]
    _fill(sheet, ("item", "code", "meaning"), rows)
    for letter, width in (("A", 18), ("B", 12), ("C", 110)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def without_clock(data: bytes) -> bytes:
    """Return a workbook whose bytes do not tell when it was made."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                stamp = f"{_NO_CLOCK.isoformat()}Z".encode()
                content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            target.writestr(_member(name), content)
    return buffer.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NO_CLOCK.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
