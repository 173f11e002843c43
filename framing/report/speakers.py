"""In whose words an event is told, and who is quoted by some outlets only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from framing.report import drawings, proof, theme, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Line,
    Number,
    Paragraph,
    Row,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record, keep, records
from framing.report.view import OutletLine, View

_FORMS: Final = {
    "direct": "In marks",
    "mixed": "Partly in marks",
    "indirect": "Reported",
}
_MOST_SPEAKERS: Final = 12
_MOST_PASSAGES: Final = 6
# METHOD §7: private persons are quoted, never counted up.
_PRIVATE: Final = frozenset(("NGO or citizen", "other"))


def forms(look: View, quotes: pd.DataFrame, anchor: str) -> tuple[Block, ...]:
    """Return how much of what is said stands in quotation marks, by outlet.

    Parameters
    ----------
    look : View
    quotes : DataFrame
        As `View.quotes` gives it.
    anchor : str
        Id of the evidence block.
    """
    outer = keep(quotes, quotes["nested_in"] < 0)
    counts = Counter(zip(outer["outlet"], outer["kind"], strict=True))
    totals = Counter(outer["outlet"])
    lines = [line for line in look.outlets if totals[line.key]]
    rows = [
        Row(
            cells=(
                (Tag(text=line.name, side=line.side),),
                *(
                    _share(counts[line.key, k], totals[line.key], line, anchor)
                    for k in _FORMS
                ),
                words(theme.count(totals[line.key])),
            )
        )
        for line in lines
    ]
    columns = (
        Column(title=words("Outlet"), width=0.24),
        *(Column(title=words(title), label=title) for title in _FORMS.values()),
        Column(title=words("Quotations"), align="right", width=0.14, label="n"),
    )
    note = (
        "Share of each outlet’s quotations, nested ones left out. Counts, no test: "
        "one event pairs nothing."
    )
    return (
        Table(label="In whose words", columns=columns, rows=tuple(rows), cards=True),
        proof.block(
            anchor,
            "quotations in marks, partly in marks and reported",
            found=proof.from_quotes(outer, most=_MOST_PASSAGES, span="content"),
            total=len(outer),
            table="tables/quotes.csv",
        ),
        Paragraph(line=words(note), style="note"),
    )


def _share(number: int, total: int, line: OutletLine, anchor: str) -> Line:
    if not number:
        return (Text(text="none", muted=True),)
    return (
        drawings.bar(number / total, line.side, width=90),
        Break(),
        Number(text=theme.share(number, total), evidence=anchor),
        Text(text=f" {number}", muted=True),
    )


def some_only(
    look: View, quotes: pd.DataFrame, ids: Sequence[str], anchor: str
) -> tuple[Block, ...]:
    """Return named public speakers with the outlets that quote them, and those not.

    Parameters
    ----------
    look : View
    quotes : DataFrame
        As `View.quotes` gives it.
    ids : sequence of str
        The event's articles: an outlet with an article and no quotation of a
        speaker is named as such.
    anchor : str
        Id of the evidence block.
    """
    present = {str(look.article[key]["outlet"]) for key in ids}
    lines = [line for line in look.outlets if line.key in present]
    if len(lines) < 2:
        return ()
    counts, about = _counted(quotes)
    partly = [
        name for name, by in counts.items() if any(line.key not in by for line in lines)
    ]
    if not partly:
        return (Paragraph(line=words("Every speaker counted is in all outlets.")),)
    shown = sorted(partly, key=lambda name: (-counts[name].total(), name))
    rows = [
        _speaker(name, about[name], counts[name], lines, anchor)
        for name in shown[:_MOST_SPEAKERS]
    ]
    columns = (
        Column(title=words("Speaker"), width=0.3),
        Column(title=words("Quoted by, times"), label="quoted by"),
        Column(title=words("No quotation found in"), label="none found in"),
    )
    chosen = keep(quotes, (not set(shown).isdisjoint(s) for s in quotes["speakers"]))
    note = (
        "Named officials, institutions, experts, media, and persons listed in the "
        "actors; other private persons are not counted. “No quotation found” speaks "
        "of these files and of what was found."
    )
    return (
        Table(
            label="Quoted by some outlets only",
            columns=columns,
            rows=tuple(rows),
            cards=True,
        ),
        proof.block(
            anchor,
            "speakers quoted by some outlets only",
            found=proof.from_quotes(chosen, most=_MOST_PASSAGES),
            total=len(chosen),
            table="tables/quotes.csv",
        ),
        Paragraph(line=words(note), style="note"),
        *wording.rest(len(rows), len(partly), "tables/quotes.csv"),
    )


def _counted(
    quotes: pd.DataFrame,
) -> tuple[Mapping[str, Counter[str]], Mapping[str, str]]:
    """Return quotations by speaker and outlet, and what each speaker is."""
    counts: dict[str, Counter[str]] = {}
    about: dict[str, str] = {}
    for row in records(quotes):
        for name, kind in _public(row):
            counts.setdefault(name, Counter())[str(row["outlet"])] += 1
            about.setdefault(name, kind)
    return counts, about


def _public(row: Record) -> list[tuple[str, str]]:
    """Return the speakers of a quotation that may be counted, with their types."""
    if not row["named"]:
        return []
    found = zip(row["speakers"], row["keys"], row["actor_types"], strict=True)
    return [
        (str(name), str(kind))
        for name, key, kind in found
        if key or kind not in _PRIVATE
    ]


def _speaker(
    name: str,
    kind: str,
    counts: Counter[str],
    lines: Sequence[OutletLine],
    anchor: str,
) -> Row:
    quoted: list[Line] = [
        (
            Tag(text=line.short, side=line.side),
            Text(text=" "),
            Number(text=theme.count(counts[line.key]), evidence=anchor),
            Text(text="  "),
        )
        for line in lines
        if line.key in counts
    ]
    missing = [line.short for line in lines if line.key not in counts]
    return Row(
        cells=(
            (Text(text=name), Break(), Text(text=kind, muted=True)),
            tuple(piece for line in quoted for piece in line),
            words(", ".join(missing)),
        )
    )
