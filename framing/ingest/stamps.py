"""Read the date that a record declares, without guessing.

A stamp keeps its day and its local time as written; a zone is kept beside it and
never applied. What names no day, or could name two, is no date.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from dataclasses import dataclass
from typing import Final

from framing.day_words import MONTHS

_TIME: Final = (
    r"(?:[T\s,]+(?P<time>\d{1,2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?P<zone>.*))?"
)
_YEAR_FIRST: Final = re.compile(
    rf"(?P<y>\d{{4}})([-/.])(?P<m>\d{{1,2}})\2(?P<d>\d{{1,2}}){_TIME}"
)
_YEAR_LAST: Final = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<mark>[-/.])(?P<b>\d{{1,2}})(?P=mark)(?P<y>\d{{4}}){_TIME}"
)
_COMPACT: Final = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"
    r"(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?:\d{2})?(?P<zone>Z?))?"
)
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
_DAY_MONTH: Final = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>[a-z]+)\.?,?\s+"
    rf"(?P<y>\d{{4}}),?(?:\s+{_WEEKDAY})?{_TIME}",
    re.IGNORECASE,
)
_MONTH_DAY: Final = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?P<month>[a-z]+)\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    rf"(?P<y>\d{{4}}),?(?:\s+{_WEEKDAY})?{_TIME}",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(r"(?:Z|[A-Za-z]{2,5}|(?:GMT|UTC)?[+-]\d{2}:?\d{2}|[+-]\d{2})")
_ZERO: Final = {"Z", "UTC", "GMT"}
_EPOCH: Final = re.compile(r"-?\d{9,13}(?:\.\d+)?")
# Newspapers begin in 1605; databases write "no date" as year 1 or 9999.
_YEARS: Final = range(1605, 2200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A declared date as read.

    Attributes
    ----------
    published : str
        ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM`` as written; empty if it is no date.
    zone : str
        ``"+08:00"``, a name as written (``"EST"``), ``"unknown"`` for a time
        without one; empty for a day.
    problem : str
        What is wrong with it, as the middle of a sentence; empty if nothing is.
    """

    published: str = ""
    zone: str = ""
    problem: str = ""


_NO_DATE: Final = Stamp(problem="is not a calendar date")


def read_stamp(value: object) -> Stamp:
    """Read a declared date.

    Parameters
    ----------
    value : object
        Text, a number (seconds or milliseconds since 1970, read in UTC), or a
        date object. ISO 8601, ``2012/12/31``, ``31.12.2012``, RFC 2822 and English
        forms ("Dec. 31, 2012") are understood. ``03/04/2021`` could be two days and is
        no date.

    Returns
    -------
    Stamp

    Examples
    --------
    >>> read_stamp("2021-12-16T23:30:00+08:00")
    Stamp(published='2021-12-16T23:30', zone='+08:00', problem='')
    >>> read_stamp("2024-02-30").problem
    'is not a calendar date'
    >>> read_stamp("03/04/2021").problem
    'may be 2021-03-04 or 2021-04-03'
    """
    if isinstance(value, dt.datetime | dt.date):
        value = value.isoformat()
    text = str(value).strip()
    if _EPOCH.fullmatch(text):
        return _from_epoch(float(text))
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _DAY_MONTH, _MONTH_DAY):
        match = pattern.fullmatch(text)
        if match:
            return _from_match(match)
    compact = _COMPACT.fullmatch(text)
    return _from_compact(compact) if compact else _from_mail(text)


def _from_match(match: re.Match[str]) -> Stamp:
    parts = match.groupdict()
    year = int(parts["y"])
    if parts.get("month"):
        month = _month(parts["month"])
        return _stamp(year, month, int(parts["d"]), parts["time"], parts["zone"])
    if "a" not in parts:
        month, day = int(parts["m"]), int(parts["d"])
        return _stamp(year, month, day, parts["time"], parts["zone"])
    day, month = int(parts["a"]), int(parts["b"])
    one = _stamp(year, month, day, parts["time"], parts["zone"])
    other = _stamp(year, day, month, parts["time"], parts["zone"])
    # With dots the day comes first everywhere; slashes and dashes go both ways.
    if parts["mark"] == "." or not other.published or one == other:
        return one
    if not one.published:
        return other
    days = sorted((one.published[:10], other.published[:10]))
    return Stamp(problem=f"may be {days[0]} or {days[1]}")


def _from_compact(match: re.Match[str]) -> Stamp:
    parts = match.groupdict()
    time = f"{parts['hour']}:{parts['minute']}" if parts["hour"] else None
    year, month, day = (int(parts[name]) for name in "ymd")
    return _stamp(year, month, day, time, parts["zone"] or "")


def _from_mail(text: str) -> Stamp:
    """Read the form of e-mails and feeds: ``Thu, 16 Dec 2021 08:00:00 GMT``."""
    parts = email.utils.parsedate_tz(text)
    if parts is None or not re.search(r"\d:\d\d", text):
        return _NO_DATE
    year, month, day, hour, minute = parts[:5]
    zone = re.search(r"[+-]\d{4}$|[A-Za-z]{1,5}$", text)
    return _stamp(year, month, day, f"{hour}:{minute:02}", zone[0] if zone else "")


def _from_epoch(number: float) -> Stamp:
    seconds = number / 1000 if abs(number) >= 1e11 else number
    try:
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    except OverflowError:
        return _NO_DATE
    return _stamp(moment.year, moment.month, moment.day, f"{moment:%H:%M}", "+00:00")


def _stamp(
    year: int, month: int, day: int, time: str | None, zone: str | None
) -> Stamp:
    hour, minute = map(int, (time or "0:0").split(":"))
    try:
        date = dt.date(year, month, day)
        clock = dt.time(hour, minute)
    except ValueError:
        return _NO_DATE
    zone = (zone or "").strip()
    if year not in _YEARS or (zone and not _ZONE.fullmatch(zone)):
        return _NO_DATE
    if not time:
        return Stamp(published=date.isoformat())
    return Stamp(published=f"{date}T{clock:%H:%M}", zone=_zone(zone))


def _zone(zone: str) -> str:
    if not zone:
        return "unknown"
    if zone.upper() in _ZERO:
        return "+00:00"
    digits = re.sub(r"[^\d]", "", zone)
    if not digits:
        return zone
    sign = "-" if "-" in zone else "+"
    return f"{sign}{digits[:2]}:{digits[2:] or '00'}"


def _month(word: str) -> int:
    """Return the number of an English month, also cut short; 0 if it is none."""
    short = word.lower()
    if short == "sept":
        short = "sep"
    found = [n for n, name in enumerate(MONTHS, 1) if name.startswith(short)]
    return found[0] if len(found) == 1 and len(short) > 2 else 0
