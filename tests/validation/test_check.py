"""From sheets and a key to a validation, its file, and the run that it belongs to."""

from __future__ import annotations

import json
import math

import pytest

from framing.errors import InputError, ParameterError, RunError
from framing.tabular import to_csv
from framing.validation import Settings, check_run, load_validation, validate
from framing.validation.elsewhere import elsewhere
from framing.validation.record import TABLES, dump
from framing.validation.writing import frames, write_validation
from tests.validation.made import key_row, write_key, write_sheet

MANIFEST = {
    "digest_of_texts": "d1",
    "framing": "0",
    "lexicon": "made 1",
    "quotes_model": "m",
}
CODES = ("-1", "0", "1")


def study(tmp_path, *, n_units=120, wrong=()):
    """Write a key and the sheets of two coders; the tool errs on some units."""
    key, coded = [], []
    for number in range(n_units):
        group = ("state", "western")[number % 2]
        truth = CODES[number % 3]
        tool = CODES[(number + 1) % 3] if number in wrong else truth
        key.append(
            key_row(
                f"s{number}",
                {"stance": tool, "voice": "text"},
                group=group,
                outlet=f"{group}-{number % 4}",
            )
        )
        coded.append({"unit": f"s{number}", "stance": truth, "voice": "text"})
    other = [
        {**row, "voice": "speaker"} if at < 9 else row for at, row in enumerate(coded)
    ]
    return (
        [
            write_sheet(tmp_path / "stance_ana.csv", coded),
            write_sheet(tmp_path / "stance_bo.csv", other),
        ],
        write_key(tmp_path / "key.csv", key),
    )


@pytest.fixture
def made(tmp_path):
    sheets, key = study(tmp_path, wrong=range(0, 40, 2))
    return validate(sheets, key=key)


def test_agreement_and_scores_stand_beside_one_another(made):
    assert made.coders == {"stance": ("ana", "bo")}
    assert made.holds("stance", "stance")
    assert made.agreed("stance", "stance")["alpha"] == 1.0
    assert 0.7 < made.tool("stance", "stance", "accuracy")["value"] < 0.9


def test_scores_stand_by_group_and_by_outlet_and_with_their_difference(made):
    state = made.tool("stance", "stance", "accuracy", "state")
    western = made.tool("stance", "stance", "accuracy", "western")
    gap = made.tool("stance", "stance", "accuracy", "state - western")
    assert (western["value"], state["n_units"]) == (1.0, 60)
    assert gap["value"] == pytest.approx(state["value"] - western["value"])
    assert gap["note"] == "differs"
    outlet = made.tool("stance", "stance", "accuracy", "state-0")
    assert outlet["note"] == ""
    assert (
        len(made.rows("tool", scope="outlet", measure="macro F1", item="stance")) == 4
    )


def test_confusions_add_up_to_the_units(made):
    rows = made.rows("confusion", item="stance", scope="all")
    assert sum(row["units"] for row in rows) == 120
    weighted = [row["weighted"] for row in rows]
    assert sum(weighted) == pytest.approx(60)  # six strata of ten units each


def test_groups_are_corrected_where_the_sample_knows_the_shares(made):
    rows = made.rows("misclassification", item="stance", group="western")
    assert [row["matrix"] for row in rows] == ["own"] * 3
    assert [row["corrected"] for row in rows] == pytest.approx([1 / 3] * 3)
    assert made.rows("misclassification", item="voice") == []


def test_a_tie_is_half_right(made):
    row = made.tool("stance", "voice", "accuracy")
    assert row["value"] < 1
    confused = made.rows("confusion", item="voice", scope="all", coded="speaker")
    assert sum(row["units"] for row in confused) == 4.5


def test_agreed_codes_stand_for_the_coders(tmp_path):
    sheets, key = study(tmp_path)
    final = [{"unit": f"s{n}", "voice": "speaker"} for n in range(9)]
    sheets.append(write_sheet(tmp_path / "stance_final.csv", final))
    found = validate(sheets, key=key, settings=Settings(consensus="final"))
    assert found.coders == {"stance": ("ana", "bo")}
    confused = found.rows("confusion", item="voice", scope="all", coded="speaker")
    assert sum(row["units"] for row in confused) == 9


def test_an_unknown_consensus_is_refused(tmp_path):
    sheets, key = study(tmp_path, n_units=4)
    with pytest.raises(ParameterError, match="consensus must be one of 'ana' or 'bo'"):
        validate(sheets, key=key, settings=Settings(consensus="cy"))


def test_units_that_nobody_coded_do_not_shrink_their_stratum(tmp_path):
    sheets, key = study(tmp_path, n_units=12)
    for path in sheets:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        path.write_text("\n".join(lines[:8]), encoding="utf-8")
    found = validate(sheets, key=key)
    weighted = found.rows("confusion", item="stance", scope="all")
    assert sum(row["weighted"] for row in weighted) == pytest.approx(60)


def test_a_small_collection_needs_nearly_all_of_its_units(tmp_path):
    sheets, key = study(tmp_path, n_units=40)
    text = key.read_text(encoding="utf-8-sig").replace(",10,,", ",7,,")
    key.write_text(text, encoding="utf-8")
    assert validate(sheets, key=key).agreed("stance", "stance")["verdict"] != (
        "not estimable"
    )
    assert "40 units" in validate(sheets).agreed("stance", "stance")["reason"]


def test_without_a_key_only_agreement_is_measured(tmp_path):
    sheets, _ = study(tmp_path)
    found = validate(sheets)
    assert found.tables["tool"] == ()
    assert found.holds("stance", "stance")
    with pytest.raises(RunError, match="run framing validate with --key"):
        check_run(found, MANIFEST, "validation.json")


def quotations(tmp_path):
    """Two of three found are quotations; a third of all that credit are missed."""
    keys, found, drawn = [], [], []
    for n in range(60):
        keys.append(key_row(f"q{n}", {"kind": "direct"}, variable="quotation"))
        right = n % 3 > 0
        found.append(
            {
                "unit": f"q{n}",
                "is_quotation": "yes" if right else "no",
                "speaker": "right" if right else "",
            }
        )
    for n in range(60):
        tool = "yes" if n < 30 else "no"
        more = {"stratum_size": "30" if n < 30 else "90"}
        keys.append(
            key_row(f"t{n}", {"attribution": tool}, variable="attribution", **more)
        )
        coded = "yes" if n < 30 or n >= 55 else "no"
        drawn.append({"unit": f"t{n}", "attribution": coded})
    sheets = [
        write_sheet(tmp_path / "quotation_ana.csv", found, variable="quotation"),
        write_sheet(tmp_path / "attribution_ana.csv", drawn, variable="attribution"),
    ]
    return sheets, write_key(tmp_path / "key.csv", keys)


def test_recall_comes_from_sentences_without_a_find_by_their_weight(tmp_path):
    sheets, key = quotations(tmp_path)
    made = validate(sheets, key=key)
    precision, recall, f1 = (
        made.tool("quotation", "found", name)["value"]
        for name in ("precision", "recall", "F1")
    )
    assert precision == pytest.approx(2 / 3)
    assert recall == pytest.approx(30 / (30 + 5 * 90 / 30))
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert made.tool("quotation", "speaker", "right")["n_units"] == 40


def test_a_scale_is_correlated_with_what_the_program_measures(tmp_path):
    keys, coded = [], []
    for n in range(30):
        keys.append(key_row(f"f{n}", {"morality": str(n)}, variable="frames"))
        code = "1" if n > 14 else "0"
        items = dict.fromkeys(("moral", "belief", "conduct"), code)
        coded.append({"unit": f"f{n}", **items})
    sheet = write_sheet(tmp_path / "frames_ana.csv", coded, variable="frames")
    made = validate([sheet], key=write_key(tmp_path / "key.csv", keys))
    row = made.tool("frames", "scale: morality", "Spearman's rho")
    assert row["value"] > 0.8
    assert row["low"] < row["value"]


def test_a_validation_is_written_and_read_again(made, tmp_path):
    paths = write_validation(made, tmp_path / "out")
    again = load_validation(paths[0])
    assert dump(again) == dump(made)
    assert {path.stem for path in paths[1:]} == set(TABLES)
    assert all(path.is_file() for path in paths)


def test_the_same_sheets_give_the_same_bytes(tmp_path):
    sheets, key = study(tmp_path)
    one, other = validate(sheets, key=key), validate(sheets[::-1], key=key)
    assert dump(one) == dump(other)


def test_undefined_numbers_are_null_and_come_back(made, tmp_path):
    path = write_validation(made, tmp_path)[0]
    rows = json.loads(path.read_text(encoding="utf-8"))["tables"]["tool"]
    undefined = [row for row in rows if row["value"] is None]
    assert undefined
    again = load_validation(path).tables["tool"]
    assert any(math.isnan(row["value"]) for row in again)


def test_tables_have_their_columns_and_no_formulas(made):
    for name, frame in frames(made).items():
        assert list(frame.columns) == list(TABLES[name])
    assert "'-1" in to_csv(frames(made)["confusion"])


@pytest.mark.parametrize("key", MANIFEST)
def test_a_validation_of_another_run_is_refused(made, key):
    check_run(made, MANIFEST, "validation.json")
    with pytest.raises(RunError, match=r"validation\.json: was made on"):
        check_run(made, MANIFEST | {key: "other"}, "validation.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is no JSON"),
        ("[]", "got 'list'"),
        ('{"format": "framing-validation/9"}', "got 'framing-validation/9'"),
        ('{"format": "framing-validation/1"}', "lacks 'run'"),
    ],
)
def test_a_file_that_is_no_validation_is_refused(tmp_path, text, message):
    path = tmp_path / "validation.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_validation(path)


def test_figures_of_other_texts_say_which():
    for each in elsewhere():
        assert 0 < each.value < 1
        assert each.corpus
        assert each.text
