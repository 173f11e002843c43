"""Dictionaries of other tools, read as word lists."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from framing.errors import FramingWarning, LexiconError
from framing.lexicons.entries import Entry
from framing.lexicons.formats.base import Fault, Found, Raw
from framing.lexicons.formats.liwc import read_liwc
from framing.lexicons.formats.mappings import read_json, read_quanteda
from framing.lexicons.formats.tables import read_mpqa, read_raters, read_table
from framing.lexicons.formats.trees import (
    read_lexicoder,
    read_wordstat,
    read_yoshikoder,
)
from framing.lexicons.table import folded, plain_header, term_fault, unreadable, where

FORMATS: Final[Mapping[str, Callable[[str], Found]]] = MappingProxyType(
    {
        ".dic": read_liwc,
        ".lc3": read_lexicoder,
        ".ykd": read_yoshikoder,
        ".cat": read_wordstat,
        ".yml": read_quanteda,
        ".yaml": read_quanteda,
        ".tff": read_mpqa,
        ".txt": read_raters,
        ".tsv": read_table,
        ".json": read_json,
    }
)
"""Suffix to reader; a ``.csv`` with other columns than ours goes to `read_table`."""

# What the last part of a category says of its words' sign.
_SIGNS: Final = {
    **dict.fromkeys(("positive", "pos", "posemo", "neg_negative"), 1.0),
    **dict.fromkeys(("negative", "neg", "negemo", "neg_positive"), -1.0),
}


def read_foreign(
    path: Path, reader: Callable[[str], Found]
) -> tuple[dict[str, Any], list[Entry], list[str]]:
    """Return the header, the sound entries and the faults of another tool's list.

    Parameters
    ----------
    path : Path
        In UTF-8, or in Windows-1252 as older tools write it.
    reader : callable
        From `FORMATS`.

    Returns
    -------
    header : dict
    entries : list of Entry
        Sorted; weights of 1 where the format has none, with the sign that a category
        such as ``negative`` gives.
    faults : list of str
        Each as ``file:line: …``.

    Raises
    ------
    LexiconError
        If the file cannot be read.

    Warns
    -----
    FramingWarning
        If entries without a letter or digit (":-)") were left out.
    """
    entries: dict[tuple[str, str], Entry] = {}
    faults: list[str] = []
    wordless = 0
    try:
        for found in reader(_decoded(path)):
            if isinstance(found, Raw) and not any(map(str.isalnum, found.term)):
                wordless += 1
                continue
            what = found.what if isinstance(found, Fault) else _added(found, entries)
            if what:
                faults.append(f"{where(path, found.line)}: {what}")
    except RecursionError:
        faults.append(f"{where(path)}: is nested too deeply; write categories flat")
    if not entries and not faults:
        faults.append(f"{where(path)}: has no entries; give at least one")
    if wordless:
        message = f"{where(path)}: {wordless} entries without a word were left out"
        warnings.warn(message, FramingWarning, stacklevel=2)
    kept = sorted(entries.values(), key=lambda entry: (entry.term, entry.category))
    return _header(path, kept), kept, faults


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    if b"\0" in data:
        message = f"{where(path)}: is no text (it holds a zero byte); save it as UTF-8"
        raise LexiconError(message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _added(raw: Raw, entries: dict[tuple[str, str], Entry]) -> str:
    """Add an entry, or return what is wrong with it."""
    term = folded(raw.term)
    fault = term_fault(term)
    if fault:
        return fault
    weight = raw.weight
    if weight is None:
        weight = _SIGNS.get(raw.category.rsplit("/", 1)[-1].lower(), 1.0)
    key = (term, raw.category)
    old = entries.get(key)
    if old is not None and old.weight != weight:
        return (
            f"term {term!r} is already listed with weight {old.weight:g}, "
            f"got {weight:g}; keep one"
        )
    entries.setdefault(
        key, Entry(term=term, category=raw.category, weight=weight, note=raw.note)
    )
    return ""


def _header(path: Path, entries: Iterable[Entry]) -> dict[str, Any]:
    """Return a header whose range is signed only where weights are."""
    kept = list(entries)
    header = plain_header(path, kept)
    if not any(entry.weight < 0 for entry in kept):
        header["range"] = (0.0, header["range"][1])
    return header
