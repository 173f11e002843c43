"""Articles that report the same event."""

from __future__ import annotations

from dataclasses import dataclass

from framing.model.findings import DateEstimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One article's place in an event.

    Attributes
    ----------
    article : str
    phase : {"announcement", "report", "reaction", "look-back"}
    confidence : float
        In [0, 1].
    note : str
        What else was near, where the grouping was close; "placed by events.csv".
    rival : str
        Id of the other event that is nearest, where it is as near.
    """

    article: str
    phase: str = "report"
    confidence: float = 1.0
    note: str = ""
    rival: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Articles that report the same event; made by `framing.events.group_events`.

    Attributes
    ----------
    id : str
        Stable for the same set of articles.
    label : str
        A headline of one of them, chosen by rule.
    date : DateEstimate
    members : tuple of Member
        Sorted by article.
    story : str
        Id of the first event of a long-running story that this one belongs to; empty
        for an event that stands alone.
    """

    id: str
    label: str
    date: DateEstimate
    members: tuple[Member, ...]
    story: str = ""

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the ids of its articles."""
        return tuple(member.article for member in self.members)
