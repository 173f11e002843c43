"""Stance by voice, what speakers are quoted with, and words for events nearby."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from framing.report import theme, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Heading,
    Line,
    Paragraph,
    Row,
    Side,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import keep, records
from framing.report.view import View

_SIDES: Final[tuple[Side, ...]] = ("a", "b")
# Title, field (empty: the tone that is compared) and voice of each column.
_COLUMNS: Final = (
    ("Unattributed text", "", "unattributed"),
    ("Quotations", "", "quoted"),
    ("Reported speech", "", "reported"),
    ("Speakers other than the target", "selection", "all"),
    ("Words for events nearby", "event_valence", "all"),
)
# Under this many mentions by a speaker a balance says nothing.
_LEAST_MENTIONS: Final = 5
_MOST_SPEAKERS: Final = 12


def by_voice(look: View, targets: Sequence[str]) -> tuple[Block, ...]:
    """Return a table of targets by voice, both groups in each cell, with mentions.

    Where no article is compared there is none.

    Parameters
    ----------
    look : View
    targets : sequence of str
    """
    frame = _compared(look)
    plain = frame[(frame["actor"] == "") & frame["target"].isin(list(targets))]
    if plain.empty:
        return ()
    columns = (
        Column(title=words("Toward"), width=0.15),
        *(
            Column(title=words(title), width=0.17, label=title.lower())
            for title, _, _ in _COLUMNS
        ),
    )
    rows = [
        Row(
            cells=(
                words(look.target(target)),
                *(
                    _cell(look, _rows(plain, target, field or look.tone, voice))
                    for _, field, voice in _COLUMNS
                ),
            )
        )
        for target in targets
    ]
    note = (
        "All mentions of a group together, with their number; outlets stand apart in "
        "the panels. “Speakers other than the target” is what an outlet lets others "
        "say. Words for good and bad events stand alone and are never added to a "
        "stance."
    )
    return (
        Heading(level=4, text="Stance by voice", outline=False),
        Table(label="Stance by voice", columns=columns, rows=tuple(rows), cards=True),
        Paragraph(line=words(note), style="note"),
    )


def by_speaker(look: View, targets: Sequence[str]) -> tuple[Block, ...]:
    """Return a table of what known speakers are quoted or reported with.

    Parameters
    ----------
    look : View
    targets : sequence of str
    """
    frame = _compared(look)
    frame = frame[(frame["actor"] != "") & (frame["field"] == look.tone)]
    frame = frame[frame["target"].isin(list(targets))]
    sizes: dict[tuple[str, str], float] = {}
    for row in records(frame):
        pair = (str(row["target"]), str(row["actor"]))
        sizes[pair] = sizes.get(pair, 0.0) + float(row["denominator"])
    enough = [pair for pair, size in sizes.items() if size >= _LEAST_MENTIONS]
    enough.sort(key=lambda pair: (-sizes[pair], pair))
    if not enough:
        return ()
    columns = (
        Column(title=words("Toward"), width=0.3),
        Column(title=words("Speaker"), width=0.3),
        Column(title=words("Quoted or reported"), width=0.4),
    )
    rows = []
    for target, speaker in enough[:_MOST_SPEAKERS]:
        mine = frame[(frame["target"] == target) & (frame["actor"] == speaker)]
        cells = (words(look.target(target)), words(look.target(speaker)))
        rows.append(Row(cells=(*cells, _cell(look, mine))))
    sub = (
        f"Public speakers with at least {_LEAST_MENTIONS} mentions of a target in what "
        "they are quoted or reported with, most mentions first."
    )
    return (
        Heading(level=4, text="Stance of speakers", outline=False),
        Paragraph(line=words(sub), style="sub"),
        Table(label="Stance of speakers", columns=columns, rows=tuple(rows)),
        *wording.rest(len(rows), len(enough), "tables/table.csv"),
    )


def _compared(look: View) -> pd.DataFrame:
    table = look.comparison.table
    table = table[table["metric"] == "stance"]
    return keep(table, (str(key) in look.compared for key in table["article"]))


def _rows(frame: pd.DataFrame, target: str, field: str, voice: str) -> pd.DataFrame:
    mask = (frame["target"] == target) & (frame["field"] == field)
    return frame[mask & (frame["voice"] == voice)]


def _cell(look: View, frame: pd.DataFrame) -> Line:
    """Return both groups' values with their mentions."""
    line: Line = ()
    for side, group in zip(_SIDES, look.groups, strict=True):
        names = (look.article[str(key)]["group"] for key in frame["article"])
        part = keep(frame, (name == group.key for name in names))
        bottom = float(part["denominator"].sum())
        line += (Break(),) if line else ()
        line += (Tag(text=group.title, side=side), Text(text=" "))
        if not bottom:
            line += (Text(text="no mention", muted=True),)
            continue
        value = theme.plain(float(part["numerator"].sum()) / bottom, 2, sign=True)
        mentions = wording.plural(bottom, "mention")
        line += (Text(text=value), Text(text=f" ({mentions})", muted=True))
    return line
