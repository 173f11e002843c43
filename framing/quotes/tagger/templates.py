"""Which signals are crossed: the features of a word.

``name`` is a signal of `signals`, ``name-2`` the same two words back, and several
names on one line are crossed. Words beyond the paragraph count as such. The list
was cut from 111 templates: those that moved least on the development part are gone,
and the others score the same without them (see docs/models/quotes.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import numpy as np

from framing.quotes.tagger.hashing import Buckets, Signal, buckets, mix, parse
from framing.quotes.tagger.signals import Signals

BITS: Final = 22
"""Features of words share this many buckets (as a power of two)."""

_OFFSET: Final = re.compile(r"(?P<name>\w+)(?P<offset>[+-]\d)?")
_BEYOND: Final = np.uint64(0x5DEECE66D)

TEMPLATES: Final = parse("""
all
word-4
word-3
word-2
word-1
word+2
word+3
word+4
end3
end2
end3-1
end3+1
shape-1 shape shape+1
shape gap gap+1
shape-2 shape-1 shape shape+1
shape shape+1 shape+2
strength
strength-1
strength-2 strength-1 strength
strength strength+1 strength+2
name
name-1 name
name name+1
name-1 name name+1 hint
name-1 reading
name+1 reading
name gap gap+1
name class class+1
reading strength
reading-1 class
reading+1 class
reading class-1 class+1
reading_back commas_back that_back
reading_back class steps_back
reading_on steps_on
reading_on class commas_on
cue_back word
cue_on word
class
class-1 class
class class+1
class-2 class-1 class
class class+1 class+2
class-1 class class+1 strength
class+1 class+2 class+3
gap gap+1
gap-1 gap
gap word
gap word-1
gap+1 word+1
mark-1 mark mark+1
mark gap strength
class-1 word
word-1 class shape
class shape word+1
hint
hint kind
hint kind mark gap
hint hint+1 gap+1
hint-1 hint gap gap+1
hint word
hint word-1
hint word+1
hint-2 hint-1 hint hint+1 hint+2
hint class class-1
hint class class+1
hint strength shape
kind-1 kind kind+1
cue_back mark
cue_on mark
cue_back steps_back
class_before_cue_on steps_on steps_back
commas_back that_back verbs_back gap
cue_back commas_back
commas_back word
verbs_back commas_back joins_back class
commas_on verbs_on
cue_on commas_on
commas_on commas_back steps_back steps_on
hinted_back hint
hinted_on hint
hinted_steps_back hint gap
sentence_marked mark sentence_hints
sentence_marked sentence_cues mark hint
from_start from_end
edge word
edge hint sentence_marked
paragraph paragraph_before mark
paragraph hint
opens_paragraph word shape
""")


def word_buckets(signals: Signals) -> Buckets:
    """Return the features of each word.

    Returns
    -------
    ndarray of shape (n_templates, n_words), int32
        In ``[0, 2 ** BITS)``.
    """
    return buckets(TEMPLATES, _shifted(signals), bits=BITS)


def _shifted(signals: Signals) -> Callable[[str], Signal]:
    """Return a look-up that moves signals by the offset in their name."""
    mixed: dict[str, Signal] = {}
    size = len(signals.paragraph)
    same = {
        step: signals.paragraph[step:] == signals.paragraph[: size - step]
        for step in range(1, min(5, size))
    }

    def look_up(name: str) -> Signal:
        if name in mixed:
            return mixed[name]
        match = _OFFSET.fullmatch(name)
        if match is None or match["offset"] is None:
            made = mix(signals.arrays[name])
        else:
            made = _shift(look_up(match["name"]), int(match["offset"]), same)
        mixed[name] = made
        return made

    return look_up


def _shift(signal: Signal, offset: int, same: dict[int, np.ndarray]) -> Signal:
    """Return the signal of the word at an offset in the same paragraph."""
    moved = np.full(len(signal), _BEYOND)
    step = abs(offset)
    if step not in same:
        return moved
    if offset > 0:
        np.copyto(moved[:-step], signal[step:], where=same[step])
    else:
        np.copyto(moved[step:], signal[:-step], where=same[step])
    return moved
