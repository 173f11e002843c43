"""What all engines share: batches, and what to do with one that kills its worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

AHEAD: Final = 2
"""Batches that wait per worker: more would only fill memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending(Generic[Given, Made]):
    """What to do with a batch that ends its process each time.

    Attributes
    ----------
    halves : callable
        Batch to two smaller ones.
    lost : callable
        A batch of one to what stands for its result.
    size : callable
        Batch to the number of its parts.
    """

    halves: Callable[[Given], tuple[Given, Given]]
    lost: Callable[[Given], Made]
    size: Callable[[Given], int]

    def mend(
        self, batch: Given, again: Callable[[Given], Iterator[Made]]
    ) -> Iterator[Made]:
        """Do the halves of a batch again, or give up a batch of one."""
        if self.size(batch) < 2:
            yield self.lost(batch)
            return
        for part in self.halves(batch):
            yield from again(part)
