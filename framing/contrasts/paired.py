"""Contrast two sides over their units, term by term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.contrasts.base import (
    COLUMNS,
    DESCRIPTIVE,
    TOO_FEW,
    ContrastTable,
    Floats,
    Measure,
    Sums,
)
from framing.contrasts.claims import licensed, over_outlets
from framing.contrasts.counts import Counts, side
from framing.contrasts.dispersion import counted_in, dispersion, sum_by
from framing.contrasts.intervals import bootstrap_intervals, seen_scores
from framing.contrasts.judging import Settings, verdicts_of
from framing.contrasts.stream import Bools
from framing.contrasts.swaps import (
    FIRST_DRAWS,
    NULLS,
    Tested,
    swap_test,
)
from framing.contrasts.units import Design, design
from framing.errors import ParameterError, not_one_of
from framing.uncertainty import benjamini_hochberg

POOL: Final = 5_000_000
"""Studentised swaps that are pooled, over all terms."""
POWER_QUANTILE: Final = 0.84
"""Standard errors between a test that rejects half the time and four times in five."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sample:
    """The articles of both sides in their units, and the terms kept."""

    matrix: sparse.csr_matrix
    total: Floats
    outlets: tuple[str, ...]
    design: Design
    terms: NDArray[np.object_]
    kinds: NDArray[np.object_]

    @property
    def first(self) -> Bools:
        return self.design.first


def paired_contrast(
    counts: Counts, *, a: str, b: str, by: str, measure: Measure, settings: Settings
) -> ContrastTable:
    """Contrast two sides; see `framing.contrasts.contrast`."""
    chosen = _design(counts, a, b, by)
    testable = measure.tested and _is_testable(chosen, settings)
    sample = _sample(counts, (a, b), chosen, settings, testable=testable)
    _refuse_nothing_to_contrast(sample, (a, b))
    values, exposure = measure.features(sample.matrix, sample.total)
    sums = _sums(sample, values, exposure)
    tested = _tested(sums, settings) if testable else _untested(sample)
    columns = _columns(sample, measure, sums, tested, settings)
    n_tests = len(sample.terms) if testable else 0
    first = sample.first
    return ContrastTable(
        table=_frame(columns, measure.name),
        measure=measure.name,
        a=a,
        b=b,
        voice=counts.voice,
        by=by,
        paired=chosen.paired,
        test=how_tested(chosen, tested, pooled=settings.null == "pooled")
        if testable
        else "not tested",
        n_articles_a=int(first.sum()),
        n_articles_b=int((~first).sum()),
        n_words_a=int(sample.total[first].sum()),
        n_words_b=int(sample.total[~first].sum()),
        n_units=chosen.n_units,
        n_unplaced=chosen.n_unplaced,
        n_tests=n_tests,
        n_swaps=tested.n_swaps,
        exact=tested.exact,
        floor=tested.floor,
        smallest_q=min(1.0, tested.floor * n_tests) if testable else np.nan,
    )


def how_tested(chosen: Design, tested: Tested, *, pooled: bool) -> str:
    """Say how terms were tested.

    Returns
    -------
    str
        Such as ``"labels swapped within 40 events that both sides share (…)"``.
    """
    unit = f"{chosen.n_units:,} {chosen.by}s"
    how = f"up to {tested.n_swaps:,} drawn, each term against its own"
    if tested.exact:
        how = f"all {tested.n_swaps:,} looked at, each term against its own"
    elif pooled:
        how = f"{tested.n_swaps:,} drawn, studentised and pooled over all terms"
    if chosen.paired:
        return f"labels swapped within {unit} that both sides share ({how})"
    return f"whole {chosen.by}s permuted, as the sides share none of {unit} ({how})"


def _design(counts: Counts, a: str, b: str, by: str) -> Design:
    first, second = side(counts, a), side(counts, b)
    if (first & second).any():
        message = f"a and b must be different sides, got {a!r} and {b!r}"
        raise ParameterError(message)
    return design(counts.facts, first, second, by)


def _is_testable(chosen: Design, settings: Settings) -> bool:
    """Whether there are enough units: of each side, where they share none."""
    if chosen.paired:
        return chosen.n_units >= settings.min_units
    sides = (len(set(chosen.unit[chosen.first])), len(set(chosen.unit[~chosen.first])))
    return min(sides) >= settings.min_units


def _tested(sums: Sums, settings: Settings) -> Tested:
    if settings.null not in NULLS:
        raise ParameterError(not_one_of("null", settings.null, NULLS))
    n_terms = max(len(sums.share), 1)
    pooled = settings.null == "pooled"
    return swap_test(
        sums,
        # Many terms pool many swaps: 5 million are more than any q asks for.
        draws=max(min(settings.draws, POOL // n_terms), FIRST_DRAWS)
        if pooled
        else settings.draws,
        alpha=settings.alpha,
        seed=settings.seed,
        null=settings.null,
    )


def _untested(sample: _Sample) -> Tested:
    none = np.full(len(sample.terms), np.nan)
    return Tested(p=none, floor=np.nan, n_swaps=0, exact=False, spread=none, seen=none)


def _sample(
    counts: Counts,
    sides: tuple[str, str],
    chosen: Design,
    settings: Settings,
    *,
    testable: bool,
) -> _Sample:
    """Take the articles of the units, and the terms common enough there."""
    rows = chosen.rows
    matrix = counts.matrix[rows]
    keep = matrix.getnnz(axis=0) >= settings.min_articles
    if testable and chosen.by != "article":
        keep &= counted_in(matrix, chosen.unit) >= settings.min_term_units
    if not keep.any():
        n = [_articles(mask) for mask in (chosen.first, ~chosen.first)]
        message = (
            f"no term is left for {sides[0]!r} ({n[0]}) and {sides[1]!r} ({n[1]}): "
            f"none of {len(keep)} stands in {settings.min_articles} articles of "
            f"{chosen.n_units} {chosen.by}{'' if chosen.n_units == 1 else 's'}; lower "
            "min_articles, or add articles"
        )
        raise ParameterError(message)
    return _Sample(
        matrix=matrix[:, np.flatnonzero(keep)].tocsr(),
        total=counts.facts["total"].to_numpy(dtype=np.float64)[rows],
        outlets=tuple(counts.facts["outlet"].astype(str).to_numpy()[rows]),
        design=chosen,
        terms=np.array(counts.terms, dtype=object)[keep],
        kinds=np.array(counts.kinds, dtype=object)[keep],
    )


def _refuse_nothing_to_contrast(sample: _Sample, sides: tuple[str, str]) -> None:
    """Refuse a side without words, and sides whose words are all the same."""
    for name, rows in zip(sides, (sample.first, ~sample.first), strict=True):
        if not sample.total[rows].sum():
            message = (
                f"{name!r} has no word in its {_articles(rows)}, so that there are no "
                "rates; choose another voice, or look at how its texts were cleaned"
            )
            raise ParameterError(message)
    n_words = sample.total.sum()
    if np.asarray(sample.matrix.sum(axis=0)).max() >= n_words:
        n = [_articles(rows) for rows in (sample.first, ~sample.first)]
        message = (
            f"all {n_words:,.0f} words of {sides[0]!r} ({n[0]}) and {sides[1]!r} "
            f"({n[1]}) are {sample.terms[0]!r}: there is nothing to contrast; look at "
            "the masks, and at how the texts were cleaned"
        )
        raise ParameterError(message)


def _articles(rows: Bools) -> str:
    n = int(rows.sum())
    return f"{n} article{'' if n == 1 else 's'}"


def _sums(sample: _Sample, values: sparse.csr_matrix, exposure: Floats) -> Sums:
    found, totals = [], []
    for rows in (sample.first, ~sample.first):
        by_unit = sum_by(sample.design.unit[rows], sample.design.n_units)
        found.append((by_unit @ values[np.flatnonzero(rows)]).tocsr())
        totals.append(by_unit @ exposure[rows])
    y = np.asarray(values.sum(axis=0)).ravel()
    whole = None
    if not sample.design.paired:
        whole = np.zeros(sample.design.n_units, dtype=bool)
        whole[sample.design.unit[sample.first]] = True
    return Sums(
        left=found[0],
        right=found[1],
        n_left=totals[0],
        n_right=totals[1],
        share=y / max(exposure.sum(), 1.0),
        first=whole,
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
    dp, dp_norm, top = dispersion(sample.matrix, sample.total)
    q = benjamini_hochberg(tested.p)
    columns: dict[str, NDArray[np.generic] | list[str]] = {
        "term": sample.terms,
        "kind": sample.kinds,
        "score": seen_scores(measure, sums),
        "low": low,
        "high": high,
        "p": tested.p,
        "q": q,
        "mde": smallest_detectable(tested, q, settings.alpha) * 1000 / _pairs_n(sums),
        "dp": dp,
        "dp_norm": dp_norm,
        "top_share": top,
        "z": measure.z(sums),
    }
    for name, rows in (("a", sample.first), ("b", ~sample.first)):
        part = sample.matrix[np.flatnonzero(rows)]
        n = np.asarray(part.sum(axis=0)).ravel()
        columns[f"n_{name}"] = n.astype(np.int64)
        columns[f"rate_{name}"] = 1000 * n / max(sample.total[rows].sum(), 1.0)
        columns[f"articles_{name}"] = part.getnnz(axis=0)
    columns["events"] = counted_in(sample.matrix, sample.design.unit)
    columns["outlets"] = counted_in(sample.matrix, sample.outlets)
    untested = TOO_FEW.replace("events", f"{sample.design.by}s")
    found = verdicts_of(columns, untested if measure.tested else DESCRIPTIVE, settings)
    verdicts = [verdict for verdict, _ in found]
    columns["verdict"] = verdicts
    columns["reason"] = [reason for _, reason in found]
    return columns | _claims(sample, verdicts, settings)


def smallest_detectable(tested: Tested, q: Floats, alpha: float) -> Floats:
    """Return the difference that would have been found four times in five.

    Parameters
    ----------
    tested : Tested
    q : ndarray of shape (n_terms,)
    alpha : float

    Returns
    -------
    ndarray of shape (n_terms,)
        ``spread * (z + 0.84)``, with z the normal quantile of the largest p that
        passed the correction or, where none did, of ``alpha / n_terms``. In the
        units of `Tested.seen`.
    """
    from scipy.special import ndtri  # noqa: PLC0415

    passed = tested.p[q <= alpha]
    cut = float(passed.max()) if len(passed) else alpha / max(len(q), 1)
    found: Floats = tested.spread * (-ndtri(cut / 2) + POWER_QUANTILE)
    return found


def _pairs_n(sums: Sums) -> float:
    """Return the words that a tested difference is spread over.

    Divided by it, it is a difference of rates: the sum of the units' weights
    ``n_a*n_b / (n_a + n_b)`` or, of whole units, that of both sides.
    """
    n_a, n_b = sums.n_left, sums.n_right
    if sums.first is not None:
        n_a, n_b = n_a.sum(keepdims=True), n_b.sum(keepdims=True)
    return float((n_a * n_b / np.maximum(n_a + n_b, 1e-300)).sum())


def _claims(
    sample: _Sample, verdicts: Sequence[str], settings: Settings
) -> dict[str, NDArray[np.generic] | list[str]]:
    """Look at the outlets behind the terms that differ."""
    differ = [place for place, name in enumerate(verdicts) if name == "differs"]
    found = over_outlets(
        sample.matrix,
        sample.total,
        outlets=sample.outlets,
        unit=sample.design.unit,
        first=sample.first,
        terms=differ,
        seed=settings.seed,
    )
    claims = [licensed(p, low, high, settings.alpha) for p, low, high in found.tolist()]
    return {
        "p_outlets": found[:, 0],
        "loo_low": found[:, 1],
        "loo_high": found[:, 2],
        "group_claim": np.array(claims, dtype=bool),
    }


def _frame(
    columns: Mapping[str, NDArray[np.generic] | list[str]], measure: str
) -> pd.DataFrame:
    """Return the table, the most certain terms first."""
    named = {"measure": measure, "depends": ""}
    frame = pd.DataFrame({**columns, **named})[list(COLUMNS)]
    texts = ("term", "kind", "verdict", "reason", "depends")
    frame = frame.astype(dict.fromkeys(texts, "str"))
    # Rounded, so that scores that are equal but for rounding stand by the alphabet.
    size = -frame["score"].abs().round(12)
    frame = frame.assign(_size=size).sort_values(["p", "_size", "term"], kind="stable")
    return frame.drop(columns="_size").reset_index(drop=True)
