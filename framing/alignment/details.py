"""Figures and quoted words that no other article prints, compared letter by letter.

A sentence that others do not match may still be printed in other words. A figure that
stands nowhere else, or words between quotation marks, can be looked up: what is listed
here is true of the words, and says no more than that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import numpy as np

from framing.alignment.amounts import SLACK, YEAR, Amount
from framing.alignment.matching import SAME, Matches, best_match
from framing.alignment.sentences import HEADLINE, Sentence, stems_of
from framing.events.features import stem
from framing.words import cut_words, normalise_all

LEAST: Final = 2
"""Content words from which quoted words are looked up."""
MOST: Final = 7
"""Words up to which they are a phrase; longer ones are what somebody said, and next to
all of that stands in one article only (`framing.alignment.utterances`)."""
ALIKE: Final = 1 / 3
"""Share of their content words that stands in one sentence of another article from
which they count as printed there."""
SMALL: Final = 10
"""Counts below this are left out: they stand in other words, "a couple", "the pair"."""
_QUOTED: Final = re.compile(r"“([^“”]+)(?:”|\Z)|\"([^\"]+)\"")
_LABELS: Final = re.compile(
    r"\b(?:article|section|chapter|paragraph|rule|clause|resolution|flight|page|room|no\.?"
    r"|number|age|aged)\s*\Z",
    re.IGNORECASE,
)
"""What a number behind it is a name of, and no figure."""
_REACH: Final = 16  # characters before a number in which such a word stands
_SPANS: Final = (
    *("second", "minute", "hour", "day", "night", "week", "weekend"),
    *("month", "quarter", "year", "decade", "century", "old", "am", "pm", "gmt"),
)
"""Lengths and times, which texts count from different days and in different words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A figure or quoted words of a sentence.

    Attributes
    ----------
    sentence : Sentence
    kind : {"figure", "quoted words"}
    words : str
        As written, without quotation marks.
    start, stop : int
        Into the clean text.
    """

    sentence: Sentence
    kind: Literal["figure", "quoted words"]
    words: str
    start: int
    stop: int


def details_without_match(
    sentences: Sequence[Sentence], found: Matches, others: Sequence[str]
) -> list[Detail]:
    """Return figures and quoted words that stand in none of some other articles.

    Parameters
    ----------
    sentences : sequence of Sentence
        Of all articles of an event; headlines are searched, and not listed.
    found : Matches
    others : sequence of str
        Articles that are searched; their own details are not listed.

    Returns
    -------
    list of Detail
        Each once for an article, where it stands first. Figures: sums of money, per
        cent, and counts of ten things or more, where no searched article names an
        amount within 1 % of it, of whatever unit; years, dates and lengths of time are
        left out. Quoted words: phrases of two content words to seven words in all,
        where no searched sentence has a third of them, and none states the same as
        the sentence around them (`framing.alignment.matching.SAME`): a translation
        shares no words.

    Examples
    --------
    >>> from framing.alignment.matching import matches
    >>> from framing.alignment.sentences import sentences_of
    >>> texts = {"x": "Trade rose to $90 billion in a “sea of calm”.",
    ...          "y": "Trade rose sharply, the ministry said."}
    >>> made = [sentence for outlet, text in texts.items() for sentence
    ...         in sentences_of(outlet, outlet, title="", text=text)]
    >>> [d.words for d in details_without_match(made, matches(made), ["y"])]
    ['$90 billion', 'sea of calm']
    """
    silent = frozenset(others)
    searched = _Searched([s for s in sentences if s.article in silent])
    best = best_match(sentences, found, silent)
    made: dict[tuple[str, str], Detail] = {}
    for at, sentence in enumerate(sentences):
        if sentence.article in silent or sentence.number == HEADLINE:
            continue
        details = [*_figures(sentence, searched)]
        if best[at] < SAME:
            details += _quoted(sentence, searched)
        for detail in details:
            made.setdefault((sentence.article, detail.words.lower()), detail)
    return list(made.values())


class _Searched:
    """Amounts and stems of some sentences, as they are looked up."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._values = np.sort(
            [amount.value for sentence in sentences for amount in sentence.amounts]
        )
        self._holding: dict[str, list[int]] = {}
        for at, sentence in enumerate(sentences):
            for found in sentence.stems:
                self._holding.setdefault(found, []).append(at)

    def names(self, amount: Amount) -> bool:
        """Whether an amount near this one is named (`framing.alignment.amounts`)."""
        first = np.searchsorted(self._values, amount.value * (1 - SLACK), "left")
        last = np.searchsorted(self._values, amount.value / (1 - SLACK), "right")
        return bool(last > first)

    def most_shared(self, stems: Iterable[str]) -> int:
        """Return the most of some stems that stand in one sentence."""
        held = Counter(at for word in stems for at in self._holding.get(word, ()))
        return max(held.values(), default=0)


def _figures(sentence: Sentence, searched: _Searched) -> Iterator[Detail]:
    for amount in sentence.amounts:
        counted = amount.unit not in {"money", "percent"}
        if counted and (amount.unit in _left_out() or amount.value < SMALL):
            continue
        before = sentence.text[max(0, amount.start - _REACH) : amount.start]
        if counted and _LABELS.search(before):
            continue
        if not searched.names(amount):
            yield Detail(
                sentence=sentence,
                kind="figure",
                words=amount.words,
                start=sentence.start + amount.start,
                stop=sentence.start + amount.stop,
            )


def _quoted(sentence: Sentence, searched: _Searched) -> Iterator[Detail]:
    # An odd straight mark closes what another sentence opened, or opens the next.
    straight = sentence.text.count('"') % 2 == 0
    for match in _QUOTED.finditer(sentence.text):
        group = 1 if match[1] else 2
        if group == 2 and not straight:
            continue
        words = match[group]
        places = cut_words(words)
        stems = stems_of(normalise_all(words, places))
        if len(stems) < LEAST or len(places) > MOST:
            continue
        if searched.most_shared(stems) < ALIKE * len(stems):
            yield Detail(
                sentence=sentence,
                kind="quoted words",
                words=words.strip(" ,.;"),
                start=sentence.start + match.start(group),
                stop=sentence.start + match.end(group),
            )


@cache
def _left_out() -> frozenset[str]:
    """Return the units of figures that are not looked up; "" is a bare number."""
    return frozenset(map(stem, _SPANS)) | {"", YEAR}
