"""Who is quoted, through whom, with which verbs: parts of events and outlet pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from framing.model import ACTOR_TYPES
from framing.report import drawings, proof, theme, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Evidence,
    Figure,
    Line,
    Number,
    Paragraph,
    Quoted,
    Row,
    Side,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record, keep, records
from framing.report.ribbons import End, ribbons
from framing.report.view import OutletLine, View

_MOST_TYPES: Final = 4
_MOST_ENDS: Final = 8
_MOST_CLASSES: Final = 8
_MOST_PASSAGES: Final = 6


def _first(values: Sequence[str]) -> str:
    return str(values[0]) if len(values) else ""


def _kind(row: Record) -> str:
    """Return the type of actor of a quotation's first speaker."""
    types = row["actor_types"]
    if not types:
        return "no speaker found"
    return _first(types) if row["named"] else "not named"


def source_use(look: View, quotes: pd.DataFrame, anchor: str) -> tuple[Block, ...]:
    """Return attributed words by outlet and type of speaker, home and foreign apart.

    Parameters
    ----------
    look : View
    quotes : DataFrame
        As `View.quotes` gives it.
    anchor : str
        Id of the evidence block.
    """
    rows = [row for row in records(quotes) if row["nested_in"] < 0]
    kinds: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    home: Counter[tuple[str, str]] = Counter()
    for row in rows:
        kind, outlet = _kind(row), str(row["outlet"])
        kinds[kind] += int(row["n_words"])
        cells[outlet, kind] += int(row["n_words"])
        country = look.profile.get(outlet, {}).get("country", "")
        if country and _first(row["countries"]) == country:
            home[outlet, kind] += int(row["n_words"])
    shown = _types(kinds)
    lines = [line for line in look.outlets if any(o == line.key for o, _ in cells)]
    evidence = proof.block(
        anchor,
        "words attributed to speakers",
        sums=(words(_totals(kinds)),),
        found=proof.from_quotes(quotes, most=_MOST_PASSAGES),
        total=len(quotes),
        table="tables/quotes.csv",
    )
    body = [_sources(line, shown, cells, home, anchor) for line in lines]
    columns = (
        Column(title=words("Outlet"), width=0.2),
        *(Column(title=words(kind), label=kind) for kind in (*shown, "all others")),
        Column(
            title=words("Attributed words"), align="right", width=0.1, label="words"
        ),
    )
    table = Table(label="Source use", columns=columns, rows=tuple(body), cards=True)
    note = (
        "Share of each outlet’s attributed words (direct, mixed and reported). "
        "“Home”: the speaker’s country is the outlet’s."
    )
    return (table, evidence, Paragraph(line=words(note), style="note"))


def _types(kinds: Counter[str]) -> list[str]:
    """Return the largest types of speakers, in the order of the model."""
    ranked = sorted(kinds, key=lambda kind: (-kinds[kind], kind))[:_MOST_TYPES]
    order = {kind: at for at, kind in enumerate(ACTOR_TYPES)}
    return sorted(ranked, key=lambda kind: (order.get(kind, len(order)), kind))


def _totals(kinds: Counter[str]) -> str:
    parts = [f"{kind} {theme.count(n)}" for kind, n in sorted(kinds.items()) if n]
    return f"Attributed words: {'; '.join(parts) or 'none'}."


def _sources(
    line: OutletLine,
    shown: Sequence[str],
    cells: Counter[tuple[str, str]],
    home: Counter[tuple[str, str]],
    anchor: str,
) -> Row:
    total = sum(n for (outlet, _), n in cells.items() if outlet == line.key)
    rest = total - sum(cells[line.key, kind] for kind in shown)
    pieces: list[Line] = []
    for kind in shown:
        number, own = cells[line.key, kind], home[line.key, kind]
        note = f" home {theme.share(own, number)}" if own else ""
        pieces.append(_bar(number, total, line.side, anchor, note))
    pieces.append(_bar(rest, total, line.side, anchor, ""))
    return Row(
        cells=(
            (Tag(text=line.name, side=line.side),),
            *pieces,
            words(theme.count(total)),
        )
    )


def _bar(number: int, total: int, side: Side, anchor: str, note: str) -> Line:
    if not number or not total:
        return (Text(text="none", muted=True),)
    return (
        drawings.bar(number / total, side, width=100),
        Break(),
        Number(text=theme.share(number, total), evidence=anchor),
        Text(text=note, muted=True),
    )


def relays(look: View, quotes: pd.DataFrame) -> tuple[Block, ...]:
    """Return ribbons from the relay that is credited to the outlet that prints."""
    links = Counter(
        (str(relay), str(outlet))
        for names, outlet in zip(quotes["relays"], quotes["outlet"], strict=True)
        for relay in dict.fromkeys(names)
    )
    if not links:
        text = "No quotation names an agency or outlet as its relay."
        return (Paragraph(line=words(text)),)
    sources: Counter[str] = Counter()
    for (relay, _), number in links.items():
        sources[relay] += number
    kept = sorted(sources, key=lambda key: (-sources[key], key))[:_MOST_ENDS]
    left: list[End] = [
        (key, _label(look, key), "", f"{sources[key]} relayed") for key in sorted(kept)
    ]
    figure = _ribbons(look, links, left, _printers(look, quotes))
    return (figure, *wording.rest(len(kept), len(sources), "tables/quotes.csv"))


def _printers(look: View, quotes: pd.DataFrame) -> list[End]:
    """Return outlets that credit a relay, each with how often."""
    totals = Counter(quotes["outlet"])
    credited = Counter(
        outlet
        for names, outlet in zip(quotes["relays"], quotes["outlet"], strict=True)
        if len(names)
    )
    lines = [line for line in look.outlets if credited[line.key]][: 2 * _MOST_ENDS]
    return [
        (o.key, _label(look, o.key), o.side, f"{credited[o.key]} of {totals[o.key]}")
        for o in lines
    ]


def _ribbons(
    look: View,
    links: Mapping[tuple[str, str], int],
    left: Sequence[End],
    right: Sequence[End],
) -> Figure:
    ends = [{key for key, *_ in side} for side in (left, right)]
    drawn = {(a, b): n for (a, b), n in links.items() if a in ends[0] and b in ends[1]}
    body, height = ribbons(drawn, left, right)
    alt = "Relays: " + "; ".join(
        f"{look.outlet_name(a)} credited by {look.outlet_name(b)} {n} times"
        for (a, b), n in sorted(drawn.items())
    )
    caption = (
        "Width: number of quotations. “7 of 22”: seven of the outlet’s 22 quotations "
        "came through an agency, another outlet or another speaker."
    )
    svg = drawings.drawing(body, width=440, height=height, alt=alt).svg
    return Figure(svg=svg, alt=alt, caption=words(caption), width=440)


def _label(look: View, key: str) -> str:
    line = look.outlet.get(key)
    name = line.short if line else look.outlet_name(key)
    return name if len(name) <= 16 else name[:15] + "…"


def verbs(look: View, quotes: pd.DataFrame, anchor: str) -> tuple[Block, ...]:
    """Return classes of reporting verbs by group, with the commonest verbs.

    Where no group can be compared, outlets stand beside each other instead.
    """
    scopes = _scopes(look, quotes)
    place = "group" if look.compared else "outlet"
    keys = {key for key, _, _ in scopes}
    frame = keep(
        quotes,
        (
            bool(c) and s in keys
            for c, s in zip(quotes["cue_class"], quotes[place], strict=True)
        ),
    )
    if frame.empty:
        return (Paragraph(line=words("No quotation here has a known reporting verb.")),)
    totals = Counter(frame[place])
    columns = (
        Column(title=words("Class of verb"), width=0.36),
        *(
            Column(title=(Tag(text=name, side=side), Text(text=f": {totals[key]}")))
            for key, name, side in scopes
        ),
    )
    note = (
        "Quotations with a verb, and how the verb is conventionally read; not the "
        "writer’s intent. Counts, no test."
    )
    rows = _verb_rows(frame, place, scopes, anchor)
    return (
        Table(label="Reporting verbs", columns=columns, rows=rows),
        _verb_evidence(frame, anchor),
        Paragraph(line=words(note), style="note"),
        *wording.rest(len(rows), frame["cue_class"].nunique(), "tables/quotes.csv"),
    )


_Scope = tuple[str, str, Side]


def _scopes(look: View, quotes: pd.DataFrame) -> list[_Scope]:
    """Key, name and side of what stands beside each other."""
    if look.compared:
        return [(group.key, group.title, look.side(group.key)) for group in look.groups]
    found = set(quotes["outlet"])
    lines = [line for line in look.outlets if line.key in found]
    return [(line.key, line.short, line.side) for line in lines[:_MOST_TYPES]]


def _verb_rows(
    frame: pd.DataFrame, place: str, scopes: Sequence[_Scope], anchor: str
) -> tuple[Row, ...]:
    """Return the most frequent classes, in the order of the alphabet."""
    counts = Counter(zip(frame["cue_class"], frame[place], strict=True))
    totals, classes = Counter(frame[place]), Counter(frame["cue_class"])
    shown = sorted(classes, key=lambda name: (-classes[name], name))[:_MOST_CLASSES]
    rows = []
    for name in sorted(shown):
        cues = frame["cue_text"][(frame["cue_class"] == name).to_numpy(bool)]
        common = Counter(str(cue).lower() for cue in cues if cue)
        top = sorted(common, key=lambda cue: (-common[cue], cue))[:2]
        label: Line = (Text(text=str(name)), Break(), Quoted(text=", ".join(top)))
        cells = (
            _verb_cell(counts[name, key], totals[key], side, anchor)
            for key, _, side in scopes
        )
        rows.append(Row(cells=(label, *cells)))
    return tuple(rows)


def _verb_cell(number: int, total: int, side: Side, anchor: str) -> Line:
    if not number:
        return (Text(text="none", muted=True),)
    return (
        drawings.bar(number / total, side, width=110),
        Break(),
        Number(text=theme.share(number, total), evidence=anchor),
        Text(text=f" {number}", muted=True),
    )


def _verb_evidence(frame: pd.DataFrame, anchor: str) -> Evidence:
    marked = keep(frame, (len(spans) > 0 for spans in frame["cue"]))
    return proof.block(
        anchor,
        "reporting verbs",
        found=proof.from_quotes(marked, most=_MOST_PASSAGES, span="cue"),
        total=len(frame),
        table="tables/quotes.csv",
    )
