"""Flat lists: MPQA ``.tff``, VADER ``.txt``, and tables with other columns."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from framing.lexicons.formats.base import Fault, Found, Raw, lines, number

_PAIR: Final = re.compile(r"\b(\w+)=(\S+)")
_STRENGTH: Final = {"strongsubj": 1.0, "weaksubj": 0.5}
_POLARITY: Final = {"positive": 1.0, "negative": -1.0, "neutral": 0.0, "both": 0.0}
# Headers that researchers' tables have, by what they mean.
HEADERS: Final = {
    **dict.fromkeys(("term", "word", "token", "entry", "pattern", "phrase"), "term"),
    **dict.fromkeys(
        ("weight", "score", "valence", "value", "sentiment", "polarity"), "weight"
    ),
    **dict.fromkeys(("category", "class", "frame", "label", "dimension"), "category"),
    **dict.fromkeys(("note", "comment", "pos"), "note"),
}


def read_mpqa(text: str) -> Found:
    """Yield the entries of the MPQA subjectivity lexicon: ``key=value`` pairs.

    Strong words weigh 1, weak ones 0.5, with the sign of the prior polarity; the part
    of speech stands in the note, since a list of words cannot use it.
    """
    for line, row in lines(text):
        pairs = dict(_PAIR.findall(row))
        polarity = pairs.get("priorpolarity", "").lower()
        strength = pairs.get("type", "").lower()
        if "word1" not in pairs or strength not in _STRENGTH:
            yield Fault(line, "needs type=strongsubj or weaksubj, and word1=…")
        elif polarity not in _POLARITY:
            known = ", ".join(_POLARITY)
            yield Fault(line, f"priorpolarity must be one of {known}, got {polarity!r}")
        else:
            yield Raw(
                line=line,
                term=pairs["word1"].replace("-", " ").replace("_", " "),
                category=polarity,
                weight=_STRENGTH[strength] * _POLARITY[polarity],
                note=pairs.get("pos1", ""),
            )


def read_raters(text: str) -> Found:
    """Yield the entries of a list like VADER's: term, mean, deviation, ratings."""
    for line, row in lines(text):
        term, *rest = row.split("\t")
        weight = number(rest[0]) if rest else None
        if weight is None:
            yield Fault(line, f"needs a term, a tab and a number, got {row!r}")
        else:
            yield Raw(line=line, term=term, weight=weight)


def read_table(text: str) -> Found:
    """Yield the entries of a table with a header, commas or tabs between columns.

    A column of polarities may hold ``positive`` and ``negative`` for 1 and -1.
    """
    head = text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in head else ";" if ";" in head else ","
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
    columns = [HEADERS.get(name.strip().lower(), "") for name in next(reader, [])]
    if "term" not in columns:
        known = ", ".join(name for name, what in HEADERS.items() if what == "term")
        yield Fault(1, f"no column names the terms; call it one of {known}")
        return
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: cell for name, cell in zip(columns, row, strict=False) if name}
        yield _row(reader.line_num, cells, has_weight="weight" in columns)


def _row(line: int, cells: dict[str, str], *, has_weight: bool) -> Raw | Fault:
    shown = cells.get("weight", "").strip().lower()
    weight = _POLARITY.get(shown, number(shown))
    if has_weight and weight is None:
        return Fault(line, f"weight must be a number or a polarity, got {shown!r}")
    if not cells.get("term", "").strip():
        return Fault(line, "a row needs a term")
    return Raw(
        line=line,
        term=cells["term"],
        category=cells.get("category", "").strip(),
        weight=weight,
        note=cells.get("note", ""),
    )
