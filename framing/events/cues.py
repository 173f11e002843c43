"""Words in the opening that tell alike events apart, and phases of one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from framing.wordlist import shipped_terms

OPENING: Final = 60
"""Words of headline and text in which weekday and sequence are looked for."""
_FIRST: Final = 45  # words in which an anniversary is looked for
_REACH: Final = 3  # words from an ordinal to its noun, from a span to its distance
_DAYS: Final = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth"),
)


def weekday_of(words: Sequence[str]) -> int:
    """Return the first day of the week in an opening, 0 for Monday; -1 for none.

    Examples
    --------
    >>> weekday_of("leaders met on tuesday and on friday".split())
    1
    """
    named = (_DAYS.index(word) for word in words[:OPENING] if word in _DAYS)
    return next(named, -1)


def places_of(words: Sequence[str]) -> int:
    """Return the places in a sequence that an opening names, as bits.

    Examples
    --------
    >>> places_of("the third round of talks".split()), places_of(["second", "hand"])
    (8, 0)
    """
    occasions = _terms()["occasion"]
    found = 0
    opening = words[:OPENING]
    for at, word in enumerate(opening):
        if word in _ORDINALS and occasions & set(opening[at + 1 : at + 1 + _REACH]):
            found |= 1 << (_ORDINALS.index(word) + 1)
    return found


def remembers(words: Sequence[str], n_title: int = 0) -> bool:
    """Whether an opening is about the return of a day.

    Parameters
    ----------
    words : sequence of str
        Of headline and text.
    n_title : int
        How many of them are the headline's.

    Examples
    --------
    >>> remembers("ruvan marks a decade since the treaty".split())
    True
    >>> remembers("they extended the treaty signed twenty years ago".split())
    False
    """
    terms, opening = _terms(), words[:_FIRST]
    if terms["anniversary"] & set(opening):
        return True
    for at, word in enumerate(opening):
        after = opening[at + 1 : at + 1 + _REACH]
        if word in terms["span"] and terms["distance"] & set(after):
            # "… signed twenty years ago" is said in passing; "Ten years ago …" is not.
            return "ago" not in after[:1] or at < _REACH or 0 <= at - n_title < _REACH
    return False


def reacts(title: Sequence[str]) -> bool:
    """Whether a headline has someone answer what has happened.

    Examples
    --------
    >>> reacts("paris condemns the strike".split())
    True
    """
    return bool(_terms()["reaction"] & set(title))


def _terms() -> Mapping[str, frozenset[str]]:
    return shipped_terms("event_cues")
