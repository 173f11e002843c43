"""The report prints the check on people's coding, or says that it was not done."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import pytest

from framing.comparison import to_tables
from framing.report.assemble import build
from framing.report.blocks import Columns, Number, Table
from framing.report.html import dead_links, html
from framing.report.pdf import pdf
from framing.report.sections.answer import answer, lead
from framing.report.sections.comparisons import comparisons
from framing.report.sections.method import method
from framing.report.sections.validation import validation
from framing.report.tree import lines, walk
from framing.report.validity import status
from framing.report.view import view
from framing.validation import Validation
from framing.validation.record import TABLES
from tests.comparison.tables import compared
from tests.report.conftest import comparison_of
from tests.report.test_sections import FORBIDDEN, own_words, printed

NAN = float("nan")


def agreed(item, alpha, low, verdict, *, variable="stance"):
    return {
        "variable": variable, "item": item, "level": "nominal", "n_coders": 2,
        "n_units": 120, "n_both": 118, "n_missing": 2, "n_undecided": 1,
        "alpha": alpha, "alpha_low": low, "alpha_high": alpha + 0.05,
        "kappa_name": "Cohen", "kappa": alpha, "kappa_low": low,
        "kappa_high": alpha + 0.05, "percent": 0.9, "percent_low": 0.85,
        "percent_high": 0.95, "verdict": verdict, "reason": "made up",
    }  # fmt: skip


def figure(measure, value, key="", *, item="stance", variable="stance", **more):
    kinds = {"": "all", "state": "group", "western": "group"}
    row = {
        "variable": variable, "item": item, "scope": kinds.get(key, "outlet"),
        "key": key, "code": "", "measure": measure, "value": value,
        "low": value - 0.1, "high": value + 0.1, "n_units": 60, "note": "",
    }  # fmt: skip
    return row | more


def share(code, tool, corrected):
    return {
        "variable": "stance", "item": "stance", "group": "state - western",
        "code": code, "tool": tool, "coded": corrected, "corrected": corrected,
        "low": corrected - 0.1, "high": corrected + 0.1, "matrix": "own", "note": "",
    }  # fmt: skip


def checked(*, alpha=0.84, low=0.78, verdict="tentative", gap="inconclusive"):
    """Return a made-up validation of stance and of quotations."""
    tables = dict.fromkeys(TABLES, ())
    tables["agreement"] = (
        agreed("stance", alpha, low, verdict),
        agreed("attribution", 0.9, 0.85, "reliable", variable="attribution"),
    )
    tables["tool"] = (
        *(figure("macro F1", value, key) for key, value in
          {"": 0.61, "state": 0.58, "western": 0.63}.items()),
        figure("macro F1", 0.55, "quay-courier", n_units=12),
        figure("mean error", 0.2, "state - western", scope="difference", note=gap),
        figure("F1", 0.8, item="found", variable="quotation"),
        figure("recall", 0.7, "quay-courier", item="found", variable="quotation"),
    )  # fmt: skip
    tables["misclassification"] = (share("-1", -0.02, -0.1), share("1", 0.1, 0.3))
    return Validation(
        run={"digest": "d"},
        coders={"stance": ("ana", "bo"), "attribution": ("ana", "bo")},
        settings={"consensus": ""},
        uncoded={},
        tables=tables,
    )


@lru_cache
def with_check(**changes):
    return dataclasses.replace(comparison_of("make"), validation=checked(**changes))


def text_of(blocks):
    return "\n".join(printed(blocks))


def test_without_coding_the_report_says_so_and_how_it_is_done():
    text = text_of(validation(comparison_of("make")))
    assert "It was not done" in text
    assert "framing sample" in text
    assert "NewsMTSC" in text


def test_until_then_each_table_says_what_was_reached_elsewhere():
    made = comparison_of("make")
    words = "not validated on your corpus; elsewhere it reached macro-F1"
    for section in (answer, comparisons):
        assert words in text_of(section(made))
    assert "sentences of US political news" in status(view(made), "stance")
    assert "were not checked against human coding" in text_of(method(made))


def test_agreement_and_scores_are_printed_with_their_intervals():
    text = text_of(validation(with_check()))
    assert "0.84 (0.78 to 0.89)" in text
    assert "tentative" in text
    assert "0.61 (0.51 to 0.71)" in text
    assert "were not checked against human coding" not in text_of(method(with_check()))


def test_an_outlet_with_few_units_has_no_interval():
    text = text_of(validation(with_check()))
    assert "0.55 (n = 12)" in text
    assert "0.70 (0.60 to 0.80) (n = 60)" in text


def test_a_difference_stands_as_measured_and_corrected():
    text = text_of(validation(with_check()))
    assert "+10 points" in text
    assert "+30 points (+20 to +40)" in text


def test_a_validated_stance_is_a_finding_of_the_first_page():
    columns = next(b for b in answer(with_check()) if isinstance(b, Columns))
    heads = [part[0].text for part in columns.parts]
    assert heads[2].startswith("Not estimable:")
    stances = [
        item
        for part in columns.parts
        for item in part[1].items
        if "Toward Velland" in item[0].text
    ]
    assert any(isinstance(piece, Number) for item in stances for piece in item)
    assert "coders agree with alpha 0.84" in text_of(answer(with_check()))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"low": 0.6, "verdict": "leaves the summary"}, "too little, so it stays out"),
        ({"low": NAN, "verdict": "not estimable"}, "no verdict is given: made up"),
    ],
)
def test_a_stance_on_which_coders_disagree_stays_off_the_first_page(changes, words):
    made = with_check(**changes)
    assert words in text_of(answer(made))
    assert "stance" not in lead(made)
    assert "not validated well enough on your corpus" in text_of(answer(made))


def test_errors_that_differ_between_groups_are_said_beside_the_figure():
    assert "errs differently" not in status(view(with_check()), "stance")
    uneven = status(view(with_check(gap="differs")), "stance")
    assert uneven.endswith("it errs differently in the two groups (mean error)")


def test_a_report_with_a_check_is_whole_and_says_nothing_forbidden():
    report = build(with_check())
    assert dead_links(report) == []
    assert [text for text in own_words(report) if FORBIDDEN.search(text)] == []
    assert "Check against people’s coding" in html(report)
    assert pdf(report).startswith(b"%PDF")


def test_rows_of_the_check_fit_their_columns():
    for made in (comparison_of("make"), with_check()):
        for table in (b for b in walk(validation(made)) if isinstance(b, Table)):
            for row in table.rows:
                assert len(row.cells) == len(table.columns) or row.style == "group"
            assert all(lines(table))


def test_tables_of_the_check_travel_with_the_report():
    plain = compared()
    tables = to_tables(dataclasses.replace(plain, validation=checked()))
    assert set(TABLES) <= set(tables)
    book = tables["codebook"]
    assert book[book["meaning"] == ""].empty
    assert not set(TABLES) & set(to_tables(plain))
