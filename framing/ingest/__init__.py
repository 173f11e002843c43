"""Read articles from files: every input becomes an `Article` or a `SetAside`.

To add a format, write a module with a reader (`framing.ingest.base` says what one
is) and give it a line in `READERS`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from framing.errors import FramingError, InputError, listed
from framing.ingest.base import Options, Reader, Refused, Result, Source
from framing.ingest.columnar import read_parquet
from framing.ingest.columns import (
    checked_mapping,
    columns_of,
    mapping_at_hand,
    name_columns,
)
from framing.ingest.lines import read_lines
from framing.ingest.listing import Listing, list_inputs
from framing.ingest.objects import read_json
from framing.ingest.pages import read_page
from framing.ingest.plain import read_plain
from framing.ingest.records import RecordReader
from framing.ingest.sniffing import kind_of
from framing.ingest.tabular import read_table
from framing.ingest.writing import write_articles
from framing.model import Article, SetAside

__all__ = ["READERS", "read", "write_articles"]

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        ".txt": read_plain,
        ".md": read_plain,
        ".csv": read_table,
        ".tsv": read_table,
        ".json": read_json,
        ".jsonl": read_lines,
        ".ndjson": read_lines,
        ".parquet": read_parquet,
        ".html": read_page,
        ".htm": read_page,
    }
)
"""The reader of each suffix."""


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    mapping: Iterable[tuple[str, str]] = (),
    max_bytes: int = Options().max_bytes,
    max_chars: int = Options().max_chars,
) -> Iterator[Article | SetAside]:
    """Read articles from files and folders.

    Parameters
    ----------
    paths : str, Path, or iterable of them
        Files, or folders that are walked in sorted order. Hidden files are passed
        over. A ``metadata.csv`` with a column ``file`` describes the files beside
        and below it (outlet, date, title, url, authors, genre).
    mapping : iterable of (str, str)
        Our field and the input's column, where names are not found by themselves:
        ``[("text", "body_html_free")]``. ``"source.name"`` reaches into a nested
        value; an empty column means that the field is taken from none.
    max_bytes : int, default 20,000,000
        Size of a file that holds a single text.
    max_chars : int, default 5,000,000
        Length of the text of one record.

    Returns
    -------
    iterator of Article and SetAside
        As many as were found: nothing is lost without a reason. Ids are unique.
        `Article.published` is ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM`` as written. In
        the metadata, ``zone`` says what zone the time is in (``unknown`` where it
        is not written), ``date_error`` what is wrong with a date that could not be
        used, and ``encoding`` what a file that is not UTF-8 was taken for.

    Raises
    ------
    InputError
        Before anything is read: if a path does not exist, there is no file, or the
        mapping names a field or a column that does not exist.

    Notes
    -----
    Files are streamed; of what was read only ids and digests are kept, to find
    records that come twice. Values longer than 1,000 characters, nested values
    and personal data (user, e-mail, job number) are not taken into the metadata.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "a.txt")
    ...     _ = file.write_text("The minister spoke on Monday.")
    ...     _ = Path(folder, "b.txt").write_text("")
    ...     for found in read(folder):
    ...         print(type(found).__name__, found.id or found.reason)
    Article a.txt
    SetAside empty
    """
    options = Options(
        mapping=checked_mapping(mapping), max_bytes=max_bytes, max_chars=max_chars
    )
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    listing = list_inputs(named, options)
    _check_columns(listing, options)
    return _unique(_results(listing, options))


def _results(listing: Listing, options: Options) -> Iterator[Result]:
    for entry in listing.entries:
        if isinstance(entry, SetAside):
            yield entry
        else:
            yield from _guarded(entry, options)


def _guarded(source: Source, options: Options) -> Iterator[Result]:
    """Read one file; whatever stops its reader sets it, or its rest, aside."""
    try:
        yield from _reader(source, options)(source, options)
    except Refused as error:
        yield source.set_aside(error.reason, error.detail)
    except FramingError:
        raise
    except PermissionError:
        detail = "the file may not be read; change its permissions"
        yield source.set_aside("unreadable", detail)
    except UnicodeDecodeError as error:
        detail = f"its bytes do not fit the encoding {error.encoding}; save it as UTF-8"
        yield source.set_aside("wrong encoding", detail)
    except Exception as error:  # noqa: BLE001 - one bad file must not end a run
        wrong = str(getattr(error, "strerror", None) or error)
        wrong = wrong.replace(str(source.path), source.label).partition("\n")[0]
        detail = f"{type(error).__name__}: {wrong}; open it and save it again"
        yield source.set_aside("unreadable", detail)


def _reader(source: Source, options: Options) -> Reader:
    """Choose the reader of a file by its suffix and its first bytes."""
    suffix = source.path.suffix.lower()
    if suffix not in READERS:
        got = f"{suffix!r} files are" if suffix else "a file without a suffix is"
        detail = f"{got} not read; save it as one of {listed(READERS)}"
        raise Refused("unknown format", detail)
    reader = READERS[kind_of(source.path)]
    size = source.path.stat().st_size
    if size > options.max_bytes and not isinstance(reader, RecordReader):
        detail = (
            f"the file has {size:,} bytes, the limit for a file with one text is "
            f"{options.max_bytes:,}; split it into articles, or write JSON Lines"
        )
        raise Refused("too large", detail)
    return reader


def _check_columns(listing: Listing, options: Options) -> None:
    """Refuse a mapping to columns that none of the files has."""
    missing = {theirs for _, theirs in options.mapping if theirs} - listing.columns
    sources = [entry for entry in listing.entries if isinstance(entry, Source)]
    seen: dict[str, None] = dict.fromkeys(sorted(listing.columns))
    for source in sources:
        if not missing:
            return
        sample = _sample(source, options)
        seen |= dict.fromkeys(columns_of(sample))
        missing -= {name for name in missing if mapping_at_hand([("", name)], sample)}
    if missing:
        name = min(missing)
        field = next(ours for ours, theirs in options.mapping if theirs == name)
        message = (
            f"mapping: {field!r} is to come from the column {name!r}, which no file "
            f"has; the columns are {name_columns(seen)}"
        )
        raise InputError(message)


def _sample(source: Source, options: Options) -> list[Mapping[str, object]]:
    """Return the first records of a file; none where it has no records."""
    try:
        reader = _reader(source, options)
        return (
            reader.sample(source, options) if isinstance(reader, RecordReader) else []
        )
    except Exception:  # noqa: BLE001 - said when the file is read
        return []


def _unique(results: Iterator[Result]) -> Iterator[Result]:
    """Set aside what comes with an id that was there before."""
    seen: dict[str, tuple[bytes, str, str]] = {}
    for item in results:
        if isinstance(item, Article):
            digest = _digest(item)
            mine = (digest, item.path, item.record)
            first = seen.setdefault(item.id, mine)
            if first is not mine:
                yield _duplicate(item, *first, digest=digest)
                continue
        yield item


def _digest(article: Article) -> bytes:
    words = f"{article.title}\0{article.raw}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(words, digest_size=8).digest()


def _duplicate(
    article: Article, first: bytes, path: str, record: str, *, digest: bytes
) -> SetAside:
    where = f"{path}, {record}" if record else path
    if first == digest:
        reason = "duplicate record"
        detail = f"the same article stands in {where}; it is counted once"
    else:
        reason = "duplicate id"
        detail = (
            f"another article has the id {article.id!r} ({where}); give each its own, "
            "or take ids from the files' names: --map id="
        )
    return SetAside.of(article, reason=reason, detail=detail)
