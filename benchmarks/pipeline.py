"""Time every stage of a report on real articles, and the peak of memory.

    python benchmarks/pipeline.py FILE.jsonl [--workers 2] [--articles N] [--out DIR]

Prints articles per second per stage, measured within one run, beside the bars:
per-article stages at least 30 articles/s on two cores, the whole at most 180 s on
3,578 articles of 966 words, peak memory at most 4 GB, HTML at most 5 MB.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import sys
import tempfile
import time
from pathlib import Path

from framing import pipeline
from framing.config import RunConfig
from framing.engine import available_workers
from framing.ingest import read
from framing.report import write_report
from framing.store import write_run


def main() -> None:
    """Run the stages one after the other and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--workers", type=int, default=available_workers())
    parser.add_argument("--articles", type=int, default=None)
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    with tempfile.TemporaryDirectory() as scratch:
        measure(given, given.out or Path(scratch))


def measure(given: argparse.Namespace, out: Path) -> None:
    """Time read, per-article work with grouping, comparison, run and report."""
    clock = _Clock()
    found = list(itertools.islice(read([given.file]), given.articles))
    clock.stage("read", len(found))
    config = RunConfig()
    run = pipeline.run(
        found,
        config=config,
        workers=given.workers,
        progress=lambda stage, _: clock.mark(stage),
    )
    n = len(run.tables["articles"])
    clock.split("articles", n)
    comparison = pipeline.compare_run(run, config=config)
    clock.stage("compare", n)
    out.mkdir(parents=True, exist_ok=True)
    write_run(run, out / "run")
    clock.stage("store", n)
    write_report(comparison, out)
    clock.stage("report", n)
    clock.total(n)
    for name in ("report.html", "report.pdf"):
        print(f"{name:<22}{(out / name).stat().st_size / 1e6:10.2f} MB")
    for who, label in (
        (resource.RUSAGE_SELF, "peak of the parent"),
        (resource.RUSAGE_CHILDREN, "peak of one worker"),
    ):
        print(f"{label:<22}{resource.getrusage(who).ru_maxrss / 1e6:10.2f} GB")


class _Clock:
    """Stages as they end."""

    def __init__(self) -> None:
        self.begin = self.last = time.perf_counter()
        self.events = 0.0

    def mark(self, stage: str) -> None:
        """Note when grouping begins."""
        if stage == "events":
            self.events = time.perf_counter()

    def split(self, name: str, n: int) -> None:
        """Print the per-article stages and grouping apart."""
        self._line(name, n, self.events - self.last)
        self._line("group", n, time.perf_counter() - self.events)
        self.last = time.perf_counter()

    def stage(self, name: str, n: int) -> None:
        """Print a stage that ends now."""
        self._line(name, n, time.perf_counter() - self.last)
        self.last = time.perf_counter()

    def total(self, n: int) -> None:
        """Print the whole."""
        self._line("all", n, time.perf_counter() - self.begin)

    @staticmethod
    def _line(name: str, n: int, seconds: float) -> None:
        rate = n / seconds if seconds else float("inf")
        print(f"{name:<22}{seconds:10.2f} s {rate:10.1f} articles/s", flush=True)


if __name__ == "__main__":
    main()
