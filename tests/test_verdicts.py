"""Four verdicts, and no fifth."""

from __future__ import annotations

import math

import pytest

from framing.errors import ParameterError
from framing.verdicts import VERDICTS, Rule, Verdict, judge, not_estimable

APART = {"low": 0.1, "high": 0.5, "low90": 0.15, "high90": 0.45, "mde": 0.3}
ACROSS = {"low": -0.2, "high": 0.3, "low90": -0.1, "high90": 0.2, "mde": 0.4}


def verdict(numbers, *, q, margin=0.0, n_tests=8):
    return judge(**numbers, q=q, margin=margin, rule=Rule(n_tests=n_tests))


@pytest.mark.parametrize(
    ("numbers", "q", "margin", "name"),
    [
        (APART, 0.01, 0.0, "differs"),
        (APART, 0.05, 0.0, "differs"),
        (APART, 0.06, 0.0, "inconclusive"),
        (ACROSS, 0.01, 0.0, "inconclusive"),
        (ACROSS, 0.5, 0.0, "inconclusive"),
        (ACROSS, 0.5, 0.25, "equivalent"),
        (ACROSS, 0.5, 0.2, "inconclusive"),
        (APART, 0.2, 0.5, "equivalent"),
        (APART, 0.01, 0.5, "differs"),
        (APART | {"low": math.nan}, 0.01, 0.0, "not estimable"),
        (APART, math.nan, 0.0, "not estimable"),
    ],
)
def test_verdict_follows_interval_q_and_margin(numbers, q, margin, name):
    assert verdict(numbers, q=q, margin=margin).name == name


def test_without_a_margin_nothing_is_equivalent():
    tiny = {"low": -1e-9, "high": 1e-9, "low90": -1e-9, "high90": 1e-9, "mde": 1e-9}
    assert verdict(tiny, q=0.9).name == "inconclusive"


@pytest.mark.parametrize(
    ("numbers", "q", "words"),
    [
        (ACROSS, 0.5, "a difference under 0.40 could not have been seen"),
        (APART, 0.06, "does not hold after correction for 8 comparisons"),
        (ACROSS, 0.01, "the test over events rejects, but the interval holds zero"),
        (ACROSS | {"mde": math.nan}, 0.5, "the interval holds zero"),
    ],
)
def test_inconclusive_says_why(numbers, q, words):
    assert verdict(numbers, q=q).reason == words


def test_equivalent_names_the_margin():
    reason = verdict(ACROSS, q=0.5, margin=0.25).reason
    assert reason == "within ±0.25, the margin set before the run"


def test_a_sure_difference_inside_the_margin_says_both():
    assert "within the margin of ±0.5" in verdict(APART, q=0.01, margin=0.5).reason


def test_too_little_names_what_there_is_and_what_is_needed():
    found = not_estimable(9, "mentions", 30)
    assert (found.name, found.reason) == (
        "not estimable",
        "9 mentions, at least 30 needed",
    )


def test_a_fifth_verdict_is_refused():
    with pytest.raises(ParameterError) as error:
        Verdict(name="no difference", reason="")
    assert all(repr(name) in str(error.value) for name in VERDICTS)
