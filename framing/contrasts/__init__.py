"""Which words tell two sides apart when they report the same events.

Two piles of text differ by what they are about: on one outlet, split into random
halves by event, the standard test found differences in 50 of 50 runs. Here both
sides are compared within the events that both report.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Final

from framing.contrasts.base import COLUMNS, TOO_FEW, ContrastTable, Measure
from framing.contrasts.counts import Counts, count
from framing.contrasts.log_odds import ALPHA0, LogOdds
from framing.contrasts.paired import Settings, paired_contrast
from framing.contrasts.tfidf import TfIdf
from framing.contrasts.units import UNITS
from framing.errors import FramingWarning, ParameterError, not_one_of

__all__ = [
    "COLUMNS",
    "MEASURES",
    "TOO_FEW",
    "UNITS",
    "ContrastTable",
    "Counts",
    "Settings",
    "contrast",
    "count",
]

MEASURES: Final[Mapping[str, Callable[[], Measure]]] = {
    "log_odds": LogOdds,
    "tfidf": TfIdf,
}


def contrast(  # noqa: PLR0913 - two sides, and how they are compared
    counts: Counts,
    *,
    a: str,
    b: str,
    by: str = "event",
    measure: str = "log_odds",
    settings: Settings | None = None,
    alpha0: float | None = None,
) -> ContrastTable:
    """Contrast the wording of two sides over the events, weeks or days of both.

    Parameters
    ----------
    counts : Counts
    a, b : str
        Keys of two groups, or of two outlets; a positive score means more in `a`.
    by : str, default "event"
        The unit: "event", "week", "day" (of certain publication) or "article".
    measure : str, default "log_odds"
        A key of `MEASURES`.
    settings : Settings, optional
    alpha0 : float, optional
        Weight of the prior in words; only "log_odds" has one.

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

    Warns
    -----
    FramingWarning
        If `alpha0` is given to a measure without a prior.

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
    if measure not in MEASURES:
        raise ParameterError(not_one_of("measure", measure, MEASURES))
    made = MEASURES[measure]()
    if isinstance(made, LogOdds):
        made = LogOdds(alpha0=ALPHA0 if alpha0 is None else alpha0)
    elif alpha0 is not None:
        message = f"alpha0 does nothing for the measure {measure!r}; leave it out"
        warnings.warn(message, FramingWarning, stacklevel=2)
    return paired_contrast(
        counts, a=a, b=b, by=by, measure=made, settings=settings or Settings()
    )
