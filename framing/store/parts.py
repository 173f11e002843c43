"""Parts of a run: some articles, the stages that are done for them, and their files.

A part is a record, ``parts/<id>.json``, and Parquet files that it lists with their
digests. A file is complete before the record names it, and carries the key of its
stage in its name: whatever dies on the way, a record never speaks of other content
than it was written for.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

DOCUMENTS: Final = "documents"
"""The stage that cleans, cuts and reads articles; the others are metrics, by name."""

RECORDS: Final = "parts"
WHOLE_RUN: Final = "run"
"""Id of the record that lists what was made of all articles together."""

_KEY: Final = 12  # characters of a stage's key in the names of its files


class Entry(NamedTuple):
    """One article of a part.

    Attributes
    ----------
    id, digest : str
        The digest is of all that was read, but for the place.
    path, record : str
        Where it stood when it was read last.
    """

    id: str
    digest: str
    path: str
    record: str


class Stage(NamedTuple):
    """What a stage made for a part.

    Attributes
    ----------
    key : str
        Of all that decides its result (`framing.stages.keys`).
    files : mapping of str to str
        Path below the run directory to SHA-256.
    """

    key: str
    files: Mapping[str, str]


class Part(NamedTuple):
    """Some articles, and what is done for them; stages in reading order."""

    id: str
    entries: tuple[Entry, ...]
    stages: Mapping[str, Stage]

    @property
    def files(self) -> dict[str, str]:
        """All files with their digests."""
        return {k: v for stage in self.stages.values() for k, v in stage.files.items()}


def part_id(entries: Iterable[Entry]) -> str:
    """Return the id of a part, made of what it holds and nothing else."""
    digest = hashlib.sha256()
    for entry in entries:
        digest.update("\0".join((*entry, "")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def record_path(folder: Path, part: str) -> Path:
    """Return the file of a part's record."""
    return folder / RECORDS / f"{part}.json"


def write_record(folder: Path, part: Part) -> None:
    """Write the record of a part, at once."""
    stages = {name: stage._asdict() for name, stage in part.stages.items()}
    content = {"id": part.id, "entries": part.entries, "stages": stages}
    write_at_once(record_path(folder, part.id), json.dumps(content).encode())


def read_record(path: Path) -> Part | None:
    """Return a part, or nothing where its record is damaged."""
    try:
        content = json.loads(path.read_bytes())
        part = Part(
            id=str(content["id"]),
            entries=tuple(Entry(*map(str, row)) for row in content["entries"]),
            stages={
                str(name): Stage(key=str(made["key"]), files=_checked(made["files"]))
                for name, made in content["stages"].items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return part if part.id == path.stem else None


def _checked(files: Mapping[str, Any]) -> dict[str, str]:
    """Refuse names that leave the run directory."""
    for name in files:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise ValueError(name)
    return {str(name): str(digest) for name, digest in files.items()}


def read_records(folder: Path) -> Iterator[tuple[Path, Part | None]]:
    """Yield every record of a run directory in the order of its name."""
    for path in sorted((folder / RECORDS).glob("*.json")):
        yield path, read_record(path)


def write_stage(
    folder: Path, part: str, name: str, key: str, tables: Mapping[str, pa.Table]
) -> Stage:
    """Write the tables that a stage made for a part; those without rows have no file.

    Parameters
    ----------
    folder : Path
        The run directory.
    part, name, key : str
        Of the part and of the stage.
    tables : mapping of str to pyarrow.Table
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    files = {}
    for table, content in tables.items():
        if not content.num_rows:
            continue
        file = f"{table}/{part}-{name}-{key[:_KEY]}.parquet"
        buffer = pa.BufferOutputStream()
        pq.write_table(content, buffer, compression="zstd")
        data = buffer.getvalue()
        write_at_once(folder / file, data)
        files[file] = hashlib.sha256(data).hexdigest()
    return Stage(key=key, files=files)


def write_at_once(path: Path, content: Any) -> None:  # noqa: ANN401 - any bytes
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two writers of one file, a worker and its successor, must not share a part.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)  # noqa: PTH105 - the name says that it replaces
    finally:
        part.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces; empty where there is none."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def damaged_files(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Return the files that are missing or are not what was written."""
    return [name for name in files if digest_of(folder / name) != files[name]]
