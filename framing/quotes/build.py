"""From drafts to quotes: speakers, relays, layers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from framing.model import Quote, Span, Speaker
from framing.quotes.contents import Draft
from framing.quotes.core import is_quotation
from framing.quotes.cues import PREPOSITION, Cue
from framing.quotes.marks import Mark
from framing.quotes.page import Page
from framing.quotes.people import Memory, of_person
from framing.quotes.relays import quoted_by, relay_name, relays_in
from framing.quotes.scene import Scene, is_media
from framing.quotes.spans import Offsets
from framing.quotes.speakers import who_speaks
from framing.quotes.words import words

# A layer that adds nothing but an agency: "Li said …, Reuters reported".
_ALL_BUT: Final = 0.6
# Cues of one sentence stand within so many drafts.
_NEAR: Final = 8
# "said of the consul, Mark Elo"
_TO_NAME: Final = 6
# An agency is credited within so many words: "in an interview on Monday with …".
_FAR: Final = 40


def fill(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Give each draft its speakers and relays, and drop layers of agencies."""
    memory = Memory()
    for index, draft in enumerate(drafts):
        if draft.cue is not None:
            draft.speakers = _speakers(scene, draft, memory)
            near = drafts[max(0, index - _NEAR) : index + _NEAR]
            draft.relays = _relays(scene, draft, near)
        elif draft.antecedent is not None:
            draft.speakers = draft.antecedent.speakers
            draft.relays = draft.antecedent.relays
        if is_quotation(draft) and draft.outer is None:
            memory.spoken.append((_word(scene, draft), draft.speakers))
    drafts = _without_echoes([draft for draft in drafts if _is_said(scene.page, draft)])
    return _apart(_without_agency_layers(drafts, scene))


def _apart(drafts: Sequence[Draft]) -> list[Draft]:
    """Give each word to one quotation of a layer: to the one that begins first.

    A mark between two pieces of a quotation stays a quotation of its own.
    """
    kept: list[Draft] = []
    layers: dict[int, list[Offsets]] = {}
    there = {id(draft) for draft in drafts}
    for draft in sorted(drafts, key=_place):
        outer = draft.outer
        while outer is not None and not (outer.content and id(outer) in there):
            outer = outer.outer
        draft.outer = outer
        taken = layers.setdefault(id(outer), [])
        draft.content = [
            piece for given in draft.content for piece in _left(given, taken)
        ]
        if draft.content:
            kept.append(draft)
    return kept


def _left(piece: Offsets, taken: list[Offsets]) -> Iterator[Offsets]:
    """Yield what is left of a piece beside those taken before, and take it."""
    start, stop = piece
    place = bisect_left(taken, (start + 1,))
    if place and taken[place - 1][1] > start:
        start = taken[place - 1][1]
    if place < len(taken):
        stop = min(stop, taken[place][0])
    if start < stop:
        taken.insert(place, (start, stop))
        yield start, stop


def _place(draft: Draft) -> tuple[int, int]:
    return draft.content[0][0], -draft.content[-1][1]


def _is_said(page: Page, draft: Draft) -> bool:
    """Say whether a layer is speech by somebody: not "Li said the crew wanted more".

    Nor "Li said Turkey would object": that has not been said.

    Outermost layers stay, whatever they are.
    """
    if draft.outer is None or draft.cue is None:
        return True
    cue, known = draft.cue, words()
    group = page.low[cue.group : cue.first]
    is_act = page.low[cue.first] in known.act or cue.entry.cue_class == "thinking"
    return bool(draft.speakers) and not is_act and known.modal.isdisjoint(group)


def _word(scene: Scene, draft: Draft) -> int:
    if draft.cue is not None:
        return draft.cue.first
    return bisect_left(scene.page.starts, draft.content[0][0])


def _speakers(scene: Scene, draft: Draft, memory: Memory) -> tuple[Speaker, ...]:
    cue, outer = draft.cue, draft.outer
    if cue is None or cue.source is None:
        return ()
    if outer is not None and scene.page.low[cue.source[0]] in words().he:
        about = _said_of(scene, outer, memory)
        if about:
            return about
    citing = _citing(scene, cue)
    if citing is not None:
        return who_speaks(scene, citing, memory)
    return who_speaks(scene, cue.source, memory)


def _said_of(scene: Scene, outer: Draft, memory: Memory) -> tuple[Speaker, ...]:
    """Return whom a quotation is about: "“He lied,” Li said of *Mark Elo*"."""
    cue, low = outer.cue, scene.page.low
    if cue is None or cue.right >= len(low) or low[cue.right] != "of":
        return ()
    people = scene.people_in(cue.right + 1, cue.right + _TO_NAME)
    return (of_person(scene, people[0], memory),) if people else ()


def _citing(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """Return whom an agency cites: "Reuters, citing *two officials*, reported"."""
    if cue.cited is not None or cue.source is None:
        return cue.cited
    low = scene.page.low
    first, last = cue.source
    known = words()
    for i in range(first + 1, last - 1):
        is_clause = low[i] in known.passing_on and low[i - 1] in known.relative
        if (low[i] in known.citing or is_clause) and is_media(scene, (first, i - 1)):
            return i + 1, last
    return None


def _relays(scene: Scene, draft: Draft, drafts: list[Draft]) -> tuple[str, ...]:
    cue = draft.cue
    if cue is None:
        return ()
    found: list[str] = []
    citing = _citing(scene, cue)
    if citing is not None and cue.source is not None:
        end = min(cue.source[1], max(citing[0] - 1, cue.source[0] + 1))
        found.append(relay_name(scene, (cue.source[0], end), draft.speakers))
    elif cue.source is not None:
        found += quoted_by(scene, cue.source, draft.speakers)
    if cue.relay is not None:
        found.append(relay_name(scene, cue.relay, draft.speakers))
    if not any(speaker.actor_type == "media" for speaker in draft.speakers):
        spans = (_beside(scene, draft), *_around(scene, cue))
        for span in spans if draft.outer is None else ():
            found += relays_in(scene, span, draft.speakers)
    if cue.linked:
        found += _of_main(cue, draft, drafts)
    if draft.outer is not None:
        found += _outer_names(scene, draft.outer, draft.speakers)
    return tuple(dict.fromkeys(found))


def _around(scene: Scene, cue: Cue) -> Iterator[tuple[int, int]]:
    """Yield where an outlet may be credited before a cue.

    "*Speaking to CCTV*, Li said", "Li, *in comments carried by TASS*, said", "said one
    official, *who spoke to Reuters*".
    """
    page = scene.page
    if cue.source is None:
        return
    start, stop = cue.source
    comma = next((i for i in range(start + 1, stop) if not page.soft[i]), stop)
    yield comma, stop
    if stop < cue.group <= stop + _FAR:
        yield stop, cue.group
    first, _ = page.sentence_of(cue.first)
    leads = page.low[first] in {"in", "asked"} or page.low[first].endswith("ing")
    if leads and first < cue.left <= first + _FAR and page.marked[first] < 0:
        yield first, cue.left


def _beside(scene: Scene, draft: Draft) -> tuple[int, int]:
    """Return the words of the cue's sentence after it that are no content."""
    page, cue = scene.page, draft.cue
    if cue is None:
        return 0, 0
    start = cue.right
    _, stop = page.sentence_of(cue.first)
    for first, last in draft.content:
        word = bisect_left(page.starts, first)
        if word == start:  # "in a commentary carried by" stands behind it
            start = bisect_left(page.starts, last)
        elif word > start:
            stop = min(stop, word)
    stop = max(start, min(stop, start + _FAR))
    for i in range(start, stop):
        if page.low[i] in words().subordinator and page.low[i] not in {"that", "as"}:
            return start, i
    return start, stop


def _of_main(cue: Cue, draft: Draft, drafts: list[Draft]) -> tuple[str, ...]:
    """Return the relays of the cue whose source a linked cue shares."""
    for other in drafts:
        if other is draft or other.cue is None or other.cue.linked:
            continue
        if other.cue.source == cue.source and other.outer is None:
            return other.relays
    return ()


def _outer_names(
    scene: Scene, outer: Draft, speakers: tuple[Speaker, ...]
) -> tuple[str, ...]:
    cue = outer.cue
    is_cited = cue is not None and cue.cited is not None
    if (
        cue is not None
        and cue.source is not None
        and not is_cited
        and is_media(scene, cue.source)
    ):
        return (relay_name(scene, cue.source, speakers),)
    return tuple(speaker.name for speaker in outer.speakers)


def _without_echoes(drafts: list[Draft]) -> list[Draft]:
    """Drop inner layers of the same speaker: "Li said he hoped for peace"."""
    echoes = {
        id(draft)
        for draft in drafts
        if draft.outer is not None
        and draft.cue is not None
        and draft.speakers
        and draft.speakers == draft.outer.speakers
    }
    for draft in drafts:
        while draft.outer is not None and id(draft.outer) in echoes:
            draft.outer = draft.outer.outer
    return [draft for draft in drafts if id(draft) not in echoes]


def _without_agency_layers(drafts: list[Draft], scene: Scene) -> list[Draft]:
    dropped: set[int] = set()
    for draft in drafts:
        outer = draft.outer
        if outer is None or outer.cue is None or outer.cue.source is None:
            continue
        if draft.cue is None or (outer.cue.form == PREPOSITION and not draft.relays):
            continue
        is_relay = is_media(scene, outer.cue.source) and outer.cue.cited is None
        if is_relay and _covers(scene.page, draft, outer):
            dropped.add(id(outer))
            draft.outer = outer.outer
    return [draft for draft in drafts if id(draft) not in dropped]


def _covers(page: Page, inner: Draft, outer: Draft) -> bool:
    size = sum(b - a for a, b in outer.content)
    told = sum(b - a for a, b in inner.content)
    if inner.cue is not None:
        told += page.stops[inner.cue.right - 1] - page.starts[inner.cue.left]
    return told >= _ALL_BUT * size


def to_quotes(scene: Scene, drafts: list[Draft]) -> tuple[Quote, ...]:
    """Return drafts as quotes, in order of their content, outer layers first."""
    drafts = sorted(drafts, key=_place)
    index = {id(draft): i for i, draft in enumerate(drafts)}
    return tuple(_quote(scene, draft, index) for draft in drafts)


def _quote(scene: Scene, draft: Draft, index: dict[int, int]) -> Quote:
    page, cue = scene.page, draft.cue
    owner = cue if draft.antecedent is None else draft.antecedent.cue
    source = (
        () if owner is None or owner.source is None else (_span(scene, owner.source),)
    )
    return Quote(
        kind=draft.kind,
        content=tuple(Span(*span) for span in draft.content),
        cue=_cue_spans(scene, cue) if cue is not None else (),
        source=source,
        speakers=draft.speakers,
        relays=draft.relays,
        cue_class=cue.entry.cue_class if cue is not None else "",
        nested_in=index.get(id(draft.outer), -1),
        unclosed=draft.unclosed or _has_unclosed(page.marks, draft),
        uncertain=draft.uncertain,
        confidence=draft.confidence,
    )


def _span(scene: Scene, range_: tuple[int, int]) -> Span:
    page = scene.page
    return Span(page.starts[range_[0]], page.stops[range_[1] - 1])


def _cue_spans(scene: Scene, cue: Cue) -> tuple[Span, ...]:
    """Return the cue's words: none of a label, two pieces of "quoted Li as saying"."""
    if cue.first == cue.last:
        return ()
    if cue.relay is None or cue.source is None or cue.source[0] < cue.first:
        return (_span(scene, (cue.first, cue.last)),)
    return (
        _span(scene, (cue.first, cue.source[0])),
        _span(scene, (cue.source[1], cue.last)),
    )


def _has_unclosed(marks: Sequence[Mark], draft: Draft) -> bool:
    return any(
        marks[place].unclosed and marks[place].start < stop
        for start, stop in draft.content
        for place in range(*_overlap(marks, start, stop))
    )


def _overlap(marks: Sequence[Mark], start: int, stop: int) -> tuple[int, int]:
    return bisect_left(marks, (start,)), bisect_left(marks, (stop,))
