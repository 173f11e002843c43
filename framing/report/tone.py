"""Stance in one event: by target and voice, with the spread over its articles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd

from framing.report import drawings, proof, theme, validity, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Evidence,
    Heading,
    Line,
    Number,
    Paragraph,
    Row,
    Side,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import keep, records
from framing.report.labels import anchor
from framing.report.view import View

_MOST_TARGETS: Final = 4
_MOST_PASSAGES: Final = 4
_SIDES: Final[tuple[Side, ...]] = ("a", "b")


def stance_in_event(look: View, key: str) -> tuple[Block, ...]:
    """Return stance by target and voice, both sides on one axis, articles apart.

    Parameters
    ----------
    look : View
    key : str
        Of the event.
    """
    table = look.table(key)
    table = table[(table["metric"] == "stance") & (table["field"] == look.tone)]
    table = table[table["actor"] == ""]
    table = table[table["voice"].isin(["unattributed", "quoted"])]
    frame = keep(table, (str(key) in look.compared for key in table["article"]))
    mentions = frame.groupby("target")["denominator"].sum()
    targets = sorted(mentions.index, key=lambda target: (-mentions[target], target))
    if not targets:
        return ()
    end = 0.5 if frame["value"].abs().max() <= 0.5 else 1.0
    axis = drawings.scale(
        f"{theme.plain(-end, 1)}", "0", f"{theme.plain(end, 1, sign=True)}"
    )
    columns = (
        Column(title=words("Toward"), width=0.16),
        Column(
            title=(Text(text="Unattributed text"), Break(), axis),
            label="unattributed",
            width=0.42,
        ),
        Column(
            title=(Text(text="Direct quotation"), Break(), axis),
            label="quoted",
            width=0.42,
        ),
    )
    rows = [
        _target(look, key, str(target), frame, end)
        for target in targets[:_MOST_TARGETS]
    ]
    note = (
        "Left: unfavourable words near mentions; right: favourable ones. A stroke is "
        "one article, the mark all mentions of a side together. Lexicon tone; it is "
        f"not the outlet’s position. It is {validity.status(look, 'stance')}."
    )
    return (
        Heading(level=4, text="Stance (lexicon tone near mentions)", outline=False),
        Table(
            label="Stance in this event", columns=columns, rows=tuple(rows), cards=True
        ),
        Paragraph(line=words(note), style="note"),
        *wording.rest(len(rows), len(targets), "tables/table.csv"),
    )


def _target(
    look: View, event: str, target: str, frame: pd.DataFrame, end: float
) -> Row:
    block = _stance_evidence(look, event, target)
    mine = frame[frame["target"] == target]
    voices = (mine[mine["voice"] == voice] for voice in ("unattributed", "quoted"))
    cells = (_cell(look, part, end, block.id) for part in voices)
    return Row(cells=(words(look.target(target)), *cells), evidence=block)


def _cell(look: View, frame: pd.DataFrame, end: float, evidence: str) -> Line:
    """Draw both sides on one axis, and say the same in words."""
    rows: list[drawings.Spread] = []
    line: Line = ()
    for side, group in zip(_SIDES, look.groups, strict=True):
        articles = (look.article[str(key)]["group"] for key in frame["article"])
        part = keep(frame, (name == group.key for name in articles))
        row = _pooled(look, side, part)
        rows += [row] if row else []
        line += (Break(), Tag(text=group.title, side=side), Text(text=" "))
        line += _said(look, row, part, evidence)
    if not rows:
        return (Text(text="no mention", muted=True),)
    return (drawings.spread(rows, low=-end, high=end), *line)


def _pooled(look: View, side: Side, part: pd.DataFrame) -> drawings.Spread | None:
    """Return a side's value over all its mentions, and that of each article."""
    bottom = float(part["denominator"].sum())
    if not bottom:
        return None
    field = look.comparison.fields.get(("stance", look.tone))
    scale = field.scale if field else 1.0
    pooled = scale * float(part["numerator"].sum()) / bottom
    return side, pooled, [float(value) for value in part["value"]]


def _said(
    look: View, row: drawings.Spread | None, part: pd.DataFrame, evidence: str
) -> Line:
    if row is None:
        return (Text(text="no mention", muted=True),)
    how = look.format(records(part.iloc[:1])[0])
    size = float(part["denominator"].sum())
    return (
        Number(text=theme.value(row[1], how), evidence=evidence),
        Text(text=_spread_words(row[2], how, size), muted=True),
    )


def _spread_words(values: Sequence[float], how: theme.Format, bottom: float) -> str:
    known = [value for value in values if not math.isnan(value)]
    articles = wording.plural(len(known), "article")
    size = f"{wording.plural(bottom, 'mention')} in {articles}"
    if len(known) < 2:
        return f" ({size})"
    return f" (articles {theme.interval(min(known), max(known), how)}; {size})"


def _stance_evidence(look: View, event: str, target: str) -> Evidence:
    row = {
        "metric": "stance",
        "field": look.tone,
        "target": target,
        "voice": "all",
        "actor": "",
    }
    frame = look.evidence(row, frozenset(look.in_event[event]))
    return proof.block(
        anchor("tone", f"{event}-{target}"),
        f"words near mentions of {look.target(target)} in this event",
        found=proof.passages(frame, most=_MOST_PASSAGES),
        total=len(frame),
        table=f"tables/evidence.csv: metric 'stance', target {target!r}",
    )
