"""Processes of this machine.

A process that dies takes no other batch with it: what was under way is done again,
and a batch that ends its process twice is cut in halves down to the part that does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from typing import Final

from framing.engine.base import AHEAD, Given, Made, Mending
from framing.errors import RunError

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_NO_START: Final = (
    "no process could be started: a script that analyses articles must hold the call "
    "under 'if __name__ == \"__main__\":', since each process reads the script again; "
    "or use workers=1"
)


# Spawned, not forked: the same on every platform, and safe beside threads.
_SPAWN: Final = SpawnContext()


@dataclass(frozen=True, slots=True)
class _Pools:
    """Makes pools of processes, and knows whether any process ever began."""

    memory: int
    begun: Event = field(default_factory=_SPAWN.Event)

    def __call__(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            workers,
            mp_context=_SPAWN,
            initializer=_begin,
            initargs=(self.memory, self.begun),
        )

    def check(self) -> None:
        """Say what is wrong where no process ever began."""
        if not self.begun.is_set():
            raise RunError(_NO_START)


def in_processes(
    function: Callable[[Given], Made],
    batches: Iterator[Given],
    *,
    workers: int,
    mending: Mending[Given, Made] | None,
    memory: int,
) -> Iterator[Made]:
    """Apply a function to each batch in processes; see `framing.engine.map_batches`."""
    pools = _Pools(memory)
    done = False
    while not done:
        left: list[tuple[Given, Future[Made]]] = []
        with _closing(pools(workers)) as pool:
            done = yield from _in_order(pool, function, batches, workers * AHEAD, left)
        for batch, future in left:
            if future.done() and not future.cancelled() and not future.exception():
                yield future.result()
            else:
                yield from _alone(pools, function, batch, mending)


def apart(function: Callable[..., Made], *given: object) -> Made:
    """Do one thing in a process of its own, which gives back all memory at its end.

    Raises
    ------
    RunError
        If the process ends before it is done.
    """
    pools = _Pools(0)
    with _closing(pools(1)) as pool:
        try:
            return pool.submit(function, *given).result()
        except BrokenProcessPool as error:
            pools.check()
            message = (
                f"{function.__name__.strip('_')}: its process ended before it was "
                "done, most likely for lack of memory; what was finished is kept: "
                "make room and run the same command again"
            )
            raise RunError(message) from error


def _begin(memory: int, begun: Event) -> None:
    """Prepare a process: it ends with its parent, and takes no more than it may."""
    begun.set()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    # The parent stops the others when it is told to stop; see `_closing`.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory and hasattr(resource, "RLIMIT_DATA"):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _end_with(parent: BaseProcess) -> None:
    """End this process when its parent is gone, which nothing else would."""
    parent.join()
    os._exit(1)


@contextmanager
def _closing(pool: ProcessPoolExecutor) -> Iterator[ProcessPoolExecutor]:
    """Close a pool; where something went wrong, without the work that waits."""
    others = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        # Our own only: the caller may have processes too.
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        raise
    finally:
        pool.shutdown()


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
    pools: _Pools,
    function: Callable[[Given], Made],
    batch: Given,
    mending: Mending[Given, Made] | None,
) -> Iterator[Made]:
    """Do a batch in a process of its own, and its halves where that dies twice."""
    for last in (False, True):
        with pools(1) as pool:
            try:
                made = pool.submit(function, batch).result()
            except BrokenProcessPool:
                if last:
                    pools.check()
                    if mending is None:
                        raise
                continue
        yield made
        return
    if mending is not None:
        yield from mending.mend(
            batch, lambda part: _alone(pools, function, part, mending)
        )
