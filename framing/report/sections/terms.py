"""Distinctive terms over the shared events, with the rates of both sides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from framing.comparison import Comparison
from framing.comparison.wordings import TermsShown, shown_terms
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
    frame = comparison.contrasts
    shown = shown_terms(frame[frame["measure"] == main])
    parts = _split(mine, shown)
    drawn = figure_terms(shown)
    heading, sub = _opening(mine, len(differ))
    blocks: list[Block] = [
        Heading(level=3, text=heading, id="terms"),
        Paragraph(line=words(sub), style="sub"),
        _forest(look, mine, parts),
        Paragraph(line=words(_note(mine)), style="note"),
        *wording.rest(len(shown.all), len(mine), "tables/contrasts.csv"),
        *term_tables.figures(look, mine, drawn),
        *term_tables.by_outlet(look, drawn),
        *term_tables.by_event(look, drawn),
        *term_tables.distances(look),
    ]
    for other in names:
        if other != main:
            blocks += _other(
                look, other, [row for row in rows if row["measure"] == other]
            )
    return tuple(blocks)


def _note(rows: Sequence[Record]) -> str:
    chosen = (
        " The terms of a side are those whose log-odds are farthest from zero after "
        "1.96 of their standard errors (score over z) are taken off."
        if _is_tested(rows)
        else ""
    )
    return (
        "“Times as often” is the ratio of odds, shrunk toward equal for rare terms. "
        "Arrow: found on one side only, so no interval is given. q is the expected "
        f"share of false finds among the terms that pass.{chosen}"
    )


_TESTED: Final = (
    "Tested within the same events, so that another mix of events cannot look like "
    "another wording. Names of outlets are left out."
)
_UNTESTED: Final = (
    "Too few events to test are reported by both groups: rates stand here as they are, "
    "and no difference may be read out of them. Names of outlets are left out."
)

Part = tuple[Side | None, list[Record]]
"""A side, or None for words that do not differ, and its rows."""


def _is_tested(rows: Sequence[Record]) -> bool:
    return any(not math.isnan(float(row["q"])) for row in rows)


def _opening(rows: Sequence[Record], n_differ: int) -> tuple[str, str]:
    """Return the heading, and what it rests on."""
    if not _is_tested(rows):
        return (
            f"Words and their rates: {theme.count(len(rows))}, none tested",
            _UNTESTED,
        )
    n_tested = theme.count(len(rows))
    return f"Words that differ in rate: {n_differ} of {n_tested} tested", _TESTED


def _split(rows: Sequence[Record], shown: TermsShown) -> list[Part]:
    """More often in the first, in the second, and common words that do not differ."""
    by_term = {str(row["term"]): row for row in rows}
    sides: tuple[Side | None, ...] = ("a", "b", None)
    return [
        (side, [by_term[term] for term in terms])
        for side, terms in zip(sides, shown, strict=True)
    ]


def figure_terms(shown: TermsShown) -> list[str]:
    """Return terms of the forest, those of every other figure, in its order."""
    sides = [shown.first, shown.second]
    if sum(map(len, sides)) > _MOST:
        # Half of the rows for each side: the first alone could fill them.
        sides = [names[: _MOST // 2] for names in sides]
    differ = [name for names in sides for name in names]
    return differ or list(shown.common)


def _forest(look: View, rows: Sequence[Record], parts: Sequence[Part]) -> Table:
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
    tested = _is_tested(rows)
    for side, part in parts:
        if (side and not tested) or (not side and not part):
            continue
        name = "No difference established" if tested else "Not tested: the most used"
        if side:
            name = f"More often in {look.group_name(side)} outlets"
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
