"""The audit of a word list: what it finds where, and what it finds by mistake."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from framing.actors import Actor, Actors
from framing.audit import KINDS, VIEWS, audit_lexicon
from framing.cli import main
from framing.lexicons import load_lexicon
from framing.model import Article
from framing.outlets import Group, Outlet, Outlets
from framing.pipeline import run

OUTLETS = Outlets(
    entries=(
        Outlet(key="post", name="The Daily Grace", country="XA"),
        Outlet(key="voice", name="Voice", country="XB"),
    ),
    groups=(
        Group(key="a", title="of Aldia", words="in XA", where=(("country", ("XA",)),)),
    ),
    names=(),
)
ACTORS = Actors(
    entries=(
        Actor(key="grace-hall", name="Grace Hall", kind="person"),
        Actor(key="ruth-brave", name="Ruth Brave", kind="person"),
    )
)
LIST = """term,category,weight,note
brave,x,2,
grace,x,1,
hall,x,1,
harsh,y,-1,
never used,y,-1,
war,y,-1,
"""
TEXTS = {
    "post": (
        "The harsh winter ended. They praised Grace Hall and her grace in the hall. "
        "It was a war of words."
    ),
    "voice": "Nothing harsh was said. A harsh word never helps, said a harsh voice.",
    "else": "The weather was mild and the sea was calm on the whole coast today.",
}


@pytest.fixture(scope="module")
def finished():
    return run(
        Article(id=key, outlet=key, title="", raw=text) for key, text in TEXTS.items()
    )


def audit(folder, finished, rows=LIST):
    path = folder / "mine.csv"
    path.write_text(rows, encoding="utf-8")
    return audit_lexicon(str(path), finished, outlets=OUTLETS, actors=ACTORS)


def collisions(made, kind):
    return {row["term"]: row for row in made.collisions if row["kind"] == kind}


def test_rows_stand_for_all_then_groups_with_their_outlets(tmp_path, finished):
    rows = audit(tmp_path, finished).groups
    assert [(row["group"], row["outlet"]) for row in rows] == [
        ("all", ""),
        ("of Aldia", ""),
        ("of Aldia", "post"),
        ("not grouped", "else"),
        ("not grouped", "voice"),
    ]


def test_coverage_is_the_share_of_entries_and_of_articles(tmp_path, finished):
    every = audit(tmp_path, finished).groups[0]
    assert (every["entries"], every["coverage"]) == (4, 4 / 6)
    assert (every["articles"], every["articles_with_hit"]) == (3, 2 / 3)


def test_rate_is_per_thousand_words(tmp_path, finished):
    row = audit(tmp_path, finished).groups[4]
    assert (row["hits"], row["words"]) == (3, 13)
    assert row["per_1000"] == pytest.approx(1000 * 3 / 13)


def test_top_entries_carry_hits_and_share(tmp_path, finished):
    rows = audit(tmp_path, finished).groups
    assert rows[4]["top"] == ["harsh 3 (100%)"]
    assert rows[3]["top"] == []


def test_entries_add_up_to_the_hits_of_their_row(tmp_path, finished):
    made = audit(tmp_path, finished)
    for row in made.groups:
        place = (row["group"], row["outlet"])
        same = [e for e in made.entries if (e["group"], e["outlet"]) == place]
        assert sum(e["hits"] for e in same) == row["hits"]
        assert sum(e["share"] for e in same) == pytest.approx(1.0 if same else 0.0)


def test_group_is_the_sum_of_its_outlets(tmp_path, finished):
    group, outlet = audit(tmp_path, finished).groups[1:3]
    assert {**group, "outlet": "post"} == outlet


def test_hits_inside_a_known_name_are_counted(tmp_path, finished):
    rows = collisions(audit(tmp_path, finished), "in a name")
    assert set(rows) == {"grace", "hall"}
    grace = rows["grace"]
    assert (grace["hits"], grace["affected"], grace["share"]) == (2, 1, 0.5)
    assert grace["detail"] == "Grace Hall (1)"


def test_family_name_collides_without_occurring(tmp_path, finished):
    rows = collisions(audit(tmp_path, finished), "like a name")
    assert {term: row["detail"] for term, row in rows.items()} == {
        "brave": "Ruth Brave"
    }


def test_names_of_outlets_collide(tmp_path):
    made = run([Article(id="a", raw="He reads The Daily Grace every day at home.")])
    rows = collisions(audit(tmp_path, made), "in a name")
    assert rows["grace"]["detail"] == "The Daily Grace (1)"


def test_word_that_mostly_has_a_capital_is_named(tmp_path):
    text = (
        "We met Swift at noon. Then old Swift left the town. She saw Swift again in "
        "the evening. It was a swift end."
    )
    made = audit(tmp_path, run([Article(id="a", raw=text)]), "term,weight\nswift,1\n")
    row = collisions(made, "capitalised")["swift"]
    assert (row["affected"], row["share"]) == (3, 0.75)
    assert row["detail"] == "3 of 4 inside sentences"


def test_capital_at_the_head_of_a_sentence_or_in_a_headline_says_nothing(tmp_path):
    text = "Swift help came. Swift help came again. Swift help is rare.\n\nA Swift End"
    made = audit(tmp_path, run([Article(id="a", raw=text)]), "term,weight\nswift,1\n")
    assert made.groups[0]["hits"] == 4
    assert collisions(made, "capitalised") == {}


def test_entry_of_a_list_with_another_role_is_named(tmp_path, finished):
    rows = collisions(audit(tmp_path, finished), "in another list")
    assert rows["war"]["detail"] == "event_valence: violence"
    assert rows["war"]["hits"] == 1


def test_wildcard_of_another_list_is_named_for_words_of_its_size(tmp_path, finished):
    rows = "term,weight\nboycotted,-1\nboycotted his,-1\n"
    found = collisions(audit(tmp_path, finished, rows), "in another list")
    assert {term: row["detail"] for term, row in found.items()} == {
        "boycotted": "event_valence: boycott* (coercion)"
    }


def test_list_does_not_collide_with_itself(finished):
    made = audit_lexicon("event_valence", finished, outlets=OUTLETS, actors=ACTORS)
    details = [row["detail"] for row in made.collisions]
    assert not any(detail.startswith("event_valence") for detail in details)


def test_repeated_and_contradicting_rows_are_told_apart(tmp_path, finished):
    rows = "term,category,weight\na,x,1\na,y,2\nb,x,1\nb,y,-1\n"
    made = audit(tmp_path, finished, rows)
    assert set(collisions(made, "repeated")) == {"a"}
    assert collisions(made, "contradicts")["b"]["detail"] == "x 1, y -1"


def test_repeated_term_counts_once(tmp_path, finished):
    rows = "term,category,weight\nharsh,x,-1\nharsh,y,-1\n"
    every = audit(tmp_path, finished, rows).groups[0]
    assert (every["hits"], every["coverage"]) == (4, 1.0)


def test_wildcard_that_catches_an_entry_of_the_other_sign_is_named(tmp_path, finished):
    made = audit(tmp_path, finished, "term,weight\ncritic*,-1\ncritical role,1\n")
    assert collisions(made, "contradicts") == {}
    made = audit(tmp_path, finished, "term,weight\ncare*,1\ncareless,-1\n")
    assert collisions(made, "contradicts")["careless"]["detail"] == "care* 1"


def test_corpus_without_a_hit_has_no_rates_to_divide(tmp_path):
    made = audit(tmp_path, run([]))
    assert made.groups[0]["per_1000"] is None
    assert made.groups[0]["articles_with_hit"] is None
    assert made.entries == ()


def test_collisions_come_by_kind(finished):
    kinds = [
        row["kind"]
        for row in audit_lexicon(
            "vader", finished, outlets=OUTLETS, actors=ACTORS
        ).collisions
    ]
    assert kinds == sorted(kinds, key=KINDS.index)


def test_lexicon_may_be_given_as_an_object(finished):
    lexicon = load_lexicon("threat")
    given = {"outlets": OUTLETS, "actors": ACTORS}
    assert audit_lexicon(lexicon, finished, **given) == audit_lexicon(
        "threat", finished, **given
    )


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "articles"
    place.mkdir()
    for key, text in TEXTS.items():
        (place / f"{key}.txt").write_text(text, encoding="utf-8")
    return place


def audit_command(*given):
    words = ["-q", "lexicons", "audit", *map(str, given), "--workers", "1"]
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("show", VIEWS)
def test_command_prints_each_table(folder, show):
    result = audit_command("vader", folder, "--show", show, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows
    assert len({tuple(row) for row in rows}) == 1


def test_command_reads_a_list_of_ones_own_and_prints_csv(folder, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(LIST, encoding="utf-8")
    result = audit_command(path, folder, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert (rows[0]["group"], rows[0]["hits"]) == ("all", "9")


def test_command_prints_a_table_by_default(folder):
    assert "vader groups" in audit_command("vader", folder).stdout


def test_faulty_list_ends_the_command_before_the_articles_are_read(tmp_path):
    result = audit_command("vadr", tmp_path / "gone")
    assert result.exit_code == 1
    assert "did you mean 'vader'?" in result.output
