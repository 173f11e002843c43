"""The contrast as a scikit-learn estimator on matrices of counts."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_selection import SelectorMixin
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import (
    check_consistent_length,
    check_is_fitted,
    check_non_negative,
    validate_data,
)

from framing.contrasts.base import Sums
from framing.contrasts.dispersion import sum_by
from framing.contrasts.intervals import seen_scores
from framing.contrasts.log_odds import ALPHA0, LogOdds
from framing.contrasts.swaps import swap_test
from framing.contrasts.units import design
from framing.uncertainty import benjamini_hochberg

Floats = NDArray[np.float64]


class ContrastSelector(SelectorMixin, BaseEstimator):  # type: ignore[misc]
    """Select the terms that classes use at different rates.

    Parameters
    ----------
    alpha : float, default 0.05
        Terms with q at most this are selected.
    alpha0 : float, default 500
        Weight of the prior, as in `framing.contrasts.log_odds.LogOdds`.
    draws : int, default 4999
    random_state : int, RandomState or None, default 0

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
    scores_ : ndarray of shape (n_features,) or (n_classes, n_features)
        Log-odds ratio: of two classes, above 0 where the second has more; of several,
        of each against the rest.
    pvalues_ : ndarray of shape (n_features,)
        Of the swap of labels; with several classes the smallest times their number.
    qvalues_ : ndarray of shape (n_features,)
        Corrected for the number of features (Benjamini-Hochberg).

    Notes
    -----
    With `groups` (events, days), labels are swapped within the groups that hold both
    sides; where there is none, and without groups, whole groups or samples change
    sides (`framing.contrasts.units`).

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> X, y = rng.poisson(5, (40, 30)), np.repeat([0, 1], 20)
    >>> X[y == 1, 7] += 6
    >>> ContrastSelector(draws=999).fit(X, y).get_support(indices=True).tolist()
    [7]
    """

    def __init__(
        self,
        *,
        alpha: float = 0.05,
        alpha0: float = ALPHA0,
        draws: int = 4999,
        random_state: Any = 0,
    ) -> None:
        self.alpha = alpha
        self.alpha0 = alpha0
        self.draws = draws
        self.random_state = random_state

    def fit(self, X: Any, y: Any, groups: Any = None) -> Self:
        """Test every feature.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_samples, n_features)
            Counts; not negative.
        y : array of shape (n_samples,)
            Two classes or more.
        groups : array of shape (n_samples,), optional
            The event of each sample.

        Returns
        -------
        ContrastSelector

        Raises
        ------
        ValueError
            If counts are negative, or there is but one class.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr", dtype=np.float64)
        check_non_negative(X, "ContrastSelector")
        check_classification_targets(y)
        check_consistent_length(X, groups)
        self.classes_ = np.unique(y)
        if len(self.classes_) < 2:
            raise ValueError("ContrastSelector needs two classes, got 1 class")
        matrix = sparse.csr_matrix(X)
        unit = np.arange(len(y)) if groups is None else np.asarray(groups)
        facts = pd.DataFrame({"article": range(len(y)), "event": unit.astype(str)})
        seed = int(check_random_state(self.random_state).randint(2**31 - 1))
        wanted = self.classes_[1:] if len(self.classes_) == 2 else self.classes_
        found = [self._against_rest(matrix, y == one, facts, seed) for one in wanted]
        scores, p = (np.array(part) for part in zip(*found, strict=True))
        self.scores_: Floats = scores[0] if len(wanted) == 1 else scores
        self.pvalues_: Floats = np.minimum(p.min(axis=0) * len(wanted), 1.0)
        self.qvalues_: Floats = benjamini_hochberg(self.pvalues_)
        return self

    def _against_rest(
        self,
        matrix: sparse.csr_matrix,
        first: NDArray[np.bool_],
        facts: pd.DataFrame,
        seed: int,
    ) -> tuple[Floats, Floats]:
        """Return score and p of each feature; 0 and 1 where it is never used."""
        chosen = design(facts, first, ~first, "event")
        values = matrix[chosen.rows]
        total = np.asarray(values.sum(axis=1)).ravel()
        sides = []
        for side in (chosen.first, ~chosen.first):
            by_unit = sum_by(chosen.unit, chosen.n_units) @ sparse.diags(side * 1.0)
            sides.append(((by_unit @ values).tocsr(), by_unit @ total))
        used = np.flatnonzero(values.getnnz(axis=0))
        y = np.asarray(values.sum(axis=0)).ravel()
        whole = None if chosen.paired else sides[0][1] > 0
        sums = Sums(
            left=sides[0][0],
            right=sides[1][0],
            n_left=sides[0][1],
            n_right=sides[1][1],
            share=y / max(total.sum(), 1.0),
            first=whole,
        ).only(used)
        measure = LogOdds(alpha0=self.alpha0)
        score, p = np.zeros(matrix.shape[1]), np.ones(matrix.shape[1])
        if len(used):
            score[used] = seen_scores(measure, sums)
            p[used] = swap_test(sums, draws=self.draws, alpha=self.alpha, seed=seed).p
        return score, p

    def _get_support_mask(self) -> NDArray[np.bool_]:
        check_is_fitted(self, "qvalues_")
        mask: NDArray[np.bool_] = self.qvalues_ <= self.alpha
        return mask

    def __sklearn_tags__(self) -> Any:
        """Say that it takes sparse counts and needs classes."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        tags.target_tags.required = True
        return tags
