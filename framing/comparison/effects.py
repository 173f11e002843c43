"""Every comparison over the shared events: estimate, test, verdict, robustness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison.cases import (
    Case,
    Study,
    case_of,
    cells_of,
    event_values,
    scales,
)
from framing.comparison.cells import Cells, Codes
from framing.comparison.checks import (
    CHECKED,
    by_voice,
    checks_of,
    depends_on,
    robustness_frame,
)
from framing.comparison.judging import Judged, judge_all, resamples_of
from framing.comparison.plan import RELATIVE
from framing.uncertainty import (
    Bools,
    Floats,
    leave_one_out,
    permute_outlets,
    ratio,
)


def effects(study: Study) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Compare the two groups in every outcome.

    Parameters
    ----------
    study : Study

    Returns
    -------
    summary, event_values, robustness : DataFrame
        As in `framing.comparison.Comparison`.
    """
    base = study.frame["compared"].astype(bool)
    case = case_of(study, base)
    cells = cells_of(study, case)
    if not study.outcomes or not case.events:
        return _beside(
            summary_frame(study, {}),
            event_values(study, case, cells),
            pd.DataFrame([], columns=list(CHECKED)),
        )
    resamples = resamples_of(study, case)
    main = judge_all(study, cells, case, resamples)
    checks = dict(checks_of(study, case, cells, resamples))
    depends = depends_on(study, main, checks)
    verdicts = [
        by_voice(verdict, names)
        for verdict, names in zip(main.verdicts, depends, strict=True)
    ]
    columns = {
        **_estimates(main),
        **_counts(cells, case, main),
        **_over_outlets(study, cells, case, main),
        "verdict": [verdict.name for verdict in verdicts],
        "reason": [verdict.reason for verdict in verdicts],
        "depends": ["; ".join(names) for names in depends],
    }
    return _beside(
        summary_frame(study, columns),
        event_values(study, case, cells),
        robustness_frame(study, main, checks),
    )


def _beside(
    summary: pd.DataFrame, values: pd.DataFrame, robustness: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Move each relative row to the side of the row that it belongs to.

    It is no comparison of its own: praise of one target alone would make the rows
    of all others "differ".
    """
    keys = ["metric", "field", "target", "voice"]
    is_relative = summary["actor"] == RELATIVE
    columns = {
        "difference": "relative",
        "low": "relative_low",
        "high": "relative_high",
    }
    beside = summary[is_relative].set_index(keys)[list(columns)]
    kept = summary[~is_relative].join(beside.rename(columns=columns), on=keys)
    return (
        kept.reset_index(drop=True),
        values[values["id"].isin(kept["id"])].reset_index(drop=True),
        robustness[robustness["id"].isin(kept["id"])].reset_index(drop=True),
    )


def _estimates(main: Judged) -> dict[str, object]:
    found = main.found
    return {
        "value_a": found.value_a,
        "value_b": found.value_b,
        "difference": found.difference,
        "low": found.low,
        "high": found.high,
        "low90": found.low90,
        "high90": found.high90,
        "p": found.p,
        "q": main.q,
        "smallest_q": main.smallest_q,
        "mde": found.mde,
        "n_events": found.n_events,
        "same_way": found.same_way,
    }


def _counts(cells: Cells, case: Case, main: Judged) -> dict[str, object]:
    """Return what each comparison rests on, over its usable events."""
    kept = cells.keep(main.usable[cells.row, cells.event])
    columns: dict[str, object] = {}
    tops = []
    for side, chosen in (("a", case.first), ("b", case.second)):
        by_outlet = _by_outlet(kept, chosen)
        columns[f"n_articles_{side}"] = _whole(kept.sums(kept.n_articles, chosen))
        columns[f"n_outlets_{side}"] = (by_outlet > 0).sum(axis=1)
        columns[f"numerator_{side}"] = kept.sums(kept.numerator, chosen).sum(axis=1)
        columns[f"denominator_{side}"] = by_outlet.sum(axis=1)
        tops.append(ratio(by_outlet.max(axis=1, initial=0.0), by_outlet.sum(axis=1)))
    columns["top_outlet_share"] = np.fmax(*tops)
    return columns


def _whole(values: Floats) -> Codes:
    whole: Codes = values.sum(axis=1).astype(np.int64)
    return whole


def _by_outlet(cells: Cells, chosen: Bools) -> Floats:
    """Return denominators, ndarray of shape (n_rows, n_outlets)."""
    n_rows, n_outlets, _ = cells.shape
    mask = chosen[cells.outlet]
    place = (cells.row * n_outlets + cells.outlet)[mask]
    flat = np.bincount(place, cells.denominator[mask], minlength=n_rows * n_outlets)
    return flat.astype(np.float64).reshape(n_rows, n_outlets)


def _over_outlets(
    study: Study, cells: Cells, case: Case, main: Judged
) -> dict[str, object]:
    """Return the permutation of outlets and the leave-one-outlet-out range."""
    scale = scales(study)
    p, low, high = (np.full(len(scale), np.nan) for _ in range(3))
    for row in np.flatnonzero(~np.isnan(main.found.p)):
        num, den = cells.grid(int(row))
        present = den.sum(axis=1) > 0
        num, den, first = num[present], den[present], case.first[present]
        p[row] = permute_outlets(num, den, first, seed=study.analysis.seed)
        low[row], high[row] = leave_one_out(scale[row] * num, den, first)
    alpha = study.analysis.alpha
    holds = (p <= alpha) & ((low > 0) | (high < 0))
    return {"p_outlets": p, "loo_low": low, "loo_high": high, "group_claim": holds}


_FLOATS: Final = (
    *("value_a", "value_b", "difference", "low", "high", "low90", "high90"),
    *("p", "q", "smallest_q", "mde"),
)
_MEASURES: Final = (
    *("numerator_a", "denominator_a", "numerator_b", "denominator_b"),
    *("p_outlets", "loo_low", "loo_high", "top_outlet_share"),
)
_COUNTS: Final = (
    *("n_events", "same_way", "n_articles_a", "n_articles_b"),
    *("n_outlets_a", "n_outlets_b"),
)
ORDER: Final = (
    *("id", "family", "metric", "field", "target", "voice", "actor", "label"),
    *("unit", "primary"),
    *_FLOATS,
    *_COUNTS,
    *_MEASURES,
    *("group_claim", "verdict", "reason", "depends"),
)
"""Columns of the summary."""


def summary_frame(study: Study, columns: Mapping[str, object]) -> pd.DataFrame:
    """Return the summary; without columns every outcome is not estimable."""
    listed = study.outcomes
    made: dict[str, object] = {
        "id": [outcome.id for outcome in listed],
        "family": [outcome.family for outcome in listed],
        "label": [outcome.label for outcome in listed],
        "unit": [outcome.unit for outcome in listed],
        "primary": [outcome.primary for outcome in listed],
    }
    for place, name in enumerate(("metric", "field", "target", "voice", "actor")):
        made[name] = [outcome.key[place] for outcome in listed]
    size = len(listed)
    made |= {name: np.full(size, np.nan) for name in (*_FLOATS, *_MEASURES)}
    made |= {name: np.zeros(size, dtype=np.int64) for name in _COUNTS}
    made |= {
        "group_claim": np.zeros(size, dtype=bool),
        "verdict": ["not estimable"] * size,
        "reason": ["no event has comparable articles of both groups"] * size,
        "depends": [""] * size,
    }
    return pd.DataFrame({**made, **columns})[list(ORDER)]
