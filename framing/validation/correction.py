"""Shares of classes by group, corrected for the tool's errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.validation.alpha import Floats
from framing.validation.resampling import interval
from framing.validation.tool import Paired, divided

LEAST_OF_GROUP: Final = 30
"""Coded units that a group needs for a matrix of its own."""

LEAST_SINGULAR: Final = 0.1
"""Smallest singular value at which a matrix is inverted. Under this a change of one
point in the tool's shares may move the corrected ones by ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One class in one group; intervals of 95 %, in shares.

    Attributes
    ----------
    group, code : str
    tool : float
        The share that the tool gives it, over all units of the collection.
    coded : float
        The share that coders gave it, each unit by its weight.
    corrected, low, high : float
        After the correction; ``nan`` where the matrix cannot be inverted.
    matrix : {"own", "pooled", "none"}
        Whose errors were used: those in the group, or those in all groups together.
    note : str
        Why not, or what was done.
    """

    group: str
    code: str
    tool: float
    coded: float
    corrected: float
    low: float
    high: float
    matrix: str
    note: str


def correct(
    paired: Paired,
    groups: Sequence[str],
    shares: Mapping[str, Sequence[float]],
    *,
    compared: Sequence[str] = (),
) -> tuple[Corrected, ...]:
    """Correct the shares of classes in each group, and their differences.

    Parameters
    ----------
    paired : Paired
        All coded units.
    groups : sequence of length n_units
        The group of each.
    shares : mapping of group to shares
        What the tool gives each class over all units of the group, in the order of
        ``paired.values``.
    compared : sequence of str, default ()
        Groups whose differences are wanted.

    Returns
    -------
    tuple of Corrected
        For each group and class; then, for each pair of compared groups, their
        differences with ``group`` such as ``"state - western"``.

    Notes
    -----
    With ``M[k, l]`` the share of units coded ``k`` that the tool calls ``l``, the
    tool's shares are ``q = M' p``, and the corrected ones solve this for ``p``
    [1]_ [2]_. A group with 30 coded units has its own ``M``, so that errors may
    differ between groups; otherwise that of all groups is used, and said so. Shares
    under 0 are set to 0 and the rest scaled to add up to 1. Intervals draw coded
    articles again; the tool's own shares are known.

    References
    ----------
    .. [1] W. J. Rogan, B. Gladen (1978). Estimating prevalence from the results of a
       screening test. American J. Epidemiology 107(1), 71-76.
    .. [2] J. Grassia, R. Sundberg (1982). Statistical precision in the calibration
       and use of sorting machines and other classifiers. Technometrics 24, 117-121.
    """
    owner = np.array(list(groups), dtype=object)
    found: dict[str, _Solved] = {}
    rows: list[Corrected] = []
    for group in sorted(shares):
        tool = np.array(shares[group], np.float64)
        found[group] = _solved(paired, owner == group, tool)
        rows += _rows(paired.values, group, found[group])
    for one, other in combinations(sorted(set(found) & set(compared)), 2):
        gap = _difference(found[one], found[other])
        rows += _rows(paired.values, f"{one} - {other}", gap)
    return tuple(rows)


class _Solved(NamedTuple):
    """One group: the tool's shares, the coders', and the corrected of each sample."""

    tool: Floats
    coded: Floats
    samples: Floats
    matrix: str
    note: str


def _solved(paired: Paired, mine: NDArray[np.bool_], tool: Floats) -> _Solved:
    """Correct one group's shares, by its own errors if they are known."""
    own = paired.tables(mine)
    coded = divided(own[0].sum(axis=1), own[0].sum())
    n_own = int(mine.sum())
    solved, note = None, f"{n_own} coded units, {LEAST_OF_GROUP} needed"
    if n_own >= LEAST_OF_GROUP:
        solved, note = _inverted(own, tool)
    if solved is not None:
        return _Solved(tool, coded, solved, "own", note)
    if len(paired.weights) >= LEAST_OF_GROUP:
        solved, more = _inverted(paired.tables(), tool)
        if solved is not None:
            why = f"errors of all groups together, because in this one: {note}"
            return _Solved(tool, coded, solved, "pooled", _joined(why, more))
        note = more
    nothing = np.full((len(paired.times), len(paired.values)), np.nan)
    return _Solved(tool, coded, nothing, "none", note)


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _inverted(tables: Floats, tool: Floats) -> tuple[Floats | None, str]:
    """Solve ``q = M' p`` for every sample; nothing where the whole one cannot be."""
    used = tables[0].sum(axis=1) > 0
    matrix = divided(tables[:, used], tables[:, used].sum(axis=2, keepdims=True))
    if not used.any() or np.isnan(matrix[0]).any():
        return None, "no coded units"
    smallest = float(np.linalg.svd(matrix[0], compute_uv=False).min())
    if smallest < LEAST_SINGULAR:
        return None, (
            "the matrix cannot be inverted: the program's classes hardly follow the "
            f"coders' (smallest singular value {smallest:.3f}, at least "
            f"{LEAST_SINGULAR} needed)"
        )
    whole = ~np.isnan(matrix).any(axis=(1, 2))
    solved = np.full((len(tables), len(used)), np.nan)
    inverse = np.linalg.pinv(np.swapaxes(matrix[whole], 1, 2))
    inside = inverse @ tool
    solved[np.ix_(whole, used)] = np.clip(inside, 0.0, None)
    solved[np.ix_(whole, ~used)] = 0.0
    solved = divided(solved, np.nansum(solved, axis=1, keepdims=True))
    clipped = bool((inside[0] < -1e-9).any())
    unused = "" if used.all() else "classes that no coder used count as absent"
    return solved, _joined("shares under 0 set to 0" if clipped else "", unused)


def _difference(one: _Solved, other: _Solved) -> _Solved:
    kinds = {one.matrix, other.matrix}
    matrix = next(kind for kind in ("none", "pooled", "own") if kind in kinds)
    return _Solved(
        one.tool - other.tool,
        one.coded - other.coded,
        one.samples - other.samples,
        matrix,
        _joined(*dict.fromkeys((one.note, other.note))),
    )


def _rows(values: Sequence[str], group: str, made: _Solved) -> list[Corrected]:
    rows = []
    for at, value in enumerate(values):
        low, high = interval(made.samples[1:, at])
        rows.append(
            Corrected(
                group=group,
                code=value,
                tool=float(made.tool[at]),
                coded=float(made.coded[at]),
                corrected=float(made.samples[0, at]),
                low=low,
                high=high,
                matrix=made.matrix,
                note=made.note,
            )
        )
    return rows
