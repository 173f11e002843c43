"""What a word says of itself, as numbers: form, class, strength as a cue.

One row per word as written, made when the word is first met and kept for the
process, so that a text costs one look-up per word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from framing.lexicons import load_lexicon
from framing.wordlist import shipped_terms

Table = NDArray[np.int64]

# Columns of a row.
WORD, END3, END2, SHAPE, STRENGTH, CLASS, READING, COLUMNS = range(8)

# Beyond so many different words the table is begun anew, so that memory is bounded.
_MOST: Final = 200_000
# From this weight on a word of ``lexicons/reporting_verbs`` is a likely cue.
_LIKELY: Final = 0.6
_SHAPES: Final = (
    re.compile(r"[a-z]+"),
    re.compile(r"[A-Z][a-z]+"),
    re.compile(r"[A-Z]"),
    re.compile(r"[A-Z]+"),
    re.compile(r"\d+"),
    re.compile(r"\d[\d.,:]*"),
    re.compile(r"\d+\w+"),
    re.compile(r"[A-Za-z](?:\.[A-Za-z])+\.?"),
    re.compile(r"[a-z]+['’]\w+"),
    re.compile(r"[A-Z][a-z]+['’]\w+"),
    re.compile(r"[a-z]+(?:-[a-z]+)+"),
    re.compile(r"[A-Z]\w*(?:-\w+)+"),
    re.compile(r"[A-Z]\w+"),
)
# Categories of ``lexicons/quote_words``; the first that holds a word is its class.
_CLASSES: Final = (
    *("he", "they", "relative", "pronoun", "possessive", "be", "have", "modal"),
    *("conjunction", "preposition", "subordinator", "wh", "determiner", "time"),
    *("honorific", "unnamed", "document", "addressee", "title", "organisation"),
    *("head of state or government", "ministry or official", "military", "party"),
    *("international organisation", "expert", "business", "NGO or citizen"),
    *("media", "adverb", "opener"),
)
VERBAL: Final = tuple(_CLASSES.index(name) + 1 for name in ("be", "have", "modal"))
COORDINATOR: Final = (_CLASSES.index("conjunction") + 1,)


class Vocabulary:
    """Rows of attributes by word.

    Parameters
    ----------
    strengths : mapping of int to int
        From the hash of a word to how often it is a cue, 1 (seldom) to 3; from
        the model.
    """

    def __init__(self, strengths: Mapping[int, int]) -> None:
        self._strengths = strengths
        self._index: dict[str, int] = {}
        self._rows: list[tuple[int, ...]] = []
        self._table: Table = np.zeros((0, COLUMNS), np.int64)

    def rows(self, raw: Sequence[str], low: Sequence[str]) -> Table:
        """Return the attributes of each word.

        Parameters
        ----------
        raw, low : sequence of str
            Each word as written, and normalised.

        Returns
        -------
        ndarray of shape (n_words, COLUMNS), int64
        """
        index = self._index
        found = [index.get(word, -1) for word in raw]
        if -1 in found:
            if len(index) > _MOST:
                index.clear()
                self._rows.clear()
                found = [-1] * len(raw)
            for place, number in enumerate(found):
                if number < 0:
                    found[place] = self._add(raw[place], low[place])
            self._table = np.asarray(self._rows, np.int64)
        return self._table[found]

    def _add(self, raw: str, low: str) -> int:
        number = self._index.get(raw)
        if number is None:
            number = self._index[raw] = len(self._rows)
            self._rows.append(self._row(raw, low))
        return number

    def _row(self, raw: str, low: str) -> tuple[int, ...]:
        key = word_key(low)
        return (
            key,
            word_key(low[-3:]),
            word_key(low[-2:]),
            _shape(raw),
            self._strengths.get(key, 0),
            _classes().get(low, 0),
            _readings().get(low, 0),
        )


def word_key(word: str) -> int:
    """Return a number for a word: the same on every machine, and never zero."""
    return crc32(word.encode()) | 1 << 32


def _shape(raw: str) -> int:
    for number, pattern in enumerate(_SHAPES, start=1):
        if pattern.fullmatch(raw):
            return number
    return 0


@cache
def _classes() -> Mapping[str, int]:
    terms = shipped_terms("quote_words")
    return {
        term: number
        for number, name in reversed(tuple(enumerate(_CLASSES, start=1)))
        for term in terms[name]
    }


@cache
def _readings() -> Mapping[str, int]:
    """Return the class of each one-word cue in ``lexicons/reporting_verbs``.

    Twice the number of the class, plus one where the word alone is a likely cue.
    """
    lexicon = load_lexicon("reporting_verbs")
    classes = sorted({entry.category for entry in lexicon.entries})
    number = {name: at for at, name in enumerate(classes, start=1)}
    return {
        entry.term: 2 * number[entry.category] + (entry.weight >= _LIKELY)
        for entry in lexicon.entries
    }
