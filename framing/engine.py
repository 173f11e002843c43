"""Map a pure function over batches: here, or in processes of this machine.

Results come in the order of the batches, whatever the number of workers, and
only a few batches are under way at once, so that memory stays bounded.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Final, TypeVar

from framing.errors import ParameterError

Given = TypeVar("Given")
Made = TypeVar("Made")

_AHEAD: Final = 2  # batches that wait per worker


def available_workers() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_batches(
    function: Callable[[Given], Made], batches: Iterable[Given], *, workers: int
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

    Yields
    ------
    object
        What the function returned, batch by batch.

    Raises
    ------
    ParameterError
        If `workers` is under 1.

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
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from _in_order(pool, function, rest, workers * _AHEAD)


def _in_order(
    pool: ProcessPoolExecutor,
    function: Callable[[Given], Made],
    batches: Iterator[Given],
    ahead: int,
) -> Iterator[Made]:
    under_way: deque[Future[Made]] = deque()
    for batch in batches:
        under_way.append(pool.submit(function, batch))
        if len(under_way) > ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
