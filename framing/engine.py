"""Map a pure function over batches: here, or in processes of this machine.

Results come in the order of the batches, whatever the number of workers, and
only a few batches are under way at once, so that memory stays bounded. A process
that dies takes no other batch with it: what was under way is done again, and a batch
that ends its process twice is cut in halves down to the part that does it.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import SpawnContext
from typing import Final, Generic, TypeVar

from framing.errors import ParameterError

Given = TypeVar("Given")
Made = TypeVar("Made")

_AHEAD: Final = 2  # batches that wait per worker


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


def available_workers() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_batches(
    function: Callable[[Given], Made],
    batches: Iterable[Given],
    *,
    workers: int,
    mending: Mending[Given, Made] | None = None,
) -> Iterator[Made]:
    """Apply a function to each batch, in order.

    Parameters
    ----------
    function : callable
        Pure, and importable by name: it runs in other processes.
    batches : iterable
        Read only as far ahead as the workers need.
    workers : int
        1 runs here; more starts that many processes, unless there is one batch.
    mending : Mending, optional
        For batches that end their process twice, each in a process of its own.
        Without it, and for work that is done here, nothing can be saved.

    Yields
    ------
    object
        What the function returned, batch by batch; for a batch that was cut, part
        by part.

    Raises
    ------
    ParameterError
        If `workers` is under 1.
    BrokenProcessPool
        If a batch ends its process twice and there is no mending.

    Examples
    --------
    >>> list(map_batches(len, ["ab", "c"], workers=1))
    [2, 1]
    """
    if workers < 1:
        message = f"workers must be at least 1, got {workers}"
        raise ParameterError(message)
    waiting = iter(batches)
    head = list(itertools.islice(waiting, 2))
    rest = itertools.chain(head, waiting)
    if workers == 1 or len(head) < 2:
        yield from map(function, rest)
        return
    # Spawned, not forked: the same on every platform, and safe beside threads.
    context = multiprocessing.get_context("spawn")
    waiting, done = rest, False
    while not done:
        left: list[tuple[Given, Future[Made]]] = []
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            done = yield from _in_order(pool, function, waiting, workers * _AHEAD, left)
        for batch, future in left:
            if future.done() and not future.cancelled() and not future.exception():
                yield future.result()
            else:
                yield from _alone(context, function, batch, mending)


def _in_order(
    pool: ProcessPoolExecutor,
    function: Callable[[Given], Made],
    batches: Iterator[Given],
    ahead: int,
    left: list[tuple[Given, Future[Made]]],
) -> Generator[Made, None, bool]:
    """Yield results until all are there, or a process dies.

    Returns
    -------
    bool
        Whether all batches are done; else `left` holds those under way, in order.
    """
    under_way: deque[tuple[Given, Future[Made]]] = deque()
    more = True
    while more or under_way:
        try:
            while more and len(under_way) <= ahead:
                batch = next(batches, _END)
                if isinstance(batch, _End):
                    more = False
                    break
                # Kept before it is handed on: a dead pool takes no more.
                under_way.append((batch, Future()))
                under_way[-1] = (batch, pool.submit(function, batch))
            if under_way:
                made = under_way[0][1].result()
                under_way.popleft()
                yield made
        except BrokenProcessPool:
            for _, future in under_way:
                future.cancel()
            left.extend(under_way)
            return False
    return True


class _End:
    """Stands for the end of the batches."""


_END: Final = _End()


def _alone(
    context: SpawnContext,
    function: Callable[[Given], Made],
    batch: Given,
    mending: Mending[Given, Made] | None,
) -> Iterator[Made]:
    """Do a batch in a process of its own, and its halves where that dies twice."""
    for last in (False, True):
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            try:
                made = pool.submit(function, batch).result()
            except BrokenProcessPool:
                if last and mending is None:
                    raise
                continue
        yield made
        return
    if mending is None:
        return
    if mending.size(batch) < 2:
        yield mending.lost(batch)
        return
    for part in mending.halves(batch):
        yield from _alone(context, function, part, mending)
