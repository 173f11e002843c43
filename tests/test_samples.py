"""The sample corpus: what was planted is found, and nothing else."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import framing
from framing import pipeline
from framing.config import load_config
from framing.ingest import read
from framing.report import build
from tests.report.test_sections import FORBIDDEN, own_words

SAMPLES = Path(framing.__file__).parent / "samples"
PLAN = tomllib.loads((SAMPLES / "plan.toml").read_text(encoding="utf-8"))
CONFIG = load_config(SAMPLES / "framing.toml")


@pytest.fixture(scope="module")
def run():
    return pipeline.run(read([SAMPLES / "articles"]), config=CONFIG)


@pytest.fixture(scope="module")
def comparison(run):
    return pipeline.compare_run(run, config=CONFIG)


def verdict(comparison, **keys):
    frame = comparison.summary
    for name, value in keys.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, keys
    row = frame.iloc[0]
    return row["verdict"], "+" if row["difference"] > 0 else "-"


def test_nothing_is_set_aside(run):
    assert len(run.tables["set_aside"]) == 0
    assert len(run.tables["articles"]) == sum(len(e["files"]) for e in PLAN["event"])


def test_the_events_are_those_of_the_plan(run):
    members = run.tables["members"]
    found = set(members.groupby("event")["article"].apply(frozenset))
    assert found == {frozenset(event["files"]) for event in PLAN["event"]}


def test_the_preview_announces(run):
    members = run.tables["members"]
    announcing = set(members[members["phase"] == "announcement"]["article"])
    assert announcing == {f for e in PLAN["event"] for f in e["previews"]}


@pytest.mark.parametrize(
    ("what", "origin"), [("wire copy", "wire copy of telvane"), ("opinion", None)]
)
def test_wire_copy_and_opinion_are_known_and_not_compared(comparison, what, origin):
    files = next(s["files"] for s in PLAN["special"] if s["what"] == what)
    frame = comparison.articles.set_index("article").loc[files]
    assert not frame["compared"].any()
    assert origin is None or set(frame["origin"]) == {origin}


def test_dates_that_the_metadata_lack_are_found_and_marked(run):
    articles = run.tables["articles"].set_index("article")
    sources = {
        s["what"]: set(articles.loc[s["files"], "date_source"]) for s in PLAN["special"]
    }
    assert sources["date in header"] == {"header stamp"}
    assert sources["date in words"] == {"weekday and day"}
    assert sources["no date"] == {"same event"}


def test_an_outlet_is_inferred_only_from_its_own_signs(run):
    articles = run.tables["articles"].set_index("article")
    assert articles.loc["022-unnamed.txt", "outlet_status"] == "inferred"
    assert articles.loc["022-unnamed.txt", "outlet"] == "channel-ondra"
    assert articles.loc["045-unnamed.txt", "outlet"] == "unknown"


PLANTED = [
    (
        {
            "metric": "stance",
            "field": "tone",
            "target": "XA",
            "voice": "unattributed",
            "actor": "",
        },
        "+",
    ),
    ({"field": "label_share", "actor": "stabilisation mission"}, "+"),
    ({"field": "label_share", "actor": "military incursion"}, "-"),
    ({"field": "verb_class", "actor": "endorsing"}, "+"),
    ({"field": "verb_class", "actor": "neutral"}, "-"),
    ({"field": "verb_class", "actor": "distancing"}, "-"),
    ({"field": "source_use", "actor": "home officials"}, "+"),
    ({"field": "source_use", "actor": "expert"}, "-"),
    ({"field": "source_use", "actor": "NGO or citizen"}, "-"),
]
ABSENT = [
    {"metric": "quotation", "field": "quoted_words"},
    {"metric": "length", "field": "words"},
    {"metric": "readability", "field": "flesch_kincaid"},
    {"metric": "diversity", "field": "mattr"},
    *(
        {"field": "tone", "target": target, "voice": voice, "actor": ""}
        for target in ("XB", "XD", "XE", "littoral")
        for voice in ("unattributed", "quoted")
        if (target, voice) not in {("littoral", "quoted"), ("XE", "quoted")}
    ),
]


@pytest.mark.parametrize(("keys", "sign"), PLANTED, ids=lambda k: str(k)[:60])
def test_a_planted_difference_is_found(comparison, keys, sign):
    assert verdict(comparison, **keys) == ("differs", sign)


@pytest.mark.parametrize("keys", ABSENT, ids=lambda k: " ".join(k.values()))
def test_where_nothing_was_planted_no_difference_is_claimed(comparison, keys):
    assert verdict(comparison, **keys)[0] != "differs"


VOCABULARY = {
    entry["category"]: entry["direction"]
    for entry in PLAN["planted"]
    if entry["what"] == "frame vocabulary"
}
VOCABULARY_ROWS = [("hits", "unattributed"), ("articles", "all")]


@pytest.mark.parametrize(("field", "voice"), VOCABULARY_ROWS)
@pytest.mark.parametrize("category", VOCABULARY)
def test_vocabulary_of_planted_words_differs(comparison, category, field, voice):
    found = verdict(comparison, field=field, voice=voice, actor=category)
    assert found == ("differs", VOCABULARY[category])


def test_no_other_vocabulary_differs(comparison):
    frame = comparison.summary
    rows = frame[(frame["family"] == "frame vocabulary")]
    other = rows[~rows["actor"].isin(VOCABULARY) | (rows["voice"] == "quoted")]
    absent = next(p for p in PLAN["absent"] if p["what"] == "frame vocabulary")
    assert set(rows["actor"]) == {*VOCABULARY, *absent["categories"]}
    assert "differs" not in set(other["verdict"])


def test_vocabulary_changes_no_other_comparison(run, comparison):
    without = dict(run.tables)
    frame = without["measurements"]
    without["measurements"] = frame[frame["metric"] != "frame_vocabulary"]
    made = dataclasses.replace(run, tables=without)
    alone = pipeline.compare_run(made, config=CONFIG)
    kept = comparison.summary[comparison.summary["family"] != "frame vocabulary"]
    assert_frame_equal(alone.summary, kept.reset_index(drop=True))
    assert alone.conclusion == comparison.conclusion


@pytest.mark.parametrize(
    "planted",
    [p for p in PLAN["planted"] if p["what"] == "term"],
    ids=lambda p: p["term"],
)
def test_a_planted_term_is_found(comparison, planted):
    frame = comparison.contrasts[comparison.contrasts["measure"] == "log_odds"]
    row = frame.set_index("term").loc[planted["term"]]
    assert row["verdict"] == "differs"
    assert ("+" if row["score"] > 0 else "-") == planted["direction"]


def test_the_groups_may_be_named(comparison):
    assert comparison.conclusion == "groups"


def test_the_report_says_nothing_that_method_forbids(comparison):
    report = build(comparison)
    titles = set(comparison.articles["title"])
    found = [
        text
        for text in own_words(report)
        if FORBIDDEN.search(text) and text not in titles
    ]
    assert found == []


def test_label_choices_are_named_by_what_they_label(comparison):
    rows = comparison.summary[comparison.summary["metric"] == "labels"]
    titles = {entry.key: entry.title for entry in comparison.referents.entries}
    assert len(rows) > 0
    assert all(
        titles[target] in label
        for target, label in zip(rows["target"], rows["label"], strict=True)
    )
