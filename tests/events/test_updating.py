"""Grouping of new articles beside events that are settled."""

from __future__ import annotations

from framing.config import Grouping
from framing.events import group_events
from framing.events.updating import updated
from tests.events.made import day, item, parts


def test_an_announced_day_keeps_the_event_of_a_preview_open():
    meeting = day("2031-06-28", source="full date")
    preview = item("a", published=day("2031-06-10"), event=meeting, is_preview=True)
    other = item("z", "flood closes the harbour", published=day("2031-06-10"))
    before = group_events([preview, other])
    report = item("b", published=day("2031-06-28"))
    made = updated(
        [preview, other, report], ["b"], before, settings=Grouping(), corrections={}
    )
    assert frozenset("ab") in parts(made.events)
    assert made.closed == frozenset("z")
