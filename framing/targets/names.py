"""All ways to write an actor's name, in one automaton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from framing.actors import Actor, Actors
from framing.match import Matcher
from framing.segment import cut
from framing.wordlist import shipped_terms

_KINDS: Final = {
    "person": "leader",
    "institution": "institution",
    "treaty": "treaty",
    "topic": "topic",
}


class Name(NamedTuple):
    """One way to write an actor's name."""

    key: str
    kind: str
    words: str


class Known(NamedTuple):
    """All names of actors, and what is asked of them often.

    Attributes
    ----------
    names : Matcher
    of : dict
        Family names of each person.
    by : dict
        People of each family name.
    parties : frozenset
        Keys of states and alliances.
    dated : dict
        First and last day on which the names of a user's own target mean it.
    """

    names: Matcher[Name]
    of: dict[str, tuple[str, ...]]
    by: dict[str, tuple[str, ...]]
    parties: frozenset[str]
    dated: dict[str, tuple[str, str]]


@lru_cache(maxsize=8)
def known_names(actors: Actors) -> Known:
    """Return all names of the actors, made once."""
    of = {
        actor.key: tuple(
            sorted({n for name in actor.names for n in _family(name, actor)})
        )
        for actor in actors.of_kind("person")
    }
    by: dict[str, tuple[str, ...]] = {}
    for key, names in of.items():
        for name in names:
            by[name] = (*by.get(name, ()), key)
    parties = frozenset(
        actor.key for actor in actors.entries if actor.kind in {"state", "alliance"}
    )
    dated = {
        actor.key: (actor.valid_from, actor.valid_to or "9999")
        for actor in actors.entries
        if actor.kind != "person" and (actor.valid_from or actor.valid_to)
    }
    return Known(_matcher(actors, by), of, by, parties, dated)


def _family(name: str, actor: Actor) -> Iterator[str]:
    """Yield the family name in a full name, with and without its particles."""
    words = name.split()
    if len(words) < 2:
        return
    last = words[-1]
    if "-" in last and last.split("-")[-1].islower():  # "Moon Jae-in" is a Moon
        yield words[-2]
        return
    if actor.country.lower() in shipped_terms("target_context")["family_first"]:
        yield words[0]
        return
    yield last
    for index, word in enumerate(words[1:-1], start=1):
        if word.islower():  # "von der Leyen"
            yield " ".join(words[index:])
            return


def _matcher(actors: Actors, family_names: Iterable[str]) -> Matcher[Name]:
    """Return the automaton of all names, as written and in capitals."""
    patterns = [
        (_cut_words(variant), name._replace(words=variant))
        for actor in actors.entries
        for name in _written(actor)
        for variant in _variants(name.words)
    ]
    surnames = [(_cut_words(name), Name("", "surname", name)) for name in family_names]
    return Matcher([*patterns, *surnames], fold=False, split_hyphens=True)


def _written(actor: Actor) -> Iterator[Name]:
    kind = _KINDS.get(actor.kind, "name")
    for name in dict.fromkeys(actor.names):
        is_short = actor.kind == "state" and name.replace(".", "").isupper()
        yield Name(actor.key, "abbreviation" if is_short else kind, name)
    for name in actor.demonyms:
        yield Name(actor.key, "demonym", name)
    for name in actor.places:
        yield Name(actor.key, "place", name)


def _variants(name: str) -> tuple[str, ...]:
    """Return a name as written, in capitals, and as it begins a sentence."""
    found = [name]
    if name[0].islower():
        found.append(name[0].upper() + name[1:])
    if len(name) > 3 and not name.isupper():  # "Us" and "Who" are words in capitals
        found.append(name.upper())
    return tuple(found)


def _cut_words(name: str) -> str:
    """Return a name as the words that texts are cut into."""
    return " ".join(name[start:stop] for start, stop in cut(name).words.tolist())
