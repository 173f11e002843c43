"""From a name in the text to a speaker: what actors and the text say of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from framing.actors import Actor
from framing.model import Speaker
from framing.names import PERSON, Name, bare
from framing.quotes.scene import Scene
from framing.quotes.sources import Range
from framing.quotes.words import words

Speakers = tuple[Speaker, ...]

HEAD: Final = "head of state or government"
# A name's own description stands so near before or after it.
_NEAR: Final = 6
# "They said" is sought among so many who have spoken.
_RECALL: Final = 40


@dataclass(slots=True, kw_only=True, eq=False)
class Memory:
    """Who has spoken so far, and what the text says of each person.

    Attributes
    ----------
    spoken : list of (int, tuple of Speaker)
        Word of each cue or content, and who spoke there.
    profiles : dict
        Country and actor type by canonical name.
    """

    spoken: list[tuple[int, Speakers]] = field(default_factory=list)
    profiles: dict[str, tuple[str, str]] = field(default_factory=dict)

    def last(self, before: int, *, size: int) -> Speakers:
        """Return the last group of a given size that spoke before a word."""
        for word, speakers in reversed(self.spoken[-_RECALL:]):
            if word <= before and len(speakers) == size:
                return speakers
        return ()


def of_actor(actor: Actor) -> Speaker:
    """Return an actor as a speaker."""
    return Speaker(
        name=actor.name,
        key=actor.key,
        country=actor.country,
        actor_type=actor.actor_type,
    )


def of_person(scene: Scene, name: Name, memory: Memory) -> Speaker:
    """Return the person that a name stands for."""
    actor = scene.actors.get(name.key) if name.key else None
    if actor is not None:
        return of_actor(actor)
    if name.name not in memory.profiles:
        memory.profiles[name.name] = _profile(scene, name.name)
    country, kind = memory.profiles[name.name]
    return Speaker(name=name.name, country=country, actor_type=kind)


def of_name(scene: Scene, name: Name, memory: Memory) -> Speaker:
    """Return the speaker for a name of any kind."""
    if name.kind == PERSON:
        return of_person(scene, name, memory)
    if scene.outlet_in((name.first, name.last)):
        return of_outlet(scene, (name.first, name.last))
    actor = scene.actors.get(name.key) if name.key else None
    if actor is not None:
        return of_actor(actor)
    return Speaker(
        name=name.name,
        country=country_of(scene, (max(0, name.title - 2), name.last)),
        actor_type=kind_of(scene, (name.title, name.last)) or "other",
    )


def of_outlet(scene: Scene, span: Range) -> Speaker:
    """Return an agency or another outlet that speaks for itself."""
    hit = scene.outlet_in(span)
    page = scene.page
    first, last = (hit.first, hit.last) if hit else span
    return Speaker(
        name=bare(
            " ".join(page.text[page.starts[first] : page.stops[last - 1]].split())
        ),
        country=country_of(scene, span),
        actor_type="media",
        named=hit is not None or any(page.is_name(i) for i in range(first + 1, last)),
    )


def two_states(scene: Scene, before: int) -> Speakers:
    """Return the two states that a text names most up to a word, in its order."""
    kinds = {"state", "demonym", "place"}
    named = [n for n in scene.names_before(before) if n.kind in kinds]
    counts = Counter(name.key for name in reversed(named))
    most = [key for key, _ in counts.most_common(2)]
    actors = [scene.actors.get(key) for key in most]
    return tuple(of_actor(actor) for actor in actors if actor is not None)


def two_people(scene: Scene, before: int, memory: Memory) -> Speakers:
    """Return the last two people named, heads of state or government first."""
    found: dict[str, Speaker] = {}
    for heads_only in (True, False):
        for name in scene.names_before(before):
            if name.kind != PERSON:
                continue
            person = of_person(scene, name, memory)
            if len(found) < 2 and (person.actor_type == HEAD or not heads_only):
                found.setdefault(person.name, person)
        if len(found) == 2:
            break
    if len(found) < 2:
        return ()
    return tuple(sorted(found.values(), key=lambda s: scene.mentions[s.name][0].first))


def head_of(scene: Scene, country: str, before: int, memory: Memory) -> Speakers:
    """Return the last head of state or government of a country before a word."""
    for name in scene.names_before(before):
        if name.kind == PERSON:
            person = of_person(scene, name, memory)
            if person.country == country and person.actor_type == HEAD:
                return (person,)
    return ()


def kind_of(scene: Scene, span: Range) -> str:
    """Return the actor type of the last role named in a range, or nothing."""
    roles, low = words().roles, scene.page.low
    for i in range(span[1] - 1, span[0] - 1, -1):
        pair = f"{low[i - 1]} {low[i]}" if i > span[0] else ""
        found = roles.get(pair) or roles.get(low[i])
        if found:
            return found
    return ""


def country_of(scene: Scene, span: Range) -> str:
    """Return the key of the first state named in a range, or nothing."""
    return next((n.country for n in scene.names_in(*span) if n.country), "")


def _profile(scene: Scene, name: str) -> tuple[str, str]:
    """Read country and type from the words beside the mentions of a person."""
    country, kind = "", ""
    for mention in scene.mentions[name]:
        if country and kind:
            break
        for span in (_before(scene, mention), _after(scene, mention)):
            kind = kind or kind_of(scene, span)
            country = country or country_of(scene, span)
    return country, kind or "other"


def _before(scene: Scene, mention: Name) -> Range:
    page, first = scene.page, mention.first
    while first > max(0, mention.first - _NEAR) and page.soft[first]:
        if page.low[first - 1] in words().stops:
            break
        first -= 1
    return first, mention.first


def _after(scene: Scene, mention: Name) -> Range:
    """Return the apposition behind a name, without its comma."""
    page, last = scene.page, mention.last
    if last >= len(page.low) or page.soft[last] or "," not in page.gap(last):
        return last, last
    stop = last + 1
    while stop < min(len(page.low), last + _NEAR) and page.soft[stop]:
        stop += 1
    return last, stop
