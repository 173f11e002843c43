"""Write a report's files: never half of one, and always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from framing.outputs import place
from framing.report.assemble import build
from framing.report.html import html
from framing.report.pdf import pdf
from framing.tabular import csv_parts

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
    return place(out, _files(comparison), key=key)


_Files = Iterator[tuple[str, Iterable[bytes]]]


def _files(comparison: Comparison) -> _Files:
    """Yield names and contents one by one: together the tables are large."""
    from framing.comparison import to_tables  # noqa: PLC0415 - pandas only where used

    report = build(comparison)
    yield "report.html", (html(report).encode(),)
    yield "report.pdf", (pdf(report),)
    for name, frame in sorted(to_tables(comparison).items()):
        yield f"tables/{name}.csv", (part.encode() for part in csv_parts(frame))
