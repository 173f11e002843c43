"""One page an outlet: its stance, quotations, wording and readability together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import pandas as pd

from framing.comparison import Comparison
from framing.report import drawings, figures, proof, theme, wording
from framing.report.blocks import (
    Block,
    Column,
    Columns,
    Evidence,
    Figure,
    Heading,
    Line,
    Number,
    Only,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    words,
)
from framing.report.index import Record, keep, records
from framing.report.introductions import introductions
from framing.report.labels import anchor
from framing.report.view import KEY, OutletLine, View, view
from framing.report.vocabulary import METRIC

_IN_PRINT: Final = 8
_MOST_PAGES: Final = 24
_MOST_PANELS: Final = 4
_MOST_ROWS: Final = 8
_MOST_NAMES: Final = 6
_MOST_TERMS: Final = 5
_MOST_PASSAGES: Final = 6
_MOST_EVENTS: Final = 30


def outlet_pages(comparison: Comparison) -> tuple[Block, ...]:
    """Return a part for each outlet with articles, by group and alphabet."""
    look = view(comparison)
    lines = [line for line in look.outlets if line.key in look.by_outlet]
    blocks: list[Block] = [
        Heading(level=2, text="Outlet by outlet", id="outlet-pages", page=True),
        Paragraph(
            line=words(
                "Outlets stand by group, then by alphabet; there is no ranking."
            ),
            style="sub",
        ),
        *wording.printed(_IN_PRINT, len(lines), "outlets"),
    ]
    for at, line in enumerate(lines[:_MOST_PAGES]):
        part = _page(look, line, first=at == 0)
        blocks += part if at < _IN_PRINT else (Only(where="html", blocks=part),)
    blocks += wording.rest(
        min(len(lines), _MOST_PAGES), len(lines), "tables/outlet_values.csv"
    )
    return tuple(blocks)


def _page(look: View, line: OutletLine, *, first: bool) -> tuple[Block, ...]:
    row = look.profile[line.key]
    left, right = _over_events(look, line), _speakers(look, line)
    pair = (
        (Columns(parts=(left, right), weights=(1, 1)),)
        if left and right
        else left or right
    )
    return (
        Heading(
            level=3,
            text=line.name,
            id=anchor("outlet", line.key),
            side=line.side,
            page=not first,
        ),
        Paragraph(line=words(_scope(look, row, line)), style="sub"),
        *pair,
        *introductions(look, line),
        *_beside(look, line),
        *_terms(look, line),
    )


def _scope(look: View, row: Record, line: OutletLine) -> str:
    group = (
        look.group_name(line.side)
        if line.side
        else "in no group: shown, never compared"
    )
    country = f", {row['country']}" if row["country"] else ""
    aside = Counter(
        str(look.article[key]["left_out"])
        for key in look.by_outlet[line.key]
        if look.article[key]["left_out"]
    )
    left = "; ".join(
        f"{n} not compared: {reason}" for reason, n in sorted(aside.items())
    )
    return (
        f"{wording.capital(group)}{country}. "
        f"{wording.plural(row['n_articles'], 'article')} on "
        f"{wording.plural(row['n_events'], 'event')}, "
        f"{wording.plural(row['n_words'], 'word')}."
        + (f" {wording.capital(left)}." if left else "")
    )


def _over_events(look: View, line: OutletLine) -> tuple[Block, ...]:
    """Draw the outlet's unattributed stance toward its main target, event by event."""
    mine = look.tones[look.tones["outlet"] == line.key]
    mentions = mine.groupby("target")["denominator"].sum()
    if mentions.empty or not mentions.max():
        return ()
    target = str(min(mentions.index, key=lambda key: (-mentions[key], key)))
    mine = mine[mine["target"] == target]
    how = look.format(records(mine.iloc[:1])[0])
    points = _points(look, mine)
    note = (
        f"{wording.plural(len(points), 'event')} in order of date; mean per mention in "
        "unattributed text. No mark: no mention."
    )
    title = f"Stance (lexicon tone) near mentions of {look.target(target)}"
    ends = ("unfavourable words", "favourable words")
    figure = figures.over_events(
        title, line.side, points, how=how, ends=ends, caption=words(note)
    )
    evidence = _evidence(look, line, target)
    link = (
        Text(text="Marked words: "),
        Number(text=wording.plural(evidence.total, "hit"), evidence=evidence.id),
        Text(text="."),
    )
    return (figure, Paragraph(line=link, style="note"), evidence)


def _points(look: View, frame: pd.DataFrame) -> list[tuple[str, float]]:
    sums = frame.groupby("event")[["numerator", "denominator"]].sum()
    values = dict(zip(sums.index, sums["numerator"] / sums["denominator"], strict=True))
    known = [event for event in look.events if event["event"] in values]
    return [
        (str(event["label"]), float(values[event["event"]]))
        for event in known[:_MOST_EVENTS]
    ]


def _evidence(look: View, line: OutletLine, target: str) -> Evidence:
    keys = {
        "metric": "stance",
        "field": look.tone,
        "voice": "unattributed",
        "actor": "",
    }
    articles = frozenset(look.by_outlet[line.key])
    frame = look.evidence({**keys, "target": target}, articles)
    return proof.block(
        anchor("tone-of", f"{line.key}-{target}"),
        f"words near mentions of {look.target(target)} in {line.name}",
        found=proof.passages(frame, most=_MOST_PASSAGES),
        total=len(frame),
        table=f"tables/evidence.csv: metric 'stance', target {target!r}",
    )


def _speakers(look: View, line: OutletLine) -> tuple[Block, ...]:
    frame = look.quotes("outlet", line.key)
    heading = Heading(level=4, text="Quotations", outline=False)
    if frame.empty:
        return (heading, Paragraph(line=words("No quotation was found.")))
    block = proof.block(
        anchor("quotes-of", line.key),
        f"quotations in {line.name}",
        found=proof.from_quotes(frame, most=_MOST_PASSAGES),
        total=len(frame),
        table="tables/quotes.csv",
    )
    kinds = Counter(str(kind) for kind in frame["kind"])
    rows = [_counted("Quotations", len(frame), block.id)]
    rows += [
        _counted(kind, kinds[kind], block.id)
        for kind in ("direct", "mixed", "indirect")
    ]
    # METHOD §7: only public actors that a list names are counted by name.
    names = Counter(
        str(name)
        for found, keys in zip(frame["speakers"], frame["keys"], strict=True)
        for name, key in zip(found, keys, strict=False)
        if key
    )
    top = sorted(names, key=lambda name: (-names[name], name))[:_MOST_NAMES]
    if top:
        rows.append(Row(style="group", cells=(words("Known public speakers"),)))
        rows += [_counted(name, names[name], block.id) for name in top]
    columns = (
        Column(title=words("Kind or speaker"), width=0.75),
        Column(title=words("n"), align="right", width=0.25),
    )
    table = Table(label=f"Quotations in {line.name}", columns=columns, rows=tuple(rows))
    return (heading, table, block)


def _counted(name: str, number: int, evidence: str) -> Row:
    value: Line = (
        (Number(text=theme.count(number), evidence=evidence),) if number else words("0")
    )
    return Row(cells=(words(name), value))


def _beside(look: View, line: OutletLine) -> tuple[Block, ...]:
    """Show the outlet among all others, one panel a measure."""
    rows = records(look.comparison.outlet_values)
    keys = _measures(look, rows, line)
    if not keys:
        return ()
    panels = [_panel(look, line, rows, key) for key in keys]
    pairs = [tuple(panels[at : at + 2]) for at in range(0, len(panels), 2)]
    blocks: list[Block] = [Heading(level=4, text="Beside the others", outline=False)]
    for pair in pairs:
        parts = tuple((figure,) for figure in pair)
        blocks.append(
            Columns(parts=parts, weights=tuple(1.0 for _ in parts))
            if len(parts) > 1
            else pair[0]
        )
    note = (
        "Mark and 95% interval over events; n: articles. Every panel has its own axis, "
        "both ends named."
    )
    return (*blocks, Paragraph(line=words(note), style="note"))


def _measures(
    look: View, rows: Sequence[Record], line: OutletLine
) -> list[tuple[str, ...]]:
    """One measure a family, primary ones first."""
    mine = {
        _key(row)
        for row in rows
        if row["outlet"] == line.key
        and wording.has(row["value"])
        and row["metric"] != METRIC  # a dozen rows a dictionary; they have panels
    }
    ranked = sorted(look.summary, key=lambda row: not row["primary"])
    chosen: dict[str, tuple[str, ...]] = {}
    for row in ranked:
        if _key(row) in mine:
            chosen.setdefault(str(row["family"]), _key(row))
    if not chosen:  # nothing was compared: each measure of the outlet by itself
        return sorted(mine)[:_MOST_PANELS]
    return [chosen[name] for name in wording.families(ranked) if name in chosen][
        :_MOST_PANELS
    ]


def _key(row: Record) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in KEY)


def _panel(
    look: View, line: OutletLine, rows: Sequence[Record], key: tuple[str, ...]
) -> Figure:
    found = {str(row["outlet"]): row for row in rows if _key(row) == key}
    others = [o for o in look.outlets if o.key in found and o.key != line.key][
        : _MOST_ROWS - 1
    ]
    how = look.format(found[line.key])
    drawn = []
    for outlet in (line, *others):
        row = found[outlet.key]
        value, low, high = (float(row[name]) for name in ("value", "low", "high"))
        printed = f"{theme.value(value, how)}  n {theme.count(row['n_articles'])}"
        label = outlet.short if outlet.key != line.key else f"{outlet.short}, this one"
        drawn.append((label, outlet.side, value, low, high, printed))
    low, high = _ends(drawn, how)
    ends = (theme.value(low, how), theme.value(high, how))
    body = drawings.beside(drawn, low=low, high=high, ends=ends)
    title = _title(look, key)
    alt = f"{title}: " + "; ".join(f"{row[0]} {row[5]}" for row in drawn)
    height = drawings.BESIDE_STEP * len(drawn) + 24
    svg = drawings.drawing(body, width=440, height=height, alt=alt).svg
    return Figure(svg=svg, alt=alt, title=title, width=440)


def _ends(rows: Sequence[drawings.Beside], how: theme.Format) -> tuple[float, float]:
    reach = [n for row in rows for n in row[2:5] if not math.isnan(n)]
    if how.factor == 100:  # shares: the whole range, so that no bar is cut
        return 0.0, 1.0
    if how.signed:
        end = max(0.5, drawings.nice(max(abs(n) for n in reach)))
        return -end, end
    low, high = min(reach), max(reach)
    margin = 0.1 * (high - low) or abs(high) * 0.1 or 1.0
    return low - margin, high + margin


def _title(look: View, key: tuple[str, ...]) -> str:
    for row in look.summary:
        if _key(row) == key:
            return wording.label(row)
    parts = [
        key[1].replace("_", " "),
        look.target(key[2]),
        wording.VOICES.get(key[3], key[3]),
        key[4],
    ]
    return wording.capital(", ".join(part for part in parts if part))


def _terms(look: View, line: OutletLine) -> tuple[Block, ...]:
    """How often this outlet uses the terms that differ between the groups."""
    contrasts = records(look.comparison.contrasts)
    differ = dict.fromkeys(
        str(row["term"]) for row in contrasts if row["verdict"] == "differs"
    )
    frame = look.contexts_in(look.by_outlet[line.key])
    frame = keep(frame, (str(term) in differ for term in frame["term"]))
    counts = Counter(str(term) for term in frame["term"])
    if not counts:
        return ()
    block = proof.block(
        anchor("terms-of", line.key),
        f"terms in {line.name}",
        found=proof.passages(frame, most=_MOST_PASSAGES),
        total=len(frame),
        table="tables/contexts.csv",
    )
    shown = sorted(counts, key=lambda term: (-counts[term], term))[:_MOST_TERMS]
    rows = tuple(
        Row(
            cells=(
                (Quoted(text=term),),
                (Number(text=theme.count(counts[term]), evidence=block.id),),
            )
        )
        for term in shown
    )
    columns = (
        Column(title=words("Term"), width=0.75),
        Column(title=words("Times"), align="right", width=0.25),
    )
    text = "Terms whose rate differs between the groups, and how often they stand here."
    return (
        Heading(level=4, text="Terms", outline=False),
        Paragraph(line=words(text), style="note"),
        Table(label=f"Terms in {line.name}", columns=columns, rows=rows),
        block,
        *wording.rest(len(rows), len(counts), "tables/contexts.csv"),
    )
