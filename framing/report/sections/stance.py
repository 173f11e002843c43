"""Stance of each outlet over the shared events: one small panel a target."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from framing.comparison import Comparison
from framing.comparison.outcomes import voice_words
from framing.report import drawings, figures, validity, wording
from framing.report.blocks import (
    Block,
    Figure,
    Heading,
    Panels,
    Paragraph,
    Tag,
    Text,
    words,
)
from framing.report.index import Record, records
from framing.report.robustness import by_other_words
from framing.report.view import OutletLine, View, view
from framing.report.voices import by_speaker, by_voice

_VOICES: Final = ("unattributed", "quoted")
_MOST_TARGETS: Final = 8
_MOST_OUTLETS: Final = 16


def stance(comparison: Comparison) -> tuple[Block, ...]:
    """Return the panels, and what the axis means."""
    look = view(comparison)
    rows = [
        row
        for row in records(comparison.outlet_values)
        if row["metric"] == "stance"
        and row["field"] == look.tone
        and not row["actor"]
        and row["voice"] in _VOICES
    ]
    targets = _targets([row for row in rows if row["voice"] == _VOICES[0]])
    if not targets:
        return ()
    first, second = look.groups
    note = (
        Tag(text=first.title, side="a"),
        Text(text=" and "),
        Tag(text=second.title, side="b"),
        Text(
            text=" outlets: mean per mention, with the 95% interval from drawing "
            "events again. Outlets stand in a fixed order; there is no ranking. "
            f"The measure is {validity.status(look, 'stance')}."
        ),
    )
    heading = "Stance (lexicon tone near mentions) of each outlet"
    sub = (
        "Balance of favourable and unfavourable words near mentions; it is not the "
        "outlet’s position. Every panel has the same axis."
    )
    shown = targets[:_MOST_TARGETS]
    end = _end([row for row in rows if row["target"] in shown])
    compared = [row for row in look.summary if row["family"] == "stance"]
    return (
        Heading(level=3, text=heading, id="stance"),
        Paragraph(line=words(sub), style="sub"),
        *(
            block
            for voice in _VOICES
            for block in _panels(
                look, shown, [row for row in rows if row["voice"] == voice], voice, end
            )
        ),
        Paragraph(line=note, style="note"),
        *wording.rest(len(shown), len(targets), "tables/outlet_values.csv"),
        *by_voice(look, shown),
        *by_speaker(look, shown),
        *by_other_words(look, compared),
    )


def _panels(
    look: View, targets: list[str], rows: list[dict[str, Any]], voice: str, end: float
) -> tuple[Block, ...]:
    """Return the panels of one voice; none where nobody mentions a target in it."""
    known = [row for row in rows if wording.has(row["value"])]
    outlets = Counter(str(row["target"]) for row in known)
    # One outlet alone is no panel; its value stands in the table by voice.
    figures_of = tuple(
        _panel(look, target, known, end) for target in targets if outlets[target] > 1
    )
    if not figures_of:
        return ()
    title = wording.capital(voice_words(voice))
    return (
        Heading(level=4, text=title, outline=False),
        Panels(figures=figures_of, columns=4),
    )


def _targets(rows: list[dict[str, Any]]) -> list[str]:
    """Targets by how often they are mentioned in all outlets together."""
    mentions: dict[str, float] = {}
    for row in rows:
        if wording.has(row["denominator"]):
            target = str(row["target"])
            mentions[target] = mentions.get(target, 0.0) + float(row["denominator"])
    return sorted(mentions, key=lambda target: (-mentions[target], target))


def _end(rows: list[dict[str, Any]]) -> float:
    """One axis for all panels."""
    reach = [
        abs(float(row[name]))
        for row in rows
        for name in ("value", "low", "high")
        if wording.has(row[name])
    ]
    return min(1.0, drawings.nice(max(reach, default=0.5)))


def _panel(look: View, target: str, rows: list[dict[str, Any]], end: float) -> Figure:
    mine: dict[str, Mapping[str, Any]] = {
        str(row["outlet"]): row for row in rows if row["target"] == target
    }
    lines = [line for line in look.outlets if line.key in mine][:_MOST_OUTLETS]
    points = [_point(line, mine[line.key]) for line in lines]
    how = look.format(next(iter(mine.values())))
    title = f"toward {look.target(target)}"
    ends = ("unfavourable", "favourable")
    return figures.intervals(title, points, end=end, how=how, ends=ends)


def _point(line: OutletLine, row: Record) -> figures.Point:
    value, low, high = (_number(row[name]) for name in ("value", "low", "high"))
    return line.short, line.side, value, low, high


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan
