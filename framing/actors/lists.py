"""A user's own targets, from CSV or TOML, joined to the actors."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from framing.actors.entries import Actor, Actors
from framing.actors.folder import (
    check_countries,
    check_unique,
    made_actor,
    own_term,
)
from framing.errors import ActorError, not_one_of
from framing.files import cells_of, read_text

_KINDS: Final = {
    "name": "name",
    "leader": "person",
    "institution": "institution",
    "alliance": "alliance",
    "treaty": "treaty",
    "topic": "topic",
}
_COLUMNS: Final = (
    *("key", "name", "aliases", "kind", "country", "role", "demonyms", "places"),
    *("members", "valid_from", "valid_to", "source"),
)
_NEEDED: Final = ("key", "name")


def add_targets(actors: Actors, path: Path | str) -> tuple[Actors, tuple[str, ...]]:
    """Join the targets of a user's own list to the actors.

    Parameters
    ----------
    actors : Actors
    path : Path or str
        A ``.csv`` with a header, or a ``.toml`` with an array of tables ``target``.
        Columns or keys: ``key`` and ``name``, and if wanted ``aliases``, ``kind``,
        ``country``, ``role``, ``demonyms``, ``places``, ``members`` (lists joined
        by ``|``, in TOML also arrays), ``valid_from``, ``valid_to``, ``source``.
        `kind` is ``name`` (the default), ``leader``, ``institution``, ``alliance``,
        ``treaty`` or ``topic``.

    Returns
    -------
    (Actors, tuple of str)
        All actors, and the keys of the list in its order.

    Raises
    ------
    ActorError
        If the file cannot be read, or a row breaks a rule or repeats a key or a
        name that is listed or shipped. The message names file and line.
    """
    file = Path(path)
    reader = _from_toml if file.suffix.lower() == ".toml" else _from_csv
    rows = [(where, _actor(where, row)) for where, row in reader(file)]
    if not rows:
        message = f"{file}: lists no target; add a row, or leave the setting out"
        raise ActorError(message)
    check_unique(rows)
    _check_shipped(rows, actors)
    states = [("", state) for state in actors.of_kind("state")]
    check_countries([*states, *rows])
    both = [*actors.entries, *(actor for _, actor in rows)]
    made = Actors(entries=tuple(sorted(both, key=lambda actor: actor.key)))
    return made, tuple(actor.key for _, actor in rows)


def _from_csv(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield ``(file:line, row)``."""
    reader = cells_of(path, read_text(path, ActorError), ActorError)
    header = [name.strip() for name in next(reader, (0, []))[1]]
    _check_columns(f"{path}:1", header)
    for line, row in reader:
        where = f"{path}:{line}"
        if not any(row):
            continue
        if len(row) != len(header):
            message = (
                f"{where}: {len(row)} fields, expected {len(header)} "
                f"({','.join(header)}); put quotation marks around a comma"
            )
            raise ActorError(message)
        yield where, dict(zip(header, row, strict=True))


def _from_toml(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield ``(file: target number, row)``."""
    try:
        table = tomllib.loads(read_text(path, ActorError))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{path}: is not valid TOML: {error}"
        raise ActorError(message) from error
    targets = table.get("target", [])
    if set(table) - {"target"} or not isinstance(targets, list):
        message = (
            f"{path}: holds {', '.join(sorted(table))}; "
            "write each target as a table under [[target]]"
        )
        raise ActorError(message)
    for number, target in enumerate(targets, start=1):
        where = f"{path}: target {number}"
        if not isinstance(target, dict):
            message = f"{where}: must be a table under [[target]], got {target!r}"
            raise ActorError(message)
        _check_columns(where, list(target))
        yield where, {key: _as_field(value) for key, value in target.items()}


def _as_field(value: object) -> str:
    """Return a value of TOML as a field of CSV."""
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _check_columns(where: str, names: list[str]) -> None:
    for name in names:
        if name not in _COLUMNS:
            raise ActorError(f"{where}: {not_one_of('column', name, _COLUMNS)}")
        if names.count(name) > 1:
            message = f"{where}: column {name!r} stands twice; keep one"
            raise ActorError(message)
    for name in _NEEDED:
        if name not in names:
            message = f"{where}: there is no {name!r}; a target needs a key and a name"
            raise ActorError(message)


def _actor(where: str, row: Mapping[str, str]) -> Actor:
    values = dict.fromkeys(_COLUMNS, "") | {
        name: value.strip() for name, value in row.items()
    }
    kind = values.pop("kind") or "name"
    if kind not in _KINDS:
        raise ActorError(f"{where}: {not_one_of('kind', kind, _KINDS)}")
    actor = made_actor(where, _KINDS[kind], values)
    if actor.kind != "person":
        return actor
    return replace(actor, terms=own_term(actor))


def _check_shipped(rows: list[tuple[str, Actor]], actors: Actors) -> None:
    """Refuse a key or a name that the actors have already."""
    owners = {name: actor.key for actor in actors.entries for name in actor.names}
    for where, actor in rows:
        if actors.get(actor.key) is not None:
            message = (
                f"{where}: key {actor.key!r} is already an actor's; name it in "
                "[analysis] targets as it is, or choose another key"
            )
            raise ActorError(message)
        for name in actor.names:
            if name in owners:
                message = (
                    f"{where}: name {name!r} already means the actor "
                    f"{owners[name]!r}; leave it out here, name that key in [analysis] "
                    "targets, or change your copy of the actors ([data] actors)"
                )
                raise ActorError(message)
