"""Log-odds against values on which independent implementations agree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from framing.contrasts.base import Sums
from framing.contrasts.log_odds import (
    LogOdds,
    log_odds,
    variance_2term,
    variance_4term,
    variance_clustered,
)
from framing.errors import ParameterError

ORACLE = Path(__file__).parents[1] / "data" / "oracle" / "synthetic_zipf.csv"


@pytest.fixture(scope="module", params=["u", "i"])
def case(request):
    """Counts, prior and the agreed values: uniform and informative prior."""
    frame = pd.read_csv(ORACLE)
    y_a, y_b = (frame[f"n_{side}"].to_numpy(float) for side in "ab")
    informative = frame["n_background"].to_numpy(float) + 0.01
    prior = informative if request.param == "i" else np.full(len(frame), 0.01)
    values = {name.replace(f"_{request.param}", "", 1): frame[name] for name in frame}
    return y_a, y_b, prior, values


def delta(y_a, y_b, prior):
    n_a, n_b = np.array([y_a.sum()]), np.array([y_b.sum()])
    return log_odds(y_a, n_a, y_b, n_b, prior=prior, prior_total=prior.sum())


def test_delta_is_that_of_the_oracle(case):
    y_a, y_b, prior, values = case
    assert delta(y_a, y_b, prior) == pytest.approx(values["delta"], rel=1e-9, abs=1e-9)


def test_z_with_two_terms_is_that_of_the_oracle(case):
    y_a, y_b, prior, values = case
    z = delta(y_a, y_b, prior) / np.sqrt(variance_2term(y_a, y_b, prior=prior))
    assert z == pytest.approx(values["z_2term"], rel=1e-9, abs=1e-9)


def test_z_with_four_terms_is_that_of_the_oracle(case):
    y_a, y_b, prior, values = case
    n_a, n_b = np.array([y_a.sum()]), np.array([y_b.sum()])
    variance = variance_4term(y_a, n_a, y_b, n_b, prior=prior, prior_total=prior.sum())
    z = delta(y_a, y_b, prior) / np.sqrt(variance)
    assert z == pytest.approx(values["z_4term"], rel=1e-9, abs=1e-9)


def made_sums(n_events=6, n_terms=5, seed=0):
    rng = np.random.default_rng(seed)
    left, right = (rng.poisson(2, (n_events, n_terms)).astype(float) for _ in "ab")
    n_left, n_right = rng.integers(80, 120, (2, n_events)).astype(float)
    return Sums(
        left=sparse.csr_matrix(left),
        right=sparse.csr_matrix(right),
        n_left=n_left,
        n_right=n_right,
        share=(left + right).sum(axis=0) / (n_left.sum() + n_right.sum()),
    )


def slow_clustered(sums, prior, prior_total):
    """Sum the squared influence of each event, on dense tables."""
    psi = 0.0
    for counts, n, sign in (
        (sums.left, sums.n_left, 1),
        (sums.right, sums.n_right, -1),
    ):
        y = counts.toarray()
        p = (y.sum(axis=0) + prior) / (n.sum() + prior_total)
        psi = psi + sign * (y - p * n[:, None]) / (n.sum() * p * (1 - p))
    return len(psi) / (len(psi) - 1) * (psi**2).sum(axis=0)


def test_clustered_variance_is_that_of_the_dense_formula():
    sums = made_sums()
    prior = 500 * sums.share
    found = variance_clustered(sums, prior=prior, prior_total=500.0)
    assert found == pytest.approx(slow_clustered(sums, prior, 500.0))


def test_one_event_has_no_variance_between_events():
    sums = made_sums(n_events=1)
    found = variance_clustered(sums, prior=sums.share, prior_total=1.0)
    assert np.isnan(found).all()


def test_z_takes_the_larger_variance():
    sums = made_sums(n_terms=40)
    prior = 500 * sums.share
    y_a, y_b = (np.asarray(s.sum(axis=0)).ravel() for s in (sums.left, sums.right))
    n_a, n_b = np.array([sums.n_left.sum()]), np.array([sums.n_right.sum()])
    score = LogOdds().score(y_a, n_a, y_b, n_b, sums.share)
    floor = variance_2term(y_a, y_b, prior=prior)
    between = variance_clustered(sums, prior=prior, prior_total=500.0)
    expected = score / np.sqrt(np.maximum(floor, between))
    assert LogOdds().z(sums) == pytest.approx(expected)


def test_swapping_sides_flips_the_sign(case):
    y_a, y_b, prior, _ = case
    assert delta(y_b, y_a, prior) == pytest.approx(-delta(y_a, y_b, prior))


@pytest.mark.parametrize("alpha0", [0, -1.0])
def test_a_prior_without_weight_is_refused(alpha0):
    with pytest.raises(ParameterError, match="alpha0 must be above 0"):
        LogOdds(alpha0=alpha0)
