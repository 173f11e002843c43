"""Metadata beside articles: ``metadata.csv`` in a folder of text files."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from framing.ingest.base import Options, Record, Refused, Source
from framing.ingest.rows import read_rows
from framing.model import SetAside

_NAME: Final = "metadata.csv"
_FILE: Final = frozenset({"file", "filename", "file_name", "file name", "path"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SidecarRow:
    """What a sidecar says about one file.

    Attributes
    ----------
    key : str
        The file, as `file_key` writes it.
    file : str
        As the sidecar writes it; may be empty.
    source : Source
        The sidecar.
    place : str
        The row.
    cells : tuple of (str, str)
        The other columns.
    """

    key: str
    file: str
    source: Source
    place: str
    cells: tuple[tuple[str, str], ...]


def file_key(path: Path) -> str:
    """Return a path so that two spellings of it are equal (macOS takes é apart)."""
    return unicodedata.normalize("NFC", os.path.abspath(path))  # noqa: PTH100 - links stay


def read_sidecar(
    source: Source, options: Options
) -> tuple[SidecarRow | SetAside, ...] | None:
    """Read a ``metadata.csv``.

    Parameters
    ----------
    source : Source
    options : Options

    Returns
    -------
    tuple of SidecarRow and SetAside, or None
        None if the file is no sidecar: it has another name, or no column of files.
        Files are relative to the sidecar's own folder.
    """
    if source.path.name.casefold() != _NAME:
        return None
    try:
        found = list(read_rows(source, options))
    except (Refused, OSError, UnicodeError):
        return None  # then it is read, and set aside, as any other table is
    first = next((item for item in found if isinstance(item, Record)), None)
    names = [name for name in first.values if name.casefold() in _FILE] if first else []
    return tuple(_rows(found, names[0], source)) if names else None


def _rows(
    found: list[Record | SetAside], column: str, source: Source
) -> Iterator[SidecarRow | SetAside]:
    for item in found:
        if isinstance(item, SetAside):
            yield item
            continue
        values = {name: str(value) for name, value in item.values.items()}
        file = values.pop(column).strip().replace("\\", "/")
        key = file_key(source.path.parent / file) if file else ""
        yield SidecarRow(
            key=key,
            file=file,
            source=source,
            place=item.place,
            cells=tuple(values.items()),
        )
