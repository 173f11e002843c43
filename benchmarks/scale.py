"""Time and memory of a run as its articles grow, and what binds first.

    python benchmarks/scale.py FILE.jsonl [--copies 1 4 16] [--workers 2] [--keep DIR]

Each line holds ``id, outlet, date, title, text``. A corpus of n copies is made of the
file: in each copy a tenth of the sentences is left out (seeded), and its dates are
moved by its number times three years, so that no window of time holds more articles
than before. Each corpus is analysed by a process of its own (`framing analyse`), and
its terms are then contrasted from the counts of the run, again by a process of its own.
Printed: seconds per 1,000 articles by stage, and CPU seconds of the analysis, which
other work on the machine moves less; peak memory of the parent and of one worker, size
on disk; then what 10 million articles would take in proportion to the last corpus.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from framing import pipeline
from framing.comparison.contrasting import contrast_sides
from framing.config import RunConfig
from framing.engine import available_workers
from framing.ingest import read
from framing.outlets import load_outlets
from framing.store import read_run

DROPPED = 0.1
YEARS = 3
SEED = 7
MANY = 10_000_000
STAGES = ("reading", "articles", "events", "reuse", "counts", "contrast")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")


def main() -> None:
    """Make the corpora, measure each, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--workers", type=int, default=available_workers())
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument(
        "--one", choices=["analyse", "contrast"], help=argparse.SUPPRESS
    )
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    if given.one == "analyse":
        print(json.dumps(analysed(given.file, given.keep, given.workers)))
        return
    if given.one == "contrast":
        print(json.dumps(contrasted(given.keep)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        place = given.keep or Path(scratch)
        place.mkdir(parents=True, exist_ok=True)
        print(f"{'articles':>9}" + "".join(f"{name:>10}" for name in STAGES), end="")
        print(f"{'all':>10}{'CPU':>10}  s per 1,000; GB parent/worker/contrast/disk")
        rows = [
            measured(given.file, place, copies, given.workers)
            for copies in given.copies
        ]
        extrapolate(rows[-1])


def measured(file: Path, place: Path, copies: int, workers: int) -> dict[str, float]:
    """Measure one corpus, and print its line."""
    corpus = place / f"corpus-{copies}.jsonl"
    n = 0
    with corpus.open("w", encoding="utf-8") as handle:
        for row in grown(file, copies):
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
            n += 1
    run = place / f"run-{copies}"
    row: dict[str, float] = {"n": n}
    for one in ("analyse", "contrast"):
        options = ["--one", one, "--keep", str(run), "--workers", str(workers)]
        done = subprocess.run(  # noqa: S603 - this very file
            [sys.executable, __file__, str(corpus), *options],
            stdout=subprocess.PIPE,
            check=True,
        )
        row |= json.loads(done.stdout.splitlines()[-1])
    row["disk"] = sum(p.stat().st_size for p in run.rglob("*") if p.is_file()) / 1e9
    total = sum(row[stage] for stage in STAGES)
    print(f"{n:>9}", end="")
    print("".join(f"{1000 * row[stage] / n:>10.2f}" for stage in STAGES), end="")
    print(f"{1000 * total / n:>10.2f}{1000 * row['cpu'] / n:>10.2f}", end="  ")
    memory = ("parent", "worker", "contrast_memory", "disk")
    print(" ".join(f"{row[name]:.2f}" for name in memory), flush=True)
    return row


def grown(file: Path, copies: int) -> Iterator[dict[str, str]]:
    """Yield the articles of a corpus; the first copy is whole."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    for copy in range(copies):
        chance = random.Random(SEED + copy)  # noqa: S311 - a benchmark
        for row in rows:
            text = row["text"]
            if copy:
                sentences = _SENTENCE.split(text)
                kept = [s for s in sentences if chance.random() >= DROPPED]
                text = " ".join(kept or sentences[:1])
            year = int(row["date"][:4]) + YEARS * copy
            # The years of the copies need not be leap years.
            day = row["date"][4:10].replace("-02-29", "-02-28")
            yield row | {
                "id": f"{row['id']}-{copy}",
                "date": f"{year}{day}",
                "text": text,
            }


def analysed(file: Path, run: Path, workers: int) -> dict[str, float]:
    """Analyse a corpus; return seconds by stage and gigabytes."""
    begun: list[tuple[str, float]] = []
    base = _peak(resource.RUSAGE_SELF)  # of an interpreter with all imports

    def tick(stage: str, _done: int, _of: int) -> None:
        if not begun or begun[-1][0] != stage:
            begun.append((stage, time.perf_counter()))

    pipeline.analyse_into(
        run, read([file]), config=RunConfig(), workers=workers, progress=tick
    )
    ends = [*(at for _, at in begun[1:]), time.perf_counter()]
    found = dict.fromkeys(STAGES, 0.0)
    for (stage, at), end in zip(begun, ends, strict=True):
        found[stage] += end - at
    return found | {
        "base": base,
        "cpu": sum(
            _cpu(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        ),
        "parent": _peak(resource.RUSAGE_SELF),
        "worker": _peak(resource.RUSAGE_CHILDREN),
    }


def contrasted(run: Path) -> dict[str, float]:
    """Contrast the terms of a run; return seconds and gigabytes."""
    begin = time.perf_counter()
    config = RunConfig()
    counts = pipeline.count_run(read_run(run), config=config)
    first, second = config.analysis.groups
    contrast_sides(counts, a=first, b=second, outlets=load_outlets())
    return {
        "contrast": time.perf_counter() - begin,
        "contrast_memory": _peak(resource.RUSAGE_SELF),
    }


def _cpu(who: int) -> float:
    found = resource.getrusage(who)
    return found.ru_utime + found.ru_stime


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss * 1024 / 1e9


def extrapolate(row: dict[str, float]) -> None:
    """Print what ten million articles would take, if all goes on in proportion."""
    times = MANY / row["n"]
    print(f"\nat {MANY:,} articles, in proportion to {row['n']:,}:")
    hours = sum(row[stage] for stage in STAGES) * times / 3600
    print(f"  {hours:,.0f} hours on this machine")
    for name, what in (
        ("parent", "GB of memory of the parent"),
        ("worker", "GB of memory of the largest other process"),
        ("contrast_memory", "GB of memory of the contrast"),
    ):
        grown = (row[name] - row["base"]) * times + row["base"]
        print(f"  {grown:,.0f} {what}")
    print(f"  {row['disk'] * times:,.0f} GB on disk")


if __name__ == "__main__":
    main()
