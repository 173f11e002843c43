"""Events, weeks, days and articles as units of a contrast."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from framing.contrasts import Settings, contrast, count
from framing.contrasts.base import Sums
from framing.contrasts.intervals import bootstrap_intervals
from framing.contrasts.log_odds import LogOdds
from framing.contrasts.swaps import swap_test
from framing.contrasts.units import UNITS, design
from framing.errors import ParameterError
from tests.contrasts.made import corpus

FACTS = pd.DataFrame(
    {
        "article": ["a", "b", "c", "d"],
        "event": ["e", "e", "f", ""],
        "date": ["2031-01-06", "2031-01-05", "2031-01-12", ""],
    }
)
ONE = np.array([True, False, False, False])
TWO = np.array([False, True, True, True])


def used(by):
    made = design(FACTS, ONE, TWO, by)
    return made.rows.tolist(), made.paired, made.n_units, made.n_unplaced


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("event", ([0, 1], True, 1, 1)),
        ("week", ([0, 2], True, 1, 1)),  # Monday to Sunday, as in ISO 8601
        ("day", ([0, 1, 2], False, 3, 1)),
        ("article", ([0, 1, 2, 3], False, 4, 0)),
    ],
)
def test_units_both_sides_share_or_else_all(by, expected):
    assert used(by) == expected


def test_an_unknown_unit_is_refused_with_all_there_are():
    with pytest.raises(ParameterError, match="by must be one of") as found:
        used("month")
    assert all(unit in str(found.value) for unit in UNITS)


def test_days_need_dates():
    with pytest.raises(ParameterError, match="needs the column 'date'"):
        design(FACTS.drop(columns="date"), ONE, TWO, "day")


def whole_sums(n_first=3, n_second=4, n_terms=3, seed=0):
    """Units that hold one side each."""
    rng = np.random.default_rng(seed)
    n_units = n_first + n_second
    first = np.arange(n_units) < n_first
    y = rng.poisson(4, (n_units, n_terms)).astype(float)
    n = rng.integers(80, 120, n_units).astype(float)
    return Sums(
        left=sparse.csr_matrix(y * first[:, None]),
        right=sparse.csr_matrix(y * ~first[:, None]),
        n_left=n * first,
        n_right=n * ~first,
        share=y.sum(axis=0) / n.sum(),
        first=first,
    )


def slow_p(made):
    y, n = (made.left + made.right).toarray(), made.n_left + made.n_right
    chosen = itertools.combinations(range(len(n)), int(made.first.sum()))
    gaps = [
        (y[list(units)] - made.share * n[list(units), None]).sum(axis=0)
        for units in chosen
    ]
    found = np.abs(np.array(gaps))
    return (found >= found[0] - 1e-9).mean(axis=0)


def test_few_whole_units_are_dealt_in_every_way():
    made = whole_sums()
    found = swap_test(made)
    assert found.p == pytest.approx(slow_p(made))
    assert (found.exact, found.n_swaps) == (True, 35)


def test_many_whole_units_are_near_the_exact_p():
    made = whole_sums(9, 9, seed=1)
    found = swap_test(made, draws=4999, null="own")
    assert not found.exact
    assert found.p == pytest.approx(slow_p(made), abs=0.03)


def test_whole_units_are_resampled_within_their_side():
    low, high = bootstrap_intervals(LogOdds(), whole_sums(6, 6), boots=199)
    assert np.isfinite(low).all()
    assert (low < high).all()


@pytest.mark.parametrize("by", ["article", "day"])
def test_whole_units_find_a_planted_term(by):
    texts, facts = corpus(30, planted=0.1)
    days = pd.date_range("2031-01-01", periods=60).strftime("%Y-%m-%d")
    counts = count(texts, facts.assign(date=days), pairs=False)
    found = contrast(
        counts, a="one", b="two", by=by, settings=Settings(draws=499, boots=99)
    )
    assert found.by == by
    table = found.table
    assert table.loc[table["verdict"] == "differs", "term"].tolist() == ["storm"]


def test_the_smallest_detectable_difference_falls_with_more_events():
    few, many = (
        contrast(
            count(*corpus(n, planted=0.05), pairs=False),
            a="one",
            b="two",
            settings=Settings(draws=499, boots=9),
        ).table.set_index("term")["mde"]
        for n in (15, 60)
    )
    assert many["storm"] < few["storm"]


def many_outlets(n_side, *, n_events=14, spread=0.0):
    """A word that outlets of the first group use more, each at its own rate."""
    rng = np.random.default_rng(3)
    texts, facts = [], []
    for event, outlet in itertools.product(range(n_events), range(2 * n_side)):
        group = "one" if outlet < n_side else "two"
        rate = 0.3 if group == "one" else 0.1
        if spread and outlet:
            rate = 0.1
        words = [
            "storm" if rng.random() < rate else f"w{rng.integers(9)}" for _ in "x" * 30
        ]
        key = f"{event:02d}-{outlet}"
        texts.append([key, " ".join(words), bytes(30)])
        facts.append([key, f"o{outlet}", group, f"e{event:02d}"])
    names = (["article", "tokens", "voice"], ["article", "outlet", "group", "event"])
    made = [
        pd.DataFrame(r, columns=c) for r, c in zip((texts, facts), names, strict=True)
    ]
    found = contrast(
        count(*made, pairs=False),
        a="one",
        b="two",
        settings=Settings(draws=499, boots=99),
    )
    return found.table.set_index("term").loc["storm"]


def test_four_outlets_a_side_license_a_claim_about_the_groups():
    row = many_outlets(4)
    assert row["verdict"] == "differs"
    assert row["p_outlets"] == pytest.approx(2 / 70)
    assert 0 < row["loo_low"] <= row["loo_high"]
    assert row["group_claim"]


def test_three_outlets_a_side_license_none():
    row = many_outlets(3)
    assert row["verdict"] == "differs"
    assert np.isnan(row["p_outlets"])
    assert not row["group_claim"]


def test_one_loud_outlet_licenses_no_claim():
    row = many_outlets(4, spread=1.0)
    assert not row["group_claim"]


def test_a_margin_calls_terms_equivalent():
    found = contrast(
        count(*corpus(60), pairs=False),
        a="one",
        b="two",
        settings=Settings(draws=99, boots=99, margin=2.0),
    )
    assert "equivalent" in set(found.table["verdict"])
