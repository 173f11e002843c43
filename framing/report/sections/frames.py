"""Frame vocabulary of each outlet: dots with intervals, the words behind, by voice."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from framing.comparison import Comparison
from framing.report import drawings, figures, proof, theme, validity, wording
from framing.report import vocabulary as voc
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Evidence,
    Figure,
    Heading,
    Line,
    Number,
    Panels,
    Paragraph,
    Row,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import records
from framing.report.labels import anchor
from framing.report.view import View, view

_MOST_CATEGORIES: Final = 12
_MOST_OUTLETS: Final = 16
_MOST_PASSAGES: Final = 4
_VOICES: Final = ("unattributed", "quoted", "reported", "uncertain", "all")
_OUTLET_VALUES: Final = "tables/outlet_values.csv"

Outlets = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Rows of hits in unattributed text, by category and outlet."""


def frames(comparison: Comparison) -> tuple[Block, ...]:
    """Return panels and tables of every dictionary; nothing where none was counted."""
    look = view(comparison)
    found = voc.dictionaries(look)
    if not found:
        return ()
    outlets = _outlets(look)
    parts = voc.parts_of(look)
    pooled = [voc.counts_of(look, part) for part in parts]
    sub = (
        "How often words of a dictionary are used, per 1,000 words. A dictionary finds "
        "words; whether an article applies a frame is for people who read it. "
        f"{validity.PROXY}"
    )
    blocks: list[Block] = [
        Heading(level=3, text="Frame vocabulary of each outlet", id="frame-vocabulary"),
        Paragraph(line=words(sub), style="sub"),
    ]
    for name, categories in found.items():
        shown = _most_met(categories, pooled)
        blocks += [
            Heading(level=4, text=f"Dictionary {name}", outline=False),
            *_panels(look, shown, outlets),
            *wording.rest(len(shown), len(categories), _OUTLET_VALUES),
            _words(look, name, shown, list(zip(parts, pooled, strict=True))),
            _by_voice(name, shown, list(zip(parts, pooled, strict=True))),
            Paragraph(line=words(_pooled_note(look)), style="note"),
        ]
    return tuple(blocks)


def _outlets(look: View) -> Outlets:
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    frame = look.comparison.outlet_values
    kept = frame[(frame["metric"] == voc.METRIC) & (frame["field"] == voc.HITS)]
    for row in records(kept[kept["voice"] == voc.OWN_VOICE]):
        found.setdefault(str(row["actor"]), {})[str(row["outlet"])] = row
    return found


def _most_met(
    categories: Sequence[voc.Category], pooled: Sequence[voc.Counts]
) -> tuple[voc.Category, ...]:
    """Return the categories with most hits, in their order: never by a difference."""

    def hits(category: voc.Category) -> float:
        key = (voc.HITS, "all", category.actor)
        return sum(found.get(key, (0.0, 0.0))[0] for found in pooled)

    ranked = sorted(categories, key=lambda category: (-hits(category), category))
    kept = set(ranked[:_MOST_CATEGORIES])
    return tuple(category for category in categories if category in kept)


def _panels(
    look: View, categories: Sequence[voc.Category], outlets: Outlets
) -> tuple[Block, ...]:
    """Draw one panel a category, all on one axis."""
    drawn = [category for category in categories if category.actor in outlets]
    if not drawn:
        return ()
    reach = [
        float(row[name])
        for category in drawn
        for row in outlets[category.actor].values()
        for name in ("value", "high")
        if wording.has(row[name])
    ]
    end = drawings.nice(max(reach, default=1.0))
    panels = tuple(_panel(look, category, outlets, end) for category in drawn)
    return (
        Panels(figures=panels, columns=4),
        Paragraph(line=_panel_note(look, outlets[drawn[0].actor]), style="note"),
    )


def _panel(look: View, category: voc.Category, outlets: Outlets, end: float) -> Figure:
    mine = outlets[category.actor]
    lines = [line for line in look.outlets if line.key in mine][:_MOST_OUTLETS]
    points = [(line.short, line.side, *_interval(mine[line.key])) for line in lines]
    how = theme.format_of("per 1,000 words")
    title = wording.capital(category.name)
    ends = ("", "per 1,000 words")
    return figures.intervals(title, points, end=end, how=how, ends=ends, start=0.0)


def _interval(row: Mapping[str, Any]) -> tuple[float, float, float]:
    value, low, high = (
        float(row[name]) if wording.has(row[name]) else math.nan
        for name in ("value", "low", "high")
    )
    return value, low, high


def _panel_note(look: View, mine: Mapping[str, Mapping[str, Any]]) -> Line:
    """Say what the marks are, and how much each outlet rests on."""
    first, second = look.groups
    sizes = "; ".join(
        f"{line.short} {wording.plural(mine[line.key]['n_articles'], 'article')}, "
        f"{wording.plural(mine[line.key]['denominator'], 'word')}"
        for line in [line for line in look.outlets if line.key in mine][:_MOST_OUTLETS]
    )
    return (
        Tag(text=first.title, side="a"),
        Text(text=" and "),
        Tag(text=second.title, side="b"),
        Text(
            text=" outlets: hits per 1,000 words of unattributed text, with the 95% "
            "interval from drawing events again; none where there is one event only. "
            "Outlets stand in a fixed order; there is no ranking. Every panel of a "
            f"dictionary has the same axis. Unattributed text: {sizes}."
        ),
    )


def _words(
    look: View,
    name: str,
    categories: Sequence[voc.Category],
    parts: Sequence[tuple[voc.Part, voc.Counts]],
) -> Table:
    """Return the words behind the rates, part by part."""
    columns = (
        Column(title=words("Category"), width=0.18),
        *(
            Column(title=voc.named(part), label=part.name, width=0.82 / len(parts))
            for part, _ in parts
        ),
    )
    return Table(
        label=f"Words met, dictionary {name}",
        caption="Words met most often in unattributed text, with their counts",
        columns=columns,
        rows=tuple(_words_row(look, category, parts) for category in categories),
        cards=True,
    )


def _words_row(
    look: View,
    category: voc.Category,
    parts: Sequence[tuple[voc.Part, voc.Counts]],
) -> Row:
    block = _evidence(look, category, parts)
    cells = [_met(look, category, part, found, block.id) for part, found in parts]
    title = wording.capital(category.name)
    # What nobody wrote in any voice has nothing behind it.
    return Row(cells=(words(title), *cells), evidence=block if block.total else None)


def _met(
    look: View,
    category: voc.Category,
    part: voc.Part,
    found: voc.Counts,
    evidence: str,
) -> Line:
    top, _ = found.get((voc.HITS, voc.OWN_VOICE, category.actor), (0.0, 0.0))
    if not top:
        return (Text(text="no hit", muted=True),)
    frame = voc.hits_of(look, category.actor, voc.OWN_VOICE, part.articles)
    hits = "hit" if top == 1 else "hits"
    return (
        Number(text=f"{theme.count(top)} {hits}", evidence=evidence),
        Text(text=f": {voc.top_words(frame)}"),
    )


def _by_voice(
    name: str,
    categories: Sequence[voc.Category],
    parts: Sequence[tuple[voc.Part, voc.Counts]],
) -> Table:
    """Return rates by voice and the share of articles with a hit, a line a part."""
    titles = [wording.capital(wording.VOICES[voice]) for voice in _VOICES]
    columns = (
        Column(title=words("Category"), width=0.16),
        Column(title=words("Among"), width=0.12),
        *(
            Column(title=words(title), label=title, align="right", width=0.11)
            for title in titles
        ),
        Column(
            title=words("Articles with a hit"),
            label="Articles with a hit",
            align="right",
            width=0.17,
        ),
    )
    rows = tuple(
        Row(
            cells=(
                words(wording.capital(category.name)),
                _lines([voc.named(part) for part, _ in parts]),
                *(
                    _lines([_rate(category, voice, found) for _, found in parts])
                    for voice in _VOICES
                ),
                _lines([_articles(category, found) for _, found in parts]),
            )
        )
        for category in categories
    )
    return Table(
        label=f"By voice, dictionary {name}",
        caption="Hits per 1,000 words of each voice",
        columns=columns,
        rows=rows,
        cards=True,
    )


def _lines(parts: Sequence[Line]) -> Line:
    """Put lines one below the other in a cell."""
    made: Line = ()
    for part in parts:
        made += (Break(), *part) if made else part
    return made


def _rate(category: voc.Category, voice: str, found: voc.Counts) -> Line:
    pair = found.get((voc.HITS, voice, category.actor), (0.0, 0.0))
    if not pair[1]:
        return (Text(text="no words", muted=True),)
    return (_linked(category, voc.rate(pair), is_met=pair[0] > 0),)


def _articles(category: voc.Category, found: voc.Counts) -> Line:
    top, bottom = found.get((voc.ARTICLES, "all", category.actor), (0.0, 0.0))
    if not bottom:
        return (Text(text="no article", muted=True),)
    size = Text(text=f" ({theme.count(top)} of {theme.count(bottom)})", muted=True)
    return (_linked(category, theme.share(top, bottom), is_met=top > 0), size)


def _linked(category: voc.Category, text: str, *, is_met: bool) -> Number:
    return Number(text=text, evidence=_anchor(category) if is_met else "")


def _anchor(category: voc.Category) -> str:
    return anchor("voc-all", category.actor)


def _evidence(
    look: View,
    category: voc.Category,
    parts: Sequence[tuple[voc.Part, voc.Counts]],
) -> Evidence:
    """Return the sums of every voice, more words, and sentences."""
    articles = frozenset(key for part, _ in parts for key in part.articles)
    frame = voc.hits_of(look, category.actor, "all", articles)
    how = theme.format_of("per 1,000 words")
    sums: list[Line] = []
    for voice in _VOICES:
        for part, found in parts:
            top, bottom = found.get((voc.HITS, voice, category.actor), (0.0, 0.0))
            if bottom:
                line = proof.sum_line(
                    f"{part.name}, {wording.VOICES[voice]}",
                    top,
                    bottom,
                    printed=voc.rate((top, bottom)),
                    how=how,
                    scale=voc.PER,
                )
                sums.append(words(wording.capital(line)))
    items = [
        words(
            f"{wording.capital(part.name)}, all words: "
            f"{voc.top_words(mine, 20) or 'no hit'}"
        )
        for part, _ in parts
        for mine in [voc.hits_of(look, category.actor, "all", part.articles)]
    ]
    return proof.block(
        _anchor(category),
        f"vocabulary of {category.name} ({category.dictionary})",
        sums=sums,
        found=proof.passages(frame, most=_MOST_PASSAGES),
        total=len(frame),
        items=items,
        table=f"tables/evidence.csv: metric {voc.METRIC!r}, actor {category.actor!r}",
    )


def _pooled_note(look: View) -> str:
    if not look.compared:
        return (
            "Counts of all articles read. Nothing is compared between groups here. "
            f"{validity.PROXY}"
        )
    return (
        "Counts of all compared articles, pooled; the comparisons above weigh events, "
        "so their values may differ a little. A hit has the voice of its first word. "
        "Longer articles have more chances of a hit."
    )
