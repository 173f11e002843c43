"""Label choices, and agents and patients, as a report prints them."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from framing.comparison.wordings import Wording
from framing.metrics import Actions, Labels
from framing.referents import Label, Referent, Referents
from framing.report.assemble import build
from framing.report.blocks import Evidence, Heading, Number, Quoted, Table
from framing.report.html import dead_links
from framing.report.sections.actions import actions
from framing.report.sections.labels import labels
from framing.report.tree import lines, walk
from tests.report import make
from tests.report.test_sections import FORBIDDEN, own_words

TALKS = Referent(
    key="border-talks",
    title="the talks at the border",
    labels=(
        Label(
            name="dialogue", terms=("dialogue",), used_by="Karsia", source="an atlas"
        ),
        Label(name="summit", terms=("summit",), used_by="Orvale", source="a year book"),
        Label(name="parley", terms=("parley",), used_by="nobody", source="an atlas"),
    ),
)
STATE = ("velland-today", "karsia-agency")
WESTERN = ("quay-courier", "northern-ledger")
COLUMNS = [
    *("metric", "field", "target", "voice", "actor", "outlet", "group"),
    *("value", "low", "high", "numerator", "denominator", "n_events", "n_articles"),
]


def value(outlet, key, top, bottom):
    group = "state" if outlet in STATE else "western"
    return (*key, outlet, group, top / bottom, 0.0, 1.0, top, bottom, 3, 3)


def label_rows(counts, *, voices=("unattributed", "all"), field="label_share"):
    """Return values from ``{outlet: {label: uses}}``."""
    return [
        value(
            outlet,
            ("labels", field, TALKS.key, voice, name),
            float(uses.get(name, 0)),
            float(sum(uses.values())),
        )
        for outlet, uses in counts.items()
        for name in ("dialogue", "summit", "parley")
        for voice in voices
    ]


def comparison_with(rows, *, base=make.make):
    """Return a made-up comparison in which other values were measured."""
    made = base()
    # Namings stand in tables of their own.
    made = dataclasses.replace(made, wording=Wording(contrasts=made.contrasts))
    first = made.articles["article"].iloc[0]
    items = [
        (first, *row[:5], 0, 3, 1.0, str(row[4]) or "met: A → B")
        for row in rows
        if row[10]
    ]
    columns = made.evidence.columns
    fields = {
        (name, field.name): field
        for name, metric in (("labels", Labels()), ("actions", Actions()))
        for field in metric.fields
    }
    return dataclasses.replace(
        made,
        referents=Referents(entries=(TALKS,)),
        fields={**made.fields, **fields},
        outlet_values=pd.concat(
            [made.outlet_values, pd.DataFrame(rows, columns=COLUMNS)],
            ignore_index=True,
        ),
        evidence=pd.concat(
            [made.evidence, pd.DataFrame(items, columns=columns)], ignore_index=True
        ),
        target_names={**made.target_names, TALKS.key: TALKS.title},
    )


CHOICES = label_rows(
    {
        "velland-today": {"dialogue": 6},
        "karsia-agency": {"dialogue": 3, "summit": 1},
        "quay-courier": {"summit": 5},
        "northern-ledger": {"summit": 4},
    }
)


def words_of(blocks):
    return [
        " ".join(getattr(part, "text", "") for part in line)
        for block in walk(tuple(blocks))
        for line in lines(block)
    ]


@pytest.fixture(scope="module")
def made():
    return comparison_with(CHOICES)


def table_of(blocks):
    return next(b for b in blocks if isinstance(b, Table))


def test_each_label_is_a_row_and_each_group_a_column(made):
    table = table_of(labels(made))
    heads = [part.text for row in table.rows for part in row.cells[0][:1]]
    assert heads == ["dialogue", "summit"]
    assert table.caption == "The talks at the border"
    assert [c.label for c in table.columns] == ["", "state", "western", "in quotations"]


def test_a_group_never_stands_without_its_outlets(made):
    cell = " ".join(part.text for part in table_of(labels(made)).rows[0].cells[1][2:]
                    if hasattr(part, "text"))  # fmt: skip
    assert "90%" in cell
    assert "9 of 10" in cell
    assert "3 of 4" in cell
    assert "6 of 6" in cell


def test_who_uses_a_label_stands_in_its_row_and_the_source_behind_it(made):
    row = table_of(labels(made)).rows[0]
    assert "used by: Karsia" in " ".join(p.text for p in row.cells[0][2:])
    said = words_of([row.evidence])
    assert "Source: an atlas." in said


def test_labels_are_set_as_words_of_outlets(made):
    cells = [row.cells[0][0] for row in table_of(labels(made)).rows]
    assert all(isinstance(cell, Quoted) for cell in cells)


def test_every_share_leads_to_its_places(made):
    table = table_of(labels(made))
    for row in table.rows:
        numbers = [p for cell in row.cells for p in cell if isinstance(p, Number)]
        assert {number.evidence for number in numbers} == {row.evidence.id}
        assert row.evidence.total >= 1


def test_a_listed_label_that_was_not_found_is_named(made):
    assert any(
        "not found in these articles: “parley”" in w for w in words_of(labels(made))
    )


def test_quotations_and_scare_quotes_stand_apart():
    rows = [
        *CHOICES,
        *label_rows({"quay-courier": {"dialogue": 2, "summit": 1}}, voices=("quoted",)),
        value(
            "quay-courier",
            ("labels", "marked_share", TALKS.key, "unattributed", "dialogue"),
            3.0,
            3.0,
        ),
    ]
    row = table_of(labels(comparison_with(rows))).rows[0]
    said = " ".join(part.text for part in row.cells[3] if hasattr(part, "text"))
    assert "2 of 3" in said
    assert "3 times in scare quotes" in said


def test_one_label_alone_is_no_choice_and_is_said_so():
    rows = label_rows({"quay-courier": {"summit": 5}})
    blocks = labels(comparison_with(rows))
    assert not any(isinstance(b, Table) for b in blocks)
    assert any(
        "1 referent was named by one of its labels only" in w for w in words_of(blocks)
    )


def test_where_nothing_is_named_the_part_is_left_out():
    made = make.make()
    wording = Wording(contrasts=made.contrasts)
    assert labels(dataclasses.replace(made, wording=wording)) == ()
    assert labels(comparison_with(label_rows({"quay-courier": {"summit": 2}}))) == ()


def test_without_groups_outlets_stand_beside_each_other():
    rows = [row for row in CHOICES if row[5] in {"velland-today", "northern-ledger"}]
    table = table_of(labels(comparison_with(rows, base=make.make_nothing)))
    assert [c.label for c in table.columns][1:-1] == ["VT", "NL"]


ACTED = [
    value(outlet, ("actions", field, "VL", "unattributed", ""), top, 40.0)
    for outlet in (*STATE, *WESTERN)
    for field, top in (
        ("agent_cooperative", 4.0),
        ("agent_conflictual", 0.0),
        ("patient_cooperative", 1.0),
        ("patient_conflictual", 2.0),
    )
]


def test_each_target_has_both_groups_in_each_part():
    table = table_of(actions(comparison_with(ACTED)))
    assert [row.cells[0][0].text for row in table.rows] == ["Velland"]
    cell = [part.text for part in table.rows[0].cells[1] if hasattr(part, "text")]
    assert cell.count("10.0") == 2
    assert " (8 in 80)" in cell


def test_actions_say_how_each_verb_was_read():
    evidence = table_of(actions(comparison_with(ACTED))).rows[0].evidence
    assert isinstance(evidence, Evidence)
    assert words_of([evidence]).count("Read as met: A → B") == 1


def test_without_an_action_the_part_is_left_out():
    rows = [value("quay-courier", row[:5], 0.0, 40.0) for row in ACTED]
    assert actions(make.make()) == ()
    assert actions(comparison_with(rows)) == ()


def test_a_whole_report_with_both_parts_is_sound():
    report = build(comparison_with([*CHOICES, *ACTED]))
    assert dead_links(report) == []
    assert [t for t in own_words(report) if FORBIDDEN.search(t)] == []
    blocks = [b for section in report.sections for b in walk(section)]
    ids = [b.id for b in blocks if isinstance(b, Heading | Evidence) and b.id]
    assert {"label-choices", "actions"} <= set(ids)
    assert len(ids) == len(set(ids))
