"""How likely two sentences of different articles state the same fact."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.alignment.sentences import Sentence

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


def best_match(
    sentences: Sequence[Sentence], found: Matches, others: Collection[str]
) -> Floats:
    """Return how likely each sentence is stated by one of some other articles.

    Parameters
    ----------
    sentences : sequence of Sentence
    found : Matches
    others : collection of str
        Articles that are searched.

    Returns
    -------
    ndarray of shape (n_sentences,)
        The largest probability of its pairs with them; 0 for their own sentences, and
        for those without such a pair.
    """
    searched = np.array([s.article in others for s in sentences], dtype=bool)
    best = np.zeros(len(sentences))
    for one, other in ((found.a, found.b), (found.b, found.a)):
        counts = searched[other] & ~searched[one]
        np.maximum.at(best, one[counts], found.probability[counts])
    return best


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
    articles = _articles(sentences)
    for at, one in enumerate(articles):
        for other in articles[at + 1 :]:
            a, b, found = _pair(one, other)
            yield np.minimum(a, b), np.maximum(a, b), found


class _Words(NamedTuple):
    """The words of an article's sentences, one entry a word of a sentence.

    Entries go from sentence to sentence; `times` says of every word of the event in
    how many of them it stands.
    """

    sentence: Ints
    word: Ints
    times: Ints
    n: int

    def sums(self, values: Floats) -> Floats:
        """Return what the words of each sentence are worth together."""
        found: Floats = np.bincount(
            self.sentence, values[self.word], minlength=self.n
        ).astype(np.float64)
        return found

    def shared(self, other: _Words) -> tuple[Ints, Ints]:
        """Return pairs of sentences and the words they share, one entry a word.

        A pair is the number of its cell in a table of sentences × other sentences.
        """
        # From the last word to the first: the order of a sum decides its last digit.
        word, sentence = self.word[::-1], self.sentence[::-1]
        by_word = other.sentence[np.argsort(other.word, kind="stable")]
        first = np.cumsum(other.times) - other.times
        n = other.times[word]
        step = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        theirs = by_word[np.repeat(first[word], n) + step]
        return np.repeat(sentence, n) * other.n + theirs, np.repeat(word, n)


class _Article(NamedTuple):
    """The sentences of an article, as their pairs are judged; arrays run over them."""

    at: Ints
    stems: _Words
    names: _Words
    digits: Floats
    place: Floats
    number: Ints


def _articles(sentences: Sequence[Sentence]) -> list[_Article]:
    """Put the sentences of each article into arrays, articles by id."""
    stems = _numbers([s.stems for s in sentences])
    names = _numbers([s.names for s in sentences])
    digits = np.array([word[:1].isdigit() for word in stems], dtype=np.float64)
    by_article: dict[str, list[int]] = {}
    for at, sentence in enumerate(sentences):
        by_article.setdefault(sentence.article, []).append(at)
    return [
        _Article(
            at=np.array(places, dtype=np.int64),
            stems=_words([sentences[at].stems for at in places], stems),
            names=_words([sentences[at].names for at in places], names),
            digits=digits,
            place=np.array([sentences[at].place for at in places]),
            number=np.array([sentences[at].number for at in places]),
        )
        for _, places in sorted(by_article.items())
    ]


def _numbers(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """Give the words of some sets numbers, by alphabet."""
    return {word: n for n, word in enumerate(sorted(frozenset[str]().union(*sets)))}


def _words(sets: Sequence[frozenset[str]], numbers: Mapping[str, int]) -> _Words:
    found = [sorted(numbers[word] for word in words) for words in sets]
    word = np.array([n for numbered in found for n in numbered], dtype=np.int64)
    return _Words(
        sentence=np.repeat(np.arange(len(sets)), [len(words) for words in sets]),
        word=word,
        times=np.bincount(word, minlength=len(numbers)),
        n=len(sets),
    )


def _pair(one: _Article, other: _Article) -> tuple[Ints, Ints, Floats]:
    """Compare the sentences of two articles."""
    first, second = one.stems, other.stems
    df = np.maximum(first.times + second.times, 1)
    weight = np.log1p((first.n + second.n) / df)
    cells = first.n * second.n
    pairs, words = first.shared(second)
    common = np.bincount(pairs, minlength=cells)
    enough = np.outer(
        *(np.bincount(w.sentence, minlength=w.n) >= LEAST for w in (first, second))
    )
    kept = np.flatnonzero((common > 0) & enough.ravel())
    i, j = np.divmod(kept, max(second.n, 1))
    if not len(kept):
        return one.at[i], other.at[j], np.zeros((0, len(FEATURES)))

    def summed(values: Floats) -> tuple[Floats, Floats, Floats]:
        """Return what pairs share, and what both of their sentences have."""
        both = np.bincount(pairs, values[words], minlength=cells)[kept]
        return both.astype(np.float64), first.sums(values)[i], second.sums(values)[j]

    shared, a_total, b_total = summed(weight)
    squares, a_norm, b_norm = summed(weight**2)
    n_numbers, a_numbers, b_numbers = summed(one.digits)
    n_names = np.bincount(one.names.shared(other.names)[0], minlength=cells)[kept]
    cosine = squares / np.sqrt(a_norm * b_norm)
    light, heavy = np.minimum(a_total, b_total), np.maximum(a_total, b_total)
    places, numbers = (one.place[i], other.place[j]), (one.number[i], other.number[j])
    best = (_best(cosine, i, first.n), _best(cosine, j, second.n))
    features = np.stack(
        [
            cosine,
            shared / light,
            shared / (a_total + b_total - shared),
            common[kept],
            np.log1p(shared),
            n_numbers,
            (a_numbers > 0) & (b_numbers > 0) & (n_numbers == 0),
            np.log1p(n_names),
            (places[0] + places[1]) / 2,
            np.abs(places[0] - places[1]),
            (numbers[0] < _EARLY) & (numbers[1] < _EARLY),
            (numbers[0] <= 0) | (numbers[1] <= 0),
            np.log1p(light),
            np.log1p(heavy),
            cosine / (np.maximum(*best) + 0.01),
            cosine / (np.minimum(*best) + 0.01),
        ],
        axis=1,
    ).astype(np.float64)
    return one.at[i], other.at[j], features


def _best(values: Floats, end: Ints, n: int) -> Floats:
    """Return, pair by pair, the largest value of any pair of the same sentence."""
    found = np.zeros(n)
    np.maximum.at(found, end, values)
    best: Floats = found[end]
    return best
