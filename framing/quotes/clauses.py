"""Unmarked content behind a cue: clauses, infinitives, objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from framing.quotes.cues import Cue
from framing.quotes.page import Page
from framing.quotes.sources import right_source
from framing.quotes.spans import (
    Offsets,
    clause,
    is_adverbial,
    object_end,
    skip_time,
    span,
)
from framing.quotes.words import words

# "told reporters in Sochi on Monday that": words between a cue and its "that".
_TO_THAT: Final = 12
_TELLING: Final = frozenset(("addressee",))
# "calls the new pact a “beginning”": words between a naming verb and its marks.
_TO_NAME: Final = 12


def behind_cue(page: Page, cue: Cue, limit: int) -> list[Offsets]:
    """Return the clause or the object that follows a cue, up to `limit`."""
    place = cue.right
    if place >= limit:
        return []
    frames = cue.entry.frames
    if page.low[cue.last - 1] == "telling":  # "quoted Li as telling lawmakers that"
        frames = _TELLING
    that = _that(page, place, limit, frames)
    if that >= 0:
        return [clause(page, that, limit)]
    if "addressee" in frames:
        return _behind_addressee(page, place, limit)
    if not page.soft[place]:
        return []
    for frame, find in _FRAMES:
        if frame in frames or (frame == "clause" and cue.relay is not None):
            found = find(page, place, limit)
            if found:
                return found
    return []


def _that(page: Page, place: int, limit: int, frames: frozenset[str]) -> int:
    """Return the "that" which opens the content, or -1."""
    known = words()
    if not frames & {"clause", "that", "addressee", "urging", "object"}:
        return -1
    if page.low[place] != "that" and not _leads_to_that(page, place, frames):
        return -1
    for i in range(place, min(limit, place + _TO_THAT)):
        word = page.low[i]
        if word == "that":
            return i if i + 1 < limit else -1
        if word in known.be or word in known.modal or word in known.relative:
            return -1
        if i > place and not page.soft[i] and "," not in page.gap(i):
            return -1
    return -1


def _leads_to_that(page: Page, place: int, frames: frozenset[str]) -> bool:
    """Say whether a "that" further on may still open what is said."""
    known = words()
    if frames & {"addressee", "that"}:
        return True
    word = page.low[place]
    return "clause" in frames and (
        not page.soft[place]
        or word in known.preposition
        or word in known.time
        or word in known.time_adjective
        or word in known.adverb
    )


def _behind_addressee(page: Page, place: int, limit: int) -> list[Offsets]:
    """Return the clause after the person told: "told reporters he would go"."""
    known = words()
    if not page.soft[place] or page.low[place] in known.preposition:
        return []
    start = place + 1
    if page.low[place] not in known.addressee:
        found = right_source(page, place, limit)
        start = _clause_start(page, place, found[1] if found else start, limit)
    while start < limit and page.low[start] in known.outlet_word:
        start += 1  # "told Germany's Bild newspaper …"
    start = skip_time(page, start, limit)
    if limit - start < 2:
        return []
    word = page.low[start]
    if word in known.preposition and word not in {"to", "about"}:
        return []
    return [clause(page, start, limit)]


def _clause_start(page: Page, place: int, stop: int, limit: int) -> int:
    """Find where a person ends and a clause begins without a "that"."""
    known = words()
    for i in range(place + 1, min(stop, limit)):
        word = page.low[i]
        if word in known.pronoun or word in known.determiner or word == "to":
            return i
        turns = page.is_name(i) != page.is_name(i - 1)
        if turns and page.low[i - 1] not in known.determiner:
            return i
    return stop


def _infinitive(page: Page, place: int, limit: int) -> list[Offsets]:
    if page.low[place] != "to":
        return []
    return [span(page, place, object_end(page, place, limit))]


def _question(page: Page, place: int, limit: int) -> list[Offsets]:
    word = page.low[place]
    if word not in words().wh and word != "about":
        return []
    return [span(page, place, limit)]


def _wh_clause(page: Page, place: int, limit: int) -> list[Offsets]:
    return [span(page, place, limit)] if page.low[place] in words().wh else []


def _bare_clause(page: Page, place: int, limit: int) -> list[Offsets]:
    start = skip_time(page, place, limit)
    if is_adverbial(page, start, limit) and page.low[place] not in words().wh:
        return []
    return [clause(page, start, limit)] if start < limit else []


def _urged(page: Page, place: int, limit: int) -> list[Offsets]:
    if page.low[place] in words().preposition:
        return []
    return [span(page, place, object_end(page, place, limit))]


def _named(page: Page, place: int, limit: int) -> list[Offsets]:
    near = range(place, min(limit, place + _TO_NAME))
    if not any(i in page.opens or page.low[i] == "as" for i in near):
        return []
    return [span(page, place, object_end(page, place, limit))]


def _object(page: Page, place: int, limit: int) -> list[Offsets]:
    if page.low[place] in words().no_object:
        return []
    return [span(page, place, object_end(page, place, limit))]


_FRAMES: Final[tuple[tuple[str, Callable[[Page, int, int], list[Offsets]]], ...]] = (
    ("infinitive", _infinitive),
    ("question", _question),
    ("that", _wh_clause),
    ("clause", _bare_clause),
    ("urging", _urged),
    ("naming", _named),
    ("object", _object),
)
