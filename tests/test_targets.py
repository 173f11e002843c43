"""What counts as a mention of a target, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from framing.actors import Actor, Actors, load_actors
from framing.segment import cut
from framing.targets import default_targets, find_mentions
from framing.words import normalise_all
from tests.strategies import texts

PEOPLE = (
    ("ana-ruiz", "Ana Ruiz", "ZA"),
    ("leo-ruiz", "Leo Ruiz", "ZA"),
    ("li-wen", "Li Wen", "CN"),
    ("park-su-jin", "Park Su-jin", "ZB"),
    ("mia-von-thal", "Mia von Thal", "ZB"),
    ("oslo-brand", "Zandia Brand", ""),
    ("pele", "Pele", ""),
)
ACTORS = Actors(
    entries=tuple(
        sorted(
            [
                Actor(
                    key="ZA",
                    name="Zandia",
                    kind="state",
                    country="ZA",
                    aliases=("Republic of Zandia", "ZN", "Z.N.", "the Zands"),
                    demonyms=("Zandian",),
                    places=("Zancity", "the Old Fort"),
                ),
                Actor(
                    key="ZB",
                    name="South Zandia",
                    kind="state",
                    demonyms=("South Zandian",),
                ),
                Actor(key="league", name="Harbour League", kind="alliance"),
                Actor(
                    key="zandian-ministry",
                    name="Zandian Foreign Ministry",
                    kind="institution",
                    aliases=("People's Bank of Zandia",),
                ),
                *(
                    Actor(key=key, name=name, kind="person", country=country)
                    for key, name, country in PEOPLE
                ),
            ],
            key=lambda actor: actor.key,
        )
    )
)


def mentions(text, targets=None, actors=ACTORS):
    parts = cut(text)
    tokens = normalise_all(text, parts.words)
    return find_mentions(text, parts, tokens, actors=actors, targets=targets)


def found(text, targets=None):
    return [(m.target, m.kind, m.span.of(text)) for m in mentions(text, targets)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zandia agreed.", [("ZA", "name", "Zandia")]),
        ("Zandia’s offer", [("ZA", "name", "Zandia")]),
        ("The Republic of Zandia agreed.", [("ZA", "name", "Republic of Zandia")]),
        ("ZANDIA AGREED", [("ZA", "name", "ZANDIA")]),
        ("zandia", []),
        ("South Zandia agreed.", [("ZB", "name", "South Zandia")]),
        ("Zandia-led talks", [("ZA", "name", "Zandia")]),
        ("The Zands agreed.", [("ZA", "name", "The Zands")]),
        ("The Harbour League met.", [("league", "name", "Harbour League")]),
        ("It went south. Zandia agreed.", [("ZA", "name", "Zandia")]),
        ("Nothing here.", []),
        ("", []),
    ],
)
def test_names_are_found_with_their_case_and_the_longest_first(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("ZN agreed.", 1),
        ("the Z.N. agreed", 1),
        ("zn", 0),
        ("ZN companies agreed", 0),
        ("the ZN president agreed", 1),
        ("They saw ZN. Companies agreed.", 1),
    ],
)
def test_abbreviations_before_private_nouns_do_not_count(text, n):
    assert len(mentions(text)) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("the Zandian government", 1),
        ("the Zandian deputy foreign minister", 1),
        ("Zandian troops", 1),
        ("Zandian food", 0),
        ("a Zandian", 0),
        ("She is Zandian. Government followed.", 0),
        ("the South Zandian army", 1),
    ],
)
def test_demonyms_count_only_before_nouns_of_government(text, n):
    assert [m.kind for m in mentions(text)] == ["demonym"] * n


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Zancity rejected it.", 1),
        ("Pressure on Zancity grew.", 1),
        ("They met in Zancity.", 0),
        ("They flew to Zancity.", 0),
        ("They met at the Old Fort.", 0),
        ("Then the Old Fort rejected it.", 1),
        ("The Old Fort rejected it.", 1),
        ("They like the Zancity subway.", 0),
        ("ZANCITY (Telvane) - They met.", 0),
        ("ZANCITY, May 2 -- They met.", 0),
        ("ZANCITY, May 2 (Telvane) -- They met.", 0),
        ("They met there. Zancity, angry, rejected it.", 1),
    ],
)
def test_places_count_unless_they_are_locations(text, n):
    assert [m.kind for m in mentions(text)] == ["place"] * n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz spoke. Ruiz smiled.", ["ana-ruiz", "ana-ruiz"]),
        ("Ruiz smiled.", []),
        ("President Ruiz smiled.", []),
        ("President Thal smiled.", ["mia-von-thal"]),
        ("Mia von Thal spoke. Then von Thal left.", ["mia-von-thal"] * 2),
        ("Ana Ruiz met Leo Ruiz. Ruiz smiled.", ["ana-ruiz", "leo-ruiz", "leo-ruiz"]),
        ("Li Wen spoke. Li smiled at Wen.", ["li-wen", "li-wen"]),
        ("Park Su-jin spoke. Park smiled.", ["park-su-jin", "park-su-jin"]),
        ("Pele spoke.", ["pele"]),
        ("Zandia Brand spoke.", ["oslo-brand"]),
    ],
)
def test_leaders_count_by_full_name_then_by_family_name(text, expected):
    assert [m.target for m in mentions(text)] == expected
    assert {m.kind for m in mentions(text)} <= {"leader"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Zandian Foreign Ministry", {"ZA", "zandian-ministry"}),
        ("the People’s Bank of Zandia", {"ZA", "zandian-ministry"}),
    ],
)
def test_institution_counts_for_itself_and_the_state_in_its_name(text, expected):
    assert {m.target for m in mentions(text)} == expected


def test_only_the_wanted_targets_are_returned():
    text = "South Zandia and Zandia met the Harbour League."
    assert [m.target for m in mentions(text, {"ZA"})] == ["ZA"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ships sailed the South China Sea while China watched.", ["CN"]),
        ("They told us that the US agreed, and who pays the WHO.", ["US"]),
        ("Relations of China–Russia and US-China type", ["CN", "RU", "US", "CN"]),
        ("The Czech Republic agreed.", ["CZ"]),
        ("Chinese food is sold there.", []),
        ("The West rejected it, and so did NATO.", ["west", "nato"]),
    ],
)
def test_shipped_states_and_alliances(text, expected):
    actors = load_actors()
    found = mentions(text, default_targets(actors), actors)
    assert [m.target for m in found] == expected


def test_default_targets_are_states_alliances_treaties_and_all_relations():
    actors = Actors(
        entries=tuple(
            Actor(key=key, name=key, kind=kind)
            for key, kind in (
                ("ZA", "state"),
                ("body", "institution"),
                ("league", "alliance"),
                ("oru", "person"),
                ("pact", "treaty"),
            )
        )
    )
    assert default_targets(actors) == ("ZA", "league", "pact", "relations")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jordan Smith scored, and Jordan left.", []),
        ("Anna Jordan scored.", []),
        ("Jordan agreed, and Jordan’s king left.", ["JO", "JO"]),
        ("Jordan Prime Minister Oru agreed.", ["JO"]),
        ("Chad Oru paid. Jordanian troops left.", ["JO"]),
        ("Georgia voted; in Atlanta they counted.", []),
        ("Georgia voted; in Tbilisi they counted.", ["GE"]),
        ("They ate turkey. Turkey is dear at Thanksgiving.", []),
        ("Turkey agreed.", ["TR"]),
        ("Guinea left", ["GN"]),
        ("Equatorial Guinea left", ["GQ"]),
        ("Guinea-Bissau left", ["GW"]),
        ("Papua New Guinea left", ["PG"]),
        ("Niger, not Nigeria", ["NE", "NG"]),
        ("Congo and Korea", []),
        ("the Democratic Republic of the Congo", ["CD"]),
        ("the Republic of the Congo", ["CG"]),
        ("Sudan and South Sudan", ["SD", "SS"]),
        ("He lives on the West Bank and on the West Coast.", []),
        ("Western governments and the Global South agreed.", ["west", "global-south"]),
        ("Moscow, Beijing and Tokyo rejected it.", ["RU", "CN", "JP"]),
        ("The Kremlin, the White House and Downing Street agree", ["RU", "US", "GB"]),
        ("Brussels rejected it.", []),
        ("Washington Wizards fans met Denzel Washington.", []),
        ("The Bank of England and the South China Sea", []),
        ("New START and the Paris Agreement", ["new-start", "paris-agreement"]),
    ],
)
def test_names_that_states_share_with_others(text, expected):
    actors = load_actors()
    found = mentions(text, default_targets(actors), actors)
    assert [m.target for m in found] == expected


def test_an_institution_of_a_name_that_is_no_state_is_found():
    found = mentions("The Bank of England agreed.", None, load_actors())
    assert [m.target for m in found] == ["bank-of-england"]


@given(text=texts)
@settings(deadline=None, max_examples=60)
def test_mentions_are_ordered_and_lie_in_their_words(text):
    parts = cut(text)
    found = mentions(text, None, load_actors())
    assert list(found) == sorted(found, key=lambda m: (m.span.start, m.span.stop))
    assert all(
        parts.words[m.first, 0]
        <= m.span.start
        <= m.span.stop
        <= parts.words[m.last - 1, 1]
        for m in found
    )
