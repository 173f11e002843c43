"""Distances between the wording of outlets."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from framing.contrasts import count
from framing.contrasts.distance import COLUMNS, DistanceSettings, distances
from framing.errors import ParameterError
from tests.contrasts.made import corpus

QUICK = DistanceSettings(draws=199, boots=99)


def found(texts, facts, **more):
    return distances(count(texts, facts, pairs=False), settings=QUICK, **more)


def test_other_words_make_a_distance():
    row = found(*corpus(30, planted=0.3)).iloc[0]
    assert (row["verdict"], row["n_events"]) == ("differs", 30)
    assert 0 < row["low"] <= row["distance"] <= row["high"]
    assert row["jsd"] - row["null_mean"] == pytest.approx(row["distance"])


def test_one_distribution_makes_none():
    """20 corpora without a difference: about 1 in 20 may stand out."""
    rows = [found(*corpus(30, seed=seed)).iloc[0] for seed in range(20)]
    assert sum(row["verdict"] == "differs" for row in rows) <= 3
    assert sum(row["low"] <= 0 <= row["high"] for row in rows) >= 16
    assert abs(sum(row["distance"] for row in rows)) / 20 < 0.002


def test_few_shared_events_give_no_distance():
    row = found(*corpus(5)).iloc[0]
    assert row["verdict"] == "not estimable"
    assert row["reason"] == "5 shared events, at least 12 needed"
    assert pd.isna(row["distance"])


def test_order_of_input_is_irrelevant():
    texts, facts = corpus(14, planted=0.1)
    one, two = found(texts, facts), found(texts[::-1], facts[::-1])
    pd.testing.assert_frame_equal(one, two)
    assert one.columns.tolist() == list(COLUMNS)


def test_one_outlet_has_no_distance():
    with pytest.raises(ParameterError, match="two outlets"):
        found(*corpus(3), outlets=["x"])


def test_the_same_seed_gives_the_same_numbers():
    counts = count(*corpus(20, planted=0.1), pairs=False)
    pd.testing.assert_frame_equal(distances(counts), distances(counts))


def test_other_order_of_the_outlets_gives_the_same_divergence():
    counts = count(*corpus(20, planted=0.1), pairs=False)
    facts = counts.facts.replace({"outlet": {"x": "y", "y": "x"}})
    one, two = (
        distances(made).iloc[0] for made in (counts, replace(counts, facts=facts))
    )
    assert (one["n_words_a"], one["n_words_b"]) == (two["n_words_b"], two["n_words_a"])
    for name in ("jsd", "p"):
        assert one[name] == pytest.approx(two[name])


def test_intervals_hold_the_distance_of_a_large_corpus():
    large = distances(count(*corpus(400, seed=99, planted=0.06), pairs=False)).iloc[0]
    held = []
    for seed in range(30):
        made = corpus(25, seed=seed, planted=0.06)
        row = distances(count(*made, pairs=False)).iloc[0]
        held.append(row["low"] <= large["distance"] <= row["high"])
    # 26 of 30 or more in 99 of 100 sets of corpora, were the intervals exact.
    assert sum(held) >= 26
