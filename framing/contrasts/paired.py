"""Contrast two sides over the events that both report, term by term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.contrasts.base import (
    COLUMNS,
    TOO_FEW,
    ContrastTable,
    Floats,
    Measure,
    Sums,
)
from framing.contrasts.counts import Bools, Counts, side
from framing.contrasts.swaps import (
    Tested,
    bootstrap_intervals,
    dispersion,
    seen_scores,
    swap_test,
)
from framing.errors import ParameterError
from framing.uncertainty import benjamini_hochberg

CARRIED: Final = 0.5
"""A term that one article uses this share of the time or more is no finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How terms are chosen and tested.

    Attributes
    ----------
    min_articles : int
        Terms in fewer articles of the shared events are left out.
    min_events : int
        Under this many shared events nothing is tested: with 12 a single term
        cannot go below p = .0005.
    min_term_events : int
        Where terms are tested, those used in fewer events are left out: in five
        events the smallest p is .06, so they would only add to the correction.
    alpha : float
    draws, boots, seed : int
    """

    min_articles: int = 5
    min_events: int = 12
    min_term_events: int = 6
    alpha: float = 0.05
    draws: int = 4999
    boots: int = 999
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sample:
    """The articles of both sides on their shared events, and the terms kept."""

    matrix: sparse.csr_matrix
    total: Floats
    first: Bools
    event: NDArray[np.int64]
    terms: NDArray[np.object_]

    @property
    def n_events(self) -> int:
        return int(self.event.max(initial=-1)) + 1


def paired_contrast(
    counts: Counts, *, a: str, b: str, measure: Measure, settings: Settings
) -> ContrastTable:
    """Contrast two sides; see `framing.contrasts.contrast`."""
    sample = _sample(counts, a, b, settings)
    values, exposure = measure.features(sample.matrix, sample.total)
    sums = _sums(sample, values, exposure)
    testable = sample.n_events >= settings.min_events
    none = Tested(
        p=np.full(len(sample.terms), np.nan), floor=np.nan, n_swaps=0, exact=False
    )
    tested = (
        swap_test(
            measure,
            sums,
            draws=settings.draws,
            alpha=settings.alpha,
            seed=settings.seed,
        )
        if testable
        else none
    )
    columns = _columns(sample, measure, sums, tested, settings)
    n_tests = len(sample.terms) if testable else 0
    n_words = [int(sample.total[rows].sum()) for rows in (sample.first, ~sample.first)]
    return ContrastTable(
        table=_frame(columns, measure.name),
        measure=measure.name,
        a=a,
        b=b,
        voice=counts.voice,
        n_articles_a=int(sample.first.sum()),
        n_articles_b=int((~sample.first).sum()),
        n_words_a=n_words[0],
        n_words_b=n_words[1],
        n_events=sample.n_events,
        n_tests=n_tests,
        n_swaps=tested.n_swaps,
        exact=tested.exact,
        floor=tested.floor,
        smallest_q=min(1.0, tested.floor * n_tests) if testable else np.nan,
    )


def _sample(counts: Counts, a: str, b: str, settings: Settings) -> _Sample:
    """Take the shared events of two sides, and the terms common enough there."""
    first, second = side(counts, a), side(counts, b)
    if (first & second).any():
        message = f"a and b must be different sides, got {a!r} and {b!r}"
        raise ParameterError(message)
    event = counts.facts["event"].to_numpy(dtype=object)
    shared = sorted(set(event[first]) & set(event[second]) - {""})
    if not shared:
        message = (
            f"{a!r} ({first.sum()} articles) and {b!r} ({second.sum()} articles) share "
            "no event, so no word can be compared within events; add articles, or "
            "choose other sides"
        )
        raise ParameterError(message)
    rows = np.flatnonzero((first | second) & np.isin(event, shared))
    codes = np.searchsorted(np.array(shared, dtype=object), event[rows])
    matrix = counts.matrix[rows]
    keep = matrix.getnnz(axis=0) >= settings.min_articles
    if len(shared) >= settings.min_events:
        by_event = _sum_by(codes, len(shared)) @ matrix
        keep &= by_event.getnnz(axis=0) >= settings.min_term_events
    if not keep.any():
        message = (
            f"no term is left for {a!r} and {b!r}: none of {len(keep)} stands in "
            f"{settings.min_articles} of {len(rows)} articles; lower min_articles"
        )
        raise ParameterError(message)
    return _Sample(
        matrix=matrix[:, np.flatnonzero(keep)].tocsr(),
        total=counts.facts["total"].to_numpy(dtype=np.float64)[rows],
        first=first[rows],
        event=codes.astype(np.int64),
        terms=np.array(counts.terms, dtype=object)[keep],
    )


def _sum_by(codes: NDArray[np.int64], n_codes: int) -> sparse.csr_matrix:
    """Return the matrix of shape (n_codes, n_rows) that sums rows by code."""
    rows = np.arange(len(codes))
    return sparse.csr_matrix(
        (np.ones(len(codes)), (codes, rows)), shape=(n_codes, len(codes))
    )


def _sums(sample: _Sample, values: sparse.csr_matrix, exposure: Floats) -> Sums:
    found, totals = [], []
    for rows in (sample.first, ~sample.first):
        by_event = _sum_by(sample.event[rows], sample.n_events)
        found.append((by_event @ values[np.flatnonzero(rows)]).tocsr())
        totals.append(by_event @ exposure[rows])
    y = np.asarray(values.sum(axis=0)).ravel()
    return Sums(
        left=found[0],
        right=found[1],
        n_left=totals[0],
        n_right=totals[1],
        share=y / max(exposure.sum(), 1.0),
    )


def _columns(
    sample: _Sample,
    measure: Measure,
    sums: Sums,
    tested: Tested,
    settings: Settings,
) -> dict[str, NDArray[np.generic] | list[str]]:
    """Return the columns of the table but for the measure's name."""
    low, high = bootstrap_intervals(
        measure, sums, boots=settings.boots, seed=settings.seed
    )
    dp, _, top = dispersion(sample.matrix, sample.total)
    columns: dict[str, NDArray[np.generic] | list[str]] = {
        "term": sample.terms,
        "score": seen_scores(measure, sums),
        "low": low,
        "high": high,
        "p": tested.p,
        "q": benjamini_hochberg(tested.p),
        "dp": dp,
        "top_share": top,
        "z": measure.z(sums),
    }
    for name, rows in (("a", sample.first), ("b", ~sample.first)):
        part = sample.matrix[np.flatnonzero(rows)]
        n = np.asarray(part.sum(axis=0)).ravel()
        columns[f"n_{name}"] = n.astype(np.int64)
        columns[f"rate_{name}"] = 1000 * n / max(sample.total[rows].sum(), 1.0)
        columns[f"articles_{name}"] = part.getnnz(axis=0)
    by_event = _sum_by(sample.event, sample.n_events) @ sample.matrix
    columns["events"] = by_event.getnnz(axis=0)
    columns["verdict"], columns["reason"] = _verdicts(columns, settings.alpha)
    return columns


def _verdicts(
    columns: Mapping[str, NDArray[np.generic] | list[str]], alpha: float
) -> tuple[list[str], list[str]]:
    names = ("q", "low", "high", "n_a", "n_b", "top_share")
    rows = zip(*(np.asarray(columns[name]).tolist() for name in names), strict=True)
    found = [_verdict(*row, alpha=alpha) for row in rows]
    return [verdict for verdict, _ in found], [reason for _, reason in found]


def _verdict(  # noqa: PLR0913 - the columns that decide, row by row
    q: float,
    low: float,
    high: float,
    n_a: int,
    n_b: int,
    top_share: float,
    *,
    alpha: float,
) -> tuple[str, str]:
    """Return the verdict on a term, and its reason."""
    if np.isnan(q):
        return TOO_FEW, ""
    only = "only on the first side" if not n_b else "only on the second side"
    one_sided = not n_a or not n_b
    if q > alpha:
        return "inconclusive", f"q is above {alpha:g}"
    if top_share >= CARRIED:
        return "inconclusive", "one article has half of its uses or more"
    if one_sided:
        return "differs", only
    if low <= 0 <= high:
        return "inconclusive", "the interval holds zero"
    return "differs", f"the interval leaves out zero and q is at most {alpha:g}"


def _frame(
    columns: Mapping[str, NDArray[np.generic] | list[str]], measure: str
) -> pd.DataFrame:
    """Return the table, the most certain terms first."""
    named = {"measure": measure, "depends": ""}
    frame = pd.DataFrame({**columns, **named})[list(COLUMNS)]
    frame = frame.astype(
        {"term": "str", "verdict": "str", "reason": "str", "depends": "str"}
    )
    # Rounded, so that scores that are equal but for rounding stand by the alphabet.
    size = -frame["score"].abs().round(12)
    frame = frame.assign(_size=size).sort_values(["p", "_size", "term"], kind="stable")
    return frame.drop(columns="_size").reset_index(drop=True)
