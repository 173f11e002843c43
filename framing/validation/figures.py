"""Figures of the tool, over everything, by group and by outlet, and their gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.validation.alpha import Floats
from framing.validation.correction import LEAST_OF_GROUP
from framing.validation.key import KeyRow
from framing.validation.record import Row
from framing.validation.tool import Estimate, estimate

NOT_GROUPED: Final = "in no group"

Mask = NDArray[np.bool_]


class Scope(NamedTuple):
    """Everything (``"all"``), one group or one outlet."""

    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the tool.

    Attributes
    ----------
    measure : str
    samples : callable
        From a scope to an ndarray of shape (1 + draws,): the sample's own value,
        then those of the drawn ones.
    code : str
        The class that it is about, or empty.
    is_compared : bool
        Between groups.
    is_share : bool
        It lies in [0, 1], so that 1 needs a lower end of its own.
    """

    measure: str
    samples: Callable[[Scope], Floats]
    code: str = ""
    is_compared: bool = False
    is_share: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The figures of one item.

    Attributes
    ----------
    variable, item : str
    figures : tuple of Figure
    scopes : tuple of Scope
    n_units : callable
        From a scope to how many coded units it holds.
    """

    variable: str
    item: str
    figures: tuple[Figure, ...]
    scopes: tuple[Scope, ...]
    n_units: Callable[[Scope], int]


def scopes_of(rows: Sequence[KeyRow]) -> tuple[Scope, ...]:
    """Return everything, each group and each outlet of some units."""
    groups = sorted({group_of(row) for row in rows})
    outlets = sorted({row.outlet for row in rows})
    return (
        Scope("all"),
        *(Scope("group", key) for key in groups),
        *(Scope("outlet", key) for key in outlets),
    )


def group_of(row: KeyRow) -> str:
    """Return the group of a unit, in words where there is none."""
    return row.group or NOT_GROUPED


def inside(rows: Sequence[KeyRow], scope: Scope) -> Mask:
    """Return which units lie in a scope."""
    if scope.kind == "all":
        return np.ones(len(rows), dtype=bool)
    name = group_of if scope.kind == "group" else _outlet_of
    return np.array([name(row) == scope.key for row in rows], dtype=bool)


def _outlet_of(row: KeyRow) -> str:
    return row.outlet


def figure_rows(family: Family) -> list[Row]:
    """Return every figure of a family in every scope, then its gaps."""
    made = [
        _row(family, scope, figure, _estimated(figure, scope, family.n_units(scope)))
        for scope in family.scopes
        for figure in family.figures
    ]
    return [*made, *_gaps(family)]


def _estimated(figure: Figure, scope: Scope, n_units: int) -> Estimate:
    return estimate(figure.samples(scope), n_units if figure.is_share else 0)


def _row(family: Family, scope: Scope, figure: Figure, found: Estimate) -> Row:
    n_units = family.n_units(scope)
    few = scope.kind != "all" and n_units < LEAST_OF_GROUP
    return {
        "variable": family.variable,
        "item": family.item,
        "scope": scope.kind,
        "key": scope.key,
        "code": figure.code,
        "measure": figure.measure,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "n_units": n_units,
        "note": f"{n_units} units, fewer than {LEAST_OF_GROUP}" if few else "",
    }


def _gaps(family: Family) -> list[Row]:
    """Return the differences of figures between groups; who is in none has none."""
    groups = [
        scope
        for scope in family.scopes
        if scope.kind == "group" and scope.key != NOT_GROUPED
    ]
    made = []
    for one, other in combinations(groups, 2):
        n_least = min(family.n_units(one), family.n_units(other))
        for figure in (each for each in family.figures if each.is_compared):
            found = estimate(figure.samples(one) - figure.samples(other))
            row = _row(family, one, figure, found)
            more = {
                "scope": "difference",
                "key": f"{one.key} - {other.key}",
                "n_units": n_least,
                "note": gap_verdict(found, n_least),
            }
            made.append({**row, **more})
    return made


def gap_verdict(found: Estimate, n_least: int) -> str:
    """Say whether the tool errs differently in two groups.

    Parameters
    ----------
    found : Estimate
        The difference of a figure.
    n_least : int
        Coded units of the smaller group.

    Examples
    --------
    >>> gap_verdict(Estimate(value=0.2, low=0.1, high=0.3), 40)
    'differs'
    >>> gap_verdict(Estimate(value=0.2, low=-0.1, high=0.5), 40)
    'inconclusive'
    """
    if n_least < LEAST_OF_GROUP:
        return f"not estimable: {n_least} units, at least {LEAST_OF_GROUP} needed"
    if np.isnan([found.value, found.low, found.high]).any():
        return "not estimable"
    return "differs" if found.low > 0 or found.high < 0 else "inconclusive"
