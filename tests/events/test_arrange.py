"""Evidence of pairs, phases and stories."""

from __future__ import annotations

import pytest

from framing.config import Data, Grouping, RunConfig
from framing.errors import ParameterError
from framing.events import BLINDLY, REGROUPED, arrange
from framing.events.phases import phase_of
from framing.model import Article
from framing.pipeline import run
from tests.events.made import NONE, day, item

ACCORD = "marta oru signs accord on 4500 tonnes of grain in lora"
STRIKE = "harbour strike ends in vess after nine days"


def arranged(items):
    return arrange(items, settings=Grouping(), corrections={})


def test_a_pair_says_what_it_rests_on():
    items = [
        item("a", ACCORD, day("2031-06-28"), names="marta oru lora"),
        item("b", f"{ACCORD} today", NONE, names="marta oru lora"),
        item("c", STRIKE, day("2031-06-28"), names="vess"),
    ]
    (pair,) = [p for p in arranged(items).pairs if {p.a, p.b} == {"a", "b"}]
    assert pair.together
    assert set(pair.names.split("; ")) == {"marta", "oru", "lora"}
    assert pair.numbers == "4500"
    assert "accord" in pair.words
    assert pair.dates == "2031-06-28 (metadata) / ?"
    assert 0 < pair.probability <= 1


def test_pairs_stay_linear_in_a_large_event():
    items = [item(f"a{i:02}", published=day("2031-06-28")) for i in range(50)]
    assert len(arranged(items).pairs) <= 4 * 50


def test_other_groupings_are_named():
    assert set(arranged([item("a")]).others) == {*REGROUPED, BLINDLY}


def test_events_weeks_apart_on_one_matter_are_a_story():
    words = "trial of editor marta oru in lora court"
    items = [
        item("a", f"{words} opens", day("2031-06-01")),
        item("b", f"{words} goes on", day("2031-06-20")),
        item("c", STRIKE, day("2031-06-10")),
    ]
    events = {event.articles[0]: event for event in arranged(items).events}
    assert events["a"].story == events["b"].story == events["a"].id
    assert events["c"].story == ""


@pytest.mark.parametrize(
    ("title", "when", "phase"),
    [
        ("Vess condemns the accord", "2031-06-30", "reaction"),
        ("Vess condemns the accord", "2031-06-28", "report"),
        ("Ten years ago the accord was signed", "2031-06-28", "look-back"),
        ("Accord signed", "2031-06-30", "report"),
    ],
)
def test_phases(title, when, phase):
    made = item("a", title.lower(), day(when), title=title)
    assert phase_of(made, day("2031-06-28")) == phase


def test_an_anniversary_that_most_report_is_an_event_of_its_own():
    title = "vigil marks tenth anniversary of the harbour fire in vess"
    items = [item(key, title, day("2031-06-28")) for key in "ab"]
    (event,) = arranged(items).events
    assert {member.phase for member in event.members} == {"report"}


def test_one_date_for_all_articles():
    articles = [
        Article(id="a", raw="The harbour of Lora opened.", published="2020-01-01")
    ]
    made = run(articles, config=RunConfig(data=Data(date="2031-06-28")))
    row = made.tables["articles"].iloc[0]
    assert (row["date_low"], row["date_source"]) == ("2031-06-28", "metadata")


def test_a_date_that_is_no_day_is_refused():
    with pytest.raises(ParameterError, match="got '28 June'"):
        run([], config=RunConfig(data=Data(date="28 June")))
