"""The first page: what may be concluded, from how much, and what threatens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.comparison import Comparison
from framing.report import theme, validity, wording
from framing.report.blocks import (
    Basis,
    Block,
    Code,
    Columns,
    Contents,
    Heading,
    Items,
    Line,
    Link,
    Only,
    Paragraph,
    Text,
    words,
)
from framing.report.index import Record
from framing.report.labels import anchor
from framing.report.view import View, view
from framing.report.wording import joined, plural

_ITEMS: Final = 3
_WEIGHTS: Final = (1.5, 1.1, 0.9)


def title(comparison: Comparison) -> str:
    """Return the user's own title, or one that says what was compared."""
    look = view(comparison)
    own = comparison.config.output.title
    if own:
        return own
    sides = [_outlets(look, side) for side in ("a", "b")]
    events = sum(bool(row["shared"]) for row in look.events)
    if comparison.conclusion == "nothing" or not all(sides) or not events:
        articles = wording.capital(theme.in_words(len(look.article)))
        noun = "article" if len(look.article) == 1 else "articles"
        named = _named(look)
        by = f" by {theme.in_words(named)} named outlet{'' if named == 1 else 's'}"
        return f"{articles} {noun}{by if named else ''}, side by side"
    first, second = look.groups
    what = "event" if events == 1 else f"{theme.in_words(events)} events"
    return (
        f"How {theme.in_words(sides[0])} {first.title} and {theme.in_words(sides[1])} "
        f"{second.title} outlet{'' if sides[1] == 1 else 's'} reported the same {what}"
    )


def _named(look: View) -> int:
    """How many outlets the input itself names."""
    rows = look.article.values()
    return len({row["outlet"] for row in rows if row["outlet_status"] == "declared"})


def _outlets(look: View, side: str) -> int:
    """How many outlets of a side have a compared article."""
    return sum(
        line.side == side and look.profile[line.key]["n_compared"] > 0
        for line in look.outlets
    )


def lead(comparison: Comparison) -> str:
    """Return at most two sentences: families, not numbers."""
    rows = [row for row in view(comparison).summary if row["primary"]]
    reason = comparison.conclusion_reason.rstrip(".")
    if comparison.conclusion == "nothing":
        return f"Nothing can be compared between the groups. {reason}."
    if comparison.conclusion == "articles":
        return f"These articles are described, not compared. {reason}."
    if not rows:
        return (
            "No outcome was named before the run, so none can stand here as a "
            "finding. All comparisons below are exploratory."
        )
    look = view(comparison)
    stated = [row for row in rows if not validity.is_held_back(look, row)]
    differ = [row for row in stated if row["verdict"] == "differs"]
    rest = _others(stated, wording.families(differ))
    if not differ:
        return rest or "No primary comparison could be estimated or stated here."
    grouped = comparison.conclusion == "groups" and all(
        wording.of_groups(look, row) for row in differ
    )
    subject = "The two groups" if grouped else "These outlets"
    names = joined([_phrase(name) for name in wording.families(differ)])
    return f"{subject} differ in {names}. {rest}".strip()


def _others(rows: Sequence[Record], differ: Sequence[str]) -> str:
    """One sentence on the families in which nothing differs."""
    parts = []
    for verdict in ("inconclusive", "equivalent"):
        mine = [row for row in rows if row["verdict"] == verdict]
        names = [
            _phrase(name) + _unless(mine, name)
            for name in wording.families(mine)
            if name not in differ
        ]
        if names:
            parts.append(f"{verdict}: {joined(names)}")
    return wording.capital("; ".join(parts)) + "." if parts else ""


def _unless(rows: Sequence[Record], family: str) -> str:
    """Say that a verdict of a family does not stand under every check."""
    frail = any(row["depends"] for row in rows if row["family"] == family)
    return " (not under every check)" if frail else ""


def _phrase(family: str) -> str:
    return {
        "how they are introduced": "how speakers are introduced",
        "reading": "how the texts read",
    }.get(family, family)


def answer(comparison: Comparison) -> tuple[Block, ...]:
    """Return the first page, in the order of METHOD §5."""
    look = view(comparison)
    return (
        Paragraph(line=words(_kick(look)), style="kick"),
        Heading(level=1, text=title(comparison), id="answer", outline=False),
        Paragraph(line=words(lead(comparison)), style="lead"),
        Paragraph(line=words(_sentence(look)), style="sub"),
        *_columns(look),
        Basis(items=_basis(look)),
        *_limits(look),
        Only(
            where="html",
            blocks=(
                Paragraph(
                    line=words(
                        "A number with a dotted underline opens what stands behind it."
                    ),
                    style="note",
                ),
                Contents(),
            ),
        ),
    )


def _kick(look: View) -> str:
    lows = [str(r["date_low"]) for r in look.article.values() if r["date_low"]]
    highs = [str(r["date_high"]) for r in look.article.values() if r["date_high"]]
    if not lows or not highs:
        return "framing report · no dates known"
    return f"framing report · {theme.date(min(lows), max(highs))}"


def _sentence(look: View) -> str:
    """One sentence on what was read: articles, outlets, groups, events."""
    shared = sum(bool(row["shared"]) for row in look.events)
    named = _named(look)
    by = f" by {plural(named, 'named outlet')}" if named else ""
    compared = len(look.compared)
    used = (
        f"{theme.count(compared)} compared, on {plural(shared, 'event')} that both "
        "groups reported"
        if compared
        else "none compared"
    )
    aside = plural(len(look.comparison.set_aside), "record")
    rules = "; ".join(f"{group.title}: {group.words}" for group in look.groups)
    return (
        f"{plural(len(look.article), 'article')}{by} read, {used}; "
        f"{aside} set aside. Groups: {rules}."
    )


def _columns(look: View) -> tuple[Block, ...]:
    if look.comparison.conclusion == "nothing":
        text = (
            "No figure about a group stands in this report. Headlines, quotations "
            "and wording of each article stand side by side below."
        )
        return (Paragraph(line=words(text), style="say"),)
    rows = [row for row in look.summary if row["primary"]]
    if not rows:
        return (_unnamed(len(look.summary)),)
    total = len(rows)
    held = [row for row in rows if validity.is_held_back(look, row)]
    rest = [row for row in rows if row not in held]
    differ = [row for row in rest if row["verdict"] == "differs"]
    open_ = [row for row in rest if row["verdict"] in {"equivalent", "inconclusive"}]
    none = [row for row in rest if row["verdict"] == "not estimable"]
    name = "Not estimable, or not yet validated" if held else "Not estimable"
    parts = [
        _part(
            look,
            f"Differs: {len(differ)} of {plural(total, 'primary comparison')}",
            differ,
        ),
        _part(look, f"Equivalent or inconclusive: {len(open_)}", open_),
        _part(look, f"{name}: {len(none) + len(held)}", none + held),
    ]
    if look.comparison.conclusion == "articles":
        parts = parts[1:]
    weights = _WEIGHTS[-len(parts) :]
    return (Columns(parts=tuple(parts), weights=weights, style="verdicts"),)


def _unnamed(number: int) -> Block:
    """Say how to name outcomes, where the settings name none."""
    how = "Up to five outcomes can be named before a run, under [analysis] primary in "
    line = (
        Text(text=how),
        Code(text="framing.toml"),
        Text(text=". Until then: "),
        Link(text=f"all {plural(number, 'comparison')}", target="comparisons"),
        Text(text="."),
    )
    return Paragraph(line=line, style="say")


def _part(look: View, heading: str, rows: Sequence[Record]) -> tuple[Block, ...]:
    order = {key: at for at, key in enumerate(wording.families(look.summary))}
    rows = sorted(rows, key=lambda row: order[str(row["family"])])
    items = tuple(_item(look, row) for row in rows[:_ITEMS])
    more = len(rows) - len(items)
    if not items:
        items = ((Text(text="none", muted=True),),)
    if more > 0:
        items += (
            (Link(text=f"The other {theme.in_words(more)}", target="comparisons"),),
        )
    return (
        Heading(level=2, text=heading, outline=False),
        Items(items=items, style="plain"),
    )


def _item(look: View, row: Record) -> Line:
    """One comparison: name, both values, difference, interval, events."""
    name = Text(text=f"{wording.label(row)}. ", strong=True)
    if row["verdict"] == "not estimable":
        return (
            name,
            Text(text=wording.capital(str(row["reason"] or "too little")) + "."),
        )
    if validity.is_held_back(look, row):
        text = f"Measured, {_why_held(look)}: see "
        link = Link(text="all comparisons", target=anchor("c", str(row["id"])))
        return (name, Text(text=text), link, Text(text="."))
    first, second, gap = wording.values(look, row, anchor("c", str(row["id"])))
    sides = [group.title for group in look.groups]
    interval = wording.interval_text(look, row)
    limits = Text(text=f" (95% interval {interval})" if interval else "", muted=True)
    end = _ending(look, row)
    return (
        name,
        first,
        Text(text=f" in {sides[0]} outlets, "),
        second,
        Text(text=f" in {sides[1]} ones: "),
        gap,
        limits,
        Text(text=f"{end}."),
    )


def _why_held(look: View) -> str:
    """Say in few words why a stance is no finding here."""
    if look.comparison.validation is None:
        return validity.NOT_VALIDATED
    return "not validated well enough on your corpus"


def _ending(look: View, row: Record) -> str:
    if row["verdict"] == "differs":
        return ", " + "; ".join(wording.verdict_notes(look, row))
    return "; " + "; ".join(
        [wording.verdict(look, row), *wording.verdict_notes(look, row)]
    )


def _basis(look: View) -> tuple[tuple[str, str], ...]:
    compared = look.compared or frozenset(look.article)
    rows = [look.article[key] for key in sorted(compared)]
    shared = sum(bool(row["shared"]) for row in look.events)
    events = shared if look.compared else len(look.events)
    if look.compared:
        outlets = f"{_outlets(look, 'a')} + {_outlets(look, 'b')}"
    else:
        outlets = theme.count(_named(look))
    size = sum(float(row["n_words"]) for row in rows if wording.has(row["n_words"]))
    months = {str(row["date_low"])[:7] for row in rows if row["date_low"]}
    return (
        (theme.count(len(rows)), "article" if len(rows) == 1 else "articles"),
        (theme.count(events), "event" if events == 1 else "events"),
        (outlets, "outlets" if look.compared else "named outlets"),
        (theme.count(size), "words"),
        (
            theme.count(len(months)),
            "month with articles" if len(months) == 1 else "months with articles",
        ),
    )


def _limits(look: View) -> tuple[Block, ...]:
    """Return validation status and threats."""
    limit = " All results are conditional on what both groups reported, in these files."
    line = (
        Text(text="Validation. ", strong=True),
        Text(text=" ".join(validity.statuses(look))),
        Text(text=" "),
        Link(text="More", target="validation"),
        Text(text="." + limit),
    )
    blocks: tuple[Block, ...] = (Paragraph(line=line, style="note"),)
    threats = look.comparison.threats[:3]
    if not threats:
        return blocks
    head = (Text(text="The largest threats in this corpus.", strong=True),)
    return (
        *blocks,
        Paragraph(line=head, style="note"),
        Items(items=tuple(words(text) for text in threats), style="dots"),
    )
