"""Which cue gives a piece of content to its source.

The pieces of one quotation ("…," she said, "…") end up at one cue, so that they
are one quotation again.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.quotes.tagger.hashing import parse, running, share
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
from framing.quotes.tagger.signals import classes

# So many cues before and behind a piece are tried, in its paragraph and, before it,
# in the one above.
_BEFORE: Final = 4
_BEHIND: Final = 3

_TEMPLATES: Final = parse("""
side
side steps cues
side sentences marks
side sentences end_sentences paragraphs marks
side gap touches
side gap marks cues
side far_gap marks
side cue
side cue marks
side cue touches marks
hint side
hint side marks sentences
hint cues pieces
side cues pieces sources
nearest_cue nearest_piece side marks
nearest_cue nearest_piece sentences
opens closes side marks sentences
opens closes cue_closes side cues sentences
size side marks
side paragraphs marks cues opens
first_word side touches
cue_class side sentences
side sentences pieces marks
cue_start side
steps side marks nearest_cue nearest_piece
paragraphs marks opens closes side pieces
""")


def link_pairs(parts: Parts) -> Pairs:
    """Return each piece of content with the cues that it may belong to.

    Returns
    -------
    Pairs
        `one` counts contents, `other` cues.
    """
    one, other = _candidates(parts)
    arrays = _arrays(parts, one, other)
    return Pairs(one=one, other=other, features=pair_buckets(_TEMPLATES, arrays))


def _candidates(parts: Parts) -> tuple[Numbers, Numbers]:
    contents, _ = starts_and_stops(parts.contents)
    cues, _ = starts_and_stops(parts.cues)
    paragraph = parts.signals.paragraph
    place = np.searchsorted(cues, contents)
    steps = np.arange(-_BEFORE, _BEHIND)
    other = place[:, None] + steps
    one = np.broadcast_to(np.arange(len(contents))[:, None], other.shape)
    inside = (other >= 0) & (other < len(cues))
    near = paragraph[contents][:, None] - paragraph[cues[np.where(inside, other, 0)]]
    kept = inside & (near >= 0) & (near <= 1)
    return one[kept], other[kept]


def _arrays(
    parts: Parts, one: Numbers, other: Numbers
) -> dict[str, NDArray[np.generic]]:
    signals, hints = parts.signals, parts.hints
    starts, stops = starts_and_stops(parts.contents)
    cue_starts, cue_stops = starts_and_stops(parts.cues)
    start, stop = starts[one], stops[one]
    cue, cue_stop = cue_starts[other], cue_stops[other]
    before = cue < start
    low, high = np.where(before, cue_stop, stop), np.where(before, start, cue)
    steps = np.maximum(high - low, 0)
    sentence, paragraph, gap = signals.sentence, signals.paragraph, signals.gap
    word, role = signals.arrays["word"], signals.arrays["class"]
    owner = hints.owner[(start + stop - 1) // 2]
    cue_owner = hints.cue_owner[cue_stop - 1]
    nearest = is_nearest(steps, other, len(cue_starts))
    return {
        "side": before,
        "steps": signed_classes(steps),
        "cues": np.minimum(3, count_between(cue_starts, low, high)),
        "pieces": np.minimum(3, count_between(starts, low, high)),
        "sources": np.minimum(
            2, count_between(starts_and_stops(parts.sources)[0], low, high)
        ),
        "sentences": np.clip(sentence[start] - sentence[cue], -3, 3),
        "end_sentences": np.clip(sentence[stop - 1] - sentence[cue], -3, 3),
        "paragraphs": paragraph[start] - paragraph[cue],
        "marks": share(running(signals.quoted), start, stop),
        "gap": gap[high],
        "far_gap": gap[low],
        "touches": steps == 0,
        "cue": word[cue_stop - 1],
        "cue_start": word[cue],
        "cue_class": role[cue_stop - 1],
        "hint": _agreement(owner, cue_owner),
        "nearest_cue": is_nearest(steps, one, len(starts)),
        "nearest_piece": nearest,
        "opens": signals.first[start] == start,
        "closes": signals.last[stop - 1] == stop,
        "cue_closes": signals.last[cue_stop - 1] <= cue_stop + 1,
        "size": classes(stop - start),
        "first_word": word[start],
    }


def _agreement(owner: Numbers, cue_owner: Numbers) -> Numbers:
    """Return whether the rules gave a piece to the same cue, to another, or to none."""
    known = (owner >= 0) + 2 * (cue_owner >= 0)
    same = np.where(owner == cue_owner, 5, 4)
    return np.where(known == 3, same, known)
