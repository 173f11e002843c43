"""The family of comparisons is fixed before the run."""

from __future__ import annotations

import pytest

from framing.comparison.outcomes import outcomes, voice_words
from framing.comparison.plan import (
    APART,
    FAMILIES,
    PLAN,
    RELATIVE,
    corrected_with,
)
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


VOCABULARY = [
    ("frame_vocabulary", field, "", voice, actor)
    for field in ("hits", "articles")
    for voice in ("all", "quoted", "reported", "unattributed")
    for actor in ("mine: a_b", "mine: c")
]


def test_every_category_of_a_dictionary_is_compared_in_the_planned_voices():
    found = [(o.key[1], o.key[4], o.key[3]) for o in listed(VOCABULARY)]
    assert found == [
        ("hits", "mine: a_b", "unattributed"),
        ("hits", "mine: a_b", "quoted"),
        ("hits", "mine: c", "unattributed"),
        ("hits", "mine: c", "quoted"),
        ("articles", "mine: a_b", "all"),
        ("articles", "mine: c", "all"),
    ]


def test_a_category_is_named_with_its_dictionary():
    assert listed(VOCABULARY)[0].label == "vocabulary of a b (mine), unattributed text"
    assert listed(VOCABULARY)[-1].label == "articles with vocabulary of c (mine)"


def test_what_lists_count_stands_between_stance_and_wording():
    first, last = FAMILIES.index("stance"), FAMILIES.index("wording")
    assert set(FAMILIES[first + 1 : last]) == APART


def test_a_family_is_corrected_apart_unless_it_was_named_before_the_run():
    assert set(FAMILIES) > APART
    assert corrected_with("frame vocabulary", primary=True) == "primary"
    assert corrected_with("frame vocabulary", primary=False) == "frame vocabulary"
    assert {corrected_with(f, primary=False) for f in set(FAMILIES) - APART} == {
        "exploratory"
    }


def test_an_unknown_voice_keeps_its_name():
    assert voice_words("sung") == "sung"


def test_a_relation_is_not_measured_against_its_own_sides():
    keys = [("stance", "tone", target, "quoted", "") for target in ("A", "A-B", "B")]
    found = [outcome.key for outcome in listed(keys)]
    relative = {key[2] for key in found if key[4] == RELATIVE}
    assert relative == {"A", "B"}
    assert ("stance", "tone", "A-B", "quoted", "") in found
