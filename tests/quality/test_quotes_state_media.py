"""Floors for quotations in the style of state and Western media, by hand-coded half."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.quality.state_media import CASES, f1, item, load, matched, score

FLOORS = json.loads(
    Path(__file__).with_name("quotes_state_media.json").read_text(encoding="utf-8")
)


def test_the_cases_are_those_that_were_measured():
    assert hashlib.sha256(CASES.read_bytes()).hexdigest() == FLOORS["cases_sha256"]


@pytest.mark.parametrize("part", ["tune", "aside"])
def test_f1_stays_above_its_floor(part):
    found = score(part)["all"]
    assert f1(found) >= FLOORS[f"{part}_f1"], dict(found)


def test_every_coded_piece_stands_in_its_text():
    for case in load(""):
        for quote in case["quotes"]:
            at = 0
            for piece in quote["content"]:
                at = case["text"].index(piece, at) + len(piece)


def test_a_wrong_speaker_is_no_hit():
    coded = [item("direct", ["“It is late.”"], ["Ana Oru"], [])]
    assert matched(coded, coded) == 1
    assert matched(coded, [item("direct", ["“It is late.”"], ["Mark Elo"], [])]) == 0
    assert matched(coded, [item("scare", ["“It is late.”"], ["Ana Oru"], [])]) == 0
