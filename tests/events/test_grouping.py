from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.config import Grouping
from framing.document import analyse
from framing.events import (
    Item,
    group_at,
    group_blindly,
    group_events,
    settle_dates,
)
from framing.model import Article, DateEstimate
from tests.events.made import NONE, day, item, parts


def test_alike_and_near_in_time_is_one_event():
    items = [
        item("a", published=day("2031-06-28")),
        item("b", published=day("2031-06-29")),
    ]
    assert parts(group_events(items)) == {frozenset("ab")}


def test_lookalikes_months_apart_are_two_events():
    items = [
        item("a", published=day("2031-06-28")),
        item("b", published=day("2031-12-15")),
    ]
    assert len(group_events(items)) == 2


def test_different_words_on_one_day_are_two_events():
    other = "flood closes the northern harbour and rail lines"
    items = [
        item("a", published=day("2031-06-28")),
        item("b", other, published=day("2031-06-28")),
    ]
    assert len(group_events(items)) == 2


def test_weekdays_that_disagree_keep_undated_lookalikes_apart():
    base = "leaders hold video call on"
    items = [
        item("a", f"{base} monday treaty extended"),
        item("b", f"{base} monday treaty extended"),
        item("c", f"{base} wednesday vaccine deal"),
    ]
    assert frozenset("ab") in parts(group_events(items))


def test_a_preview_far_ahead_joins_the_event_and_stretches_no_other():
    event = day("2031-06-28", source="full date")
    items = [
        item("a", published=day("2031-06-10"), event=event, is_preview=True),
        item("b", published=day("2031-06-28")),
        item("c", published=day("2031-07-01")),
        item("d", published=day("2031-06-11"), event=event, is_preview=True),
    ]
    (found,) = [e for e in group_events(items) if "a" in e.articles]
    assert {"a", "b", "d"} <= set(found.articles)
    phases = {member.article: member.phase for member in found.members}
    assert phases["a"] == phases["d"] == "announcement"


def test_a_preview_is_marked_as_announcing():
    items = [
        item("a", published=day("2031-06-27"), is_preview=True),
        item("b", published=day("2031-06-28")),
    ]
    (event,) = group_events(items)
    assert [m.phase for m in event.members] == ["announcement", "report"]


def test_an_undated_article_takes_its_date_from_the_event_as_an_inference():
    items = [item("a", published=day("2031-06-28"), event=day("2031-06-28")), item("b")]
    events = group_events(items, settings=Grouping(threshold=0.05))
    settled = settle_dates(items, events)
    assert settled["b"].source == "same event"
    assert (settled["b"].low, settled["b"].high) == ("2031-06-28", "2031-06-30")


def test_no_date_is_taken_that_its_own_words_speak_against():
    late = DateEstimate(low="2033-01-01", source="year bound")
    items = [
        item("a", published=day("2031-06-28"), event=day("2031-06-28")),
        item("b", published=late),
    ]
    events = group_events(items, settings=Grouping(threshold=0.01))
    assert settle_dates(items, events) == {}


def test_nothing_gives_no_events():
    assert group_events([]) == ()


@pytest.mark.parametrize("words", ["", "the of and", "\x00", "🙂"])
def test_an_article_without_words_is_an_event_of_its_own(words):
    assert parts(group_events([item("a", words), item("b")])) == {
        frozenset("a"),
        frozenset("b"),
    }


def test_identical_articles_are_one_event():
    items = [item(f"a{i}", published=day("2031-06-28")) for i in range(50)]
    assert len(group_events(items)) == 1


def test_thousands_of_equal_articles_are_one_event():
    items = [item(f"a{i:04}") for i in range(2000)]
    (event,) = group_events([*items, item("z", "harbour strike ends in vess")])[:1]
    assert len(event.members) == 2000
    assert all(member.confidence > 0.9 for member in event.members)


def test_event_ids_are_unique_and_stable():
    items = [item(k, published=day(f"2031-0{i}-28")) for i, k in enumerate("abc", 1)]
    first, second = group_events(items), group_events(reversed(items))
    assert [e.id for e in first] == [e.id for e in second]
    assert len({e.id for e in first}) == len(first)


subjects = st.sampled_from(
    ["dam opens", "treaty signed", "grain talks fail", "vote held"]
)
days = st.sampled_from(["", "2031-06-01", "2031-06-02", "2031-06-20"])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(subjects, days), min_size=1, max_size=12), st.randoms())
def test_grouping_is_a_partition_whatever_the_order(rows, chance):
    items = [
        item(f"a{i:02}", words, published=day(when) if when else NONE)
        for i, (words, when) in enumerate(rows)
    ]
    events = group_events(items)
    assert sorted(a for e in events for a in e.articles) == [i.id for i in items]
    mixed = random.Random(chance.random()).sample(items, len(items))
    assert group_events(mixed) == events


def test_an_event_without_a_headline_is_named_by_its_first_words():
    raw = "The harbour of Lora opened on Monday. Forty ships came."
    document = analyse(Article(id="a", raw=raw))
    (event,) = group_events([document])
    assert event.label == "The harbour of Lora opened on Monday. Forty ships came"


def test_an_event_without_any_words_is_named_by_its_article():
    assert group_events([item("a", "")])[0].label == "article a"


def test_an_article_between_two_events_names_the_other():
    first, second = "grain accord signed in lora", "harbour strike ends in vess"
    items = [
        *(item(f"a{i}", first, day("2031-06-28")) for i in range(3)),
        *(item(f"b{i}", second, day("2031-06-28")) for i in range(3)),
        item("c", f"{first} {second}", day("2031-06-28")),
    ]
    events = {event.id: event for event in group_events(items)}
    (middle,) = [m for e in events.values() for m in e.members if m.article == "c"]
    assert middle.rival in events
    assert "c" not in events[middle.rival].articles
    assert middle.note == f"ambiguous between this and: {events[middle.rival].label}"


def test_certain_days_far_apart_meet_through_no_undated_article():
    days = [day(f"2031-06-{d:02d}") for d in (1, 3, 5, 7, 9)]
    items = [item(f"a{i}", published=when) for i, when in enumerate([*days, NONE])]
    for event in group_events(items):
        found = [items[int(key[1])].published.low for key in event.articles]
        known = sorted(filter(None, found))
        assert int(known[-1][-2:]) - int(known[0][-2:]) <= 4


def test_days_told_in_full_meet_others_through_no_undated_article():
    """The undated article is as near to the June call as to the December call."""
    told = day("2031-06-28", source="weekday and day", weekday=5)
    found = group_events(
        [
            item("june", published=told, event=told),
            item("between"),
            item("december", published=day("2031-12-16")),
        ]
    )
    (together,) = [part for part in parts(found) if "between" in part]
    assert len(together) == 2


def test_names_and_numbers_group_articles_that_share_no_other_word():
    items = [
        item("a", "marta oru signed 4500", day("2031-06-28"), names="marta oru"),
        item("b", "praise for marta oru 4500", day("2031-06-28"), names="marta oru"),
        item("c", "praise for signed deal", day("2031-06-28"), names="vess"),
    ]
    assert frozenset("ab") in parts(group_blindly(items))


def test_a_looser_threshold_gives_no_more_events_than_a_stricter():
    words = ["grain accord signed", "grain accord talks", "harbour opened today"]
    items = [
        Item(
            id=key,
            title=text,
            words=text,
            published=DateEstimate(),
            event=DateEstimate(),
        )
        for key, text in zip("abc", words, strict=True)
    ]
    loose, strict = group_at(items, factors=(0.1, 9.0))
    assert len(loose) <= len(strict) == 3
