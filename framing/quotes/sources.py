"""Who stands beside a cue: noun phrases found without a parser.

Ranges are pairs of word indices, half-open.
"""

from __future__ import annotations

from typing import Final

from framing.quotes.page import Page
from framing.quotes.words import Words, words

Range = tuple[int, int]

# Longer subjects than these are nearly always two clauses taken for one.
_LONGEST: Final = 16
_APPOSITION: Final = 40
_ADVERBIAL: Final = 60
_CLOSERS: Final = frozenset((",", ")", "—", "–", "-"))


def left_source(page: Page, verb: int) -> Range | None:
    """Return the subject that ends right before a verb group, or None.

    Walks left over nouns, names and the prepositions between them, and jumps over
    an apposition between commas or brackets ("Li Na, a doctor, said").
    """
    known = words()
    first, _ = page.sentence_of(verb)
    if verb <= first:
        return None
    if not page.soft[verb]:
        return _before_apposition(page, verb, first, known)
    if page.low[verb - 1] in known.pronoun:
        return verb - 1, verb
    start = _walk_left(page, verb, first, known)
    return _trimmed(page, start, verb, known)


def right_source(
    page: Page, start: int, limit: int, *, leading: bool = False
) -> Range | None:
    """Return the noun phrase that begins at `start`, with its apposition, or None.

    Used after an inverted verb ("said Li Na, a doctor") and after "according to";
    a clause may follow the latter where it leads a sentence, so that an apposition
    must name a role there.
    """
    known = words()
    stop = start
    while stop < limit and stop - start < _LONGEST:
        if stop > start and (not page.soft[stop] or _ends_right(page, start, stop)):
            break
        if page.low[stop] in known.stops and page.low[stop] not in known.pronoun:
            break
        stop += 1
        if page.low[start] in known.pronoun:
            return start, stop
    while stop > start and page.low[stop - 1] in _LOOSE_ENDS:
        stop -= 1
    if stop == start or page.low[start] in known.time:
        return None
    end = _with_apposition(page, stop, limit, known)
    if (
        leading
        and end > stop
        and not (
            end < limit and any(word in known.roles for word in page.low[stop:end])
        )
    ):
        end = stop
    return start, end


_LOOSE_ENDS: Final = frozenset(("and", "or", "the", "a", "of", "in", "at", "on"))


def first_subject(page: Page, first: int, before: int) -> Range | None:
    """Return the subject that a sentence begins with, or None.

    A leading adverbial that ends in a comma is skipped.
    """
    known = words()
    start = first
    while start < before and page.low[start] in known.opener:
        start += 1
    if start < before and page.low[start] in known.preposition | known.subordinator:
        near = range(start + 1, min(before, start + _ADVERBIAL))
        comma = next((i for i in near if not page.soft[i]), before)
        start = comma
    if start >= before:
        return None
    if page.low[start] in known.pronoun:
        return start, start + 1
    stop = start
    while stop < min(before, start + 8) and (stop == start or page.soft[stop]):
        if page.low[stop] in known.stops or _is_past(page, stop, known):
            break
        last = page.low[stop - 1] if stop > start else "the"
        is_behind = page.is_name(stop - 1) and last not in known.determiner
        if is_behind and not page.is_name(stop):
            behind = page.low[stop : stop + 2]
            if not any(word in known.roles for word in behind):
                break
        stop += 1
    is_phrase = stop > start and page.low[stop - 1] not in known.determiner
    return (start, stop) if is_phrase else None


def _walk_left(page: Page, verb: int, first: int, known: Words) -> int:
    start = verb
    while start > first and verb - start < _LONGEST:
        word = page.low[start - 1]
        if start < verb and (not page.soft[start]):
            break
        if _is_cue_verb(page, start - 1, known) and start < verb:
            break
        if word in known.stops or page.marked[start - 1] != page.marked[verb]:
            break
        if word in known.time and not page.is_name(start):
            break
        if _is_past(page, start - 1, known) and (
            page.low[start] in known.conjunction
            or page.low[start] in known.determiner
            or page.low[verb].endswith("ing")
        ):
            break
        start -= 1
    return start


def _is_cue_verb(page: Page, word: int, known: Words) -> bool:
    """Say whether a word is a reporting verb and no adjective ("the said man")."""
    return page.low[word] in known.verbs and (
        word == 0 or page.low[word - 1] not in known.determiner
    )


def _is_past(page: Page, word: int, known: Words) -> bool:
    low = page.low[word]
    return (
        low.endswith("ed")
        and len(low) > 4
        and not page.is_name(word)
        and (word == 0 or page.low[word - 1] not in known.determiner)
    )


def _trimmed(page: Page, start: int, verb: int, known: Words) -> Range | None:
    """Drop what does not belong to the subject from the left of a range."""
    while start < verb and (
        page.low[start] in known.opener or page.low[start] in known.conjunction
    ):
        start += 1
    start = _after_verb(page, start, verb, known)
    if start < verb and page.low[start] in known.preposition:
        start = _after_adverbial(page, start, verb, known)
    while start < verb and page.low[start] in known.time | known.time_adjective:
        start += 1
    if start < verb and page.low[start].endswith("ing") and not page.is_name(start):
        return None
    if verb - start == 1 and page.low[start].endswith("ly"):
        return None
    if start >= verb or page.low[verb - 1] in known.preposition | known.determiner:
        return None
    return start, verb


def _after_verb(page: Page, start: int, verb: int, known: Words) -> int:
    """Cut "visited the site and Li" after its conjunction, behind a past verb."""
    for i in range(verb - 1, start, -1):
        if page.low[i] in known.conjunction and any(
            _is_past(page, j, known) for j in range(start, i)
        ):
            return i + 1
    return start


def _after_adverbial(page: Page, start: int, verb: int, known: Words) -> int:
    """Find the subject behind "On Monday …" or "In a speech to the nation …"."""
    place = verb - 1
    while place > start:
        before = page.low[place - 1]
        if before in known.preposition and before not in {"of", "for"}:
            return _name_start(page, start, verb, known)
        if before in known.time or before in known.conjunction:
            return place
        if page.low[place] in known.determiner:
            return place
        if (
            page.is_name(place)
            and not page.is_name(place - 1)
            and before not in known.roles
            and before not in known.determiner
            and before not in {"of", "for"}
        ):
            return place
        place -= 1
    return _name_start(page, start, verb, known)


def _name_start(page: Page, start: int, verb: int, known: Words) -> int:
    """Return where the last noun phrase begins, after the last preposition."""
    place = verb - 1
    while place > start and page.low[place - 1] not in known.preposition:
        place -= 1
    return place if place > start + 1 or page.low[start] in known.preposition else verb


def _before_apposition(page: Page, verb: int, first: int, known: Words) -> Range | None:
    """Return "Li Na, a doctor," for a verb after a comma or bracket."""
    gap = page.gap(verb).strip()
    if gap[-1:] not in _CLOSERS or verb in page.closes:
        return None
    opening = "(" if gap[-1:] == ")" else gap[-1:]
    for place in range(verb - 1, max(first, verb - _APPOSITION), -1):
        if page.soft[place] or opening not in page.gap(place):
            continue
        if page.marked[place - 1] >= 0 or (opening == "," and _lists(page, place)):
            continue
        start = _walk_left(page, place, first, known)
        found = _trimmed(page, start, place, known)
        return (found[0], verb) if found else None
    return None


def _lists(page: Page, place: int) -> bool:
    """Say whether a comma belongs to a list or a date and opens no apposition."""
    known = words()
    return page.low[place] in known.conjunction or page.low[place - 1] in known.time


def _ends_right(page: Page, start: int, stop: int) -> bool:
    """Say whether a noun phrase to the right of its cue ends before a word."""
    known = words()
    word = page.low[stop]
    if word in known.time or word in known.time_adjective:
        return True
    if word in {"of", "for", "from", "with"}:
        return False
    if word in known.preposition:
        return page.is_name(start) or word not in {"in", "at"}
    return word in known.adverb and word not in {"all", "first"}


def _with_apposition(page: Page, stop: int, limit: int, known: Words) -> int:
    """Extend a range over ", a doctor at the clinic" up to the next comma."""
    if (
        stop >= limit
        or not page.gap(stop).startswith((",", " ("))
        or stop in page.opens
    ):
        return stop
    if page.marked[stop] >= 0:
        return stop
    head = page.low[stop]
    is_role = head in {"a", "an", "the", "who", "whose"} or head in known.roles
    if page.gap(stop).startswith(" ("):
        is_role = True
    if not is_role:
        return stop
    end = stop + 1
    while end < limit and end - stop < _APPOSITION and page.soft[end]:
        end += 1
    return end
