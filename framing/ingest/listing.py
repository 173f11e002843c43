"""Which files to read: what the user named, walked in sorted order."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from framing.errors import InputError
from framing.ingest.base import Options, Source
from framing.ingest.sidecar import SidecarRow, file_key, read_sidecar
from framing.model import SetAside
from framing.outputs import written

# A run directory among the articles (``--out`` inside the input) is no input, as
# hidden files are none: the same run twice must find the same.
_RUN: Final = ("manifest.json", "run.log")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Everything that was found, before anything is read.

    Attributes
    ----------
    entries : tuple of Source and SetAside
        In the order of reading: by path.
    columns : frozenset of str
        Those of all sidecars.
    """

    entries: tuple[Source | SetAside, ...]
    columns: frozenset[str]


def list_inputs(paths: Iterable[str | Path], options: Options) -> Listing:
    """List the files under what the user named.

    Parameters
    ----------
    paths : iterable of str or Path
        Files or folders.
    options : Options

    Returns
    -------
    Listing

    Raises
    ------
    InputError
        If nothing is named, a path does not exist, or there is no file at all.
    """
    roots = [Path(path) for path in paths]
    if not roots:
        message = "no input: name at least one file or folder"
        raise InputError(message)
    for root in roots:
        _check_exists(root)
    found = [
        item
        for root, tail in zip(roots, _tails(roots), strict=True)
        for item in _under(root, tail)
    ]
    if not found:
        names = ", ".join(str(root) for root in roots)
        message = f"{names}: no file was found; name a folder that holds articles"
        raise InputError(message)
    return _with_sidecars(_once(found), roots, options)


def _check_exists(root: Path) -> None:
    if root.exists() or root.is_symlink():
        return
    parent = root.parent
    names = sorted(path.name for path in parent.iterdir()) if parent.is_dir() else []
    near = difflib.get_close_matches(root.name, names, n=3)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    message = f"{root}: no such file or folder{hint or '; check the path'}"
    raise InputError(message)


def _tails(roots: list[Path]) -> list[str]:
    """Return what to write before the paths under each root, so that they differ.

    Nothing for a single root; else the fewest last parts that tell roots apart.
    """
    # Not resolved: a link keeps the name that the user gave it.
    parts = [Path(os.path.abspath(root)).parts for root in roots]  # noqa: PTH100
    if len(set(parts)) == 1:
        return ["" for _ in roots]
    tails = []
    for mine in parts:
        others = [other for other in parts if other != mine]
        length = next(
            n
            for n in range(1, len(mine) + 1)
            if n == len(mine) or all(other[-n:] != mine[-n:] for other in others)
        )
        tails.append("/".join(part.strip("/\\:") for part in mine[-length:]))
    return tails


def _under(root: Path, tail: str) -> Iterator[Source | SetAside]:
    if not root.is_dir():
        yield _entry(root, _printable(tail or root.name), None)
        return
    inside = Path(os.path.realpath(root))
    for path, fault in sorted(_walk(root), key=lambda item: item[0].parts):
        relative = path.relative_to(root).as_posix()
        label = _printable(f"{tail}/{relative}" if tail else relative)
        if fault:
            yield SetAside(path=label, reason=fault[0], detail=fault[1])
        else:
            yield _entry(path, label, inside)


def _walk(root: Path) -> Iterator[tuple[Path, tuple[str, str] | None]]:
    """Yield visible paths but folders and our own output, then what is not read."""
    errors: list[OSError] = []
    ours: set[Path] = set()
    for place, folders, files in os.walk(root, onerror=errors.append):
        folder = Path(place)
        ours |= written(folder)
        if folder != root and all(name in files for name in _RUN):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if (folder / name).is_symlink()]
        for name in [*linked, *files]:
            if not name.startswith(".") and folder / name not in ours:
                yield folder / name, None
    for error in errors:
        detail = f"the folder cannot be opened: {error.strerror}; check its permissions"
        yield Path(str(error.filename)), ("unreadable", detail)


def _entry(path: Path, label: str, inside: Path | None) -> Source | SetAside:
    """Return a file, or why the path is none; links must stay in the named folder."""
    real = Path(os.path.realpath(path))
    fault = None
    if not real.exists():
        fault = ("broken link", "the link leads nowhere; replace it by the file")
    elif inside and path.is_symlink() and not real.is_relative_to(inside):
        fault = (
            "link leaves the folder",
            "the link leads out of the folder that was named; copy the file into it",
        )
    elif real.is_dir():
        fault = ("link to a folder", "its files are read where they lie")
    elif not real.is_file():
        fault = ("not a file", "it is a device or a pipe; save its content in a file")
    if fault:
        return SetAside(path=label, reason=fault[0], detail=fault[1])
    return Source(path=path, label=label, name=_printable(path.name))


def _printable(name: str) -> str:
    """Return a file name in which bytes that are not UTF-8 are replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _once(found: list[Source | SetAside]) -> list[Source | SetAside]:
    """Set aside a file that was named twice, or is reached by a link too."""
    seen: dict[str, str] = {}
    kept: list[Source | SetAside] = []
    for item in found:
        real = os.path.realpath(item.path)
        if isinstance(item, Source) and real in seen:
            detail = f"it is the same file as {seen[real]!r}; name it once"
            kept.append(item.set_aside("duplicate file", detail))
            continue
        if isinstance(item, Source):
            seen[real] = item.label
        kept.append(item)
    return kept


def _with_sidecars(
    found: list[Source | SetAside], roots: list[Path], options: Options
) -> Listing:
    """Take sidecars out of the inputs, and lay their rows beside the files."""
    sources = [item for item in found if isinstance(item, Source)]
    # Outer folders first: what an inner folder's sidecar says of a file stands.
    outer_first = sorted(sources, key=lambda item: len(item.path.parts))
    sidecars = {item: read_sidecar(item, options) for item in outer_first}
    read = [rows for rows in sidecars.values() if rows is not None]
    files = {file_key(item.path) for item, rows in sidecars.items() if rows is None}
    beside: dict[str, SidecarRow] = {}
    faults = [fault for rows in read for fault in _lay(rows, beside, files)]
    for rows in _neighbours(roots, sources, options):
        _lay(rows, beside, files)
    repeated = Counter(item.path.name for item in sources)
    entries = [
        _complete(item, repeated, beside) if isinstance(item, Source) else item
        for item in found
        if not (isinstance(item, Source) and sidecars[item] is not None)
    ]
    columns = {name for row in beside.values() for name, _ in row.cells}
    return Listing(entries=(*entries, *faults), columns=frozenset(columns))


def _neighbours(
    roots: list[Path], sources: list[Source], options: Options
) -> Iterator[tuple[SidecarRow | SetAside, ...]]:
    """Read the sidecars beside files that were named one by one."""
    known = {file_key(source.path) for source in sources}
    parents = dict.fromkeys(root.parent for root in roots if not root.is_dir())
    for parent in parents:
        path = parent / "metadata.csv"
        if path.is_file() and file_key(path) not in known:
            source = Source(path=path, label=path.name, name=path.name)
            yield read_sidecar(source, options) or ()


def _lay(
    rows: Iterable[SidecarRow | SetAside],
    beside: dict[str, SidecarRow],
    files: set[str],
) -> list[SetAside]:
    """Add rows by their file; return those that have none, and those too many."""
    faults = []
    for row in rows:
        if isinstance(row, SetAside):
            faults.append(row)
        elif row.key not in files:
            faults.append(_without_file(row))
        elif row.key in beside and beside[row.key].source == row.source:
            detail = (
                f"{row.file!r} has a row already ({beside[row.key].place}); keep one"
            )
            faults.append(
                row.source.set_aside("duplicate sidecar row", detail, record=row.place)
            )
        else:
            beside[row.key] = row
    return faults


def _without_file(row: SidecarRow) -> SetAside:
    detail = f"there is no file {row.file!r} beside it; correct the name or remove it"
    return row.source.set_aside("sidecar row without file", detail, record=row.place)


def _complete(
    source: Source, repeated: Counter[str], beside: dict[str, SidecarRow]
) -> Source:
    """Give a file its metadata, and its path for a name where names are alike."""
    row = beside.get(file_key(source.path))
    name = source.label if repeated[source.path.name] > 1 else source.name
    return replace(source, name=name, beside=row.cells if row else ())
