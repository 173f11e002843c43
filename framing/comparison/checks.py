"""Every comparison made again under other choices: articles, voice, words, outlets."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison.cases import Case, Study, case_of, cells_of
from framing.comparison.cells import Cells, Measured
from framing.comparison.comparability import variants
from framing.comparison.judging import Judged, judge_all, resamples_of
from framing.comparison.words import word_checks
from framing.uncertainty import Resamples
from framing.verdicts import Verdict

VOICE_CHECKS: Final = {
    "uncertain voice counted as unattributed": "unattributed",
    "uncertain voice counted as quoted": "quoted",
}
"""Checks that turn a verdict into an inconclusive one; METHOD, section 3."""


LEADS: Final = "equal-length leads"
"""The check that measures only the first words of every article."""

CHECKED: Final = (
    *("id", "check", "value_a", "value_b", "difference", "low", "high", "verdict"),
    *("changed", "n_events"),
)
"""Columns of the table of robustness."""


def robustness_frame(
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
                "n_events": made.found.n_events,
            }
        )
        for name, made in checks.items()
    ]
    if not parts:
        return pd.DataFrame([], columns=list(CHECKED))
    joined = pd.concat(parts).sort_values("row", kind="stable")
    return joined[list(CHECKED)].reset_index(drop=True)


def checks_of(
    study: Study, case: Case, cells: Cells, resamples: Resamples
) -> Iterator[tuple[str, Judged]]:
    """Yield what is found under other choices, by the name of the choice."""
    for name, mask in variants(study.frame, study.analysis).items():
        other = case_of(study, mask)
        if other.events:
            draws = resamples_of(study, other)
            yield name, judge_all(study, cells_of(study, other), other, draws)
    yield from _regrouped(study)
    if study.leads.keys:
        short = dataclasses.replace(study, found=study.leads)
        yield LEADS, judge_all(short, cells_of(short, case), case, resamples)
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


def _regrouped(study: Study) -> Iterator[tuple[str, Judged]]:
    """Judge everything again over events that were grouped otherwise."""
    for name, frame in study.regrouped.items():
        made = dataclasses.replace(study, frame=frame)
        case = case_of(made, frame["compared"].astype(bool))
        if case.events:
            draws = resamples_of(made, case)
            yield name, judge_all(made, cells_of(made, case), case, draws)


def _by_other_words(study: Study) -> Iterator[tuple[str, Measured]]:
    frame = study.frame
    groups = frame["group"].where(frame["compared"].astype(bool), "").tolist()
    yield from word_checks(study.found, study.hits, frame["article"].tolist(), groups)


def depends_on(
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


def by_voice(verdict: Verdict, depends: Sequence[str]) -> Verdict:
    """Withdraw a verdict that depends on how uncertain voice is counted."""
    if verdict.name == "inconclusive" or not set(depends) & set(VOICE_CHECKS):
        return verdict
    return Verdict(
        name="inconclusive",
        reason="depends on how words of uncertain voice are counted",
    )
