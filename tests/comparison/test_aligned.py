"""The alignment of the events of a comparison."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.comparison.aligned import (
    CONFLICTS,
    FACTS,
    MOST_ARTICLES,
    UNMATCHED,
    UTTERANCES,
    aligned,
)

SHARED = "The ferry Marta sank off Lora on Monday with 40 people aboard."
ONLY = "Families waited in the church of Vess and asked why no tug had been sent."


def made(rows, *, min_words=1, events=("e",)):
    """Align articles given as (id, outlet, group, text)."""
    frame = pd.DataFrame(
        [
            {
                "article": key,
                "outlet": outlet,
                "group": group,
                "event": "e",
                "twin_of": "",
                "title": "",
                "n_words": len(text.split()),
            }
            for key, outlet, group, text in rows
        ]
    )
    quotes = pd.DataFrame(
        columns=["article", "quote", "kind", "text", "speakers", "keys", "named"]
    )
    return aligned(
        frame,
        {key: text for key, _, _, text in rows},
        quotes,
        events=events,
        groups=("one", "two"),
        min_words=min_words,
    )


FOUR = [
    ("a", "x", "one", f"{SHARED} {ONLY}"),
    ("b", "y", "one", SHARED),
    ("c", "v", "two", SHARED),
    ("d", "w", "two", SHARED),
]


def test_tables_have_their_columns():
    found = made(FOUR)
    assert list(found.facts) == list(FACTS)
    assert list(found.utterances) == list(UTTERANCES)
    assert list(found.conflicts) == list(CONFLICTS)
    assert list(found.unmatched) == list(UNMATCHED)


def test_a_fact_counts_its_outlets_and_is_named():
    facts = made(FOUR).facts
    assert set(facts["n_outlets"]) == {4}
    assert set(facts["article"]) == set("abcd")
    assert "ferry" in facts["words"].iloc[0]


def test_what_one_side_alone_prints_names_how_many_were_searched():
    (row,) = made(FOUR).unmatched.to_dict("records")
    assert (row["article"], row["group"], row["n_searched"]) == ("a", "one", 2)


def test_figures_and_quoted_words_of_one_side_stand_beside_its_sentences():
    more = "Some 3,000 people came to “a night of candles”."
    rows = made([("a", "x", "one", f"{SHARED} {more}"), *FOUR[1:]]).unmatched
    found = dict(zip(rows["kind"], rows["words"], strict=True))
    assert found["figure"] == "3,000 people"
    assert found["quoted words"] == "a night of candles"
    text = f"{SHARED} {more}"
    for row in rows.to_dict("records"):
        if row["kind"] != "sentence":
            assert text[row["start"] : row["stop"]].startswith(row["words"])


def test_one_silent_article_is_not_enough():
    assert made(FOUR[:3]).unmatched.empty


def test_short_articles_do_not_count_as_silent():
    assert made(FOUR, min_words=20).unmatched.empty


def test_an_event_of_one_outlet_is_left_out():
    rows = [(key, "x", "one", SHARED) for key in "ab"]
    assert made(rows).facts.empty


def test_large_events_are_cut_by_turns_of_outlets():
    rows = [(f"a{i:03}", "x", "one", SHARED) for i in range(60)]
    rows += [("z", "y", "two", SHARED)]
    facts = made(rows).facts
    assert facts["article"].nunique() == MOST_ARTICLES
    assert "z" in set(facts["article"])


@pytest.mark.parametrize("events", [(), ("other",)])
def test_no_event_no_rows(events):
    assert made(FOUR, events=events).facts.empty
