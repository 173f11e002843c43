"""Read and check the two files of a folder of label choices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from framing.actors import Actors
from framing.errors import LexiconError, not_one_of
from framing.files import read_rows, read_text
from framing.referents.entries import Label, Referent

COLUMNS: Final = {
    "referents": ("referent", "title", "valid_from", "context", "masks"),
    "labels": (
        *("referent", "label", "terms", "in_context", "used_by", "source", "checked"),
    ),
}
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(-\{state\})?")
SLOT: Final = re.compile(r"\{[^}]*\}")
_SLOTS: Final = ("{demonym}", "{leader}", "{name}", "{place}")
EVERY_STATE: Final = "{state}"
_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)?")

Rows = list[tuple[str, dict[str, str]]]


def rows_of(path: Path, columns: tuple[str, ...]) -> tuple[str, Rows]:
    """Return the text of a file and its checked rows, each with its place."""
    hint = "a folder of label choices holds referents.csv and labels.csv"
    text = read_text(path, LexiconError, hint=hint)
    rows = list(read_rows(path, text, columns, LexiconError))
    for where, values in rows:
        _check_values(where, values)
    return text, rows


def _check_values(where: str, row: Mapping[str, str]) -> None:
    if not _KEY.fullmatch(row["referent"]):
        message = (
            f"{where}: referent must be like 'name-of-city', with '-{{state}}' at its "
            f"end if it stands for each state, got {row['referent']!r}"
        )
        raise LexiconError(message)
    for name in ("title", "label", "used_by", "source"):
        if not row.get(name, name):
            message = f"{where}: {name} is empty; every label says who uses it and why"
            raise LexiconError(message)
    if not _DAY.fullmatch(row.get("valid_from", "")):
        message = (
            f"{where}: valid_from must be empty or YYYY-MM-DD, "
            f"got {row['valid_from']!r}"
        )
        raise LexiconError(message)
    if row.get("checked", "false") not in {"true", "false"}:
        rule = not_one_of("checked", row["checked"], ("true", "false"))
        raise LexiconError(f"{where}: {rule}")
    for name in ("context", "masks", "terms", "in_context"):
        for term in listed_terms(where, row.get(name, "")):
            _check_term(where, term, slots=EVERY_STATE in row["referent"])


def _check_term(where: str, term: str, *, slots: bool) -> None:
    for slot in SLOT.findall(term):
        if not slots or slot not in _SLOTS:
            allowed = _SLOTS if slots else ("nothing: the referent has no {state}",)
            raise LexiconError(f"{where}: {not_one_of('slot', slot, allowed)}")
    plain = SLOT.sub("x", term)
    if plain != plain.lower() or "*" in plain[:-1] or not plain.strip("* "):
        message = (
            f"{where}: a term is in lower case and may have a '*' at its end only, "
            f"got {term!r}"
        )
        raise LexiconError(message)


def listed_terms(where: str, value: str) -> tuple[str, ...]:
    """Return the items of a list joined by ``|``."""
    items = tuple(item.strip() for item in value.split("|")) if value else ()
    if "" in items or len(set(items)) < len(items):
        message = (
            f"{where}: a list joined by '|' has an empty or repeated item, "
            f"got {value!r}; keep each once"
        )
        raise LexiconError(message)
    return items


def check_labels(heads: Rows, labels: Rows) -> None:
    """Refuse labels of no referent, terms of two labels, referents of one label."""
    known = {row["referent"]: row for _, row in heads}
    used: dict[tuple[str, str], str] = {}
    for where, row in labels:
        key = row["referent"]
        if key not in known:
            raise LexiconError(f"{where}: {not_one_of('referent', key, known)}")
        terms = [
            *listed_terms(where, row["terms"]),
            *listed_terms(where, row["in_context"]),
        ]
        if not terms:
            message = f"{where}: label {row['label']!r} has no term; give at least one"
            raise LexiconError(message)
        if row["in_context"] and not known[key]["context"]:
            message = (
                f"{where}: in_context needs words in the context of {key!r}; "
                "add them in referents.csv, or move the terms to 'terms'"
            )
            raise LexiconError(message)
        for item in (f"label {row['label']!r}", *(f"term {term!r}" for term in terms)):
            if (key, item) in used:
                message = (
                    f"{where}: {item} of {key!r} is already used at "
                    f"{used[key, item]}; a term must belong to one label"
                )
                raise LexiconError(message)
            used[key, item] = where
    counts = Counter(row["referent"] for _, row in labels)
    for where, row in heads:
        if counts[row["referent"]] < 2:
            message = (
                f"{where}: {row['referent']!r} has {counts[row['referent']]} labels; "
                "a choice needs at least two, so add them to labels.csv"
            )
            raise LexiconError(message)


def check_keys(entries: Iterable[Referent], actors: Actors, path: Path) -> None:
    """Refuse a key that is used twice, or that an actor has."""
    counts = Counter(entry.key for entry in entries)
    for key, number in sorted(counts.items()):
        if number > 1 or actors.get(key) is not None:
            what = "used twice" if number > 1 else "the key of an actor"
            message = f"{path}: referent {key!r} is {what}; choose another key"
            raise LexiconError(message)


def referent_of(where: str, row: Mapping[str, str], labels: Rows) -> Referent:
    """Return a referent with its labels."""
    mine = [
        Label(
            name=label["label"],
            terms=listed_terms(place, label["terms"]),
            in_context=listed_terms(place, label["in_context"]),
            used_by=label["used_by"],
            source=label["source"],
            checked=label["checked"] == "true",
        )
        for place, label in labels
        if label["referent"] == row["referent"]
    ]
    return Referent(
        key=row["referent"],
        title=row["title"],
        valid_from=row["valid_from"],
        labels=tuple(sorted(mine, key=lambda label: label.name)),
        context=listed_terms(where, row["context"]),
        masks=listed_terms(where, row["masks"]),
        family=row["referent"],
    )
