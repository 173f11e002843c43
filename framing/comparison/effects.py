"""Every comparison over the shared events: estimate, test, verdict, robustness."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from framing.comparison.cells import Cells, Codes, Measured
from framing.comparison.comparability import least_events, variants
from framing.comparison.outcomes import APART, RELATIVE, least_counted
from framing.comparison.words import word_checks
from framing.uncertainty import (
    Bools,
    Estimates,
    Floats,
    Resamples,
    Sides,
    benjamini_hochberg,
    draw_resamples,
    estimate,
    leave_one_out,
    permute_outlets,
    ratio,
)
from framing.verdicts import Rule, Verdict, judge, not_estimable

VOICE_CHECKS: Final = {
    "uncertain voice counted as unattributed": "unattributed",
    "uncertain voice counted as quoted": "quoted",
}
"""Checks that turn a verdict into an inconclusive one; METHOD, section 3."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """Estimates and verdicts of all outcomes; arrays of shape (n_outcomes,)."""

    sides: Sides
    usable: Bools
    found: Estimates
    q: Floats
    smallest_q: Floats
    verdicts: tuple[Verdict, ...]


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
            pd.DataFrame([], columns=list(_CHECKED)),
        )
    resamples = _resamples(study, case)
    main = judge_all(study, cells, case, resamples)
    checks = dict(_checks(study, case, cells, resamples))
    depends = _depends(study, main, checks)
    verdicts = [
        _by_voice(verdict, names)
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
        _robustness(study, main, checks),
    )


_CHECKED: Final = (
    *("id", "check", "value_a", "value_b", "difference", "low", "high", "verdict"),
    "changed",
)


def _robustness(
    study: Study, main: Judged, checks: Mapping[str, Judged]
) -> pd.DataFrame:
    """Return every comparison under every check, in the order of both."""
    before = _stands(main)
    parts = [
        pd.DataFrame(
            {
                "row": np.arange(len(before)),
                "id": [outcome.id for outcome in study.outcomes],
                "check": name,
                "value_a": made.found.value_a,
                "value_b": made.found.value_b,
                "difference": made.found.difference,
                "low": made.found.low,
                "high": made.found.high,
                "verdict": [verdict.name for verdict in made.verdicts],
                "changed": [
                    _changed(old, new)
                    for old, new in zip(before, _stands(made), strict=True)
                ],
            }
        )
        for name, made in checks.items()
    ]
    if not parts:
        return pd.DataFrame([], columns=list(_CHECKED))
    joined = pd.concat(parts).sort_values("row", kind="stable")
    return joined[list(_CHECKED)].reset_index(drop=True)


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


def _resamples(study: Study, case: Case) -> Resamples:
    """Draw enough swaps for one comparison alone to pass the correction."""
    analysis = study.analysis
    apart = sum(outcome.correction in APART for outcome in study.outcomes)
    most = max(apart, len(study.outcomes) - apart)
    enough = math.ceil(most / analysis.alpha)
    return draw_resamples(
        len(case.events),
        draws=max(analysis.permutations, enough),
        boots=analysis.bootstraps,
        seed=analysis.seed,
    )


def judge_all(study: Study, cells: Cells, case: Case, resamples: Resamples) -> Judged:
    """Estimate every outcome, correct the families, and give the verdicts."""
    scale = scales(study)
    sides = cells.sides(case.first, case.second, scale)
    usable = (sides.den_a > 0) & (sides.den_b > 0)
    found = estimate(sides, resamples)
    short = [_shortfall(study, sides, usable, row) for row in range(len(scale))]
    tested = np.array([verdict is None for verdict in short], dtype=bool)
    p = np.where(tested, found.p, np.nan)
    floor = np.where(tested, found.smallest_p, np.nan)
    q, smallest = np.full(len(p), np.nan), np.full(len(p), np.nan)
    n_tests = np.zeros(len(p), dtype=int)
    corrections = np.array(
        [outcome.correction for outcome in study.outcomes], dtype=str
    )
    plain = np.array(
        [not outcome.is_relative for outcome in study.outcomes], dtype=bool
    )
    for name in sorted(set(corrections.tolist())):
        family = (corrections == name) & plain
        q[family] = benjamini_hochberg(p[family])
        smallest[family] = benjamini_hochberg(floor[family])
        n_tests[family] = int(tested[family].sum())
    verdicts = tuple(
        missing or _verdict(study, found, q, row, int(n_tests[row]))
        for row, missing in enumerate(short)
    )
    return Judged(
        sides=sides,
        usable=usable,
        found=_blanked(found, tested),
        q=q,
        smallest_q=smallest,
        verdicts=verdicts,
    )


def _shortfall(study: Study, sides: Sides, usable: Bools, row: int) -> Verdict | None:
    """Return why an outcome cannot be tested, or None."""
    outcome, analysis = study.outcomes[row], study.analysis
    total_a, total_b = float(sides.den_a[row].sum()), float(sides.den_b[row].sum())
    if not total_a and not total_b:
        return Verdict(name="not estimable", reason="not measured in these articles")
    if not total_a or not total_b:
        title = study.titles[0 if total_a else 1]
        return Verdict(name="not estimable", reason=f"only in {title} outlets")
    n_events, needed = int(usable[row].sum()), least_events(analysis)
    if n_events < needed:
        return not_estimable(n_events, "shared events", needed)
    if outcome.is_vocabulary and not (sides.num_a[row].any() or sides.num_b[row].any()):
        return Verdict(name="not estimable", reason="no word of it in these articles")
    least = least_counted(outcome.key[0], analysis)
    if least:
        den_a, den_b = sides.den_a[row][usable[row]], sides.den_b[row][usable[row]]
        fewest = min(float(den_a.sum()), float(den_b.sum()))
        if fewest < least:
            return not_estimable(fewest, outcome.counted, least)
    return None


def _verdict(
    study: Study, found: Estimates, q: Floats, row: int, n_tests: int
) -> Verdict:
    return judge(
        low=float(found.low[row]),
        high=float(found.high[row]),
        low90=float(found.low90[row]),
        high90=float(found.high90[row]),
        q=float(q[row]),
        mde=float(found.mde[row]),
        rule=Rule(alpha=study.analysis.alpha, n_tests=n_tests),
        margin=study.outcomes[row].margin,
    )


def _blanked(found: Estimates, tested: Bools) -> Estimates:
    """Take interval and test from outcomes that have too little for them."""
    names = ("low", "high", "low90", "high90", "p", "smallest_p", "mde")
    return dataclasses.replace(
        found,
        **{name: np.where(tested, getattr(found, name), np.nan) for name in names},
    )


def _checks(
    study: Study, case: Case, cells: Cells, resamples: Resamples
) -> Iterator[tuple[str, Judged]]:
    """Yield what is found under other choices, by the name of the choice."""
    for name, mask in variants(study.frame, study.analysis).items():
        other = case_of(study, mask)
        if other.events:
            draws = _resamples(study, other)
            yield name, judge_all(study, cells_of(study, other), other, draws)
    if any(key[3] == "uncertain" for key in study.found.keys):
        for name, voice in VOICE_CHECKS.items():
            counted = cells_of(study, case, uncertain_as=voice)
            yield name, judge_all(study, counted, case, resamples)
    for name, found in _by_other_words(study):
        other_words = dataclasses.replace(study, found=found)
        counted = cells_of(other_words, case)
        yield name, judge_all(other_words, counted, case, resamples)
    for place, key in enumerate(case.outlets):
        without = cells.keep(cells.outlet != place)
        name = f"without {study.outlet_names.get(key, key)}"
        yield name, judge_all(study, without, case, resamples)


def _by_other_words(study: Study) -> Iterator[tuple[str, Measured]]:
    frame = study.frame
    groups = frame["group"].where(frame["compared"].astype(bool), "").tolist()
    yield from word_checks(study.found, study.hits, frame["article"].tolist(), groups)


def _depends(
    study: Study, main: Judged, checks: Mapping[str, Judged]
) -> list[list[str]]:
    """Name the checks under which each verdict changes, or differs the other way.

    A check that leaves too little to test says nothing against a verdict.
    """
    changed: list[list[str]] = [[] for _ in study.outcomes]
    before = _stands(main)
    for name, made in checks.items():
        for row, (old, new) in enumerate(zip(before, _stands(made), strict=True)):
            if _changed(old, new):
                changed[row].append(name)
    return changed


def _changed(old: tuple[str, bool], new: tuple[str, bool]) -> bool:
    return "not estimable" not in {old[0], new[0]} and old != new


def _stands(made: Judged) -> list[tuple[str, bool]]:
    """Return each verdict, and of one that differs whether the first has more."""
    return [
        (verdict.name, verdict.name == "differs" and gap > 0)
        for verdict, gap in zip(
            made.verdicts, made.found.difference.tolist(), strict=True
        )
    ]


def _by_voice(verdict: Verdict, depends: Sequence[str]) -> Verdict:
    """Withdraw a verdict that depends on how uncertain voice is counted."""
    if verdict.name == "inconclusive" or not set(depends) & set(VOICE_CHECKS):
        return verdict
    return Verdict(
        name="inconclusive",
        reason="depends on how words of uncertain voice are counted",
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
