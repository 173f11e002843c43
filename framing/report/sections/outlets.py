"""Which outlets there are, what each is called, by whom, and since when checked."""

from __future__ import annotations

from typing import Final

from framing.comparison import Comparison
from framing.report import proof, theme, wording
from framing.report.blocks import (
    Block,
    Code,
    Column,
    Evidence,
    Heading,
    Line,
    Link,
    Number,
    Paragraph,
    Row,
    Side,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record
from framing.report.labels import anchor
from framing.report.view import OutletLine, View, view

_MOST_INFERRED: Final = 12
_MOST_UNGROUPED: Final = 40


def outlets(comparison: Comparison) -> tuple[Block, ...]:
    """Return the outlets with their class, its source, and what was inferred."""
    look = view(comparison)
    rows: list[Row] = []
    for side in ("a", "b", ""):
        mine = [line for line in look.outlets if line.side == side]
        if mine:
            rows.append(Row(style="group", cells=(_group(look, side),)))
            rows += [_row(look, line) for line in mine[:_MOST_UNGROUPED]]
    columns = (
        Column(title=words("Outlet"), width=0.26),
        Column(title=words("Country"), width=0.1, phone=False),
        Column(title=words("What its profile says of control"), width=0.28),
        Column(title=words("Articles"), align="right", width=0.09),
        Column(title=words("Compared"), align="right", width=0.1, phone=False),
        Column(title=words("Words"), align="right", width=0.1),
        Column(title=words("Events"), align="right", width=0.07, phone=False),
    )
    sub = (
        "The class of an outlet is a claim with a source. Open it to see both. "
        "An outlet in no group is shown, never compared."
    )
    return (
        Heading(level=2, text="Outlets", id="outlets"),
        Paragraph(line=words(sub), style="sub"),
        Table(label="Outlets", columns=columns, rows=tuple(rows)),
        *_inferred(look),
    )


def _group(look: View, side: Side) -> Line:
    name = wording.capital(look.group_name(side))
    if side == "":
        return (Tag(text=name, side=side, strong=True),)
    group = look.groups[0 if side == "a" else 1]
    return (
        Tag(text=name, side=side, strong=True),
        Text(text=f": {group.words}", muted=True),
    )


def _row(look: View, line: OutletLine) -> Row:
    row = look.profile[line.key]
    evidence = _claims(row, line)
    return Row(
        cells=(
            (Link(text=line.name, target=anchor("outlet", line.key)),)
            if row["n_articles"]
            else words(line.name),
            words(str(row["country"] or "unknown")),
            (Number(text=_control(row), evidence=evidence.id if evidence else ""),),
            words(theme.count(row["n_articles"])),
            words(theme.count(row["n_compared"])),
            words(theme.count(row["n_words"])),
            words(theme.count(row["n_events"])),
        ),
        evidence=evidence,
    )


def _control(row: Record) -> str:
    found = [str(claim[1]) for claim in row["claims"] if claim[0] == "control"]
    if found:
        return wording.joined(found, "or")
    return "not covered" if row["known"] else "no profile"


def _claims(row: Record, line: OutletLine) -> Evidence | None:
    items = [
        words(
            f"{str(what).replace('_', ' ')}: {value}. Source: {source}; "
            f"{'read by somebody' if checked else 'not checked'}."
        )
        for what, value, source, checked in row["claims"]
    ]
    if not items:
        return None
    return proof.block(
        anchor("class", line.key),
        f"what the profile of {line.name} says",
        items=items,
        table="tables/outlets.csv",
    )


def _inferred(look: View) -> tuple[Block, ...]:
    rows = [
        (key, row)
        for key, row in sorted(look.article.items())
        if row["outlet_status"] != "declared"
    ]
    if not rows:
        return ()
    body = tuple(
        Row(
            cells=(
                (Code(text=key),),
                (_said(look, row),),
                words(_short(str(row["outlet_evidence"]))),
                words(theme.plain(float(row["outlet_confidence"]), 2)),
            )
        )
        for key, row in rows[:_MOST_INFERRED]
    )
    columns = (
        Column(title=words("Article"), width=0.25),
        Column(title=words("Outlet"), width=0.25),
        Column(title=words("Words that speak for it"), width=0.38),
        Column(title=words("Confidence"), align="right", width=0.12),
    )
    text = "The input did not name these outlets. An inferred outlet is no fact."
    return (
        Heading(level=3, text="Outlets that the input did not name", outline=False),
        Paragraph(line=words(text), style="sub"),
        Table(
            label="Outlets inferred from the text",
            columns=columns,
            rows=body,
            cards=True,
        ),
        *wording.rest(len(body), len(rows), "tables/articles.csv"),
    )


def _said(look: View, row: Record) -> Text:
    if row["outlet_status"] == "unknown":
        return Text(text="unknown")
    return Text(text=f"{look.outlet_name(str(row['outlet']))} (inferred)")


def _short(text: str, most: int = 12) -> str:
    """At most a dozen words of what was found."""
    parts = text.split()
    return text if len(parts) <= most else " ".join(parts[:most]) + " …"
