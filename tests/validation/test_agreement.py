"""Intervals and verdicts of agreement."""

from __future__ import annotations

import math

import numpy as np
import pytest

from framing.validation import agreement
from framing.validation.agreement import judge
from framing.validation.resampling import draw_times


def coders(n_units, right, *, seed=0, n_coders=2):
    """Return coders who give the true one of three codes with a probability."""
    dice = np.random.default_rng(seed)
    truth = dice.integers(0, 3, n_units)
    return [
        np.where(dice.random(n_units) < right, truth, dice.integers(0, 3, n_units))
        for _ in range(n_coders)
    ]


@pytest.mark.parametrize(
    ("low", "verdict"),
    [
        (0.800, "reliable"),
        (0.799, "tentative"),
        (0.667, "tentative"),
        (0.666, "leaves the summary"),
        (math.nan, "not estimable"),
    ],
)
def test_the_lower_end_of_alpha_decides(low, verdict):
    assert judge(low, 100, 100)[0] == verdict


def test_a_high_alpha_of_few_units_is_no_reliable_one():
    found = agreement(coders(60, 0.95))
    assert (found.verdict, found.reason) == (
        "not estimable",
        "60 units with two codes, 100 needed",
    )


def test_the_interval_and_not_the_value_decides():
    found = agreement(coders(120, 0.92, seed=3))
    assert found.alpha > 0.8 > found.alpha_low
    assert found.verdict == "tentative"


def test_intervals_hold_their_value():
    found = agreement(coders(150, 0.8, n_coders=3), level="ordinal")
    assert found.alpha_low < found.alpha < found.alpha_high
    assert found.kappa_low < found.kappa < found.kappa_high
    assert found.percent_low < found.percent < found.percent_high


def test_two_coders_have_cohens_kappa_and_more_have_fleiss():
    assert agreement(coders(20, 0.8)).kappa_name == "Cohen"
    assert agreement(coders(20, 0.8, n_coders=3)).kappa_name == "Fleiss"


def test_means_of_scales_have_no_kappa():
    assert math.isnan(agreement(coders(20, 0.8), level="interval").kappa)


def test_perfect_agreement_still_has_a_lower_end():
    data = [[0, 1] * 10] * 2
    found = agreement(data, least=10)
    assert (found.alpha, found.alpha_high, found.percent) == (1.0, 1.0, 1.0)
    assert found.alpha_low < 0.8
    assert found.verdict == "tentative"
    assert agreement([[0, 1] * 200] * 2).verdict == "reliable"


def test_one_coder_agrees_with_nobody():
    found = agreement([[0, 1, 1, 0]])
    assert math.isnan(found.alpha)
    assert found.reason == "one coder only: nobody to agree with"


def test_nothing_coded_is_undefined():
    for data in ([[None, None]] * 2, [[], []]):
        found = agreement(data, level="interval")
        assert math.isnan(found.alpha)
        assert found.verdict == "not estimable"


def test_a_coder_without_codes_is_no_coder():
    found = agreement([[0, 1, 1, 0], [0, 1, 1, 1], [None] * 4])
    assert (found.n_coders, found.kappa_name) == (2, "Cohen")


def test_missing_cells_are_counted():
    found = agreement([[0, 1, None, None], [0, None, 1, None]])
    assert (found.n_units, found.n_both, found.n_missing) == (3, 1, 2)


def test_units_of_one_article_are_drawn_together():
    data = coders(120, 0.8)
    alone = agreement(data)
    together = agreement(data, clusters=[unit // 12 for unit in range(120)])
    assert alone.alpha == together.alpha
    assert (alone.alpha_low, alone.alpha_high) != (
        together.alpha_low,
        together.alpha_high,
    )


def test_the_same_seed_gives_the_same_interval():
    data = coders(50, 0.8)
    assert agreement(data, seed=4) == agreement(data, seed=4)
    assert agreement(data, seed=4) != agreement(data, seed=5)


def test_every_sample_has_as_many_articles_of_each_group():
    times = draw_times(range(6), strata=["a"] * 4 + ["b"] * 2, draws=50)
    assert set(times[:, :4].sum(axis=1)) == {4.0}
    assert set(times[:, 4:].sum(axis=1)) == {2.0}
