"""Cleaning and cutting against the coded sample articles, where they are present."""

from __future__ import annotations

import json

import pytest

from framing.clean import clean, restore
from framing.model import Span
from framing.segment import cut


@pytest.fixture
def coded(shared_data):
    folder = shared_data / "seeds"
    records = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return [(record, read(folder / record["file"])) for record in records]


def read(path):
    return path.read_bytes().decode("utf-8")


def places(cleaned):
    return {cleaned.offsets.position(index) for index in range(len(cleaned.text))}


def test_boilerplate_is_dropped_and_every_body_character_kept(coded):
    for record, raw in coded:
        kept = places(clean(raw))
        for entry in record["boilerplate"] + record["metadata_lines"]:
            assert all(raw[i].isspace() for i in kept & set(range(*entry["span"])))
        for span in record["body_spans"]:
            assert kept >= set(range(*span))


def test_title_and_byline_are_found_where_they_stand(coded):
    for record, raw in coded:
        cleaned = clean(raw)
        found = (cleaned.title_span, cleaned.byline_span)
        wanted = (record["title_span"], record["byline_span"])
        assert found == tuple(span and Span(*span) for span in wanted)
        assert cleaned.title == (record["title"] or "")


def test_day_of_the_crawl_header_is_kept(coded):
    for record, raw in coded:
        if record["publication_date_status"].startswith("explicit"):
            assert clean(raw).header_date == record["publication_date"]


def test_sentences_are_those_that_the_coder_cut(coded):
    for record, raw in coded:
        cleaned = clean(raw)
        wanted = [entry["text"] for entry in record["sentence_audit"]]
        spans = cut(cleaned.text).sentences.tolist()
        assert [cleaned.text[start:stop] for start, stop in spans] == wanted


def test_offsets_are_exact_in_all_five(shared_data):
    for path in sorted((shared_data / "seeds").glob("*.txt")):
        raw = read(path)
        cleaned = clean(raw)
        assert restore(cleaned) == raw
        assert clean(cleaned.text).removed == ()
        back = [cleaned.offsets.position(i) for i in range(len(cleaned.text))]
        assert "".join(raw[i] for i in back) == cleaned.text


def test_glued_and_double_title_and_double_caption_go(shared_data):
    raw = read(next((shared_data / "seeds").glob("003_*.txt")))
    rules = [x.rule for x in clean(raw).removed if x.rule != "white space"]
    assert rules == [
        "title with section",
        "title",
        "caption above credit",
        "caption above credit",
        "photo credit",
        "related content",
    ]


def test_lead_that_begins_with_following_stays(shared_data):
    raw = read(next((shared_data / "seeds").glob("001_*.txt")))
    assert clean(raw).text.startswith("Following")
