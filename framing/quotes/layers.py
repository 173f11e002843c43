"""What a speaker says that others said: "“He told us the road is open,” Li said"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.quotes.clauses import behind_cue
from framing.quotes.contents import Draft, speaks
from framing.quotes.cues import Cue, find_cues
from framing.quotes.marks import inner_marks
from framing.quotes.page import Page
from framing.quotes.spans import Offsets, has_comma
from framing.quotes.words import words

# Inside speech only plain verbs of saying are taken: from this weight on.
_SURE: Final = 0.9


def inner_layers(page: Page) -> list[Draft]:
    """Return what is given to somebody else inside quotation marks."""
    drafts = []
    for cue in find_cues(page, inside=True):
        if _is_somebody(page, cue):
            content = list(_contents(page, cue))
            if content:
                drafts.append(Draft(cue=cue, content=content))
    return drafts


def _is_somebody(page: Page, cue: Cue) -> bool:
    """Say whether a cue has a source of its own that is not the speaker."""
    if not speaks(cue) or cue.source is None or cue.entry.weight < _SURE:
        return False
    first, last = cue.source
    if last - first == 1 and page.low[first] in words().nobody:
        return False
    number = page.marked[cue.first]
    return all(page.marked[word] == number for word in range(first, last))


def _contents(page: Page, cue: Cue) -> Iterator[Offsets]:
    """Yield the inner mark behind a cue, or else its clause up to the mark's end."""
    mark = page.marks[page.marked[cue.first]]
    end = page.word_at(mark.stop)
    for start, stop in inner_marks(page.text, mark):
        word = page.word_at(start)
        if cue.right <= word <= cue.right + 1:
            yield start, stop
            return
    _, stop = page.sentence_of(cue.first)
    stop = min(stop, end)
    near = range(cue.right + 1, stop)
    turn = (
        i for i in near if page.low[i] in words().conjunction and has_comma(page, i)
    )
    yield from behind_cue(page, cue, next(turn, stop))
