"""Small drawings for a line or a table cell: plain SVG, classes for colours.

Each returns trusted markup; nothing from an input goes into it unescaped.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from typing import Final

from framing.report.blocks import Drawing, Side

_NS: Final = 'xmlns="http://www.w3.org/2000/svg"'
_SHORT: Final = {"a": "a", "b": "b", "": "u"}


def drawing(body: str, *, width: int, height: int, alt: str = "") -> Drawing:
    """Wrap shapes in a drawing; without words for it, it is hidden from readers.

    Examples
    --------
    >>> drawing("", width=10, height=4).svg[:22]
    '<svg xmlns="http://www'
    """
    said = (
        f'role="img" aria-label="{html.escape(alt)}"' if alt else 'aria-hidden="true"'
    )
    head = (
        f'<svg {_NS} class="dr" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" {said}>'
    )
    return Drawing(svg=f"{head}{body}</svg>", alt=alt, width=width)


def mark(x: float, y: float, side: Side, size: float = 5.0) -> str:
    """Return the mark of a side: filled circle, open square or open triangle.

    Examples
    --------
    >>> mark(6, 6, "a")
    '<circle class="a" cx="6" cy="6" r="5"/>'
    """
    if side == "a":
        return f'<circle class="a" cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}"/>'
    if side == "b":
        half = size * 0.9
        return (
            f'<rect class="b" x="{_n(x - half)}" y="{_n(y - half)}" '
            f'width="{_n(2 * half)}" height="{_n(2 * half)}"/>'
        )
    low, high = y + size * 0.8, y - size
    return (
        f'<path class="u" d="M{_n(x)} {_n(high)}L{_n(x + size)} {_n(low)}'
        f'H{_n(x - size)}Z"/>'
    )


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def symbol(side: Side) -> str:
    """Return the mark that stands before the name of an outlet or a group."""
    return (
        f'<svg {_NS} class="sym" viewBox="0 0 12 12" aria-hidden="true">'
        f"{mark(6, 6, side)}</svg>"
    )


def units(number: int, side: Side) -> Drawing:
    """Return one mark for each article, at most six and the rest as a number."""
    shown = number if number <= 6 else 1
    body = "".join(mark(6 + 12 * index, 7, side, 4.4) for index in range(shown))
    width = 12 * shown + 2
    if number > 6:
        width = 48
        body += f'<text x="15" y="11.5">{number}</text>'
    return drawing(body, width=width, height=14)


def bar(fraction: float, side: Side | None, *, width: int = 120) -> Drawing:
    """Return a bar from zero; `fraction` is of the full width."""
    kind = "full" if side is None else f"b{_SHORT[side]}"
    length = max(0.0, min(fraction, 1.0)) * (width - 2)
    body = f'<rect class="{kind}" x="1" y="1" width="{_n(length)}" height="9"/>'
    return drawing(body if length > 0 else "", width=width, height=11)


class Axis:
    """A straight axis from `low` to `high` over some pixels.

    Examples
    --------
    >>> Axis(-1, 1, 200)(0.5)
    150.0
    >>> Axis(-1, 1, 200)(7)
    200.0
    """

    def __init__(self, low: float, high: float, width: int, start: int = 0) -> None:
        """Place `low` at `start` and `high` at `start + width`."""
        self.low, self.high, self.width, self.start = low, high, width, start

    def __call__(self, value: float) -> float:
        """Return the pixel of a value; beyond an end, the end."""
        part = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + self.width * min(max(part, 0.0), 1.0)


def nice(value: float) -> float:
    """Return the next of 1, 2 and 5 times a power of ten.

    Examples
    --------
    >>> nice(0.34), nice(130)
    (0.5, 200.0)
    """
    if not value or math.isnan(value) or math.isinf(value):
        return 1.0
    power = 10.0 ** math.floor(math.log10(abs(value)))
    for step in (1, 2, 5, 10):
        if abs(value) <= step * power * 1.000001:
            return step * power
    return 10 * power


def interval(
    value: float, low: float, high: float, *, end: float, clear: bool
) -> Drawing:
    """Return a difference with its interval on an axis from ``-end`` to ``end``.

    Parameters
    ----------
    value, low, high : float
        Without an interval only the dot is drawn.
    end : float
    clear : bool
        Filled dot (differs) or open ring (anything else).
    """
    axis = Axis(-end, end, 174, 8)
    body = f'<path class="zero" d="M{_n(axis(0))} 0V18"/>'
    kind = "span" if clear else "pale"
    if not (math.isnan(low) or math.isnan(high)):
        body += f'<path class="{kind}" d="M{_n(axis(low))} 9H{_n(axis(high))}"/>'
    if not math.isnan(value):
        body += (
            f'<circle class="{"dot" if clear else "ring"}" '
            f'cx="{_n(axis(value))}" cy="9" r="5"/>'
        )
    return drawing(body, width=190, height=18)


Spread = tuple[Side, float, Sequence[float]]


def spread(
    rows: Sequence[Spread], *, low: float, high: float, width: int = 240
) -> Drawing:
    """Return a line a side: each article a thin stroke, the pooled value a mark.

    Parameters
    ----------
    rows : sequence of (side, value, values of the articles)
    low, high : float
        Ends of the axis, the same in every drawing that is compared.
    """
    axis = Axis(low, high, width - 20, 10)
    height = 14 * len(rows) + 4
    ends = "".join(f"M{_n(axis(end))} 0V{height}" for end in (low, high))
    grid = f'<path class="grid" d="{ends}"/>'
    if low < 0 < high:
        grid += f'<path class="zero" d="M{_n(axis(0))} 0V{height}"/>'
    body = "".join(_spread(row, axis, 9 + 14 * at) for at, row in enumerate(rows))
    return drawing(grid + body, width=width, height=height)


def _spread(row: Spread, axis: Axis, y: float) -> str:
    side, value, values = row
    known = [number for number in values if not math.isnan(number)]
    kind = _SHORT[side]
    ticks = "".join(f"M{_n(axis(number))} {_n(y - 5)}v10" for number in known)
    body = f'<path class="r{kind}" stroke-width="1.2" d="{ticks}"/>' if ticks else ""
    if math.isnan(value):
        return body
    return body + mark(axis(value), y, side, 4.6)


def forest(
    score: float, low: float, high: float, *, only: Side | None, clear: bool
) -> Drawing:
    """Return how many times as often a term is used, on a log scale.

    Parameters
    ----------
    score, low, high : float
        Natural logarithms of ratios, first group over second.
    only : {"a", "b"} or None
        The one side that uses it: an arrow without an interval.
    clear : bool
        Whether the verdict is "differs".
    """
    axis = Axis(-math.log(FOREST_END), math.log(FOREST_END), 340, 10)
    ticks = "".join(
        f"M{_n(axis(sign * math.log(times)))} 0V20"
        for times in (4, 16)
        for sign in (-1, 1)
    )
    body = (
        f'<path class="grid" d="{ticks}"/><path class="zero" d="M{_n(axis(0))} 0V20"/>'
    )
    side: Side = "a" if score > 0 else "b"
    if only:
        return drawing(body + _arrow(axis, only), width=360, height=20)
    kind = f"l{_SHORT[side]}" if clear else "pale"
    if not (math.isnan(low) or math.isnan(high)):
        body += f'<path class="{kind}" d="M{_n(axis(low))} 10H{_n(axis(high))}"/>'
    ring = f'<circle class="ring" cx="{_n(axis(score))}" cy="10" r="5"/>'
    body += mark(axis(score), 10, side) if clear else ring
    return drawing(body, width=360, height=20)


FOREST_END: Final = 64.0
"""Beyond 64 times as often the forest ends; the figure beside it says the rest."""


def _arrow(axis: Axis, side: Side) -> str:
    sign = 1 if side == "a" else -1
    end = axis(sign * math.log(FOREST_END))
    return (
        f'<path class="l{_SHORT[side]}" stroke-dasharray="2 4" '
        f'd="M{_n(axis(0))} 10H{_n(end)}"/>'
        f'<path class="f-{side}" '
        f'd="M{_n(end - sign * 10)} 5l{sign * 10} 5l{-sign * 10} 5z"/>'
    )


def forest_axis() -> Drawing:
    """Return the axis of `forest` in words."""
    axis = Axis(-math.log(FOREST_END), math.log(FOREST_END), 340, 10)
    labels = [(0, "equal")] + [
        (sign * math.log(times), f"{times}×") for times in (4, 16) for sign in (-1, 1)
    ]
    body = "".join(
        f'<text class="m" x="{_n(axis(at))}" y="13" text-anchor="middle">{label}</text>'
        for at, label in sorted(labels)
    )
    return drawing(body, width=360, height=18)


def scale(low: str, middle: str, high: str, *, width: int = 240) -> Drawing:
    """Return the axis of `spread` in words: its ends and what lies between."""
    half = width // 2
    body = (
        f'<text class="m" x="10" y="13">{html.escape(low)}</text>'
        f'<text class="m" x="{half}" y="13" text-anchor="middle">'
        f"{html.escape(middle)}</text>"
        f'<text class="m" x="{width - 10}" y="13" text-anchor="end">'
        f"{html.escape(high)}</text>"
    )
    return drawing(body, width=width, height=18)


BESIDE_STEP: Final = 22  # pixels from row to row
Beside = tuple[str, Side, float, float, float, str]


def beside(
    rows: Sequence[Beside], *, low: float, high: float, ends: tuple[str, str]
) -> str:
    """Return a panel: a label, a mark with its interval, the value, a row each.

    Parameters
    ----------
    rows : sequence of (label, side, value, low, high, printed value)
    low, high : float
        Ends of the axis.
    ends : tuple of str
        How they are printed.

    Returns
    -------
    str
        The shapes of a drawing of 440 pixels in width.
    """
    axis = Axis(low, high, 210, 140)
    bottom = BESIDE_STEP * len(rows) + 4
    lines = "".join(f"M{_n(axis(end))} 4V{bottom}" for end in (low, high))
    body = f'<path class="grid" d="{lines}"/>'
    if low < 0 < high:
        body += f'<path class="zero" d="M{_n(axis(0))} 4V{bottom}"/>'
    for at, row in enumerate(rows):
        body += _beside(row, axis, 17 + BESIDE_STEP * at)
    for number, label in zip((low, high), ends, strict=True):
        body += (
            f'<text class="m" x="{_n(axis(number))}" y="{bottom + 14}" '
            f'text-anchor="middle">{html.escape(label)}</text>'
        )
    return body


def _beside(row: Beside, axis: Axis, y: float) -> str:
    label, side, value, low, high, printed = row
    body = f'<text x="0" y="{_n(y + 4)}">{html.escape(label)}</text>'
    body += (
        f'<text x="438" y="{_n(y + 4)}" text-anchor="end">{html.escape(printed)}</text>'
    )
    if not (math.isnan(low) or math.isnan(high)):
        line = f"M{_n(axis(low))} {_n(y)}H{_n(axis(high))}"
        body += f'<path class="l{_SHORT[side]}" d="{line}"/>'
    if not math.isnan(value):
        body += mark(axis(value), y, side)
    return body
