"""The run directory: what is written is read again; nothing else is taken for it."""

from __future__ import annotations

import errno
import json
import shutil

import duckdb
import numpy as np
import pandas as pd
import pytest

from framing import pipeline
from framing.checking import faults_in
from framing.config import load_config
from framing.document import analyse, load_resources
from framing.errors import RunError
from framing.ingest import read
from framing.model import Article
from framing.stages.stored import stored_articles, stored_documents
from framing.store import (
    MANIFEST,
    SCHEMAS,
    TABLES,
    compared,
    is_run,
    is_unfinished,
    locked,
    read_run,
)
from framing.store.compared import keep_comparison
from framing.store.folder import begin
from framing.store.parts import WHOLE_RUN, read_records
from framing.store.schemas import OF_A_COMPARISON
from tests.conftest import ROOT

SAMPLES = ROOT / "framing" / "samples"
SETTINGS = load_config(SAMPLES / "framing.toml")
TEXT = (
    "LORA - “We agree on the terms,” President Ana Oru said on Monday.\n\n"
    "Photo: Somebody\n\nCritics called the deal a failure for China."
)
ARTICLES = (
    Article(
        id="b",
        raw=TEXT,
        outlet="Reuters",
        published="2031-05-02",
        authors=("Ana Vess",),
        metadata=(("section", "world"),),
    ),
    Article(id="a", raw="", title="Only a headline", outlet="Nowhere Post"),
    Article(id="c", raw="Die Minister haben sich am Montag geeinigt, hieß es. " * 4),
)


@pytest.fixture(scope="module")
def run():
    return pipeline.run(ARTICLES)


@pytest.fixture
def folder(tmp_path):
    pipeline.analyse_into(tmp_path / "run", ARTICLES)
    return tmp_path / "run"


def test_what_is_written_is_read_again(run, folder):
    back = read_run(folder)
    assert back.manifest == run.manifest
    assert set(back.tables) == set(TABLES)
    for name in TABLES:
        pd.testing.assert_frame_equal(back.tables[name], run.tables[name])


def test_asking_for_a_table_does_not_read_it(folder):
    tables = read_run(folder).tables
    for path in folder.glob("texts/*"):
        path.write_bytes(b"")
    assert "texts" in tables
    assert "text" not in tables
    with pytest.raises(RunError, match="texts"):
        tables["texts"]


def test_the_same_run_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        pipeline.analyse_into(tmp_path / name, ARTICLES)
    files = sorted(p for p in (tmp_path / "one").rglob("*") if p.is_file())
    assert len(files) > 20
    for file in files:
        other = tmp_path / "two" / file.relative_to(tmp_path / "one")
        assert file.read_bytes() == other.read_bytes(), file


def samples():
    return read([SAMPLES / "articles"])


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """Return a run directory, its report, and the tables of that comparison."""
    place = tmp_path_factory.mktemp("reported")
    finished = pipeline.analyse_into(place / "run", samples(), config=SETTINGS)
    pipeline.report(finished, place / "report", config=SETTINGS)
    return place


@pytest.fixture
def again(reported, tmp_path):
    shutil.copytree(reported, tmp_path / "copy")
    return tmp_path / "copy"


def kept(run):
    return {name: read_run(run).tables[name] for name in OF_A_COMPARISON}


def test_a_report_leaves_its_contrasts_and_alignment_in_the_run(reported):
    run = reported / "run"
    comparison = pipeline.compare_run(read_run(run), config=SETTINGS)
    for name, frame in kept(run).items():
        made = getattr(comparison, name, None)
        made = getattr(comparison.alignment, name) if made is None else made
        assert len(frame) == len(made)
        for column in made:
            assert frame[column].tolist() == pytest.approx(
                made[column].tolist(), nan_ok=True
            )
    assert len(kept(run)["contrasts"])
    assert len(kept(run)["facts"])
    assert not faults_in(run)


def test_a_run_with_a_comparison_stands(again):
    before = {p: p.read_bytes() for p in again.rglob("*") if p.is_file()}
    finished = pipeline.analyse_into(again / "run", samples(), config=SETTINGS)
    pipeline.report(finished, again / "report", config=SETTINGS)
    assert {p: p.read_bytes() for p in again.rglob("*") if p.is_file()} == before


def test_a_run_that_changes_drops_its_comparison(again):
    some = list(samples())[:-1]
    pipeline.analyse_into(again / "run", some, config=SETTINGS)
    assert not any(len(frame) for frame in kept(again / "run").values())
    assert not faults_in(again / "run")


def test_a_damaged_comparison_is_named_and_made_again(again):
    (file,) = (again / "run" / "facts").glob("*.parquet")
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    assert [fault.split(":")[0] for fault in faults_in(again / "run")] == [
        f"facts/{file.name}"
    ]
    finished = pipeline.analyse_into(again / "run", samples(), config=SETTINGS)
    assert not faults_in(again / "run")
    pipeline.report(finished, again / "report", config=SETTINGS)
    assert file.read_bytes() == whole
    assert not faults_in(again / "run")


def test_a_comparison_changes_nothing_in_a_run_that_another_writes(again):
    finished, frames = read_run(again / "run"), kept(again / "run")
    with locked(again / "run"):
        begin(again / "run")
        assert not keep_comparison(finished, frames)
    assert is_unfinished(again / "run")


@pytest.mark.parametrize("name", ["write_stage", "write_stages_of_the_run", "seal"])
def test_a_full_disk_while_a_comparison_is_kept_leaves_the_run(
    again, monkeypatch, name
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    finished, frames = read_run(again / "run"), kept(again / "run")
    frames["facts"] = frames["facts"].head(3)
    monkeypatch.setattr(compared, name, full)
    assert not keep_comparison(finished, frames)
    monkeypatch.undo()
    assert is_run(again / "run")
    assert keep_comparison(read_run(again / "run"), frames)
    assert len(kept(again / "run")["facts"]) == 3
    assert not faults_in(again / "run")


def test_documents_are_stored_whole(folder):
    resources = load_resources()
    expected = analyse(ARTICLES[0], resources=resources)
    (part,) = (p for _, p in read_records(folder) if p.id != WHOLE_RUN)
    articles = list(stored_articles(folder, part))
    documents = stored_documents(folder, part, resources)
    found = next(d for d in documents if d.article.id == "b")
    for name in expected.__dataclass_fields__:
        if name == "removed":
            continue
        one, two = getattr(expected, name), getattr(found, name)
        if isinstance(one, np.ndarray):
            assert one.dtype == two.dtype, name
            np.testing.assert_array_equal(one, two)
        else:
            assert one == two, name
    assert sorted(articles, key=lambda a: a.id) == sorted(ARTICLES, key=lambda a: a.id)


def test_other_programs_read_a_table_by_its_folder(run, folder):
    members = pd.read_parquet(folder / "members")
    assert sorted(members["article"]) == ["a", "b"]
    found = duckdb.read_parquet(f"{folder}/measurements/*.parquet").fetchall()
    assert len(found) == len(run.tables["measurements"])


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("work")
    with pytest.raises(RunError, match="holds no run of ours"):
        pipeline.analyse_into(tmp_path / "mine", ARTICLES)
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["thesis.doc"]


def test_a_file_in_the_place_of_a_run_is_refused(tmp_path):
    (tmp_path / "run").write_text("mine")
    with pytest.raises(RunError, match="is a file"):
        pipeline.analyse_into(tmp_path / "run", ARTICLES)


def test_a_run_of_another_version_is_left_alone(tmp_path):
    (tmp_path / MANIFEST).write_text(json.dumps({"format": "framing-run/1"}))
    (tmp_path / "digests.json").write_text("{}")
    assert not is_run(tmp_path)
    with pytest.raises(RunError, match="not a run directory"):
        read_run(tmp_path)
    with pytest.raises(RunError, match="a run of another version"):
        pipeline.analyse_into(tmp_path, ARTICLES)


def test_two_writers_of_one_folder_are_kept_apart(folder):
    with locked(folder), pytest.raises(RunError, match="another process writes"):
        pipeline.analyse_into(folder, ARTICLES)


def test_an_unfinished_run_is_not_read(folder):
    begin(folder)
    with pytest.raises(RunError, match="was stopped before its end"):
        read_run(folder)


def test_a_damaged_table_is_named(folder):
    (file,) = (folder / "quotes").iterdir()
    file.write_bytes(b"no parquet")
    with pytest.raises(RunError, match=r"quotes/.*: cannot be read"):
        read_run(folder).tables["quotes"]


def test_a_record_cannot_lead_out_of_the_folder(folder):
    path = next((folder / "parts").glob("*.json"))
    record = json.loads(path.read_text())
    record["stages"]["documents"]["files"] = {"../../etc/passwd": "0"}
    path.write_text(json.dumps(record))
    with pytest.raises(RunError, match=f"{path.name}: cannot be read"):
        read_run(folder)


def test_the_manifest_holds_no_path_and_no_clock(run):
    text = json.dumps(run.manifest)
    assert str(ROOT) not in text
    assert "time" not in text.lower()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_is_documented(name):
    text = (ROOT / "docs" / "run-format.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))
    assert [c for c, _ in SCHEMAS[name] if f"`{c}`" not in row] == []
