"""Runs that are killed at random moments: nothing is lost, and nothing counts twice.

A run of 120 articles is started as its users start it. At a moment drawn at random one
of its processes, or the whole of it, is killed; what then stands is started again until
it ends by itself. The tables must be those of a run that nobody disturbed.

``FRAMING_KILLS`` says how often, for each engine: 1 in ordinary test runs, 3 in
CI, 100 in ``tox -e soak``. A failure names its seed; the moments are drawn from it.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import psutil
import pytest

from framing.checking import faults_in
from framing.ingest import read, write_articles
from framing.model import Article
from framing.store import is_run, read_run
from tests.conftest import ROOT

KILLS = int(os.environ.get("FRAMING_KILLS", "1"))
N = 120
MOST_STARTS = 8
MOUNT, UMOUNT = shutil.which("mount"), shutil.which("umount")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """120 articles: those of the samples, and some of them under other names."""
    found = list(read(ROOT / "framing" / "samples" / "articles"))
    again = (Article(id=f"again-{a.id}", raw=a.raw, outlet=a.outlet) for a in found)
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    write_articles(path, [*found, *again][:N])
    return path


@pytest.fixture(scope="module")
def whole(corpus, tmp_path_factory):
    """The undisturbed run, and the seconds that it took."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    begin = time.monotonic()
    with started(corpus, folder, "processes") as process:
        assert process.wait() == 0
    return read_run(folder), time.monotonic() - begin


def started(corpus, folder, engine):
    command = [sys.executable, "-m", "framing", "-q", "analyse", str(corpus)]
    options = ["--engine", engine, "--workers", "2", "--partition", "16"]
    # A group of its own, so that nothing of it outlives the test.
    return subprocess.Popen(
        [*command, *options, "--out", str(folder)],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def kill_one(process, chance):
    """Kill one process of a run, or its first; return whether any was there."""
    try:
        parent = psutil.Process(process.pid)
        children = [
            child
            for child in parent.children(recursive=True)
            # Python's own, which says so with a traceback of its own.
            if "resource_tracker" not in " ".join(child.cmdline())
        ]
    except psutil.Error:
        return
    # The first process half as often as one of the others.
    victim = chance.choice([parent, *children, *children])
    with contextlib.suppress(ProcessLookupError):
        os.kill(victim.pid, signal.SIGKILL)


@pytest.mark.parametrize("engine", ["processes", "dask"])
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_run_that_is_killed_ends_as_if_it_had_not_been(
    corpus, whole, tmp_path, engine, seed
):
    chance = random.Random(f"{engine} {seed}")
    run, seconds = whole
    folder = tmp_path / "run"
    for _ in range(MOST_STARTS):
        process = started(corpus, folder, engine)
        try:
            process.wait(timeout=chance.uniform(0, 1.2 * seconds))
        except subprocess.TimeoutExpired:
            kill_one(process, chance)
        code = process.wait(timeout=60 + 20 * seconds)
        message = process.stderr.read().decode()
        process.stderr.close()
        assert "Traceback" not in message
        if code == 0:
            break
        # Killed after its end: then it is whole.
        assert not is_run(folder) or faults_in(folder) == []
    assert code == 0
    disturbed = read_run(folder)
    assert disturbed.manifest == run.manifest
    for name, table in run.tables.items():
        pd.testing.assert_frame_equal(table, disturbed.tables[name])
    assert faults_in(folder) == []


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or MOUNT is None,
    reason="mounting a small disk needs root",
)
def test_a_disk_that_is_full_is_one_message_and_the_run_goes_on(
    corpus, whole, tmp_path
):
    place = tmp_path / "small"
    place.mkdir()
    mounted = [MOUNT, "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)]
    if subprocess.run(mounted, check=False, capture_output=True).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        with started(corpus, place / "run", "processes") as process:
            message = process.stderr.read().decode()
            assert process.wait() == 1
        assert "No space left" in message
        assert "Traceback" not in message
        assert not is_run(place / "run")
        more = [MOUNT, "-o", "remount,size=200m", str(place)]
        subprocess.run(more, check=True)
        with started(corpus, place / "run", "processes") as process:
            assert process.wait() == 0
        for name, table in whole[0].tables.items():
            found = read_run(place / "run").tables[name]
            pd.testing.assert_frame_equal(table, found)
    finally:
        subprocess.run([UMOUNT, str(place)], check=False)


def test_two_runs_into_one_folder_never_mix(corpus, whole, tmp_path):
    folder = tmp_path / "run"
    with started(corpus, folder, "processes") as one:
        while not (folder / "unfinished.json").exists():
            assert one.poll() is None
            time.sleep(0.02)
        with started(corpus, folder, "processes") as two:
            message = two.stderr.read().decode()
            assert two.wait() == 1
        assert "another process writes into this run" in message
        assert one.wait() == 0
    for name, table in whole[0].tables.items():
        pd.testing.assert_frame_equal(table, read_run(folder).tables[name])


def test_the_user_stops_a_run_and_goes_on(corpus, whole, tmp_path, request):
    folder = tmp_path / "run"
    # Tests that a shell starts in the background are told to ignore this signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    with started(corpus, folder, "processes") as process:
        while not list(Path(folder).glob("parts/*.json")):
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        message = process.stderr.read().decode()
        assert process.wait() == 130
    assert "run the same command again to go on" in message
    assert "Traceback" not in message
    with started(corpus, folder, "processes") as process:
        assert process.wait() == 0
    for name, table in whole[0].tables.items():
        pd.testing.assert_frame_equal(table, read_run(folder).tables[name])
