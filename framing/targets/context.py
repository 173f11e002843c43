"""What the words around a name say about it; they are data.

The lists are ``lexicons/target_context``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final, NamedTuple

from framing.lexicons import load_lexicon
from framing.match import Hit, Matcher
from framing.model import Span
from framing.targets.names import Name
from framing.wordlist import shipped_terms
from framing.words import strip_possessive

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
    taken : dict
        Words of phrases that hold a name and mean something else, each with the
        words of its phrase.
    """

    text: str
    words: list[list[int]]
    tokens: Sequence[str]
    breaks: frozenset[int]
    starts: list[int]
    nouns: frozenset[int]
    taken: dict[int, tuple[int, int]]


def context_of(
    text: str, words: list[list[int]], tokens: Sequence[str], starts: list[int]
) -> Context:
    """Find the words of a text that decide about its names."""
    breaks = frozenset(starts)
    hits = _around().find(tokens, breaks=breaks, group=lambda category: category)
    taken = {
        index: (hit.first, hit.last)
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
        taken=taken,
    )


def counts(hit: Hit[Name], context: Context) -> bool:
    """Say whether a name means the target here."""
    kind = hit.payload.kind
    if kind in _CERTAIN:
        return True
    if kind == "surname" or is_taken(hit, context):
        return False
    if kind == "demonym":
        return _is_government(hit.last, context)
    if kind == "place":
        return not _is_location(hit, context)
    if kind == "abbreviation":
        return word_at(hit.last, context) not in terms_of("private")
    return True


def is_taken(hit: Hit[Name], context: Context) -> bool:
    """Say whether a name is part of a phrase that means something else.

    A longer name that holds such a phrase is none ("Papua New Guinea"), nor is an
    institution of that very name ("Bank of England").
    """
    size = hit.last - hit.first + (hit.payload.kind == "institution")
    for index in range(hit.first, hit.last):
        first, last = context.taken.get(index, (hit.first, hit.first))
        inside = hit.first <= first and last <= hit.last
        if last > first and not (inside and last - first < size):
            return True
    return False


def namesakes(hits: Sequence[Hit[Name]], context: Context) -> frozenset[int]:
    """Return the words of names that mean somebody or somewhere else here.

    "Jordan Smith" is a person, and so is a "Jordan" further on in the same text;
    "Georgia" beside "Atlanta" is not the state of the Caucasus. A demonym or the
    capital anywhere in the text says that the state is meant.
    """
    given = terms_of("given_name")
    doubtful = [
        hit
        for hit in hits
        if hit.payload.kind in {"name", "place"}
        and hit.last - hit.first == 1
        and strip_possessive(context.tokens[hit.first]) in given
    ]
    if not doubtful:
        return frozenset()
    named = {
        index
        for hit in hits
        if hit.payload.kind != "surname"
        for index in range(hit.first, hit.last)
    }
    people = {
        hit.first for hit in doubtful if _is_part_of_name(hit.first, named, context)
    }
    at_home = {h.payload.key for h in hits if h.payload.kind == "demonym"} | {
        hit.payload.key
        for hit in hits
        if hit.payload.kind == "place" and hit.first not in people
    }
    away = {hit.payload for hit in _elsewhere().find(context.tokens)} | {
        hit.payload.key for hit in doubtful if hit.first in people
    }
    others = {
        hit.first
        for hit in doubtful
        if hit.payload.kind == "name" and hit.payload.key in away - at_home
    }
    return frozenset(people | others)


def _is_part_of_name(index: int, named: Collection[int], context: Context) -> bool:
    """Say whether a word stands beside another of a person's name."""
    return any(
        place not in named and _is_joined(place, index, context)
        for place in (index - 1, index + 1)
    )


def _is_joined(other: int, index: int, context: Context) -> bool:
    """Say whether a word with a capital, and of no other use, stands next to one."""
    left, right = sorted((other, index))
    if left < 0 or right >= len(context.words) or right in context.breaks:
        return False
    gap = context.text[context.words[left][1] : context.words[right][0]]
    word = context.text[slice(*context.words[other])]
    low = context.tokens[other]
    return (
        gap.isspace()
        and word[0].isupper()
        and not (word.isupper() and len(word) > 1)
        and not context.tokens[left].endswith("'s")
        and not low.endswith("ly")
        and other not in context.nouns
        and low not in _common()
    )


@cache
def _common() -> frozenset[str]:
    """Return words that may have a capital and are no part of a name."""
    kinds = ("title", "rank", "private", "place_use", "locative", "not_in_office")
    carriers = shipped_terms("function_words").values()
    return frozenset[str]().union(*map(terms_of, kinds), *carriers)


@cache
def _elsewhere() -> Matcher[str]:
    """Return the automaton of words that say that a name means something else."""
    entries = load_lexicon("target_context").of_category("elsewhere")
    return Matcher((entry.term, entry.note) for entry in entries)


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
