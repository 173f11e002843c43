"""Draw a report as a tagged PDF, through typst and the same blocks as the page."""

from __future__ import annotations

import dataclasses
import json
import re
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Any, Final

from framing.report import theme
from framing.report.blocks import (
    Block,
    Columns,
    Contents,
    Drawing,
    Evidence,
    Figure,
    Number,
    Only,
    Report,
    Side,
    Table,
)
from framing.report.drawings import symbol
from framing.report.glyphs import font_folders, visible
from framing.report.tree import walk

_TEMPLATE: Final = Path(__file__).resolve().parent / "templates" / "page.typ"
MOST_PAGES: Final = 60
# Snippets and lines an evidence block; the next pair is for a PDF that grows too long.
_ROOM: Final = ((3, 12), (2, 4), (1, 0), (0, 0))
# Seconds since 1970: a PDF wants a date, and the clock would change its bytes.
_STAMP: Final = 0
STANDARD: Final = "ua-1"


def pdf(report: Report) -> bytes:
    """Return a report as PDF, with outline, tags and page numbers.

    Parameters
    ----------
    report : Report

    Returns
    -------
    bytes
        The same for the same report. Texts travel as JSON, so that no markup in
        them is read; characters without a glyph are made visible.

    Notes
    -----
    Evidence stands in an appendix; a row names the page. It is shorter than on the
    HTML page, which holds up to 20 passages a number; a block of which nothing is
    left stands on the HTML page and in the tables only.
    """

    @cache
    def made(at: int) -> bytes:
        payload = _payload(report, _ROOM[at])
        return _compiled(json.dumps(payload, ensure_ascii=False))

    def fits(at: int) -> bool:
        return _n_pages(made(at)) <= MOST_PAGES

    if fits(0):
        return made(0)
    # Less room, fewer pages; what has least is printed whether it fits or not.
    return made(bisect_left(range(len(_ROOM) - 1), x=True, lo=1, key=fits))


def _compiled(payload: str) -> bytes:
    import typst  # noqa: PLC0415

    return bytes(
        typst.compile(
            str(_TEMPLATE),
            format="pdf",
            font_paths=[str(folder) for folder in font_folders()],
            ignore_system_fonts=True,
            sys_inputs={"report": payload},
            pdf_standards=[STANDARD],
            timestamp=_STAMP,
        )
    )


def _n_pages(made: bytes) -> int:
    """Read the size of the page tree, which typst writes in the clear."""
    found = re.search(rb"/Type\s*/Pages[^>]*?/Count (\d+)", made)
    return int(found[1]) if found else 0


def _payload(report: Report, room: tuple[int, int]) -> dict[str, Any]:
    sections = [_for_print(section) for section in report.sections]
    evidence = [
        block
        for section in sections
        for block in walk(section)
        if isinstance(block, Evidence) and _is_printed(block, room)
    ]
    known = {block.id for block in evidence}
    return {
        "title": visible(report.title),
        "lead": visible(report.lead),
        "language": report.language,
        "banner": visible(report.banner),
        "sans": theme.PDF_SANS,
        "serif": theme.PDF_SERIF,
        "colours": theme.PRINT,
        "symbols": {name: _svg(symbol(side)) for name, side in _SIDES},
        "sections": _plain(sections, known),
        "evidence": [_appendix(block, known, room) for block in evidence],
    }


_SIDES: Final[tuple[tuple[str, Side], ...]] = (("a", "a"), ("b", "b"), ("u", ""))


def _for_print(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take out what is for the page, and open what is for print."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Only):
            kept += _for_print(block.blocks) if block.where == "pdf" else ()
        elif isinstance(block, Columns):
            parts = tuple(_for_print(part) for part in block.parts)
            kept.append(dataclasses.replace(block, parts=parts))
        elif not isinstance(block, Contents):
            kept.append(block)
    return tuple(kept)


def _plain(item: Any, known: set[str]) -> Any:  # noqa: ANN401 - any block to any JSON
    """Return a block as plain data; an evidence block as a reference to it."""
    if isinstance(item, str):
        return visible(item)
    if isinstance(item, tuple | list):
        parts = (_plain(part, known) for part in item)
        return [part for part in parts if part is not None]
    if isinstance(item, Evidence):
        if item.id not in known:
            return None
        return {"kind": "reference", "id": item.id, "title": visible(item.title)}
    if not dataclasses.is_dataclass(item):
        return item
    plain = {
        field.name: _plain(getattr(item, field.name), known)
        for field in dataclasses.fields(item)
    }
    if isinstance(item, Drawing | Figure):
        plain["svg"] = _svg(item.svg)
    if isinstance(item, Number) and item.evidence not in known:
        plain["evidence"] = ""
    if isinstance(item, Table):
        plain["widths"] = _widths(item)
    return plain | {"kind": getattr(item, "kind", "")}


def _widths(table: Table) -> list[float]:
    """Shares of the width; columns without one divide what is left."""
    given = [column.width for column in table.columns]
    free = sum(width == 0 for width in given)
    rest = max(1.0 - sum(given), 0.08 * free)
    return [round(width or rest / free, 4) for width in given]


def _is_printed(block: Evidence, room: tuple[int, int]) -> bool:
    """Say whether anything of an evidence block is left to print."""
    return bool(block.sums or block.snippets[: room[0]] or block.items[: room[1]])


def _appendix(
    block: Evidence, known: set[str], room: tuple[int, int]
) -> dict[str, Any]:
    snippets = block.snippets[: room[0]]
    short = dataclasses.replace(
        block, snippets=snippets, items=block.items[: room[1]], passages=()
    )
    fields = ("id", "title", "sums", "snippets", "items", "table")
    plain = {name: _plain(getattr(short, name), known) for name in fields}
    shown = f"{len(snippets)} of {theme.count(block.total)} places printed"
    rest = (
        "; the page report.html shows more"
        if len(block.snippets) > len(snippets)
        else ""
    )
    note = f"All rows are in {block.table}." if block.table else ""
    if block.total:
        where = f"; all are in {block.table}" if block.table else ""
        note = f"{shown}{rest}{where}."
    return plain | {"note": visible(note)}


def _svg(markup: str) -> str:
    """Return a drawing with its colours and its hatching inside."""
    head, mark, body = markup.partition(">")
    head = head if "xmlns=" in head else head.replace("<svg", f"<svg {_NS}", 1)
    inside = f"<defs>{theme.HATCH}</defs><style>{theme.svg_rules(theme.PRINT)}</style>"
    return visible(f"{head}{mark}{inside}{body}")


_NS: Final = 'xmlns="http://www.w3.org/2000/svg"'
