"""What follows from the articles that are compared: their count, and the claim."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from framing.comparison.comparability import shared_events
from framing.config import Analysis
from framing.outlets import Group
from framing.uncertainty import FEWEST_OUTLETS


def flow_of(frame: pd.DataFrame, set_aside: pd.DataFrame) -> pd.DataFrame:
    """Count the articles from what was found to what is compared.

    Returns
    -------
    DataFrame
        ``step`` ("found", "set aside", "used", "not compared", "compared"),
        ``n, reason``. The rows of a step add up: found = set aside + used, used =
        not compared + compared.
    """
    rows = [("found", len(frame) + len(set_aside), "")]
    rows += _counted("set aside", set_aside["reason"].astype(str))
    rows.append(("used", len(frame), ""))
    left = frame.loc[~frame["compared"], "left_out"].str.replace(
        r"[:;].*", "", regex=True
    )
    rows += _counted("not compared", left)
    rows.append(("compared", int(frame["compared"].sum()), ""))
    return pd.DataFrame(rows, columns=["step", "n", "reason"])


def _counted(step: str, reasons: pd.Series[str]) -> list[tuple[str, int, str]]:
    """Return one row per reason, the most frequent first."""
    counts = sorted(
        reasons.value_counts().items(), key=lambda pair: (-pair[1], pair[0])
    )
    return [(step, int(n), str(reason)) for reason, n in counts]


def least_events(analysis: Analysis) -> int:
    """Return how many shared events a verdict needs.

    Notes
    -----
    Not fewer than the setting, nor so few that the smallest p of a swap within
    events, ``2 / 2**events``, lies above alpha.

    Examples
    --------
    >>> least_events(Analysis(min_events=2))
    6
    """
    return max(analysis.min_events, math.ceil(math.log2(2 / analysis.alpha)))


def conclude(
    frame: pd.DataFrame,
    groups: Sequence[Group],
    analysis: Analysis,
    summary: pd.DataFrame,
) -> tuple[str, str]:
    """Say what may be concluded: about groups, outlets, articles, or nothing.

    Parameters
    ----------
    frame : DataFrame
        From `settle`.
    groups : sequence of Group
        The two groups.
    analysis : Analysis
    summary : DataFrame
        ``primary, verdict, group_claim``: of the primary outcomes, or of all where
        none was named, each that differs must hold up when outlets are permuted.

    Returns
    -------
    conclusion : {"groups", "outlets", "articles", "nothing"}
    reason : str
        A sentence.
    """
    compared = frame[frame["compared"]]
    n_events = compared["event"].nunique()
    if not n_events:
        return "nothing", _why_nothing(frame, groups)
    needed = least_events(analysis)
    if n_events < needed:
        return "articles", (
            f"Only {_n(n_events, 'event')} {'is' if n_events == 1 else 'are'} shared "
            f"by the groups, and a test over events needs at least {needed}."
        )
    sizes = [
        int(compared.loc[compared["group"] == group.key, "outlet"].nunique())
        for group in groups
    ]
    outlets = " and ".join(
        f"{n} {group.title}" for n, group in zip(sizes, groups, strict=True)
    )
    if min(sizes) < FEWEST_OUTLETS:
        return "outlets", (
            f"Too few outlets for a claim about the groups: {outlets}, and at least "
            f"{FEWEST_OUTLETS} a side are needed. What differs, differs between these "
            "outlets on these events."
        )
    ahead = summary[summary["primary"]] if summary["primary"].any() else summary
    differs = ahead[ahead["verdict"] == "differs"]
    if not differs["group_claim"].all():
        n_held = int(differs["group_claim"].sum())
        return "outlets", (
            f"Of {_n(len(differs), 'difference')}, {n_held} hold up when outlets are "
            "swapped between the groups and left out one by one; the others are "
            f"differences between these outlets ({outlets}), not between the groups."
        )
    return "groups", (
        f"With {outlets} outlets over {n_events} shared events, differences that hold "
        "up when outlets are swapped between the groups are about the groups."
    )


def _why_nothing(frame: pd.DataFrame, groups: Sequence[Group]) -> str:
    sides = []
    for group in groups:
        own = frame[frame["group"] == group.key]
        count = _n(len(own), "article") if len(own) else "no article"
        sides.append(f"{group.title}: {count}")
    known = frame["outlet"] != "unknown"
    ungrouped = int((known & (frame["group"] == "")).sum())
    sides.append(f"outlets in no group: {_n(ungrouped, 'article')}")
    sides.append(f"unknown outlets: {_n(int((~known).sum()), 'article')}")
    shared = shared_events(frame, frame["event"] != "", [group.key for group in groups])
    left = (
        f" {_n(len(shared), 'event')} would have both, but their articles are left "
        "out for reasons listed below."
        if shared
        else ""
    )
    return (
        "No event has comparable articles of both groups among outlets with a known "
        f"class ({'; '.join(sides)}).{left}"
    )


def _n(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
