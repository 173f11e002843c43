"""The tables of reuse of a run, and what follows from them for its articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from framing.model import VOICES, Ints
from framing.origin import BY_MATCH
from framing.reuse.blocks import Facts, Shelf, reuse_by_month
from framing.reuse.finding import Reuse
from framing.reuse.kinds import MOST
from framing.reuse.texts import LEAST_WORDS, numbers_of
from framing.segment import cut
from framing.store import Pieces

# What may be a quotation is taken for one: shared words of a statement are no reuse.
_QUOTED: Final = tuple(VOICES.index(voice) for voice in ("quoted", "uncertain"))
_OPEN: Final = frozenset({"own", "unknown", ""})


class Found(NamedTuple):
    """What reuse adds to a run: two tables, and the articles with what follows."""

    reuse: list[dict[str, Any]]
    runs: list[dict[str, Any]]
    articles: pd.DataFrame


def reuse_of(
    articles: pd.DataFrame, texts: Pieces, *, agencies: Collection[str], scratch: Path
) -> Found:
    """Find the reuse in a run.

    Parameters
    ----------
    articles : DataFrame
        ``article, outlet, date_low, date_high, origin, origin_evidence, n_words``.
    texts : Pieces
        Of these articles.
    agencies : collection of str
        Keys of the outlets that are news agencies.
    scratch : Path
        Of a file that is made for the words, and removed.

    Returns
    -------
    Found
        The rows of the tables ``reuse`` and ``reuse_runs``, and the articles with
        `origin`, `origin_evidence` and `twin_of` settled.

    Notes
    -----
    A text of which half or more stands in an agency's article, and whose origin was
    unknown or declared its own, is wire copy *by match*, unless it was published on
    an earlier day. Of twins the longest is kept, then the earliest, then the first
    by id; `twin_of` of the others names it.
    """
    with Shelf(scratch) as shelf:
        facts = list(_shelved(articles, texts, agencies, shelf))
        pairs = reuse_by_month(facts, shelf)
    offsets = _offsets(pairs, texts)
    return Found(
        reuse=[_row(pair) for pair in pairs],
        runs=[row for pair in pairs for row in _run_rows(pair, offsets)],
        articles=_with_twins(_with_origins(articles, pairs, agencies), pairs),
    )


def _shelved(
    articles: pd.DataFrame, texts: Pieces, agencies: Collection[str], shelf: Shelf
) -> Iterator[Facts]:
    """Put the words of every text on the shelf, and yield what else is known."""
    known = articles.set_index("article")
    facts = {
        name: known[name].to_dict()
        for name in ("outlet", "date_low", "date_high", "origin", "origin_evidence")
    }
    for article, tokens, voice in _rows(texts, "article", "tokens", "voice"):
        words = tokens.split()
        if len(words) < LEAST_WORDS:
            continue
        outlet = facts["outlet"][article]
        quoted = np.isin(np.frombuffer(voice, np.uint8), _QUOTED)
        shelf.put(article, numbers_of(words), quoted)
        yield Facts(
            id=article,
            outlet=outlet,
            low=facts["date_low"][article],
            high=facts["date_high"][article],
            origin=facts["origin"][article],
            origin_evidence=facts["origin_evidence"][article],
            is_agency=outlet in agencies,
        )


def _row(pair: Reuse) -> dict[str, Any]:
    found = pair.found
    return {
        "a": pair.a,
        "b": pair.b,
        "kind": pair.kind,
        "jaccard": found.jaccard,
        "a_in_b": found.a_in_b,
        "b_in_a": found.b_in_a,
        "n_shared": found.n_shared,
        "n_unquoted": found.n_free,
        "longest": found.longest,
        "origin": pair.origin,
        "evidence": pair.evidence,
    }


def _rows(texts: Pieces, *columns: str) -> Iterator[tuple[Any, ...]]:
    for frame in texts.read(*columns):
        yield from zip(*(frame[name] for name in columns), strict=True)


def _offsets(pairs: Sequence[Reuse], texts: Pieces) -> dict[str, Ints]:
    """Return where the words of each text lie; a text without reuse is not cut."""
    wanted = {key for pair in pairs for key in (pair.a, pair.b)}
    return {
        article: cut(text).words
        for article, text in _rows(texts, "article", "text")
        if article in wanted
    }


def _run_rows(pair: Reuse, offsets: Mapping[str, Ints]) -> Iterator[dict[str, Any]]:
    a, b = offsets[pair.a], offsets[pair.b]
    for run in pair.found.runs:
        yield {
            "a": pair.a,
            "b": pair.b,
            "a_start": int(a[run.a_start, 0]),
            "a_stop": int(a[run.a_stop - 1, 1]),
            "b_start": int(b[run.b_start, 0]),
            "b_stop": int(b[run.b_stop - 1, 1]),
        }


def _with_origins(
    articles: pd.DataFrame, pairs: Sequence[Reuse], agencies: Collection[str]
) -> pd.DataFrame:
    """Return the articles, wire copy by match named as such."""
    outlets = dict(zip(articles["article"], articles["outlet"], strict=True))
    best: dict[str, tuple[float, str]] = {}
    for pair in pairs:
        if pair.kind not in {"copy", "cut"} or pair.origin not in {"a", "b"}:
            continue
        source, other, share = (
            (pair.a, pair.b, pair.found.b_in_a)
            if pair.origin == "a"
            else (pair.b, pair.a, pair.found.a_in_b)
        )
        is_wire = outlets[source] in agencies and outlets[other] not in agencies
        # The largest share, then the first id; pairs are sorted.
        if is_wire and share >= MOST and share > best.get(other, (0.0, ""))[0]:
            best[other] = (share, source)
    origins, evidence = [], []
    columns = (articles[name] for name in ("article", "origin", "origin_evidence"))
    for article, origin, told in zip(*columns, strict=True):
        share, source = best.get(article, (0.0, ""))
        if source and origin in _OPEN:
            origin = f"wire copy of {outlets[source]}{BY_MATCH}"  # noqa: PLW2901
            said = f"match: {share:.0%} of its words stand in {source}"
            told = f"{told}; {said}" if told else said  # noqa: PLW2901
        origins.append(origin)
        evidence.append(told)
    return articles.assign(origin=origins, origin_evidence=evidence)


def _with_twins(articles: pd.DataFrame, pairs: Sequence[Reuse]) -> pd.DataFrame:
    """Return the articles with `twin_of`: of each twin, the one that is kept."""
    columns = (articles[name] for name in ("article", "n_words", "date_low"))
    rank = {
        article: (-n_words, low or "9999", article)
        for article, n_words, low in zip(*columns, strict=True)
    }
    kept: dict[str, str] = {}

    def root(article: str) -> str:
        while article in kept:
            article = kept[article]
        return article

    for pair in pairs:
        if pair.kind == "twin":
            first, other = sorted((root(pair.a), root(pair.b)), key=rank.__getitem__)
            if first != other:
                kept[other] = first
    return articles.assign(
        twin_of=[root(a) if a in kept else "" for a in articles["article"]]
    )
