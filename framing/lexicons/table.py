"""Read and check one word list: ``<name>.toml`` and ``<name>.csv``, or a CSV alone."""

from __future__ import annotations

import csv
import io
import math
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from framing.errors import LexiconError, listed, not_one_of
from framing.lexicons.entries import Entry

_REQUIRED: Final = (
    "name",
    "title",
    "version",
    "language",
    "range",
    "licence",
    "source",
)
_OPTIONAL: Final = ("window", "categories")
COLUMNS: Final = ("term", "category", "weight", "note")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_APOSTROPHES: Final = str.maketrans({"\u2019": "'", "\u02bc": "'"})


def pair(path: Path) -> tuple[Path | None, Path]:
    """Return header and entries; a plain CSV has no header."""
    if path.suffix == ".toml":
        return path, path.with_suffix(".csv")
    if path.suffix != ".csv":
        known = ".toml, .csv or a format of docs/lexicon-formats.md"
        raise _fault(path, f"a word list is {known}, got {path.suffix!r}")
    header = path.with_suffix(".toml")
    return (header if header.exists() else None), path


def parse(path: Path) -> tuple[dict[str, Any], list[Entry], list[str]]:
    """Return the header, the sound entries, and the faults of the others.

    Parameters
    ----------
    path : Path
        Of either file of a pair, or of a plain CSV.

    Returns
    -------
    header : dict
        The fields of `framing.lexicons.Lexicon` but its entries.
    entries : list of Entry
    faults : list of str
        Each as ``file:line: …``.

    Raises
    ------
    LexiconError
        If a file cannot be read as what it is, or the header has a fault.
    """
    toml, table = pair(path)
    header = None if toml is None else _header(toml)
    rows = list(_rows(table))
    entries, faults = _entries(table, rows, strict=header is not None)
    if header is not None:
        return header, entries, faults + _range_faults(table, rows, header)
    entries.sort(key=lambda entry: (entry.term, entry.category))
    return plain_header(table, entries), entries, faults


def where(path: Path, line: int = 0) -> str:
    """Return a place in a file as messages name it."""
    name = f"{path.parent.name}/{path.name}" if path.parent.name else path.name
    return f"{name}:{line}" if line else name


def _fault(path: Path, what: str, *, line: int = 0) -> LexiconError:
    return LexiconError(f"{where(path, line)}: {what}")


def unreadable(path: Path, error: OSError) -> LexiconError:
    """Return the error for a file that cannot be opened."""
    return _fault(path, f"cannot be read ({error.strerror}); check the path")


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, or say which byte is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} is {error.object[error.start]:#04x}"
        raise _fault(path, f"is not UTF-8 ({byte}); save it as UTF-8") from error


def _header(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(read_text(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _fault(path, f"is not valid TOML: {error}") from error
    known = (*_REQUIRED, *_OPTIONAL)
    for key in table:
        if key not in known:
            raise _fault(path, not_one_of("key", key, known))
    missing = [key for key in _REQUIRED if not table.get(key)]
    if missing:
        raise _fault(path, f"{listed(missing, last='and')} must be given")
    if table["name"] != path.stem:
        got = f"name must be the file's, {path.stem!r}, got {table['name']!r}"
        raise _fault(path, got)
    return {**table, **_typed(path, table)}


def _typed(path: Path, table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the header's values that are not plain text, checked."""
    for key in ("title", "version", "language", "licence", "source"):
        if not isinstance(table[key], str):
            raise _fault(path, f"{key} must be text, got {table[key]!r}")
    bounds, window = table["range"], table.get("window", 0)
    categories = table.get("categories", {})
    if not _is_range(bounds):
        what = f"range must be two numbers, low before high, got {bounds!r}"
        raise _fault(path, what)
    if type(window) is not int or window < 0:
        what = f"window must be a whole number of words, got {window!r}"
        raise _fault(path, what)
    if not isinstance(categories, dict):
        raise _fault(path, f"categories must be a table, got {categories!r}")
    return {
        "range": (float(bounds[0]), float(bounds[1])),
        "window": window,
        "categories": tuple(sorted((k, str(v)) for k, v in categories.items())),
    }


def _is_range(bounds: object) -> bool:
    return (
        isinstance(bounds, list)
        and len(bounds) == 2
        and all(type(bound) in {int, float} for bound in bounds)
        and bounds[0] <= bounds[1]
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with the line on which it ends."""
    reader = csv.reader(io.StringIO(read_text(path)), strict=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        _check_columns(path, columns)
        for row in reader:
            if row and len(row) != len(columns):
                what = (
                    f"{len(row)} cells for {len(columns)} columns; fill each "
                    "column, and put quotation marks around commas"
                )
                raise _fault(path, what, line=reader.line_num)
            if row:
                yield reader.line_num, dict(zip(columns, row, strict=True))
    except csv.Error as error:
        what = f"is not valid CSV: {error}"
        raise _fault(path, what, line=reader.line_num) from error


def columns_of(path: Path) -> set[str]:
    """Return the names of a table's columns, in small letters."""
    head = read_text(path).split("\n", 1)[0]
    return {name.strip().lower() for name in head.split(",")}


def _check_columns(path: Path, columns: list[str]) -> None:
    for name in columns:
        if name not in COLUMNS:
            raise _fault(path, not_one_of("column", name, COLUMNS), line=1)
    for name in ("term", "weight"):
        if name not in columns:
            got = f"the column {name!r} is missing, got {listed(columns, last='and')}"
            raise _fault(path, got, line=1)


def _entries(
    path: Path, rows: list[tuple[int, dict[str, str]]], *, strict: bool
) -> tuple[list[Entry], list[str]]:
    """Return the sound rows and the faults of the others."""
    entries: list[Entry] = []
    faults: list[str] = []
    last, seen = ("", ""), set[tuple[str, str]]()
    for line, row in rows:
        term = row["term"] if strict else folded(row["term"])
        key = (term, row.get("category", ""))
        fault = term_fault(term) or _weight_fault(row["weight"])
        if not fault and key in seen:
            fault = f"term {term!r} is already listed; keep one row per term"
        elif not fault and strict and key < last:
            fault = f"term {term!r} must stand before {last[0]!r}; sort the rows"
        if fault:
            faults.append(f"{where(path, line)}: {fault}")
            continue
        seen.add(key)
        last = max(last, key)
        weight, note = float(row["weight"]), row.get("note", "")
        entries.append(Entry(term=term, category=key[1], weight=weight, note=note))
    if not rows:
        faults.append(f"{where(path)}: has no entries; give at least one row")
    return entries, faults


def folded(term: str) -> str:
    """Return a term as lists hold it: lower case, NFC, straight apostrophes."""
    text = unicodedata.normalize("NFC", " ".join(term.lower().split()))
    return text.translate(_APOSTROPHES)


def term_fault(term: str) -> str:
    """Return what is wrong with a term, or nothing."""
    if not term.strip("* "):
        return f"a term needs a word, got {term!r}"
    if term != folded(term):
        return (
            f"term {term!r} must be lower case, NFC, with single spaces and "
            f"straight apostrophes; write {folded(term)!r}"
        )
    if _CONTROL.search(term):
        return f"term {term!r} holds a control character; remove it"
    if "*" in term[:-1]:
        return f"term {term!r} may have a '*' at its end only; list the forms"
    return ""


def _weight_fault(text: str) -> str:
    try:
        weight = float(text)
    except ValueError:
        return f"weight must be a number, got {text!r}"
    return "" if math.isfinite(weight) else f"weight must be finite, got {text!r}"


def _range_faults(
    path: Path, rows: list[tuple[int, dict[str, str]]], header: Mapping[str, Any]
) -> list[str]:
    """Return the faults of rows against the header: weights and categories."""
    low, high = header["range"]
    known = dict(header["categories"])
    faults = []
    for line, row in rows:
        text, category = row["weight"], row.get("category", "")
        place = where(path, line)
        if not _weight_fault(text) and not low <= float(text) <= high:
            faults.append(f"{place}: weight must lie in [{low}, {high}], got {text}")
        if known and category not in known:
            faults.append(f"{place}: {not_one_of('category', category, known)}")
    return faults


def plain_header(path: Path, entries: list[Entry]) -> dict[str, Any]:
    """Return a header for a CSV without one: the range is that of its weights."""
    reach = max((abs(entry.weight) for entry in entries), default=1.0) or 1.0
    return {
        "name": path.stem,
        "title": path.stem,
        "version": "unversioned",
        "language": "en",
        "range": (-reach, reach),
        "licence": "not stated",
        "source": path.name,
    }
