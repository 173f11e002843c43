"""Rows of the tables that hold an analysed article, and of what is set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from framing.document import Resources
from framing.model import Article, Document, SetAside
from framing.naming import namings
from framing.stages.items import date_columns
from framing.store.schemas import flat

Rows = Mapping[str, list[dict[str, Any]]]
"""For each table, its rows."""


def failed(article: Article, error: Exception) -> dict[str, Any]:
    """Return the row of an article whose analysis failed."""
    detail = (
        f"article {article.id!r}: the analysis failed with "
        f"{type(error).__name__}: {error}; please report this with the article"
    )
    return aside(article, "analysis failed", detail)


def aside(article: Article, reason: str, detail: str) -> dict[str, Any]:
    """Return the row of an article that is not used."""
    return asdict(SetAside.of(article, reason=reason, detail=detail))


def foreign(document: Document) -> dict[str, Any]:
    """Return the row of an article in another language."""
    article, language = document.article, document.language
    detail = (
        f"article {article.id!r}: its language looks like {language.value!r} "
        f"(confidence {language.confidence:.2f}); only English can be measured"
    )
    return aside(article, "not English", detail)


def add(rows: Rows, document: Document, resources: Resources) -> None:
    """Add a document's own rows to the tables."""
    rows["analysed"].append(_article_row(document, resources))
    rows["texts"].append(_text_row(document))
    rows["cleaning"].extend(
        {
            "article": document.article.id,
            "rule": removal.rule,
            "start": removal.span.start,
            "stop": removal.span.stop,
            "text": removal.text,
        }
        for removal in document.removed
    )
    rows["quotes"].extend(_quote_rows(document))
    rows["namings"].extend(
        {"article": document.article.id, **asdict(naming)}
        for naming in namings(document)
    )


def _article_row(document: Document, resources: Resources) -> dict[str, Any]:
    article = document.article
    profile = resources.outlets.get(document.outlet.value)
    return {
        "article": article.id,
        "path": article.path,
        "record": article.record,
        "outlet": document.outlet.value,
        "outlet_name": profile.name if profile else document.outlet.value,
        "outlet_status": document.outlet.status,
        "outlet_confidence": document.outlet.confidence,
        "outlet_evidence": "; ".join(document.outlet.evidence),
        "title": document.title,
        "url": article.url,
        **date_columns("date", document.date),
        **date_columns("event", document.event_date),
        "genre": document.genre.value,
        "genre_evidence": "; ".join(document.genre.evidence),
        "origin": document.origin.value,
        "origin_evidence": "; ".join(document.origin.evidence),
        "translated": document.translated.value,
        "integrity": document.integrity.value,
        "integrity_evidence": "; ".join(document.integrity.evidence),
        "language": document.language.value,
        "note": dict(article.metadata).get("date_error", ""),
        "n_words": document.n_words,
        "n_sentences": len(document.sentences),
        "has_text": article.has_text,
    }


def _text_row(document: Document) -> dict[str, Any]:
    return {
        "article": document.article.id,
        "raw": document.article.raw,
        "text": document.text,
        "clean_starts": list(document.offsets.clean),
        "raw_starts": list(document.offsets.raw),
        "tokens": _token_lines(document),
        "voice": document.voice.astype("uint8").tobytes(),
        "capital": _capitals(document),
    }


def _capitals(document: Document) -> bytes:
    """Return one byte a word: 1 where a capital does not only begin a sentence."""
    flags = bytearray(
        document.text[start].isupper() for start in document.words[:, 0].tolist()
    )
    for first in document.sentence_starts():
        if first < len(flags):
            flags[first] = 0
    return bytes(flags)


def _token_lines(document: Document) -> str:
    """Return the normalised words, a space between two, a new line per sentence."""
    return "\n".join(" ".join(sentence) for sentence in document.sentence_norms())


def _quote_rows(document: Document) -> Iterator[dict[str, Any]]:
    text = document.text
    for index, quote in enumerate(document.quotes):
        spans = {
            name: [(span.start, span.stop) for span in getattr(quote, name)]
            for name in ("content", "cue", "source")
        }
        words = {
            name: " … ".join(text[start:stop] for start, stop in spans[name])
            for name in spans
        }
        yield {
            "article": document.article.id,
            "quote": index,
            "kind": quote.kind,
            "text": words["content"],
            **{name: flat(pairs) for name, pairs in spans.items()},
            "cue_text": words["cue"],
            "source_text": words["source"],
            "speakers": [speaker.name for speaker in quote.speakers],
            "keys": [speaker.key for speaker in quote.speakers],
            "countries": [speaker.country for speaker in quote.speakers],
            "actor_types": [speaker.actor_type for speaker in quote.speakers],
            "named": any(speaker.named for speaker in quote.speakers),
            "relays": list(quote.relays),
            "cue_class": quote.cue_class,
            "unclosed": quote.unclosed,
            "uncertain": quote.uncertain,
            "nested_in": quote.nested_in,
            "confidence": quote.confidence,
            "n_words": sum(
                last - first for first, last in map(document.word_range, quote.content)
            ),
        }
