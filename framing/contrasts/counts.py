"""Count words, pairs, names and phrases once, for every measure.

Two passes over the texts, some articles at a time: the first finds the terms that
enough articles have (`framing.contrasts.survey`), the second counts them. Words become
numbers; everything after that is sorting and summing of arrays, so that 3,578 articles
of 966 words take some 5 seconds, and memory holds the counts and no texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy import sparse

from framing.contrasts.runs import named, runs, trimmed
from framing.contrasts.stream import Bools, Codes, Stream, Vocabulary, streams
from framing.contrasts.survey import (
    ALL,
    Choice,
    Words,
    code_of,
    codes_of,
    is_in,
    names_in,
    neighbours,
    pair_of,
    survey,
)
from framing.errors import ParameterError, listed, not_one_of
from framing.model import VOICES
from framing.store import Pieces

Cells = tuple[Codes, Codes, Codes]
"""Place of a term, row of an article, and how often it has it."""

_FACTS: Final = ("article", "outlet", "group", "event", "date")

KINDS: Final = ("word", "pair", "phrase", "name")
"""A word; two that follow one another; three to five that hang together; two to five
with capitals inside a sentence (`framing.contrasts.runs`)."""

_KEPT: Final = 4_000_000  # words: 100 MB, some 4,000 articles

_RANK: Final = {"word": 0, "pair": 1, "name": 2, "phrase": 3}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counts:
    """How often each article uses each term; made by `count`.

    Attributes
    ----------
    matrix : sparse matrix of shape (n_articles, n_terms), int32
        In compressed rows; the only form in which the counts are ever held.
    terms : tuple of str
        Sorted; none stands twice.
    kinds : tuple of str
        Of each term, one of `KINDS`.
    facts : DataFrame, one row per article
        ``article, outlet, group, event, date`` (if given), ``total``: all words of
        the voice, those that are no terms (function words, masked names) included.
    voice : str
        One of `framing.model.VOICES`, or "all".
    masks : tuple of str
        Phrases that make no term.
    """

    matrix: sparse.csr_matrix
    terms: tuple[str, ...]
    kinds: tuple[str, ...]
    facts: pd.DataFrame
    voice: str
    masks: tuple[str, ...] = ()

    def part(
        self,
        *,
        articles: Iterable[str] | None = None,
        terms: Iterable[str] | None = None,
    ) -> Counts:
        """Return the counts of some articles, and of some terms.

        Totals stay: they count the words that are no terms too. What is not there
        is passed over.
        """
        rows = np.arange(len(self.facts))
        if articles is not None:
            rows = np.flatnonzero(self.facts["article"].isin(set(articles)))
        columns = np.arange(len(self.terms))
        if terms is not None:
            wanted = frozenset(terms)
            chosen = [place for place, term in enumerate(self.terms) if term in wanted]
            columns = np.array(chosen, dtype=np.int64)
        return replace(
            self,
            matrix=self.matrix[rows][:, columns].tocsr(),
            terms=tuple(self.terms[place] for place in columns.tolist()),
            kinds=tuple(self.kinds[place] for place in columns.tolist()),
            facts=self.facts.iloc[rows].reset_index(drop=True),
        )


def count(  # noqa: PLR0913 - what is counted, all named
    texts: pd.DataFrame | Pieces,
    facts: pd.DataFrame,
    *,
    voice: str = "unattributed",
    masks: Iterable[str] = (),
    min_articles: int = 3,
    pairs: bool = True,
    longer: bool = False,
) -> Counts:
    r"""Count the terms of articles.

    Parameters
    ----------
    texts : DataFrame or framing.store.Pieces
        ``article, tokens, voice``: normal forms joined by single spaces, sentences
        by a new line, and one byte a word, its place in `framing.model.VOICES`.
    facts : DataFrame
        ``article, outlet, group, event`` and, for weeks and days, ``date``
        (``YYYY-MM-DD`` where the day is certain); articles that stand only here are
        counted as empty, those that stand only in `texts` are left out.
    voice : str, default "unattributed"
        Whose words are counted: a voice, or "all".
    masks : iterable of str
        Normal forms of phrases whose words make no term: names of the outlets.
    min_articles : int, default 3
        Terms in fewer articles are dropped.
    pairs : bool, default True
        Whether two words that follow one another in a sentence are a term too.
    longer : bool, default False
        Whether names and phrases are terms too; `texts` then needs ``capital``, one
        byte a word: 1 where a capital does not only begin a sentence.

    Returns
    -------
    Counts
        Articles sorted. Terms have a letter, and no function word
        (``lexicons/function_words``) at either end; a possessive ending is dropped.

    Raises
    ------
    ParameterError
        If the voice is unknown, or the voices of an article do not fit its words.

    Examples
    --------
    >>> facts = pd.DataFrame(
    ...     {"article": ["a"], "outlet": ["x"], "group": ["g"], "event": ["e"]}
    ... )
    >>> tokens = "the grain talks opened\ngrain talks shut"
    >>> texts = pd.DataFrame({"article": "a", "tokens": [tokens], "voice": [bytes(7)]})
    >>> made = count(texts, facts, min_articles=1)
    >>> made.terms
    ('grain', 'grain talks', 'opened', 'shut', 'talks', 'talks opened', 'talks shut')
    >>> made.matrix.toarray().tolist(), made.facts["total"].tolist()
    ([[2, 2, 1, 1, 2, 1, 1]], [7])
    """
    if voice != ALL and voice not in VOICES:
        raise ParameterError(not_one_of("voice", voice, (*VOICES, ALL)))
    facts = facts.sort_values("article", kind="stable").reset_index(drop=True)
    choice = Choice(
        voice=voice, masks=tuple(sorted(set(masks))), pairs=pairs, longer=longer
    )
    counted = Counted(texts, facts["article"].tolist(), choice, least=min_articles)
    cells = list(counted.cells())
    term, article, n = (
        np.concatenate([np.zeros(0, dtype=np.int64), *column])
        for column in (zip(*cells, strict=True) if cells else ((), (), ()))
    )
    terms = list(counted.named())
    return assembled(
        (term, article, n),
        [term for term, _ in terms],
        [kind for _, kind in terms],
        facts.assign(total=counted.total),
        voice=voice,
        masks=choice.masks,
        min_articles=min_articles,
    )


class Counted:
    """Counts terms, some articles at a time.

    Parameters
    ----------
    texts : DataFrame or Pieces
    articles : sequence of str
    choice : Choice
    least : int
        Articles that have a word, a pair or a name.

    Attributes
    ----------
    total : ndarray of shape (n_articles,)
        Words of the voice, once `cells` has run through.
    """

    def __init__(
        self,
        texts: pd.DataFrame | Pieces,
        articles: Sequence[str],
        choice: Choice,
        *,
        least: int,
    ) -> None:
        """Read the texts once, for what terms there are."""
        self._texts, self._articles, self._choice = texts, articles, choice
        self._vocabulary = Vocabulary()
        self._kept: list[Stream] = []
        self._survey = survey(self._streams(), self._vocabulary, choice, least=least)
        self._names = [key for key, n in self._survey.names.items() if n >= least]
        # A pair that is a name too is counted as the name: with capitals only.
        taken = np.array(
            sorted(code_of(key) for key in self._survey.names if len(key) == 2),
            dtype=np.int64,
        )
        self._pairs = self._survey.pairs[~is_in(self._survey.pairs, taken)]
        n_known = len(self._survey.words) + len(self._pairs)
        self._name = {key: n_known + at for at, key in enumerate(self._names)}
        self._first_phrase = n_known + len(self._names)
        self._phrase: dict[Words, int] = {}
        self.total = np.zeros(len(articles), dtype=np.int64)

    def named(self, start: int = 0) -> Iterator[tuple[str, str]]:
        """Yield each term with its kind; phrases are known once `cells` ran through.

        Parameters
        ----------
        start : int
            Number of the first term that is wanted.
        """
        words = self._vocabulary.words
        kinds: tuple[tuple[str, Any, Callable[[Any], Words]], ...] = (
            ("word", self._survey.words.tolist(), lambda code: (code,)),
            ("pair", self._pairs, lambda code: pair_of(int(code))),
            ("name", self._names, tuple),
            ("phrase", list(self._phrase), tuple),
        )
        for kind, keys, words_of in kinds:
            for key in keys[start:]:
                yield " ".join(words[code] for code in words_of(key)), kind
            start = max(start - len(keys), 0)

    def cells(self) -> Iterator[Cells]:
        """Read the texts again, and yield term, article and times, chunk by chunk."""
        for stream in self._streams():
            chosen = self._choice.chosen(stream)
            self.total += np.bincount(
                stream.article[chosen], minlength=len(self._articles)
            )
            parts = list(self._of(stream))
            yield (
                np.concatenate([part[0] for part in parts]),
                np.concatenate([part[1] for part in parts]),
                np.concatenate([part[2] for part in parts]),
            )

    def _streams(self) -> Iterator[Stream]:
        """Yield all words; those of a small corpus are kept for the second pass."""
        if self._kept:
            yield from self._kept
            return
        n_words = 0
        for stream in streams(
            self._texts,
            self._articles,
            self._vocabulary,
            capitals=self._choice.longer and _has_capitals(self._texts),
        ):
            n_words += len(stream.word)
            self._kept.append(stream)
            if n_words > _KEPT:
                self._kept.clear()
            yield stream

    def _of(self, stream: Stream) -> Iterator[Cells]:
        free = self._choice.free(stream, self._vocabulary)
        content = self._vocabulary.content()
        good = free & content[stream.word]
        at = np.flatnonzero(good)
        yield self._known(stream, stream.word[at], at, self._survey.words, 0)
        if self._choice.pairs:
            at = neighbours(stream, good)
            codes = codes_of(stream, at)
            yield self._known(stream, codes, at, self._pairs, len(self._survey.words))
        if self._choice.longer:
            loose, found, place, start = names_in(stream, free, content)
            number = np.array([self._name.get(key, -1) for key in found], dtype=int)
            known = number[place] >= 0 if len(place) else np.zeros(0, dtype=bool)
            yield _summed(number[place[known]], stream.article[start[known]])
            yield self._phrases(stream, loose, content)

    def _known(
        self, stream: Stream, codes: Codes, at: Codes, known: Codes, first: int
    ) -> Cells:
        """Count codes that are among known ones."""
        good = is_in(codes, known)
        term = np.searchsorted(known, codes[good]) + first
        return _summed(term, stream.article[at[good]])

    def _phrases(self, stream: Stream, loose: Bools, content: Bools) -> Cells:
        """Count runs of three words or more that hang together."""
        at = np.flatnonzero(loose)
        linked = np.zeros(len(stream.word), dtype=bool)
        linked[at] = is_in(codes_of(stream, at), self._survey.ties)
        start, length = trimmed(*runs(linked), content[stream.word])
        start, length = start[length > 2], length[length > 2]
        found, place = named(start, length, stream.word)
        number = np.array([self._number(key) for key in found], dtype=np.int64)
        return _summed(number[place], stream.article[start])

    def _number(self, key: Words) -> int:
        return self._phrase.setdefault(key, self._first_phrase + len(self._phrase))


def _has_capitals(texts: pd.DataFrame | Pieces) -> bool:
    return isinstance(texts, Pieces) or "capital" in texts


def _summed(term: Codes, article: Codes) -> Cells:
    """Return how often each article has each term."""
    height = int(article.max()) + 1 if len(article) else 1
    cells, times = np.unique(term * height + article, return_counts=True)
    return cells // height, cells % height, times.astype(np.int64)


def assembled(  # noqa: PLR0913 - the parts of counts, all named
    cells: Cells,
    terms: Sequence[str],
    kinds: Sequence[str],
    facts: pd.DataFrame,
    *,
    voice: str,
    masks: tuple[str, ...],
    min_articles: int,
) -> Counts:
    """Make counts of single cells.

    Parameters
    ----------
    cells : term, article, times
        Places in the terms, rows of the facts, and how often; no cell stands twice.
    terms, kinds : sequence of str
        Of a term that stands there as two kinds the phrase is kept, else the name.
    facts : DataFrame
        With ``total``.
    voice, masks
        As in `count`.
    min_articles : int
        Terms in fewer articles are dropped.
    """
    term, article, times = cells
    size = max(len(terms), 1)
    enough = np.bincount(term, minlength=size) >= min_articles
    best: dict[str, int] = {}
    for place in np.flatnonzero(enough[: len(terms)]).tolist():
        old = best.setdefault(terms[place], place)
        if _RANK[kinds[place]] > _RANK[kinds[old]]:
            best[terms[place]] = place
    order = [best[name] for name in sorted(best)]
    # Half as wide as the places: of a large run there are tens of millions of cells.
    column = np.full(size, -1, dtype=np.int32)
    column[order] = np.arange(len(order))
    good = column[term] >= 0
    matrix = sparse.coo_matrix(
        (times[good].astype(np.int32), (article[good], column[term[good]])),
        shape=(len(facts), len(order)),
    )
    return Counts(
        matrix=matrix.tocsr(),
        terms=tuple(terms[place] for place in order),
        kinds=tuple(kinds[place] for place in order),
        facts=facts[[name for name in (*_FACTS, "total") if name in facts]],
        voice=voice,
        masks=masks,
    )


def side(counts: Counts, key: str) -> Bools:
    """Return which articles are of a group or, by its key, of an outlet.

    Raises
    ------
    ParameterError
        If neither is there.
    """
    for column in ("group", "outlet"):
        mask = (counts.facts[column] == key).to_numpy(dtype=bool)
        if key and mask.any():
            return np.asarray(mask, dtype=bool)
    names = sorted({*counts.facts["group"], *counts.facts["outlet"]} - {""})
    message = (
        f"{key!r} has no article among the {len(counts.facts)} counted; "
        f"there are {listed(names, last='and')}"
    )
    raise ParameterError(message)
