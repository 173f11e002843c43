"""Sentences around evidence, within what may be shared.

Reports quote licensed articles, so all snippets of an article together stay
under a limit over the whole report. One `Budget` hands them out, in the order
of the blocks; words that were already printed cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from framing.report.blocks import (
    Block,
    Evidence,
    Mark,
    Passage,
    Piece,
    Snippet,
)
from framing.report.tree import walk, with_evidence
from framing.report.view import View

# METHOD §7: what a report may quote without being a copy of the article.
MOST_WORDS: Final = 40
SHARE: Final = 0.10
AT_LEAST: Final = 60
AT_MOST: Final = 150

_WORD: Final = re.compile(r"\S+")
_ENDS: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BREAK: Final = re.compile(r"\n")


class Words:
    """The words of one clean text, and which of them are printed already."""

    def __init__(self, text: str, *, unlimited: bool) -> None:
        """Cut at white space: a word of the limit is what a reader counts."""
        self.text = text
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.printed: set[int] = set()
        allowed = min(max(int(SHARE * len(self.spans)), AT_LEAST), AT_MOST)
        self.limit = len(self.spans) if unlimited else allowed

    def index(self, position: int) -> int:
        """Return the first word that ends after `position`."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            if self.spans[middle][1] <= position:
                low = middle + 1
            else:
                high = middle
        return low

    def fits(self, first: int, last: int) -> bool:
        """Whether the words from `first` up to `last` may still be printed."""
        fresh = sum(index not in self.printed for index in range(first, last))
        return len(self.printed) + fresh <= self.limit

    def sentence(self, word: int) -> tuple[int, int]:
        """Return the first word of a sentence, and one past its last."""
        first, last = word, word
        while first > 0 and not self.ends_at(first - 1):
            first -= 1
        while last < len(self.spans) - 1 and not self.ends_at(last):
            last += 1
        return first, last + 1

    def ends_at(self, word: int) -> bool:
        """Return whether a sentence or a paragraph ends with this word."""
        start, stop = self.spans[word]
        if word + 1 < len(self.spans):
            following = self.spans[word + 1][0]
            if _BREAK.search(self.text, stop, following):
                return True
        return bool(_ENDS.search(self.text[start:stop]))


def window(words: Words, marks: tuple[Mark, ...]) -> tuple[int, int]:
    """Return the words to print: the sentence of the first mark, or part of it.

    At most `MOST_WORDS`; shorter where the article's limit is near; empty where
    nothing fits.
    """
    first = min(words.index(marks[0].start), len(words.spans) - 1)
    after = words.index(max(marks[0].stop - 1, marks[0].start)) + 1
    low, high = words.sentence(first)
    high = max(high, min(after, len(words.spans)))
    for most in (MOST_WORDS, 24, 12):
        cut = _cut(low, high, first, most)
        if words.fits(*cut):
            return cut
    return 0, 0


def _cut(low: int, high: int, first: int, most: int) -> tuple[int, int]:
    """At most `most` words of a stretch, with a third of them before the mark."""
    if high - low <= most:
        return low, high
    start = max(low, min(first - most // 3, high - most))
    return start, start + most


def _pieces(words: Words, low: int, high: int, marks: tuple[Mark, ...]) -> list[Piece]:
    start, stop = words.spans[low][0], words.spans[high - 1][1]
    pieces = [Piece(text="… ")] if low and not words.ends_at(low - 1) else []
    at = start
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.stop)):
        left, right = max(mark.start, at), min(mark.stop, stop)
        if left >= right:
            continue
        if left > at:
            pieces.append(Piece(text=words.text[at:left]))
        pieces.append(Piece(text=words.text[left:right], marked=True, value=mark.value))
        at = right
    if at < stop:
        pieces.append(Piece(text=words.text[at:stop]))
    if high < len(words.spans) and not words.ends_at(high - 1):
        pieces.append(Piece(text=" …"))
    return pieces


class Budget:
    """What may still be quoted of each article of a run.

    Parameters
    ----------
    texts : mapping of str to str
        Clean texts by article.
    unlimited : bool
        Lift the limit per article; each snippet keeps its own.

    Examples
    --------
    >>> budget = Budget({"a1": "They met. It was a proud day for all."})
    >>> [piece.text for piece in budget.pieces("a1", (Mark(start=19, stop=24),))]
    ['It was a ', 'proud', ' day for all.']
    """

    def __init__(self, texts: Mapping[str, str], *, unlimited: bool = False) -> None:
        """Start with nothing printed."""
        self._texts = texts
        self._unlimited = unlimited
        self._words: dict[str, Words] = {}

    def words(self, article: str) -> Words:
        """Return the words of an article, cut when first asked for."""
        if article not in self._words:
            text = self._texts.get(article, "")
            self._words[article] = Words(text, unlimited=self._unlimited)
        return self._words[article]

    def pieces(self, article: str, marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
        """Return a snippet around the first mark; empty if nothing may be printed."""
        words = self.words(article)
        if not words.spans or not marks:
            return ()
        low, high = window(words, marks)
        if low == high:
            return ()
        words.printed.update(range(low, high))
        return tuple(_pieces(words, low, high, marks))

    def paragraph(self, article: str, position: int) -> int:
        """Return the number of the paragraph that holds `position`, from 1."""
        before = self._texts.get(article, "")[:position].split("\n")
        return 1 + sum(bool(line.strip()) for line in before[:-1])


def print_passages(
    blocks: tuple[Block, ...], view: View, budget: Budget
) -> tuple[Block, ...]:
    """Return the blocks with the passages that their sections asked for.

    Parameters
    ----------
    blocks : tuple of Block
    view : View
    budget : Budget
        Used up in the order of the blocks.
    """
    found = {
        block.id: _printed(block, view, budget)
        for block in walk(blocks)
        if isinstance(block, Evidence)
    }
    return with_evidence(blocks, found)


def _printed(block: Evidence, view: View, budget: Budget) -> Evidence:
    snippets = [
        snippet
        for passage in block.passages
        if (snippet := _snippet(passage, view, budget)) is not None
    ]
    return replace(
        block,
        passages=(),
        snippets=tuple(snippets),
        withheld=len(block.passages) - len(snippets),
    )


def _snippet(passage: Passage, view: View, budget: Budget) -> Snippet | None:
    pieces = budget.pieces(passage.article, passage.marks)
    if not pieces:
        return None
    row = view.article[passage.article]
    outlet = view.outlet.get(str(row["outlet"]))
    number = budget.paragraph(passage.article, passage.marks[0].start)
    return Snippet(
        pieces=pieces,
        outlet=view.printed_by(passage.article),
        side=outlet.side if outlet else "",
        where=f"{view.when(passage.article)}, paragraph {number}",
    )
