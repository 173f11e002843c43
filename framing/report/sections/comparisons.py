"""Every comparison over the shared events, with both values, interval and verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd

from framing.comparison import Comparison
from framing.comparison.plan import FAMILIES
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
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record
from framing.report.labels import anchor
from framing.report.view import View, view
from framing.report.vocabulary import HITS, METRIC, OWN_VOICE, top_words

_MOST_OF_VOCABULARY: Final = 2  # passages
_MOST_EXPLORATORY: Final = 16  # a family: stance has two rows for every target
_MOST_EVENTS: Final = 12


def comparisons(comparison: Comparison) -> tuple[Block, ...]:
    """Return the table that the first page quotes, then the exploratory rest."""
    look = view(comparison)
    rows = look.summary
    if not rows or comparison.conclusion == "nothing":
        reason = comparison.conclusion_reason
        return (
            Heading(level=2, text="Comparisons", id="comparisons", page=True),
            Paragraph(line=words(f"None were made. {reason}")),
        )
    primary = [row for row in rows if row["primary"]]
    others = [row for row in rows if wording.correction(row) == "exploratory"]
    shown = _most_counted(others)
    heading = (
        f"All {wording.plural(len(rows), 'comparison')}"
        if len(rows) > 1
        else "One comparison"
    )
    first, second = look.groups
    sub = (
        f"{wording.capital(first.title)} minus {second.title}, within the same events. "
        "Line: 95% interval. Filled dot: differs, after correction. Ring: anything "
        "else. Open any number to see what stands behind it."
    )
    return (
        Heading(level=2, text=heading, id="comparisons", page=True),
        Paragraph(line=words(sub), style="sub"),
        *_table(
            look,
            primary,
            f"Primary, fixed before the run: {_corrected(look, primary)}",
        ),
        *_table(look, shown, f"Exploratory: {_corrected(look, others)}"),
        *wording.rest(len(shown), len(others), "tables/summary.csv"),
        *(block for family in FAMILIES for block in _apart(look, family, rows)),
        Paragraph(line=words(_floor(rows)), style="note"),
        Paragraph(line=words(_checked(look, rows)), style="note"),
    )


def _checked(look: View, rows: Sequence[Record]) -> str:
    """Say of each measure that people can check how far that was done."""
    names = dict.fromkeys(validity.measure_of(row) for row in rows)
    return " ".join(validity.statuses(look, [name for name in names if name]))


def _most_counted(rows: Sequence[Record]) -> list[Record]:
    """Of each family the rows that rest on most, in their order: never by result."""
    kept: set[str] = set()
    for family in wording.families(rows):
        mine = [row for row in rows if row["family"] == family]
        mine.sort(key=lambda row: (-_counted(row), str(row["id"])))
        kept |= {str(row["id"]) for row in mine[:_MOST_EXPLORATORY]}
    return [row for row in rows if str(row["id"]) in kept]


def _own_voice(rows: Sequence[Record]) -> list[Record]:
    """Frame vocabulary of unattributed text, the categories with most hits."""
    mine = [row for row in rows if row["field"] == HITS and row["voice"] == OWN_VOICE]
    ranked = sorted(mine, key=lambda row: (-_hits(row), str(row["id"])))
    kept = {str(row["id"]) for row in ranked[:_MOST_EXPLORATORY]}
    return [row for row in mine if str(row["id"]) in kept]


def _hits(row: Record) -> float:
    sizes = (row["numerator_a"], row["numerator_b"])
    return sum(float(size) for size in sizes if wording.has(size))


def _counted(row: Record) -> float:
    sizes = (row["denominator_a"], row["denominator_b"])
    return sum(float(size) for size in sizes if wording.has(size))


def _corrected(look: View, rows: Sequence[Record]) -> str:
    """Say how many comparisons there are, and how many of them were corrected."""
    number = len(rows)
    tested = wording.tested(look.summary, rows[0]) if rows else 0
    of = "" if tested == number else f"of which {tested} could be tested and were "
    return f"{wording.plural(number, 'comparison')}, {of}corrected together"


def _apart(look: View, family: str, rows: Sequence[Record]) -> tuple[Block, ...]:
    """Return the table of a family that is corrected by itself."""
    mine = [row for row in rows if wording.correction(row) == family]
    vocabulary = family == "frame vocabulary"
    shown = _own_voice(mine) if vocabulary else _most_counted(mine)
    caption = (
        f"{wording.family_title(family)}, exploratory: "
        f"{_corrected(look, mine)}, apart from the others"
    )
    proxy = (Paragraph(line=words(validity.PROXY), style="note"),)
    return (
        *_table(look, shown, caption),
        *wording.rest(len(shown), len(mine), "tables/summary.csv"),
        *(proxy if shown and vocabulary else ()),
    )


def _floor(rows: Sequence[Record]) -> str:
    """Say what this corpus could show at best."""
    floors = [float(row["smallest_q"]) for row in rows if wording.has(row["p"])]
    floors = [floor for floor in floors if wording.has(floor)]
    if not floors:
        return "No comparison could be tested."
    ends = [theme.probability(end) for end in (min(floors), max(floors))]
    reach = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}, by comparison"
    return (
        f"The smallest q that this corpus could reach: {reach}. “A difference under x "
        "could not have been seen” names the smallest detectable one."
    )


def _table(look: View, rows: Sequence[Record], caption: str) -> tuple[Block, ...]:
    if not rows:
        return ()
    first, second = look.groups
    columns = (
        Column(title=words("Measure"), width=0.25),
        Column(
            title=(Tag(text=first.title, side="a"),),
            align="right",
            width=0.09,
            label=first.title,
        ),
        Column(
            title=(Tag(text=second.title, side="b"),),
            align="right",
            width=0.09,
            label=second.title,
        ),
        Column(title=words(f"◂ lower in {first.title} · higher ▸"), width=0.22),
        Column(title=words("Difference (95% interval)"), width=0.17),
        Column(title=words("Result"), width=0.18),
    )
    body: list[Row] = []
    for family in wording.families(rows):
        mine = [row for row in rows if row["family"] == family]
        body.append(
            Row(
                style="group",
                cells=(words(wording.family_title(family)), _axis(look, mine)),
                span=3,
            )
        )
        body += [_row(look, row, _end(look, row, mine)) for row in mine]
    return (
        Table(
            label=caption,
            caption=caption,
            columns=columns,
            rows=tuple(body),
            cards=True,
        ),
    )


def _axis(look: View, rows: Sequence[Record]) -> Line:
    formats = {look.format(row) for row in rows}
    if len(formats) == 1 and rows:
        how = formats.pop()
        if _is_shared(rows[0], how):
            end = _end(look, rows[0], rows)
            unit = "" if how.ends else f" {rows[0]['unit']}"
            text = f"line = 0; ends = ±{theme.size(end, how)}{unit}"
            return (Text(text=text, muted=True),)
    return (Text(text="line = 0; each row on its own scale", muted=True),)


def _end(look: View, row: Record, rows: Sequence[Record]) -> float:
    """Where a row's axis ends: one scale for all rows of a bounded unit."""
    how = look.format(row)
    shared = _is_shared(row, how)
    same = [other for other in rows if look.format(other) == how] if shared else [row]
    reach = [
        abs(float(other[name]))
        for other in same
        for name in ("difference", "low", "high")
        if wording.has(other[name])
    ]
    most = max(reach, default=0.0)
    if how.ends:
        return how.ends if most <= how.ends else drawings.nice(most)
    return drawings.nice(most)


def _is_shared(row: Record, how: theme.Format) -> bool:
    """Whether the rows of a family stand on one axis: they share bounds or a unit."""
    return bool(how.ends) or row["metric"] == METRIC


def _row(look: View, row: Record, end: float) -> Row:
    block = _evidence(look, row)
    first, second, gap = wording.values(look, row, block.id)
    interval = wording.interval_text(look, row)
    limits = (Text(text=f" ({interval})", muted=True),) if interval else ()
    drawn = drawings.interval(
        *(
            float(row[name]) if wording.has(row[name]) else math.nan
            for name in ("difference", "low", "high")
        ),
        end=end,
        clear=row["verdict"] == "differs",
    )
    shown = wording.has(row["difference"])
    label: Line = (Text(text=wording.label(row)),)
    return Row(
        cells=(
            label,
            (first,),
            (second,),
            (drawn,) if shown else (),
            (gap, *limits, *_beside(look, row))
            if shown
            else (Text(text="not compared", muted=True),),
            _verdict(look, row),
        ),
        evidence=block,
    )


def _beside(look: View, row: Record) -> Line:
    """Return the difference less that toward all other targets, for a stance."""
    if not wording.has(row["relative"]):
        return ()
    how = look.format(row)
    gap = theme.difference(float(row["relative"]), how)
    low, high = (float(row[name]) for name in ("relative_low", "relative_high"))
    known = wording.has(low) and wording.has(high)
    limits = f" ({theme.interval(low, high, how)})" if known else ""
    note = f"less that toward all other targets: {gap}{limits}"
    return (Break(), Text(text=note, muted=True))


def _verdict(look: View, row: Record) -> Line:
    text = wording.verdict(look, row)
    line: Line = (Text(text=text, strong=row["verdict"] == "differs"),)
    for note in wording.verdict_notes(look, row):
        line += (Break(), Text(text=note, muted=True))
    return line


def _evidence(look: View, row: Record) -> Evidence:
    frame = look.evidence(row)
    trend = float(row["difference"]) if wording.has(row["difference"]) else 0.0
    is_vocabulary = row["metric"] == METRIC  # more sentences stand in its own part
    most = _MOST_OF_VOCABULARY if is_vocabulary else proof.MOST_PASSAGES
    met = _words_met(look, frame) if is_vocabulary else ()
    return proof.block(
        anchor("c", str(row["id"])),
        wording.label(row),
        sums=_sums(look, row),
        found=proof.passages(frame, trend=trend, most=most),
        total=len(frame),
        items=(*met, *_by_event(look, row)),
        table=f"tables/evidence.csv: {proof.key_words(row)}"
        if len(frame)
        else "tables/table.csv",
    )


def _words_met(look: View, frame: pd.DataFrame) -> tuple[Line, ...]:
    """Return the words behind a difference, side by side."""
    return tuple(
        words(
            f"{wording.capital(group.title)}: "
            f"{top_words(frame[frame['side'] == side], 20) or 'no hit'}"
        )
        for group, side in zip(look.groups, ("a", "b"), strict=True)
    )


def _sums(look: View, row: Record) -> tuple[Line, ...]:
    how = look.format(row)
    field = look.comparison.fields.get((row["metric"], row["field"]))
    lines = [
        words(
            wording.capital(
                proof.sum_line(
                    group.title,
                    float(row[f"numerator_{side}"]),
                    float(row[f"denominator_{side}"]),
                    printed=theme.value(float(row[f"value_{side}"]), how),
                    how=how,
                    scale=field.scale if field else 1.0,
                )
            )
        )
        for group, side in zip(look.groups, ("a", "b"), strict=True)
    ]
    lines.append(wording.counted(look, row))
    lines += [_by_outlet(look, row), words(" ".join(_robustness(look, row)))]
    return tuple(lines)


def _by_outlet(look: View, row: Record) -> Line:
    """Return the value of each outlet: a group's never stands alone."""
    how = look.format(row)
    line: Line = (Text(text="By outlet: "),)
    for outlet, value in look.outlet_values(row):
        if outlet.side:
            comma = Text(text=", " if len(line) > 1 else "")
            printed = theme.value(float(value["value"]), how)
            line += (comma, Tag(text=outlet.name, side=outlet.side))
            line += (Text(text=f" {printed}"),)
    return line if len(line) > 1 else ()


def _robustness(look: View, row: Record) -> list[str]:
    how = look.format(row)
    lines = []
    if wording.has(row["q"]):
        lines.append(
            f"Labels swapped within events: p {theme.probability(float(row['p']))}, "
            f"q {theme.probability(float(row['q']))} "
            f"over {wording.plural(wording.tested(look.summary, row), 'comparison')}."
        )
    if wording.has(row["p_outlets"]):
        lines.append(
            "Outlets swapped between groups: "
            f"p {theme.probability(float(row['p_outlets']))}."
        )
    elif wording.has(row["q"]):
        lines.append("Too few outlets for a claim about the groups.")
    if wording.has(row["loo_low"]):
        span = theme.interval(float(row["loo_low"]), float(row["loo_high"]), how)
        lines.append(f"Each outlet left out in turn: {span}.")
    if wording.has(row["top_outlet_share"]):
        part = theme.share(float(row["top_outlet_share"]), 1)
        lines.append(
            f"The largest outlet of a side has {part} of what was counted there."
        )
    return lines


def _by_event(look: View, row: Record) -> tuple[Line, ...]:
    """Both values event by event, so that a reader can check the pairs."""
    how = look.format(row)
    found: dict[str, dict[str, str]] = {}
    for value in look.values_of.get(str(row["id"]), ()):
        side = look.side(value["group"])
        found.setdefault(str(value["event"]), {})[side] = theme.value(
            float(value["value"]), how
        )
    shown = [event for event in look.shown_events if str(event["event"]) in found]
    lines: list[Line] = []
    for event in shown[:_MOST_EVENTS]:
        pair = found[str(event["event"])]
        text = f"{pair.get('a', theme.NO_VALUE)} and {pair.get('b', theme.NO_VALUE)}"
        lines.append((Text(text=f"{event['label']}: ", muted=True), Number(text=text)))
    if row["n_events"] > len(lines):
        events = theme.count(row["n_events"])
        rest = f"{len(lines)} of {events} events; all are in tables/event_values.csv."
        lines.append((Text(text=rest, muted=True),))
    return tuple(lines)
