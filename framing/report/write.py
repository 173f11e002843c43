"""Write a report's files: never half of one, and always the same bytes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from framing.report.assemble import build
from framing.report.html import html
from framing.report.pdf import pdf
from framing.report.tabular import to_csv

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
    written = [
        _replace(out / "report.html", html(report).encode()),
        _replace(out / "report.pdf", pdf(report)),
    ]
    for name, frame in sorted(to_tables(comparison).items()):
        written.append(_replace(out / "tables" / f"{name}.csv", to_csv(frame).encode()))
    return tuple(written)


def _replace(path: Path, content: bytes) -> Path:
    """Write beside the place, then move: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)  # noqa: PTH105 - named in the design
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
    return path
