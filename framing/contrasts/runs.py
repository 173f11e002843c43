"""Terms of several words: names, and phrases that hang together.

Both are runs of neighbours in one sentence that are linked: in a name, words with a
capital; in a phrase, words that stand together far more often than chance has it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Codes = NDArray[np.int64]

LONGEST: Final = 5
"""Words of a run at most; longer ones are no term."""

LEAST_RATIO: Final = 10.83
"""Log-likelihood ratio from which two words are tied: the .999 quantile of
chi-squared with one degree of freedom, as a threshold and not as a test."""
LEAST_PMI: Final = 3.0
"""Bits of pointwise mutual information: eight times as often as by chance."""
LEAST_TIMES: Final = 5
"""Uses under which no two words are tied."""


def runs(linked: Bools) -> tuple[Codes, Codes]:
    """Find the longest runs of linked neighbours.

    Parameters
    ----------
    linked : ndarray of shape (n_words,), bool
        Whether a word is linked to the one that follows.

    Returns
    -------
    start, length : ndarray of shape (n_runs,)
        First word, and number of words (at least 2).

    Examples
    --------
    >>> start, length = runs(np.array([False, True, True, False, True, False]))
    >>> start.tolist(), length.tolist()
    ([1, 4], [3, 2])
    """
    edges = np.diff(np.concatenate([[False], linked, [False]]).astype(np.int8))
    start, stop = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return start, stop - start + 1


def trimmed(start: Codes, length: Codes, content: Bools) -> tuple[Codes, Codes]:
    """Cut words that carry no content from both ends of runs.

    Parameters
    ----------
    start, length : ndarray of shape (n_runs,)
    content : ndarray of shape (n_words,), bool

    Returns
    -------
    start, length : ndarray
        Runs of two to `LONGEST` words that begin and end with content.

    Examples
    --------
    >>> content = np.array([False, True, False, True])
    >>> [part.tolist() for part in trimmed(np.array([0]), np.array([4]), content)]
    [[1], [3]]
    """
    if not len(start):
        return start, length
    start, length = start.copy(), length.copy()
    for _ in range(LONGEST):
        empty = (length > 0) & ~content[np.minimum(start, len(content) - 1)]
        start[empty] += 1
        length[empty] -= 1
        last = np.minimum(start + np.maximum(length, 1) - 1, len(content) - 1)
        length[(length > 0) & ~content[last]] -= 1
    good = (length >= 2) & (length <= LONGEST)
    last = np.minimum(start + length - 1, len(content) - 1)
    good &= content[np.minimum(start, len(content) - 1)] & content[last]
    return start[good], length[good]


def strong(times: Codes, first: Codes, second: Codes, total: int) -> Bools:
    """Say which neighbours stand together far more often than chance has it.

    Parameters
    ----------
    times : ndarray of shape (n_pairs,)
        Uses of each pair.
    first, second : ndarray of shape (n_pairs,)
        Uses of its words.
    total : int
        Words in all.

    Returns
    -------
    ndarray of shape (n_pairs,), bool

    Notes
    -----
    NLTK's `BigramAssocMeasures`, on each different pair once [1]_.

    References
    ----------
    .. [1] C. Manning, H. Schütze (1999). Foundations of Statistical Natural Language
       Processing, ch. 5. MIT Press.

    Examples
    --------
    >>> uses = np.array([9, 900])
    >>> strong(np.array([9, 9]), uses, uses, 10_000).tolist()
    [True, False]
    """
    from nltk.metrics.association import (  # noqa: PLC0415 - 1 second to import
        BigramAssocMeasures,
    )

    found = np.zeros(len(times), dtype=bool)
    for pair in np.flatnonzero(times >= LEAST_TIMES).tolist():
        table = (int(times[pair]), (int(first[pair]), int(second[pair])), total)
        found[pair] = (
            BigramAssocMeasures.pmi(*table) >= LEAST_PMI
            and BigramAssocMeasures.likelihood_ratio(*table) >= LEAST_RATIO
        )
    return found


def named(
    start: Codes, length: Codes, word: Codes
) -> tuple[list[tuple[int, ...]], Codes]:
    """Tell runs of the same words from others.

    Parameters
    ----------
    start, length : ndarray of shape (n_runs,)
    word : ndarray of shape (n_words,)

    Returns
    -------
    found : list of tuple of int
        The words of each different run.
    place : ndarray of shape (n_runs,)
        Which of them each run is.

    Examples
    --------
    >>> word = np.array([5, 6, 5, 6, 7])
    >>> found, place = named(np.array([0, 2, 2]), np.array([2, 2, 3]), word)
    >>> found, place.tolist()
    ([(5, 6), (5, 6, 7)], [0, 0, 1])
    """
    table = np.full((len(start), LONGEST), -1, dtype=np.int64)
    for step in range(LONGEST):
        inside = length > step
        table[inside, step] = word[start[inside] + step]
    rows, place = np.unique(table, axis=0, return_inverse=True)
    found = [tuple(code for code in row if code >= 0) for row in rows.tolist()]
    return found, place.ravel().astype(np.int64)
