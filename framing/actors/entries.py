"""People, states, institutions, alliances and treaties as objects."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass
from typing import Final

from framing.errors import ActorError, not_one_of

KINDS: Final = ("person", "state", "institution", "alliance", "treaty", "topic", "name")
"""Kinds of actors and targets; the last two stand in a user's own list only."""

SPEAKING: Final = frozenset({"person", "state", "institution", "alliance"})
"""Kinds that can be quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A stretch of time in which a person holds an office.

    Attributes
    ----------
    office : str
        As in ``lexicons/offices``: ``"prime minister"``.
    of : str
        Key of the state or body: ``"GB"``, ``"nato"``.
    valid_from, valid_to : str
        ``YYYY-MM-DD`` or ``YYYY``. An empty `valid_to` means that it has not ended.
    as_of : str
        The day up to which an open term is known to last; empty: without limit.
    """

    office: str
    of: str
    valid_from: str = ""
    valid_to: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person, state, institution, alliance, treaty, or target of a user's own.

    Attributes
    ----------
    key : str
        Unique over all kinds: ``"CN"``, ``"xi-jinping"``, ``"nato"``.
    name : str
        Canonical name, as printed.
    kind : str
        One of `KINDS`.
    aliases : tuple of str
        Other full names, as written in texts.
    demonyms : tuple of str
        Of states: ``("Chinese",)``.
    places : tuple of str
        Of states: names of places used for the government
        (``("Beijing", "Zhongnanhai")``).
    members : tuple of str
        Of alliances and treaties: keys of states.
    country : str
        Key of the state it belongs to; of a state, its own key.
    role : str
        People only: ``"president"``.
    actor_type : str
        One of `framing.model.ACTOR_TYPES`.
    valid_from, valid_to : str
        Of people: year or date of the office in `role`, empty where unknown. Of a
        user's own target: when its names mean it.
    terms : tuple of Term
        Of people: the offices they held.
    source : str
    checked : bool
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    country: str = ""
    role: str = ""
    actor_type: str = "other"
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    checked: bool = False
    terms: tuple[Term, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return its name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """All actors of a folder; made by `framing.actors.load_actors`.

    Attributes
    ----------
    entries : tuple of Actor
        Sorted by key.

    Examples
    --------
    >>> actors = Actors(entries=(Actor(key="CN", name="China", kind="state"),))
    >>> actors.get("CN").name, actors.get("XX")
    ('China', None)
    """

    entries: tuple[Actor, ...] = ()

    def __post_init__(self) -> None:
        """Refuse entries that cannot be searched by key."""
        keys = [entry.key for entry in self.entries]
        if any(left >= right for left, right in itertools.pairwise(keys)):
            message = "actors must be sorted by key, each key once; use load_actors"
            raise ActorError(message)

    def __hash__(self) -> int:
        """Hash by a few keys: caches look actors up several times per article."""
        return hash((len(self.entries), *(entry.key for entry in self.entries[:2])))

    def get(self, key: str) -> Actor | None:
        """Return the actor with this key, or None."""
        index = bisect.bisect_left(self.entries, key, key=lambda entry: entry.key)
        found = self.entries[index : index + 1]
        return found[0] if found and found[0].key == key else None

    def of_kind(self, kind: str) -> tuple[Actor, ...]:
        """Return all actors of one kind.

        Raises
        ------
        ActorError
            If there is no such kind.
        """
        if kind not in KINDS:
            raise ActorError(not_one_of("kind", kind, KINDS))
        return tuple(entry for entry in self.entries if entry.kind == kind)
