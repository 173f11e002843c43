"""Mentions of states, alliances, institutions, people and relations in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from framing.actors import Actors
from framing.match import Hit
from framing.model import DateEstimate, Mention
from framing.segment import Cut
from framing.targets.context import (
    Context,
    context_of,
    counts,
    is_taken,
    namesakes,
    span_of,
    terms_of,
    word_at,
)
from framing.targets.names import Known, Name, known_names
from framing.targets.offices import find_offices
from framing.targets.relations import RELATIONS, find_relations

# Names of the same group exclude one another (longest first), so that "Korea" does
# not count in "South Korea"; an institution whose name holds a state's counts for
# both, a person named like a state for the person alone.
_GROUPS: Final = {
    "leader": 1,
    "surname": 1,
    "institution": 2,
    "demonym": 3,
    "treaty": 4,
    "topic": 5,
}
# Kinds of actors that are targets where none are named. The West is no state, but
# texts use it as one.
_DEFAULT: Final = frozenset({"state", "alliance", "treaty", "topic", "name"})


def default_targets(actors: Actors) -> tuple[str, ...]:
    """Return the keys of all states, alliances and treaties, and of all relations.

    Examples
    --------
    >>> from framing.actors import Actor
    >>> china = Actor(key="CN", name="China", kind="state")
    >>> default_targets(Actors(entries=(china,)))
    ('CN', 'relations')
    """
    keys = [actor.key for actor in actors.entries if actor.kind in _DEFAULT]
    return (*keys, RELATIONS)


def find_mentions(  # noqa: PLR0913 - two say when the text was written
    text: str,
    cut: Cut,
    tokens: Sequence[str],
    *,
    actors: Actors,
    targets: Collection[str] | None = None,
    date: DateEstimate | None = None,
    background: Collection[int] = (),
) -> tuple[Mention, ...]:
    """Return the mentions of targets in a text, in order.

    Parameters
    ----------
    text : str
    cut : Cut
        Of the text.
    tokens : sequence of str
        Its words as `framing.words.normalise_all` gives them.
    actors : Actors
        All of them decide what a name may mean ("South Korea" is not "Korea").
    targets : collection of str, optional
        Keys of the actors and relations wanted, ``"relations"`` for every relation;
        all if left out.
    date : DateEstimate, optional
        When the text was published; without it no office is resolved.
    background : collection of int
        Indices of sentences that look back; no office is resolved in them.

    Returns
    -------
    tuple of Mention
        `kind` is ``name`` (names and aliases of states and alliances),
        ``demonym``, ``place``, ``institution``, ``treaty``, ``topic``, ``leader``,
        ``office`` (a leader named by the office alone) or ``relation``.

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
    for itself, and for the state whose name or demonym it holds. An *office* ("the
    Russian president") counts for the person who held it on the day of the text
    (`framing.targets.offices`), beside the state. A *relation* ("China–Russia ties")
    is a target of its own, beside both states (`framing.targets.relations`).

    Examples
    --------
    >>> from framing.actors import Actor
    >>> from framing.segment import cut
    >>> from framing.words import normalise_all
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
    starts = _starts(cut)
    written = [text[start:stop] for start, stop in words]
    known = known_names(actors)
    hits = known.names.find(written, breaks=frozenset(starts), group=_group)
    if not hits:
        return ()
    context = context_of(text, words, tokens, starts)
    timely = [hit for hit in hits if _is_timely(hit, known, date)]
    others = namesakes(timely, context)
    timely = [hit for hit in timely if hit.first not in others]
    kept = list(_without_namesakes(hit for hit in timely if counts(hit, context)))
    people = [*kept, *_family_names(timely, known, context)]
    found = {_mention(hit, context) for hit in people}
    if date is not None:
        offices = find_offices(
            timely, context, actors=actors, date=date, background=background
        )
        found.update(offices)
    if targets is None or any("-" in key or key == RELATIONS for key in targets):
        found.update(find_relations(timely, context, parties=known.parties))
    mentions = tuple(sorted(found, key=_order))
    return mentions if targets is None else mentions_of(mentions, targets)


def mentions_of(
    mentions: Iterable[Mention], targets: Collection[str]
) -> tuple[Mention, ...]:
    """Return the mentions of some targets, as `find_mentions` would find them.

    Parameters
    ----------
    mentions : iterable of Mention
    targets : collection of str
        Keys of actors and relations, ``"relations"`` for every relation.
    """
    wanted = frozenset(targets)
    return tuple(
        mention
        for mention in mentions
        if mention.target in wanted
        or (mention.kind == "relation" and RELATIONS in wanted)
    )


def _is_timely(hit: Hit[Name], known: Known, date: DateEstimate | None) -> bool:
    """Say whether a user's own name means its target at the time of the text."""
    bounds = known.dated.get(hit.payload.key)
    if bounds is None or date is None:
        return True
    begin, end = bounds
    is_early = bool(date.high) and date.high[: len(begin)] < begin
    return not (is_early or (bool(date.low) and date.low[: len(end)] > end))


def _group(name: Name) -> int:
    return _GROUPS.get(name.kind, 0)


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return (mention.span.start, mention.span.stop, mention.target, mention.kind)


def _starts(parts: Cut) -> list[int]:
    """Return the words that begin a sentence."""
    starts: list[int] = np.searchsorted(
        parts.words[:, 0], parts.sentences[:, 0]
    ).tolist()
    return starts


def _without_namesakes(hits: Iterable[Hit[Name]]) -> Iterator[Hit[Name]]:
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


def _covered(hits: Iterable[Hit[Name]]) -> frozenset[int]:
    return frozenset(i for hit in hits for i in range(hit.first, hit.last))


def _family_names(
    hits: Iterable[Hit[Name]], known: Known, context: Context
) -> Iterator[Hit[Name]]:
    """Yield family names that mean one person: the last one named in full."""
    latest: dict[str, str] = {}
    for hit in hits:
        name = hit.payload
        if name.kind == "leader":
            latest.update(dict.fromkeys(known.of.get(name.key, ()), name.key))
        elif name.kind == "surname" and not is_taken(hit, context):
            key = latest.get(name.words) or _titled(hit, known, context)
            if key:
                yield hit._replace(payload=name._replace(key=key, kind="leader"))


def _titled(hit: Hit[Name], known: Known, context: Context) -> str:
    """Return the only person of a family name that follows a title, or nothing."""
    keys = known.by.get(hit.payload.words, ())
    if len(keys) != 1 or hit.first in context.breaks:
        return ""
    title = word_at(hit.first - 1, context) or context.tokens[hit.first - 1]
    return keys[0] if title in terms_of("title") else ""


def _mention(hit: Hit[Name], context: Context) -> Mention:
    name = hit.payload
    return Mention(
        target=name.key,
        span=span_of(hit, context),
        first=hit.first,
        last=hit.last,
        kind="name" if name.kind == "abbreviation" else name.kind,
    )
