"""Ribbons from the outlet that is credited to the one that prints."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Final

from framing.report.blocks import Side
from framing.report.drawings import mark

_WIDTH: Final = 440
_LEFT: Final = 130
_RIGHT: Final = 300
_STEP: Final = 44
_TOP: Final = 34
_THICK: Final = 36.0  # of the thickest bundle, in pixels; a step is 44

End = tuple[str, str, Side, str]
"""Key, label, side, and the counts printed under the label."""


def ribbons(
    links: Mapping[tuple[str, str], int], left: Sequence[End], right: Sequence[End]
) -> tuple[str, int]:
    """Return the shapes of a drawing of 440 pixels in width, and its height.

    Parameters
    ----------
    links : mapping of (left key, right key) to int
        How many quotations came that way; the width of the ribbon.
    left, right : sequence of End
        In a fixed order: free placing would suggest distances.
    """
    height = _TOP + _STEP * max(len(left), len(right))
    widths = _widths(links)
    sides = {key: side for key, _, side, _ in right}
    starts = {key: _TOP + _STEP * at + 12.0 for at, (key, *_) in enumerate(left)}
    stops = {key: _TOP + _STEP * at + 12.0 for at, (key, *_) in enumerate(right)}
    order = {key: at for at, (key, *_) in enumerate(right)}
    body = '<text class="m" x="0" y="13">Taken from</text>'
    body += f'<text class="m" x="{_RIGHT + 20}" y="13">Printed by</text>'
    leaving = {key: starts[key] - _total(widths, 0, key) / 2 for key in starts}
    coming = {key: stops[key] - _total(widths, 1, key) / 2 for key in stops}
    for source, target in sorted(links, key=lambda pair: (pair[0], order[pair[1]])):
        width = widths[source, target]
        start, stop = leaving[source] + width / 2, coming[target] + width / 2
        leaving[source] += width
        coming[target] += width
        body += _ribbon(start, stop, width, sides[target])
    body += "".join(_label(0, starts[key], label, note) for key, label, _, note in left)
    for key, label, side, note in right:
        body += mark(_RIGHT + 10, stops[key], side)
        body += _label(_RIGHT + 22, stops[key], label, note)
    return body, height


def _widths(links: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], float]:
    """Pixels a ribbon: the thickest bundle at either end is as thick as allowed."""
    sums: dict[tuple[int, str], int] = {}
    for pair, number in links.items():
        for end in (0, 1):
            sums[end, pair[end]] = sums.get((end, pair[end]), 0) + number
    most = max(sums.values(), default=1)
    unit = min(3.0, _THICK / most)
    return {pair: max(1.0, unit * number) for pair, number in links.items()}


def _total(widths: Mapping[tuple[str, str], float], end: int, key: str) -> float:
    return sum(width for pair, width in widths.items() if pair[end] == key)


def _ribbon(start: float, stop: float, width: float, side: Side) -> str:
    kind = side or "u"
    middle = (_LEFT + _RIGHT) / 2
    return (
        f'<path class="r{kind}" stroke-opacity="0.6" stroke-width="{width:.1f}" '
        f'd="M{_LEFT} {start:.1f}C{middle} {start:.1f} {middle} {stop:.1f} '
        f'{_RIGHT} {stop:.1f}"/>'
    )


def _label(x: float, y: float, label: str, note: str) -> str:
    return (
        f'<text class="t" x="{x}" y="{y}">{html.escape(label)}</text>'
        f'<text class="m" x="{x}" y="{y + 15}">{html.escape(note)}</text>'
    )
