"""Word lists: every shipped one is sound, and every fault is named with its place."""

from __future__ import annotations

import importlib.util

import pytest

from framing.errors import LexiconError
from framing.lexicons import check_lexicon, list_lexicons, load_lexicon
from framing.lexicons.vader import load_vader
from framing.resources import data_folder

HEADER = """
name = "mine"
title = "Mine"
version = "1.0.0"
language = "en"
range = [-1.0, 1.0]
licence = "CC0-1.0"
source = "mine.md"
"""
ROWS = "term,category,weight,note\nbad,,-1,\ngood,,1,\n"


def write(folder, *, header=HEADER, rows=ROWS):
    (folder / "mine.toml").write_text(header, encoding="utf-8")
    (folder / "mine.csv").write_text(rows, encoding="utf-8")
    return folder / "mine.toml"


@pytest.mark.parametrize("name", list_lexicons())
def test_shipped_list_is_sound(name):
    assert check_lexicon(name) == ()
    assert load_lexicon(name).entries


@pytest.mark.parametrize("name", list_lexicons())
def test_shipped_list_says_how_it_was_made(name):
    source = data_folder("lexicons").parent / load_lexicon(name).source
    assert len(source.read_text(encoding="utf-8").split()) > 40


@pytest.mark.parametrize("name", list_lexicons())
def test_shipped_terms_are_unique_and_sorted(name):
    keys = [(entry.term, entry.category) for entry in load_lexicon(name).entries]
    assert keys == sorted(set(keys))


def test_vader_is_read_from_its_package():
    lexicon = load_lexicon("vader")
    weights = {entry.term: entry.weight for entry in lexicon.entries}
    assert weights["good"] == 1.9
    assert "raters [" in lexicon.entries[0].note
    assert not any(term in weights for term in (":)", "h8", "d:"))


def test_vader_without_its_package_says_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(LexiconError, match="pip install vaderSentiment"):
        load_vader()


def test_unknown_name_offers_a_near_one():
    with pytest.raises(LexiconError, match=r"'modifier'; did you mean 'modifiers'\?"):
        load_lexicon("modifier")
    assert "did you mean" in check_lexicon("modifier")[0]


def test_modifiers_carry_their_window():
    assert load_lexicon("modifiers").window == 3


def test_pair_of_files_is_read_from_either(tmp_path):
    path = write(tmp_path)
    lexicon = load_lexicon(path)
    assert lexicon == load_lexicon(path.with_suffix(".csv")) == load_lexicon(str(path))
    assert [entry.term for entry in lexicon.of_category("")] == ["bad", "good"]


def test_unchanged_file_is_read_once(tmp_path):
    path = write(tmp_path)
    assert load_lexicon(path) is load_lexicon(path)


def test_plain_csv_needs_no_header_and_no_order(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("term,weight\nGood  Deed,2\ncan’t,-3\n", encoding="utf-8")
    lexicon = load_lexicon(path)
    assert [entry.term for entry in lexicon.entries] == ["can't", "good deed"]
    assert (lexicon.range, lexicon.name) == ((-3.0, 3.0), "own")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a,,1,\na,,1,\n", "mine.csv:3: term 'a' is already listed; keep one row"),
        ("b,,1,\na,,1,\n", "mine.csv:3: term 'a' must stand before 'b'; sort"),
        ("A,,1,\n", "mine.csv:2: term 'A' must be lower case"),
        ("e\u0301,,1,\n", "must be lower case, NFC"),
        ("a  b,,1,\n", "single spaces"),
        ("a*b,,1,\n", "mine.csv:2: term 'a*b' may have a '*' at its end only"),
        ("*,,1,\n", "mine.csv:2: a term needs a word, got '*'"),
        (",,1,\n", "mine.csv:2: a term needs a word, got ''"),
        ("a,,2,\n", "mine.csv:2: weight must lie in [-1.0, 1.0], got 2"),
        ("a,,x,\n", "mine.csv:2: weight must be a number, got 'x'"),
        ("a,,nan,\n", "mine.csv:2: weight must be finite, got 'nan'"),
        ("", "mine.csv: has no entries"),
        ("a,,1\n", "mine.csv:2: 3 cells for 4 columns"),
        ('"a,,1,\n', "is not valid CSV"),
    ],
)
def test_faulty_rows_are_named(tmp_path, rows, fault):
    path = write(tmp_path, rows=f"term,category,weight,note\n{rows}")
    assert any(fault in found for found in check_lexicon(path))
    with pytest.raises(LexiconError):
        load_lexicon(path)


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        (HEADER + "wrong = 1", "key must be one of"),
        (HEADER.replace('licence = "CC0-1.0"', ""), "'licence' must be given"),
        (HEADER.replace('"mine"', '"other"'), "name must be the file's, 'mine'"),
        (HEADER.replace("[-1.0, 1.0]", "[1.0, -1.0]"), "range must be two numbers"),
        (HEADER.replace("[-1.0, 1.0]", '"x"'), "range must be two numbers"),
        (HEADER.replace('"Mine"', "7"), "title must be text, got 7"),
        (HEADER + "window = -1", "window must be a whole number"),
        (HEADER + "categories = 3", "categories must be a table"),
        (HEADER + "[categories]\nother = 'x'", "category must be one of 'other'"),
        ("name = ", "is not valid TOML"),
    ],
)
def test_faulty_header_is_named(tmp_path, header, fault):
    path = write(tmp_path, header=header)
    assert any(fault in found for found in check_lexicon(path))


@pytest.mark.parametrize(
    ("columns", "fault"),
    [("term,wheight", "column must be one of"), ("term,note", "'weight' is missing")],
)
def test_faulty_columns_are_named(tmp_path, columns, fault):
    path = tmp_path / "own.csv"
    path.write_text(f"{columns}\na,1\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=fault):
        load_lexicon(path)


def test_message_counts_the_other_faults(tmp_path):
    path = write(tmp_path, rows="term,category,weight,note\nB,,1,\nA,,1,\n")
    with pytest.raises(LexiconError, match=r"and 1 more"):
        load_lexicon(path)


def test_wrong_encoding_names_the_byte(tmp_path):
    path = tmp_path / "own.csv"
    path.write_bytes("term,weight\ncafé,1\n".encode("latin-1"))
    with pytest.raises(LexiconError, match=r"is not UTF-8 \(byte 15 is 0xe9\)"):
        load_lexicon(path)


@pytest.mark.parametrize("name", ["gone.csv", "gone.toml", "folder/gone.csv"])
def test_missing_file_is_named(tmp_path, name):
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / name)
    assert "cannot be read" in check_lexicon(tmp_path / name)[0]


def test_header_without_entries_is_named(tmp_path):
    path = write(tmp_path)
    path.with_suffix(".csv").unlink()
    assert "cannot be read" in check_lexicon(path)[0]


def test_other_suffix_is_refused(tmp_path):
    with pytest.raises(
        LexiconError, match=r"is .toml, .csv or a format of .*, got '.xls'"
    ):
        load_lexicon(tmp_path / "own.xls")
