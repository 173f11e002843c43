"""The tool against coders: precision, recall, F1, and where its errors lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import ParameterError, not_one_of
from framing.validation.alpha import Floats
from framing.validation.resampling import draw_times, interval, most_disagreement

_PERFECT: Final = 1 - 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its 95 % interval; ``nan`` where it is undefined."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassScore:
    """How well the tool finds one class.

    Attributes
    ----------
    code : str
    n_coded, n_tool : float
        Units (shares of units where coders tie) that coders and the tool gave it.
    precision, recall, f1 : Estimate
    """

    code: str
    n_coded: float
    n_tool: float
    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ToolScore:
    """The tool against coders, over all units that have both.

    Attributes
    ----------
    n_units : int
    classes : tuple of ClassScore
        In the order of the codes.
    macro_f1 : Estimate
        Mean of F1 over the classes that coders used.
    accuracy : Estimate
        Share of units with the coders' class.
    error : Estimate
        Mean of tool minus coders, where all codes are numbers: above 0 where the
        tool is higher.
    values : tuple of str
        Of the axes of the tables.
    confusion, weighted : ndarray of shape (n_values, n_values)
        Coders' classes by the tool's: units, and units with their weights.
    """

    n_units: int
    classes: tuple[ClassScore, ...]
    macro_f1: Estimate
    accuracy: Estimate
    error: Estimate
    values: tuple[str, ...]
    confusion: Floats
    weighted: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Paired:
    """Units that coders and the tool have both classed, with bootstrap samples.

    Attributes
    ----------
    values : tuple of str
    joint : ndarray of shape (n_units, n_values, n_values)
        Each sums to 1: coders' classes by the tool's.
    weights : ndarray of shape (n_units,)
    times : ndarray of shape (1 + draws, n_units)
        How often each unit counts; first the sample itself.
    """

    values: tuple[str, ...]
    joint: Floats
    weights: Floats
    times: Floats

    def tables(self, mask: NDArray[np.bool_] | None = None) -> Floats:
        """Return weighted tables of every sample, of some units or of all."""
        chosen = slice(None) if mask is None else mask
        n_values = len(self.values)
        joint, weights = self.joint[chosen], self.weights[chosen]
        flat = joint.reshape(len(joint), n_values * n_values) * weights[:, None]
        summed = self.times[:, chosen] @ flat
        return summed.reshape(len(summed), n_values, n_values)

    def score(self, mask: NDArray[np.bool_] | None = None) -> ToolScore:
        """Score some units, or all."""
        chosen = slice(None) if mask is None else mask
        n_units = len(self.weights[chosen])
        tables = self.tables(mask)
        plain = self.joint[chosen].sum(axis=0)
        precision, recall, f1 = class_scores(tables)
        return ToolScore(
            n_units=n_units,
            classes=tuple(
                ClassScore(
                    code=value,
                    n_coded=float(plain[at].sum()),
                    n_tool=float(plain[:, at].sum()),
                    precision=estimate(precision[:, at], n_units),
                    recall=estimate(recall[:, at], n_units),
                    f1=estimate(f1[:, at], n_units),
                )
                for at, value in enumerate(self.values)
            ),
            macro_f1=estimate(macro(tables, f1), n_units),
            accuracy=estimate(accuracies(tables), n_units),
            error=estimate(errors(tables, self.values)),
            values=self.values,
            confusion=plain,
            weighted=tables[0],
        )


def pair(  # noqa: PLR0913 - what a unit has, each named
    coded: Sequence[str] | Floats,
    predicted: Sequence[str],
    *,
    values: Sequence[str],
    weights: ArrayLike = (),
    clusters: Sequence[Any] = (),
    strata: Sequence[Any] = (),
    draws: int = 1000,
    seed: int = 0,
) -> Paired:
    """Put coders' classes beside the tool's; parameters as in `score_tool`."""
    order = tuple(values)
    n_units = len(predicted)
    truth = coded if isinstance(coded, np.ndarray) else _one_hot(coded, order)
    guess = _one_hot(predicted, order)
    given = np.asarray(weights, dtype=np.float64)
    times = draw_times(
        clusters or range(n_units), strata=strata, draws=draws, seed=seed
    )
    return Paired(
        values=order,
        joint=truth[:, :, None] * guess[:, None, :],
        weights=given if given.size else np.ones(n_units),
        times=np.concatenate([np.ones((1, n_units)), times]),
    )


def score_tool(  # noqa: PLR0913 - what a unit has, each named
    coded: Sequence[str] | Floats,
    predicted: Sequence[str],
    *,
    values: Sequence[str] = (),
    weights: ArrayLike = (),
    clusters: Sequence[Any] = (),
    strata: Sequence[Any] = (),
    draws: int = 1000,
    seed: int = 0,
) -> ToolScore:
    """Score the tool's classes against coders'.

    Parameters
    ----------
    coded : sequence of str, or ndarray of shape (n_units, n_values)
        The coders' class of each unit, or the share of each class (a tie of two
        coders is a half of either).
    predicted : sequence of str
        The tool's class of each unit.
    values : sequence of str, default ()
        Every class, in its order; empty means those that occur, sorted.
    weights : array-like of shape (n_units,), default ()
        ``1 / inclusion probability``; empty means that all are equal.
    clusters : sequence, default ()
        The article of each unit; empty means that each unit is its own.
    strata : sequence, default ()
        The group of each unit; articles are drawn within it.
    draws, seed : int
        Of the bootstrap over articles.

    Returns
    -------
    ToolScore

    Raises
    ------
    ParameterError
        If a class is not among the values.

    Notes
    -----
    With weighted counts ``tp, fp, fn`` of a class, precision is ``tp / (tp + fp)``,
    recall ``tp / (tp + fn)``, F1 ``2 tp / (2 tp + fp + fn)``; macro-F1 is the mean
    over the classes that coders used. Units are weighted because the sample is
    drawn evenly from what the tool calls negative, neutral and positive, and the
    collection is not.

    Examples
    --------
    >>> found = score_tool(["a", "a", "b", "b"], ["a", "b", "b", "b"])
    >>> [round(c.f1.value, 3) for c in found.classes], round(found.macro_f1.value, 3)
    ([0.667, 0.8], 0.733)
    """
    if not len(values) and isinstance(coded, np.ndarray):
        message = "values must name the columns of coded where it holds shares"
        raise ParameterError(message)
    order = tuple(values) or tuple(sorted({*map(str, coded), *predicted}))
    return pair(
        coded,
        predicted,
        values=order,
        weights=weights,
        clusters=clusters,
        strata=strata,
        draws=draws,
        seed=seed,
    ).score()


def _one_hot(labels: Sequence[str], order: tuple[str, ...]) -> Floats:
    place = {value: index for index, value in enumerate(order)}
    for label in labels:
        if label not in place:
            raise ParameterError(not_one_of("a class", label, order))
    found = np.zeros((len(labels), len(order)))
    found[np.arange(len(labels)), [place[label] for label in labels]] = 1.0
    return found


def class_scores(tables: Floats) -> tuple[Floats, Floats, Floats]:
    """Return precision, recall and F1: ndarrays of shape (n_samples, n_values)."""
    right = np.diagonal(tables, axis1=1, axis2=2)
    coded, guessed = tables.sum(axis=2), tables.sum(axis=1)
    return (
        divided(right, guessed),
        divided(right, coded),
        divided(2 * right, coded + guessed),
    )


def macro(tables: Floats, f1: Floats) -> Floats:
    """Return the mean of F1 over the classes that coders used in the whole sample."""
    used = tables[0].sum(axis=1) > 0
    known = ~np.isnan(f1[:, used])
    total = np.where(known, f1[:, used], 0.0).sum(axis=1)
    return divided(total, known.sum(axis=1).astype(np.float64))


def accuracies(tables: Floats) -> Floats:
    """Return the weighted share of units with the coders' class."""
    return divided(np.trace(tables, axis1=1, axis2=2), tables.sum(axis=(1, 2)))


def errors(tables: Floats, values: Sequence[str]) -> Floats:
    """Return the mean of tool minus coders; ``nan`` where a class is no number."""
    if not are_numbers(values):
        return np.full(len(tables), np.nan)
    number = np.array([float(value) for value in values])
    gap = number[None, :] - number[:, None]
    return divided((tables * gap).sum(axis=(1, 2)), tables.sum(axis=(1, 2)))


def are_numbers(values: Sequence[str]) -> bool:
    """Whether every class is a number.

    Examples
    --------
    >>> are_numbers(["-1", "0"]), are_numbers(["yes"])
    (True, False)
    """
    return all(value.removeprefix("-").isdecimal() for value in values)


def divided(top: Floats, bottom: Floats) -> Floats:
    """Divide; ``nan`` where the denominator is 0."""
    known = bottom > 0
    return np.where(known, top / np.where(known, bottom, 1.0), np.nan)


def estimate(samples: Floats, n_units: int = 0) -> Estimate:
    """Return the value of the sample itself and the interval of the drawn ones.

    Parameters
    ----------
    samples : ndarray of shape (1 + draws,)
    n_units : int, default 0
        Where given, a value of 1 (0) gets Wilson's bound as its lower (upper) end.
    """
    value = float(samples[0])
    low, high = (math.nan, math.nan) if math.isnan(value) else interval(samples[1:])
    if n_units and value >= _PERFECT:
        low, high = 1 - most_disagreement(n_units), 1.0
    elif n_units and value <= 1 - _PERFECT:
        low, high = 0.0, most_disagreement(n_units)
    return Estimate(value=value, low=low, high=high)


def rank_correlations(one: Floats, other: Floats, times: Floats) -> Floats:
    """Return Spearman's rank correlation in every sample.

    Parameters
    ----------
    one, other : ndarray of shape (n_units,)
    times : ndarray of shape (1 + draws, n_units)
        How often each unit counts.

    Returns
    -------
    ndarray of shape (1 + draws,)
        ``nan`` where one of both does not vary.

    Examples
    --------
    >>> up = np.arange(5.0)
    >>> rank_correlations(up, up**2, np.ones((1, 5))).tolist()
    [1.0]
    """
    from scipy.stats import rankdata  # noqa: PLC0415 - heavy, and rarely needed

    def correlated(counted: Floats) -> float:
        rows = np.repeat(np.arange(len(one)), counted.astype(np.intp))
        first, second = rankdata(one[rows]), rankdata(other[rows])
        first, second = first - first.mean(), second - second.mean()
        spread = math.sqrt(float((first**2).sum() * (second**2).sum()))
        return float((first * second).sum()) / spread if spread else math.nan

    return np.array([correlated(row) for row in times])
