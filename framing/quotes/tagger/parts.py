"""Labelled parts of a page, and what is common to all pairs of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.quotes.page import Page
from framing.quotes.sources import Range
from framing.quotes.tagger.hashing import Buckets, Signal, buckets, mix
from framing.quotes.tagger.hints import Hints
from framing.quotes.tagger.signals import Signals, classes

Numbers = NDArray[np.int64]

BITS: Final = 18
"""Features of pairs share this many buckets (as a power of two)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parts:
    """What a page's words were labelled as; made by `Tagger`.

    Attributes
    ----------
    page : Page
    signals : Signals
    hints : Hints
    contents, cues, sources : list of Range
        In order, half-open ranges of words.
    """

    page: Page
    signals: Signals
    hints: Hints
    contents: list[Range]
    cues: list[Range]
    sources: list[Range]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Pairs of parts that may belong together, with their features.

    Attributes
    ----------
    one, other : ndarray of shape (n_pairs,)
        Index of each part in its list.
    features : ndarray of shape (n_templates, n_pairs), int32
    """

    one: Numbers
    other: Numbers
    features: Buckets


def starts_and_stops(ranges: Sequence[Range]) -> tuple[Numbers, Numbers]:
    """Return ranges as two arrays."""
    made = np.asarray(ranges, np.int64).reshape(-1, 2)
    return made[:, 0], made[:, 1]


def count_between(starts: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """Return how many parts begin in each range of words; zero for empty ranges."""
    found = np.searchsorted(starts, high) - np.searchsorted(starts, low)
    return found.clip(0)


def signed_classes(distances: Numbers) -> Numbers:
    """Return the class of each distance, with its sign."""
    signed: Numbers = classes(np.abs(distances)) * np.sign(distances)
    return signed


def is_nearest(distances: Numbers, group: Numbers, size: int) -> NDArray[np.bool_]:
    """Return whether each pair is the nearest one of its group."""
    least = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(least, group, distances)
    nearest: NDArray[np.bool_] = distances == least[group]
    return nearest


def pair_buckets(
    templates: Sequence[Sequence[str]], arrays: dict[str, NDArray[np.generic]]
) -> Buckets:
    """Return the features of each pair."""
    mixed: dict[str, Signal] = {}

    def look_up(name: str) -> Signal:
        if name not in mixed:
            mixed[name] = mix(arrays[name])
        return mixed[name]

    return buckets(templates, look_up, bits=BITS)
