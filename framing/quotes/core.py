"""From a page to drafts: all that is said, by kind and by layer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from framing.quotes.contents import Draft, find_contents
from framing.quotes.cues import find_cues
from framing.quotes.labels import LABEL, labelled
from framing.quotes.layers import inner_layers
from framing.quotes.marks import Mark, inner_marks
from framing.quotes.page import Page
from framing.quotes.spans import Offsets
from framing.quotes.words import words

# Marked words without a cue: so few are a scare quote or a name, not a quotation.
_FEW: Final = 5
_DIRECT: Final = 0.9
# Drafts that share more of their words than this say the same.
_SAME: Final = 0.6
# No cue stands further from its content than this many drafts.
_NEAR: Final = 12
_UNSURE: Final = 0.5
_SHORT: Final = 3
_JUDGING: Final = frozenset(("naming", "praising", "hostile", "voicing"))
_ENDS: Final = frozenset(".?!,")


def find_drafts(page: Page) -> list[Draft]:
    """Return the quotations of a page by rule, outer ones before inner ones."""
    found = find_contents(page, find_cues(page))
    return complete(page, [*found, *labelled(page), *inner_layers(page)])


def complete(page: Page, found: list[Draft]) -> list[Draft]:
    """Return drafts in order with their layers, and all that has no cue."""
    found.sort(key=lambda draft: draft.cue.first if draft.cue is not None else -1)
    _nest(page, found)
    found = _without_doubles(_without_loose(page, found))
    found += _bare_marks(page, found)
    found.sort(key=lambda draft: (draft.content[0][0], -draft.content[-1][1]))
    for draft in found:
        draft.kind = draft.kind or _kind(page, draft)
        draft.uncertain = draft.uncertain or _is_doubtful(draft)
    _continue(page, found)
    found = _joined(found)
    found += _inner(page, found)
    found += _free(page, found)
    found.sort(key=lambda draft: (draft.content[0][0], -draft.content[-1][1]))
    return found


def is_quotation(draft: Draft) -> bool:
    """Say whether a draft attributes words: scare quotes and names do not."""
    return draft.kind not in {"scare", "name"}


def _nest(page: Page, found: Sequence[Draft]) -> None:
    """Point each draft whose cue lies in another's content to the smallest such one.

    An outer one is larger than what it holds, so that layers form no ring.
    """
    sizes = [sum(stop - start for start, stop in draft.content) for draft in found]
    for index, draft in enumerate(found):
        if draft.cue is None:
            continue
        at = page.starts[min(draft.cue.first, len(page.starts) - 1)]
        near = range(max(0, index - _NEAR), min(len(found), index + _NEAR))
        outer = [
            other
            for other in near
            if sizes[other] > sizes[index]
            and any(start <= at < stop for start, stop in found[other].content)
        ]
        if outer:
            draft.outer = found[min(outer, key=sizes.__getitem__)]
            draft.outer.holds = True


def _without_loose(page: Page, found: Iterable[Draft]) -> list[Draft]:
    """Drop inner layers of marks that nobody was given."""
    return [
        draft
        for draft in found
        if draft.outer is not None
        or draft.cue is None
        or draft.cue.first == draft.cue.last
        or page.marked[draft.cue.first] < 0
    ]


def _without_doubles(found: Iterable[Draft]) -> list[Draft]:
    """Of two drafts with the same words keep the one with the surer cue."""
    kept: list[Draft] = []
    for draft in found:
        near = range(max(0, len(kept) - _NEAR), len(kept))
        rival = next((i for i in near if _same(kept[i], draft)), -1)
        if rival < 0:
            kept.append(draft)
        elif _weight(draft) > _weight(kept[rival]):
            kept[rival] = draft
    return kept


def _weight(draft: Draft) -> float:
    return draft.cue.entry.weight if draft.cue is not None else 0.0


def _same(one: Draft, other: Draft) -> bool:
    if one.outer is other or other.outer is one:
        return False
    (a, b), (c, d) = one.content[0], other.content[0]
    return min(b, d) - max(a, c) > _SAME * max(b - a, d - c)


def _bare_marks(page: Page, found: Sequence[Draft]) -> list[Draft]:
    """Return drafts for marked stretches that no cue claims."""
    claimed = sorted(span for draft in found for span in draft.content)
    starts = [start for start, _ in claimed]
    made: list[Draft] = []
    for number, mark in enumerate(page.marks):
        place = bisect_left(starts, mark.start + 1)
        if any(mark.stop <= stop for _, stop in claimed[max(0, place - _NEAR) : place]):
            continue
        draft = Draft(cue=None, content=[(mark.start, mark.stop)])
        draft.unclosed = mark.unclosed
        draft.kind = _bare_kind(page, mark, page.firsts[number])
        made.append(draft)
    return made


def _bare_kind(page: Page, mark: Mark, first: int) -> str:
    """Say what a marked stretch without a cue is: a quotation, a name, a scare."""
    last = page.word_at(mark.stop)
    body = page.text[mark.inner : mark.end].strip()
    label = _label(page, first, last)
    if first and page.low[first - 1] in words().dubbed:
        return "name"
    is_sentence = body[-1:] in _ENDS and last - first > 2
    is_title = label == "name" and body[-1:] in {",", "."}
    if last - first > _FEW or (is_sentence and not is_title):
        return "direct"
    return label


def _label(page: Page, first: int, last: int) -> str:
    """Say whether a few marked words are a name: all with capitals but small ones."""
    small = words().preposition | words().determiner | words().conjunction
    inner = [i for i in range(first, last) if page.low[i] not in small]
    if inner == [first] and page.begins_sentence(first):
        return "scare"  # its capital says nothing: “Experts” have met again
    capital = [page.raw[i][0].isupper() or page.raw[i][0].isdigit() for i in inner]
    return "name" if inner and all(capital) else "scare"


def _kind(page: Page, draft: Draft) -> str:
    total = inside = 0
    for start, stop in draft.content:
        for mark in _marks_in(page, start, stop):
            is_name = mark.stop - mark.start < stop - start and _names(page, mark)
            inside += 0 if is_name else min(mark.stop, stop) - max(mark.start, start)
        total += stop - start
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT * total else "mixed"


def _marks_in(page: Page, start: int, stop: int) -> Iterator[Mark]:
    """Yield the marks that overlap a span."""
    place = bisect_left(page.marks, (start,))
    for mark in page.marks[max(0, place - 1) :]:
        if mark.start >= stop:
            break
        if mark.stop > start:
            yield mark


def _names(page: Page, mark: Mark) -> bool:
    """Say whether a mark in running text holds a name, as “Quad” does."""
    first, last = page.word_at(mark.start), page.word_at(mark.stop)
    if last - first > _FEW:
        return False
    return page.text[mark.end - 1] not in ".,?!" and _label(page, first, last) == "name"


def _keeps_away(page: Page, mark: Mark, draft: Draft) -> bool:
    """Say whether a mark in reported speech keeps words at a distance.

    "the so-called “peace formula”", "the “debt trap” claim", "that the “partners” had
    left": not what was said, but what the speaker calls it or will not call it. After
    verbs that name or judge, and before "of", the marked words are the speaker's own.
    """
    first, last = page.word_at(mark.start), page.word_at(mark.stop)
    if last - first > _FEW or page.begins_sentence(first) or first == 0:
        return False
    if page.text[mark.end - 1] in ".?!" or draft.kind == "direct":
        return False
    known, before = words(), page.low[first - 1]
    if before in known.so_called:
        return True
    cue = draft.cue
    if cue is None or cue.entry.cue_class in _JUDGING:
        return False
    after = page.low[last] if last < len(page.low) else ""
    is_noun = (
        after.isalpha() and page.raw[last].islower() and after not in known.no_noun
    )
    if is_noun and page.gap(last).strip() == page.text[mark.end]:
        return before in known.determiner or page.is_name(first - 1)
    is_clause = not cue.entry.frames.isdisjoint(("clause", "that"))
    is_definite = before in known.determiner - {"a", "an"} - known.wh
    is_term = is_definite and after not in known.complement
    return is_clause and is_term and last - first <= _SHORT


def _is_doubtful(draft: Draft) -> bool:
    """Say whether words are given to nobody, or by a verb that no lexicon holds.

    "A decision is expected", "the bank held its rate": of such attributions without
    marks half were right on the development part. They may be the outlet's own.
    """
    cue = draft.cue
    if cue is None or cue.form == LABEL or draft.kind != "indirect":
        return False
    return cue.source is None or not cue.entry.frames


def _continue(page: Page, found: Sequence[Draft]) -> None:
    """Point bare quotations to the one that they go on with.

    That is one in the same or the paragraph before, if this one fills its own
    sentences.
    """
    previous: Draft | None = None
    for draft in found:
        if not is_quotation(draft) or draft.outer is not None:
            continue
        if draft.cue is None:
            if previous is not None and _is_next(page, previous, draft):
                draft.antecedent = previous.antecedent or previous
            else:
                draft.confidence = _UNSURE
        previous = draft


def _joined(found: Sequence[Draft]) -> list[Draft]:
    """Join what goes on without a cue: "“…” he said. “…”", and the next paragraph."""
    kept = []
    for draft in found:
        owner = draft.antecedent
        if owner is not None and owner.kind == draft.kind == "direct":
            owner.content = sorted([*owner.content, *draft.content])
            owner.unclosed = owner.unclosed or draft.unclosed
        else:
            kept.append(draft)
    return kept


def _is_next(page: Page, previous: Draft, draft: Draft) -> bool:
    word = page.word_at(draft.content[0][0])
    before = page.word_at(previous.content[-1][1]) - 1
    if previous.cue is not None:
        before = max(before, previous.cue.last - 1)
    here, there = page.paragraph_of(word), page.paragraph_of(max(before, 0))
    return page.begins_sentence(word) and here[0] in there


def _inner(page: Page, found: Sequence[Draft]) -> list[Draft]:
    """Return names and scare quotes inside what is said, as their user's."""
    made = []
    for draft in found:
        if not is_quotation(draft):
            continue
        for start, stop in draft.content:
            for mark in _marks_in(page, start, stop):
                is_label = _names(page, mark) or _keeps_away(page, mark, draft)
                whole = [(mark.start, mark.stop)] if is_label else []
                inner = inner_marks(page.text, mark) if not whole else ()
                made += [
                    _as_inner(page, span, draft)
                    for span in (*whole, *inner)
                    if start <= span[0] and span[1] <= stop
                ]
    layers = {span for draft in found if draft.outer for span in draft.content}
    innermost = {d.content[0]: d for d in made if d.content[0] not in layers}
    return [
        draft
        for draft in innermost.values()
        if draft.outer is not None and draft.content[0] not in draft.outer.content
    ]


def _as_inner(page: Page, span: Offsets, outer: Draft) -> Draft:
    first, last = page.word_at(span[0]), page.word_at(span[1])
    draft = Draft(cue=None, content=[span], outer=outer)
    is_label = last - first <= _FEW
    draft.kind = _label(page, first, last) if is_label else "direct"
    if is_label:
        draft.antecedent = outer
    else:
        draft.confidence = _UNSURE
    return draft


def _free(page: Page, found: Sequence[Draft]) -> list[Draft]:
    """Return sentences that may go on with what was reported just before.

    "Xi called for more trade. The two sides should build ports." Such a sentence
    has no cue and no marks, says what should be, and follows reported speech in
    its paragraph; it may be the outlet's own.
    """
    busy = {page.sentence[page.word_at(a)] for d in found for a, _ in d.content}
    busy |= {page.sentence[d.cue.first] for d in found if d.cue is not None}
    made = []
    for draft in found:
        if draft.cue is None or draft.kind == "direct" or draft.outer is not None:
            continue
        number = page.sentence[draft.cue.first] + 1
        if number in busy or not _may_go_on(page, number):
            continue
        first, last = page.sentences[number]
        content = [(page.starts[first], page.stops[last - 1])]
        free = Draft(cue=None, content=content, kind="indirect", uncertain=True)
        free.antecedent, free.confidence = draft, _UNSURE
        made.append(free)
        busy.add(number)
    return made


def _may_go_on(page: Page, number: int) -> bool:
    if number >= len(page.sentences):
        return False
    first, last = page.sentences[number]
    if page.paragraph_of(first)[0] == first:
        return False
    return not words().uncertain_modal.isdisjoint(page.low[first:last])
