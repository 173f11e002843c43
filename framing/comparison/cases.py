"""One choice of articles as arrays: who is compared, on which events, with what."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison.cells import Cells, Codes, Measured, pool, relative
from framing.comparison.comparability import shared_events
from framing.comparison.outcomes import (
    Outcome,
    is_relation,
    least_counted,
    outcomes,
)
from framing.comparison.plan import Key
from framing.config import Analysis
from framing.metrics.base import Field
from framing.uncertainty import Bools, Floats

# Under ten uses in all a share tells more of chance than of a choice, and every row
# that is tested makes the correction of all others stricter.
_LEAST_USES: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Study:
    """What all comparisons of a run share.

    Attributes
    ----------
    frame : DataFrame
        From `framing.comparison.comparability.settle`.
    found : Measured
        Over the articles of `frame`.
    outcomes : tuple of Outcome
    analysis : Analysis
    hits : DataFrame
        What every word adds to every mention, as in the run.
    leads : Measured
        The same over lead sections of equal length, of the articles long enough.
    regrouped : mapping of str to DataFrame
        `frame` with events that were grouped otherwise, by the name of the choice.
    keys, titles : tuple of str
        Keys and titles of the two groups.
    outlet_names : mapping of key to name
    """

    frame: pd.DataFrame
    found: Measured
    outcomes: tuple[Outcome, ...]
    analysis: Analysis
    hits: pd.DataFrame
    leads: Measured
    regrouped: Mapping[str, pd.DataFrame]
    keys: tuple[str, str]
    titles: tuple[str, str]
    outlet_names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """One choice of articles: who is compared, on which events.

    Attributes
    ----------
    outlets, events : tuple of str
        Sorted keys.
    outlet, event : ndarray of shape (n_articles,), int64
        Index of each article's, -1 for articles that are left out.
    first, second : ndarray of shape (n_outlets,), bool
        Whether an outlet is in the first, or in the second, group.
    """

    outlets: tuple[str, ...]
    events: tuple[str, ...]
    outlet: Codes
    event: Codes
    first: Bools
    second: Bools


def case_of(study: Study, mask: pd.Series[bool]) -> Case:
    """Give numbers to the outlets and the shared events of some articles."""
    frame = study.frame
    shared = sorted(shared_events(frame, mask, study.keys))
    chosen = mask & frame["event"].isin(shared)
    outlets = sorted(set(frame.loc[chosen, "outlet"]))
    group = dict(zip(frame["outlet"], frame["group"], strict=True))
    sides = [
        np.array([group[key] == side for key in outlets], dtype=bool)
        for side in study.keys
    ]
    return Case(
        outlets=tuple(outlets),
        events=tuple(shared),
        outlet=_codes(frame["outlet"], outlets, chosen),
        event=_codes(frame["event"], shared, chosen),
        first=sides[0],
        second=sides[1],
    )


def _codes(
    values: pd.Series[str], levels: Sequence[str], chosen: pd.Series[bool]
) -> Codes:
    place = {level: code for code, level in enumerate(levels)}
    codes = values.map(place).fillna(-1).to_numpy(dtype=np.int64)
    return np.where(chosen.to_numpy(), codes, -1)


def cells_of(study: Study, case: Case, *, uncertain_as: str = "") -> Cells:
    """Pool what was measured by outcome, outlet and event.

    Parameters
    ----------
    study : Study
    case : Case
    uncertain_as : str, default ""
        The voice toward which words of uncertain voice count; empty means none.
    """
    n_own = len(study.outcomes)
    rest = [i for i, outcome in enumerate(study.outcomes) if outcome.is_relative]
    totals = sorted({_kind(study.outcomes[i].key) for i in rest})
    total_row = {kind: n_own + place for place, kind in enumerate(totals)}
    part_row = {row: n_own + len(totals) + place for place, row in enumerate(rest)}
    own_rows: dict[tuple[str, ...], list[int]] = {}
    for row, outcome in enumerate(study.outcomes):
        key = (*outcome.key[:4], "") if outcome.is_relative else outcome.key
        own_rows.setdefault(key, []).append(part_row.get(row, row))
    targets = {key[2] for key in study.found.keys if key[0] == "stance"}
    rows_of = {}
    for index, key in enumerate(study.found.keys):
        voice = uncertain_as if key[3] == "uncertain" and uncertain_as else key[3]
        counted = (*key[:3], voice, key[4])
        rows = list(own_rows.get(counted, ()))
        plain = key[2] and not key[4] and not is_relation(key[2], targets)
        if plain and _kind(counted) in total_row:
            rows.append(total_row[_kind(counted)])
        rows_of[index] = rows
    n_rows = n_own + len(totals) + len(rest)
    cells = pool(
        study.found,
        rows_of,
        outlet=case.outlet,
        event=case.event,
        shape=(n_rows, len(case.outlets), max(len(case.events), 1)),
    )
    kinds = {row: total_row[_kind(study.outcomes[row].key)] for row in rest}
    made = relative(cells, [(part_row[row], kinds[row], row) for row in rest])
    return dataclasses.replace(
        made.keep(made.row < n_own), shape=(n_own, *cells.shape[1:])
    )


def _kind(key: tuple[str, ...]) -> tuple[str, str, str]:
    """Return metric, field and voice: what is pooled over targets."""
    return key[0], key[1], key[3]


def scales(study: Study) -> Floats:
    """Return the scale of each outcome."""
    scale_of = dict(zip(study.found.keys, study.found.scale.tolist(), strict=True))
    kinds: dict[tuple[str, str, str], float] = {}
    for key, scale in scale_of.items():
        kinds.setdefault(_kind(key), scale)
    return np.array(
        [
            scale_of.get(outcome.key, kinds.get(_kind(outcome.key), 1.0))
            for outcome in study.outcomes
        ],
        dtype=np.float64,
    )


def event_values(study: Study, case: Case, cells: Cells) -> pd.DataFrame:
    """Return both sides of every outcome on every shared event."""
    parts = []
    for key, chosen in zip(study.keys, (case.first, case.second), strict=True):
        num = cells.sums(cells.numerator, chosen)
        den = cells.sums(cells.denominator, chosen)
        count = cells.sums(cells.n_articles, chosen)
        row, event = np.nonzero(den > 0)
        scale = scales(study)[row]
        parts.append(
            pd.DataFrame(
                {
                    "row": row,
                    "id": [study.outcomes[index].id for index in row],
                    "event": [case.events[index] for index in event],
                    "group": key,
                    "value": scale * num[row, event] / den[row, event],
                    "numerator": num[row, event],
                    "denominator": den[row, event],
                    "n_articles": count[row, event].astype(np.int64),
                }
            )
        )
    joined = pd.concat(parts).sort_values(["row", "event"], kind="stable")
    return joined.drop(columns="row").reset_index(drop=True)


def listed_outcomes(
    frame: pd.DataFrame,
    found: Measured,
    analysis: Analysis,
    *,
    fields: Mapping[tuple[str, str], Field],
    names: Mapping[str, str],
) -> tuple[Outcome, ...]:
    """List what is compared; targets not asked for need enough mentions.

    Those asked for in the settings are listed however rare they are; any other needs
    the least number of mentions on both sides, in one of the voices compared. A label
    needs as many namings of its referent on both sides, an action as many mentions of
    its target, and each some uses in both groups together, whichever has them.
    """
    good = found.usable() & frame["compared"].to_numpy(dtype=bool)[found.article]
    groups = frame["group"].to_numpy()[found.article]
    sides = []
    for group in analysis.groups:
        rows = np.flatnonzero(good & (groups == group))
        weights = found.denominator[rows]
        sides.append(np.bincount(found.key[rows], weights, minlength=len(found.keys)))
    least = [least_counted(key[0], analysis) for key in found.keys]
    enough = np.minimum(*sides) >= np.array(least)
    pooled = good & np.isin(groups, analysis.groups)
    uses = np.bincount(
        found.key[pooled], found.numerator[pooled], minlength=len(found.keys)
    )
    whole = np.bincount(
        found.key[pooled], found.denominator[pooled], minlength=len(found.keys)
    )
    # A label that both groups always use is no choice; also looks at no difference.
    chosen = enough & (uses >= _LEAST_USES) & (uses < whole)
    counted = {found.keys[index] for index in np.flatnonzero(chosen).tolist()}
    frequent = {
        key[2]
        for key, is_enough in zip(found.keys, enough.tolist(), strict=True)
        if is_enough and key[0] == "stance" and key[3] in {"unattributed", "quoted"}
    }

    def wanted(key: Key) -> bool:
        if key[0] in {"labels", "actions"}:
            return key in counted
        return not key[2] or key[2] in frequent or key[2] in analysis.targets

    return outcomes(
        found.keys, analysis=analysis, fields=fields, names=names, wanted=wanted
    )
