"""When an article was published, and when what it reports took place.

A date is an interval with its source and its words. What metadata and header
stamps say is a fact; what is read from the text is an inference, and is always
shown as one. "yesterday" is resolved only against a known day of publication.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from framing.announcing import FUTURE, in_headline, in_lead, without_statements
from framing.day_words import DAYS, MONTHS_BY_START, NAMED_DAY, NAMED_WEEKDAY
from framing.model import DateEstimate

SOURCES: Final = (
    "metadata",
    "header stamp",
    "address",
    "dateline",
    "full date",
    "weekday and day",
    "words relative to publication",
    "same event",
    "year bound",
    "none",
)
"""Where a date may come from, strongest first."""

CERTAIN: Final = frozenset({"metadata", "header stamp"})
"""Sources strong enough to keep two articles apart."""

_MONTH: Final = re.compile("|".join(start.title() for start in MONTHS_BY_START))
_RELATIVE: Final = re.compile(r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow)\b")
_SHIFT: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_YEARS: Final = re.compile(r"(?<![\d$€£.,-])(?:19|20)\d\d(?![\d%]|[.,]\d|-\w)")
_ISO: Final = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_IN_ADDRESS: Final = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0\d|1[0-2])[/-]?([0-2]\d|3[01])(?!\d)"
)
# Years that lie ahead of the text: aims, terms, agendas.
_AHEAD_BEFORE: Final = re.compile(
    r"(?:\bby|\buntil|\btill|\bthrough|\bbefore|\byears from)"
    r"(?:\s+(?:the\s+end\s+of|at\s+least))?(?:\s+[A-Z][a-z]+)?\s+$"
)
# "restrictions that expire in 2025", "will open in 2030": said of what is to come.
_AHEAD_SAID: Final = re.compile(
    r"\b(?:will|would|shall|due|set|plans?|planned|aims?|expires?|expiring|sunsets?"
    r"|lapses?|begin(?:ning)?|starting|scheduled|expected|hopes?|goals?|targets?)\b"
    r"[^.;]{0,60}?\bin\s+(?:[A-Z][a-z]+\s+)?$"
)
# Characters before a year in which those words are sought; the longest form has some
# 100. Without it, time grows with the square of a "sentence" made of years.
_REACH: Final = 200
_AHEAD_AFTER: Final = re.compile(
    r"\s+(?:Agenda|Vision|Olympic|World Cup|goals?\b|targets?\b|election)"
)
# A sentence that looks back at something earlier than the event. One that names a
# day of the week as well ("on Monday … the treaty signed 20 years ago") does not.
_LOOK_BACK: Final = re.compile(
    r"\b(?:(?:their|its|his|her|the)\s+(?:last|previous|earlier|most recent)\s+"
    r"(?:[a-z-]+\s+)?(?:meeting|summit|visit|call|talks|conversation|round|session"
    r"|encounter)|last\s+(?:year|month|spring|summer|autumn|fall|winter)"
    r"|(?:years?|months|weeks|decades?)\s+(?:ago|earlier)|since\s+(?:19|20)\d\d"
    r"|back\s+in\s+(?:19|20)\d\d|In\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d,)"
)
_OPENING: Final = 2400
"""Characters of foreground in which the day of the event is looked for.

Further down "today" is the present age more often than the day.
"""
# How many years after the year bound a weekday and day may fall: after five or six
# years the same pair comes round again, so the first fit is taken.
_HORIZON: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What `find_dates` read from one article.

    Attributes
    ----------
    published, event : DateEstimate
    background : tuple of int
        Indices of sentences that look back.
    is_preview : bool
        The lead announces the event.
    evidence : str
        The words that announce it.
    """

    published: DateEstimate
    event: DateEstimate
    background: tuple[int, ...] = ()
    is_preview: bool = False
    evidence: str = ""


def find_dates(
    sentences: Sequence[str],
    *,
    published: str = "",
    header: str = "",
    url: str = "",
    dateline: str = "",
    title: str = "",
) -> Dates:
    """Estimate the day of publication and of the event.

    Parameters
    ----------
    sentences : sequence of str
        Of the clean text, in order.
    published : str
        Declared date, ``YYYY-MM-DD`` with anything behind it, or empty.
    header : str
        Date of a crawl header, likewise.
    url : str
        An address that may hold a date.
    dateline : str
        Words such as ``"MOSCOW, June 28"``.
    title : str
        The headline, which may announce an event.

    Returns
    -------
    Dates

    Notes
    -----
    Trust in the order of `SOURCES`. A weekday with a day of the month and no year
    is placed in the first year, from the largest past year of the text on, in
    which the two agree.

    Examples
    --------
    >>> find_dates(["They met on Monday, June 28."], header="2021-06-29").event.low
    '2021-06-28'
    >>> dates = find_dates(["They last met in 2019.", "They met on Monday, June 28."])
    >>> dates.published.low, dates.published.source
    ('2021-06-28', 'weekday and day')
    """
    background = tuple(
        index
        for index, sentence in enumerate(sentences)
        if index and _looks_back(sentence)
    )
    skipped = set(background)
    front = [text for index, text in enumerate(sentences) if index not in skipped]
    headline = title or (front[0] if len(front) == 1 else "")
    notice = in_headline(headline)
    if notice:
        front.insert(0, headline)
    elif front:
        notice = in_lead(front[0])
    known = _stamped(published, header, url)
    # Beside a known day the years of the text say nothing more.
    bound = DateEstimate() if known.is_day else _year_bound(sentences)
    event = _event_day(front, known, bound, is_preview=bool(notice))
    if known.source == "none":
        known = _from_text(event, bound, dateline, is_preview=bool(notice))
    preview = bool(notice) and not (event.is_day and event.high < known.low)
    return Dates(
        published=known,
        event=event,
        background=background,
        is_preview=preview,
        evidence=notice if preview else "",
    )


def _looks_back(sentence: str) -> bool:
    # Most sentences hold none of these words, which are found faster than the pattern.
    told = (
        "last" in sentence
        or "ago" in sentence
        or "earlier" in sentence
        or "previous" in sentence
        or "recent" in sentence
    ) or (
        ("19" in sentence or "20" in sentence)
        and ("since" in sentence or "back" in sentence or "In" in sentence)
    )
    if not told or not _LOOK_BACK.search(sentence):
        return False
    return not NAMED_WEEKDAY.search(sentence)


def parse_day(words: str) -> dt.date | None:
    """Return the day that a stamp begins with, or None if it names none.

    Examples
    --------
    >>> parse_day("2021-12-16T09:30")
    datetime.date(2021, 12, 16)
    >>> parse_day("2024-02-30") is None
    True
    """
    found = _ISO.match(words.strip())
    return _date(*map(int, found.groups())) if found else None


def days_between(one: str, other: str) -> int:
    """Return the absolute distance of two days, ``YYYY-MM-DD``.

    Examples
    --------
    >>> days_between("2021-06-28", "2021-07-01")
    3
    """
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _one_day(
    day: dt.date, source: str, evidence: str, *, last: dt.date | None = None
) -> DateEstimate:
    return DateEstimate(
        low=day.isoformat(),
        high=(last or day).isoformat(),
        source=source,
        evidence=" ".join(evidence.split()),
        weekday=day.weekday(),
    )


def _stamped(published: str, header: str, url: str) -> DateEstimate:
    """Return what stands beside the text: metadata, crawl header, address."""
    for stamp, source in ((published, "metadata"), (header, "header stamp")):
        if day := parse_day(stamp):
            return _one_day(day, source, stamp)
    if found := _IN_ADDRESS.search(url):
        year, month, number = map(int, found.groups())
        if day := _date(year, month, number):
            return _one_day(day, "address", found.group())
    return DateEstimate()


def _years(sentences: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Yield every year named, and whether it lies ahead."""
    for sentence in sentences:
        if "19" not in sentence and "20" not in sentence:
            continue
        for found in _YEARS.finditer(sentence):
            before = sentence[max(0, found.start() - _REACH) : found.start()]
            ahead = _AHEAD_BEFORE.search(before) or _AHEAD_SAID.search(before)
            ahead = ahead or _AHEAD_AFTER.match(sentence, found.end())
            yield int(found.group()), bool(ahead)


def _year_bound(sentences: Sequence[str]) -> DateEstimate:
    """Return the largest past year as a lower bound, the first one ahead as upper."""
    years = list(_years(sentences))
    past = [year for year, ahead in years if not ahead]
    if not past:
        return DateEstimate()
    low = max(past)
    coming = [year for year, ahead in years if ahead and year >= low]
    return DateEstimate(
        low=f"{low}-01-01",
        high=f"{min(coming)}-12-31" if coming else "",
        source="year bound",
        evidence=", ".join(str(year) for year in sorted({low, *coming[:1]})),
    )


def _event_day(
    front: Sequence[str],
    known: DateEstimate,
    bound: DateEstimate,
    *,
    is_preview: bool,
) -> DateEstimate:
    """Return the first day that a foreground sentence gives the event."""
    day = dt.date.fromisoformat(known.low) if known.is_day else None
    weekday = -1
    words = ""
    for told in _opening(front):
        sentence = without_statements(told) if is_preview else told
        # Patterns are tried only where what they need is in the sentence.
        found = _named_day(sentence, day, bound) if _MONTH.search(sentence) else None
        match = None
        if not found and ("day" in sentence or "omorrow" in sentence):
            if day:
                found = _relative_day(sentence, day, ahead=is_preview)
            elif weekday < 0:
                match = NAMED_WEEKDAY.search(sentence)
        if not (found or match) or (not is_preview and FUTURE.search(sentence)):
            continue
        if found:
            return found
        if match:
            weekday, words = DAYS.index(match["weekday"].lower()), match.group()
    return DateEstimate(weekday=weekday, evidence=words)


def _opening(front: Sequence[str]) -> Iterator[str]:
    """Yield sentences until `_OPENING` characters are reached."""
    read = 0
    for sentence in front:
        if read >= _OPENING:
            return
        read += len(sentence)
        yield sentence


def _named_day(
    sentence: str, published: dt.date | None, bound: DateEstimate
) -> DateEstimate | None:
    for found in NAMED_DAY.finditer(sentence):
        month = MONTHS_BY_START[(found["month"] or found["month2"])[:3].lower()]
        number = int(found["day"] or found["day2"])
        if found["year"]:
            day = _date(int(found["year"]), month, number)
            source = "full date"
        elif published:
            day = _nearest(published, month, number)
            source = "words relative to publication"
        elif found["weekday"] and bound.low:
            weekday = DAYS.index(found["weekday"].lower())
            day = _first_fit(int(bound.low[:4]), month, number, weekday)
            source = "weekday and day"
        else:
            continue
        if day and _is_near(day, published, bound):
            return _one_day(day, source, found.group())
    return None


def _is_near(day: dt.date, published: dt.date | None, bound: DateEstimate) -> bool:
    """Whether a day may be the event's: within a month of publication, not history."""
    if published:
        return abs((published - day).days) <= 31
    return day.isoformat() >= bound.low


def _nearest(published: dt.date, month: int, number: int) -> dt.date | None:
    days = [
        day
        for year in (published.year - 1, published.year, published.year + 1)
        if (day := _date(year, month, number))
    ]
    return min(days, key=lambda day: abs((published - day).days), default=None)


def _first_fit(year: int, month: int, number: int, weekday: int) -> dt.date | None:
    for candidate in range(year, year + _HORIZON):
        day = _date(candidate, month, number)
        if day and day.weekday() == weekday:
            return day
    return None


def _relative_day(
    sentence: str, published: dt.date, *, ahead: bool
) -> DateEstimate | None:
    source = "words relative to publication"
    if found := _RELATIVE.search(sentence):
        shift = _SHIFT[found["word"].lower()]
        return _one_day(published + dt.timedelta(shift), source, found.group())
    if found := NAMED_WEEKDAY.search(sentence):
        wanted = DAYS.index(found["weekday"].lower())
        back = (published.weekday() - wanted) % 7
        shift = (7 - back) % 7 if ahead or found["which"] == "next" else -back
        return _one_day(published + dt.timedelta(shift), source, found.group())
    return None


def _from_text(
    event: DateEstimate, bound: DateEstimate, dateline: str, *, is_preview: bool
) -> DateEstimate:
    """Infer the day of publication where nothing beside the text gives it."""
    if dateline and bound.low and (found := NAMED_DAY.search(dateline)):
        year = int(found["year"] or bound.low[:4])
        month = MONTHS_BY_START[(found["month"] or found["month2"])[:3].lower()]
        if day := _date(year, month, int(found["day"] or found["day2"])):
            return _one_day(day, "dateline", dateline)
    if event.is_day and not is_preview:
        first = dt.date.fromisoformat(event.low)
        # News of an event appears on its day or within the two days after.
        return _one_day(
            first, event.source, event.evidence, last=first + dt.timedelta(2)
        )
    return bound
