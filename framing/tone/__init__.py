"""Evaluative words near mentions: which count, toward whom, and how much.

`vocabulary` joins the word lists, `find_hits` finds their words in a document, and
`contributions` weighs each hit on each mention of its sentence. A score is a sum
of contributions and nothing else (`framing.metrics.stance`).
"""

from framing.tone.directed import directed
from framing.tone.hits import Hit, find_hits, speaks_for
from framing.tone.vocabulary import (
    DEFAULT_LISTS,
    EVENTS,
    TONE,
    describe,
    vocabulary,
)
from framing.tone.weights import NEUTRAL, Contribution, Weighing, contributions

__all__ = [
    "DEFAULT_LISTS",
    "EVENTS",
    "NEUTRAL",
    "TONE",
    "Contribution",
    "Hit",
    "Weighing",
    "contributions",
    "describe",
    "directed",
    "find_hits",
    "speaks_for",
    "vocabulary",
]
