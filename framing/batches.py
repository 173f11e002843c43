"""What happens to each article: analyse and measure, in batches.

Pure, and free of everything that only grouping, comparing and drawing need, so
that a worker process starts quickly.
"""

from __future__ import annotations

import dataclasses
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from framing.config import RunConfig
from framing.document import Resources, analyse, load_resources
from framing.errors import FramingWarning
from framing.events import Item, item_of
from framing.leads import lead_of
from framing.metrics import build
from framing.metrics.base import Metric
from framing.metrics.base import Row as Ratio
from framing.model import VOICES, Article, DateEstimate, Document, SetAside
from framing.naming import namings
from framing.store import SCHEMAS, arrow_table, flat
from framing.tone import DEFAULT_LISTS, Contribution

if TYPE_CHECKING:
    import pyarrow as pa

_OF_THE_RUN: Final = frozenset(
    ("event_pairs", "events", "members", "members_other", "reuse", "reuse_runs")
)
PER_ARTICLE: Final = tuple(name for name in SCHEMAS if name not in _OF_THE_RUN)
"""Tables whose rows belong to one article each."""

_HALVES: Final = re.compile("[\ud800-\udfff]")
_ENGLISH: Final = frozenset({"en", "unknown", ""})

Rows = dict[str, list[dict[str, Any]]]
Record = TypeVar("Record", Article, SetAside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one batch of articles gave: tables, and what grouping reads."""

    tables: dict[str, pa.Table]
    items: tuple[Item, ...]


def analyse_batch(articles: Sequence[Article], *, config: RunConfig) -> Batch:
    """Analyse and measure some articles; a failure sets its article aside."""
    resources = resources_of(config)
    metrics = metrics_of(config, resources)
    rows: Rows = {name: [] for name in PER_ARTICLE}
    items = []
    for article in map(well_formed, articles):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FramingWarning)
                document = analyse(article, resources=resources)
                measured = list(_measured(document, metrics))
                measured += _lead_rows(document, metrics, config.analysis.lead_words)
        except Exception as error:  # noqa: BLE001 - one bad article must not end a run
            rows["set_aside"].append(_failed(article, error))
            continue
        if document.language.value not in _ENGLISH:
            rows["set_aside"].append(_foreign(document))
            continue
        _add(rows, document, resources)
        for name, row in measured:
            rows[name].append(row)
        items.append(item_of(document))
    tables = {name: arrow_table(name, made) for name, made in rows.items()}
    return Batch(tables=tables, items=tuple(items))


def halves(articles: Sequence[Article]) -> tuple[Sequence[Article], Sequence[Article]]:
    """Return the two halves of a batch of two articles or more."""
    middle = len(articles) // 2
    return articles[:middle], articles[middle:]


def lost(articles: Sequence[Article]) -> Batch:
    """Return what stands for articles whose analysis ended its process each time."""
    rows: Rows = {name: [] for name in PER_ARTICLE}
    for article in map(well_formed, articles):
        detail = (
            f"article {article.id!r}: the analysis ended its process twice, for lack "
            "of memory or by a fault; please report this with the article"
        )
        rows["set_aside"].append(_aside(article, "ended its process", detail))
    tables = {name: arrow_table(name, made) for name, made in rows.items()}
    return Batch(tables=tables, items=())


def resources_of(config: RunConfig) -> Resources:
    """Return the profiles, actors and targets that a configuration names."""
    return load_resources(
        outlets=config.data.outlets,
        actors=config.data.actors,
        targets=config.analysis.targets,
        target_list=config.data.targets,
        quotes_model=config.data.quotes_model,
    )


def metrics_of(config: RunConfig, resources: Resources) -> dict[str, Metric]:
    """Return every metric, with the parameters of a configuration."""
    return build(
        lexicon=config.data.lexicon or DEFAULT_LISTS,
        second_lexicon=config.data.second_lexicon,
        frames=config.data.frames,
        names=names_of_bodies(resources),
        labels=config.data.labels,
        actors=config.data.actors,
        min_words=config.analysis.min_words,
        home_countries=tuple(
            (outlet.key, outlet.country) for outlet in resources.outlets.entries
        ),
    )


def names_of_bodies(resources: Resources) -> tuple[str, ...]:
    """Return the names of institutions, alliances and outlets, sorted.

    Words inside them are no vocabulary of the article.
    """
    bodies = [
        name
        for kind in ("institution", "alliance")
        for actor in resources.actors.of_kind(kind)
        for name in actor.names
    ]
    outlets = [
        name
        for outlet in resources.outlets.entries
        for name in (outlet.name, *outlet.aliases)
    ]
    return tuple(sorted({*bodies, *outlets}))


def well_formed(record: Record) -> Record:
    """Replace halves of characters, which broken exports hold and no file can.

    One code point takes the place of one, so that offsets stay as they are.
    """
    texts: dict[str, Any] = {
        field.name: _HALVES.sub("\ufffd", value)
        for field in dataclasses.fields(record)
        if isinstance(value := getattr(record, field.name), str)
        and not value.isascii()
        and _HALVES.search(value)
    }
    return dataclasses.replace(record, **texts) if texts else record


def _failed(article: Article, error: Exception) -> dict[str, Any]:
    detail = (
        f"article {article.id!r}: the analysis failed with "
        f"{type(error).__name__}: {error}; please report this with the article"
    )
    return _aside(article, "analysis failed", detail)


def _aside(article: Article, reason: str, detail: str) -> dict[str, Any]:
    return dataclasses.asdict(
        SetAside(
            path=article.path,
            record=article.record,
            id=article.id,
            reason=reason,
            detail=detail,
        )
    )


def _foreign(document: Document) -> dict[str, Any]:
    article, language = document.article, document.language
    detail = (
        f"article {article.id!r}: its language looks like {language.value!r} "
        f"(confidence {language.confidence:.2f}); only English can be measured"
    )
    return dataclasses.asdict(
        SetAside(
            path=article.path,
            record=article.record,
            id=article.id,
            reason="not English",
            detail=detail,
        )
    )


def _measured(
    document: Document, metrics: dict[str, Metric]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of every metric, with the table that each goes to."""
    article = document.article.id
    for name, metric in metrics.items():
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


def _lead_rows(
    document: Document, metrics: dict[str, Metric], n_words: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the lead section gives; its length was chosen and says nothing."""
    lead = lead_of(document, n_words) if n_words else None
    if lead is None:
        return
    for name, metric in metrics.items():
        for row in metric(lead).rows:
            if row.denominator and (name, row.field) not in _SIZES:
                made = _ratio_row(document.article.id, name, row)
                yield "lead_measurements", made


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


def _add(rows: Rows, document: Document, resources: Resources) -> None:
    """Add a document's own rows to the tables."""
    rows["articles"].append(_article_row(document, resources))
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
        "twin_of": "",
    }


def date_columns(prefix: str, date: DateEstimate) -> dict[str, str]:
    """Return an estimate as the columns of a table."""
    return {
        f"{prefix}_low": date.low,
        f"{prefix}_high": date.high,
        f"{prefix}_source": date.source,
        f"{prefix}_evidence": date.evidence,
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
