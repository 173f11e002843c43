"""From the words that name a source to who speaks."""

from __future__ import annotations

from framing.model import Speaker
from framing.names import PERSON, UNKNOWN, Name, bare
from framing.quotes.page import Page
from framing.quotes.people import (
    HEAD,
    Memory,
    Speakers,
    country_of,
    head_of,
    kind_of,
    of_actor,
    of_name,
    of_outlet,
    of_person,
    two_people,
    two_states,
)
from framing.quotes.scene import Scene, is_media
from framing.quotes.sources import Range, first_subject
from framing.quotes.words import words

# "He" is sought in this sentence and so many before it.
_BACK = 3
# … and among so many who have spoken.
_RECALL = 40
# "The spokesman said on Monday. …": the name may follow within so many words.
_AHEAD = 20
# "The Russian official" may be any of these.
_OFFICIALS = frozenset((HEAD, "ministry or official", "military", "party"))
# Kinds of names that speak as one: "the EU and Britain said".
_BODIES = frozenset(("state", "place", "institution", "alliance", UNKNOWN))


def who_speaks(scene: Scene, source: Range, memory: Memory) -> Speakers:
    """Return the speakers that a source's words stand for; empty if unknown.

    Parameters
    ----------
    scene : Scene
    source : (int, int)
        Its words.
    memory : Memory
        Who has spoken before.

    Returns
    -------
    tuple of Speaker
        Never "he" or "it". Two or more where they speak together.
    """
    known = words()
    word = scene.page.low[source[0]]
    if word in known.pronoun and not scene.page.soft[source[0] + 1]:
        source = source[0], source[0] + 1
    if source[1] - source[0] == 1:
        if word in known.he:
            return _he(scene, source[0], memory)
        if word in known.they:
            return memory.last(source[0], size=2) or _they(scene, source[0], memory)
        if word in {"it", "its", "it's"}:
            return _it(scene, source[0], memory)
        if word in known.relative:
            return _antecedent(scene, source[0], memory)
    found = _group(scene, source, memory)
    is_nobody = source[1] - source[0] == 1 and word in known.nobody
    if found or is_nobody or scene.has_phrase(source, known.pair | known.sides):
        return found
    named = _phrase(scene, source, memory)
    return tuple(one for one in named if one.name.lower() not in known.pronoun)


def _he(scene: Scene, at: int, memory: Memory) -> Speakers:
    """Resolve "he said": who spoke in this or the last sentence, else its subject."""
    page = scene.page
    number = page.sentence[at]
    for back in range(number, max(-1, number - _BACK), -1):
        first, last = page.sentences[back]
        end = at if back == number else last
        for word, speakers in reversed(memory.spoken[-_RECALL:]):
            if first <= word < end and _is_one_person(scene, speakers):
                return speakers
        for name in scene.people_in(_main(page, first, end), end):
            if page.marked[name.first] < 0:
                return (of_person(scene, name, memory),)
    latest = memory.last(at, size=1)
    if _is_one_person(scene, latest):
        return latest
    return _subject(scene, at, memory, plural=False)


def _subject(scene: Scene, at: int, memory: Memory, *, plural: bool) -> Speakers:
    """Return an unnamed subject of the sentence before: "Fishermen waited. They …"."""
    page, known = scene.page, words()
    number = page.sentence[at] - 1
    found = first_subject(page, *page.sentences[number]) if number >= 0 else None
    if found is None:
        return ()
    noun = page.low[found[1] - 1]
    is_plural = noun.endswith(("s", "men")) or noun in known.plural
    if noun not in known.roles or is_plural != plural:
        return ()
    return _phrase(scene, found, memory)


def _main(page: Page, first: int, end: int) -> int:
    """Return where a main clause begins: behind "After a lunch with Macron, …"."""
    if page.low[first] in words().preposition | words().subordinator:
        return next((i for i in range(first + 1, end) if not page.soft[i]), first)
    return first


def _is_one_person(scene: Scene, speakers: Speakers) -> bool:
    if len(speakers) != 1:
        return False
    speaker = speakers[0]
    actor = scene.actors.get(speaker.key) if speaker.key else None
    if actor is not None:
        return actor.kind == "person"
    known = words()
    noun = speaker.name.rpartition(" ")[2].lower()
    if speaker.actor_type in {"international organisation", "media"}:
        return False
    if noun in known.organisation or noun in known.body:
        return False
    return speaker.name[:1].isupper() or not speaker.named


def _they(scene: Scene, at: int, memory: Memory) -> Speakers:
    """Resolve "they said", "Peru and Chile have both said": two names joined before."""
    first, _ = scene.page.sentence_of(at)
    pair = (scene.names_in(first, at) or _before_pronoun(scene, at))[:2]
    joined = len(pair) > 1 and pair[1].title - pair[0].last == 1
    if joined and scene.page.low[pair[0].last] == "and":
        return tuple(of_name(scene, name, memory) for name in pair)
    return _subject(scene, at, memory, plural=True)


def _before_pronoun(scene: Scene, at: int) -> tuple[Name, ...]:
    """Return the names of the sentence before a pronoun's own."""
    number = scene.page.sentence[at]
    return scene.names_in(*scene.page.sentences[number - 1]) if number else ()


def _it(scene: Scene, at: int, memory: Memory) -> Speakers:
    """Resolve "it said": the last state or institution that spoke, or was named.

    One named in the sentence before counts if it is the first name there.
    """
    for word, speakers in reversed(memory.spoken[-_RECALL:]):
        if word <= at and len(speakers) == 1 and not _is_one_person(scene, speakers):
            return speakers
    for name in _before_pronoun(scene, at)[:1]:
        if name.kind not in {PERSON, "demonym"}:
            return (of_name(scene, name, memory),)
    return ()


def _antecedent(scene: Scene, at: int, memory: Memory) -> Speakers:
    """Return the name right before "who" or "which"."""
    near = scene.names_in(max(0, at - 5), at)
    return (of_name(scene, near[-1], memory),) if near and near[-1].last == at else ()


def _group(scene: Scene, source: Range, memory: Memory) -> Speakers:
    """Resolve "the pair", "both sides", "the leaders of China and Russia"."""
    known, page = words(), scene.page
    if scene.people_in(*source):
        return ()
    if scene.has_phrase(source, known.sides):
        return two_states(scene, source[0])
    low = page.low[source[0] : source[1]]
    is_plural = not known.leaders.isdisjoint(low)
    states = [n for n in scene.names_in(*source) if n.kind in {"state", "demonym"}]
    if scene.has_phrase(source, known.pair) or (
        is_plural and not states and low[0] in known.definite | {"both"}
    ):
        return two_people(scene, source[0], memory)
    if is_plural and len(states) > 1:
        return tuple(
            person
            for state in states
            for person in head_of(scene, state.key, source[0], memory)
        )
    return ()


def _phrase(scene: Scene, source: Range, memory: Memory) -> Speakers:
    """Resolve a noun phrase: names in it first, then its role."""
    head = _head(scene, source)
    people = [n for n in scene.people_in(*head) if not _owns(scene, n, head)]
    if people:
        return tuple(of_person(scene, name, memory) for name in people[:3])
    comma = next((i for i in range(head[1], source[1]) if not scene.page.soft[i]), -1)
    apposed = scene.people_in(comma, source[1]) if comma >= 0 else ()
    if apposed and apposed[0].title - comma <= 1:
        return (of_person(scene, apposed[0], memory),)
    named = [n for n in scene.names_in(*head) if not _owns(scene, n, head)]
    if named and named[-1].last == head[1] and named[-1].kind != "demonym":
        return _joined(scene, named, head, memory)
    if is_media(scene, head):
        return (of_outlet(scene, head),)
    return (_role(scene, source, head, memory),)


def _head(scene: Scene, source: Range) -> Range:
    """Return a phrase up to its first comma or preposition, its article left out."""
    page, known = scene.page, words()
    first, last = source
    if page.low[first] in {"the", "a", "an"} and last - first > 1:
        first += 1
    inside = {
        i for n in scene.names_in(first, last) for i in range(n.first + 1, n.last)
    }
    for i in range(first + 1, last):
        if i not in inside and (
            not page.soft[i] or page.low[i] in known.preposition or i in page.opens
        ):
            return first, i
    return first, last


def _owns(scene: Scene, name: Name, head: Range) -> bool:
    """Say whether a name only owns what follows: "Putin's spokesman"."""
    token = scene.page.raw[name.last - 1]
    return name.last < head[1] and bare(token) != token


def _joined(scene: Scene, named: list[Name], head: Range, memory: Memory) -> Speakers:
    """Return the last name of a phrase, or all where "and" joins them."""
    last = named[-1]
    if "and" in scene.page.low[head[0] : head[1]]:
        like = _BODIES if last.kind in _BODIES else {last.kind, UNKNOWN}
        alike = [n for n in named if n.kind in like]
        return tuple(of_name(scene, name, memory) for name in alike[:3])
    return (of_name(scene, last, memory),)


def _role(scene: Scene, source: Range, head: Range, memory: Memory) -> Speaker:
    """Resolve "the Russian leader" and "the ministry"; else an unnamed speaker."""
    page, known = scene.page, words()
    noun = page.low[head[1] - 1]
    country = country_of(scene, source)
    state = scene.actors.get(country) if country else None
    if noun in known.government and state is not None:
        return of_actor(state)
    kind = kind_of(scene, head)
    owned = any(_owns(scene, name, head) for name in scene.names_in(*head))
    definite = owned or page.low[source[0]] in known.definite
    if definite and kind and noun not in known.unnamed and not noun.endswith("s"):
        sought = Speaker(name=noun, country=country, actor_type=kind)
        found = _described(scene, source, sought, memory)
        if found is not None:
            return found
    return _unnamed(
        scene, source, Speaker(name=noun, country=country, actor_type=kind or "other")
    )


def _described(
    scene: Scene, source: Range, sought: Speaker, memory: Memory
) -> Speaker | None:
    """Find whom a definite description means: the last one that fits, or the next."""
    if sought.name in words().organisation | words().body:
        return _organisation(scene, source[0], sought.name, memory)
    _, end = scene.page.sentence_of(source[1] - 1)
    behind = scene.people_in(source[1], min(end + _AHEAD, len(scene.page.low)))
    for name in (*scene.names_before(source[0]), *behind):
        if name.kind != PERSON:
            continue
        person = of_person(scene, name, memory)
        if _fits(scene, person, sought):
            return person
    return None


def _fits(scene: Scene, person: Speaker, sought: Speaker) -> bool:
    """Say whether a person may be "the Russian leader", "the spokesman"."""
    known = words()
    if sought.country and person.country != sought.country:
        return False
    if sought.country and sought.name in known.any_official:
        return person.actor_type in _OFFICIALS
    if sought.actor_type == HEAD and person.actor_type != HEAD:
        return False
    actor = scene.actors.get(person.key) if person.key else None
    role = actor.role.split() if actor is not None else []
    if sought.name in known.spokesperson and role:
        return not known.spokesperson.isdisjoint(role) or "press" in role
    if sought.name in role:
        return True
    return person.actor_type == sought.actor_type and sought.name not in known.office


def _organisation(
    scene: Scene, before: int, noun: str, memory: Memory
) -> Speaker | None:
    """Return the last organisation whose name holds a noun: "the ministry"."""
    for name in scene.names_before(before):
        parts = name.name.lower().split()
        if name.kind in {"institution", UNKNOWN} and noun in parts and len(parts) > 1:
            return of_name(scene, name, memory)
    if noun in words().body:
        for word, speakers in reversed(memory.spoken):
            if word <= before and len(speakers) == 1 and _is_body(scene, speakers[0]):
                return speakers[0]
        for name in scene.names_before(before):
            if name.kind in {"institution", "alliance"}:
                return of_name(scene, name, memory)
    return None


def _is_body(scene: Scene, speaker: Speaker) -> bool:
    """Say whether a speaker is an organisation that "the agency" may mean."""
    actor = scene.actors.get(speaker.key) if speaker.key else None
    if actor is not None:
        return actor.kind in {"institution", "alliance"}
    is_media = speaker.actor_type == "media"
    return speaker.named and not is_media and not _is_one_person(scene, (speaker,))


def _unnamed(scene: Scene, source: Range, sought: Speaker) -> Speaker:
    """Return a speaker under the words of the text.

    Without article, apposition and place: "a diplomat in Vienna" is a diplomat.
    """
    page, known = scene.page, words()
    first, last = source
    if page.low[first] in {"the", "a", "an"} and last - first > 1:
        first += 1
    if last - first > 1 and page.low[last - 1] in known.relative:
        last -= 1
    stop = next((i for i in range(first + 1, last) if _ends(page, i)), last)
    name = " ".join(page.text[page.starts[first] : page.stops[stop - 1]].split())
    is_name = scene.names_in(first, first + 1) or page.low[first] in known.honorific
    if page.begins_sentence(first) and not is_name:
        name = name[:1].lower() + name[1:]  # "Critics" are "critics" further on
    proper = any(
        n.kind in {UNKNOWN, "institution"} for n in scene.names_in(first, stop)
    )
    return Speaker(
        name=name,
        country=sought.country,
        actor_type=sought.actor_type,
        named=proper and sought.name not in words().unnamed,
    )


def _ends(page: Page, word: int) -> bool:
    """Say whether the words that name an unnamed speaker end before a word."""
    known, low, before = words(), page.low[word], page.low[word - 1]
    is_place = low in known.locative and (
        before in known.roles or before in known.unnamed
    )
    return not page.soft[word] or is_place
