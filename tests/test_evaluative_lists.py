"""The four evaluative lists fit together, and hold no event and no neutral use."""

from __future__ import annotations

from itertools import chain

import pytest

from framing.lexicons import load_lexicon
from framing.match import Matcher

SIGNS = {
    "praise_blame": {
        **dict.fromkeys(
            ("ability", "acclaim", "integrity", "success", "support", "warmth"), 1
        ),
        **dict.fromkeys(
            (
                *("criticism", "failure", "hostility", "inability"),
                *("misconduct", "opposition"),
            ),
            -1,
        ),
    },
    "diplomatic_evaluation": {
        "cooperative": 1,
        "responsible": 1,
        "accusation": -1,
        "discord": -1,
        "domineering": -1,
    },
    "legitimacy": {"legitimate": 1, "illegitimate": -1},
    "threat": {"reassurance": 1, "menace": -1},
}
SIZES = {
    "praise_blame": 6000,
    "diplomatic_evaluation": 2000,
    "legitimacy": 400,
    "threat": 800,
    "hedges_boosters": 500,
    "event_valence": 1000,
    "neutral_uses": 700,
}


def entries(name):
    return load_lexicon(name).entries


def terms(name):
    return {entry.term for entry in entries(name)}


def found(name, words):
    """Return the terms of a list in some words, longest first match."""
    matcher = Matcher((entry.term, entry.term) for entry in entries(name))
    return [hit.payload for hit in matcher.find(words.split())]


@pytest.mark.parametrize("name", SIGNS)
def test_every_weight_has_the_sign_of_its_category(name):
    signs = SIGNS[name]
    wrong = [e.term for e in entries(name) if e.weight * signs[e.category] <= 0]
    assert wrong == []


@pytest.mark.parametrize("name", SIGNS)
def test_every_declared_category_is_used(name):
    declared = {key for key, _ in load_lexicon(name).categories}
    assert declared == {entry.category for entry in entries(name)} == set(SIGNS[name])


@pytest.mark.parametrize("name", SIZES)
def test_list_has_a_real_size(name):
    assert len(entries(name)) > SIZES[name]


@pytest.mark.parametrize("name", SIGNS)
def test_weights_lie_on_the_scale_of_vader_with_one_decimal(name):
    lexicon = load_lexicon(name)
    assert lexicon.range == load_lexicon("vader").range
    assert all(round(entry.weight, 1) == entry.weight for entry in lexicon.entries)


def test_no_term_stands_in_two_evaluative_lists():
    every = list(chain.from_iterable(sorted(terms(name)) for name in SIGNS))
    assert sorted(term for term in set(every) if every.count(term) > 1) == []


@pytest.mark.parametrize("name", SIGNS)
@pytest.mark.parametrize("other", ["event_valence", "neutral_uses", "modifiers"])
def test_no_evaluative_term_is_held_by_a_list_with_another_role(name, other):
    exact = terms(other)
    wild = [term[:-1] for term in exact if term.endswith("*")]
    held = [
        term
        for term in terms(name)
        if term in exact
        or (" " not in term and any(term.startswith(begin) for begin in wild))
    ]
    assert sorted(held) == []


def test_events_and_neutral_uses_have_no_term_in_common():
    assert terms("event_valence") & terms("neutral_uses") == set()


@pytest.mark.parametrize("name", [*SIGNS, "hedges_boosters"])
def test_evaluative_lists_have_no_wildcards(name):
    assert [term for term in terms(name) if "*" in term] == []


@pytest.mark.parametrize("name", ["praise_blame", "diplomatic_evaluation"])
def test_spellings_of_both_sides_of_the_atlantic_have_one_weight(name):
    weights = {entry.term: entry.weight for entry in entries(name)}
    pairs = [
        (term, term.replace("our", "or", 1))
        for term in weights
        if term.replace("our", "or", 1) in weights and "our" in term
    ]
    assert pairs
    assert [p for p in pairs if weights[p[0]] != weights[p[1]]] == []


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        (
            "praise_blame",
            "the mayor stands accused of lying",
            ["stands accused", "lying"],
        ),
        (
            "praise_blame",
            "an embattled envoy is under fire",
            ["embattled", "under fire"],
        ),
        ("praise_blame", "she was hailed as a hero", ["hailed as", "hero"]),
        ("praise_blame", "he refused to condemn them", ["refused to condemn"]),
        ("praise_blame", "prison and murder and war and a prize", []),
        ("praise_blame", "the fair, the party and the union", []),
        (
            "diplomatic_evaluation",
            "win-win cooperation and mutual trust between all-weather partners",
            ["win-win", "mutual trust", "all-weather"],
        ),
        (
            "diplomatic_evaluation",
            "a cold war mentality and groundless accusations",
            ["cold war mentality", "groundless accusations"],
        ),
        ("legitimacy", "the duly elected president", ["duly elected"]),
        ("legitimacy", "a sham referendum", ["sham"]),
        ("threat", "increasingly assertive", ["increasingly assertive"]),
        ("threat", "steps to ease tensions", ["ease tensions"]),
        ("hedges_boosters", "it is believed that", ["it is believed"]),
        ("hedges_boosters", "no doubt", ["no doubt"]),
        ("hedges_boosters", "in may", []),
        ("event_valence", "confrontational and revolting", []),
        ("neutral_uses", "the minister of foreign affairs", ["foreign affairs"]),
    ],
)
def test_key_phrases_are_found_whole(name, words, expected):
    assert found(name, words) == expected


@pytest.mark.parametrize("word", ["war", "earthquake", "pandemic", "murder", "jailed"])
def test_what_happens_is_no_judgement(word):
    assert found("event_valence", word)
    assert not any(word in terms(name) for name in SIGNS)


@pytest.mark.parametrize("word", ["indicted", "corrupt", "convicted", "fraud", "won"])
def test_what_is_said_of_somebody_is_no_event(word):
    assert word in terms("praise_blame")
    assert word not in terms("event_valence")


def test_both_strengths_of_hedges_lie_above_nought_and_up_to_one():
    assert {entry.weight for entry in entries("hedges_boosters")} == {0.5, 1.0}


def test_single_neutral_words_are_words_that_a_list_scores():
    scored = set(chain.from_iterable(terms(name) for name in ("vader", *SIGNS)))
    odd = [
        term
        for term in terms("neutral_uses")
        if not any(part in scored for part in (term, *term.replace("-", " ").split()))
    ]
    assert len(odd) < 0.1 * len(terms("neutral_uses"))
