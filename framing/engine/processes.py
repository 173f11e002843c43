"""Processes of this machine.

A process that dies takes no other batch with it: its own is done again by another,
and a batch that ends two processes is cut in halves down to the part that does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import partial
from typing import Final

from framing.engine.base import AHEAD, Given, Made, Mending
from framing.engine.team import Task, Team
from framing.errors import RunError

_TRIES: Final = 2
"""Processes that may end over a batch: one may have been killed for another reason."""


def in_processes(
    function: Callable[[Given], Made],
    batches: Iterator[Given],
    *,
    workers: int,
    mending: Mending[Given, Made] | None,
    memory: int,
) -> Iterator[Made]:
    """Apply a function to each batch in processes; see `framing.engine.map_batches`."""
    under_way: deque[Task[Given, Made]] = deque()
    with closing(Team(function, size=workers, tries=_TRIES, memory=memory)) as team:
        for batch in batches:
            under_way.append(team.add(batch))
            if len(under_way) > workers * AHEAD:
                yield from _made(team, under_way.popleft(), mending)
        while under_way:
            yield from _made(team, under_way.popleft(), mending)


def apart(function: Callable[..., Made], *given: object) -> Made:
    """Do one thing in a process of its own, which gives back all memory at its end.

    Raises
    ------
    RunError
        If the process ends before it is done.
    """
    work = partial(_called, function)
    with closing(Team(work, size=1, tries=1, memory=0)) as team:
        try:
            return team.result(team.add(given))
        except BrokenProcessPool as error:
            message = (
                f"{function.__name__.strip('_')}: its process ended before it was "
                "done, most likely for lack of memory; what was finished is kept: "
                "make room and run the same command again"
            )
            raise RunError(message) from error


def _called(function: Callable[..., Made], given: tuple[object, ...]) -> Made:
    return function(*given)


def _made(
    team: Team[Given, Made],
    task: Task[Given, Made],
    mending: Mending[Given, Made] | None,
) -> Iterator[Made]:
    """Yield the result of a batch, or those of its halves where it ends processes."""
    try:
        made = team.result(task)
    except BrokenProcessPool:
        if mending is None:
            raise
    else:
        yield made
        return
    yield from mending.mend(
        task.batch, lambda part: _made(team, team.add(part, first=True), mending)
    )
