"""How terms are tested, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.verdicts import Rule, judge

CARRIED: Final = 0.5
"""A term that one article uses this share of the time or more is no finding."""
ONE_ARTICLE: Final = "used in one article only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How terms are chosen and tested.

    Attributes
    ----------
    min_articles : int
        Terms in fewer articles of the units are left out.
    min_units : int
        Under this many units (a side, where they share none) nothing is tested: with
        12 shared events a single term cannot go below p = .0005.
    min_term_units : int
        Where terms are tested, those used in fewer units are left out: in five
        events the smallest p is .06, so they would only add to the correction.
    margin : float
        Half width of the range of scores called equivalent; 0: none was set before
        the run.
    alpha : float
    null : str
        Which swaps a term is set against, those of all terms ("pooled") or its own
        ("own"): see `framing.contrasts.swaps.swap_test`. Up to 16,384 swaps are
        looked at one by one, each term against its own.
    draws, boots, seed : int
    """

    min_articles: int = 5
    min_units: int = 12
    min_term_units: int = 6
    margin: float = 0.0
    alpha: float = 0.05
    null: str = "pooled"
    draws: int = 4999
    boots: int = 999
    seed: int = 0


def verdicts_of(
    columns: Mapping[str, NDArray[np.generic] | list[str]],
    untested: str,
    settings: Settings,
) -> list[tuple[str, str]]:
    """Return the verdict on each term, and its reason.

    Parameters
    ----------
    columns : mapping of str to array
        ``score, q, low, high, n_a, n_b, articles_a, articles_b, top_share``.
    untested : str
        Verdict where there is no q.
    settings : Settings
    """
    names = ("score", "q", "low", "high", "n_a", "n_b", "top_share")
    rows = zip(*(np.asarray(columns[name]).tolist() for name in names), strict=True)
    found = [_verdict(*row, untested=untested, settings=settings) for row in rows]
    n_articles = np.asarray(columns["articles_a"]) + np.asarray(columns["articles_b"])
    return [
        (verdict, "; ".join(filter(None, [reason, ONE_ARTICLE if n == 1 else ""])))
        for (verdict, reason), n in zip(found, n_articles.tolist(), strict=True)
    ]


def _verdict(  # noqa: PLR0913, PLR0917 - the columns that decide, row by row
    score: float,
    q: float,
    low: float,
    high: float,
    n_a: int,
    n_b: int,
    top_share: float,
    *,
    untested: str,
    settings: Settings,
) -> tuple[str, str]:
    """Return the verdict on a term, and its reason."""
    if np.isnan(q):
        return untested, "" if not np.isnan(score) else "no value: one side has none"
    if q <= settings.alpha and top_share >= CARRIED:
        return "inconclusive", "one article has half of its uses or more"
    if not n_a or not n_b:
        if q <= settings.alpha:
            only = "only on the first side" if not n_b else "only on the second side"
            return "differs", only
        return "inconclusive", f"q is above {settings.alpha:g}"
    found = judge(
        low=low,
        high=high,
        # Without a 90 % interval of its own a term is called equivalent by the wider
        # one, which errs on the side of not saying so.
        low90=low,
        high90=high,
        q=q,
        # The smallest detectable difference is one of rates, not of scores.
        mde=np.nan,
        rule=Rule(alpha=settings.alpha, n_tests=0),
        margin=settings.margin,
    )
    if found.name == "inconclusive" and q > settings.alpha:
        return "inconclusive", f"q is above {settings.alpha:g}"
    return found.name, found.reason
