"""An analysed article as rows of a run, and back: measured again without a new reading.

What a document holds is written as it is, its arrays as lists of numbers and the rest
as one JSON text (msgspec checks its types when it is read). Only what cleaning dropped
is left out: no metric reads it, and it stands in the table ``cleaning``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from framing.document import Resources
from framing.model import (
    Article,
    DateEstimate,
    Document,
    Finding,
    Mention,
    OffsetMap,
    Quote,
)
from framing.store.parts import DOCUMENTS, Part
from framing.store.tables import read_file
from framing.targets import mentions_of

if TYPE_CHECKING:
    import pyarrow as pa

_ARRAYS: Final = ("paragraphs", "sentences", "words")
_TEXTS: Final = (
    "article",
    "raw",
    "text",
    "clean_starts",
    "raw_starts",
    "tokens",
    "voice",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """The fields of a `Document` that are neither arrays nor texts."""

    article: Article
    title: str
    language: Finding
    outlet: Finding
    origin: Finding
    genre: Finding
    translated: Finding
    integrity: Finding
    date: DateEstimate
    event_date: DateEstimate
    background: tuple[int, ...]
    named: tuple[Mention, ...]
    quotes: tuple[Quote, ...]


_FIELDS: Final = tuple(field.name for field in fields(_Record))
_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(_Record)
_ARTICLE: Final = msgspec.json.Decoder(Article)


def document_row(document: Document) -> dict[str, Any]:
    """Return the row of the table ``documents``."""
    given = {name: getattr(document, name) for name in _FIELDS}
    # The text stands once, in the table of texts.
    record = _Record(**given | {"article": replace(document.article, raw="")})
    return {
        "article": document.article.id,
        "record": _ENCODER.encode(record),
        **{name: getattr(document, name).ravel() for name in _ARRAYS},
        "speaker": document.speaker,
    }


def stored_documents(
    folder: Path, part: Part, resources: Resources
) -> Iterator[Document]:
    """Yield the documents of a part, as they were when they were analysed.

    Raises
    ------
    RunError
        If a file is missing or damaged.
    """
    for row, texts in zip(
        _rows(folder, part, "documents"), _rows(folder, part, "texts"), strict=True
    ):
        yield _document(row, texts, resources)


def unused_row(article: Article) -> dict[str, Any]:
    """Return the row of the table ``unused``: an article as it was read."""
    return {"article": article.id, "record": _ENCODER.encode(article)}


def article_of(record: bytes) -> Article:
    """Return the article of a row of ``unused``."""
    return _ARTICLE.decode(record)


def stored_articles(folder: Path, part: Part) -> Iterator[Article]:
    """Yield the articles of a part, as they were read."""
    for row, texts in zip(
        _rows(folder, part, "documents"), _rows(folder, part, "texts"), strict=True
    ):
        yield replace(_DECODER.decode(row["record"]).article, raw=texts["raw"])
    for row in _rows(folder, part, "unused"):
        yield article_of(row["record"])


def _rows(folder: Path, part: Part, table: str) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a table, numbers as arrays."""
    for file in part.stages[DOCUMENTS].files:
        if file.startswith(f"{table}/"):
            columns = _TEXTS if table == "texts" else ()
            found: pa.Table = read_file(folder, file, columns)
            names = found.column_names
            values = [_values(found.column(name)) for name in names]
            for row in zip(*values, strict=True):
                yield dict(zip(names, row, strict=True))


def _values(column: pa.ChunkedArray) -> list[Any]:
    """Return the values of a column; a list of numbers as an array."""
    import pyarrow as pa  # noqa: PLC0415

    if not pa.types.is_list(column.type):
        made: list[Any] = column.to_pylist()
        return made
    return [
        values
        for chunk in column.chunks
        for values in np.split(
            chunk.flatten().to_numpy(zero_copy_only=False),
            (chunk.offsets.to_numpy() - chunk.offsets[0].as_py())[1:-1],
        )
    ]


def _document(
    row: Mapping[str, Any], texts: Mapping[str, Any], resources: Resources
) -> Document:
    record = _DECODER.decode(row["record"])
    text = texts["text"]
    given: dict[str, Any] = {name: getattr(record, name) for name in _FIELDS}
    given |= {name: _ints(row[name]).reshape(-1, 2) for name in _ARRAYS}
    given |= {
        "article": replace(record.article, raw=texts["raw"]),
        "text": text,
        "offsets": OffsetMap(
            clean=tuple(texts["clean_starts"].tolist()),
            raw=tuple(texts["raw_starts"].tolist()),
            length=len(text),
        ),
        "removed": (),
        "norms": tuple(texts["tokens"].split()),
        "mentions": mentions_of(record.named, resources.targets),
        "voice": np.frombuffer(texts["voice"], dtype=np.uint8).astype(np.int8),
        "speaker": _ints(row["speaker"]),
    }
    return Document(**given)


def _ints(values: NDArray[Any]) -> NDArray[np.int32]:
    return np.ascontiguousarray(values, dtype=np.int32)
