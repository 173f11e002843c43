"""Names of months and days, and how texts name a day."""

from __future__ import annotations

import re
from typing import Final

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTHS_BY_START: Final = {name[:3]: index + 1 for index, name in enumerate(MONTHS)}
"""Numbers of the months by their first three letters."""

DAYS: Final = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
DAY_NAMES: Final = tuple(day.title() for day in DAYS)

_MONTH: Final = (
    r"(?P<month>Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?\b"
    r"|July?\b|Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)"
    r"|Dec(?:ember|\.))"
)
_WEEKDAY: Final = rf"(?P<weekday>{'|'.join(DAY_NAMES)})"
_DAY: Final = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?!,\d|:|\.\d)"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"

NAMED_DAY: Final = re.compile(
    rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?:{_MONTH}\s+{_DAY}|(?P<day2>[12]\d|3[01]|0?[1-9])"
    rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.replace('month', 'month2')})"
    rf"(?:,?\s+{_YEAR})?"
)
"""A day of a month: groups ``weekday, month, day, month2, day2, year``."""

NAMED_WEEKDAY: Final = re.compile(rf"\b(?:(?P<which>last|next)\s+)?{_WEEKDAY}\b")
"""A day of the week: groups ``which, weekday``."""
