from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest

from framing.report import drawings
from framing.report.ribbons import ribbons

NAN = math.nan
MADE = [
    drawings.units(3, "a"),
    drawings.units(40, "b"),
    drawings.bar(0.4, "a"),
    drawings.bar(0, "b"),
    drawings.bar(1.7, None),
    drawings.interval(0.2, 0.1, 0.3, end=0.5, clear=True),
    drawings.interval(0.2, NAN, NAN, end=0.5, clear=False),
    drawings.interval(9, -9, 99, end=0.5, clear=False),
    drawings.spread([("a", 0.1, [0.2, NAN]), ("b", NAN, [])], low=-1, high=1),
    drawings.forest(1.2, 0.2, 2.2, only=None, clear=True),
    drawings.forest(-1.2, NAN, NAN, only="b", clear=True),
    drawings.forest_axis(),
    drawings.scale("<low>", "0", "high & more"),
]


@pytest.mark.parametrize("drawing", MADE)
def test_drawing_is_well_formed_and_without_style(drawing):
    root = ET.fromstring(drawing.svg)
    assert root.get("aria-hidden") == "true"
    assert "style=" not in drawing.svg


def test_drawing_with_words_is_an_image():
    root = ET.fromstring(drawings.drawing("", width=9, height=9, alt='5 "of" <9>').svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", '5 "of" <9>')


@pytest.mark.parametrize(
    ("side", "tag"), [("a", "circle"), ("b", "rect"), ("", "path")]
)
def test_each_side_has_its_own_shape(side, tag):
    assert drawings.symbol(side).count(f"<{tag} ") == 1


def test_bar_is_as_long_as_its_share():
    root = ET.fromstring(drawings.bar(0.5, "a", width=102).svg)
    assert float(root[0].get("width")) == 50


def test_what_lies_beyond_the_axis_ends_on_it():
    axis = drawings.Axis(-1, 1, 100)
    assert (axis(-5), axis(5)) == (0, 100)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.34, 0.5), (1, 1), (0, 1), (NAN, 1), (math.inf, 1), (7, 10)],
)
def test_nice_ends(value, expected):
    assert drawings.nice(value) == pytest.approx(expected)


def test_labels_of_a_panel_are_escaped():
    rows = [("<b>", "a", 0.1, NAN, NAN, "10%")]
    body = drawings.beside(rows, low=0, high=1, ends=("0%", "100%"))
    assert "&lt;b&gt;" in body
    ET.fromstring(f"<g>{body}</g>")


def test_ribbons_are_as_wide_as_their_counts():
    left = [("r", "R", "", "3 relayed")]
    right = [("x", "X", "a", "1 of 4"), ("y", "Y", "b", "2 of 9")]
    body, height = ribbons({("r", "x"): 1, ("r", "y"): 2}, left, right)
    root = ET.fromstring(f"<g>{body}</g>")
    wide = [float(p.get("stroke-width")) for p in root if p.get("stroke-width")]
    assert wide == [3, 6]
    assert height > 88
