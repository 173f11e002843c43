"""A page with its names and outlets: what speakers and relays are found by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from framing.actors import Actors
from framing.match import Matcher
from framing.names import PERSON, Name, find_names
from framing.quotes.page import Page
from framing.quotes.sources import Range
from framing.quotes.words import words

# "The Russian leader" is sought among so many names before it.
_RECALL: Final = 300


class OutletHit(NamedTuple):
    """One mention of an outlet: its words, its key and its name."""

    first: int
    last: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """Who and what a page names; made by `make_scene`.

    Attributes
    ----------
    page : Page
    actors : Actors
    names : tuple of Name
        In order.
    starts : list of int
        First word of each name.
    mentions : dict of str to list of Name
        Mentions by canonical name.
    outlets : list of OutletHit
        In order.
    """

    page: Page
    actors: Actors
    names: tuple[Name, ...]
    starts: list[int]
    mentions: dict[str, list[Name]]
    outlets: list[OutletHit]

    def names_in(self, first: int, last: int) -> tuple[Name, ...]:
        """Return the names that begin in a range of words."""
        low = bisect_left(self.starts, first)
        return self.names[low : bisect_left(self.starts, last, lo=low)]

    def people_in(self, first: int, last: int) -> tuple[Name, ...]:
        """Return the names of people that begin in a range of words."""
        return tuple(n for n in self.names_in(first, last) if n.kind == PERSON)

    def names_before(self, word: int) -> Iterator[Name]:
        """Yield the names before a word, the last one first, as far as one recalls."""
        place = bisect_left(self.starts, word)
        yield from reversed(self.names[max(0, place - _RECALL) : place])

    def outlets_in(self, span: Range) -> list[OutletHit]:
        """Return the outlets named in a range of words."""
        low = bisect_left(self.outlets, (span[0],))
        return self.outlets[low : bisect_left(self.outlets, (span[1],), lo=low)]

    def outlet_in(self, span: Range) -> OutletHit | None:
        """Return the first outlet named in a range of words."""
        return next(iter(self.outlets_in(span)), None)

    def has_phrase(self, span: Range, phrases: frozenset[str]) -> str:
        """Return the first of some phrases of up to three words, or nothing."""
        low = self.page.low
        for i in range(*span):
            for size in (3, 2, 1):
                phrase = " ".join(low[i : min(i + size, span[1])])
                if i + size <= span[1] and phrase in phrases:
                    return phrase
        return ""


def make_scene(page: Page, *, actors: Actors, outlets: Mapping[str, str]) -> Scene:
    """Find the names and the outlets of a page."""
    names = find_names(page.raw, page.soft, actors=actors)
    hits = _matcher(tuple(sorted(outlets.items()))).find(page.raw)
    found = [OutletHit(hit.first, hit.last, hit.payload) for hit in hits]
    taken = {word for hit in found for word in range(hit.first, hit.last)}
    names = tuple(name for name in names if name.key or name.first not in taken)
    mentions: dict[str, list[Name]] = {}
    for name in names:
        mentions.setdefault(name.name, []).append(name)
    return Scene(
        page=page,
        mentions=mentions,
        actors=actors,
        names=names,
        starts=[name.first for name in names],
        outlets=found,
    )


@lru_cache(maxsize=4)
def _matcher(outlets: tuple[tuple[str, str], ...]) -> Matcher[str]:
    patterns = {name.removeprefix("The "): key for name, key in outlets}
    return Matcher(sorted(patterns.items()), fold=False)


def is_media(scene: Scene, span: Range) -> bool:
    """Say whether a source is an agency or another outlet, named or not.

    A person of one ("a Reuters reporter") is not.
    """
    known, low = words(), scene.page.low
    hit = scene.outlet_in(span)
    if hit is None:
        return bool(scene.has_phrase(span, known.news_agency))
    rest = {low[i] for i in range(*span) if not hit.first <= i < hit.last}
    rest -= {low[n.first] for n in scene.names_in(*span) if n.kind == "demonym"}
    return rest <= known.outlet_modifier - known.outlet_person
