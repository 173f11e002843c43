"""Label choices for the same referent, read from ``lexicons/labels/*.csv``.

A referent is one thing that texts name by different words, and each way to name it
is a label with those who use it. None is marked as the plain one.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from framing.actors import Actor, Actors
from framing.errors import LexiconError, not_one_of
from framing.lexicons import load_lexicon
from framing.resources import data_folder

__all__ = ["Label", "Referent", "Referents", "load_referents"]

_COLUMNS: Final = {
    "referents": ("referent", "title", "valid_from", "context", "masks"),
    "labels": (
        *("referent", "label", "terms", "in_context", "used_by", "source", "checked"),
    ),
}
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(-\{state\})?")
_SLOT: Final = re.compile(r"\{[^}]*\}")
_SLOTS: Final = ("{demonym}", "{leader}", "{name}", "{place}")
_EVERY_STATE: Final = "{state}"
_LEADER: Final = "head of state or government"
_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)?")

Rows = list[tuple[str, dict[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One way to name a referent.

    Attributes
    ----------
    name : str
        Stands for all its forms.
    terms : tuple of str
        Count wherever they stand; ``*`` at the end stands for any ending.
    in_context : tuple of str
        Count only where a word of the referent's context stands in the sentence.
    used_by : str
        Governments, bodies and outlets that use it.
    source : str
        Where that is known from.
    checked : bool
        Whether the source was read.
    """

    name: str
    terms: tuple[str, ...] = ()
    in_context: tuple[str, ...] = ()
    used_by: str = ""
    source: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """One thing that texts name by different words.

    Attributes
    ----------
    key, title : str
    labels : tuple of Label
        At least two, sorted by name.
    valid_from : str
        An article that is known to be older does not name it; may be empty.
    context : tuple of str
        Words that let the ``in_context`` terms of a sentence count.
    masks : tuple of str
        Longer phrases in which a term does not count ("cold war").
    family : str
        Terms of one family exclude one another, the longest wins: governments of
        different states; otherwise the key.
    """

    key: str
    title: str
    labels: tuple[Label, ...]
    valid_from: str = ""
    context: tuple[str, ...] = ()
    masks: tuple[str, ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referents:
    """All referents of a folder; made by `load_referents`.

    Attributes
    ----------
    entries : tuple of Referent
        Sorted by key.
    digest : str
        Of both files: tells two tables apart.
    """

    entries: tuple[Referent, ...] = ()
    digest: str = ""

    def get(self, key: str) -> Referent | None:
        """Return the referent with this key, or None.

        Examples
        --------
        >>> Referents().get("moon") is None
        True
        """
        return next((entry for entry in self.entries if entry.key == key), None)


def load_referents(folder: str | Path = "", *, actors: Actors) -> Referents:
    """Read and check the two files of a folder of label choices.

    Parameters
    ----------
    folder : str or Path, default ""
        Holds ``referents.csv`` and ``labels.csv``; empty means the shipped one.
    actors : Actors
        A referent whose key ends in ``{state}`` stands for one of each state; its
        terms are written with ``{demonym}``, ``{name}``, ``{place}``, ``{leader}``.

    Returns
    -------
    Referents
        Read once per folder.

    Raises
    ------
    LexiconError
        If a file cannot be read, or a row breaks a rule; the message names file,
        line and rule.

    Examples
    --------
    >>> from framing.actors import load_actors
    >>> found = load_referents(actors=load_actors()).get("government-of-sy")
    >>> found.title, [label.name for label in found.labels][:2]
    ('the government of Syria', ['administration', 'government'])
    """
    path = Path(folder) if folder else data_folder("lexicons") / "labels"
    return _load(path.resolve(), actors)


@functools.lru_cache(maxsize=8)
def _load(folder: Path, actors: Actors) -> Referents:
    texts = {name: _text(folder / f"{name}.csv") for name in _COLUMNS}
    heads, labels = (
        list(_rows(folder / f"{name}.csv", text, _COLUMNS[name]))
        for name, text in texts.items()
    )
    _check_labels(heads, labels)
    made = [_referent(where, row, labels) for where, row in heads]
    entries = [one for entry in made for one in _expanded(entry, actors)]
    _check_keys(entries, actors, folder / "referents.csv")
    digest = hashlib.sha256("\0".join(texts.values()).encode("utf-8")).hexdigest()
    return Referents(
        entries=tuple(sorted(entries, key=lambda entry: entry.key)), digest=digest[:12]
    )


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = (
            f"{path}: cannot be read ({error.strerror}); a folder of label choices "
            "holds referents.csv and labels.csv"
        )
        raise LexiconError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: is not UTF-8 ({error}); save it as UTF-8"
        raise LexiconError(message) from error
    return unicodedata.normalize("NFC", text)


def _rows(
    path: Path, text: str, columns: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield ``(file:line, row)``."""
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if tuple(header) != columns:
        message = (
            f"{path}:1: the header must be {','.join(columns)!r}, "
            f"got {','.join(header)!r}"
        )
        raise LexiconError(message)
    for row in reader:
        where = f"{path}:{reader.line_num}"
        if not row:
            continue
        if len(row) != len(columns):
            message = (
                f"{where}: {len(row)} fields, expected {len(columns)} "
                f"({','.join(columns)}); put quotation marks around a comma"
            )
            raise LexiconError(message)
        values = {
            name: value.strip() for name, value in zip(columns, row, strict=True)
        }
        _check_values(where, values)
        yield where, values


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
        for term in _listed(where, row.get(name, "")):
            _check_term(where, term, slots=_EVERY_STATE in row["referent"])


def _check_term(where: str, term: str, *, slots: bool) -> None:
    for slot in _SLOT.findall(term):
        if not slots or slot not in _SLOTS:
            allowed = _SLOTS if slots else ("nothing: the referent has no {state}",)
            raise LexiconError(f"{where}: {not_one_of('slot', slot, allowed)}")
    plain = _SLOT.sub("x", term)
    if plain != plain.lower() or "*" in plain[:-1] or not plain.strip("* "):
        message = (
            f"{where}: a term is in lower case and may have a '*' at its end only, "
            f"got {term!r}"
        )
        raise LexiconError(message)


def _listed(where: str, value: str) -> tuple[str, ...]:
    items = tuple(item.strip() for item in value.split("|")) if value else ()
    if "" in items or len(set(items)) < len(items):
        message = (
            f"{where}: a list joined by '|' has an empty or repeated item, "
            f"got {value!r}; keep each once"
        )
        raise LexiconError(message)
    return items


def _check_labels(heads: Rows, labels: Rows) -> None:
    """Refuse labels of no referent, terms of two labels, referents of one label."""
    known = {row["referent"]: row for _, row in heads}
    used: dict[tuple[str, str], str] = {}
    for where, row in labels:
        key = row["referent"]
        if key not in known:
            raise LexiconError(f"{where}: {not_one_of('referent', key, known)}")
        terms = [*_listed(where, row["terms"]), *_listed(where, row["in_context"])]
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
            if used.setdefault((key, item), where) != where or terms.count(item) > 1:
                message = (
                    f"{where}: {item} of {key!r} is already used at "
                    f"{used[key, item]}; a term must belong to one label"
                )
                raise LexiconError(message)
    counts = Counter(row["referent"] for _, row in labels)
    for where, row in heads:
        if counts[row["referent"]] < 2:
            message = (
                f"{where}: {row['referent']!r} has {counts[row['referent']]} labels; "
                "a choice needs at least two, so add them to labels.csv"
            )
            raise LexiconError(message)


def _check_keys(entries: Iterable[Referent], actors: Actors, path: Path) -> None:
    counts = Counter(entry.key for entry in entries)
    for key, number in sorted(counts.items()):
        if number > 1 or actors.get(key) is not None:
            what = "used twice" if number > 1 else "the key of an actor"
            message = f"{path}: referent {key!r} is {what}; choose another key"
            raise LexiconError(message)


def _referent(where: str, row: Mapping[str, str], labels: Rows) -> Referent:
    mine = [
        Label(
            name=label["label"],
            terms=_listed(place, label["terms"]),
            in_context=_listed(place, label["in_context"]),
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
        context=_listed(where, row["context"]),
        masks=_listed(where, row["masks"]),
        family=row["referent"],
    )


def _expanded(entry: Referent, actors: Actors) -> Iterator[Referent]:
    """Yield a referent as it is, or one for each state."""
    if _EVERY_STATE not in entry.key:
        yield entry
        return
    states = actors.of_kind("state")
    shared = Counter(
        name.lower() for state in states for name in (*state.demonyms, *state.places)
    )
    leaders = _leaders(actors)
    for state in states:
        yield _of_state(entry, state, _words_of(state, leaders, shared))


def _of_state(entry: Referent, state: Actor, words: Mapping[str, list[str]]) -> Referent:
    labels = tuple(
        replace(
            label,
            terms=_filled(label.terms, words),
            in_context=_filled(label.in_context, words),
        )
        for label in entry.labels
    )
    return replace(
        entry,
        key=entry.key.replace(_EVERY_STATE, state.key.lower()),
        title=entry.title.replace("{name}", state.name),
        labels=labels,
        context=_filled(entry.context, words),
        masks=_filled(entry.masks, words),
    )


def _words_of(
    state: Actor, leaders: Mapping[str, list[str]], shared: Mapping[str, int]
) -> dict[str, list[str]]:
    """Return what each slot stands for; words of two states stand for neither."""
    return {
        "{name}": [name.lower() for name in state.names],
        "{demonym}": [d.lower() for d in state.demonyms if shared[d.lower()] == 1],
        "{place}": [p.lower() for p in state.places if shared[p.lower()] == 1],
        "{leader}": leaders.get(state.key, []),
    }


def _leaders(actors: Actors) -> dict[str, list[str]]:
    """Return the family names of leaders by state, but none that means two things."""
    found: dict[str, set[str]] = {}
    for person in actors.of_kind("person"):
        if person.actor_type == _LEADER and person.country:
            for name in _family(person):
                found.setdefault(name, set()).add(person.country)
    common = _category("quote_words", "common surname")
    by_state: dict[str, list[str]] = {}
    for name, states in sorted(found.items()):
        if len(states) == 1 and name not in common:
            by_state.setdefault(states.pop(), []).append(name)
    return by_state


def _family(person: Actor) -> Iterator[str]:
    """Yield the family name of a person, with and without its article."""
    words = person.name.lower().split()
    first = person.country.lower() in _category("target_context", "family_first")
    name = words[0 if first else -1]
    if len(words) > 1:
        yield from dict.fromkeys((name, name.removeprefix("al-")))


def _category(lexicon: str, category: str) -> frozenset[str]:
    return frozenset(e.term for e in load_lexicon(lexicon).of_category(category))


def _filled(
    terms: Iterable[str], words: Mapping[str, list[str]]
) -> tuple[str, ...]:
    """Return terms with the words of a state in their slots."""
    return tuple(sorted({form for term in terms for form in _forms(term, words)}))


def _forms(term: str, words: Mapping[str, list[str]]) -> Iterator[str]:
    slots = sorted(set(_SLOT.findall(term)))
    for chosen in itertools.product(*(words[slot] for slot in slots)):
        made = term
        for slot, word in zip(slots, chosen, strict=True):
            made = made.replace(slot, word)
        yield made
