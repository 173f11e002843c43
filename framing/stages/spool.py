"""Articles that wait to be analysed, in files from which workers take rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from framing.model import Article, SetAside
from framing.stages.stored import article_of, unused_row
from framing.store.folder import SPOOL
from framing.store.parts import Entry, write_at_once
from framing.store.schemas import arrow_table
from framing.store.tables import read_file

_HALVES: Final = re.compile("[\ud800-\udfff]")
Record = TypeVar("Record", bound=Article | SetAside)


def entry_of(article: Article) -> Entry:
    """Return what tells an article from every other one."""
    digest = hashlib.blake2b(digest_size=12)
    for field in fields(article):
        if field.name not in {"path", "record"}:
            value = str(getattr(article, field.name))
            digest.update(f"{len(value)}:{value}".encode())
    return Entry(article.id, digest.hexdigest(), article.path, article.record)


def write_spool(folder: Path, name: str, articles: Sequence[Article]) -> None:
    """Write articles that wait; `read_spool` gives them back."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    buffer = pa.BufferOutputStream()
    table = arrow_table("unused", map(unused_row, articles))
    pq.write_table(table, buffer, compression="lz4")
    write_at_once(folder / _file(name), buffer.getvalue())


def read_spool(
    folder: Path, name: str, start: int, stop: int
) -> Iterator[tuple[Entry, Article]]:
    """Yield some of the articles that wait in a file."""
    table = read_file(folder, _file(name), ["record"])
    for record in table.column("record")[start:stop].to_pylist():
        article = article_of(record)
        yield entry_of(article), article


def _file(name: str) -> str:
    return f"{SPOOL}/{name}.parquet"


def well_formed(record: Record) -> Record:
    """Replace halves of characters, which broken exports hold and no file can.

    One code point takes the place of one, so that offsets stay as they are.
    """
    changed: dict[str, Any] = {
        field.name: made
        for field in fields(record)
        if (made := _whole(given := getattr(record, field.name))) is not given
    }
    return replace(record, **changed) if changed else record


def _whole(value: Any) -> Any:  # noqa: ANN401 - text, tuples of texts, or else
    """Return a value without halves of characters; itself where there are none."""
    if isinstance(value, str):
        if value.isascii() or not _HALVES.search(value):
            return value
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, tuple):
        made = tuple(map(_whole, value))
        return value if all(a is b for a, b in zip(made, value, strict=True)) else made
    return value
