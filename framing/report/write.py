"""Write a report's files: never half of one, and always the same bytes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from framing.report.assemble import build
from framing.report.html import html
from framing.report.pdf import pdf
from framing.tabular import to_csv

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
    from framing.comparison import to_tables  # noqa: PLC0415 - pandas only where used

    report = build(comparison)
    made = {"report.html": html(report).encode(), "report.pdf": pdf(report)}
    for name, frame in sorted(to_tables(comparison).items()):
        made[f"tables/{name}.csv"] = to_csv(frame).encode()
    return _place(out, made)


def _place(out: Path, made: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write all files beside their places, then move them.

    A reader sees the old report or the new one, and a full disk leaves the old.
    """
    parts: dict[Path, Path] = {}
    try:
        for name, content in made.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path] = path.with_name(f".{path.name}.part")
            parts[path].write_bytes(content)
        for path, part in parts.items():
            os.replace(part, path)  # noqa: PTH105 - named in the design
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return tuple(parts)
