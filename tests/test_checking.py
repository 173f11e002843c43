"""A run directory that is damaged is told so, file by file."""

from __future__ import annotations

import json
import shutil

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from framing.checking import faults_in
from framing.cli import main
from framing.errors import RunError
from framing.model import Article
from framing.pipeline import analyse_into
from framing.store import read_run
from framing.store.folder import begin
from framing.store.parts import digest_of
from framing.store.tables import from_frame


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "run"
    articles = [
        Article(
            id=f"a{at}",
            raw=f"“The harbour of China opened,” Ana Vess said. {at} ships came.",
            outlet="xinhua",
            published="2031-05-05",
        )
        for at in range(3)
    ]
    analyse_into(folder, articles)
    return folder


@pytest.fixture
def copy(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "run")


def file_of(folder, name):
    """Return the one file of a table, or a file by its name."""
    return (
        next((folder / name).glob("*")) if (folder / name).is_dir() else folder / name
    )


TABLES = (
    *("articles", "texts", "quotes", "measurements", "members", "items", "documents"),
    *("events", "evidence", "namings"),
)


def test_a_whole_run_has_no_fault(whole):
    assert faults_in(whole) == []


@pytest.mark.parametrize("name", ["manifest.json", "parts", *TABLES])
def test_a_flipped_byte_is_found_and_its_file_named(copy, name):
    path = file_of(copy, name)
    made = bytearray(path.read_bytes())
    made[len(made) // 2] ^= 1
    path.write_bytes(bytes(made))
    fault = faults_in(copy)[0]
    assert fault.startswith(f"{path.relative_to(copy)}: is damaged")
    if name in {"texts", "documents"}:
        assert "(part " in fault
        assert "3 articles)" in fault


def test_a_file_cut_short_is_found(copy):
    path = file_of(copy, "texts")
    path.write_bytes(path.read_bytes()[:-10])
    assert [f.split(":")[0] for f in faults_in(copy)] == [f"texts/{path.name}"]


def test_a_missing_file_is_found(copy):
    path = file_of(copy, "quotes")
    path.unlink()
    (fault,) = faults_in(copy)
    assert fault.startswith(f"quotes/{path.name}: is missing (part ")


def test_a_file_that_nobody_listed_is_found(copy):
    (copy / "texts" / "more.parquet").write_bytes(b"")
    assert faults_in(copy) == ["texts/more.parquet: no record lists it; remove it"]


def test_a_run_that_was_stopped_is_told(copy):
    begin(copy)
    with pytest.raises(RunError, match="was stopped before its end"):
        faults_in(copy)


@pytest.mark.parametrize("text", [None, "", "{}", "[1"])
def test_digests_that_are_gone_or_empty_are_told(copy, text):
    path = copy / "digests.json"
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    assert faults_in(copy)
    assert all("digests.json" in fault for fault in faults_in(copy))


def test_names_in_the_digests_cannot_leave_the_folder(copy):
    path = copy / "digests.json"
    digests = json.loads(path.read_text("utf-8"))
    digests["files"]["../../etc/passwd"] = "0"
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
def test_counts_that_do_not_add_up_are_told(copy, name, change, said):
    frame = change(read_run(copy).tables[name])
    path = file_of(copy, name)
    pq.write_table(from_frame(name, frame), path)
    for record in (copy / "parts").glob("*.json"):
        part = json.loads(record.read_text("utf-8"))
        for stage in part["stages"].values():
            if f"{name}/{path.name}" in stage["files"]:
                stage["files"][f"{name}/{path.name}"] = digest_of(path)
        record.write_text(json.dumps(part), encoding="utf-8")
    listed = json.loads((copy / "digests.json").read_text("utf-8"))
    listed["files"] = {file: digest_of(copy / file) for file in listed["files"]}
    (copy / "digests.json").write_text(json.dumps(listed), encoding="utf-8")
    assert any(fault.startswith(said) for fault in faults_in(copy))


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
    path = file_of(copy, "quotes")
    path.write_bytes(b"")
    made = runner.invoke(main, ["verify", str(copy)])
    assert made.exit_code == 1
    assert made.output.startswith(f"quotes/{path.name}: is damaged")
