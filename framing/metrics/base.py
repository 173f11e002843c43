"""What a metric is, and what it gives.

A metric reads one `Document` and nothing else. It returns rows, each a ratio
that can be pooled over articles (``value = scale * numerator / denominator``),
and the evidence: the spans that moved the numerators, and by how much.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from framing.model import Document, Span
from framing.tone import Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a metric measures.

    Attributes
    ----------
    name : str
    unit : str
        ``"per 1,000 words"``, ``"share"``, ``"grade"`` ….
    low, high : float
        The range that values may take; infinite where there is no bound.
    meaning : str
        How to read the number, and how not; printed by the report.
    scale : float
        ``value = scale * numerator / denominator``, also when pooled.
    has_evidence : bool
        Whether spans come with it; then their amounts add up to the numerator.
    """

    name: str
    unit: str
    low: float
    high: float
    meaning: str
    scale: float = 1.0
    has_evidence: bool = False


class Row(NamedTuple):
    """One measured ratio; absent keys are empty.

    Attributes
    ----------
    field : str
        Name of a declared `Field`.
    target, voice, actor : str
        What it is toward, in which voice (one of `VOICES` or ``"all"``), of
        which kind of actor; empty where the field has no such key.
    numerator, denominator : float
        Undefined (no value) where the denominator is 0.
    scale : float
        As in the field.
    """

    field: str
    numerator: float
    denominator: float
    target: str = ""
    voice: str = ""
    actor: str = ""
    scale: float = 1.0

    @property
    def value(self) -> float:
        """Return the ratio, ``nan`` where it is undefined."""
        if not self.denominator or math.isnan(self.denominator):
            return math.nan
        return self.scale * self.numerator / self.denominator


def value_row(field: str, value: float, *, voice: str = "all") -> Row:
    """Return the row of a value that is no ratio; undefined where it is ``nan``.

    Examples
    --------
    >>> value_row("smog", 9.5).value, value_row("smog", math.nan).value
    (9.5, nan)
    """
    if math.isnan(value):
        return Row(field=field, voice=voice, numerator=0.0, denominator=0.0)
    return Row(field=field, voice=voice, numerator=value, denominator=1.0)


class Evidence(NamedTuple):
    """One span that moved the numerator of a row.

    Attributes
    ----------
    field, target, voice, actor : str
        The keys of the row.
    span : Span
        Into the clean text.
    amount : float
        What it adds to the numerator.
    note : str
        The lexicon entry, the speaker, the verb: why it counts.
    """

    field: str
    span: Span
    amount: float
    target: str = ""
    voice: str = ""
    actor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What one metric found in one document.

    Attributes
    ----------
    rows : tuple of Row
    evidence : tuple of Evidence
    hits : tuple of Contribution
        Stance only: what each hit adds to each mention, of which the amounts of the
        evidence are sums.
    """

    rows: tuple[Row, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    hits: tuple[Contribution, ...] = ()


class Metric(Protocol):
    """A frozen object, called with a document.

    Equal parameters give equal objects; there is no state beyond them.
    """

    @property
    def fields(self) -> tuple[Field, ...]:
        """What it measures, in reading order."""

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
