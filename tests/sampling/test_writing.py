"""A sample of a run: what coders see, what they do not, and what the key holds."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import zipfile
from collections import Counter

import pytest

from framing.errors import ParameterError
from framing.sampling import Options, sample, write_sample
from framing.sampling.workbook import as_csv, as_xlsx, without_clock
from framing.stages import resources_of
from framing.validation import Settings, validate
from framing.validation.codebook import SHEETS, load_variable
from tests.sampling.corpus import config, drawn, run


def table(made, name):
    return list(csv.DictReader(io.StringIO(made.files[name].decode("utf-8-sig"))))


def test_there_is_a_sheet_for_each_coder_and_variable():
    names = set(drawn().files)
    assert {f"{sheet}_coder{n}.csv" for sheet in SHEETS for n in (1, 2)} < names
    assert {"codebook.md", "key.csv", "README.txt"} < names


def test_coders_get_the_same_units_and_empty_codes():
    one, other = (table(drawn(), f"stance_coder{n}.csv") for n in (1, 2))
    assert [row["unit"] for row in one] == [row["unit"] for row in other]
    assert {row["stance"] for row in one} == {""}
    assert {row["coder"] for row in other} == {"coder2"}


def test_sheets_hold_neither_outlets_nor_what_the_program_says():
    outlets = resources_of(config()).outlets
    names = [name for o in outlets.entries for name in (o.name, o.key, *o.domains)]
    for sheet in SHEETS:
        text = drawn().files[f"{sheet}_coder1.csv"].decode("utf-8-sig")
        assert not [
            name for name in names if re.search(rf"\b{re.escape(name)}\b", text)
        ]
    assert set(table(drawn(), "stance_coder1.csv")[0]) == {
        *("unit", "coder", "target", "before", "text", "after"),
        *("stance", "voice", "note"),
    }


def test_outlets_can_be_kept():
    kept = drawn(keep_outlets=True).files["entman_coder1.csv"].decode("utf-8-sig")
    hidden = drawn().files["entman_coder1.csv"].decode("utf-8-sig")
    assert "[outlet]" in hidden
    assert "[outlet]" not in kept


def test_every_unit_has_a_key_with_its_weight_and_its_run():
    key = {row["unit"]: row for row in table(drawn(), "key.csv")}
    for sheet in SHEETS:
        rows = table(drawn(), f"{sheet}_coder1.csv")
        assert {row["unit"] for row in rows} <= set(key)
    digest = run().manifest["digest_of_texts"]
    assert {row["run_digest"] for row in key.values()} == {digest}
    assert all(float(row["weight"]) >= 1 for row in key.values())


def test_spans_of_the_key_are_the_words_of_the_raw_text():
    raw = dict(zip(run().tables["texts"]["article"], run().tables["texts"]["raw"]))  # noqa: B905
    key = {row["unit"]: row for row in table(drawn(keep_outlets=True), "key.csv")}
    for row in table(drawn(keep_outlets=True), "attribution_coder1.csv"):
        place = key[row["unit"]]
        words = raw[place["article"]][int(place["start"]) : int(place["stop"])]
        assert " ".join(words.split()) == row["text"]


def test_the_target_is_marked_in_each_sentence():
    assert all("**" in row["text"] for row in table(drawn(), "stance_coder1.csv"))


def test_the_tone_of_sentences_adds_up_to_that_of_the_articles():
    key = [
        row
        for row in table(drawn(units=5000), "key.csv")
        if row["variable"] == "stance"
    ]
    frame = run().tables["measurements"]
    frame = frame[
        (frame["metric"] == "stance")
        & (frame["field"] == "tone")
        & (frame["voice"] == "all")
    ]
    articles = {row["article"] for row in key}
    total = frame[frame["article"].isin(articles)]["numerator"].abs().sum()
    assert total > 0
    signs = Counter(row["tool_stance"].strip("'") for row in key)
    assert signs["1"] > signs["-1"] > 0


def test_sentences_with_a_find_and_without_one_are_mixed():
    key = {row["unit"]: row for row in table(drawn(), "key.csv")}
    rows = table(drawn(), "attribution_coder1.csv")
    found = [key[row["unit"]]["tool_attribution"] for row in rows]
    assert found.count("no") > found.count("yes") > 0
    assert found != sorted(found)


def test_what_was_drawn_is_said_with_its_reason():
    assert "points (95 %)" in drawn().reasons["stance"]
    assert "stance: " in drawn().files["README.txt"].decode()


def test_the_same_run_gives_the_same_bytes_in_either_format():
    for shape in ("csv", "xlsx"):
        options = Options(seed=5, shape=shape, variables=("stance",))
        again = sample(
            run(), config=config(), resources=resources_of(config()), options=options
        )
        assert again.files == drawn(shape=shape, variables=("stance",)).files


def test_a_workbook_offers_the_codes_and_carries_the_codebook():
    openpyxl = pytest.importorskip("openpyxl")
    data = drawn(shape="xlsx", variables=("stance",)).files["stance_coder1.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["stance", "codebook"]
    sheet = book["stance"]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"-1,0,1,x"' in lists
    assert sheet.freeze_panes == "B2"
    assert sheet["A2"].value.startswith("stance-")


def test_a_workbook_holds_no_clock():
    data = drawn(shape="xlsx", variables=("stance",)).files["stance_coder1.xlsx"]
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {info.date_time[0] for info in book.infolist()} == {1980}
        assert b">1980-01-01T00:00:00Z<" in book.read("docProps/core.xml")
    assert without_clock(data) == data


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C x'!A0"])
def test_no_cell_is_a_formula(text):
    openpyxl = pytest.importorskip("openpyxl")
    rows, columns = [{"unit": text}], ["unit", "stance"]
    assert as_csv(columns, rows).decode("utf-8-sig").splitlines()[1].startswith("'")
    data = as_xlsx(columns, rows, load_variable("stance"))
    cell = openpyxl.load_workbook(io.BytesIO(data))["stance"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_sheets_that_may_be_coded_are_not_written_over(tmp_path):
    made = drawn(variables=("entman",))
    write_sample(made, tmp_path)
    with pytest.raises(ParameterError, match="is there already, and may hold codes"):
        write_sample(made, tmp_path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"variables": ("stanse",)}, "did you mean 'stance'"),
        ({"variables": ()}, "one variable named"),
        ({"coders": 0}, "coders must be 1 to 20"),
        ({"shape": "ods"}, "format must be one of 'csv' or 'xlsx'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(changes, message):
    with pytest.raises(ParameterError, match=message):
        Options(**changes)


def test_a_run_without_comparable_articles_is_refused():
    analysis = dataclasses.replace(config().analysis, genres=("interview",))
    other = dataclasses.replace(config(), analysis=analysis)
    with pytest.raises(ParameterError, match=r"set \[analysis\] genres and origins"):
        sample(run(), config=other, resources=resources_of(other), options=Options())


def test_coded_sheets_go_the_whole_way(tmp_path):
    made = drawn(variables=("stance", "quotation"))
    write_sample(made, tmp_path)
    key = {row["unit"]: row for row in table(made, "key.csv")}
    for path in sorted(tmp_path.glob("*_coder*.csv")):
        rows = table(made, path.name)
        for row in rows:
            tool = key[row["unit"]]
            row |= {
                name: tool[f"tool_{name}"]
                for name in ("stance", "voice", "attribution")
                if name in row
            }
            if "is_quotation" in row:
                row["is_quotation"] = "yes"
        path.write_bytes(as_csv(list(rows[0]), rows))
    sheets = sorted(tmp_path.glob("*_coder*.csv"))
    settings = Settings(least=30, draws=100)
    found = validate(sheets, key=tmp_path / "key.csv", settings=settings)
    assert found.tables["faults"] == ()
    assert found.tool("stance", "stance", "macro F1")["value"] == 1.0
    assert found.tool("quotation", "found", "F1")["value"] == pytest.approx(1)
    assert found.holds("stance", "stance")
