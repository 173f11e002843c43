"""The events that most outlets reported, one part each: words first, then counts.

One event pairs nothing, so nothing here has a verdict.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from framing.comparison import Comparison
from framing.dates import CERTAIN
from framing.report import (
    figures,
    proof,
    speakers,
    speech,
    theme,
    tone,
    vocabulary,
    wording,
)
from framing.report.blocks import (
    Block,
    Break,
    Code,
    Column,
    Columns,
    Heading,
    Items,
    Line,
    Number,
    Only,
    Paragraph,
    Quoted,
    Row,
    Side,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record
from framing.report.labels import anchor
from framing.report.side_by_side import side_by_side
from framing.report.view import View, view

_IN_PRINT: Final = 3
_MOST_HEADLINES: Final = 12
_MOST_TARGETS: Final = 4
_MOST_TERMS: Final = 8
_MOST_PASSAGES: Final = 4
_PHASES: Final[Mapping[str, str]] = {
    "announcement": "announces it",
    "reaction": "reacts to it",
    "look-back": "looks back on it",
}
_SIDES: Final[tuple[Side, ...]] = ("a", "b")


def events(comparison: Comparison) -> tuple[Block, ...]:
    """Return a part for each event that is shown in full."""
    look = view(comparison)
    head = Heading(level=2, text="Events in full", id="events-in-full", page=True)
    if not look.shown_events:
        return (head, Paragraph(line=words("There is no event to show.")))
    sub = (
        "Counts and contexts, no verdict: one event pairs nothing. Verdicts stand "
        "under all comparisons."
    )
    shown = look.shown_events
    blocks: list[Block] = [
        head,
        Paragraph(line=words(sub), style="sub"),
        *wording.printed(_IN_PRINT, len(shown), "events"),
    ]
    for at, event in enumerate(shown):
        part = _event(look, event, first=at == 0)
        blocks += part if at < _IN_PRINT else (Only(where="html", blocks=part),)
    blocks += wording.rest(len(shown), len(look.events), "tables/events.csv")
    return tuple(blocks)


def _event(look: View, event: Record, *, first: bool) -> tuple[Block, ...]:
    key = str(event["event"])
    ids = look.in_event.get(key, ())
    return (
        Heading(
            level=3,
            text=str(event["label"]).strip() or key,
            id=anchor("event", key),
            page=not first,
            quoted=True,
        ),
        Paragraph(line=words(_scope(look, event, ids)), style="sub"),
        *_headlines(look, ids),
        *side_by_side(look, key),
        *_speech(look, look.quotes("event", key), key, ids),
        *tone.stance_in_event(look, key),
        *vocabulary.in_event(look, key),
        *_terms_and_reading(look, key, ids),
        *_full_texts(look, ids),
    )


def _scope(look: View, event: Record, ids: Sequence[str]) -> str:
    when = theme.date(str(event["date_low"]), str(event["date_high"]))
    inferred = event["date_low"] and event["date_source"] not in CERTAIN
    sides = [
        f"{theme.count(event[f'n_{side}'])} {look.group_name(side)}" for side in _SIDES
    ]
    outlets = event["n_outlets"]
    by = wording.plural(outlets, "known outlet") if outlets else "unknown outlets"
    notes = sorted({str(look.article[key]["event_note"]) for key in ids} - {""})
    text = (
        f"{wording.capital(when)}{' (inferred)' if inferred else ''}. "
        f"{wording.plural(event['n_articles'], 'article')} by {by}; "
        f"compared: {wording.joined(sides)}."
    )
    return " ".join(
        [text, *(f"{wording.capital(note.rstrip('.'))}." for note in notes[:2])]
    )


def _headlines(look: View, ids: Sequence[str]) -> tuple[Block, ...]:
    parts: list[tuple[Block, ...]] = []
    sides: tuple[Side, ...] = ("a", "b", "")
    for side in sides:
        mine = [key for key in ids if look.side(look.article[key]["group"]) == side]
        if not mine and side == "":
            continue
        name = wording.capital(look.group_name(side)) + (" outlets" if side else "")
        head = (
            Tag(text=name, side=side, strong=True),
            Text(text=f": {wording.plural(len(mine), 'article')}"),
        )
        items = tuple(_headline(look, key) for key in mine[:_MOST_HEADLINES])
        if not items:
            items = ((Text(text="no article found", muted=True),),)
        rest = wording.rest(
            len(mine[:_MOST_HEADLINES]), len(mine), "tables/articles.csv"
        )
        parts.append(
            (
                Paragraph(line=head, style="side"),
                Items(items=items, style="heads"),
                *rest,
            )
        )
    columns = Columns(parts=tuple(parts[:2]), weights=(1, 1))
    heading = Heading(level=4, text="Headlines", outline=False)
    extra = parts[2] if len(parts) > 2 else ()
    return (heading, columns, *extra)


def _headline(look: View, key: str) -> Line:
    row = look.article[key]
    genre = str(row["genre"])
    notes = [look.when(key)]
    if genre not in {"news report", "unknown"}:
        notes.append(genre)
    if row["origin"] not in {"own", "unknown"}:
        notes.append(str(row["origin"]))
    if str(row["phase"]) in _PHASES:
        notes.append(_PHASES[str(row["phase"])])
    title = str(row["title"]).strip()
    return (
        Quoted(text=title) if title else Text(text="(no title)", muted=True),
        Break(),
        look.printer(key),
        Text(text=" · " + " · ".join(notes), muted=True),
    )


def _speech(
    look: View, quotes: pd.DataFrame, key: str, ids: Sequence[str]
) -> tuple[Block, ...]:
    heading = Heading(level=4, text="Who is quoted", outline=False)
    if quotes.empty:
        return (heading, Paragraph(line=words("No quotation was found.")))
    left = (
        Heading(level=4, text="Through whom the words came", outline=False),
        *speech.relays(look, quotes),
    )
    right = (
        Heading(level=4, text="How speakers are introduced", outline=False),
        *speech.verbs(look, quotes, anchor("verbs", key)),
    )
    return (
        heading,
        *speech.source_use(look, quotes, anchor("who", key)),
        Heading(level=4, text="Quoted by some outlets only", outline=False),
        *speakers.some_only(look, quotes, ids, anchor("some", key)),
        Heading(level=4, text="In marks or reported", outline=False),
        *speakers.forms(look, quotes, anchor("forms", key)),
        Columns(parts=(left, right), weights=(1, 1)),
    )


def _terms_and_reading(look: View, key: str, ids: Sequence[str]) -> tuple[Block, ...]:
    left, right = _terms(look, key, ids), _reading(look, key, ids)
    if left and right:
        return (Columns(parts=(left, right), weights=(1, 1)),)
    return left or right


def _terms(look: View, key: str, ids: Sequence[str]) -> tuple[Block, ...]:
    """How often the terms of the test over all events occur here."""
    frame = look.contexts_in(ids)
    frame = frame[frame["side"] != ""]
    if frame.empty:
        return ()
    counts = Counter(zip(frame["term"], frame["side"], strict=True))
    totals = Counter(frame["term"])
    terms = sorted(totals, key=lambda term: (-totals[term], term))
    block = proof.block(
        anchor("terms", key),
        "terms in this event",
        found=proof.passages(frame, most=_MOST_PASSAGES),
        total=len(frame),
        table="tables/contexts.csv",
    )
    rows = tuple(
        Row(
            cells=(
                (Quoted(text=term),),
                *(_count(counts[term, side], block.id) for side in _SIDES),
            )
        )
        for term in terms[:_MOST_TERMS]
    )
    columns = (
        Column(title=words("Term"), width=0.5),
        *(
            Column(title=(Tag(text=g.title, side=look.side(g.key)),), align="right")
            for g in look.groups
        ),
    )
    return (
        Heading(level=4, text="Distinctive words here", outline=False),
        Paragraph(
            line=words("Terms of the test over all events; counts, no test."),
            style="note",
        ),
        Table(label="Terms in this event", columns=columns, rows=rows),
        block,
        *wording.rest(len(rows), len(terms), "tables/contexts.csv"),
    )


def _count(number: int, evidence: str) -> Line:
    return (
        (Number(text=theme.count(number), evidence=evidence),) if number else words("0")
    )


def _reading(look: View, key: str, ids: Sequence[str]) -> tuple[Block, ...]:
    table, grade = look.table(key), look.grade
    if grade is None:
        return ()
    frame = table[(table["metric"] == grade[0]) & (table["field"] == grade[1])]
    voices = sorted(set(frame["voice"]), key=lambda voice: (voice != "all", voice))
    frame = frame[frame["voice"] == voices[0]] if voices else frame
    values = dict(
        zip(frame["article"].astype(str), frame["value"].astype(float), strict=True)
    )
    field = look.comparison.fields[grade]
    how = theme.format_of(field.unit, field.low)
    rows = [
        (
            name,
            side,
            [values.get(i, math.nan) for i in ids if look.article[i][place] == key],
        )
        for key, name, side, place in _reading_rows(look, ids)
    ]
    missing = sum(math.isnan(value) for _, _, part in rows for value in part)
    if all(math.isnan(value) for _, _, part in rows for value in part):
        return ()
    note = "One mark is one article."
    if missing:
        note += f" No value: {wording.plural(missing, 'article')} with too few words."
    figure = figures.strips(
        "School grade of each article",
        rows,
        unit="school grade needed",
        how=how,
        caption=words(note),
    )
    return (Heading(level=4, text="Readability", outline=False), figure)


def _reading_rows(look: View, ids: Sequence[str]) -> list[tuple[str, str, Side, str]]:
    """Return groups, or outlets where no article is compared."""
    if look.compared:
        return [
            (group.key, wording.capital(group.title), look.side(group.key), "group")
            for group in look.groups
        ]
    found = {str(look.article[key]["outlet"]) for key in ids}
    lines = [line for line in look.outlets if line.key in found]
    return [(o.key, o.short, o.side, "outlet") for o in lines[:_MOST_HEADLINES]]


def _full_texts(look: View, ids: Sequence[str]) -> tuple[Block, ...]:
    """Whole texts, only where the settings ask for them."""
    if not look.comparison.config.output.full_text:
        return ()
    blocks: list[Block] = []
    for key in ids:
        lines = [
            line
            for line in look.comparison.texts.get(key, "").split("\n")
            if line.strip()
        ]
        items: tuple[Line, ...] = tuple((Quoted(text=line),) for line in lines)
        blocks.append(
            proof.block(
                anchor("full", key),
                f"full text of {key}",
                items=items,
            )
        )
    heading = Heading(level=4, text="Full texts", outline=False)
    note = Paragraph(
        line=(
            Text(text="Not for redistribution. Files: "),
            Code(text="tables/articles.csv"),
        ),
        style="note",
    )
    return (Only(where="html", blocks=(heading, note, *blocks)),)
