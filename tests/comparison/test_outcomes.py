"""The family of comparisons is fixed before the run."""

from __future__ import annotations

import pytest

from framing.comparison.outcomes import FAMILIES, PLAN, RELATIVE, outcomes, voice_words
from framing.config import Analysis, Primary

KEYS = [
    ("length", "words", "", "all", ""),
    ("stance", "tone", "XA", "unattributed", ""),
    ("stance", "tone", "XB", "quoted", ""),
    ("stance", "tone", "XA", "reported", ""),
    ("quotation", "source_use", "", "all", "unnamed"),
    ("quotation", "source_use", "", "all", "expert"),
    ("quotation", "source_use", "", "all", "party"),
    ("other", "thing", "", "all", ""),
]


def listed(keys=KEYS, primary=(), wanted=lambda _key: True):
    return outcomes(
        keys,
        analysis=Analysis(primary=primary),
        fields={},
        names={"XA": "Tarvonia"},
        wanted=wanted,
    )


def test_families_stand_in_the_order_of_the_report():
    order = [FAMILIES.index(outcome.family) for outcome in listed()]
    assert order == sorted(order)


def test_plan_uses_known_families_only():
    assert {line.family for line in PLAN} <= set(FAMILIES)


def test_only_planned_keys_are_compared():
    assert {o.key[4] for o in listed() if o.key[1] == "source_use"} == {
        "expert",
        "unnamed",
    }
    assert "reported" not in {o.key[3] for o in listed()}
    assert "other" not in {o.key[0] for o in listed()}


def test_each_stance_stands_beside_the_one_relative_to_others():
    stance = [o for o in listed() if o.is_stance]
    assert [o.is_relative for o in stance] == [False, True, False, True]
    assert stance[1].label.endswith(f", {RELATIVE}")


def test_one_target_has_no_others():
    assert not any(o.is_relative for o in listed(KEYS[:2]))


def test_a_plan_outside_the_list_is_still_primary():
    found = listed(primary=(Primary(metric="other", field="thing", voice="all"),))
    mine = next(o for o in found if o.key[0] == "other")
    assert (mine.primary, mine.label, mine.family) == (True, "other: thing", "wording")


def test_primary_outcomes_stay_where_little_was_measured():
    chosen = Primary(metric="stance", field="tone", target="XA", voice="unattributed")
    found = listed(primary=(chosen,), wanted=lambda _key: False)
    assert [o.key for o in found] == [chosen.key]


@pytest.mark.parametrize(
    ("keys", "ids"),
    [
        (
            [("length", "words", "", "all", "")],
            ["length-words-all"],
        ),
        (
            [
                ("stance", "tone", "X.A", "quoted", ""),
                ("stance", "tone", "X-A", "quoted", ""),
            ],
            [
                "stance-tone-x-a-quoted",
                "stance-tone-x-a-quoted-relative-to-other-targets",
                "stance-tone-x-a-quoted-2",
                "stance-tone-x-a-quoted-relative-to-other-targets-2",
            ],
        ),
    ],
)
def test_ids_are_unique_and_safe_in_an_anchor(keys, ids):
    assert [outcome.id for outcome in listed(keys)] == ids


def test_an_unknown_voice_keeps_its_name():
    assert voice_words("sung") == "sung"
