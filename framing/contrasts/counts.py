"""Count words, pairs, names and phrases once, for every measure.

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

from framing.contrasts.runs import named, runs, tied, trimmed
from framing.errors import ParameterError, listed, not_one_of
from framing.model import VOICES
from framing.segment import strip_possessive
from framing.wordlist import shipped_terms

Bools = NDArray[np.bool_]
Codes = NDArray[np.int64]

_FACTS: Final = ("article", "outlet", "group", "event", "date")

KINDS: Final = ("word", "pair", "phrase", "name")
"""A word; two that follow one another; three to five that hang together; two to five
with capitals inside a sentence (`framing.contrasts.runs`)."""

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
    texts: pd.DataFrame,
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
    texts : DataFrame
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
    stream = _stream(texts, facts["article"].tolist())
    chosen = stream.voice == VOICES.index(voice) if voice != ALL else stream.voice >= 0
    free = chosen & ~_masked(stream, masks)
    words = _word_flags(stream.words)
    matrix, terms = _tables(stream, free & words[stream.word], len(facts), pairs)
    kinds = ["pair" if " " in term else "word" for term in terms]
    if longer:
        more = _longer(stream, free, words, len(facts))
        matrix, terms, kinds = _joined((matrix, terms, kinds), more)
    keep = np.diff(matrix.indptr) >= min_articles
    order = np.array(sorted(np.flatnonzero(keep), key=terms.__getitem__), dtype=int)
    total = np.bincount(stream.article[chosen], minlength=len(facts))
    return Counts(
        matrix=matrix[:, order].tocsr(),
        terms=tuple(terms[index] for index in order),
        kinds=tuple(kinds[index] for index in order),
        facts=facts[[name for name in _FACTS if name in facts]].assign(total=total),
        voice=voice,
        masks=tuple(sorted(set(masks))),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Stream:
    """All words of a corpus as numbers, end to end.

    ndarrays of shape (n_words,): index into `words`, index of the article, number
    of the sentence (over the whole corpus), voice, and whether there is a capital
    that does not only begin a sentence.
    """

    words: list[str]
    word: Codes
    article: Codes
    sentence: Codes
    voice: NDArray[np.int8]
    capital: Bools


_Table = tuple[sparse.csc_matrix, list[str], list[str]]
"""Counts of shape (n_articles, n_terms), terms and kinds."""


def _longer(stream: _Stream, free: Bools, words: Bools, n_articles: int) -> _Table:
    """Count names and phrases."""
    beside = np.zeros(len(stream.word), dtype=bool)
    beside[:-1] = free[:-1] & free[1:] & (stream.sentence[:-1] == stream.sentence[1:])
    follows = np.concatenate([stream.capital[1:], [False]])
    names = runs(beside & stream.capital & follows)
    content = words[stream.word]
    # A phrase is no part of a name, nor a name of a phrase.
    loose = beside & ~(stream.capital & follows)
    phrases = runs(tied(stream.word, loose, len(stream.words)))
    tables = [
        _runs_table(stream, *trimmed(*found, content), n_articles, kind)
        for found, kind in ((names, "name"), (phrases, "phrase"))
    ]
    return _joined(*tables)


def _runs_table(
    stream: _Stream, start: Codes, length: Codes, n_articles: int, kind: str
) -> _Table:
    if kind == "phrase":
        start, length = start[length > 2], length[length > 2]
    found, place = named(start, length, stream.word)
    matrix, used = _counted(place, stream.article[start], n_articles)
    terms = [" ".join(stream.words[code] for code in found[row]) for row in used]
    return matrix, terms, [kind] * len(terms)


def _joined(one: _Table, more: _Table) -> _Table:
    """Join tables; of a term that stands in both the later is kept.

    A pair that is a name too is counted as the name: with capitals only.
    """
    later = set(more[1])
    kept = [place for place, term in enumerate(one[1]) if term not in later]
    matrix = sparse.hstack([one[0][:, kept], more[0]], format="csc", dtype=np.int32)
    terms = [*(one[1][place] for place in kept), *more[1]]
    return matrix, terms, [*(one[2][place] for place in kept), *more[2]]


def _stream(texts: pd.DataFrame, articles: Sequence[str]) -> _Stream:
    row_of = {key: row for row, key in enumerate(articles)}
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__
    word, article, lengths, voice = [], [], [], []
    nothing = np.zeros(0, dtype=np.int8)
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
        voice=np.concatenate([nothing, *voice]),
        capital=_capitals(known, int(sentence.size)),
    )


def _capitals(known: pd.DataFrame, n_words: int) -> Bools:
    """Return which words have a capital of their own; none where it is not known."""
    if "capital" not in known:
        return np.zeros(n_words, dtype=bool)
    found = [np.frombuffer(flags, dtype=np.int8) for flags in known["capital"]]
    joined = np.concatenate([np.zeros(0, dtype=np.int8), *found]).astype(bool)
    if len(joined) != n_words:
        message = (
            f"capital: {len(joined)} marks for {n_words} words; the table of texts "
            "needs one byte a word"
        )
        raise ParameterError(message)
    return joined


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
