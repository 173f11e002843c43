"""From sheets to a validation: agreement, the tool against coders, corrections."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from framing.errors import ParameterError, not_one_of
from framing.validation.agreement import Agreement, agreement, least_units
from framing.validation.codebook import Item
from framing.validation.key import Key, read_key
from framing.validation.record import TABLES, Row, Validation
from framing.validation.scoring import Scored, Settings, quotations_found
from framing.validation.sheets import Coding, read_sheets, scale_values, uncoded


def validate(
    sheets: Iterable[Path],
    *,
    key: Path | None = None,
    settings: Settings | None = None,
) -> Validation:
    """Compare coders with one another, and the tool with coders.

    Parameters
    ----------
    sheets : iterable of Path
        Sheets of `framing sample`, filled by coders.
    key : Path, optional
        The sample's ``key.csv``; without it only agreement is measured.
    settings : Settings, optional

    Returns
    -------
    Validation

    Raises
    ------
    InputError
        If a file cannot be read. A bad cell or row is listed among the faults.
    ParameterError
        If nobody is called as the consensus.
    """
    settings = settings or Settings()
    known = read_key(key) if key else None
    codings, faults = read_sheets(sheets, known)
    _check_consensus(codings, settings.consensus)
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    tables["faults"] = [dataclasses.asdict(fault) for fault in faults]
    scored: dict[str, Scored] = {}
    for coding in codings:
        tables["agreement"] += _agreements(coding, known, settings)
        if known:
            mine = scored[coding.variable.name] = Scored(coding, known, settings)
            for name, rows in mine.tables().items():
                tables[name] += rows
    if {"quotation", "attribution"} <= set(scored):
        tables["tool"] += quotations_found(scored["quotation"], scored["attribution"])
    names = {coding.variable.name: coding for coding in codings}
    return Validation(
        run=known.run if known else {},
        coders={
            name: tuple(coding.coders(settings.consensus))
            for name, coding in names.items()
        },
        settings=dataclasses.asdict(settings),
        uncoded={
            name: uncoded(coding, known, settings.consensus)
            for name, coding in names.items()
        },
        tables={name: tuple(rows) for name, rows in tables.items()},
    )


def _check_consensus(codings: Sequence[Coding], consensus: str) -> None:
    coders = sorted({name for coding in codings for name in coding.codes})
    if consensus and consensus not in coders:
        raise ParameterError(not_one_of("consensus", consensus, coders))


def _agreements(coding: Coding, key: Key | None, settings: Settings) -> Iterator[Row]:
    """Yield the agreement on each item, then on each scale."""
    articles = [_article(unit, key) for unit in coding.units]
    settings = dataclasses.replace(settings, least=_least(coding, key, settings))
    for item in coding.variable.items:
        if item.kind != "text":
            table = coding.table(item.name, settings.consensus)
            found = _agreed(table, articles, settings, level=item.level, of=item)
            yield _row(coding, item.name, found, _undecided(coding, item, settings))
    for scale in coding.variable.scales:
        means = scale_values(coding, scale, settings.consensus)
        found = _agreed(means, articles, settings, level="interval")
        yield _row(coding, f"scale: {scale.name}", found, 0)


def _least(coding: Coding, key: Key | None, settings: Settings) -> int:
    """Return how many units a verdict needs: all of a collection that has fewer."""
    rows = key.of(coding.variable.name) if key else []
    strata = {row.stratum: row.stratum_size for row in rows}
    return least_units(sum(strata.values()), settings.least)


def _article(unit: str, key: Key | None) -> str:
    row = key.rows.get(unit) if key else None
    return row.article if row else unit


def _agreed(
    table: Sequence[Sequence[Any]],
    articles: Sequence[str],
    settings: Settings,
    *,
    level: str,
    of: Item | None = None,
) -> Agreement:
    return agreement(
        np.array(table, dtype=object).reshape(len(table), len(articles)),
        level=level,
        values=of.decided if of else (),
        clusters=articles,
        least=settings.least,
        draws=settings.draws,
        seed=settings.seed,
    )


def _undecided(coding: Coding, item: Item, settings: Settings) -> int:
    """Count the cells in which coders said that they could not decide."""
    doubtful = set(item.allowed) - set(item.decided)
    return sum(
        code in doubtful
        for coder in coding.coders(settings.consensus)
        for (_, name), code in coding.codes[coder].items()
        if name == item.name
    )


def _row(coding: Coding, item: str, found: Agreement, n_undecided: int) -> Row:
    return {
        "variable": coding.variable.name,
        "item": item,
        "n_undecided": n_undecided,
        **dataclasses.asdict(found),
    }
