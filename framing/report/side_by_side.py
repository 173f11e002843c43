"""Inside one event: the same utterance, shared facts, differing amounts, no match."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from framing.alignment.sentences import HEADLINE
from framing.alignment.utterances import other_words
from framing.report import proof, theme, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Heading,
    Line,
    Mark,
    Number,
    Paragraph,
    Passage,
    Quoted,
    Row,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record, records
from framing.report.labels import anchor
from framing.report.view import View

_MOST_UTTERANCES: Final = 3
_MOST_RENDERINGS: Final = 8
_MOST_FACTS: Final = 6
_MOST_CONFLICTS: Final = 6
_MOST_ALONE: Final = 5  # a side
_MOST_PASSAGES: Final = 6

MISSED: Final = "11 of 121 such sentences in coded pairs of news articles"
"""How many had a match after all: ``benchmarks/alignment.py``, held out."""

_KINDS: Final[Mapping[str, str]] = {
    "direct": "● quoted",
    "mixed": "◐ partly quoted",
    "indirect": "○ reported",
}


def side_by_side(look: View, event: str) -> tuple[Block, ...]:
    """Return what the articles of an event share, and what one side alone prints.

    Parameters
    ----------
    look : View
    event : str
        Its id.
    """
    return (
        *_phases(look, event),
        *_utterances(look, event),
        *_facts(look, event),
        *_conflicts(look, event),
        *_unmatched(look, event),
    )


def _of(frame: pd.DataFrame, event: str) -> list[Record]:
    return list(records(frame[frame["event"] == event]))


def _phases(look: View, event: str) -> tuple[Block, ...]:
    """Warn where some articles announce the event and others report it."""
    ids = look.in_event.get(event, ())
    early = [key for key in ids if look.article[key]["phase"] == "announcement"]
    if not early or len(early) == len(ids):
        return ()
    text = (
        f"{wording.plural(len(early), 'article')} of {len(ids)} announced the event "
        "and could not know what the others report: what they do not share may be a "
        "matter of phase."
    )
    return (Paragraph(line=words(text), style="note"),)


def _utterances(look: View, event: str) -> tuple[Block, ...]:
    rows = _of(look.comparison.alignment.utterances, event)
    if not rows:
        return ()
    by_number: dict[int, list[Record]] = {}
    for row in rows:
        by_number.setdefault(int(row["utterance"]), []).append(row)
    sub = (
        "What one speaker said, as several outlets render it, compared with the "
        "longest rendering. Marked in the passages: words that the longest has not, or "
        "all where there are none. A translation or a summary changes words without "
        "any aim."
    )
    blocks: list[Block] = [
        Heading(level=4, text="The same utterance", outline=False),
        Paragraph(line=words(sub), style="note"),
    ]
    quotes = {
        (str(row["article"]), int(row["quote"])): row
        for row in records(look.quotes("event", event))
    }
    for number in list(by_number)[:_MOST_UTTERANCES]:
        blocks += _card(look, event, by_number[number], quotes)
    blocks += wording.rest(
        min(len(by_number), _MOST_UTTERANCES), len(by_number), "tables/utterances.csv"
    )
    return tuple(blocks)


def _card(
    look: View,
    event: str,
    rows: Sequence[Record],
    quotes: Mapping[tuple[str, int], Record],
) -> tuple[Block, ...]:
    speaker, number = str(rows[0]["speaker"]), int(rows[0]["utterance"])
    shown = rows[:_MOST_RENDERINGS]
    mine = [quotes[str(row["article"]), int(row["quote"])] for row in shown]
    through = any(len(quote["relays"]) for quote in mine)
    block = proof.block(
        anchor("utterance", f"{event}-{number}"),
        f"{speaker}: the renderings",
        found=tuple(
            _rendering(look, quote, mine[0] if at else mine[1])
            for at, quote in enumerate(mine)
        ),
        total=len(rows),
        table="tables/utterances.csv",
    )
    columns = (
        Column(title=words("Outlet"), width=0.26),
        Column(title=words("Form"), label="form", width=0.2),
        Column(title=words("Against the longest"), label="wording", width=0.2),
        Column(title=words("Verb"), label="verb", width=0.2),
        *((Column(title=words("Through"), label="through"),) if through else ()),
        Column(title=words("Words"), label="words", align="right", width=0.08),
    )
    body = []
    for row, quote in zip(shown, mine, strict=True):
        cue = str(quote["cue_text"]).strip()
        relays = [look.outlet_name(str(key)) for key in quote["relays"]]
        body.append(
            Row(
                cells=(
                    (look.printer(str(row["article"])),),
                    (Number(text=_KINDS[str(row["kind"])], evidence=block.id),),
                    words(str(row["form"])),
                    (Quoted(text=cue),) if cue else (Text(text="none", muted=True),),
                    *((words(", ".join(relays)),) if through else ()),
                    words(theme.count(row["n_words"])),
                )
            )
        )
    return (
        Table(
            label=f"Renderings of an utterance of {speaker}",
            caption=f"{speaker}, rendered by {wording.plural(len(rows), 'article')}",
            columns=columns,
            rows=tuple(body),
            cards=True,
        ),
        block,
        *wording.rest(len(shown), len(rows), "tables/utterances.csv"),
    )


def _rendering(look: View, quote: Record, longest: Record) -> Passage:
    """Return a quotation with the words marked that the longest rendering lacks.

    Of a quotation in several parts, the one that shares most words is shown; of the
    longest itself, the part that the next rendering has.
    """
    text = look.comparison.texts[str(quote["article"])]
    said = set(str(longest["text"]).lower().split())
    start, stop = max(
        quote["content"],
        key=lambda span: len(said & set(text[span[0] : span[1]].lower().split())),
    )
    is_longest = len(str(quote["text"])) >= len(str(longest["text"]))
    spans = [] if is_longest else other_words(text[start:stop], str(longest["text"]))
    marks = [Mark(start=start + first, stop=start + last) for first, last in spans]
    return Passage(
        article=str(quote["article"]),
        marks=tuple(marks) or (Mark(start=start, stop=stop),),
    )


def _passage(row: Record, side: str = "") -> Passage:
    mark = Mark(start=int(row[f"start{side}"]), stop=int(row[f"stop{side}"]))
    return Passage(article=str(row[f"article{side}"]), marks=(mark,))


def _facts(look: View, event: str) -> tuple[Block, ...]:
    rows = _of(look.comparison.alignment.facts, event)
    if not rows:
        return ()
    by_fact: dict[int, list[Record]] = {}
    for row in rows:
        by_fact.setdefault(int(row["fact"]), []).append(row)
    lines = [o for o in look.outlets if o.key in {str(row["outlet"]) for row in rows}]
    sub = (
        "Named by rare words that the sentences share. ◆ in the headline, ● among the "
        "first two sentences, ○ further down, · not found in this collection. "
        "Sentences are matched by a model that finds four in ten of those that "
        "readers call shared in news articles: more is shared than is listed."
    )
    columns = (
        Column(title=words("Fact"), width=0.36),
        *(
            Column(
                title=(Tag(text=line.short, side=line.side),),
                align="centre",
                label=line.short,
            )
            for line in lines
        ),
        Column(title=words("Outlets"), align="right", width=0.08, label="outlets"),
    )
    body = []
    for number in list(by_fact)[:_MOST_FACTS]:
        mine = by_fact[number]
        block = proof.block(
            anchor("fact", f"{event}-{number}"),
            f"fact: {mine[0]['words']}",
            found=tuple(
                _passage(row) for row in mine if int(row["sentence"]) != HEADLINE
            )[:_MOST_PASSAGES],
            total=len(mine),
            table="tables/facts.csv",
        )
        body.append(
            Row(
                cells=(
                    (Number(text=str(mine[0]["words"]), evidence=block.id),),
                    *(_printed(mine, line.key) for line in lines),
                    words(theme.count(mine[0]["n_outlets"])),
                ),
                evidence=block,
            )
        )
    return (
        Heading(level=4, text="Facts by who prints them", outline=False),
        Paragraph(line=words(sub), style="note"),
        Table(label="Facts and outlets", columns=columns, rows=tuple(body)),
        *wording.rest(len(body), len(by_fact), "tables/facts.csv"),
    )


def _printed(rows: Sequence[Record], outlet: str) -> Line:
    """Return where an outlet prints a fact first."""
    places = [int(row["sentence"]) for row in rows if row["outlet"] == outlet]
    if not places:
        return (Text(text="·", muted=True),)
    first = min(places)
    return words("◆" if first == HEADLINE else "●" if first < 2 else "○")


def _conflicts(look: View, event: str) -> tuple[Block, ...]:
    rows = _of(look.comparison.alignment.conflicts, event)
    if not rows:
        return ()
    sub = (
        "Sentences that likely state the same, with another amount. Another period, "
        "source or rounding makes amounts differ without any error."
    )
    columns = (
        Column(title=words("One article"), width=0.46),
        Column(title=words("Another"), width=0.46),
    )
    body = []
    for at, row in enumerate(rows[:_MOST_CONFLICTS]):
        block = proof.block(
            anchor("amounts", f"{event}-{at}"),
            f"{row['words_a']} and {row['words_b']}",
            found=(_passage(row, "_a"), _passage(row, "_b")),
            total=2,
            table="tables/conflicts.csv",
        )
        body.append(
            Row(
                cells=tuple(
                    (
                        look.printer(str(row[f"article_{side}"])),
                        Break(),
                        Number(text=str(row[f"words_{side}"]), evidence=block.id),
                    )
                    for side in "ab"
                ),
                evidence=block,
            )
        )
    return (
        Heading(level=4, text="Amounts that differ", outline=False),
        Paragraph(line=words(sub), style="note"),
        Table(label="Amounts that differ", columns=columns, rows=tuple(body)),
        *wording.rest(len(body), len(rows), "tables/conflicts.csv"),
    )


def _unmatched(look: View, event: str) -> tuple[Block, ...]:
    """Return what one side prints and the other has no match for."""
    rows = _of(look.comparison.alignment.unmatched, event)
    if not rows:
        return ()
    sentences = [row for row in rows if row["kind"] == "sentence"]
    details = [row for row in rows if row["kind"] != "sentence"]
    blocks: list[Block] = [
        Heading(level=4, text="Found on one side only", outline=False)
    ]
    if sentences:
        sub = (
            "No match was found in any full-length article of the other group on this "
            f"event, even loosely. Some are missed: {MISSED} had one after all. Named "
            "by rare words of the sentence."
        )
        blocks.append(Paragraph(line=words(sub), style="note"))
        blocks += _alone(look, event, sentences, "alone", "Sentence with")
    if details:
        sub = (
            "Figures and quoted phrases that stand in no full-length article of the "
            "other group on this event: no amount within 1 % of the figure, no "
            "sentence with a third of the quoted words. The same in other units or in "
            "another translation is not looked for."
        )
        blocks.append(Paragraph(line=words(sub), style="note"))
        blocks += _alone(look, event, details, "details", "Figure or words")
    return tuple(blocks)


def _alone(
    look: View, event: str, rows: Sequence[Record], name: str, what: str
) -> Iterator[Block]:
    """Yield a table for each side, and the passages behind it."""
    for group in look.groups:
        mine = [row for row in rows if row["group"] == group.key]
        if not mine:
            continue
        shown = sorted(mine, key=lambda row: (row["place"], row["article"]))
        shown = shown[:_MOST_ALONE]
        block = proof.block(
            anchor(name, f"{event}-{group.key}"),
            f"only in {group.title} outlets",
            found=tuple(_passage(row) for row in shown),
            total=len(mine),
            table="tables/unmatched.csv",
        )
        label = "sentence" if name == "alone" else "words"
        columns = (
            Column(title=words("Outlet"), width=0.3),
            Column(title=words(what), width=0.5, label=label),
            Column(title=words("Searched"), width=0.2, label="searched"),
        )
        body = tuple(
            Row(
                cells=(
                    (look.printer(str(row["article"])),),
                    (Number(text=_told(row), evidence=block.id),),
                    words(wording.plural(row["n_searched"], "article")),
                )
            )
            for row in shown
        )
        found = "No match" if name == "alone" else "Not found"
        title = f"{found} in {_other(look, group.key)} articles"
        yield Table(label=title, caption=title, columns=columns, rows=body, cards=True)
        yield block
        yield from wording.rest(len(shown), len(mine), "tables/unmatched.csv")


def _told(row: Record) -> str:
    found = str(row["words"])
    return f"“{found}”" if row["kind"] == "quoted words" else found


def _other(look: View, key: str) -> str:
    return next(group.title for group in look.groups if group.key != key)
