"""Distinctive terms over the shared events, with the rates of both sides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from framing.comparison import Comparison
from framing.report import drawings, proof, term_tables, theme, wording
from framing.report.blocks import (
    Block,
    Column,
    Evidence,
    Heading,
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
from framing.report.index import Record, records
from framing.report.labels import anchor
from framing.report.view import View, view

_MOST: Final = 12
_COMMON: Final = 3


def terms(comparison: Comparison) -> tuple[Block, ...]:
    """Return a forest of terms, then what other measures say."""
    look = view(comparison)
    rows = records(comparison.contrasts)
    if not rows:
        return ()
    names = sorted({str(row["measure"]) for row in rows})
    main = next((name for name in names if "log" in name), names[0])
    mine = [row for row in rows if row["measure"] == main]
    differ = [row for row in mine if row["verdict"] == "differs"]
    heading = (
        f"Words that differ in rate: {len(differ)} of {theme.count(len(mine))} tested"
    )
    sub = (
        "Tested within the same events, so that another mix of events cannot look like "
        "another wording. Names of outlets are left out."
    )
    blocks: list[Block] = [
        Heading(level=3, text=heading, id="terms"),
        Paragraph(line=words(sub), style="sub"),
        _forest(look, mine),
        Paragraph(line=words(_note()), style="note"),
        *wording.rest(_n_shown(mine), len(mine), "tables/contrasts.csv"),
        *term_tables.figures(look, mine, shown_terms(mine)),
        *term_tables.by_outlet(look, shown_terms(mine)),
        *term_tables.by_event(look, shown_terms(mine)),
        *term_tables.distances(look),
    ]
    for other in names:
        if other != main:
            blocks += _other(
                look, other, [row for row in rows if row["measure"] == other]
            )
    return tuple(blocks)


def _note() -> str:
    return (
        "“Times as often” is the ratio of odds, shrunk toward equal for rare terms. "
        "Arrow: found on one side only, so no interval is given. q is the expected "
        "share of false finds among the terms that pass."
    )


def _split(rows: Sequence[Record]) -> list[tuple[Side | None, list[Record]]]:
    """More often in the first, in the second, and common words that do not differ."""
    differ = [row for row in rows if row["verdict"] == "differs"]
    rest = [row for row in rows if row["verdict"] != "differs"]
    common = sorted(
        rest, key=lambda row: (-(row["n_a"] + row["n_b"]), str(row["term"]))
    )

    def strongest(sign: int) -> list[Record]:
        mine = [row for row in differ if row["score"] * sign > 0]
        return sorted(mine, key=lambda row: (-abs(row["score"]), str(row["term"])))[
            :_MOST
        ]

    return [("a", strongest(1)), ("b", strongest(-1)), (None, common[:_COMMON])]


def shown_terms(rows: Sequence[Record]) -> list[str]:
    """Return terms of the forest, those of every other figure, in its order."""
    parts = _split(rows)
    sides = [[str(row["term"]) for row in part] for side, part in parts if side]
    if sum(map(len, sides)) > _MOST:
        # Half of the rows for each side: the first alone could fill them.
        sides = [names[: _MOST // 2] for names in sides]
    differ = [name for names in sides for name in names]
    return differ or [str(row["term"]) for _, part in parts for row in part]


def _n_shown(rows: Sequence[Record]) -> int:
    return sum(len(part) for _, part in _split(rows))


def _forest(look: View, rows: Sequence[Record]) -> Table:
    first, second = look.groups
    columns = (
        Column(title=words("Term"), width=0.15),
        Column(
            title=words(f"◂ more in {second.title} · more in {first.title} ▸"),
            width=0.4,
        ),
        Column(title=words("As often"), width=0.16),
        Column(
            title=(Tag(text=first.title, side="a"), Text(text=" per 1,000")),
            align="right",
            width=0.11,
            label=first.title,
        ),
        Column(
            title=(Tag(text=second.title, side="b"), Text(text=" per 1,000")),
            align="right",
            width=0.11,
            label=second.title,
        ),
        Column(title=words("Articles"), align="right", phone=False, width=0.07),
    )
    body: list[Row] = []
    for side, part in _split(rows):
        name = (
            f"More often in {look.group_name(side)} outlets"
            if side
            else "No difference established"
        )
        body.append(Row(style="group", cells=(words(name), (drawings.forest_axis(),))))
        body += [_row(look, row, len(rows)) for row in part]
        if not part:
            body.append(
                Row(cells=((Text(text="none", muted=True),), (), (), (), (), ()))
            )
    return Table(
        label="Distinctive terms", columns=columns, rows=tuple(body), cards=True
    )


def _only(row: Record) -> Side | None:
    """Return the one side that uses a term, if there is one."""
    if not row["n_a"]:
        return "b"
    return "a" if not row["n_b"] else None


def _row(look: View, row: Record, tested: int) -> Row:
    only = _only(row)
    block = _evidence(look, row, tested)
    clear = row["verdict"] == "differs"
    scores = (float(row[name]) for name in ("score", "low", "high"))
    drawn = drawings.forest(*scores, only=only if clear else None, clear=clear)
    rates = (
        (Number(text=theme.plain(float(row[name]), 2), evidence=block.id),)
        for name in ("rate_a", "rate_b")
    )
    articles = theme.count(row["articles_a"] + row["articles_b"])
    return Row(
        cells=(
            (Quoted(text=str(row["term"])),),
            (drawn,),
            _often(look, row, only),
            *rates,
            words(articles),
        ),
        evidence=block,
    )


def _often(look: View, row: Record, only: Side | None) -> Line:
    if row["verdict"] != "differs":
        return (Text(text=str(row["verdict"]), muted=True),)
    if row.get("depends"):
        said = f"; depends on: {row['depends']}"
        return (
            *_often(look, {**row, "depends": ""}, only),
            Text(text=said, muted=True),
        )
    if only:
        return words(f"only in {look.group_name(only)} outlets")
    return words(f"{theme.plain(math.exp(abs(float(row['score']))), 1)} times")


def _evidence(look: View, row: Record, tested: int) -> Evidence:
    term = str(row["term"])
    frame = look.contexts_of(term)
    frame = frame[frame["compared"].to_numpy(bool)]
    sums = [
        words(
            f"{wording.capital(group.title)}: "
            f"{wording.plural(row[f'n_{side}'], 'time')} in "
            f"{wording.plural(row[f'articles_{side}'], 'article')}."
        )
        for group, side in zip(look.groups, ("a", "b"), strict=True)
    ]
    sums.append(words(_tested(row, tested)))
    return proof.block(
        anchor("t", term),
        f"“{term}” in context",
        sums=sums,
        found=proof.passages(frame, most=6),
        total=len(frame),
        table=f"tables/contexts.csv: term {term!r}",
    )


def _tested(row: Record, tested: int) -> str:
    """Say what was tested, and how evenly the term is spread."""
    return (
        f"p {theme.probability(float(row['p']))}, "
        f"q {theme.probability(float(row['q']))} over "
        f"{wording.plural(tested, 'term')} tested; in "
        f"{wording.plural(row['events'], 'event')}. Unevenness over articles (DP): "
        f"{theme.plain(float(row['dp']), 2)}; the top article has "
        f"{theme.share(float(row['top_share']), 1)}."
    )


def _other(look: View, name: str, rows: Sequence[Record]) -> tuple[Block, ...]:
    """Return a plain table for a measure that is no ratio."""
    first, second = look.groups
    title = name.replace("_", " ")
    title = (
        "TF-IDF"
        if title.replace("-", "").replace(" ", "").startswith("tfidf")
        else title
    )
    shown = sorted(rows, key=lambda row: (-abs(row["score"]), str(row["term"])))[:_MOST]
    body = tuple(
        Row(
            cells=(
                (Quoted(text=str(row["term"])),),
                words(theme.plain(1000 * float(row["score"]), 1, sign=True)),
                words(theme.plain(float(row["rate_a"]), 2)),
                words(theme.plain(float(row["rate_b"]), 2)),
                words(str(row["verdict"])),
            )
        )
        for row in shown
    )
    columns = (
        Column(title=words("Term"), width=0.3),
        Column(
            title=words("Difference of mean weights, × 1,000"),
            align="right",
            width=0.25,
        ),
        Column(title=(Tag(text=first.title, side="a"),), align="right", width=0.13),
        Column(title=(Tag(text=second.title, side="b"),), align="right", width=0.13),
        Column(title=words("Result"), width=0.19),
    )
    caption = f"By {title} contrast; rates per 1,000 words"
    return (
        Table(label=f"Terms by {title}", caption=caption, columns=columns, rows=body),
        *wording.rest(len(body), len(rows), "tables/contrasts.csv"),
    )
