"""What readers of other tools' dictionaries give: entries and faults, by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Raw(NamedTuple):
    """One entry as it stands in a file.

    Attributes
    ----------
    line : int
        From 1; 0 where the format has no lines.
    term : str
    category : str
        Parts of a nested one are joined by ``/``; empty where there is none.
    weight : float or None
        None where the format gives none.
    note : str
    """

    line: int
    term: str
    category: str = ""
    weight: float | None = None
    note: str = ""


class Fault(NamedTuple):
    """What is wrong with a line."""

    line: int
    what: str


Found = Iterator[Raw | Fault]


def number(text: str) -> float | None:
    """Return a finite number, or None.

    Examples
    --------
    >>> number("-1.5"), number("good"), number("inf")
    (-1.5, None, None)
    """
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold anything, with their numbers."""
    for count, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield count, line.rstrip()
