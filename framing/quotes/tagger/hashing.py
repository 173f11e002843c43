"""Features as numbers: crossing signals, and the buckets that weights lie in.

A signal is one number per row (a word, or a pair of spans). A template crosses a
few signals; what it gives is hashed into one of a fixed number of buckets, and a
model holds weights for some buckets. So no feature is ever spelled out as a string,
and all rows of a text are made at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.uint64]
Buckets = NDArray[np.int32]

# Odd constants with well mixed bits, from the literature on hashing.
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_NEXT: Final = np.uint64(0xD6E8FEB86659FD93)
_SPREAD: Final = np.uint64(0xFF51AFD7ED558CCD)
_HALF: Final = np.uint64(32)


def mix(values: NDArray[np.generic]) -> Signal:
    """Return a signal with the bits of its values mixed."""
    mixed = values.astype(np.uint64) * _MIX
    mixed ^= mixed >> _HALF
    return mixed


def buckets(
    templates: Sequence[Sequence[str]],
    signal: Callable[[str], Signal],
    *,
    bits: int,
) -> Buckets:
    """Return the bucket of each row for each template.

    Parameters
    ----------
    templates : sequence of sequence of str
        Names of signals that are crossed.
    signal : callable
        From a name to a mixed signal.
    bits : int
        There are ``2 ** bits`` buckets, shared by all templates.

    Returns
    -------
    ndarray of shape (n_templates, n_rows), int32
    """
    names = dict.fromkeys(name for template in templates for name in template)
    known = {name: signal(name) for name in names}
    size = len(next(iter(known.values())))
    crossed = np.empty((len(templates), size), np.uint64)
    for number, template in enumerate(templates):
        crossed[number] = number
        for name in template:
            crossed[number] *= _NEXT
            crossed[number] += known[name]
    crossed ^= crossed >> _HALF
    crossed *= _SPREAD
    crossed >>= np.uint64(64 - bits)
    return crossed.astype(np.int32)


def parse(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the templates of a text, one a line.

    Examples
    --------
    >>> parse("word-1 word")
    (('word-1', 'word'),)
    """
    return tuple(tuple(line.split()) for line in text.strip().splitlines())


def between(
    counts: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return how many of something stand in ranges, from running totals."""
    return counts[high] - counts[low]


def running(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return running totals, with a zero before the first."""
    totals = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, out=totals[1:])
    return totals


def share(
    totals: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return 0 for no words of a range that are flagged, 1 for some, 2 for all."""
    inside = between(totals, first, last)
    return np.where(inside == 0, 0, np.where(inside == last - first, 2, 1))
