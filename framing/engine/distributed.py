"""Workers of a Dask cluster: one that runs already, or one of this machine.

Dask hands out tasks again when a worker dies, up to its setting
``distributed.scheduler.allowed-failures``; then it names the task that kills, and
that batch is cut in halves like everywhere else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from typing import Any, Final

from framing.engine.base import AHEAD, Given, Made, Mending
from framing.errors import MissingExtraError, RunError

_STARTS: Final = 3
_AGAIN: Final = "what was finished is kept: run the same command again"


def on_dask(
    function: Callable[[Given], Made],
    batches: Iterator[Given],
    *,
    workers: int,
    mending: Mending[Given, Made] | None,
    scheduler: str,
    memory: int,
) -> Iterator[Made]:
    """Apply a function to each batch on Dask; see `framing.engine.map_batches`."""
    distributed = _distributed()
    lost = (distributed.comm.core.CommClosedError, CancelledError)
    cluster = None if scheduler else _cluster(workers, memory)
    try:
        with _client(cluster or scheduler) as client:
            yield from _in_order(client, function, batches, mending, workers)
    except lost as error:
        message = f"the Dask cluster was lost ({type(error).__name__}); {_AGAIN}"
        raise RunError(message) from error
    finally:
        if cluster is not None:
            cluster.close()


def _cluster(workers: int, memory: int) -> Any:  # noqa: ANN401 - the library has no types
    """Start a cluster of this machine; again, where a worker died on the way."""
    distributed = _distributed()
    failed: Exception | None = None
    for _ in range(_STARTS):
        try:
            return distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                # Its HTTP server takes any free port: another cluster may run here.
                scheduler_kwargs={"dashboard_address": ":0"},
                memory_limit=memory or "auto",
                silence_logs=50,
            )
        except (OSError, RuntimeError, TimeoutError) as error:
            failed = error
    message = f"no Dask cluster could be started ({failed}); {_AGAIN}"
    raise RunError(message) from failed


def _client(where: Any) -> Any:  # noqa: ANN401
    """Return a client of a cluster, or of the scheduler at an address."""
    try:
        return _distributed().Client(where)
    except (OSError, ValueError, TimeoutError) as error:
        message = (
            f"scheduler: none answers at {where!s} ({type(error).__name__}); check the "
            "address, such as tcp://10.0.0.1:8786"
        )
        raise RunError(message) from error


def _in_order(
    client: Any,  # noqa: ANN401 - the library has no types
    function: Callable[[Given], Made],
    batches: Iterator[Given],
    mending: Mending[Given, Made] | None,
    workers: int,
) -> Iterator[Made]:
    under_way: deque[tuple[Given, Any]] = deque()
    for batch in batches:
        under_way.append((batch, client.submit(function, batch, pure=False)))
        ahead = AHEAD * max(workers, len(client.nthreads()))
        while len(under_way) > ahead:
            yield from _result(client, function, *under_way.popleft(), mending)
    while under_way:
        yield from _result(client, function, *under_way.popleft(), mending)


def _result(
    client: Any,  # noqa: ANN401
    function: Callable[[Given], Made],
    batch: Given,
    future: Any,  # noqa: ANN401
    mending: Mending[Given, Made] | None,
) -> Iterator[Made]:
    """Yield a result, or those of the halves of a batch that kills its workers."""
    try:
        made: Made = future.result()
    except _distributed().KilledWorker:
        if mending is None:
            raise
    else:
        yield made
        return
    yield from mending.mend(
        batch,
        lambda part: _result(
            client, function, part, client.submit(function, part, pure=False), mending
        ),
    )


def _distributed() -> Any:  # noqa: ANN401
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "the engine 'dask' needs an extra; run: pip install 'framing[dask]'"
        raise MissingExtraError(message) from error
    return distributed
