"""Evidence blocks: which passages stand behind a number, chosen by rule.

The largest contributions of each side come first, by turns, then one against
the trend. Taste has no part in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

import numpy as np
import pandas as pd

from framing.report import theme
from framing.report.blocks import Evidence, Line, Mark, Passage
from framing.report.index import Record

MOST_PASSAGES: Final = 20
_NEAR: Final = 240  # characters: marks this near may stand in the same snippet


def passages(
    frame: pd.DataFrame, *, trend: float = 0.0, most: int = MOST_PASSAGES
) -> tuple[Passage, ...]:
    """Return passages of a frame of evidence, by the rule of this module.

    Parameters
    ----------
    frame : DataFrame
        Rows as `View.evidence` and `View.contexts` give them.
    trend : float
        Sign of the difference, first group minus second; 0 means that no
        passage is against it.
    most : int
        How many at most; the one against the trend comes on top.
    """
    order = np.argsort(-frame["amount"].abs().to_numpy(), kind="stable")
    frame = frame.iloc[order]
    side, amount = frame["side"].to_numpy(), frame["amount"].to_numpy()
    # Neighbours share a snippet, so more candidates than passages are needed.
    firsts = [np.flatnonzero(side == name)[: 8 * most] for name in ("a", "b", "")]
    sign = np.where(side == "a", 1.0, np.where(side == "b", -1.0, 0.0))
    against = np.flatnonzero(amount * sign * trend < 0)[:1]
    wanted = frame["code"].isin(
        frame["code"].to_numpy()[np.concatenate([*firsts, against])]
    )
    near = _by_article(frame[wanted.to_numpy()])
    turns = (
        place for three in zip_longest(*firsts) for place in three if place is not None
    )
    chosen = _distinct(_rows(frame, turns), near, most)
    return (*chosen, *_distinct(_rows(frame, against), near, 1, seen=chosen))


_Row = tuple[str, int, int, float]


def _rows(frame: pd.DataFrame, places: Iterable[Any]) -> Iterator[_Row]:
    """Article, start, stop, amount."""
    columns = [
        frame[name].to_numpy() for name in ("article", "start", "stop", "amount")
    ]
    for place in places:
        article, start, stop, amount = (column[place] for column in columns)
        yield str(article), int(start), int(stop), float(amount)


def _by_article(frame: pd.DataFrame) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in _rows(frame, range(len(frame))):
        found.setdefault(row[0], []).append(row)
    return found


def _distinct(
    rows: Iterable[_Row],
    near: dict[str, list[_Row]],
    most: int,
    *,
    seen: Sequence[Passage] = (),
) -> list[Passage]:
    """Passages around rows, none of which is marked in an earlier one."""
    covered = {(p.article, mark.start) for p in seen for mark in p.marks}
    chosen: list[Passage] = []
    for row in rows:
        if len(chosen) == most:
            break
        if (row[0], row[1]) in covered:
            continue
        marks = tuple(_marks(row, near[row[0]]))
        covered |= {(row[0], mark.start) for mark in marks}
        chosen.append(Passage(article=row[0], marks=marks))
    return chosen


def _marks(row: _Row, rows: Sequence[_Row]) -> list[Mark]:
    """Return the row's own mark first, then those near it."""
    plain = all(abs(other[3]) == 1 for other in rows)
    close = [
        other for other in rows if abs(other[1] - row[1]) <= _NEAR and other != row
    ]
    return [
        Mark(
            start=start,
            stop=stop,
            value="" if plain else theme.plain(amount, _digits(amount), sign=True),
        )
        for _, start, stop, amount in (row, *close)
    ]


def _digits(amount: float) -> int:
    return 0 if float(amount).is_integer() else 1 if abs(amount) >= 0.1 else 2


def sum_line(
    name: str,
    top: float,
    bottom: float,
    *,
    printed: str,
    how: theme.Format,
    scale: float,
) -> str:
    """Return one side's sum, as ``state: 65.30 ÷ 311 = +0.21``.

    Where the printed value is no plain ratio (a mean over events), both are
    given.

    Examples
    --------
    >>> stance = theme.format_of("", -1)
    >>> sum_line("state", 65.3, 311, printed="+0.21", how=stance, scale=1)
    'state: 65.30 ÷ 311 = +0.21'
    """
    if math.isnan(bottom) or not bottom:
        return f"{name}: nothing counted"
    parts = [theme.plain(n, 0 if float(n).is_integer() else 2) for n in (top, bottom)]
    times = f" × {theme.count(scale)}" if scale != 1 else ""
    pooled = theme.value(scale * top / bottom, how)
    line = f"{name}: {parts[0]} ÷ {parts[1]}{times} = {pooled}"
    return line if pooled == printed else f"{line}; mean over the events: {printed}"


def key_words(row: Record) -> str:
    """Return the keys under which a table holds a row's evidence."""
    parts = [
        f"{name} {row[name]!r}"
        for name in ("metric", "field", "target", "voice", "actor")
        if row.get(name)
    ]
    return ", ".join(parts)


def from_quotes(
    frame: pd.DataFrame, *, most: int, span: str = "source"
) -> tuple[Passage, ...]:
    """Return passages of quotations: outlets by turns, longest first.

    Parameters
    ----------
    frame : DataFrame
        Rows of `Comparison.quotes` with a column ``outlet``.
    most : int
    span : {"source", "cue"}
        What is marked; the quoted words where it was not found.
    """
    chosen: list[list[Passage]] = []
    for _, part in frame.groupby("outlet", sort=True):
        ranked = part.sort_values(
            ["n_words", "article", "quote"], ascending=[False, True, True]
        ).head(most)
        columns = (ranked["article"], ranked[span], ranked["content"])
        chosen.append([_quote(*row) for row in zip(*columns, strict=True)])
    turns = [passage for turn in zip_longest(*chosen) for passage in turn if passage]
    return tuple(turns[:most])


def _quote(article: object, marked: Sequence[Any], content: Sequence[Any]) -> Passage:
    spans = marked if len(marked) else content
    marks = tuple(Mark(start=int(start), stop=int(stop)) for start, stop in spans)
    return Passage(article=str(article), marks=marks)


def block(  # noqa: PLR0913 - a block has this many parts, all named
    anchor: str,
    title: str,
    *,
    sums: Sequence[Line] = (),
    found: tuple[Passage, ...] = (),
    total: int = 0,
    table: str = "",
    items: Sequence[Line] = (),
) -> Evidence:
    """Return an evidence block."""
    return Evidence(
        id=anchor,
        title=title,
        sums=tuple(sums),
        passages=found,
        items=tuple(items),
        total=total,
        table=table,
    )
