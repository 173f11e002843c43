"""Write the files of an output: never half of one, and not again where they stand."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

NOTE: Final = ".framing.json"
"""Beside an output: from what it was made, and the SHA-256 of each of its files."""


def place(
    out: Path, made: Iterable[tuple[str, Iterable[bytes]]], *, key: str = ""
) -> tuple[Path, ...]:
    """Write all files beside their places, then move them.

    A reader sees the old files or the new ones, and a full disk leaves the old.

    Parameters
    ----------
    out : Path
        A folder; it is made if it does not exist.
    made : iterable of (str, iterable of bytes)
        Path below the folder, and its content in pieces.
    key : str
        Of all that decides the content; empty if that is not known.

    Returns
    -------
    tuple of Path
        What was written, in the order given.
    """
    files: dict[str, str] = {}
    parts: dict[Path, Path] = {}
    try:
        for name, content in made:
            files[name] = _write(out / name, content, parts)
        if key:
            note = json.dumps({"key": key, "files": files}, indent=1)
            _write(out / NOTE, [note.encode()], parts)
        else:
            (out / NOTE).unlink(missing_ok=True)
        for path, part in parts.items():
            os.replace(part, path)  # noqa: PTH105 - named in the design
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return tuple(out / name for name in files)


def _write(path: Path, content: Iterable[bytes], parts: dict[Path, Path]) -> str:
    """Write a file beside its place; return its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts[path] = path.with_name(f".{path.name}.part")
    digest = hashlib.sha256()
    with parts[path].open("wb") as handle:
        for piece in content:
            digest.update(piece)
            handle.write(piece)
    return digest.hexdigest()


def written(folder: Path) -> frozenset[Path]:
    """Return the files of an output that stands in a folder; none without its note.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    frozenset of Path
        Below the folder, whether they are there or not.
    """
    try:
        names = json.loads((folder / NOTE).read_bytes())["files"]
        return frozenset(folder / name for name in names)
    except (OSError, ValueError, TypeError, KeyError):
        return frozenset()


def standing(out: Path, key: str) -> tuple[Path, ...]:
    """Return the files of an output that was made of the same, if all are whole.

    Parameters
    ----------
    out : Path
    key : str
        As `place` was given it; empty for none.

    Returns
    -------
    tuple of Path
        Empty where something is missing, changed or made of something else.
    """
    try:
        note = json.loads((out / NOTE).read_bytes())
        files = {out / name: digest for name, digest in note["files"].items()}
        whole = all(
            hashlib.sha256(path.read_bytes()).hexdigest() == digest
            for path, digest in files.items()
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return ()
    return tuple(files) if key and whole and note["key"] == key else ()
