"""Measurements as arrays: ratios pooled by outcome, outlet and event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.comparison.plan import Key
from framing.uncertainty import Bools, Floats, Sides

Codes = NDArray[np.int64]

KEYS = ("metric", "field", "target", "voice", "actor")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measured:
    """All measurements of a run; made by `measured`.

    Attributes
    ----------
    keys : tuple of (metric, field, target, voice, actor)
        Sorted.
    key, article : ndarray of shape (n_rows,), int64
        Index into `keys`, and row of the table of articles.
    numerator, denominator : ndarray of shape (n_rows,)
        nan where the metric is undefined.
    scale : ndarray of shape (n_keys,)
    """

    keys: tuple[Key, ...]
    key: Codes
    article: Codes
    numerator: Floats
    denominator: Floats
    scale: Floats

    def usable(self) -> Bools:
        """Return which rows have a value."""
        return (self.denominator > 0) & ~np.isnan(self.numerator)

    def value(self) -> Floats:
        """Return ``scale * numerator / denominator``, nan where it is undefined."""
        good = self.usable()
        below = np.where(good, self.denominator, 1.0)
        found = self.scale[self.key] * self.numerator / below
        return np.where(good, found, np.nan)


def measured(measurements: pd.DataFrame, articles: Sequence[str]) -> Measured:
    """Turn the table of measurements into arrays.

    Parameters
    ----------
    measurements : DataFrame
        ``article, metric, field, target, voice, actor, numerator, denominator,
        scale``; rows of articles that are not listed are dropped.
    articles : sequence of str

    Examples
    --------
    >>> row = {"article": "a", "metric": "length", "field": "words", "target": "",
    ...        "voice": "all", "actor": "", "numerator": 90.0, "denominator": 1.0,
    ...        "scale": 1.0}
    >>> measured(pd.DataFrame([row]), ["a"]).keys
    (('length', 'words', '', 'all', ''),)
    """
    codes, named = pd.factorize(measurements["article"], use_na_sentinel=False)
    article = pd.Index(articles).get_indexer(named.astype(str))[codes]
    frame = measurements.loc[article >= 0]
    keys, key = _key_codes(frame)
    scale = np.ones(len(keys))
    scale[key] = frame["scale"].to_numpy(dtype=np.float64)
    return Measured(
        keys=keys,
        key=key,
        article=article[article >= 0].astype(np.int64),
        numerator=frame["numerator"].to_numpy(dtype=np.float64),
        denominator=frame["denominator"].to_numpy(dtype=np.float64),
        scale=scale,
    )


def _key_codes(frame: pd.DataFrame) -> tuple[tuple[Key, ...], Codes]:
    """Give each row the number of its five keys, in sorted order."""
    joined = np.zeros(len(frame), dtype=np.int64)
    levels = []
    for name in KEYS:
        codes, found_values = pd.factorize(frame[name].astype("category"), sort=True)
        # An absent key has the code -1 and is the empty string.
        values = ["", *map(str, found_values)]
        levels.append(values)
        joined = joined * len(values) + (codes + 1)
    found, key = np.unique(joined, return_inverse=True)
    names: list[list[str]] = [[] for _ in found]
    for values in reversed(levels):
        for position, code in enumerate((found % len(values)).tolist()):
            names[position].insert(0, values[code])
        found = found // len(values)
    unsorted = [tuple(parts) for parts in names]
    order = sorted(range(len(unsorted)), key=unsorted.__getitem__)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    keys = tuple(_as_key(unsorted[index]) for index in order)
    return keys, rank[key.reshape(-1)]


def _as_key(parts: tuple[str, ...]) -> Key:
    metric, field, target, voice, actor = parts
    return metric, field, target, voice, actor


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Pooled numerators and denominators, one per outcome × outlet × event.

    Attributes
    ----------
    code : ndarray of shape (n_cells,), int64
        ``(row * n_outlets + outlet) * n_events + event``; sorted, unique.
    numerator, denominator : ndarray of shape (n_cells,)
    n_articles : ndarray of shape (n_cells,)
    shape : tuple of int
        ``(n_rows, n_outlets, n_events)``.
    """

    code: Codes
    numerator: Floats
    denominator: Floats
    n_articles: Floats
    shape: tuple[int, int, int]

    @property
    def event(self) -> Codes:
        """Return the event of each cell."""
        return self.code % self.shape[2]

    @property
    def outlet(self) -> Codes:
        """Return the outlet of each cell."""
        return self.code // self.shape[2] % self.shape[1]

    @property
    def row(self) -> Codes:
        """Return the outcome of each cell."""
        return self.code // (self.shape[1] * self.shape[2])

    def keep(self, mask: Bools) -> Cells:
        """Return only some of the cells."""
        return Cells(
            code=self.code[mask],
            numerator=self.numerator[mask],
            denominator=self.denominator[mask],
            n_articles=self.n_articles[mask],
            shape=self.shape,
        )

    def sums(self, values: Floats, chosen: Bools) -> Floats:
        """Add values up by outcome and event over some outlets.

        Parameters
        ----------
        values : ndarray of shape (n_cells,)
        chosen : ndarray of shape (n_outlets,), bool

        Returns
        -------
        ndarray of shape (n_rows, n_events)
        """
        n_rows, _, n_events = self.shape
        mask = chosen[self.outlet]
        place = (self.row * n_events + self.event)[mask]
        flat = np.bincount(place, values[mask], minlength=n_rows * n_events)
        return flat.astype(np.float64).reshape(n_rows, n_events)

    def sides(self, first: Bools, second: Bools, scale: Floats) -> Sides:
        """Return both sides over the events, for `framing.uncertainty.estimate`."""
        return Sides(
            num_a=self.sums(self.numerator, first),
            den_a=self.sums(self.denominator, first),
            num_b=self.sums(self.numerator, second),
            den_b=self.sums(self.denominator, second),
            scale=scale,
        )

    def grid(self, row: int) -> tuple[Floats, Floats]:
        """Return one outcome as ndarrays of shape (n_outlets, n_events)."""
        _, n_outlets, n_events = self.shape
        size = n_outlets * n_events
        part = slice(*np.searchsorted(self.code, [row * size, (row + 1) * size]))
        place = self.code[part] - row * size
        num, den = np.zeros(size), np.zeros(size)
        num[place], den[place] = self.numerator[part], self.denominator[part]
        return num.reshape(n_outlets, n_events), den.reshape(n_outlets, n_events)


def pool(
    found: Measured,
    rows_of: Mapping[int, Sequence[int]],
    *,
    outlet: Codes,
    event: Codes,
    shape: tuple[int, int, int],
) -> Cells:
    """Pool measurements over the articles of an outlet on an event.

    Parameters
    ----------
    found : Measured
    rows_of : mapping of int to sequence of int
        The outcomes that each key counts toward, by index.
    outlet, event : ndarray of shape (n_articles,), int64
        Of each article; -1 for an article that is left out.
    shape : tuple of int
        ``(n_rows, n_outlets, n_events)``.
    """
    _, n_outlets, n_events = shape
    good = found.usable() & (outlet[found.article] >= 0) & (event[found.article] >= 0)
    codes, picks = [], []
    for row_of in _layers(rows_of, len(found.keys)):
        pick = np.flatnonzero(good & (row_of[found.key] >= 0))
        article = found.article[pick]
        row = row_of[found.key[pick]]
        codes.append((row * n_outlets + outlet[article]) * n_events + event[article])
        picks.append(pick)
    picked = np.concatenate(picks) if picks else np.zeros(0, np.int64)
    joined = np.concatenate(codes) if codes else np.zeros(0, np.int64)
    code, place = np.unique(joined, return_inverse=True)
    size = len(code)
    return Cells(
        code=code,
        numerator=_sum(place, found.numerator[picked], size),
        denominator=_sum(place, found.denominator[picked], size),
        n_articles=_sum(place, np.ones(len(picked)), size),
        shape=shape,
    )


def _sum(place: Codes, values: Floats, size: int) -> Floats:
    return np.bincount(place.reshape(-1), values, minlength=size).astype(np.float64)


def _layers(rows_of: Mapping[int, Sequence[int]], n_keys: int) -> list[Codes]:
    """Spread keys that count toward several outcomes over several arrays."""
    depth = max((len(rows) for rows in rows_of.values()), default=0)
    layers = []
    for level in range(depth):
        row_of = np.full(n_keys, -1, dtype=np.int64)
        for key, rows in rows_of.items():
            if level < len(rows):
                row_of[key] = rows[level]
        layers.append(row_of)
    return layers


def relative(cells: Cells, pairs: Sequence[tuple[int, int, int]]) -> Cells:
    """Add outcomes that are measured against the rest of a total.

    Parameters
    ----------
    cells : Cells
    pairs : sequence of (part, total, new)
        The outcome, the outcome that pools it with all others of its kind, and
        where the difference goes.

    Notes
    -----
    In each outlet on each event the rest is ``total - part``; the new numerator is
    ``num - den * rest_num / rest_den`` over the same denominator, so that the value
    is the outcome less what the same outlet does elsewhere in the same event. Cells
    without a rest have no value.
    """
    made = [cells]
    size = cells.shape[1] * cells.shape[2]
    for part, total, new in pairs:
        own = cells.row == part
        place = cells.code[own] - part * size
        where = np.searchsorted(cells.code, place + total * size)
        rest_num = cells.numerator[where] - cells.numerator[own]
        rest_den = cells.denominator[where] - cells.denominator[own]
        # Denominators count mentions or words: a rest under a half is rounding.
        good = rest_den > 0.5
        den = cells.denominator[own][good]
        base = rest_num[good] / rest_den[good]
        made.append(
            Cells(
                code=place[good] + new * size,
                numerator=cells.numerator[own][good] - den * base,
                denominator=den,
                n_articles=cells.n_articles[own][good],
                shape=cells.shape,
            )
        )
    return _joined(made)


def _joined(parts: Sequence[Cells]) -> Cells:
    code = np.concatenate([part.code for part in parts])
    order = np.argsort(code, kind="stable")
    return Cells(
        code=code[order],
        numerator=np.concatenate([part.numerator for part in parts])[order],
        denominator=np.concatenate([part.denominator for part in parts])[order],
        n_articles=np.concatenate([part.n_articles for part in parts])[order],
        shape=parts[0].shape,
    )
