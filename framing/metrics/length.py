"""How long an article is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from framing.metrics.base import Field, Measurement, Row
from framing.model import Document

_FIELDS: Final = (
    Field(
        name="words",
        unit="words",
        low=0.0,
        high=math.inf,
        meaning=(
            "Words of the clean text; over several articles, their mean. It says how "
            "much space there was, not how much of the event was told."
        ),
    ),
    Field(
        name="sentences",
        unit="sentences",
        low=0.0,
        high=math.inf,
        meaning=(
            "Sentences of the clean text; over several articles, their mean. It "
            "depends on which full stops are taken to end one, and is not compared by "
            "itself."
        ),
    ),
    Field(
        name="words_per_sentence",
        unit="words",
        low=1.0,
        high=math.inf,
        meaning=(
            "Mean words per sentence; pooled over articles, longer articles weigh "
            "more. It describes style and is never called framing."
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """Words, sentences, and words per sentence.

    Notes
    -----
    An article without words has no length: it is a headline, or was not read.

    Examples
    --------
    >>> [field.name for field in Length().fields]
    ['words', 'sentences', 'words_per_sentence']
    """

    @property
    def fields(self) -> tuple[Field, ...]:
        """Words, sentences and their ratio."""
        return _FIELDS

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        words, sentences = float(document.n_words), float(len(document.sentences))
        one = 1.0 if words else 0.0
        ratios = ((words, one), (sentences, one), (words, sentences))
        return Measurement(
            rows=tuple(
                Row(field=field.name, voice="all", numerator=top, denominator=bottom)
                for field, (top, bottom) in zip(_FIELDS, ratios, strict=True)
            )
        )
