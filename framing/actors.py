"""People, states, institutions and alliances, read from ``actors/*.csv``.

One interface serves who speaks and what stance is measured toward.
"""

from __future__ import annotations

import bisect
import csv
import functools
import io
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from framing.errors import ActorError, not_one_of
from framing.model import ACTOR_TYPES
from framing.resources import data_folder

KINDS: Final = ("person", "state", "institution", "alliance")
"""Kinds of actors; each has a file of its own."""

_COLUMNS: Final = {
    "states": ("key", "name", "aliases", "demonyms", "places"),
    "people": (
        *("key", "name", "aliases", "country", "role", "actor_type"),
        *("valid_from", "valid_to", "source", "checked"),
    ),
    "institutions": (
        *("key", "name", "aliases", "country", "actor_type", "source", "checked"),
    ),
    "alliances": ("key", "name", "aliases", "members"),
}
_KIND: Final = {
    "states": "state",
    "people": "person",
    "institutions": "institution",
    "alliances": "alliance",
}
# A state that speaks is its government; an alliance speaks through its offices.
_TYPE: Final = {
    "state": "ministry or official",
    "alliance": "international organisation",
}
_LISTS: Final = ("aliases", "demonyms", "places", "members")
_STATE_KEY: Final = re.compile(r"[A-Z]{2}")
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY: Final = re.compile(r"(\d{4}(-\d\d-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person, state, institution or alliance.

    Attributes
    ----------
    key : str
        Unique over all kinds: ``"CN"``, ``"xi-jinping"``, ``"nato"``.
    name : str
        Canonical name, as printed.
    kind : {"person", "state", "institution", "alliance"}
    aliases : tuple of str
        Other full names, as written in texts.
    demonyms : tuple of str
        States only: ``("Chinese",)``.
    places : tuple of str
        States only: names of places used for the government
        (``("Beijing", "Zhongnanhai")``).
    members : tuple of str
        Alliances only: keys of states.
    country : str
        Key of the state it belongs to; of a state, its own key.
    role : str
        People only: ``"president"``.
    actor_type : str
        One of `framing.model.ACTOR_TYPES`.
    valid_from, valid_to : str
        People only: year or date of office, empty where unknown.
    source : str
    checked : bool
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    country: str = ""
    role: str = ""
    actor_type: str = "other"
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    checked: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return its name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """All actors of a folder; made by `load_actors`.

    Attributes
    ----------
    entries : tuple of Actor
        Sorted by key.

    Examples
    --------
    >>> actors = Actors(entries=(Actor(key="CN", name="China", kind="state"),))
    >>> actors.get("CN").name, actors.get("XX")
    ('China', None)
    """

    entries: tuple[Actor, ...] = ()

    def __post_init__(self) -> None:
        """Refuse entries that cannot be searched by key."""
        keys = [entry.key for entry in self.entries]
        if any(left >= right for left, right in itertools.pairwise(keys)):
            message = "actors must be sorted by key, each key once; use load_actors"
            raise ActorError(message)

    def __hash__(self) -> int:
        """Hash by a few keys: caches look actors up several times per article."""
        return hash((len(self.entries), *(entry.key for entry in self.entries[:2])))

    def get(self, key: str) -> Actor | None:
        """Return the actor with this key, or None."""
        index = bisect.bisect_left(self.entries, key, key=lambda entry: entry.key)
        found = self.entries[index : index + 1]
        return found[0] if found and found[0].key == key else None

    def of_kind(self, kind: str) -> tuple[Actor, ...]:
        """Return all actors of one kind.

        Raises
        ------
        ActorError
            If there is no such kind.
        """
        if kind not in KINDS:
            raise ActorError(not_one_of("kind", kind, KINDS))
        return tuple(entry for entry in self.entries if entry.kind == kind)


def load_actors(folder: Path | str | None = None) -> Actors:
    """Read and check the four files of a folder of actors.

    Parameters
    ----------
    folder : Path or str, optional
        Holds ``states.csv``, ``people.csv``, ``institutions.csv`` and
        ``alliances.csv``; any of them may be missing, not all. Default: the
        shipped folder.

    Returns
    -------
    Actors
        Read once per folder.

    Raises
    ------
    ActorError
        If the folder or a file cannot be read, a column is missing or unknown,
        a key or a name is listed twice, or a value breaks a rule. The message
        names file and line.

    Examples
    --------
    >>> load_actors().get("CN").demonyms
    ('Chinese', 'Sino')
    """
    path = data_folder("actors") if folder is None else Path(folder)
    return _load(path.resolve())


@functools.lru_cache(maxsize=8)
def _load(folder: Path) -> Actors:
    files = [name for name in _COLUMNS if (folder / f"{name}.csv").is_file()]
    if not files:
        message = (
            f"{folder}: holds no list of actors; it needs at least one of "
            f"{', '.join(f'{name}.csv' for name in _COLUMNS)}"
        )
        raise ActorError(message)
    rows = [row for name in files for row in _read(folder / f"{name}.csv", name)]
    _check_unique(rows)
    _check_countries(rows)
    return Actors(entries=tuple(sorted((a for _, a in rows), key=lambda a: a.key)))


def _read(path: Path, name: str) -> Iterator[tuple[str, Actor]]:
    """Yield ``(file:line, actor)`` for each row of one file."""
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    columns = _COLUMNS[name]
    header = next(reader, [])
    if tuple(header) != columns:
        message = (
            f"{path}:1: the header must be {','.join(columns)!r}, "
            f"got {','.join(header)!r}"
        )
        raise ActorError(message)
    for row in reader:
        where = f"{path}:{reader.line_num}"
        if not row:
            continue
        if len(row) != len(columns):
            message = (
                f"{where}: {len(row)} fields, expected {len(columns)} "
                f"({','.join(columns)}); put quotation marks around a comma"
            )
            raise ActorError(message)
        yield where, _actor(where, _KIND[name], dict(zip(columns, row, strict=True)))


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); check the path"
        raise ActorError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: is not UTF-8 ({error}); save it as UTF-8"
        raise ActorError(message) from error
    return unicodedata.normalize("NFC", text)


def _actor(where: str, kind: str, row: dict[str, str]) -> Actor:
    values = {column: value.strip() for column, value in row.items()}
    pattern = _STATE_KEY if kind == "state" else _KEY
    if not pattern.fullmatch(values["key"]):
        rule = "two capitals (ISO 3166)" if kind == "state" else "like 'jane-doe'"
        message = f"{where}: key must be {rule}, got {values['key']!r}"
        raise ActorError(message)
    if not values["name"]:
        message = f"{where}: name is empty; give the name to print"
        raise ActorError(message)
    _check_values(where, values)
    made: dict[str, Any] = dict(values)
    made["kind"] = kind
    made["checked"] = values.get("checked") == "true"
    made |= {name: _listed(where, values.get(name, "")) for name in _LISTS}
    made.setdefault("actor_type", _TYPE.get(kind, "other"))
    if kind == "state":
        made["country"] = values["key"]
    return Actor(**made)


def _check_values(where: str, values: dict[str, str]) -> None:
    for column in ("valid_from", "valid_to"):
        if not _DAY.fullmatch(values.get(column, "")):
            message = (
                f"{where}: {column} must be empty, YYYY or YYYY-MM-DD, "
                f"got {values[column]!r}"
            )
            raise ActorError(message)
    if values.get("actor_type", "other") not in ACTOR_TYPES:
        rule = not_one_of("actor_type", values["actor_type"], ACTOR_TYPES)
        raise ActorError(f"{where}: {rule}")
    if values.get("checked", "false") not in {"true", "false"}:
        rule = not_one_of("checked", values["checked"], ("true", "false"))
        raise ActorError(f"{where}: {rule}")


def _listed(where: str, value: str) -> tuple[str, ...]:
    items = tuple(item.strip() for item in value.split("|")) if value else ()
    if "" in items or len(set(items)) < len(items):
        message = (
            f"{where}: a list joined by '|' has an empty or repeated item, "
            f"got {value!r}; keep each once"
        )
        raise ActorError(message)
    return items


def _check_unique(rows: Iterable[tuple[str, Actor]]) -> None:
    """Refuse a key or a full name that points to two actors."""
    keys: dict[str, str] = {}
    names: dict[str, str] = {}
    for where, actor in rows:
        if actor.key in keys:
            message = f"{where}: key {actor.key!r} is already used at {keys[actor.key]}"
            raise ActorError(message)
        keys[actor.key] = where
        for name in actor.names:
            if names.setdefault(name, where) != where:
                message = (
                    f"{where}: name {name!r} is already used at {names[name]}; "
                    "a name must point to one actor"
                )
                raise ActorError(message)


def _check_countries(rows: Iterable[tuple[str, Actor]]) -> None:
    """Refuse keys of states that are not listed, where states are listed."""
    rows = list(rows)
    states = {actor.key for _, actor in rows if actor.kind == "state"}
    for where, actor in rows if states else ():
        for key in {actor.country, *actor.members} - {""} - states:
            message = (
                f"{where}: state {key!r} is not in states.csv; "
                "add it there or leave the field empty"
            )
            raise ActorError(message)
