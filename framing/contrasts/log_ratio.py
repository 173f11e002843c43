"""How many times as often each term is used, as a power of two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from framing.contrasts.base import Counted, Floats

NONE: Final = 0.5
"""Stands for a count of 0, whose logarithm does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRatio(Counted):
    """Binary logarithm of the ratio of the rates: 1 is twice as often, 2 four times.

    Notes
    -----
    ``log2((y_a/n_a) / (y_b/n_b))``, with 0.5 for a count of 0 [1]_.

    References
    ----------
    .. [1] A. Hardie (2014). Log Ratio: an informal introduction. CASS, Lancaster.

    Examples
    --------
    >>> y, n = np.array([30.0, 1.0]), np.array([1000.0])
    >>> LogRatio().score(y, n, np.array([15.0, 0.0]), n, y / n).tolist()
    [1.0, 1.0]
    """

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""
        return "log_ratio"

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return the log ratio; `share` plays no part."""
        del share
        a, b = np.where(y_a > 0, y_a, NONE), np.where(y_b > 0, y_b, NONE)
        found: Floats = np.log2(a * n_b / (b * n_a))
        return found
