"""Frame vocabulary in the report: panels, words, voices, events; never a finding."""

from __future__ import annotations

import dataclasses
import re

import pandas as pd
import pytest

from framing.metrics import Frames
from framing.report import validity, wording
from framing.report.assemble import build
from framing.report.blocks import Evidence, Figure, Heading, Number, Panels, Table
from framing.report.html import dead_links
from framing.report.sections.answer import answer, lead
from framing.report.sections.comparisons import comparisons
from framing.report.sections.frames import frames
from framing.report.sections.outlet_pages import outlet_pages
from framing.report.tree import lines, walk
from framing.report.view import view
from framing.report.vocabulary import in_event, top_words
from tests.report.conftest import comparison_of
from tests.report.test_sections import FORBIDDEN, own_words

WORDS = {
    "made_up: harbour_life": ("port", "ports", "harbour", "crews"),
    "made_up: talks": ("talks", "accord", "met"),
    "made_up: nothing": (),
}
VOICES = ("unattributed", "quoted", "all")
METRIC = "frame_vocabulary"


def _hits(text, words):
    pattern = rf"\b({'|'.join(words)})\b"
    return list(re.finditer(pattern, text)) if words else []


def with_vocabulary(made):
    """Count words in the made-up articles as a dictionary would; none is quoted."""
    table, evidence = [], []
    for row in made.articles.itertuples():
        text = made.texts[row.article]
        size = float(len(text.split()))
        for actor, words in WORDS.items():
            found = _hits(text, words)
            for voice in VOICES:
                mine = [] if voice == "quoted" else found
                keys = (METRIC, "hits", "", voice, actor)
                n_words = 10.0 if voice == "quoted" else size
                place = (row.event, row.outlet, row.article)
                rate = 1000 * len(mine) / n_words
                table.append(
                    (*place, *keys, rate, float(len(mine)), n_words, "per 1,000 words")
                )
                evidence += [
                    (row.article, *keys, m.start(), m.end(), 1.0, m[0]) for m in mine
                ]
            keys = (METRIC, "articles", "", "all", actor)
            met = float(bool(found))
            table.append((*place, *keys, met, met, 1.0, "share of articles"))
    extra = pd.DataFrame(table, columns=made.table.columns)
    met = pd.DataFrame(evidence, columns=made.evidence.columns)
    return dataclasses.replace(
        made,
        fields={
            **made.fields,
            **{(METRIC, field.name): field for field in Frames(frames=()).fields},
        },
        table=pd.concat([made.table, extra], ignore_index=True),
        evidence=pd.concat([made.evidence, met], ignore_index=True),
        outlet_values=_outlet_values(made, extra),
        summary=_summary(made),
    )


def _outlet_values(made, extra):
    keys = ["metric", "field", "target", "voice", "actor"]
    sums = extra.groupby([*keys, "outlet"], as_index=False)[
        ["numerator", "denominator"]
    ].sum()
    scale = sums["field"].map({"hits": 1000.0, "articles": 1.0})
    value = scale * sums["numerator"] / sums["denominator"]
    rows = sums.assign(
        group=sums["outlet"].map(
            dict(zip(made.outlets["outlet"], made.outlets["group"], strict=True))
        ),
        value=value,
        low=value * 0.8,
        high=value * 1.2,
        n_events=12,
        n_articles=11,
    )
    return pd.concat([made.outlet_values, rows], ignore_index=True)


def _summary(made):
    if made.summary.empty:
        return made.summary
    model = made.summary[made.summary["primary"]].iloc[0].to_dict()
    rows = [
        {
            **model,
            "id": f"frame-vocabulary-{field}-{at}",
            "family": "frame vocabulary",
            "metric": METRIC,
            "field": field,
            "target": "",
            "voice": voice,
            "actor": actor,
            "label": f"vocabulary of {actor}, {voice}",
            "unit": "per 1,000 words",
            "primary": False,
            "depends": "",
        }
        for at, actor in enumerate(WORDS)
        for field, voice in (("hits", "unattributed"), ("articles", "all"))
    ]
    return pd.concat([made.summary, pd.DataFrame(rows)], ignore_index=True)


@pytest.fixture(scope="module")
def made():
    return with_vocabulary(comparison_of("make"))


@pytest.fixture(scope="module")
def alone():
    return with_vocabulary(comparison_of("make_nothing"))


def tables(blocks, start):
    return [b for b in blocks if isinstance(b, Table) and b.label.startswith(start)]


def said(line):
    return "".join(getattr(item, "text", "") for item in line)


def test_a_run_without_vocabulary_has_no_such_part():
    assert frames(comparison_of("make")) == ()
    look = view(comparison_of("make"))
    assert in_event(look, "e00") == ()


def test_it_is_said_to_be_a_proxy_that_nobody_validated(made):
    text = " ".join(said(line) for block in frames(made) for line in lines(block))
    assert validity.PROXY in text
    assert "not validated on your corpus; a proxy for coded frames" in text


def test_each_category_has_a_panel_with_every_outlet_on_one_axis(made):
    panels = next(b for b in frames(made) if isinstance(b, Panels))
    titles = [figure.title for figure in panels.figures]
    assert titles == ["Harbour life", "Nothing", "Talks"]
    assert all("KSNA" in f.alt and "HP" in f.alt for f in panels.figures)
    ends = {re.findall(r">([\d.]+)</text>", figure.svg)[2] for figure in panels.figures}
    assert len(ends) == 1


def test_the_axis_of_a_rate_begins_at_zero(made):
    panels = next(b for b in frames(made) if isinstance(b, Panels))
    assert all(">0.0</text>" in figure.svg for figure in panels.figures)
    assert not any("−" in figure.alt for figure in panels.figures)


def test_sizes_of_every_outlet_stand_under_the_panels(made):
    text = " ".join(said(line) for block in frames(made) for line in lines(block))
    assert "Unattributed text: KSNA 11 articles," in text


def test_words_of_both_groups_stand_side_by_side(made):
    table = tables(frames(made), "Words met")[0]
    row = next(r for r in table.rows if said(r.cells[0]) == "Talks")
    assert all(re.match(r"\d+ hits: \w+ \d+, ", said(cell)) for cell in row.cells[1:])


def test_what_nobody_wrote_has_no_hit_and_nothing_behind_it(made):
    row = next(
        r
        for r in tables(frames(made), "Words met")[0].rows
        if said(r.cells[0]) == "Nothing"
    )
    assert [said(cell) for cell in row.cells[1:]] == ["no hit", "no hit"]
    assert row.evidence is None


def test_voices_stand_apart_and_articles_with_their_number(made):
    table = tables(frames(made), "By voice")[0]
    row = next(r for r in table.rows if said(r.cells[0]) == "Talks")
    by_title = {
        column.label: said(cell)
        for column, cell in zip(table.columns, row.cells, strict=True)
    }
    assert by_title["Direct quotation"] == "0.000.00"
    assert by_title["Reported speech"] == "no wordsno words"
    assert re.fullmatch(r"(\d+% \(\d+ of \d+\)){2}", by_title["Articles with a hit"])


def test_the_evidence_has_the_sums_and_the_words(made):
    blocks = [b for b in walk(frames(made)) if isinstance(b, Evidence)]
    block = next(b for b in blocks if "talks" in b.title)
    first = said(block.sums[0])
    assert re.match(r"State, unattributed text: \d+ ÷ [\d,]+ × 1,000 = \d", first)
    assert block.total > len(block.passages) > 0
    assert "accord" in said(block.items[0])


def test_counts_are_those_of_the_articles(made):
    table = tables(frames(made), "Words met")[0]
    row = next(r for r in table.rows if said(r.cells[0]) == "Harbour life")
    state = made.articles[
        made.articles["compared"] & (made.articles["group"] == "state")
    ]
    words = WORDS["made_up: harbour_life"]
    n_hits = sum(len(_hits(made.texts[key], words)) for key in state["article"])
    assert said(row.cells[1]).startswith(f"{n_hits} hits:")


def test_its_comparisons_stand_apart_with_their_number(made):
    heads = [b.caption for b in comparisons(made) if isinstance(b, Table)]
    assert heads[1].startswith("Exploratory: 4 comparisons")
    assert heads[2] == (
        "Frame vocabulary (words of dictionaries), exploratory: 6 comparisons, "
        "corrected together, apart from the others"
    )


def test_each_correction_counts_its_own_comparisons(made):
    rows = view(made).summary
    by_family = {row["family"]: wording.tested(rows, row) for row in rows}
    assert by_family["frame vocabulary"] == 6
    assert by_family["reading"] == 3


def test_the_words_behind_a_difference_are_in_its_evidence(made):
    blocks = [b for b in walk(comparisons(made)) if isinstance(b, Evidence)]
    mine = next(b for b in blocks if b.title.endswith("made_up: talks, unattributed"))
    items = [said(item) for item in mine.items]
    assert items[0].startswith("State: ")
    assert items[1].startswith("Western: ")
    assert "talks" in items[0]
    assert len(mine.passages) <= 3


def test_unvalidated_vocabulary_is_no_finding_of_the_first_page(made):
    rows = made.summary["family"] == "frame vocabulary"
    summary = made.summary.assign(primary=rows)
    primary = dataclasses.replace(made, summary=summary)
    assert "differ" not in lead(primary).replace("differs", "")
    page = answer(primary)
    columns = next(b for b in page if b.kind == "columns")
    assert "not yet validated: 6" in columns.parts[2][0].text
    items = [item for part in columns.parts for line in part[1].items for item in line]
    assert not [item for item in items if isinstance(item, Number)]


def test_it_is_no_panel_of_an_outlet_page(made):
    titles = [b.title for b in walk(outlet_pages(made)) if isinstance(b, Figure)]
    assert not any("ocabulary" in title or "Hits" in title for title in titles)


def test_one_event_shows_counts_and_no_verdict(made):
    blocks = in_event(view(made), "e00")
    table = next(b for b in blocks if isinstance(b, Table))
    assert [said(c.title) for c in table.columns[1:]] == ["state", "western"]
    assert all(re.match(r"\d+ \(\d+\.\d\d\)", said(row.cells[1])) for row in table.rows)
    assert "differs" not in str(blocks)
    assert "made_up" in said(table.rows[0].cells[0])


def test_where_nothing_is_compared_each_outlet_has_its_counts(alone):
    blocks = frames(alone)
    table = tables(blocks, "Words met")[0]
    names = [said(column.title) for column in table.columns[1:]]
    assert names == ["Velland Today", "Northern Ledger", "unknown"]
    event = next(b for b in in_event(view(alone), "e01") if isinstance(b, Table))
    assert {said(c.title) for c in event.columns[1:]} <= set(names)
    assert "Nothing is compared between groups here" in str(blocks)


def test_a_report_with_it_keeps_the_rules_of_every_report(made, alone):
    for comparison in (made, alone):
        report = build(comparison)
        blocks = [b for section in report.sections for b in walk(section)]
        ids = [b.id for b in blocks if isinstance(b, Evidence | Heading) and b.id]
        assert len(ids) == len(set(ids))
        assert dead_links(report) == []
        assert not [t for t in own_words(report) if FORBIDDEN.search(t)]
        for table in (b for b in blocks if isinstance(b, Table)):
            rows = [row for row in table.rows if row.style == "row"]
            assert all(len(row.cells) == len(table.columns) for row in rows)


def test_words_beyond_the_most_met_are_counted():
    frame = pd.DataFrame({"note": [f"w{n}" for n in range(5)]})
    assert top_words(frame, 3) == "w0 1, w1 1, w2 1, 2 more"
