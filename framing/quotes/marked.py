"""Marked stretches that a cue gives to its source: before it, after it, split."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.quotes.cues import Cue
from framing.quotes.marks import Mark
from framing.quotes.page import Page
from framing.quotes.spans import Offsets, has_comma, is_adverbial, skip_openers, span
from framing.quotes.words import words

# "said in a statement on Monday: “…”": words between a cue and its quotation.
_TO_MARK: Final = 10
# A mark that ends so leaves its sentence open: "“…,” he said".
_OPEN_ENDS: Final = frozenset(",?!—-")
_SENTENCE_END: Final = frozenset(".!?…")


def takes_mark_before(page: Page, cue: Cue, limit: int) -> bool:
    """Say whether the mark that closes right before a cue is its content."""
    if cue.left not in page.closes or cue.linked or ":" in page.gap(cue.right):
        return False
    mark = page.marks[page.closes[cue.left]]
    starts = cue.left == page.sentence_of(cue.first)[0]
    if starts and cue.right in page.opens and not cue.inverted:
        return False
    if page.text[mark.end - 1] in _OPEN_ENDS or "," in page.gap(cue.left):
        return True
    return is_adverbial(page, cue.right, limit) if starts else cue.inverted


def before_cue(
    page: Page, cue: Cue, *, earlier: Sequence[Cue], later: Sequence[Cue], limit: int
) -> list[Offsets]:
    """Return the content of "“…,” Li said" with all that belongs to it.

    A sentence that runs into the mark is content, too ("It was “late,” Li said"),
    so are the other half of a split quotation and marked sentences after it.
    """
    number = page.closes[cue.left]
    mark = page.marks[number]
    word = page.firsts[number]
    first, _ = page.sentence_of(word)
    lead = page.gap(word).split(page.text[mark.start])[0].strip()
    start = mark.start
    if first < word and not lead and not any(first <= c.first < word for c in earlier):
        start = span(page, skip_openers(page, first, word), word)[0]
    return [(start, mark.stop), *_second_half(page, cue, later, limit)]


def _second_half(
    page: Page, cue: Cue, later: Sequence[Cue], limit: int
) -> list[Offsets]:
    _, end = page.paragraph_of(cue.first)
    place = cue.right
    while place < end and place - cue.right <= _TO_MARK and place not in page.opens:
        place += 1
    following = later[0].begin if later else end
    if place >= end or place not in page.opens or following < place:
        return []
    if place < limit and page.soft[place]:
        return []
    if place < limit:
        mark = page.marks[page.opens[place]]
        after = _behind(page, place, end)
        if after < end and _is_taken(page, mark, after, later):
            return []
        halves: list[Offsets] = [(mark.start, mark.stop)]
        return halves + marked_sentences(page, after, end, later)
    return marked_sentences(page, place, end, later)


def marked_sentences(
    page: Page, place: int, end: int, later: Sequence[Cue]
) -> list[Offsets]:
    """Return marked sentences that follow in the paragraph and have no cue."""
    pieces: list[Offsets] = []
    while place < end and place in page.opens and page.begins_sentence(place):
        mark = page.marks[page.opens[place]]
        after = _behind(page, place, end)
        is_sentence = after >= end or page.begins_sentence(after)
        if not is_sentence or (after < end and _is_taken(page, mark, after, later)):
            break
        pieces.append((mark.start, mark.stop))
        place = after
    return pieces


def after_cue(
    page: Page, cue: Cue, *, later: Sequence[Cue], limit: int
) -> list[Offsets]:
    """Return the content of "Li said, “…”" and of "Li said that “…”"."""
    end = page.paragraph_of(cue.first)[1]
    place = cue.right
    while place < min(end, cue.right + _TO_MARK) and place not in page.opens:
        place += 1
    if place >= end or place not in page.opens:
        return behind_colon(page, cue.right)
    lead = place - (page.low[place - 1] == "that")
    if lead == place > cue.right and not _leads(page, cue, place):
        return []
    mark = page.marks[page.opens[place]]
    after = _behind(page, place, end)
    start = page.starts[lead] if lead < place else mark.start
    if after < limit and not _is_whole(page, after):
        return [(start, span(page, lead, limit)[1])]
    return [(start, mark.stop), *marked_sentences(page, after, end, later)]


def behind_colon(page: Page, place: int) -> list[Offsets]:
    """Return the marked stretch behind a colon, in the next paragraph, too."""
    number = page.opens.get(place)
    if number is None or ":" not in page.gap(place):
        return []
    return [(page.marks[number].start, page.marks[number].stop)]


def _leads(page: Page, cue: Cue, place: int) -> bool:
    """Say whether the words between a cue and a mark lead to it."""
    gap = page.gap(place)
    if ":" in gap:
        return True
    return "," in gap and (
        "addressee" in cue.entry.frames or is_adverbial(page, cue.right, place)
    )


def _behind(page: Page, place: int, end: int) -> int:
    number = page.opens[place]
    while place < end and page.marked[place] == number:
        place += 1
    return place


def _is_taken(page: Page, mark: Mark, after: int, later: Sequence[Cue]) -> bool:
    """Say whether a mark belongs to a cue behind it."""
    is_open = page.text[mark.end - 1] in _OPEN_ENDS
    return any(cue.left == after and (is_open or cue.inverted) for cue in later)


def _is_whole(page: Page, after: int) -> bool:
    """Say whether a mark ends what is said, though its sentence goes on."""
    known = words()
    if page.text[page.stops[after - 1]] in _SENTENCE_END:
        return True
    word = page.low[after]
    return has_comma(page, after) and (
        word in known.subordinator
        or word in known.conjunction
        or word in known.preposition
        or word.endswith("ing")
    )
