"""How one outlet introduces officials of its own country and foreign ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from framing.report import proof, theme
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Line,
    Number,
    Paragraph,
    Quoted,
    Row,
    Table,
    Text,
    words,
)
from framing.report.index import keep
from framing.report.labels import anchor
from framing.report.view import OutletLine, View

_OFFICIAL: Final = frozenset(
    ("head of state or government", "ministry or official", "military")
)
_COLUMNS: Final = ("home officials", "foreign officials", "all speakers")
_SAID: Final = frozenset(("said", "says", "say", "saying"))
_TRANSLATED: Final = frozenset(("yes", "suspected"))
_MOST_CLASSES: Final = 8
_MOST_PASSAGES: Final = 6
# Fewer quotations on a side describe nothing.
_LEAST: Final = 10


class _Verb(NamedTuple):
    """A verb that introduces a speaker: its reading, as written, and whom."""

    reading: str
    word: str
    column: str


def introductions(look: View, line: OutletLine) -> tuple[Block, ...]:
    """Return classes of verbs for home and foreign officials beside all speakers.

    Within one outlet, so that its habits do not count as a difference; "said" stands
    apart, and translated copy is left out, since its verbs are another writer's.
    """
    country = str(look.profile[line.key].get("country", ""))
    frame = look.quotes("outlet", line.key)
    names = ("cue_class", "nested_in", "article")
    frame = keep(
        frame,
        (
            bool(reading)
            and nested < 0
            and look.article[str(article)]["translated"] not in _TRANSLATED
            for reading, nested, article in _rows(frame, names)
        ),
    )
    if not country or frame.empty:
        return ()
    verbs = _verbs(frame, country)
    counts = _counts(verbs)
    totals = {name: sum(counts[name].values()) for name in _COLUMNS}
    if min(totals["home officials"], totals["foreign officials"]) < _LEAST:
        return ()
    key = anchor("verbs-of", line.key)
    classes = _classes(counts["all speakers"])
    table = Table(
        label="How officials are introduced",
        columns=(
            Column(title=words("Verbs, by their reading"), width=0.34),
            *(
                Column(title=words(f"{name}: {theme.count(totals[name])}"), label=name)
                for name in _COLUMNS
            ),
        ),
        rows=tuple(_row(name, verbs, counts, totals, key) for name in classes),
        cards=True,
    )
    evidence = proof.block(
        key,
        f"verbs by which {line.name} introduces speakers",
        found=proof.from_quotes(frame, most=_MOST_PASSAGES, span="cue"),
        total=len(frame),
        table="tables/quotes.csv",
    )
    return (table, evidence, Paragraph(line=words(_note(counts)), style="note"))


def _rows(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[name].tolist() for name in names), strict=True)


def _verbs(frame: pd.DataFrame, country: str) -> list[_Verb]:
    names = ("cue_text", "cue_class", "actor_types", "countries")
    return [
        _Verb(
            "said" if (word := str(cue).lower()) in _SAID else str(reading),
            word,
            _column(types, countries, country),
        )
        for cue, reading, types, countries in _rows(frame, names)
    ]


def _column(types: Sequence[str], countries: Sequence[str], home: str) -> str:
    """Return where a speaker is counted beside all others; empty for nowhere."""
    if not types or str(types[0]) not in _OFFICIAL or not countries[0]:
        return ""
    return "home officials" if str(countries[0]) == home else "foreign officials"


def _counts(verbs: Sequence[_Verb]) -> Mapping[str, Counter[str]]:
    counts = {
        name: Counter(verb.reading for verb in verbs if verb.column == name)
        for name in _COLUMNS
    }
    return counts | {"all speakers": Counter(verb.reading for verb in verbs)}


def _classes(counts: Counter[str]) -> list[str]:
    """Return "said", then the most frequent classes in the order of the alphabet."""
    others = sorted(
        (name for name in counts if name != "said"), key=lambda n: (-counts[n], n)
    )
    return ["said", *sorted(others[:_MOST_CLASSES])]


def _row(
    name: str,
    verbs: Sequence[_Verb],
    counts: Mapping[str, Counter[str]],
    totals: Mapping[str, int],
    key: str,
) -> Row:
    common = Counter(verb.word for verb in verbs if verb.reading == name)
    top = sorted(common, key=lambda cue: (-common[cue], cue))[:2]
    label: Line = (Text(text=name), Break(), Quoted(text=", ".join(top)))
    cells = (_cell(counts[side][name], totals[side], key) for side in _COLUMNS)
    return Row(cells=(label, *cells))


def _cell(number: int, total: int, key: str) -> Line:
    if not number:
        return (Text(text="none", muted=True),)
    return (
        Number(text=theme.share(number, total), evidence=key),
        Text(text=f" {theme.count(number)}", muted=True),
    )


def _note(counts: Mapping[str, Counter[str]]) -> str:
    sizes = association([counts["home officials"], counts["foreign officials"]])
    return (
        "The conventional reading of the verb, not the writer’s intent. Translated "
        "copy and nested quotations are left out. Between the first two columns: "
        f"Cramér’s V = {theme.plain(sizes, 2)} (0 alike, 1 wholly apart), a size and "
        "no test."
    )


def association(counts: Sequence[Counter[str]]) -> float:
    """Return Cramér's V of a table of counts, without correction.

    Examples
    --------
    >>> round(association([Counter(a=8, b=2), Counter(a=2, b=8)]), 2)
    0.6
    >>> association([Counter(a=3), Counter(a=5)])
    0.0
    """
    from scipy.stats.contingency import association as cramer  # noqa: PLC0415 - slow

    names = sorted({name for one in counts for name in one})
    if len(names) < 2:
        return 0.0
    table = np.array([[one[name] for name in names] for one in counts])
    return float(cramer(table, method="cramer"))
