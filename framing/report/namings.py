"""Tables of the words that outlets name the same person or state by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from framing.comparison.naming import OTHERS
from framing.report import theme, wording
from framing.report.blocks import (
    Block,
    Column,
    Heading,
    Line,
    Paragraph,
    Quoted,
    Row,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record, records
from framing.report.view import View

_TARGETS: Final = 4
_FORMS: Final = 6
_OUTLETS: Final = 8
_LEAST: Final = 20
"""Namings, all outlets together, that a table needs."""


def namings(look: View) -> list[Block]:
    """Return one table a target: forms by outlets, with what was tested.

    Parameters
    ----------
    look : View
    """
    rows = records(look.comparison.wording.namings)
    by_target: dict[str, list[Record]] = {}
    for row in rows:
        by_target.setdefault(str(row["target"]), []).append(row)
    sizes = {key: sum(int(r["n"]) for r in found) for key, found in by_target.items()}
    # A target that is only ever named in one way has nothing to compare.
    chosen = [
        key
        for key in sorted(by_target, key=lambda key: (-sizes[key], key))
        if sizes[key] >= _LEAST and len({str(r["form"]) for r in by_target[key]}) > 1
    ]
    if not chosen:
        return []
    tests = {
        (str(row["target"]), str(row["form"])): row
        for row in records(look.comparison.wording.naming_tests)
    }
    note = (
        "Every mention in unattributed text by a name, a place, an institution or an "
        "office, with the title before a person’s name; share of the outlet’s namings "
        "of that person or state, and n. Rare forms are counted together."
    )
    return [
        Heading(level=3, text="Names for the same person or state", id="namings"),
        Paragraph(line=words(note), style="sub"),
        *(
            block
            for key in chosen[:_TARGETS]
            for block in _table(look, key, by_target[key], tests)
        ),
        *wording.rest(min(len(chosen), _TARGETS), len(chosen), "tables/namings.csv"),
    ]


def _table(
    look: View,
    target: str,
    rows: list[Record],
    tests: Mapping[tuple[str, str], Record],
) -> list[Block]:
    keys = {str(row["outlet"]) for row in rows}
    outlets = [outlet for outlet in look.outlets if outlet.key in keys][:_OUTLETS]
    forms = list(dict.fromkeys(str(row["form"]) for row in rows))
    cells = {(str(row["form"]), str(row["outlet"])): row for row in rows}
    columns = (
        Column(title=words("Named as"), width=0.26),
        *(
            Column(
                title=(Tag(text=outlet.short, side=outlet.side),),
                align="right",
                width=0.5 / len(outlets),
                label=outlet.short,
            )
            for outlet in outlets
        ),
        Column(title=words("Groups"), width=0.24, label="groups"),
    )
    body = tuple(
        Row(
            cells=(
                (Text(text=form, muted=True),)
                if form == OTHERS
                else (Quoted(text=form),),
                *(_share(cells.get((form, outlet.key))) for outlet in outlets),
                _tested(tests.get((target, form))),
            )
        )
        for form in forms[:_FORMS]
    )
    name = name_of(look, target)
    return [
        Heading(level=4, text=name, outline=False),
        Table(label=f"Names for {name}", columns=columns, rows=body, cards=True),
        *wording.rest(len(body), len(forms), "tables/namings.csv"),
    ]


def name_of(look: View, target: str) -> str:
    """Return the name of a target; a person's key is their name in small letters."""
    known = look.target(target)
    return known.replace("-", " ").title() if known == target.lower() else known


def _share(row: Record | None) -> Line:
    if row is None:
        return (Text(text="·", muted=True),)
    share = theme.share(float(row["n"]), float(row["total"]))
    return (Text(text=share), Text(text=f" n {theme.count(row['n'])}", muted=True))


def _tested(row: Record | None) -> Line:
    if row is None:
        return ()
    verdict = str(row["verdict"])
    if verdict != "differs":
        return (Text(text=verdict, muted=True),)
    gap = f"{theme.plain(float(row['difference']), 0, sign=True)} points"
    limits = (
        f" ({theme.plain(float(row['low']), 0, sign=True)} to "
        f"{theme.plain(float(row['high']), 0, sign=True)})"
    )
    return (Text(text=f"differs: {gap}"), Text(text=limits, muted=True))
