"""Which words each outlet names a target by, and whether groups differ in that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from framing.config import Analysis
from framing.uncertainty import (
    Estimates,
    Floats,
    Sides,
    benjamini_hochberg,
    draw_resamples,
    estimate,
)
from framing.verdicts import Rule, Verdict, judge, not_estimable

NAMINGS: Final = (
    *("target", "form", "outlet", "group", "n", "total", "share", "n_articles"),
    "n_events",
)
NAMING_TESTS: Final = (
    *("target", "form", "value_a", "value_b", "difference", "low", "high", "p", "q"),
    *("n_events", "verdict", "reason"),
)

VOICE: Final = "unattributed"
MIN_FORM: Final = 10
"""Uses of a form, over all outlets, under which it is listed with the others."""
OTHERS: Final = "(other words)"


def counted(namings: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Count the forms of every target in the compared articles.

    Parameters
    ----------
    namings : DataFrame
        ``article, target, form, voice``.
    frame : DataFrame
        From `framing.comparison.comparability.settle`.

    Returns
    -------
    DataFrame
        ``article, target, form, n, outlet, group, event``: unattributed text only;
        rare forms are joined as "(other words)".
    """
    own = namings[namings["voice"] == VOICE]
    facts = frame.loc[
        frame["compared"].astype(bool), ["article", "outlet", "group", "event"]
    ]
    made = own[["article", "target", "form"]].astype(str).merge(facts, on="article")
    times = made.groupby(["target", "form"])["form"].transform("size")
    made["form"] = made["form"].where(times >= MIN_FORM, OTHERS)
    keys = ["article", "target", "form", "outlet", "group", "event"]
    return made.groupby(keys, sort=True).size().rename("n").reset_index()


def by_outlet(made: pd.DataFrame) -> pd.DataFrame:
    """Return form × outlet, with the share of the target's namings there.

    Parameters
    ----------
    made : DataFrame
        From `counted`.

    Returns
    -------
    DataFrame
        The columns `NAMINGS`; forms of a target by their uses, most first.
    """
    if made.empty:
        return pd.DataFrame(columns=list(NAMINGS))
    keys = ["target", "form", "outlet", "group"]
    found = made.groupby(keys, sort=True).agg(
        n=("n", "sum"), n_articles=("article", "nunique"), n_events=("event", "nunique")
    )
    found = found.reset_index()
    found["total"] = found.groupby(["target", "outlet"])["n"].transform("sum")
    found["share"] = found["n"] / found["total"]
    found["_uses"] = -found.groupby(["target", "form"])["n"].transform("sum")
    found["_last"] = found["form"] == OTHERS
    order = ["target", "_last", "_uses", "form", "group", "outlet"]
    found = found.sort_values(order, kind="stable").reset_index(drop=True)
    return found[list(NAMINGS)]


def tested(
    made: pd.DataFrame, groups: Sequence[str], analysis: Analysis
) -> pd.DataFrame:
    """Test whether the groups use each form for a different share of namings.

    Parameters
    ----------
    made : DataFrame
        From `counted`.
    groups : sequence of str
        Keys of the two groups; differences are first minus second.
    analysis : Analysis

    Returns
    -------
    DataFrame
        The columns `NAMING_TESTS`; q over all forms together. Labels are swapped
        within events (`framing.uncertainty.estimate`).
    """
    pairs = sorted(
        {pair for pair in _columns(made, "target", "form") if pair[1] != OTHERS}
    )
    if not pairs:
        return pd.DataFrame(columns=list(NAMING_TESTS))
    place = {event: at for at, event in enumerate(sorted(set(made["event"])))}
    rows: dict[str, list[int]] = {}
    for at, (target, _) in enumerate(pairs):
        rows.setdefault(target, []).append(at)
    row_of = {pair: at for at, pair in enumerate(pairs)}
    shape = (len(pairs), len(place))
    num, den = ({key: np.zeros(shape) for key in groups} for _ in "nd")
    columns = _columns(made, "target", "form", "group", "event")
    for (target, form, group, event), n in zip(columns, made["n"], strict=True):
        if group not in num:
            continue
        den[group][rows.get(target, []), place[event]] += n
        if (target, form) in row_of:
            num[group][row_of[target, form], place[event]] += n
    first, second = groups
    found = estimate(
        Sides(
            num_a=num[first],
            den_a=den[first],
            num_b=num[second],
            den_b=den[second],
            scale=np.full(len(pairs), 100.0),
        ),
        draw_resamples(
            len(place),
            draws=max(analysis.permutations, int(len(pairs) / analysis.alpha) + 1),
            boots=analysis.bootstraps,
            seed=analysis.seed,
        ),
    )
    enough = found.n_events >= analysis.min_events
    p = np.where(enough, found.p, np.nan)
    q = benjamini_hochberg(p)
    rule = Rule(alpha=analysis.alpha, n_tests=int(enough.sum()))
    verdicts = [
        _verdict(found, q, row, rule, analysis.min_events) for row in range(len(pairs))
    ]
    return pd.DataFrame(
        {
            "target": [target for target, _ in pairs],
            "form": [form for _, form in pairs],
            "value_a": found.value_a,
            "value_b": found.value_b,
            "difference": found.difference,
            "low": np.where(enough, found.low, np.nan),
            "high": np.where(enough, found.high, np.nan),
            "p": p,
            "q": q,
            "n_events": found.n_events,
            "verdict": [verdict.name for verdict in verdicts],
            "reason": [verdict.reason for verdict in verdicts],
        }
    )[list(NAMING_TESTS)]


def _columns(made: pd.DataFrame, *names: str) -> list[tuple[str, ...]]:
    """Return rows of columns of strings."""
    return list(zip(*(made[name].tolist() for name in names), strict=True))


def _verdict(found: Estimates, q: Floats, row: int, rule: Rule, least: int) -> Verdict:
    n_events = int(found.n_events[row])
    if n_events < least:
        return not_estimable(n_events, "events on which both groups name it", least)
    return judge(
        low=float(found.low[row]),
        high=float(found.high[row]),
        low90=float(found.low90[row]),
        high90=float(found.high90[row]),
        q=float(q[row]),
        mde=float(found.mde[row]),
        rule=rule,
        decimals=0,
    )
