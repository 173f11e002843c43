"""A run directory that is damaged is told so, file by file."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from framing.checking import faults_in
from framing.cli import main
from framing.errors import RunError
from framing.model import Article
from framing.pipeline import run
from framing.store import SCHEMAS, read_run, write_run


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "run"
    articles = [
        Article(
            id=f"a{at}",
            raw=f"The harbour of Lora opened on Monday. {at} ships came from Vess.",
            outlet="xinhua",
            published="2031-05-05",
        )
        for at in range(3)
    ]
    write_run(run(articles), folder)
    return folder


@pytest.fixture
def copy(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "run")


def test_a_whole_run_has_no_fault(whole):
    assert faults_in(whole) == []


@pytest.mark.parametrize("name", ["manifest.json", *(f"{t}.parquet" for t in SCHEMAS)])
def test_a_flipped_byte_is_found_and_its_file_named(copy, name):
    path = copy / name
    made = bytearray(path.read_bytes())
    made[len(made) // 2] ^= 1
    path.write_bytes(bytes(made))
    (fault,) = faults_in(copy)
    assert fault.startswith(f"{name}: is damaged")


def test_a_file_cut_short_is_found(copy):
    path = copy / "texts.parquet"
    path.write_bytes(path.read_bytes()[:-10])
    assert [fault.split(":")[0] for fault in faults_in(copy)] == ["texts.parquet"]


def test_a_missing_file_is_found(copy):
    (copy / "quotes.parquet").unlink()
    (fault,) = faults_in(copy)
    assert fault.startswith("quotes.parquet: is missing")


@pytest.mark.parametrize("text", [None, "", "{}", "[1"])
def test_digests_that_are_gone_or_empty_are_told(copy, text):
    path = copy / "digests.json"
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    assert all("digests.json" in fault for fault in faults_in(copy))
    assert faults_in(copy)


def test_names_in_the_digests_cannot_leave_the_folder(copy):
    path = copy / "digests.json"
    digests = json.loads(path.read_text("utf-8")) | {"../../etc/passwd": "0"}
    path.write_text(json.dumps(digests), encoding="utf-8")
    assert any("passwd: is missing" in fault for fault in faults_in(copy))


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (
            "articles",
            lambda f: f.iloc[:2],
            "articles: 2 rows, but manifest.json",
        ),
        ("texts", lambda f: f.iloc[:2], "texts: 'a2' and 1 in all are missing"),
        ("members", lambda f: f.assign(event="none"), "members: 'none' and 1 in all"),
        ("texts", lambda f: f.assign(article="zz"), "texts: 'zz' and 1 in all are no"),
    ],
)
def test_counts_that_do_not_add_up_are_told(whole, tmp_path, name, change, said):
    made = read_run(whole)
    made.tables[name] = change(made.tables[name])
    write_run(made, tmp_path / "changed")
    assert any(fault.startswith(said) for fault in faults_in(tmp_path / "changed"))


def test_a_folder_that_is_no_run_is_refused(tmp_path):
    with pytest.raises(RunError, match="is not a run directory"):
        faults_in(tmp_path)


def test_the_commands(copy):
    runner = CliRunner()
    made = runner.invoke(main, ["verify", str(copy)])
    assert (made.exit_code, made.output) == (0, "whole\n")
    made = runner.invoke(main, ["status", str(copy)])
    assert made.exit_code == 0
    assert "articles used" in made.output
    (copy / "hits.parquet").write_bytes(b"")
    made = runner.invoke(main, ["verify", str(copy)])
    assert made.exit_code == 1
    assert made.output.startswith("hits.parquet: is damaged")
