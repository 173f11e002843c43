"""More than two groups."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.contrasts import Settings, count
from framing.contrasts.log_odds import LogOdds
from framing.contrasts.several import contrast_each, contrast_grid
from framing.errors import ParameterError
from framing.uncertainty import benjamini_hochberg
from tests.contrasts.made import corpus

QUICK = Settings(draws=499, boots=49)


@pytest.fixture(scope="module")
def counts():
    """Three outlets on every event: x and y, and a copy of y called z."""
    texts, facts = corpus(30, seed=1, planted=0.04)
    more = facts["outlet"] == "y"
    third = texts[more].assign(article=texts.loc[more, "article"] + "z")
    other = facts[more].assign(article=facts.loc[more, "article"] + "z", outlet="z")
    return count(pd.concat([texts, third]), pd.concat([facts, other]), pairs=False)


def test_each_is_set_against_the_rest(counts):
    made = contrast_each(counts, ["x", "y", "z"], measure=LogOdds(), settings=QUICK)
    assert made.groupby("a")["b"].unique().map(list).to_dict() == {
        name: ["the rest"] for name in "xyz"
    }
    found = made[(made["verdict"] == "differs") & (made["a"] == "x")]
    assert found["term"].tolist() == ["storm"]


def test_every_pair_is_contrasted_once(counts):
    made = contrast_grid(counts, ["z", "x", "y"], measure=LogOdds(), settings=QUICK)
    pairs = made[["a", "b"]].drop_duplicates().to_numpy().tolist()
    assert pairs == [["x", "y"], ["x", "z"], ["y", "z"]]
    twins = made[(made["a"] == "y") & (made["b"] == "z")]
    assert (twins["score"].abs() < 1e-12).all()


def test_all_tables_are_corrected_together(counts):
    made = contrast_grid(counts, ["x", "y", "z"], measure=LogOdds(), settings=QUICK)
    p = made["p"].to_numpy()
    assert made["q"].to_numpy() == pytest.approx(benjamini_hochberg(p))


@pytest.mark.parametrize(
    ("sides", "words"),
    [(["x"], "at least two groups"), (["x", "w"], "'w'.*: no article among")],
)
def test_sides_that_make_no_family_are_refused(counts, sides, words):
    with pytest.raises(ParameterError, match=words):
        contrast_grid(counts, sides, measure=LogOdds(), settings=QUICK)
