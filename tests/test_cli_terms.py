"""The commands about words: contrast, kwic, namings."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from framing.cli import main

DAYS = 13
OWN = {
    "xinhua": "The storm was a triumph for Moscow, and a triumph for the harbour.",
    "reuters": "The storm was a failure for Moscow, and a failure for the harbour.",
}
COMMON = (
    "Russian President Vladimir Putin met ministers. The grain talks went on for hours "
    "and ended with a paper that both sides put their names to."
)


def _of(day):
    """Return words of one day only: without them all articles would be twins."""
    return " ".join(f"boat{day}x{number}" for number in range(20)) + "."


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    place = tmp_path_factory.mktemp("terms") / "articles.jsonl"
    rows = [
        {
            "id": f"{outlet}-{day:02d}",
            "outlet": outlet,
            "date": f"2021-05-{day:02d}",
            "title": "Storm at the harbour",
            "text": f"{COMMON} {words} {_of(day)}",
        }
        for day in range(1, DAYS + 1)
        for outlet, words in OWN.items()
    ]
    lines = [json.dumps(row) for row in rows]
    place.write_text("\n".join(lines), encoding="utf-8")
    return place


def listed(*given):
    made = CliRunner().invoke(main, [*map(str, given), "--format", "jsonl"])
    assert made.exit_code == 0, made.output
    rows = [line for line in made.stdout.splitlines() if line.startswith("{")]
    return [json.loads(row) for row in rows]


SIDES = ("--a", "xinhua", "--b", "reuters", "--by", "day", "--workers", 1)


def test_a_contrast_finds_the_word_of_each_side(articles):
    rows = {row["term"]: row for row in listed("contrast", articles, *SIDES)}
    assert (rows["triumph"]["n_a"], rows["triumph"]["n_b"]) == (2 * DAYS, 0)
    assert (rows["failure"]["n_a"], rows["failure"]["n_b"]) == (0, 2 * DAYS)
    assert rows["triumph"]["verdict"] == rows["failure"]["verdict"] == "differs"
    assert rows["storm"]["verdict"] == "inconclusive"


def test_names_of_targets_make_no_term_on_request(articles):
    terms = {row["term"] for row in listed("contrast", articles, *SIDES)}
    assert {"moscow", "putin"} <= terms
    masked = listed("contrast", articles, *SIDES, "--mask-targets")
    left = " ".join(row["term"] for row in masked)
    assert "moscow" not in left
    assert "putin" not in left
    assert "triumph" in left


def test_an_unknown_side_is_one_message(articles):
    made = CliRunner().invoke(main, ["contrast", str(articles), "--a", "nobody"])
    assert made.exit_code
    assert "nobody" in made.output
    assert "Traceback" not in made.output


def test_every_place_of_a_term_goes_back_to_the_raw_text(articles):
    rows = listed("kwic", articles, "--term", "grain talks", "--workers", 1)
    assert len(rows) == 2 * DAYS
    raw = {
        row["id"]: row["text"]
        for row in map(json.loads, articles.read_text("utf-8").splitlines())
    }
    for row in rows:
        found = raw[row["article"]][row["raw_start"] : row["raw_stop"]]
        assert found == row["match"] == "grain talks"


def test_namings_are_listed_with_their_words(articles):
    rows = listed("namings", articles, "--workers", 1)
    mine = [row for row in rows if row["target"] == "vladimir-putin"]
    assert {row["form"] for row in mine} == {"russian president vladimir putin"}
    assert len(mine) == 2 * DAYS
