"""What a model found and what the rules found, as one list of drafts.

The model decides which words are given to whom in the outermost layer. The rules
keep what it cannot know: inner layers, agencies that pass words on ("Xinhua quoted
Xi as saying"), labels of transcripts, and marks, whose edges are exact.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from framing.quotes.contents import Draft
from framing.quotes.cues import FINITE, PARTICIPLE, Cue
from framing.quotes.labels import LABEL
from framing.quotes.page import Page
from framing.quotes.sources import Range
from framing.quotes.spans import Offsets, before_setting, has_comma, span
from framing.quotes.tagger import Attribution
from framing.quotes.words import CueEntry, words

# What a rule alone found is kept from this weight of its cue on.
_SURE: Final = 0.9
_DASHES: Final = ("—", "–", " - ", "--")


def merged(
    page: Page, drafts: Sequence[Draft], found: Sequence[Attribution]
) -> list[Draft]:
    """Return the drafts with a cue, those of the model first in doubt.

    Parameters
    ----------
    page : Page
    drafts : sequence of Draft
        By rule, complete.
    found : sequence of Attribution
        By the model.

    Returns
    -------
    list of Draft
        In order of their cues, without layers.
    """
    ruled = [draft for draft in drafts if draft.cue is not None]
    own = [draft for draft in ruled if _is_ours(page, draft)]
    held = {word for draft in own for word in _extent(draft)}
    held |= {word for a in found for word in range(*(a.source or (0, 0)))}
    held |= {word for draft in ruled for word in _apposition(page, draft)}
    left = [a for a in found if held.isdisjoint(range(*a.cue))]
    left = _handed_back(page, left)
    breaks = sorted(_begin(draft) for draft in ruled if _goes_on(draft))
    made = _made(page, left, ruled, breaks)
    taken = sorted(piece for draft in (*made, *own) for piece in draft.content)
    cues = {word for attribution in found for word in range(*attribution.cue)}
    said = sorted(piece for attribution in left for piece in attribution.contents)
    kept = {id(draft) for draft in own}
    made += [
        Draft(cue=draft.cue, content=draft.content, confidence=_weight(draft))
        for draft in ruled
        if id(draft) in kept
        or _adds(page, draft, taken, cues)
        or (_goes_on(draft) and _inside(_begin(draft), said))
    ]
    return sorted(made, key=_begin)


def _handed_back(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """Give marks after "“…,” Li said, Interfax reported. “…”" to Li."""
    kept: list[Attribution] = []
    for attribution in found:
        number = page.sentence[attribution.cue[0]]
        is_later = all(
            page.sentence[first] > number and page.marked[first] >= 0
            for first, _ in attribution.contents
        )
        before = kept[-1] if kept else None
        if is_later and before is not None and page.sentence[before.cue[0]] == number:
            contents = (*before.contents, *attribution.contents)
            kept[-1] = before._replace(contents=contents)
        else:
            kept.append(attribution)
    return kept


def _made(
    page: Page,
    found: Iterable[Attribution],
    ruled: Iterable[Draft],
    breaks: Sequence[int],
) -> list[Draft]:
    """Return the drafts of the model, with what the rules know of their cues."""
    known = {
        word: draft
        for draft in ruled
        if draft.cue is not None
        for word in range(draft.cue.group, draft.cue.last)
    }
    entries = {hit.first: hit.payload for hit in page.hits}
    drafts = []
    for attribution in found:
        rule = next((known[at] for at in range(*attribution.cue) if at in known), None)
        cue = _cue(page, attribution, rule.cue if rule is not None else None, entries)
        content = _exact(page, _near(page, attribution, breaks))
        if rule is not None and cue.aside and len(rule.content) > len(content):
            content = rule.content  # "Moscow, he pointed out, had kept its word"
        if content and _is_worth(page, cue, content):
            drafts.append(
                Draft(cue=cue, content=content, confidence=attribution.confidence)
            )
    return drafts


def _cue(
    page: Page,
    attribution: Attribution,
    rule: Cue | None,
    entries: Mapping[int, CueEntry],
) -> Cue:
    """Return a cue with the source that the model gave it."""
    source = attribution.source
    if rule is not None:
        if source is None and (_is_apposed(page, rule) or _is_joined(page, rule)):
            source = rule.source
        linked = rule.linked and source == rule.source
        return replace(rule, source=source, linked=linked)
    first, last = attribution.cue
    entry = next((entries[at] for at in range(first, last) if at in entries), None)
    if entry is None:
        term = " ".join(page.low[first:last])
        entry = CueEntry(term=term, cue_class="", weight=0.0, frames=frozenset())
    return Cue(
        entry=entry,
        first=first,
        last=last,
        group=first,
        form=FINITE,
        source=source,
        inverted=source is not None and source[0] >= last,
        begin=first,
    )


def _is_apposed(page: Page, cue: Cue) -> bool:
    """Say whether a name with its apposition stands before: "Li, a doctor, said"."""
    source = cue.source or (0, 0)
    return (
        cue.form == FINITE
        and not cue.linked
        and source[1] == cue.group
        and page.is_name(source[0])
        and not all(page.soft[source[0] + 1 : source[1]])
    )


def _is_joined(page: Page, cue: Cue) -> bool:
    """Say whether a verb shares a named subject: "Tokyo protested and *demanded*"."""
    source = cue.source or (0, 0)
    return (
        cue.form == FINITE
        and cue.linked
        and page.low[cue.group - 1] in words().conjunction
        and source[0] < source[1]
        and page.is_name(source[0])
    )


def _near(
    page: Page, attribution: Attribution, breaks: Sequence[int]
) -> Iterator[Range]:
    """Yield the pieces in the sentence of the cue, and all that stand in marks.

    Unmarked sentences before and behind are seldom meant; `complete` gives those that
    may go on with what was said a voice of their own. A piece ends where a later verb
    goes on: "Li said he would come, calling the pact good" gives words to Li twice.
    """
    home = page.sentence[attribution.cue[0]]
    for first, end in attribution.contents:
        if _credits(page, first):
            continue
        place = bisect_left(breaks, first + 1)
        last = min([end, *breaks[place : place + 1]])
        start, is_over = first, False
        for word in range(first + 1, last + 1):
            is_end = word < last and _is_over(page, word)
            if word < last and not (is_end or _is_new(page, word)):
                continue
            if is_over and not page.begins_sentence(start):
                start = word
                continue
            is_over = is_end
            if page.low[start] in words().outlet_word and page.is_name(start - 1):
                start += 1  # "told Germany's Bild newspaper the alliance …"
            if page.marked[start] >= 0 and page.marked[word - 1] >= 0:
                yield start, word
            elif page.sentence[start] == home:
                yield start, before_setting(page, start, word)
            start = word


def _credits(page: Page, word: int) -> bool:
    """Say whether words only credit an outlet: "…, as quoted by Interfax"."""
    known = words()
    after = page.low[word + 1] if word + 1 < len(page.low) else ""
    passes = known.passing_on | known.carried | {"reported"}
    return page.low[word] == "as" and after in passes


def _is_new(page: Page, word: int) -> bool:
    """Say whether a sentence begins, not within one mark."""
    mark = page.marked[word]
    is_inside = mark >= 0 and mark == page.marked[word - 1]
    return page.begins_sentence(word) and not is_inside


def _is_over(page: Page, word: int) -> bool:
    """Say whether what is said ends before a word, in the middle of a sentence.

    At a semicolon outside marks, and before the outlet's remark: "called it “a
    triumph” — a claim that …".
    """
    if page.soft[word] or (page.marked[word] >= 0 and word not in page.opens):
        return False
    gap = page.gap(word)
    is_remark = word in page.closes and page.low[word] in {"a", "an"}
    return ";" in gap or (is_remark and any(dash in gap for dash in _DASHES))


def _exact(page: Page, pieces: Iterable[Range]) -> list[Offsets]:
    """Return pieces as offsets; one that cuts through marks takes all of them."""
    made: list[Offsets] = []
    for first, last in pieces:
        start, stop = span(page, first, last)
        for word in (first, last - 1):
            if page.marked[word] >= 0:
                mark = page.marks[page.marked[word]]
                start, stop = min(start, mark.start), max(stop, mark.stop)
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(stop, made[-1][1]))
        else:
            made.append((start, stop))
    return made


def _is_worth(page: Page, cue: Cue, content: Sequence[Offsets]) -> bool:
    """Say whether a cue gives anybody anything to say.

    Acts without content ("discussed trade", "declined to comment",
    "asked not to be named") and names ("dubbed “the bear”") are nothing.
    """
    known, entry = words(), cue.entry
    first = page.word_at(content[0][0])
    opening = page.low[first : first + 3]
    is_silent = opening[:1] == ["to"] and not known.silent.isdisjoint(opening[1:2])
    is_silent = is_silent and known.wh.isdisjoint(opening[2:3])
    near = page.marks_from(content[0][0])[:1]
    is_marked = any(mark.start < content[-1][1] for mark in near)
    is_act = page.low[cue.first] in known.act and not is_marked
    if is_act or opening == ["not", "to", "be"]:
        return False
    if is_silent and entry.cue_class == "rejecting":
        return False
    is_question = entry.cue_class == "asking"
    group = page.low[max(0, cue.first - 2) : cue.last]
    if is_question and (
        page.begins_sentence(cue.first) or not known.be.isdisjoint(group)
    ):
        return False  # "Asked about it, she said", "Li was asked about it"
    if cue.source is None:
        return not is_question
    return page.low[cue.first] not in known.dubbed or cue.last not in page.opens


def _is_ours(page: Page, draft: Draft) -> bool:
    """Say whether a draft is of a form that the rules know better than the model.

    Labels of transcripts, "Xinhua quoted Xi as saying", "Reuters, citing two
    officials, reported", and both layers of "Reuters reported that Xi said".
    """
    cue = draft.cue
    if cue is None:
        return False
    if cue.relay is not None or cue.cited is not None or cue.form == LABEL:
        return True
    if not words().citing.isdisjoint(page.low[slice(*(cue.source or (0, 0)))]):
        return True
    return _passes_on(draft) or (draft.outer is not None and _passes_on(draft.outer))


def _passes_on(draft: Draft) -> bool:
    cue = draft.cue
    return cue is not None and cue.entry.cue_class == "relaying" and draft.holds


def _goes_on(draft: Draft) -> bool:
    """Say whether a draft shares its source: "Li said …, *calling* the pact good"."""
    cue = draft.cue
    return (
        cue is not None
        and draft.outer is None
        and cue.linked
        and cue.form in {FINITE, PARTICIPLE}
    )


def _adds(page: Page, draft: Draft, taken: Sequence[Offsets], cues: set[int]) -> bool:
    """Say whether a draft by rule adds to what the model found."""
    cue = draft.cue
    if cue is None or not cues.isdisjoint(range(cue.group, cue.last)):
        return False
    if _inside(page.starts[cue.first], taken):
        return True
    if cue.aside and cue.entry.weight >= _SURE and cue.source is not None:
        return True  # "Beijing opposes the pact, Mao Ning said": a layer around
    free = not any(_overlaps(piece, taken) for piece in draft.content)
    return free and (cue.entry.weight >= _SURE or draft.kind == "direct")


def _extent(draft: Draft) -> range:
    """Return the words of a cue, its source, and whom that cites."""
    cue = draft.cue
    if cue is None:
        return range(0)
    cited = cue.cited or (cue.left + 1, cue.left)
    return range(min(cue.left, cited[0] - 1), max(cue.right, cue.last, cited[1]))


def _apposition(page: Page, draft: Draft) -> range:
    """Return the words of a source from its first comma on."""
    start, stop = (draft.cue.source if draft.cue is not None else None) or (0, 0)
    comma = (word for word in range(start + 1, stop) if has_comma(page, word))
    return range(next(comma, stop), stop)


def _begin(draft: Draft) -> int:
    return draft.cue.begin if draft.cue is not None else 0


def _weight(draft: Draft) -> float:
    return draft.cue.entry.weight if draft.cue is not None else draft.confidence


def _inside(place: int, taken: Sequence[Offsets]) -> bool:
    at = bisect_left(taken, (place + 1,)) - 1
    return at >= 0 and taken[at][0] <= place < taken[at][1]


def _overlaps(piece: Offsets, taken: Sequence[Offsets]) -> bool:
    at = bisect_left(taken, (piece[1],)) - 1
    return at >= 0 and taken[at][1] > piece[0]
