"""The largest threats to a comparison, worked out from its articles, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd

from framing.outlets import Group

Threat = tuple[float, str]
"""Size in [0, 1], by which threats are sorted, and a sentence."""

WORTH_SAYING: Final = 0.02
"""A threat that touches fewer than 2 in 100 articles is not printed."""

_FEW_EVENTS: Final = 6  # with so few the smallest p of a test over events is .03


def threats_of(frame: pd.DataFrame, groups: Sequence[Group]) -> tuple[str, ...]:
    """Name what may explain a result besides the groups, worst first.

    Parameters
    ----------
    frame : DataFrame
        From `framing.comparison.comparability.settle`.
    groups : sequence of Group
        The two groups.

    Returns
    -------
    tuple of str
        Sentences, by the share of the articles that they touch.
    """
    if frame.empty:
        return ()
    found = [made for check in _CHECKS if (made := check(frame, groups)) is not None]
    found = [made for made in found if made[0] >= WORTH_SAYING]
    found.sort(key=lambda made: (-round(made[0], 6), made[1]))
    return tuple(sentence for _, sentence in found)


def _share(part: pd.Series[bool], words: str) -> Threat:
    """Put a share of the articles into words."""
    n, total = int(part.sum()), len(part)
    return (
        n / total,
        f"{_percent(n / total)} of the articles ({n:,} of {total:,}) {words}.",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _wire(frame: pd.DataFrame, _groups: Sequence[Group]) -> Threat:
    copied = frame["origin"].str.startswith("wire copy") | (frame["origin"] == "mixed")
    return _share(copied, "are wire copy or mixed with it")


def _undated(frame: pd.DataFrame, _groups: Sequence[Group]) -> Threat:
    return _share(
        (frame["date_low"] == "") & (frame["date_high"] == ""),
        "have no date, so that their events rest on wording alone",
    )


def _not_shared(frame: pd.DataFrame, _groups: Sequence[Group]) -> Threat:
    left = ~frame["compared"].astype(bool)
    reasons = frame.loc[left, "left_out"].str.replace(r"[:;].*", "", regex=True)
    counts = reasons.value_counts().sort_index()
    most = str(counts.idxmax()) if len(counts) else ""
    return _share(left, f"are not compared, most often because: {most}")


def _inferred(frame: pd.DataFrame, _groups: Sequence[Group]) -> Threat:
    return _share(
        frame["outlet_status"] != "declared",
        "have an outlet that is inferred from the text or unknown",
    )


def _not_original(frame: pd.DataFrame, _groups: Sequence[Group]) -> Threat:
    touched = frame["translated"].isin(["yes", "suspected"]) | ~frame["integrity"].isin(
        ["ok", "unknown", ""]
    )
    return _share(touched, "are translated, rewritten, cut short, or suspected of it")


def _genres(frame: pd.DataFrame, groups: Sequence[Group]) -> Threat | None:
    """Return half the summed difference of the genre shares of the two groups."""
    compared = frame[frame["compared"]]
    if compared.empty:
        return None
    first, second = (
        compared.loc[compared["group"] == group.key, "genre"].value_counts(
            normalize=True
        )
        for group in groups
    )
    gap = first.sub(second, fill_value=0.0).sort_index()
    genre = str(gap.abs().idxmax())
    size = float(gap.abs().sum() / 2)
    return size, (
        f"Genres are unbalanced: {genre!r} makes up {_percent(first.get(genre, 0.0))} "
        f"of the compared {groups[0].title} articles and "
        f"{_percent(second.get(genre, 0.0))} of the {groups[1].title} ones."
    )


def _one_outlet(frame: pd.DataFrame, groups: Sequence[Group]) -> Threat | None:
    """Find the outlet that carries at least half of its side's words."""
    found = []
    compared = frame[frame["compared"]]
    for group in groups:
        own = compared[compared["group"] == group.key]
        words = own.groupby("outlet_name")["n_words"].sum()
        top = float(words.max() / words.sum()) if words.sum() else 0.0
        if top >= 0.5:
            side = f"{_percent(top)} of the {group.title} words"
            found.append((top, f"{words.idxmax()} alone wrote {side}"))
    if not found:
        return None
    found.sort(key=lambda made: (-made[0], made[1]))
    return found[0][0], "; ".join(words for _, words in found) + "."


def _few_events(frame: pd.DataFrame, _groups: Sequence[Group]) -> Threat | None:
    n_events = frame.loc[frame["compared"], "event"].nunique()
    if not n_events:
        return None
    noun = "event" if n_events == 1 else "events"
    return min(1.0, _FEW_EVENTS / n_events), (
        f"Everything rests on {n_events} shared {noun}: small differences "
        "could not have been seen."
    )


def _lengths(frame: pd.DataFrame, groups: Sequence[Group]) -> Threat | None:
    """Compare the median lengths; worth saying from half as long again."""
    compared = frame[frame["compared"]]
    first, second = (
        float(compared.loc[compared["group"] == group.key, "n_words"].median())
        for group in groups
    )
    if not min(first, second) > 0 or max(first, second) < 1.5 * min(first, second):
        return None
    return 1 - min(first, second) / max(first, second), (
        f"Articles differ in length: the median is {first:.0f} words in "
        f"{groups[0].title} outlets and {second:.0f} in {groups[1].title} ones."
    )


_CHECKS: Final[tuple[Callable[[pd.DataFrame, Sequence[Group]], Threat | None], ...]] = (
    _wire,
    _undated,
    _not_shared,
    _inferred,
    _not_original,
    _genres,
    _one_outlet,
    _few_events,
    _lengths,
)
