from __future__ import annotations

import pytest

from framing.model import GENRES
from framing.origin import find_genre, find_integrity, find_origin, find_translation
from framing.outlets import Outlet, Outlets

WIRE = Outlet(key="transmar", name="Transmar", kind="agency")
PAPER = Outlet(key="paper", name="Paper", language="xx", wire_marks=("(Transmar)",))
ALL = Outlets(
    entries=(PAPER, WIRE),
    groups=(),
    names=(("paper", "paper"), ("transmar", "transmar")),
)


@pytest.mark.parametrize(
    ("given", "genre"),
    [
        ({"declared": "Editorial"}, "opinion"),
        ({"declared": "news report"}, "news report"),
        ({"url": "https://a.example/opinion/x"}, "opinion"),
        ({"title": "Analysis: what now"}, "analysis"),
        ({"title": "Live: the vote"}, "live blog"),
        (
            {"text": "The following is the full text of the statement."},
            "official readout",
        ),
        ({"announces": "will meet"}, "preview"),
        ({"n_words": 40}, "wire brief"),
        ({"n_words": 400}, "unknown"),
    ],
)
def test_genre_by_its_evidence(given, genre):
    found = find_genre(**given)
    assert found.value == genre
    assert found.value in GENRES
    assert (genre == "unknown") == (not found.evidence)


def test_an_unknown_declared_genre_is_said_not_guessed():
    found = find_genre(declared="newz report")
    assert found.value == "unknown"
    assert "did you mean 'news report'" in found.evidence[0]


def test_a_wire_mark_names_the_agency():
    found = find_origin("LORA (Transmar) - News.", outlet=PAPER, outlets=ALL)
    assert (found.value, found.status) == ("wire copy of transmar", "inferred")


def test_an_agency_s_own_mark_is_no_wire_copy():
    found = find_origin("LORA (Transmar) - News.", outlet=WIRE, outlets=ALL)
    assert found.value == "unknown"


def test_a_mark_in_the_middle_of_a_long_text_is_no_sign():
    text = "x" * 700 + "(Transmar)" + "y" * 700
    assert find_origin(text, outlet=PAPER, outlets=ALL).value == "unknown"


def test_with_agencies_is_mixed():
    assert (
        find_origin("News. With agencies", outlet=PAPER, outlets=ALL).value == "mixed"
    )


def test_a_declared_origin_is_taken():
    assert find_origin("", declared="own", outlet=None, outlets=ALL).value == "own"


def test_translation_is_said_or_suspected_or_unknown():
    said = find_translation("Translated from X.", language="en", outlet=None)
    suspected = find_translation("News.", language="en", outlet=PAPER)
    unknown = find_translation("News.", language="en", outlet=None)
    assert [f.value for f in (said, suspected, unknown)] == [
        "yes",
        "suspected",
        "unknown",
    ]


def test_one_trace_alone_is_not_enough_for_machine_rewriting():
    assert find_integrity("It cost $ 5.").value == "unknown"
    found = find_integrity("It cost $ 5 on Friday. and more, ”Oru said.")
    assert found.value == "suspected machine rewriting"
    assert len(found.evidence) == 3
