"""Count words and pairs of words once, for every measure.

Words become numbers in one pass over the texts; everything after that is sorting
and summing of arrays, so that 3,578 articles of 966 words take some 3 seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.errors import ParameterError, listed, not_one_of
from framing.model import VOICES
from framing.segment import strip_possessive
from framing.wordlist import shipped_terms

Bools = NDArray[np.bool_]
Codes = NDArray[np.int64]

ALL: Final = "all"
"""Counts words of every voice."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counts:
    """How often each article uses each term; made by `count`.

    Attributes
    ----------
    matrix : sparse matrix of shape (n_articles, n_terms), int32
        In compressed rows; the only form in which the counts are ever held.
    terms : tuple of str
        Words, and pairs of words that follow one another; sorted.
    facts : DataFrame, one row per article
        ``article, outlet, group, event, total``: all words of the voice, those
        that are no terms (function words, masked names) included.
    voice : str
        One of `framing.model.VOICES`, or "all".
    masks : tuple of str
        Phrases that make no term.
    """

    matrix: sparse.csr_matrix
    terms: tuple[str, ...]
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
            facts=self.facts.iloc[rows].reset_index(drop=True),
        )


def count(
    texts: pd.DataFrame,
    facts: pd.DataFrame,
    *,
    voice: str = "unattributed",
    masks: Iterable[str] = (),
    min_articles: int = 3,
    pairs: bool = True,
) -> Counts:
    r"""Count the terms of articles.

    Parameters
    ----------
    texts : DataFrame
        ``article, tokens, voice``: normal forms joined by single spaces, sentences
        by a new line, and one byte a word, its place in `framing.model.VOICES`.
    facts : DataFrame
        ``article, outlet, group, event``; articles that stand only here are
        counted as empty, those that stand only in `texts` are left out.
    voice : str, default "unattributed"
        Whose words are counted: a voice, or "all".
    masks : iterable of str
        Normal forms of phrases whose words make no term: names of the outlets.
    min_articles : int, default 3
        Terms in fewer articles are dropped.
    pairs : bool, default True
        Whether two words that follow one another in a sentence are a term too.

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
    stream = _stream(texts, facts["article"].tolist())
    chosen = stream.voice == VOICES.index(voice) if voice != ALL else stream.voice >= 0
    free = chosen & ~_masked(stream, masks)
    words = _word_flags(stream.words)
    matrix, terms = _tables(stream, free & words[stream.word], len(facts), pairs)
    keep = np.diff(matrix.tocsc().indptr) >= min_articles
    order = np.array(sorted(np.flatnonzero(keep), key=terms.__getitem__), dtype=int)
    total = np.bincount(stream.article[chosen], minlength=len(facts))
    return Counts(
        matrix=matrix[:, order].tocsr(),
        terms=tuple(terms[index] for index in order),
        facts=facts[["article", "outlet", "group", "event"]].assign(total=total),
        voice=voice,
        masks=tuple(sorted(set(masks))),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Stream:
    """All words of a corpus as numbers, end to end.

    ndarrays of shape (n_words,): index into `words`, index of the article, number
    of the sentence (over the whole corpus), and voice.
    """

    words: list[str]
    word: Codes
    article: Codes
    sentence: Codes
    voice: NDArray[np.int8]


def _stream(texts: pd.DataFrame, articles: Sequence[str]) -> _Stream:
    row_of = {key: row for row, key in enumerate(articles)}
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__
    word, article, lengths, voice = [], [], [], []
    known = texts[texts["article"].isin(row_of)]
    for key, tokens, codes in zip(
        known["article"], known["tokens"], known["voice"], strict=True
    ):
        ids = [number[token] for token in tokens.split()]
        if len(ids) != len(codes):
            message = (
                f"article {key!r}: {len(codes)} voices for {len(ids)} words; "
                "the table of texts needs one byte a word"
            )
            raise ParameterError(message)
        word.append(np.array(ids, dtype=np.int64))
        article.append(np.full(len(ids), row_of[key], dtype=np.int64))
        lengths += [len(line.split()) for line in tokens.split("\n")]
        voice.append(np.frombuffer(codes, dtype=np.int8))
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    words, merged = _without_possessive(list(number))
    return _Stream(
        words=words,
        word=merged[np.concatenate([np.zeros(0, dtype=np.int64), *word])],
        article=np.concatenate([np.zeros(0, dtype=np.int64), *article]),
        sentence=sentence.astype(np.int64),
        voice=np.concatenate([np.zeros(0, dtype=np.int8), *voice]),
    )


def _without_possessive(words: Sequence[str]) -> tuple[list[str], Codes]:
    """Return the words without "'s", and the new number of each old one."""
    bare = [strip_possessive(word) for word in words]
    kept = {word: place for place, word in enumerate(dict.fromkeys(bare))}
    return list(kept), np.array([kept[word] for word in bare], dtype=np.int64)


def _word_flags(words: Sequence[str]) -> Bools:
    """Return which words may make a term."""
    function = frozenset[str]().union(*shipped_terms("function_words").values())
    return np.array(
        [
            len(word) > 1
            and word not in function
            and any(character.isalpha() for character in word)
            for word in words
        ],
        dtype=bool,
    )


def _masked(stream: _Stream, masks: Iterable[str]) -> Bools:
    """Return which words stand in a masked phrase."""
    number = {word: place for place, word in enumerate(stream.words)}
    found = np.zeros(len(stream.word), dtype=bool)
    for phrase in sorted(set(masks)):
        ids = [number.get(strip_possessive(word), -1) for word in phrase.split()]
        if not ids or -1 in ids:
            continue
        start = np.flatnonzero(stream.word[: len(stream.word) - len(ids) + 1] == ids[0])
        for step, wanted in enumerate(ids[1:], start=1):
            start = start[stream.word[start + step] == wanted]
        last = start + len(ids) - 1
        start = start[stream.sentence[start] == stream.sentence[last]]
        for step in range(len(ids)):
            found[start + step] = True
    return found


def _tables(
    stream: _Stream,
    good: Bools,
    n_articles: int,
    pairs: bool,  # noqa: FBT001 - private
) -> tuple[sparse.csc_matrix, list[str]]:
    """Count words, and pairs of neighbours in one sentence, by article."""
    single, found = _counted(stream.word[good], stream.article[good], n_articles)
    terms = [stream.words[code] for code in found.tolist()]
    if not pairs:
        return single, terms
    size = len(stream.words)
    both = good[:-1] & good[1:] & (stream.sentence[:-1] == stream.sentence[1:])
    code = (stream.word[:-1] * size + stream.word[1:])[both]
    double, found = _counted(code, stream.article[:-1][both], n_articles)
    terms += [
        f"{stream.words[pair // size]} {stream.words[pair % size]}"
        for pair in found.tolist()
    ]
    return sparse.hstack([single, double], format="csc", dtype=np.int32), terms


def _counted(
    code: Codes, article: Codes, n_articles: int
) -> tuple[sparse.csc_matrix, Codes]:
    """Return counts of shape (n_articles, n_found), and the codes found."""
    found, column = np.unique(code, return_inverse=True)
    height = max(n_articles, 1)
    cells, times = np.unique(column * height + article, return_counts=True)
    shape = (n_articles, len(found))
    made = sparse.coo_matrix(
        (times.astype(np.int32), (cells % height, cells // height)), shape=shape
    )
    return made.tocsc(), found


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
