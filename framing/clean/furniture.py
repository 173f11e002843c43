"""Page furniture: widgets, prompts, addresses, stamps, scripts."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from framing.clean.page import (
    Line,
    Page,
    alternatives,
    is_title_like,
    key_of,
    n_words,
    phrases,
    squeezed,
    whole,
)
from framing.model import Span

_INVISIBLE: Final = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
)
_SCRIPT: Final = re.compile(
    r"<!--.*|(?:.{0,40})-->|function \w*\(.*\)\s*\{.*\}|var \w+ ?=.*;"
    r"|(?:window|document|googletag|jQuery)\.\w+.*[;)}]|\$\(.*\);"
)
_ARROWS: Final = r"[\d\s|<>»«]*"
_PAGING: Final = re.compile(
    rf"(?=.*(?:[|<>»«]|page)){_ARROWS}(?:(?:previous|next) page)?{_ARROWS}",
    re.IGNORECASE,
)
_PRINT: Final = re.compile(
    r"\(?[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|of|and|the))*,? ?"
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}),? (?:page|p\.) ?\w{1,4}\)?"
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL: Final = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\.?"
_CONTACT: Final = re.compile(
    rf"(?:you (?:can|may) )?(?:contact|reach|e-?mail) (?:the )?"
    rf"(?:writers?|reporters?|authors?|editors?|us|me|him|her)\b[^.!?]{{0,40}}?{_MAIL}"
    rf"|{_MAIL}(?:[ ,;/]+{_MAIL})*",
    re.IGNORECASE,
)
_COPYRIGHT: Final = re.compile(
    r"copyright\s*(?:©|\(c\)|(?:19|20)\d\d|by\b).*|(?:©|\(c\))\s*(?:19|20)\d\d.*"
    r"|.{0,140}\ball rights reserved[.!]?|all rights reserved.{0,80}",
    re.IGNORECASE,
)
_NEWSLETTER: Final = re.compile(
    r"(?:please )?(?:sign up|subscribe|register)\b[^.!?]{0,100}\b"
    r"(?:newsletters?|updates|alerts|briefing|e-?mails?|inbox|channel|podcast)\b[^.!?]{0,60}[.!]?",
    re.IGNORECASE,
)
_REPORTING: Final = re.compile(
    r"\W?(?:(?:additional|with|further) )?(?:reporting|writing|editing|compiled"
    r"|graphics?|translated) by (?-i:[^\W\d_a-z]).*",
    re.IGNORECASE,
)
_REPORTING_END: Final = re.compile(
    r"\s*\((?:Additional |With )?(?:[Rr]eporting|Writing|Editing|Compiled) by "
    r"[^()]+\)\.?\Z"
)
_SOURCE: Final = re.compile(
    r"(?:source|editor|web editor|author|writer|copy editor)s?\s*[:：][^.!?]{1,80}",
    re.IGNORECASE,
)
_LONGEST_LIST: Final = 15  # links below "Related content"


def find_invisible(page: Page, index: int) -> tuple[Span, ...]:
    """Drop control characters, marks of byte order and direction, soft hyphens."""
    line = page.lines[index]
    if line.text.isprintable():
        return ()
    found = _INVISIBLE.finditer(page.text, line.start, line.stop)
    return tuple(Span(*match.span()) for match in found)


def is_blank(line: Line) -> bool:
    """Say whether it is a line of no-break spaces."""
    return not line.text


def is_script(line: Line) -> bool:
    """Say whether it is a line of code or a comment mark of HTML."""
    return _SCRIPT.fullmatch(line.text) is not None


def is_paging(line: Line) -> bool:
    """Say whether a line is "1 2 3 Next Page", or arrows."""
    return _PAGING.fullmatch(line.text) is not None


def is_print_stamp(line: Line) -> bool:
    """Say whether a line is "(Example Daily 03/29/2013 page1)"."""
    return _PRINT.fullmatch(line.text) is not None


def print_date(text: str) -> str:
    """Return the day of such a stamp, which puts the month first; else nothing.

    Examples
    --------
    >>> print_date("(Example Daily 03/29/2013 page1)")
    '2013-03-29'
    >>> print_date("Example Daily")
    ''
    """
    found = _PRINT.fullmatch(text)
    if found is None:
        return ""
    return f"{found['year']}-{found['month']:>02}-{found['day']:>02}"


def is_address(line: Line) -> bool:
    """Say whether a line is nothing but a web address."""
    return _ADDRESS.fullmatch(line.text) is not None


def is_contact(line: Line) -> bool:
    """Say whether a line says how to reach the writer, and nothing else."""
    return "@" in line.text and _CONTACT.fullmatch(line.text) is not None


def is_copyright(line: Line) -> bool:
    """Say whether a line claims the copyright."""
    return _COPYRIGHT.fullmatch(line.text) is not None


def is_widget(line: Line) -> bool:
    """Say whether a line is listed as furniture wherever it stands."""
    return bool(line.key) and line.key in phrases("anywhere")


def is_head_widget(line: Line) -> bool:
    """Say whether a line is a section name or a widget above the text."""
    return bool(line.key) and line.key in phrases("head")


def is_tail_widget(line: Line) -> bool:
    """Say whether a line is a widget below the text."""
    return bool(line.key) and line.key in phrases("tail")


@cache
def _author() -> re.Pattern[str]:
    role = rf"\b(?:{alternatives('author')})\b"
    return re.compile(
        rf"the (?:author|writer)s?(?:, [^,.]{{1,40}},)? (?:is|are|was|were) "
        rf"(?:[\w'’-]+ ){{0,6}}?{role}.*",
        re.IGNORECASE,
    )


def is_author_note(line: Line) -> bool:
    """Say whether a line below the text says who its writer is.

    "The author is a lecturer at …" is one, "The author is in custody" is not.
    """
    return _author().match(line.text) is not None


@cache
def _follow() -> re.Pattern[str]:
    network = f"(?:{alternatives('network')})"
    whom = r"(?:us|me|him|her|them|@\w+|(?-i:[A-Z][\w.'’-]*)(?: [\w.'’-]+){0,4}?)"
    more = r"for (?:more|updates|news|the latest|breaking)\b[^.!?]{0,50}"
    also = rf",? (?:and|or) (?:on )?{network}\b|, {network}\b"
    rest = rf"(?:{also}|[\s:.,!]|@\w+|at\b|{more})"
    verb = "(?:follow|find|join|like|contact)"
    return re.compile(rf"{verb} {whom} on {network}\b{rest}*+", re.IGNORECASE)


def is_prompt(line: Line) -> bool:
    """Say whether a line is a complete prompt, or a link to another story.

    "Follow us on …" is one, "Following the talks …" is not.
    """
    if _follow().fullmatch(line.text) or _NEWSLETTER.fullmatch(line.text):
        return True
    lead, _, rest = line.text.partition(":")
    return is_title_like(rest.strip()) and key_of(lead) in phrases("lead-in")


def find_boilerplate(page: Page, index: int) -> tuple[Span, ...]:
    """Drop the outlet's own lines; a phrase of five words also inside a line."""
    if not page.boilerplate:
        return ()
    line = page.lines[index]
    if squeezed(line.text) in page.boilerplate:
        return whole(line)
    spans = []
    for phrase in page.phrases:
        at = page.text.find(phrase, line.start, line.stop)
        while at >= 0:
            spans.append(Span(at, at + len(phrase)))
            at = page.text.find(phrase, at + len(phrase), line.stop)
    return tuple(spans)


def find_list(page: Page, index: int) -> tuple[Span, ...]:
    """Drop "Related content", with the links below it where nothing else follows."""
    line = page.lines[index]
    if not line.key or line.key not in phrases("list"):
        return ()
    below = page.lines[index + 1 : index + 2 + _LONGEST_LIST]
    if len(below) <= _LONGEST_LIST and all(map(_is_link, below)):
        return (Span(line.start, below[-1].stop if below else line.stop),)
    return whole(line) if n_words(line.key) > 1 else ()


def _is_link(line: Line) -> bool:
    return not line.text or is_title_like(line.text)


def find_reporting(page: Page, index: int) -> tuple[Span, ...]:
    """Drop "Reporting by …; editing by …" at the end."""
    line = page.lines[index]
    if n_words(line.text) <= 50 and _REPORTING.fullmatch(line.text):
        return whole(line)
    if not line.text.endswith((")", ").")):  # told faster than by the pattern
        return ()
    found = _REPORTING_END.search(line.text, max(0, len(line.text) - 400))
    return (Span(line.start + found.start(), line.stop),) if found else ()


def is_source(line: Line) -> bool:
    """Say whether a line is "Source: …" or "Editor: …"."""
    return _SOURCE.fullmatch(line.text) is not None


def is_agency(line: Line) -> bool:
    """Say whether a line names agencies and nothing else."""
    if line.key in phrases("agency"):
        return True
    parts = [key_of(part) for part in re.split(r"[-/,&|]| and ", line.text)]
    return all(part in phrases("agency") for part in parts)


def find_edge_space(page: Page, _: int) -> tuple[Span, ...]:
    """Drop white space at both ends of the text."""
    text = page.text
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    ends = (Span(0, start), Span(max(start, stop), len(text)))
    return tuple(span for span in ends if len(span))
