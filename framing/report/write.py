"""Write a report's files: never half of one, and always the same bytes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from framing.report.assemble import build
from framing.report.html import html
from framing.report.pdf import pdf

if TYPE_CHECKING:
    import pandas as pd

    from framing.compare import Comparison

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Parameters
    ----------
    value : object
        Only texts are changed.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell(-1.5), safe_cell("fine")
    ("'=1+1", -1.5, 'fine')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


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
    from framing.compare import to_tables  # noqa: PLC0415 - pandas only where used

    report = build(comparison)
    written = [
        _replace(out / "report.html", html(report).encode()),
        _replace(out / "report.pdf", pdf(report)),
    ]
    for name, frame in sorted(to_tables(comparison).items()):
        written.append(_replace(out / "tables" / f"{name}.csv", csv(frame).encode()))
    return tuple(written)


def csv(frame: pd.DataFrame) -> str:
    """Return a frame as CSV, with no cell that a spreadsheet would run.

    Parameters
    ----------
    frame : DataFrame
        Tuples and lists are joined by `` | ``; undefined numbers are empty.
    """
    safe = frame.copy()
    for place in range(safe.shape[1]):
        if safe.dtypes.iloc[place].kind not in "biuf":
            safe.isetitem(place, [_cell(cell) for cell in safe.iloc[:, place]])
    return str(safe.to_csv(index=False, lineterminator="\n"))


def _cell(value: object) -> object:
    if isinstance(value, tuple | list):
        parts = [
            "; ".join(str(part) for part in item)
            if isinstance(item, tuple)
            else str(item)
            for item in value
        ]
        return safe_cell(" | ".join(parts))
    return safe_cell(value)


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
