"""Corrections of the grouping by its user."""

from __future__ import annotations

import pytest

from framing.config import Data, Grouping, RunConfig
from framing.errors import ParameterError
from framing.events import arrange, load_corrections, unknown_articles
from framing.events.corrections import PLACED
from framing.model import Article
from framing.pipeline import run
from tests.events.made import day, item, parts

ITEMS = [
    item("a", "grain accord signed in lora", day("2031-06-28")),
    item("b", "grain accord signed in lora", day("2031-06-28")),
    item("c", "harbour strike ends in vess", day("2031-06-29")),
]


def placed(corrections):
    return arrange(ITEMS, settings=Grouping(), corrections=corrections)


def test_without_corrections_nothing_moves():
    assert parts(placed({}).events) == {frozenset("ab"), frozenset("c")}


def test_an_article_is_moved_to_an_event_of_its_own():
    made = placed({"b": "the other accord"})
    assert parts(made.events) == {frozenset("a"), frozenset("b"), frozenset("c")}
    (own,) = [event for event in made.events if event.articles == ("b",)]
    assert (own.id, own.label) == ("the other accord", "the other accord")
    assert own.date.low == "2031-06-28"
    assert own.members[0].note == PLACED


def test_an_article_joins_an_event_by_its_id():
    (target,) = [e.id for e in placed({}).events if "a" in e.articles]
    made = placed({"c": target})
    assert parts(made.events) == {frozenset("abc")}
    assert made.events[0].id == target


def test_all_groupings_respect_them():
    made = placed({"a": "one", "c": "one"})
    for events in (made.events, *made.others.values()):
        assert frozenset("ac") in parts(events)


def test_unknown_articles_are_told_and_lose_nothing():
    made = placed({"zz": "one"})
    assert parts(made.events) == parts(placed({}).events)
    assert unknown_articles({"zz": "one"}, ["a"]) == [
        "events.csv: no article 'zz' among 1"
    ]


def test_a_run_reads_and_reports_them(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("article,event\nb,alone\nnobody,alone\n", encoding="utf-8")
    text = "The harbour of Lora opened on Monday. Forty ships came from Vess."
    articles = [
        Article(id=key, raw=text, outlet="xinhua", published="2031-06-28")
        for key in "ab"
    ]
    made = run(articles, config=RunConfig(data=Data(events=str(path))))
    members = made.tables["members"].set_index("article")
    assert members.loc["b", "event"] == "alone"
    assert members.loc["a", "event"] != "alone"
    assert made.manifest["notes"] == ["events.csv: no article 'nobody' among 2"]
    assert made.manifest["settings"]["data"]["events"] == "events.csv"
    plain = run(articles)
    assert plain.manifest["corrections"] != made.manifest["corrections"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("article\na\n", "needs the columns 'article' and 'event', got article"),
        ("article,event\na,\n", r"events.csv:2: needs an article and an event"),
        ("article,event\na,x\na,y\n", r"events.csv:3: article 'a' is placed in 'x'"),
    ],
)
def test_a_faulty_file_is_one_message(tmp_path, text, said):
    path = tmp_path / "events.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=said):
        load_corrections(path)


def test_a_missing_file_is_one_message(tmp_path):
    with pytest.raises(ParameterError, match="cannot be read"):
        load_corrections(tmp_path / "none.csv")
