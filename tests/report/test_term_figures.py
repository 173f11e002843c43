"""Figures of words, by what they draw."""

from __future__ import annotations

import dataclasses
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.comparison.wordings import TermsShown, shown_terms
from framing.contrasts import TOO_FEW
from framing.report.blocks import Columns, Figure, Heading, Table
from framing.report.sections.terms import figure_terms, terms
from framing.report.term_figures import funnel, overlap, place_labels, shift, swarm
from tests.report.make import make

FRAME = (46.0, 4.0, 438.0, 266.0)
PLACES = st.tuples(
    st.sampled_from(["storm", "grain talks", "critics", "mutual trust"]),
    st.floats(46, 438),
    st.floats(4, 266),
)


@given(st.lists(PLACES, max_size=25))
def test_labels_cover_neither_one_another_nor_marks(anchors):
    boxes = [box for _, box in place_labels(anchors, FRAME)]
    for at, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in boxes[:at])
        assert not any(
            overlap(box, (x - 4, y - 4, x + 4, y + 4)) for _, x, y in anchors
        )


@given(st.lists(PLACES, max_size=25))
def test_labels_stay_inside_the_frame(anchors):
    for _, (left, top, right, bottom) in place_labels(anchors, FRAME):
        assert left >= FRAME[0]
        assert top >= FRAME[1]
        assert right <= FRAME[2]
        assert bottom <= FRAME[3]


def test_bars_of_a_shift_are_drawn_to_scale():
    made = shift([("storm", "a", 0.4), ("talks", "b", 0.2)], "Shift", ())
    widths = [float(w) for w in re.findall(r'<rect[^>]*width="([\d.]+)"', made.svg)]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.1)
    assert "storm 40.0%" in made.alt


def test_a_funnel_says_its_values_in_words():
    made = funnel([("storm", "a", 40, 3.2), ("", "", 10, 0.1)], "Funnel", ())
    assert "storm z 3.2, 40 times" in made.alt


def test_a_swarm_has_a_dot_for_every_event():
    drawn = swarm([0.1, 0.1, -2.0, 9.0], 2.0, alt="")
    assert drawn.svg.count("<circle") == 4


def test_markup_in_a_term_is_no_markup():
    made = shift([("<b>x</b>", "a", 1.0)], "Shift", ())
    assert "<b>x" not in made.svg


@pytest.fixture(scope="module")
def blocks():
    return terms(make())


def tables_of(blocks):
    return {block.label: block for block in blocks if isinstance(block, Table)}


def test_every_figure_shows_the_terms_of_the_forest(blocks):
    found = tables_of(blocks)
    forest = [
        row.cells[0][0].text
        for row in found["Distinctive terms"].rows
        if (row.evidence and "times" in str(row.cells[2]))
        or "only in" in str(row.cells)
    ]
    for label in ("Terms in each outlet", "Terms event by event"):
        assert [row.cells[0][0].text for row in found[label].rows] == forest


def test_shift_and_funnel_stand_side_by_side(blocks):
    columns = next(block for block in blocks if isinstance(block, Columns))
    assert [type(part[0]) for part in columns.parts] == [Figure, Figure]


def test_the_surest_term_of_a_funnel_is_named_though_others_differ_more():
    made = make()
    frame = made.contrasts
    row = frame[(frame["measure"] == "log_odds") & (frame["verdict"] == "differs")]
    names = [f"strong{at:02d}" for at in range(12)]
    more = pd.concat([row.head(1)] * 13, ignore_index=True).assign(
        term=[*names, "surest"], score=[*[9.0] * 12, 0.5], z=[*[3.0] * 12, 40.0]
    )
    wording = dataclasses.replace(made.wording, contrasts=pd.concat([more, frame]))
    columns = next(
        block
        for block in terms(dataclasses.replace(made, wording=wording))
        if isinstance(block, Columns)
    )
    assert ">surest<" in columns.parts[1][0].svg


def test_both_sides_have_their_half_of_the_rows():
    names = [tuple(f"{side}{at:02d}" for at in range(12)) for side in "ab"]
    shown = figure_terms(TermsShown(*names, common=()))
    assert [sum(term[0] == side for term in shown) for side in "ab"] == [6, 6]


def test_places_are_listed_for_the_terms_that_are_shown(blocks):
    forest = tables_of(blocks)["Distinctive terms"]
    drawn = {row.cells[0][0].text for row in forest.rows if row.evidence}
    frame = make().contrasts
    assert drawn == set(shown_terms(frame[frame["measure"] == "log_odds"]).all)


def test_untested_terms_are_called_so():
    made = make()
    frame = made.contrasts.assign(q=float("nan"), verdict=TOO_FEW)
    wording = dataclasses.replace(made.wording, contrasts=frame)
    found = terms(dataclasses.replace(made, wording=wording))
    assert "none tested" in found[0].text
    rows = tables_of(found)["Distinctive terms"].rows
    assert not [row for row in rows if "More often" in str(row.cells)]


def test_an_outlet_without_words_has_no_rate():
    made = make()
    frame = made.wording.by_outlet.copy()
    frame.loc[0, ["n_words", "rate"]] = [0, float("nan")]
    wording = dataclasses.replace(made.wording, by_outlet=frame)
    found = terms(dataclasses.replace(made, wording=wording))
    assert "no words" in str(tables_of(found)["Terms in each outlet"].rows)


def test_equal_rates_have_no_shift():
    made = make()
    frame = made.wording.shift.assign(contribution=0.0, share=0.0)
    wording = dataclasses.replace(made.wording, shift=frame)
    found = terms(dataclasses.replace(made, wording=wording))
    columns = next(block for block in found if isinstance(block, Columns))
    assert len(columns.parts) == 1


def test_distances_are_a_triangle(blocks):
    table = tables_of(blocks)["Distances between outlets"]
    filled = [sum(bool(cell) for cell in row.cells[1:]) for row in table.rows]
    assert filled == list(range(1, len(filled) + 1))


def test_levels_of_headings_do_not_jump(blocks):
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    assert levels == [3, 4, 4, 4]
