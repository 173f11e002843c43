"""Frame vocabulary, looked up: categories, pooled counts, words; one event's counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd

from framing.report import proof, theme, validity, wording
from framing.report.blocks import (
    Block,
    Column,
    Evidence,
    Heading,
    Line,
    Number,
    Paragraph,
    Row,
    Side,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.labels import anchor
from framing.report.view import View

METRIC: Final = "frame_vocabulary"
HITS: Final = "hits"
ARTICLES: Final = "articles"
OWN_VOICE: Final = "unattributed"
PER: Final = 1000.0

_MOST_IN_EVENT: Final = 16
_MOST_OUTLETS: Final = 4
_MOST_WORDS: Final = 8


class Category(NamedTuple):
    """A category of a dictionary: its key, its dictionary, its name in words."""

    actor: str
    dictionary: str
    name: str


class Part(NamedTuple):
    """Articles that are counted together: a side, an outlet, or all of them."""

    name: str
    side: Side
    articles: frozenset[str]
    tagged: bool = True


Counts = Mapping[tuple[str, str, str], tuple[float, float]]
"""Numerator and denominator by field, voice and category."""


def dictionaries(look: View) -> dict[str, tuple[Category, ...]]:
    """Return the categories that were counted, by dictionary and alphabet."""
    found: dict[str, list[Category]] = {}
    for actor in look.categories:
        dictionary, _, name = actor.partition(": ")
        words_of = (name or dictionary).replace("_", " ")
        found.setdefault(dictionary, []).append(Category(actor, dictionary, words_of))
    return {name: tuple(categories) for name, categories in found.items()}


def parts_of(look: View, articles: Collection[str] | None = None) -> tuple[Part, ...]:
    """Return what is counted together among some articles, or all.

    The two sides where articles are compared; otherwise each outlet by itself if they
    are few, and all articles together if not.
    """
    wanted = frozenset(look.article if articles is None else articles)
    compared = wanted & look.compared
    sides: tuple[Side, ...] = ("a", "b")
    if compared:
        return tuple(
            Part(
                group.title,
                side,
                frozenset(k for k in compared if look.article[k]["group"] == group.key),
            )
            for side, group in zip(sides, look.groups, strict=True)
        )
    lines = [
        (line, frozenset(wanted & set(look.by_outlet.get(line.key, ()))))
        for line in look.outlets
    ]
    lines = [(line, keys) for line, keys in lines if keys]
    if len(lines) > _MOST_OUTLETS:
        return (Part("all articles", "", wanted, tagged=False),)
    return tuple(Part(line.name, line.side, keys) for line, keys in lines)


def counts(frame: pd.DataFrame) -> Counts:
    """Pool measured rows by field, voice and category."""
    sums = frame.groupby(["field", "voice", "actor"], sort=True)
    pooled = sums[["numerator", "denominator"]].sum()
    return {
        (str(field), str(voice), str(actor)): (float(top), float(bottom))
        for (field, voice, actor), top, bottom in zip(
            pooled.index, pooled["numerator"], pooled["denominator"], strict=True
        )
    }


def counts_of(look: View, part: Part) -> Counts:
    """Pool the rows of the articles of a part."""
    return counts(look.vocabulary_in(part.articles))


def hits_of(
    look: View, actor: str, voice: str, articles: frozenset[str]
) -> pd.DataFrame:
    """Return the evidence of hits of a category in some articles."""
    row = {
        "metric": METRIC,
        "field": HITS,
        "target": "",
        "voice": voice,
        "actor": actor,
    }
    return look.evidence(row, articles)


def top_words(frame: pd.DataFrame, most: int = _MOST_WORDS) -> str:
    """Return the entries met most often, each with its count.

    Examples
    --------
    >>> top_words(pd.DataFrame({"note": ["trade", "bank", "trade"]}))
    'trade 2, bank 1'
    """
    found = Counter(str(note) for note in frame["note"])
    terms = sorted(found, key=lambda term: (-found[term], term))
    listed = [f"{term} {theme.count(found[term])}" for term in terms[:most]]
    if len(terms) > most:
        listed.append(f"{len(terms) - most} more")
    return ", ".join(listed)


def rate(pair: tuple[float, float]) -> str:
    """Return hits per 1,000 words as printed.

    Examples
    --------
    >>> rate((3, 1500)), rate((0, 0))
    ('2.00', 'no value')
    """
    top, bottom = pair
    return theme.plain(PER * top / bottom if bottom else float("nan"), 2)


def named(part: Part) -> Line:
    """Return the name of a part with its mark, where it has one."""
    if part.tagged:
        return (Tag(text=part.name, side=part.side),)
    return words(part.name)


def in_event(look: View, event: str) -> tuple[Block, ...]:
    """Return counts of frame vocabulary in one event: no verdict, and no mean.

    Parameters
    ----------
    look : View
    event : str
        Key of the event.
    """
    ids = look.in_event.get(event, ())
    parts = parts_of(look, ids)
    pooled = [counts_of(look, part) for part in parts]
    rows = [
        row
        for categories in dictionaries(look).values()
        for category in categories
        if (
            row := _event_row(
                look, event, category, list(zip(parts, pooled, strict=True))
            )
        )
    ]
    if not rows:
        return ()
    columns = (
        Column(title=words("Category (dictionary)"), width=0.24),
        *(
            Column(title=named(part), label=part.name, width=0.76 / len(parts))
            for part in parts
        ),
    )
    note = (
        "Hits in unattributed text, in brackets per 1,000 words of it; then the words "
        f"of the dictionary that were met. {validity.PROXY}"
    )
    return (
        Heading(level=4, text="Frame vocabulary", outline=False),
        Table(
            label="Frame vocabulary in this event",
            columns=columns,
            rows=tuple(rows[:_MOST_IN_EVENT]),
            cards=True,
        ),
        Paragraph(line=words(note), style="note"),
        *wording.rest(min(len(rows), _MOST_IN_EVENT), len(rows), "tables/table.csv"),
    )


def _event_row(
    look: View,
    event: str,
    category: Category,
    parts: Sequence[tuple[Part, Counts]],
) -> Row | None:
    """Return the counts of a category; nothing where no part has a hit."""
    pairs = [
        found.get((HITS, OWN_VOICE, category.actor), (0.0, 0.0)) for _, found in parts
    ]
    if not any(top for top, _ in pairs):
        return None
    block = _event_evidence(look, event, category)
    cells: list[Line] = []
    for (part, _), pair in zip(parts, pairs, strict=True):
        frame = hits_of(look, category.actor, OWN_VOICE, part.articles)
        number = theme.count(pair[0])
        said = f" ({rate(pair)})"
        met = f": {top_words(frame, 4)}" if len(frame) else ""
        value = Number(text=number, evidence=block.id if pair[0] else "")
        cells.append((value, Text(text=said, muted=True), Text(text=met)))
    title = f"{wording.capital(category.name)} ({category.dictionary})"
    return Row(cells=(words(title), *cells), evidence=block)


def _event_evidence(look: View, event: str, category: Category) -> Evidence:
    frame = hits_of(
        look, category.actor, OWN_VOICE, frozenset(look.in_event.get(event, ()))
    )
    return proof.block(
        anchor("voc", f"{event}-{category.actor}"),
        f"vocabulary of {category.name} ({category.dictionary}) in this event",
        found=proof.passages(frame, most=1),
        total=len(frame),
        items=(words(top_words(frame, 20)),) if len(frame) else (),
        table=f"tables/evidence.csv: metric {METRIC!r}, actor {category.actor!r}",
    )
