"""One flat table per command, from a run: the columns that scripts rely on.

Spans are given in code points of the raw text, each with its words, so that a
shifted offset is caught on reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from framing.model import OffsetMap, Span

if TYPE_CHECKING:
    import pandas as pd

    from framing.store import Run

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """Raw text and offsets of one article."""

    raw: str
    offsets: OffsetMap = field(repr=False)

    def spans(self, pairs: Sequence[tuple[int, int]]) -> list[Record]:
        """Return clean spans as raw ones, with their words."""
        pieces = [
            piece
            for start, stop in pairs
            for piece in self.offsets.spans(Span(start, stop))
        ]
        return [
            {"start": piece.start, "stop": piece.stop, "text": piece.of(self.raw)}
            for piece in pieces
        ]


def list_cleaning(run: Run) -> Iterator[Record]:
    """Yield every removal: article, rule, start, stop, text."""
    yield from records(run.tables["cleaning"])


def list_kwic(
    run: Run, terms: Sequence[str], *, voice: str = "all"
) -> Iterator[Record]:
    """Yield every place of terms, in their context: see `framing.contrasts`."""
    from framing.contrasts.concordance import concordance  # noqa: PLC0415

    outlet = run.tables["articles"].set_index("article")["outlet_name"]
    found = concordance(run.tables["texts"], terms, voice=voice)
    found.insert(2, "outlet", found["article"].map(outlet))
    yield from records(found)


def list_namings(run: Run) -> Iterator[Record]:
    """Yield every naming of a person, state or body, with its words."""
    outlets, texts = _outlets(run), _texts(run)
    for row in records(run.tables["namings"]):
        yield {
            "article": row["article"],
            "outlet": outlets[row["article"]],
            "target": row["target"],
            "form": row["form"],
            "kind": row["kind"],
            "voice": row["voice"],
            "words": texts[row["article"]].spans([(row["start"], row["stop"])]),
        }


def list_dates(run: Run) -> Iterator[Record]:
    """Yield the date of each article, with its interval, source and words.

    ``date`` is the first possible day where the interval is three days at most,
    else empty.
    """
    for row in records(run.tables["articles"]):
        yield {
            "article": row["article"],
            "date": row["date_low"] if row["date_source"] != "year bound" else "",
            "low": row["date_low"],
            "high": row["date_high"],
            "source": row["date_source"],
            "evidence": row["date_evidence"],
            "event_low": row["event_low"],
            "event_high": row["event_high"],
            "event_source": row["event_source"],
            "event_evidence": row["event_evidence"],
            "note": row["note"],
        }


def list_events(run: Run) -> Iterator[Record]:
    """Yield each article with its event, phase and confidence."""
    articles = {row["article"]: row for row in records(run.tables["articles"])}
    labels = {row["event"]: row["label"] for row in records(run.tables["events"])}
    for row in records(run.tables["members"]):
        article = articles[row["article"]]
        yield {
            "article": row["article"],
            "outlet": article["outlet"],
            "date": article["date_low"],
            "event": row["event"],
            "phase": row["phase"],
            "confidence": row["confidence"],
            "note": row["note"],
            "label": labels[row["event"]],
        }


def list_quotes(run: Run) -> Iterator[Record]:
    """Yield every quotation with its spans, speakers and relays."""
    outlets = _outlets(run)
    texts = _texts(run)
    for row in records(run.tables["quotes"]):
        article = texts[row["article"]]
        yield {
            "article": row["article"],
            "outlet": outlets[row["article"]],
            "kind": row["kind"],
            "content": article.spans(row["content"]),
            "cue": article.spans(row["cue"]),
            "source": article.spans(row["source"]),
            "speaker": list(row["speakers"]),
            "relay": list(row["relays"]),
            "class": row["cue_class"],
            "nested_in": row["nested_in"],
            "unclosed": row["unclosed"],
            "confidence": row["confidence"],
            "uncertain": row["uncertain"],
            "named": row["named"],
            "country": list(row["countries"]),
            "actor_type": list(row["actor_types"]),
        }


def list_reuse(run: Run) -> Iterator[Record]:
    """Yield every pair of articles that share words, with both outlets."""
    outlets = _outlets(run)
    for row in records(run.tables["reuse"]):
        yield {
            "a": row["a"],
            "b": row["b"],
            "outlet_a": outlets[row["a"]],
            "outlet_b": outlets[row["b"]],
            **{name: value for name, value in row.items() if name not in {"a", "b"}},
        }


def list_stance(run: Run) -> Iterator[Record]:
    """Yield the stance of each article toward each target, by voice and speaker.

    A target that was asked for and that no article mentions has one row, of no
    article, without a value.
    """
    yield from _measured(run, metric="stance", field="tone")
    for key in absent_targets(run):
        yield {
            "article": "",
            "outlet": "",
            "target": key,
            "voice": "all",
            "speaker": "",
            "value": None,
            "n_hits": 0,
            "numerator": 0.0,
            "denominator": 0.0,
        }


def absent_targets(run: Run) -> tuple[str, ...]:
    """Return the keys of the targets that were asked for and never mentioned."""
    frame = run.tables["measurements"]
    mentioned = set(frame["target"].astype(str))
    asked = run.manifest.get("asked_targets", {})
    return tuple(key for key in asked if key not in mentioned)


def list_hits(run: Run) -> Iterator[Record]:
    """Yield every word that counts on every mention, with all that decides how much.

    `text` and `mention` are the words themselves; `start`, `stop` point into the raw
    text. ``amount`` is added in the mention's own voice, ``amount_all`` in all.
    """
    outlets, texts = _outlets(run), _texts(run)
    for row in records(run.tables["hits"]):
        article = texts[row["article"]]
        mention = article.spans([(row["mention_start"], row["mention_stop"])])
        words = article.spans([(row["start"], row["stop"])])
        yield {
            **{name: row[name] for name in ("article", "field", "target")},
            "outlet": outlets[row["article"]],
            "mention": " ".join(piece["text"] for piece in mention),
            "mention_start": mention[0]["start"],
            "text": " ".join(piece["text"] for piece in words),
            "start": words[0]["start"],
            "stop": words[-1]["stop"],
            **{name: row[name] for name in _HIT_COLUMNS},
        }


_HIT_COLUMNS: Final = (
    *("entry", "valence", "modifiers", "factor", "distance", "breaks"),
    *("mention_kind", "mention_voice", "voice", "speaker", "own"),
    *("amount", "amount_all"),
)


def list_frames(run: Run) -> Iterator[Record]:
    """Yield the frame vocabulary of each article, then of each outlet, by voice.

    ``value`` is hits per 1,000 words of the voice; ``share`` is the share of articles
    with a hit among ``n_articles`` that have words of it. Rows of outlets pool all
    their articles and name none.
    """
    outlets = _outlets(run)
    pooled: dict[tuple[str, str, str], list[float]] = {}
    frame = run.tables["measurements"]
    for row in records(frame[frame["metric"] == "frame_vocabulary"]):
        if row["field"] != "hits":
            continue
        outlet, hits = outlets[row["article"]], row["numerator"]
        one = [hits, row["denominator"], float(hits > 0), 1.0]
        yield _frames_row(row["article"], outlet, row["actor"], row["voice"], one)
        sums = pooled.setdefault((outlet, row["actor"], row["voice"]), [0.0] * 4)
        sums[:] = [total + number for total, number in zip(sums, one, strict=True)]
    for (outlet, actor, voice), sums in sorted(pooled.items()):
        yield _frames_row("", outlet, actor, voice, sums)


def _frames_row(
    article: str, outlet: str, actor: str, voice: str, sums: Sequence[float]
) -> Record:
    """Return one row; `sums` are hits, words, articles with a hit, articles."""
    hits, n_words, n_met, n_articles = sums
    return {
        "article": article,
        "outlet": outlet,
        "category": actor,
        "voice": voice,
        "value": 1000.0 * hits / n_words,
        "share": n_met / n_articles,
        "n_hits": int(hits),
        "n_words": int(n_words),
        "n_articles": int(n_articles),
    }


def list_labels(run: Run) -> Iterator[Record]:
    """Yield how often each article uses each label of a referent, by voice."""
    outlets = _outlets(run)
    frame = run.tables["measurements"]
    for row in records(frame[frame["metric"] == "labels"]):
        if row["numerator"]:
            yield {
                "article": row["article"],
                "outlet": outlets[row["article"]],
                "referent": row["target"],
                "label": row["actor"],
                "voice": row["voice"],
                "field": row["field"],
                "value": _ratio(row),
                "n_uses": row["numerator"],
                "n_namings": row["denominator"],
            }


def list_actions(run: Run) -> Iterator[Record]:
    """Yield every verb that makes a target its agent or patient, with its words."""
    outlets, texts = _outlets(run), _texts(run)
    frame = run.tables["evidence"]
    kept = frame[(frame["metric"] == "actions") & (frame["voice"] == "all")]
    for row in records(kept):
        place, _, kind = str(row["field"]).partition("_")
        yield {
            "article": row["article"],
            "outlet": outlets[row["article"]],
            "target": row["target"],
            "part": place,
            "kind": kind,
            "verb": texts[row["article"]].spans([(row["start"], row["stop"])]),
            "reading": row["note"],
        }


def list_readability(run: Run) -> Iterator[Record]:
    """Yield the readability values of each article, by voice."""
    outlets = _outlets(run)
    frame = run.tables["measurements"]
    for row in records(frame[frame["metric"] == "readability"]):
        yield {
            "article": row["article"],
            "outlet": outlets[row["article"]],
            "field": row["field"],
            "voice": row["voice"],
            "value": _ratio(row),
        }


def _measured(run: Run, *, metric: str, field: str) -> Iterator[Record]:
    outlets = _outlets(run)
    hits = _hits(run, metric, field)
    frame = run.tables["measurements"]
    kept = frame[(frame["metric"] == metric) & (frame["field"] == field)]
    for row in records(kept):
        key = (row["article"], row["target"], row["voice"], row["actor"])
        yield {
            "article": row["article"],
            "outlet": outlets[row["article"]],
            "target": row["target"],
            "voice": row["voice"],
            "speaker": row["actor"],
            "value": _ratio(row),
            "n_hits": hits.get(key, 0),
            "numerator": row["numerator"],
            "denominator": row["denominator"],
        }


def _hits(run: Run, metric: str, field: str) -> Mapping[tuple[str, str, str, str], int]:
    frame = run.tables["evidence"]
    kept = frame[(frame["metric"] == metric) & (frame["field"] == field)]
    counts: dict[tuple[str, str, str, str], int] = {}
    columns = (kept[name] for name in ("article", "target", "voice", "actor"))
    for row in zip(*columns, strict=True):
        counts[row] = counts.get(row, 0) + 1
    return counts


def _ratio(row: Record) -> float | None:
    """Return the value, or nothing where it is undefined: JSON knows no nan."""
    if not row["denominator"]:
        return None
    return float(row["scale"] * row["numerator"] / row["denominator"])


def _outlets(run: Run) -> Mapping[str, str]:
    articles = run.tables["articles"]
    return dict(zip(articles["article"], articles["outlet"], strict=True))


def _texts(run: Run) -> Mapping[str, _Texts]:
    frame = run.tables["texts"]
    return {
        row["article"]: _Texts(
            raw=row["raw"],
            offsets=OffsetMap(
                clean=tuple(int(v) for v in row["clean_starts"]),
                raw=tuple(int(v) for v in row["raw_starts"]),
                length=len(row["text"]),
            ),
        )
        for row in records(frame)
    }


def records(frame: pd.DataFrame) -> Iterator[Record]:
    """Yield the rows of a frame as plain dictionaries."""
    names = [str(name) for name in frame.columns]
    columns = [frame[name].tolist() for name in names]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


LISTINGS: Final = {
    "clean": list_cleaning,
    "dates": list_dates,
    "events": list_events,
    "quotes": list_quotes,
    "stance": list_stance,
    "frames": list_frames,
    "labels": list_labels,
    "namings": list_namings,
    "actions": list_actions,
    "readability": list_readability,
    "reuse": list_reuse,
}
"""Command to the function that makes its rows."""
