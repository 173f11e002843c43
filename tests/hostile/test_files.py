"""A folder of hostile files: all are read in one run, under watch, from outside."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from framing.store import read_run
from tests.hostile.building import ELSEWHERE
from tests.hostile.files import FILES, fill
from tests.hostile.watching import listing, watched, writes


def input_and_elsewhere(sandbox):
    (sandbox / "elsewhere").mkdir()
    (sandbox / "elsewhere" / "secret.txt").write_text(ELSEWHERE * 20, encoding="utf-8")
    fill(sandbox / "input")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    sandbox = tmp_path_factory.mktemp("sandbox")
    return watched(sandbox, input_and_elsewhere, "analyse", "input", "--out", "out")


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
    assert "open" in events, "the guard saw nothing at all"
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
