"""Tests of reading and checking actors."""

import pickle

import pytest

from framing.actors import KINDS, Actor, Actors, holder, load_actors
from framing.errors import ActorError

HEADERS = {
    "states": "key,name,aliases,demonyms,places",
    "people": (
        "key,name,aliases,country,role,actor_type,valid_from,valid_to,source,checked"
    ),
    "institutions": "key,name,aliases,country,actor_type,source,checked",
    "alliances": "key,name,aliases,members",
    "treaties": "key,name,aliases,members",
    "offices": "person,office,of,valid_from,valid_to,as_of,source,checked",
}


def folder_with(path, **rows):
    for name, lines in rows.items():
        text = "\n".join([HEADERS[name], *lines]) + "\n"
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("state", 170),
        ("person", 600),
        ("institution", 120),
        ("alliance", 20),
        ("treaty", 40),
    ],
)
def test_shipped_lists_are_long_enough(kind, least):
    assert len(load_actors().of_kind(kind)) >= least


def test_shipped_people_are_not_claimed_to_be_checked():
    assert not any(actor.checked for actor in load_actors().of_kind("person"))


@pytest.mark.parametrize(
    ("office", "of"),
    [
        *(("president", key) for key in ("US", "RU", "CN", "FR", "DE", "TR", "IR")),
        *(("prime minister", key) for key in ("GB", "JP", "IN", "FR", "CN", "RU")),
        ("chancellor", "DE"),
        ("secretary of state", "US"),
        ("foreign minister", "CN"),
        ("foreign secretary", "GB"),
        ("secretary general", "un"),
        ("secretary general", "nato"),
        ("president", "european-commission"),
    ],
)
def test_high_offices_have_a_holder_in_every_year_since_2001(office, of):
    actors = load_actors()
    days = [f"{year}-08-15" for year in range(2001, 2025)]
    held = {day: holder(actors, office, of, low=day, high=day) for day in days}
    assert [day for day, person in held.items() if person is None] == []


def test_no_two_people_surely_hold_one_of_those_offices_on_a_day():
    actors = load_actors()
    given = {"low": "2017-01-20", "high": "2017-01-20"}
    assert holder(actors, "president", "US", **given) is None
    given = {"low": "2017-01-21", "high": "2025-01-19"}
    assert holder(actors, "president", "US", **given) is None
    given = {"low": "2021-01-21", "high": "2025-01-19"}
    assert holder(actors, "president", "US", **given).key == "joe-biden"


def test_terms_of_offices_csv_replace_the_one_of_the_own_row(tmp_path):
    person = "ana-oru,Ana Oru,,QA,mayor,ministry or official,2011,,list,false"
    other = "bo-lind,Bo Lind,,QA,premier,ministry or official,2011,,list,false"
    folder = folder_with(
        tmp_path,
        states=["QA,Arlen,,,"],
        people=[person, other],
        offices=[
            "ana-oru,president,QA,2012-01-01,2013-01-01,,list,false",
            "ana-oru,president,QA,2015-01-01,,2016-01-01,list,false",
        ],
    )
    found = load_actors(folder)
    assert [term.office for term in found.get("ana-oru").terms] == ["president"] * 2
    assert [term.office for term in found.get("bo-lind").terms] == ["premier"]


def test_a_folder_is_read_once():
    assert load_actors() is load_actors(None)


def test_get_finds_by_key():
    assert load_actors().get("xi-jinping").name == "Xi Jinping"


@pytest.mark.parametrize("key", ["", "nobody", "ZZ", "zzzz"])
def test_get_gives_none_for_an_unknown_key(key):
    assert load_actors().get(key) is None


def test_of_kind_names_every_kind():
    with pytest.raises(ActorError) as caught:
        load_actors().of_kind("planet")
    assert all(repr(kind) in str(caught.value) for kind in KINDS)


def test_actors_travel():
    actors = load_actors()
    assert pickle.loads(pickle.dumps(actors)) == actors


def test_actors_refuse_a_wrong_order():
    entries = tuple(Actor(key=key, name=key, kind="state") for key in ("BB", "AA"))
    with pytest.raises(ActorError, match="sorted by key"):
        Actors(entries=entries)


def test_a_folder_may_hold_one_file_only(tmp_path):
    folder = folder_with(tmp_path, states=["QA,Arlen,,Arlenian,Port Arlen"])
    assert [actor.places for actor in load_actors(folder).entries] == [("Port Arlen",)]


def test_a_state_is_its_own_country(tmp_path):
    folder = folder_with(tmp_path, states=["QA,Arlen,,,"])
    assert load_actors(str(folder)).get("QA").country == "QA"


def test_countries_are_not_checked_without_states(tmp_path):
    row = "ana-oru,Ana Oru,,QA,mayor,ministry or official,2011,,list,false"
    assert (
        load_actors(folder_with(tmp_path, people=[row])).get("ana-oru").role == "mayor"
    )


def test_names_begin_with_the_canonical_one():
    assert load_actors().get("nato").names[0] == "NATO"


def test_blank_lines_are_no_rows(tmp_path):
    folder = folder_with(tmp_path, states=["", "QA,Arlen,,,", ""])
    assert len(load_actors(folder).entries) == 1


PERSON = "ana-oru,Ana Oru,{},QA,mayor,{},{},,list,{}"


@pytest.mark.parametrize(
    ("rows", "where", "rule"),
    [
        ({"states": ["qa,Arlen,,,"]}, "states.csv:2", "two capitals"),
        ({"states": ["QA,,,,"]}, "states.csv:2", "name is empty"),
        ({"states": ["QA,Arlen,,"]}, "states.csv:2", "4 fields, expected 5"),
        ({"states": ["QA,A,,,", "QA,B,,,"]}, "states.csv:3", "already used"),
        ({"states": ["QA,A,,,", "QB,A,,,"]}, "states.csv:3", "one actor"),
        ({"states": ["QA,A,a||b,,"]}, "states.csv:2", "empty or repeated"),
        ({"states": ["QA,A,a|a,,"]}, "states.csv:2", "empty or repeated"),
        ({"alliances": ["The Pact,Pact,,"]}, "alliances.csv:2", "like 'jane-doe'"),
        (
            {"states": ["QA,A,,,"], "alliances": ["pact,Pact,,QB"]},
            "alliances.csv:2",
            "not in states.csv",
        ),
        (
            {"people": [PERSON.format("", "wizard", "", "false")]},
            "people.csv:2",
            "actor_type must be one of",
        ),
        (
            {"people": [PERSON.format("", "expert", "May 2011", "false")]},
            "people.csv:2",
            "valid_from must be empty",
        ),
        (
            {"states": ["QA,A,,,"], "offices": ["nobody,mayor,QA,2011,,,list,false"]},
            "offices.csv:2",
            "not in people.csv",
        ),
        (
            {
                "people": [PERSON.format("", "expert", "", "false")],
                "offices": ["ana-oru,mayor,league,2011,,,list,false"],
            },
            "offices.csv:2",
            "no key of a state, institution or alliance",
        ),
        (
            {
                "states": ["QA,A,,,"],
                "people": [PERSON.format("", "expert", "", "false")],
                "offices": ["ana-oru,mayor,QA,,,,list,false"],
            },
            "offices.csv:2",
            "needs an office and valid_from",
        ),
        (
            {
                "people": [
                    PERSON.format("", "expert", "2011", "false").replace(
                        "2011,,", "2011,2010,"
                    )
                ]
            },
            "people.csv:2",
            "lies before valid_from",
        ),
        (
            {"people": [PERSON.format("", "expert", "2011-02-30", "false")]},
            "people.csv:2",
            "valid_from must be empty",
        ),
        (
            {"people": [PERSON.format("", "expert", "", "yes")]},
            "people.csv:2",
            "checked must be one of",
        ),
    ],
)
def test_a_fault_is_named_with_file_line_and_rule(tmp_path, rows, where, rule):
    with pytest.raises(ActorError) as caught:
        load_actors(folder_with(tmp_path, **rows))
    assert where in str(caught.value)
    assert rule in str(caught.value)


def test_a_wrong_header_is_refused(tmp_path):
    (tmp_path / "states.csv").write_text("key,name\n", encoding="utf-8")
    with pytest.raises(ActorError, match="the header must be"):
        load_actors(tmp_path)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ActorError, match="holds no list of actors"):
        load_actors(tmp_path)


def test_bytes_that_are_not_utf8_are_refused(tmp_path):
    (tmp_path / "states.csv").write_bytes(b"key,name\xff\n")
    with pytest.raises(ActorError, match="is not UTF-8"):
        load_actors(tmp_path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path, monkeypatch):
    folder_with(tmp_path, states=["QA,Arlen,,,"])

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_text", refuse)
    with pytest.raises(ActorError, match="cannot be read"):
        load_actors(tmp_path)
