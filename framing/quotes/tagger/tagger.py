"""From a page and what the rules found on it to attributions, by a trained model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from framing.errors import ModelError
from framing.files import kept_while_unchanged
from framing.names import Name
from framing.quotes.contents import Draft
from framing.quotes.page import Page
from framing.quotes.sources import Range
from framing.quotes.tagger.decoding import best_labels, lengths_of, spans_of
from framing.quotes.tagger.hints import hints_of
from framing.quotes.tagger.linking import link_pairs
from framing.quotes.tagger.parts import BITS as PAIR_BITS
from framing.quotes.tagger.parts import Pairs, Parts
from framing.quotes.tagger.signals import signals_of
from framing.quotes.tagger.sourcing import candidates_of, source_pairs
from framing.quotes.tagger.templates import BITS, word_buckets
from framing.quotes.tagger.vocabulary import Vocabulary
from framing.quotes.tagger.weights import Scorer, Weights, read_weights

SHIPPED: Final = Path(__file__).with_name("quotes.npz")
"""The model that comes with the package; see docs/models/quotes.md."""

_DIGEST: Final = "58264535898aec7d08008c05759b2c10916425a0ad1086cb5d007724a249084e"


# A source is picked from these log-odds on: where labels missed it, odds are low though
# it is the right one. Swept 0 to -5 on the development part: found with the right
# speaker rises from 68.4 to 69.1.
_LEAST: Final = -5.0


class Attribution(NamedTuple):
    """Words given to a source.

    Attributes
    ----------
    cue : Range
    contents : tuple of Range
        In order.
    source : Range or None
    confidence : float
        In [0, 1]: how sure it is that the least sure piece belongs to the cue.
    """

    cue: Range
    contents: tuple[Range, ...]
    source: Range | None
    confidence: float


class Tagger:
    """Labels words, links what is said to its cue, and picks the source.

    Parameters
    ----------
    weights : Weights
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._digest = weights.digest
        self._vocabulary = Vocabulary(weights.strengths())
        self._label = weights.scorer("label", bits=BITS)
        self._transitions = weights.arrays["transitions"].astype(np.float32)
        self._link = weights.scorer("link", bits=PAIR_BITS)
        self._source = weights.scorer("source", bits=PAIR_BITS)

    @property
    def name(self) -> str:
        """Return the model's name with the beginning of its digest."""
        return f"{self.weights.about.get('name', 'unnamed')} {self._digest[:16]}"

    def find(
        self, page: Page, drafts: list[Draft], names: Sequence[Name]
    ) -> list[Attribution]:
        """Return the outermost attributions of a page that has words.

        Parameters
        ----------
        page : Page
        drafts : list of Draft
            What the rules found, as hints.

        Returns
        -------
        list of Attribution
            In order of their cues; each with content.
        """
        parts = self._parts(page, drafts, names)
        if not parts.cues or not parts.contents:
            return []
        linked = _best(link_pairs(parts), self._link, len(parts.contents))
        contents: dict[int, list[tuple[Range, float]]] = {}
        for piece, (cue, score) in linked.items():
            contents.setdefault(cue, []).append((parts.contents[piece], score))
        candidates = candidates_of(parts)
        sources = _best(
            source_pairs(parts, candidates), self._source, len(parts.cues), least=_LEAST
        )
        return [
            Attribution(
                cue=parts.cues[cue],
                contents=tuple(piece for piece, _ in pieces),
                source=candidates.ranges[sources[cue][0]] if cue in sources else None,
                confidence=_chance(min(score for _, score in pieces)),
            )
            for cue, pieces in sorted(contents.items())
        ]

    def _parts(self, page: Page, drafts: list[Draft], names: Sequence[Name]) -> Parts:
        hints = hints_of(page, drafts, names)
        signals = signals_of(page, hints, self._vocabulary)
        scores = self._label.score(word_buckets(signals))
        lengths = lengths_of(page.sentences)
        labels = best_labels(scores, self._transitions, lengths)
        contents, cues, sources = spans_of(labels)
        return Parts(
            page=page,
            signals=signals,
            hints=hints,
            contents=contents,
            cues=cues,
            sources=sources,
        )


def _best(
    pairs: Pairs, scorer: Scorer, size: int, *, least: float = 0.0
) -> dict[int, tuple[int, float]]:
    """Return the partner of each part with the best score, if it is high enough.

    A score is a log-odds: zero means as likely as not.
    """
    if not len(pairs.one):
        return {}
    scores = scorer.score(pairs.features)[:, 0]
    order = np.lexsort((pairs.other, -scores, pairs.one))
    first = np.searchsorted(pairs.one[order], np.arange(size))
    found: dict[int, tuple[int, float]] = {}
    for part, place in enumerate(first.tolist()):
        if place < len(order) and pairs.one[order[place]] == part:
            pair = order[place]
            if scores[pair] > least:
                found[part] = (int(pairs.other[pair]), float(scores[pair]))
    return found


def _chance(score: float) -> float:
    """Return the probability of a log-odds above zero, to four digits."""
    return round(1 / (1 + math.exp(-score)), 4)


@kept_while_unchanged(lambda path="": (path,), maxsize=4)
def load_tagger(path: str = "") -> Tagger:
    """Return the tagger of a model, read once.

    Parameters
    ----------
    path : str, default ""
        A model made by ``framing train-quotes``; empty means the shipped one.

    Raises
    ------
    ModelError
        If the file cannot be used, or the shipped one was changed.
    """
    weights = read_weights(Path(path) if path else SHIPPED)
    if not path and weights.digest != _DIGEST:
        message = (
            f"{SHIPPED}: is not the model of this version (digest "
            f"{weights.digest[:16]!r}, expected {_DIGEST[:16]!r}); install again"
        )
        raise ModelError(message)
    return Tagger(weights)
