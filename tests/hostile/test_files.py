"""A folder of hostile files: all are read in one run, under watch, from outside."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import matplotlib as mpl
import pytest

from framing.store import read_run
from tests.hostile import guard
from tests.hostile.building import ELSEWHERE
from tests.hostile.files import FILES, fill

ROOT = Path(__file__).resolve().parents[2]
# What a run may do outside the folder it writes: look at what it was given.
READS = {"open"}


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


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    sandbox = tmp_path_factory.mktemp("sandbox")
    (sandbox / "tmp").mkdir()
    (sandbox / "elsewhere").mkdir()
    (sandbox / "elsewhere" / "secret.txt").write_text(ELSEWHERE * 20, encoding="utf-8")
    fill(sandbox / "input")
    before = listing(sandbox)
    done, rows = run_guarded(
        sandbox,
        *("-v", "analyse", "input", "--out", "out"),
        *("--engine", "serial", "--workers", "1"),
    )
    return sandbox, before, done, rows


def test_the_run_ends_well_and_without_a_traceback(made):
    _, _, done, _ = made
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: kind.name)
def test_a_kind_is_used_or_set_aside_as_it_must_be(made, kind):
    run = read_run(made[0] / "out")

    def mine(name):
        frame = run.tables[name]
        return frame[frame["path"].str.startswith(f"{kind.name}/")]

    aside, used = mine("set_aside"), len(mine("articles"))
    if kind.used is None:
        assert used >= 1
    else:
        assert used == kind.used
        assert sorted(aside["reason"]) == sorted(kind.aside)
    assert (aside["detail"].str.len() > 10).all()


def test_a_fault_of_ours_is_no_reason(made):
    reasons = Counter(read_run(made[0] / "out").tables["set_aside"]["reason"])
    assert not {"analysis failed", "ended its process"} & set(reasons)


def test_nothing_beside_the_output_changes(made):
    sandbox, before, _, rows = made
    after = {
        path: state
        for path, state in listing(sandbox).items()
        if not (path + b"/").startswith(os.fsencode(sandbox / "out") + b"/")
    }
    assert after == before
    allowed = ("out", ".out.new", str(sandbox), "/dev/", "/proc/")
    assert [path for path in writes(rows) if not path.startswith(allowed)] == []


def test_no_file_from_outside_is_opened(made):
    sandbox, _, _, rows = made
    opened = {str(row[1]) for row in rows if row[0] == "open"}
    assert not [path for path in opened if "elsewhere" in path or "passwd" in path]
    files = (p for p in (sandbox / "out").rglob("*") if p.is_file())
    stored = b"".join(p.read_bytes() for p in files)
    assert ELSEWHERE.encode() not in stored
    texts = read_run(sandbox / "out").tables["texts"]["raw"]
    assert not texts.str.contains(ELSEWHERE).any()


def test_no_network_no_program_and_no_pickle(made):
    events = {row[0] for row in made[3]}
    assert events & READS, "the guard saw nothing at all"
    forbidden = (
        "socket.",
        "subprocess.",
        "os.system",
        "os.exec",
        "os.posix",
        "os.fork",
    )
    forbidden += ("pickle.", "webbrowser.", "urllib.", "ftplib.", "smtplib.")
    assert sorted(event for event in events if event.startswith(forbidden)) == []
