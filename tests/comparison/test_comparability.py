"""Which articles are compared, and why the others are not."""

from __future__ import annotations

import pytest

from framing.comparison.comparability import place_articles, settle, variants
from framing.comparison.concluding import least_events
from framing.config import Analysis
from tests.comparison.tables import GROUPS, compared, outlets, tables

KEY = "e00-o0"


def settled(made, **chosen):
    """Return the articles of a run, with the reasons against comparing them."""
    placed = place_articles(
        made["articles"], made["members"], outlets=outlets(4), groups=GROUPS
    )
    found = settle(placed, Analysis(**chosen), ("state", "western"))
    return found.set_index("article")


def left_out(**changes):
    return settled(tables(changes={KEY: changes})).loc[KEY, "left_out"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"has_text": False}, "no text"),
        (
            {"outlet": "unknown", "outlet_status": "unknown"},
            "outlet is unknown; outlet is in no group",
        ),
        (
            {"outlet_status": "inferred", "outlet_confidence": 0.7},
            "outlet is only inferred: confidence 0.70",
        ),
        ({"outlet_status": "inferred", "outlet_confidence": 0.95}, ""),
        ({"outlet": "o99"}, "outlet is in no group"),
        ({"outlet": "somebody"}, "outlet is in no group"),
        ({"genre": "opinion"}, "genre is not compared: opinion"),
        (
            {"origin": "wire copy of Telvane"},
            "text is not the outlet's own: wire copy of Telvane",
        ),
        ({"integrity": "truncated"}, "text is not sound: truncated"),
        (
            {"genre": "opinion", "integrity": "excerpt"},
            "genre is not compared: opinion; text is not sound: excerpt",
        ),
    ],
)
def test_every_reason_is_recorded(changes, reason):
    assert left_out(**changes) == reason


@pytest.mark.parametrize(
    ("phase", "reason"),
    [
        ("report", ""),
        ("reaction", ""),
        ("announcement", "not a report of the event: announcement"),
        ("look-back", "not a report of the event: look-back"),
    ],
)
def test_announcements_are_not_compared_with_reports(phase, reason):
    made = tables()
    made["members"].loc[made["members"]["article"] == KEY, "phase"] = phase
    assert settled(made).loc[KEY, "left_out"] == reason


def test_an_article_outside_events_is_left_out():
    made = tables()
    made["members"] = made["members"][made["members"]["article"] != KEY]
    found = settled(made).loc[KEY]
    assert (found["event"], found["left_out"]) == ("", "in no event")


def test_events_of_one_group_are_left_out():
    changes = {f"e00-o{n}": {"genre": "opinion"} for n in (1, 3)}
    found = settled(tables(changes=changes))
    assert found.loc[KEY, "left_out"] == "no article of the other group"


@pytest.mark.parametrize("allowed", ["wire copy", "wire copy of Telvane"])
@pytest.mark.parametrize("told", ["", " (by match)"])
def test_wire_copy_may_be_allowed(allowed, told):
    made = tables(changes={KEY: {"origin": f"wire copy of Telvane{told}"}})
    found = settled(made, origins=("own", allowed))
    assert found["compared"].all()


def test_flow_adds_up():
    changes = {KEY: {"genre": "opinion"}, "e01-o0": {"has_text": False}}
    flow = compared(tables(changes=changes)).flow
    n = flow.groupby("step")["n"].sum()
    assert n["found"] == n["set aside"] + n["used"]
    assert n["used"] == n["not compared"] + n["compared"]
    assert {"genre is not compared", "no text", "empty"} < set(flow["reason"])


def test_of_twins_the_longest_is_compared():
    changes = {"e00-o1": {"outlet": "o0", "twin_of": KEY, "n_words": 30}}
    found = settled(tables(changes=changes))
    assert found.loc["e00-o1", "left_out"] == f"twin of another article: {KEY}"
    assert found.loc[KEY, "compared"]


def test_a_twin_stands_in_for_one_that_cannot_be_compared():
    changes = {"e00-o1": {"twin_of": KEY}, KEY: {"genre": "opinion"}}
    found = settled(tables(changes=changes))
    assert found.loc["e00-o1", "left_out"] == ""
    assert found.loc[KEY, "left_out"] == "genre is not compared: opinion"


def test_twins_are_counted_once_with_wire_copy_as_well():
    wire = {"origin": "wire copy of Telvane (by match)"}
    changes = {KEY: wire, "e00-o1": wire | {"twin_of": KEY, "n_words": 30}}
    frame = settled(tables(changes=changes))
    found = variants(frame.reset_index(), Analysis())
    assert found["wire copy included"].sum() == len(frame) - 1


def test_flow_counts_twins_and_wire_copy_by_match():
    changes = {
        "e00-o1": {"twin_of": "e00-o3", "n_words": 30},
        "e01-o0": {"origin": "wire copy of Telvane (by match)"},
    }
    flow = compared(tables(changes=changes)).flow
    reasons = set(flow.loc[flow["step"] == "not compared", "reason"])
    assert reasons == {"twin of another article", "text is not the outlet's own"}


def test_only_choices_that_change_something_are_checked():
    changes = {KEY: {"origin": "mixed"}, "e01-o1": {"translated": "yes"}}
    frame = settled(tables(changes=changes))
    found = variants(frame.reset_index(), Analysis())
    assert sorted(found) == ["wire copy included", "without translations"]
    assert found["wire copy included"].sum() == frame["compared"].sum() + 1


@pytest.mark.parametrize(("alpha", "least"), [(0.05, 6), (0.01, 8), (0.5, 2)])
def test_a_verdict_needs_events_enough_for_its_test(alpha, least):
    assert least_events(Analysis(min_events=2, alpha=alpha)) == least


def test_differences_between_outlets_are_no_claim_about_groups():
    made = tables(10, 8, seed=2)
    frame = made["measurements"]
    mine = frame["article"].astype(str).str.endswith("-o0")
    frame.loc[mine & (frame["field"] == "quoted_words"), "numerator"] = 39.0
    found = compared(made, n_outlets=8)
    assert found.conclusion == "outlets"
    assert "Of 1 difference, 0 hold up" in found.conclusion_reason


def test_left_out_articles_are_blamed_where_nothing_is_shared():
    changes = {f"e{e:02d}-o{o}": {"genre": "opinion"} for e in range(8) for o in (1, 3)}
    reason = compared(tables(changes=changes)).conclusion_reason
    assert "8 events would have both" in reason


def test_each_genre_is_compared_by_itself():
    frame = settled(tables(changes={KEY: {"genre": "analysis"}}))
    found = variants(frame.reset_index(), Analysis())
    assert list(found) == ["within genre: analysis", "within genre: news report"]
    assert found["within genre: analysis"].sum() == 1
