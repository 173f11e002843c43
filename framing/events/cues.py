"""Words in the opening that tell alike events apart, and phases of one event."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from framing.day_words import DAYS, MONTHS, MONTHS_BY_START
from framing.wordlist import shipped_terms

OPENING: Final = 60
"""Words of headline and text in which weekday and sequence are looked for."""
LEAD: Final = 30
"""Words of headline and text in which a weekday is the day of the event itself."""
_FIRST: Final = 45  # words in which an anniversary is looked for
_REACH: Final = 3  # words from an ordinal to its noun, from a span to its distance
_DAY_SET: Final = frozenset(DAYS)
_MONTH_NAMES: Final = frozenset((*MONTHS, *MONTHS_BY_START, "sept"))
YEAR: Final = 366
"""Days of the year that `day_of_year` counts in."""
_LEAP: Final = 2000
_ONES: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    "ninth",
)
_TEENS: Final = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
    *("sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS: Final = ("twent", "thirt", "fort", "fift", "sixt")
_WORDS: Final = (
    *(*_ONES, *_TEENS),
    *(f"{ten}{end}" for ten in _TENS for end in ("ieth", *(f"y-{n}" for n in _ONES))),
)
_LAST_PLACE: Final = 62  # places are bits of one number
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_ORDINALS: Final = {
    **{word: place for place, word in enumerate(_WORDS[:_LAST_PLACE], 1)},
    **{
        f"{n}{_ENDINGS.get(n % 10, 'th') if n // 10 != 1 else 'th'}": n
        for n in range(1, _LAST_PLACE + 1)
    },
    "inaugural": 1,
    "maiden": 1,
}
_ITSELF: Final = frozenset(
    (one, verb, "the") for one in ("it", "this") for verb in ("was", "is", "marked")
)
"""Before an ordinal, say that the article's own event is meant."""


def weekday_of(words: Sequence[str]) -> int:
    """Return the first day of the week in an opening, 0 for Monday; -1 for none.

    Examples
    --------
    >>> weekday_of("leaders met on tuesday and on friday".split())
    1
    """
    named = (DAYS.index(word) for word in words[:OPENING] if word in DAYS)
    return next(named, -1)


def date_of(words: Sequence[str]) -> int:
    """Return the first weekday with a date in an opening, as a day of the year.

    Returns
    -------
    int
        From 1, in a year of 366 days, as openings seldom name the year; 0 for none.
        Dates without a weekday are those of other events as often.

    Examples
    --------
    >>> date_of("prisoners were swapped on saturday 9 june".split())
    161
    >>> date_of("met on tuesday jan 31 in vess".split()), date_of(["may", "4"])
    (31, 0)
    """
    opening = words[:OPENING]
    for at, word in enumerate(opening):
        if word not in _MONTH_NAMES or not _DAY_SET & set(opening[max(at - 2, 0) : at]):
            continue
        month = MONTHS_BY_START[word[:3]]
        last = calendar.monthrange(_LEAP, month)[1]
        for beside in (*opening[max(at - 1, 0) : at], *opening[at + 1 : at + 2]):
            if beside.isdecimal() and 1 <= int(beside) <= last:
                return day_of_year(month, int(beside))
    return 0


def day_of_year(month: int, day: int) -> int:
    """Return a day of any year as one of a leap year, from 1 to `YEAR`.

    Examples
    --------
    >>> day_of_year(2, 29), day_of_year(3, 1)
    (60, 61)
    """
    return dt.date(_LEAP, month, day).timetuple().tm_yday


def places_of(words: Sequence[str]) -> int:
    """Return the places in a sequence that a text gives its event, as bits.

    Those in the opening, and further down those of "it was the 41st exchange" and
    "with this 41st exchange".

    Examples
    --------
    >>> places_of("the third round of talks".split()), places_of(["second", "hand"])
    (8, 0)
    """
    occasions = _terms()["occasion"]
    found = 0
    for at, word in enumerate(words):
        if word not in _ORDINALS or not (at < OPENING or _is_itself(words, at)):
            continue
        after = words[at + 1 : at + 1 + _REACH]
        if "century" not in after and not occasions.isdisjoint(after):
            found |= 1 << _ORDINALS[word]
    return found


def _is_itself(words: Sequence[str], at: int) -> bool:
    """Whether an ordinal is said to be that of the article's own event."""
    return tuple(words[at - 3 : at]) in _ITSELF or words[at - 1] == "this"


def remembers(words: Sequence[str], n_title: int = 0, *, shortly: bool = False) -> bool:
    """Whether an opening is about the return of a day.

    Parameters
    ----------
    words : sequence of str
        Of headline and text.
    n_title : int
        How many of them are the headline's.
    shortly : bool, default False
        Whether weeks and months count as well: "six months after the accord".

    Examples
    --------
    >>> remembers("ruvan marks a decade since the treaty".split())
    True
    >>> remembers("they extended the treaty signed twenty years ago".split())
    False
    >>> remembers("the heist still baffles 25 years on".split(), 7)
    True
    >>> remembers("robber jailed for ten years after trial".split(), 7)
    False
    """
    terms, opening = _terms(), words[:_FIRST]
    if not terms["anniversary"].isdisjoint(opening):
        return True
    spans = terms["span"] | terms["short span"] if shortly else terms["span"]
    # Most openings name no length of time.
    return not spans.isdisjoint(opening) and any(
        _has_passed(opening, at, n_title)
        for at, word in enumerate(opening)
        if word in spans
    )


def _has_passed(opening: Sequence[str], at: int, n_title: int) -> bool:
    """Whether a length of time is said to have passed, and not in passing."""
    after = opening[at + 1 : at + 1 + _REACH]
    if "since" in after:
        return True
    if not after or after[0] not in _terms()["distance"]:
        return False
    if _terms()["term"] & set(opening[max(at - 2, 0) : at]):
        return False
    # "… signed twenty years ago" is said in passing; "Ten years ago …" is not.
    begins = at < _REACH or 0 <= at - n_title < _REACH
    if after[0] == "on":
        return at + 2 == n_title or (begins and not _DAY_SET & set(after))
    return begins or (at < n_title and after[0] != "ago")


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
