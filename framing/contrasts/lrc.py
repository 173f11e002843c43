"""The cautious bound of how many times as often each term is used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from framing.contrasts.base import Counted, Floats
from framing.errors import ParameterError


@dataclass(frozen=True, slots=True, kw_only=True)
class Lrc(Counted):
    """Conservative log ratio: the end of its interval that lies nearer to 0.

    Parameters
    ----------
    level : float, default 0.95
        Of the interval; no correction for the number of terms.

    Raises
    ------
    ParameterError
        If `level` is not between 0 and 1.

    Notes
    -----
    Given ``y_a + y_b``, the count of a is binomial; an exact interval of its
    probability p [1]_ gives ``log2(p / (1-p) * n_b / n_a)``; 0 where the interval
    holds 0 [2]_. Not tested: it is the bound of an interval, and one that takes words
    for independent.

    References
    ----------
    .. [1] C. Clopper, E. Pearson (1934). Biometrika 26(4), 404-413.
    .. [2] S. Evert (2022). Measuring keyness. Digital Humanities 2022, 202-205.

    Examples
    --------
    >>> n = np.array([1000.0])
    >>> y_a, y_b = np.array([30.0, 12.0]), np.array([10.0, 10.0])
    >>> Lrc().score(y_a, n, y_b, n, y_a / n).round(2).tolist()
    [0.51, 0.0]
    """

    level: float = 0.95

    def __post_init__(self) -> None:
        """Refuse a level that is none."""
        if not 0 < self.level < 1:
            message = f"level must lie between 0 and 1, got {self.level!r}"
            raise ParameterError(message)

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""
        return "lrc"

    @property
    def tested(self) -> bool:
        """Whether swaps of the sides test it."""
        return False

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return the bound; `share` plays no part."""
        del share
        tail = (1 - self.level) / 2
        with np.errstate(divide="ignore", invalid="ignore"):
            low = np.where(y_a > 0, betaincinv(y_a, y_b + 1, tail), 0.0)
            high = np.where(y_b > 0, betaincinv(y_a + 1, y_b, 1 - tail), 1.0)
            below = np.log2(low / (1 - low) * n_b / n_a)
            above = np.log2(high / (1 - high) * n_b / n_a)
        found: Floats = np.where(below > 0, below, np.where(above < 0, above, 0.0))
        return found
