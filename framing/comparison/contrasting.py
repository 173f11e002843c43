"""A contrast of the wording of any two sides of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from framing.comparison.comparability import faults, kept_twins, place_articles
from framing.comparison.distinctive import facts_of
from framing.comparison.inputs import words_by_voice
from framing.config import Analysis
from framing.contrasts import ContrastTable, Counts, Settings, contrast, count
from framing.contrasts.base import Measure
from framing.contrasts.masks import outlet_names, wire_marks
from framing.contrasts.stored import LEAST, VOICE, stored_counts
from framing.errors import ParameterError, listed
from framing.outlets import Group, Outlet, Outlets
from framing.store import Pieces

Side = str | Sequence[str]
"""A group or an outlet, or several outlets."""

_BESIDE = frozenset({"outlet is in no group", "in no event"})
"""Reasons against an article that do not hold here: sides may be outlets, and units
days."""


def run_counts(  # noqa: PLR0913 - a run has this many parts, all named
    tables: Mapping[str, pd.DataFrame],
    *,
    analysis: Analysis,
    outlets: Mapping[str, Outlet],
    groups: Sequence[Group],
    voice: str = "unattributed",
    masked: Sequence[str] = (),
    min_articles: int = 2,
) -> Counts:
    """Count the terms of the articles of a run that can be compared.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        As in `framing.comparison.compare`.
    analysis : Analysis
    outlets : mapping of key to Outlet
    groups : sequence of Group
    voice : str, default "unattributed"
    masked : sequence of str
        More phrases that make no term, in their normal form: names of targets.
    min_articles : int, default 2

    Returns
    -------
    Counts
        Of articles with text, of a known outlet, and of the genres and origins that
        the settings compare; of twins one is counted.
    """
    placed = place_articles(
        tables["articles"], tables["members"], outlets=outlets, groups=groups
    )
    bad = [f.holds for f in faults(placed, analysis) if f.reason not in _BESIDE]
    good = ~pd.concat(bad, axis=1).any(axis=1)
    frame = placed[good & (kept_twins(placed, good) == "")]
    masks = (*outlet_names(placed, outlets), *wire_marks())
    texts = Pieces(tables, "texts")
    if "counts" in tables and voice == VOICE and not masked and min_articles >= LEAST:
        total = frame["article"].map(words_by_voice(texts)["n_unattributed"])
        return stored_counts(
            tables,
            facts_of(frame).assign(total=total),
            masks=masks,
            min_articles=min_articles,
        )
    return count(
        texts,
        facts_of(frame),
        voice=voice,
        masks=(*masks, *masked),
        min_articles=min_articles,
        longer=True,
    )


def contrast_sides(  # noqa: PLR0913 - two sides, and how they are compared
    counts: Counts,
    *,
    a: Side,
    b: Side,
    outlets: Outlets,
    by: str = "event",
    measure: str | Measure = "log_odds",
    settings: Settings | None = None,
) -> ContrastTable:
    """Contrast two sides, either of which may be several outlets.

    Parameters
    ----------
    counts : Counts
    a, b : str or sequence of str
        A group or an outlet, by its key, name or alias, or several outlets.
    outlets : Outlets
        Their names.
    by, measure, settings
        As in `framing.contrasts.contrast`.

    Returns
    -------
    ContrastTable

    Raises
    ------
    ParameterError
        As there, and if an outlet is on both sides or has no article.
    """
    facts = counts.facts
    known = {*facts["group"], *facts["outlet"]} - {""}
    sides = [
        tuple(
            name if name in known else outlets.key_of(name)
            for name in ((side,) if isinstance(side, str) else side)
        )
        for side in (a, b)
    ]
    if len(sides[0]) == len(sides[1]) == 1:
        (a,), (b,) = sides
        return contrast(counts, a=a, b=b, by=by, measure=measure, settings=settings)
    both = sorted(set(sides[0]) & set(sides[1]))
    if both:
        message = f"{listed(both, last='and')} cannot be on both sides"
        raise ParameterError(message)
    unknown = sorted({*sides[0], *sides[1]} - known)
    if unknown:
        message = (
            f"{listed(unknown, last='and')}: no article among the {len(facts)} "
            f"counted; there are {listed(sorted(known), last='and')}"
        )
        raise ParameterError(message)
    names = [" + ".join(side) for side in sides]
    of = {key: name for side, name in zip(sides, names, strict=True) for key in side}
    group = facts["outlet"].map(of).fillna(facts["group"].map(of)).fillna("")
    marked = replace(counts, facts=facts.assign(group=group))
    return contrast(
        marked, a=names[0], b=names[1], by=by, measure=measure, settings=settings
    )
