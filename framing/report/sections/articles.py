"""Where the articles went, from found to compared, and how the sides balance."""

from __future__ import annotations

from typing import Final

from framing.comparison import Comparison
from framing.report import drawings, proof, theme, wording
from framing.report.blocks import (
    Block,
    Code,
    Column,
    Evidence,
    Heading,
    Line,
    Number,
    Paragraph,
    Row,
    Table,
    Tag,
    Term,
    Text,
    words,
)
from framing.report.index import records
from framing.report.labels import anchor
from framing.report.view import View, view

_KEPT: Final = frozenset({"found", "used", "compared"})
_MEANING: Final = {
    "found": "found in the input",
    "used": "used: read, cleaned and measured",
    "compared": "compared, on events that both groups reported",
}
_MOST_ROWS: Final = 12
_MOST_OUTLETS: Final = 10


def articles(comparison: Comparison) -> tuple[Block, ...]:
    """Return the flow of articles, what was set aside, and the balance table."""
    look = view(comparison)
    found, compared = (theme.count(n) for n in (comparison.n_found, len(look.compared)))
    heading = f"Articles: {found} found, {compared} compared"
    return (
        Heading(level=2, text=heading, id="articles", page=True),
        Paragraph(
            line=words(
                "Every record is counted once. Each one left out has its reason."
            ),
            style="sub",
        ),
        _flow(look),
        *_set_aside(look),
        *_balance(look),
    )


def _flow(look: View) -> Table:
    top = max(look.comparison.n_found, 1)
    rows = []
    for row in records(look.comparison.flow):
        step, number, reason = (
            str(row["step"]),
            float(row["n"]),
            str(row["reason"] or ""),
        )
        kept = step in _KEPT
        shown = theme.count(number) if kept else theme.plain(-number, 0)
        bar = drawings.bar(number / top, None if kept else "", width=480)
        text = f"{step}: {reason}" if reason else _MEANING.get(step, step)
        evidence = None if kept else _behind(look, step, reason)
        first: Line = (Number(text=shown, evidence=evidence.id if evidence else ""),)
        rows.append(Row(cells=(first, (bar,), words(text)), evidence=evidence))
    columns = (
        Column(title=words("Records"), align="right", width=0.1),
        Column(title=words("Share of those found"), width=0.53, phone=False),
        Column(title=words("Step and reason"), width=0.37),
    )
    return Table(label="Flow of articles", columns=columns, rows=tuple(rows))


def _behind(look: View, step: str, reason: str) -> Evidence | None:
    """Return which records a step leaves out for a reason, with what was met."""
    if step == "set aside":
        found = [
            f"{row['path']} {row['record']}".strip()
            for row in records(look.comparison.set_aside)
            if row["reason"] == reason
        ]
        where = "tables/set_aside.csv"
    else:
        found = [
            f"{key}: {row['left_out']}"
            for key, row in look.article.items()
            if str(row["left_out"]).startswith(reason)
        ]
        where = "tables/articles.csv, column left_out"
    if not found:
        return None
    items = [words(text) for text in sorted(found)[:_MOST_ROWS]]
    if len(found) > len(items):
        items.append(words(f"and {theme.count(len(found) - len(items))} more"))
    name = f"{step}: {reason}"
    return proof.block(anchor("flow", name), name, items=items, table=where)


def _set_aside(look: View) -> tuple[Block, ...]:
    rows = records(look.comparison.set_aside)
    if not rows:
        return (Paragraph(line=words("No record was set aside."), style="note"),)
    cells = tuple(
        Row(
            cells=(
                (Code(text=f"{row['path']} {row['record'] or ''}".strip()),),
                words(str(row["reason"])),
                words(str(row["detail"])),
            )
        )
        for row in rows[:_MOST_ROWS]
    )
    columns = (
        Column(title=words("File"), width=0.3),
        Column(title=words("Reason"), width=0.2),
        Column(title=words("What was found"), width=0.5),
    )
    heading = Heading(level=3, text="Set aside", outline=False)
    table = Table(label="Records set aside", columns=columns, rows=cells, cards=True)
    return (
        heading,
        table,
        *wording.rest(len(cells), len(rows), "tables/set_aside.csv"),
    )


def _balance(look: View) -> tuple[Block, ...]:
    rows = records(look.comparison.balance)
    heading = Heading(level=3, text="Balance", outline=False)
    if not rows:
        return (
            heading,
            Paragraph(line=words("No balance table: no article was used.")),
        )
    scopes: list[tuple[str, Tag | Term]] = [
        (group.key, Tag(text=group.title, side=look.side(group.key), strong=True))
        for group in look.groups
    ]
    if len(look.outlets) <= _MOST_OUTLETS:
        scopes += [
            (o.key, Term(text=o.short, full=o.name, side=o.side)) for o in look.outlets
        ]
    known = {str(row["scope"]) for row in rows}
    scopes = [pair for pair in scopes if pair[0] in known]
    found = {(str(r["scope"]), str(r["measure"]), str(r["category"])): r for r in rows}
    columns = (
        Column(title=words("What"), width=0.14),
        *(Column(title=(tag,), align="right") for _, tag in scopes),
    )
    body: list[Row] = []
    for measure in dict.fromkeys(str(row["measure"]) for row in rows):
        categories = sorted({c for s, m, c in found if m == measure})
        if categories != [""]:
            body.append(Row(style="group", cells=(words(wording.capital(measure)),)))
        for category in categories:
            cells = [
                _amount(found.get((key, measure, category)), share=tag.kind == "tag")
                for key, tag in scopes
            ]
            name = category or wording.capital(measure)
            body.append(Row(cells=(words(name), *cells)))
    return (
        heading,
        Paragraph(
            line=words(
                "What the sides are made of, before any result. Shares are of a "
                "group’s articles or words."
            ),
            style="sub",
        ),
        Table(label="Balance of the corpus", columns=columns, rows=tuple(body)),
    )


def _amount(row: object, *, share: bool) -> Line:
    if not isinstance(row, dict):
        return (Text(text="none", muted=True),)
    text = theme.count(float(row["n"]))
    if share and wording.has(row["share"]):
        return (
            Text(text=text),
            Text(text=f" {theme.share(row['share'], 1)}", muted=True),
        )
    return words(text)
