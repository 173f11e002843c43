"""One value of a record: whether it says anything, and in which words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import Final

_ABSENT: Final = frozenset({"", "nan", "none", "null", "n/a", "na", "nat", "-"})
# Where nested values keep their name: APIs, the New York Times, WordPress, MongoDB.
_INNER: Final = ("name", "title", "main", "rendered", "label", "$oid", "$date")


def words_of(value: object) -> str:
    """Return a value as text; nested ones by their name.

    Examples
    --------
    >>> words_of({"id": None, "name": "The Example Times"}), words_of(7), words_of(None)
    ('The Example Times', '7', '')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((words_of(value[name]) for name in _INNER if name in value), "")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    # A whole number may be larger than any float; `math.isnan` refuses it.
    is_number = isinstance(value, int) or (
        isinstance(value, float) and not math.isnan(value)
    )
    return str(value) if is_number else ""


def is_absent(value: object, words: Iterable[str] = _ABSENT) -> bool:
    """Whether a value says nothing: null, not a number, blank, or one of `words`.

    Examples
    --------
    >>> is_absent("N/A"), is_absent(0), is_absent("None", words=())
    (True, False, False)
    """
    if isinstance(value, str):
        return not value.strip() or value.strip().casefold() in words
    return value is None or (isinstance(value, float) and math.isnan(value))
