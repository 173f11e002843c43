"""Leaders named by their office alone: "the Russian president", on a given day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from framing.actors import Actors, holder
from framing.match import Hit, Matcher
from framing.model import DateEstimate, Mention, Span
from framing.targets.context import Context, span_of, terms_of
from framing.targets.names import Name
from framing.wordlist import shipped_terms

_OF: Final = frozenset({"name", "abbreviation", "demonym", "institution"})
_NAMED: Final = frozenset({"leader", "surname"})
_YEARS: Final = range(1900, 2100)


class _Phrase(NamedTuple):
    """An office with its state or body: words, and what it may be."""

    first: int
    last: int
    key: str
    offices: tuple[str, ...]
    is_possessive: bool


def find_offices(
    hits: Iterable[Hit[Name]],
    context: Context,
    *,
    actors: Actors,
    date: DateEstimate,
    background: Collection[int] = (),
) -> Iterator[Mention]:
    """Yield mentions of the people who held the offices that a text names.

    Parameters
    ----------
    hits : iterable of Hit
        All names, whether or not they count for themselves.
    context : Context
    actors : Actors
    date : DateEstimate
        When the text was published.
    background : collection of int
        Indices of sentences that look back.

    Yields
    ------
    Mention
        Of kind ``office``; it covers the state or body and the office.

    Notes
    -----
    An office (``lexicons/offices``) stands right after the name or demonym of its
    state or body ("Russia's president", "the NATO chief") or before "of" and the name.
    `framing.actors.holder` says who held it; without one answer for every day on which
    the text may have been published nothing is found. Nor is anything where neither
    "the" nor a possessive makes it definite, a word such as "former", "deputy" or
    "became" stands before it, a name stands beside it, the sentence looks back, or it
    names another year.
    """
    if not (date.low and date.high):
        return
    hits = list(hits)
    named = {i for h in hits if h.payload.kind in _NAMED for i in range(*h[:2])}
    years = range(int(date.low[:4]), int(date.high[:4]) + 1)
    for phrase in _phrases(hits, context):
        if (
            not _is_definite(phrase, context)
            or _has_name(phrase, context, named)
            or _looks_back(phrase.first, context, years, background)
        ):
            continue
        people = {
            person.key
            for office in phrase.offices
            if (
                person := holder(
                    actors, office, phrase.key, low=date.low, high=date.high
                )
            )
        }
        if len(people) == 1:
            yield _mention(phrase, people.pop(), context)


def _mention(phrase: _Phrase, key: str, context: Context) -> Mention:
    start, stop = context.words[phrase.first][0], context.words[phrase.last - 1][1]
    end = context.text[stop - 2 : stop]
    stop -= 2 if end in {"'s", "’s"} else 0
    return Mention(
        target=key,
        span=Span(start, stop),
        first=phrase.first,
        last=phrase.last,
        kind="office",
    )


def _phrases(hits: Iterable[Hit[Name]], context: Context) -> Iterator[_Phrase]:
    """Yield each office that stands with a state or body."""
    offices: dict[tuple[int, int], tuple[str, ...]] = {}
    for found in _offices().find(context.tokens, breaks=context.breaks):
        words = (found.first, found.last)
        offices[words] = (*offices.get(words, ()), found.payload)
    if not offices:
        return
    whole = [hit for hit in hits if hit.payload.kind in _OF and _is_whole(hit, context)]
    for (first, last), names in offices.items():
        begin = last + 1
        for hit in whole:
            key = hit.payload.key
            if hit.last == first and _follows(first, context):
                word = context.tokens[first - 1]
                is_possessive = word.endswith(("'s", "'"))
                yield _Phrase(hit.first, last, key, names, is_possessive)
            elif (
                hit.payload.kind != "demonym"
                and hit.first in {begin, begin + (_word(begin, context) == "the")}
                and _word(last, context) == "of"
                and all(_follows(i, context) for i in range(last, hit.first + 1))
            ):
                yield _Phrase(first, hit.last, key, names, is_possessive=False)


def _is_whole(hit: Hit[Name], context: Context) -> bool:
    """Say whether a name fills its words, a possessive ending left aside."""
    span = span_of(hit, context)
    rest = context.text[span.stop : context.words[hit.last - 1][1]]
    return context.words[hit.first][0] == span.start and rest in {
        "",
        "'s",
        "’s",
        "'",
        "’",
    }


def _follows(index: int, context: Context) -> bool:
    """Say whether only white space parts a word from the one before it."""
    if not 0 < index < len(context.words) or index in context.breaks:
        return False
    gap = context.text[context.words[index - 1][1] : context.words[index][0]]
    return gap.isspace()


def _word(index: int, context: Context) -> str:
    return context.tokens[index] if 0 <= index < len(context.tokens) else ""


def _is_definite(phrase: _Phrase, context: Context) -> bool:
    """Say whether an office stands for its holder of the day.

    It begins a sentence or follows "the" ("as Russian president" is a role, not a
    person), unless a possessive makes it definite; and no word such as "former",
    "next" or "became" stands before it.
    """
    first = phrase.first
    if first in context.breaks:
        return True
    before = first - 1
    if _word(before, context) == "the":
        if before in context.breaks:
            return True
        before -= 1
    elif not phrase.is_possessive or _is_capital(before, context):
        return False
    return _word(before, context) not in terms_of("not_in_office")


def _has_name(phrase: _Phrase, context: Context, named: Collection[int]) -> bool:
    """Say whether a name stands beside an office: it says itself who is meant."""
    after = phrase.last
    if _follows(after, context) and _is_capital(after, context):
        return True
    if after < len(context.words) and after not in context.breaks:
        gap = context.text[context.words[after - 1][1] : context.words[after][0]]
        pair = _is_capital(after, context) and _is_capital(after + 1, context)
        if gap.strip() == "," and (after in named or pair):
            return True
    before = phrase.first
    if before > 0 and _word(before - 1, context) == "the":
        before -= 1
    if before in context.breaks or before < 2:
        return before == 1 and before not in context.breaks and 0 in named
    gap = context.text[context.words[before - 1][1] : context.words[before][0]]
    pair = (
        _is_capital(before - 1, context)
        and _is_capital(before - 2, context)
        and before - 1 not in context.breaks
        and _word(before - 2, context) not in _function_words()
    )
    return gap.strip() == "," and (before - 1 in named or pair)


def _is_capital(index: int, context: Context) -> bool:
    return (
        index < len(context.words) and context.text[context.words[index][0]].isupper()
    )


def _looks_back(
    first: int, context: Context, years: range, background: Collection[int]
) -> bool:
    """Say whether the sentence of a word tells of another time than the text's."""
    starts = context.starts
    sentence = bisect_right(starts, first) - 1
    if sentence in background:
        return True
    bounds = [*starts[sentence : sentence + 2], len(context.tokens)]
    numbers = {
        int(token)
        for token in context.tokens[bounds[0] : bounds[1]]
        if len(token) == 4 and token.isascii() and token.isdigit()
    }
    return any(number in _YEARS and number not in years for number in numbers)


@cache
def _offices() -> Matcher[str]:
    """Return the automaton of offices."""
    return Matcher(
        (term, office)
        for office, terms in sorted(shipped_terms("offices").items())
        for term in sorted(terms)
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset[str]().union(*shipped_terms("function_words").values())
