"""Entries of a word list that mean something else, or that another list holds too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from framing.audit.counts import Tally
from framing.lexicons import Entry, Lexicon, load_lexicon
from framing.lexicons.table import folded

if TYPE_CHECKING:
    from framing.actors import Actors
    from framing.outlets import Outlets

Record = dict[str, Any]

_OTHERS: Final = ("event_valence", "modifiers", "neutral_uses")
# Under this many hits in running sentences a share of capitals says nothing.
_LEAST_HITS: Final = 3
_MOSTLY: Final = 0.5
_NAMES_SHOWN: Final = 3


def list_collisions(
    lexicon: Lexicon, total: Tally, *, outlets: Outlets, actors: Actors
) -> Iterator[Record]:
    """Yield the collisions of a list, by kind, the most frequent first.

    Columns: ``kind, term, weight, hits, affected, share, detail``; `affected` are
    the hits that the collision concerns (``None`` where it concerns the entry as
    such) and `share` their part in all hits of the entry.
    """
    rows = [
        *_in_names(lexicon, total),
        *_like_names(lexicon, total, outlets=outlets, actors=actors),
        *_capitalised(lexicon, total),
        *_in_other_lists(lexicon, total),
        *_repeated(lexicon, total),
        *_against_wildcards(lexicon, total),
    ]
    order = {kind: place for place, kind in enumerate(KINDS)}
    rows.sort(key=lambda r: (order[r["kind"]], -(r["affected"] or 0), r["term"]))
    yield from rows


KINDS: Final = (
    "in a name",
    "like a name",
    "capitalised",
    "in another list",
    "contradicts",
    "repeated",
)
"""Kinds of collisions, in the order in which they are listed."""


def _row(
    kind: str,
    entry: Entry,
    hits: int,
    affected: int | None,
    detail: str,
    of: int | None = None,
) -> Record:
    whole = hits if of is None else of
    return {
        "kind": kind,
        "term": entry.term,
        "weight": entry.weight,
        "hits": hits,
        "affected": affected,
        "share": None if affected is None or not whole else affected / whole,
        "detail": detail,
    }


def _in_names(lexicon: Lexicon, total: Tally) -> Iterator[Record]:
    """Yield entries that occur inside names of known actors and outlets."""
    names: dict[int, list[tuple[int, str]]] = {}
    for (index, name), n in total.names.items():
        names.setdefault(index, []).append((-n, name))
    for index, found in names.items():
        shown = ", ".join(f"{name} ({-n})" for n, name in sorted(found)[:_NAMES_SHOWN])
        entry = lexicon.entries[index]
        yield _row("in a name", entry, total.hits[index], total.named[index], shown)


def _like_names(
    lexicon: Lexicon, total: Tally, *, outlets: Outlets, actors: Actors
) -> Iterator[Record]:
    """Yield entries that are a known name, or the last word of a person's."""
    names = _known_names(outlets, actors)
    for index, entry in enumerate(lexicon.entries):
        if entry.term in names and not total.named[index]:
            name = names[entry.term]
            yield _row("like a name", entry, total.hits[index], None, name)


def _known_names(outlets: Outlets, actors: Actors) -> dict[str, str]:
    """Return names in lower case, each with the name that it stands for."""
    found: dict[str, str] = {}
    for actor in actors.entries:
        for name in (*actor.names, *actor.places):
            found.setdefault(folded(name), actor.name)
        if actor.kind == "person":
            found.setdefault(folded(actor.name.split()[-1]), actor.name)
    for outlet in outlets.entries:
        for name in (outlet.name, *outlet.aliases):
            found.setdefault(folded(name), outlet.name)
    return found


def _capitalised(lexicon: Lexicon, total: Tally) -> Iterator[Record]:
    """Yield entries that mostly have a capital where no sentence begins."""
    for index, n in total.middle.items():
        capitals = total.capitals[index]
        if n >= _LEAST_HITS and capitals > _MOSTLY * n:
            detail = f"{capitals} of {n} inside sentences"
            entry = lexicon.entries[index]
            yield _row("capitalised", entry, total.hits[index], capitals, detail, of=n)


def _in_other_lists(lexicon: Lexicon, total: Tally) -> Iterator[Record]:
    """Yield entries that a list with a role of its own in stance holds too."""
    for name in _OTHERS:
        if name == lexicon.name:
            continue
        other = load_lexicon(name).entries
        full = {entry.term: entry.category for entry in other}
        wild = [entry for entry in other if entry.term.endswith("*")]
        for index, entry in enumerate(lexicon.entries):
            detail = f"{name}: {full[entry.term]}" if entry.term in full else ""
            for one in wild if not detail else ():
                if _catches(one, entry):
                    detail = f"{name}: {one.term} ({one.category})"
            if detail:
                hits = total.hits[index]
                yield _row("in another list", entry, hits, None, detail)


def _repeated(lexicon: Lexicon, total: Tally) -> Iterator[Record]:
    """Yield terms that the list itself holds more than once."""
    places: dict[str, list[int]] = {}
    for index, entry in enumerate(lexicon.entries):
        places.setdefault(entry.term, []).append(index)
    for same in places.values():
        if len(same) > 1:
            entries = [lexicon.entries[index] for index in same]
            kind = "contradicts" if _disagree(entries) else "repeated"
            detail = ", ".join(f"{e.category or '–'} {e.weight:g}" for e in entries)
            yield _row(kind, entries[0], total.hits[same[0]], None, detail)


def _against_wildcards(lexicon: Lexicon, total: Tally) -> Iterator[Record]:
    """Yield entries that a beginning of a word with the other sign catches too."""
    wild = [entry for entry in lexicon.entries if entry.term.endswith("*")]
    for index, entry in enumerate(lexicon.entries):
        for one in wild:
            if _catches(one, entry) and _disagree((entry, one)):
                detail = f"{one.term} {one.weight:g}"
                yield _row("contradicts", entry, total.hits[index], None, detail)


def _catches(wild: Entry, entry: Entry) -> bool:
    """Say whether a beginning of a word finds all that another entry finds."""
    is_other = wild.term != entry.term
    same_size = wild.term.count(" ") == entry.term.count(" ")
    return is_other and same_size and entry.term.startswith(wild.term[:-1])


def _disagree(entries: Iterable[Entry]) -> bool:
    """Say whether entries have weights of both signs."""
    weights = [entry.weight for entry in entries]
    return min(weights) < 0 < max(weights)
