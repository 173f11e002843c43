"""Tests of reading who does what to whom."""

from __future__ import annotations

import pytest

from framing.document import from_text
from framing.errors import LexiconError
from framing.lexicons import Entry, load_lexicon
from framing.roles import find_actions, words
from framing.roles.words import FORMS, action_matcher

READ = {
    "active": ("Russia shelled Kharkiv.", "RU>"),
    "active with a patient": ("Russia attacked Ukraine.", "RU>UA"),
    "demonym and head": ("Russian forces attacked Ukraine.", "RU>UA"),
    "head with of": ("The president of Russia praised Iran.", "RU>IR"),
    "possessive and head": ("Japan's prime minister visited China.", "JP>CN"),
    "adverb": ("Britain sharply criticised Russia.", "GB>RU"),
    "day": ("China on Monday condemned Japan.", "CN>JP"),
    "perfect": ("Russia has invaded Ukraine.", "RU>UA"),
    "progressive": ("China is helping Russia.", "CN>RU"),
    "plural subject": ("France and Germany support Ukraine.", "FR DE>UA"),
    "passive": ("Iran was sanctioned by the European Union.", "eu>IR"),
    "passive with a day": ("Iran was accused on Monday by Israel.", "IL>IR"),
    "agentless passive": ("Ukraine was attacked.", ">UA"),
    "reduced passive": ("Ukraine, supported by Poland, agreed.", "PL>UA"),
    "object phrase": ("Sanctions imposed on Iran by the US are old.", "US>IR"),
    "control": ("Russia threatened to attack Ukraine.", "RU>; >UA"),
    "plan": ("Germany agreed to supply Ukraine.", "DE>UA"),
    "blame": ("China accused Japan of attacking Iran.", "CN>JP; JP>IR"),
    "passive blame": ("Iran was accused of threatening Israel.", ">IR; IR>IL"),
    "relative": ("Russia, which invaded Ukraine, praised China.", "RU>UA; RU>CN"),
    "insertion": ("Russia, after months of threats, invaded Ukraine.", "RU>UA"),
    "joined verbs": ("Russia invaded Ukraine and annexed Crimea.", "RU>UA; RU>"),
    "joined subjects": ("Russia and Belarus attacked Ukraine.", "RU BY>UA"),
    "joined objects": ("Russia threatened Ukraine and Moldova.", "RU>UA MD"),
    "two clauses": (
        "Russia attacked Ukraine and Poland condemned Russia.",
        "RU>UA; PL>RU",
    ),
    "clause in a clause": ("China said Japan threatens China.", "JP>CN"),
    "possessive noun": ("Russia's attack on Ukraine went on.", "RU>UA"),
    "plural possessive": ("The United States' support for Ukraine fell.", "US>UA"),
    "short name and noun": ("The US attack on Iran was brief.", "US>IR"),
    "demonym and noun": ("The Russian invasion of Ukraine went on.", "RU>UA"),
    "noun with by": ("An attack by Russia on Ukraine was feared.", "RU>UA"),
    "between": ("Talks between China and Russia began.", "CN RU>"),
    "light verb": ("China held talks with Russia.", "CN>RU"),
    "phrase": ("The US lifted sanctions on Iran.", "US>IR"),
}


def reading(text):
    """Return ``agents>patients`` of each action, in the order of the text."""
    return "; ".join(
        f"{names(action.agents)}>{names(action.patients)}"
        for action in find_actions(from_text(text))
    )


def names(mentions):
    return " ".join(mention.target for mention in mentions)


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_agent_and_patient_are_read(text, expected):
    assert reading(text) == expected


NOT_READ = {
    "denied": "Russia did not attack Ukraine.",
    "contracted": "Russia didn't attack Ukraine.",
    "never": "Russia has never attacked Ukraine.",
    "denial": "Iran denied attacking Israel.",
    "refusal": "Iran refused to attack Israel.",
    "no noun": "No attack on Israel took place.",
    "possible": "Russia could attack Ukraine.",
    "conditional": "If Russia attacks Ukraine, prices rise.",
    "named war": "The Vietnam War was long.",
    "modifier": "The Iran talks were long.",
    "other verb": "Laws were struck down in Russia.",
    "noun of another verb": "The monetary fund said Greece is well.",
    "verb of a noun": "Officials must deal with China.",
    "adjective": "They saw the visiting president of Tunisia.",
    "part of a word": "US-led planes flew.",
    "no target": "The army attacked the port.",
}


@pytest.mark.parametrize("text", NOT_READ.values(), ids=NOT_READ)
def test_what_is_no_action_of_a_target_is_not_read(text):
    assert find_actions(from_text(text)) == ()


HALF_READ = {
    "subject behind a preposition": ("A man in Russia attacked Ukraine.", ">UA"),
    "subject of another verb": ("The US urged Russia to attack Ukraine.", ">UA"),
    "owner of the subject": ("Russia's jailed critic condemned China.", ">CN"),
    "part of a longer word": ("US-led forces bombed Syria.", ">SY"),
    "object behind a preposition": ("Russia attacked cities in Ukraine.", "RU>"),
    "object over a comma": ("Russia attacked, Ukraine said.", "RU>"),
}


@pytest.mark.parametrize(("text", "expected"), HALF_READ.values(), ids=HALF_READ)
def test_a_mention_that_has_no_part_gets_none(text, expected):
    assert reading(text) == expected


def test_a_sentence_is_never_read_into_the_next():
    assert reading("They met Russia. Ukraine was far.") == ">RU"
    assert reading("They were met. Russia left.") == ""


def test_every_note_of_the_list_says_the_form():
    assert len(action_matcher()) == len(load_lexicon("actions").entries)
    assert len(action_matcher()) >= 600


@pytest.mark.parametrize("note", ["", "form of attack", "noun of attack", "base of "])
def test_a_faulty_note_is_refused(monkeypatch, note):
    lexicon = load_lexicon("actions")
    entry = Entry(term="attack", category="conflictual", note=note)
    broken = type(lexicon)(
        **{
            name: getattr(lexicon, name)
            for name in lexicon.__dataclass_fields__
            if name != "entries"
        },
        entries=(entry,),
    )
    monkeypatch.setattr(words, "load_lexicon", lambda _name: broken)
    action_matcher.cache_clear()
    with pytest.raises(LexiconError, match="the note of 'attack' must be like"):
        action_matcher()
    action_matcher.cache_clear()


def test_forms_are_a_closed_set():
    assert "noun" in FORMS
    assert len(set(FORMS)) == len(FORMS)
