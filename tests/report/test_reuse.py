"""The part of the report on text that stands in more than one article."""

from __future__ import annotations

import dataclasses
import re

import pytest

from framing.report.blocks import Evidence, Number, Paragraph, Table
from framing.report.sections.reuse import reuse
from framing.report.snippets import Budget, print_passages
from framing.report.tree import lines, walk
from framing.report.view import view
from tests.report.conftest import comparison_of


@pytest.fixture(scope="module")
def comparison():
    return comparison_of("make")


def said(blocks):
    """Return all words of some blocks, each cell and line on its own."""
    return [
        "".join(getattr(inline, "text", " ") for inline in line)
        for block in walk(blocks)
        for line in lines(block)
    ]


def test_no_reuse_has_its_reason(comparison):
    empty = dataclasses.replace(comparison, reuse=comparison.reuse.iloc[:0])
    assert "No two articles" in said(reuse(empty))[0]


def test_pairs_between_outlets_stand_apart_from_those_within_one(comparison):
    tables = [block for block in reuse(comparison) if isinstance(block, Table)]
    assert [table.caption for table in tables] == [
        "Between outlets",
        "Within one outlet",
    ]
    assert all(len(table.rows) <= 12 for table in tables)


def test_every_pair_is_counted_once(comparison):
    text = next(line for line in said(reuse(comparison)) if "Wire copy by" in line)
    counted = re.findall(r"([\d,]+) (?:twin|cop|cut|pairs?)", text)
    assert sum(int(n.replace(",", "")) for n in counted) == len(comparison.reuse)


def test_shares_are_given_in_both_directions(comparison):
    row = comparison.reuse.sort_values(
        ["n_unquoted", "a", "b"], ascending=[False, True, True]
    ).iloc[0]
    wanted = f"{100 * row['b_in_a']:.0f}% of the second stand in the first"
    assert any(wanted in line for line in said(reuse(comparison)))


def test_wire_copy_by_match_is_counted_apart(comparison):
    origins = ["wire copy of x (by match)", "wire copy of x", "wire copy of x"]
    rest = ["own"] * (len(comparison.articles) - 3)
    articles = comparison.articles.assign(origin=[*origins, *rest])
    made = said(reuse(dataclasses.replace(comparison, articles=articles)))
    assert any(
        "by mark or metadata: 2 of" in x and "article only: 1;" in x for x in made
    )


def test_each_number_of_a_pair_has_its_words(comparison):
    blocks = reuse(comparison)
    evidence = [block for block in blocks if isinstance(block, Evidence)]
    numbers = [
        inline.evidence
        for block in blocks
        if isinstance(block, Paragraph)
        for inline in block.line
        if isinstance(inline, Number)
    ]
    assert numbers == [block.id for block in evidence]
    assert len(evidence) == 9


def test_snippets_keep_to_what_may_be_shared(comparison):
    budget = Budget(comparison.texts)
    blocks = print_passages(reuse(comparison), view(comparison), budget)
    snippets = [s for b in blocks if isinstance(b, Evidence) for s in b.snippets]
    assert snippets
    for snippet in snippets:
        assert len("".join(piece.text for piece in snippet.pieces).split()) <= 42
    for article in comparison.texts:
        made = budget.words(article)
        assert len(made.printed) <= max(60, len(made.spans) // 10)


def test_added_words_lie_outside_every_shared_run(comparison):
    runs = comparison.reuse_runs
    for block in (b for b in reuse(comparison) if isinstance(b, Evidence)):
        if block.title == "words in both texts":
            continue
        for passage in block.passages:
            ((start, stop),) = [(mark.start, mark.stop) for mark in passage.marks]
            pair = [
                (side, run)
                for side in "ab"
                for run in runs[runs[side] == passage.article].itertuples()
                if block.id.endswith(_anchor(run))
            ]
            assert pair
            for side, run in pair:
                low, high = getattr(run, f"{side}_start"), getattr(run, f"{side}_stop")
                assert stop <= low or high <= start


def _anchor(run):
    from framing.report.labels import anchor

    return anchor("x", f"{run.a} {run.b}").removeprefix("x")
