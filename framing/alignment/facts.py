"""Facts that several articles print, and sentences that no other article matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from framing.alignment.matching import NONE, SAME, Matches, best_match
from framing.alignment.sentences import HEADLINE, Sentence
from framing.linkage import Edges, average_link

_KEPT: Final = 0.1  # likelier pairs are linked; the others count as 0
TELLS: Final = 6
"""Content words from which a sentence can stand in the list of those without match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Sentences of several outlets that state the same.

    Attributes
    ----------
    sentences : tuple of Sentence
        In the order of articles and places; the first of each article counts as its
        rendering.
    likeness : float
        Average probability of their pairs.
    """

    sentences: tuple[Sentence, ...]
    likeness: float

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return the outlets that print it."""
        return tuple(sorted({sentence.outlet for sentence in self.sentences}))


def shared_facts(sentences: Sequence[Sentence], found: Matches) -> list[Fact]:
    """Group sentences that state the same, most outlets first.

    Parameters
    ----------
    sentences : sequence of Sentence
    found : Matches
        From `framing.alignment.matching.matches`.

    Returns
    -------
    list of Fact
        Only those that two outlets or more print. Average linkage at `SAME`; a
        sentence stands in one fact, though it may hold several.
    """
    near = found.probability >= _KEPT
    order = np.lexsort((found.b[near], found.a[near]))
    edges = Edges(
        found.a[near][order], found.b[near][order], found.probability[near][order]
    )
    labels = average_link(len(sentences), edges, SAME)
    groups: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        groups.setdefault(label, []).append(at)
    score = {(a, b): p for a, b, p in edges.rows()}
    made = []
    for members in groups.values():
        if len({sentences[at].outlet for at in members}) < 2:
            continue
        pairs = [
            score.get((a, b), 0.0)
            for place, a in enumerate(members)
            for b in members[place + 1 :]
            if sentences[a].article != sentences[b].article
        ]
        made.append(
            Fact(
                sentences=tuple(sentences[at] for at in members),
                likeness=float(np.mean(pairs)),
            )
        )
    return sorted(
        made,
        key=lambda fact: (
            -len(fact.outlets),
            -fact.likeness,
            fact.sentences[0].article,
            fact.sentences[0].number,
        ),
    )


def without_match(
    sentences: Sequence[Sentence], found: Matches, others: Sequence[str]
) -> list[Sentence]:
    """Return sentences that no sentence of other articles matches, even loosely.

    Parameters
    ----------
    sentences : sequence of Sentence
    found : Matches
    others : sequence of str
        Articles that are searched; their own sentences are not listed.

    Returns
    -------
    list of Sentence
        Those whose likeliest pair lies under `NONE`, with 6 content words or more;
        headlines are left out.
    """
    silent = frozenset(others)
    best = best_match(sentences, found, silent)
    return [
        sentence
        for at, sentence in enumerate(sentences)
        if sentence.article not in silent
        and best[at] < NONE
        and sentence.number != HEADLINE
        and len(sentence.stems) >= TELLS
    ]
