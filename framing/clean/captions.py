"""Captions of photos, and who took them.

A caption is known by its credit ("/AFP", "[Photo/IC]", "Photo: …"). A caption
without one looks like any paragraph, so it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from framing.clean.page import Line, Page, alternatives, n_words, whole
from framing.model import Span

# The longest captions of China Daily have some 60 words; above, only the credit goes.
_LONGEST: Final = 70
_COPIES: Final = 4  # a caption printed more often than that is no caption
_TAIL: Final = 160  # a credit stands in the last 160 characters
_BRACKET: Final = re.compile(
    r" ?\[[^\[\]\n]{0,60}\b(?i:asianews)?(?i:photo)[^\[\]\n]{0,60}\]"
)
_MARK: Final = re.compile(r"/|photo|image|picture", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.!?]\s")
_STOPPED: Final = re.compile(r"[^A-Z][.!?][\"”]?\Z")

_INITIAL: Final = r"[^\W\d_a-z]"
_NEXT: Final = rf"(?:{_INITIAL}|de |van |von |al-)[\w.'’-]*"
_NAME: Final = rf"{_INITIAL}[\w.'’-]*(?: {_NEXT}){{0,4}}"
_NAMES: Final = rf"{_NAME}(?:(?:, | and | & ){_NAME}){{0,3}}"
_KIND: Final = (
    r"(?:file |stock |handout )?(?:photo|photograph|image|picture|pic|video)s?"
    r"(?: credits?| sources?)?"
)
_LABEL: Final = (
    r"(?:(?:FILE|File) )?"
    r"(?:PHOTO|Photo|Photograph|IMAGE|Image|PICTURE|Picture|Credit)s?"
    r"(?: [Cc]redits?| [Ss]ources?)?"
)
_FREE: Final = r"(?:[^.!?\n]|(?<=\b[A-Z])\.|\.(?=\w))"  # no full stop but "A."
_OF: Final = r"(?:by|from|courtesy of|courtesy|provided (?:to|by)|via)"


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a line that is a credit, and of a credit at an end."""
    agency = rf"\b(?i:{alternatives('agency')})\b"
    bracket = (
        rf"\[(?:[^\[\]]{{0,60}}(?i:photo|image|picture)[^\[\]]{{0,60}}"
        rf"|(?:{_NAMES} ?/ ?)?{agency}(?: ?/ ?{_NAMES})?|[\w-]+\.(?:com|cn|org|net))\]"
    )
    round_ = (
        rf"\((?i:{_KIND})\b[^()]{{0,100}}\)|\({agency}(?i: photo)? ?/[^()]{{1,80}}\)"
    )
    labelled = rf"{_LABEL}\s?[:：]\s?{_FREE}{{2,80}}|Credit(?:\.{{3}}|…)\s?.{{2,80}}"
    by = (
        rf"(?:Photo|Photograph|Image|Picture)s? {_OF} (?:the )?"
        rf"{_INITIAL}{_FREE}{{1,60}}"
        rf"|(?:(?:Photo|Image)s? )?[Pp]rovided (?:to|by) {agency}"
    )
    slashed = rf"{agency} ?/ ?{_NAMES}|{_NAMES} ?/ ?{agency}|(?:(?<=\s)/|/ ){agency}"
    signed = rf"©\s?{_FREE}{{2,60}}|(?:via |/ ?|\| ?)Getty Images"
    loose = f"{bracket}|{round_}|{slashed}|{signed}"
    line = re.compile(
        rf"(?:{loose}|{labelled}|{by}|{agency} (?i:photo))(?:/.{{2,60}})?"
    )
    # "Photo by" and the like need the end of a sentence before them.
    end = re.compile(
        rf"\s*(?:{loose}|(?:(?<=[.!?\"”’)\]])|(?<=[.!?\"”’)\]]\s))(?:{labelled}|{by}))\Z"
    )
    return line, end


def _may_credit(text: str) -> bool:
    """Say whether a text holds what every credit does; faster than one pattern."""
    return (
        "/" in text
        or "[" in text
        or "©" in text
        or "hoto" in text
        or "HOTO" in text
        or "mage" in text
        or "icture" in text
        or "redit" in text
        or "rovided" in text
        or "Getty" in text
    )


def _may_end_in_credit(text: str) -> bool:
    """Say whether a text may end in a credit; most end as sentences do."""
    if not _may_credit(text):
        return False
    # Of all forms only a name after a slash, and words after "Credit …", end so.
    return "/" in text or "Credit" in text or not _STOPPED.search(text[-3:])


def is_credit(line: Line) -> bool:
    """Say whether a line names who took a photo, and nothing else.

    Examples
    --------
    >>> text = "Image source: © East Lake | A. Brook"
    >>> is_credit(Line(0, len(text), text, ""))
    True
    """
    if not _may_credit(line.text) or n_words(line.text) > 16:
        return False
    return _forms()[0].fullmatch(line.text) is not None


def find_caption(page: Page, index: int) -> tuple[Span, ...]:
    """Drop a paragraph that ends in a credit; of a long one, the credit only."""
    line = page.lines[index]
    tail = max(0, len(line.text) - _TAIL)
    if not _may_end_in_credit(line.text[tail:]):
        return ()
    found = _forms()[1].search(line.text, tail)
    if found is None or (_is_source(found[0]) and not _is_only_source(page, index)):
        return ()
    if n_words(line.text) <= _LONGEST and len(page.lines) > 1:
        return whole(line)
    if not found[0].lstrip().startswith(("[", "(")):
        return ()
    return (Span(line.start + found.start(), line.stop),)


def _is_source(credit: str) -> bool:
    """Say whether a credit is a bare name in square brackets."""
    return credit.endswith("]") and not _MARK.search(credit)


def _is_only_source(page: Page, index: int) -> bool:
    """Say whether this is the first line and no other ends so, as in digests."""
    if index > 0:
        return False
    return not any(other.text.endswith("]") for other in page.lines[1:])


def find_glued_caption(page: Page, index: int) -> tuple[Span, ...]:
    """Drop credits in square brackets inside a line, and the caption before the first.

    The caption goes only where it begins the line and is short.
    """
    line = page.lines[index]
    if "[" not in line.text:
        return ()
    found = [match.span() for match in _BRACKET.finditer(line.text)]
    if not found or found[-1][1] == len(line.text):
        return ()
    first = line.text[: found[0][0]]
    if n_words(first) <= _LONGEST and len(_SENTENCE.findall(first)) <= 3:
        found[0] = (0, found[0][1])
    return tuple(Span(line.start + start, line.start + stop) for start, stop in found)


def find_credited(page: Page, index: int) -> tuple[Span, ...]:
    """Drop a line above a credit line: printed twice, or in a block with it alone."""
    lines = page.lines
    after = index + 1
    while after < index + _COPIES and after < len(lines) and _same(lines, index, after):
        after += 1
    if after >= len(lines) or n_words(lines[index].text) > _LONGEST:
        return ()
    twice = after > index + 1 or (index > 0 and _same(lines, index, index - 1))
    block = page.gap(index) > 1 == page.gap(after) and page.gap(after + 1) > 1
    alone = twice or (block and page.text.count("\n\n", 0, 5000) > 1)
    if not alone or not is_credit(lines[after]):
        return ()
    return whole(lines[index])


def _same(lines: Sequence[Line], one: int, other: int) -> bool:
    return lines[one].text == lines[other].text


def find_repeat(page: Page, index: int) -> tuple[Span, ...]:
    """Drop the second of two equal lines that follow each other."""
    line = page.lines[index]
    is_again = index > 0 and _same(page.lines, index, index - 1)
    return whole(line) if is_again and n_words(line.text) >= 5 else ()
