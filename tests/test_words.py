from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings

from framing import words as module
from framing.segment import cut
from framing.words import (
    cut_words,
    normalise,
    normalise_all,
    strip_possessive,
    words_and_names,
)
from tests.strategies import marked_texts, texts


def words(text):
    return [text[start:stop] for start, stop in cut_words(text).tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a well-known e-mail", ["a", "well-known", "e-mail"]),
        ("Russia's China’s workers' '90s", ["Russia's", "China’s", "workers", "90s"]),
        ("$200 14% US$123 £1,234.5m", ["200", "14", "US", "123", "1,234.5m"]),
        ("the U.S. the U.S.'s U.S.-led", ["the", "U.S.", "the", "U.S.'s", "U.S.-led"]),
        ("dirt road.In a", ["dirt", "road", "In", "a"]),
        ("2013–15 and/or A--B", ["2013", "15", "and", "or", "A", "B"]),
        ("at 9:30 on example.org", ["at", "9:30", "on", "example.org"]),
        ("AT&T, R&D", ["AT&T", "R&D"]),
        ("习近平说 hello", ["习近平说", "hello"]),
        (
            "cafe\u0301s co\xadop snake_case",
            ["cafe\u0301s", "co\xadop", "snake", "case"],
        ),
        ("“‘Quad’,” ... — * 😀", ["Quad"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@given(marked_texts)
@settings(max_examples=60, deadline=None)
def test_words_alone_are_those_of_a_cut(text):
    found = cut_words(text)
    assert found.tolist() == cut(text).words.tolist()
    assert found.dtype == np.int32


@given(marked_texts)
@settings(max_examples=60, deadline=None)
def test_folding_at_once_equals_folding_each_word(text):
    found = cut(text).words
    one_by_one = [normalise(text[start:stop]) for start, stop in found.tolist()]
    assert normalise_all(text, found) == one_by_one


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Russia’s", "russia's"),
        ("WELL‑known", "well-known"),
        ("Cafe\u0301", "café"),
        ("co\xadop", "coop"),
        ("U.S.", "u.s."),
        ("Don`t", "don't"),
    ],
)
def test_normalise(word, expected):
    assert normalise(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("russia's", "russia"), ("putin", "putin"), ("'s", "'s"), ("states'", "states'")],
)
def test_strip_possessive(word, expected):
    assert strip_possessive(word) == expected


@given(marked_texts | texts)
@example("“ U.S., the U.S.'s A.B.c. (E.U.) US$123 ‘The— ... 3.5. O’Neil's end.) .com")
@settings(max_examples=300, deadline=None)
def test_words_of_tokens_are_those_of_the_text(text):
    found, names = words_and_names(text)
    places = cut_words(text)
    expected = normalise_all(text, places)
    assert found.split() == expected
    starts = places[1:, 0].tolist()
    capital = [text[start].isupper() for start in starts]
    assert names.split() == [
        word for word, name in zip(expected[1:], capital, strict=True) if name
    ]


def test_no_more_than_so_many_tokens_are_remembered(monkeypatch):
    monkeypatch.setattr(module, "_MOST_TOKENS", 10)
    module._tokens.clear()
    many = " ".join(f"Ship{n}," for n in range(50))
    assert words_and_names(many)[0].split() == [f"ship{n}" for n in range(50)]
    assert len(module._tokens) <= 10


def test_no_long_token_is_remembered():
    module._tokens.clear()
    assert words_and_names("x" * 10_000)[0] == " " + "x" * 10_000
    assert not module._tokens
