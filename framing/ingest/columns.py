"""From a file's own names to ours: which column is the text, which the outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from framing.errors import InputError, listed, not_one_of
from framing.ingest.values import is_absent


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# Names in common exports (NewsAPI, Event Registry, Media Cloud, Guardian, trafilatura,
# newspaper, R's readtext, MongoDB), best first, without case and punctuation.
_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": _names(
        "id uid uuid guid articleid docid documentid storyid storiesid uri "
        "file filename"
    ),
    "outlet": _names(
        "outlet outletname sourcehostname sitename newspaper publication "
        "publicationname publisher media medianame medium newssource sourcename "
        "source hostname domain"
    ),
    "date": _names(
        "date published publishdate publisheddate publicationdate datepublished "
        "publishedat publishedon publishedtime pubdate webpublicationdate "
        "datetimepub datetime timestamp"
    ),
    "title": _names("title headline heading webtitle articletitle"),
    "text": _names(
        "text body content fulltext maintext bodytext articletext articlebody "
        "storytext plaintext story article"
    ),
    "url": _names("url link permalink weburl articleurl canonicalurl source"),
    "authors": _names("authors author byline creator"),
    "genre": _names("genre articletype documenttype"),
    "language": _names("language lang languagecode"),
    "origin": _names("origin"),
}
FIELDS: Final = tuple(_ALIASES)
"""Our fields, in the order in which they are written."""

_RANKS: Final[Mapping[str, list[tuple[str, int]]]] = {
    name: [
        (field, _ALIASES[field].index(name))
        for field in FIELDS
        if name in _ALIASES[field]
    ]
    for names in _ALIASES.values()
    for name in names
}
# These names also stand for other things (an article's id, a list of spans): taken
# for the text only where the values read as one.
_WEAK: Final = frozenset({"content", "story", "article"})
_MOST_NAMES: Final = 12
_LONGEST_NAME: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which columns give which field.

    Attributes
    ----------
    columns : mapping of str to tuple of str
        For each field, the columns that may give it, best first.
    """

    columns: Mapping[str, tuple[str, ...]]

    def has(self, field: str) -> bool:
        """Whether any column gives the field."""
        return bool(self.columns.get(field))


def checked_mapping(mapping: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Check our side of a mapping.

    Raises
    ------
    InputError
        If a field is not one of `FIELDS`, or is mapped twice.
    """
    pairs = tuple((str(ours), str(theirs)) for ours, theirs in mapping)
    seen: set[str] = set()
    for ours, theirs in pairs:
        if ours not in FIELDS:
            raise InputError(not_one_of("mapping", ours, FIELDS))
        if ours in seen:
            message = f"mapping: {ours!r} is mapped twice, last to {theirs!r}; keep one"
            raise InputError(message)
        seen.add(ours)
    return pairs


def make_plan(
    columns: Iterable[str],
    mapping: Iterable[tuple[str, str]] = (),
    *,
    barred: frozenset[str] = frozenset(),
) -> Plan:
    """Decide which columns give which field.

    Parameters
    ----------
    columns : iterable of str
        The record's names. A name that is exactly ours wins over an alias.
    mapping : iterable of (str, str)
        Overrides: our field, their column; an empty column means "take none".
    barred : frozenset of str
        Columns that cannot be the text.

    Returns
    -------
    Plan

    Examples
    --------
    >>> plan = make_plan(["Headline", "body", "text", "publishedAt"])
    >>> plan.columns["text"], plan.columns["date"], plan.columns["title"]
    (('text', 'body'), ('publishedAt',), ('Headline',))
    """
    mapped = dict(mapping)
    ranked: dict[str, list[tuple[int, bool, str]]] = {field: [] for field in FIELDS}
    for column in columns:
        if column in mapped.values():
            continue
        for field, rank in _RANKS.get(bare(column), ()):
            if field not in mapped and not (field == "text" and column in barred):
                ranked[field].append((rank, column != field, column))
    found = {
        field: tuple(column for *_, column in sorted(options))
        for field, options in ranked.items()
    }
    found |= {ours: (theirs,) if theirs else () for ours, theirs in mapped.items()}
    return Plan(columns=found)


def mapping_at_hand(
    mapping: Iterable[tuple[str, str]], sample: Iterable[Mapping[str, object]]
) -> tuple[tuple[str, str], ...]:
    """Return the part of a mapping whose columns stand in a sample of records."""
    records = list(sample)

    def stands(column: str) -> bool:
        return any(
            column in record or look_up(record, column) is not None
            for record in records
        )

    return tuple(pair for pair in mapping if not pair[1] or stands(pair[1]))


def barred_from_text(sample: Iterable[Mapping[str, object]]) -> frozenset[str]:
    """Return the columns whose values, in a sample, do not read as a text."""
    values: dict[str, list[object]] = {}
    for record in sample:
        for column, value in record.items():
            if not is_absent(value):
                values.setdefault(column, []).append(value)
    return frozenset(c for c, found in values.items() if not _reads_as_text(c, found))


def _reads_as_text(column: str, values: list[object]) -> bool:
    words = [value for value in values if isinstance(value, str)]
    if bare(column) in _WEAK:
        return any(re.search(r"\S\s+\S", value) for value in words)
    return bool(words)


def look_up(record: Mapping[str, object], column: str) -> object:
    """Return a value; a dot in `column` reaches into nested ones.

    Examples
    --------
    >>> look_up({"source": {"name": "The Example Times"}}, "source.name")
    'The Example Times'
    """
    if column in record or "." not in column:
        return record.get(column)
    value: object = record
    for part in column.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def bare(column: str) -> str:
    """Return a name without case and punctuation.

    Examples
    --------
    >>> bare("Published_At"), bare("publishedAt")
    ('publishedat', 'publishedat')
    """
    return re.sub(r"[\W_]+", "", column).casefold()


def columns_of(records: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """Return the names that records use, in the order in which they first stand.

    Examples
    --------
    >>> columns_of([{"id": 1, "text": "a"}, {"id": 2, "title": "b"}])
    ('id', 'text', 'title')
    """
    return tuple(dict.fromkeys(name for record in records for name in record))


def name_columns(columns: Iterable[str]) -> str:
    """Return column names for a message: the first few, each cut short.

    Examples
    --------
    >>> name_columns(["id", "body"])
    "'id' and 'body'"
    """
    names = [name[:_LONGEST_NAME] for name in columns]
    more = len(names) - _MOST_NAMES
    shown = listed(names[:_MOST_NAMES], last="and")
    return f"{shown} (and {more} more)" if more > 0 else shown
