"""How well the work on articles uses two processes, and Dask beside them.

    python benchmarks/engines.py FILE.jsonl [--articles 3578] [--rounds 5]

In each round, in turns: one process and two on the articles; a bare loop of arithmetic
in one process and in two at once, which is what the machine itself gains from a second
one; and two Dask workers. Each is run by a process of its own, so that none finds the
word lists in memory because of another. Prints medians: the gain of two processes over
one, as a share of the gain of the bare loops, and the rate of Dask as a share of that
of two processes.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from framing import pipeline
from framing.ingest import read
from framing.model import Article, SetAside

LOOPS = 30_000_000


def main() -> None:
    """Measure in turns and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=3578)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    if given.one:
        found = list(itertools.islice(read([given.file]), given.articles))
        print(analysed(found, int(given.one[1]), given.one[0]))
        return
    ways: dict[str, Callable[[], float]] = {
        "one process": partial(started, given.file, given.articles, "processes", 1),
        "two processes": partial(started, given.file, given.articles, "processes", 2),
        "two Dask workers": partial(started, given.file, given.articles, "dask", 2),
        "one loop": lambda: looped(1),
        "two loops": lambda: looped(2),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(given.rounds):
        for name, way in ways.items():
            times[name].append(way())
            print(f"{name}: {times[name][-1]:.2f} s", flush=True)
    middle = {name: statistics.median(each) for name, each in times.items()}
    for name, seconds in middle.items():
        print(f"{name:<18}{seconds:8.2f} s")
    gain = middle["one process"] / middle["two processes"]
    bare = 2 * middle["one loop"] / middle["two loops"]
    print(f"gain of two: {gain:.2f}, of bare loops {bare:.2f}: share {gain / bare:.2f}")
    share = middle["two processes"] / middle["two Dask workers"]
    print(f"Dask: {share:.2f} of the rate of two processes")


def started(file: Path, articles: int, engine: str, workers: int) -> float:
    """Return the seconds of the work on articles, in a process of its own."""
    options = ["--articles", str(articles), "--one", engine, str(workers)]
    done = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, __file__, str(file), *options],
        stdout=subprocess.PIPE,
        check=True,
    )
    return float(done.stdout.splitlines()[-1])


def analysed(found: list[Article | SetAside], workers: int, engine: str) -> float:
    """Return the seconds of the work on articles; what comes after is not done."""
    begun: dict[str, float] = {}

    def tick(stage: str, _done: int, _of: int) -> None:
        begun.setdefault(stage, time.perf_counter())
        if stage == "events":
            raise Worked

    with tempfile.TemporaryDirectory() as place, contextlib.suppress(Worked):
        pipeline.analyse_into(
            Path(place, "run"), found, workers=workers, engine=engine, progress=tick
        )
    return begun["events"] - begun["articles"]


class Worked(Exception):  # noqa: N818 - no error
    """Ends a run before events are sought."""


def looped(n: int) -> float:
    """Return the seconds of a bare loop in each of n processes at once."""
    with get_context("spawn").Pool(n) as pool:
        pool.map(loop, [1] * n)  # the processes are there
        begin = time.perf_counter()
        pool.map(loop, [LOOPS] * n, chunksize=1)
        return time.perf_counter() - begin


def loop(times: int) -> int:
    """Add up numbers."""
    total = 0
    for number in range(times):
        total += number & 7
    return total


if __name__ == "__main__":
    main()
