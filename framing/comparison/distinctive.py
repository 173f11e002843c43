"""Distinctive terms of a run, and where each stands in the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pandas as pd

from framing.comparison.term_checks import (
    MEASURE,
    TERM_CHECKED,
    Corpus,
    check_terms,
    depends_of,
)
from framing.config import Analysis
from framing.contrasts import COLUMNS, MEASURES, Settings, contrast, count
from framing.errors import ParameterError
from framing.model import VOICES
from framing.outlets import Outlet
from framing.segment import cut, normalise_all, strip_possessive

VOICE: Final = "unattributed"
"""Words in quotations are the speakers'; the contrast is about the outlets'."""

_MOST: Final = 15  # terms a side whose places are listed; a report shows 12
_COMMON: Final = 5  # frequent terms without a difference, for comparison
_FEW: Final = 12  # shared events under which terms stay descriptive


def distinctive(
    texts: pd.DataFrame,
    frame: pd.DataFrame,
    analysis: Analysis,
    outlets: Mapping[str, Outlet],
    *,
    other: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Contrast the wording of the two groups by every measure.

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
    contrasts, contexts, robustness : DataFrame
        As in `framing.comparison.Comparison`; empty where the groups share no event.
    """
    compared = frame[frame["compared"]]
    n_events = compared["event"].nunique()
    settings = Settings(
        # Too few events to test: the rates of all but single uses are shown.
        min_articles=5 if n_events >= _FEW else 2,
        min_events=_FEW,
        alpha=analysis.alpha,
        draws=analysis.permutations,
        boots=analysis.bootstraps,
        seed=analysis.seed,
    )
    masks = outlet_names(frame, outlets)
    counts = count(
        texts,
        compared[["article", "outlet", "group", "event"]],
        voice=VOICE,
        masks=masks,
        min_articles=settings.min_articles,
    )
    if not n_events or not counts.terms:
        return _nothing()
    first, second = analysis.groups
    try:
        made = [
            contrast(counts, a=first, b=second, measure=name, settings=settings).table
            for name in MEASURES
        ]
    except ParameterError:  # no term is common enough: an empty table says so
        return _nothing()
    by_name = dict(zip(MEASURES, made, strict=True))
    main = by_name[MEASURE]
    shown = chosen_terms(main)
    checked = check_terms(
        Corpus(texts=texts, frame=frame, other=other, masks=masks),
        main,
        [*shown, *main.loc[main["verdict"] == "differs", "term"]],
        analysis=analysis,
        settings=settings,
        voice=VOICE,
    )
    named = depends_of(checked)
    depends = pd.Series([named.get(term, "") for term in main["term"]], dtype="str")
    by_name[MEASURE] = main.assign(depends=depends)
    contrasts = pd.concat(by_name.values(), ignore_index=True)
    return contrasts, contexts_of(texts, frame, shown), checked


def _nothing() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return (
        pd.DataFrame(columns=list(COLUMNS)),
        pd.DataFrame(columns=["term", "article", "start", "stop"]),
        pd.DataFrame(columns=list(TERM_CHECKED)),
    )


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


def _normal(text: str) -> list[str]:
    return normalise_all(text, cut(text).words)


def chosen_terms(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the terms whose places are listed: the strongest, and common ones.

    Parameters
    ----------
    table : DataFrame
        Of a `framing.contrasts.ContrastTable`.
    """
    sized = table.assign(_size=-table["score"].abs().round(12))
    sized = sized.sort_values(["_size", "term"], kind="stable")
    differs = sized["verdict"] == "differs"
    if sized["q"].isna().all():
        # Nothing was tested: terms used once or twice would only be noise.
        differs = sized["n_a"] + sized["n_b"] >= 3
    strong = sized[differs]
    sides = (strong[strong["score"] > 0], strong[strong["score"] < 0])
    found = [*sides[0]["term"].head(_MOST), *sides[1]["term"].head(_MOST)]
    rest = sized[sized["verdict"] != "differs"]
    rest = rest.assign(_times=-(rest["n_a"] + rest["n_b"]))
    rest = rest.sort_values(["_times", "term"], kind="stable")
    return tuple(sorted({*found, *rest["term"].head(_COMMON)}))


def contexts_of(
    texts: pd.DataFrame, frame: pd.DataFrame, terms: Iterable[str]
) -> pd.DataFrame:
    """Find every place of some terms in the unattributed text of the articles.

    Parameters
    ----------
    texts : DataFrame
        ``article, text, tokens, voice``.
    frame : DataFrame
        ``article``; other articles are passed over.
    terms : iterable of str
        Words, and pairs of words.

    Returns
    -------
    DataFrame
        ``term, article, start, stop``, sorted; offsets into the clean text.
    """
    wanted = frozenset(terms)
    firsts = frozenset(term.split()[0] for term in wanted)
    known = texts[texts["article"].isin(frame["article"])]
    rows = [
        (term, article, start, stop)
        for article, text, tokens, voice in zip(
            known["article"],
            known["text"],
            known["tokens"],
            known["voice"],
            strict=True,
        )
        for term, start, stop in _places(text, tokens, voice, wanted, firsts)
    ]
    found = pd.DataFrame(sorted(rows), columns=["term", "article", "start", "stop"])
    return found.astype({"term": "str", "article": "str"})


def _places(
    text: str,
    tokens: str,
    voice: bytes,
    wanted: frozenset[str],
    firsts: frozenset[str],
) -> Iterator[tuple[str, int, int]]:
    """Yield the places of terms in one text; it is cut only if it holds one."""
    own = VOICES.index(VOICE)
    found: list[tuple[str, int, int]] = []
    position = 0
    for line in tokens.split("\n"):
        words = [strip_possessive(word) for word in line.split()]
        for place, word in enumerate(words):
            at = position + place
            if word not in firsts or voice[at] != own:
                continue
            if word in wanted:
                found.append((word, at, at))
            pair = " ".join(words[place : place + 2])
            if pair != word and pair in wanted and voice[at + 1] == own:
                found.append((pair, at, at + 1))
        position += len(words)
    if found:
        spans = cut(text).words
        for term, first, last in found:
            yield term, int(spans[first, 0]), int(spans[last, 1])
