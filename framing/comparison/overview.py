"""What a comparison rests on: outlets, events, balance, each outlet's own values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison.cells import KEYS, Codes, Measured
from framing.config import Analysis
from framing.metrics.base import Field
from framing.outlets import Outlet
from framing.uncertainty import Bools, draw_resamples, ratio_intervals

_DAYS: Final = (
    (-1, "before the event"),
    (0, "same day"),
    (1, "next day"),
    (7, "2 to 7 days"),
    (36500, "more than 7 days"),
)


def outlets_frame(
    frame: pd.DataFrame, outlets: Mapping[str, Outlet], keys: Sequence[str]
) -> pd.DataFrame:
    """List the outlets met, by group, then alphabet.

    Parameters
    ----------
    frame : DataFrame
        From `framing.comparison.comparability.settle`.
    outlets : mapping of key to Outlet
    keys : sequence of str
        Keys of the groups, in order.

    Returns
    -------
    DataFrame
        As in `framing.comparison.Comparison`.
    """
    by_outlet = frame.groupby("outlet", sort=True)
    made = pd.DataFrame(
        {
            "name": by_outlet["outlet_name"].first(),
            "group": by_outlet["group"].first(),
            "n_articles": by_outlet["article"].size(),
            "n_compared": by_outlet["compared"].sum().astype(np.int64),
            "n_words": by_outlet["n_words"].sum(),
            "n_events": by_outlet["event"].agg(lambda events: len(set(events) - {""})),
        }
    ).reset_index()
    profiles = [outlets.get(key) for key in made["outlet"]]
    made["country"] = [profile.country if profile else "" for profile in profiles]
    made["known"] = [profile is not None for profile in profiles]
    claims = [_claims(profile) for profile in profiles]
    made["claims"] = pd.Series(claims, index=made.index, dtype="object")
    order = ["outlet", "name", "group", "country", "known", "n_articles", "n_compared"]
    made = made[[*order, "n_words", "n_events", "claims"]]
    return _by_group(made, keys, ["name", "outlet"])


def _claims(profile: Outlet | None) -> tuple[tuple[str, str, str, bool], ...]:
    claims = profile.claims if profile else ()
    return tuple((c.what, c.value, c.source, c.checked) for c in claims)


def _by_group(
    made: pd.DataFrame, keys: Sequence[str], then: Sequence[str]
) -> pd.DataFrame:
    """Sort by group, the ungrouped last, then by columns."""
    place = {key: order for order, key in enumerate(keys)}
    rank = made["group"].map(place).fillna(len(keys))
    made = made.assign(_rank=rank).sort_values(["_rank", *then], kind="stable")
    return made.drop(columns="_rank").reset_index(drop=True)


def events_frame(
    events: pd.DataFrame, frame: pd.DataFrame, keys: Sequence[str]
) -> pd.DataFrame:
    """List the events in order of date, with what each side has.

    Parameters
    ----------
    events : DataFrame
        ``event, label, date_low, date_high, date_source``.
    frame : DataFrame
        From `framing.comparison.comparability.settle`.
    keys : sequence of str
        Keys of the two groups.

    Returns
    -------
    DataFrame
        As in `framing.comparison.Comparison`; undated events come last.
    """
    columns = ["event", "label", "date_low", "date_high", "date_source"]
    placed = frame[frame["event"] != ""]
    compared = placed[placed["compared"]]
    made = events[columns].copy()
    made["n_articles"] = _count(made, placed["event"])
    known = placed[placed["outlet"] != "unknown"]
    pairs = known[["event", "outlet"]].drop_duplicates()
    made["n_outlets"] = _count(made, pairs["event"])
    for side, key in zip("ab", keys, strict=True):
        made[f"n_{side}"] = _count(
            made, compared.loc[compared["group"] == key, "event"]
        )
    made["shared"] = (made["n_a"] > 0) & (made["n_b"] > 0)
    made["_day"] = made["date_low"].where(made["date_low"] != "", "9999")
    made = made.sort_values(["_day", "event"], kind="stable").drop(columns="_day")
    return made.reset_index(drop=True)


def shown_events(events: pd.DataFrame, most: int) -> tuple[str, ...]:
    """Return the events that are shown in full: those of most outlets, by date.

    Parameters
    ----------
    events : DataFrame
        From `events_frame`.
    most : int
    """
    order = events.assign(_at=range(len(events)), _alone=~events["shared"].astype(bool))
    order = order.sort_values(
        ["_alone", "n_outlets", "n_articles", "_at"],
        ascending=[True, False, False, True],
        kind="stable",
    )
    kept = order.head(most).sort_values("_at", kind="stable")
    return tuple(kept["event"].astype(str))


def _count(made: pd.DataFrame, events: pd.Series[str]) -> pd.Series[int]:
    return made["event"].map(events.value_counts()).fillna(0).astype(np.int64)


def balance_frame(
    frame: pd.DataFrame, events: pd.DataFrame, keys: Sequence[str]
) -> pd.DataFrame:
    """Count articles, words, genres, origins … of each group and outlet.

    Parameters
    ----------
    frame : DataFrame
        From `framing.comparison.comparability.settle`; all articles used.
    events : DataFrame
        ``event, date_low``.
    keys : sequence of str
        Keys of the two groups.

    Returns
    -------
    DataFrame
        ``scope, measure, category, n, share``: groups first, then outlets by group
        and alphabet. The shares of a measure add up to 1 within a scope, but those
        of "articles" and "words": they are shares of the articles and words used.
    """
    frame = frame.assign(days=_days(frame, events))
    rows: list[tuple[str, str, str, int, float]] = []
    for key in keys:
        rows += _scope(key, frame[frame["group"] == key])
    order = frame[["outlet", "group", "outlet_name"]].drop_duplicates("outlet")
    for key in _by_group(order, keys, ["outlet_name", "outlet"])["outlet"]:
        rows += _scope(key, frame[frame["outlet"] == key])
    return pd.DataFrame(rows, columns=["scope", "measure", "category", "n", "share"])


def _days(frame: pd.DataFrame, events: pd.DataFrame) -> pd.Series[str]:
    """Return how long after its event each article was published, in words."""
    day = frame["date_low"].where(frame["date_low"] == frame["date_high"], "")
    began = frame["event"].map(events.set_index("event")["date_low"])
    gap = (_as_date(day) - _as_date(began)).dt.days
    edges = [-np.inf, *(float(edge) for edge, _ in _DAYS)]
    words = pd.cut(gap, edges, labels=[label for _, label in _DAYS]).astype("object")
    return words.where(gap.notna(), "unknown")


def _as_date(values: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    return pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")


_CATEGORIES: Final = (
    ("genre", "genre"),
    ("origin", "origin"),
    ("translation", "translated"),
    ("text integrity", "integrity"),
    ("days from event", "days"),
)


def _scope(key: str, part: pd.DataFrame) -> Iterator[tuple[str, str, str, int, float]]:
    compared = part[part["compared"]]
    n_words = int(part["n_words"].sum())
    for measure, whole, some in (
        ("articles", len(part), len(compared)),
        ("words", n_words, int(compared["n_words"].sum())),
    ):
        yield key, measure, "used", whole, 1.0 if whole else np.nan
        yield key, measure, "compared", some, some / whole if whole else np.nan
    for measure, column in _CATEGORIES:
        values = part[column].astype(str).str.replace(r" of .*", "", regex=True)
        counts = values.where(values != "", "unknown").value_counts()
        for category, n in sorted(counts.items(), key=lambda pair: str(pair[0])):
            yield key, measure, str(category), int(n), int(n) / len(part)


def table_frame(
    frame: pd.DataFrame, found: Measured, fields: Mapping[tuple[str, str], Field]
) -> pd.DataFrame:
    """Return every measured ratio with the event and the outlet of its article.

    Returns
    -------
    DataFrame
        As in `framing.comparison.Comparison`, sorted by article and key; texts are
        categories, since a million rows repeat a few thousand.
    """
    order = np.lexsort((found.key, found.article))
    key, article = found.key[order], found.article[order]
    columns: dict[str, object] = {
        name: pd.Categorical(frame[name])[article]
        for name in ("event", "outlet", "article")
    }
    for place, name in enumerate(KEYS):
        columns[name] = pd.Categorical([k[place] for k in found.keys])[key]
    columns["value"] = found.value()[order]
    columns["numerator"] = found.numerator[order]
    columns["denominator"] = found.denominator[order]
    units = [fields[k[:2]].unit if k[:2] in fields else "" for k in found.keys]
    columns["unit"] = pd.Categorical(units)[key]
    return pd.DataFrame(columns)


def outlet_values_frame(
    frame: pd.DataFrame, found: Measured, analysis: Analysis, keys: Sequence[str]
) -> pd.DataFrame:
    """Return each outlet's pooled values, with intervals that resample events.

    Parameters
    ----------
    frame : DataFrame
        From `framing.comparison.comparability.settle`.
    found : Measured
    analysis : Analysis
        Its seed and number of bootstrap samples.
    keys : sequence of str
        Keys of the two groups.

    Returns
    -------
    DataFrame
        As in `framing.comparison.Comparison`, with ``scope``: "shared events", or
        "all articles" for an outlet that has no article there (then the events
        that it does report are resampled, and each article without an event).
    """
    order = frame[["outlet", "group", "outlet_name"]].drop_duplicates("outlet")
    order = _by_group(order, keys, ["outlet_name", "outlet"])
    shared = set(frame.loc[frame["compared"], "event"])
    comparable = frame["left_out"].isin(["", "outlet is in no group"])
    on_shared = comparable & frame["event"].isin(shared)
    parts = []
    for outlet, group in zip(order["outlet"], order["group"], strict=True):
        own = (frame["outlet"] == outlet) & frame["has_text"].astype(bool)
        chosen = own & on_shared if (own & on_shared).any() else own
        made = _one_outlet(frame, found, chosen.to_numpy(dtype=bool), analysis)
        scope = "shared events" if chosen is not own else "all articles"
        parts.append(made.assign(outlet=outlet, group=group, scope=scope))
    columns = [*KEYS, "outlet", "group", "value", "low", "high", "numerator"]
    columns += ["denominator", "n_events", "n_articles", "scope"]
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True)[columns]


def _one_outlet(
    frame: pd.DataFrame, found: Measured, chosen: Bools, analysis: Analysis
) -> pd.DataFrame:
    """Pool one outlet's measurements by key, over events as units."""
    rows = np.flatnonzero(found.usable() & chosen[found.article])
    present, key = np.unique(found.key[rows], return_inverse=True)
    unit = _units(frame, chosen)[found.article[rows]]
    n_units = int(unit.max(initial=-1)) + 1
    num = _grid(key, unit, found.numerator[rows], (len(present), n_units))
    den = _grid(key, unit, found.denominator[rows], (len(present), n_units))
    event = (frame["event"] != "").to_numpy()[found.article[rows]]
    in_event = _grid(key[event], unit[event], np.ones(int(event.sum())), num.shape) > 0
    scale = found.scale[present]
    value = low = high = np.full(len(present), np.nan)
    if n_units:
        times = draw_resamples(
            n_units, draws=1, boots=analysis.bootstraps, seed=analysis.seed
        ).times
        value, low, high = ratio_intervals(num, den, scale, times)
    made: dict[str, object] = {
        name: [found.keys[index][place] for index in present]
        for place, name in enumerate(KEYS)
    }
    return pd.DataFrame(
        {
            **made,
            "value": value,
            "low": low,
            "high": high,
            "numerator": num.sum(axis=1),
            "denominator": den.sum(axis=1),
            "n_events": in_event.sum(axis=1),
            "n_articles": np.bincount(key, minlength=len(present)),
        }
    )


def _units(frame: pd.DataFrame, chosen: Bools) -> Codes:
    """Give each event of the chosen articles a number, and each article without one."""
    unit = frame["event"].where(frame["event"] != "", "\0" + frame["article"])
    codes = np.full(len(frame), -1, dtype=np.int64)
    codes[chosen] = pd.factorize(unit[chosen], sort=True)[0]
    return codes


def _grid(
    row: Codes, column: Codes, values: np.ndarray, shape: tuple[int, ...]
) -> np.ndarray:
    flat = np.bincount(row * shape[1] + column, values, minlength=shape[0] * shape[1])
    return flat.astype(np.float64).reshape(shape)
