"""Articles over time."""

from __future__ import annotations

from framing.report.blocks import Figure
from framing.report.sections.coverage import coverage
from framing.report.timeline import timeline
from tests.report.make import make

DAYS = ["2031-05-01", "2031-05-01", "2031-05-03"]


def test_bars_are_days_and_share_one_scale():
    made = timeline([("One", "a", DAYS), ("Two", "b", DAYS[2:])], ())
    assert made is not None
    assert made.title == "Articles a day, by outlet; the tallest bar is 2 articles"
    assert made.svg.count("<rect") == 3
    assert "One: 3 articles; Two: 1 article" in made.alt


def test_long_spans_are_joined_to_weeks():
    days = ["2031-01-01", "2031-12-01"]
    made = timeline([("One", "a", days)], ())
    assert made is not None
    assert made.title.startswith("Articles a week")


def test_one_day_has_no_line_of_time():
    assert timeline([("One", "a", DAYS[:2]), ("Two", "b", [])], ()) is None


def test_names_are_no_markup():
    made = timeline([("<b>x</b>", "", ["2031-01-01", "2031-01-02"])], ())
    assert made is not None
    assert "<b>x" not in made.svg


def test_the_part_on_coverage_has_it():
    assert any(isinstance(block, Figure) for block in coverage(make()))
