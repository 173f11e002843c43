"""Log-odds ratio of each term, shrunk by an informative Dirichlet prior."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from framing.contrasts.base import Counted, Floats, Sums
from framing.errors import ParameterError, not_one_of

VARIANCES: Final = ("paired", "2term", "4term")
"""Variances that z can rest on; see `LogOdds.z`."""

ALPHA0: Final = 500.0
"""Weight of the prior in words: rankings barely move from 100 to 2,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOdds(Counted):
    """Natural logarithm of the ratio of the odds of a term on two sides.

    Parameters
    ----------
    alpha0 : float, default 500
        Words that the prior is worth; they are dealt to the terms by their share on
        both sides together, so that rare terms are pulled toward 0.
    variance : str, default "paired"
        Of z, which is shown and not tested: one of `VARIANCES`.

    Raises
    ------
    ParameterError
        If `alpha0` is not above 0, or the variance is unknown.

    Notes
    -----
    With counts y, totals n and the prior ``alpha = alpha0 * share``,
    ``ln((y_a + alpha)/(n_a + alpha0 - y_a - alpha))`` less the same of b [1]_.

    References
    ----------
    .. [1] B. Monroe, M. Colaresi, K. Quinn (2008). Fightin' words. Political
       Analysis 16(4), 372-403.

    Examples
    --------
    >>> four = np.array([4.0])
    >>> score = LogOdds(alpha0=10).score(
    ...     four, np.array([100.0]), four / 2, np.array([100.0]), np.array([0.03])
    ... )
    >>> round(float(score[0]), 3)
    0.644
    """

    alpha0: float = ALPHA0
    variance: str = "paired"

    def __post_init__(self) -> None:
        """Refuse a prior that weighs nothing, and an unknown variance."""
        if self.variance not in VARIANCES:
            raise ParameterError(not_one_of("variance", self.variance, VARIANCES))
        if not self.alpha0 > 0:
            message = f"alpha0 must be above 0, got {self.alpha0!r}"
            raise ParameterError(message)

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""
        return "log_odds"

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return the log-odds ratio of each term."""
        prior = self.alpha0 * share
        return log_odds(y_a, n_a, y_b, n_b, prior=prior, prior_total=self.alpha0)

    def z(self, sums: Sums) -> Floats:
        """Return score over standard error.

        "2term" and "4term" are the two variances of Monroe et al. (2008), which take
        words for independent; "paired" is the variance between events with the
        first as a floor: without it rare terms that happen to be even over the
        events look certain.
        """
        prior = self.alpha0 * sums.share
        y_a, y_b = (
            np.asarray(side.sum(axis=0), dtype=np.float64).ravel()
            for side in (sums.left, sums.right)
        )
        n_a, n_b = np.array([sums.n_left.sum()]), np.array([sums.n_right.sum()])
        variance = variance_2term(y_a, y_b, prior=prior)
        if self.variance == "4term":
            variance = variance_4term(
                y_a, n_a, y_b, n_b, prior=prior, prior_total=self.alpha0
            )
        elif self.variance == "paired":
            between = variance_clustered(sums, prior=prior, prior_total=self.alpha0)
            # `fmax` passes over the nan of a single event.
            variance = np.fmax(between, variance)
        found: Floats = self.score(y_a, n_a, y_b, n_b, sums.share) / np.sqrt(variance)
        return found


def log_odds(
    y_a: Floats,
    n_a: Floats,
    y_b: Floats,
    n_b: Floats,
    *,
    prior: Floats,
    prior_total: float,
) -> Floats:
    """Return ln of the ratio of the odds, with the prior added to both sides.

    Parameters
    ----------
    y_a, y_b : ndarray of shape (..., n_terms)
    n_a, n_b : ndarray of shape (..., 1) or of one element
    prior : ndarray of shape (n_terms,)
    prior_total : float
        Sum of the prior over all words.
    """
    top = (y_a + prior) * (n_b + prior_total - y_b - prior)
    below = (y_b + prior) * (n_a + prior_total - y_a - prior)
    found: Floats = np.log(top / below)
    return found


def variance_2term(y_a: Floats, y_b: Floats, *, prior: Floats) -> Floats:
    """Return the variance of the log-odds ratio, its two large terms only.

    Notes
    -----
    ``1/(y_a + alpha) + 1/(y_b + alpha)``, as in Monroe et al. (2008).
    """
    return 1 / (y_a + prior) + 1 / (y_b + prior)


def variance_4term(
    y_a: Floats,
    n_a: Floats,
    y_b: Floats,
    n_b: Floats,
    *,
    prior: Floats,
    prior_total: float,
) -> Floats:
    """Return the variance of the log-odds ratio, with the terms of the rest.

    Notes
    -----
    The two terms of `variance_2term`, and ``1/(n + alpha0 - y - alpha)`` of each
    side.
    """
    rest_a = n_a + prior_total - y_a - prior
    rest_b = n_b + prior_total - y_b - prior
    return variance_2term(y_a, y_b, prior=prior) + 1 / rest_a + 1 / rest_b


def variance_clustered(sums: Sums, *, prior: Floats, prior_total: float) -> Floats:
    """Return the variance of the log-odds ratio between events.

    Parameters
    ----------
    sums : Sums
        Counts and words of both sides.
    prior, prior_total
        As in `log_odds`.

    Returns
    -------
    ndarray of shape (n_terms,)
        nan for one event.

    Notes
    -----
    ``E/(E-1) * sum(psi**2)`` with the influence of event e, ``psi = (y_a - p*n_a) /
    (N_a*p*(1-p)) - (y_b - q*n_b) / (N_b*q*(1-q))``, where p and q are the shares of
    the term on each side with the prior. The sum is taken term by term from the
    events that use it, so that no dense table is made.
    """
    left, right, n_left, n_right = sums.left, sums.right, sums.n_left, sums.n_right
    n_events = left.shape[0]
    if n_events < 2:
        return np.full(left.shape[1], np.nan)
    parts = []
    for counts, n in ((left, n_left), (right, n_right)):
        y = np.asarray(counts.sum(axis=0)).ravel()
        share = (y + prior) / (n.sum() + prior_total)
        parts.append((share, 1 / (n.sum() * share * (1 - share))))
    (p, u), (q, v) = parts
    # psi = u*y_a - v*y_b - c with c = u*p*n_a - v*q*n_b, squared and summed.
    moved = left.multiply(u[None, :]).tocsr() - right.multiply(v[None, :]).tocsr()
    squares = np.asarray(moved.power(2).sum(axis=0)).ravel()
    cross = u * p * (moved.T @ n_left) - v * q * (moved.T @ n_right)
    constant = (
        (u * p) ** 2 * (n_left @ n_left)
        - 2 * u * p * v * q * (n_left @ n_right)
        + (v * q) ** 2 * (n_right @ n_right)
    )
    total = squares - 2 * cross + constant
    found: Floats = n_events / (n_events - 1) * np.maximum(total, 0.0)
    return found
