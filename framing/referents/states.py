"""Referents that stand for one of each state: "the government of X"."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from framing.actors import Actor, Actors
from framing.lexicons import load_lexicon
from framing.referents.entries import Referent
from framing.referents.table import EVERY_STATE, SLOT

_LEADER: Final = "head of state or government"


def expanded(entry: Referent, actors: Actors) -> Iterator[Referent]:
    """Yield a referent as it is, or one for each state."""
    if EVERY_STATE not in entry.key:
        yield entry
        return
    states = actors.of_kind("state")
    shared = Counter(
        name.lower() for state in states for name in (*state.demonyms, *state.places)
    )
    leaders = _leaders(actors)
    for state in states:
        yield _of_state(entry, state, _words_of(state, leaders, shared))


def _of_state(
    entry: Referent, state: Actor, words: Mapping[str, list[str]]
) -> Referent:
    labels = tuple(
        replace(
            label,
            terms=_filled(label.terms, words),
            in_context=_filled(label.in_context, words),
        )
        for label in entry.labels
    )
    return replace(
        entry,
        key=entry.key.replace(EVERY_STATE, state.key.lower()),
        title=entry.title.replace("{name}", state.name),
        labels=labels,
        context=_filled(entry.context, words),
        masks=_filled(entry.masks, words),
    )


def _words_of(
    state: Actor, leaders: Mapping[str, list[str]], shared: Mapping[str, int]
) -> dict[str, list[str]]:
    """Return what each slot stands for; words of two states stand for neither."""
    return {
        "{name}": [name.lower() for name in state.names],
        "{demonym}": [d.lower() for d in state.demonyms if shared[d.lower()] == 1],
        "{place}": [p.lower() for p in state.places if shared[p.lower()] == 1],
        "{leader}": leaders.get(state.key, []),
    }


def _leaders(actors: Actors) -> dict[str, list[str]]:
    """Return the family names of leaders by state, but none that means two things."""
    found: dict[str, set[str]] = {}
    for person in actors.of_kind("person"):
        if person.actor_type == _LEADER and person.country:
            for name in _family(person):
                found.setdefault(name, set()).add(person.country)
    common = _category("quote_words", "common surname")
    by_state: dict[str, list[str]] = {}
    for name, states in sorted(found.items()):
        if len(states) == 1 and name not in common:
            by_state.setdefault(states.pop(), []).append(name)
    return by_state


def _family(person: Actor) -> Iterator[str]:
    """Yield the family name of a person, with and without its article."""
    words = person.name.lower().split()
    first = person.country.lower() in _category("target_context", "family_first")
    name = words[0 if first else -1]
    if len(words) > 1:
        yield from dict.fromkeys((name, name.removeprefix("al-")))


def _category(lexicon: str, category: str) -> frozenset[str]:
    return frozenset(e.term for e in load_lexicon(lexicon).of_category(category))


def _filled(terms: Iterable[str], words: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return terms with the words of a state in their slots."""
    return tuple(sorted({form for term in terms for form in _forms(term, words)}))


def _forms(term: str, words: Mapping[str, list[str]]) -> Iterator[str]:
    slots = sorted(set(SLOT.findall(term)))
    for chosen in itertools.product(*(words[slot] for slot in slots)):
        made = term
        for slot, word in zip(slots, chosen, strict=True):
            made = made.replace(slot, word)
        yield made
