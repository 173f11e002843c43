"""Intervals, swaps within events, and correction for many tests."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import ParameterError
from framing.uncertainty import (
    Sides,
    benjamini_hochberg,
    draw_resamples,
    estimate,
    event_rates,
    ratio_intervals,
    swap_p,
)

counts = st.integers(0, 30)


def sides(num_a, den_a, num_b, den_b, scale=1.0):
    arrays = [
        np.atleast_2d(np.array(x, dtype=float)) for x in (num_a, den_a, num_b, den_b)
    ]
    return Sides(
        num_a=arrays[0],
        den_a=arrays[1],
        num_b=arrays[2],
        den_b=arrays[3],
        scale=np.full(len(arrays[0]), scale),
    )


def slow(num_a, den_a, num_b, den_b):
    """Return the Mantel-Haenszel difference, event by event."""
    top = bottom = 0.0
    for a, n, b, m in zip(num_a, den_a, num_b, den_b, strict=True):
        if n > 0 and m > 0:
            weight = n * m / (n + m)
            top += weight * (a / n - b / m)
            bottom += weight
    return top / bottom if bottom else math.nan


def slow_p(moves):
    """Return the exact p by looking at every swap."""
    seen = abs(sum(moves)) - 1e-9
    signs = list(itertools.product((1, -1), repeat=len(moves)))
    far = [
        abs(sum(s * m for s, m in zip(row, moves, strict=True))) >= seen
        for row in signs
    ]
    return sum(far) / len(far)


@given(st.lists(st.tuples(counts, counts, counts, counts), min_size=1, max_size=8))
@settings(deadline=None, max_examples=50)
def test_difference_is_that_of_the_plain_formula(rows):
    num_a, den_a, num_b, den_b = zip(*rows, strict=True)
    made = sides(num_a, den_a, num_b, den_b)
    found = estimate(made, draw_resamples(len(rows), draws=9, boots=9))
    expected = slow(num_a, den_a, num_b, den_b)
    assert found.difference[0] == pytest.approx(expected, nan_ok=True)


@given(st.lists(st.tuples(counts, counts, counts, counts), min_size=2, max_size=8))
@settings(deadline=None, max_examples=40)
def test_swapping_the_groups_flips_the_sign(rows):
    num_a, den_a, num_b, den_b = zip(*rows, strict=True)
    draws = draw_resamples(len(rows), draws=9, boots=19)
    one = estimate(sides(num_a, den_a, num_b, den_b), draws)
    two = estimate(sides(num_b, den_b, num_a, den_a), draws)
    assert two.difference[0] == pytest.approx(-one.difference[0], nan_ok=True)
    assert two.low[0] == pytest.approx(-one.high[0], nan_ok=True)


def test_values_differ_by_the_difference():
    found = estimate(sides([1, 5], [10, 20], [3, 2], [30, 10]), draw_resamples(2))
    assert found.value_a[0] - found.value_b[0] == found.difference[0]


def test_events_without_both_sides_do_not_count():
    found = estimate(sides([1, 9], [10, 10], [3, 0], [10, 0]), draw_resamples(2))
    assert (found.n_events[0], found.difference[0]) == (1, pytest.approx(-0.2))


def test_undefined_is_nan_not_zero():
    found = estimate(sides([0], [0], [1], [5]), draw_resamples(1))
    values = (found.difference, found.value_a, found.low, found.p, found.mde)
    assert all(math.isnan(value[0]) for value in values)


def test_same_way_counts_events_of_the_sign_of_the_whole():
    made = sides([5, 6, 1], [10, 10, 10], [1, 1, 2], [10, 10, 10])
    assert estimate(made, draw_resamples(3)).same_way[0] == 2


def test_scale_multiplies_values_and_intervals():
    rows = ([5, 6, 1], [10, 10, 10], [1, 1, 2], [10, 10, 10])
    draws = draw_resamples(3)
    one, many = (
        estimate(sides(*rows), draws),
        estimate(sides(*rows, scale=1000.0), draws),
    )
    assert many.high90[0] == pytest.approx(1000 * one.high90[0])


def test_wrong_shapes_are_refused():
    with pytest.raises(ParameterError, match="shape"):
        sides([1, 2], [1], [1, 2], [1, 2])


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=8))
@settings(deadline=None, max_examples=40)
def test_exact_p_is_that_of_every_swap(moves):
    p, _ = swap_p(np.array([moves], dtype=float), np.ones((1, len(moves)), np.int8))
    assert p[0] == pytest.approx(slow_p([m for m in moves if m] or [0.0]))


@pytest.mark.parametrize(
    ("n_events", "expected"), [(5, 2 / 32), (6, 2 / 64), (20, 1 / 500)]
)
def test_smallest_p_is_what_the_swaps_allow(n_events, expected):
    signs = draw_resamples(n_events, draws=499).signs
    p, smallest = swap_p(np.full((1, n_events), 3.0), signs)
    assert smallest[0] == expected
    assert p[0] >= smallest[0]


def test_drawn_p_is_near_the_exact_one():
    moves = np.random.default_rng(3).normal(0.4, 1.0, size=(1, 14))
    exact, _ = swap_p(moves, np.ones((1, 14), np.int8))
    signs = draw_resamples(15, draws=20000, seed=5).signs
    drawn, _ = swap_p(np.c_[moves, 1e-12], signs)
    assert drawn[0] == pytest.approx(exact[0], abs=0.01)


def test_nothing_that_moves_gives_p_one():
    p, smallest = swap_p(np.zeros((1, 4)), np.ones((1, 4), np.int8))
    assert (p[0], smallest[0]) == (1.0, 1.0)


def test_benjamini_hochberg_is_monotone_and_skips_nan():
    p = np.array([0.2, 0.001, np.nan, 0.04, 0.03])
    q = benjamini_hochberg(p)
    assert np.isnan(q[2])
    assert q[[1, 4, 3, 0]].tolist() == pytest.approx([0.004, 0.16 / 3, 0.16 / 3, 0.2])


def test_benjamini_hochberg_of_nothing_tested_is_nan():
    assert np.isnan(benjamini_hochberg(np.array([np.nan, np.nan]))).all()


@pytest.mark.parametrize("name", ["n_events", "draws", "boots"])
def test_resamples_need_one_of_each(name):
    wanted = {"n_events": 3, "draws": 3, "boots": 3} | {name: 0}
    with pytest.raises(ParameterError, match=f"{name} must be at least 1, got 0"):
        draw_resamples(wanted.pop("n_events"), **wanted)


def test_seeds_give_the_same_draws():
    one, two = draw_resamples(9, seed=4), draw_resamples(9, seed=4)
    assert (one.signs == two.signs).all()
    assert (one.times == two.times).all()


def test_ratio_interval_holds_the_pooled_value():
    num, den = np.array([[1.0, 2, 3, 4]]), np.full((1, 4), 10.0)
    value, low, high = ratio_intervals(num, den, np.ones(1), draw_resamples(4).times)
    assert value[0] == pytest.approx(0.25)
    assert low[0] < 0.25 < high[0]


def test_ratio_of_one_unit_has_no_interval():
    num, den = np.array([[1.0, 0.0]]), np.array([[10.0, 0.0]])
    value, low, _ = ratio_intervals(num, den, np.ones(1), draw_resamples(2).times)
    assert value[0] == pytest.approx(0.1)
    assert math.isnan(low[0])


def test_weights_are_those_of_mantel_and_haenszel():
    weight, _, _ = event_rates(sides([1], [10], [1], [40]))
    assert weight[0, 0] == 8.0


def test_test_over_events_is_calibrated():
    """150 corpora without a difference, 20 events each: about 5 % reject."""
    rng = np.random.default_rng(11)
    n, runs = np.full((150, 20), 200.0), (150, 20)
    rate = rng.beta(3, 9, runs)
    gap = rng.normal(0, 0.04, runs)
    made = Sides(
        num_a=rng.binomial(200, np.clip(rate + gap, 0, 1)).astype(float),
        den_a=n,
        num_b=rng.binomial(200, np.clip(rate - gap, 0, 1)).astype(float),
        den_b=n,
        scale=np.ones(150),
    )
    found = estimate(made, draw_resamples(20, draws=999, boots=199))
    rejected = int((found.p <= 0.05).sum())
    # 95 % of binomial counts with 150 runs at .05 lie between 3 and 13.
    assert 3 <= rejected <= 13
