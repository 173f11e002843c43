"""Which phase of an event an article belongs to."""

from __future__ import annotations

from typing import Final

from framing.events.cues import reacts, remembers
from framing.events.items import Item
from framing.model import DateEstimate

PHASES: Final = ("announcement", "report", "reaction", "look-back")


def phase_of(item: Item, event: DateEstimate) -> str:
    """Say whether an article announces, reports, answers or remembers an event.

    Parameters
    ----------
    item : Item
    event : DateEstimate
        When the event took place.

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
    words = item.words.split(maxsplit=100)
    n_title = len(item.title.split())
    if remembers(words, n_title):
        return "look-back"
    late = item.published.is_day and event.is_day and item.published.low > event.high
    return "reaction" if late and reacts(words[:n_title]) else "report"
