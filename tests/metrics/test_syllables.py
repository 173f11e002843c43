"""Syllables: CMUdict first, groups of vowels for the rest."""

from __future__ import annotations

import pytest

from framing.metrics.syllables import _by_vowels, _pronunciations, count_syllables


@pytest.mark.parametrize(
    ("word", "n"),
    [
        ("cat", 1),
        ("natural", 3),
        ("international", 5),
        ("china's", 2),
        ("zorbans'", 2),
        ("well-known", 2),
        ("u.s.", 2),
        ("w.w.", 6),
        ("at&t", 2),
        ("2013", 4),
        ("zorblax", 2),
        ("zorble", 2),
        ("zorbed", 1),
        ("blorted", 2),
        ("brzk", 1),
        ("éláné", 3),
        ("习近平", 1),
        ("", 1),
    ],
)
def test_syllables_of_a_word(word, n):
    assert count_syllables(word) == n


def test_fallback_agrees_with_the_dictionary_mostly():
    words = [word for word in _pronunciations() if word.isalpha()][::50]
    near = sum(
        abs(_by_vowels(w.lower()) - count_syllables(w.lower())) <= 1 for w in words
    )
    same = sum(_by_vowels(w.lower()) == count_syllables(w.lower()) for w in words)
    assert near / len(words) > 0.98
    assert same / len(words) > 0.8


def test_dictionary_reads_as_nltk_reads_it():
    assert _pronunciations()["NATURAL"] == "N AE1 CH ER0 AH0 L"
    assert len(_pronunciations()) > 120_000
