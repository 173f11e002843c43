"""What two texts share, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from framing.reuse.texts import SHINGLE, Flags, Text, covered

_MOST_PLACES: Final = 20
"""Places in the other text that are tried for one run: a text that repeats one phrase
a thousand times must not take a million steps."""


class Run(NamedTuple):
    """The same words in two texts: first word and one past the last in each."""

    a_start: int
    a_stop: int
    b_start: int
    b_stop: int

    @property
    def n_words(self) -> int:
        """Return the number of words."""
        return self.a_stop - self.a_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What two texts share; made by `match`.

    Attributes
    ----------
    jaccard : float
        Shared shingles divided by all shingles of both.
    a_in_b, b_in_a : float
        Share of the words of the one that lie in a shingle of the other.
    n_shared : int
        Words of the first that stand in the second.
    n_free : int
        Those of them that are not quoted in both texts.
    free_a, free_b : float
        As `a_in_b` and `b_in_a`, but only of words that are not quoted.
    longest, longest_free : int
        Words of the longest run, and of the longest without words quoted in both.
    runs : tuple of Run
        In the order of the first text; their lengths add up to `n_shared`.
    """

    jaccard: float
    a_in_b: float
    b_in_a: float
    n_shared: int
    n_free: int
    free_a: float
    free_b: float
    longest: int
    longest_free: int
    runs: tuple[Run, ...]


def match(a: Text, b: Text) -> Match:
    """Compare two texts word by word.

    Parameters
    ----------
    a, b : Text

    Returns
    -------
    Match

    Notes
    -----
    ``jaccard = |A ∩ B| / |A ∪ B|`` over the sets of shingles of five words;
    ``a_in_b`` = words of *a* in a shingle that *b* has, too, divided by words of *a*.

    Examples
    --------
    >>> from framing.reuse.texts import text_of
    >>> wire = text_of("w", "the two sides met in may and will meet again soon".split())
    >>> cut = text_of("c", "the two sides met in may as planned".split())
    >>> found = match(cut, wire)
    >>> found.a_in_b, found.n_shared, found.runs[0]
    (0.75, 6, Run(a_start=0, a_stop=6, b_start=0, b_stop=6))
    """
    in_b = np.isin(a.shingles, b.shingles)
    in_a = np.isin(b.shingles, a.shingles)
    of_a, of_b = covered(in_b, a.n_words), covered(in_a, b.n_words)
    runs = tuple(_runs(a, b, in_b, in_a))
    both = np.zeros(a.n_words, np.bool_)
    for run in runs:
        both[run.a_start : run.a_stop] = (
            a.quoted[run.a_start : run.a_stop] & b.quoted[run.b_start : run.b_stop]
        )
    n_both = len(np.unique(a.shingles[in_b]))
    n_all = len(np.unique(a.shingles)) + len(np.unique(b.shingles)) - n_both
    return Match(
        jaccard=n_both / n_all if n_all else 0.0,
        a_in_b=_share(of_a),
        b_in_a=_share(of_b),
        n_shared=int(of_a.sum()),
        n_free=int((of_a & ~both).sum()),
        free_a=_share(of_a[~a.quoted]),
        free_b=_share(of_b[~b.quoted]),
        longest=max((run.n_words for run in runs), default=0),
        longest_free=max(
            (_longest(~both[r.a_start : r.a_stop]) for r in runs), default=0
        ),
        runs=runs,
    )


def _share(flags: Flags) -> float:
    return float(flags.mean()) if len(flags) else 0.0


def _longest(flags: Flags) -> int:
    """Return the length of the longest stretch that is set."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


def _runs(a: Text, b: Text, in_b: Flags, in_a: Flags) -> Iterator[Run]:
    """Yield the shared runs from left to right, the longest at each place.

    A run that begins inside the one before is cut there, so that no word of the
    first text is counted twice.
    """
    places: dict[int, list[int]] = {}
    for place in np.flatnonzero(in_a).tolist():
        places.setdefault(int(b.shingles[place]), []).append(place)
    done = 0
    for start in np.flatnonzero(in_b).tolist():
        if start + SHINGLE <= done:
            continue
        # Where runs are equally long, the first place is taken.
        tried = places[int(a.shingles[start])][:_MOST_PLACES]
        lengths = [_length(a, b, start, other) for other in tried]
        length = max(lengths)
        other = tried[lengths.index(length)]
        first = max(start, done)
        shift = other - start
        done = start + length
        yield Run(first, done, first + shift, done + shift)


def _length(a: Text, b: Text, start: int, other: int) -> int:
    """Return how many words are the same from two places on."""
    most = min(a.n_words - start, b.n_words - other)
    differ = a.words[start : start + most] != b.words[other : other + most]
    first = int(differ.argmax())
    return first if differ[first] else most
