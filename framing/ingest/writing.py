"""Write articles so that they can be read again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from framing.model import Article


def write_articles(path: str | Path, articles: Iterable[Article]) -> int:
    """Write articles as JSON Lines, whole or not at all.

    Parameters
    ----------
    path : str or Path
        Replaced if it exists. The name should end in ``.jsonl``.
    articles : iterable of Article

    Returns
    -------
    int
        How many were written.

    Notes
    -----
    `framing.ingest.read` gives back every field but `path` and `record`, which say
    where an article stood. A lone surrogate (half a character, as broken exports
    hold) has no UTF-8; its line is written in ASCII escapes.

    Examples
    --------
    >>> import tempfile
    >>> from framing.ingest import read
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "articles.jsonl"
    ...     written = write_articles(file, [Article(id="a1", raw="It rained.")])
    ...     [article] = read(file)
    >>> written, article.id, article.raw
    (1, 'a1', 'It rained.')
    """
    target = Path(path)
    partial = target.with_name(f".{target.name}.part")
    written = 0
    with partial.open("w", encoding="utf-8", newline="\n") as handle:
        for article in articles:
            handle.write(_line(article))
            written += 1
    partial.replace(target)
    return written


def _line(article: Article) -> str:
    record = dict(article.metadata) | {
        "id": article.id,
        "outlet": article.outlet,
        "date": article.published,
        "title": article.title,
        "text": article.raw,
        "url": article.url,
        "authors": list(article.authors),
        "genre": article.genre,
        "language": article.language,
        "origin": article.origin,
    }
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(record)
    return f"{line}\n"
