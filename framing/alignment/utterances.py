"""The same utterance in several articles: verbatim, shortened, in other words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

import numpy as np

from framing.alignment.sentences import stems_of
from framing.linkage import Edges, average_link
from framing.words import cut_words, normalise_all

SAME: Final = 0.3
"""Cosine of content words from which two quotations of one speaker are one utterance.

A speaker says few things in one event, so less is asked for than of two sentences.
"""
VERBATIM: Final = 0.8
"""Share of the words that stand in the longest rendering, in order."""
SHORTER: Final = 0.75
"""A verbatim rendering of fewer words than this share of the longest is shortened."""
_LEAST: Final = 2  # content words that two renderings share; one if both mark it
_MARKED: Final = re.compile(r"[“\"]([^”\"]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One quotation, as utterances are compared.

    Attributes
    ----------
    article, outlet : str
    quote : int
        Its number in the article.
    speaker, key : str
        Name and actor of the speaker; both empty where no one is named.
    kind : str
        "direct", "mixed" or "indirect".
    text : str
        What is said.
    """

    article: str
    outlet: str
    quote: int
    speaker: str
    key: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One article's version of an utterance.

    Attributes
    ----------
    said : Said
    form : str
        "longest", "verbatim", "shortened" or "other words", against the longest.
    n_words : int
    """

    said: Said
    form: str
    n_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What one speaker said, as several outlets render it.

    Attributes
    ----------
    speaker : str
    renderings : tuple of Rendering
        The longest first, then by article.
    """

    speaker: str
    renderings: tuple[Rendering, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return the outlets that render it."""
        return tuple(sorted({r.said.outlet for r in self.renderings}))


def utterances(quotations: Sequence[Said]) -> list[Utterance]:
    """Group quotations of one speaker that render one utterance.

    Parameters
    ----------
    quotations : sequence of Said
        Of all articles of one event.

    Returns
    -------
    list of Utterance
        Only those of two outlets or more; those of most outlets first.
    """
    stems = [stems_of(_words(said.text)) for said in quotations]
    marked = [
        stems_of(_words(" ".join(_MARKED.findall(said.text)))) for said in quotations
    ]
    names = [frozenset(_words(said.speaker)) for said in quotations]
    df = Counter(stem for words in stems for stem in words)
    rarity = {stem: math.log1p(len(stems) / n) for stem, n in df.items()}
    likeness: dict[tuple[int, int], float] = {}
    for a, b in combinations(range(len(quotations)), 2):
        if _may_be_one(quotations[a], quotations[b], names[a], names[b]):
            shared = stems[a] & stems[b]
            if len(shared) >= _LEAST or marked[a] & marked[b]:
                likeness[a, b] = _cosine(stems[a], stems[b], rarity)
    if not likeness:
        return []
    rows = sorted((a, b, score) for (a, b), score in likeness.items())
    edges = Edges(
        np.array([a for a, _, _ in rows]),
        np.array([b for _, b, _ in rows]),
        np.array([score for _, _, score in rows]),
    )
    groups: dict[int, list[Said]] = {}
    for label, said in zip(
        average_link(len(quotations), edges, SAME), quotations, strict=True
    ):
        groups.setdefault(label, []).append(said)
    made = [
        _utterance(group)
        for group in groups.values()
        if len({said.outlet for said in group}) > 1
    ]
    return sorted(
        made,
        key=lambda u: (-len(u.outlets), u.speaker, u.renderings[0].said.article),
    )


def _may_be_one(
    one: Said, other: Said, first: frozenset[str], second: frozenset[str]
) -> bool:
    """Whether two quotations of different articles may have one speaker.

    The words of both speakers' names come with them.
    """
    if one.article == other.article or not (one.speaker and other.speaker):
        return False
    if one.key and other.key:
        return one.key == other.key
    # "Putin" and "Vladimir Putin"; of two full names all words must agree.
    return bool(first and second) and (first <= second or second <= first)


def _cosine(
    one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]
) -> float:
    top = sum(rarity[stem] ** 2 for stem in sorted(one & other))
    below = [sum(rarity[stem] ** 2 for stem in sorted(part)) for part in (one, other)]
    return top / math.sqrt(below[0] * below[1])


def _utterance(group: Sequence[Said]) -> Utterance:
    n_words = {said: len(cut_words(said.text)) for said in group}
    ordered = sorted(group, key=lambda said: (-n_words[said], said.article, said.quote))
    longest = _words(ordered[0].text)
    rest = sorted(ordered[1:], key=lambda said: (said.article, said.quote))
    names = sorted(
        {said.speaker for said in group}, key=lambda name: (-len(name), name)
    )
    return Utterance(
        speaker=names[0],
        renderings=tuple(
            Rendering(
                said=said,
                form="longest" if said is ordered[0] else form_of(said.text, longest),
                n_words=n_words[said],
            )
            for said in (ordered[0], *rest)
        ),
    )


def form_of(text: str, longest: Sequence[str]) -> str:
    """Say how a rendering stands to the longest one.

    Examples
    --------
    >>> longest = "we will keep the valley safe for all".split()
    >>> form_of("keep the valley safe", longest), form_of("it is secure", longest)
    ('shortened', 'other words')
    """
    words = _words(text)
    blocks = SequenceMatcher(None, words, list(longest), autojunk=False)
    same = sum(block.size for block in blocks.get_matching_blocks())
    if same < VERBATIM * len(words):
        return "other words"
    return "shortened" if len(words) < SHORTER * len(longest) else "verbatim"


def other_words(text: str, longest: str) -> list[tuple[int, int]]:
    """Return the words of a rendering that the longest one has not, as spans.

    Examples
    --------
    >>> other_words("It is a friendly deal", "It is a fair deal")
    [(8, 16)]
    """
    places = cut_words(text).tolist()
    mine, theirs = _words(text), _words(longest)
    found = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return [
        (places[first][0], places[last - 1][1])
        for tag, first, last, _, _ in found
        if tag in {"replace", "delete"}
    ]


def _words(text: str) -> list[str]:
    return normalise_all(text, cut_words(text))
