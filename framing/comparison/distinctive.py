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
from framing.contrasts import COLUMNS, Settings, contrast
from framing.contrasts.concordance import places
from framing.contrasts.masks import outlet_names, wire_marks
from framing.contrasts.stored import VOICE
from framing.dates import CERTAIN
from framing.errors import ParameterError
from framing.outlets import Outlet
from framing.store import Pieces

SHOWN: Final = ("log_odds", "tfidf")
"""Measures of a report: one by words, one that counts every article the same."""

_CONTEXT: Final = ("term", "article", "start", "stop")
_FEW: Final = 12  # shared events under which terms stay descriptive


def distinctive(
    tables: Mapping[str, pd.DataFrame],
    frame: pd.DataFrame,
    analysis: Analysis,
    outlets: Mapping[str, Outlet],
) -> Wording:
    """Contrast the wording of the two groups by the measures of a report.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Of the run: ``texts, members_other`` and, where it is there, ``counts``.
    frame : DataFrame
        From `framing.comparison.comparability.settle`.
    analysis : Analysis
    outlets : mapping of key to Outlet
        Names of those met make no term.

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
    corpus = Corpus(tables=tables, frame=frame, masks=masks)
    counts = corpus.counts(facts_of(compared), min_articles=settings.min_articles)
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
        corpus,
        main,
        [*shown, *main.loc[main["verdict"] == "differs", "term"]],
        analysis=analysis,
        settings=settings,
    )
    depends = depends_of(checked)
    named = pd.Series([depends.get(term, "") for term in main["term"]], dtype="str")
    by_name[MEASURE] = main.assign(depends=named)
    contrasts = pd.concat(by_name.values(), ignore_index=True)
    return Wording(
        contrasts=contrasts,
        contexts=contexts_of(Pieces(tables, "texts"), frame, contrasts),
        robustness=checked,
        shift=shift_of(main),
        by_outlet=by_outlet(counts, shown),
        by_event=by_event(counts, shown, analysis.groups),
        distances=outlet_distances(counts, alpha=analysis.alpha, seed=analysis.seed),
    )


def _no_contrasts() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS))


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


def contexts_of(
    texts: Pieces, frame: pd.DataFrame, contrasts: pd.DataFrame
) -> pd.DataFrame:
    """Find every place of the terms shown in the unattributed text of the articles.

    Parameters
    ----------
    texts : Pieces
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
    terms, wanted = shown_terms(main).all, frozenset(frame["article"])
    found = [
        places(known, terms, voice=VOICE, named=frozenset(names))
        for piece in texts.read("article", "text", "tokens", "voice", "capital")
        if len(known := piece[[key in wanted for key in piece["article"]]])
    ]
    if not found:
        return pd.DataFrame(columns=list(_CONTEXT))
    joined = pd.concat(found)[list(_CONTEXT)]
    return joined.sort_values(list(_CONTEXT)).reset_index(drop=True)
