"""Who reported which event, one mark an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from framing.comparison import Comparison
from framing.dates import CERTAIN
from framing.report import drawings, theme, wording
from framing.report.blocks import (
    Block,
    Column,
    Heading,
    Hidden,
    Line,
    Link,
    Paragraph,
    Row,
    Side,
    Table,
    Tag,
    Term,
    Text,
    words,
)
from framing.report.index import Record
from framing.report.labels import anchor
from framing.report.timeline import timeline
from framing.report.view import View, view

_MOST_COLUMNS: Final = 10

_Scope = tuple[Line, Side, frozenset[str]]


def coverage(comparison: Comparison) -> tuple[Block, ...]:
    """Return events × outlets; in large runs groups stand for outlets."""
    look = view(comparison)
    head = Heading(level=2, text="Who covered which event", id="events", page=True)
    if not look.events:
        text = "No two articles were found to report the same event."
        return (head, Paragraph(line=words(text)))
    sub = (
        "A dot (·) means that no article was found in this collection, which does "
        "not mean that the outlet published none."
    )
    scopes = _scopes(look)
    rows = [_row(look, event, scopes) for event in look.shown_events]
    rows += [_totals(look, scopes), _shares(look, scopes)]
    columns = (
        Column(title=words("Date"), phone=False, width=0.13),
        Column(title=words("Event"), width=0.3),
        *(Column(title=title, align="centre") for title, _, _ in scopes),
        Column(title=words("All"), align="right", width=0.06),
    )
    table = Table(
        label="Events and outlets",
        caption="One mark is one article",
        columns=columns,
        rows=tuple(rows),
    )
    return (
        head,
        Paragraph(line=words(sub), style="sub"),
        table,
        *_more(look),
        *_over_time(look),
    )


def _over_time(look: View) -> tuple[Block, ...]:
    """Return when outlets printed their articles, as far as the day is certain."""
    used = [line for line in look.outlets if look.profile[line.key]["n_articles"]]
    strips = [
        (
            outlet.name,
            outlet.side,
            [
                str(look.article[key]["date_low"])
                for key in look.by_outlet.get(outlet.key, ())
                if look.article[key]["date_source"] in CERTAIN
                and look.article[key]["date_low"]
            ],
        )
        for outlet in used[:_MOST_COLUMNS]
    ]
    note = words("Only articles whose day of publication is certain.")
    figure = timeline(strips, note)
    rest = wording.rest(len(strips), len(used), "tables/articles.csv")
    return (figure, *rest) if figure else ()


def _scopes(look: View) -> tuple[_Scope, ...]:
    """Outlets with articles, or the groups where there are too many."""
    used = [line for line in look.outlets if look.profile[line.key]["n_articles"]]
    if len(used) <= _MOST_COLUMNS:
        return tuple(
            (
                (Term(text=o.short, full=o.name, side=o.side),),
                o.side,
                frozenset({o.key}),
            )
            for o in used
        )
    sides: tuple[Side, ...] = ("a", "b", "")
    return tuple(
        (
            (Tag(text=look.group_name(side), side=side),),
            side,
            frozenset(o.key for o in used if o.side == side),
        )
        for side in sides
    )


def _row(look: View, event: Record, scopes: Sequence[_Scope]) -> Row:
    counts = Counter(
        str(look.article[key]["outlet"])
        for key in look.in_event.get(str(event["event"]), ())
    )
    when = theme.date(str(event["date_low"]), str(event["date_high"]))
    name = Link(
        text=str(event["label"]).strip() or str(event["event"]),
        target=anchor("event", str(event["event"])),
        quoted=True,
    )
    cells = [_marks(sum(counts[key] for key in keys), side) for _, side, keys in scopes]
    inferred = event["date_source"] not in CERTAIN and event["date_low"]
    date: Line = (
        Text(text=when),
        *((Text(text=" inferred", muted=True),) if inferred else ()),
    )
    return Row(
        cells=(
            date,
            (name,),
            *cells,
            words(theme.count(event["n_articles"])),
        )
    )


def _marks(number: int, side: Side) -> Line:
    if not number:
        return (Hidden(text="no article found"), Text(text="·", muted=True))
    return (Hidden(text=theme.count(number)), drawings.units(number, side))


def _totals(look: View, scopes: Sequence[_Scope]) -> Row:
    shown = {str(event["event"]) for event in look.shown_events}
    counts = Counter(
        str(row["outlet"]) for row in look.article.values() if row["event"] in shown
    )
    cells = [
        words(theme.count(sum(counts[key] for key in keys))) for _, _, keys in scopes
    ]
    total = words(theme.count(sum(counts.values())))
    return Row(
        style="total", cells=((), words("Articles on these events"), *cells, total)
    )


def _shares(look: View, scopes: Sequence[_Scope]) -> Row:
    """Return how many of an outlet's articles stand in events of both groups."""
    shared = {str(event["event"]) for event in look.events if event["shared"]}
    everything, inside = Counter[str](), Counter[str]()
    for row in look.article.values():
        everything[str(row["outlet"])] += 1
        inside[str(row["outlet"])] += row["event"] in shared

    def share(keys: Iterable[str]) -> Line:
        known = list(keys)
        n = sum(everything[key] for key in known)
        return words(theme.share(sum(inside[key] for key in known), n))

    cells = [share(keys) for _, _, keys in scopes]
    title = words("Share of all its articles that is in events of both groups")
    return Row(style="total", cells=((), title, *cells, share(everything)))


def _more(look: View) -> tuple[Block, ...]:
    blocks: list[Block] = []
    alone = sum(not row["event"] for row in look.article.values())
    if alone:
        text = f"{wording.plural(alone, 'article')} in no event."
        blocks.append(Paragraph(line=words(text), style="note"))
    if len(look.shown_events) < len(look.events):
        text = "The events that most outlets reported are shown."
        blocks.append(Paragraph(line=words(text), style="note"))
    blocks += wording.rest(
        len(look.shown_events), len(look.events), "tables/events.csv"
    )
    return tuple(blocks)
