"""Draw units by chance, in strata, with the probability that each had."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

import numpy as np

from framing.sampling.units import Unit
from framing.validation.agreement import LEAST_UNITS, SPARE, least_units
from framing.validation.codebook import SHEETS
from framing.validation.correction import LEAST_OF_GROUP
from framing.validation.resampling import half_width

# Misses are rarer than what is found, so that sentences without a find, of which
# there are more, get two thirds of the sheet.
_SHARES: Final[Mapping[str, float]] = {"attribution no": 2.0}

# Items of a quotation are asked only where it is one.
_MORE: Final[Mapping[str, float]] = {"quotation": 1.25}

POOLED: Final = "several outlets"
NO_GROUP: Final = "in no group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A unit of the sample.

    Attributes
    ----------
    unit : Unit
    id : str
        Printed in the sheet; says nothing about the unit.
    stratum : str
    size, drawn : int
        Units of the stratum in the collection, and in the sample: their ratio is the
        unit's weight.
    """

    unit: Unit
    id: str
    stratum: str
    size: int
    drawn: int


def sample_size(n_groups: int, *, asked: int = 0, sheet: str = "") -> int:
    """Return how many units a sheet needs.

    Notes
    -----
    At least 100, and at least 30 for each group of outlets; a fifth more of both is
    drawn, because some cells stay empty and some units cannot be decided.

    Examples
    --------
    >>> sample_size(2), sample_size(4), sample_size(2, asked=60)
    (120, 144, 60)
    """
    least = max(LEAST_UNITS, LEAST_OF_GROUP * n_groups)
    return asked or math.ceil(SPARE * _MORE.get(sheet, 1.0) * least)


def draw(
    units: Sequence[Unit], *, asked: int = 0, seed: int = 0, mark: str = ""
) -> list[Drawn]:
    """Draw units of one sheet, and shuffle them.

    Parameters
    ----------
    units : sequence of Unit
        The whole population.
    asked : int, default 0
        How many are wanted; 0 means as many as `sample_size` says.
    seed : int
    mark : str
        Stands in each id, so that two samples cannot be taken for one another.

    Returns
    -------
    list of Drawn
        In the order of the sheet.

    Notes
    -----
    Units are shared out evenly among groups, in a group among the tool's classes, in
    a class among outlets; what a stratum cannot fill goes to the others. Where a
    class of a group has more outlets than units, its outlets form one stratum,
    drawn at equal distances in the order of outlets. Every unit of the collection
    has a probability above 0, known exactly: drawn / size of its stratum.
    """
    if not units:
        return []
    name = units[0].variable
    rng = np.random.default_rng([seed, SHEETS.index(name)])
    groups = sorted({unit.group for unit in units})
    chosen: list[tuple[Unit, str, int, int]] = []
    size = sample_size(len(groups), asked=asked, sheet=name)
    for stratum, members, n in _plan(units, size):
        places = _places(len(members), n, rng, evenly=stratum.endswith(POOLED))
        chosen += [(members[at], stratum, len(members), n) for at in places]
    order = rng.permutation(len(chosen))
    width = max(3, len(str(len(chosen))))
    return [
        Drawn(
            unit=chosen[at][0],
            id=f"{name}-{mark}-{number:0{width}d}" if mark else f"{name}-{number}",
            stratum=chosen[at][1],
            size=chosen[at][2],
            drawn=chosen[at][3],
        )
        for number, at in enumerate(order.tolist(), start=1)
    ]


def _plan(units: Sequence[Unit], n: int) -> list[tuple[str, list[Unit], int]]:
    """Return the strata: a name, the members, how many to draw."""
    by_group = _split(units, "group")
    plan = []
    for group, n_group in share_out(_sizes(by_group), n).items():
        by_class = _split(by_group[group], "tool_class")
        weights = {
            key: _SHARES.get(f"{units[0].variable} {key}", 1.0) for key in by_class
        }
        for code, n_class in share_out(_sizes(by_class), n_group, weights).items():
            by_outlet = _split(by_class[code], "outlet")
            head = " · ".join(part for part in (group or NO_GROUP, code) if part)
            if len(by_outlet) > n_class:
                pooled = [unit for key in sorted(by_outlet) for unit in by_outlet[key]]
                plan.append((f"{head} · {POOLED}", pooled, n_class))
                continue
            for outlet, n_outlet in share_out(_sizes(by_outlet), n_class).items():
                plan.append((f"{head} · {outlet}", by_outlet[outlet], n_outlet))
    return plan


def _split(units: Sequence[Unit], field: str) -> dict[str, list[Unit]]:
    """Return the units by one of their fields."""
    key = attrgetter(field)
    ordered = sorted(units, key=key)
    return {name: list(members) for name, members in groupby(ordered, key=key)}


def _sizes(parts: Mapping[str, Sequence[Unit]]) -> dict[str, int]:
    return {key: len(members) for key, members in parts.items()}


def share_out(
    sizes: Mapping[str, int], n: int, weights: Mapping[str, float] | None = None
) -> dict[str, int]:
    """Share out n draws as evenly as the sizes of parts allow, at least one each.

    Parameters
    ----------
    sizes : mapping of part to size
    n : int
        Raised to one for each part.
    weights : mapping of part to float, optional
        How much of the whole each should have; equal if left out.

    Returns
    -------
    dict of part to int
        Sums to n, or to all there are.

    Examples
    --------
    >>> share_out({"a": 3, "b": 50, "c": 50}, 21)
    {'a': 3, 'b': 9, 'c': 9}
    """
    given = {key: 1 for key in sorted(sizes) if sizes[key]}
    left = min(max(n, len(given)), sum(sizes.values())) - len(given)
    for _ in range(left):
        open_ = [key for key in given if given[key] < sizes[key]]
        key = min(open_, key=lambda k: (given[k] / (weights or {}).get(k, 1.0), k))
        given[key] += 1
    return given


def _places(size: int, n: int, rng: np.random.Generator, *, evenly: bool) -> list[int]:
    if not evenly:
        return sorted(rng.choice(size, n, replace=False).tolist())
    begin = rng.random()
    return [math.floor((begin + at) * size / n) for at in range(n)]


def reason(drawn: Sequence[Drawn], n_units: int) -> str:
    """Say in words how many units were drawn, and what they can show.

    Parameters
    ----------
    drawn : sequence of Drawn
    n_units : int
        In the whole population.
    """
    n = len(drawn)
    if not n:
        return "there is no unit in these articles"
    groups: dict[str, int] = {}
    for each in drawn:
        key = each.unit.group or NO_GROUP
        groups[key] = groups.get(key, 0) + 1
    parts = ", ".join(f"{key}: {groups[key]}" for key in sorted(groups))
    text = (
        f"{n} of {n_units} units ({parts}); an agreement of 80 % is then known to "
        f"± {100 * half_width(n, 0.8):.0f} points (95 %)"
    )
    # What is in no group is in no comparison of groups either.
    asked = [number for key, number in groups.items() if key != NO_GROUP]
    if len(asked) > 1:
        least = min(asked)
        text += f", in the smallest group to ± {100 * half_width(least, 0.8):.0f}"
    if n < least_units(n_units):
        text += "; with so few no verdict is given"
    elif asked and min(asked) < LEAST_OF_GROUP:
        text += f"; {LEAST_OF_GROUP} in each group were not to be had"
    return text
