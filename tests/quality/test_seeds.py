"""Five real articles: events, dates, outlets, and what may not be concluded."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from framing import pipeline
from framing.ingest import read
from framing.listing import list_dates
from tests.conftest import SHARED

SEEDS = SHARED / "data" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared data are absent")


@pytest.fixture(scope="module")
def run():
    return pipeline.run(read([SEEDS]))


def test_the_files_that_are_no_articles_are_listed(run):
    aside = run.tables["set_aside"]
    assert sorted(aside["path"]) == ["gold.json", "pairs.json"]
    assert set(aside["reason"]) == {"not articles"}


def test_the_june_and_the_december_call_are_two_events(run):
    members = run.tables["members"]
    groups = members.groupby("event")["article"].apply(
        lambda a: tuple(sorted(x[:3] for x in a))
    )
    assert sorted(groups) == [("000", "001"), ("002", "004"), ("003",)]


def test_the_preview_is_marked_as_announcing(run):
    members = run.tables["members"].set_index("article")
    phases = {key[:3]: phase for key, phase in members["phase"].items()}
    assert phases.pop("004") == "announcement"
    assert set(phases.values()) == {"report"}


def test_dates_lie_within_the_tolerance_of_the_coding(run):
    rows = {row["article"]: row["date"] for row in list_dates(run)}
    for gold in json.loads((SEEDS / "gold.json").read_text(encoding="utf-8")):
        found = dt.date.fromisoformat(rows[gold["file"]])
        wanted = dt.date.fromisoformat(gold["publication_date"])
        assert abs((found - wanted).days) <= gold["publication_date_tolerance_days"]


def test_every_outlet_is_inferred_with_evidence_or_unknown(run):
    for row in run.tables["articles"].itertuples():
        assert row.outlet_status in {"inferred", "unknown"}
        assert row.outlet_status == "unknown" or row.outlet_evidence


def test_nothing_can_be_compared_between_groups(run):
    from framing.config import RunConfig

    comparison = pipeline.compare_run(run, config=RunConfig())
    assert comparison.conclusion == "nothing"
    assert comparison.conclusion_reason
