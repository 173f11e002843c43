from __future__ import annotations

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from framing.events.features import stem
from framing.wordlist import shipped_terms


def test_stop_words_are_those_of_the_package_that_they_are_from():
    assert shipped_terms("stop_words")["common"] == ENGLISH_STOP_WORDS


def test_words_of_one_event_have_one_stem_and_others_have_not():
    assert stem("signing") == stem("signed") == stem("signs")
    assert stem("moscow's") == stem("moscow")
    assert stem("university") != stem("universe")
    assert stem("emergency") != stem("emerged")
