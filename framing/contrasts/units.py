"""What is swapped between two sides: events, weeks, days or articles.

Where both sides have articles on a unit, their labels are swapped within it, so that
another mix of units cannot look like another wording. Where no unit holds both, whole
units change sides, and a difference may be one of topics.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.errors import ParameterError, not_one_of

Bools = NDArray[np.bool_]
Codes = NDArray[np.int64]


def _week(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02d}"


_KEYS: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "event": ("event", str),
    "week": ("date", lambda day: _week(day) if day else ""),
    "day": ("date", str),
    "article": ("article", str),
}
"""For each unit the column of the facts that it is read from, and how."""

UNITS: Final = tuple(_KEYS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Design:
    """Which articles are contrasted, and by what units.

    Attributes
    ----------
    by : str
        One of `UNITS`.
    rows : ndarray of shape (n_kept,)
        Places of the articles among the facts.
    first : ndarray of shape (n_kept,), bool
        Whether an article is of the first side.
    unit : ndarray of shape (n_kept,)
        Number of its unit; units are in order of their names.
    n_units : int
    paired : bool
        Whether every unit holds both sides; else no unit does.
    n_unplaced : int
        Articles of both sides that are in no unit: no event, or no certain day.
    """

    by: str
    rows: Codes
    first: Bools
    unit: Codes
    n_units: int
    paired: bool
    n_unplaced: int


def design(facts: pd.DataFrame, first: Bools, second: Bools, by: str) -> Design:
    """Choose the units of two sides.

    Parameters
    ----------
    facts : DataFrame
        ``article``, and ``event`` or ``date`` (``YYYY-MM-DD``, empty where no day is
        certain), as `by` needs them.
    first, second : ndarray of shape (n_articles,), bool
    by : str
        One of `UNITS`.

    Returns
    -------
    Design
        Of the units that both sides share or, where they share none, of all.

    Raises
    ------
    ParameterError
        If `by` is unknown, the facts lack its column, or a side is in no unit.

    Examples
    --------
    >>> facts = pd.DataFrame({"article": list("abc"), "event": ["e", "e", "f"]})
    >>> one = np.array([True, False, True])
    >>> made = design(facts, one, ~one, "event")
    >>> made.rows.tolist(), made.paired, made.n_units
    ([0, 1], True, 1)
    >>> made = design(facts, one, ~one, "article")
    >>> made.rows.tolist(), made.paired, made.n_units
    ([0, 1, 2], False, 3)
    """
    if by not in _KEYS:
        raise ParameterError(not_one_of("by", by, UNITS))
    column, key = _KEYS[by]
    if column not in facts:
        message = f"by={by!r} needs the column {column!r} among the facts of articles"
        raise ParameterError(message)
    unit = np.array([key(value) for value in facts[column]], dtype=object)
    placed = unit != ""
    sides = [set(unit[side & placed]) for side in (first, second)]
    for name, side, found in zip("ab", (first, second), sides, strict=True):
        if not found:
            what = "no event" if by == "event" else "no certain day"
            message = (
                f"side {name}: none of its {int(side.sum())} articles can be used, as "
                f"they have {what}; choose another by than {by!r}"
            )
            raise ParameterError(message)
    shared = sides[0] & sides[1]
    used = sorted(shared or sides[0] | sides[1])
    rows = np.flatnonzero((first | second) & np.isin(unit, used))
    return Design(
        by=by,
        rows=rows,
        first=first[rows],
        unit=np.searchsorted(np.array(used, dtype=object), unit[rows]),
        n_units=len(used),
        paired=bool(shared),
        n_unplaced=int(((first | second) & ~placed).sum()),
    )
