"""Counts of a run, on disk: made once of its texts, and summed up without them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.contrasts.counts import Cells, Counted, Counts, assembled
from framing.contrasts.survey import Choice, is_in
from framing.store import Pieces

VOICE: Final = "unattributed"
"""Words in quotations are the speakers'; contrasts are about the outlets'."""

LEAST: Final = 2
"""Articles that have a term: one that has a word alone tells no sides apart."""


def counted(
    texts: Pieces, articles: Sequence[str], masks: tuple[str, ...]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Count the unattributed words, pairs, names and phrases of all articles.

    Parameters
    ----------
    texts : Pieces
    articles : sequence of str
    masks : tuple of str
        Phrases whose words make no term.

    Yields
    ------
    str, DataFrame
        Name of a table and rows of it: of ``counts``, ``article, term, n``, of some
        articles; at the end ``terms``, ``term, text, kind``.
    """
    choice = Choice(voice=VOICE, masks=masks, pairs=True, longer=True)
    made = Counted(texts, articles, choice, least=LEAST)
    names = pd.Index(list(articles), dtype="str")
    ids = np.zeros(0, dtype=np.int64)
    for term, article, n in made.cells():
        # Phrases are found on the way.
        fresh = [id_of(*each) for each in made.named(len(ids))]
        ids = np.concatenate([ids, np.array(fresh, dtype=np.int64)])
        number = ids[term]
        order = np.lexsort((number, article))
        of = pd.Categorical.from_codes(article[order], names)
        of = of.remove_unused_categories()
        columns = {"article": of, "term": number[order], "n": n[order]}
        yield "counts", pd.DataFrame(columns)
    terms, kinds = ([each[at] for each in made.named()] for at in (0, 1))
    found = pd.DataFrame({"term": ids, "text": terms, "kind": kinds})
    yield "terms", found.sort_values("term")


def id_of(text: str, kind: str) -> int:
    """Return the number of a term, the same in every run.

    Examples
    --------
    >>> id_of("grain talks", "pair")
    -4049902237460306446
    """
    digest = hashlib.blake2b(f"{kind} {text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def stored_counts(
    tables: Mapping[str, pd.DataFrame],
    facts: pd.DataFrame,
    *,
    masks: tuple[str, ...] = (),
    min_articles: int = LEAST,
) -> Counts:
    """Return the counts of some articles of a run.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Of a run: ``counts`` and ``terms``, as `counted` made them.
    facts : DataFrame
        As `framing.contrasts.count` takes it, with ``total``.
    masks : tuple of str
        Those that were counted with.
    min_articles : int, default 2

    Returns
    -------
    Counts
        Of unattributed words.

    Notes
    -----
    Two passes: the first adds up how many of the articles have each term, the second
    reads the cells of terms that enough of them have.
    """
    facts = facts.sort_values("article", kind="stable").reset_index(drop=True)
    rows = {key: row for row, key in enumerate(facts["article"])}
    counts, terms = Pieces(tables, "counts"), Pieces(tables, "terms")
    known = np.sort(np.concatenate([p["term"].to_numpy() for p in terms.read("term")]))
    articles = np.zeros(len(known), dtype=np.int64)
    for term, _, _ in _cells(counts, rows):
        articles += np.bincount(np.searchsorted(known, term), minlength=len(known))
    kept = known[articles >= min_articles]
    columns: list[list[NDArray[np.int32]]] = [[], [], []]
    for term, article, n in _cells(counts, rows):
        good = is_in(term, kept)
        parts = (np.searchsorted(kept, term[good]), article[good], n[good])
        for column, values in zip(columns, parts, strict=True):
            column.append(values.astype(np.int32))
    none = np.zeros(0, dtype=np.int32)
    # One after the other, so that the pieces of each can go.
    term, article, times = (np.concatenate([none, *columns.pop(0)]) for _ in range(3))
    named = pd.concat(
        piece[is_in(piece["term"].to_numpy(), kept)]
        for piece in terms.read("term", "text", "kind")
    ).sort_values("term")
    return assembled(
        (term, article, times),
        named["text"].tolist(),
        named["kind"].tolist(),
        facts,
        voice=VOICE,
        masks=masks,
        min_articles=min_articles,
    )


def _cells(counts: Pieces, rows: Mapping[str, int]) -> Iterator[Cells]:
    """Yield the cells of some articles."""
    for frame in counts.read("article", "term", "n"):
        article = frame["article"].astype("category").cat
        known = [rows.get(key, -1) for key in article.categories]
        row = np.array(known, dtype=np.int64)[article.codes]
        good = row >= 0
        yield frame["term"].to_numpy()[good], row[good], frame["n"].to_numpy()[good]
