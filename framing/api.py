"""The functions that research code calls: the same stages, on articles in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing import pipeline
from framing.comparison import Comparison
from framing.config import Grouping, RunConfig
from framing.document import from_text
from framing.events import group_events as _group
from framing.metrics import build
from framing.model import Article, Document, Event, Quote, SetAside
from framing.report import write_report as _write
from framing.tone import DEFAULT_LISTS

if TYPE_CHECKING:
    import pandas as pd


def find_quotes(text: str | Document) -> tuple[Quote, ...]:
    """Return the quotations of a text, with speakers and relays.

    Parameters
    ----------
    text : str or Document
        A bare text is cleaned and cut first; spans then lie in the clean text.

    Returns
    -------
    tuple of Quote
        In order; nested ones name the index of the outer one.

    Examples
    --------
    >>> quote, = find_quotes('"We agree," President Ana Oru said on Monday.')
    >>> quote.kind, quote.speakers[0].name
    ('direct', 'Ana Oru')
    """
    return _document(text).quotes


def stance(
    text: str | Document, *, lexicon: str = DEFAULT_LISTS
) -> Mapping[tuple[str, str], float]:
    """Return the lexicon tone near mentions of each target, by voice.

    Parameters
    ----------
    text : str or Document
    lexicon : str
        Name of a shipped word list, or a path; several joined by ``+``. Default: the
        shipped ones, then VADER's.

    Returns
    -------
    mapping of (target, voice) to float
        In [-1, 1]; only targets and voices with a mention. The balance of
        favourable and unfavourable words near mentions, not the outlet's position.

    Examples
    --------
    >>> tone = stance("China is a trusted and friendly partner.")
    >>> tone["CN", "unattributed"] > 0
    True
    """
    measurement = build(lexicon=lexicon)["stance"](_document(text))
    return {
        (row.target, row.voice): row.value
        for row in measurement.rows
        if row.field == "tone" and not row.actor and row.denominator
    }


def readability(text: str | Document, *, min_words: int = 100) -> Mapping[str, float]:
    """Return school grades and reading ease of a text, all voices together.

    Parameters
    ----------
    text : str or Document
    min_words : int, default 100
        Under this many words every value is ``nan``.

    Returns
    -------
    mapping of str to float
        Field to value; the fields' meanings stand in `framing.metrics`.

    Examples
    --------
    >>> import math
    >>> math.isnan(readability("Too short.")["flesch_kincaid"])
    True
    """
    measurement = build(min_words=min_words)["readability"](_document(text))
    return {row.field: row.value for row in measurement.rows if row.voice == "all"}


def group_events(
    documents: Iterable[Document], *, settings: Grouping | None = None
) -> tuple[Event, ...]:
    """Group documents that report the same event.

    See `framing.events.group_events`, which also takes bare items.

    Examples
    --------
    >>> from framing import analyse
    >>> one = analyse(Article(id="a", raw="", title="Dam opens"))
    >>> [event.articles for event in group_events([one])]
    [('a',)]
    """
    return _group(documents, settings=settings)


def compare(
    articles: Iterable[Article | SetAside],
    *,
    config: RunConfig | None = None,
    workers: int = 1,
) -> Comparison:
    """Analyse articles, group them into events and compare their outlets.

    Parameters
    ----------
    articles : iterable of Article or SetAside
        As `framing.read` yields them.
    config : RunConfig, optional
    workers : int, default 1

    Returns
    -------
    Comparison

    Examples
    --------
    >>> compare([Article(id="a", raw="One article pairs nothing.")]).conclusion
    'nothing'
    """
    config = config or RunConfig()
    run = pipeline.run(articles, config=config, workers=workers)
    return pipeline.compare_run(run, config=config)


def contrast(
    articles: Iterable[Article | SetAside] | Comparison,
    *,
    config: RunConfig | None = None,
) -> pd.DataFrame:
    """Return the terms that tell two groups apart, within the same events.

    Parameters
    ----------
    articles : iterable of Article or SetAside, or Comparison
    config : RunConfig, optional
        Names the groups; used only with articles.

    Returns
    -------
    DataFrame
        ``term, measure, score, low, high, p, q, n_a, n_b, rate_a, rate_b,
        articles_a, articles_b, events, dp, top_share, verdict``; empty where no
        event has articles of both groups.

    Examples
    --------
    >>> len(contrast([Article(id="a", raw="One article pairs nothing.")]))
    0
    """
    if isinstance(articles, Comparison):
        return articles.contrasts
    return compare(articles, config=config).contrasts


def write_report(comparison: Comparison, out: str | Path) -> Sequence[Path]:
    """Write ``report.html``, ``report.pdf`` and ``tables/``.

    Parameters
    ----------
    comparison : Comparison
    out : str or Path
        A folder; made if it does not exist.

    Returns
    -------
    sequence of Path
        What was written. Nothing is ever half-written.
    """
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    return _write(comparison, folder)


def _document(text: str | Document) -> Document:
    return text if isinstance(text, Document) else from_text(text)
