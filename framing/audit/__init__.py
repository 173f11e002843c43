"""Audit a word list on a corpus: what it finds where, and what it finds by mistake.

A list that was made for other texts finds names ("Grace", "Swift"), offices
("Security Council") and events among what should be evaluation, and finds more of
it in one outlet than in another. This shows both before a number is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from framing.actors import load_actors
from framing.audit.collisions import KINDS, list_collisions
from framing.audit.counts import Tally, count
from framing.lexicons import load_lexicon
from framing.outlets import group_of, load_outlets

if TYPE_CHECKING:
    from framing.actors import Actors
    from framing.lexicons import Lexicon
    from framing.outlets import Outlets
    from framing.store import Run

__all__ = ["KINDS", "VIEWS", "Audit", "audit_lexicon"]

VIEWS: Final = ("groups", "entries", "collisions")
"""Tables of an audit."""

Record = dict[str, Any]

_PER: Final = 1000  # words
_TOP: Final = 10
_NOT_GROUPED: Final = "not grouped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The three tables of an audit; made by `audit_lexicon`.

    Attributes
    ----------
    groups : tuple of dict
        A row for all articles, for each group, and for each outlet: ``group,
        outlet, articles, words, entries`` (different entries found), ``coverage``
        (their share of the list), ``articles_with_hit`` (share), ``hits,
        per_1000`` (words), ``top`` (the ten most frequent, each with its hits and
        their share of all).
    entries : tuple of dict
        The entries found, for the same rows: ``group, outlet, term, category,
        weight, hits, share, per_1000, articles``.
    collisions : tuple of dict
        ``kind, term, weight, hits, affected, share, detail``; see `KINDS`.
    """

    groups: tuple[Record, ...]
    entries: tuple[Record, ...]
    collisions: tuple[Record, ...]

    def view(self, name: str) -> tuple[Record, ...]:
        """Return one of `VIEWS`."""
        views = {
            "groups": self.groups,
            "entries": self.entries,
            "collisions": self.collisions,
        }
        return views[name]


def audit_lexicon(
    lexicon: str | Lexicon,
    run: Run,
    *,
    outlets: Outlets | None = None,
    actors: Actors | None = None,
) -> Audit:
    """Count a word list in a corpus, and list the entries that collide.

    Parameters
    ----------
    lexicon : str or Lexicon
        A shipped name or the path of a list in any format.
    run : Run
        Made by `framing.pipeline.run` or read by `framing.store.read_run`.
    outlets : Outlets, optional
    actors : Actors, optional
        Default: the shipped ones.

    Returns
    -------
    Audit

    Raises
    ------
    LexiconError
        If the list has a fault.

    Notes
    -----
    Of overlapping entries the longest counts, once. The list is counted alone, in
    all voices and everywhere in the clean text, so the numbers are no part of
    stance, which counts near mentions and after other lists had their say.

    Kinds of collisions: *in a name*, hits inside a mention of a known actor or
    outlet; *like a name*, entries that equal such a name and did not occur in one;
    *capitalised*, entries that begin with a capital in more than half of at least
    three hits inside running sentences; *in another list*, entries that
    ``event_valence``, ``modifiers`` or ``neutral_uses`` hold too, where those
    count first; *contradicts*, one term with weights of both signs, by two rows
    or by a wildcard; *repeated*, one term in several categories.

    Examples
    --------
    >>> from framing.model import Article
    >>> from framing.pipeline import run
    >>> text = "Aldia praised the good, fair and brave envoys. Grace Hall agreed."
    >>> audit = audit_lexicon("vader", run([Article(id="a", raw=text)]))
    >>> audit.groups[0]["hits"], audit.entries[0]["term"]
    (6, 'agreed')
    """
    words = load_lexicon(lexicon) if isinstance(lexicon, str) else lexicon
    known = outlets or load_outlets()
    people = actors or load_actors()
    tallies = count(words, run, outlets=known, actors=people)
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    places = list(_places(tallies, total, known))
    collisions = list_collisions(words, total, outlets=known, actors=people)
    return Audit(
        groups=tuple(_group_row(place, tally, words) for place, tally in places),
        entries=tuple(
            row for place, tally in places for row in _entry_rows(place, tally, words)
        ),
        collisions=tuple(collisions),
    )


def _places(
    tallies: Mapping[str, Tally], total: Tally, outlets: Outlets
) -> Iterator[tuple[dict[str, str], Tally]]:
    """Yield all articles, then each group followed by its outlets."""
    yield {"group": "all", "outlet": ""}, total
    members: dict[str, list[str]] = {}
    for key in tallies:
        profile = outlets.get(key)
        group = group_of(profile, outlets.groups) if profile else ""
        members.setdefault(group, []).append(key)
    for group in [*(g.key for g in outlets.groups), ""]:
        if group not in members:
            continue
        title = outlets.group(group).title if group else _NOT_GROUPED
        if group:  # outlets that are not grouped have no sum
            joint = Tally()
            for key in members[group]:
                joint.add(tallies[key])
            yield {"group": title, "outlet": ""}, joint
        for key in members[group]:
            yield {"group": title, "outlet": key or "unknown"}, tallies[key]


def _group_row(place: dict[str, str], tally: Tally, lexicon: Lexicon) -> Record:
    hits, terms = tally.hits.total(), {entry.term for entry in lexicon.entries}
    top = (
        f"{lexicon.entries[index].term} {n} ({n / hits:.0%})"
        for index, n in _ranked(tally)[:_TOP]
    )
    return {
        **place,
        "articles": tally.articles,
        "words": tally.words,
        "entries": len(tally.hits),
        "coverage": len(tally.hits) / len(terms) if terms else None,
        "articles_with_hit": _ratio(tally.with_hit, tally.articles),
        "hits": hits,
        "per_1000": _ratio(_PER * hits, tally.words),
        "top": list(top),
    }


def _entry_rows(
    place: dict[str, str], tally: Tally, lexicon: Lexicon
) -> Iterator[Record]:
    hits = tally.hits.total()
    for index, n in _ranked(tally):
        entry = lexicon.entries[index]
        yield {
            **place,
            "term": entry.term,
            "category": entry.category,
            "weight": entry.weight,
            "hits": n,
            "share": n / hits,
            "per_1000": _ratio(_PER * n, tally.words),
            "articles": tally.spread[index],
        }


def _ranked(tally: Tally) -> list[tuple[int, int]]:
    """Return entries with their hits, most frequent first, then as in the list."""
    return sorted(tally.hits.items(), key=lambda item: (-item[1], item[0]))


def _ratio(part: int, whole: int) -> float | None:
    """Return a share, or nothing where it is undefined."""
    return part / whole if whole else None
