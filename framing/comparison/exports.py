"""The tables that a report ships, for spreadsheets and for papers."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison.frames import Comparison
from framing.validation.writing import frames

_PLAIN: Final = (
    *("articles", "balance", "contexts", "contrasts", "event_values", "events"),
    *("evidence", "flow", "outlet_values", "reuse", "reuse_runs", "robustness"),
    *("set_aside", "summary", "table"),
)

# Of these most rows count nothing: without them the file is half as large.
_SPARSE: Final = frozenset({"frame_vocabulary", "labels", "actions"})

# METHOD, section 7: a report quotes at most a tenth of an article, and what is
# quoted here nobody counts. The offsets stay; the run directory holds the texts.
_WORDS_OF_ARTICLES: Final = {
    "quotes": ("text", "cue_text", "source_text"),
    "cleaning": ("text",),
}

_LONG: Final = (
    *("article", "outlet", "group", "country", "event", "days_from_event", "genre"),
    *("origin", "translated", "length", "target", "voice", "hits", "mentions"),
    *("tone_sum", "words", "cluster_event", "cluster_outlet", "compared"),
)


def to_tables(comparison: Comparison) -> Mapping[str, pd.DataFrame]:
    """Return the tables of a report by the names of their files.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    mapping of str to DataFrame
        Those of the comparison; ``analysis``, one row per article × target × voice
        with counts and exposure, for models of the user's own; ``provenance``; and
        ``codebook``, which explains every column of every table. Quotations and
        removed words are given by their offsets only, unless the configuration asks
        for full texts, so that the tables may be shared.
    """
    tables = {name: getattr(comparison, name) for name in _PLAIN}
    wording = comparison.wording
    tables |= {
        **comparison.alignment.tables,
        "distances": wording.distances,
        "naming_tests": wording.naming_tests,
        "namings": wording.namings,
        "term_events": wording.by_event,
        "term_outlets": wording.by_outlet,
        "term_robustness": wording.robustness,
        "word_shift": wording.shift,
    }
    for name, columns in _WORDS_OF_ARTICLES.items():
        frame = getattr(comparison, name)
        if not comparison.config.output.full_text:
            frame = frame.drop(columns=[c for c in columns if c in frame.columns])
        tables[name] = frame
    table = tables["table"]
    tables["table"] = table[
        ~(table["metric"].isin(_SPARSE) & (table["numerator"] == 0))
    ]
    tables["outlets"] = comparison.outlets
    tables["analysis"] = analysis_frame(comparison)
    tables["provenance"] = pd.DataFrame(
        list(comparison.provenance), columns=["what", "value"]
    )
    if comparison.validation is not None:
        tables |= frames(comparison.validation)
    tables["codebook"] = codebook_frame(tables)
    return dict(sorted(tables.items()))


def analysis_frame(comparison: Comparison) -> pd.DataFrame:
    """Return one row per article × target × voice, with counts and exposure.

    Returns
    -------
    DataFrame
        ``article, outlet, group, country, event, days_from_event, genre, origin,
        translated, length, target, voice, hits`` (words that moved the tone),
        ``mentions, tone_sum`` (their balance), ``words`` (of that voice),
        ``cluster_event, cluster_outlet`` (numbers, for clustered errors),
        ``compared``.
    """
    table = comparison.table
    tone = table[_is_tone(table)]
    keys = ["article", "target", "voice"]
    made = tone[[*keys, "numerator", "denominator"]].rename(
        columns={"numerator": "tone_sum", "denominator": "mentions"}
    )
    hits = _hits(comparison, keys)
    made = made.merge(hits, on=keys, how="left").fillna({"hits": 0})
    facts = _facts(comparison)
    made = made.merge(facts, on="article", how="left")
    made["hits"] = made["hits"].astype(np.int64)
    made["words"] = _exposure(made)
    made = made.sort_values(keys, kind="stable").reset_index(drop=True)
    return made[list(_LONG)]


def _is_tone(table: pd.DataFrame) -> pd.Series[bool]:
    """Say which rows hold a stance of all speakers together."""
    return (
        (table["metric"] == "stance")
        & (table["field"] == "tone")
        & (table["actor"] == "")
    )


def _hits(comparison: Comparison, keys: list[str]) -> pd.DataFrame:
    """Count the evidence of tone by article, target and voice, and over voices."""
    evidence = comparison.evidence
    tone = evidence[_is_tone(evidence)]
    counted = tone[tone["amount"] != 0].groupby(keys, as_index=False).size()
    return counted.rename(columns={"size": "hits"})


def _facts(comparison: Comparison) -> pd.DataFrame:
    frame = comparison.articles
    country = dict(
        zip(comparison.outlets["outlet"], comparison.outlets["country"], strict=True)
    )
    began = dict(
        zip(comparison.events["event"], comparison.events["date_low"], strict=True)
    )
    day = frame["date_low"].where(frame["date_low"] == frame["date_high"], "")
    gap = _date(day) - _date(frame["event"].map(began))
    columns = ["article", "outlet", "group", "event", "genre", "origin", "translated"]
    voices = ["n_unattributed", "n_quoted", "n_reported", "n_uncertain"]
    return frame[[*columns, *voices, "compared"]].assign(
        country=frame["outlet"].map(country),
        days_from_event=gap.dt.days,
        length=frame["n_words"],
        cluster_event=_numbers(frame["event"]),
        cluster_outlet=_numbers(frame["outlet"]),
    )


def _date(values: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    return pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")


def _numbers(values: pd.Series[str]) -> pd.Series[int]:
    """Give values numbers in their order, from 1; 0 for the empty one."""
    order = sorted(set(values) - {""})
    place = {value: number for number, value in enumerate(order, start=1)}
    return values.map(place).fillna(0).astype(np.int64)


def _exposure(made: pd.DataFrame) -> pd.Series[int]:
    """Return the words of the voice of each row."""
    words = made["length"]
    for voice in ("unattributed", "quoted", "reported", "uncertain"):
        words = words.where(made["voice"] != voice, made[f"n_{voice}"])
    return words


def codebook_frame(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Explain every column of some tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame

    Returns
    -------
    DataFrame
        ``table, column, meaning``, in the order of the tables' columns. A column
        that ``framing/comparison/codebook.csv`` does not know has an empty meaning.
    """
    known = _meanings()
    rows = [
        (name, column, known.get((name, column)) or known.get(("*", column), ""))
        for name, frame in sorted(tables.items())
        for column in frame.columns
    ]
    rows += [("codebook", name, known["codebook", name]) for name in _CODEBOOK]
    return pd.DataFrame(rows, columns=list(_CODEBOOK))


_CODEBOOK: Final = ("table", "column", "meaning")


def _meanings() -> dict[tuple[str, str], str]:
    """Read ``codebook.csv``; the table ``*`` holds what several tables share."""
    source = resources.files("framing.comparison").joinpath("codebook.csv")
    with resources.as_file(source) as path:
        listed = pd.read_csv(path, dtype="str", keep_default_na=False)
    return {
        (str(table), str(column)): str(meaning)
        for table, column, meaning in listed.itertuples(index=False)
    }
