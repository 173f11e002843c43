"""Sentences, amounts, facts, conflicts and utterances of one event."""

from __future__ import annotations

import random

import numpy as np
import pytest

from framing.alignment import Said, align, sentences_of, without_match
from framing.alignment.amounts import amounts_of
from framing.alignment.matching import FEATURES, WEIGHTS, matches
from framing.alignment.sentences import HEADLINE
from framing.alignment.utterances import form_of, other_words, utterances

FERRY = (
    "The ferry Marta sank off Lora on Monday with 40 people aboard. Nine sailors were "
    "rescued by a fishing boat before noon. The minister promised new radar masts for "
    "the whole northern coast by 2033."
)
SINKING = (
    "With 40 people aboard, the Marta, a ferry, sank off Lora on Monday. A fishing "
    "boat rescued twelve sailors before noon. Families waited in the church of Vess "
    "and asked why no tug had been sent out."
)


def sentences(**texts):
    return [
        sentence
        for outlet, text in texts.items()
        for sentence in sentences_of(outlet, outlet, title="", text=text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US$1.5 billion was paid", [(1.5e9, "money")]),
        ("about 12,400 tonnes", [(12_400, "tonn")]),
        ("a rise of 4.5 per cent", [(4.5, "percent")]),
        ("twelve ships on June 28", [(12, "ship")]),
        ("in 2031 and 2032", [(2031, "calendar year"), (2032, "calendar year")]),
        ("six on Thursday", [(6, "")]),
        ("five-year plan", [(5, "year")]),
        ("no number", []),
    ],
)
def test_amounts(text, found):
    assert [(a.value, a.unit) for a in amounts_of(text)] == found


def test_an_amount_goes_back_to_its_words():
    text = "They paid €2.5 million for nine ships."
    for amount in amounts_of(text):
        assert text[amount.start : amount.stop] == amount.words


def test_a_sentence_goes_back_to_its_text():
    for sentence in sentences(x=FERRY):
        assert FERRY[sentence.start : sentence.stop] == sentence.text


def test_the_headline_is_a_sentence_of_its_own():
    made = list(sentences_of("a", "o", title="Ferry sinks", text="It sank."))
    assert [s.number for s in made] == [HEADLINE, 0]


def test_every_feature_has_a_weight():
    assert set(WEIGHTS) == set(FEATURES)


def test_shared_facts_are_found_and_the_others_stand_alone():
    made = align(sentences(x=FERRY, y=SINKING), [])
    texts = [{s.text[:9] for s in fact.sentences} for fact in made.facts]
    assert {"The ferry", "With 40 p"} in texts
    alone = {s.text[:8] for s in without_match(made.sentences, made.found, ["x"])}
    assert alone == {"Families"}
    alone = {s.text[:12] for s in without_match(made.sentences, made.found, ["y"])}
    assert alone == {"The minister"}


def test_amounts_on_the_same_that_differ_are_listed_once():
    made = align(sentences(x=FERRY, y=SINKING, z=SINKING), [])
    assert [(c.words_a, c.words_b) for c in made.conflicts] == [
        ("Nine sailors", "twelve sailors")
    ]


def test_an_amount_that_the_other_names_elsewhere_is_no_conflict():
    more = SINKING + " Nine sailors were in hospital."
    assert not align(sentences(x=FERRY, y=more), []).conflicts


def test_a_year_against_a_vague_time_is_listed():
    plain = "The minister promised new radar masts for the whole northern coast soon."
    (found,) = align(sentences(x=FERRY, y=plain), []).conflicts
    assert (found.unit, found.words_a, found.words_b) == (
        "calendar year",
        "2033",
        "soon",
    )


def test_sentences_of_one_article_are_not_matched():
    found = matches(sentences(x=FERRY + " " + FERRY))
    assert len(found.a) == 0


def test_probabilities_lie_in_their_range_and_order_is_kept():
    found = matches(sentences(x=FERRY, y=SINKING, z=FERRY))
    assert ((found.probability >= 0) & (found.probability <= 1)).all()
    assert (found.a < found.b).all()


@pytest.mark.parametrize(
    "texts", [{}, {"x": ""}, {"x": "Hm.", "y": "..."}, {"x": FERRY}]
)
def test_little_text_gives_nothing(texts):
    made = align(sentences(**texts), [])
    assert made.facts == made.conflicts == made.utterances == ()


def said(article, text, speaker="Marta Oru", key="", kind="direct", quote=0):
    return Said(
        article=article,
        outlet=article,
        quote=quote,
        speaker=speaker,
        key=key,
        kind=kind,
        text=text,
    )


LONG = "“We will keep the northern harbour open for grain, whatever the winter brings.”"
SHORT = "“keep the northern harbour open for grain”"
OTHER = "the northern harbour would stay open to grain ships all winter"


def test_one_utterance_in_three_renderings():
    quotations = [
        said("x", LONG),
        said("y", SHORT, speaker="Oru", kind="mixed"),
        said("z", OTHER, kind="indirect"),
        said("z", "Taxes on salt will fall.", quote=1),
    ]
    (found,) = utterances(quotations)
    assert found.speaker == "Marta Oru"
    assert [(r.said.article, r.form) for r in found.renderings] == [
        ("x", "longest"),
        ("y", "shortened"),
        ("z", "other words"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        said("y", LONG, speaker="Ana Vess"),
        said("y", LONG, speaker=""),
        said("y", "“Salt taxes will fall in spring.”"),
        said("x", LONG, quote=1),
    ],
)
def test_other_speakers_words_and_articles_are_no_rendering(other):
    assert not utterances([said("x", LONG), other])


def test_keys_decide_who_speaks():
    one, two = (
        said("x", LONG, speaker="Oru", key="oru"),
        said("y", LONG, "Oru", "ana-oru"),
    )
    assert not utterances([one, two])


def test_a_single_marked_word_is_enough_where_both_mark_it():
    one = said("x", "it “constructive”", kind="mixed")
    two = said("y", "the meeting as “constructive” and “fruitful”", kind="mixed")
    plain = said("y", "the meeting as constructive and fruitful", kind="indirect")
    assert utterances([one, two])
    assert not utterances([one, plain])


def test_forms_and_other_words():
    longest = LONG.strip("“”").lower().rstrip(".").replace(",", "").split()
    assert form_of(LONG, longest) == "verbatim"
    spans = other_words("We will hold the northern harbour open", LONG)
    assert ["We will hold the northern harbour open"[a:b] for a, b in spans] == ["hold"]


def test_order_of_articles_does_not_matter():
    texts = {"x": FERRY, "y": SINKING, "z": FERRY.replace("Nine", "Eight")}
    names = list(texts)
    random.Random(1).shuffle(names)
    one = align(sentences(**texts), [])
    two = align(sentences(**{name: texts[name] for name in names}), [])
    key = [{(s.article, s.number) for s in fact.sentences} for fact in one.facts]
    other = [{(s.article, s.number) for s in fact.sentences} for fact in two.facts]
    assert sorted(map(sorted, key)) == sorted(map(sorted, other))


def test_equal_articles_are_matched_sentence_by_sentence():
    found = matches(sentences(x=FERRY, y=FERRY))
    n = 3
    same = found.probability[(found.b - found.a) == n]
    assert np.all(same > 0.5)
