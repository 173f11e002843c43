"""Speakers named by a label: "MERKEL: We agree." and "“We agree.” — Ana Oru"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.quotes.contents import Draft
from framing.quotes.cues import Cue
from framing.quotes.page import Page
from framing.quotes.sources import Range
from framing.quotes.spans import Offsets, span
from framing.quotes.words import CueEntry, words

LABEL: Final = "label"
_ENTRY: Final = CueEntry(term="", cue_class="neutral", weight=1.0, frames=frozenset())
# A label or a signature has at most so many words.
_LONGEST: Final = 4
_LONGEST_SIGNATURE: Final = 10
# One line that begins "NOTE:" is no transcript.
_LEAST: Final = 2
_DASHES: Final = "—―–-"


def labelled(page: Page) -> list[Draft]:
    """Return what stands under a label in a transcript, or above a signature."""
    said = [draft for place in page.paragraphs for draft in _said(page, place)]
    signed = [
        draft for number in range(len(page.marks)) for draft in _signed(page, number)
    ]
    headed = [draft for place in page.paragraphs for draft in _headed(page, place)]
    return [*(said if len(said) >= _LEAST else headed), *signed]


def _said(page: Page, paragraph: Range) -> Iterator[Draft]:
    """Yield what a paragraph in capitals and a colon gives to its speaker."""
    first, stop = paragraph
    last = first
    while last < min(stop, first + _LONGEST) and _is_capital(page.raw[last]):
        last += 1
        if last < stop and page.gap(last).startswith(":"):
            label = " ".join(page.low[first:last])
            if label not in words().no_label:
                content = span(page, last, stop)
                yield _draft((first, last), last, content)
            return
        if last < stop and not page.soft[last]:
            return


def _headed(page: Page, paragraph: Range) -> Iterator[Draft]:
    """Yield what a name, a colon and marks give: "Erdoğan: “We wait.”"."""
    first, stop = paragraph
    for last in range(first + 1, min(stop, first + _LONGEST)):
        if not page.is_name(last - 1):
            return
        if last in page.opens and page.gap(last).startswith(":"):
            mark = page.marks[page.opens[last]]
            if " ".join(page.low[first:last]) not in words().no_label:
                yield _draft((first, last), last, (mark.start, mark.stop))
            return
        if not page.soft[last]:
            return


def _is_capital(word: str) -> bool:
    return word.isupper() and sum(letter.isalpha() for letter in word) > 1


def _signed(page: Page, number: int) -> Iterator[Draft]:
    """Yield a marked stretch that a dash and a name follow, to the paragraph's end."""
    mark, first = page.marks[number], page.firsts[number]
    start = page.word_at(mark.stop)
    if start >= len(page.low) or mark.unclosed:
        return
    stop = page.paragraph_of(first)[1]
    behind = page.text[mark.stop : page.starts[start]].strip()
    if (
        not 0 < stop - start <= _LONGEST_SIGNATURE
        or behind.strip(_DASHES)
        or not behind
    ):
        return
    if page.is_name(start) and words().helpers.isdisjoint(page.low[start:stop]):
        end = next((i for i in range(start + 1, stop) if not page.soft[i]), stop)
        yield _draft((start, end), start, (mark.start, mark.stop))


def _draft(source: Range, at: int, content: Offsets) -> Draft:
    cue = Cue(
        entry=_ENTRY,
        first=at,
        last=at,
        group=at,
        form=LABEL,
        source=source,
        inverted=source[0] == at,
        begin=at,
    )
    return Draft(cue=cue, content=[content])
