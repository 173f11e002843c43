"""What one actor is shown to say or do about another."""

from __future__ import annotations

import math
from bisect import bisect_right

from framing.model import Document, Mention
from framing.tone.hits import Hit, speaks_for
from framing.tone.vocabulary import TONE, Vocabulary
from framing.tone.weights import Weighing, contributions


def directed(
    document: Document,
    words: Vocabulary,
    weighing: Weighing,
    *,
    holder: str,
    target: str,
) -> float:
    """Return the tone of a holder toward a target, per mention; nan without any.

    Parameters
    ----------
    document : Document
    words : Vocabulary
    weighing : Weighing
    holder, target : str
        Keys of actors.

    Returns
    -------
    float
        In [-1, 1].
    """
    starts = document.sentence_starts()
    heard: dict[int, list[Mention]] = {}
    for mention in document.mentions:
        if mention.target == holder:
            heard.setdefault(bisect_right(starts, mention.first), []).append(mention)
    counted = [
        mention
        for mention in document.mentions
        if mention.target == target
        and (
            bisect_right(starts, mention.first) in heard
            or holder in _speakers(mention, document)
        )
    ]
    if not counted:
        return math.nan
    total = math.fsum(
        part.amount_all
        for part in contributions(document, words, weighing)
        if part.hit.field == TONE
        and part.mention in counted
        and _is_of(holder, part.hit, part.mention, heard.get(part.hit.sentence, []))
    )
    return total / len(counted)


def _speakers(mention: Mention, document: Document) -> frozenset[str]:
    """Return the keys of those who speak where a mention stands."""
    index = int(document.speaker[mention.first]) if len(document.speaker) else -1
    return speaks_for(document.quotes[index]) if index >= 0 else frozenset()


def _is_of(holder: str, hit: Hit, mention: Mention, holders: list[Mention]) -> bool:
    """Say whether a hit is the holder's: its words, or between it and the target."""
    return holder in hit.own or any(
        one.last <= hit.first and hit.last <= mention.first for one in holders
    )
