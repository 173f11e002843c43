"""Whether a run directory is whole: digests of its files, and counts that add up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from framing.errors import RunError
from framing.store import MANIFEST, SCHEMAS, Run, is_unfinished, read_manifest, read_run
from framing.store.folder import DIGESTS
from framing.store.parts import RECORDS, WHOLE_RUN, digest_of, read_records

if TYPE_CHECKING:
    import pandas as pd

_AGAIN: Final = "restore the file, or run 'framing analyse' again: it repairs just that"
_COUNTED: Final = ("articles", "set_aside", "events")
# Tables whose rows belong to an article of the run.
_OF_ARTICLES: Final = (
    *("texts", "cleaning", "quotes", "measurements", "lead_measurements", "evidence"),
    *("hits", "namings", "members"),
)


def faults_in(folder: Path) -> list[str]:
    """Return what is wrong with a run directory, a message for each fault.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    list of str
        Empty for a run that is whole. Each message names its file first, and the
        part of the run that it belongs to.

    Raises
    ------
    RunError
        If the folder is no run of ours at all.
    """
    if is_unfinished(folder):
        read_manifest(folder)  # says how to go on
    if not folder.is_dir() or not (folder / MANIFEST).exists():
        message = f"{folder.name}: is not a run directory; it has no {MANIFEST}"
        raise RunError(message)
    found = [*_changed_files(folder), *_changed_tables(folder), *_strangers(folder)]
    if found:
        return found
    try:
        run = read_run(folder)
        return list(_miscounts(run))
    except RunError as error:
        return [str(error)]


def _changed_files(folder: Path) -> Iterator[str]:
    """Yield a message for each record that is missing or not what was written."""
    try:
        content = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
        digests = dict(content["files"])
    except (OSError, ValueError, TypeError, KeyError):
        yield f"{DIGESTS}: is missing or damaged; {_AGAIN}"
        return
    for name, digest in sorted(digests.items()):
        inside = not Path(name).is_absolute() and ".." not in Path(name).parts
        yield from _changed(folder, name, str(digest) if inside else "", "")
    records = {f"{RECORDS}/{path.name}" for path, _ in read_records(folder)}
    for name in sorted(({MANIFEST} | records) - set(digests)):
        yield f"{DIGESTS}: does not list {name}; {_AGAIN}"


def _changed_tables(folder: Path) -> Iterator[str]:
    """Yield a message for each file of a table that is not what was written."""
    for _, part in read_records(folder):
        if part is None:  # said already: its digest is another
            continue
        n = len(part.entries)
        what = "whole run" if part.id == WHOLE_RUN else f"part {part.id}, {n} articles"
        for name, digest in sorted(part.files.items()):
            yield from _changed(folder, name, digest, f" ({what})")


def _changed(folder: Path, name: str, digest: str, what: str) -> Iterator[str]:
    path = folder / name
    if not digest or not path.is_file():
        yield f"{name}: is missing{what}; {_AGAIN}"
    elif digest_of(path) != digest:
        size = path.stat().st_size
        yield f"{name}: is damaged{what}: {size:,} bytes with another digest; {_AGAIN}"


def _strangers(folder: Path) -> Iterator[str]:
    """Yield a message for each file of a table that no record lists."""
    known = {name for _, part in read_records(folder) if part for name in part.files}
    for table in SCHEMAS:
        for path in sorted((folder / table).glob("*")):
            name = path.relative_to(folder).as_posix()
            if name not in known:
                yield f"{name}: no record lists it; remove it"


def _miscounts(run: Run) -> Iterator[str]:
    """Yield a message for each count that does not add up."""
    tables: Mapping[str, pd.DataFrame] = run.tables
    for name in _COUNTED:
        told, n = run.manifest["counts"][name], len(tables[name])
        if told != n:
            yield f"{name}: {n:,} rows, but {MANIFEST} counts {told:,}"
    known = Counter(tables["articles"]["article"].astype(str))
    for key, n in sorted(known.items()):
        if n > 1:
            yield f"articles: {key!r} stands in {n} rows, each article in one"
    for name in _OF_ARTICLES:
        strange = sorted(set(tables[name]["article"].astype(str)) - set(known))
        if strange:
            yield f"{name}: {strange[0]!r} and {len(strange)} in all are no articles"
    for name in ("texts", "members"):
        missing = sorted(set(known) - set(tables[name]["article"].astype(str)))
        if missing:
            yield f"{name}: {missing[0]!r} and {len(missing)} in all are missing"
    events = set(tables["events"]["event"].astype(str))
    unknown = sorted(set(tables["members"]["event"].astype(str)) - events)
    if unknown:
        yield f"members: {unknown[0]!r} and {len(unknown)} in all are no events"


def status_of(run: Run) -> list[tuple[str, str]]:
    """Return what a run holds and what decided it, as pairs of name and value."""
    manifest = run.manifest
    counts = manifest["counts"]
    words = int(run.tables["articles"]["n_words"].sum())
    return [
        ("format", str(manifest["format"])),
        ("framing", str(manifest["framing"])),
        ("articles used", f"{counts['articles']:,}"),
        ("records set aside", f"{counts['set_aside']:,}"),
        ("events", f"{counts['events']:,}"),
        ("words", f"{words:,}"),
        ("groups", ", ".join(manifest["settings"]["analysis"]["groups"])),
        ("lexicon for stance", str(manifest["lexicon"])),
        ("model for quotations", str(manifest["quotes_model"])),
        ("corrections of events", str(manifest["corrections"])[:16] or "none"),
        ("digest of the texts", str(manifest["digest_of_texts"])[:16]),
        *(("note", note) for note in manifest["notes"]),
    ]
