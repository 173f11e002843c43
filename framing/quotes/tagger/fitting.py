"""Fit a linear-chain conditional random field to labelled words.

Our own, since it fits this job better than the library that was measured beside it
(docs/design/0009-quotation-model.md): dropping half of the features of each word in
training keeps the model from leaning on the few that fit best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from framing.quotes.tagger.decoding import side_by_side

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Features = NDArray[np.int32]

# Gradients are scaled to those of so many words, so that rates do not depend on the
# length of sentences.
_UNIT: Final = 100
_FIRST_SQUARE: Final = 0.01  # what AdaGrad's sums begin with


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a field is fitted; swept on the development part.

    Attributes
    ----------
    epochs : int
        Times that all sentences are seen.
    averaged : int
        The weights of so many last epochs are averaged.
    restarts : int
        Fits with seeds of their own, which are averaged, too: one fit alone moves
        by 0.3 points from seed to seed.
    sentences : int
        Per step.
    rate : float
        Of AdaGrad.
    dropout : float
        Share of each word's features that a step does not see.
    l1 : float
        Penalty on absolute weights; keeps the model small.
    seed : int
    """

    epochs: int = 6
    averaged: int = 3
    restarts: int = 4
    sentences: int = 300
    rate: float = 0.15
    dropout: float = 0.5
    l1: float = 0.5
    seed: int = 20261127


class Field(NamedTuple):
    """Weights of features, of shape (n_features, n_labels), and of transitions."""

    weights: Floats
    transitions: Floats


class Expected(NamedTuple):
    """What a field expects: labels of words, pairs of labels; and log Z."""

    labels: Floats
    pairs: NDArray[np.float64]
    log_z: float


def fit(
    features: Features,
    labels: Numbers,
    lengths: Numbers,
    *,
    shape: tuple[int, int],
    settings: Settings | None = None,
    progress: Callable[[str], None] | None = None,
) -> Field:
    """Fit a field by stochastic gradient steps.

    Parameters
    ----------
    features : ndarray of shape (n_words, n_templates), int32
        Indices of features; 0 is no feature and keeps no weight.
    labels : ndarray of shape (n_words,)
    lengths : ndarray of shape (n_sequences,)
        Words of each sentence.
    shape : (int, int)
        Number of features and of labels.
    settings : Settings, optional
    progress : callable, optional
        Called with a line before each fit.

    Returns
    -------
    Field
        The same data and settings give the same weights.

    Notes
    -----
    Minimises the negative log-likelihood of a linear-chain conditional random
    field [1]_ plus an L1 penalty, by AdaGrad [2]_ with a proximal step, and with
    dropout of features [3]_. Weights are averaged over the last epochs.

    References
    ----------
    .. [1] J. Lafferty, A. McCallum, F. Pereira (2001). Conditional random fields:
       probabilistic models for segmenting and labeling sequence data. ICML.
    .. [2] J. Duchi, E. Hazan, Y. Singer (2011). Adaptive subgradient methods for
       online learning and stochastic optimization. JMLR 12, 2121-2159.
    .. [3] N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov
       (2014). Dropout: a simple way to prevent neural networks from overfitting.
       JMLR 15, 1929-1958.

    Examples
    --------
    >>> features = np.array([[1], [2], [1]] * 50, np.int32)
    >>> labels = np.array([0, 1, 0] * 50)
    >>> field = fit(features, labels, np.full(50, 3), shape=(3, 2))
    >>> field.weights.argmax(axis=1).tolist()
    [0, 0, 1]
    """
    settings = settings or Settings()
    weights, transitions = _blank(shape), _blank((shape[1], shape[1]))
    for restart in range(settings.restarts):
        if progress is not None:
            progress(f"fit {restart + 1} of {settings.restarts}")
        chance = np.random.default_rng(settings.seed + restart)
        field = _fit_once((features, labels, lengths), shape, settings, chance)
        weights += field.weights / settings.restarts
        transitions += field.transitions / settings.restarts
    return Field(weights, transitions)


def _fit_once(
    data: tuple[Features, Numbers, Numbers],
    shape: tuple[int, int],
    settings: Settings,
    chance: np.random.Generator,
) -> Field:
    features, labels, lengths = data
    state = _State.of(shape)
    total = Field(_blank(shape), _blank((shape[1], shape[1])))
    penalty = settings.l1 * _UNIT / len(features)
    steps = 0
    for epoch in range(settings.epochs):
        for rows, sizes in _batches(lengths, settings.sentences, chance):
            here = features[rows]
            matrix = _dropped(here, shape[0], settings.dropout, chance)
            expected = expect(matrix @ state.weights, state.transitions, sizes)
            truth, pairs = _observed(labels[rows], sizes, shape[1])
            scale = _UNIT / len(rows)
            seen = np.unique(here)
            slope = (matrix.T @ (expected.labels - truth))[seen] * scale
            state.step(seen, slope, settings.rate, penalty)
            turn = ((expected.pairs - pairs) * scale).astype(np.float32)
            state.turn(turn, settings.rate)
            if epoch >= settings.epochs - settings.averaged:
                total.weights[:] += state.weights
                total.transitions[:] += state.transitions
                steps += 1
    total.weights[:] /= steps
    total.transitions[:] /= steps
    return total


@dataclass(slots=True, kw_only=True)
class _State:
    """Weights under way, and AdaGrad's sums of squares."""

    weights: Floats
    squares: Floats
    transitions: Floats
    transition_squares: Floats

    @classmethod
    def of(cls, shape: tuple[int, int]) -> _State:
        pairs = (shape[1], shape[1])
        return cls(
            weights=_blank(shape),
            squares=np.full(shape, _FIRST_SQUARE, np.float32),
            transitions=_blank(pairs),
            transition_squares=np.full(pairs, _FIRST_SQUARE, np.float32),
        )

    def step(self, seen: Features, slope: Floats, rate: float, penalty: float) -> None:
        """Move the weights of the features seen, those near zero to zero."""
        self.squares[seen] += slope * slope
        pace = rate / np.sqrt(self.squares[seen])
        moved = self.weights[seen] - pace * slope
        size = np.maximum(np.abs(moved) - pace * penalty, 0)
        self.weights[seen] = np.sign(moved) * size
        self.weights[0] = 0

    def turn(self, slope: Floats, rate: float) -> None:
        """Move the weights of transitions."""
        self.transition_squares += slope * slope
        self.transitions -= rate / np.sqrt(self.transition_squares) * slope


def _blank(shape: tuple[int, int]) -> Floats:
    return np.zeros(shape, np.float32)


def expect(scores: Floats, transitions: Floats, lengths: Numbers) -> Expected:
    """Return what a field expects, by the forward-backward algorithm.

    Parameters
    ----------
    scores : ndarray of shape (n_words, n_labels)
    transitions : ndarray of shape (n_labels, n_labels)
    lengths : ndarray of shape (n_sequences,)

    Returns
    -------
    labels : ndarray of shape (n_words, n_labels)
        Probability of each label of each word.
    pairs : ndarray of shape (n_labels, n_labels)
        Expected number of each pair of neighbours.
    log_z : float
        Sum of the logarithms of the normalisers.
    """
    starts, sizes, running = side_by_side(lengths)
    top = scores.max(axis=1, keepdims=True)
    local, step_up = np.exp(scores - top), np.exp(transitions)
    forward = np.empty_like(local)
    norms = np.empty(len(local), np.float32)
    state = local[starts]
    norms[starts] = state.sum(axis=1)
    state /= norms[starts, None]
    forward[starts] = state
    for step, count in enumerate(running, start=1):
        here = starts[:count] + step
        state = (state[:count] @ step_up) * local[here]
        norms[here] = state.sum(axis=1)
        state /= norms[here, None]
        forward[here] = state
    backward = np.ones_like(local)
    pairs = np.zeros(transitions.shape)
    ahead = np.ones((len(sizes), scores.shape[1]), np.float32)
    for step in range(len(running), 0, -1):
        count = running[step - 1]
        here = starts[:count] + step
        weighted = ahead[:count] * local[here] / norms[here, None]
        pairs += forward[here - 1].T @ weighted
        ahead[:count] = weighted @ step_up.T
        backward[here - 1] = ahead[:count]
    return Expected(
        labels=forward * backward,
        pairs=pairs * step_up,
        log_z=float(np.log(norms).sum() + top.sum()),
    )


def _batches(
    lengths: Numbers, size: int, chance: np.random.Generator
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the words and the lengths of some sentences each, in a random order."""
    starts = np.cumsum(lengths) - lengths
    order = chance.permutation(len(lengths))
    for at in range(0, len(order), size):
        chosen = order[at : at + size]
        sizes = lengths[chosen]
        shift = np.repeat(starts[chosen] - (np.cumsum(sizes) - sizes), sizes)
        yield np.arange(sizes.sum()) + shift, sizes


def _dropped(
    features: Features, n_features: int, dropout: float, chance: np.random.Generator
) -> sp.csr_matrix:
    """Return a sparse matrix of features, some of them left out at random."""
    size, n_templates = features.shape
    kept = chance.random(features.size, dtype=np.float32) >= dropout
    values = kept / np.float32(1 - dropout)
    starts = np.arange(0, features.size + 1, n_templates)
    return sp.csr_matrix(
        (values.astype(np.float32), features.ravel(), starts), shape=(size, n_features)
    )


def _observed(
    labels: Numbers, lengths: Numbers, n_labels: int
) -> tuple[Floats, NDArray[np.float64]]:
    """Return the labels as indicators, and the number of each pair of neighbours."""
    truth = np.eye(n_labels, dtype=np.float32)[labels]
    inner = np.ones(len(labels), bool)
    inner[np.cumsum(lengths) - lengths] = False
    places = np.flatnonzero(inner)
    pairs = np.zeros((n_labels, n_labels))
    np.add.at(pairs, (labels[places - 1], labels[places]), 1)
    return truth, pairs
