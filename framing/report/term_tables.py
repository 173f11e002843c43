"""Blocks about the terms shown: figures, outlets, events, distances."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from framing.report import drawings, term_figures, theme, wording
from framing.report.blocks import (
    Block,
    Column,
    Figure,
    Heading,
    Line,
    Panels,
    Paragraph,
    Quoted,
    Row,
    Side,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record, records
from framing.report.view import View

_SHIFT: Final = 10  # words a side
_REST: Final = 300  # terms of a funnel that do not differ, the most used first
_TERMS: Final = 12
_OUTLETS: Final = 8
_PAIRS: Final = 12


def figures(look: View, rows: Sequence[Record], shown: Sequence[str]) -> list[Block]:
    """Return word shift and funnel, side by side.

    Parameters
    ----------
    look : View
    rows : sequence of mapping
        All terms of the first measure.
    shown : sequence of str
        Terms of the forest that differ.
    """
    found = [_shift(look)] if len(look.comparison.wording.shift) > 1 else []
    if any(not math.isnan(float(row["z"])) for row in rows):
        found.append(_funnel(look, rows, frozenset(shown)))
    if not found:
        return []
    return [Panels(figures=tuple(found), columns=2)]


def _shift(look: View) -> Figure:
    first, second = look.groups
    words_of = records(look.comparison.wording.shift)
    drawn: list[term_figures.Shift] = []
    for side, sign in (("a", 1), ("b", -1)):
        mine = [row for row in words_of if row["contribution"] * sign > 0][:_SHIFT]
        drawn += [(str(r["term"]), _as_side(side), float(r["share"])) for r in mine]
    note = (
        "Part of the whole difference between the two distributions of words "
        "(Jensen–Shannon divergence). Nothing is tested here; frequent words weigh "
        "most."
    )
    title = f"Words that make the difference: {second.title} ◂ ▸ {first.title}"
    return term_figures.shift(drawn, title, words(note))


def _as_side(name: str) -> Side:
    return "a" if name == "a" else "b"


def _funnel(look: View, rows: Sequence[Record], shown: frozenset[str]) -> Figure:
    known = [row for row in rows if not math.isnan(float(row["z"]))]
    differ = [row for row in known if row["verdict"] == "differs"]
    rest = [row for row in known if row["verdict"] != "differs"]
    rest.sort(key=lambda row: (-(row["n_a"] + row["n_b"]), str(row["term"])))
    spots: list[term_figures.Spot] = []
    for row in (*rest[:_REST], *differ):
        side: Side = ""
        if row["verdict"] == "differs":
            side = "a" if row["score"] > 0 else "b"
        label = str(row["term"]) if side and str(row["term"]) in shown else ""
        uses = float(row["n_a"] + row["n_b"])
        spots.append((label, side, uses, float(row["z"])))
    first, second = look.groups
    note = (
        f"z is the log-odds over its standard error between events, above 0 where "
        f"{first.title} outlets use a term more. Marks: terms that differ by the test; "
        f"rings: {wording.plural(min(len(rest), _REST), 'term')} that do not, of "
        f"{theme.count(len(rest))}. The verdict rests on the test, not on z."
    )
    title = f"Terms by use and certainty: {first.title} above, {second.title} below"
    return term_figures.funnel(spots, title, words(note))


def by_outlet(look: View, shown: Sequence[str]) -> list[Block]:
    """Return the rates of the terms shown in each outlet.

    Parameters
    ----------
    look : View
    shown : sequence of str
    """
    frame = look.comparison.wording.by_outlet
    cells = {(str(r["term"]), str(r["outlet"])): r for r in records(frame)}
    outlets = [
        outlet
        for outlet in look.outlets
        if any((term, outlet.key) in cells for term in shown)
    ]
    terms = shown[:_TERMS]
    if len(outlets) < 2 or not terms:
        return []
    columns = (
        Column(title=words("Term"), width=0.2),
        *(
            Column(
                title=(Tag(text=outlet.short, side=outlet.side),),
                align="right",
                width=0.8 / min(len(outlets), _OUTLETS),
                label=outlet.short,
            )
            for outlet in outlets[:_OUTLETS]
        ),
    )
    body = []
    for term in terms:
        rates = [cells.get((term, o.key)) for o in outlets[:_OUTLETS]]
        top = max((float(r["rate"]) for r in rates if r), default=0.0)
        body.append(
            Row(
                cells=(
                    (Quoted(text=term),),
                    *(
                        _heat(record, outlet.side, top)
                        for record, outlet in zip(rates, outlets, strict=False)
                    ),
                )
            )
        )
    note = (
        "Rates per 1,000 words of unattributed text in the compared articles; the bar "
        "is relative to the outlet of the row that uses the term most. Nothing is "
        "tested here: it shows whether one outlet carries a group."
    )
    return [
        Heading(level=4, text="The same terms in each outlet", outline=False),
        Paragraph(line=words(note), style="sub"),
        Table(
            label="Terms in each outlet", columns=columns, rows=tuple(body), cards=True
        ),
        *wording.rest(len(terms), len(shown), "tables/term_outlets.csv"),
    ]


def _heat(record: Record | None, side: Side, top: float) -> Line:
    if record is None:
        return ()
    rate = float(record["rate"])
    bar = drawings.bar(rate / top if top else 0.0, side, width=44)
    return (bar, Text(text=f" {theme.plain(rate, 2)}"))


def by_event(look: View, shown: Sequence[str]) -> list[Block]:
    """Return the difference on each event, a dot an event, for the terms shown.

    Parameters
    ----------
    look : View
    shown : sequence of str
    """
    found: dict[str, list[float]] = {}
    for row in records(look.comparison.wording.by_event):
        found.setdefault(str(row["term"]), []).append(float(row["difference"]))
    terms = [term for term in shown if found.get(term)][:_TERMS]
    if not terms:
        return []
    first, second = look.groups
    columns = (
        Column(title=words("Term"), width=0.2),
        Column(
            title=words(f"◂ more in {second.title} · more in {first.title} ▸"),
            width=0.45,
        ),
        Column(title=words("Events with more in"), width=0.35, label="events"),
    )
    body = tuple(_swarm_row(look, term, found[term]) for term in terms)
    note = (
        "Each dot is one event: the rate in one group less the rate in the other. Each "
        "row has its own scale; events on which neither side uses the term are left "
        "out."
    )
    return [
        Heading(level=4, text="The same terms event by event", outline=False),
        Paragraph(line=words(note), style="sub"),
        Table(label="Terms event by event", columns=columns, rows=body, cards=True),
        *wording.rest(len(terms), len(shown), "tables/term_events.csv"),
    ]


def _swarm_row(look: View, term: str, gaps: Sequence[float]) -> Row:
    end = drawings.nice(max(1e-9, *(abs(gap) for gap in gaps)))
    sides = {name: sum(gap * sign > 0 for gap in gaps) for name, sign in _SIGNS.items()}
    told = ", ".join(
        f"{group.title} {sides[name]}"
        for group, name in zip(look.groups, ("a", "b"), strict=True)
    )
    axis = f" (ends ±{theme.plain(end, -1)} per 1,000)"
    drawn = term_figures.swarm(gaps, end, alt="")
    said = words(f"{told}, of {wording.plural(len(gaps), 'event')}{axis}")
    return Row(cells=((Quoted(text=term),), (drawn,), said))


_SIGNS: Final[Mapping[str, int]] = {"a": 1, "b": -1}


def distances(look: View) -> list[Block]:
    """Return how far apart outlets are, pair by pair."""
    rows = records(look.comparison.wording.distances)
    if not rows:
        return []
    outlets = {outlet.key: outlet for outlet in look.outlets}
    known = [row for row in rows if row["verdict"] != "not estimable"]
    note = (
        "Jensen–Shannon divergence of their words on the events that both cover, less "
        "what chance alone would give (labels swapped within events), in thousandths "
        "of a bit, with the 95% interval over events. A distance says how much, not in "
        "which words, and nothing about which outlet is right."
    )
    blocks: list[Block] = [
        Heading(level=4, text="How far apart the wording of outlets is", outline=False),
        Paragraph(line=words(note), style="sub"),
    ]
    if not known:
        reason = str(rows[0]["reason"])
        said = f"No pair of outlets has enough shared events ({reason})."
        return [*blocks, Paragraph(line=words(said), style="note")]
    top = max(float(row["high"]) for row in known)
    body = [_pair(row, outlets, top) for row in known[:_PAIRS]]
    columns = (
        Column(title=words("Outlets"), width=0.36),
        Column(title=words("Distance"), width=0.34, label="distance"),
        Column(title=words("Events"), align="right", width=0.1, label="events"),
        Column(title=words("Result"), width=0.2),
    )
    return [
        *blocks,
        Table(
            label="Distances between outlets",
            columns=columns,
            rows=tuple(body),
            cards=True,
        ),
        *wording.rest(len(body), len(rows), "tables/distances.csv"),
    ]


def _pair(row: Record, outlets: Mapping[str, object], top: float) -> Row:
    names: list[Tag | Text] = []
    for key in (str(row["a"]), str(row["b"])):
        outlet = outlets.get(key)
        if names:
            names.append(Text(text=" and "))
        name = getattr(outlet, "short", key)
        names.append(Tag(text=str(name), side=getattr(outlet, "side", "")))
    low, value, high = (1000 * float(row[c]) for c in ("low", "distance", "high"))
    bar = drawings.bar(max(value, 0.0) / (1000 * top), None, width=90)
    said = (
        f" {theme.plain(value, 1, sign=True)} ({theme.plain(low, 1, sign=True)} to "
        f"{theme.plain(high, 1, sign=True)})"
    )
    return Row(
        cells=(
            tuple(names),
            (bar, Text(text=said)),
            words(theme.count(row["n_events"])),
            words(str(row["verdict"])),
        )
    )
