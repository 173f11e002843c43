"""Articles that report the same event."""

from framing.events.grouping import (
    BLINDLY,
    REGROUPED,
    group_at,
    group_blindly,
    group_events,
    settle_dates,
)
from framing.events.items import Item, item_of, read_item

__all__ = [
    "BLINDLY",
    "REGROUPED",
    "Item",
    "group_at",
    "group_blindly",
    "group_events",
    "item_of",
    "read_item",
    "settle_dates",
]
