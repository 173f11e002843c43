from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest

from framing.report import figures, theme

HOW = theme.format_of("", -1)
POINTS = [
    ("KSNA", "a", 0.2, 0.1, 0.3),
    ("<b>$x$</b>", "b", -0.1, -0.2, 0.0),
    ("none", "", math.nan, math.nan, math.nan),
]


def panel():
    return figures.intervals("toward X", POINTS, end=0.5, how=HOW, ends=("low", "high"))


def strip():
    groups = [("State", "a", [12.1, 13.0, math.nan]), ("Western", "b", [])]
    how = theme.format_of("grade")
    return figures.strips("Grade", groups, unit="school grade", how=how)


def course(values=(0.1, -0.3, math.nan)):
    points = [(f"event {at}", value) for at, value in enumerate(values)]
    return figures.over_events("Tone", "b", points, how=HOW, ends=("low", "high"))


ALL = [panel, strip, course]


@pytest.mark.parametrize("make", ALL)
def test_figure_has_no_style_and_no_colour_of_its_own(make):
    svg = make().svg
    assert "style" not in svg
    assert not any(colour in svg for colour in theme.LIGHT.values())


@pytest.mark.parametrize("make", ALL)
def test_figure_is_an_image_with_its_values(make):
    figure = make()
    root = ET.fromstring(figure.svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", figure.alt)


@pytest.mark.parametrize("make", ALL)
def test_figure_is_the_same_twice(make):
    assert make() == make()


def test_values_stand_in_the_words():
    assert "KSNA +0.20 (+0.10 to +0.30)" in panel().alt
    assert "none no value" in panel().alt


def test_missing_value_has_no_mark():
    whole, gap = course((0.1, 0.2)), course((0.1, math.nan))
    assert gap.svg.count("<use") < whole.svg.count("<use")


def test_ids_of_two_figures_differ():
    ids = [{e.get("id") for e in ET.fromstring(make().svg).iter()} for make in ALL[:2]]
    assert ids[0] & ids[1] == {None}


def test_text_stays_text():
    assert "KSNA" in "".join(ET.fromstring(panel().svg).itertext())


def test_values_beyond_one_widen_the_axis():
    assert "+3.30" in "".join(ET.fromstring(course((3.0,)).svg).itertext())


def test_glyph_that_matplotlib_lacks_warns_nobody():
    points = [("习近平", "a", 0.1, 0.0, 0.2)]
    made = figures.intervals(
        "toward 奥", points, end=0.5, how=HOW, ends=("low", "high")
    )
    assert "习近平" in made.svg
