"""What a run needs to do: which parts stand, which change, which articles wait.

Articles are known by their content. A part whose articles were all read again stands;
of one that lost some, the rows of the others are kept; what nobody has seen waits in
files of its own. Only then does any work begin, so that its size is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from framing.errors import RunError
from framing.model import Article, SetAside
from framing.stages.spool import entry_of, well_formed, write_spool
from framing.stages.work import Task, key_of_failed
from framing.store.folder import begin
from framing.store.parts import (
    DOCUMENTS,
    WHOLE_RUN,
    Entry,
    Part,
    Stage,
    damaged_files,
    part_id,
    read_records,
    write_record,
    write_stage,
)
from framing.store.tables import read_file

if TYPE_CHECKING:
    import pyarrow as pa

SIZES: Final = (16, 16, 32, 32, 64, 64)
"""Articles of the first parts, small so that a small corpus employs all processes."""

LARGEST: Final = 128
"""Articles of every further part: some five seconds of work."""

MOST_CHARACTERS: Final = 4_000_000
"""Of one part: books and pages gone wrong must not fill the memory of a worker."""

_DOUBLE: Final = "duplicate id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done, and what is not.

    Attributes
    ----------
    tasks : tuple of Task
    kept : frozenset of str
        Ids of the parts that stand, whole or to be measured again.
    aside : tuple of SetAside
        What readers could not use.
    fresh : frozenset of str
        Ids of the articles that wait.
    n_changed : int
        Parts that lost articles, or whose articles moved in their files.
    """

    tasks: tuple[Task, ...]
    kept: frozenset[str]
    aside: tuple[SetAside, ...]
    fresh: frozenset[str]
    n_changed: int

    @property
    def n_articles(self) -> int:
        """Articles that there is work on."""
        return sum(map(len, self.tasks))


def planned(
    folder: Path,
    found: Iterable[Article | SetAside],
    keys: Mapping[str, str],
    *,
    date: str = "",
    update: bool = False,
    largest: int = LARGEST,
) -> Plan:
    """Read all input, and say what is to be done for it.

    Parameters
    ----------
    folder : Path
        The run directory, locked.
    found : iterable of Article or SetAside
    keys : mapping of str to str
        Of all stages, in reading order (`framing.stages.keys`).
    date : str
        Day of publication of all articles, in the place of their own.
    update : bool
        Whether the articles of the run stay, though they are not read again.
    largest : int
        Articles of a part.

    Raises
    ------
    RunError
        If a run is to be updated of which a part is damaged or of other settings.
    """
    parts = dict(_usable(folder, keys, must=update))
    known = {
        (entry.id, entry.digest): (name, entry)
        for name, part in parts.items()
        for entry in part.entries
    }
    # Readers tell ids apart; halves of characters, once replaced, may be the same.
    ids = {entry.id for _, entry in known.values()} if update else set[str]()
    seen: dict[str, list[Entry]] = {name: [] for name in parts}
    aside: list[SetAside] = []
    waiting = _Waiting(folder, largest)
    for given in found:
        item = well_formed(given)
        if isinstance(item, SetAside):
            aside.append(item)
            continue
        article = replace(item, published=date) if date else item
        entry = entry_of(article)
        part, old = known.get((entry.id, entry.digest), ("", entry))
        if part and (update or entry.id not in ids):
            seen[part].append(old if update else entry)
        elif entry.id in ids:
            aside.append(_double(article))
        else:
            waiting.add(article)
        ids.add(entry.id)
    waiting.end()
    kept = list(parts.values()) if update else list(_changed(folder, parts, seen))
    again = tuple(_again(folder, part, keys) for part in kept)
    return Plan(
        tasks=(*waiting.tasks(keys), *(task for task in again if task.todo)),
        kept=frozenset(part.id for part in kept),
        aside=tuple(aside),
        fresh=frozenset(waiting.ids),
        n_changed=len({part.id for part in kept} ^ set(parts)),
    )


class _Waiting:
    """Collects articles into the files that workers take rows from."""

    def __init__(self, folder: Path, largest: int) -> None:
        self._folder = folder
        self._largest = largest
        self._held: list[Article] = []
        self._sizes: list[int] = []
        self.ids: list[str] = []

    def add(self, article: Article) -> None:
        """Take one more article."""
        if not self.ids:
            begin(self._folder)
        self.ids.append(article.id)
        self._held.append(article)
        n = len(self._sizes)
        size = min(SIZES[n] if n < len(SIZES) else self._largest, self._largest)
        characters = sum(len(held.raw) for held in self._held)
        if len(self._held) >= size or characters >= MOST_CHARACTERS:
            self.end()

    def end(self) -> None:
        """Write what is held."""
        if self._held:
            write_spool(self._folder, _name(len(self._sizes)), self._held)
            self._sizes.append(len(self._held))
            self._held = []

    def tasks(self, keys: Mapping[str, str]) -> Iterator[Task]:
        """Yield a task for each file."""
        for number, size in enumerate(self._sizes):
            yield Task(
                folder=str(self._folder),
                part=_name(number),
                start=0,
                stop=size,
                waits=True,
                keys=keys,
            )


def _name(number: int) -> str:
    return f"{number:06}"


def _double(article: Article) -> SetAside:
    detail = (
        f"the run holds another article with the id {article.id!r}; give this one its "
        "own, or analyse all articles again"
    )
    return SetAside.of(article, reason=_DOUBLE, detail=detail)


def _usable(
    folder: Path, keys: Mapping[str, str], *, must: bool
) -> Iterator[tuple[str, Part]]:
    """Yield the parts whose documents are whole and of these settings."""
    for path, part in read_records(folder):
        if path.stem == WHOLE_RUN:
            continue
        wrong = _fault(folder, part, keys)
        if not wrong and part is not None:
            yield part.id, part
        elif must:
            message = (
                f"{folder.name}/parts/{path.name}: {wrong}; analyse all articles again"
            )
            raise RunError(message)


def _fault(folder: Path, part: Part | None, keys: Mapping[str, str]) -> str:
    if part is None or DOCUMENTS not in part.stages:
        return "the record is damaged"
    stage = part.stages[DOCUMENTS]
    if stage.key not in {keys[DOCUMENTS], key_of_failed(keys)}:
        return "it was made with other settings or by another version"
    damaged = damaged_files(folder, stage.files)
    return f"{damaged[0]} is missing or damaged" if damaged else ""


def _again(folder: Path, part: Part, keys: Mapping[str, str]) -> Task:
    """Return the task of measuring a part by the metrics that are out of date."""
    todo = [
        name
        for name, key in keys.items()
        if name != DOCUMENTS and not _stands(folder, part.stages.get(name), key)
    ]
    return Task(
        folder=str(folder),
        part=part.id,
        start=0,
        stop=len(part.entries),
        waits=False,
        keys=keys,
        todo=tuple(todo),
    )


def _stands(folder: Path, stage: Stage | None, key: str) -> bool:
    return (
        stage is not None
        and stage.key == key
        and not damaged_files(folder, stage.files)
    )


def _changed(
    folder: Path, parts: Mapping[str, Part], seen: Mapping[str, list[Entry]]
) -> Iterator[Part]:
    """Yield the parts that stand, cut to the articles that were read again."""
    for name, part in parts.items():
        by_id = {entry.id: entry for entry in seen[name]}
        entries = tuple(by_id[old.id] for old in part.entries if old.id in by_id)
        if entries == part.entries:
            yield part
        elif entries:
            begin(folder)
            yield _cut(folder, part, entries)


def _cut(folder: Path, part: Part, entries: tuple[Entry, ...]) -> Part:
    """Write a part of some of the articles of another, at the places given."""
    name = part_id(entries)
    stages = {
        stage: write_stage(
            folder,
            name,
            stage,
            made.key,
            {
                file.split("/", 1)[0]: _rows_of(read_file(folder, file), entries)
                for file in made.files
            },
        )
        for stage, made in part.stages.items()
        # A damaged metric is left out, and measured again.
        if not damaged_files(folder, made.files)
    }
    fresh = Part(id=name, entries=entries, stages=stages)
    write_record(folder, fresh)
    return fresh


def _rows_of(table: pa.Table, entries: Collection[Entry]) -> pa.Table:
    """Return the rows of some articles, with the places where they stand now."""
    import pyarrow as pa  # noqa: PLC0415

    by_id = {entry.id: entry for entry in entries}
    column = "article" if "article" in table.column_names else "id"
    ids = table.column(column).to_pylist()
    kept = table.filter(pa.array([key in by_id for key in ids]))
    for at, field in enumerate(kept.schema):
        if pa.types.is_dictionary(field.type):  # without words of what is gone
            fresh = kept.column(at).cast(pa.string()).dictionary_encode()
            kept = kept.set_column(at, field.name, fresh)
    if not {"path", "record"} <= set(table.column_names):
        return kept
    found = [by_id[key] for key in ids if key in by_id]
    for field in ("path", "record"):
        at = kept.column_names.index(field)
        values = pa.array([getattr(e, field) for e in found], pa.string())
        kept = kept.set_column(at, field, values)
    return kept
