"""Sheets and keys made up for the tests."""

from __future__ import annotations

import csv

from framing.validation.codebook import load_variable
from framing.validation.key import COLUMNS

RUN = {
    "run_digest": "d1",
    "run_framing": "0",
    "run_lexicon": "made 1",
    "run_quotes_model": "m",
}


def write_csv(path, columns, rows, *, encoding="utf-8-sig", delimiter=","):
    with path.open("w", encoding=encoding, newline="") as handle:
        writer = csv.DictWriter(handle, columns, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_sheet(path, rows, *, variable="stance", **more):
    """Write a sheet of rows that hold ``unit`` and some items."""
    made = load_variable(variable)
    items = [item.name for item in made.items]
    columns = ["unit", "coder", *made.shown, *items, "note"]
    extra = sorted({name for row in rows for name in row} - set(columns))
    return write_csv(path, [*columns, *extra], rows, **more)


def key_row(unit, tool, *, variable="stance", group="state", outlet="o1", **more):
    """Return a row of a key; `tool` is what the tool says of each item."""
    first = next(iter(tool.values()), "")
    row = {
        "unit": unit,
        "variable": variable,
        "article": f"a-{unit}",
        "outlet": outlet,
        "group": group,
        "stratum": f"{group} {variable} {first}",
        "stratum_size": "10",
        "weight": "1",
        "tool_class": first,
        **RUN,
        **{f"tool_{name}": value for name, value in tool.items()},
    }
    return row | more


def write_key(path, rows):
    tool = sorted({name for row in rows for name in row} - set(COLUMNS))
    return write_csv(path, [*COLUMNS, *tool], rows)
