"""The run directory: Parquet tables and a manifest, written whole or not at all.

``manifest.json`` holds what decides results, and no clock; ``run.log`` holds how
the run went. A folder with our manifest is a run; anything else is input.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from framing.errors import RunError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FORMAT: Final = "framing-run/1"
MANIFEST: Final = "manifest.json"
LOG: Final = "run.log"
DIGESTS: Final = "digests.json"
"""SHA-256 of every other file that decides results."""

_KEYS: Final = ("metric", "field", "target", "voice", "actor")

# name -> (column, Arrow type). "category" is a dictionary of strings, "strings" a
# list of them, "offsets" a flat list: start, stop, start, stop …
SCHEMAS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "articles": (
        *((name, "string") for name in ("article", "path", "record", "outlet")),
        ("outlet_name", "string"),
        ("outlet_status", "string"),
        ("outlet_confidence", "float64"),
        ("outlet_evidence", "string"),
        *((name, "string") for name in ("title", "url", "date_low", "date_high")),
        ("date_source", "string"),
        ("date_evidence", "string"),
        ("event_low", "string"),
        ("event_high", "string"),
        ("event_source", "string"),
        ("event_evidence", "string"),
        ("genre", "string"),
        ("genre_evidence", "string"),
        ("origin", "string"),
        ("origin_evidence", "string"),
        ("translated", "string"),
        ("integrity", "string"),
        ("integrity_evidence", "string"),
        ("language", "string"),
        ("note", "string"),
        ("n_words", "int64"),
        ("n_sentences", "int64"),
        ("has_text", "bool"),
        ("twin_of", "string"),
    ),
    "texts": (
        ("article", "string"),
        ("raw", "string"),
        ("text", "string"),
        ("clean_starts", "offsets"),
        ("raw_starts", "offsets"),
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
    "measurements": (
        ("article", "category"),
        *((name, "category") for name in _KEYS),
        ("numerator", "float64"),
        ("denominator", "float64"),
        ("scale", "float64"),
    ),
    "lead_measurements": (
        ("article", "category"),
        *((name, "category") for name in _KEYS),
        ("numerator", "float64"),
        ("denominator", "float64"),
        ("scale", "float64"),
    ),
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
    "reuse_runs": (
        *((name, "category") for name in ("a", "b")),
        *((name, "int64") for name in ("a_start", "a_stop", "b_start", "b_stop")),
    ),
}
"""Columns of every table of a run, in order."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """A run in memory: its tables by name, and what decided them."""

    tables: Mapping[str, pd.DataFrame]
    manifest: Mapping[str, Any]


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
        pa.array([row[column] for row in kept], type=_arrow_type(kind))
        for column, kind in SCHEMAS[name]
    ]
    return pa.Table.from_arrays(columns, names=[column for column, _ in SCHEMAS[name]])


def _arrow_type(kind: str) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415

    types: dict[str, pa.DataType] = {
        "category": pa.dictionary(pa.int32(), pa.string()),
        "strings": pa.list_(pa.string()),
        "offsets": pa.list_(pa.int32()),
        "string": pa.string(),
        "binary": pa.binary(),
        "bool": pa.bool_(),
        "int64": pa.int64(),
        "float64": pa.float64(),
    }
    return types[kind]


def merge(name: str, parts: Sequence[pa.Table]) -> pd.DataFrame:
    """Join the parts of one table into a frame, in the order given.

    Lists become tuples; offsets become tuples of (start, stop).
    """
    import pyarrow as pa  # noqa: PLC0415

    whole = pa.concat_tables([*parts, arrow_table(name, ())]).unify_dictionaries()
    frame: pd.DataFrame = whole.to_pandas()
    read = {
        column: frame[column].map(tuple if kind == "strings" else _pairs)
        for column, kind in SCHEMAS[name]
        if kind == "strings" or _is_pairs(column, kind)
    }
    return frame.assign(**read)


def _is_pairs(column: str, kind: str) -> bool:
    """Whether a column holds spans; the starts of an offset map are no pairs."""
    return kind == "offsets" and not column.endswith("_starts")


def _pairs(flat: Sequence[int]) -> tuple[tuple[int, int], ...]:
    values = [int(value) for value in flat]
    return tuple(zip(values[::2], values[1::2], strict=True))


def flat(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return spans as the flat list that a table stores."""
    return [offset for span in spans for offset in span]


def is_run(path: Path) -> bool:
    """Whether a folder is a run directory of ours."""
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT


def write_run(run: Run, folder: Path, *, log: str = "") -> None:
    """Write a run; an older run in the same folder is replaced at once.

    Parameters
    ----------
    run : Run
    folder : Path
        Made if it does not exist.
    log : str, default ""
        How the run went: engine, paths, times. The only part that may differ when
        the same input is run twice.

    Raises
    ------
    RunError
        If the folder holds something that is not a run.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    if folder.exists() and any(folder.iterdir()) and not is_run(folder):
        message = (
            f"{folder.name}: the folder is not empty and holds no run of ours; "
            "choose another folder or empty this one"
        )
        raise RunError(message)
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, frame in sorted(run.tables.items()):
        pq.write_table(
            _stored(name, frame), fresh / f"{name}.parquet", compression="zstd"
        )
    (fresh / "README.txt").write_text(_NOTICE, encoding="utf-8")
    (fresh / LOG).write_text(log, encoding="utf-8")
    (fresh / MANIFEST).write_text(dump(run.manifest), encoding="utf-8")
    digests = {
        path.name: digest_of(path)
        for path in sorted(fresh.iterdir())
        if path.name != LOG
    }
    (fresh / DIGESTS).write_text(dump(digests), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(fresh, folder)  # noqa: PTH105 - replaces an empty folder too


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in parts."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


_NOTICE: Final = (
    "This folder holds the texts of the articles of a run, which may be licensed.\n"
    "Share the report, not this folder. docs/run-format.md explains each table.\n"
)


def dump(value: Mapping[str, Any]) -> str:
    """Return a manifest as text: sorted, indented, the same bytes each time."""
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _stored(name: str, frame: pd.DataFrame) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415

    columns = [
        pa.array(
            [flat(spans) for spans in frame[column]]
            if _is_pairs(column, kind)
            else frame[column],
            type=_arrow_type(kind),
            from_pandas=True,
        )
        for column, kind in SCHEMAS[name]
    ]
    return pa.Table.from_arrays(columns, names=[column for column, _ in SCHEMAS[name]])


def read_run(folder: Path) -> Run:
    """Read a run directory.

    Raises
    ------
    RunError
        If it is no run, or a table is missing or damaged.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    if not is_run(folder):
        message = f"{folder.name}: is not a run directory; it has no {MANIFEST} of ours"
        raise RunError(message)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    tables = {}
    for name in SCHEMAS:
        try:
            tables[name] = merge(name, [pq.read_table(folder / f"{name}.parquet")])
        except (OSError, pa.ArrowException) as error:
            message = (
                f"{folder.name}/{name}.parquet: cannot be read ({error}); "
                "run 'framing analyse' again"
            )
            raise RunError(message) from error
    return Run(tables=tables, manifest=manifest)
