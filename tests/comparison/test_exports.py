"""Tables that travel with a report."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.comparison import to_tables
from tests.comparison.tables import compared, measurements, tables


@pytest.fixture(scope="module")
def plain():
    return to_tables(compared())


def test_every_column_of_every_table_is_explained(plain):
    book = plain["codebook"]
    assert book[book["meaning"] == ""].empty
    named = set(zip(book["table"], book["column"], strict=True))
    assert named == {
        (name, column) for name, frame in plain.items() for column in frame.columns
    }


def test_tables_hold_no_words_of_articles(plain):
    assert "text" not in plain["quotes"].columns
    assert "text" not in plain["cleaning"].columns


def test_full_text_is_asked_for():
    found = to_tables(compared(tables(1, 2), full_text=True))
    assert found["quotes"]["text"].tolist() == ["grain harbour"]


def test_analysis_has_a_row_for_article_target_and_voice(plain):
    found = plain["analysis"]
    assert len(found) == 32 * 2 * 4
    assert not found.duplicated(["article", "target", "voice"]).any()


def test_analysis_carries_counts_and_exposure(plain):
    found = plain["analysis"].set_index(["article", "target", "voice"])
    mine = found.loc["e00-o0", "XA", "quoted"]
    assert mine[["hits", "words", "length", "days_from_event"]].tolist() == [
        2,
        10,
        40,
        1,
    ]
    assert mine[["country", "cluster_event", "cluster_outlet"]].tolist() == ["XA", 1, 1]
    assert found.loc["e00-o0", "XA", "unattributed"]["words"] == 30


def test_undated_articles_have_no_days_from_event():
    changes = {"e00-o0": {"date_low": "", "date_high": ""}}
    found = to_tables(compared(tables(2, 2, changes=changes)))["analysis"]
    mine = found[found["article"] == "e00-o0"]
    assert mine["days_from_event"].isna().all()


def test_provenance_is_a_table(plain):
    assert plain["provenance"].to_numpy().tolist() == [["framing", "0"]]


def test_rows_of_lists_that_count_nothing_are_left_out():
    made = tables(1, 2)
    frame = made["measurements"].astype(str)
    none = frame.iloc[[0, 1]].assign(
        metric="actions", field="agent_conflictual", numerator=["0.0", "2.0"]
    )
    numbers = ["numerator", "denominator", "scale"]
    whole = pd.concat([frame, none]).astype(dict.fromkeys(numbers, float))
    made["measurements"] = measurements(whole.to_numpy().tolist())
    table = to_tables(compared(made))["table"]
    kept = table[table["metric"] == "actions"]
    assert kept["numerator"].tolist() == [2.0]
    assert len(table) == len(frame) + 1
