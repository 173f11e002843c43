"""Runs of the command line in a sandbox, under watch: what they did, what changed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import matplotlib as mpl

from tests.conftest import ROOT
from tests.hostile import guard


def listing(folder):
    """Return every path below a folder with what tells a change."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        whole = path.is_file() and not path.is_symlink() and state.st_size < 50_000_000
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if whole else ""
        found[os.fsencode(path)] = (state.st_mode, state.st_size, digest)
    return found


def run_guarded(sandbox, *arguments):
    """Run the command line in a process of its own; return it and what it did."""
    seen = sandbox.parent / f"{sandbox.name}-seen.jsonl"
    environment = dict(os.environ) | {
        "PYTHONPATH": str(ROOT),
        "HOME": str(sandbox),
        # Its list of fonts takes seconds to make, and is none of ours.
        "MPLCONFIGDIR": mpl.get_cachedir(),
        "TMPDIR": str(sandbox / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, guard.__file__, str(seen), *map(str, arguments)],
        cwd=sandbox,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=300,
        check=False,
    )
    rows = [json.loads(line) for line in seen.read_text().splitlines()]
    return done, rows


def writes(rows):
    """Return the paths that a run changed, as Python announces it."""
    for event, *arguments in rows:
        if event == "open":
            mode, flags = arguments[1], arguments[2]
            changes = (mode and set(str(mode)) & set("wax+")) or (
                isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            )
            if changes:
                yield str(arguments[0])
        elif event.startswith(("os.re", "os.mk", "os.rm", "os.sy", "os.li", "shutil")):
            # Of a folder that is removed the names below it are announced alone.
            if isinstance(arguments[-1], int) and arguments[-1] > 2:
                continue
            yield str(arguments[0])


def watched(sandbox, fill, *arguments):
    """Fill a sandbox and run the command line in it.

    Returns
    -------
    sandbox, what it held before, the finished process, what it did
    """
    (sandbox / "tmp").mkdir()
    fill(sandbox)
    before = listing(sandbox)
    done, rows = run_guarded(
        sandbox, "-v", *arguments, "--engine", "serial", "--workers", "1"
    )
    return sandbox, before, done, rows
