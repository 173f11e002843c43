"""Processes that do one batch after the other, each at the end of a pipe of its own.

The pool of the standard library has one queue for all its processes, and locks around
it: a process that is killed while it holds one, or in the middle of a message, may
leave the others and the parent waiting forever. Here nothing is shared. A process gets
its next batch when its last answer is there, so neither end ever writes to one that
does not read; and the end of a process is the end of its pipe, which the parent sees
whatever the process was doing.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from pickle import PicklingError
from typing import Final, Generic

from framing.engine.base import Given, Made
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
_NO_MORE: Final = (
    "processes end as soon as they start, most likely for lack of memory; what was "
    "finished is kept: make room and run the same command again"
)
_STARTS: Final = 3
"""Processes in a row that may end before they are ready."""

# Spawned, not forked: the same on every platform, and safe beside threads.
_SPAWN: Final = SpawnContext()


@dataclass(slots=True, eq=False)
class Task(Generic[Given, Made]):
    """A batch, how many processes ended over it, and what came of it."""

    batch: Given
    deaths: int = 0
    future: Future[Made] = field(default_factory=Future)


@dataclass(slots=True, eq=False)
class _Worker(Generic[Given, Made]):
    """A process, the parent's end of its pipe, and what it is doing."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    task: Task[Given, Made] | None = None


class Team(Generic[Given, Made]):
    """Processes that apply one function to batches.

    Parameters
    ----------
    function : callable
        Importable by name.
    size : int
        The most processes at a time; they are started when there is work for them.
    tries : int
        How many processes may end over a batch before it is given up.
    memory : int
        Bytes that each may take; 0 for no limit.
    """

    def __init__(
        self, function: Callable[[Given], Made], *, size: int, tries: int, memory: int
    ) -> None:
        self._function, self._size = function, size
        self._tries, self._memory = tries, memory
        self._waiting: deque[Task[Given, Made]] = deque()
        self._workers: dict[Connection, _Worker[Given, Made]] = {}
        self._begun, self._stillborn = False, 0

    def add(self, batch: Given, *, first: bool = False) -> Task[Given, Made]:
        """Take a batch, to be done after those that wait, or before them."""
        task: Task[Given, Made] = Task(batch)
        (self._waiting.appendleft if first else self._waiting.append)(task)
        return task

    def result(self, task: Task[Given, Made]) -> Made:
        """Work until a batch is done; return its result, or raise its error.

        Raises
        ------
        BrokenProcessPool
            If processes ended over it.
        RunError
            If processes cannot be started.
        """
        while not task.future.done():
            self._hand_out()
            # A pipe that its process has left can be read as well: to its end.
            heard = wait(list(self._workers))
            for worker in list(self._workers.values()):
                if worker.pipe in heard:
                    self._hear(worker)
        return task.future.result()

    def close(self) -> None:
        """End all processes; those that are at work are stopped."""
        for worker in self._workers.values():
            if worker.task is not None or not worker.ready:
                worker.process.kill()
            worker.pipe.close()
        for worker in self._workers.values():
            worker.process.join()
        self._workers.clear()

    def _hand_out(self) -> None:
        """Give waiting batches to processes that are idle, and start those missing."""
        for worker in list(self._workers.values()):
            if self._waiting and worker.ready and worker.task is None:
                worker.task = self._waiting.popleft()
                self._tell(worker, worker.task.batch)
        starting = sum(not worker.ready for worker in self._workers.values())
        missing = min(len(self._waiting) - starting, self._size - len(self._workers))
        for _ in range(missing):
            self._start()

    def _start(self) -> None:
        # A process that loads its modules is not to hear that the user stops the run,
        # and one that was started is to be known when that is heard here.
        with _deaf():
            ours, theirs = _SPAWN.Pipe()
            process = _SPAWN.Process(target=_serve, args=(theirs, self._memory))
            process.start()
            theirs.close()
            self._workers[ours] = _Worker(process, ours)

    def _tell(self, worker: _Worker[Given, Made], what: object) -> None:
        # One that has ended meanwhile is noticed when it is listened to.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            worker.pipe.send(what)

    def _hear(self, worker: _Worker[Given, Made]) -> None:
        """Take what a process says, or that it has ended."""
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not worker.ready:
            worker.ready = self._begun = True
            self._stillborn = 0
            self._tell(worker, self._function)
        elif worker.task is not None:
            future, worker.task = worker.task.future, None
            made, error = answer
            if error is None:
                future.set_result(made)
            else:
                future.set_exception(error)

    def _bury(self, worker: _Worker[Given, Made]) -> None:
        """Do again what a process was doing when it ended, or give it up."""
        del self._workers[worker.pipe]
        worker.pipe.close()
        worker.process.kill()  # without its pipe it may still be on its way out
        worker.process.join()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn == _STARTS:
                raise RunError(_NO_MORE if self._begun else _NO_START)
        task = worker.task
        if task is None:
            return
        task.deaths += 1
        if task.deaths < self._tries:
            self._waiting.appendleft(task)
        else:
            task.future.set_exception(BrokenProcessPool("a process ended abruptly"))


@contextmanager
def _deaf() -> Iterator[None]:
    """Hold back the signal of a user who stops the run; what is started inherits it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, memory: int) -> None:
    """Do one batch after the other, until the parent closes its end of the pipe."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()
    # The parent stops the others when it is told to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory and hasattr(resource, "RLIMIT_DATA"):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    # The pipe of a parent that is gone can neither be read nor written.
    with contextlib.suppress(EOFError, OSError):
        pipe.send(None)
        function = pipe.recv()
        while True:
            _answer(pipe, function, pipe.recv())


def _answer(pipe: Connection, function: Callable[[Given], Made], batch: Given) -> None:
    """Send what the function makes of a batch, or its error."""
    answer: tuple[Made | None, Exception | None]
    try:
        answer = function(batch), None
    except Exception as error:  # noqa: BLE001 - raised by the parent
        # Where it was raised is lost on the way.
        error.add_note(traceback.format_exc())
        answer = None, error
    try:
        pipe.send(answer)
    except (PicklingError, AttributeError, TypeError) as error:
        pipe.send((None, RunError(f"a result cannot be sent: {error}")))


def _end_after(parent: BaseProcess) -> None:
    """End this process when its parent is gone, whatever it is doing."""
    parent.join()
    os._exit(1)
