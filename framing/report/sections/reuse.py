"""Text that stands in more than one article, and how much of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from framing.comparison import Comparison
from framing.origin import BY_MATCH
from framing.report import proof, theme, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Evidence,
    Heading,
    Line,
    Mark,
    Number,
    Paragraph,
    Passage,
    Quoted,
    Row,
    Table,
    Text,
    words,
)
from framing.report.index import Record, keep, records
from framing.report.labels import anchor
from framing.report.view import View, view

_MOST_BETWEEN: Final = 12
_MOST_WITHIN: Final = 6
_MOST_SHOWN: Final = 3
_MOST_PASSAGES: Final = 2
# A shorter stretch between two runs is a changed word, no addition.
_LEAST_APART: Final = 40  # characters

_KINDS: Final = (
    ("twin", "twin", "two versions in one outlet"),
    ("copy", "copy", "nearly the same text in another outlet"),
    ("cut", "cut", "half or more of the one stands in the other"),
    ("shared passages", "pair with shared passages", "30 words or a tenth"),
)
_PLURAL: Final = {
    "copy": "copies",
    "pair with shared passages": "pairs with shared passages",
}
_ORIGINS: Final = {
    "a": "the first text",
    "b": "the second text",
    "elsewhere": "neither text",
    "unknown": "unknown",
}
# From the first word to the last: what lies between two runs begins with a comma.
_INSIDE: Final = re.compile(r"\w.*\w", re.DOTALL)
_TABLE: Final = "tables/reuse.csv"
_RUNS: Final = "tables/reuse_runs.csv"


def reuse(comparison: Comparison) -> tuple[Block, ...]:
    """Return the pairs of articles that share words, and three of them in snippets."""
    look = view(comparison)
    head = Heading(level=2, text="Text that others wrote", id="reuse")
    rows = records(comparison.reuse)
    if not rows:
        text = (
            "No two articles of 30 words or more share passages that are not quoted "
            "in both."
        )
        return (head, Paragraph(line=words(text)))
    sub = (
        "Words that stand in more than one article, in runs of five and more. What "
        "both texts quote is no reuse. A text that shares passages with several is "
        "paired with the first that holds each. Twins are counted once, and what "
        "was told to be wire copy is left out of the comparison unless the settings "
        "allow it. That words are the same does not say how they came there."
    )
    between = [row for row in rows if not _same_outlet(look, row)]
    within = [row for row in rows if _same_outlet(look, row)]
    return (
        head,
        Paragraph(line=words(sub), style="sub"),
        Paragraph(line=words(f"{_counts(rows)} {_origins(look)}")),
        *_table(look, between, "Between outlets", _MOST_BETWEEN),
        *_table(look, within, "Within one outlet", _MOST_WITHIN),
        *_largest(look, between or within),
    )


def _same_outlet(look: View, row: Record) -> bool:
    first, second = (str(look.article[row[key]]["outlet"]) for key in ("a", "b"))
    return first == second != "unknown"


def _counts(rows: Sequence[Record]) -> str:
    """Return how many pairs there are of each kind, and what the kinds are."""
    found = Counter(str(row["kind"]) for row in rows)
    parts = [
        f"{wording.plural(found[kind], one, _PLURAL.get(one, ''))} ({meaning})"
        for kind, one, meaning in _KINDS
        if found[kind]
    ]
    return f"{wording.capital(wording.joined(parts))}."


def _origins(look: View) -> str:
    """Return how many articles are wire copy, by what, or show traces of rewriting."""
    rows = look.article.values()
    wire = [str(r["origin"]) for r in rows if str(r["origin"]).startswith("wire copy")]
    by_match = sum(origin.endswith(BY_MATCH) for origin in wire)
    rewritten = sum("machine" in str(row["integrity"]) for row in rows)
    return (
        f"Wire copy by mark or metadata: {theme.count(len(wire) - by_match)} of "
        f"{wording.plural(len(rows), 'article')}; by match with an agency's article "
        f"only: {theme.count(by_match)}; with traces that a machine reworded the text: "
        f"{theme.count(rewritten)}."
    )


def _by_size(rows: Iterable[Record]) -> list[Record]:
    """Sort pairs by the words that are shared and not quoted."""
    return sorted(rows, key=lambda row: (-row["n_unquoted"], row["a"], row["b"]))


def _table(
    look: View, rows: Sequence[Record], title: str, most: int
) -> tuple[Block, ...]:
    if not rows:
        return ()
    shown = _by_size(rows)[:most]
    columns = (
        Column(title=words("Kind"), width=0.1),
        Column(title=words("First text"), label="First text", width=0.23),
        Column(title=words("Second text"), label="Second text", width=0.23),
        Column(title=words("How much"), label="How much", width=0.22),
        Column(title=words("Came first"), label="Came first", width=0.22),
    )
    body = tuple(
        Row(
            cells=(
                words(str(row["kind"])),
                _text(look, str(row["a"])),
                _text(look, str(row["b"])),
                _shares(row),
                _origin(look, row),
            )
        )
        for row in shown
    )
    table = Table(
        label=f"Pairs of articles that share words: {title.lower()}",
        caption=title,
        columns=columns,
        rows=body,
        cards=True,
    )
    return (table, *wording.rest(len(shown), len(rows), _TABLE))


def _text(look: View, article: str) -> Line:
    """Return an article as its outlet, day and headline."""
    title = str(look.article[article]["title"]).strip()
    return (
        look.printer(article),
        Text(text=f", {look.when(article)}", muted=True),
        Break(),
        Quoted(text=title) if title else Text(text="(no title)", muted=True),
    )


def _shares(row: Record) -> Line:
    return (
        Text(text=f"{theme.share(row['b_in_a'], 1)} of the second stand in the first"),
        Break(),
        Text(text=f"{theme.share(row['a_in_b'], 1)} of the first in the second"),
        Text(text=f" ({wording.plural(row['n_shared'], 'word')})", muted=True),
        Break(),
        Text(text=f"longest run: {theme.count(row['longest'])} words", muted=True),
    )


def _origin(look: View, row: Record) -> Line:
    """Return which text came first, and by what that was told."""
    said = _ORIGINS[str(row["origin"])]
    named = (look.printer(str(row[row["origin"]])),) if row["origin"] in row else ()
    first: Line = (*named, Text(text=f", {said}")) if named else words(said)
    return (*first, Break(), Text(text=str(row["evidence"]), muted=True))


def _largest(look: View, rows: Sequence[Record]) -> Iterator[Block]:
    """Yield what was kept and what was added, for the pairs that share most."""
    yield Heading(level=3, text="What was kept and what was added", outline=False)
    for row in _by_size(rows)[:_MOST_SHOWN]:
        yield from _pair(look, row)


def _pair(look: View, row: Record) -> tuple[Block, ...]:
    """Return one pair: a sentence, and the words behind its three numbers.

    The text that came later is told about; where that is unknown, the second one.
    """
    source, other = ("b", "a") if row["origin"] == "b" else ("a", "b")
    runs = _runs(look, row)
    article, wire = str(row[other]), str(row[source])
    part = float(row[f"{other}_in_{source}"])
    kept, added, left = (
        anchor(f"reuse-{name}", f"{row['a']} {row['b']}")
        for name in ("kept", "added", "left")
    )
    line: Line = (
        look.printer(article),
        Text(text=": "),
        Number(text=theme.share(part, 1), evidence=kept),
        Text(text=" of its words stand in the text of "),
        look.printer(wire),
        Text(text=", "),
        Number(text=theme.share(1 - part, 1), evidence=added),
        Text(text=" do not; of that text "),
        Number(
            text=theme.share(1 - float(row[f"{source}_in_{other}"]), 1), evidence=left
        ),
        Text(text=" stand only there."),
    )
    return (
        Paragraph(line=line),
        _block(kept, "words in both texts", article, [r[other] for r in runs]),
        _block(added, "words added", article, _apart(look, article, runs, other)),
        _block(left, "words of the other only", wire, _apart(look, wire, runs, source)),
    )


_Span = tuple[int, int]


def _runs(look: View, row: Record) -> list[dict[str, _Span]]:
    """Return the shared runs of a pair, as spans of both texts."""
    frame = look.comparison.reuse_runs
    flags = (
        (a, b) == (row["a"], row["b"])
        for a, b in zip(frame["a"], frame["b"], strict=True)
    )
    return [
        {
            "a": (int(run["a_start"]), int(run["a_stop"])),
            "b": (int(run["b_start"]), int(run["b_stop"])),
        }
        for run in records(keep(frame, flags))
    ]


def _apart(
    look: View, article: str, runs: Sequence[dict[str, _Span]], name: str
) -> list[_Span]:
    """Return the stretches of a text that lie in no run, without their edges."""
    text = look.comparison.texts[article]
    ends = [(0, 0), *sorted(run[name] for run in runs), (len(text), len(text))]
    spans = []
    for before, after in pairwise(ends):
        part = text[before[1] : max(after[0], before[1])]
        if found := _INSIDE.search(part):
            spans.append((before[1] + found.start(), before[1] + found.end()))
    return [span for span in spans if span[1] - span[0] >= _LEAST_APART]


def _block(anchor: str, title: str, article: str, spans: Sequence[_Span]) -> Evidence:
    """Return the longest spans of an article as passages."""
    longest = sorted(spans, key=lambda span: (span[0] - span[1], span))
    return proof.block(
        anchor,
        title,
        found=tuple(
            Passage(article=article, marks=(Mark(start=start, stop=stop),))
            for start, stop in longest[:_MOST_PASSAGES]
        ),
        total=len(spans),
        items=() if spans else (words("none longer than a few words"),),
        table=_RUNS,
    )
