"""Hostile settings end with one message and its place, never with a traceback."""

from __future__ import annotations

import io

import numpy as np
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner

from framing.cli import main
from framing.tabular import cells
from tests.hostile.building import GOOD
from tests.hostile.settings import SETTINGS
from tests.hostile.words import WORDS


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    path = tmp_path_factory.mktemp("articles") / "a.txt"
    path.write_text(f"{GOOD} China praised Russia.", encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", SETTINGS, ids=lambda kind: kind.name)
@pytest.mark.filterwarnings("ignore::framing.errors.FramingWarning")
def test_a_kind_ends_as_it_must(kind, article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "settings"
    place.mkdir()
    given = kind.build(place)
    options = ["--engine", "serial", "--out", str(tmp_path / "out"), *given]
    done = CliRunner().invoke(main, ["-q", kind.command, str(article), *options])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.exit_code == kind.code, done.output
    assert kind.says in done.stderr
    if kind.code == 1:
        assert done.stderr.startswith("Error: ")
        assert len(done.stderr.splitlines()) == 1
        assert len(done.stderr) < 100_000
    assert not (tmp_path / "broken").exists()
    assert {path.name for path in tmp_path.iterdir()} <= {"settings", "out"}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_a_workbook_takes_any_words(words):
    column = pd.Series([words, (words, words), np.arange(3), None], dtype=object)
    book = openpyxl.Workbook()
    book.active.append(cells(column))
    made = io.BytesIO()
    book.save(made)
    row = next(openpyxl.load_workbook(made).active.iter_rows())
    assert [cell.data_type for cell in row if cell.data_type == "f"] == []
    assert row[2].value == "0 | 1 | 2"
