from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pandas as pd
import psutil
import pytest

from framing.engine import (
    ENGINES,
    Mending,
    apart,
    available_workers,
    map_batches,
)
from framing.engine.distributed import _cluster
from framing.errors import MissingExtraError, ParameterError, RunError
from framing.model import Article
from framing.pipeline import run
from tests.conftest import ROOT


def squared(numbers):
    return [n * n for n in numbers]


def where(_):
    return os.getpid()


BATCHES = [[i, i + 1] for i in range(9)]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_whatever_the_workers(workers):
    made = list(map_batches(squared, BATCHES, workers=workers))
    assert made == [squared(batch) for batch in BATCHES]


def test_workers_are_other_processes():
    assert os.getpid() not in set(map_batches(where, range(4), workers=2))


def test_one_batch_starts_no_process():
    assert list(map_batches(where, [0], workers=2)) == [os.getpid()]


def test_only_a_few_batches_are_read_ahead():
    read = []
    made = map_batches(squared, (read.append(i) or [i] for i in range(50)), workers=1)
    next(made)
    assert len(read) <= 3


def test_no_worker_is_refused():
    with pytest.raises(ParameterError, match="at least 1, got 0"):
        list(map_batches(squared, [], workers=0))


def squared_unless_seven(numbers):
    if 7 in numbers:
        os._exit(9)
    return [n * n for n in numbers]


def dies_once(given):
    """Die where the file is not there yet, which the death leaves behind."""
    path, numbers = given
    if 7 in numbers and not path.exists():
        path.touch()
        os._exit(9)
    return [n * n for n in numbers]


MENDING = Mending(
    halves=lambda batch: (batch[: len(batch) // 2], batch[len(batch) // 2 :]),
    lost=lambda batch: [f"lost {batch[0]}"],
    size=len,
)


def test_a_part_that_ends_its_process_is_the_only_one_lost():
    batches = [list(range(at, min(at + 3, 13))) for at in range(0, 13, 3)]
    made = list(map_batches(squared_unless_seven, batches, workers=2, mending=MENDING))
    flat = [value for part in made for value in part]
    assert flat == ["lost 7" if n == 7 else n * n for n in range(13)]


def test_a_process_that_dies_once_loses_nothing(tmp_path):
    batches = [(tmp_path / "died", numbers) for numbers in BATCHES]
    made = list(map_batches(dies_once, batches, workers=2, mending=MENDING))
    assert made == [squared(batch) for batch in BATCHES]
    assert (tmp_path / "died").exists()


def sized(number):
    """Return bytes, many more than a pipe holds, after the process that made them."""
    return os.getpid(), bytes(number)


LARGE = 3_000_000


@pytest.mark.parametrize("number", [1, LARGE])
def test_a_process_that_is_killed_while_it_waits_or_answers_loses_nothing(number):
    """It waits for a batch, or for someone to read an answer that no pipe holds."""
    made = map_batches(sized, [number] * 9, workers=2)
    first = next(made)
    time.sleep(0.3)
    for child in multiprocessing.active_children():
        child.kill()
    rest = list(made)
    assert [len(answer) for _, answer in [first, *rest]] == [number] * 9
    assert first[0] != rest[-1][0]


def length(batch):
    return len(batch)


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be stopped")
def test_a_process_that_is_killed_while_it_is_given_a_batch_loses_nothing():
    batches = [bytes(LARGE) for _ in range(9)]
    made = map_batches(length, batches, workers=2)
    found = [next(made)]
    time.sleep(0.3)
    child = multiprocessing.active_children()[0]
    os.kill(child.pid, signal.SIGSTOP)
    # It does not read: the parent waits in the middle of a batch until it is killed.
    threading.Timer(0.5, child.kill).start()
    found.extend(made)
    assert found == [LARGE] * 9


def test_processes_end_with_the_one_who_asks():
    made = map_batches(sized, [1] * 9, workers=2)
    next(made)
    assert multiprocessing.active_children()
    made.close()
    assert multiprocessing.active_children() == []


def unsendable(_):
    return lambda: None


def test_a_result_that_cannot_be_sent_is_an_error():
    with pytest.raises(RunError, match="a result cannot be sent"):
        list(map_batches(unsendable, [1, 2], workers=2))


def test_an_error_says_where_it_was_raised():
    with pytest.raises(TypeError) as caught:
        list(map_batches(squared, [[1], [None]], workers=2))
    assert "in squared" in "".join(caught.value.__notes__)


def articles(n):
    return [
        Article(
            id=f"a{at:03}",
            raw=f"The harbour of Lora opened on Monday, and {at} ships came from Vess.",
            outlet="xinhua",
            published=f"2031-05-{1 + at % 28:02}",
        )
        for at in range(n)
    ]


def test_a_run_whose_worker_is_killed_gives_the_same_tables():
    whole = run(articles(200), workers=2)
    killed = []

    def kill_one(stage, done, _of):
        if stage == "articles" and done and not killed:
            child = multiprocessing.active_children()[0]
            child.kill()
            killed.append(child.pid)

    disturbed = run(articles(200), workers=2, progress=kill_one)
    assert killed
    for name, table in whole.tables.items():
        pd.testing.assert_frame_equal(table, disturbed.tables[name])


def held(amount):
    return len(bytes(amount))


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is one of Linux")
def test_a_process_takes_no_more_memory_than_it_may():
    some, most = 10_000_000, 4_000_000_000
    limited = partial(map_batches, held, workers=2, memory=1_000_000_000)
    assert list(limited([some, some])) == [some, some]
    with pytest.raises(MemoryError):
        list(limited([some, most]))


def test_a_thing_done_apart_is_done_in_another_process():
    assert apart(squared, [3]) == [9]
    assert apart(where, 0) != os.getpid()


def test_a_thing_whose_process_ends_is_one_message():
    with pytest.raises(RunError, match="squared_unless_seven: its process ended"):
        apart(squared_unless_seven, [7])


def test_processes_end_with_their_parent(tmp_path):
    """A parent that is killed cleans up nothing: its processes must notice."""
    code = (
        "import time; from framing.engine import map_batches\n"
        "from tests.test_engine import noted\n"
        f"if __name__ == '__main__': list(map_batches(noted, [{str(tmp_path)!r}] * 9,"
        " workers=2))"
    )
    script = tmp_path / "parent.py"
    script.write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], env=environment) as parent:
        pids = eventually(lambda: [int(p.stem) for p in tmp_path.glob("*.pid")], 2)
        parent.kill()
    assert eventually(lambda: not any(map(psutil.pid_exists, pids)), True)


def noted(folder):
    (Path(folder) / f"{os.getpid()}.pid").touch()
    time.sleep(60)


def eventually(look, wanted, seconds=60):
    """Return what is seen once it is there, or has so many parts."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seen = look()
        if seen is wanted or (isinstance(seen, list) and len(seen) == wanted):
            return seen
        time.sleep(0.05)
    raise AssertionError(look())


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_dask_gives_the_same_results_and_saves_what_can_be_saved(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    import dask

    dask.config.refresh()
    batches = [[0, 1, 2], [3, 4, 5], [6, 7], [8]]
    made = list(
        map_batches(
            squared_unless_seven, batches, workers=2, mending=MENDING, engine="dask"
        )
    )
    flat = [value for part in made for value in part]
    assert flat == ["lost 7" if n == 7 else n * n for n in range(9)]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_every_engine_gives_the_same_tables():
    pytest.importorskip("distributed")
    one, two, three = (
        run(articles(120), workers=2, engine=engine) for engine in ENGINES
    )
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table, two.tables[name])
        pd.testing.assert_frame_equal(table, three.tables[name])
    assert one.manifest == two.manifest == three.manifest


def test_an_unknown_engine_is_refused():
    with pytest.raises(ParameterError, match="got 'ray'"):
        list(map_batches(squared, BATCHES, workers=1, engine="ray"))


def test_without_mending_a_death_is_an_error():
    with pytest.raises(BrokenProcessPool):
        list(map_batches(squared_unless_seven, [[1], [7]], workers=2))


def test_an_error_is_raised_as_it_is():
    with pytest.raises(TypeError):
        list(map_batches(squared, [[1], [None]], workers=2, mending=MENDING))


def test_this_machine_has_a_processor():
    assert available_workers() >= 1


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_scheduler_that_does_not_answer_is_one_message():
    pytest.importorskip("distributed")
    with pytest.raises(RunError, match="none answers at nowhere"):
        list(
            map_batches(
                squared, BATCHES, workers=1, engine="dask", scheduler="nowhere://x"
            )
        )


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_another_cluster_may_run_on_the_machine():
    pytest.importorskip("distributed")
    with socket.socket() as taken:
        # Taken by us, or by a cluster that does run.
        with contextlib.suppress(OSError):
            taken.bind(("127.0.0.1", 8787))
            taken.listen()
        _cluster(1, 0).close()


@pytest.mark.parametrize("times", [2, 3])
def test_a_cluster_whose_start_fails_is_started_again(monkeypatch, times):
    distributed = pytest.importorskip("distributed")
    tries = []

    def failing(**_):
        tries.append(1)
        if len(tries) <= times:
            message = "Nanny failed to start."
            raise RuntimeError(message)
        return "a cluster"

    monkeypatch.setattr(distributed, "LocalCluster", failing)
    if times < 3:
        assert _cluster(2, 0) == "a cluster"
    else:
        with pytest.raises(RunError, match="no Dask cluster could be started"):
            _cluster(2, 0)


def test_dask_that_is_not_installed_is_one_message(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'framing\[dask\]'"):
        list(map_batches(squared, BATCHES, workers=1, engine="dask"))


def test_a_script_without_a_guard_is_told_so(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from framing.engine import map_batches\n"
        "print(list(map_batches(len, ['ab', 'c'], workers=2)))\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
    )
    assert done.returncode == 1
    # Python's own tracker of semaphores may warn after it.
    assert [
        line
        for line in done.stderr.splitlines()
        if "if __name__ ==" in line and "workers=1" in line
    ]
