from __future__ import annotations

import json

import pandas as pd
import pytest

from framing import pipeline
from framing.errors import RunError
from framing.model import Article
from framing.store import MANIFEST, SCHEMAS, is_run, read_run, write_run
from tests.conftest import ROOT

TEXT = (
    "LORA - “We agree on the terms,” President Ana Oru said on Monday.\n\n"
    "Photo: Somebody\n\nCritics called the deal a failure for China."
)


@pytest.fixture(scope="module")
def run():
    articles = [
        Article(id="b", raw=TEXT, outlet="Reuters", published="2031-05-02"),
        Article(id="a", raw="", title="Only a headline", outlet="Nowhere Post"),
    ]
    return pipeline.run(articles)


def test_what_is_written_is_read_again(run, tmp_path):
    write_run(run, tmp_path / "run")
    back = read_run(tmp_path / "run")
    assert back.manifest == run.manifest
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(
            back.tables[name].astype(object),
            run.tables[name].astype(object),
            check_dtype=False,
        )


def test_the_same_run_gives_the_same_bytes(run, tmp_path):
    for name in ("one", "two"):
        write_run(run, tmp_path / name)
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file


def test_a_run_replaces_a_run_but_nothing_else(run, tmp_path):
    write_run(run, tmp_path / "run")
    write_run(run, tmp_path / "run")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("work")
    with pytest.raises(RunError, match="holds no run of ours"):
        write_run(run, tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.doc").read_text() == "work"


def test_a_folder_is_a_run_only_by_our_manifest(tmp_path):
    assert not is_run(tmp_path)
    (tmp_path / MANIFEST).write_text(json.dumps({"format": "other"}))
    assert not is_run(tmp_path)
    with pytest.raises(RunError, match="not a run directory"):
        read_run(tmp_path)


def test_a_damaged_table_is_named(run, tmp_path):
    write_run(run, tmp_path / "run")
    (tmp_path / "run" / "quotes.parquet").write_bytes(b"no parquet")
    with pytest.raises(RunError, match=r"quotes.parquet: cannot be read"):
        read_run(tmp_path / "run")


def test_the_manifest_holds_no_path_and_no_clock(run):
    text = json.dumps(run.manifest)
    assert str(ROOT) not in text
    assert "time" not in text.lower()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_is_documented(name):
    text = (ROOT / "docs" / "run-format.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))
    assert [c for c, _ in SCHEMAS[name] if f"`{c}`" not in row] == []
