"""A user's own targets join the actors; each fault is named with its place."""

from __future__ import annotations

import pytest

from framing import pipeline
from framing.actors import Actor, Actors, add_targets, load_actors
from framing.actors.terms import canonical
from framing.config import Analysis, Data, RunConfig, load_config
from framing.document import load_resources
from framing.errors import ActorError, ParameterError
from framing.listing import LISTINGS
from framing.model import Article, DateEstimate
from framing.segment import cut
from framing.targets import find_mentions
from framing.wordlist import shipped_terms
from framing.words import normalise_all

SHIPPED = Actors(
    entries=(
        Actor(key="ZA", name="Zandia", kind="state", country="ZA"),
        Actor(key="league", name="Harbour League", kind="alliance"),
    )
)
CSV = (
    "key,name,aliases,kind,country,role,valid_from,valid_to\n"
    "dam-pact,Dam Pact,Accord of Telvane|dam deal,treaty,,,2011,2015-06-30\n"
    "green-turn,green turn,,topic,,,,\n"
    "ines-tal,Ines Tal,,leader,ZA,president,2011-05-02,\n"
    "old-zandia,Old Zandia,,,,,,\n"
)
TOML = """
[[target]]
key = "dam-pact"
name = "Dam Pact"
aliases = ["Accord of Telvane", "dam deal"]
kind = "treaty"
valid_from = 2011
valid_to = 2015-06-30
[[target]]
key = "green-turn"
name = "green turn"
kind = "topic"
[[target]]
key = "ines-tal"
name = "Ines Tal"
kind = "leader"
country = "ZA"
role = "president"
valid_from = 2011-05-02
[[target]]
key = "old-zandia"
name = "Old Zandia"
"""
KEYS = ("dam-pact", "green-turn", "ines-tal", "old-zandia")


@pytest.fixture
def listed(tmp_path):
    def write(text, name="mine.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def found(text, path, *, date=""):
    actors, _ = add_targets(SHIPPED, path)
    parts = cut(text)
    given = DateEstimate(low=date, high=date)
    norms = normalise_all(text, parts.words)
    mentions = find_mentions(text, parts, norms, actors=actors, date=given)
    return [(m.target, m.kind) for m in mentions]


def test_csv_and_toml_say_the_same(listed):
    first = add_targets(SHIPPED, listed(CSV))
    assert first == add_targets(SHIPPED, str(listed(TOML, "mine.toml")))
    assert first[1] == KEYS


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("The Dam Pact held.", "2012-01-01", [("dam-pact", "treaty")]),
        ("The dam deal held.", "2015-06-30", [("dam-pact", "treaty")]),
        ("Dam deal held.", "", [("dam-pact", "treaty")]),
        ("The Dam Pact held.", "2010-12-31", []),
        ("The Dam Pact held.", "2015-07-01", []),
        ("A green turn came.", "", [("green-turn", "topic")]),
        ("Old Zandia fell.", "", [("old-zandia", "name")]),
        (
            "Zandia’s president spoke.",
            "2012-01-01",
            [("ZA", "name"), ("ines-tal", "office")],
        ),
        ("Ines Tal spoke. Tal left.", "", [("ines-tal", "leader")] * 2),
    ],
)
def test_own_targets_are_found_by_kind_and_within_their_years(
    listed, text, date, expected
):
    assert found(text, listed(CSV), date=date) == expected


@pytest.mark.parametrize(
    ("text", "where", "rule"),
    [
        ("key,name\nZA-1,A\n", "mine.csv:2", "like 'jane-doe'"),
        ("key,name\nleague,A\n", "mine.csv:2", "is already an actor's"),
        ("key,name\na,Zandia\n", "mine.csv:2", "already means the actor 'ZA'"),
        ("key,name\na,A\nb,A\n", "mine.csv:3", "already used at"),
        ("key,name\na,A\na,B\n", "mine.csv:3", "already used at"),
        ("key,name\na,\n", "mine.csv:2", "name is empty"),
        ("key,name\na,A,B\n", "mine.csv:2", "3 fields, expected 2"),
        ("key,kind\na,topic\n", "mine.csv:1", "there is no 'name'"),
        ("key,name,colour\na,A,red\n", "mine.csv:1", "column must be one of"),
        ("key,name,name\na,A,A\n", "mine.csv:1", "stands twice"),
        ("key,name,kind\na,A,state\n", "mine.csv:2", "kind must be one of"),
        ("key,name,aliases\na,A,b||c\n", "mine.csv:2", "empty or repeated"),
        ("key,name,country\na,A,QQ\n", "mine.csv:2", "not in states.csv"),
        ("key,name,valid_from\na,A,May\n", "mine.csv:2", "valid_from must be"),
        (
            "key,name,valid_from,valid_to\na,A,2012,2011\n",
            "mine.csv:2",
            "lies before valid_from",
        ),
        ("key,name\n\n", "mine.csv", "lists no target"),
    ],
)
def test_a_fault_is_named_with_file_line_and_rule(listed, text, where, rule):
    with pytest.raises(ActorError) as caught:
        add_targets(SHIPPED, listed(text))
    assert where in str(caught.value)
    assert rule in str(caught.value)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("target = 1", "under [[target]]"),
        ("target = [1]", "target 1: must be a table"),
        ("[targets]\na = 1", "under [[target]]"),
        ("[[target]]\nname = 'A'", "target 1: there is no 'key'"),
        ("[[target", "is not valid TOML"),
    ],
)
def test_a_fault_of_a_toml_names_the_target(listed, text, rule):
    with pytest.raises(ActorError) as caught:
        add_targets(SHIPPED, listed(text, "mine.toml"))
    assert rule in str(caught.value)


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ActorError, match="cannot be read"):
        add_targets(SHIPPED, tmp_path / "none.csv")


def test_own_targets_join_the_default_ones(listed):
    given = load_resources(target_list=str(listed("key,name\ndam-pact,Dam Pact\n")))
    assert {"CN", "nato", "relations", "dam-pact"} <= set(given.targets)
    assert given.asked == ("dam-pact",)


@pytest.mark.parametrize("key", ["relations", "CN-RU", "CN-nato", "xi-jinping"])
def test_relations_are_keys_of_targets(key):
    assert load_resources(targets=(key,)).targets == (key,)


@pytest.mark.parametrize(
    ("key", "rule"),
    [("RU-CN", "is written 'CN-RU'"), ("CN-QQ", "no actor"), ("nobody", "no actor")],
)
def test_a_key_of_nothing_is_refused(key, rule):
    with pytest.raises(ParameterError) as caught:
        load_resources(targets=(key,))
    assert rule in str(caught.value)


def test_a_configuration_names_the_list_beside_itself(tmp_path):
    path = tmp_path / "framing.toml"
    path.write_text('[data]\ntargets = "mine.csv"\n[analysis]\ntargets = ["CN"]\n')
    config = load_config(path)
    assert config.data.targets == str(tmp_path / "mine.csv")
    assert config.analysis.targets == ("CN",)


def test_a_target_without_a_mention_has_a_row_without_a_value():
    config = RunConfig(analysis=Analysis(targets=("CN", "CN-RU", "nato")))
    article = Article(id="a", raw="China praised the excellent talks.", outlet="AP")
    run = pipeline.run([article], config=config)
    rows = list(LISTINGS["stance"](run))
    absent = [row for row in rows if not row["article"]]
    assert len({tuple(row) for row in rows}) == 1  # the same columns, in one order
    assert [(row["target"], row["value"], row["denominator"]) for row in absent] == [
        ("CN-RU", None, 0.0),
        ("nato", None, 0.0),
    ]
    compared = pipeline.compare_run(run, config=config)
    assert compared.absent_targets == ("China–Russia relations", "NATO")


def test_relations_are_printed_by_name():
    config = RunConfig()
    article = Article(id="a", raw="China–Russia ties are excellent.", outlet="AP")
    run = pipeline.run([article], config=config)
    names = pipeline.compare_run(run, config=config).target_names
    assert names["CN-RU"] == "China–Russia relations"
    assert pipeline.compare_run(run, config=config).absent_targets == ()


def test_the_list_of_a_run_is_kept_by_its_name(listed):
    path = listed("key,name\ndam-pact,Dam Pact\n")
    config = RunConfig(data=Data(targets=str(path)))
    run = pipeline.run([Article(id="a", raw="The Dam Pact held.")], config=config)
    assert run.manifest["settings"]["data"]["targets"] == "mine.csv"
    assert run.manifest["asked_targets"] == {"dam-pact": "Dam Pact"}


def test_every_shipped_term_in_office_ends_or_says_up_to_when_it_is_known():
    terms = [
        (actor.key, term)
        for actor in load_actors().of_kind("person")
        for term in actor.terms
        if canonical(term.office) in shipped_terms("offices")
    ]
    assert [key for key, term in terms if not (term.valid_to or term.as_of)] == []
