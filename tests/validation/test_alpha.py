"""Alpha, kappa and percent against published tables and independent versions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from framing.errors import ParameterError
from framing.validation import krippendorff_alpha
from framing.validation.alpha import (
    cohen_kappas,
    cohen_tables,
    counts,
    encode,
    fleiss_kappas,
    percent,
)
from tests.reference import (
    interval_distance,
    nominal_distance,
    ordinal_distance,
    slow_alpha,
)

NAN = math.nan
# K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, part D.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
# Part B of the same paper: two observers, twelve units, no data missing.
TWO_OBSERVERS = [list("aabbdcccedda"), list("babbbccceddd")]
# J. L. Fleiss (1971) as worked in textbooks: 14 raters, 10 subjects, 5 categories.
FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]

codings = st.lists(
    st.lists(st.sampled_from([None, 1, 2, 3]), min_size=6, max_size=6),
    min_size=2,
    max_size=4,
)


@pytest.mark.parametrize(
    ("level", "value"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_is_that_of_the_published_example(level, value):
    assert round(krippendorff_alpha(PUBLISHED, level=level), 3) == value


def test_alpha_of_words_is_that_of_the_published_example():
    assert round(krippendorff_alpha(TWO_OBSERVERS), 3) == 0.692


@pytest.mark.parametrize(
    ("level", "distance"),
    [
        ("nominal", nominal_distance),
        ("ordinal", ordinal_distance),
        ("interval", interval_distance),
    ],
)
@given(rows=codings)
def test_alpha_equals_a_slow_version_over_pairs(level, distance, rows):
    found = krippendorff_alpha(rows, level=level)
    assume(not math.isnan(found))
    assert slow_alpha(rows, distance) == pytest.approx(found, abs=1e-12)


@given(rows=codings)
def test_the_order_of_coders_and_units_does_not_matter(rows):
    turned = [row[::-1] for row in rows[::-1]]
    one, other = krippendorff_alpha(rows), krippendorff_alpha(turned)
    assert one == pytest.approx(other, nan_ok=True)


def test_alpha_is_undefined_where_nothing_could_disagree():
    assert math.isnan(krippendorff_alpha([[1, 1, 1], [1, 1, 1]]))
    assert math.isnan(krippendorff_alpha([[1, None], [None, 2]]))
    assert math.isnan(krippendorff_alpha([[], []]))


def test_alpha_below_chance_is_below_zero():
    assert krippendorff_alpha([[0, 1] * 20, [1, 0] * 20]) < -0.9


@pytest.mark.parametrize(
    ("data", "level", "message"),
    [
        ([1, 2, 3], "nominal", r"shape \(n_coders, n_units\), got 1"),
        ([[1], [2]], "nominals", "level must be one of"),
        ([["a", "b"], ["b", "a"]], "interval", "needs numbers as codes"),
    ],
)
def test_a_wrong_argument_is_refused(data, level, message):
    with pytest.raises(ParameterError, match=message):
        krippendorff_alpha(data, level=level)


def test_a_code_outside_the_allowed_ones_is_refused():
    with pytest.raises(ParameterError, match="a code must be one of 'no' or 'yes'"):
        krippendorff_alpha([["yes"], ["maybe"]], values=("no", "yes"))


def test_words_are_ordered_as_asked():
    data = [["low", "mid", "high", "low"], ["low", "high", "high", "mid"]]
    numbers = [[0, 1, 2, 0], [0, 2, 2, 1]]
    found = krippendorff_alpha(data, level="ordinal", values=("low", "mid", "high"))
    assert found == krippendorff_alpha(numbers, level="ordinal")


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=20)
)
def test_cohens_kappa_is_that_of_scikit_learn(pairs):
    one, other = map(list, zip(*pairs, strict=True))
    assume(len({*one, *other}) > 1)
    codes = encode([one, other], values=(0, 1, 2)).codes
    table = cohen_tables(codes[0], codes[1], 3).sum(axis=0)[None]
    expected = cohen_kappa_score(one, other)
    assert float(cohen_kappas(table)[0]) == pytest.approx(expected, nan_ok=True)


def test_fleiss_kappa_is_that_of_the_textbooks():
    found = fleiss_kappas(np.ones((1, 10)), np.array(FOURTEEN_RATERS, float))
    assert round(float(found[0]), 3) == 0.210


def test_kappa_is_undefined_where_one_code_was_used():
    assert math.isnan(cohen_kappas(np.array([[[5.0, 0], [0, 0]]]))[0])


def test_percent_counts_pairs_of_codes():
    codes = encode([[1, 1], [1, 2], [2, None]]).codes
    agreeing, pairs = percent(counts(codes, 2))
    assert (agreeing.tolist(), pairs.tolist()) == ([2, 0], [6, 2])
