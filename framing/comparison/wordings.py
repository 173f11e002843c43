"""What figures of wording draw: finished numbers of the terms that a report shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from framing.comparison.naming import NAMING_TESTS, NAMINGS
from framing.comparison.term_checks import TERM_CHECKED
from framing.contrasts import Counts
from framing.contrasts.dispersion import sum_by
from framing.contrasts.distance import COLUMNS as DISTANCES
from framing.contrasts.distance import DistanceSettings, distances
from framing.contrasts.jsd import contributions

SHIFT: Final = ("term", "kind", "contribution", "share", "rate_a", "rate_b")
BY_OUTLET: Final = ("term", "outlet", "group", "n", "n_words", "rate", "n_articles")
BY_EVENT: Final = ("term", "event", "n_a", "n_b", "rate_a", "rate_b", "difference")
PLACES: Final = ("term", "article", "start", "stop")

MOST_OUTLETS: Final = 8
"""Outlets whose distances are measured, those with the most compared articles first:
28 pairs of some 2 seconds."""
_SIDE: Final = 12  # strongest terms a side
_Z95: Final = 1.96  # standard errors on each side that hold 95 %
_COMMON: Final = 3  # much used terms without a difference, to compare with
_DRAWS, _BOOTS = 499, 99  # a distance is shown with three digits


def _empty(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """Everything that a comparison says about words.

    Attributes
    ----------
    contrasts : DataFrame
        As `framing.contrasts.base.COLUMNS` lists them, for each measure shown.
    contexts : DataFrame
        ``term, article, start, stop``: occurrences of the terms shown.
    robustness : DataFrame, one row per term tested again and check
        ``term, check, score, low, high, p, verdict, changed`` (bool).
    shift : DataFrame
        ``term, kind, contribution`` (bits, below 0 where the second group has more),
        ``share`` (of the divergence of all single words), ``rate_a, rate_b``.
    by_outlet : DataFrame
        ``term, outlet, group, n, n_words, rate`` (per 1,000, nan without words),
        ``n_articles``: terms shown, in the compared articles of each outlet.
    by_event : DataFrame
        ``term, event, n_a, n_b, rate_a, rate_b, difference``: terms shown, on each
        shared event.
    namings : DataFrame, one row per target, form and outlet
        ``target, form, outlet, group, n, total, share, n_articles, n_events``.
    naming_tests : DataFrame, one row per target and form
        ``target, form, value_a, value_b`` (share of the target's namings, in per
        cent), ``difference, low, high, p, q, n_events, verdict, reason``.
    distances : DataFrame
        As `framing.contrasts.distance.distances` gives them.
    """

    contrasts: pd.DataFrame
    contexts: pd.DataFrame = field(default_factory=lambda: _empty(PLACES))
    robustness: pd.DataFrame = field(default_factory=lambda: _empty(TERM_CHECKED))
    shift: pd.DataFrame = field(default_factory=lambda: _empty(SHIFT))
    by_outlet: pd.DataFrame = field(default_factory=lambda: _empty(BY_OUTLET))
    by_event: pd.DataFrame = field(default_factory=lambda: _empty(BY_EVENT))
    namings: pd.DataFrame = field(default_factory=lambda: _empty(NAMINGS))
    naming_tests: pd.DataFrame = field(default_factory=lambda: _empty(NAMING_TESTS))
    distances: pd.DataFrame = field(default_factory=lambda: _empty(DISTANCES))


class TermsShown(NamedTuple):
    """Terms that a report shows, each part in its order.

    Attributes
    ----------
    first, second : tuple of str
        Those that differ and are more frequent on that side, the strongest first.
    common : tuple of str
        Those that do not differ, the most used first.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    common: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, by the alphabet."""
        return tuple(sorted({*self.first, *self.second, *self.common}))


def shown_terms(contrasts: pd.DataFrame) -> TermsShown:
    """Choose the terms that every table, figure and list of places shows.

    Parameters
    ----------
    contrasts : DataFrame
        Of one measure: ``term, score, n_a, n_b, q, verdict``, and ``z`` where the
        measure has one.

    Returns
    -------
    TermsShown
        At most 12 a side, the strongest first, and 3 common ones; where nothing was
        tested, the 12 most used, as the strongest of untested terms would be noise.

    Notes
    -----
    Strength is what is left of the score when 1.96 standard errors are taken off,
    ``|score| (1 - 1.96 / |z|)``: by the score alone rare words that one side lacks
    come before all others.

    Examples
    --------
    >>> shown_terms(pd.DataFrame({
    ...     "term": ["a", "b", "c"], "score": [1.0, -2.0, 0.1], "n_a": [9, 1, 5],
    ...     "n_b": [1, 9, 5], "q": [0.01, 0.01, 0.9],
    ...     "verdict": ["differs", "differs", "inconclusive"]}))
    TermsShown(first=('a',), second=('b',), common=('c',))
    """
    differs = contrasts["verdict"] == "differs"
    # Rounded, so that scores that are equal but for rounding stand by the alphabet.
    size = -_strength(contrasts).round(12)
    strong = contrasts[differs].assign(_size=size[differs])
    strong = strong.sort_values(["_size", "term"], kind="stable")
    rest = contrasts[~differs]
    rest = rest.assign(_uses=-(rest["n_a"] + rest["n_b"]))
    rest = rest.sort_values(["_uses", "term"], kind="stable")
    most = _COMMON if contrasts["q"].notna().any() else _SIDE
    return TermsShown(
        first=tuple(strong.loc[strong["score"] > 0, "term"].head(_SIDE)),
        second=tuple(strong.loc[strong["score"] < 0, "term"].head(_SIDE)),
        common=tuple(rest["term"].head(most)),
    )


def _strength(contrasts: pd.DataFrame) -> pd.Series[float]:
    """Return how far from none a score is, less 1.96 of its standard errors."""
    score = contrasts["score"].abs()
    if "z" not in contrasts:
        return score
    cautious = score * (1 - _Z95 / contrasts["z"].abs())
    return cautious.fillna(score)


def shift_of(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Return what each single word adds to the divergence of two sides.

    Parameters
    ----------
    contrasts : DataFrame
        Of one measure: ``term, kind, rate_a, rate_b``.

    Returns
    -------
    DataFrame
        As `Wording.shift`, the largest contributions first. Pairs, phrases and names
        of several words are left out: their words are counted already.

    Examples
    --------
    >>> made = shift_of(pd.DataFrame({"term": ["a", "b"], "kind": "word",
    ...                               "rate_a": [4.0, 1.0], "rate_b": [1.0, 1.0]}))
    >>> made["term"].tolist(), made["share"].tolist()
    (['a', 'b'], [1.0, 0.0])
    """
    words = contrasts[contrasts["kind"] == "word"]
    a, b = (words[f"rate_{side}"].to_numpy(np.float64) / 1000 for side in "ab")
    bits = contributions(a, b)
    made = words[["term", "kind", "rate_a", "rate_b"]].assign(
        contribution=bits * np.sign(a - b), share=bits / max(bits.sum(), 1e-300)
    )
    made = made.assign(_size=-bits.round(12)).sort_values(["_size", "term"])
    return made[list(SHIFT)].reset_index(drop=True)


def by_outlet(counts: Counts, terms: Sequence[str]) -> pd.DataFrame:
    """Return how often each outlet uses each term; see `Wording.by_outlet`."""
    facts = counts.facts
    outlets, code = np.unique(facts["outlet"].to_numpy(object), return_inverse=True)
    group = dict(zip(facts["outlet"], facts["group"], strict=True))
    matrix = counts.matrix[:, _columns(counts, terms)]
    times = np.asarray((sum_by(code) @ matrix).todense())
    used = np.asarray((sum_by(code) @ (matrix > 0).astype(np.int32)).todense())
    words = np.bincount(code, facts["total"].to_numpy(np.float64))
    rows = [
        (
            *(term, outlet, group[outlet], int(times[o, t]), int(words[o])),
            *(1000 * times[o, t] / words[o] if words[o] else np.nan, int(used[o, t])),
        )
        for t, term in enumerate(terms)
        for o, outlet in enumerate(outlets.tolist())
    ]
    return pd.DataFrame(rows, columns=list(BY_OUTLET))


def by_event(
    counts: Counts, terms: Sequence[str], groups: Sequence[str]
) -> pd.DataFrame:
    """Return how often both sides use each term on each event; see `Wording`."""
    facts = counts.facts
    events, code = np.unique(facts["event"].to_numpy(object), return_inverse=True)
    matrix = counts.matrix[:, _columns(counts, terms)]
    total = facts["total"].to_numpy(np.float64)
    sides = []
    for key in groups:
        mine = (facts["group"] == key).to_numpy()
        summed = sum_by(code[mine], len(events)) @ matrix[np.flatnonzero(mine)]
        words = np.bincount(code[mine], total[mine], minlength=len(events))
        sides.append((np.asarray(summed.todense()), words))
    (y_a, n_a), (y_b, n_b) = sides
    rows = []
    for t, term in enumerate(terms):
        for e, event in enumerate(events.tolist()):
            if not (n_a[e] and n_b[e]) or not (y_a[e, t] or y_b[e, t]):
                continue
            rates = (1000 * y_a[e, t] / n_a[e], 1000 * y_b[e, t] / n_b[e])
            counted = (int(y_a[e, t]), int(y_b[e, t]))
            rows.append((term, event, *counted, *rates, rates[0] - rates[1]))
    return pd.DataFrame(rows, columns=list(BY_EVENT))


def _columns(counts: Counts, terms: Sequence[str]) -> list[int]:
    place = {term: column for column, term in enumerate(counts.terms)}
    return [place[term] for term in terms]


def outlet_distances(counts: Counts, *, alpha: float, seed: int) -> pd.DataFrame:
    """Measure the distances of the outlets with most articles; see `Wording`."""
    n = counts.facts["outlet"].value_counts()
    order = sorted(n.index, key=lambda key: (-n[key], key))[:MOST_OUTLETS]
    if len(order) < 2:
        return _empty(DISTANCES)
    settings = DistanceSettings(alpha=alpha, seed=seed, draws=_DRAWS, boots=_BOOTS)
    return distances(counts, sorted(order), settings=settings)
