"""Find which texts may share a passage, without comparing each with each.

A text is cut into windows, and windows are looked up by MinHash and LSH (datasketch).
A short text that stands in a long one is unlike the whole, but like one window of it,
so that windows find what is contained as well as what is similar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from datasketch import MinHash, MinHashLSH

from framing.reuse.texts import SHINGLE, Flags, Hashes, Text

WINDOW: Final = 60
STEP: Final = 30
"""Words of a window, and from one to the next: a run of 30 words, the least that
counts as a passage, lies whole in one of them wherever it begins."""

LEAST: Final = 6
"""Shingles of a window that another text must have, too: one run of ten words."""

BANDS: Final = 16
ROWS: Final = 2
SEED: Final = 1
"""16 bands of 2 find windows that have half of their shared shingles in common in 99 of
100 cases; what they find by chance is thrown out when it is read word by word."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Window:
    """A stretch of a text that shares something with another one.

    Attributes
    ----------
    start, stop : int
        Places of its shingles in the text.
    sketch : MinHash
        Of the shingles that another text has, too.
    """

    start: int
    stop: int
    sketch: MinHash


class Index:
    """Windows of texts, found again by what they share.

    Notes
    -----
    Each passage is entered once, under the first text that holds it (`add` is told
    what was found already). Two hundred printings of one text are thus each paired
    with the first one and not with one another, and both memory and pairs grow with
    the number of words.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._found = MinHashLSH(
            num_perm=BANDS * ROWS,
            params=(BANDS, ROWS),
            storage_config={"type": "dict", "basename": b"reuse"},
        )

    def query(self, windows: Sequence[Window]) -> list[int]:
        """Return the numbers of the texts that may share a passage, sorted."""
        keys = {key for window in windows for key in self._found.query(window.sketch)}
        return sorted({number for number, _ in keys})

    def add(
        self, number: int, windows: Sequence[Window], shared: Flags, known: Flags
    ) -> None:
        """Enter the windows of a text that hold something new.

        Parameters
        ----------
        number : int
        windows : sequence of Window
        shared, known : ndarray of bool
            For each shingle: whether another text has it, and whether a text that
            was entered before has it in a run of its own.
        """
        fresh = shared & ~known
        for window in windows:
            if fresh[window.start : window.stop].sum() >= LEAST:
                self._found.insert((number, window.start), window.sketch)


def shared_shingles(texts: Sequence[Text]) -> Hashes:
    """Return the shingles that stand in more than one text, sorted.

    Notes
    -----
    All others can match nothing and are never sketched: in a corpus of separate
    articles that is 19 of 20 windows.

    Examples
    --------
    >>> shared_shingles([]).size
    0
    """
    every = [np.unique(text.shingles) for text in texts]
    whole = np.sort(np.concatenate(every)) if every else np.zeros(0, np.uint64)
    return np.unique(whole[1:][whole[1:] == whole[:-1]])


def is_shared(text: Text, shared: Hashes) -> Flags:
    """Return for each shingle of a text whether it is among those shared."""
    if not len(shared):
        return np.zeros(len(text.shingles), np.bool_)
    places = np.searchsorted(shared, text.shingles)
    found: Flags = shared[np.minimum(places, len(shared) - 1)] == text.shingles
    return found


def windows_of(text: Text, shared: Flags) -> tuple[Window, ...]:
    """Return the windows of a text that share enough with other texts."""
    places = [
        (start, stop)
        for start, stop in _bounds(len(text.shingles))
        if shared[start:stop].sum() >= LEAST
    ]
    # datasketch takes 32 bits; the upper half of a shingle's number is as good.
    values = text.shingles >> np.uint64(32)
    sets = [values[a:z][shared[a:z]].tolist() for a, z in places]
    sketches = (
        MinHash.bulk(
            sets, num_perm=BANDS * ROWS, seed=SEED, hashfunc=int, scheme="affine32"
        )
        if sets
        else ()
    )
    return tuple(
        Window(start=start, stop=stop, sketch=sketch)
        for (start, stop), sketch in zip(places, sketches, strict=True)
    )


def _bounds(n_shingles: int) -> Iterator[tuple[int, int]]:
    """Yield the windows of a text, the last one to its end."""
    size = WINDOW - SHINGLE + 1
    for start in range(0, max(n_shingles - size, 0) + STEP, STEP):
        yield start, min(start + size, n_shingles)
