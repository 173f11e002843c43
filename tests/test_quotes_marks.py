"""Tests of stretches between quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.quotes.marks import find_marks, inner_marks
from framing.segment import cut


def marks_of(text):
    parts = cut(text)
    return find_marks(text, parts.paragraphs, parts.sentences)


def shown(text):
    return [text[mark.start : mark.stop] for mark in marks_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One” and “two”", ["“One”", "“two”"]),
        ('"One" and "two"', ['"One"', '"two"']),
        ("''One'' and ''two''", ["''One''", "''two''"]),
        ("``One'' ended", ["``One''"]),
        ("«One» ended", ["«One»"]),
        ("„One“ ended", ["„One“"]),
        ("„One” ended", ["„One”"]),
        ("「One」 ended", ["「One」"]),
        ("‘One’ ended", ["‘One’"]),
        ("'One two' ended", ["'One two'"]),
        ("“One ‘two’ three”", ["“One ‘two’ three”"]),
        ("”One” ended", ["”One”"]),
        ("‘The workers’ hall,’ he said", ["‘The workers’ hall,’"]),
        ("‘One and ‘two’ three", ["‘two’"]),
        ('“One" ended', ['“One"']),
    ],
)
def test_marks_of_all_kinds(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The countries' trade isn't Xi's.",
        "rock 'n roll in the '90s",
        "the workers’ hall",
        "Home » Nation",
        "five o`clock",
        "‘never closed",
    ],
)
def test_apostrophes_and_strays_are_no_marks(text):
    assert shown(text) == []


def test_a_paragraph_break_closes():
    marks = marks_of("“One.\n\nTwo.")
    assert [(mark.stop, mark.unclosed) for mark in marks] == [(5, True)]


def test_a_second_opening_mark_closes_the_first():
    text = "“One. “Two.”"
    assert shown(text) == ["“One. ", "“Two.”"]


def test_an_unclosed_mark_ends_with_a_sentence():
    text = "“" + "One two three. " * 300
    mark = marks_of(text)[0]
    assert mark.stop <= 1502
    assert text[mark.stop - 1] == "."


def test_an_unclosed_mark_without_sentences_ends_anyway():
    assert marks_of("“" + "one " * 1000)[0].stop == 1500


def test_inner_marks_are_found_inside():
    text = "“The ‘back-to-back’ talks”"
    assert [text[a:b] for a, b in inner_marks(text, marks_of(text)[0])] == [
        "‘back-to-back’"
    ]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab .,\n\"“”‘’'«»„", max_size=60))
def test_marks_lie_in_the_text_in_order(text):
    marks = marks_of(text)
    assert all(0 <= mark.start < mark.stop <= len(text) for mark in marks)
    assert all(a.stop <= b.start for a, b in pairwise(marks))
