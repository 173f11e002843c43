"""The key of a sample: what each unit is, and what the tool says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from framing.errors import InputError
from framing.validation.cells import Line, read_lines

COLUMNS: Final = (
    *("unit", "variable", "article", "outlet", "group", "target", "start", "stop"),
    *("stratum", "stratum_size", "stratum_drawn", "probability", "weight"),
    *("tool_class", "codebook"),
    *("run_digest", "run_framing", "run_lexicon", "run_quotes_model"),
)
"""Columns of ``key.csv``; after them come ``tool_…``, what the tool says of items."""

RUN: Final = ("digest", "framing", "lexicon", "quotes_model")
"""What tells one run from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One unit of a sample.

    Attributes
    ----------
    unit, variable, article, outlet, group, stratum, tool_class : str
    stratum_size : int
    weight : float
        ``1 / inclusion probability``.
    tool : mapping of str to str
        What the tool says of each item.
    """

    unit: str
    variable: str
    article: str
    outlet: str
    group: str
    stratum: str
    stratum_size: int
    weight: float
    tool_class: str
    tool: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A whole key; made by `read_key`.

    Attributes
    ----------
    rows : mapping of unit id to KeyRow
    run : mapping of str to str
        What tells the run: digest of texts, versions, models.
    """

    rows: Mapping[str, KeyRow]
    run: Mapping[str, str]

    def of(self, variable: str) -> list[KeyRow]:
        """Return the units of one sheet."""
        return [row for row in self.rows.values() if row.variable == variable]


def read_key(path: Path) -> Key:
    """Read ``key.csv``.

    Raises
    ------
    InputError
        If it is no key of ours, or two rows have one unit.
    """
    lines = list(read_lines(path))
    if not lines or not {"unit", "variable", "weight"} <= set(lines[0].cells):
        message = (
            f"{path.name}: is no key of a sample: it needs the columns "
            "unit, variable and weight; pass the key.csv that framing sample wrote"
        )
        raise InputError(message)
    rows: dict[str, KeyRow] = {}
    for line in lines:
        made = _row(path, line)
        if made.unit in rows:
            message = f"{line.where}: unit {made.unit!r} stands twice; restore key.csv"
            raise InputError(message)
        rows[made.unit] = made
    return Key(rows=rows, run=_run(path, (line.cells for line in lines)))


def _row(path: Path, line: Line) -> KeyRow:
    cells = line.cells
    try:
        weight = float(cells["weight"])
        size = int(float(cells.get("stratum_size") or 0))
    except ValueError as error:
        message = (
            f"{line.where}: weight and stratum_size must be numbers, got "
            f"{cells['weight']!r} and {cells.get('stratum_size')!r}; "
            f"restore {path.name}"
        )
        raise InputError(message) from error
    return KeyRow(
        unit=cells["unit"],
        variable=cells["variable"],
        article=cells.get("article", ""),
        outlet=cells.get("outlet", ""),
        group=cells.get("group", ""),
        stratum=cells.get("stratum", ""),
        stratum_size=size,
        weight=weight,
        tool_class=cells.get("tool_class", ""),
        tool={
            name.removeprefix("tool_"): value
            for name, value in cells.items()
            if name.startswith("tool_") and name != "tool_class" and value
        },
    )


def _run(path: Path, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return what all rows say of the run."""
    found = {tuple(row.get(f"run_{name}", "") for name in RUN) for row in rows}
    if len(found) != 1:
        message = (
            f"{path.name}: its rows come from {len(found)} runs; "
            "keep the keys of different samples apart"
        )
        raise InputError(message)
    return dict(zip(RUN, found.pop(), strict=True))
