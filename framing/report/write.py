"""Write a report's files: never half of one, and always the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from framing.report.assemble import build
from framing.report.html import html
from framing.report.pdf import pdf
from framing.tabular import csv_parts

if TYPE_CHECKING:
    from framing.comparison import Comparison


def write_report(comparison: Comparison, out: Path) -> tuple[Path, ...]:
    """Write ``report.html``, ``report.pdf`` and ``tables/*.csv``.

    Parameters
    ----------
    comparison : Comparison
    out : Path
        A folder; it is made if it does not exist. Files in the way are replaced
        once their successor is complete.

    Returns
    -------
    tuple of Path
        What was written, in that order; tables by name.
    """
    return _place(out, _files(comparison))


_Files = Iterator[tuple[str, Iterable[bytes]]]


def _files(comparison: Comparison) -> _Files:
    """Yield names and contents one by one: together the tables are large."""
    from framing.comparison import to_tables  # noqa: PLC0415 - pandas only where used

    report = build(comparison)
    yield "report.html", (html(report).encode(),)
    yield "report.pdf", (pdf(report),)
    for name, frame in sorted(to_tables(comparison).items()):
        yield f"tables/{name}.csv", (part.encode() for part in csv_parts(frame))


def _place(out: Path, made: _Files) -> tuple[Path, ...]:
    """Write all files beside their places, then move them.

    A reader sees the old report or the new one, and a full disk leaves the old.
    """
    parts: dict[Path, Path] = {}
    try:
        for name, content in made:
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path] = path.with_name(f".{path.name}.part")
            with parts[path].open("wb") as handle:
                handle.writelines(content)
        for path, part in parts.items():
            os.replace(part, path)  # noqa: PTH105 - named in the design
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return tuple(parts)
