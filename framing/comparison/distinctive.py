"""Distinctive terms of a run, and where each stands in the texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from framing.comparison.term_checks import (
    MEASURE,
    Corpus,
    check_terms,
    depends_of,
)
from framing.comparison.wordings import (
    Wording,
    by_event,
    by_outlet,
    outlet_distances,
    shift_of,
    shown_terms,
)
from framing.config import Analysis
from framing.contrasts import COLUMNS, Settings, contrast, count
from framing.contrasts.concordance import places
from framing.dates import CERTAIN
from framing.errors import ParameterError
from framing.outlets import Outlet
from framing.segment import cut_words, normalise_all
from framing.wordlist import shipped_terms

SHOWN: Final = ("log_odds", "tfidf")
"""Measures of a report: one by words, one that counts every article the same."""

VOICE: Final = "unattributed"
"""Words in quotations are the speakers'; the contrast is about the outlets'."""

_FEW: Final = 12  # shared events under which terms stay descriptive


def distinctive(
    texts: pd.DataFrame,
    frame: pd.DataFrame,
    analysis: Analysis,
    outlets: Mapping[str, Outlet],
    *,
    other: pd.DataFrame,
) -> Wording:
    """Contrast the wording of the two groups by the measures of a report.

    Parameters
    ----------
    texts : DataFrame
        ``article, text, tokens, voice``.
    frame : DataFrame
        From `framing.comparison.comparability.settle`.
    analysis : Analysis
    outlets : mapping of key to Outlet
        Names of those met make no term.
    other : DataFrame
        ``choice, article, event``: events that were grouped otherwise.

    Returns
    -------
    Wording
        Its tables are empty where the groups share no event.
    """
    compared = frame[frame["compared"]]
    n_events = compared["event"].nunique()
    settings = Settings(
        # Too few events to test: the rates of all but single uses are shown.
        min_articles=5 if n_events >= _FEW else 2,
        min_units=_FEW,
        alpha=analysis.alpha,
        draws=analysis.permutations,
        boots=analysis.bootstraps,
        seed=analysis.seed,
    )
    masks = (*outlet_names(frame, outlets), *wire_marks())
    counts = count(
        texts,
        facts_of(compared),
        voice=VOICE,
        masks=masks,
        min_articles=settings.min_articles,
        longer=True,
    )
    if not n_events or not counts.terms:
        return Wording(contrasts=_no_contrasts())
    first, second = analysis.groups
    try:
        made = [
            contrast(counts, a=first, b=second, measure=name, settings=settings).table
            for name in SHOWN
        ]
    except ParameterError:  # no term is common enough: an empty table says so
        return Wording(contrasts=_no_contrasts())
    by_name = dict(zip(SHOWN, made, strict=True))
    main = by_name[MEASURE]
    shown = shown_terms(main).all
    checked = check_terms(
        Corpus(texts=texts, frame=frame, other=other, masks=masks),
        main,
        [*shown, *main.loc[main["verdict"] == "differs", "term"]],
        analysis=analysis,
        settings=settings,
        voice=VOICE,
    )
    depends = depends_of(checked)
    named = pd.Series([depends.get(term, "") for term in main["term"]], dtype="str")
    by_name[MEASURE] = main.assign(depends=named)
    contrasts = pd.concat(by_name.values(), ignore_index=True)
    return Wording(
        contrasts=contrasts,
        contexts=contexts_of(texts, frame, contrasts),
        robustness=checked,
        shift=shift_of(main),
        by_outlet=by_outlet(counts, shown),
        by_event=by_event(counts, shown, analysis.groups),
        distances=outlet_distances(counts, alpha=analysis.alpha, seed=analysis.seed),
    )


def _no_contrasts() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS))


def outlet_names(frame: pd.DataFrame, outlets: Mapping[str, Outlet]) -> tuple[str, ...]:
    """Return the names of the outlets met, in the normal form of words.

    Six of the seven strongest terms of two US outlets were such names ("told fox").
    """
    names: set[str] = set(frame.loc[frame["outlet"] != "unknown", "outlet_name"])
    for key in set(frame["outlet"]):
        profile = outlets.get(key)
        if profile is not None:
            names |= {profile.name, *profile.aliases, *profile.domains}
    found = {" ".join(_normal(name)).removeprefix("the ") for name in names}
    return tuple(sorted(found - {""}))


def facts_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return what a contrast needs to know of articles.

    Parameters
    ----------
    frame : DataFrame
        ``article, outlet, group, event, date_low, date_high, date_source``.

    Returns
    -------
    DataFrame
        ``article, outlet, group, event, date``; a date only where the day of
        publication is certain.
    """
    sure = frame["date_source"].isin(CERTAIN) & (
        frame["date_low"] == frame["date_high"]
    )
    made = frame[["article", "outlet", "group", "event"]]
    return made.assign(date=frame["date_low"].where(sure, "").astype(str))


def wire_marks() -> tuple[str, ...]:
    """Return names of agencies and words under pictures, which make no term."""
    return tuple(sorted(frozenset[str]().union(*shipped_terms("wire_marks").values())))


def _normal(text: str) -> list[str]:
    return normalise_all(text, cut_words(text))


def contexts_of(
    texts: pd.DataFrame, frame: pd.DataFrame, contrasts: pd.DataFrame
) -> pd.DataFrame:
    """Find every place of the terms shown in the unattributed text of the articles.

    Parameters
    ----------
    texts : DataFrame
        ``article, text, tokens, voice, capital``.
    frame : DataFrame
        ``article``; other articles are passed over.
    contrasts : DataFrame
        ``term, kind, measure`` and what `shown_terms` reads.

    Returns
    -------
    DataFrame
        ``term, article, start, stop``, sorted; offsets into the clean text.
    """
    main = contrasts[contrasts["measure"] == SHOWN[0]]
    names = contrasts.loc[contrasts["kind"] == "name", "term"]
    known = texts[texts["article"].isin(frame["article"])]
    terms = shown_terms(main).all
    found = places(known, terms, voice=VOICE, named=frozenset(names))
    return found[["term", "article", "start", "stop"]]
