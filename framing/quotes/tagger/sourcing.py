"""Which words name the source of a cue, or none.

Candidates are what the words were labelled as, what the rules found, pronouns, and
the noun phrase right before the cue, in the paragraph of the cue.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.quotes.page import Page
from framing.quotes.sources import Range, left_source
from framing.quotes.tagger.hashing import between, parse, running
from framing.quotes.tagger.parts import (
    Numbers,
    Pairs,
    Parts,
    count_between,
    is_nearest,
    pair_buckets,
    signed_classes,
    starts_and_stops,
)
from framing.quotes.tagger.vocabulary import COORDINATOR
from framing.quotes.words import words

# A source stands at most so many words before or behind its cue; of the sources in
# the training part 0.3 % stand further away.
_BEFORE: Final = 90
_BEHIND: Final = 40
_LABELLED, _HINTED, _PRONOUN, _BESIDE = 1, 2, 4, 8

_TEMPLATES: Final = parse("""
side
side steps cues
side steps sources sentences
kind side touches
kind hint
hint side sentences
hint kind sources
side gap touches
side after kind
cue side touches
cue side sentences
cue_start side
head_class side sentences
head_class head_shape kind
head
first_word side
marks side hint
opens sentences side cues
opens sentences side hint kind
nearest side sentences hint
size kind hint
crossed side sentences contents
joined side sources cues sentences
joined opens sentences
cues sources contents side sentences
cue_end side touches
head_shape side touches
before_word side
before_class head_class
after_cue side touches
after_word side touches
sentences cues kind hint head_shape
strength side sentences hint
""")


class Candidates(NamedTuple):
    """Words that may name a source: ranges in order, how each was found, its head."""

    ranges: list[Range]
    kinds: Numbers
    heads: Numbers


def candidates_of(parts: Parts) -> Candidates:
    """Return all that may name a source on a page."""
    pronouns = words().pronoun
    found = dict.fromkeys(parts.sources, _LABELLED)
    taken = {word for span in parts.sources for word in range(*span)}
    for span in parts.hints.sources:
        if span in found:
            found[span] |= _HINTED
        elif taken.isdisjoint(range(*span)):
            found[span] = _HINTED
    taken |= {word for span in parts.hints.sources for word in range(*span)}
    for place, word in enumerate(parts.page.low):
        if word in pronouns and place not in taken:
            found[place, place + 1] = _PRONOUN
    for start, _ in parts.cues:
        beside = left_source(parts.page, start)
        if beside is not None and taken.isdisjoint(range(*beside)):
            found[beside] = found.get(beside, 0) | _BESIDE
    ranges = sorted(found)
    heads = [head_of(parts.page, *span) for span in ranges]
    return Candidates(
        ranges=ranges,
        kinds=np.asarray([found[span] for span in ranges], np.int64),
        heads=np.asarray(heads, np.int64),
    )


def head_of(page: Page, start: int, stop: int) -> int:
    """Return the last word of a noun phrase before a comma or a preposition."""
    known = words()
    for place in range(start + 1, stop):
        low = page.low[place]
        if not page.soft[place] or low in known.preposition or low in known.relative:
            return place - 1
    return stop - 1


def source_pairs(parts: Parts, candidates: Candidates) -> Pairs:
    """Return each cue with the candidates near it.

    Returns
    -------
    Pairs
        `one` counts cues, `other` candidates.
    """
    one, other = _near(parts, candidates)
    arrays = _arrays(parts, candidates, one, other)
    return Pairs(one=one, other=other, features=pair_buckets(_TEMPLATES, arrays))


def _near(parts: Parts, candidates: Candidates) -> tuple[Numbers, Numbers]:
    cues, cue_stops = starts_and_stops(parts.cues)
    starts, _ = starts_and_stops(candidates.ranges)
    paragraph = parts.signals.paragraph
    first = np.searchsorted(paragraph, paragraph[cues])
    last = np.searchsorted(paragraph, paragraph[cues], side="right")
    low = np.searchsorted(starts, np.maximum(first, cues - _BEFORE))
    high = np.searchsorted(starts, np.minimum(last, cue_stops + _BEHIND))
    counts = np.maximum(high - low, 0)
    one = np.repeat(np.arange(len(cues)), counts)
    shift = np.repeat(np.cumsum(counts) - counts, counts)
    return one, np.arange(counts.sum()) - shift + np.repeat(low, counts)


def _arrays(
    parts: Parts, candidates: Candidates, one: Numbers, other: Numbers
) -> dict[str, NDArray[np.generic]]:
    signals = parts.signals
    cues, cue_stops = starts_and_stops(parts.cues)
    starts, stops = starts_and_stops(candidates.ranges)
    cue, cue_stop = cues[one], cue_stops[one]
    start, stop, head = starts[other], stops[other], candidates.heads[other]
    before = start < cue
    low, high = np.where(before, stop, cue_stop), np.where(before, cue, start)
    steps = np.maximum(high - low, 0)
    word, role = signals.arrays["word"], signals.arrays["class"]
    end = len(word) - 1
    quoted = signals.quoted
    crossed = between(running(quoted), np.minimum(low, high), high) > 0
    contents, _ = starts_and_stops(parts.contents)
    return {
        "side": before,
        "steps": signed_classes(steps),
        "cues": np.minimum(3, count_between(cues, low, high)),
        "sources": np.minimum(3, count_between(starts, low, high)),
        "contents": np.minimum(2, count_between(contents, low, high)),
        "sentences": np.clip(signals.sentence[start] - signals.sentence[cue], -4, 3),
        "gap": signals.gap[high],
        "after": signals.gap[stop],
        "kind": candidates.kinds[other],
        "hint": _agreement(parts, one, start, stop),
        "cue": word[cue_stop - 1],
        "cue_start": word[cue],
        "cue_end": signals.arrays["end3"][cue_stop - 1],
        "strength": signals.arrays["strength"][cue_stop - 1],
        "head": word[head],
        "head_class": role[head],
        "head_shape": signals.arrays["shape"][head],
        "first_word": word[start],
        "before_word": word[np.maximum(start - 1, 0)],
        "before_class": role[np.maximum(start - 1, 0)],
        "after_word": word[np.minimum(stop, end)],
        "after_cue": word[np.minimum(cue_stop, end)],
        "marks": 2 * quoted[head] + quoted[start],
        "opens": signals.first[start] == start,
        "touches": steps == 0,
        "nearest": is_nearest(steps, one, len(cues)),
        "size": np.minimum(5, stop - start),
        "crossed": crossed,
        "joined": np.isin(role[np.maximum(cue - 1, 0)], COORDINATOR),
    }


def _agreement(parts: Parts, one: Numbers, start: Numbers, stop: Numbers) -> Numbers:
    """Return whether the rules gave a cue this source, another one, or none."""
    of_cue, none = parts.hints.of_cue, (-1, -1)
    given = [
        next((of_cue[at] for at in range(*cue) if at in of_cue), none)
        for cue in parts.cues
    ]
    first, last = starts_and_stops(given)
    overlaps = (first[one] < stop) & (last[one] > start)
    return np.where(first[one] < 0, 0, np.where(overlaps, 2, 1))
