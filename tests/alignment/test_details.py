"""Figures and quoted words that no other article prints."""

from __future__ import annotations

import pytest

from framing.alignment import align, details_without_match, sentences_of

CALM = "The ministers met in Vess and praised the work of their two countries."


def listed(one, *others):
    """Return the details of a text that stand in none of the others."""
    texts = {"one": one, **{f"other {n}": text for n, text in enumerate(others)}}
    made = align(
        [
            sentence
            for key, text in texts.items()
            for sentence in sentences_of(key, key, title="", text=text)
        ],
        [],
    )
    keys = [key for key in texts if key != "one"]
    found = details_without_match(made.sentences, made.found, keys)
    for detail in found:
        assert one[detail.start : detail.stop].strip(" ,.;") == detail.words
    return [(detail.kind, detail.words) for detail in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They aim at $90 billion in trade by 2034.", "$90 billion"),
        ("Trade grew by 14 per cent.", "14 per cent"),
        ("Some 3,000 officers kept watch.", "3,000 officers"),
        ("Each package, 45 parcels in all, was opened.", "45 parcels"),
        ("They sent an aid package 45 lorries strong.", "45 lorries"),
    ],
)
def test_a_figure_that_no_other_article_names_is_listed(text, words):
    assert listed(f"{CALM} {text}", CALM) == [("figure", words)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("They aim at $90 billion.", "A goal of 90.4 billion dollars was set."),
        ("Some 3,000 officers came.", "There were three thousand, or 3000, of them."),
        ("It grew by 14 per cent.", "A rise of 14% was reported."),
    ],
)
def test_a_figure_that_another_article_names_is_not(text, other):
    assert not listed(f"{CALM} {text}", other)


@pytest.mark.parametrize(
    "text",
    [
        "They met for 40 minutes.",
        "It was signed in 2021, on Aug. 31 and again on June 28.",
        "Two ships and five tugs came.",
        "Article 45 does say so.",
        "The treaty is 20 years old.",
    ],
)
def test_dates_lengths_small_counts_and_numbered_names_are_no_figures(text):
    assert not listed(f"{CALM} {text}", CALM)


def test_a_quoted_phrase_that_no_other_article_has_is_listed():
    text = "Both called their work “steadying” in times of “worldwide upheaval.”"
    assert listed(f"{CALM} {text}", CALM) == [("quoted words", "worldwide upheaval")]
    straight = text.replace("“", '"').replace("”", '"')
    assert listed(straight, CALM) == [("quoted words", "worldwide upheaval")]


def test_a_quoted_phrase_that_is_partly_in_another_article_is_not():
    text = "They spoke of “worldwide upheaval” at the port."
    assert not listed(text, "The upheaval at the grain market went on.")


def test_a_straight_mark_that_closes_an_earlier_quotation_opens_nothing():
    text = '"The work goes on. It made a solid base," said the minister of Vess.'
    assert not listed(text, "Rain fell on the harbour all night long.")


def test_long_quotations_are_left_to_the_utterances():
    long = "“We shall never forget what the crews of both harbours did that night.”"
    assert not listed(long, CALM)


def test_a_translation_in_a_matching_sentence_is_not_listed():
    one = "On Monday the ferry Marta sank off Lora in “heavy swell” with 40 aboard."
    other = "The ferry Marta sank off Lora on Monday with 40 aboard in “rough seas”."
    assert not listed(one, other)


def test_a_figure_is_listed_once_for_an_article_and_all_others_are_searched():
    text = "Some 3,000 officers came. The 3,000 officers left."
    assert listed(text, CALM, CALM) == [("figure", "3,000 officers")]
    assert not listed(text, CALM, "The town saw 3,000 officers.")
