"""Two sides contrasted within events, whatever the measure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from framing.contrasts import COLUMNS, MEASURES, TOO_FEW, Settings, contrast, count
from framing.contrasts.log_odds import LogOdds
from framing.errors import ParameterError
from tests.contrasts.made import corpus

QUICK = Settings(draws=499, boots=99)


def contrasted(texts, facts, *, measure="log_odds", a="one", b="two", settings=QUICK):
    counts = count(texts, facts, pairs=False)
    return contrast(counts, a=a, b=b, measure=measure, settings=settings)


TESTED = sorted(name for name, made in MEASURES.items() if made().tested)


@pytest.fixture(scope="module", params=TESTED)
def measure(request):
    return request.param


def test_columns_are_the_same_for_every_measure(measure):
    found = contrasted(*corpus(), measure=measure)
    assert found.table.columns.tolist() == list(COLUMNS)
    assert set(found.table["measure"]) == {measure}


def test_a_planted_term_differs_and_no_other(measure):
    table = contrasted(*corpus(30, seed=1, planted=0.04), measure=measure).table
    assert table.loc[table["verdict"] == "differs", "term"].tolist() == ["storm"]


def test_a_single_doubled_term_is_found():
    texts, facts = corpus(100, seed=5)
    first = facts["group"] == "one"
    texts.loc[first, "tokens"] = [
        tokens.replace("beru", "balo") for tokens in texts.loc[first, "tokens"]
    ]
    table = contrasted(texts, facts).table.set_index("term")
    assert table.loc["balo", "verdict"] == "differs"
    assert table.loc["balo", "q"] <= 0.05


def test_swapping_the_sides_flips_scores(measure):
    made = corpus(14, planted=0.05)
    one = contrasted(*made, measure=measure).table.set_index("term").sort_index()
    two = contrasted(*made, measure=measure, a="two", b="one")
    two = two.table.set_index("term").sort_index()
    assert np.allclose(one["score"], -two["score"])
    assert np.allclose(one["low"], -two["high"], equal_nan=True)
    assert np.allclose(one["p"], two["p"])


def test_doubling_every_text_keeps_rates():
    texts, facts = corpus()
    twice = texts.assign(tokens=texts["tokens"] + "\n" + texts["tokens"])
    twice["voice"] = twice["voice"].map(lambda codes: codes * 2)
    one, two = (contrasted(t, facts).table.set_index("term") for t in (texts, twice))
    assert np.allclose(one["rate_a"], two["rate_a"].reindex(one.index))


def test_order_of_input_is_irrelevant(measure):
    texts, facts = corpus()
    one = contrasted(texts, facts, measure=measure).table
    two = contrasted(texts[::-1], facts[::-1], measure=measure).table
    pd.testing.assert_frame_equal(one, two)


def test_outlets_can_be_sides():
    made = corpus()
    by_outlet = contrasted(*made, a="x", b="y").table
    pd.testing.assert_frame_equal(by_outlet, contrasted(*made).table)


def test_few_events_give_rates_only(measure):
    found = contrasted(*corpus(11), measure=measure)
    assert set(found.table["verdict"]) == {TOO_FEW}
    assert found.table["p"].isna().all()
    assert found.table["rate_a"].notna().all()
    assert np.isnan(found.smallest_q)


def test_other_topics_on_events_of_one_side_do_not_count():
    texts, facts = corpus(14)
    extra = facts["article"].eq("000x")
    facts.loc[extra, "event"] = "elsewhere"
    texts.loc[extra, "tokens"] = " ".join(["volcano"] * 40)
    found = contrasted(
        texts, facts, settings=Settings(min_articles=1, draws=99, boots=9)
    )
    assert "volcano" not in set(found.table["term"])
    assert found.n_units == 13


def test_one_prolix_article_carries_no_term():
    texts, facts = corpus(20)
    words = texts.loc[0, "tokens"].split(" ")
    for row in range(0, 40, 2):
        kept = texts.loc[row, "tokens"].split(" ")
        texts.loc[row, "tokens"] = " ".join(["storm", *kept[1:]])
    texts.loc[0, "tokens"] = " ".join(["storm"] * 30 + words[30:])
    texts.loc[0, "voice"] = bytes(len(texts.loc[0, "tokens"].split()))
    own = replace(QUICK, null="own")
    table = contrasted(texts, facts, settings=own).table.set_index("term")
    assert table.loc["storm", "q"] <= 0.05
    assert table.loc["storm", "verdict"] == "inconclusive"
    assert "one article" in table.loc["storm", "reason"]


def test_totals_say_what_the_shared_events_hold():
    found = contrasted(*corpus(14))
    assert (found.n_articles_a, found.n_words_b, found.n_units) == (14, 560, 14)
    assert (found.n_tests, found.exact, found.floor) == (20, True, 2 / 2**14)
    assert found.smallest_q == pytest.approx(20 * 2 / 2**14)


def test_scores_are_those_of_pooled_counts():
    table = contrasted(*corpus(14)).table
    n = 14 * 40
    share = (table["n_a"] + table["n_b"]) / (2 * n)
    odds = [
        (y + 500 * share) / (n + 500 - y - 500 * share) for y in (table.n_a, table.n_b)
    ]
    assert np.allclose(table["score"], np.log(odds[0] / odds[1]))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"a": "three"}, "'three' has no article"),
        ({"b": "one"}, "a and b must be different sides"),
        ({"b": "x"}, "a and b must be different sides"),
        (
            {"measure": "loudness"},
            "measure must be one of .*'log_odds'",
        ),
        (
            {"settings": Settings(min_articles=99)},
            "no term is left .* lower min_articles",
        ),
    ],
)
def test_what_cannot_be_contrasted_is_named(change, words):
    with pytest.raises(ParameterError, match=words):
        contrasted(*corpus(), **change)


def test_sides_without_a_shared_event_swap_whole_events():
    texts, facts = corpus(20, planted=0.15)
    facts["event"] = facts["article"]
    found = contrasted(texts, facts)
    assert (found.paired, found.n_units) == (False, 40)
    assert found.test.startswith("whole events permuted, as the sides share none")
    assert found.table["term"].iloc[0] == "storm"
    assert found.table["verdict"].iloc[0] == "differs"


def test_a_side_without_any_event_is_refused():
    texts, facts = corpus()
    facts.loc[facts["group"] == "two", "event"] = ""
    with pytest.raises(ParameterError, match="side b: none of its 14 articles"):
        contrasted(texts, facts)


def test_a_heavier_prior_shrinks_scores():
    counts = count(*corpus(14, planted=0.1), pairs=False)
    light, heavy = (
        contrast(
            counts, a="one", b="two", measure=LogOdds(alpha0=alpha), settings=QUICK
        ).table
        for alpha in (10, 5000)
    )
    assert heavy["score"].abs().sum() < light["score"].abs().sum()


def test_no_difference_gives_next_to_no_finding():
    """20 corpora, 20 events, 20 words each: about 1 run in 20 may find something."""
    found = [contrasted(*corpus(20, seed=seed)).table for seed in range(20)]
    n_runs = sum((table["verdict"] == "differs").any() for table in found)
    assert n_runs <= 3
