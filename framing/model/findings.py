"""Values and dates that may have been inferred, with what speaks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

GENRES: Final = (
    "wire brief",
    "news report",
    "analysis",
    "opinion",
    "preview",
    "official readout",
    "live blog",
    "interview",
    "unknown",
)

Status = Literal["declared", "inferred", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A value that may have been inferred, with what speaks for it.

    Attributes
    ----------
    value : str
        ``"unknown"`` or empty where nothing was found.
    status : {"declared", "inferred", "unknown"}
        Inferred values are never shown as facts.
    evidence : tuple of str
        The words or the field that it rests on.
    confidence : float
        In [0, 1]; 1 for a declared value.
    """

    value: str
    status: Status = "declared"
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0


UNKNOWN: Final = Finding(value="unknown", status="unknown", confidence=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEstimate:
    """When something was published or took place; made by `framing.dates`.

    Attributes
    ----------
    low, high : str
        First and last possible day, ``YYYY-MM-DD``; both empty where nothing is
        known; one may be empty where only a bound is known.
    source : str
        One of `framing.dates.SOURCES`, strongest first.
    evidence : str
        The words it was read from.
    weekday : int
        Day of the week that the text names (0 is Monday), or -1: it tells two
        undated meetings apart even where no day is known.
    """

    low: str = ""
    high: str = ""
    source: str = "none"
    evidence: str = ""
    weekday: int = -1

    @property
    def is_day(self) -> bool:
        """Whether it names one day."""
        return bool(self.low) and self.low == self.high
