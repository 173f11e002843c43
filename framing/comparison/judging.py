"""Estimates, corrections and verdicts of all outcomes under one choice."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

import numpy as np

from framing.comparison.cases import Case, Study, scales
from framing.comparison.cells import Cells
from framing.comparison.concluding import least_events
from framing.comparison.outcomes import least_counted
from framing.comparison.plan import APART
from framing.uncertainty import (
    Bools,
    Estimates,
    Floats,
    Resamples,
    Sides,
    benjamini_hochberg,
    draw_resamples,
    estimate,
)
from framing.verdicts import Rule, Verdict, judge, not_estimable


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """Estimates and verdicts of all outcomes; arrays of shape (n_outcomes,)."""

    sides: Sides
    usable: Bools
    found: Estimates
    q: Floats
    smallest_q: Floats
    verdicts: tuple[Verdict, ...]


def resamples_of(study: Study, case: Case) -> Resamples:
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
