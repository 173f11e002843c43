"""Vectors of the words around a mention, summed over stretches of the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.stance_model.scenes import MARK, PUNCTUATION, Scene
from framing.stance_model.vectors import SIZE, key_of

Floats = NDArray[np.float32]

_FAR: Final = 1_000_000
# Against features of one: more lets vectors decide more. 0.7, 1, 1.5 and 2 were
# compared by cross-validation on the training data.
_SHARE: Final = 1.5

REGIONS: Final = (
    ("sentence", -_FAR, _FAR),
    ("right", 1, _FAR),
    ("near left", -4, -1),
    ("near right", 1, 4),
    ("before", -1, -1),
    ("after", 1, 1),
    ("second after", 2, 2),
    ("half left", -8, -1),
    ("half right", 1, 8),
)
"""Name, and the tokens from the mention on, both ends included, 0 the mention."""


class Placed(NamedTuple):
    """A word with a vector: its token, the row of its vector, its region and share."""

    token: int
    row: int
    region: int
    share: float


def placed(scene: Scene, rows: Mapping[int, int]) -> Iterator[Placed]:
    """Yield each word that has a vector, once for each region that it lies in.

    Parameters
    ----------
    scene : Scene
    rows : mapping of int to int
        From the key of a word to the row of its vector.

    Yields
    ------
    Placed
        `share` is ``1.5 / sqrt(n)`` over the `n` words of the region, so that long
        sentences weigh more than short ones, but not in proportion.
    """
    known = [
        (token, rows[key])
        for token, word in enumerate(scene.tokens)
        if token != scene.at
        and word not in PUNCTUATION
        and word != MARK
        and (key := key_of(word)) in rows
    ]
    for region, (_, low, high) in enumerate(REGIONS):
        inside = [pair for pair in known if low <= pair[0] - scene.at <= high]
        for token, row in inside:
            yield Placed(token, row, region, _SHARE * len(inside) ** -0.5)


def summed(scene: Scene, rows: Mapping[int, int], table: Floats) -> Floats:
    """Return the sums of vectors of all regions, one after the other.

    Parameters
    ----------
    scene : Scene
    rows : mapping of int to int
    table : ndarray of shape (n_words, SIZE), float32

    Returns
    -------
    ndarray of shape (n_regions * SIZE,), float32
    """
    sums = np.zeros((len(REGIONS), SIZE), np.float32)
    for _, row, region, share in placed(scene, rows):
        sums[region] += share * table[row]
    return sums.ravel()
