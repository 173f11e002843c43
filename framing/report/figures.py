"""Figures over several values: seaborn draws, the page's classes colour.

An SVG of matplotlib carries its colours in ``style`` attributes, which the
page's content policy forbids and which know no dark theme. `_classed` turns
them into classes.
"""

from __future__ import annotations

import io
import math
import re
import warnings
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from framing.report import theme
from framing.report.blocks import Figure, Line, Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

_SVG: Final = "http://www.w3.org/2000/svg"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_NAMES: Final = {
    theme.LIGHT[name]: name for name in ("a", "b", "none", "bg", "ink", "rule", "line")
}
_COLOUR: Final = {"a": theme.LIGHT["a"], "b": theme.LIGHT["b"], "": theme.LIGHT["none"]}
# What no XML may hold, and a drawing is XML: one such character in a name of an outlet
# would end the report.
_NO_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKER: Final = {"a": "o", "b": "s", "": "^"}
_SETTINGS: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "framing",
    "font.size": 13,
    "figure.dpi": 72,  # one unit of the drawing is one pixel
    "axes.edgecolor": theme.LIGHT["rule"],
    "axes.labelcolor": theme.LIGHT["ink"],
    "text.color": theme.LIGHT["ink"],
    "xtick.color": theme.LIGHT["ink"],
    "ytick.color": theme.LIGHT["ink"],
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "axes.unicode_minus": True,
    "font.family": "DejaVu Sans",
}

Point = tuple[str, Side, float, float, float]
"""Label, side, value, and the ends of its interval."""


@contextmanager
def _axes(width: int, height: int) -> Iterator[Axes]:
    """Open axes of a size in pixels, and close their figure in any case."""
    import matplotlib as mpl  # noqa: PLC0415
    import seaborn as sns  # noqa: PLC0415
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415

    with mpl.rc_context(_SETTINGS), sns.axes_style("ticks", rc=_SETTINGS):
        canvas = Canvas(figsize=(width / 72, height / 72), dpi=72)
        FigureCanvasSVG(canvas)
        yield canvas.add_axes((0.0, 0.0, 1.0, 1.0))


def _place(ax: Axes, left: int, bottom: int, *, width: int, height: int) -> None:
    """Put axes into their drawing by margins in pixels, so that labels fit."""
    ax.set_position((left / width, bottom / height, (width - left - 14) / width,
                     (height - bottom - 10) / height))  # fmt: skip


def _svg(ax: Axes, alt: str) -> str:
    buffer = io.StringIO()
    with warnings.catch_warnings():
        # The reader's fonts draw the words, not matplotlib's, so a glyph that is
        # missing here is missing nowhere.
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
        whole = cast("Canvas", ax.figure)
        whole.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
    return _classed(buffer.getvalue(), alt)


def _classed(markup: str, alt: str) -> str:
    """Return an SVG without ``style``, with classes, a role and its values."""
    alt = _NO_XML.sub("", alt)
    ET.register_namespace("", _SVG)
    root = ET.fromstring(markup)  # noqa: S314 - our own drawing
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{_SVG}}}style", f"{{{_SVG}}}metadata"}:
                parent.remove(child)
    prefix = f"f{zlib.crc32((alt + markup).encode()):08x}-"
    for element in root.iter():
        _clean(element, prefix)
    box = root.get("viewBox", "0 0 1 1")
    root.attrib.clear()
    root.attrib.update(
        {
            "viewBox": box,
            "class": "fig",
            "role": "img",
            "aria-label": alt,
        }
    )
    return ET.tostring(root, encoding="unicode")


def _clean(element: ET.Element, prefix: str) -> None:
    """Turn colours into classes, and the rest of a style into attributes."""
    rules = _rules(element.attrib.pop("style", ""))
    classes = []
    for name in ("fill", "stroke"):
        colour = rules.pop(name, element.attrib.pop(name, "")).lower()
        if colour == "none":
            classes.append(f"no-{name}")
        elif colour and element.tag != f"{{{_SVG}}}text":
            classes.append(f"{name[0]}-{_NAMES.get(colour, 'ink')}")
    if classes:
        element.set("class", " ".join(classes))
    for name, value in sorted(rules.items()):
        element.set(name, value)
    _rename(element, prefix)


def _rules(style: str) -> dict[str, str]:
    """Return the declarations of a style, without those the page decides."""
    found: dict[str, str] = {}
    for rule in style.split(";"):
        name, _, value = rule.partition(":")
        if value and name.strip() not in _PAGE_DECIDES:
            found[name.strip()] = value.strip()
    return found


_PAGE_DECIDES: Final = frozenset(("font", "font-family", "font-size", "opacity"))


def _rename(element: ET.Element, prefix: str) -> None:
    """Keep the ids of two drawings on one page apart."""
    if "id" in element.attrib:
        element.set("id", prefix + element.attrib["id"])
    href = element.attrib.pop(_LINK, "") or element.attrib.pop("href", "")
    if href:
        element.set("href", f"#{prefix}{href.removeprefix('#')}")
    for name, value in element.attrib.items():
        if "url(#" in value:
            element.set(name, value.replace("url(#", f"url(#{prefix}"))


def intervals(
    title: str,
    points: Sequence[Point],
    *,
    end: float,
    how: theme.Format,
    ends: tuple[str, str],
    start: float | None = None,
) -> Figure:
    """Draw one value with its interval a row, on an axis up to ``end``.

    Parameters
    ----------
    title : str
        Stands above the drawing.
    points : sequence of Point
        In the order in which they are read.
    end : float
        The same in every panel that stands beside it.
    how : Format
    ends : tuple of str
        What the low and the high end of the axis mean.
    start : float, optional
        Where the axis begins; ``-end`` if left out.
    """
    begin = -end if start is None else start
    ticks = [begin, (begin + end) / 2, end]
    width, height = 230, 22 * len(points) + 52
    with _axes(width, height) as ax:
        _place(ax, 62, 44, width=width, height=height)
        for side, rows in _by_side(points):
            lows, values, highs = (
                [_inside(float(point[n]), end) for _, point in rows] for n in (3, 2, 4)
            )
            places = [at for at, _ in rows]
            ax.hlines(places, lows, highs, color=_COLOUR[side], linewidth=2.2)
            _dots(ax, values, places, side, size=72)
        margin = 0.04 * (end - begin)
        ax.set_xlim(begin - margin, end + margin)
        ax.set_ylim(len(points) - 0.4, -0.6)
        ax.set_yticks(range(len(points)), [_literal(point[0]) for point in points])
        ax.set_xticks(ticks, [theme.plain(n, 1, sign=begin < 0) for n in ticks])
        _ground(ax)
        _name_ends(ax, ends)
        alt = f"{title}: {'; '.join(_said(point, how) for point in points)}"
        return Figure(svg=_svg(ax, alt), alt=alt, title=title, width=width)


def _by_side(points: Sequence[Point]) -> list[tuple[Side, list[tuple[int, Point]]]]:
    sides: tuple[Side, ...] = ("a", "b", "")
    found = [
        (side, [(at, p) for at, p in enumerate(points) if p[1] == side])
        for side in sides
    ]
    return [(side, rows) for side, rows in found if rows]


def _dots(
    ax: Axes, x: Sequence[float], y: Sequence[float], side: Side, *, size: int
) -> None:
    """Draw marks of one side: filled circles, open squares or open triangles."""
    ax.scatter(
        list(x),
        list(y),
        s=size,
        marker=_MARKER[side],
        linewidth=1.8,
        color=_COLOUR[side] if side == "a" else theme.LIGHT["bg"],
        edgecolor=_COLOUR[side],
        zorder=3,
    )


def _inside(value: float, end: float) -> float:
    return value if math.isnan(value) else max(-end, min(end, value))


def _literal(text: str) -> str:
    """Keep matplotlib from reading dollars as mathematics, and shorten."""
    text = " ".join(_NO_XML.sub("", text).split())
    return (text if len(text) <= 26 else text[:25] + "…").replace("$", r"\$")


def _said(point: Point, how: theme.Format) -> str:
    label, _, value, low, high = point
    span = theme.interval(low, high, how, sign=how.signed)
    return f"{label} {theme.value(value, how)} ({span})"


def _ground(ax: Axes) -> None:
    """Grid lines at the ticks, the zero line darker, nothing else."""
    import seaborn as sns  # noqa: PLC0415

    for tick in ax.get_xticks():
        name = "rule" if tick == 0 else "line"
        ax.axvline(tick, color=theme.LIGHT[name], linewidth=1, zorder=0)
    ax.tick_params(length=0)
    ax.set(xlabel="", ylabel="")
    sns.despine(ax=ax, left=True, bottom=True)


def _name_ends(ax: Axes, ends: tuple[str, str]) -> None:
    for place, text, align in zip((-60, 12), ends, ("left", "right"), strict=True):
        ax.annotate(
            text,
            (0.0 if align == "left" else 1.0, 0),
            xytext=(place, -38),
            xycoords="axes fraction",
            textcoords="offset points",
            ha=align,
            va="bottom",
            annotation_clip=False,
        )


def strips(
    title: str,
    groups: Sequence[tuple[str, Side, Sequence[float]]],
    *,
    unit: str,
    how: theme.Format,
    caption: Line = (),
) -> Figure:
    """Draw one dot an article, a row a group, and no mean without its articles.

    Parameters
    ----------
    title : str
    groups : sequence of (label, side, values)
        Undefined values are left out; the caption names them.
    unit : str
        Stands under the axis.
    how : Format
    caption : Line
    """
    width, height = 440, 34 * len(groups) + 58
    with _axes(width, height) as ax:
        _place(ax, 90, 50, width=width, height=height)
        for at, (_, side, values) in enumerate(groups):
            known = [value for value in values if not math.isnan(value)]
            places = [at + _stagger(number) for number in range(len(known))]
            _dots(ax, known, places, side, size=52)
        ax.set_ylim(len(groups) - 0.4, -0.6)
        ax.set_yticks(range(len(groups)), [_literal(group[0]) for group in groups])
        _whole_ticks(ax)
        ticks = ax.get_xticks()
        ax.set_xticks(ticks, [theme.value(tick, how) for tick in ticks])
        _ground(ax)
        ax.set_xlabel(_literal(unit))
        alt = f"{title}: " + "; ".join(
            f"{label} {', '.join(theme.value(v, how) for v in values)}"
            for label, _, values in groups
        )
        return Figure(
            svg=_svg(ax, alt), alt=alt, title=title, caption=caption, width=width
        )


def _whole_ticks(ax: Axes) -> None:
    """Four to six ticks at whole numbers, and the axis from the first to the last."""
    low, high = (math.floor(ax.get_xlim()[0]), math.ceil(ax.get_xlim()[1]))
    step = max(1, math.ceil((high - low) / 5))
    low = step * math.floor(low / step)
    ticks = list(range(low, high + step, step))
    ax.set_xlim(ticks[0] - step * 0.1, ticks[-1] + step * 0.1)
    ax.set_xticks(ticks)


def _stagger(index: int) -> float:
    """Move neighbours apart without chance."""
    return (0.0, -0.16, 0.16)[index % 3]


def over_events(
    title: str,
    side: Side,
    points: Sequence[tuple[str, float]],
    *,
    how: theme.Format,
    ends: tuple[str, str],
    caption: Line = (),
) -> Figure:
    """Draw one outlet's value event by event, in order of date.

    Parameters
    ----------
    title : str
    side : Side
    points : sequence of (event, value)
    how : Format
    ends : tuple of str
        What the low and the high end of the axis mean.
    caption : Line
    """
    import seaborn as sns  # noqa: PLC0415

    width, height = 440, 190
    known = [
        (at, value) for at, (_, value) in enumerate(points) if not math.isnan(value)
    ]
    reach = max((abs(value) for _, value in known), default=0.5)
    end = next(step for step in (0.2, 0.5, 1.0, math.inf) if reach <= step)
    end = reach * 1.1 if math.isinf(end) else end
    with _axes(width, height) as ax:
        _place(ax, 62, 44, width=width, height=height)
        ax.vlines(
            [at for at, _ in known],
            0,
            [value for _, value in known],
            color=_COLOUR[side],
            linewidth=1.6,
        )
        _dots(ax, [at for at, _ in known], [v for _, v in known], side, size=64)
        ax.set_ylim(-end * 1.1, end * 1.1)
        ax.set_xlim(-0.6, max(len(points) - 0.4, 0.6))
        ax.set_yticks([-end, 0, end], [theme.value(n, how) for n in (-end, 0, end)])
        ax.set_xticks(range(len(points)), [str(at + 1) for at in range(len(points))])
        for tick in (-end, 0, end):
            ax.axhline(
                tick,
                color=theme.LIGHT["rule" if tick == 0 else "line"],
                linewidth=1,
                zorder=0,
            )
        ax.tick_params(length=0)
        ax.set(ylabel="")
        ax.set_xlabel("events in order of date", loc="right")
        sns.despine(ax=ax, left=True, bottom=True)
        for y, text in zip((end, -end), reversed(ends), strict=True):
            ax.annotate(
                text,
                (0, y),
                xytext=(-6, 6 if y > 0 else -44),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                annotation_clip=False,
            )
        alt = f"{title}: " + "; ".join(
            f"{label} {theme.value(v, how)}" for label, v in points
        )
        return Figure(
            svg=_svg(ax, alt), alt=alt, title=title, caption=caption, width=width
        )
