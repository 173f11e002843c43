"""What grouping reads of an article, by both ways."""

from __future__ import annotations

import pytest

from framing.document import analyse
from framing.events import item_of, read_item
from framing.events.items import FRONT
from framing.model import Article

ACCORD = (
    "The ministers of Lora and Vess signed an accord on 4,500 tonnes of grain on "
    "Monday, June 28. Marta Oru said it was fair.\n\n"
    "In 2019, they failed to agree."
)
TEXTS = [
    ("Lora and Vess sign accord", ACCORD),
    ("", "Ministers met."),
    ("Only a headline", ""),
]


@pytest.mark.parametrize(("title", "text"), TEXTS)
def test_reading_for_grouping_alone_gives_the_same(title, text):
    article = Article(id="a", raw=text or title, title=title if text else "",
                      published="2021-06-29")  # fmt: skip
    assert read_item(article) == item_of(analyse(article))


@pytest.mark.parametrize("published", ["2021-06-29", ""])
def test_the_head_of_a_long_text_gives_the_same(published):
    body = "\n".join(
        f"Officials of Vess said that {at} ships had left the harbour."
        for at in range(150)
    )
    text = f"{ACCORD}\n{body}\nIn 2023, they met again on Friday, July 2."
    article = Article(id="a", raw=text, title="Accord", published=published)
    assert read_item(article) == item_of(analyse(article))


def test_sentences_that_look_back_are_left_out():
    title, text = TEXTS[0]
    made = read_item(Article(id="a", raw=text, title=title))
    assert "failed" not in made.words
    assert "signed" in made.words


def test_what_follows_the_first_words_is_left_out():
    text = " ".join(f"Ministers met for the {at}th time." for at in range(200))
    made = read_item(Article(id="a", raw=text))
    assert FRONT <= len(made.words.split()) < FRONT + 6


def test_names_are_words_with_a_capital_inside_a_sentence():
    made = read_item(Article(id="a", raw="Ministers met Marta Oru. They left Vess."))
    assert made.names == "marta oru vess"


def test_capitals_of_a_headline_in_title_case_are_no_names():
    title = "Ministers Sign Grain Accord After Long Talks"
    made = read_item(Article(id="a", raw="They met in Lora.", title=title))
    assert made.names == "lora"


def test_half_a_character_stops_no_reading():
    made = read_item(Article(id="a", raw="The mayor of \udc80 Lora met Élise."))
    assert made.names == "lora élise"
