from __future__ import annotations

import csv as reader
import io
import os

import pandas as pd
import pytest

from framing import tabular
from framing.report.write import write_report
from framing.tabular import safe_cell, to_csv
from tests.report.conftest import comparison_of


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A report of one article, with two tables."""
    tables = {"x": pd.DataFrame({"a": ["=1"]}), "summary": pd.DataFrame({"b": [1.5]})}
    monkeypatch.setattr("framing.comparison.to_tables", lambda _: tables)
    return write_report(comparison_of("make_one"), tmp_path / "out"), tmp_path / "out"


def test_all_files_are_written_and_named(made):
    paths, out = made
    expected = ["report.html", "report.pdf", "tables/summary.csv", "tables/x.csv"]
    assert [str(path.relative_to(out)) for path in paths] == expected
    assert all(path.is_file() for path in paths)


def test_nothing_else_is_left_behind(made):
    paths, out = made
    assert sorted(p for p in out.rglob("*") if p.is_file()) == sorted(paths)


def test_failure_leaves_the_old_file(made, monkeypatch):
    _, out = made
    before = (out / "report.html").read_bytes()

    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OSError, match="space"):
        write_report(comparison_of("make"), out)
    assert (out / "report.html").read_bytes() == before
    assert not list(out.rglob("*.part"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_defused(start):
    assert safe_cell(f"{start}x") == f"'{start}x"


@pytest.mark.parametrize("value", [-1, -0.5, None, "fine", True])
def test_other_cells_stay_as_they_are(value):
    assert safe_cell(value) is value


def test_numbers_in_tables_are_never_prefixed():
    text = to_csv(pd.DataFrame({"n": [-1.5, float("nan")], "t": ["-1.5", "b"]}))
    assert text == "n,t\n-1.5,'-1.5\n,b\n"


def test_sequences_are_joined():
    frame = pd.DataFrame({"s": [("a", "b"), ((1, 2), (3, 4)), ()]})
    cells = [row["s"] for row in reader.DictReader(io.StringIO(to_csv(frame)))]
    assert cells == ["a | b", "1; 2 | 3; 4", ""]


def test_frame_itself_is_not_changed():
    frame = pd.DataFrame({"t": ["=1"]})
    to_csv(frame)
    assert frame["t"].tolist() == ["=1"]


def test_csv_reads_back_as_it_was():
    frame = pd.DataFrame(
        {"t": ['a "b"', "c,d", "e\nf", "", "习近平"], "n": [1, 2, 3, 4, 5]}
    )
    back = pd.read_csv(io.StringIO(to_csv(frame)), keep_default_na=False)
    pd.testing.assert_frame_equal(back, frame, check_dtype=False)


def test_table_without_rows_keeps_its_header():
    assert to_csv(pd.DataFrame({"a": [], "b": []})) == "a,b\n"


def test_lists_and_arrays_are_cells_too():
    frame = pd.DataFrame({"s": [["a", "b"], [], None]})
    assert to_csv(frame) == 's\na | b\n""\n""\n'


def test_a_long_table_is_written_in_pieces(monkeypatch):
    frame = pd.DataFrame({"n": [1, 2, 3], "t": pd.Categorical(["b", "a", "b"])})
    monkeypatch.setattr(tabular, "_ROWS", 2)
    pieces = list(tabular.csv_parts(frame))
    assert pieces == ["n,t\n", "1,b\n2,a\n", "3,b\n"]
    assert to_csv(frame) == "".join(pieces)


def test_a_pdf_that_fails_leaves_the_old_report_whole(tmp_path, monkeypatch):
    old = tmp_path / "report.html"
    old.write_text("old")

    def broken(_):
        message = "no glyph"
        raise RuntimeError(message)

    monkeypatch.setattr("framing.report.write.pdf", broken)
    with pytest.raises(RuntimeError, match="no glyph"):
        write_report(comparison_of("make"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert old.read_text() == "old"
