"""Map a pure function over batches: here, in processes, or on a Dask cluster.

Results come in the order of the batches, whatever the engine and the number of
workers, and only a few batches are under way at once, so that memory stays bounded.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from framing.engine.base import Given, Made, Mending
from framing.engine.distributed import on_dask
from framing.engine.processes import apart, in_processes
from framing.errors import ParameterError, not_one_of

__all__ = ["ENGINES", "Mending", "apart", "available_workers", "map_batches"]

ENGINES: Final = ("processes", "serial", "dask")
"""Where batches are worked on; the first is the default."""


def available_workers() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_batches(  # noqa: PLR0913 - how work is done, all named
    function: Callable[[Given], Made],
    batches: Iterable[Given],
    *,
    workers: int,
    mending: Mending[Given, Made] | None = None,
    engine: str = "processes",
    scheduler: str = "",
    memory: int = 0,
) -> Iterator[Made]:
    """Apply a function to each batch, in order.

    Parameters
    ----------
    function : callable
        Pure, and importable by name: it runs in other processes.
    batches : iterable
        Read only as far ahead as the workers need.
    workers : int
        Processes; 1, or a single batch, is done here by the engine "processes".
    mending : Mending, optional
        For batches that end their process twice, each in a process of its own.
        Without it, and for work that is done here, nothing can be saved.
    engine : str, default "processes"
        One of `ENGINES`.
    scheduler : str
        Address of a Dask scheduler; empty starts a cluster of this machine.
    memory : int, default 0
        Bytes that each process may take, where the system can hold it to that; 0
        for no limit. Work that is done here is not limited.

    Yields
    ------
    object
        What the function returned, batch by batch; for a batch that was cut, part
        by part.

    Raises
    ------
    ParameterError
        If `workers` is under 1, or the engine is unknown.
    MissingExtraError
        If the engine is "dask" and Dask is not installed.
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
    if engine not in ENGINES:
        raise ParameterError(not_one_of("engine", engine, ENGINES))
    waiting = iter(batches)
    if engine == "dask":
        yield from on_dask(
            function,
            waiting,
            workers=workers,
            mending=mending,
            scheduler=scheduler,
            memory=memory,
        )
        return
    head = list(itertools.islice(waiting, 2))
    rest = itertools.chain(head, waiting)
    if engine == "serial" or workers == 1 or len(head) < 2:
        yield from map(function, rest)
        return
    yield from in_processes(
        function, rest, workers=workers, mending=mending, memory=memory
    )
