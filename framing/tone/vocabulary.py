"""All word lists that decide about tone, as one automaton."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from framing.errors import LexiconError
from framing.files import kept_while_unchanged
from framing.lexicons import Lexicon, files_of, load_lexicon
from framing.match import Matcher

TONE: Final = "tone"
EVENTS: Final = "event_valence"
MODIFIER: Final = "modifier"
_NEUTRAL: Final = "neutral"

OWN_LISTS: Final = (
    "praise_blame",
    "diplomatic_evaluation",
    "legitimacy",
    "threat",
)
"""The evaluative word lists of this package."""

DEFAULT_LISTS: Final = "+".join((*OWN_LISTS, "vader"))
"""Ours first, then VADER's for the terms that ours do not hold."""


class Term(NamedTuple):
    """What an entry of one of the word lists does."""

    role: str
    entry: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The word lists of a run; made by `vocabulary`.

    Attributes
    ----------
    matcher : Matcher of Term
    window : int
        Words over which a modifier reaches.
    """

    matcher: Matcher[Term]
    window: int


def is_modifier(term: Term) -> bool:
    """Say whether a term only changes others; it may overlap with what it changes."""
    return term.role == MODIFIER


@kept_while_unchanged(lambda lexicon: files_of(lexicon.split("+")))
def vocabulary(lexicon: str) -> Vocabulary:
    """Return all word lists as one automaton.

    Parameters
    ----------
    lexicon : str
        Name or path of the evaluative list; several joined by ``+``, of which the
        first that holds a term decides its weight.

    Returns
    -------
    Vocabulary

    Raises
    ------
    LexiconError
        If a list is unknown, has a fault, or has no unfavourable words.

    Examples
    --------
    >>> found = vocabulary("vader").matcher.find(["not", "hostile"])
    >>> [(hit.payload.role, hit.payload.entry) for hit in found]
    [('modifier', 'not'), ('tone', 'hostile')]
    """
    modifiers, events = load_lexicon("modifiers"), load_lexicon("event_valence")
    neutral = load_lexicon("neutral_uses")
    closed = [
        *(Term(EVENTS, entry.term, entry.weight) for entry in events.entries),
        *(Term(_NEUTRAL, entry.term, 0.0) for entry in neutral.entries),
    ]
    before = [Term(MODIFIER, e.term, e.weight) for e in modifiers.entries]
    # "no" turns the word after it; it is no evaluation of its own.
    taken = [*closed, *(term for term in before if term.weight < 0)]
    terms = [*closed, *before, *_evaluative(lexicon, taken)]
    matcher = Matcher((term.entry, term) for term in terms)
    return Vocabulary(matcher=matcher, window=modifiers.window)


def _evaluative(names: str, taken: Iterable[Term]) -> Iterator[Term]:
    """Yield the entries that no other kind of list holds, scaled to [-1, 1]."""
    others = Matcher((term.entry, term) for term in taken)
    weights: dict[str, float] = {}
    for lexicon in _lists(names):
        for entry, weight in _scaled(lexicon):
            weights.setdefault(entry, weight)
    for entry, weight in weights.items():
        words = entry.removesuffix("*").split()
        inside = others.find(words)
        if not (inside and (inside[0].first, inside[-1].last) == (0, len(words))):
            yield Term(TONE, entry, weight)


def describe(names: str) -> str:
    """Return the lists that a setting names, with their versions.

    Examples
    --------
    >>> describe("vader").split()[0]
    'vader'
    """
    return ", ".join(f"{one.name} {one.version}" for one in _lists(names))


def _lists(names: str) -> Iterator[Lexicon]:
    parts = [names] if Path(names).exists() else names.split("+")
    for name in parts:
        lexicon = load_lexicon(name.strip())
        if lexicon.range[0] >= 0:
            message = (
                f"lexicon {lexicon.name!r} has no unfavourable words (its weights lie "
                f"in {list(lexicon.range)}), so it tells no stance; use one with "
                "weights of both signs, or categories named positive and negative"
            )
            raise LexiconError(message)
        yield lexicon


def _scaled(lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Yield each term with its mean weight over the list's reach."""
    reach = max(abs(bound) for bound in lexicon.range) or 1.0
    for term, group in groupby(lexicon.entries, key=lambda entry: entry.term):
        weights = [entry.weight for entry in group]
        yield term, math.fsum(weights) / len(weights) / reach
