"""The tables of a run as they come in: checked, and put into a fixed order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison.cells import KEYS
from framing.comparison.frames import REUSE, REUSE_RUNS
from framing.errors import ParameterError, listed
from framing.model import VOICES
from framing.store import Pieces

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "articles": (
        *("article", "path", "outlet", "outlet_name", "outlet_status"),
        *("outlet_confidence", "outlet_evidence", "title", "url", "date_low"),
        *("date_high", "date_source", "date_evidence", "genre", "genre_evidence"),
        *("origin", "origin_evidence", "translated", "integrity", "language"),
        *("n_words", "n_sentences", "has_text", "twin_of"),
    ),
    "texts": ("article", "text", "tokens", "voice", "capital"),
    "set_aside": ("path", "record", "id", "reason", "detail"),
    "cleaning": ("article", "rule", "start", "stop", "text"),
    "quotes": (
        *("article", "quote", "kind", "text", "content", "speakers", "keys", "named"),
        "n_words",
    ),
    "measurements": ("article", *KEYS, "numerator", "denominator", "scale"),
    "lead_measurements": ("article", *KEYS, "numerator", "denominator", "scale"),
    "evidence": ("article", *KEYS, "start", "stop", "amount", "note"),
    "hits": (
        *("article", "field", "target", "mention_voice", "entry", "amount"),
        "amount_all",
    ),
    "namings": ("article", "target", "form", "voice"),
    "events": ("event", "label", "date_low", "date_high", "date_source"),
    "members": ("event", "article", "phase", "confidence", "note"),
    "members_other": ("choice", "article", "event"),
    "reuse": REUSE,
    "reuse_runs": REUSE_RUNS,
}
"""Tables that a comparison reads, and the columns that it needs."""


def check_tables(tables: Mapping[str, pd.DataFrame]) -> None:
    """Refuse tables that lack something.

    Raises
    ------
    ParameterError
        Naming the table and the columns.
    """
    for name, needed in NEEDED.items():
        if name not in tables:
            found = listed(sorted(tables), last="and")
            message = f"tables: {name!r} is missing, got {found}; pass all tables"
            raise ParameterError(message)
        missing = [column for column in needed if column not in tables[name].columns]
        if missing:
            message = (
                f"tables: {name!r} lacks the columns {listed(missing, last='and')}; "
                "it was not written by this version"
            )
            raise ParameterError(message)


def plain(frame: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return a table in a fixed order, its categories as strings."""
    made = alphabetical(frame).sort_values(list(by), kind="stable")
    spelt = dict.fromkeys(made.select_dtypes("category"), "str")
    return made.astype(spelt).reset_index(drop=True)


def alphabetical(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose categories are in the order of the alphabet.

    Examples
    --------
    >>> frame = pd.DataFrame({"a": pd.Categorical(["x", "b"], ["x", "b"])})
    >>> alphabetical(frame)["a"].cat.categories.tolist()
    ['b', 'x']
    """
    columns = frame.select_dtypes("category")
    ordered = {
        str(name): column.cat.reorder_categories(sorted(column.cat.categories))
        for name, column in columns.items()
    }
    return frame.assign(**ordered)


def by_size(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the evidence by key, the largest contributions of each first.

    Categories stay: a million strings take ten times their room.
    """
    sized = alphabetical(evidence).assign(_size=-evidence["amount"].abs())
    order = [*KEYS, "_size", "article", "start", "stop"]
    sized = sized.sort_values(order, kind="stable").drop(columns="_size")
    return sized.reset_index(drop=True)


def words_by_voice(texts: Pieces) -> pd.DataFrame:
    """Count the words of each voice in each article.

    Parameters
    ----------
    texts : Pieces
        ``article, voice``: one byte a word.

    Returns
    -------
    DataFrame
        Indexed by article; ``n_unattributed, n_quoted, n_reported, n_uncertain``.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": ["a"], "voice": [bytes([0, 0, 1])]})
    >>> words_by_voice(Pieces({"texts": texts}, "texts")).loc["a"].tolist()
    [2, 1, 0, 0]
    """
    found = {
        str(article): np.bincount(
            np.frombuffer(codes, dtype=np.uint8), minlength=len(VOICES)
        )
        for piece in texts.read("article", "voice")
        for article, codes in zip(piece["article"], piece["voice"], strict=True)
    }
    table = np.array(list(found.values()), dtype=np.int64)
    names = [f"n_{voice}" for voice in VOICES]
    shape = (len(found), len(VOICES))
    return pd.DataFrame(table.reshape(shape), index=list(found), columns=names)
