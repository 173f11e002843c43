"""Swaps within events, draws where they matter, dispersion."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from framing.contrasts.base import Sums
from framing.contrasts.dispersion import dispersion
from framing.contrasts.intervals import bootstrap_intervals
from framing.contrasts.log_odds import LogOdds
from framing.contrasts.swaps import Swapper, swap_test

ORACLE = Path(__file__).parents[1] / "data" / "oracle" / "dispersion.json"


def sums(n_events, n_terms=3, *, seed=0, shift=0.0):
    rng = np.random.default_rng(seed)
    left = rng.poisson(3 + shift, (n_events, n_terms)).astype(float)
    right = rng.poisson(3, (n_events, n_terms)).astype(float)
    n_left, n_right = rng.integers(80, 120, (2, n_events)).astype(float)
    return Sums(
        left=sparse.csr_matrix(left),
        right=sparse.csr_matrix(right),
        n_left=n_left,
        n_right=n_right,
        share=(left + right).sum(axis=0) / (n_left.sum() + n_right.sum()),
    )


def slow_p(made):
    """Swap every event in every way, and weigh the differences of the rates."""
    left, right = made.left.toarray(), made.right.toarray()
    n_a, n_b = made.n_left[:, None], made.n_right[:, None]
    gap = (left / n_a - right / n_b) * n_a * n_b / (n_a + n_b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(left))))
    found = np.abs(signs @ gap)
    return (found >= found[0] - 1e-9).mean(axis=0)


def test_few_events_are_enumerated():
    made = sums(6, seed=2)
    found = swap_test(made)
    assert found.p == pytest.approx(slow_p(made))
    assert (found.exact, found.n_swaps, found.floor) == (True, 64, 2 / 64)


def test_events_that_differ_among_themselves_hide_no_difference():
    """A word of one event in ten: pooled rates swing with it, differences do not."""
    made = sums(12, n_terms=1, seed=1)
    left = made.left.toarray() + np.where(np.arange(12) % 3 == 0, 60, 0)[:, None]
    right = left - 2
    busy = Sums(
        left=sparse.csr_matrix(left),
        right=sparse.csr_matrix(right),
        n_left=np.full(12, 100.0),
        n_right=np.full(12, 100.0),
        share=(left + right).sum(axis=0) / 2400,
    )
    assert swap_test(busy).p[0] == 2 / 2**12


def test_drawn_p_is_near_the_exact_one():
    made = sums(15, n_terms=6, seed=4, shift=0.3)
    exact = slow_p(made)
    found = swap_test(made, draws=4999, null="own")
    assert not found.exact
    assert found.p == pytest.approx(exact, abs=0.03)


def test_terms_that_no_swap_reached_get_more_draws():
    made = sums(40, n_terms=30, shift=0.0)
    left = made.left.toarray()
    left[:, 0] += 12
    found = swap_test(
        Sums(
            left=sparse.csr_matrix(left),
            right=made.right,
            n_left=made.n_left,
            n_right=made.n_right,
            share=made.share,
        ),
        null="own",
    )
    assert found.floor <= 0.05 / (10 * 30)
    assert found.p[0] == pytest.approx(1 / (1 + found.n_swaps))
    assert found.n_swaps >= 10 * 30 / 0.05 - 1


def test_draws_end_at_the_cap():
    made = sums(40, n_terms=30, shift=9.0)
    found = swap_test(made, draws=99, most=99, null="own")
    assert found.n_swaps == 99
    assert found.floor == 1 / 100


def test_pooled_p_is_that_of_a_plain_count():
    made = sums(20, n_terms=5, shift=0.4)
    found = swap_test(made, draws=299, seed=2)
    rng = np.random.default_rng(2)
    first = rng.integers(0, 2, size=(999, 20), dtype=np.int8) * 2.0 - 1
    second = rng.integers(0, 2, size=(299, 20), dtype=np.int8) * 2.0 - 1
    swapper = Swapper(made)
    spread = np.sqrt((swapper(first) ** 2).mean(axis=0))
    pool = (np.abs(swapper(second)) / spread).ravel()
    seen = np.abs(swapper(np.ones((1, 20)))[0]) / spread
    hits = (pool[None, :] >= seen[:, None] - 1e-9).sum(axis=1)
    assert found.p == pytest.approx((1 + hits) / (1 + pool.size))


def test_seeds_give_the_same_p():
    made = sums(20, n_terms=5)
    one, two = (swap_test(made, draws=499, seed=3).p for _ in "ab")
    assert (one == two).all()


def test_terms_of_one_side_have_no_interval():
    made = sums(20)
    right = made.right.toarray()
    right[:, 1] = 0.0
    one_sided = Sums(
        left=made.left,
        right=sparse.csr_matrix(right),
        n_left=made.n_left,
        n_right=made.n_right,
        share=made.share,
    )
    low, high = bootstrap_intervals(LogOdds(), one_sided, boots=99)
    assert np.isnan(low).tolist() == [False, True, False]
    assert (low[[0, 2]] < high[[0, 2]]).all()


def test_one_event_has_no_interval():
    low, high = bootstrap_intervals(LogOdds(), sums(1))
    assert np.isnan(low).all()
    assert np.isnan(high).all()


@pytest.fixture(scope="module")
def gries():
    """Five parts made of letters, with the values of two other tools."""
    made = json.loads(ORACLE.read_text(encoding="utf-8"))
    parts = [part.split() for part in made["parts"]]
    letters = sorted(made["values"])
    counts = [[part.count(letter) for letter in letters] for part in parts]
    total = np.array([len(part) for part in parts], dtype=float)
    found = dispersion(sparse.csr_matrix(np.array(counts)), total)
    return made["values"], letters, found


@pytest.mark.parametrize(("place", "name"), [(0, "dp_own"), (1, "dpnorm_own")])
def test_dispersion_is_that_of_the_oracle(gries, place, name):
    values, letters, found = gries
    expected = [values[letter][name] for letter in letters]
    assert found[place] == pytest.approx(expected, abs=1e-9)


def test_a_single_article_is_even():
    dp, norm, top = dispersion(sparse.csr_matrix(np.array([[2]])), np.array([9.0]))
    assert (dp[0], norm[0], top[0]) == (0.0, 0.0, 1.0)
