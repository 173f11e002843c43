"""What the words around a name say about it; they are data.

The lists are ``lexicons/target_context``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from framing.lexicons import load_lexicon
from framing.match import Hit, Matcher
from framing.model import Span
from framing.segment import strip_possessive
from framing.targets.names import Name

# Kinds whose names are given in full and mean what they say.
_CERTAIN: Final = frozenset({"treaty", "topic"})
# After a place at the head of a sentence: "MOSCOW (Reuters) -", "BEIJING, May 2 --".
_DATELINE: Final = re.compile(
    r"(?:, [^.\n]{1,40}?)??\s*(?:\([^)\n]{2,40}\)|--|[—–-]\s)"
)


class Context(NamedTuple):
    """The words of one text that decide about its names.

    Attributes
    ----------
    text : str
    words : list of [int, int]
    tokens : sequence of str
        Normalised.
    breaks : frozenset of int
        Words that begin a sentence.
    starts : list of int
        The same, in order.
    nouns : frozenset of int
        Words at which a noun of government begins.
    taken : frozenset of int
        Words of phrases that hold a name and mean something else.
    """

    text: str
    words: list[list[int]]
    tokens: Sequence[str]
    breaks: frozenset[int]
    starts: list[int]
    nouns: frozenset[int]
    taken: frozenset[int]


def context_of(
    text: str, words: list[list[int]], tokens: Sequence[str], starts: list[int]
) -> Context:
    """Find the words of a text that decide about its names."""
    breaks = frozenset(starts)
    hits = _around().find(tokens, breaks=breaks, group=lambda category: category)
    taken = {
        index
        for hit in hits
        if hit.payload == "not_a_target"
        for index in range(hit.first, hit.last)
    }
    return Context(
        text=text,
        words=words,
        tokens=tokens,
        breaks=breaks,
        starts=starts,
        nouns=frozenset(hit.first for hit in hits if hit.payload == "government"),
        taken=frozenset(taken),
    )


def counts(hit: Hit[Name], context: Context) -> bool:
    """Say whether a name means the target here."""
    kind = hit.payload.kind
    if kind in _CERTAIN:
        return True
    if kind == "surname" or not context.taken.isdisjoint(range(hit.first, hit.last)):
        return False
    if kind == "demonym":
        return _is_government(hit.last, context)
    if kind == "place":
        return not _is_location(hit, context)
    if kind == "abbreviation":
        return word_at(hit.last, context) not in terms_of("private")
    return True


def span_of(hit: Hit[Name], context: Context) -> Span:
    """Return where a name stands, without "'s" and the rest of "US-led"."""
    start, stop = context.words[hit.first][0], context.words[hit.last - 1][1]
    words = hit.payload.words
    at = context.text.find(words, start, stop)
    return Span(start, stop) if at < 0 else Span(at, at + len(words))


def word_at(index: int, context: Context) -> str:
    """Return a normalised word of the same sentence, or nothing."""
    if not 0 <= index < len(context.tokens) or index in context.breaks:
        return ""
    return strip_possessive(context.tokens[index])


def _is_government(index: int, context: Context) -> bool:
    """Say whether a noun of government stands at a word, or after one of rank."""
    if word_at(index, context) in terms_of("rank"):
        index += 1
    return index in context.nouns and index not in context.breaks


def _is_location(hit: Hit[Name], context: Context) -> bool:
    """Say whether a place is only where something is."""
    before = hit.first - (word_at(hit.first - 1, context) == "the")
    opens = hit.first in context.breaks
    if not opens and before not in context.breaks:
        word = strip_possessive(context.tokens[before - 1])
        if word in terms_of("locative"):
            return True
    if word_at(hit.last, context) in terms_of("place_use"):
        return True
    stop = context.words[hit.last - 1][1]
    return opens and _DATELINE.match(context.text, stop) is not None


@cache
def _around() -> Matcher[str]:
    """Return the automaton of phrases that decide about names."""
    wanted = ("government", "not_a_target")
    return Matcher(
        (entry.term, entry.category)
        for entry in load_lexicon("target_context").entries
        if entry.category in wanted
    )


@cache
def terms_of(category: str) -> frozenset[str]:
    """Return the words of one category."""
    entries = load_lexicon("target_context").of_category(category)
    return frozenset(entry.term for entry in entries)
