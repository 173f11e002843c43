"""Log-likelihood ratio of each term (G²), with the sign of the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import xlogy

from framing.contrasts.base import Counted, Floats, signed
from framing.errors import ParameterError

CELLS: Final = (4, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class G2(Counted):
    """G² of the table of a term against all other words, negative where b has more.

    Parameters
    ----------
    cells : int, default 4
        4: the term and all other words on both sides [1]_; 2: the term alone, as
        Rayson and Garside have it [2]_.

    Raises
    ------
    ParameterError
        If `cells` is neither.

    Notes
    -----
    ``2 * sum(seen * ln(seen / expected))``. A size, not a test: words of one article
    are not independent, so no p is ever read from its chi-squared distribution. p
    comes from swapping the sides, as for every measure.

    References
    ----------
    .. [1] T. Dunning (1993). Accurate methods for the statistics of surprise and
       coincidence. Computational Linguistics 19(1), 61-74.
    .. [2] P. Rayson, R. Garside (2000). Comparing corpora using frequency profiling.
       Proc. Workshop on Comparing Corpora, 1-6.

    Examples
    --------
    >>> import numpy as np
    >>> y, n = np.array([30.0]), np.array([1000.0])
    >>> round(float(G2().score(y, n, y / 3, n, y / n)[0]), 3)
    10.669
    """

    cells: int = 4

    def __post_init__(self) -> None:
        """Refuse another table."""
        if self.cells not in CELLS:
            message = f"cells must be 4 or 2, got {self.cells!r}"
            raise ParameterError(message)

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""
        return "g2"

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return signed G²; `share` plays no part."""
        del share
        pooled = (y_a + y_b) / (n_a + n_b)
        total = _cell(y_a, n_a * pooled) + _cell(y_b, n_b * pooled)
        if self.cells == 4:
            rest = 1 - pooled
            total = total + _cell(n_a - y_a, n_a * rest) + _cell(n_b - y_b, n_b * rest)
        return signed(2 * total, y_a, n_a, y_b, n_b)


def _cell(seen: Floats, expected: Floats) -> Floats:
    return np.asarray(xlogy(seen, seen) - xlogy(seen, expected), dtype=np.float64)
