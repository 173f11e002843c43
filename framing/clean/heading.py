"""What stands above the text: crawl header, title, byline, date, dateline."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from framing.clean.page import (
    Line,
    Page,
    Seen,
    alternatives,
    folded,
    is_body_like,
    is_title_like,
    key_of,
    phrases,
    whole,
)
from framing.model import Span

_CRAWL: Final = re.compile(r"date \d{4}-\d\d-\d\d(?:\s+Home\b\s*\W.{0,80}|(?=\s+\S)|$)")
_CRUMB: Final = re.compile(r"Home\s*(?:[»>/|›→]\s*[^»>/|›→.!?]{1,40}){1,6}")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY: Final = re.compile(
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[ -]{_MONTH}[ ,-]+\d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"T?\d{1,2}:\d\d(?::\d\d)?(?:[+-]\d\d:?\d\d|Z)?")

_INITIAL: Final = r"[^\W\d_a-z]"
_LITTLE: Final = r"(?:de|van|von|bin|al|el|der|la|di|da)\b"
_NAME: Final = rf"{_INITIAL}[\w.'’-]*(?: {_LITTLE}| {_INITIAL}[\w.'’-]*){{1,4}}"
_PLACE: Final = rf"{_INITIAL}[\w.'’-]*(?: {_INITIAL}[\w.'’-]*){{0,3}}"
_BARE_BYLINE: Final = re.compile(
    rf"{_NAME}(?:(?:,| and| &) {_NAME}){{0,4}},? in "
    rf"{_PLACE}(?:(?:,| and) {_PLACE}){{0,2}}"
)
# Possessive throughout: a line of capitals must not be tried in all its splits.
_BY: Final = re.compile(
    rf"(?:Written |Story |Text )?(?i:by):? (?=[^\W\d_a-z])"
    rf"(?:[(]?{_INITIAL}[\w.'’-]*+[,;)]?+|{_LITTLE}"
    r"|(?:and|in|for|of|with|special|to|the|from|at|staff|writer|correspondent|reporter"
    r"|editor|contributor)\b|[&|/,-]| )++"
)

_UPPER: Final = r"A-Z\u00c0-\u00de"
_CAPITALS: Final = (
    rf"(?:Mc)?[{_UPPER}][{_UPPER}.'’-]+(?: (?:[{_UPPER}][{_UPPER}.'’-]*|de|of)){{0,4}}"
)
_PROPER: Final = rf"[{_UPPER}][\w.'’-]*"
_REGION: Final = rf"(?:, (?:the )?{_PROPER}(?: (?:{_PROPER}|of|and|the)){{0,4}}){{0,2}}"
_WHEN: Final = rf"(?:,? {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?"
_MARK: Final = r" ?\([A-Z][\w .,/&'-]{1,40}\)"
_DASH: Final = r"\s*(?:--|[—–-])\s*"


@cache
def _dateline() -> re.Pattern[str]:
    """Match capitals and a dash; any place with an agency; or the form of TASS."""
    agency = rf" ?\((?i:{alternatives('agency')})\)"
    return re.compile(
        rf"(?:{_CAPITALS}(?:/{_CAPITALS}){{0,2}}{_REGION}{_WHEN}(?:\s+(?:--|[—–-])\s+"
        rf"|{_MARK}{_DASH})|{_PLACE}{_REGION}{_WHEN}{agency}{_DASH}"
        rf"|{_CAPITALS}{_REGION},? {_MONTH} \d{{1,2}}(?:, \d{{4}})?[.] ?/[A-Z]+/[.] )"
        rf"(?=[^\W_a-z]|[\"'“‘$€£(\[])"
    )


_SUFFIX: Final = re.compile(r"\s+[|–—»·-]\s*[^|–—»]{2,40}$")
_LONGEST_SECTION: Final = 20  # letters of a section name glued before a title
_SHORTEST_TITLE: Final = 12  # letters; shorter ones would match by chance
_LONGEST_RUN: Final = 3  # title, deck and byline; more lines are a list


def find_crawl_header(page: Page, index: int) -> tuple[Span, ...]:
    """Drop "date 2021-12-16 Home » Nation", also before text on the same line."""
    line = page.lines[index]
    found = _CRAWL.match(line.text)
    return (Span(line.start, line.start + found.end()),) if found else ()


def is_breadcrumb(line: Line) -> bool:
    """Say whether a line is "Home » World » Europe"."""
    return _CRUMB.fullmatch(line.text) is not None


def header_date(text: str) -> str:
    """Return the first day written as ``YYYY-MM-DD``, or nothing.

    Examples
    --------
    >>> header_date("date 2021-12-16 Home » Nation")
    '2021-12-16'
    """
    found = _ISO.search(text)
    return found[0] if found else ""


def is_date(line: Line) -> bool:
    """Say whether it is a line that only says when the text was published."""
    rest, count = _DAY.subn(" ", line.text)
    if not count:
        return False
    words = re.findall(r"[^\W_]+(?:[. ][^\W_]+)*", _CLOCK.sub(" ", rest))
    return all(map(_is_label, words))


def _is_label(words: str) -> bool:
    """Say whether words may stand beside a date, together or one by one."""
    labels = phrases("date label")
    key = key_of(words)
    return key in labels or all(word in labels for word in key.split())


@cache
def _titles(title: str) -> frozenset[str]:
    """Return the folded forms of a declared title: whole, and without the outlet."""
    forms = (title, _SUFFIX.sub("", title))
    return frozenset(filter(None, map(folded, forms)))


def find_title(page: Page, index: int, seen: Seen) -> tuple[Span, ...]:
    """Drop the title: the declared one, or a headline that paragraphs follow."""
    if page.title:
        return _declared(page, index)
    if "title" in seen:
        return ()
    lines = page.lines[index : index + _LONGEST_RUN + 1]
    run = 0
    while run < len(lines) and is_title_like(lines[run].text):
        run += 1
    follows = 0 < run < len(lines) and is_body_like(lines[run].text)
    return whole(lines[0]) if follows and not _is_broken(page, index) else ()


def _is_broken(page: Page, index: int) -> bool:
    """Say whether a line goes on below: one of its block begins small."""
    for after in range(index + 1, min(index + 8, len(page.lines))):
        if page.gap(after) > 1 and after > index + 1:
            return False
        if page.lines[after].text[0].islower():
            return True
    return False


def _declared(page: Page, index: int) -> tuple[Span, ...]:
    titles = _titles(page.title)
    first = page.lines[index]
    so_far, spans = "", tuple[Span, ...]()
    for line in page.lines[index : index + 3]:
        # Told by a few characters: to fold a paragraph takes long.
        begun = so_far + folded(line.text[:20])
        if not any(title.startswith(begun) for title in titles):
            break
        so_far += folded(line.text[:400])
        spans += whole(line)
        if so_far in titles:
            return spans
    return _glued(first, page.title)


def _glued(line: Line, title: str) -> tuple[Span, ...]:
    """Cut a declared title of five words off the line that it begins.

    What follows must begin as a sentence does; otherwise the words of the title
    are the beginning of a sentence.
    """
    words = title.split()
    if len(words) < 5:
        return ()
    # Told before a pattern is made of the title, which takes as long as the rest.
    first = line.text.split(maxsplit=len(words) - 1)
    if first[:-1] != words[:-1] or not first[-1].startswith(words[-1]):
        return ()
    found = re.match(
        r"\s+".join(map(re.escape, words)) + r"\s*(?=[\"“‘A-Z])", line.text
    )
    return (Span(line.start, line.start + found.end()),) if found else ()


def find_section_title(page: Page, index: int) -> tuple[Span, ...]:
    """Drop the title with a section glued before it or an outlet behind it."""
    line = page.lines[index]
    titles = set(_titles(page.title))
    after = page.lines[index + 1 : index + 2]
    if not page.title and after and is_title_like(after[0].text):
        titles.add(folded(after[0].text))
    own = folded(line.text)
    for title in titles if own not in titles else ():
        extra = len(own) - len(title)
        if len(title) >= _SHORTEST_TITLE and extra > 0:
            if own.endswith(title) and extra <= _LONGEST_SECTION:
                return whole(line)
            if folded(_SUFFIX.sub("", line.text)) == title:
                return whole(line)
    return ()


def find_title_again(page: Page, index: int, seen: Seen) -> tuple[Span, ...]:
    """Drop the title where it is printed a second time."""
    line = page.lines[index]
    is_again = "title" in seen and folded(seen["title"]) == folded(line.text)
    return whole(line) if is_again else ()


def find_deck(page: Page, index: int, seen: Seen) -> tuple[Span, ...]:
    """Drop a second headline right below a title that no metadata declare."""
    line = page.lines[index]
    is_below = not page.title and "title" in seen
    return whole(line) if is_below and is_title_like(line.text) else ()


def find_byline(page: Page, index: int, seen: Seen) -> tuple[Span, ...]:
    """Drop "By Ann Lee"; below a title also "Ann Lee in Moscow"."""
    line = page.lines[index]
    if _BY.fullmatch(line.text):
        return whole(line)
    is_below = "title" in seen or "title with section" in seen
    return whole(line) if is_below and _BARE_BYLINE.fullmatch(line.text) else ()


def find_dateline(page: Page, index: int) -> tuple[Span, ...]:
    """Drop "MOSCOW, June 28 (Xinhua) -- " before the first sentence."""
    line = page.lines[index]
    found = _dateline().match(line.text)
    if found is None or _dateline().match(line.text, found.end()):
        return ()
    place = re.match(r"[^\W\d_]+(?:[ '’.-][^\W\d_]+)*", found[0])
    if place and key_of(place[0]) in phrases("label"):
        return ()
    return (Span(line.start, line.start + found.end()),)
