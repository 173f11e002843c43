"""How much more often each term is used than in the reference, in per cent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.contrasts.base import Counted, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class PctDiff(Counted):
    """Rate in a less the rate in b, in per cent of the rate in b: b is the reference.

    Notes
    -----
    ``100 * (y_a/n_a - y_b/n_b) / (y_b/n_b)`` [1]_; nan for a term that the reference
    lacks. From -100 to any height, so that swapping the sides does not flip it, and
    it is not tested.

    References
    ----------
    .. [1] C. Gabrielatos, A. Marchi (2011). Keyness: matching metrics to definitions.
       Corpus Linguistics in the South 1.

    Examples
    --------
    >>> y, n = np.array([30.0]), np.array([1000.0])
    >>> PctDiff().score(y, n, y / 2, n, y / n).tolist()
    [100.0]
    """

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""
        return "pct_diff"

    @property
    def tested(self) -> bool:
        """Whether swaps of the sides test it."""
        return False

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return the difference in per cent; `share` plays no part."""
        del share
        known = y_b > 0
        reference = np.where(known, y_b, 1.0) / n_b
        return np.where(known, 100 * (y_a / n_a - reference) / reference, np.nan)
