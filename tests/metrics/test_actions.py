"""Tests of counting agents and patients."""

from __future__ import annotations

import pytest

from framing.metrics import Actions
from tests.documents import document, quote

TARGETS = ("Zandia", "Olmen")


def values(text, *, voice="all", targets=TARGETS, **given):
    rows = Actions()(document(text, targets=targets, **given)).rows
    return {
        (row.field, row.target): row.value
        for row in rows
        if row.voice == voice and row.numerator
    }


def test_agent_and_patient_are_counted_per_hundred_mentions():
    text = "Zandia attacked Olmen. Olmen is far. Zandia is near."
    assert values(text) == {
        ("agent_conflictual", "Zandia"): 50.0,
        ("patient_conflictual", "Olmen"): 50.0,
    }


def test_swapping_two_targets_swaps_their_parts():
    text = "Zandia helped Olmen. Olmen was praised by Zandia."
    swapped = (
        text.replace("Zandia", "X").replace("Olmen", "Zandia").replace("X", "Olmen")
    )
    other = {"Zandia": "Olmen", "Olmen": "Zandia"}
    assert values(swapped) == {
        (field, other[target]): value for (field, target), value in values(text).items()
    }


def test_a_target_that_does_nothing_has_zero_and_one_never_named_has_no_row():
    rows = Actions()(document("Zandia is near.", targets=TARGETS)).rows
    assert {(row.target, row.value) for row in rows} == {("Zandia", 0.0)}


def test_quoted_actions_stay_out_of_unattributed_text():
    text = "Zandia is calm. “Zandia attacked Olmen,” Ruiz said."
    quotes = (quote(text, "“Zandia attacked Olmen,”"),)
    assert values(text, voice="unattributed", quotes=quotes) == {}
    assert values(text, voice="quoted", quotes=quotes) == {
        ("agent_conflictual", "Zandia"): 100.0,
        ("patient_conflictual", "Olmen"): 100.0,
    }


def test_evidence_says_who_does_what_to_whom():
    made = Actions()(document("Zandia attacked Olmen.", targets=TARGETS))
    notes = {item.note for item in made.evidence}
    assert notes == {"attacked: Zandia → Olmen"}


def test_a_side_that_is_no_target_is_said_to_be_missing():
    made = Actions()(document("Zandia shelled the port.", targets=TARGETS))
    assert {item.note for item in made.evidence} == {"shelled: Zandia → not found"}


@pytest.mark.parametrize("field", Actions().fields, ids=lambda field: field.name)
def test_the_meaning_keeps_actions_apart_from_tone(field):
    assert "never added to the tone" in field.meaning
