"""Claims about groups rest on outlets."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from framing.uncertainty import leave_one_out, permute_outlets

EIGHT = np.arange(8) < 4


def grid(rates, n_events=3):
    den = np.full((len(rates), n_events), 20.0)
    return den * np.array(rates)[:, None], den


def slow_p(values, n_first):
    """Return p by looking at every relabelling of outlets of equal size."""
    seen = abs(np.mean(values[:n_first]) - np.mean(values[n_first:])) - 1e-9
    hits = total = 0
    for chosen in itertools.combinations(range(len(values)), n_first):
        rest = [v for i, v in enumerate(values) if i not in chosen]
        gap = np.mean([values[i] for i in chosen]) - np.mean(rest)
        hits, total = hits + (abs(gap) >= seen), total + 1
    return hits / total


def test_p_is_that_of_every_relabelling():
    rates = [0.5, 0.3, 0.6, 0.4, 0.2, 0.45, 0.1, 0.35]
    assert permute_outlets(*grid(rates), EIGHT) == pytest.approx(slow_p(rates, 4))


def test_four_against_four_reach_029():
    rates = [0.9, 0.8, 0.9, 0.8, 0.1, 0.2, 0.1, 0.2]
    assert permute_outlets(*grid(rates), EIGHT) == pytest.approx(2 / 70)


def test_fewer_than_four_a_side_give_nan():
    assert math.isnan(permute_outlets(*grid([0.9] * 7), np.arange(7) < 4))


def test_no_event_with_both_groups_gives_nan():
    num, den = np.zeros((8, 2)), np.zeros((8, 2))
    den[:4, 0] = den[4:, 1] = 5.0
    assert math.isnan(permute_outlets(num, den, EIGHT))


def test_many_outlets_are_drawn_with_a_seed():
    rates = [0.6] * 9 + [0.2] * 9
    found = [permute_outlets(*grid(rates), np.arange(18) < 9, draws=499) for _ in "ab"]
    assert found == [1 / 500, 1 / 500]


def test_an_undefined_relabelling_counts_against_rejecting():
    num, den = grid([0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1], n_events=1)
    den[[1, 2, 3, 5, 6, 7]] = num[[1, 2, 3, 5, 6, 7]] = 0.0
    assert permute_outlets(num, den, EIGHT) == 1.0


def test_leave_one_out_spans_what_each_outlet_moves():
    low, high = leave_one_out(*grid([0.9, 0.5, 0.1, 0.1]), np.arange(4) < 2)
    assert (low, high) == (pytest.approx(0.4), pytest.approx(0.8))


def test_leave_one_out_of_one_against_one_is_nan():
    low, high = leave_one_out(*grid([0.9, 0.1]), np.arange(2) < 1)
    assert math.isnan(low)
    assert math.isnan(high)


def test_outlets_that_differ_without_groups_are_not_taken_for_groups():
    """150 corpora, 5 v 5 outlets that differ among themselves: at most 5 % reject."""
    rng = np.random.default_rng(7)
    first, rejected = np.arange(10) < 5, 0
    for _ in range(150):
        rates = rng.beta(4, 8, 10)[:, None] + rng.normal(0, 0.02, (10, 20))
        den = np.full((10, 20), 100.0)
        rejected += permute_outlets(den * rates, den, first) <= 0.05
    # 13 of 150 is the upper end of 95 % of binomial counts at .05.
    assert rejected <= 13
