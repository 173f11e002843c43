"""The voice of each word: unattributed, quoted, reported or uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.model import VOICES, Ints, Quote
from framing.quotes.marks import Mark

_CODE: Final = {name: code for code, name in enumerate(VOICES)}


def paint(
    words: Ints, quotes: Sequence[Quote], marks: Sequence[Mark]
) -> tuple[NDArray[np.int8], Ints]:
    """Return voice and quote of each word; the innermost quotation wins."""
    voice = np.zeros(len(words), np.int8)
    speaker = np.full(len(words), -1, np.int32)
    starts = words[:, 0]
    inside = np.zeros(len(words), bool)
    for mark in marks:
        inside[slice(*np.searchsorted(starts, (mark.start, mark.stop)))] = True
    for index in sorted(range(len(quotes)), key=lambda i: _depth(quotes, i)):
        quote = quotes[index]
        if not quote.is_quotation:
            continue
        for span in quote.content:
            here = slice(*np.searchsorted(starts, (span.start, span.stop)))
            speaker[here] = index
            quoted = np.where(inside[here], _CODE["quoted"], _CODE["reported"])
            voice[here] = _CODE["uncertain"] if quote.uncertain else quoted
    return voice, speaker


def _depth(quotes: Sequence[Quote], index: int) -> int:
    depth = 0
    while quotes[index].nested_in >= 0 and depth < len(quotes):
        index, depth = quotes[index].nested_in, depth + 1
    return depth
