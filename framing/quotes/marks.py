"""Stretches of text between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from framing.model import Ints

_PAIRS: Final = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
_CLOSERS: Final = frozenset("”»」』")
_SIGN: Final = re.compile("[\"“”„«»「」『』＂`'‘]")
_SINGLE: Final = frozenset("'‘")
_BEGINS: Final = re.compile(r"[^\W_]|[$£€\[]")
_END_SINGLE: Final = re.compile(r"[’'](?![\w’'])")
# An inner mark; what stands inside is short, so that an apostrophe cannot eat a page.
_INNER: Final = re.compile(
    r"(?<!\w)(?:[‘'](\w[^‘\n]{0,60}?)[’']|«\w[^»\n]{0,60}»)(?!\w)"
)
# Without a break of paragraph, an unclosed mark ends after so many characters, at
# the end of a sentence. Longer quotations are printed in paragraphs.
_LONGEST: Final = 1500
_SINGLE_LONGEST: Final = 600


class Mark(NamedTuple):
    """One marked stretch, its marks included; `inner` starts after the first one."""

    start: int
    stop: int
    inner: int
    end: int
    unclosed: bool


def find_marks(text: str, paragraphs: Ints, sentences: Ints) -> list[Mark]:
    """Return the outermost marked stretches of a text, in order.

    A break of paragraph closes a mark. A closing mark without an opening one is
    left alone, unless it stands where only an opening one can.

    Parameters
    ----------
    text : str
    paragraphs, sentences : ndarray of shape (n, 2), int32
        From `framing.segment.cut`.

    Returns
    -------
    list of Mark

    Examples
    --------
    >>> from framing.segment import cut
    >>> text = "“It’s over,” he said. “Now"
    >>> marks = find_marks(text, cut(text).paragraphs, cut(text).sentences)
    >>> [text[mark.start:mark.stop] for mark in marks], marks[1].unclosed
    (['“It’s over,”', '“Now'], True)
    """
    found: list[Mark] = []
    ends = sentences[:, 1].tolist()
    for start, stop in paragraphs.tolist():
        found += _in_paragraph(text, start, stop, ends)
    return found


def inner_marks(text: str, mark: Mark) -> Iterator[tuple[int, int]]:
    """Yield the spans marked by single marks inside a marked stretch."""
    for match in _INNER.finditer(text, mark.inner, mark.end):
        yield match.start(), match.end()


def _in_paragraph(
    text: str, start: int, stop: int, ends: Sequence[int]
) -> Iterator[Mark]:
    opened, sign = -1, ""
    position = start
    for match in _SIGN.finditer(text, start, stop):
        at = match.start()
        here = _sign(text, at) if at >= position else ""
        if not here:
            continue
        position = at + len(here)
        if here in _SINGLE:
            single = _single(text, at, stop) if opened < 0 else None
            if single is not None:
                yield single
                position = single.stop
        elif opened >= 0 and _closes(here, sign):
            inner = opened + len(sign)
            yield Mark(opened, position, inner, at, unclosed=False)
            opened = -1
        elif opened >= 0 and here == sign and here in _PAIRS:
            yield _unclosed(opened, sign, at, ends)
            opened = at
        elif opened < 0 and _opens(text, at, here):
            opened, sign = at, here
    if opened >= 0:
        yield _unclosed(opened, sign, stop, ends)


def _sign(text: str, at: int) -> str:
    """Return the mark at a place: one sign, or two for `` and ''; else nothing."""
    here = text[at]
    if here in "'`" and text.startswith(here, at + 1):
        return here * 2
    if here == "`":
        return ""
    if here in _SINGLE:
        is_start = at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "_")
        return here if is_start and _BEGINS.match(text, at + 1) else ""
    return here


def _closes(here: str, sign: str) -> bool:
    if sign in _PAIRS:
        return here in _PAIRS[sign] or here == '"'
    if sign in _CLOSERS:  # a closing mark that opened: OCR and some keyboards
        return here == sign
    return here in (sign, "”") or (here == "''" and sign == "``")


def _opens(text: str, at: int, here: str) -> bool:
    """Say whether a mark opens; a closing one does before a word, after a space.

    A straight one right after a figure and before a space is an inch or a second.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if here not in _CLOSERS:
        return not (here == '"' and before.isdigit() and after.isspace())
    return (not before or before.isspace()) and after.isalnum()


def _unclosed(opened: int, sign: str, stop: int, ends: Sequence[int]) -> Mark:
    if stop - opened > _LONGEST:
        place = bisect_right(ends, opened + _LONGEST) - 1
        near = ends[place] if place >= 0 else -1
        stop = near if near > opened else opened + _LONGEST
    return Mark(opened, stop, opened + len(sign), stop, unclosed=True)


def _single(text: str, start: int, stop: int) -> Mark | None:
    """Return the stretch that a single mark opens, or None: an apostrophe.

    The first closing mark after punctuation ends it. One after a letter does, too,
    unless it may be a plural's possessive and a later one fits.
    """
    limit = min(stop, start + _SINGLE_LONGEST)
    fallback = -1
    for match in _END_SINGLE.finditer(text, start + 1, limit):
        end = match.start()
        if text.find("‘", start + 1, end) > 0:
            break
        if not text[end - 1].isalnum():
            return Mark(start, end + 1, start + 1, end, unclosed=False)
        if fallback < 0 or (text[fallback - 1] == "s" and text[end - 1] != "s"):
            fallback = end
    if fallback < 0:
        return None
    return Mark(start, fallback + 1, start + 1, fallback, unclosed=False)
