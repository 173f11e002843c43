"""The tables of a run for other programs."""

from __future__ import annotations

import csv
import io
import sys

import duckdb
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from framing.cli import main
from framing.errors import MissingExtraError, ParameterError, RunError
from framing.exporting import MOST_CHARACTERS, export_run
from framing.model import Article
from framing.pipeline import analyse_into, run
from framing.store import TABLES

RAW = "The harbour of Lora opened on Monday, “at last”, the mayor Ana Vess said."
ARTICLES = (
    Article(id="=cmd()", raw=RAW, outlet="xinhua", published="2031-05-05"),
    Article(id="long", raw=f"{RAW} " * 900, outlet="reuters"),
)


@pytest.fixture(scope="module")
def made():
    return run(ARTICLES)


def test_every_table_is_a_file_with_all_its_rows(made, tmp_path):
    written = export_run(made, tmp_path / "out", "csv")
    assert {path.stem for path in written} == set(TABLES)
    for path in written:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        assert len(rows) - 1 == len(made.tables[path.stem])


def test_no_cell_is_a_formula(made, tmp_path):
    export_run(made, tmp_path / "out", "csv")
    text = (tmp_path / "out" / "articles.csv").read_text("utf-8")
    assert "'=cmd()" in text
    export_run(made, tmp_path / "book", "xlsx")
    book = load_workbook(tmp_path / "book" / "run.xlsx")
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "'=cmd()" for cell in cells)


def test_a_workbook_has_a_sheet_a_table_and_cuts_long_texts(made, tmp_path):
    export_run(made, tmp_path / "out", "xlsx")
    book = load_workbook(tmp_path / "out" / "run.xlsx", read_only=True)
    assert set(book.sheetnames) == set(TABLES)
    texts = [row[1] for row in book["texts"].iter_rows(values_only=True)]
    assert max(map(len, texts)) == MOST_CHARACTERS
    assert any(text.endswith("…") for text in texts)


def test_the_same_run_gives_the_same_bytes(made, tmp_path):
    for name in ("one", "two"):
        export_run(made, tmp_path / name, "xlsx")
    one, two = (tmp_path / name / "run.xlsx" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(made, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(RunError, match="is not empty"):
        export_run(made, tmp_path, "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_form_is_refused(made, tmp_path):
    with pytest.raises(ParameterError, match="got 'pdf'"):
        export_run(made, tmp_path / "out", "pdf")


def test_a_database_has_a_table_of_each_with_all_its_rows(made, tmp_path):
    (path,) = export_run(made, tmp_path / "out", "duckdb")
    with duckdb.connect(str(path), read_only=True) as database:
        for name in TABLES:
            assert len(database.table(name).fetchall()) == len(made.tables[name])
        words = "select article, n_words from articles order by article"
        assert database.sql(words).fetchall()[0][0] == "=cmd()"


def test_duckdb_that_is_not_installed_is_one_message(made, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'framing\[duckdb\]'"):
        export_run(made, tmp_path / "out", "duckdb")


def test_the_command(tmp_path):
    analyse_into(tmp_path / "run", ARTICLES)
    given = ["export", str(tmp_path / "run"), "--to", "csv"]
    done = CliRunner().invoke(main, [*given, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert "articles.csv" in done.output
