"""What a measure of wording is, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]

CELLS: Final = 2_000_000
"""Sums held at once: 16 MB."""

COLUMNS: Final = (
    *("term", "kind", "measure", "score", "low", "high", "p", "q", "n_a", "n_b"),
    *("rate_a", "rate_b", "articles_a", "articles_b", "events"),
    *("outlets", "dp", "dp_norm", "top_share"),
    *("mde", "p_outlets", "loo_low", "loo_high", "group_claim"),
    *("verdict", "reason", "depends", "z"),
)
"""Columns of a `ContrastTable`, the same for every measure."""

DESCRIPTIVE: Final = "not tested: a size, without p"
"""Verdict on every term by a measure that is not tested."""

TOO_FEW: Final = "not estimable: too few events to test"
"""Verdict on every term under `framing.contrasts.Settings.min_units` events."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContrastTable:
    """Terms that two sides use at different rates.

    Attributes
    ----------
    table : DataFrame, one row per term
        ``term, kind, measure, score`` (above 0: more in the first), ``low, high`` (95 %
        over units; nan for a term that one side lacks), ``p, q, n_a, n_b`` (times
        used), ``rate_a, rate_b`` (per 1,000 words), ``articles_a, articles_b,
        events`` (units that use it), ``outlets``, ``dp`` (0: spread like the words;
        near 1: in few articles), ``dp_norm`` (that reaches 1), ``top_share`` (of the
        article that uses it most), ``mde``
        (difference of the rates, per 1,000, that four times in five would have
        passed the correction),
        ``p_outlets`` (outlets permuted; nan below 4 v 4), ``loo_low, loo_high``
        (difference of the rates per 1,000 words without each outlet in turn),
        ``group_claim`` (whether that licenses a sentence about the groups),
        ``verdict, reason``, ``depends`` (empty here: a comparison of a whole run
        fills it with the checks that change the verdict), ``z`` (log-odds only).
    measure, a, b, voice : str
    by : str
        The unit, one of `framing.contrasts.UNITS`.
    paired : bool
        Whether labels were swapped within units that both sides share; else whole
        units were permuted, as the sides share none.
    test : str
        The test in words.
    n_articles_a, n_articles_b, n_words_a, n_words_b, n_units : int
        What the units hold.
    n_unplaced : int
        Articles of both sides left out for want of a unit.
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
    by: str
    paired: bool
    test: str
    n_units: int
    n_unplaced: int
    n_tests: int
    n_swaps: int
    exact: bool
    floor: float
    smallest_q: float

    def in_words(self) -> str:
        """Say what was contrasted, how it was tested, and what could be found.

        Returns
        -------
        str
            Such as ``"x (14 articles, 560 words) against y (…): labels swapped within
            14 events … 20 terms tested …; a term that passes alone has q of 0.002 or
            more …"``.
        """
        sides = [
            f"{name} ({n:,} articles, {n_words:,} words)"
            for name, n, n_words in (
                (self.a, self.n_articles_a, self.n_words_a),
                (self.b, self.n_articles_b, self.n_words_b),
            )
        ]
        told = f"{sides[0]} against {sides[1]}, by {self.by}: {self.test}"
        if self.n_unplaced:
            told += (
                f"; {self.n_unplaced:,} articles without a certain {self.by} left out"
            )
        if not self.n_tests:
            return f"{told}; {self.n_units:,} {self.by}s"
        return (
            f"{told}; {self.n_tests:,} terms tested and corrected together; a term "
            f"that passes alone has q of {self.smallest_q:.2g} or more, several that "
            "pass together may have less"
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """What both sides add up to, by unit.

    Attributes
    ----------
    left, right : sparse matrix of shape (n_units, n_terms)
    n_left, n_right : ndarray of shape (n_units,)
        Exposures.
    share : ndarray of shape (n_terms,)
        Value over exposure of both sides and all units; no swap moves it.
    first : ndarray of shape (n_units,), bool, optional
        Where no unit holds both sides: whether it is of the first.
    """

    left: sparse.csr_matrix
    right: sparse.csr_matrix
    n_left: Floats
    n_right: Floats
    share: Floats
    first: NDArray[np.bool_] | None = None

    def only(self, terms: NDArray[np.int64]) -> Sums:
        """Return the sums of some of the terms."""
        return Sums(
            left=self.left[:, terms],
            right=self.right[:, terms],
            n_left=self.n_left,
            n_right=self.n_right,
            share=self.share[terms],
            first=self.first,
        )


class Measure(Protocol):
    """A score of each term from sums over two sides.

    Swapping the sides flips the sign of a score.
    """

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""

    @property
    def tested(self) -> bool:
        """Whether swaps of the sides test it; else it is a size, without p."""

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


class Counted:
    """What measures of plain counts share."""

    __slots__ = ()

    @property
    def tested(self) -> bool:
        """Whether swaps of the sides test it."""
        return True

    def features(
        self, matrix: sparse.csr_matrix, total: Floats
    ) -> tuple[sparse.csr_matrix, Floats]:
        """Return the counts, and the words of each article."""
        return matrix.astype(np.float64), total

    def z(self, sums: Sums) -> Floats:
        """Return nan: the measure has no standard error of its own."""
        return np.full(sums.left.shape[1], np.nan)


def signed(size: Floats, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats) -> Floats:
    """Return a size with the sign of the difference of the rates.

    Examples
    --------
    >>> two, ten = np.array([2.0]), np.array([10.0])
    >>> signed(np.array([3.0]), two, ten, 2 * two, ten).tolist()
    [-3.0]
    """
    found: Floats = size * np.sign(y_a * n_b - y_b * n_a)
    return found
