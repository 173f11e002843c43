"""Plain text and Markdown: one article in a file."""

from __future__ import annotations

from collections.abc import Iterator

from framing.ingest.base import Options, Record, Refused, Result, Source
from framing.ingest.columns import make_plan, mapping_at_hand
from framing.ingest.decoding import decode
from framing.ingest.fields import to_article


def read_plain(source: Source, options: Options) -> Iterator[Result]:
    """Yield the article of a text file, with the metadata that stand beside it.

    Parameters
    ----------
    source : Source
    options : Options

    Yields
    ------
    Article
        Its raw text is the whole file as decoded, newlines untouched.

    Raises
    ------
    Refused
        If the file is binary, in an unknown encoding, or blank.
    """
    text, encoding = decode(source.path.read_bytes())
    if not text.strip():
        raise Refused("empty", "the file holds no text; remove it or fill it")
    values = dict(source.beside)
    record = Record(place="", number=0, values=values, notes=encoding.notes)
    plan = make_plan(values, mapping_at_hand(options.mapping, [values]))
    yield to_article(record, plan, source, options, text=text)
