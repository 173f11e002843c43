"""Read and check a folder of actors: ``actors/*.csv``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from framing.actors.entries import Actor, Actors, Term
from framing.errors import ActorError, not_one_of
from framing.files import kept_while_unchanged, read_rows, read_text
from framing.model import ACTOR_TYPES
from framing.resources import data_folder

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
    "treaties": ("key", "name", "aliases", "members"),
}
_KIND: Final = {
    "states": "state",
    "people": "person",
    "institutions": "institution",
    "alliances": "alliance",
    "treaties": "treaty",
}
_TERMS: Final = (
    *("person", "office", "of", "valid_from", "valid_to", "as_of"),
    *("source", "checked"),
)
# A state that speaks is its government; an alliance speaks through its offices.
_TYPE: Final = {
    "state": "ministry or official",
    "alliance": "international organisation",
}
_LISTS: Final = ("aliases", "demonyms", "places", "members")
_STATE_KEY: Final = re.compile(r"[A-Z]{2}")
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY: Final = re.compile(r"(\d{4}(-\d\d-\d\d)?)?")


def load_actors(folder: Path | str | None = None) -> Actors:
    """Read and check the files of a folder of actors.

    Parameters
    ----------
    folder : Path or str, optional
        Holds ``states.csv``, ``people.csv``, ``institutions.csv``,
        ``alliances.csv`` and ``treaties.csv``; any of them may be missing, not all;
        and ``offices.csv``, with the terms of the people. Default: the shipped
        folder.

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


@kept_while_unchanged(lambda folder: (folder,))
def _load(folder: Path) -> Actors:
    files = [name for name in _COLUMNS if (folder / f"{name}.csv").is_file()]
    if not files:
        message = (
            f"{folder}: holds no list of actors; it needs at least one of "
            f"{', '.join(f'{name}.csv' for name in _COLUMNS)}"
        )
        raise ActorError(message)
    rows = [row for name in files for row in _read(folder / f"{name}.csv", name)]
    check_unique(rows)
    check_countries(rows)
    made = sorted((actor for _, actor in rows), key=lambda actor: actor.key)
    path = folder / "offices.csv"
    terms = _terms(path, made) if path.is_file() else {}
    return Actors(entries=tuple(_with_terms(actor, terms) for actor in made))


def _with_terms(actor: Actor, terms: Mapping[str, list[Term]]) -> Actor:
    """Return a person with the terms listed, or else with the one of the own row."""
    if actor.kind != "person":
        return actor
    found = tuple(terms.get(actor.key, ())) or own_term(actor)
    return replace(actor, terms=found) if found else actor


def own_term(actor: Actor) -> tuple[Term, ...]:
    """Return the term that a person's own row states."""
    if not (actor.role and actor.country and actor.valid_from):
        return ()
    term = Term(
        office=actor.role,
        of=actor.country,
        valid_from=actor.valid_from,
        valid_to=actor.valid_to,
    )
    return (term,)


def _terms(path: Path, actors: Iterable[Actor]) -> dict[str, list[Term]]:
    """Return the terms of each person in ``offices.csv``."""
    kinds = {actor.key: actor.kind for actor in actors}
    found: dict[str, list[Term]] = {}
    for where, row in _rows(path, _TERMS):
        check_values(where, row)
        if kinds.get(row["person"]) != "person":
            message = (
                f"{where}: person {row['person']!r} is not in people.csv; "
                "add a row there, or correct the key"
            )
            raise ActorError(message)
        if row["of"] not in kinds:
            message = (
                f"{where}: of {row['of']!r} is no key of a state, institution or "
                "alliance; use one of those lists"
            )
            raise ActorError(message)
        if not row["office"] or not row["valid_from"]:
            message = f"{where}: a term needs an office and valid_from"
            raise ActorError(message)
        term = Term(**{name: row[name] for name in _TERMS[1:6]})
        found.setdefault(row["person"], []).append(term)
    return found


def _read(path: Path, name: str) -> Iterator[tuple[str, Actor]]:
    """Yield ``(file:line, actor)`` for each row of one file."""
    for where, row in _rows(path, _COLUMNS[name]):
        yield where, made_actor(where, _KIND[name], row)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    return read_rows(path, read_text(path, ActorError), columns, ActorError)


def made_actor(where: str, kind: str, values: Mapping[str, str]) -> Actor:
    """Return an actor from the fields of a row, or say which rule they break."""
    pattern = _STATE_KEY if kind == "state" else _KEY
    if not pattern.fullmatch(values["key"]):
        rule = "two capitals (ISO 3166)" if kind == "state" else "like 'jane-doe'"
        message = f"{where}: key must be {rule}, got {values['key']!r}"
        raise ActorError(message)
    if not values["name"]:
        message = f"{where}: name is empty; give the name to print"
        raise ActorError(message)
    check_values(where, values)
    made: dict[str, Any] = dict(values)
    made["kind"] = kind
    made["checked"] = values.get("checked") == "true"
    made |= {name: listed(where, values.get(name, "")) for name in _LISTS}
    made.setdefault("actor_type", _TYPE.get(kind, "other"))
    if kind == "state":
        made["country"] = values["key"]
    return Actor(**made)


def check_values(where: str, values: Mapping[str, str]) -> None:
    """Refuse dates, types and marks outside what they may be."""
    for column in ("valid_from", "valid_to", "as_of"):
        if not _is_day(values.get(column, "")):
            message = (
                f"{where}: {column} must be empty, YYYY or YYYY-MM-DD, "
                f"got {values[column]!r}"
            )
            raise ActorError(message)
    first, last = values.get("valid_from", ""), values.get("valid_to", "")
    if first and last and last < first[: len(last)]:
        message = f"{where}: valid_to {last!r} lies before valid_from {first!r}"
        raise ActorError(message)
    if values.get("actor_type", "other") not in ACTOR_TYPES:
        rule = not_one_of("actor_type", values["actor_type"], ACTOR_TYPES)
        raise ActorError(f"{where}: {rule}")
    if values.get("checked", "false") not in {"true", "false"}:
        rule = not_one_of("checked", values["checked"], ("true", "false"))
        raise ActorError(f"{where}: {rule}")


def _is_day(value: str) -> bool:
    """Say whether a value is empty, a year or a day of the calendar."""
    if not _DAY.fullmatch(value):
        return False
    try:
        return len(value) < 5 or bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def listed(where: str, value: str) -> tuple[str, ...]:
    """Return the items of a field joined by ``|``."""
    items = tuple(item.strip() for item in value.split("|")) if value else ()
    if "" in items or len(set(items)) < len(items):
        message = (
            f"{where}: a list joined by '|' has an empty or repeated item, "
            f"got {value!r}; keep each once"
        )
        raise ActorError(message)
    return items


def check_unique(rows: Iterable[tuple[str, Actor]]) -> None:
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


def check_countries(rows: Iterable[tuple[str, Actor]]) -> None:
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
