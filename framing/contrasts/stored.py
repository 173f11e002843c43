"""Counts of a run, on disk: made once of its texts, and summed up without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from framing.contrasts.counts import Cells, Counted, Counts, assembled
from framing.contrasts.stream import Codes
from framing.contrasts.survey import Choice, is_in
from framing.store import Pieces

VOICE: Final = "unattributed"
"""Words in quotations are the speakers'; contrasts are about the outlets'."""

LEAST: Final = 2
"""Articles that have a term: one that has a word alone tells no sides apart."""


def counted(
    texts: Pieces, articles: Sequence[str], masks: tuple[str, ...]
) -> Iterator[pd.DataFrame]:
    """Count the unattributed words, pairs, names and phrases of all articles.

    Parameters
    ----------
    texts : Pieces
    articles : sequence of str
    masks : tuple of str
        Phrases whose words make no term.

    Yields
    ------
    DataFrame
        ``article, term, kind, n``: of some articles.
    """
    choice = Choice(voice=VOICE, masks=masks, pairs=True, longer=True)
    made = Counted(texts, articles, choice, least=LEAST)
    names = pd.Index(list(articles), dtype="str")
    for term, article, n in made.cells():
        order = np.lexsort((term, article))
        kinds = np.array(made.kinds, dtype=object)
        terms = np.array(made.terms, dtype=object)
        yield pd.DataFrame(
            {
                "article": pd.Categorical.from_codes(article[order], names),
                "term": terms[term[order]],
                "kind": kinds[term[order]],
                "n": n[order],
            }
        )


def stored_counts(
    counts: Pieces,
    facts: pd.DataFrame,
    *,
    masks: tuple[str, ...] = (),
    min_articles: int = LEAST,
) -> Counts:
    """Return the counts of some articles of a run.

    Parameters
    ----------
    counts : Pieces
        The table that `counted` made.
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
    number: dict[tuple[str, str], int] = {}
    articles = np.zeros(0, dtype=np.int64)
    for term, _, _ in _cells(counts, rows, number):
        found = np.bincount(term, minlength=len(number))
        found[: len(articles)] += articles
        articles = found
    kept = np.flatnonzero(articles >= min_articles)
    columns: list[list[Codes]] = [[], [], []]
    for term, article, n in _cells(counts, rows, number):
        good = is_in(term, kept)
        for column, values in zip(columns, (term, article, n), strict=True):
            column.append(values[good].astype(np.int32))
    none = np.zeros(0, dtype=np.int32)
    term, article, times = (np.concatenate([none, *column]) for column in columns)
    return assembled(
        (term, article, times),
        [term for term, _ in number],
        [kind for _, kind in number],
        facts,
        voice=VOICE,
        masks=masks,
        min_articles=min_articles,
    )


def _cells(
    counts: Pieces, rows: dict[str, int], number: dict[tuple[str, str], int]
) -> Iterator[Cells]:
    """Yield the cells of some articles; each term gets a number when it is met."""
    for frame in counts.read("article", "term", "kind", "n"):
        parts = {name: frame[name].astype("category") for name in _CODED}
        row = np.array(
            [rows.get(key, -1) for key in parts["article"].cat.categories],
            dtype=np.int64,
        )[parts["article"].cat.codes]
        kinds = list(parts["kind"].cat.categories)
        code = parts["term"].cat.codes.to_numpy().astype(np.int64) * max(len(kinds), 1)
        code += parts["kind"].cat.codes
        known = row >= 0
        found, place = np.unique(code[known], return_inverse=True)
        terms = parts["term"].cat.categories
        ids = np.array(
            [
                number.setdefault(
                    (terms[each // len(kinds)], kinds[each % len(kinds)]), len(number)
                )
                for each in found.tolist()
            ],
            dtype=np.int64,
        )
        yield ids[place], row[known], frame["n"].to_numpy()[known]


_CODED: Final = ("article", "term", "kind")
