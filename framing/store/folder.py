"""The run directory: locked while it is written, finished whole or not at all.

``manifest.json`` holds what decides results, and no clock; ``run.log`` holds how the
run went. A folder with our manifest is a run; one with our mark ``unfinished.json``
is a run that something stopped, and goes on where it was. Anything else is input.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from framing.errors import RunError
from framing.store.parts import (
    RECORDS,
    WHOLE_RUN,
    Part,
    Stage,
    digest_of,
    read_record,
    read_records,
    record_path,
    write_at_once,
    write_record,
)
from framing.store.schemas import SCHEMAS
from framing.store.tables import Run, StoredTables

FORMAT: Final = "framing-run/2"
MANIFEST: Final = "manifest.json"
LOG: Final = "run.log"
DIGESTS: Final = "digests.json"
"""SHA-256 of the manifest and of every record, which hold those of the tables."""
UNFINISHED: Final = "unfinished.json"
SPOOL: Final = "spool"
"""Articles that wait to be analysed; gone when the run is finished."""

_LOCK: Final = ".lock"
_README: Final = "README.txt"
_NOTICE: Final = (
    "This folder holds the texts of the articles of a run, which may be licensed.\n"
    "Share the report, not this folder. docs/run-format.md explains each table.\n"
)


def is_run(folder: Path) -> bool:
    """Whether a folder is a run directory of ours that was finished."""
    return _is_ours(folder / MANIFEST) and not (folder / UNFINISHED).exists()


def is_unfinished(folder: Path) -> bool:
    """Whether a folder is a run directory of ours that something stopped."""
    return _is_ours(folder / UNFINISHED)


def _is_ours(path: Path) -> bool:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a run directory against other writers.

    Raises
    ------
    RunError
        If another process writes into it, if it holds something that is not a run,
        or if nothing can be written there.
    """
    check_free(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        message = (
            f"{folder.name}: another process writes into this run; wait until it "
            "ends, or choose another folder"
        )
        raise RunError(message) from None
    except OSError as error:
        raise RunError(_unwritable(folder, error)) from error
    try:
        yield
    except OSError as error:
        raise RunError(_unwritable(folder, error)) from error
    finally:
        lock.release()


def _unwritable(folder: Path, error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return (
        f"{folder.name}: cannot be written ({reason}); what was finished is kept: "
        "make room or choose another folder, and run the same command again"
    )


def check_free(folder: Path) -> None:
    """Refuse a folder that holds something other than a run.

    Raises
    ------
    RunError
    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder.name}: is a file; choose a folder"
        raise RunError(message)
    # One of them may be damaged, and is then made again.
    marks = (MANIFEST, UNFINISHED, DIGESTS)
    if not folder.exists() or any(_is_ours(folder / name) for name in marks):
        return
    if any(path.name != _LOCK for path in folder.iterdir()):
        older = (folder / DIGESTS).exists()
        what = "holds a run of another version" if older else "holds no run of ours"
        message = (
            f"{folder.name}: the folder is not empty and {what}; "
            "choose another folder or empty this one"
        )
        raise RunError(message)


def begin(folder: Path) -> None:
    """Mark a run as unfinished, before anything in it changes."""
    write_at_once(folder / UNFINISHED, dump({"format": FORMAT}))


def drop_parts(folder: Path, kept: Collection[str]) -> None:
    """Remove the records of parts that do not belong to the run any more."""
    for path, _ in list(read_records(folder)):
        if path.stem != WHOLE_RUN and path.stem not in kept:
            begin(folder)
            path.unlink()


def finish(folder: Path, manifest: Mapping[str, Any], *, log: str = "") -> None:
    """Drop what the run does not need, write what decided it, and end it.

    Parameters
    ----------
    folder : Path
    manifest : mapping
    log : str
        How the run went: engine, paths, times. The only part that may differ when
        the same input is run twice.
    """
    shutil.rmtree(folder / SPOOL, ignore_errors=True)
    write_at_once(folder / _README, _NOTICE.encode())
    write_at_once(folder / LOG, log.encode())
    write_at_once(folder / MANIFEST, dump(manifest))
    seal(folder)
    (folder / UNFINISHED).unlink(missing_ok=True)


def seal(folder: Path) -> None:
    """Drop files of tables that no record names, and write down all digests."""
    _drop_strangers(folder)
    write_at_once(folder / DIGESTS, _digests(folder))


def is_finished(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether a run is there whole, with this manifest."""
    return (
        not (folder / UNFINISHED).exists()
        and _content(folder / MANIFEST) == dump(manifest)
        and _content(folder / DIGESTS) == _digests(folder)
    )


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _digests(folder: Path) -> bytes:
    records = (path for path, _ in read_records(folder))
    files = {
        path.relative_to(folder).as_posix(): digest_of(path)
        for path in (folder / _README, folder / MANIFEST, *records)
    }
    return dump({"format": FORMAT, "files": files})


def _drop_strangers(folder: Path) -> None:
    """Remove files of tables that no record names any more."""
    known = {file for _, part in read_records(folder) if part for file in part.files}
    for table in SCHEMAS:
        for path in (folder / table).glob("*"):
            if path.relative_to(folder).as_posix() not in known:
                path.unlink()


def dump(value: Mapping[str, Any]) -> bytes:
    """Return a manifest as bytes: sorted, indented, the same each time."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what decided a run.

    Raises
    ------
    RunError
        If the folder is no run, or one that was not finished.
    """
    if is_unfinished(folder):
        message = (
            f"{folder.name}: this run was stopped before its end; run the same "
            "'framing analyse' again, which goes on where it was"
        )
        raise RunError(message)
    if not is_run(folder):
        message = f"{folder.name}: is not a run directory; it has no {MANIFEST} of ours"
        raise RunError(message)
    made: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return made


def read_run(folder: Path) -> Run:
    """Read a run directory; each table is read when it is asked for.

    Raises
    ------
    RunError
        If it is no run, was not finished, or a record is missing or damaged. A
        damaged table raises when it is read.
    """
    manifest = read_manifest(folder)
    return Run(tables=tables_of(folder), manifest=manifest)


def tables_of(folder: Path) -> StoredTables:
    """Return the tables that the records of a run list.

    Raises
    ------
    RunError
        If a record is damaged.
    """
    files: dict[str, list[str]] = {}
    for path, part in read_records(folder):
        if part is None:
            message = (
                f"{folder.name}/{RECORDS}/{path.name}: cannot be read; "
                "run 'framing analyse' again, which repairs just that"
            )
            raise RunError(message)
        for file in part.files:
            files.setdefault(file.split("/", 1)[0], []).append(file)
    return StoredTables(folder, files)


def stages_of_the_run(folder: Path) -> dict[str, Stage]:
    """Return what was made of all articles together."""
    found = read_record(record_path(folder, WHOLE_RUN))
    return dict(found.stages) if found else {}


def write_stages_of_the_run(folder: Path, stages: Mapping[str, Stage]) -> None:
    """List what was made of all articles together."""
    write_record(folder, Part(id=WHOLE_RUN, entries=(), stages=stages))
