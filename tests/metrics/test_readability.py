"""Formulas against textstat, and against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from framing.errors import ConfigError, ParameterError
from framing.metrics import readability
from framing.metrics.readability import EXTRA, FORMULAS, Counts, Readability, count
from tests.documents import EASY, HARD, document, quote

# textstat counts sentences of more than two words, and words by white space; these
# texts give it nothing to trip over.
TEXTS = {"easy": EASY, "hard": HARD}
SAME = ("flesch_reading_ease", "flesch_kincaid", "smog")
TEXTSTAT = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid": "flesch_kincaid_grade",
    "smog": "smog_index",
}


def values(text, metric=None, voice="all", quotes=()):
    rows = (metric or Readability())(document(text, quotes=quotes)).rows
    return {row.field: row.value for row in rows if row.voice == voice}


@pytest.fixture
def textstat():
    module = pytest.importorskip("textstat")
    readability._use_our_cmudict()
    return module


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("key", TEXTS)
def test_formula_agrees_with_textstat(textstat, name, key):
    expected = getattr(textstat, TEXTSTAT[name])(TEXTS[key])
    assert values(TEXTS[key])[name] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("key", TEXTS)
def test_coleman_liau_differs_from_textstat_by_its_rounded_coefficient(textstat, key):
    letters = textstat.letter_count(TEXTS[key]) / textstat.lexicon_count(TEXTS[key])
    expected = textstat.coleman_liau_index(TEXTS[key]) + 0.0008 * 100 * letters
    assert values(TEXTS[key])["coleman_liau"] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", EXTRA)
@pytest.mark.parametrize("key", TEXTS)
def test_textstat_supplies_the_others_on_our_cut(textstat, name, key):
    formula = {
        "dale_chall": textstat.dale_chall_readability_score,
        "linsear_write": textstat.linsear_write_formula,
    }[name]
    found = values(TEXTS[key], Readability(extra=(name,)))[name]
    assert found == pytest.approx(formula(TEXTS[key]), abs=1e-9)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flesch_reading_ease", 206.835 - 10.15 - 84.6 * 1.5),
        ("flesch_kincaid", 3.9 + 17.7 - 15.59),
        ("smog", 1.043 * math.sqrt(30) + 3.1291),
        ("coleman_liau", 0.0588 * 450 - 0.296 * 10 - 15.8),
        ("ari", 4.71 * 5 + 5 - 21.43),
        ("fog", 0.4 * (10 + 10)),
    ],
)
def test_formula_gives_the_published_value(name, expected):
    counts = Counts(
        words=100,
        sentences=10,
        letters=450,
        characters=500,
        syllables=150,
        polysyllables=10,
    )
    assert FORMULAS[name](counts) == pytest.approx(expected)


@pytest.mark.parametrize("name", FORMULAS)
def test_hard_text_is_harder(name):
    sign = -1 if name == "flesch_reading_ease" else 1
    assert sign * values(HARD)[name] > sign * values(EASY)[name]


@pytest.mark.parametrize("name", FORMULAS)
def test_doubled_text_reads_alike(name):
    assert values(EASY * 2)[name] == pytest.approx(values(EASY)[name])


def test_letters_leave_out_digits_and_signs():
    counts = count([["u.s.", "well-known", "3.5", "it's"]])
    assert (counts.words, counts.letters, counts.characters) == (4, 14, 16)


def test_short_text_has_no_value():
    found = values("The cat sat on the mat.")
    assert all(math.isnan(value) for value in found.values())
    assert not math.isnan(
        values("The cat sat on the mat.", Readability(min_words=6))["smog"]
    )


def test_unattributed_sentences_are_read_whole():
    said = "“The parliamentary administration characterised it,” he said. "
    mixed = said + EASY
    quotes = [quote(mixed, said[: said.index(" he")])]
    found = values(mixed, voice="unattributed", quotes=quotes)
    assert found == pytest.approx(values(EASY))


def test_text_of_quotations_alone_has_no_unattributed_value():
    found = values(EASY, voice="unattributed", quotes=[quote(EASY, EASY.strip())])
    assert all(math.isnan(value) for value in found.values())


@pytest.mark.parametrize(
    ("parameters", "fault"),
    [
        ({"min_words": 0}, "min_words"),
        ({"extra": ("spache",)}, "extra formula must be"),
    ],
)
def test_parameters_outside_their_range_are_refused(parameters, fault):
    with pytest.raises(ParameterError, match=fault):
        Readability(**parameters)


def test_refused_dictionary_is_an_error_not_a_download(monkeypatch, tmp_path):
    nltk = pytest.importorskip("nltk")
    monkeypatch.setattr(nltk.data, "path", [])
    monkeypatch.setattr(readability, "NLTK_FOLDER", tmp_path)
    with pytest.raises(ConfigError, match="NLTK cannot use the dictionary"):
        readability._use_our_cmudict()
