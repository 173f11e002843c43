"""Who held an office on a day: one answer, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from framing.actors.entries import Actor, Actors, Term
from framing.wordlist import shipped_terms

_NEVER: Final = "9999-12-31"


class _Held(NamedTuple):
    """A term by its bounds: surely held between `begun` and `ended`, both left out."""

    person: Actor
    earliest: str
    begun: str
    ended: str
    latest: str


def holder(
    actors: Actors, office: str, of: str, *, low: str, high: str
) -> Actor | None:
    """Return the one person who held an office from one day to another, or None.

    Parameters
    ----------
    actors : Actors
    office : str
        A category or a term of ``lexicons/offices``, in small letters.
    of : str
        Key of the state or body.
    low, high : str
        First and last day, ``YYYY-MM-DD``; where one is empty there is no answer.

    Returns
    -------
    Actor or None
        None unless one person is known to have held it on every day of the range,
        and nobody else may have held it on any. The days on which a term begins and
        ends are open, and where only a year is known, so is that year; a term that
        has not ended is known up to its `as_of`.

    Examples
    --------
    >>> term = Term(office="president", of="ZA", valid_from="2011-05-02")
    >>> oru = Actor(key="ana-oru", name="Ana Oru", kind="person", terms=(term,))
    >>> actors = Actors(entries=(oru,))
    >>> holder(actors, "president", "ZA", low="2012-01-01", high="2012-01-03").name
    'Ana Oru'
    >>> holder(actors, "president", "ZA", low="2011-05-02", high="2011-05-03")
    """
    if not (low and high):
        return None
    terms = _terms(actors).get((canonical(office), of), ())
    able = [held for held in terms if held.earliest <= high and low <= held.latest]
    sure = any(held.begun < low and high < held.ended for held in able)
    people = {held.person.key: held.person for held in able}
    return next(iter(people.values())) if sure and len(people) == 1 else None


@cache
def canonical(office: str) -> str:
    """Return the name under which an office is kept: that of its category."""
    low = office.lower()
    categories = shipped_terms("offices")
    found = [name for name, terms in categories.items() if low in terms]
    return low if low in categories or not found else min(found)


@lru_cache(maxsize=8)
def _terms(actors: Actors) -> Mapping[tuple[str, str], tuple[_Held, ...]]:
    """Return all terms by office and body."""
    found: dict[tuple[str, str], tuple[_Held, ...]] = {}
    for actor in actors.of_kind("person"):
        for term in actor.terms:
            key = (canonical(term.office), term.of)
            found[key] = (*found.get(key, ()), _held(actor, term))
    return found


def _held(actor: Actor, term: Term) -> _Held:
    begin, end = term.valid_from, term.valid_to
    return _Held(
        person=actor,
        earliest=f"{begin}-01-01"[:10],
        begun=begin if len(begin) > 4 else f"{begin}-12-31",
        ended=(f"{end}-01-01"[:10] if end else _after(term.as_of)),
        latest=(end if len(end) > 4 else f"{end}-12-31") if end else _NEVER,
    )


def _after(day: str) -> str:
    """Return the day after one; never, where none is given."""
    if not day:
        return _NEVER
    whole = f"{day}-12-31"[:10]
    return (dt.date.fromisoformat(whole) + dt.timedelta(days=1)).isoformat()
