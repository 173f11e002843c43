"""Which articles are compared, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from framing.config import Analysis
from framing.origin import BY_MATCH
from framing.outlets import Group, Outlet, group_of

SURE_OUTLET: Final = 0.9
"""Least confidence at which an inferred outlet is compared: two clues of .5 and .4
that happen to agree stay below it, an address reaches it."""

PHASES: Final = ("", "report", "reaction")
"""Phases that are compared; an announcement and a look-back tell another story."""

SOUND: Final = ("ok", "unknown", "")
"""Values of `integrity` that are compared."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fault:
    """One reason why articles are not compared.

    Attributes
    ----------
    reason : str
        Can be counted: ``"genre is not compared"``.
    holds : Series of bool
        For which articles.
    detail : Series of str
        What was met, empty where the reason says it all.
    """

    reason: str
    holds: pd.Series[bool]
    detail: pd.Series[str]


def place_articles(
    articles: pd.DataFrame,
    members: pd.DataFrame,
    *,
    outlets: Mapping[str, Outlet],
    groups: Sequence[Group],
) -> pd.DataFrame:
    """Add the event and the group of each article.

    Parameters
    ----------
    articles : DataFrame
        ``article, outlet`` and what else there is.
    members : DataFrame
        ``event, article, phase, confidence, note``.
    outlets : mapping of key to Outlet
    groups : sequence of Group

    Returns
    -------
    DataFrame
        Sorted by article, with ``event, phase, event_confidence, event_note,
        group``; empty (and confidence 0) where there is none.
    """
    frame = articles.sort_values("article", kind="stable").reset_index(drop=True)
    placed = members.set_index("article")
    known = {key: group_of(outlet, groups) for key, outlet in outlets.items()}
    return frame.assign(
        event=_looked_up(frame["article"], placed["event"]),
        phase=_looked_up(frame["article"], placed["phase"]),
        event_confidence=frame["article"].map(placed["confidence"]).fillna(0.0),
        event_note=_looked_up(frame["article"], placed["note"]),
        group=_looked_up(frame["outlet"], pd.Series(known, dtype="str")),
    )


def _looked_up(keys: pd.Series[str], values: pd.Series[str]) -> pd.Series[str]:
    """Return the value of each key, empty where there is none."""
    return keys.map(values).astype("object").fillna("").astype("str")


def has_unsure_outlet(frame: pd.DataFrame) -> pd.Series[bool]:
    """Return which articles have an outlet that is only inferred, and not surely."""
    inferred = frame["outlet_status"] == "inferred"
    return inferred & (frame["outlet_confidence"] < SURE_OUTLET)


def faults(frame: pd.DataFrame, analysis: Analysis) -> Iterator[Fault]:
    """Yield the reasons of the articles' own, in the order in which they count.

    Parameters
    ----------
    frame : DataFrame
        From `place_articles`.
    analysis : Analysis
        Its genres and origins are compared.
    """
    none = pd.Series("", index=frame.index, dtype="str")
    confidence = frame["outlet_confidence"].map("confidence {:.2f}".format)
    yield Fault(reason="no text", holds=~frame["has_text"].astype(bool), detail=none)
    yield Fault(
        reason="outlet is unknown",
        holds=(frame["outlet_status"] == "unknown") | (frame["outlet"] == "unknown"),
        detail=none,
    )
    yield Fault(
        reason="outlet is only inferred",
        holds=has_unsure_outlet(frame),
        detail=confidence,
    )
    yield Fault(reason="outlet is in no group", holds=frame["group"] == "", detail=none)
    yield Fault(
        reason="genre is not compared",
        holds=~frame["genre"].isin(analysis.genres),
        detail=frame["genre"],
    )
    yield Fault(
        reason="text is not the outlet's own",
        holds=~own_text(frame, analysis.origins),
        detail=frame["origin"],
    )
    yield Fault(
        reason="text is not sound",
        holds=~frame["integrity"].isin(SOUND),
        detail=frame["integrity"],
    )
    yield Fault(
        reason="not a report of the event",
        holds=~frame["phase"].isin(PHASES),
        detail=frame["phase"],
    )
    yield Fault(reason="in no event", holds=frame["event"] == "", detail=none)


def own_text(frame: pd.DataFrame, origins: Sequence[str]) -> pd.Series[bool]:
    """Return whether the origin of each text is among those compared.

    Notes
    -----
    ``"wire copy"`` allows wire copy of every agency.
    """
    named = frame["origin"].str.removesuffix(BY_MATCH)
    plain = named.str.replace(r" of .*", "", regex=True)
    return named.isin(origins) | plain.isin(origins)


def settle(
    frame: pd.DataFrame, analysis: Analysis, keys: Sequence[str]
) -> pd.DataFrame:
    """Decide which articles are compared.

    Parameters
    ----------
    frame : DataFrame
        From `place_articles`.
    analysis : Analysis
    keys : sequence of str
        Keys of the two groups.

    Returns
    -------
    DataFrame
        With ``compared`` (bool) and ``left_out``: every reason, the one that is
        counted first, joined by "; ".
    """
    found = list(faults(frame, analysis))
    good = ~pd.concat([fault.holds for fault in found], axis=1).any(axis=1)
    kept = kept_twins(frame, good)
    found.append(Fault(reason="twin of another article", holds=kept != "", detail=kept))
    good &= kept == ""
    shared = shared_events(frame, good, keys)
    alone = good & ~frame["event"].isin(shared)
    none = pd.Series("", index=frame.index, dtype="str")
    found.append(
        Fault(reason="no article of the other group", holds=alone, detail=none)
    )
    reasons: list[list[str]] = [[] for _ in range(len(frame))]
    for fault in found:
        for row in fault.holds.to_numpy().nonzero()[0]:
            detail = fault.detail.iloc[row]
            reasons[row].append(fault.reason + (f": {detail}" if detail else ""))
    return frame.assign(
        compared=(good & ~alone).astype(bool),
        left_out=pd.Series(
            ["; ".join(parts) for parts in reasons], index=frame.index, dtype="str"
        ),
    )


def kept_twins(frame: pd.DataFrame, good: pd.Series[bool]) -> pd.Series[str]:
    """Return for each article the twin that is counted in its place, or nothing.

    Parameters
    ----------
    frame : DataFrame
        ``article, twin_of, n_words, date_low``.
    good : Series of bool
        Articles with no fault of their own: one that has any stands for no twin.

    Returns
    -------
    Series of str
        Of twins the longest is kept, then the earliest, then the first by id.
    """
    alone = frame["twin_of"] == ""
    ranked = pd.DataFrame(
        {
            "article": frame["article"],
            "group": frame["article"].where(alone, frame["twin_of"]),
            "size": -frame["n_words"],
            "day": frame["date_low"].replace("", "9999"),
        }
    )[good].sort_values(["size", "day", "article"], kind="stable")
    first = ranked.groupby("group", sort=False)["article"].transform("first")
    spare = first[first != ranked["article"]]
    return spare.reindex(frame.index).fillna("").astype("str")


def shared_events(
    frame: pd.DataFrame, good: pd.Series[bool], keys: Sequence[str]
) -> set[str]:
    """Return the events that have good articles of both groups."""
    events = [set(frame.loc[good & (frame["group"] == key), "event"]) for key in keys]
    return set.intersection(*events) - {""}


def variants(frame: pd.DataFrame, analysis: Analysis) -> dict[str, pd.Series[bool]]:
    """Return which articles are compared under other choices.

    Parameters
    ----------
    frame : DataFrame
        From `settle`.
    analysis : Analysis

    Returns
    -------
    mapping of str to Series of bool
        Only choices that change something, by name; whether an event is still
        shared is left to the estimate.
    """
    own = "text is not the outlet's own"
    with_wire = ~pd.concat(
        [f.holds for f in faults(frame, analysis) if f.reason != own], axis=1
    ).any(axis=1)
    with_wire &= kept_twins(frame, with_wire) == ""
    base = frame["compared"].astype(bool)
    translated = frame["translated"].isin(["yes", "suspected"])
    wire = frame["origin"].str.startswith(("wire copy", "mixed"))
    genres = sorted(set(frame.loc[base, "genre"]) - {"", "unknown"})
    made = {
        "wire copy included": with_wire,
        "without translations": base & ~translated,
        # Where the settings allow no wire copy, this is the check above.
        **(
            {"without wire copy and translations": base & ~translated & ~wire}
            if (base & wire).any()
            else {}
        ),
        **{f"within genre: {name}": base & (frame["genre"] == name) for name in genres},
    }
    return {
        name: mask
        for name, mask in made.items()
        if mask.any() and not mask.equals(base)
    }


def regrouped(
    frame: pd.DataFrame, analysis: Analysis, other: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return the articles placed in events that were grouped otherwise.

    Parameters
    ----------
    frame : DataFrame
        From `settle`.
    analysis : Analysis
    other : DataFrame
        ``choice, article, event``: the table ``members_other`` of a run.

    Returns
    -------
    mapping of str to DataFrame
        By the name of the choice, sorted; `settle`'s columns, with other events.
    """
    made = {}
    for name, rows in other.astype("str").groupby("choice", sort=True):
        events = rows.set_index("article")["event"]
        placed = frame.assign(event=_looked_up(frame["article"], events))
        made[str(name)] = settle(placed, analysis, analysis.groups)
    return made
