"""Which words a cue gives to its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from framing.model import Speaker
from framing.quotes.clauses import behind_cue
from framing.quotes.cues import (
    FINITE,
    NOUN,
    PARTICIPLE,
    PREPOSITION,
    Cue,
    opens_sentence,
)
from framing.quotes.marked import after_cue, before_cue, behind_colon, takes_mark_before
from framing.quotes.page import Page
from framing.quotes.sources import right_source
from framing.quotes.spans import (
    Offsets,
    goes_on,
    has_comma,
    is_adverbial,
    skip_openers,
    span,
)
from framing.quotes.words import words

_SPEECH: Final = frozenset(("clause", "that", "addressee", "marks", "relay"))
_CLAUSES: Final = frozenset(("clause", "that", "addressee"))
# "He said he hailed the crew and praised it": such verbs share the first subject.
_SURE: Final = 0.8
# Fewer words before ", Li said in May" are an adverbial, not what was said.
_SHORTEST: Final = 4
# Sentences of more words are broken tables and texts without full stops.
_LONGEST: Final = 150
_CUES: Final = 12


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """A quotation in the making; made by `find_contents`, filled by `build`.

    Attributes
    ----------
    cue : Cue or None
    content : list of (int, int)
        Offsets into the text.
    kind, speakers, relays, uncertain, unclosed, confidence
        As in `framing.model.Quote`.
    outer : Draft or None
        The one whose content its cue stands in.
    antecedent : Draft or None
        The one that it goes on with, without a cue of its own.
    holds : bool
        Whether another one's cue stands in its content.
    """

    cue: Cue | None
    content: list[Offsets]
    kind: str = ""
    speakers: tuple[Speaker, ...] = ()
    relays: tuple[str, ...] = ()
    outer: Draft | None = None
    antecedent: Draft | None = None
    holds: bool = False
    uncertain: bool = False
    unclosed: bool = False
    confidence: float = 1.0


def find_contents(page: Page, cues: Sequence[Cue]) -> list[Draft]:
    """Return a draft for each cue that has content, in order of the cues."""
    for cue in cues:
        cue.aside = speaks(cue) and _is_aside(page, cue)
    drafts = []
    for index, cue in enumerate(cues):
        pieces = [p for p in _pieces(page, cue, cues, index) if p[0] < p[1]]
        if pieces:
            drafts.append(Draft(cue=cue, content=pieces))
    return drafts


def _pieces(page: Page, cue: Cue, cues: Sequence[Cue], index: int) -> list[Offsets]:
    limit = _limit(page, cue, cues, index)
    if cue.form == NOUN:
        return [span(page, cue.last, limit)]
    if cue.form == PREPOSITION:
        return _by_preposition(page, cue, limit)
    return _by_verb(page, cue, cues, index, limit=limit)


def _by_verb(
    page: Page, cue: Cue, cues: Sequence[Cue], index: int, *, limit: int
) -> list[Offsets]:
    first, stop = page.sentence_of(cue.first)
    later = cues[index + 1 : index + 3]
    if takes_mark_before(page, cue, limit):
        earlier = cues[max(0, index - 5) : index]
        return before_cue(page, cue, earlier=earlier, later=later, limit=limit)
    if cue.left == first + 1 and page.low[first] == "as" and speaks(cue):
        return _behind_as(page, cue, limit)
    if cue.aside:
        return _around(page, cue, limit)
    marked = after_cue(page, cue, later=later, limit=limit)
    if marked:
        return marked
    pieces = behind_cue(page, cue, limit)
    if pieces and limit == stop and speaks(cue):
        pieces += behind_colon(page, stop)
    return pieces


def speaks(cue: Cue) -> bool:
    """Say whether a cue takes what is said, and not only an object."""
    return (
        not cue.linked
        and cue.form == FINITE
        and not _SPEECH.isdisjoint(cue.entry.frames)
    )


def _limit(page: Page, cue: Cue, cues: Sequence[Cue], index: int) -> int:
    """Return where the content after a cue ends: at a later cue of the same rank."""
    first, stop = page.sentence_of(cue.first)
    stop = min(stop, cue.right + _LONGEST)
    for later in cues[index + 1 : index + _CUES]:
        if later.begin >= stop:
            break
        if later.first > cue.last and _is_same_rank(page, cue, later):
            stop = max(later.begin, cue.last)
            break
    concedes = page.low[first] in words().concession and cue.left <= first + 1
    if concedes and page.soft[cue.right]:
        return _first_comma(page, cue.right, stop)
    return stop


def _first_comma(page: Page, place: int, stop: int) -> int:
    """Return where a new main clause may begin behind a subordinate one."""
    for i in range(place + 1, stop):
        if page.marked[i] < 0 and has_comma(page, i):
            return i
    return stop


def _is_same_rank(page: Page, cue: Cue, later: Cue) -> bool:
    """Say whether a later cue stands beside an earlier one, not in its content."""
    known = words()
    opens = later.begin == cue.right and page.low[cue.right] == "that"
    if later.form == NOUN or later.begin < cue.right or opens:
        return False
    if later.aside or later.left in page.closes:
        return True
    before = page.low[later.left - 1] if later.left else ""
    is_apart = not page.soft[later.begin] or not page.soft[later.left]
    if later.form == PARTICIPLE:
        return is_apart and later.linked
    if later.linked and before in known.conjunction:
        return is_apart or _shares_subject(page, cue, later)
    if later.form == PREPOSITION:
        return is_apart
    return is_apart and (before in known.conjunction or before in known.subordinator)


def _shares_subject(page: Page, cue: Cue, later: Cue) -> bool:
    """Say whether "and praised …" goes on with the cue, not with its clause."""
    after = page.low[cue.last] if cue.last < len(page.low) else ""
    return (
        later.entry.weight >= _SURE
        or _CLAUSES.isdisjoint(cue.entry.frames)
        or after in words().he
        or after in words().they
    )


def _is_aside(page: Page, cue: Cue) -> bool:
    """Say whether a cue stands behind or inside its clause: "…, Li said."."""
    first, stop = page.sentence_of(cue.first)
    left = cue.left
    if cue.entry.frames == {"marks"} or page.low[first] in words().background:
        return False
    if left - first < 2 or page.soft[left] or left in page.closes:
        return False
    if not any(sign in page.gap(left) for sign in ",—–"):
        return False
    if cue.right >= stop or not page.soft[cue.right]:
        return cue.right not in page.opens and ":" not in page.gap(cue.right)
    place = cue.right
    if "addressee" in cue.entry.frames:  # "…, Li told TASS on Thursday."
        told = right_source(page, place, stop)
        place = told[1] if told is not None else place
    return left - first >= _SHORTEST and is_adverbial(page, place, stop)


def _around(page: Page, cue: Cue, limit: int) -> list[Offsets]:
    """Return the content of "…, Li said" and of "…, Li said, …"."""
    first, _ = page.sentence_of(cue.first)
    begin = skip_openers(page, max(first, cue.left - _LONGEST), cue.left)
    pieces = [span(page, begin, cue.left)]
    place = cue.right
    if place < limit and has_comma(page, place) and not goes_on(page, place):
        pieces.append(span(page, place, limit))
    return pieces


def _behind_as(page: Page, cue: Cue, limit: int) -> list[Offsets]:
    """Return the content of "As Li noted, …"."""
    place = cue.right
    if place < limit and has_comma(page, place) and place not in page.opens:
        return [span(page, place, limit)]
    return []


def _by_preposition(page: Page, cue: Cue, limit: int) -> list[Offsets]:
    """Return the content of "According to Li, …" and "…, according to Li"."""
    first, _ = page.sentence_of(cue.first)
    place = cue.right
    if opens_sentence(page, cue, first):
        return [span(page, place, limit)] if place < limit else []
    begin = skip_openers(page, max(first, cue.first - _LONGEST), cue.first)
    pieces = [_up_to(page, begin, cue.first)]
    if place < limit and has_comma(page, place):
        pieces.append(span(page, place, limit))
    return pieces


def _up_to(page: Page, begin: int, stop: int) -> Offsets:
    """Return the words before a cue, with the whole of a mark that ends there."""
    number = page.closes.get(stop)
    if number is None:
        return span(page, begin, stop)
    mark = page.marks[number]
    return min(mark.start, page.starts[begin]), mark.stop
