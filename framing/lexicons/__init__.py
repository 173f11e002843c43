"""Word lists: read, check, find by name.

A shipped list is ``lexicons/<name>.toml`` (header) and ``<name>.csv`` (entries).
``"vader"`` is read from the installed package vaderSentiment (MIT), not copied.
A user may name a pair of such files, a plain CSV with ``term,weight``, or a
dictionary in the format of another tool (`formats.FORMATS`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from framing.errors import LexiconError, not_one_of
from framing.lexicons.entries import Entry, Lexicon
from framing.lexicons.formats import FORMATS, read_foreign
from framing.lexicons.formats.tables import HEADERS, read_table
from framing.lexicons.table import COLUMNS, columns_of, pair, parse, unreadable
from framing.lexicons.vader import load_vader
from framing.resources import data_folder

__all__ = ["Entry", "Lexicon", "check_lexicon", "list_lexicons", "load_lexicon"]


def list_lexicons() -> tuple[str, ...]:
    """Return the names that `load_lexicon` knows, sorted.

    Examples
    --------
    >>> "vader" in list_lexicons()
    True
    """
    shipped = {path.stem for path in data_folder("lexicons").glob("*.toml")}
    return tuple(sorted(shipped | {"vader"}))


def load_lexicon(name_or_path: str | Path) -> Lexicon:
    """Read and check a word list.

    Parameters
    ----------
    name_or_path : str or Path
        A name from `list_lexicons`, or the path of a ``.toml`` header with a
        ``.csv`` of the same stem beside it, or of a plain ``.csv`` with the
        columns ``term`` and ``weight`` (``category`` and ``note`` if wanted), or of
        a LIWC, Lexicoder, Yoshikoder, WordStat, quanteda, MPQA, VADER, TSV or JSON
        dictionary; see docs/lexicon-formats.md.

    Returns
    -------
    Lexicon
        Cached: the same unchanged file gives the same object.

    Raises
    ------
    LexiconError
        If the name is unknown, or the list has a fault; the message names file,
        line and rule.

    Examples
    --------
    >>> lexicon = load_lexicon("vader")
    >>> lexicon.licence, lexicon.range
    ('MIT', (-4.0, 4.0))
    """
    text = str(name_or_path)
    if text == "vader":
        return _vader()
    if not isinstance(name_or_path, Path) and not _is_path(text):
        return _load(_shipped(text), 0)
    path = Path(name_or_path)
    try:
        files = (path,) if path.suffix in FORMATS else pair(path)
        stamps = [p.stat().st_mtime_ns for p in files if p is not None]
    except OSError as error:
        raise unreadable(path, error) from error
    return _load(path, hash(tuple(stamps)))


def files_of(names: Iterable[str | Path]) -> list[Path]:
    """Return the files of those word lists that are no shipped ones.

    Examples
    --------
    >>> [path.name for path in files_of(["vader", "mine/words.csv"])]
    ['words.toml', 'words.csv']
    """
    found: list[Path] = []
    for name in names:
        if isinstance(name, Path) or _is_path(name.strip()):
            path = Path(str(name).strip())
            pair_of = [path.with_suffix(suffix) for suffix in (".toml", ".csv")]
            found += pair_of if path in pair_of else [path]
    return found


def check_lexicon(path: str | Path) -> tuple[str, ...]:
    """Return every fault of a word list, each as ``file:line: …``; none if sound.

    Parameters
    ----------
    path : str or Path
        As in `load_lexicon`, or the name of a shipped list.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> check_lexicon("vader")
    ()
    """
    text = str(path)
    if text == "vader":
        return ()
    try:
        file = Path(path) if _is_path(text) else _shipped(text)
        _, _, faults = _parsed(file)
    except LexiconError as error:
        return (str(error),)
    return tuple(faults)


def _is_path(text: str) -> bool:
    suffixes = (".toml", ".csv", *FORMATS)
    return text.lower().endswith(suffixes) or "/" in text or "\\" in text


def _parsed(path: Path) -> tuple[dict[str, Any], list[Entry], list[str]]:
    """Read a list by its format."""
    reader = FORMATS.get(path.suffix.lower())
    if reader is None and path.suffix == ".csv" and _is_foreign(path):
        reader = read_table
    return parse(path) if reader is None else read_foreign(path, reader)


def _is_foreign(path: Path) -> bool:
    """Say whether a CSV stands alone and has columns as other tools name them."""
    if path.with_suffix(".toml").exists() or not path.exists():
        return False
    columns = columns_of(path)
    return columns <= set(HEADERS) and not columns <= {*COLUMNS}


def _shipped(name: str) -> Path:
    if name not in list_lexicons():
        known = not_one_of("lexicon", name, list_lexicons())
        message = f"{known}; or give the path of a .toml or .csv file"
        raise LexiconError(message)
    return data_folder("lexicons") / f"{name}.toml"


@functools.lru_cache(maxsize=64)
def _load(path: Path, stamp: int) -> Lexicon:  # noqa: ARG001 - part of the cache's key
    header, entries, faults = _parsed(path)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise LexiconError(faults[0] + more)
    return Lexicon(**header, entries=tuple(entries))


@functools.lru_cache(maxsize=1)
def _vader() -> Lexicon:
    return load_vader()
