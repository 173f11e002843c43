"""The tool against coders, and shares corrected for its errors."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr
from sklearn.metrics import f1_score, precision_recall_fscore_support

from framing.errors import ParameterError
from framing.validation import score_tool
from framing.validation.correction import correct
from framing.validation.tool import pair, rank_correlations

VALUES = ("-1", "0", "1")
labels = st.sampled_from(VALUES)


def simulated(shares, matrix, n_units, *, seed=0):
    """Return coders' and the tool's classes with known shares and errors."""
    dice = np.random.default_rng(seed)
    coded = dice.choice(3, n_units, p=shares)
    tool = [dice.choice(3, p=matrix[each]) for each in coded]
    return [VALUES[at] for at in coded], [VALUES[at] for at in tool]


@given(st.lists(st.tuples(labels, labels, st.floats(0.5, 9)), min_size=1, max_size=30))
def test_scores_are_those_of_scikit_learn(rows):
    coded, tool, weights = map(list, zip(*rows, strict=True))
    found = score_tool(coded, tool, values=VALUES, weights=weights, draws=2)
    expected = precision_recall_fscore_support(
        coded, tool, labels=VALUES, sample_weight=weights, zero_division=np.nan
    )
    for at, each in enumerate(found.classes):
        mine = (each.precision.value, each.recall.value, each.f1.value)
        assert mine == pytest.approx([part[at] for part in expected[:3]], nan_ok=True)
    used = sorted(set(coded))
    macro = f1_score(coded, tool, labels=used, average="macro", sample_weight=weights)
    assert found.macro_f1.value == pytest.approx(macro)


def test_a_tie_of_coders_counts_half_for_either():
    shares = np.array([[0.5, 0.5], [1.0, 0.0]])
    found = score_tool(shares, ["a", "a"], values=("a", "b"))
    assert found.accuracy.value == 0.75
    assert [each.n_coded for each in found.classes] == [1.5, 0.5]


def test_shares_need_names_for_their_columns():
    with pytest.raises(ParameterError, match="values must name the columns"):
        score_tool(np.ones((1, 1)), ["a"])


def test_an_unknown_class_is_refused():
    with pytest.raises(ParameterError, match="a class must be one of"):
        score_tool(["a"], ["c"], values=("a", "b"))


def test_the_mean_error_has_the_sign_of_the_tool():
    high = score_tool(["0", "0"], ["1", "0"], values=VALUES)
    low = score_tool(["0", "0"], ["-1", "0"], values=VALUES)
    assert (high.error.value, low.error.value) == (0.5, -0.5)
    assert math.isnan(score_tool(["a"], ["a"]).error.value)


def test_without_an_error_seen_the_lower_end_is_not_one():
    found = score_tool(["a", "b"] * 15, ["a", "b"] * 15)
    assert found.accuracy.value == 1.0
    assert round(found.accuracy.low, 3) == 0.886


def test_a_class_that_nobody_used_is_undefined_and_not_zero():
    found = score_tool(["-1", "0"], ["-1", "0"], values=VALUES)
    assert math.isnan(found.classes[2].f1.value)
    assert found.macro_f1.value == 1.0


def test_rank_correlation_is_that_of_scipy():
    dice = np.random.default_rng(1)
    one, other = dice.integers(0, 5, 40).astype(float), dice.random(40)
    found = rank_correlations(one, other, np.ones((1, 40)))
    assert float(found[0]) == pytest.approx(spearmanr(one, other).statistic)


MATRIX = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.1, 0.3, 0.6]])
TRUE = {"state": [0.1, 0.5, 0.4], "western": [0.4, 0.5, 0.1]}


def corrected(n_units, matrices, *, compared=("state", "western")):
    coded, tool, groups = [], [], []
    for at, (group, shares) in enumerate(TRUE.items()):
        ours, theirs = simulated(shares, matrices[group], n_units[group], seed=at)
        coded, tool = coded + ours, tool + theirs
        groups += [group] * n_units[group]
    made = pair(coded, tool, values=VALUES, strata=groups, draws=200)
    shares = {group: list(np.array(TRUE[group]) @ matrices[group]) for group in TRUE}
    return correct(made, groups, shares, compared=compared)


def test_corrected_shares_are_near_the_true_ones():
    found = corrected(dict.fromkeys(TRUE, 1500), dict.fromkeys(TRUE, MATRIX))
    for row in (each for each in found if each.group in TRUE):
        truth = TRUE[row.group][VALUES.index(row.code)]
        assert abs(row.corrected - truth) < 0.05
        assert row.matrix == "own"


def test_a_difference_hidden_by_errors_comes_back():
    found = corrected(dict.fromkeys(TRUE, 1500), dict.fromkeys(TRUE, MATRIX))
    gap = next(r for r in found if r.group == "state - western" and r.code == "1")
    assert gap.tool == pytest.approx(0.15)
    assert gap.low < 0.3 < gap.high
    assert abs(gap.corrected) > abs(gap.tool)


def test_a_small_group_borrows_the_errors_of_all():
    sizes = {"state": 200, "western": 10}
    found = corrected(sizes, dict.fromkeys(TRUE, MATRIX))
    by_group = {row.group: row for row in found}
    assert by_group["western"].matrix == "pooled"
    assert "10 coded units, 30 needed" in by_group["western"].note
    assert by_group["state - western"].matrix == "pooled"


def test_a_tool_that_follows_nobody_cannot_be_corrected():
    flat = np.full((3, 3), 1 / 3)
    found = corrected(dict.fromkeys(TRUE, 900), dict.fromkeys(TRUE, flat))
    assert {row.matrix for row in found} == {"none"}
    assert all(math.isnan(row.corrected) for row in found)
    assert "cannot be inverted" in found[0].note


def test_corrected_shares_lie_in_bounds_and_add_up():
    found = corrected(dict.fromkeys(TRUE, 40), dict.fromkeys(TRUE, MATRIX))
    for group in TRUE:
        shares = [row.corrected for row in found if row.group == group]
        assert min(shares) >= 0
        assert sum(shares) == pytest.approx(1)


def test_only_compared_groups_have_differences():
    sizes = dict.fromkeys(TRUE, 40)
    found = corrected(sizes, dict.fromkeys(TRUE, MATRIX), compared=("state",))
    assert {row.group for row in found} == set(TRUE)
