"""Every measure against the values on which independent implementations agree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.contrasts import MEASURES, Settings, contrast, count
from framing.contrasts.base import DESCRIPTIVE
from framing.contrasts.chi2 import Chi2
from framing.contrasts.g2 import G2
from framing.contrasts.jsd import Jsd, contributions
from framing.contrasts.log_odds import LogOdds
from framing.contrasts.log_ratio import LogRatio
from framing.contrasts.lrc import Lrc
from framing.errors import ParameterError
from framing.uncertainty import benjamini_hochberg
from tests.contrasts.made import corpus

ORACLE = pd.read_csv(
    Path(__file__).parents[1] / "data" / "oracle" / "synthetic_zipf.csv"
)
Y_A, Y_B = (ORACLE[f"n_{side}"].to_numpy(float) for side in "ab")
N_A, N_B = np.array([Y_A.sum()]), np.array([Y_B.sum()])


def scored(measure, y_a=Y_A, y_b=Y_B, n_a=N_A, n_b=N_B):
    return measure.score(y_a, n_a, y_b, n_b, (y_a + y_b) / (n_a + n_b))


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        (G2(), "g2_4cell"),
        (G2(cells=2), "g2_2cell_rayson"),
        (Chi2(), "chi2"),
        (LogRatio(), "log_ratio"),
        (Lrc(), "lrc95"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_scores_are_those_of_the_oracle(measure, column):
    assert scored(measure) == pytest.approx(ORACLE[column], rel=1e-9, abs=1e-9)


def test_contributions_are_those_of_the_oracle():
    found = np.abs(scored(Jsd()))
    assert found == pytest.approx(ORACLE["jsd_contrib_bits"], rel=1e-9, abs=1e-12)


def test_q_is_that_of_the_oracle():
    q = benjamini_hochberg(ORACLE["p_i_2term"].to_numpy(float))
    assert q == pytest.approx(ORACLE["q_bh_i"], rel=1e-9, abs=1e-9)


def test_contributions_add_up_to_one_bit_where_nothing_is_shared():
    p, q = np.array([0.7, 0.3, 0.0]), np.array([0.0, 0.0, 1.0])
    assert contributions(p, q).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_measure_is_called_by_its_name(name):
    assert MEASURES[name]().name == name


@pytest.mark.parametrize("name", sorted(n for n, m in MEASURES.items() if m().tested))
def test_swapping_the_sides_flips_a_tested_score(name):
    measure = MEASURES[name]()
    other = scored(measure, Y_B, Y_A, N_B, N_A)
    assert scored(measure) == pytest.approx(-other, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_scores_take_a_block_of_draws(name):
    measure = MEASURES[name]()
    n_a, n_b = np.array([[N_A[0]], [N_A[0]]]), np.array([[N_B[0]], [N_B[0]]])
    twice = scored(measure, np.stack([Y_A, Y_A]), np.stack([Y_B, Y_B]), n_a, n_b)
    assert twice.shape == (2, len(Y_A))
    assert twice[1] == pytest.approx(scored(measure), nan_ok=True)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_equal_rates_score_nothing(name):
    y = np.array([30.0])
    assert scored(MEASURES[name](), y, 2 * y, N_A, 2 * N_A) == pytest.approx(
        0, abs=1e-9
    )


@pytest.mark.parametrize(
    "name", sorted(n for n, m in MEASURES.items() if not m().tested)
)
def test_a_size_has_no_p_and_says_so(name):
    counts = count(*corpus(14), pairs=False)
    settings = Settings(draws=99, boots=9)
    found = contrast(counts, a="one", b="two", measure=name, settings=settings)
    assert set(found.table["verdict"]) == {DESCRIPTIVE}
    assert found.table["p"].isna().all()
    assert found.test == "not tested"


def test_percent_of_a_reference_without_the_term_does_not_exist():
    found = scored(MEASURES["pct_diff"](), np.array([3.0]), np.array([0.0]))
    assert np.isnan(found).all()


def test_the_two_variances_of_z_are_at_hand():
    counts = count(*corpus(14), pairs=False)
    z = {
        name: contrast(
            counts,
            a="one",
            b="two",
            measure=LogOdds(variance=name),
            settings=Settings(draws=99, boots=9),
        ).table.set_index("term")["z"]
        for name in ("2term", "4term", "paired")
    }
    assert (z["4term"].abs() <= z["2term"].abs()).all()
    assert (z["4term"].abs() < z["2term"].abs()).any()
    assert (z["paired"].abs() <= z["2term"].abs() + 1e-12).all()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: G2(cells=3), "cells must be 4 or 2, got 3"),
        (lambda: Lrc(level=95), "level must lie between 0 and 1, got 95"),
        (lambda: LogOdds(variance="robust"), "variance must be one of"),
    ],
)
def test_parameters_that_make_no_measure_are_refused(made, words):
    with pytest.raises(ParameterError, match=words):
        made()
