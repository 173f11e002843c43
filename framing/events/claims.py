"""What an opening says of its event that another occasion of its kind would not have.

A vote has one tally, a model of a phone one number, a summit one host. Where two
texts of unknown date each give such a thing and agree on none, they hardly report
one event; tolls and amounts differ between reports of one event as well, and say less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from framing.events.cues import OPENING
from framing.wordlist import shipped_terms

Claims = Mapping[str, frozenset[str]]

_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate(
        (
            *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen", "twenty"),
        ),
        2,
    )
}
_WEAK: Final = ("amount", "killed", "hurt", "numbers")
"""Claims that reports of one event may differ in."""
_NEAR: Final = 8  # words from a vote to its tally
_LEVEL: Final = 12  # words from a rate to where it stands: "raised the rate … to 6.75"
_APART: Final = 10  # words between the two numbers of a vote that is told in full
_TOLL: Final = 2  # words from a number of victims to what befell them
_HOST: Final = 5  # words from "the host" to a name
_HOSTED: Final = 120  # words in which a host is named; a text has one host as a whole
_LAST_MODEL: Final = 19  # higher numbers after a name are counts more often than not
_SOME: Final = 3  # numbers from which having none in common says something
_NUMBER: Final = re.compile(r"(?<!\S)\d\S*")
_SHORT: Final = re.compile(r"\d{1,3}$")
_PER_CENT: Final = (["percent"], ["per"])
_LEVEL_OF_RATE: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})?$")
_TALLY: Final = re.compile(r"\d{1,3}-\d{1,3}$")
_MODEL: Final = re.compile(r"([^\W\d_]{3,})-(\d{1,2})$")


def claims_of(words: str, names: frozenset[str]) -> Claims:
    """Return what an opening claims, by kind.

    Parameters
    ----------
    words : str
        Normalised, of headline and text, with single spaces.
    names : frozenset of str
        Those of them that are names.

    Returns
    -------
    mapping of str to frozenset of str
        ``tally``, ``rate``, ``host``, ``name`` with the name that a number follows,
        ``amount``, ``killed``, ``hurt``, all in the first 60 words, but ``host`` in the
        first 120; and the ``numbers`` of the whole, where there are three or more.

    Examples
    --------
    >>> words = "vantor unveils slate 7 after board votes five to two"
    >>> dict(claims_of(words, frozenset({"slate"})))
    {'tally': frozenset({'5-2'}), 'name slate': frozenset({'7'})}
    """
    first = words.split(maxsplit=_HOSTED)[:_HOSTED]
    opening = [_NUMBERS.get(word, word) for word in first[:OPENING]]
    found: dict[str, set[str]] = {}
    numbers = set(_NUMBER.findall(words))
    if len(numbers) >= _SOME:
        found["numbers"] = numbers
    for kind, value in (
        *_tallies(opening),
        *_against(opening),
        *_rates(opening),
        *_models(opening, names),
        *_hosts(first, names),
        *_amounts(opening),
        *_tolls(opening),
    ):
        found.setdefault(kind, set()).add(value)
    return MappingProxyType({kind: frozenset(found[kind]) for kind in found})


def at_odds(one: Claims, other: Claims) -> tuple[bool, bool]:
    """Whether two openings claim what excludes another, and what speaks against it.

    Examples
    --------
    >>> at_odds({"tally": frozenset({"5-2"})}, {"tally": frozenset({"4-3"})})
    (True, False)
    """
    apart = [kind for kind in one if kind in other and not one[kind] & other[kind]]
    weak = any(kind in _WEAK for kind in apart)
    return any(kind not in _WEAK for kind in apart), weak


def _tallies(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the results of votes and matches."""
    decided = _places(words, _terms()["decided"])
    for at, word in enumerate(words):
        if not _close(decided, at, _NEAR):
            continue
        if _TALLY.match(word):
            yield "tally", word
        after = [w for w in words[at + 1 : at + 4] if w not in _terms()["decided"]]
        if len(after) > 1 and after[0] == "to" and _are_short(word, after[1]):
            yield "tally", f"{word}-{after[1]}"


def _against(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the results of votes told in full: 98 in favour and 127 against."""
    numbers = [at for at, word in enumerate(words) if _SHORT.match(word)]
    for one, other in pairwise(numbers):
        if words[other + 1 : other + 2] == ["against"] and other - one <= _APART:
            yield "tally", f"{words[one]}-{words[other]}"


def _rates(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the levels of rates: to 6.75, at 7.25."""
    named = _places(words, _terms()["rate"])
    for at, (word, level) in enumerate(pairwise(words)):
        is_level = "." in level or words[at + 2 : at + 3] in _PER_CENT
        stands = word in {"to", "at"} and is_level and _LEVEL_OF_RATE.match(level)
        if stands and _close(named, at, _LEVEL):
            yield "rate", level


def _models(words: Sequence[str], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield names that end in a number: the Slate 7, the Skylark-4."""
    people = _terms()["killed"] | _terms()["hurt"] | _terms()["people"]
    for at, word in enumerate(words):
        if (found := _MODEL.match(word)) and word in names:
            yield f"name {found[1]}", found[2]
        number, after = [*words[at + 1 : at + 3], "", ""][:2]
        small = number.isdigit() and int(number) <= _LAST_MODEL
        if small and word in names - _terms()["month"] and after not in people:
            yield f"name {word}", number


def _hosts(words: Sequence[str], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the names beside "the host"."""
    for at, word in enumerate(words):
        if word in _terms()["host"] and words[at - 1] in {"the", "again"}:
            near = (*words[max(at - _HOST, 0) : at], *words[at + 1 : at + 1 + _HOST])
            yield from (("host", name) for name in near if name in names)


def _amounts(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    scales = _terms()["scale"]
    for number, scale in pairwise(words):
        if scale in scales and number[:1].isdigit():
            yield "amount", f"{number} {scale}"


def _tolls(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the numbers of victims."""
    for kind in ("killed", "hurt"):
        said = _places(words, _terms()[kind])
        for at, word in enumerate(words):
            if word.isdigit() and _close(said, at, _TOLL):
                yield kind, word


def _places(words: Sequence[str], terms: frozenset[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word in terms]


def _close(places: Iterable[int], at: int, reach: int) -> bool:
    return any(abs(place - at) <= reach for place in places)


def _are_short(*words: str) -> bool:
    return all(_SHORT.match(word) for word in words)


def _terms() -> Mapping[str, frozenset[str]]:
    return shipped_terms("event_cues")
