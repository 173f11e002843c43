"""The functions that research code calls: the same stages, on articles in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing import pipeline
from framing.comparison import Comparison
from framing.config import Grouping, RunConfig
from framing.document import analyse, from_text
from framing.events import group_events as _group
from framing.metrics import build
from framing.model import Article, Document, Event, Quote, SetAside
from framing.outlets import load_outlets
from framing.report import write_report as _write
from framing.tone import DEFAULT_LISTS

if TYPE_CHECKING:
    from framing.contrasts import ContrastTable, Counts, Settings
    from framing.contrasts.base import Measure


def find_quotes(text: str | Article | Document) -> tuple[Quote, ...]:
    """Return the quotations of a text, with speakers and relays.

    Parameters
    ----------
    text : str, Article or Document
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
    text: str | Article | Document, *, lexicon: str = DEFAULT_LISTS
) -> Mapping[tuple[str, str], float]:
    """Return the lexicon tone near mentions of each target, by voice.

    Parameters
    ----------
    text : str, Article or Document
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


def readability(
    text: str | Article | Document, *, min_words: int = 100
) -> Mapping[str, float]:
    """Return school grades and reading ease of a text, all voices together.

    Parameters
    ----------
    text : str, Article or Document
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


def contrast(  # noqa: PLR0913 - two sides, and how they are compared
    articles: Counts | Iterable[Article | SetAside],
    *,
    a: str | Sequence[str] = "",
    b: str | Sequence[str] = "",
    by: str = "event",
    measure: str | Measure = "log_odds",
    voice: str = "unattributed",
    config: RunConfig | None = None,
    settings: Settings | None = None,
) -> ContrastTable:
    """Return the terms that tell two sides apart, within the same events.

    Parameters
    ----------
    articles : Counts, or iterable of Article or SetAside
        Articles as `framing.read` yields them, or counts made before.
    a, b : str or sequence of str, optional
        A group, an outlet (by its key, name or alias), or several outlets; default:
        the two groups of the configuration. A positive score means more in `a`; `b` is
        the reference.
    by : str, default "event"
        What is swapped: "event", "week", "day" or "article".
    measure : str or Measure, default "log_odds"
        A key of `framing.contrasts.MEASURES`.
    voice : str, default "unattributed"
        Whose words are counted; "all" for every voice. Used only with articles.
    config : RunConfig, optional
    settings : framing.contrasts.Settings, optional

    Returns
    -------
    framing.contrasts.ContrastTable
        ``table`` has one row per term; ``test`` says in words how it was tested.

    Raises
    ------
    ParameterError
        If a side has no article, or no term is left: with the side, its n, and what
        to change.

    Examples
    --------
    >>> from framing import Article
    >>> article = Article(id="a", raw="One article pairs nothing.", outlet="Xinhua")
    >>> contrast([article])
    Traceback (most recent call last):
        ...
    framing.errors.ParameterError: 'western' has no article among the 1 counted; ...
    """
    from framing.comparison.contrasting import contrast_sides  # noqa: PLC0415
    from framing.contrasts import Counts  # noqa: PLC0415

    config = config or RunConfig()
    first, second = config.analysis.groups
    counts = articles
    if not isinstance(counts, Counts):
        finished = pipeline.run(counts, config=config)
        counts = pipeline.count_run(finished, config=config, voice=voice)
    return contrast_sides(
        counts,
        a=a or first,
        b=b or second,
        outlets=load_outlets(config.data.outlets),
        by=by,
        measure=measure,
        settings=settings,
    )


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


def _document(text: str | Article | Document) -> Document:
    if isinstance(text, Article):
        return analyse(text)
    return text if isinstance(text, Document) else from_text(text)
