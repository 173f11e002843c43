"""How long an article is."""

from __future__ import annotations

import math

import pytest

from framing.metrics.length import Length
from tests.documents import document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two three. Four five six seven.", [7, 2, 3.5]),
        ("One", [1, 1, 1]),
        ("", [math.nan] * 3),
    ],
)
def test_words_sentences_and_their_ratio(text, expected):
    values = [row.value for row in Length()(document(text)).rows]
    assert values == pytest.approx(expected, nan_ok=True)
