"""How likely two sentences of different articles state the same fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.alignment.sentences import Sentence

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SAME: Final = 0.5
"""Probability from which two sentences are said to state the same."""
NONE: Final = 0.05
"""Probability under which a sentence counts as without match: the second search."""
LEAST: Final = 3
"""Content words that a sentence needs to be compared."""
_EARLY: Final = 2  # headline aside, sentences that open an article

FEATURES: Final = (
    *("cosine", "overlap", "jaccard", "n_shared", "weight_shared", "numbers"),
    *("other_numbers", "names", "place", "distance", "both_early", "one_first"),
    *("lighter", "heavier", "worse_rank", "better_rank"),
)
"""What a pair is judged by; `_features` says how each is measured."""


WEIGHTS: Final[Mapping[str, float]] = {
    "cosine": 9.243,
    "overlap": 0.721,
    "jaccard": -5.735,
    "n_shared": -0.176,
    "weight_shared": 1.968,
    "numbers": 1.829,
    "other_numbers": 0.355,
    "names": -0.383,
    "place": -1.035,
    "distance": -1.119,
    "both_early": 0.544,
    "one_first": 0.674,
    "lighter": 0.214,
    "heavier": -0.138,
    "worse_rank": 0.944,
    "better_rank": 0.51,
}
OFFSET: Final = -6.4
"""Weights of a logistic model, fitted by ``benchmarks/alignment.py --fit``."""


class Matches(NamedTuple):
    """Pairs of sentences of different articles that share a content word.

    Attributes
    ----------
    a, b : ndarray of shape (n_pairs,), int64
        Places among the sentences, ``a < b``.
    probability : ndarray of shape (n_pairs,)
        That both state one fact, in [0, 1].
    """

    a: Ints
    b: Ints
    probability: Floats


def matches(sentences: Sequence[Sentence]) -> Matches:
    """Judge all pairs of sentences of different articles of an event.

    Parameters
    ----------
    sentences : sequence of Sentence
        Of all articles of one event, article by article.

    Returns
    -------
    Matches

    Notes
    -----
    A logistic model on `FEATURES`, fitted on sentences that were coded by reading
    (``benchmarks/alignment.py``). Words weigh by their rarity among the sentences of
    the two articles, ``ln(1 + N/df)``: names that every sentence of an event holds
    say little.
    """
    weights = np.array([WEIGHTS[name] for name in FEATURES])
    none = np.zeros(0, dtype=np.int64)
    parts_a, parts_b, parts = [none], [none], [np.zeros(0)]
    # Judged article by article: the features of all pairs at once can fill a memory.
    for a, b, features in _pairs(sentences):
        parts_a.append(a)
        parts_b.append(b)
        parts.append(1 / (1 + np.exp(-(features @ weights + OFFSET))))
    return Matches(
        np.concatenate(parts_a), np.concatenate(parts_b), np.concatenate(parts)
    )


def pair_features(sentences: Sequence[Sentence]) -> tuple[tuple[Ints, Ints], Floats]:
    """Return the pairs that share a content word, and their features.

    Returns
    -------
    (a, b) : tuple of ndarray of shape (n_pairs,)
    features : ndarray of shape (n_pairs, n_features)
    """
    parts = list(_pairs(sentences))
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return (none, none), np.zeros((0, len(FEATURES)))
    a, b, features = (np.concatenate(part) for part in zip(*parts, strict=True))
    return (a, b), features


def _pairs(sentences: Sequence[Sentence]) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield the pairs and features of every two articles."""
    articles = np.unique([s.article for s in sentences], return_inverse=True)[1]
    for one in range(articles.max(initial=-1) + 1):
        for other in range(one + 1, articles.max() + 1):
            first = np.flatnonzero(articles == one)
            second = np.flatnonzero(articles == other)
            a, b, found = _pair(sentences, first, second)
            yield np.minimum(a, b), np.maximum(a, b), found


def _pair(
    sentences: Sequence[Sentence], first: Ints, second: Ints
) -> tuple[Ints, Ints, Floats]:
    """Compare the sentences of two articles."""
    from scipy import sparse  # noqa: PLC0415 - slow to import

    chosen = [sentences[at] for at in (*first.tolist(), *second.tolist())]
    words, weight, digits = _weighted([s.stems for s in chosen])
    names = _weighted([s.names for s in chosen])[0]
    n = len(first)
    n_stems = np.diff(words.indptr)
    shared = (words[:n] @ words[n:].T).tocoo()
    enough = (n_stems[shared.row] >= LEAST) & (n_stems[n + shared.col] >= LEAST)
    i, j = shared.row[enough].astype(np.int64), shared.col[enough].astype(np.int64)
    if not len(i):
        return first[i], second[j], np.zeros((0, len(FEATURES)))

    def summed(values: Floats, matrix: csr_matrix = words) -> tuple[Floats, Floats]:
        """Return the weight that pairs share, and that of each sentence."""
        both = matrix[:n] @ sparse.diags(values) @ matrix[n:].T
        return np.asarray(both[i, j]).ravel(), np.asarray(matrix @ values).ravel()

    common, total = summed(weight)
    squares, norm = summed(weight**2)
    n_common, _ = summed(np.ones(len(weight)))
    n_numbers, numbers = summed(digits)
    n_names, _ = summed(np.ones(names.shape[1]), names)
    cosine = squares / np.sqrt(norm[i] * norm[n + j])
    light, heavy = (
        np.minimum(total[i], total[n + j]),
        np.maximum(total[i], total[n + j]),
    )
    place = np.array([s.place for s in chosen])
    number = np.array([s.number for s in chosen])
    ends = (i, n + j)
    best = [_best(cosine, end, len(chosen)) for end in ends]
    features = np.stack(
        [
            cosine,
            common / light,
            common / (total[i] + total[n + j] - common),
            n_common,
            np.log1p(common),
            n_numbers,
            (numbers[i] > 0) & (numbers[n + j] > 0) & (n_numbers == 0),
            np.log1p(n_names),
            (place[i] + place[n + j]) / 2,
            np.abs(place[i] - place[n + j]),
            (number[i] < _EARLY) & (number[n + j] < _EARLY),
            (number[i] <= 0) | (number[n + j] <= 0),
            np.log1p(light),
            np.log1p(heavy),
            cosine / (np.maximum(*best) + 0.01),
            cosine / (np.minimum(*best) + 0.01),
        ],
        axis=1,
    ).astype(np.float64)
    return first[i], second[j], features


def _best(values: Floats, end: Ints, n: int) -> Floats:
    """Return, pair by pair, the largest value of any pair of the same sentence."""
    found = np.zeros(n)
    np.maximum.at(found, end, values)
    best: Floats = found[end]
    return best


def _weighted(sets: Sequence[frozenset[str]]) -> tuple[csr_matrix, Floats, Floats]:
    """Return sentences × words, the rarity of each word, and whether it is a number."""
    from scipy import sparse  # noqa: PLC0415 - slow to import

    known = sorted(frozenset[str]().union(*sets))
    place = {word: at for at, word in enumerate(known)}
    rows = np.repeat(np.arange(len(sets)), [len(words) for words in sets])
    columns = [place[word] for words in sets for word in sorted(words)]
    matrix = sparse.csr_matrix(
        (np.ones(len(rows)), (rows, columns)), shape=(len(sets), len(known))
    )
    df = np.maximum(matrix.getnnz(axis=0), 1)
    digits = np.array([word[:1].isdigit() for word in known], dtype=np.float64)
    return matrix, np.log1p(len(sets) / df), digits
