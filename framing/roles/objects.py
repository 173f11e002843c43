"""Who is acted on: walk right from a verb or a preposition to its object."""

from __future__ import annotations

from typing import Final

from framing.model import Mention
from framing.roles.sentence import Mentions, Sentence

_OBJECT: Final = 3  # words between a verb and its object: "the former close ally"
_STOPS: Final = ("preposition", "conjunction", "pronoun", "be", "auxiliary", "unreal")
_AFTER: Final = ("preposition", "conjunction", "be", "auxiliary", "unreal", "pronoun")


def find_object(sentence: Sentence, at: int) -> Mentions:
    """Return the mentions right of a verb or a preposition, at most three words on.

    Parameters
    ----------
    sentence : Sentence
    at : int
        The first word after the verb.
    """
    for index in range(at, min(at + _OBJECT + 1, sentence.end)):
        if sentence.gap(index - 1) and index > sentence.begin:
            return ()
        if index in sentence.starting:
            found = _joined(sentence, index)
            return tuple(m for m in found if not sentence.is_modifier(m))
        if sentence.has(index, "holder") and sentence.has(index + 1, "preposition"):
            owner = sentence.norms[index + 1] == "of" and not sentence.gap(index)
            return find_object(sentence, index + 2) if owner else ()
        if _ends_search(sentence, index):
            return ()
    return ()


def find_agent(sentence: Sentence, at: int, reach: int) -> Mentions:
    """Return the agents behind "by", where it stands within some words."""
    for index in range(at, min(at + reach, sentence.end)):
        if sentence.gap(index - 1):
            return ()
        if sentence.norms[index] == "by":
            found = find_object(sentence, index + 1)
            return tuple(m for m in found if _is_complete(sentence, m))
        if index in sentence.verbs or sentence.has(index, "conjunction", "be"):
            return ()
    return ()


def _ends_search(sentence: Sentence, index: int) -> bool:
    """Whether no object can follow a word."""
    if sentence.has(index, "determiner"):
        return False
    if sentence.begins_verb(index):
        return True
    if sentence.has(index, *_STOPS) or sentence.norms[index].endswith("ing"):
        return True  # "events involving China"
    return sentence.is_capital(index) and not sentence.has(index, "holder")


def _joined(sentence: Sentence, index: int) -> Mentions:
    """Return the mentions at a word, and those joined to them by "and"."""
    found = list(sentence.starting[index])
    last = sentence.past_heads(max(mention.last for mention in found))
    while True:
        gap, after = sentence.gap(last - 1), last
        joined = sentence.has(after, "coordinator") and gap in {"", ","}
        after += joined
        after += sentence.has(after, "determiner")
        if after not in sentence.starting or not (joined or gap == ","):
            return tuple(found)
        more = sentence.starting[after]
        ends = sentence.past_heads(max(mention.last for mention in more))
        if _opens_clause(sentence, ends):
            return tuple(found)
        found += more
        last = ends


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Whether what stands at a word is a verb, so that a new clause begins."""
    if sentence.gap(at - 1):
        return False
    return sentence.begins_verb(at) or sentence.has(at, "be", "auxiliary", "unreal")


def _is_complete(sentence: Sentence, mention: Mention) -> bool:
    """Whether no noun that is not known follows: "by Hong Kong media"."""
    at = sentence.past_heads(mention.last)
    if at >= sentence.end or sentence.gap(at - 1) or at > mention.last:
        return True
    if mention.kind == "demonym" or sentence.owned(mention.last - 1):
        return False
    return sentence.has(at, *_AFTER) or sentence.is_adverb(at)
