"""Stance by other words: a second list, or without the most frequent words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.comparison.cells import measured
from framing.comparison.words import (
    SECOND,
    TRIMMED,
    by_second_list,
    frequent_words,
    without,
    word_checks,
)
from tests.comparison.tables import compared, measurements, tables


def row(article, metric, voice, numerator, target="XA"):
    return article, metric, "tone", target, voice, "", numerator, 2.0, 1.0


ROWS = [
    row("a", "stance", "quoted", 0.5),
    row("a", "stance", "all", 0.75),
    row("a", "stance_second", "quoted", -0.25),
    row("b", "stance", "quoted", 0.1),
]
COLUMNS = ["article", "field", "target", "mention_voice", "entry", "amount"]


def found():
    return measured(measurements(ROWS), ["a", "b"])


def hits(*rows):
    return pd.DataFrame(rows, columns=[*COLUMNS, "amount_all"])


def values(made):
    return {
        (made.keys[key][0], made.keys[key][3], article): float(numerator)
        for key, article, numerator in zip(
            made.key, made.article, made.numerator, strict=True
        )
    }


def test_the_second_list_takes_the_place_of_the_first():
    made = values(by_second_list(found()))
    assert made["stance", "quoted", 0] == -0.25
    assert ("stance", "quoted", 1) not in made


def test_what_words_add_is_taken_from_their_voice_and_from_all():
    some = hits(
        ("a", "tone", "XA", "quoted", "good", 0.5, 0.25),
        ("a", "tone", "XA", "quoted", "good", 0.0, 0.25),
    )
    made = values(without(found(), some, np.array([0, 0])))
    assert made["stance", "quoted", 0] == 0.0
    assert made["stance", "all", 0] == pytest.approx(0.25)
    assert made["stance", "quoted", 1] == 0.1


def test_words_near_a_target_without_a_row_are_passed_over():
    some = hits(("b", "tone", "XB", "quoted", "good", 0.5, 0.5))
    assert values(without(found(), some, np.array([1]))) == values(found())


def test_ten_words_of_each_group_are_frequent_and_ties_go_by_alphabet():
    entries = [f"w{i:02d}" for i in range(12)] + ["w11", "other", "nobody"]
    groups = ["a"] * 13 + ["b", ""]
    kept = {f"w{i:02d}" for i in range(9)} | {"w11", "other"}
    assert frequent_words(entries, groups) == kept


def test_checks_are_named_and_leave_out_what_cannot_be_done():
    some = hits(("a", "tone", "XA", "quoted", "good", 0.5, 0.5))
    made = dict(word_checks(found(), some, ["a", "b"], ["x", "y"]))
    assert list(made) == [SECOND, TRIMMED]
    alone = measured(measurements(ROWS[:2]), ["a", "b"])
    assert dict(word_checks(alone, some.iloc[:0], ["a", "b"], ["x", "y"])) == {}


def test_a_stance_that_only_one_list_finds_depends_on_the_word_list():
    made = tables(n_events=12, seed=3)
    frame = made["measurements"].astype(str)
    tone = frame["metric"].eq("stance") & frame["voice"].eq("unattributed")
    mine = tone & frame["target"].eq("XA")
    even = frame["article"].str[-1].astype(int) % 2 == 0
    plain = made["measurements"].astype(dict.fromkeys(("metric", "target"), str))
    plain["numerator"] = plain["numerator"].where(~mine, np.where(even, 3.0, -3.0))
    plain["denominator"] = plain["denominator"].where(~mine, 10.0)
    second = plain[mine].assign(metric="stance_second", numerator=0.0)
    made["measurements"] = measurements(pd.concat([plain, second]).to_numpy().tolist())
    result = compared(made, min_mentions=1)
    summary = result.summary.set_index("id")
    key = "stance-tone-xa-unattributed"
    assert summary.loc[key, "verdict"] == "differs"
    assert SECOND in summary.loc[key, "depends"]
    checks = result.robustness
    line = checks[(checks["id"] == key) & (checks["check"] == SECOND)].iloc[0]
    assert (line["difference"], bool(line["changed"])) == (0.0, True)
