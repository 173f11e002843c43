"""What two articles share that speaks for one event, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from framing.events.features import stem
from framing.events.items import Item
from framing.linkage import Edges
from framing.model import Event

PARTNERS: Final = 2
"""Pairs listed for each article: the likeliest in its event, and outside it."""
_HELD: Final = 8192  # articles whose sets of words are held at once: some 100 MB
_MOST: Final = 6  # shared names, numbers and words that are listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles that may report one event, and why.

    Attributes
    ----------
    a, b : str
        Articles, in the order of their ids.
    probability : float
        That they report one event, by what they share and their dates.
    together : bool
        Whether they were put into one event.
    names, numbers, words : str
        The rarest that both have, joined by "; ".
    dates : str
        The days of publication as far as they are known: "2031-05-02 (metadata) / ?".
    """

    a: str
    b: str
    probability: float
    together: bool
    names: str
    numbers: str
    words: str
    dates: str


def pairs_of(
    items: Sequence[Item], edges: Edges, events: Sequence[Event]
) -> Iterator[Pair]:
    """Yield the likeliest pairs of each article, inside its event and outside.

    Parameters
    ----------
    items : sequence of Item
        As they were compared.
    edges : Edges
    events : sequence of Event

    Yields
    ------
    Pair
        In the order of the articles; each pair once.
    """
    event_of = {key: event.id for event in events for key in event.articles}
    best: dict[tuple[int, bool], list[tuple[float, int, int]]] = {}
    for a, b, score in edges.rows():
        together = event_of[items[a].id] == event_of[items[b].id]
        for one in (a, b):
            kept = best.setdefault((one, together), [])
            kept.append((-score, a, b))
            if len(kept) > 8 * PARTNERS:
                kept[:] = sorted(kept)[:PARTNERS]
    chosen = {
        (a, b, -score, together)
        for (_, together), found in best.items()
        for score, a, b in sorted(found)[:PARTNERS]
    }
    counts = Counter(
        word for item in items for word in frozenset().union(*_parts(item))
    )
    # Not of all articles at once: the sets take ten times as much as the words.
    parts = lru_cache(maxsize=_HELD)(lambda at: _parts(items[at]))
    for a, b, score, together in sorted(chosen):
        names = parts(a)[0] & parts(b)[0]
        words = (parts(a)[1] & parts(b)[1]) - names
        numbers = {word for word in words if word[:1].isdigit()}
        yield Pair(
            a=items[a].id,
            b=items[b].id,
            probability=round(score, 3),
            together=together,
            names=_rarest(names, counts),
            numbers=_rarest(numbers, counts),
            words=_rarest(words - numbers, counts),
            dates=" / ".join(_when(items[at]) for at in (a, b)),
        )


def _parts(item: Item) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names and the content words of an article."""
    names = frozenset(word for word in item.names.split() if stem(word))
    return names, frozenset(word for word in item.words.split() if stem(word))


def _rarest(words: set[str] | frozenset[str], counts: Counter[str]) -> str:
    return "; ".join(sorted(words, key=lambda word: (counts[word], word))[:_MOST])


def _when(item: Item) -> str:
    date = item.published
    return f"{date.low} ({date.source})" if date.is_day else "?"
