"""What each measure reached on coded texts of others; the figures stand in a table."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources
from typing import NamedTuple


class Reached(NamedTuple):
    """One figure, with the corpus and the kind of text that it holds for."""

    measure: str
    title: str
    figure: str
    value: float
    corpus: str
    text: str


@cache
def elsewhere(measure: str = "") -> tuple[Reached, ...]:
    """Return the figures of a measure, or of all.

    Parameters
    ----------
    measure : str, default ""
        ``"stance"``, ``"quotation"``; empty means all.

    Returns
    -------
    tuple of Reached
        Empty where there is no such figure.

    Examples
    --------
    >>> elsewhere("stance")[0].value
    0.661
    """
    source = resources.files("framing.validation").joinpath("elsewhere.csv")
    reader = csv.DictReader(io.StringIO(source.read_text(encoding="utf-8")))
    return tuple(
        Reached(
            measure=row["measure"],
            title=row["title"],
            figure=row["figure"],
            value=float(row["value"]),
            corpus=row["corpus"],
            text=row["text"],
        )
        for row in reader
        if measure in {"", row["measure"]}
    )
