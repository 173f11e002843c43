"""Stance in the report: by voice, by speaker, by other words."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from framing.comparison.words import SECOND, TRIMMED
from framing.report.blocks import Heading, Panels, Table
from framing.report.robustness import by_other_words
from framing.report.sections.stance import stance
from framing.report.view import view
from framing.report.voices import by_speaker, by_voice
from tests.report.make import make
from tests.report.parts import robustness_frame


@pytest.fixture(scope="module")
def made():
    return make()


def said(cell):
    return " ".join(item.text for item in cell if hasattr(item, "text")).strip()


def table_of(blocks):
    return next(block for block in blocks if isinstance(block, Table))


def stance_rows(look):
    return [row for row in look.summary if row["family"] == "stance"]


def test_every_voice_with_mentions_has_its_panels(made):
    blocks = stance(made)
    titles = [b.text for b in blocks if isinstance(b, Heading) and b.level == 4]
    assert titles[0] == "Unattributed text"
    assert any(isinstance(block, Panels) for block in blocks)


def test_each_difference_stands_beside_four_others(made):
    look = view(made)
    table = table_of(by_other_words(look, stance_rows(look)))
    assert [said(column.title) for column in table.columns][2:] == [
        "By the second word list",
        "Without the ten most frequent words of each group",
        "Uncertain voice counted as unattributed",
        "Uncertain voice counted as quoted",
    ]
    tested = [r for r in stance_rows(look) if r["verdict"] != "not estimable"]
    assert len(table.rows) == len(tested) > 0


def changed(made, check, **columns):
    frame = robustness_frame(made.summary)
    frame = frame[frame["check"] == check].assign(**columns)
    return dataclasses.replace(made, robustness=frame)


def test_a_flipped_sign_is_said_where_both_are_printed_with_one(made):
    gap = dict(zip(made.summary["id"], made.summary["difference"], strict=True))
    frame = changed(made, SECOND).robustness
    turned = frame.assign(difference=[-gap[key] for key in frame["id"]])
    look = view(dataclasses.replace(made, robustness=turned))
    rows = table_of(by_other_words(look, stance_rows(look))).rows
    signed = [row for row in rows if not said(row.cells[2]).startswith("0.00")]
    assert signed
    assert all("other sign" in said(row.cells[2]) for row in signed)


def test_a_changed_verdict_is_named(made):
    look = view(changed(made, TRIMMED, changed=True, verdict="inconclusive"))
    rows = table_of(by_other_words(look, stance_rows(look))).rows
    assert all("inconclusive" in said(row.cells[2]) for row in rows)


def test_without_checks_there_is_no_table(made):
    look = view(dataclasses.replace(made, robustness=made.robustness.iloc[:0]))
    assert by_other_words(look, stance_rows(look)) == ()


def with_rows(made, *rows):
    """Return a comparison whose table holds stances of some compared articles."""
    article = made.articles[made.articles["compared"]].iloc[0]
    columns = list(made.table.columns)
    plain = dict.fromkeys(columns, "") | {
        "article": article["article"],
        "outlet": article["outlet"],
        "event": article["event"],
        "metric": "stance",
        "field": "tone",
        "target": "VL",
        "unit": "balance per mention",
    }
    frame = pd.DataFrame([plain | row for row in rows], columns=columns)
    return dataclasses.replace(made, table=frame), article


def test_mentions_stand_with_every_value_by_voice(made):
    row = {"voice": "quoted", "numerator": 1.5, "denominator": 6.0, "value": 0.25}
    events = {"field": "event_valence", "voice": "all"}
    other = row | events | {"numerator": -3.0, "value": -0.5}
    changed_table, article = with_rows(made, row, other)
    look = view(changed_table)
    cells = table_of(by_voice(look, ["VL"])).rows[0].cells
    title = look.group_name(look.side(article["group"]))
    assert f"{title}   +0.25  (6 mentions)" in said(cells[2])
    assert f"{title}   −0.50  (6 mentions)" in said(cells[5])
    assert "no mention" in said(cells[1])


def test_speakers_need_five_mentions_and_are_named(made):
    row = {"voice": "quoted", "actor": "ana-oru", "numerator": -2.0}
    rare = row | {"actor": "ben-olsen", "denominator": 4.0}
    changed_table, _ = with_rows(made, row | {"denominator": 5.0}, rare)
    look = view(
        dataclasses.replace(
            changed_table, target_names={"ana-oru": "Ana Oru", "VL": "V"}
        )
    )
    (only,) = table_of(by_speaker(look, ["VL"])).rows
    assert said(only.cells[1]) == "Ana Oru"
    assert "−0.40" in said(only.cells[2])


def test_without_known_speakers_there_is_no_table(made):
    assert by_speaker(view(made), ["VL"]) == ()


def test_where_nothing_is_compared_there_is_no_table_by_voice(made):
    nothing = made.articles.assign(compared=False)
    assert by_voice(view(dataclasses.replace(made, articles=nothing)), ["VL"]) == ()
