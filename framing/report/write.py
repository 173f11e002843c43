"""Write a report's files: never half of one, and always the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from framing.outputs import place
from framing.report.assemble import build
from framing.report.html import html
from framing.report.pdf import pdf
from framing.tabular import to_csv

if TYPE_CHECKING:
    from framing.comparison import Comparison


def write_report(
    comparison: Comparison, out: Path, *, key: str = ""
) -> tuple[Path, ...]:
    """Write ``report.html``, ``report.pdf`` and ``tables/*.csv``.

    Parameters
    ----------
    comparison : Comparison
    out : Path
        A folder; it is made if it does not exist. Files in the way are replaced
        once their successor is complete.
    key : str
        Of all that decides the report, as `framing.outputs.place` takes it.

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
    return place(out, made, key=key)
