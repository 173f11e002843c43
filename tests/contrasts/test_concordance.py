"""Places of terms, the words around them, and how they were written."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.contrasts.concordance import concordance, normal_term, places, wordings
from framing.document import analyse
from framing.errors import ParameterError
from framing.model import Article


def made(text, tokens, voice=None, capital=None):
    n_words = len(tokens.split())
    row = {
        "article": "a",
        "raw": text,
        "text": text,
        "tokens": tokens,
        "voice": voice or bytes(n_words),
        "capital": capital or bytes(n_words),
        "clean_starts": [0],
        "raw_starts": [0],
    }
    return pd.DataFrame([row])


def spans(texts, terms, **more):
    found = places(texts, terms, **more)
    return found[["term", "start", "stop"]].to_numpy().tolist()


def test_words_of_other_voices_are_passed_over():
    texts = made(
        "Grain talks. Grain talks.", "grain talks\ngrain talks", bytes([0, 0, 1, 1])
    )
    assert spans(texts, ["grain", "grain talks"], voice="unattributed") == [
        ["grain", 0, 5],
        ["grain talks", 0, 11],
    ]


def test_terms_do_not_cross_a_sentence():
    texts = made("Big grain. Talks end.", "big grain\ntalks end")
    assert spans(texts, ["grain talks"]) == []


def test_a_possessive_is_its_word_wherever_it_stands_in_a_term():
    texts = made("Grain's price, port's grain's", "grain's price port's grain's")
    assert spans(texts, ["grain price", "grain", "port grain", "grain's"]) == [
        ["grain", 0, 7],
        ["grain", 22, 29],
        ["grain price", 0, 13],
        ["port grain", 15, 29],
    ]


def test_long_terms_are_found():
    texts = made("A free trade area now", "a free trade area now")
    assert spans(texts, ["free trade area"]) == [["free trade area", 2, 17]]


def test_names_need_their_capitals():
    texts = made(
        "Red Cross and red cross", "red cross and red cross", capital=b"\1\1\0\0\0"
    )
    both, named = spans(texts, ["red cross"]), {"red cross"}
    assert len(both) == 2
    assert spans(texts, ["red cross"], named=named) == both[:1]


def test_an_unknown_voice_is_refused():
    with pytest.raises(ParameterError, match="voice must be one of"):
        places(made("A", "a"), ["a"], voice="loud")


def test_lines_go_back_to_the_raw_text():
    raw = "Advertisement\n\nThe Ministry’s grain plan — a “bold” plan — was signed.\n"
    document = analyse(Article(id="a", raw=raw))
    row = {
        "article": "a",
        "raw": raw,
        "text": document.text,
        "tokens": "\n".join(" ".join(line) for line in document.sentence_norms()),
        "voice": document.voice.astype("uint8").tobytes(),
        "clean_starts": list(document.offsets.clean),
        "raw_starts": list(document.offsets.raw),
    }
    found = concordance(pd.DataFrame([row]), ["ministry's grain", "plan"], width=2)
    assert [raw[r.raw_start : r.raw_stop] for r in found.itertuples()] == [
        *("Ministry’s grain", "plan", "plan")
    ]
    assert "Ministry’s grain" in found["left"].tolist()


def test_wordings_are_counted():
    texts = made("US aid, U.S. aid, us aid", "us aid us aid us aid")
    found = wordings(concordance(texts, ["us"], width=0))
    assert found["n"].sum() == 3


def test_a_width_below_zero_is_refused():
    with pytest.raises(ParameterError, match="width must be at least 0"):
        concordance(made("A", "a"), ["a"], width=-1)


def test_terms_are_looked_up_as_they_are_counted():
    assert normal_term("“Free” trade’s") == "free trade"
