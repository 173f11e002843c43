"""Small articles for the tests of grouping."""

from __future__ import annotations

from framing.events import Item
from framing.model import DateEstimate

NONE = DateEstimate()
CALL = "leaders hold video call and extend the grain treaty for five years"


def day(text, source="metadata", weekday=-1, stamp=""):
    return DateEstimate(
        low=text, high=text, source=source, evidence=stamp or text, weekday=weekday
    )


def item(key, words=CALL, published=NONE, event=NONE, **more):
    return Item(
        id=key,
        title=more.pop("title", words),
        words=words,
        published=published,
        event=event,
        **more,
    )


def parts(events):
    return {frozenset(event.articles) for event in events}
