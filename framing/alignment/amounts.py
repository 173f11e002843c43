"""Amounts and years that a sentence names: value, unit, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from framing.day_words import MONTHS
from framing.events.features import stem

NUMBER_WORDS: Final[dict[str, float]] = {
    **{
        word: float(value)
        for value, word in enumerate(
            (
                *("two", "three", "four", "five", "six", "seven", "eight", "nine"),
                *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
                *("sixteen", "seventeen", "eighteen", "nineteen"),
            ),
            start=2,
        )
    },
    **{
        word: 10.0 * value
        for value, word in enumerate(
            (
                *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
                "ninety",
            ),
            start=2,
        )
    },
}
"""One is left out: it is a pronoun as often."""

_SCALES: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bln": 1e9,
    "trillion": 1e12,
}
_NUMBER: Final = re.compile(
    rf"(?P<money>(?:US|HK|A|C)?\$|€|£|¥)?\s?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+"
    rf"(?:\.\d+)?|\b(?:{'|'.join(NUMBER_WORDS)})\b)"
    rf"(?:[\s-](?P<scale>{'|'.join(_SCALES)})\b)?"
    r"(?P<percent>\s?%|[\s-]per\s?cent\b|[\s-]percentage points?\b)?"
    r"(?:[\s-](?P<noun>[^\W\d_]+))?",
    re.IGNORECASE,
)
SLACK: Final = 0.01
"""Amounts closer than this share of the larger are one."""

YEAR: Final = "calendar year"
"""Unit of a year."""

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LONGEST: Final = 24  # characters in which the word before a number is looked for
_MONTHS: Final = frozenset(MONTHS)
_SHORT_MONTHS: Final = frozenset({f"{name[:3]}." for name in MONTHS} | {"sept."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number of something.

    Attributes
    ----------
    value : float
    unit : str
        ``"money"``, ``"percent"``, ``"calendar year"``, or the stem of the noun that
        it counts; empty for a bare number.
    words : str
        As written.
    start, stop : int
        Into the sentence.
    """

    value: float
    unit: str
    words: str
    start: int
    stop: int


def amounts_of(text: str) -> Iterator[Amount]:
    """Yield the amounts of a sentence, in order.

    Examples
    --------
    >>> [(a.value, a.unit) for a in amounts_of("$1.5 billion, 12 ships and 40 percent")]
    [(1500000000.0, 'money'), (12.0, 'ship'), (40.0, 'percent')]
    >>> [(a.value, a.unit) for a in amounts_of("by 2024, on June 28")]
    [(2024.0, 'calendar year')]
    """
    for found in _NUMBER.finditer(text):
        digits = found["digits"].lower()
        at = found.start("digits")
        near = text[max(0, at - _LONGEST) : at]
        before = near.rstrip().rpartition(" ")[2].lower()
        if before.rstrip(".") in _MONTHS or before in _SHORT_MONTHS:
            continue  # a day of the month
        noun = (found["noun"] or "").lower()
        if noun in _MONTHS:
            continue
        is_bare = not (found["money"] or found["scale"] or found["percent"])
        counted = stem(noun) if noun else ""
        stop = found.end("noun") if counted and is_bare else _end(found)
        if is_bare and _YEAR.fullmatch(digits):
            unit, stop = YEAR, found.end("digits")
        elif found["money"]:
            unit = "money"
        elif found["percent"]:
            unit = "percent"
        else:
            unit = counted
        value = NUMBER_WORDS.get(digits)
        if value is None:
            value = float(digits.replace(",", ""))
        start = found.start("money") if found["money"] else found.start("digits")
        yield Amount(
            value=value * _SCALES.get((found["scale"] or "").lower(), 1.0),
            unit=unit,
            words=text[start:stop],
            start=start,
            stop=stop,
        )


def equal(one: Amount, other: Amount) -> bool:
    """Whether two amounts have the same value, or one within 1 % of it.

    Examples
    --------
    >>> a, b, c = (next(amounts_of(x)) for x in ("31.4 tons", "31.38 tons", "32 tons"))
    >>> equal(a, b), equal(a, c)
    (True, False)
    """
    return abs(one.value - other.value) <= SLACK * max(one.value, other.value)


def _end(found: re.Match[str]) -> int:
    """Return where the number ends with its scale and sign, without its noun."""
    return max(found.end(name) for name in ("digits", "scale", "percent"))
