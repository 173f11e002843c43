"""A page as numbers: all that a model knows of each word.

Every signal is one array over the words of a page, made at once. Nothing here is
learned; which signals are crossed stands in `templates`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.quotes.page import Page
from framing.quotes.tagger.hashing import between, running, share
from framing.quotes.tagger.hints import CUE, Hints
from framing.quotes.tagger.vocabulary import (
    CLASS,
    COORDINATOR,
    END2,
    END3,
    READING,
    SHAPE,
    STRENGTH,
    VERBAL,
    WORD,
    Vocabulary,
    word_key,
)

Numbers = NDArray[np.int64]

# Words of this strength are possible cues, which distances are counted to.
_CANDIDATE: Final = 2
# Upper ends of classes of distances, in words.
_STEPS: Final = np.array([0, 1, 2, 3, 6, 11, 24])
_SIGNS: Final = {
    **dict.fromkeys(",", 2),
    **dict.fromkeys(".", 3),
    **dict.fromkeys("!?", 4),
    **dict.fromkeys(":", 5),
    **dict.fromkeys(";", 6),
    **dict.fromkeys("—–-―", 7),
    **dict.fromkeys("([", 8),
    **dict.fromkeys(")]", 9),
}
_OTHER_SIGN, _BREAK, _BASE = 10, 11, 12
# Marks of quotation are no signs: pages know where they open and close, however
# they are written.
_MARKS: Final = str.maketrans(dict.fromkeys("\"“”„«»「」『』＂`'‘’"))
# Signs of a gap beyond these change nothing.
_MOST_SIGNS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signals:
    """Arrays over the words of a page; made by `signals_of`.

    Attributes
    ----------
    arrays : dict of str to ndarray of shape (n_words,), int64
        By name; distances as classes, see `classes`.
    paragraph, sentence : ndarray of shape (n_words,)
        Index of the paragraph and of the sentence.
    first, last : ndarray of shape (n_words,)
        First word of the sentence, and one past its last.
    gap : ndarray of shape (n_words + 1,)
        Class of what stands before each word, and after the last.
    quoted : ndarray of shape (n_words,), bool
        Whether a word stands inside marks.
    """

    arrays: dict[str, Numbers]
    paragraph: Numbers
    sentence: Numbers
    first: Numbers
    last: Numbers
    gap: Numbers
    quoted: NDArray[np.bool_]


def classes(distances: Numbers) -> Numbers:
    """Return the class of each distance in words."""
    return np.searchsorted(_STEPS, distances).astype(np.int64)


def signals_of(page: Page, hints: Hints, vocabulary: Vocabulary) -> Signals:
    """Return all signals of a page that has words."""
    size = len(page.low)
    rows = vocabulary.rows(page.raw, page.low)
    quoted = np.asarray(page.marked, np.int64) >= 0
    mark = np.where(quoted, 2, 0)
    mark[page.firsts] = 1
    signs = _gaps(page)
    gap = _with_marks(signs, page)
    sentence, first, last = _places(page.sentences, size)
    paragraph, begin, end = _places(page.paragraphs, size)
    strength = np.where(quoted, 0, rows[:, STRENGTH])
    arrays: dict[str, Numbers] = {
        "all": np.zeros(size, np.int64),
        "word": rows[:, WORD],
        "end3": rows[:, END3],
        "end2": rows[:, END2],
        "shape": rows[:, SHAPE],
        "class": rows[:, CLASS],
        "strength": strength,
        "reading": np.where(quoted, 0, rows[:, READING]),
        "gap": gap[:-1],
        "mark": mark,
        "hint": hints.label,
        "kind": hints.kind,
        "name": hints.name,
    }
    bounds = (first, last)
    comma = _has_comma(signs[:-1])
    _add_candidates(arrays, strength >= _CANDIDATE, comma, bounds)
    _add_hinted(arrays, np.isin(hints.label, CUE), bounds)
    _add_surroundings(arrays, quoted, strength >= _CANDIDATE, bounds)
    _add_paragraphs(arrays, quoted, page.paragraphs, (begin, end))
    return Signals(
        arrays=arrays,
        paragraph=paragraph,
        sentence=sentence,
        first=first,
        last=last,
        gap=gap,
        quoted=quoted,
    )


def _places(
    ranges: Sequence[tuple[int, int]], size: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the range that each word lies in, its first word and its end."""
    bounds = np.asarray(ranges, np.int64).reshape(-1, 2)
    index = np.repeat(np.arange(len(bounds)), bounds[:, 1] - bounds[:, 0])[:size]
    return index, bounds[index, 0], bounds[index, 1]


def _gaps(page: Page) -> Numbers:
    """Return the class of what stands before each word and after the last one."""
    text = page.text
    inner = [
        1 if stop - start == 1 and text[start] == " " else _gap(text[start:stop])
        for start, stop in zip(page.stops, page.starts[1:], strict=False)
    ]
    tail = text[page.stops[-1] : page.stops[-1] + _MOST_SIGNS]
    return np.asarray([1, *inner, _gap(tail)], np.int64)


def _with_marks(signs: Numbers, page: Page) -> Numbers:
    """Return gaps with whether marks open and close there."""
    opens, closes = np.zeros(len(signs), np.int64), np.zeros(len(signs), np.int64)
    opens[list(page.opens)] = 1
    closes[list(page.closes)] = 2
    return 4 * signs + opens + closes


@lru_cache(maxsize=4096)
def _gap(between_words: str) -> int:
    """Return a number for the signs between two words."""
    code = 1
    plain = between_words.translate(_MARKS).replace("--", "—")
    for sign in "".join(plain.split())[:_MOST_SIGNS]:
        code = code * _BASE + _SIGNS.get(sign, _OTHER_SIGN)
    return code * _BASE + _BREAK if "\n" in between_words else code


def _has_comma(signs: Numbers) -> NDArray[np.bool_]:
    """Return whether one of the last two signs of a gap is a comma."""
    comma = _SIGNS[","]
    found: NDArray[np.bool_] = (signs % _BASE == comma) | (
        signs // _BASE % _BASE == comma
    )
    return found


def _nearest(
    flags: NDArray[np.bool_], bounds: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Return the flagged words before and after each word in its sentence, or -1."""
    size = len(flags)
    places = np.arange(size)
    back = np.maximum.accumulate(np.where(flags, places, -1))
    back = np.concatenate([[-1], back[:-1]])
    on = np.minimum.accumulate(np.where(flags, places, size)[::-1])[::-1]
    on = np.concatenate([on[1:], [size]])
    first, last = bounds
    return np.where(back >= first, back, -1), np.where(on < last, on, -1)


def _at(values: Numbers, places: Numbers, has: NDArray[np.bool_]) -> Numbers:
    """Return values at places, and zero where there is no place."""
    inside = np.clip(places, 0, len(values) - 1)
    return np.where(has, values[inside], 0)


def _add_candidates(
    arrays: dict[str, Numbers],
    candidate: NDArray[np.bool_],
    comma: NDArray[np.bool_],
    bounds: tuple[Numbers, Numbers],
) -> None:
    """Add what stands between each word and the possible cues beside it."""
    places = np.arange(len(candidate))
    back, on = _nearest(candidate, bounds)
    has_back, has_on = back >= 0, on >= 0
    word, role = arrays["word"], arrays["class"]
    arrays["steps_back"] = np.where(has_back, classes(places - back), 0)
    arrays["steps_on"] = np.where(has_on, classes(on - places), 0)
    arrays["cue_back"] = _at(word, back, has_back)
    arrays["cue_on"] = _at(word, on, has_on)
    arrays["reading_back"] = _at(arrays["reading"], back, has_back)
    arrays["reading_on"] = _at(arrays["reading"], on, has_on)
    arrays["class_before_cue_on"] = _at(role, on - 1, has_on)
    verbal = np.isin(role, VERBAL)
    for name, flags, most in (
        ("commas", comma, 3),
        ("that", word == word_key("that"), 1),
        ("joins", np.isin(role, COORDINATOR), 1),
        ("verbs", verbal, 2),
    ):
        behind = between(running(flags), np.minimum(back + 1, len(word)), places + 1)
        arrays[f"{name}_back"] = np.where(has_back, np.minimum(most, behind), -1)
    # Commas are counted up to the one right before the cue, verbs before it.
    for name, flags, most, stop in (
        ("commas", comma, 3, on + 1),
        ("verbs", verbal, 2, on),
    ):
        ahead = between(running(flags), places + 1, np.maximum(stop, places + 1))
        arrays[f"{name}_on"] = np.where(has_on, np.minimum(most, ahead), -1)


def _add_hinted(
    arrays: dict[str, Numbers],
    cue: NDArray[np.bool_],
    bounds: tuple[Numbers, Numbers],
) -> None:
    """Add the cues beside each word that the rules found."""
    places = np.arange(len(cue))
    back, on = _nearest(cue, bounds)
    has_back, has_on = back >= 0, on >= 0
    arrays["hinted_steps_back"] = np.where(has_back, classes(places - back), 0)
    arrays["hinted_back"] = _at(arrays["word"], back, has_back)
    arrays["hinted_on"] = _at(arrays["word"], on, has_on)


def _add_surroundings(
    arrays: dict[str, Numbers],
    quoted: NDArray[np.bool_],
    candidate: NDArray[np.bool_],
    bounds: tuple[Numbers, Numbers],
) -> None:
    """Add what a word's sentence holds, and where in it the word stands."""
    first, last = bounds
    places = np.arange(len(first))
    arrays["sentence_marked"] = share(running(quoted), first, last)
    cues = between(running(candidate), first, last)
    arrays["sentence_cues"] = np.minimum(3, cues)
    hinted = between(running(arrays["hint"] == CUE[0]), first, last)
    arrays["sentence_hints"] = np.minimum(2, hinted)
    arrays["from_start"] = np.minimum(6, (places - first) // 5)
    arrays["from_end"] = np.minimum(4, (last - 1 - places) // 4)
    arrays["edge"] = (places == first) + 2 * (places == last - 1)


def _add_paragraphs(
    arrays: dict[str, Numbers],
    quoted: NDArray[np.bool_],
    ranges: Sequence[tuple[int, int]],
    bounds: tuple[Numbers, Numbers],
) -> None:
    """Add what a word's paragraph holds, and the one before."""
    first, last = bounds
    cues = between(running(arrays["hint"] == CUE[0]), first, last)
    kind = 2 * share(running(quoted), first, last) + np.minimum(1, cues)
    starts = np.asarray([start for start, _ in ranges], np.int64)
    before = np.concatenate([[0], kind[starts[:-1]] + 1])
    arrays["paragraph"] = kind
    arrays["paragraph_before"] = np.repeat(before, np.diff([*starts, len(first)]))
    arrays["opens_paragraph"] = (np.arange(len(first)) == first).astype(np.int64)
