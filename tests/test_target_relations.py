"""Relations of two parties are targets of their own."""

from __future__ import annotations

import pytest

from framing.actors import load_actors
from framing.document import from_text
from framing.metrics.stance import Stance
from framing.segment import cut
from framing.targets import (
    find_mentions,
    parties_of,
    relation_key,
    target_name,
)
from framing.words import normalise_all

ACTORS = load_actors()


def found(text, targets=None):
    parts = cut(text)
    norms = normalise_all(text, parts.words)
    mentions = find_mentions(text, parts, norms, actors=ACTORS, targets=targets)
    return [(m.target, m.span.of(text)) for m in mentions if m.kind == "relation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China–Russia ties grew.", ("CN-RU", "China–Russia")),
        ("Russia-China relations grew.", ("CN-RU", "Russia-China")),
        ("US/China trade relations", ("CN-US", "US/China")),
        ("U.S.-China ties", ("CN-US", "U.S.-China")),
        ("US-South Korea alliance", ("KR-US", "US-South Korea")),
        ("the Sino-Russian friendship", ("CN-RU", "Sino-Russian")),
        ("the Franco-German partnership", ("DE-FR", "Franco-German")),
        ("the Chinese-Russian treaty", ("CN-RU", "Chinese-Russian")),
        ("China–Russia comprehensive strategic partnership", ("CN-RU", "China–Russia")),
        ("EU-China relationship", ("CN-eu", "EU-China")),
        ("Washington-Moscow tensions", ("RU-US", "Washington-Moscow")),
        ("ties between China and Russia", ("CN-RU", "China and Russia")),
        (
            "friendship between both the United States and the Philippines",
            ("PH-US", "United States and the Philippines"),
        ),
        ("Russia’s ties with China", ("CN-RU", "Russia")),
        ("Russia’s strategic partnership with China", ("CN-RU", "Russia")),
        ("Moscow’s ties to Beijing", ("CN-RU", "Moscow")),
        ("Chinese relations with the EU", ("CN-eu", "Chinese")),
        ("Russia’s relations with the West", ("RU-west", "Russia")),
    ],
)
def test_a_relation_is_two_parties_and_a_head(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "its ties with Russia",
        "China hailed ties with Russia.",
        "China–Russia border",
        "US-China trade war",
        "China-Japan-South Korea cooperation",
        "China. Russia ties grew.",
        "China and Russia grew ties.",
        "China–Russia, ties",
        "ties between China, Russia and India",
        "ties between China and the two",
        "America-US relations",
        "Sino-Russian ties with nobody",
        "Ties.",
        "",
    ],
)
def test_all_else_is_no_relation_of_two_stated_parties(text):
    expected = [("CN-RU", "Sino-Russian")] if "Sino" in text else []
    assert found(text) == expected


def test_both_parties_count_for_themselves_too():
    text = "China–Russia ties grew."
    parts = cut(text)
    norms = normalise_all(text, parts.words)
    mentions = find_mentions(text, parts, norms, actors=ACTORS)
    assert [m.target for m in mentions] == ["CN", "CN-RU", "RU"]


@pytest.mark.parametrize(
    ("targets", "n"),
    [({"CN"}, 0), ({"CN-RU"}, 1), ({"CN-US"}, 0), ({"relations"}, 1), (None, 1)],
)
def test_relations_are_found_where_they_are_wanted(targets, n):
    assert len(found("China–Russia ties grew.", targets)) == n


def test_the_head_of_a_relation_counts_as_tone():
    document = from_text("They spoke of the China–Russia friendship all day long.")
    notes = {item.target: item.note for item in Stance()(document).evidence}
    assert notes["CN-RU"] == "friendship"


def test_keys_are_sorted_and_names_are_printed_from_both():
    assert relation_key("RU", "CN") == "CN-RU"
    names = ("CN-RU", "RU-west", "arab-league-eu", "CN", "nothing", "relations")
    assert [target_name(key, ACTORS) for key in names] == [
        "China–Russia relations",
        "Russia–West relations",
        "Arab League–European Union relations",
        "China",
        "nothing",
        "relations between states",
    ]


@pytest.mark.parametrize("key", ["CN", "RU-CN", "CN-CN", "CN-xx", "CN-un", "-", "a--b"])
def test_other_keys_are_of_no_relation(key):
    assert parties_of(key, ACTORS) is None
