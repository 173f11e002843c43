"""Agreement among coders beyond chance: Krippendorff's alpha, kappa, percent.

Codes stand in an integer array of shape (n_coders, n_units), -1 where a unit was not
coded; `encode` makes one of whatever coders wrote. Everything is first reduced to
small tables per unit, so that a bootstrap sample is a product of two matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.errors import ParameterError, not_one_of

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]

LEVELS: Final = ("nominal", "ordinal", "interval", "ratio")


class Encoded(NamedTuple):
    """Codes as numbers of their values.

    Attributes
    ----------
    codes : ndarray of shape (n_coders, n_units)
        Places in `values`; -1 where a unit was not coded.
    values : tuple
        In ascending order, or in the order that was asked for.
    """

    codes: Codes
    values: tuple[Any, ...]


def encode(data: ArrayLike, *, values: Sequence[Any] = ()) -> Encoded:
    """Give each code of a table the number of its value.

    Parameters
    ----------
    data : array-like of shape (n_coders, n_units)
        Numbers or words; ``None``, ``nan`` and the empty string are missing.
    values : sequence, default ()
        Every allowed code, in its order; empty means those that occur, sorted.

    Returns
    -------
    Encoded

    Raises
    ------
    ParameterError
        If the data have not two dimensions, or hold a code that is not allowed.

    Examples
    --------
    >>> encode([[1, 2, None], [1, 3, 3]]).codes.tolist()
    [[0, 1, -1], [0, 2, 2]]
    """
    table = np.asarray(data, dtype=object)
    if table.ndim != 2:
        message = (
            "data must be a table of shape (n_coders, n_units), "
            f"got {table.ndim} dimensions"
        )
        raise ParameterError(message)
    met = {value for value in table.flat if not _is_missing(value)}
    order = tuple(values) or tuple(sorted(met))
    unknown = sorted(map(str, met - set(order)))
    if unknown:
        raise ParameterError(not_one_of("a code", unknown[0], map(str, order)))
    place = {value: index for index, value in enumerate(order)}
    codes = [
        [-1 if _is_missing(value) else place[value] for value in row] for row in table
    ]
    return Encoded(np.array(codes, dtype=np.intp).reshape(table.shape), order)


def _is_missing(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and value != value)  # noqa: PLR0124 - the test for nan


def krippendorff_alpha(
    data: ArrayLike, *, level: str = "nominal", values: Sequence[Any] = ()
) -> float:
    """Return Krippendorff's alpha of a table of codes.

    Parameters
    ----------
    data : array-like of shape (n_coders, n_units)
        Numbers, or words where the level is nominal or `values` gives their order;
        ``None``, ``nan`` and the empty string are missing.
    level : {"nominal", "ordinal", "interval", "ratio"}, default "nominal"
    values : sequence, default ()
        Every allowed code in its order; empty means those that occur, sorted.

    Returns
    -------
    float
        1 is perfect agreement, 0 what chance gives, below 0 less than chance;
        ``nan`` where no unit has two codes, or all codes are the same.

    Raises
    ------
    ParameterError
        If the level is unknown, or its values are no numbers where they must be.

    Notes
    -----
    ``alpha = 1 - D_o / D_e`` [1]_ with ``D_o = sum o_ck d_ck / n`` and ``D_e = sum n_c
    n_k d_ck / (n (n - 1))``. ``o_ck`` counts the pairs of codes within units, each
    unit's divided by its number of codes less one; ``n_c`` are its sums. The
    squared distance ``d_ck`` is 1 between different codes (nominal), the square of
    the difference of values (interval) or of their mid-ranks among all codes
    (ordinal), or ``((c - k) / (c + k)) ** 2`` (ratio).

    References
    ----------
    .. [1] K. Krippendorff (2011). Computing Krippendorff's alpha-reliability.
       University of Pennsylvania, Annenberg School for Communication.

    Examples
    --------
    The example of [1]_, four observers and twelve units:

    >>> nan = float("nan")
    >>> observers = [
    ...     [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    ...     [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    ...     [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    ...     [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ... ]
    >>> [round(krippendorff_alpha(observers, level=level), 3) for level in LEVELS]
    [0.743, 0.815, 0.849, 0.797]
    """
    encoded = encode(data, values=values)
    tables = coincidences(counts(encoded.codes, len(encoded.values)))
    whole = tables.sum(axis=0, keepdims=True)
    return float(alphas(whole, level=level, values=encoded.values)[0])


def counts(codes: Codes, n_values: int) -> Floats:
    """Count how often each unit got each code: shape (n_units, n_values)."""
    met = codes[:, :, None] == np.arange(n_values)
    return np.asarray(met.sum(axis=0), dtype=np.float64)


def coincidences(found: Floats) -> Floats:
    """Return each unit's table of pairs of codes.

    Parameters
    ----------
    found : ndarray of shape (n_units, n_values)
        From `counts`.

    Returns
    -------
    ndarray of shape (n_units, n_values, n_values)
        Sums to the unit's number of codes; all 0 where it has fewer than two.
    """
    size = found.sum(axis=1)
    pairs = found[:, :, None] * found[:, None, :]
    diagonal = np.arange(found.shape[1])
    pairs[:, diagonal, diagonal] -= found
    weight = np.where(size > 1, 1.0 / np.maximum(size - 1, 1), 0.0)
    return np.asarray(pairs * weight[:, None, None])


def alphas(tables: Floats, *, level: str, values: Sequence[Any]) -> Floats:
    """Return alpha of summed coincidences, one for each sample.

    Parameters
    ----------
    tables : ndarray of shape (n_samples, n_values, n_values)
    level : str
    values : sequence
        Of the codes, in their order.

    Returns
    -------
    ndarray of shape (n_samples,)
        ``nan`` where nothing could disagree.
    """
    if level not in LEVELS:
        raise ParameterError(not_one_of("level", level, LEVELS))
    totals = tables.sum(axis=2)
    n = totals.sum(axis=1)
    distance = distances(totals, level=level, values=values)
    observed = (tables * distance).sum(axis=(1, 2))
    expected = np.einsum("sc,sk,sck->s", totals, totals, distance)
    known = (expected > 0) & (n > 1)
    safe = np.where(known, expected, 1.0)
    return np.where(known, 1.0 - (n - 1) * observed / safe, np.nan)


def distances(totals: Floats, *, level: str, values: Sequence[Any]) -> Floats:
    """Return the squared distances between codes: (n_samples or 1, n_values, same)."""
    n_values = totals.shape[1]
    if level == "nominal":
        return (1.0 - np.eye(n_values))[None]
    if level == "ordinal":
        rank = totals.cumsum(axis=1) - totals / 2
        return np.asarray((rank[:, :, None] - rank[:, None, :]) ** 2)
    number = _numbers(values, level)
    return _METRIC[level](number[:, None], number[None, :])[None]


def _numbers(values: Sequence[Any], level: str) -> Floats:
    try:
        return np.array([float(value) for value in values])
    except (TypeError, ValueError) as error:
        message = (
            f"level {level!r} needs numbers as codes, got {list(values)!r}; "
            "use 'nominal', or 'ordinal' with their order in values"
        )
        raise ParameterError(message) from error


def _interval(one: Floats, other: Floats) -> Floats:
    return np.asarray((one - other) ** 2)


def _ratio(one: Floats, other: Floats) -> Floats:
    total = one + other
    return np.asarray(
        np.where(total != 0, (one - other) / np.where(total != 0, total, 1), 0.0) ** 2
    )


_METRIC: Final[Mapping[str, Callable[[Floats, Floats], Floats]]] = MappingProxyType(
    {"interval": _interval, "ratio": _ratio}
)


def percent(found: Floats) -> tuple[Floats, Floats]:
    """Return agreeing and all pairs of codes of each unit, ndarrays of (n_units,)."""
    size = found.sum(axis=1)
    return (found * (found - 1)).sum(axis=1), size * (size - 1)


def cohen_tables(one: Codes, other: Codes, n_values: int) -> Floats:
    """Return each unit's table of two coders' codes: (n_units, n_values, n_values)."""
    both = (one >= 0) & (other >= 0)
    first = (one[:, None] == np.arange(n_values)) & both[:, None]
    second = (other[:, None] == np.arange(n_values)) & both[:, None]
    return np.asarray(first[:, :, None] & second[:, None, :], dtype=np.float64)


def cohen_kappas(tables: Floats) -> Floats:
    """Return Cohen's kappa of summed tables, one for each sample.

    Notes
    -----
    ``(p_o - p_e) / (1 - p_e)`` with ``p_e`` from each coder's own shares [1]_;
    ``nan`` where ``p_e`` is 1.

    References
    ----------
    .. [1] J. Cohen (1960). A coefficient of agreement for nominal scales.
       Educational and Psychological Measurement 20(1), 37-46.

    Examples
    --------
    >>> cohen_kappas(np.array([[[20.0, 5], [10, 15]]])).round(3).tolist()
    [0.4]
    """
    n = tables.sum(axis=(1, 2))
    share = tables / np.where(n > 0, n, 1.0)[:, None, None]
    agree = np.trace(share, axis1=1, axis2=2)
    chance = (share.sum(axis=1) * share.sum(axis=2)).sum(axis=1)
    return _beyond_chance(agree, chance, n > 0)


def fleiss_kappas(times: Floats, found: Floats) -> Floats:
    """Return Fleiss's kappa over units that all coders coded, one for each sample.

    Parameters
    ----------
    times : ndarray of shape (n_samples, n_units)
        How often each unit counts.
    found : ndarray of shape (n_units, n_values)
        From `counts`; every unit has the same number of codes, at least two.

    Notes
    -----
    As `cohen_kappas`, with ``p_o`` the mean share of agreeing pairs, and ``p_e`` from
    the shares of all coders together [1]_.

    References
    ----------
    .. [1] J. L. Fleiss (1971). Measuring nominal scale agreement among many raters.
       Psychological Bulletin 76(5), 378-382.
    """
    if not len(found):
        return np.full(len(times), np.nan)
    agreeing, pairs = percent(found)
    n = times.sum(axis=1)
    safe = np.where(n > 0, n, 1.0)
    agree = times @ (agreeing / pairs) / safe
    shares = times @ found / (safe * found[0].sum())[:, None]
    return _beyond_chance(agree, (shares**2).sum(axis=1), n > 0)


def _beyond_chance(agree: Floats, chance: Floats, known: NDArray[np.bool_]) -> Floats:
    # Rounding may carry the chance of a single code a little past 1.
    open_ = known & (chance < 1 - 1e-12)
    return np.where(open_, (agree - chance) / np.where(open_, 1 - chance, 1.0), np.nan)
