"""Where clauses, objects and adverbials begin and end, as far as words tell."""

from __future__ import annotations

from typing import Final

from framing.quotes.page import Page
from framing.quotes.words import words

Offsets = tuple[int, int]

# A dateline has fewer words: place, day, agency.
_DATELINE: Final = 10
# "in a strongly worded joint statement"
_TO_DOCUMENT: Final = 6
_DASHES: Final = ("—", "–", " - ", "--")
_SIGNS_BEFORE: Final = frozenset("$€£¥#@")


def span(page: Page, first: int, last: int) -> Offsets:
    """Return the offsets of words, with the marks and signs that belong to them."""
    start, stop = page.starts[first], page.stops[last - 1]
    if first in page.opens:
        start = page.marks[page.opens[first]].start
    elif start and page.text[start - 1] in _SIGNS_BEFORE:
        start -= 1
    if last in page.closes and page.marks[page.closes[last]].start >= start:
        stop = page.marks[page.closes[last]].stop
    elif page.text.startswith("%", stop):
        stop += 1
    return start, stop


def clause(page: Page, first: int, last: int) -> Offsets:
    """Return the offsets of a clause, up to a semicolon outside marks."""
    for i in range(first + 1, last):
        if not page.soft[i] and page.marked[i] < 0 and ";" in page.gap(i):
            return span(page, first, i)
    return span(page, first, last)


def has_comma(page: Page, word: int) -> bool:
    """Say whether a comma stands before a word."""
    return not page.soft[word] and "," in page.gap(word)


def skip_openers(page: Page, first: int, before: int) -> int:
    """Return where a sentence begins behind its dateline and its "But"."""
    first = _skip_dateline(page, first, before)
    while first < before - 1 and page.low[first] in words().continuation:
        first += 1
    return first


def _skip_dateline(page: Page, first: int, before: int) -> int:
    """Return where a sentence begins behind "SOCHI, May 3 (AP) —"."""
    if not page.raw[first].isupper() or len(page.raw[first]) < 3:
        return first
    for i in range(first + 1, min(before, first + _DATELINE)):
        if any(dash in page.gap(i) for dash in _DASHES):
            return i
    return first


def skip_time(page: Page, place: int, limit: int) -> int:
    """Skip "on Monday", "Tuesday", "last week"."""
    known = words()
    while place < limit:
        word = page.low[place]
        lead = word in known.time_adjective or word in {"on", "in"}
        is_time = word in known.time and (word != "may" or page.is_name(place))
        is_led = lead and place + 1 < limit and page.low[place + 1] in known.time
        if not is_time and not is_led:
            break
        place += 1 if is_time else 2
    return place


def is_adverbial(page: Page, place: int, limit: int) -> bool:
    """Say whether what follows only tells where, when or to whom, or is nothing."""
    known = words()
    if place >= limit or not page.soft[place]:
        return True
    word = page.low[place]
    if word in known.adverbial_clause:
        return True
    if word in known.wh or word == "that":
        return False
    if word not in known.adverbials and not word.endswith("ly"):
        return False
    for i in range(place, limit):
        if i > place and not page.soft[i]:
            break
        low = page.low[i]
        if low == "that" or (low in known.helpers and low not in known.adverb):
            return False
    return True


def goes_on(page: Page, place: int) -> bool:
    """Say whether the words behind an aside do not take its clause up again."""
    known = words()
    word = page.low[place]
    return (
        word.endswith("ing")
        or word in known.subordinator
        or word in known.conjunction
        or word in known.preposition
        or word in known.time
    )


def object_end(page: Page, place: int, limit: int) -> int:
    """Return where an object ends: before a new clause."""
    stops = words().object_stop
    limit = before_setting(page, place, limit)
    for i in range(place + 1, limit):
        if page.marked[i] >= 0 and i not in page.opens:
            continue
        gap = "" if page.soft[i] else page.gap(i)
        if page.low[i] in stops and not gap:
            return i
        if any(sign in gap for sign in ";:—–("):
            return i
        if "," in gap and _is_new_clause(page, i, limit):
            return i
    return limit


def before_setting(page: Page, first: int, last: int) -> int:
    """Return where "in a commentary carried by …" begins at the end of words.

    Parameters
    ----------
    page : Page
    first, last : int
        The words; `last` comes back where they end otherwise.
    """
    known = words()
    for place in range(last - 3, first, -1):
        if page.low[place] != "in" or page.low[place + 1] not in known.determiner:
            continue
        for noun in range(place + 2, min(last, place + _TO_DOCUMENT)):
            after = page.low[noun + 1] if noun + 1 < last else ""
            is_talk = page.low[noun] == "interview" and after in known.preposition
            is_setting = not after or after in known.carried or after in known.time
            is_setting = is_setting or is_talk
            if page.low[noun] in known.document and is_setting:
                return place
    return last


def _is_new_clause(page: Page, place: int, limit: int) -> bool:
    known = words()
    word = page.low[place]
    after = page.low[place + 1] if place + 1 < limit else ""
    return (
        (word in known.subordinator and after != "well")
        or word.endswith("ing")
        or word == "but"
        or (word in known.conjunction and after in known.pronoun)
    )
