"""What a measure of wording is, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]

COLUMNS: Final = (
    *("term", "measure", "score", "low", "high", "p", "q", "n_a", "n_b"),
    *("rate_a", "rate_b", "articles_a", "articles_b", "events", "dp", "top_share"),
    *("verdict", "reason", "depends", "z"),
)
"""Columns of a `ContrastTable`, the same for every measure."""

TOO_FEW: Final = "not estimable: too few events to test"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContrastTable:
    """Terms that two sides use at different rates on the same events.

    Attributes
    ----------
    table : DataFrame, one row per term
        ``term, measure, score`` (above 0: more in the first), ``low, high`` (95 %
        over events; nan for a term that one side lacks), ``p, q, n_a, n_b`` (times
        used), ``rate_a, rate_b`` (per 1,000 words), ``articles_a, articles_b,
        events`` (that use it), ``dp`` (0: spread like the words; near 1: in few
        articles), ``top_share`` (of the article that uses it most), ``verdict,
        reason, depends`` (empty here: a comparison of a whole run fills it with the
        checks that change the verdict), ``z`` (log-odds only).
    measure, a, b, voice : str
    n_articles_a, n_articles_b, n_words_a, n_words_b, n_events : int
        What the shared events hold.
    n_tests : int
        Terms tested and corrected together.
    n_swaps : int
        Swaps that were looked at for the terms that needed most.
    exact : bool
        Whether these were all there are.
    floor, smallest_q : float
        Smallest p that a term could reach, and its q if it reached it alone.
    """

    table: pd.DataFrame
    measure: str
    a: str
    b: str
    voice: str
    n_articles_a: int
    n_articles_b: int
    n_words_a: int
    n_words_b: int
    n_events: int
    n_tests: int
    n_swaps: int
    exact: bool
    floor: float
    smallest_q: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """What both sides add up to, by event.

    Attributes
    ----------
    left, right : sparse matrix of shape (n_events, n_terms)
    n_left, n_right : ndarray of shape (n_events,)
        Exposures.
    share : ndarray of shape (n_terms,)
        Value over exposure of both sides and all events; no swap moves it.
    """

    left: sparse.csr_matrix
    right: sparse.csr_matrix
    n_left: Floats
    n_right: Floats
    share: Floats

    def only(self, terms: NDArray[np.int64]) -> Sums:
        """Return the sums of some of the terms."""
        return Sums(
            left=self.left[:, terms],
            right=self.right[:, terms],
            n_left=self.n_left,
            n_right=self.n_right,
            share=self.share[terms],
        )


class Measure(Protocol):
    """A score of each term from sums over two sides.

    Swapping the sides flips the sign of a score.
    """

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""

    def features(
        self, matrix: sparse.csr_matrix, total: Floats
    ) -> tuple[sparse.csr_matrix, Floats]:
        """Return what is summed over articles, and each article's exposure.

        Parameters
        ----------
        matrix : sparse matrix of shape (n_articles, n_terms)
        total : ndarray of shape (n_articles,)

        Returns
        -------
        values : sparse matrix of shape (n_articles, n_terms)
        exposure : ndarray of shape (n_articles,)
        """

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return the score of each term.

        Parameters
        ----------
        y_a, y_b : ndarray of shape (..., n_terms)
            Summed values.
        n_a, n_b : ndarray of shape (..., 1)
            Summed exposures.
        share : ndarray of shape (n_terms,)
            Value over exposure of both sides together.
        """

    def z(self, sums: Sums) -> Floats:
        """Return score over standard error, ndarray of shape (n_terms,); or nan."""
