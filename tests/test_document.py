from __future__ import annotations

import pytest

from framing.document import find_language

LONG = "The ministers met on Monday to sign the accord in the harbour town. " * 3


@pytest.mark.parametrize(
    "declared", ["en", "EN", "en-US", "en_GB", "eng", "English (UK)"]
)
def test_a_short_text_declared_english_is_english(declared):
    assert find_language("Accord signed", declared=declared).value == "en"


@pytest.mark.parametrize(
    ("declared", "value"), [("de-AT", "de"), ("German", "german"), ("", "unknown")]
)
def test_another_declared_language_is_kept(declared, value):
    assert find_language("Accord signed", declared=declared).value == value


def test_a_declaration_that_names_no_language_is_unknown():
    assert find_language("Accord signed", declared="?").status == "unknown"


def test_a_text_long_enough_speaks_for_itself():
    assert find_language(LONG, declared="German").value == "en"
