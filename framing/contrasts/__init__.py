"""Which words tell two sides apart when they report the same events.

Two piles of text differ by what they are about: on one outlet, split into random
halves by event, the standard test found differences in 50 of 50 runs. Here both
sides are compared within the events that both report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from framing.contrasts.base import COLUMNS, TOO_FEW, ContrastTable, Measure
from framing.contrasts.chi2 import Chi2
from framing.contrasts.counts import Counts, count
from framing.contrasts.distance import DistanceSettings, distances
from framing.contrasts.g2 import G2
from framing.contrasts.jsd import Jsd
from framing.contrasts.judging import Settings
from framing.contrasts.log_odds import LogOdds
from framing.contrasts.log_ratio import LogRatio
from framing.contrasts.lrc import Lrc
from framing.contrasts.paired import paired_contrast
from framing.contrasts.pct_diff import PctDiff
from framing.contrasts.tfidf import TfIdf
from framing.contrasts.units import UNITS
from framing.errors import ParameterError, not_one_of

__all__ = [
    "COLUMNS",
    "MEASURES",
    "TOO_FEW",
    "UNITS",
    "ContrastTable",
    "Counts",
    "DistanceSettings",
    "Settings",
    "contrast",
    "count",
    "distances",
]

MEASURES: Final[Mapping[str, Callable[[], Measure]]] = {
    "log_odds": LogOdds,
    "tfidf": TfIdf,
    "log_ratio": LogRatio,
    "lrc": Lrc,
    "pct_diff": PctDiff,
    "g2": G2,
    "chi2": Chi2,
    "jsd": Jsd,
}
"""What tells terms apart, by name; the first is the default."""


def contrast(
    counts: Counts,
    *,
    a: str,
    b: str,
    by: str = "event",
    measure: str | Measure = "log_odds",
    settings: Settings | None = None,
) -> ContrastTable:
    """Contrast the wording of two sides over the events, weeks or days of both.

    Parameters
    ----------
    counts : Counts
    a, b : str
        Keys of two groups, or of two outlets; a positive score means more in `a`.
    by : str, default "event"
        The unit: "event", "week", "day" (of certain publication) or "article".
    measure : str or Measure, default "log_odds"
        A key of `MEASURES`, or one with parameters of your own:
        ``LogOdds(alpha0=1000)``.
    settings : Settings, optional

    Returns
    -------
    ContrastTable
        The same columns for every measure. Under `Settings.min_units` units the
        rates stand alone, with the verdict "not estimable: too few events to test".

    Raises
    ------
    ParameterError
        If the measure or the unit is unknown, a side has no article or none in a
        unit, both sides are the same, or no term is left.

    Notes
    -----
    p comes from swapping the two sides' labels within the units that both share;
    where they share none, whole units are permuted, and `ContrastTable.test` says
    so: then a difference may be one of topics. q is Benjamini-Hochberg's over the
    terms tested. The interval resamples units; it plays no part in the choice of
    terms and is left out where one side has none.
    A term "differs" where q is at most alpha, the interval leaves out zero, and no
    single article has half of its uses.

    Examples
    --------
    >>> import pandas as pd
    >>> facts = pd.DataFrame({"article": ["a", "b"], "outlet": ["x", "y"],
    ...                       "group": ["one", "two"], "event": ["e", "e"]})
    >>> texts = pd.DataFrame({"article": ["a", "b"], "voice": [bytes(3), bytes(3)],
    ...                       "tokens": ["grain grain talks", "grain talks talks"]})
    >>> made = contrast(count(texts, facts, min_articles=1), a="one", b="two",
    ...                 settings=Settings(min_articles=2))
    >>> made.table[["term", "n_a", "n_b"]].values.tolist()
    [['grain', 2, 1], ['talks', 1, 2], ['grain talks', 1, 1]]
    >>> set(made.table["verdict"])
    {'not estimable: too few events to test'}
    """
    if isinstance(measure, str):
        if measure not in MEASURES:
            raise ParameterError(not_one_of("measure", measure, MEASURES))
        measure = MEASURES[measure]()
    return paired_contrast(
        counts, a=a, b=b, by=by, measure=measure, settings=settings or Settings()
    )
