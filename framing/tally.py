"""Add up numbers by code: sums of pieces are those of the whole."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]

_HELD: Final = 4_000_000  # sums that wait before equal ones are added up: some 100 MB


class Tally:
    """Adds up numbers by code.

    Examples
    --------
    >>> tally = Tally()
    >>> tally.add(np.array([3, 1]), np.array([1, 1]))
    >>> tally.add(np.array([3]), np.array([5]))
    >>> [part.tolist() for part in tally.sums()]
    [[1, 3], [1, 6]]
    """

    def __init__(self) -> None:
        """Hold nothing."""
        self._codes: list[Codes] = [np.zeros(0, dtype=np.int64)]
        self._amounts: list[Codes] = [np.zeros(0, dtype=np.int64)]
        self._held = 0

    def add(self, codes: Codes, amounts: Codes) -> None:
        """Add an amount to each code."""
        self._codes.append(codes)
        self._amounts.append(amounts)
        self._held += len(codes)
        if self._held > _HELD:
            self.sums()

    def sums(self) -> tuple[Codes, Codes]:
        """Return the codes, sorted, and what was added to each."""
        codes, place = np.unique(np.concatenate(self._codes), return_inverse=True)
        sums = np.zeros(len(codes), dtype=np.int64)
        np.add.at(sums, place, np.concatenate(self._amounts))
        self._codes, self._amounts, self._held = [codes], [sums], 0
        return codes, sums


def in_documents(codes: Codes, document: Codes) -> tuple[Codes, Codes]:
    """Return the codes, each once and sorted, and how many documents have each.

    Examples
    --------
    >>> found = in_documents(np.array([7, 7, 9]), np.array([0, 0, 0]))
    >>> [part.tolist() for part in found]
    [[7, 9], [1, 1]]
    """
    found, column = np.unique(codes, return_inverse=True)
    height = int(document.max()) + 1 if len(document) else 1
    # Sorted: `np.unique` takes ten times as long without the places.
    cells = np.sort(column * height + document)
    first = np.diff(cells, prepend=-1) > 0
    return found, np.bincount(cells[first] // height, minlength=len(found))
