"""Sheets with missing, extra and unknown codes: every fault has its place."""

from __future__ import annotations

import pytest

from framing.errors import InputError
from framing.sampling.workbook import as_xlsx
from framing.validation.codebook import SHEETS, VARIABLES, as_markdown, load_variable
from framing.validation.key import read_key
from framing.validation.sheets import read_sheets, scale_values, uncoded
from tests.validation.made import key_row, write_key, write_sheet


def rows(*codes):
    """Return rows of units s1, s2 … with a stance and the article's own voice."""
    return [
        {"unit": f"s{number}", "stance": code, "voice": "text"}
        for number, code in enumerate(codes, start=1)
    ]


def one(tmp_path, given, key=None, *, name="stance_ana.csv", **more):
    """Return what was coded in one sheet of stance, and the faults."""
    found, faults = read_sheets([write_sheet(tmp_path / name, given, **more)], key)
    return found[0], [str(fault) for fault in faults]


def stances(coding, coder="ana"):
    return {u: c for (u, item), c in coding.codes[coder].items() if item == "stance"}


def test_the_coder_is_named_by_the_column_or_else_by_the_file(tmp_path):
    given = [*rows("1"), {"unit": "s2", "coder": "Bo", "stance": "0"}]
    coding, faults = one(tmp_path, given)
    assert coding.coders() == ["Bo", "ana"]
    assert faults == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-1", "-1"),
        ("−1", "-1"),
        ("'-1", "-1"),
        (" +1 ", "1"),
        ("0.0", "0"),
        ("X", "x"),
    ],
)
def test_codes_are_read_as_spreadsheets_and_people_write_them(tmp_path, cell, code):
    coding, faults = one(tmp_path, rows(cell))
    assert (stances(coding), faults) == ({"s1": code}, [])


def test_an_unknown_code_loses_its_cell_only_and_is_named_with_its_place(tmp_path):
    coding, faults = one(tmp_path, rows("1", "2", "-1"))
    assert stances(coding) == {"s1": "1", "s3": "-1"}
    assert coding.codes["ana"]["s2", "voice"] == "text"
    expected = (
        "stance_ana.csv:3 column 'stance': unknown code: got '2', allowed are '-1', "
        "'0', '1' or 'x', or empty; counts as not coded"
    )
    assert faults == [expected]


def test_lines_are_those_of_the_file_even_after_a_cell_of_several_lines(tmp_path):
    given = rows("1", "?")
    given[0]["before"] = "one\ntwo\nthree"
    _, faults = one(tmp_path, given)
    assert faults[0].startswith("stance_ana.csv:5 column 'stance'")


def test_an_unknown_unit_is_named_and_the_others_stay(tmp_path):
    key = read_key(write_key(tmp_path / "key.csv", [key_row("s1", {"stance": "0"})]))
    coding, faults = one(tmp_path, rows("1", "0"), key)
    assert stances(coding) == {"s1": "1"}
    assert faults == [
        "stance_ana.csv:3: unknown unit: 's2' is not in the key; the row was not used"
    ]


def test_a_unit_of_another_variable_is_refused(tmp_path):
    lines = [
        key_row("s1", {"stance": "0"}),
        key_row("s2", {"attribution": "no"}, variable="attribution"),
    ]
    key = read_key(write_key(tmp_path / "key.csv", lines))
    coding, faults = one(tmp_path, rows("1", "0"), key)
    assert stances(coding) == {"s1": "1"}
    assert "belongs to 'attribution', but the sheet is of 'stance'" in faults[0]


def test_a_missing_column_and_an_unknown_one_are_named(tmp_path):
    path = tmp_path / "stance_ana.csv"
    path.write_text("unit,stance,mood\ns1,1,glad\n", encoding="utf-8")
    (coding,), faults = read_sheets([path])
    assert stances(coding) == {"s1": "1"}
    assert [fault.reason for fault in faults] == ["missing column", "unknown column"]
    assert "'voice'; all its cells count as not coded" in faults[0].detail


def test_a_row_that_stands_twice_counts_once_where_it_agrees(tmp_path):
    coding, faults = one(tmp_path, [*rows("1", "0"), *rows("1", "-1")])
    assert stances(coding) == {"s1": "1"}
    assert coding.codes["ana"]["s2", "voice"] == "text"
    assert len(faults) == 2
    assert "coded 's1' in stance_ana.csv:2 already" in faults[0]


def test_a_contradiction_stays_one_after_a_third_row(tmp_path):
    coding, _ = one(tmp_path, [*rows("1"), *rows("-1"), *rows("1")])
    assert stances(coding) == {}


def test_the_same_file_given_twice_is_no_fault(tmp_path):
    path = write_sheet(tmp_path / "stance_ana.csv", rows("1"))
    _, faults = read_sheets([path, path])
    assert faults == ()


def test_empty_cells_are_not_coded_and_counted(tmp_path):
    key = read_key(
        write_key(
            tmp_path / "key.csv",
            [key_row(unit, {"stance": "0"}) for unit in ("s1", "s2", "s3")],
        )
    )
    coding, faults = one(tmp_path, [*rows("1"), {"unit": "s2"}], key)
    assert faults == []
    assert uncoded(coding, key) == {"ana": 4}


def test_undecided_is_no_code(tmp_path):
    coding, _ = one(tmp_path, rows("x", "1"))
    assert coding.table("stance") == [[None, "1"]]


def test_what_was_not_asked_is_not_counted(tmp_path):
    given = [{"unit": "q1", "is_quotation": "no", "span": "right"}]
    path = write_sheet(tmp_path / "quotation_ana.csv", given, variable="quotation")
    (coding,), faults = read_sheets([path])
    assert coding.codes["ana"] == {("q1", "is_quotation"): "no"}
    assert "asked only where it is 'yes'" in str(faults[0])


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8-sig", ",")],
)
def test_sheets_of_any_spreadsheet_are_read(tmp_path, encoding, delimiter):
    given = [{**rows("1")[0], "text": "“Très bien,” she said – at last."}]
    coding, faults = one(tmp_path, given, encoding=encoding, delimiter=delimiter)
    assert (stances(coding), faults) == ({"s1": "1"}, [])


def test_a_workbook_is_read_with_numbers_as_codes(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "stance_ana.xlsx"
    columns = ["unit", "stance", "voice"]
    path.write_bytes(as_xlsx(columns, [{"unit": "s1"}], load_variable("stance")))
    book = openpyxl.load_workbook(path)
    book["stance"]["B2"], book["stance"]["C2"] = -1, "loud"
    book.save(path)
    (coding,), faults = read_sheets([path])
    assert stances(coding) == {"s1": "-1"}
    assert str(faults[0]).startswith("stance_ana.xlsx!stance!2 column 'voice'")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "has no column 'unit'"),
        (b"", "has no column 'unit'"),
        (b"unit,unit,stance\n", "column 'unit' stands twice"),
        (b"unit,mood\ns1,glad\n", "no column is an item of the codebook"),
        (b"unit,stance\n", "hold no allowed code"),
        (b"unit,stance\ns1,?\n", "hold no allowed code; the first fault"),
        (b"PK\x03\x04 broken", "cannot be read as a workbook"),
        (b"%PDF-1.7", "cannot be read as text"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(tmp_path, content, message):
    path = tmp_path / "stance_ana.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_sheets([path])


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: cannot be read"):
        read_sheets([tmp_path / "none.csv"])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([{}, {}], "unit 's1' stands twice"),
        ([{}, {"unit": "s2", "run_digest": "other"}], "come from 2 runs"),
        ([{"weight": "much"}], "must be numbers, got 'much'"),
    ],
)
def test_a_damaged_key_is_refused(tmp_path, changes, message):
    lines = [key_row("s1", {"stance": "0"}) | change for change in changes]
    with pytest.raises(InputError, match=message):
        read_key(write_key(tmp_path / "key.csv", lines))


def test_a_sheet_is_no_key(tmp_path):
    with pytest.raises(InputError, match="is no key of a sample"):
        read_key(write_sheet(tmp_path / "stance_ana.csv", rows("1")))


def test_a_scale_is_the_mean_of_what_was_answered(tmp_path):
    given = [
        {"unit": "f1", "moral": "1", "belief": "0", "conduct": "x"},
        {"unit": "f2", "moral": "1"},
    ]
    path = write_sheet(tmp_path / "frames_ana.csv", given, variable="frames")
    (coding,), _ = read_sheets([path])
    morality = next(s for s in coding.variable.scales if s.name == "morality")
    assert scale_values(coding, morality) == [[0.5, None]]


@pytest.mark.parametrize("name", SHEETS)
def test_every_variable_of_the_codebook_is_sound(name):
    variable = load_variable(name)
    names = [item.name for item in variable.items]
    assert len(set(names)) == len(names)
    for item in variable.items:
        assert item.kind == "text" or len(item.decided) > 1
        assert {code for _, code, _ in item.examples} <= set(item.allowed)
        assert item.kind != "correct" or any(code.right for code in item.codes)
        assert not item.only_if or item.only_if[0] in names
    scaled = [name for scale in variable.scales for name in scale.items]
    assert set(scaled) <= set(names)


def test_the_codebook_can_be_read_by_coders():
    text = as_markdown(tuple(load_variable(name) for name in VARIABLES))
    assert "Semetko" in text
    assert "Entman" in text
    assert "- `-1` unfavourable" in text
