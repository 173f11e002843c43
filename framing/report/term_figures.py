"""Figures of words: shift, funnel, events behind a term.

Drawn by hand as plain shapes, in the look of `framing.report.drawings`; every number
is finished before it comes here.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from typing import Final

from framing.report import drawings
from framing.report.blocks import Drawing, Figure, Line, Side
from framing.report.drawings import Axis, mark

_STEP: Final = 22
_WIDTH: Final = 440
_LETTER: Final = 7.2
"""Pixels of a letter of 13 px, on average and a little more: labels are kept apart."""
_LINE: Final = 15

Shift = tuple[str, Side, float]
"""A term, the side with more, and its part of the divergence."""
Spot = tuple[str, Side, float, float]
"""A term ("" without a label), the side (or ""), uses, and z."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def shift(rows: Sequence[Shift], title: str, caption: Line) -> Figure:
    """Return bars from the middle: what each word adds to the difference.

    Parameters
    ----------
    rows : sequence of (term, side, share)
        In the order drawn; bars of the second side go to the left.
    title : str
    caption : line
    """
    end = max(share for _, _, share in rows)
    half = (_WIDTH - 8) / 2
    body, said = "", []
    for at, (term, side, share) in enumerate(rows):
        y = 4 + _STEP * at
        length = share / end * (half - 92)
        left = half - length if side == "b" else half
        body += (
            f'<rect class="b{side}" x="{left:.1f}" y="{y}" width="{length:.1f}" '
            f'height="13"/>'
        )
        # The word stands on the free side of the middle, its number at the bar's end.
        inner, anchor = (half + 8, "start") if side == "b" else (half - 8, "end")
        body += text_at(inner, y + 11, term, anchor)
        outer = left - 5 if side == "b" else left + length + 5
        number = f"{100 * share:.1f}%"
        body += text_at(outer, y + 11, number, "end" if side == "b" else "start", "m")
        said.append(f"{term} {number}")
    height = 8 + _STEP * len(rows)
    body = f'<path class="zero" d="M{half:.1f} 0V{height}"/>{body}'
    return _figure(body, height, f"{title}: {'; '.join(said)}", title, caption)


def funnel(spots: Sequence[Spot], title: str, caption: Line) -> Figure:
    """Return terms by how often they are used and how far from zero they lie.

    Parameters
    ----------
    spots : sequence of (term, side, uses, z)
        Those with a label are labelled where there is room, the farthest first.
    title : str
    caption : line
    """
    height, bottom = 300, 268
    most = max(uses for _, _, uses, _ in spots)
    reach = drawings.nice(max(2.5, *(abs(z) for *_, z in spots)))
    across = Axis(0.0, math.log10(max(most, 10.0)), _WIDTH - 70, 46)
    up = Axis(-reach, reach, bottom - 12, 6)

    def at(uses: float, z: float) -> tuple[float, float]:
        return across(math.log10(max(uses, 1.0))), up(-z)

    ticks = [10**power for power in range(1 + int(math.log10(max(most, 10.0))))]
    body = "".join(
        f'<path class="grid" d="M{at(n, 0)[0]:.1f} 6V{bottom}"/>'
        + text_at(at(n, 0)[0], bottom + 16, f"{n:,}", "middle", "m")
        for n in ticks
    )
    body += f'<path class="zero" d="M46 {up(0):.1f}H{_WIDTH - 14}"/>'
    body += "".join(
        text_at(40, up(-z) + 4, f"{z:+.0f}".replace("-", "−"), "end", "m")
        for z in (reach, reach / 2, -reach / 2, -reach)
    )
    body += text_at(_WIDTH - 14, bottom + 30, "times used, both sides", "end", "m")
    ordered = sorted(spots, key=lambda spot: (bool(spot[0]), abs(spot[3]), spot[0]))
    for _, side, uses, z in ordered:
        x, y = at(uses, z)
        body += (
            mark(x, y, side, 4.0)
            if side
            else f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="2"/>'
        )
    labelled = [spot for spot in reversed(ordered) if spot[0]]
    anchors = [(term, *at(uses, z)) for term, _, uses, z in labelled]
    frame = (46.0, 4.0, _WIDTH - 2.0, bottom - 2.0)
    others = [at(uses, z) for _, _, uses, z in spots]
    for term, box in place_labels(anchors, frame, others):
        body += text_at(box[0], box[3] - 4, term, "start")
    said = "; ".join(
        f"{term} z {z:.1f}, {uses:,.0f} times" for term, _, uses, z in labelled
    )
    return _figure(body, height + 6, f"{title}: {said}", title, caption)


def place_labels(
    anchors: Sequence[tuple[str, float, float]],
    frame: Box,
    others: Sequence[tuple[float, float]] = (),
) -> list[tuple[str, Box]]:
    """Place labels beside their marks so that none covers another, or a mark.

    Parameters
    ----------
    anchors : sequence of (label, x, y)
        The most important first: those that find no room are left out.
    frame : tuple of float
        What labels must stay inside.
    others : sequence of (x, y)
        Marks without a label.

    Returns
    -------
    list of (label, box)

    Examples
    --------
    >>> found = place_labels([("one", 50, 50), ("two", 50, 50)], (0, 0, 200, 100))
    >>> [label for label, _ in found], found[0][1][0] != found[1][1][0]
    (['one', 'two'], True)
    """
    at = [*((x, y) for _, x, y in anchors), *others]
    marks = [(x - 4, y - 4, x + 4, y + 4) for x, y in at]
    taken: list[Box] = []
    placed = []
    for label, x, y in anchors:
        width = _LETTER * len(label)
        for left, top in (
            (x + 8, y - _LINE / 2),
            (x - 8 - width, y - _LINE / 2),
            (x + 4, y - _LINE - 6),
            (x + 4, y + 6),
            (x - 4 - width, y - _LINE - 6),
            (x - 4 - width, y + 6),
        ):
            box = (left, top, left + width, top + _LINE)
            inside = (
                box[0] >= frame[0] and box[1] >= frame[1]
                and box[2] <= frame[2] and box[3] <= frame[3]
            )  # fmt: skip
            if inside and not any(overlap(box, other) for other in (*taken, *marks)):
                taken.append(box)
                placed.append((label, box))
                break
    return placed


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes cover one another.

    Examples
    --------
    >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 1, 1), (1, 0, 2, 1))
    (True, False)
    """
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def swarm(values: Sequence[float], end: float, *, alt: str) -> Drawing:
    """Return the differences of single events as dots, stacked where they meet.

    Parameters
    ----------
    values : sequence of float
    end : float
        The axis runs from ``-end`` to ``end``; what lies beyond stands at its end.
    alt : str
    """
    axis = Axis(-end, end, 220, 10)
    stacks: dict[int, int] = {}
    dots = []
    for value in sorted(values):
        x = axis(value)
        column = round(x / 5)
        level = stacks.get(column, 0)
        stacks[column] = level + 1
        y = 12 + (1 if level % 2 else -1) * 4 * ((level + 1) // 2)
        dots.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{min(max(y, 3), 21)}" r="2"/>'
        )
    body = f'<path class="zero" d="M{axis(0):.1f} 0V24"/>{"".join(dots)}'
    return drawings.drawing(body, width=240, height=24, alt=alt)


def text_at(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    """Return a label of a figure; `kind` is a class of the style sheet."""
    shown = f' class="{kind}"' if kind else ""
    return (
        f'<text{shown} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{html.escape(text)}</text>"
    )


def _figure(body: str, height: int, alt: str, title: str, caption: Line) -> Figure:
    svg = drawings.drawing(body, width=_WIDTH, height=height, alt=alt).svg
    return Figure(svg=svg, alt=alt, title=title, caption=caption, width=_WIDTH)
