"""Rows of scores that are asked for by name: listed, never stored in a run.

A run is what reports are made of, so what must not stand in a report has no table
there.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, Final

from framing.config import RunConfig
from framing.document import analyse
from framing.engine import map_batches
from framing.errors import FramingWarning
from framing.metrics.learned import LearnedStance
from framing.model import Article, SetAside
from framing.stages import resources_of
from framing.stages.spool import well_formed
from framing.stance_model import load_model

Record = dict[str, Any]

SHIPPED: Final = "shipped"
"""Stands for the model that comes with the package, which has no path."""

_BATCH: Final = 48
_ENGLISH: Final = frozenset({"en", "unknown", ""})


def learned_stance(
    found: Iterable[Article | SetAside],
    *,
    model: str,
    config: RunConfig | None = None,
    workers: int = 1,
) -> Iterator[Record]:
    """Yield the learned stance of each article toward each target, by voice.

    Parameters
    ----------
    found : iterable of Article or SetAside
        As `framing.read` yields them; what was set aside is passed over, and so is
        an article in another language than English.
    model : str
        A model made by ``framing train-stance``, or ``"shipped"``.
    config : RunConfig, optional
    workers : int, default 1

    Yields
    ------
    dict
        ``article, outlet, target, voice, value, n_mentions, model, domain``, in
        order of articles: every row says which model gave it and what kind of text
        that model knows.

    Raises
    ------
    ModelError
        If the model cannot be used.
    """
    metric = LearnedStance(model="" if model == SHIPPED else model)
    articles = (well_formed(item) for item in found if isinstance(item, Article))
    work = partial(_score, metric=metric, config=config or RunConfig())
    for rows in map_batches(work, _batches(articles), workers=workers):
        yield from rows


def _batches(articles: Iterator[Article]) -> Iterator[tuple[Article, ...]]:
    while batch := tuple(islice(articles, _BATCH)):
        yield batch


def _score(
    articles: Sequence[Article], *, metric: LearnedStance, config: RunConfig
) -> list[Record]:
    """Return the rows of some articles."""
    resources, used = resources_of(config), load_model(metric.model)
    rows = []
    for article in articles:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FramingWarning)
            document = analyse(article, resources=resources)
        if document.language.value not in _ENGLISH:
            continue
        rows += [
            {
                "article": article.id,
                "outlet": document.outlet.value,
                "target": row.target,
                "voice": row.voice,
                "value": row.value,
                "n_mentions": int(row.denominator),
                "model": used.name,
                "domain": used.domain,
            }
            for row in metric(document).rows
        ]
    return rows
