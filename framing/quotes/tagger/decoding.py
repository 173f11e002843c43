"""The best labels for each sentence, all sentences of a text at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

LABELS: Final = (
    *("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source"),
)
"""Begin and inside of what is said, of the cue and of the source; 0 is outside."""

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

# Longer stretches without a full stop are labelled in pieces, so that one endless
# line costs no more per word.
LONGEST: Final = 150


def best_labels(scores: Floats, transitions: Floats, lengths: Numbers) -> Numbers:
    """Return the labels with the highest sum of scores and transitions.

    Parameters
    ----------
    scores : ndarray of shape (n_words, n_labels)
    transitions : ndarray of shape (n_labels, n_labels)
        From the label of a word to that of the next one.
    lengths : ndarray of shape (n_sequences,)
        Words of each sequence, in order; their sum is the number of words.

    Returns
    -------
    ndarray of shape (n_words,), int64

    Notes
    -----
    The algorithm of Viterbi [1]_, step by step over all sequences together, the
    longest first, so that those still running at a step stand in front.

    References
    ----------
    .. [1] A. J. Viterbi (1967). Error bounds for convolutional codes and an
       asymptotically optimum decoding algorithm. IEEE Transactions on Information
       Theory 13(2), 260-269.

    Examples
    --------
    >>> scores = np.array([[1, 0], [0, 0.5], [0, 2]], np.float32)
    >>> stay = np.array([[1, 0], [0, 1]], np.float32)
    >>> best_labels(scores, stay, np.array([2, 1])).tolist()
    [0, 0, 1]
    """
    starts, sizes, running = side_by_side(lengths)
    places = [starts[:count] + step for step, count in enumerate(running, start=1)]
    n_labels = scores.shape[1]
    into = np.ascontiguousarray(transitions.T)
    sums = np.empty((len(sizes), n_labels, n_labels), np.float32)
    rows = (np.arange(len(sizes) * n_labels) * n_labels).reshape(-1, n_labels)
    best, back = scores[starts], []
    for count, here in zip(running, places, strict=True):
        np.add(best[:count, None, :], into, out=sums[:count])
        before = sums[:count].argmax(axis=2)
        back.append(before)
        best[:count] = sums.reshape(-1).take(before + rows[:count]) + scores[here]
    labels = np.zeros(len(scores), np.int64)
    now = best.argmax(axis=1)
    labels[starts + sizes - 1] = now
    sequences = np.arange(len(sizes))
    for count, here, before in zip(
        reversed(running), reversed(places), reversed(back), strict=True
    ):
        now[:count] = before[sequences[:count], now[:count]]
        labels[here - 1] = now[:count]
    return labels


def side_by_side(lengths: Numbers) -> tuple[Numbers, Numbers, list[int]]:
    """Return sequences as they are gone through together, the longest first.

    Returns
    -------
    starts, sizes : ndarray of shape (n_sequences,)
        First word and number of words of each.
    running : list of int
        How many sequences have a second word, a third, ….

    Examples
    --------
    >>> starts, sizes, running = side_by_side(np.array([1, 3, 2]))
    >>> starts.tolist(), sizes.tolist(), running
    ([1, 4, 0], [3, 2, 1], [2, 1])
    """
    order = np.argsort(-lengths, kind="stable")
    sizes = lengths[order]
    starts = (np.cumsum(lengths) - lengths)[order]
    return starts, sizes, np.searchsorted(-sizes, -np.arange(1, sizes[0])).tolist()


def spans_of(labels: Numbers) -> tuple[list[tuple[int, int]], ...]:
    """Return the ranges of words that are content, cue and source, each in order.

    An inside label that follows another part begins a range of its own.

    Examples
    --------
    >>> spans_of(np.array([5, 3, 0, 1, 2, 2]))
    ([(3, 6)], [(1, 2)], [(0, 1)])
    """
    part = (labels + 1) // 2
    before = np.concatenate([[0], part[:-1]])
    begins = (part > 0) & ((part != before) | (labels % 2 == 1))
    after = np.concatenate([part[1:], [0]])
    next_begins = np.concatenate([begins[1:], [True]])
    ends = (part > 0) & ((part != after) | next_begins)
    starts, stops = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    return tuple(
        [
            (int(start), int(stop))
            for start, stop in zip(starts, stops, strict=True)
            if part[start] == number
        ]
        for number in (1, 2, 3)
    )


def lengths_of(sentences: list[tuple[int, int]]) -> Numbers:
    """Return the number of words of each sequence: sentences, the longest ones cut.

    Examples
    --------
    >>> lengths_of([(0, 3), (3, 400)]).tolist()
    [3, 150, 150, 97]
    """
    made: list[int] = []
    for start, stop in sentences:
        whole, rest = divmod(stop - start, LONGEST)
        made += [LONGEST] * whole + [rest] * (rest > 0)
    return np.asarray(made, np.int64)
