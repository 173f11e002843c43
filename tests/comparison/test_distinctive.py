"""Distinctive terms of a run, and their places."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.comparison.distinctive import outlet_names
from framing.comparison.wordings import shown_terms
from framing.outlets import Outlet
from tests.comparison.tables import compared, tables


def planted(n_events=14):
    """Let the even outlets say "storm" once in every article."""
    made = tables(n_events)
    texts = made["texts"]
    even = texts["article"].str[-1].astype(int) % 2 == 0
    for row in texts.index[even]:
        tokens = texts.loc[row, "tokens"].split(" ")
        old = texts.loc[row, "text"].split(" ")
        tokens[3], old[3] = "storm", "storm"
        texts.loc[row, ["tokens", "text"]] = [" ".join(tokens), " ".join(old)]
    return made


@pytest.fixture(scope="module")
def made():
    return compared(planted())


@pytest.mark.parametrize("measure", ["log_odds", "tfidf"])
def test_a_planted_word_differs_in_every_measure(made, measure):
    table = made.contrasts[made.contrasts["measure"] == measure].set_index("term")
    assert table.loc["storm", ["verdict", "n_a", "n_b"]].tolist() == ["differs", 28, 0]
    assert pd.isna(table.loc["storm", "low"])


def test_places_of_a_term_hold_the_term(made):
    places = made.contexts[made.contexts["term"] == "storm"]
    assert len(places) == 28
    found = {made.texts[r.article][r.start : r.stop] for r in places.itertuples()}
    assert found == {"storm"}


def test_few_events_give_rates_without_a_test():
    found = compared(planted(4))
    assert set(found.contrasts["verdict"]) == {"not estimable: too few events to test"}
    main = found.contrasts[found.contrasts["measure"] == "log_odds"]
    assert set(found.contexts["term"]) == set(shown_terms(main).common)


def test_a_rare_word_that_one_side_lacks_is_not_shown_before_surer_ones():
    frame = pd.DataFrame(
        {
            "term": ["legco", "universal", "said"],
            "score": [5.7, 3.7, 1.2],
            "n_a": [7, 123, 1411],
            "n_b": [0, 3, 414],
            "z": [2.1, 6.4, 6.7],
            "q": 0.01,
            "verdict": "differs",
        }
    )
    assert shown_terms(frame).first == ("universal", "said", "legco")
    assert shown_terms(frame.assign(z=float("nan"))).first[0] == "legco"


def test_names_of_the_outlets_met_are_masked():
    frame = pd.DataFrame(
        {"outlet": ["daily", "unknown"], "outlet_name": ["The Daily", "?"]}
    )
    known = Outlet(
        key="daily", name="The Daily", aliases=("Daily’s",), domains=("d.example",)
    )
    other = Outlet(key="other", name="Elsewhere")
    found = outlet_names(frame, {"daily": known, "other": other})
    assert found == ("d.example", "daily", "daily's")


def test_words_of_one_event_each_leave_no_table():
    made = tables(12, 8)
    for row, key in enumerate(made["texts"]["article"]):
        word = f"word{chr(97 + int(key[1:3]))}"
        made["texts"].loc[row, "tokens"] = " ".join([word] * 40)
    found = compared(made, n_outlets=8)
    assert found.contrasts.empty
    assert found.contexts.empty
