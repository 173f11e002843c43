"""Tables of names for the same person or state."""

from __future__ import annotations

import dataclasses

import pytest

from framing.report.blocks import Heading, Quoted, Table
from framing.report.namings import namings
from framing.report.view import view
from tests.report.make import make


@pytest.fixture(scope="module")
def made():
    return make()


def tables_of(made):
    return [block for block in namings(view(made)) if isinstance(block, Table)]


def test_there_is_a_table_for_each_target(made):
    assert [table.label for table in tables_of(made)] == [
        *("Names for Velland", "Names for Ilan Doresh")
    ]


def test_shares_stand_with_their_n(made):
    cell = tables_of(made)[0].rows[0].cells[1]
    assert [part.text for part in cell] == ["70%", " n 42"]


def test_names_are_words_of_outlets(made):
    assert all(
        isinstance(row.cells[0][0], Quoted)
        for table in tables_of(made)
        for row in table.rows
    )


def test_what_was_tested_stands_with_its_interval(made):
    last = tables_of(made)[0].rows[1].cells[-1]
    assert "".join(part.text for part in last) == "differs: +20 points (+9 to +31)"


def test_a_target_named_in_one_way_only_has_no_table(made):
    frame = made.wording.namings
    one = frame[frame["form"] == "that land"]
    wording = dataclasses.replace(made.wording, namings=one)
    assert not namings(view(dataclasses.replace(made, wording=wording)))


def test_without_namings_there_is_no_heading(made):
    wording = dataclasses.replace(made.wording, namings=made.wording.namings.iloc[:0])
    found = namings(view(dataclasses.replace(made, wording=wording)))
    assert not [block for block in found if isinstance(block, Heading)]
