"""What stance is measured toward: mentions of states, alliances, institutions, people.

What counts is decided by words around a name; they are data
(``lexicons/target_context.csv``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import numpy as np

from framing.actors import Actor, Actors
from framing.lexicons import load_lexicon
from framing.match import Hit, Matcher
from framing.model import Mention, Span
from framing.segment import Cut, cut, strip_possessive

__all__ = ["default_targets", "find_mentions"]

_KINDS: Final = {"person": "leader", "institution": "institution"}
# Names of the same group exclude one another (longest first), so that "Korea" does
# not count in "South Korea"; an institution whose name holds a state's counts for
# both, a person named like a state for the person alone.
_GROUPS: Final = {"leader": 1, "surname": 1, "institution": 2, "demonym": 3}
# After a place at the head of a sentence: "MOSCOW (Reuters) -", "BEIJING, May 2 --".
_DATELINE: Final = re.compile(
    r"(?:, [^.\n]{1,40}?)??\s*(?:\([^)\n]{2,40}\)|--|[—–-]\s)"
)


class _Name(NamedTuple):
    """One way to write an actor's name."""

    key: str
    kind: str
    words: str


class _Context(NamedTuple):
    """The words of one text that decide about its names."""

    text: str
    words: list[list[int]]
    tokens: Sequence[str]
    breaks: Collection[int]
    nouns: frozenset[int]
    taken: frozenset[int]


def default_targets(actors: Actors) -> tuple[str, ...]:
    """Return the keys of all states and alliances, sorted.

    Examples
    --------
    >>> china = Actor(key="CN", name="China", kind="state")
    >>> default_targets(Actors(entries=(china,)))
    ('CN',)
    """
    kinds = ("state", "alliance")
    return tuple(actor.key for actor in actors.entries if actor.kind in kinds)


def find_mentions(
    text: str,
    cut: Cut,
    tokens: Sequence[str],
    *,
    actors: Actors,
    targets: Collection[str] | None = None,
) -> tuple[Mention, ...]:
    """Return the mentions of targets in a text, in order.

    Parameters
    ----------
    text : str
    cut : Cut
        Of the text.
    tokens : sequence of str
        Its words as `framing.segment.normalise_all` gives them.
    actors : Actors
        All of them decide what a name may mean ("South Korea" is not "Korea").
    targets : collection of str, optional
        Keys of the actors wanted; all if left out.

    Returns
    -------
    tuple of Mention
        `kind` is ``name`` (names and aliases of states and alliances),
        ``demonym``, ``place``, ``institution`` or ``leader``.

    Notes
    -----
    *Names* keep their case ("US" is not "us") and are also found in capitals
    throughout, and inside "US-led"; a state's abbreviation before a noun of
    private life ("US companies") does not count. *Demonyms* count only before a
    noun of government, with a word of rank between if need be ("the Chinese
    deputy foreign minister"; not "Chinese food"). *Places* stand for the
    government ("Moscow rejected …") unless a word before or after makes them a
    location ("in Moscow", "the Moscow metro"), or they open a dateline. *Leaders*
    count for themselves, not for their state: by full name anywhere, by family
    name after it, or after a title that leaves no choice. An *institution* counts
    for itself, and for the state whose name or demonym it holds.

    Examples
    --------
    >>> from framing.segment import cut, normalise_all
    >>> text = "Chinese food is cheap in Beijing, but Beijing and the Chinese army"
    >>> parts = cut(text)
    >>> china = Actor(
    ...     key="CN", name="China", kind="state",
    ...     demonyms=("Chinese",), places=("Beijing",),
    ... )
    >>> tokens = normalise_all(text, parts.words)
    >>> found = find_mentions(text, parts, tokens, actors=Actors(entries=(china,)))
    >>> [(mention.kind, mention.first) for mention in found]
    [('place', 7), ('demonym', 10)]
    """
    words = cut.words.tolist()
    breaks = _breaks(cut)
    written = [text[start:stop] for start, stop in words]
    known = _known(actors)
    hits = known.names.find(written, breaks=breaks, group=_group)
    if not hits:
        return ()
    context = _context(text, words, tokens, breaks)
    kept = [hit for hit in hits if _counts(hit, context)]
    kept = [*_without_namesakes(kept), *_family_names(hits, known, context)]
    wanted = None if targets is None else frozenset(targets)
    found = {
        _mention(hit, context)
        for hit in kept
        if wanted is None or hit.payload.key in wanted
    }
    return tuple(sorted(found, key=_order))


def _group(name: _Name) -> int:
    return _GROUPS.get(name.kind, 0)


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return (mention.span.start, mention.span.stop, mention.target, mention.kind)


def _breaks(parts: Cut) -> frozenset[int]:
    """Return the words that begin a sentence."""
    starts = np.searchsorted(parts.words[:, 0], parts.sentences[:, 0])
    return frozenset(starts.tolist())


def _context(
    text: str, words: list[list[int]], tokens: Sequence[str], breaks: Collection[int]
) -> _Context:
    hits = _around().find(tokens, breaks=breaks, group=lambda category: category)
    taken = {
        index
        for hit in hits
        if hit.payload == "not_a_target"
        for index in range(hit.first, hit.last)
    }
    return _Context(
        text=text,
        words=words,
        tokens=tokens,
        breaks=breaks,
        nouns=frozenset(hit.first for hit in hits if hit.payload == "government"),
        taken=frozenset(taken),
    )


def _counts(hit: Hit[_Name], context: _Context) -> bool:
    """Say whether a name means the target here."""
    kind = hit.payload.kind
    if kind == "surname" or not context.taken.isdisjoint(range(hit.first, hit.last)):
        return False
    if kind == "demonym":
        return _is_government(hit.last, context)
    if kind == "place":
        return not _is_location(hit, context)
    if kind == "abbreviation":
        return _word(hit.last, context) not in _terms("private")
    return True


def _word(index: int, context: _Context) -> str:
    """Return a normalised word of the same sentence, or nothing."""
    if not 0 <= index < len(context.tokens) or index in context.breaks:
        return ""
    return strip_possessive(context.tokens[index])


def _is_government(index: int, context: _Context) -> bool:
    """Say whether a noun of government stands at a word, or after one of rank."""
    if _word(index, context) in _terms("rank"):
        index += 1
    return index in context.nouns and index not in context.breaks


def _is_location(hit: Hit[_Name], context: _Context) -> bool:
    """Say whether a place is only where something is."""
    before = hit.first - (_word(hit.first - 1, context) == "the")
    opens = hit.first in context.breaks
    if not opens and before not in context.breaks:
        word = strip_possessive(context.tokens[before - 1])
        if word in _terms("locative"):
            return True
    if _word(hit.last, context) in _terms("place_use"):
        return True
    stop = context.words[hit.last - 1][1]
    return opens and _DATELINE.match(context.text, stop) is not None


def _without_namesakes(hits: Iterable[Hit[_Name]]) -> Iterator[Hit[_Name]]:
    """Drop states inside a person's name, demonyms inside the state's own name."""
    hits = list(hits)
    people = _covered(hit for hit in hits if hit.payload.kind == "leader")
    states = _covered(hit for hit in hits if hit.payload.kind == "name")
    for hit in hits:
        inside = people if _group(hit.payload) == 0 else frozenset[int]()
        if hit.payload.kind == "demonym":
            inside = people | states
        if inside.isdisjoint(range(hit.first, hit.last)):
            yield hit


def _covered(hits: Iterable[Hit[_Name]]) -> frozenset[int]:
    return frozenset(i for hit in hits for i in range(hit.first, hit.last))


def _family_names(
    hits: Iterable[Hit[_Name]], known: _Known, context: _Context
) -> Iterator[Hit[_Name]]:
    """Yield family names that mean one person: the last one named in full."""
    latest: dict[str, str] = {}
    for hit in hits:
        name = hit.payload
        if name.kind == "leader":
            latest.update(dict.fromkeys(known.of.get(name.key, ()), name.key))
        elif name.kind == "surname" and hit.first not in context.taken:
            key = latest.get(name.words) or _titled(hit, known, context)
            if key:
                yield hit._replace(payload=name._replace(key=key, kind="leader"))


def _titled(hit: Hit[_Name], known: _Known, context: _Context) -> str:
    """Return the only person of a family name that follows a title, or nothing."""
    keys = known.by.get(hit.payload.words, ())
    if len(keys) != 1 or hit.first in context.breaks:
        return ""
    title = _word(hit.first - 1, context) or context.tokens[hit.first - 1]
    return keys[0] if title in _terms("title") else ""


def _mention(hit: Hit[_Name], context: _Context) -> Mention:
    start, stop = context.words[hit.first][0], context.words[hit.last - 1][1]
    name = hit.payload
    at = context.text.find(name.words, start, stop)
    if at >= 0:  # leaves out "'s", and the rest of "US-led"
        start, stop = at, at + len(name.words)
    return Mention(
        target=name.key,
        span=Span(start, stop),
        first=hit.first,
        last=hit.last,
        kind="name" if name.kind == "abbreviation" else name.kind,
    )


class _Known(NamedTuple):
    """All names of actors; family names of people, and people of family names."""

    names: Matcher[_Name]
    of: dict[str, tuple[str, ...]]
    by: dict[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def _known(actors: Actors) -> _Known:
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
    return _Known(_matcher(actors, by), of, by)


def _family(name: str, actor: Actor) -> Iterator[str]:
    """Yield the family name in a full name, with and without its particles."""
    words = name.split()
    if len(words) < 2:
        return
    last = words[-1]
    if "-" in last and last.split("-")[-1].islower():  # "Moon Jae-in" is a Moon
        yield words[-2]
        return
    if actor.country.lower() in _terms("family_first"):
        yield words[0]
        return
    yield last
    for index, word in enumerate(words[1:-1], start=1):
        if word.islower():  # "von der Leyen"
            yield " ".join(words[index:])
            return


def _matcher(actors: Actors, family_names: Iterable[str]) -> Matcher[_Name]:
    """Return the automaton of all names, as written and in capitals."""
    patterns = [
        (_cut_words(variant), name._replace(words=variant))
        for actor in actors.entries
        for name in _written(actor)
        for variant in _variants(name.words)
    ]
    surnames = [(_cut_words(name), _Name("", "surname", name)) for name in family_names]
    return Matcher([*patterns, *surnames], fold=False, split_hyphens=True)


def _written(actor: Actor) -> Iterator[_Name]:
    kind = _KINDS.get(actor.kind, "name")
    for name in dict.fromkeys(actor.names):
        is_short = actor.kind == "state" and name.replace(".", "").isupper()
        yield _Name(actor.key, "abbreviation" if is_short else kind, name)
    for name in actor.demonyms:
        yield _Name(actor.key, "demonym", name)
    for name in actor.places:
        yield _Name(actor.key, "place", name)


def _variants(name: str) -> tuple[str, ...]:
    """Return a name as written, in capitals, and with a capital article."""
    found = [name]
    if name.startswith("the "):
        found.append(f"The {name[4:]}")
    if len(name) > 3 and not name.isupper():  # "Us" and "Who" are words in capitals
        found.append(name.upper())
    return tuple(found)


def _cut_words(name: str) -> str:
    """Return a name as the words that texts are cut into."""
    return " ".join(name[start:stop] for start, stop in cut(name).words.tolist())


@cache
def _around() -> Matcher[str]:
    """Return the automaton of phrases that decide about names."""
    wanted = ("government", "not_a_target")
    return Matcher(
        (entry.term, entry.category)
        for entry in load_lexicon("target_context").entries
        if entry.category in wanted
    )


@cache
def _terms(category: str) -> frozenset[str]:
    entries = load_lexicon("target_context").of_category(category)
    return frozenset(entry.term for entry in entries)
