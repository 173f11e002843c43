"""What each term adds to the divergence of two word distributions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import xlogy

from framing.contrasts.base import Counted, Floats, signed

_LN2: Final = float(np.log(2.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Jsd(Counted):
    """Contribution to the Jensen-Shannon divergence in bits, negative where b has more.

    Notes
    -----
    With the shares p and q and ``m = (p + q) / 2``,
    ``(p * log2(p/m) + q * log2(q/m)) / 2`` [1]_; the sum of the sizes over all words
    is the divergence, in [0, 1].

    References
    ----------
    .. [1] J. Lin (1991). Divergence measures based on the Shannon entropy. IEEE
       Transactions on Information Theory 37(1), 145-151.

    Examples
    --------
    >>> y, n = np.array([30.0]), np.array([1000.0])
    >>> round(float(Jsd().score(y, n, y / 3, n, y / n)[0]), 5)
    0.00377
    """

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""
        return "jsd"

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return signed contributions; `share` plays no part."""
        del share
        return signed(contributions(y_a / n_a, y_b / n_b), y_a, n_a, y_b, n_b)


def contributions(p: Floats, q: Floats) -> Floats:
    """Return what words with these shares add to the divergence, in bits.

    Examples
    --------
    >>> contributions(np.array([1.0, 0.0]), np.array([0.0, 1.0])).tolist()
    [0.5, 0.5]
    """
    m = (p + q) / 2
    bits = (xlogy(p, p) + xlogy(q, q) - 2 * xlogy(m, m)) / (2 * _LN2)
    return np.asarray(bits, dtype=np.float64)
