"""Stance measured again by other words: a second list, or without the most frequent."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison.cells import Codes, Measured
from framing.comparison.plan import Key
from framing.uncertainty import Floats

SECOND: Final = "by the second word list"
TRIMMED: Final = "without the ten most frequent words of each group"
WORD_CHECKS: Final = (SECOND, TRIMMED)
"""Checks of the stance alone; METHOD, section 3."""

_MOST: Final = 10
_STANCE: Final = ("stance", "tone")
_SECOND_METRIC: Final = "stance_second"


def word_checks(
    found: Measured, hits: pd.DataFrame, articles: Sequence[str], groups: Sequence[str]
) -> Iterator[tuple[str, Measured]]:
    """Yield the measurements of a run with the stance measured by other words.

    Parameters
    ----------
    found : Measured
    hits : DataFrame
        ``article, field, target, mention_voice, entry, amount, amount_all``: what
        every word adds to every mention.
    articles, groups : sequence of str
        The articles that `found` numbers; the group of each that is compared, empty
        for one that is not.

    Yields
    ------
    (str, Measured)
        The name of the check, and the measurements.
    """
    if any(key[0] == _SECOND_METRIC for key in found.keys):
        yield SECOND, by_second_list(found)
    tone = hits[hits["field"] == "tone"]
    place = pd.Index(articles).get_indexer(pd.Index(tone["article"].astype(str)))
    tone, place = tone[place >= 0], place[place >= 0].astype(np.int64)
    if len(tone):
        group = np.array(groups, dtype=object)[place]
        frequent = frequent_words(tone["entry"].astype(str).tolist(), group.tolist())
        mask = tone["entry"].astype(str).isin(frequent).to_numpy()
        yield TRIMMED, without(found, tone[mask], place[mask])


def by_second_list(found: Measured) -> Measured:
    """Return measurements whose stance is that of the second word list."""
    keys: list[Key] = []
    for key in found.keys:
        if key[:2] == _STANCE:
            key = ("", *key[1:])  # noqa: PLW2901 - no longer a stance
        elif key[0] == _SECOND_METRIC:
            key = ("stance", *key[1:])  # noqa: PLW2901
        keys.append(key)
    return dataclasses.replace(found, keys=tuple(keys))


def frequent_words(entries: Sequence[str], groups: Sequence[str]) -> frozenset[str]:
    """Return the most frequent words of each group, ten each, ties by alphabet.

    Examples
    --------
    >>> sorted(frequent_words(["good", "good", "bad"], ["a", "a", ""]))
    ['good']
    """
    counts: dict[str, Counter[str]] = {}
    for entry, group in zip(entries, groups, strict=True):
        if group:
            counts.setdefault(group, Counter())[entry] += 1
    return frozenset(
        entry
        for found in counts.values()
        for entry, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[
            :_MOST
        ]
    )


def without(found: Measured, hits: pd.DataFrame, article: Codes) -> Measured:
    """Return measurements without what some words add to the stance.

    Parameters
    ----------
    found : Measured
    hits : DataFrame
        Of the words that are left out.
    article : ndarray of shape (n_hits,), int64
        The article of each hit, as `found` numbers them.
    """
    number = {
        (key[2], key[3]): place
        for place, key in enumerate(found.keys)
        if key[:2] == _STANCE and not key[4]
    }
    targets = hits["target"].astype(str).tolist()
    voices = hits["mention_voice"].astype(str).tolist()
    amounts = np.zeros(len(found.numerator))
    pairs = found.article * max(len(found.keys), 1) + found.key
    order = np.argsort(pairs, kind="stable")
    for names, column in ((voices, "amount"), (["all"] * len(hits), "amount_all")):
        key = np.array(
            [number.get(pair, -1) for pair in zip(targets, names, strict=True)],
            dtype=np.int64,
        )
        known = key >= 0
        wanted = article[known] * max(len(found.keys), 1) + key[known]
        at = order[np.searchsorted(pairs, wanted, sorter=order)]
        taken: Floats = hits[column].to_numpy(dtype=np.float64)[known]
        np.add.at(amounts, at, taken)
    return dataclasses.replace(found, numerator=found.numerator - amounts)
