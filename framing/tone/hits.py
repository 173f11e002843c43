"""Words of the lists in a document, with what stands before them and who says them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from framing import match
from framing.model import Document, Quote
from framing.tone.vocabulary import (
    EVENTS,
    MODIFIER,
    TONE,
    Term,
    Vocabulary,
    is_modifier,
)

_COUNTED: Final = frozenset({TONE, EVENTS})
_NOBODY: Final = frozenset[str]()
# "Hall of Peace", "Fund for Freedom"
_JOINTS: Final = frozenset({"of", "for"})


class Hit(NamedTuple):
    """One word or phrase of a list in one place.

    Attributes
    ----------
    first, last : int
        Index of its first word, and one past its last.
    start, stop : int
        Where it stands in the clean text.
    sentence : int
        Number of its sentence, from 1.
    field : str
        ``tone`` or ``event_valence``.
    entry : str
        The entry of the list.
    valence : float
        Its weight, scaled to [-1, 1] by the range of its list.
    modifiers : str
        Negators, boosters, dampeners and distancers before it, in order.
    factor : float
        Their product.
    weight : float
        Valence times factor, within [-1, 1] (boosters may pass the end).
    voice : int
        Index into `framing.model.VOICES`.
    quote : int
        Index of the innermost quotation that holds it, or -1.
    own : frozenset of str
        Targets that speak here, or that the speaker speaks for.
    """

    first: int
    last: int
    start: int
    stop: int
    sentence: int
    field: str
    entry: str
    valence: float
    modifiers: str
    factor: float
    weight: float
    voice: int
    quote: int
    own: frozenset[str]


class Sheet(NamedTuple):
    """A document as plain lists, which are quicker to look up than arrays.

    Attributes
    ----------
    text : str
    edges : list of int
        Start and stop of each word, one after the other.
    voices, quotes : list of int
        Of each word; `quotes` is empty where there are none.
    starts : list of int
        The first word of each sentence.
    """

    text: str
    edges: list[int]
    voices: list[int]
    quotes: list[int]
    starts: list[int]


def sheet_of(document: Document) -> Sheet:
    """Return a document as plain lists."""
    return Sheet(
        document.text,
        document.words.ravel().tolist(),
        document.voice.tolist(),
        document.speaker.tolist() if document.quotes else [],
        document.sentence_starts(),
    )


def find_hits(document: Document, words: Vocabulary, sheet: Sheet) -> list[Hit]:
    """Return the words that count, outside all mentions and names, in order.

    Parameters
    ----------
    document : Document
    words : Vocabulary
    sheet : Sheet
        Of the document.

    Returns
    -------
    list of Hit
    """
    text, edges, voices, quotes, starts = sheet
    breaks = frozenset(starts)
    found = words.matcher.find(document.norms, breaks=breaks, group=is_modifier)
    counted = [hit for hit in found if hit.payload.role in _COUNTED]
    if not counted:
        return []
    hits: list[Hit] = []
    masked = {i for m in document.mentions for i in range(m.first, m.last)}
    modifiers = {hit.last: hit for hit in found if hit.payload.role == MODIFIER}
    own: dict[int, frozenset[str]] = {-1: _NOBODY}
    for first, last, term in counted:
        if first in masked or not masked.isdisjoint(range(first, last)):
            continue
        sentence = bisect_right(starts, first)
        is_capital = text[edges[2 * first]].isupper()
        if is_capital and is_in_name(document, first, last, starts):
            continue
        quote = quotes[first] if quotes else -1
        if quote not in own:
            own[quote] = speaks_for(document.quotes[quote])
        before, factor = "", 1.0
        if modifiers:
            met = _before(first, starts[sentence - 1], modifiers, words.window)
            before = " ".join([one.entry for one in met])
            factor = math.prod([one.weight for one in met])
        hit = Hit(
            first,
            last,
            edges[2 * first],
            edges[2 * last - 1],
            sentence,
            term.role,
            term.entry,
            term.weight,
            before,
            factor,
            max(-1.0, min(1.0, term.weight * factor)),
            voices[first],
            quote,
            own[quote],
        )
        hits.append(hit)
    return hits


def speaks_for(quote: Quote) -> frozenset[str]:
    """Return the targets for which a quotation is their own speech."""
    keys = {key for by in quote.speakers for key in (by.key, by.country)}
    return frozenset(keys - {""})


def is_in_name(
    document: Document, first: int, last: int, starts: Sequence[int]
) -> bool:
    """Say whether words stand inside a name: "Grace Lee", "Great Wall", "Hope Fund".

    A name is capitals beside capitals, or after an "of" between them, away from the
    head of a sentence. Where more than two thirds of a sentence's words have capitals
    it is a headline and tells nothing.

    Examples
    --------
    >>> from framing import Article, analyse
    >>> made = analyse(Article(id="a", raw="We met Grace Lee, by the grace of luck."))
    >>> [is_in_name(made, place, place + 1, [0]) for place in (2, 6)]
    [True, False]
    """
    text, place = document.text, document.words
    if not text[place[first, 0]].isupper() or first in starts:
        return False
    sentence = bisect_right(starts, first)
    begin = starts[sentence - 1]
    end = starts[sentence] if sentence < len(starts) else len(place)
    before = first - 2 if document.norms[first - 1] in _JOINTS else first - 1
    beside = [index for index in (before, last) if begin < index < end]
    if not any(text[place[index, 0]].isupper() for index in beside):
        return False
    capitals = sum(text[start].isupper() for start in place[begin:end, 0].tolist())
    return 3 * capitals <= 2 * (end - begin)


def _before(
    first: int, begin: int, modifiers: dict[int, match.Hit[Term]], window: int
) -> list[Term]:
    """Return the modifiers shortly before a word, in its sentence."""
    reach = range(max(begin, first - window) + 1, first + 1)
    return [modifiers[last].payload for last in reach if last in modifiers]
