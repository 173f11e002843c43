"""Blocks about the terms shown: figures, outlets, events, distances."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from framing.comparison.wordings import MOST_OUTLETS
from framing.report import drawings, term_figures, theme, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Columns,
    Figure,
    Heading,
    Line,
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
_FAR: Final = 3  # terms of a funnel that are named though no other figure has them
_TERMS: Final = 12
_OUTLETS: Final = 8


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
    frame = look.comparison.wording.shift
    # Sides that use every word at the same rate have no word to show.
    found = [_shift(look)] if (frame["contribution"] != 0).any() else []
    if any(not math.isnan(float(row["z"])) for row in rows):
        found.append(_funnel(look, rows, frozenset(shown)))
    if not found:
        return []
    parts = tuple((figure,) for figure in found)
    return [Columns(parts=parts, weights=(1,) * len(parts))]


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
    # The surest differences may be too small for the forest.
    far = sorted(differ, key=lambda row: (-abs(row["z"]), str(row["term"])))
    named = shown.union(str(row["term"]) for row in far[:_FAR])
    spots: list[term_figures.Spot] = []
    for row in (*rest[:_REST], *differ):
        side: Side = ""
        if row["verdict"] == "differs":
            side = "a" if row["score"] > 0 else "b"
        label = str(row["term"]) if side and str(row["term"]) in named else ""
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
        top = max((float(r["rate"]) for r in rates if r and r["n_words"]), default=0.0)
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
    if not record["n_words"]:
        return (Text(text="no words", muted=True),)
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
    drawn = term_figures.swarm(gaps, end, alt=f"{term}: events with more in {told}")
    said = words(f"{told}, of {wording.plural(len(gaps), 'event')}{axis}")
    return Row(cells=((Quoted(text=term),), (drawn,), said))


_SIGNS: Final[Mapping[str, int]] = {"a": 1, "b": -1}


def distances(look: View) -> list[Block]:
    """Return how far apart outlets are, pair by pair."""
    rows = records(look.comparison.wording.distances)
    if not rows:
        return []
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
        most = max(rows, key=lambda row: int(row["n_events"]))
        said = (
            f"No pair of outlets has enough shared events (at most {most['reason']})."
        )
        return [*blocks, Paragraph(line=words(said), style="note")]
    table = {(str(row["a"]), str(row["b"])): row for row in rows}
    known_keys = {key for pair in table for key in pair}
    lines = [outlet for outlet in look.outlets if outlet.key in known_keys]
    top = max(float(row["distance"]) for row in known)
    columns = (
        Column(title=words("Outlet"), width=0.16),
        *(
            Column(
                title=(Tag(text=outlet.short, side=outlet.side),),
                align="right",
                width=0.84 / max(len(lines) - 1, 1),
                label=outlet.short,
            )
            for outlet in lines[:-1]
        ),
    )
    body = tuple(
        Row(
            cells=(
                (Tag(text=one.short, side=one.side),),
                *(
                    _distance(_of(table, one.key, other.key), top) if place < at else ()
                    for place, other in enumerate(lines[:-1])
                ),
            )
        )
        for at, one in enumerate(lines)
        if at
    )
    all_in = (
        f"Pairs of the {MOST_OUTLETS} outlets with the most compared articles at most; "
        "n and q are in tables/distances.csv."
    )
    return [
        *blocks,
        Table(
            label="Distances between outlets", columns=columns, rows=body, cards=True
        ),
        Paragraph(line=words(all_in), style="note"),
    ]


def _of(table: Mapping[tuple[str, str], Record], one: str, other: str) -> Record | None:
    return table.get((one, other)) or table.get((other, one))


def _distance(row: Record | None, top: float) -> Line:
    """Return a distance with its bar and interval, and whether that holds zero."""
    if row is None:
        return ()
    if row["verdict"] == "not estimable":
        said = f"{wording.plural(row['n_events'], 'shared event')}: too few"
        return (Text(text=said, muted=True),)
    low, value, high = (1000 * float(row[c]) for c in ("low", "distance", "high"))
    bar = drawings.bar(max(value, 0.0) / (1000 * top) if top > 0 else 0, None, width=44)
    limits = f"{theme.plain(low, 1, sign=True)} to {theme.plain(high, 1, sign=True)}"
    clear = row["verdict"] == "differs"
    said = limits if clear else f"{limits}; inconclusive"
    number = Text(text=f" {theme.plain(value, 1, sign=True)}")
    return (bar, number, Break(), Text(text=said, muted=True))
