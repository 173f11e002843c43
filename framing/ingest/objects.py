"""JSON: one article, or several, in one value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from framing.ingest.base import Options, Record, Refused, Source
from framing.ingest.columns import barred_from_text, make_plan, mapping_at_hand
from framing.ingest.decoding import Encoding, decode
from framing.ingest.records import RecordReader
from framing.model import SetAside

# JSON is read in one piece and takes some four times its size in memory.
_MOST_BYTES: Final = 256_000_000


def read_values(source: Source, options: Options) -> Iterator[Record | SetAside]:
    """Find the objects of a JSON file.

    Parameters
    ----------
    source : Source
    options : Options

    Yields
    ------
    Record or SetAside
        The object itself if it has a text; else the items of its list (also one
        level further down: ``{"articles": {"results": […]}}``); else, where every
        value is an object, those values, whose keys serve as ids.

    Raises
    ------
    Refused
        If the file is no JSON, or larger than 256 MB.
    """
    size = source.path.stat().st_size
    if size > _MOST_BYTES:
        detail = (
            f"the file has {size:,} bytes, the limit for JSON is {_MOST_BYTES:,}; "
            "write JSON Lines (one object in a line), which has none"
        )
        raise Refused("too large", detail)
    text, encoding = decode(source.path.read_bytes())
    value = _parse(text)
    if isinstance(value, dict) and _is_article(value, options):
        yield Record(place="", number=0, values=value, notes=encoding.notes)
    else:
        yield from _items(_listed(value), source, encoding)


read_json: Final = RecordReader(rows=read_values)


def _parse(text: str) -> object:
    if not text.strip():
        raise Refused("empty", "the file holds no text; remove it or fill it")
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        detail = f"{place}: {error.msg}; correct the file"
        raise Refused("broken JSON", detail) from error
    except (ValueError, RecursionError) as error:
        raise Refused("broken JSON", f"{error}; correct the file") from error
    return value


def _is_article(value: dict[str, object], options: Options) -> bool:
    plan = make_plan(
        value,
        mapping_at_hand(options.mapping, [value]),
        barred=barred_from_text([value]),
    )
    return plan.has("text")


def _listed(value: object) -> list[object]:
    """Return the records in a value that is not itself one."""
    for _ in range(2):
        if not isinstance(value, dict):
            break
        inner = [v for v in value.values() if isinstance(v, list) and _has_objects(v)]
        if len(inner) == 1:
            return list(inner[0])
        if (
            value
            and all(isinstance(v, dict) for v in value.values())
            and len(value) > 1
        ):
            return [{"id": key, **item} for key, item in value.items()]
        nested = [v for v in value.values() if isinstance(v, dict)]
        if len(nested) != 1:
            break
        value = nested[0]
    return value if isinstance(value, list) else [value]


def _has_objects(value: list[object]) -> bool:
    return any(isinstance(item, dict) for item in value)


def _items(
    items: list[object], source: Source, encoding: Encoding
) -> Iterator[Record | SetAside]:
    for number, item in enumerate(items, 1):
        place = f"record {number}"
        if isinstance(item, dict):
            yield Record(place=place, number=number, values=item, notes=encoding.notes)
        else:
            kind = type(item).__name__
            detail = f'it is a {kind}, not an object; write {{"title": …, "text": …}}'
            yield source.set_aside("not an object", detail, record=place)
