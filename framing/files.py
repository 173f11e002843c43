"""Read files that people edit: texts, tables, JSON Lines; a fault names its place.

What was read is kept while its files do not change (`kept_while_unchanged`), so that a
list that is edited in the course of a session counts at once.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from framing.errors import FramingError, InputError

Given = ParamSpec("Given")
Made = TypeVar("Made")


def kept_while_unchanged(
    paths: Callable[..., Iterable[str | Path]], *, maxsize: int = 8
) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Make a function remember what it returned while its files stay as they are.

    Parameters
    ----------
    paths : callable
        Takes what the function takes, and returns the files and folders that it
        reads; empty ones, and names that are no path, never change.
    maxsize : int
        Results that are kept.
    """

    def kept(function: Callable[Given, Made]) -> Callable[Given, Made]:
        @functools.lru_cache(maxsize=maxsize)
        def remembered(_stamps: object, *args: Any, **kwargs: Any) -> Made:  # noqa: ANN401
            return function(*args, **kwargs)

        @functools.wraps(function)
        def called(*args: Given.args, **kwargs: Given.kwargs) -> Made:
            stamps = tuple(map(_stamp, paths(*args, **kwargs)))
            return remembered(stamps, *args, **kwargs)  # type: ignore[arg-type]

        return called

    return kept


def _stamp(path: str | Path) -> object:
    """Return what is another when a file, or one of a folder, was written."""
    given = Path(path) if path else None
    if given is None:
        return None
    try:
        if given.is_dir():
            return tuple((p.name, _stamp(p)) for p in sorted(given.glob("*.*")))
        found = given.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size)


def read_text(
    path: Path, error: type[FramingError], *, hint: str = "check the path"
) -> str:
    """Return the text of a file in UTF-8, in NFC.

    Parameters
    ----------
    path : Path
    error : type
        What is raised.
    hint : str
        What to do where the file cannot be opened.

    Raises
    ------
    FramingError
        Of the given type, if the file cannot be read or is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        message = f"{path}: cannot be read ({fault.strerror}); {hint}"
        raise error(message) from fault
    except UnicodeDecodeError as fault:
        message = f"{path}: is not UTF-8 ({fault}); save it as UTF-8"
        raise error(message) from fault
    return unicodedata.normalize("NFC", text)


def read_rows(
    path: Path, text: str, columns: tuple[str, ...], error: type[FramingError]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield ``(file:line, row)`` of a table with exactly these columns.

    Raises
    ------
    FramingError
        Of the given type, if the header or a row has other columns.
    """
    reader = cells_of(path, text, error)
    header = next(reader, (0, []))[1]
    if tuple(header) != columns:
        message = (
            f"{path}:1: the header must be {','.join(columns)!r}, "
            f"got {','.join(header)!r}"
        )
        raise error(message)
    for line, row in reader:
        where = f"{path}:{line}"
        if not row:
            continue
        if len(row) != len(columns):
            message = (
                f"{where}: {len(row)} fields, expected {len(columns)} "
                f"({','.join(columns)}); put quotation marks around a comma"
            )
            raise error(message)
        values = (value.strip() for value in row)
        yield where, dict(zip(columns, values, strict=True))


def cells_of(
    path: Path, text: str, error: type[FramingError]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table, each with the line on which it ends.

    Raises
    ------
    FramingError
        Of the given type, if the text is no CSV: a quotation mark that is never
        closed, a cell of more than 131,072 characters.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as fault:
        message = f"{path}:{reader.line_num}: is not valid CSV: {fault}"
        raise error(message) from fault


def read_coded_lines(
    path: Path, needed: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield ``(file:line, object)`` of JSON Lines that hold coded texts.

    The texts are taken as they are, so that offsets into them hold.

    Parameters
    ----------
    path : Path
    needed : str
        The keys of an object, in words.

    Raises
    ------
    InputError
        If the file cannot be read, or a line is no object with a ``text``.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); check the path"
        raise InputError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: is not UTF-8 ({error}); save it as UTF-8"
        raise InputError(message) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            message = f"{where}: is not valid JSON ({error}); write one object a line"
            raise InputError(message) from error
        if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
            message = f"{where}: needs an object with {needed}"
            raise InputError(message)
        yield where, row
