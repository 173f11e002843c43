"""What may explain a result besides the groups."""

from __future__ import annotations

import pytest

from tests.comparison.tables import compared, tables

ALL = [f"e{event:02d}-o{outlet}" for event in range(8) for outlet in range(4)]


def threats(keys=(), **changes):
    made = tables(changes=dict.fromkeys(keys, changes))
    return compared(made).threats


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"origin": "wire copy of Telvane"}, "are wire copy or mixed with it"),
        ({"date_low": "", "date_high": ""}, "have no date"),
        ({"outlet_status": "inferred"}, "is inferred from the text or unknown"),
        ({"translated": "suspected"}, "are translated, rewritten, cut short"),
        ({"integrity": "truncated"}, "are translated, rewritten, cut short"),
        (
            {"genre": "opinion"},
            "are not compared, most often because: genre is not compared",
        ),
    ],
)
def test_a_share_of_the_articles_is_named(changes, words):
    found = [text for text in threats(ALL[:8], **changes) if words in text]
    assert found
    assert found[0].startswith("25% of the articles (8 of 32) ")


def test_unbalanced_genres_are_named_with_both_shares():
    found = threats([key for key in ALL if key[-1] == "0"], genre="analysis")
    assert any(
        "'analysis' makes up 50% of the compared state articles and 0% of the western"
        in text
        for text in found
    )


def test_an_outlet_that_carries_a_side_is_named():
    found = threats([key for key in ALL if key[-1] == "1"], n_words=400)
    assert any("O1 alone wrote 91% of the western words" in text for text in found)


def test_articles_of_other_lengths_are_named():
    found = threats([key for key in ALL if key[-1] in "13"], n_words=100)
    assert any("40 words in state outlets and 100 in western" in text for text in found)


def test_few_events_are_named():
    assert any("Everything rests on 8 shared events" in text for text in threats())


def test_the_worst_stands_first():
    found = threats(ALL, date_low="", date_high="")
    assert found[0].startswith("100% of the articles (32 of 32) have no date")


def test_what_touches_next_to_nothing_is_not_said():
    assert not any("wire copy" in text for text in threats())
