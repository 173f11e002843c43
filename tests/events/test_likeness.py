"""How likely pairs are to report one event."""

from __future__ import annotations

import numpy as np
import pytest

from framing.config import Grouping
from framing.events.likeness import FLOOR, MOST_IN_DOUBT, STRONG_DOUBT, near_pairs
from framing.linkage import Edges, average_link
from tests.events.made import NONE, day, item

OTHERS = [
    item(f"z{i}", words, day("2031-06-28"))
    for i, words in enumerate(
        ["flood closes harbour", "vote held in lora", "court frees editor"]
    )
]


def likely(a, b):
    """Return the probability of a pair among articles on other things."""
    items = [a, b, *OTHERS]
    edges = near_pairs(items, Grouping())
    found = {(x, y): p for x, y, p in zip(*(c.tolist() for c in edges), strict=True)}
    return found.get((0, 1), 0.0)


def test_a_gap_in_days_makes_a_pair_less_likely():
    found = [
        likely(item("a", published=day("2031-06-28")), item("b", published=day(when)))
        for when in ("2031-06-28", "2031-06-29", "2031-07-01", "2031-07-02")
    ]
    assert found[0] > found[1] > found[2] > 0
    assert found[3] == 0


def test_hours_count_where_both_stamps_have_one():
    late = day("2031-06-28", stamp="2031-06-28 23:00")
    early = day("2031-06-29", stamp="2031-06-29T01:00:00")
    near = likely(item("a", published=late), item("b", published=early))
    assert near > likely(
        item("a", published=day("2031-06-28")), item("b", published=day("2031-06-29"))
    )


def test_a_preview_belongs_to_the_day_that_it_announces():
    event = day("2031-06-28", source="weekday and day")
    early = item("a", published=day("2031-06-26"), event=event, is_preview=True)
    report = item("b", published=day("2031-06-28"), event=event)
    plain = item("a", published=day("2031-06-26"), event=event)
    assert likely(early, report) > likely(plain, report)


def test_a_preview_far_ahead_meets_reports_of_the_day_that_it_announces():
    event = day("2031-06-28", source="weekday and day")
    early = item("a", published=day("2031-06-10"), event=event, is_preview=True)
    assert likely(early, item("b", published=day("2031-06-29"))) > 0
    assert likely(early, item("b", published=day("2031-06-11"))) > 0
    for apart in ("2031-06-19", "2031-07-05"):
        assert likely(early, item("b", published=day(apart))) == 0
    report = item("a", published=day("2031-06-10"), event=event)
    assert likely(report, item("b", published=day("2031-06-29"))) == 0


def test_previews_of_one_day_are_compared_once_whenever_they_appeared():
    event = day("2031-06-28", source="weekday and day")
    items = [
        item(key, published=day(when), event=event, is_preview=True)
        for key, when in (("a", "2031-06-10"), ("b", "2031-06-11"), ("c", "2031-06-19"))
    ]
    edges = near_pairs([*items, item("d", published=day("2031-06-28"))], Grouping())
    pairs = list(zip(edges.a.tolist(), edges.b.tolist(), strict=True))
    assert pairs == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_a_missing_day_is_a_doubt():
    dated = likely(
        item("a", published=day("2031-06-28")), item("b", published=day("2031-06-28"))
    )
    assert likely(item("a"), item("b", published=day("2031-06-28"))) < dated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leaders held a call on monday", "leaders held a call on friday"),
        (
            "leaders held a call on monday 9 june",
            "leaders held a call on monday july 21",
        ),
        ("leaders held a third call", "leaders held a fifth call"),
        ("leaders held a call", "ten years ago leaders held a call"),
        ("leaders held a call", "six months after leaders held a call"),
        ("leaders voted 5 to 2", "leaders voted 4 to 3"),
    ],
)
def test_openings_that_exclude_one_another_keep_undated_texts_apart(one, other):
    words = "and extended the grain treaty of lora by five years"
    found = likely(item("a", f"{one} {words}"), item("b", f"{other} {words}"))
    same = likely(item("a", f"{one} {words}"), item("b", f"{one} {words}"))
    assert found < 0.3
    assert same > 0.9


@pytest.mark.parametrize(("published", "apart"), [("07-21", True), ("06-11", False)])
def test_a_date_in_an_opening_is_held_against_the_day_of_a_dated_text(published, apart):
    words = "leaders held a call and extended the grain treaty of lora"
    dated = item("b", words, day(f"2031-{published}"))
    assert (likely(item("a", f"{words} on monday 9 june"), dated) < 0.3) == apart


def test_with_days_openings_do_not_matter():
    one, other = (f"leaders held a call on {d}" for d in ("monday", "friday"))
    when = day("2031-06-28")
    found = likely(item("a", one, when), item("b", other, when))
    assert found > 0.5


def test_every_pair_comes_up_once_and_is_likely_enough():
    items = [item(f"a{i:02}", published=day("2031-06-28")) for i in range(40)]
    items += [item(f"b{i:02}") for i in range(40)]
    edges = near_pairs(items, Grouping())
    pairs = list(zip(edges.a.tolist(), edges.b.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert (edges.a < edges.b).all()
    assert (edges.score >= FLOOR).all()


def test_a_strong_doubt_outweighs_any_likeness():
    settings = Grouping()
    odds = np.exp(MOST_IN_DOUBT) * settings.undated * STRONG_DOUBT
    assert odds / (1 + odds) < settings.threshold


def edges_of(pairs):
    rows = sorted((a, b, s) for (a, b), s in pairs.items())
    a, b, s = zip(*rows, strict=True)
    return Edges(np.array(a), np.array(b), np.array(s))


def test_no_cluster_stretches_further_than_asked():
    chain = edges_of({(i, i + 1): 0.9 for i in range(5)})
    made = average_link(6, chain, 0.1, places=[0, 1, 2, 3, 4, 5], widest=1.5)
    for label in set(made):
        members = [i for i in range(6) if made[i] == label]
        assert max(members) - min(members) <= 1
    assert average_link(2, edges_of({(0, 1): 0.9}), 0.5, places=[np.nan, 9]) == [0, 0]


def test_nothing_to_compare():
    assert len(near_pairs([], Grouping()).a) == 0
    assert len(near_pairs([item("a", "", NONE)], Grouping()).a) == 0
