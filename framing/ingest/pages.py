"""Saved HTML pages: the article without what stands around it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, Final

from framing.ingest.base import Options, Record, Refused, Result, Source
from framing.ingest.columns import make_plan, mapping_at_hand
from framing.ingest.decoding import decode
from framing.ingest.fields import to_article

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[a-zA-Z!/]")
# Pages declare themselves at the top; the pattern need not look further.
_HEAD: Final = 8192
# A news page has some thousand tags; time grows faster than their number
# (50,000: 5 s, 400,000: 118 s), and with the square of a tag's attributes.
_MOST_TAGS: Final = 50_000
_MOST_ATTRIBUTES: Final = 5_000
_DATES: Final = {
    # The day a page declares, never one guessed from its text; the latest date is
    # fixed, or the result would depend on the day of the run.
    "original_date": True,
    "extensive_search": False,
    "max_date": "2199-12-31",
}
# Without a handler, Python prints a library's warnings on the screen.
_SILENT: Final = logging.NullHandler()
_FIELDS: Final = {
    "title": "title",
    "date": "date",
    "outlet": "sitename",
    "url": "url",
    "authors": "author",
    "language": "language",
    "hostname": "hostname",
}


def read_page(source: Source, options: Options) -> Iterator[Result]:
    """Yield the article of a saved page.

    Parameters
    ----------
    source : Source
    options : Options

    Yields
    ------
    Article
        Its raw text is the text that trafilatura extracts; title, date, outlet,
        address and authors are those that the page declares, unless a
        ``metadata.csv`` beside it says otherwise.

    Raises
    ------
    Refused
        If the file holds no HTML, or a page without an article.
    """
    data = source.path.read_bytes()
    declared = _CHARSET.search(data[:_HEAD])
    page, encoding = decode(data, declared=declared[1].decode() if declared else "")
    if not _TAG.search(page):
        detail = "the file holds no HTML tag; if it is plain text, name it .txt"
        raise Refused("not HTML", detail)
    _check_shape(page)
    text, values = _extract(page)
    if not text.strip():
        detail = "no article was found in the page; save its text in a .txt file"
        raise Refused("no article in page", detail)
    values |= _beside(source, options)
    record = Record(place="", number=0, values=values, notes=encoding.notes)
    yield to_article(record, make_plan(values), source, options, text=text)


def _check_shape(page: str) -> None:
    """Refuse a page that would keep the extractor busy for minutes."""
    tags = page.split("<")
    if len(tags) > _MOST_TAGS:
        wrong = f"the page has over {_MOST_TAGS:,} tags"
    elif any(tag.partition(">")[0].count("=") > _MOST_ATTRIBUTES for tag in tags):
        wrong = f"a tag of the page has over {_MOST_ATTRIBUTES:,} attributes"
    else:
        return
    raise Refused("too large", f"{wrong}; save the article's text in a .txt file")


def _extract(page: str) -> tuple[str, dict[str, object]]:
    """Return the text of the article, and what the page declares by our names."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - heavy

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(_SILENT)
    found: Any = bare_extraction(
        page,
        fast=True,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_DATES,
    )
    if found is None:
        return "", {}
    values = {ours: getattr(found, theirs, None) for ours, theirs in _FIELDS.items()}
    return found.text or "", {name: value for name, value in values.items() if value}


def _beside(source: Source, options: Options) -> dict[str, object]:
    """Return what a sidecar says of the page, by our names where it has them."""
    cells = dict(source.beside)
    plan = make_plan(cells, mapping_at_hand(options.mapping, [cells]))
    found: dict[str, str] = {}
    for field, columns in plan.columns.items():
        if columns and field != "text":
            found[field] = cells.pop(columns[0], "")
    return {name: value for name, value in {**cells, **found}.items() if value.strip()}
