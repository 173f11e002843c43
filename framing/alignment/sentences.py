"""Sentences of the articles of one event, as what they can be compared by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from framing.alignment.amounts import NUMBER_WORDS, Amount, amounts_of
from framing.events.features import stem
from framing.segment import cut
from framing.words import words_and_names

HEADLINE: Final = -1
"""Number of the headline among the sentences of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or the headline, of an article.

    Attributes
    ----------
    article, outlet : str
    number : int
        Its place in the article; -1 for the headline.
    start, stop : int
        Into the clean text, or into the headline.
    text : str
    stems : frozenset of str
        Stems of its content words; numbers in digits, number words too.
    names : frozenset of str
        Words with a capital inside the sentence, in their normal form.
    amounts : tuple of Amount
    place : float
        Share of the article's words that stand before it, in [0, 1].
    """

    article: str
    outlet: str
    number: int
    start: int
    stop: int
    text: str
    stems: frozenset[str]
    names: frozenset[str]
    amounts: tuple[Amount, ...]
    place: float


def sentences_of(
    article: str, outlet: str, *, title: str, text: str
) -> Iterator[Sentence]:
    """Yield the headline, if there is one, and the sentences of an article.

    Parameters
    ----------
    article, outlet : str
    title, text : str
        Clean.

    Examples
    --------
    >>> made = list(sentences_of("x", "o", title="", text="Two ships left. Rain."))
    >>> [(s.number, sorted(s.stems)) for s in made]
    [(0, ['2', 'left', 'ship']), (1, ['rain'])]
    """
    if title:
        yield _sentence(article, outlet, HEADLINE, 0, len(title), title, 0.0)
    parts = cut(text)
    bounds = np.searchsorted(parts.words[:, 0], parts.sentences[:, 0]).tolist()
    n_words = max(len(parts.words), 1)
    for number, (start, stop) in enumerate(parts.sentences.tolist()):
        place = bounds[number] / n_words
        yield _sentence(article, outlet, number, start, stop, text[start:stop], place)


def _sentence(  # noqa: PLR0913, PLR0917 - what a sentence is made of
    article: str,
    outlet: str,
    number: int,
    start: int,
    stop: int,
    text: str,
    place: float,
) -> Sentence:
    words, names = words_and_names(text)
    return Sentence(
        article=article,
        outlet=outlet,
        number=number,
        start=start,
        stop=stop,
        text=text,
        stems=stems_of(words.split()),
        names=frozenset(names.split()),
        amounts=tuple(amounts_of(text)),
        place=place,
    )


def stems_of(words: Sequence[str]) -> frozenset[str]:
    """Return the stems of content words, numbers in digits.

    Examples
    --------
    >>> sorted(stems_of(["the", "twelve", "leaders", "met", "five-year"]))
    ['12', '5', 'leader', 'met', 'year']
    """
    parts = (part for word in words for part in word.split("-"))
    return frozenset(filter(None, map(_stem, parts)))


@cache
def _stem(word: str) -> str:
    value = NUMBER_WORDS.get(word)
    return stem(word) if value is None else f"{value:g}"
