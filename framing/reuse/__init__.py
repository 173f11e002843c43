"""Text that stands in more than one article: twins, copies, cuts, shared passages.

How much of the one stands in the other is told in both directions: a brief may be
wholly cut from a wire text of which it holds a sixth.
"""

from __future__ import annotations

from framing.reuse.finding import Reuse, find_reuse
from framing.reuse.kinds import KINDS
from framing.reuse.matching import Match, Run, match
from framing.reuse.tables import reuse_of
from framing.reuse.texts import LEAST_WORDS, SHINGLE, Text, text_of

__all__ = [
    "KINDS",
    "LEAST_WORDS",
    "SHINGLE",
    "Match",
    "Reuse",
    "Run",
    "Text",
    "find_reuse",
    "match",
    "reuse_of",
    "text_of",
]
