"""Time and memory of a whole report, and of making it again.

    python benchmarks/pipeline.py FILE.jsonl [--workers 2] [--out DIR]

Runs ``framing report`` on the file three times into one folder, each time in a process
of its own: first; with nothing changed; with another word list for stance. Prints wall
and CPU seconds with the share of the first run's CPU, the peak memory of the largest
process, the seconds of each stage as ``run.log`` has them, and the size of the report.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from framing.engine import available_workers

RUNS = (
    ("first", []),
    ("nothing changed", []),
    ("another word list", ["--lexicon", "vader"]),
)


def main() -> None:
    """Run, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--workers", type=int, default=available_workers())
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    with tempfile.TemporaryDirectory() as scratch:
        measure(given, given.out or Path(scratch, "report"))


def measure(given: argparse.Namespace, out: Path) -> None:
    """Run the command three times and print a line for each."""
    first = 0.0
    for name, options in RUNS:
        command = [sys.executable, "-m", "framing", "-q", "report", str(given.file)]
        command += [*options, "--workers", str(given.workers), "--out", str(out)]
        begin = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{name}: ended with {status}")
        cpu = used.ru_utime + used.ru_stime
        first = first or cpu
        print(
            f"{name:<18}{time.perf_counter() - begin:>8.1f} s{cpu:>8.1f} CPU s"
            f"{cpu / first:>8.1%}{used.ru_maxrss / 1e6:>8.2f} GB",
            flush=True,
        )
        if name == "first":
            print((out / "run" / "run.log").read_text("utf-8"), end="")
    for name in ("report.html", "report.pdf"):
        print(f"{name:<18}{(out / name).stat().st_size / 1e6:>8.2f} MB")


if __name__ == "__main__":
    main()
