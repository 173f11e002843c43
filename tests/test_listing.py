from __future__ import annotations

import math

import pytest

from framing import pipeline
from framing.listing import LISTINGS, list_hits
from framing.model import Article

RAW = (
    "Share this article\n\n"
    "China praised the excellent talks, which were held on Monday, May 5.\n\n"
    "“We agree on the terms,” President Ana Oru said, according to Reuters.\n\n"
    "North Korea was not at the table.\n\n"
    "“It is a start,” she said.\n\nShare this article\n"
)
FIRST_COLUMNS = {
    "clean": ["article", "rule", "start", "stop", "text"],
    "dates": ["article", "date", "low", "high", "source", "evidence"],
    "events": ["article", "outlet", "date", "event", "phase", "confidence"],
    "quotes": [
        "article",
        "outlet",
        "kind",
        "content",
        "cue",
        "source",
        "speaker",
        "relay",
    ],
    "stance": ["article", "outlet", "target", "voice", "speaker", "value", "n_hits"],
    "frames": ["article", "outlet", "category", "voice", "value", "share", "n_hits"],
    "labels": ["article", "outlet", "referent", "label", "voice", "field", "value"],
    "namings": ["article", "outlet", "target", "form", "kind", "voice", "words"],
    "actions": ["article", "outlet", "target", "part", "kind", "verb", "reading"],
    "readability": ["article", "outlet", "field", "voice", "value"],
}


@pytest.fixture(scope="module")
def run():
    return pipeline.run([Article(id="a", raw=RAW, outlet="AP", published="2031-05-06")])


# One article shares no words with another: tests/test_reuse.py has this one.
@pytest.mark.parametrize("name", [name for name in LISTINGS if name != "reuse"])
def test_the_first_columns_are_those_that_scripts_rely_on(run, name):
    rows = list(LISTINGS[name](run))
    assert rows
    wanted = FIRST_COLUMNS[name]
    assert all(list(row)[: len(wanted)] == wanted for row in rows)


def test_spans_are_into_the_raw_text_and_carry_their_words(run):
    rows = list(LISTINGS["quotes"](run))
    spans = [s for r in rows for key in ("content", "cue", "source") for s in r[key]]
    assert spans
    assert all(RAW[s["start"] : s["stop"]] == s["text"] for s in spans)


def test_removals_are_into_the_raw_text(run):
    rows = list(LISTINGS["clean"](run))
    assert all(RAW[r["start"] : r["stop"]] == r["text"] for r in rows)
    assert "Share this article" in {r["text"].strip() for r in rows}


def test_an_undefined_value_is_nothing_not_zero(run):
    values = {r["value"] for r in LISTINGS["readability"](run)}
    assert values == {None}


def test_hits_are_in_the_raw_text_and_add_up_to_the_stance(run):
    hits = [row for row in list_hits(run) if row["field"] == "tone"]
    assert hits
    assert all(RAW[r["start"] : r["stop"]] == r["text"] for r in hits)
    stance = [
        r for r in LISTINGS["stance"](run) if (r["voice"], r["speaker"]) == ("all", "")
    ]
    for row in stance:
        amounts = [r["amount_all"] for r in hits if r["target"] == row["target"]]
        assert math.fsum(amounts) == pytest.approx(row["numerator"])


def test_frame_vocabulary_is_listed_by_article_and_pooled_by_outlet():
    texts = {"a": "The dispute grew for hours.", "b": "Nobody knew why it rained."}
    made = pipeline.run([Article(id=k, raw=v, outlet="AP") for k, v in texts.items()])
    rows = [
        (
            r["article"],
            r["value"],
            r["share"],
            r["n_hits"],
            r["n_words"],
            r["n_articles"],
        )
        for r in LISTINGS["frames"](made)
        if (r["category"], r["voice"]) == ("frames_world: conflict", "all")
    ]
    assert rows == [
        ("a", 200.0, 1.0, 1, 5, 1),
        ("b", 0.0, 0.0, 0, 5, 1),
        ("", 100.0, 0.5, 1, 10, 2),
    ]
