"""Draw a report as one HTML file that asks for nothing and runs nothing foreign."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from framing.report import theme
from framing.report.blocks import (
    Block,
    Evidence,
    Heading,
    Link,
    Number,
    Only,
    Report,
)
from framing.report.drawings import symbol
from framing.report.tree import lines, walk
from framing.tabular import printable

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER: Final = Path(__file__).resolve().parent / "templates"


def html(report: Report) -> str:
    """Return a report as one HTML page.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
        Readable without its script; a strict content policy names the digests of
        its one style sheet and its one script, and allows no request.
    """
    style = f"{theme.page_variables()}{theme.svg_rules()}\n{_file('style.css')}"
    script = _file("script.js")
    sections = tuple(_for_page(section) for section in report.sections)
    page = _environment().get_template("page.html.j2")
    return page.render(
        report=report,
        sections=sections,
        contents=[_entry(section) for section in sections if _entry(section)],
        known=_anchors(sections),
        style=style,
        script=script,
        policy=(
            f"default-src 'none'; style-src 'sha256-{_digest(style)}'; "
            f"script-src 'sha256-{_digest(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        hatch=theme.HATCH,
    )


def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _for_page(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take out what is for print, and open what is for the page."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Only):
            kept += _for_page(block.blocks) if block.where == "html" else ()
        else:
            kept.append(block)
    return tuple(kept)


def _entry(section: tuple[Block, ...]) -> tuple[str, str] | None:
    """Return the entry of a section in the list of contents."""
    for block in section:
        if isinstance(block, Heading) and block.level == 2 and block.id:
            return block.id, block.text.partition(":")[0]
    return None


def _anchors(sections: tuple[tuple[Block, ...], ...]) -> frozenset[str]:
    """Ids that links may point to: a link to nowhere is printed as plain words."""
    found = set()
    for block in (block for section in sections for block in walk(section)):
        if isinstance(block, Heading | Evidence) and block.id:
            found.add(block.id)
    return frozenset(found)


def dead_links(report: Report) -> list[str]:
    """Return targets of links and numbers that no block has; for tests."""
    sections = tuple(_for_page(section) for section in report.sections)
    known = _anchors(sections)
    asked = {
        item.target if isinstance(item, Link) else item.evidence
        for section in sections
        for block in walk(section)
        for line in lines(block)
        for item in line
        if isinstance(item, Link | Number)
    }
    return sorted(asked - known - {""})


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup, escape  # noqa: PLC0415

    def clean(value: object) -> Markup:
        return escape(printable(value))

    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clean"] = clean
    made.globals["symbol"] = lambda side: Markup(symbol(side))  # noqa: S704 - ours
    return made
