"""Tests of names and their mentions."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.actors import load_actors
from framing.names import bare, find_names
from framing.quotes.page import make_page
from framing.segment import cut

ERDOGAN = "Recep Tayyip Erdoğan"


def names_of(text):
    page = make_page(text, cut(text))
    return find_names(page.raw, page.soft, actors=load_actors())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xi Jinping flew home. Later Xi slept.", ["Xi Jinping"] * 2),
        ("Putin flew home.", ["Vladimir Putin"]),
        ("Ana Oru flew home. Later Oru slept.", ["Ana Oru"] * 2),
        ("Donald J. Trump flew home. Erdogan slept.", ["Donald Trump", ERDOGAN]),
        ("Ana B. Oru flew home.", ["Ana B. Oru"]),
        ("Mr. Elo flew home.", ["Elo"]),
        ("President Ana Oru flew home.", ["Ana Oru"]),
        ("Harbour Minister Ana Oru flew home.", ["Ana Oru"]),
        ("Harbour Minister Vladimir Putin flew home.", ["Vladimir Putin"]),
        ("Ludwig van der Meer flew home.", ["Ludwig van der Meer"]),
        ("Michelle Obama spoke. Obama smiled.", ["Michelle Obama"] * 2),
        ("Auma Obama saw President Obama.", ["Auma Obama", "Barack Obama"]),
        ("The Kelp Tower shone on Ana Oru.", ["Ana Oru"]),
    ],
)
def test_people_are_merged_under_their_full_name(text, expected):
    assert [name.name for name in names_of(text) if name.kind == "person"] == expected


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("It froze in China.", "state", "CN"),
        ("The Chinese team won.", "demonym", "CN"),
        ("It froze in Beijing.", "place", "CN"),
        ("The Kremlin was shut.", "institution", "kremlin"),
        ("It froze at NATO.", "alliance", "nato"),
        ("It froze in the U.S. too.", "state", "US"),
    ],
)
def test_known_names_have_their_kind(text, kind, key):
    assert [(name.kind, name.key) for name in names_of(text)] == [(kind, key)]


@pytest.mark.parametrize(
    "text",
    [
        "He said it was late.",
        "It was late, and she left on Monday in May.",
        "However, the road is long.",
        "",
    ],
)
def test_pronouns_and_days_are_no_names(text):
    assert names_of(text) == ()


def test_a_common_last_name_alone_is_nobody_known():
    assert [name.key for name in names_of("Then Lee left.")] == [""]


def test_a_state_inside_a_name_is_not_that_state():
    assert [name.key for name in names_of("Then Jordan Smith left.")] == [""]


def test_an_organisation_is_no_person():
    assert [name.kind for name in names_of("the Harbour Company sank")] == ["unknown"]


def test_the_title_is_kept_apart():
    name = next(
        n for n in names_of("Foreign Minister Ana Oru left.") if n.title < n.first
    )
    assert (name.title, name.first, name.last) == (0, 2, 4)


@pytest.mark.parametrize(
    ("token", "expected"),
    [("Xi's", "Xi"), ("Xi’s", "Xi"), ("'s", "'s"), ("Oru", "Oru")],
)
def test_bare_drops_the_possessive(token, expected):
    assert bare(token) == expected


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="Ab cXi Putin.'’China,-\n", max_size=80))
def test_names_are_ordered_and_do_not_overlap(text):
    found = names_of(text)
    assert all(a.last <= b.first for a, b in pairwise(found))
