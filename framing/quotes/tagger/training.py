"""Train a model on articles whose quotations people have coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from framing.actors import load_actors
from framing.errors import InputError
from framing.names import find_names
from framing.quotes.core import find_drafts
from framing.quotes.page import Page, make_page
from framing.quotes.sources import Range
from framing.quotes.tagger.coding import Coded
from framing.quotes.tagger.decoding import LABELS, lengths_of, spans_of
from framing.quotes.tagger.fitting import Settings, fit
from framing.quotes.tagger.hashing import Buckets
from framing.quotes.tagger.hints import CUE, Hints, hints_of
from framing.quotes.tagger.linking import link_pairs
from framing.quotes.tagger.parts import BITS as PAIR_BITS
from framing.quotes.tagger.parts import Pairs, Parts
from framing.quotes.tagger.signals import signals_of
from framing.quotes.tagger.sourcing import candidates_of, source_pairs
from framing.quotes.tagger.templates import BITS, word_buckets
from framing.quotes.tagger.vocabulary import Vocabulary, word_key
from framing.quotes.tagger.weights import Weights, rounded
from framing.segment import cut

Numbers = NDArray[np.int64]
Progress = Callable[[str], None]

# A feature seen less often in training has no weight.
_LEAST: Final = 3
# Inverse strength of the L2 penalty on pairs.
_PAIR_C: Final = 0.3
# A word is a possible cue if it is one at least so often, and in such a share of its
# uses outside marks; from a share of 0.25 and of 0.6 on it counts as strong.
_LEAST_CUES: Final = 3
_LEAST_SHARE: Final = 0.08
_SHARES: Final = (0.25, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Example:
    """A coded article made ready: its page, hints and labels."""

    coded: Coded
    page: Page
    hints: Hints
    labels: Numbers


def train(
    articles: Sequence[Coded], *, name: str, progress: Progress | None = None
) -> Weights:
    """Train all three parts of a model.

    Parameters
    ----------
    articles : sequence of Coded
        From `read_coded`.
    name : str
        Of the model, for its card.
    progress : callable, optional
        Called with the name of each step.

    Returns
    -------
    Weights
        The same articles give the same weights.

    Raises
    ------
    InputError
        If no article has a coded quotation.
    """
    say = progress or (lambda _step: None)
    say("reading")
    examples = [made for coded in articles if (made := _example(coded))]
    if not any(len(spans_of(example.labels)[1]) for example in examples):
        message = (
            f"{len(articles)} articles hold no coded quotation with a cue; "
            "see docs/models/quotes.md for the form"
        )
        raise InputError(message)
    strengths = _strengths(examples)
    vocabulary = Vocabulary(strengths)
    say("labels")
    arrays = _train_labels(examples, vocabulary, say)
    for part, pairs_of in (("link", _linked), ("source", _sourced)):
        say(part)
        arrays |= _train_pairs(part, _pairs(examples, vocabulary, pairs_of))
    keys = sorted(strengths)
    arrays["strength_words"] = np.asarray(keys, np.int64)
    arrays["strength_levels"] = np.asarray([strengths[key] for key in keys], np.int8)
    about = {
        "name": name,
        "articles": len(articles),
        "attributions": sum(len(coded.attributions) for coded in articles),
        "settings": asdict(Settings()),
    }
    return Weights(arrays=arrays, about=about)


def _example(coded: Coded) -> _Example | None:
    page = make_page(coded.text, cut(coded.text))
    if not page.low:
        return None
    names = find_names(page.raw, page.soft, actors=load_actors())
    hints = hints_of(page, find_drafts(page), names)
    labels = np.zeros(len(page.low), np.int64)
    for attribution in coded.attributions:
        for first, spans in (
            (1, attribution.content),
            (5, attribution.source),
            (3, attribution.cue),
        ):
            for start, stop in _ranges(page, spans):
                labels[start:stop] = first + 1
                labels[start] = first
    return _Example(coded=coded, page=page, hints=hints, labels=labels)


def _ranges(page: Page, spans: Iterable[tuple[int, int]]) -> Iterator[Range]:
    """Yield the words that begin in each span."""
    for start, stop in spans:
        first, last = page.word_at(start), page.word_at(stop)
        if first < last:
            yield first, last


def _strengths(examples: Iterable[_Example]) -> dict[int, int]:
    """Return how often words are cues outside marks, in three levels."""
    uses: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for example in examples:
        page, is_cue = example.page, np.isin(example.labels, CUE).tolist()
        for word, mark, cue in zip(page.low, page.marked, is_cue, strict=True):
            if mark < 0:
                uses[word] += 1
                cues[word] += cue
    return {
        word_key(word): 1 + sum(cues[word] / uses[word] > share for share in _SHARES)
        for word in cues
        if cues[word] >= _LEAST_CUES
        and cues[word] / uses[word] > _LEAST_SHARE
        and word.isalpha()
    }


def _train_labels(
    examples: Sequence[_Example], vocabulary: Vocabulary, say: Progress
) -> dict[str, NDArray[Any]]:
    """Fit the labels of words by a linear-chain conditional random field."""
    found = np.concatenate(
        [
            word_buckets(signals_of(example.page, example.hints, vocabulary))
            for example in examples
        ],
        axis=1,
    ).T
    counts = np.bincount(found.ravel(), minlength=1 << BITS)
    buckets = np.flatnonzero(counts >= _LEAST).astype(np.int32)
    index = np.zeros(1 << BITS, np.int32)
    index[buckets] = np.arange(1, len(buckets) + 1)
    field = fit(
        index[found],
        np.concatenate([example.labels for example in examples]),
        np.concatenate([lengths_of(example.page.sentences) for example in examples]),
        shape=(len(buckets) + 1, len(LABELS)),
        progress=say,
    )
    return {
        **_packed("label", buckets, field.weights[1:]),
        "transitions": field.transitions,
    }


def _packed(
    part: str, buckets: NDArray[np.int32], weights: NDArray[np.float32]
) -> dict[str, NDArray[Any]]:
    """Return the weights that survive rounding to one byte."""
    whole, scales = rounded(weights)
    kept = whole.any(axis=1)
    return {
        f"{part}_buckets": buckets[kept],
        f"{part}_weights": whole[kept],
        f"{part}_scales": scales,
    }


def _pairs(
    examples: Iterable[_Example],
    vocabulary: Vocabulary,
    pairs_of: Callable[[_Example, Parts], tuple[Pairs, set[tuple[int, int]]]],
) -> Iterator[tuple[Buckets, NDArray[np.bool_]]]:
    """Yield the features of all pairs of an article, and which are true."""
    for example in examples:
        contents, cues, sources = spans_of(example.labels)
        if not cues:
            continue
        parts = Parts(
            page=example.page,
            signals=signals_of(example.page, example.hints, vocabulary),
            hints=example.hints,
            contents=contents,
            cues=cues,
            sources=sources,
        )
        pairs, true = pairs_of(example, parts)
        if len(pairs.one):
            joined = zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)
            yield pairs.features, np.asarray([pair in true for pair in joined])


def _linked(example: _Example, parts: Parts) -> tuple[Pairs, set[tuple[int, int]]]:
    true = set()
    for attribution in example.coded.attributions:
        pieces = _overlapping(example.page, attribution.content, parts.contents)
        cues = _overlapping(example.page, attribution.cue, parts.cues)
        true |= {(piece, cue) for piece in pieces for cue in cues}
    return link_pairs(parts), true


def _sourced(example: _Example, parts: Parts) -> tuple[Pairs, set[tuple[int, int]]]:
    candidates = candidates_of(parts)
    true = set()
    for attribution in example.coded.attributions:
        cues = _overlapping(example.page, attribution.cue, parts.cues)
        named = _overlapping(example.page, attribution.source, candidates.ranges)
        true |= {(cue, source) for cue in cues for source in named}
    return source_pairs(parts, candidates), true


def _overlapping(
    page: Page, spans: Iterable[tuple[int, int]], ranges: Sequence[Range]
) -> list[int]:
    """Return the ranges that share a word with one of the spans."""
    given = list(_ranges(page, spans))
    return [
        index
        for index, (start, stop) in enumerate(ranges)
        if any(start < last and stop > first for first, last in given)
    ]


def _train_pairs(
    part: str, found: Iterable[tuple[Buckets, NDArray[np.bool_]]]
) -> dict[str, NDArray[Any]]:
    """Fit whether two parts belong together by logistic regression."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - training only

    pairs = list(found)
    columns = np.concatenate([features for features, _ in pairs], axis=1).T
    true = np.concatenate([is_true for _, is_true in pairs])
    buckets = np.unique(columns).astype(np.int32)
    if true.all() or not true.any():  # too few articles to tell: what was seen is so
        sign = 1.0 if true.all() else -1.0
        return _packed(part, buckets, np.full((len(buckets), 1), sign, np.float32))
    size, n_templates = columns.shape
    starts = np.arange(0, size * n_templates + 1, n_templates)
    matrix = sp.csr_matrix(
        (np.ones(columns.size), columns.ravel(), starts), shape=(size, 1 << PAIR_BITS)
    )
    model = LogisticRegression(C=_PAIR_C, solver="liblinear", fit_intercept=False)
    model.fit(matrix, true)
    weights = model.coef_[0][buckets].astype(np.float32)[:, None]
    return _packed(part, buckets, weights)
