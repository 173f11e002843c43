"""From a record to an article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from framing.ingest.base import Options, Record, Result, Source
from framing.ingest.columns import FIELDS, Plan, bare, look_up
from framing.ingest.stamps import read_stamp
from framing.ingest.values import is_absent, words_of
from framing.model import Article

_PLAIN: Final = ("outlet", "url", "genre", "language", "origin")
# Personal data of whoever made the export or wrote a comment (METHOD, section 7).
_PERSONAL: Final = re.compile(
    r"user(?:name|email|id)?|login|.*email|emailaddress|mail|jobnumber|"
    r"(?:tele)?phone|ip|ipaddress|comments"
)
_URL: Final = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
# Longer values (a summary, the page's source) are texts, not metadata.
_LONGEST_METADATA: Final = 1000
_SCALARS: Final = (str, int, float, dt.date)


def to_article(
    record: Record, plan: Plan, source: Source, options: Options, *, text: object = None
) -> Result:
    """Make an article of a record.

    Parameters
    ----------
    record : Record
    plan : Plan
    source : Source
    options : Options
    text : str, optional
        The text where it stands outside the record.

    Returns
    -------
    Article or SetAside
        Set aside if there is neither title nor text, or the text is none.
    """
    picked = {field: _pick(record.values, plan, field) for field in FIELDS}
    value = {field: found for field, (_, found) in picked.items()}
    number = f"#{record.number}" if record.number else ""
    key = words_of(value["id"]).strip() or f"{source.name}{number}"
    raw = value["text"] if text is None else text
    title = "" if is_absent(value["title"], ()) else words_of(value["title"])
    limit = options.max_chars if text is None else options.max_bytes
    fault = _fault(raw, title, limit)
    if fault:
        return source.set_aside(*fault, record=record.place, key=key)
    used = {column for column, _ in picked.values()}
    extra = _metadata(record.values, used) | dict(record.notes)
    published, notes = _published(key, *picked["date"])
    return Article(
        id=key,
        raw=raw if isinstance(raw, str) else "",
        title=title,
        published=published,
        authors=_authors(value["authors"]),
        path=source.label,
        record=record.place,
        metadata=tuple(sorted((notes | extra).items())),
        **{name: _declared(value[name]) for name in _PLAIN},
    )


def _pick(record: Mapping[str, object], plan: Plan, field: str) -> tuple[str, object]:
    """Return the first column that may give the field, and its value."""
    for column in plan.columns[field]:
        value = look_up(record, column)
        # trafilatura writes the page's address under "source".
        if field == "outlet" and _is_url(value):
            continue
        if field == "url" and bare(column) == "source" and not _is_url(value):
            continue
        return column, value
    return "", None


def _is_url(value: object) -> bool:
    return _URL.fullmatch(words_of(value).strip()) is not None


def _fault(raw: object, title: str, limit: int) -> tuple[str, str] | None:
    if not isinstance(raw, str) and not is_absent(raw):
        kind = type(raw).__name__
        return "text is not a string", f"the text is a {kind}; give it as one string"
    length = len(raw) if isinstance(raw, str) else 0
    if length > limit:
        detail = (
            f"the text has {length:,} characters, the limit is {limit:,}; "
            "split it into articles"
        )
        return "too large", detail
    if not title and (not isinstance(raw, str) or not raw.strip()):
        return "empty", "neither a title nor a text; add one or remove it"
    return None


def _declared(value: object) -> str:
    return "" if is_absent(value) else words_of(value).strip()


def _published(key: str, column: str, value: object) -> tuple[str, dict[str, str]]:
    if isinstance(value, Mapping):
        value = words_of(value)
    if is_absent(value):
        return "", {}
    stamp = read_stamp(value)
    if stamp.problem:
        error = (
            f"article {key!r}: {column!r} {stamp.problem}, got {words_of(value)!r}; "
            "use YYYY-MM-DD or leave it empty"
        )
        return "", {"date_error": error}
    return stamp.published, {"zone": stamp.zone} if stamp.zone else {}


def _authors(value: object) -> tuple[str, ...]:
    """Return names; one string may hold several, apart by ``;`` or ``|``."""
    if isinstance(value, str):
        parts: Iterable[Any] = re.split(r"[;|]", value)
    else:
        parts = value if isinstance(value, list | tuple) else [value]
    return tuple(name for part in parts if (name := _declared(part)))


def _metadata(values: Mapping[str, object], used: set[str]) -> dict[str, str]:
    kept = {}
    for column, value in values.items():
        if not column or column in used or not isinstance(value, _SCALARS):
            continue
        words = words_of(value).strip()
        if (
            words
            and len(words) <= _LONGEST_METADATA
            and not _PERSONAL.fullmatch(bare(column))
        ):
            kept[column] = words
    return kept
