"""Everything that a run says about events, from one comparison of the articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.config import Grouping
from framing.events.corrections import corrected
from framing.events.evidence import Pair, pairs_of
from framing.events.grouping import BLINDLY, REGROUPED, grouped, in_order
from framing.events.items import Item
from framing.events.likeness import BLIND, near_pairs
from framing.events.stories import in_stories
from framing.model import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """Articles grouped, in several ways.

    Attributes
    ----------
    events : tuple of Event
        With the user's corrections, linked to stories.
    pairs : tuple of Pair
        The likeliest pairs of each article, with what they share.
    others : mapping of str to tuple of Event
        Other groupings that every result is held against, by their names, with the
        same corrections.
    """

    events: tuple[Event, ...]
    pairs: tuple[Pair, ...]
    others: Mapping[str, tuple[Event, ...]]


def arrange(
    articles: Iterable[Item],
    *,
    settings: Grouping,
    corrections: Mapping[str, str],
    beside: Sequence[Item] = (),
) -> Arranged:
    """Group articles as `group_events` does, and in the ways that test the result.

    Parameters
    ----------
    articles : iterable of Item
    settings : Grouping
    corrections : mapping of str to str
        Article to event (`framing.events.corrections`).
    beside : sequence of Item
        Others, by which words weigh as well.
    """
    items = in_order(articles)
    edges = near_pairs(items, settings, beside=beside)
    events = corrected(grouped(items, edges, settings.threshold), corrections)
    others = {
        name: grouped(items, edges, settings.threshold * factor)
        for name, factor in REGROUPED.items()
    }
    blind = near_pairs(items, settings, BLIND, beside=beside)
    others[BLINDLY] = grouped(items, blind, settings.threshold)
    return Arranged(
        events=in_stories(items, events),
        pairs=tuple(pairs_of(items, edges, events)),
        others={name: corrected(made, corrections) for name, made in others.items()},
    )
