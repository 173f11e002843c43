"""MATTR and MTLD against plain versions."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import ParameterError
from framing.metrics.diversity import Diversity, mattr, mtld
from tests import reference
from tests.documents import EASY, HARD, document

tokens = st.lists(st.sampled_from("abcdefgh"), min_size=5, max_size=60)


@given(tokens=tokens, window=st.integers(1, 5))
@settings(deadline=None, max_examples=60)
def test_mattr_equals_the_mean_over_windows(tokens, window):
    assert mattr(tokens, window=window) == pytest.approx(
        reference.mattr(tokens, window)
    )


@given(tokens=tokens)
@settings(deadline=None, max_examples=60)
def test_mtld_equals_the_plain_version_both_ways(tokens):
    ways = [reference.mtld_one_way(tokens), reference.mtld_one_way(tokens[::-1])]
    assert mtld(tokens) == pytest.approx(sum(ways) / 2)


@given(tokens=tokens)
@settings(deadline=None, max_examples=60)
def test_values_lie_in_their_range(tokens):
    assert 0 < mattr(tokens, window=5) <= 1
    assert mtld(tokens) >= 1


def test_too_few_words_are_undefined():
    assert math.isnan(mattr(["a"], window=2))
    assert math.isnan(mtld([]))
    rows = Diversity()(document("One two three.")).rows
    assert all(math.isnan(row.value) for row in rows)


def test_varied_text_scores_higher():
    varied = [row.value for row in Diversity(window=30)(document(HARD)).rows]
    assert len(varied) == 2
    assert all(value > 0 for value in varied)
    assert Diversity(window=30)(document(EASY)).rows[0].value > 0


def test_possessive_and_case_make_no_new_type():
    text = "Zandia met Zandia's zandia"
    row = Diversity(window=4, min_words=1)(document(text)).rows[0]
    assert row.value == 0.5


@pytest.mark.parametrize("name", ["window", "min_words"])
def test_parameters_under_one_are_refused(name):
    with pytest.raises(ParameterError, match=f"{name} must be at least 1, got 0"):
        Diversity(**{name: 0})
