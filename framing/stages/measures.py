"""Rows of the tables that metrics make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from framing.leads import lead_of
from framing.metrics.base import Metric
from framing.metrics.base import Row as Ratio
from framing.model import VOICES, Document
from framing.tone import Contribution

TableRow = tuple[str, dict[str, Any]]
"""The name of a table, and a row of it."""


def measured(document: Document, name: str, metric: Metric) -> Iterator[TableRow]:
    """Yield the rows of one metric."""
    article = document.article.id
    measurement = metric(document)
    for part in measurement.hits:
        yield "hits", _hit_row(article, part, document)
    for row in measurement.rows:
        yield "measurements", _ratio_row(article, name, row)
    for evidence in measurement.evidence:
        yield (
            "evidence",
            {
                "article": article,
                "metric": name,
                "field": evidence.field,
                "target": evidence.target,
                "voice": evidence.voice,
                "actor": evidence.actor,
                "start": evidence.span.start,
                "stop": evidence.span.stop,
                "amount": evidence.amount,
                "note": evidence.note,
            },
        )


_SIZES: Final = frozenset({("length", "words"), ("length", "sentences")})


def lead_measured(
    lead: Document | None, name: str, metric: Metric
) -> Iterator[TableRow]:
    """Yield what the lead section gives; its length was chosen and says nothing.

    Parameters
    ----------
    lead : Document or None
        From `lead`; None for an article that is too short.
    """
    if lead is None:
        return
    for row in metric(lead).rows:
        if row.denominator and (name, row.field) not in _SIZES:
            yield "lead_measurements", _ratio_row(lead.article.id, name, row)


def lead(document: Document, n_words: int) -> Document | None:
    """Return the lead section, where one is asked for and the article is longer."""
    return lead_of(document, n_words) if n_words else None


def _ratio_row(article: str, metric: str, row: Ratio) -> dict[str, Any]:
    return {
        "article": article,
        "metric": metric,
        "field": row.field,
        "target": row.target,
        "voice": row.voice,
        "actor": row.actor,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "scale": row.scale,
    }


def _hit_row(article: str, part: Contribution, document: Document) -> dict[str, Any]:
    """Return one hit on one mention, with all that decides its weight."""
    mention, hit = part.mention, part.hit
    quote = document.quotes[hit.quote] if hit.quote >= 0 else None
    return {
        "article": article,
        "field": hit.field,
        "target": mention.target,
        "mention_kind": mention.kind,
        "mention_start": mention.span.start,
        "mention_stop": mention.span.stop,
        "mention_voice": VOICES[document.voice[mention.first]],
        "start": hit.start,
        "stop": hit.stop,
        "entry": hit.entry,
        "valence": hit.valence,
        "modifiers": hit.modifiers,
        "factor": hit.factor,
        "distance": part.distance,
        "breaks": part.breaks,
        "voice": VOICES[hit.voice],
        "speaker": ", ".join(by.name for by in quote.speakers) if quote else "",
        "own": part.is_own,
        "amount": part.amount,
        "amount_all": part.amount_all,
    }
