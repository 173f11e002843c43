"""Which phase of an event an article belongs to."""

from __future__ import annotations

from typing import Final

from framing.events.cues import reacts, remembers
from framing.events.items import Item
from framing.model import DateEstimate

PHASES: Final = ("announcement", "report", "reaction", "look-back")


def looks_back(item: Item) -> bool:
    """Whether an article opens with an anniversary."""
    return remembers(item.words.split(maxsplit=100), len(item.title.split()))


def phase_of(item: Item, event: DateEstimate, *, remembered: bool = True) -> str:
    """Say whether an article announces, reports, answers or remembers an event.

    Parameters
    ----------
    item : Item
    event : DateEstimate
        When the event took place.
    remembered : bool, default True
        Whether an article that looks back does so on this event. Where most articles
        of an event open with an anniversary, the event is the anniversary itself.

    Returns
    -------
    str
        One of `PHASES`. A reaction has someone hail, reject or protest in its
        headline, and appeared after the day of the event.

    Examples
    --------
    >>> from framing.model import DateEstimate as D
    >>> day = D(low="2031-05-02", high="2031-05-02", source="metadata")
    >>> later = D(low="2031-05-03", high="2031-05-03", source="metadata")
    >>> title = "Lora condemns the accord"
    >>> phase_of(
    ...     Item(id="a", title=title, words=title.lower(), published=later, event=day),
    ...     day,
    ... )
    'reaction'
    """
    if item.is_preview:
        return "announcement"
    if remembered and looks_back(item):
        return "look-back"
    late = item.published.is_day and event.is_day and item.published.low > event.high
    title = item.words.split(maxsplit=100)[: len(item.title.split())]
    return "reaction" if late and reacts(title) else "report"
