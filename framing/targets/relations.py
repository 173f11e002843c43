"""Relations between two states or alliances as targets: "China–Russia ties"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from framing.actors import Actor, Actors
from framing.lexicons import load_lexicon
from framing.match import Hit, Matcher
from framing.model import Mention, Span
from framing.targets.context import Context, is_taken, span_of
from framing.targets.names import Name

RELATIONS: Final = "relations"
"""The key under which a user asks for every relation."""

_PARTIES: Final = frozenset({"state", "alliance"})
_NAMES: Final = frozenset({"name", "abbreviation", "demonym", "place"})
_ADJECTIVES: Final = frozenset({"abbreviation", "demonym"})
_JOINT: Final = re.compile(r"\s?[-‐‑–—/]\s?")
_COMPOUND: Final = re.compile(r"([A-Z][a-z]+)[-‐‑]\Z")
_LONGEST: Final = 12  # letters of the first part of a compound
_MOST_BETWEEN: Final = 4  # "comprehensive strategic economic and trade partnership"


class _Party(NamedTuple):
    """A name in the text that may be one side of a relation."""

    start: int
    stop: int
    first: int
    last: int
    key: str
    kind: str


class _Words(NamedTuple):
    """The words of ``lexicons/relation_words`` by what they do."""

    heads: Matcher[str]
    between: frozenset[str]
    joined_by: frozenset[str]
    forms: dict[str, str]


def relation_key(one: str, other: str) -> str:
    """Return the key of the relation of two actors.

    Examples
    --------
    >>> relation_key("RU", "CN")
    'CN-RU'
    """
    return "-".join(sorted((one, other)))


def parties_of(key: str, actors: Actors) -> tuple[Actor, Actor] | None:
    """Return the two sides of a relation, or None where the key is of none."""
    parts = key.split("-")
    for place in range(1, len(parts)):
        one = actors.get("-".join(parts[:place]))
        other = actors.get("-".join(parts[place:]))
        if one and other and {one.kind, other.kind} <= _PARTIES and one.key < other.key:
            return one, other
    return None


def target_name(key: str, actors: Actors) -> str:
    """Return a target's name as printed; the key itself where it is unknown.

    Examples
    --------
    >>> from framing.actors import load_actors
    >>> target_name("CN-RU", load_actors()), target_name("RU-west", load_actors())
    ('China–Russia relations', 'Russia–West relations')
    """
    actor = actors.get(key)
    if actor is not None:
        return actor.name
    if key == RELATIONS:
        return "relations between states"
    sides = parties_of(key, actors)
    if sides is None:
        return key
    names = [side.name.removeprefix("the ") for side in sides]
    return f"{'–'.join(names)} relations"


def find_relations(
    hits: Iterable[Hit[Name]], context: Context, *, parties: frozenset[str]
) -> Iterator[Mention]:
    """Yield the mentions of relations in a text.

    Parameters
    ----------
    hits : iterable of Hit
        All names, whether or not they count for themselves.
    context : Context
    parties : frozenset of str
        Keys of states and alliances.

    Yields
    ------
    Mention
        Of kind ``relation``. It covers the names that stand together: the pair
        ("China–Russia" ties, ties between "China and Russia"), or the first of them
        where the head stands between the two ("China's" ties with Russia). So the
        head and what describes it ("friendship", "strained") stay outside, and may
        count as tone.

    Notes
    -----
    A relation is named by both parties and a head from ``lexicons/relation_words``:
    joined by a hyphen, dash or slash before it; after "between"; or the first before
    it, as a possessive or an adjective, and the second after "with" or "to". A chain
    of three names is no relation of two, and a war between two is none.
    """
    words = _words()
    heads = {
        hit.first: hit.last
        for hit in words.heads.find(context.tokens, breaks=context.breaks)
    }
    if not heads:
        return
    sides = sorted({*_parties(hits, context, parties)})
    sides = sorted({*sides, *_compounds(sides, context, words.forms)})
    pairs = _pairs(sides, context)
    for one, other in pairs:
        if _has_head(other.last, heads, context, words.between):
            yield from _mention(one, other, one, other)
    paired = {side for pair in pairs for side in pair}
    alone = [side for side in sides if side not in paired]
    begins = {side.first: side for side in alone if side.kind != "demonym"}
    ends = {side.last: side for side in alone if _describes(side, context)}
    for first, last in heads.items():
        if _word(last, context) == "between":
            left = _party_at(last + 1, begins, context)
            if left is None or _word(left.last, context) != "and":
                continue
            right = _party_at(left.last + 1, begins, context)
            if right is not None:
                yield from _mention(left, right, left, right)
        elif _word(last, context) in words.joined_by:
            owner = ends.get(_before_words(first, context, words.between))
            right = _party_at(last + 1, begins, context)
            if owner is not None and right is not None:
                yield from _mention(owner, right, owner, owner)


def _mention(
    one: _Party, other: _Party, begin: _Party, end: _Party
) -> Iterator[Mention]:
    """Yield the relation of two parties, over the words from one name to another."""
    if one.key != other.key:
        yield Mention(
            target=relation_key(one.key, other.key),
            span=Span(begin.start, end.stop),
            first=begin.first,
            last=end.last,
            kind="relation",
        )


def _parties(
    hits: Iterable[Hit[Name]], context: Context, parties: frozenset[str]
) -> Iterator[_Party]:
    for hit in hits:
        name = hit.payload
        is_party = name.key in parties and name.kind in _NAMES
        if is_party and not is_taken(hit, context):
            span = span_of(hit, context)
            yield _Party(
                span.start, span.stop, hit.first, hit.last, name.key, name.kind
            )


def _compounds(
    sides: Sequence[_Party], context: Context, forms: dict[str, str]
) -> Iterator[_Party]:
    """Yield first parts of compounds that are no names: "Franco-German"."""
    stops = {side.stop for side in sides}
    for side in sides:
        begin = max(0, side.start - _LONGEST)
        found = _COMPOUND.search(context.text[begin : side.start])
        if found is None:
            continue
        key = forms.get(found[1].lower())
        start, stop = begin + found.start(1), begin + found.end(1)
        if key and stop not in stops and context.words[side.first][0] == start:
            yield _Party(start, stop, side.first, side.first + 1, key, "demonym")


def _pairs(sides: Sequence[_Party], context: Context) -> list[tuple[_Party, _Party]]:
    """Return the pairs of names that a dash joins, chains of three left out."""
    joined = [
        one.stop < other.start
        and _JOINT.fullmatch(context.text, one.stop, other.start) is not None
        for one, other in pairwise(sides)
    ]
    around = [False, *joined, False]
    return [
        (sides[place], sides[place + 1])
        for place, is_joined in enumerate(joined)
        if is_joined and not (around[place] or around[place + 2])
    ]


def _has_head(
    index: int, heads: dict[int, int], context: Context, between: frozenset[str]
) -> bool:
    """Say whether a head stands at a word, or after a few that describe it."""
    for place in range(index, index + _MOST_BETWEEN + 1):
        word = _word(place, context)
        if not word:
            return False
        if place in heads:
            return True
        if word not in between:
            return False
    return False


def _before_words(first: int, context: Context, between: frozenset[str]) -> int:
    """Return the word at which what describes a head begins."""
    for _ in range(_MOST_BETWEEN):
        if not _word(first, context) or _word(first - 1, context) not in between:
            break
        first -= 1
    return first if _word(first, context) else -1


def _describes(side: _Party, context: Context) -> bool:
    """Say whether a name is a possessive or an adjective."""
    rest = context.text[side.stop : context.words[side.last - 1][1]]
    return side.kind in _ADJECTIVES or rest[:1] in {"'", "’"}


def _party_at(index: int, begins: dict[int, _Party], context: Context) -> _Party | None:
    """Return the name that begins at a word, or after "both" and "the"."""
    while _word(index, context):
        if index in begins:
            return begins[index]
        if context.tokens[index] not in {"both", "the"}:
            break
        index += 1
    return None


def _word(index: int, context: Context) -> str:
    """Return a word that only white space parts from the one before, or nothing."""
    if not 0 < index < len(context.words) or index in context.breaks:
        return ""
    gap = context.text[context.words[index - 1][1] : context.words[index][0]]
    return context.tokens[index] if gap.isspace() else ""


@cache
def _words() -> _Words:
    lexicon = load_lexicon("relation_words")
    terms = {
        name: frozenset(entry.term for entry in lexicon.of_category(name))
        for name in ("head", "between", "joined_by")
    }
    return _Words(
        heads=Matcher((term, term) for term in sorted(terms["head"])),
        between=terms["between"],
        joined_by=terms["joined_by"],
        forms={entry.term: entry.note for entry in lexicon.of_category("form")},
    )
