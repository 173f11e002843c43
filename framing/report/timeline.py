"""When each outlet printed how many articles: one strip of bars an outlet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from framing.report import drawings, theme, wording
from framing.report.blocks import Figure, Line, Side
from framing.report.term_figures import text_at

_WIDTH: Final = 440
_NAME: Final = 132  # pixels for the outlet's name
_ROW: Final = 24
_BAR: Final = 16
_MOST_BINS: Final = 80
_BINS: Final = (("day", 1), ("week", 7), ("four weeks", 28))

Strip = tuple[str, Side, Sequence[str]]
"""A name, its side, and the days of its articles, ``YYYY-MM-DD``."""


def timeline(strips: Sequence[Strip], caption: Line) -> Figure | None:
    """Return bars of articles over time, or None without two days.

    Parameters
    ----------
    strips : sequence of (name, side, days)
    caption : line

    Notes
    -----
    Days are joined to weeks, or to four weeks, where there would be more than 80
    bars. All strips share one scale: the tallest bar is named.
    """
    known = [_number(day) for _, _, days in strips for day in days]
    if len(set(known)) < 2:
        return None
    first, last = min(known), max(known)
    name, size = next(
        ((n, s) for n, s in _BINS if (last - first) / s < _MOST_BINS), _BINS[-1]
    )
    n_bins = (last - first) // size + 1
    counts = [
        Counter((_number(day) - first) // size for day in days) for _, _, days in strips
    ]
    most = max(max(count.values(), default=0) for count in counts)
    step = (_WIDTH - _NAME - 10) / n_bins
    body = "".join(
        _strip(at, title, side, count, most=most, step=step)
        for at, ((title, side, _), count) in enumerate(zip(strips, counts, strict=True))
    )
    height = _ROW * len(strips) + 24
    ends = ((first, _NAME, "start"), (last, _WIDTH - 10, "end"))
    body += "".join(
        text_at(x, height - 6, theme.date(*[_day(day)] * 2), anchor, "m")
        for day, x, anchor in ends
    )
    title = (
        f"Articles a {name}, by outlet; the tallest bar is "
        f"{wording.plural(most, 'article')}"
    )
    said = "; ".join(
        f"{title_}: {wording.plural(sum(count.values()), 'article')}"
        for (title_, _, _), count in zip(strips, counts, strict=True)
    )
    svg = drawings.drawing(
        body, width=_WIDTH, height=height, alt=f"{title}: {said}"
    ).svg
    return Figure(svg=svg, alt=said, title=title, caption=caption, width=_WIDTH)


def _strip(
    at: int,
    title: str,
    side: Side,
    count: Mapping[int, int],
    *,
    most: int,
    step: float,
) -> str:
    base = _ROW * at + 20
    bars = "".join(
        f'<rect class="b{side or "u"}" x="{_NAME + step * place:.1f}" '
        f'y="{base - _BAR * n / most:.1f}" width="{max(step - 0.5, 1):.1f}" '
        f'height="{_BAR * n / most:.1f}"/>'
        for place, n in sorted(count.items())
    )
    line = f'<path class="grid" d="M{_NAME} {base}H{_WIDTH - 10}"/>'
    return text_at(0, base - 3, title, "start") + line + bars


def _number(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def _day(number: int) -> str:
    return dt.date.fromordinal(number).isoformat()
