"""Articles that report the same event."""

from framing.events.arrange import Arranged, arrange
from framing.events.corrections import load_corrections, unknown_articles
from framing.events.grouping import (
    BLINDLY,
    REGROUPED,
    group_at,
    group_blindly,
    group_events,
    settle_dates,
)
from framing.events.items import Item, item_of, read_item
from framing.events.updating import updated, with_own_ids

__all__ = [
    "BLINDLY",
    "REGROUPED",
    "Arranged",
    "Item",
    "arrange",
    "group_at",
    "group_blindly",
    "group_events",
    "item_of",
    "load_corrections",
    "read_item",
    "settle_dates",
    "unknown_articles",
    "updated",
    "with_own_ids",
]
