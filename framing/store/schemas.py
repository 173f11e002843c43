"""Which tables a run holds, column by column, and how rows become a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pyarrow as pa

_KEYS: Final = ("metric", "field", "target", "voice", "actor")

_DATE: Final = ("low", "high", "source", "evidence")

_ARTICLE: Final = (
    *((name, "string") for name in ("article", "path", "record", "outlet")),
    ("outlet_name", "string"),
    ("outlet_status", "string"),
    ("outlet_confidence", "float64"),
    ("outlet_evidence", "string"),
    ("title", "string"),
    ("url", "string"),
    *((f"date_{name}", "string") for name in _DATE),
    *((f"event_{name}", "string") for name in _DATE),
    *((name, "string") for name in ("genre", "genre_evidence", "origin")),
    *((name, "string") for name in ("origin_evidence", "translated", "integrity")),
    *((name, "string") for name in ("integrity_evidence", "language", "note")),
    ("n_words", "int64"),
    ("n_sentences", "int64"),
    ("has_text", "bool"),
)
_SENTENCE: Final = (
    *((name, "string") for name in ("article", "outlet", "group")),
    *((name, "int64") for name in ("sentence", "start", "stop")),
    ("place", "float64"),
)
_MEASURED: Final = (
    ("article", "category"),
    *((name, "category") for name in _KEYS),
    *((name, "float64") for name in ("numerator", "denominator", "scale")),
)

# name -> (column, Arrow type). "category" is a dictionary of strings, "strings" a
# list of them, "offsets" a flat list: start, stop, start, stop … "ints" is a list.
SCHEMAS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "articles": (*_ARTICLE, ("twin_of", "string")),
    "analysed": _ARTICLE,
    "texts": (
        ("article", "string"),
        ("raw", "string"),
        ("text", "string"),
        ("clean_starts", "ints"),
        ("raw_starts", "ints"),
        ("tokens", "string"),
        ("voice", "binary"),
        ("capital", "binary"),
    ),
    "namings": (
        ("article", "category"),
        ("target", "category"),
        ("kind", "category"),
        ("form", "category"),
        ("start", "int64"),
        ("stop", "int64"),
        ("voice", "category"),
    ),
    "set_aside": tuple(
        (name, "string") for name in ("path", "record", "id", "reason", "detail")
    ),
    "cleaning": (
        ("article", "category"),
        ("rule", "category"),
        ("start", "int64"),
        ("stop", "int64"),
        ("text", "string"),
    ),
    "quotes": (
        ("article", "category"),
        ("quote", "int64"),
        ("kind", "category"),
        ("text", "string"),
        ("content", "offsets"),
        ("cue", "offsets"),
        ("source", "offsets"),
        ("cue_text", "string"),
        ("source_text", "string"),
        ("speakers", "strings"),
        ("keys", "strings"),
        ("countries", "strings"),
        ("actor_types", "strings"),
        ("named", "bool"),
        ("relays", "strings"),
        ("cue_class", "category"),
        ("unclosed", "bool"),
        ("uncertain", "bool"),
        ("nested_in", "int64"),
        ("confidence", "float64"),
        ("n_words", "int64"),
    ),
    "measurements": _MEASURED,
    "lead_measurements": _MEASURED,
    "evidence": (
        ("article", "category"),
        *((name, "category") for name in _KEYS),
        ("start", "int64"),
        ("stop", "int64"),
        ("amount", "float64"),
        ("note", "category"),
    ),
    "hits": (
        ("article", "category"),
        ("field", "category"),
        ("target", "category"),
        ("mention_kind", "category"),
        ("mention_start", "int64"),
        ("mention_stop", "int64"),
        ("mention_voice", "category"),
        ("start", "int64"),
        ("stop", "int64"),
        ("entry", "category"),
        ("valence", "float64"),
        ("modifiers", "category"),
        ("factor", "float64"),
        ("distance", "int64"),
        ("breaks", "int64"),
        ("voice", "category"),
        ("speaker", "category"),
        ("own", "bool"),
        ("amount", "float64"),
        ("amount_all", "float64"),
    ),
    "documents": (
        ("article", "string"),
        ("record", "binary"),
        *((name, "ints") for name in ("paragraphs", "sentences", "words", "speaker")),
    ),
    "unused": (("article", "string"), ("record", "binary")),
    "settled": (("article", "string"), *((f"date_{name}", "string") for name in _DATE)),
    "items": (
        *((name, "string") for name in ("article", "title", "words", "names", "lead")),
        ("is_preview", "bool"),
        *((f"date_{name}", "string") for name in _DATE),
        ("date_weekday", "int64"),
        *((f"event_{name}", "string") for name in _DATE),
        ("event_weekday", "int64"),
    ),
    "events": tuple(
        (name, "string")
        for name in (
            "event",
            "label",
            "story",
            "date_low",
            "date_high",
            "date_source",
            "date_evidence",
        )
    ),
    "members": (
        ("article", "string"),
        ("event", "string"),
        ("phase", "string"),
        ("confidence", "float64"),
        ("note", "string"),
        ("rival", "string"),
    ),
    "event_pairs": (
        ("a", "string"),
        ("b", "string"),
        ("probability", "float64"),
        ("together", "bool"),
        *((name, "string") for name in ("names", "numbers", "words", "dates")),
    ),
    "members_other": (
        ("choice", "category"),
        ("article", "category"),
        ("event", "category"),
    ),
    "reuse": (
        *((name, "string") for name in ("a", "b", "kind")),
        *((name, "float64") for name in ("jaccard", "a_in_b", "b_in_a")),
        *((name, "int64") for name in ("n_shared", "n_unquoted", "longest")),
        ("origin", "string"),
        ("evidence", "string"),
    ),
    "counts": (("article", "category"), ("term", "int64"), ("n", "int64")),
    "terms": (("term", "int64"), ("text", "string"), ("kind", "category")),
    "notes": (("note", "string"),),
    "reuse_runs": (
        *((name, "category") for name in ("a", "b")),
        *((name, "int64") for name in ("a_start", "a_stop", "b_start", "b_stop")),
    ),
    "contrasts": (
        *((name, "category") for name in ("term", "kind", "measure")),
        *((name, "float64") for name in ("score", "low", "high", "p", "q")),
        *((name, "int64") for name in ("n_a", "n_b")),
        *((name, "float64") for name in ("rate_a", "rate_b")),
        *((name, "int64") for name in ("articles_a", "articles_b", "events")),
        ("outlets", "int64"),
        *((name, "float64") for name in ("dp", "dp_norm", "top_share", "mde")),
        *((name, "float64") for name in ("p_outlets", "loo_low", "loo_high")),
        ("group_claim", "bool"),
        *((name, "category") for name in ("verdict", "reason", "depends")),
        ("z", "float64"),
    ),
    "facts": (
        *(("event", "string"), ("fact", "int64"), ("words", "string")),
        *_SENTENCE,
        *(("likeness", "float64"), ("n_outlets", "int64")),
    ),
    "utterances": (
        *(("event", "string"), ("utterance", "int64"), ("speaker", "string")),
        *((name, "string") for name in ("article", "outlet", "group")),
        *(("quote", "int64"), ("kind", "string"), ("form", "string")),
        *((name, "int64") for name in ("n_words", "n_outlets")),
    ),
    "conflicts": (
        *(("event", "string"), ("unit", "string")),
        *(("article_a", "string"), ("start_a", "int64"), ("stop_a", "int64")),
        *(("words_a", "string"), ("article_b", "string"), ("start_b", "int64")),
        *(("stop_b", "int64"), ("words_b", "string"), ("likeness", "float64")),
    ),
    "unmatched": (
        *((name, "string") for name in ("event", "kind", "words")),
        *_SENTENCE,
        ("n_searched", "int64"),
    ),
}
"""Columns of every table of a run, in order."""

OF_METRICS: Final = ("measurements", "lead_measurements", "evidence", "hits")
"""Tables that each metric makes, for the articles of a part."""

OF_THE_RUN: Final = (
    *("articles", "events", "members", "event_pairs", "members_other"),
    *("reuse", "reuse_runs", "notes", "settled", "counts", "terms"),
)
"""Tables that are made of all articles together."""

OF_A_COMPARISON: Final = ("contrasts", "facts", "utterances", "conflicts", "unmatched")
"""Tables that comparing the outlets makes; without rows before that was done."""

OF_DOCUMENTS: Final = tuple(
    name for name in SCHEMAS if name not in {*OF_METRICS, *OF_THE_RUN, *OF_A_COMPARISON}
)
"""Tables that analysis makes, for the articles of a part."""

WORKING: Final = ("analysed", "documents", "items", "settled", "unused")
"""Those that hold what later stages read, and nothing that others would."""


def arrow_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Make one table of a run from rows.

    Parameters
    ----------
    name : str
        A key of `SCHEMAS`.
    rows : iterable of mapping
        Column to value; every column of the schema.

    Returns
    -------
    pyarrow.Table
    """
    import pyarrow as pa  # noqa: PLC0415

    kept = list(rows)
    columns = [
        pa.array([row[column] for row in kept], type=type_of(kind))
        for column, kind in SCHEMAS[name]
    ]
    return pa.Table.from_arrays(columns, names=columns_of(name))


def columns_of(name: str) -> list[str]:
    """Return the columns of a table, in order."""
    return [column for column, _ in SCHEMAS[name]]


def type_of(kind: str) -> pa.DataType:
    """Return the Arrow type of a kind of column."""
    import pyarrow as pa  # noqa: PLC0415

    types: dict[str, pa.DataType] = {
        "category": pa.dictionary(pa.int32(), pa.string()),
        "strings": pa.list_(pa.string()),
        "offsets": pa.list_(pa.int32()),
        "ints": pa.list_(pa.int32()),
        "string": pa.string(),
        "binary": pa.binary(),
        "bool": pa.bool_(),
        "int64": pa.int64(),
        "float64": pa.float64(),
    }
    return types[kind]


def flat(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return spans as the flat list that a table stores."""
    return [offset for span in spans for offset in span]
