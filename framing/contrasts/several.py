"""More than two groups: each against the rest, and every pair."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from framing.contrasts.base import COLUMNS, Measure
from framing.contrasts.counts import Counts
from framing.contrasts.judging import Settings
from framing.contrasts.paired import paired_contrast
from framing.errors import ParameterError, listed
from framing.uncertainty import benjamini_hochberg

SIDES: Final = ("a", "b")


def contrast_each(
    counts: Counts,
    sides: Sequence[str],
    *,
    measure: Measure,
    by: str = "event",
    settings: Settings | None = None,
) -> pd.DataFrame:
    """Contrast each of several groups or outlets with all others together.

    Parameters
    ----------
    counts : Counts
    sides : sequence of str
        Groups, or outlets; at least two. The reference of each is the rest of them.
    measure : Measure
    by : str, default "event"
    settings : Settings, optional

    Returns
    -------
    DataFrame
        The columns of a `ContrastTable`, after ``a, b`` ("the rest"); q and verdicts
        are corrected over all tables together.

    Raises
    ------
    ParameterError
        If there are fewer than two sides, or one has no article.

    Examples
    --------
    >>> from framing.contrasts.log_ratio import LogRatio
    >>> facts = pd.DataFrame({"article": list("abc"), "outlet": list("xyz"),
    ...                       "group": ["g"] * 3, "event": ["e"] * 3})
    >>> texts = pd.DataFrame({"article": list("abc"), "voice": [bytes(2)] * 3,
    ...                       "tokens": ["grain talks", "grain grain", "talks talks"]})
    >>> from framing.contrasts import count
    >>> made = contrast_each(count(texts, facts, min_articles=1, pairs=False),
    ...     ["x", "y", "z"], measure=LogRatio(), settings=Settings(min_articles=1))
    >>> made.groupby("a")["score"].max().round(1).tolist()
    [0.0, 2.0, 2.0]
    """
    return _all(
        counts,
        [((one,), tuple(_rest(sides, one)), "the rest") for one in _known(sides)],
        measure=measure,
        by=by,
        settings=settings or Settings(),
    )


def contrast_grid(
    counts: Counts,
    sides: Sequence[str],
    *,
    measure: Measure,
    by: str = "event",
    settings: Settings | None = None,
) -> pd.DataFrame:
    """Contrast every pair of several groups or outlets.

    Parameters
    ----------
    counts, sides, measure, by, settings
        As in `contrast_each`.

    Returns
    -------
    DataFrame
        As `contrast_each` gives it, with the second of a pair in ``b``.

    Raises
    ------
    ParameterError
        As there.
    """
    pairs = itertools.combinations(_known(sides), 2)
    return _all(
        counts,
        [((one,), (other,), other) for one, other in pairs],
        measure=measure,
        by=by,
        settings=settings or Settings(),
    )


def _known(sides: Sequence[str]) -> list[str]:
    found = sorted(set(sides))
    if len(found) < 2:
        message = f"sides must name at least two groups or outlets, got {listed(found)}"
        raise ParameterError(message)
    return found


def _rest(sides: Iterable[str], one: str) -> list[str]:
    return sorted(set(sides) - {one})


def _all(
    counts: Counts,
    pairs: Iterable[tuple[tuple[str, ...], tuple[str, ...], str]],
    *,
    measure: Measure,
    by: str,
    settings: Settings,
) -> pd.DataFrame:
    """Contrast pairs, and correct them as one family.

    A term passes where its q over all tables does, and all else of its verdict holds.
    """
    tables = []
    for one, others, title in pairs:
        marked = _as_sides(counts, one, others)
        made = paired_contrast(
            marked, a=SIDES[0], b=SIDES[1], by=by, measure=measure, settings=settings
        )
        tables.append(made.table.assign(a=one[0], b=title))
    joined = pd.concat(tables, ignore_index=True)
    q = benjamini_hochberg(joined["p"].to_numpy(np.float64))
    lost = (joined["verdict"] == "differs") & ~(q <= settings.alpha)
    verdict = joined["verdict"].where(~lost, "inconclusive")
    reason = joined["reason"].where(
        ~lost, f"q over all tables is above {settings.alpha:g}"
    )
    claim = joined["group_claim"] & ~lost
    joined = joined.assign(q=q, verdict=verdict, reason=reason, group_claim=claim)
    return joined[[*SIDES, *COLUMNS]]


def _as_sides(counts: Counts, one: tuple[str, ...], others: tuple[str, ...]) -> Counts:
    """Return the counts of two sets of groups or outlets, as two groups."""
    facts = counts.facts
    names = {**dict.fromkeys(others, SIDES[1]), **dict.fromkeys(one, SIDES[0])}
    unknown = sorted(set(names) - set(facts["group"]) - set(facts["outlet"]))
    if unknown:
        message = (
            f"{listed(unknown, last='and')}: no article among the {len(facts)} "
            "counted; name groups or outlets that are there"
        )
        raise ParameterError(message)
    by_group = facts["group"].map(names)
    group = by_group.fillna(facts["outlet"].map(names)).fillna("")
    return replace(counts, facts=facts.assign(group=group))
