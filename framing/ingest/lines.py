"""JSON Lines: one article in a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, TextIO

from framing.ingest.base import Options, Record, Source
from framing.ingest.decoding import Encoding, find_encoding, is_damaged
from framing.ingest.records import RecordReader
from framing.model import SetAside

# A record holds more than its text (a page's source, a coding): several times the
# longest text, and six characters where the text is written in escapes.
_ROOM: Final = 12


def read_objects(source: Source, options: Options) -> Iterator[Record | SetAside]:
    """Find the objects of a JSON Lines file, one line at a time.

    Parameters
    ----------
    source : Source
    options : Options

    Yields
    ------
    Record or SetAside
        One per line that is not blank. A line that is no JSON, or no object, is set
        aside with its number, and the rest is read.
    """
    encoding = find_encoding(source.path)
    with source.path.open(
        encoding=encoding.name, errors=encoding.errors, newline="\n"
    ) as handle:
        for number, line in _lines(handle, _ROOM * options.max_chars):
            found = _parse(line, encoding)
            place = f"line {number}"
            if isinstance(found, dict):
                yield Record(
                    place=place, number=number, values=found, notes=encoding.notes
                )
            else:
                yield source.set_aside(*found, record=place)


read_lines: Final = RecordReader(rows=read_objects)


def _lines(handle: TextIO, limit: int) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank; one that is too long comes empty."""
    number = 0
    while line := handle.readline(limit):
        number += 1
        is_long = len(line) == limit and not line.endswith("\n")
        while len(line) == limit and not line.endswith("\n"):
            line = handle.readline(limit)
        if is_long:
            yield number, ""
        elif not line.isspace():
            yield number, line


def _parse(line: str, encoding: Encoding) -> dict[str, object] | tuple[str, str]:
    """Return the object in a line, or the reason and detail of its fault."""
    if not line:
        return "too large", "the line is too long; split it into articles"
    if encoding.doubtful and is_damaged(line):
        detail = f"some bytes do not fit the encoding {encoding.name}"
        return "wrong encoding", f"{detail}; save the file as UTF-8"
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        detail = f"column {error.colno}: {error.msg}; correct or remove the line"
        return "broken JSON", detail
    except (ValueError, RecursionError) as error:
        return "broken JSON", f"{error}; correct or remove the line"
    if not isinstance(found, dict):
        detail = f"the line holds a {type(found).__name__}, not an object"
        return "not an object", f'{detail}; write {{"title": …, "text": …}}'
    return found
