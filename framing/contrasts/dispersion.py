"""How evenly terms are spread over articles, units and outlets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.contrasts.base import Floats


def dispersion(
    matrix: sparse.csr_matrix, total: Floats
) -> tuple[Floats, Floats, Floats]:
    """Say how evenly terms are spread over articles.

    Parameters
    ----------
    matrix : sparse matrix of shape (n_articles, n_terms)
    total : ndarray of shape (n_articles,)
        Words of each article.

    Returns
    -------
    dp : ndarray of shape (n_terms,)
        In [0, 1): half the summed distance between an article's share of the term
        and its share of the words [1]_; 0 is even.
    dp_norm : ndarray of shape (n_terms,)
        ``dp / (1 - smallest share of the words)``, which reaches 1.
    top_share : ndarray of shape (n_terms,)
        Share of the article that uses the term most.

    References
    ----------
    .. [1] S. Gries (2008). Dispersions and adjusted frequencies in corpora.
       International J. Corpus Linguistics 13(4), 403-437.

    Examples
    --------
    >>> even = sparse.csr_matrix(np.array([[1, 2], [1, 0]]))
    >>> dp, _, top = dispersion(even, np.array([10.0, 10.0]))
    >>> dp.tolist(), top.tolist()
    ([0.0, 0.5], [0.5, 1.0])
    """
    share = total / total.sum()
    columns = matrix.tocsc().astype(np.float64)
    y = np.asarray(columns.sum(axis=0)).ravel()
    columns.data /= np.repeat(y, np.diff(columns.indptr))
    top = np.asarray(columns.max(axis=0).todense()).ravel()
    words = share[columns.indices]
    term = np.repeat(np.arange(len(y)), np.diff(columns.indptr))
    gap = np.bincount(term, np.abs(columns.data - words), minlength=len(y))
    used = np.bincount(term, words, minlength=len(y))
    dp = np.where(y > 0, 0.5 * (gap + 1 - used), np.nan)
    smallest = float(share[share > 0].min(initial=1.0))
    dp_norm = dp / (1 - smallest) if smallest < 1 else np.zeros(len(y))
    return dp, dp_norm, top


def counted_in(
    matrix: sparse.csr_matrix, groups: Sequence[str] | NDArray[np.int64]
) -> NDArray[np.int64]:
    """Count the groups of articles (units, outlets) that use each term.

    Parameters
    ----------
    matrix : sparse matrix of shape (n_articles, n_terms)
    groups : sequence of shape (n_articles,)

    Returns
    -------
    ndarray of shape (n_terms,)

    Examples
    --------
    >>> used = sparse.csr_matrix(np.array([[1, 0], [1, 2], [1, 1]]))
    >>> counted_in(used, ["x", "y", "y"]).tolist()
    [2, 1]
    """
    _, code = np.unique(np.asarray(groups), return_inverse=True)
    found: NDArray[np.int64] = (sum_by(code) @ matrix).getnnz(axis=0)
    return found


def sum_by(codes: NDArray[np.int64], n_codes: int | None = None) -> sparse.csr_matrix:
    """Return the matrix of shape (n_codes, n_rows) that sums rows by their code.

    Examples
    --------
    >>> sum_by(np.array([0, 1, 1])).toarray().tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]]
    """
    height = int(codes.max(initial=-1)) + 1 if n_codes is None else n_codes
    rows = np.arange(len(codes))
    return sparse.csr_matrix(
        (np.ones(len(codes)), (codes, rows)), shape=(height, len(codes))
    )
