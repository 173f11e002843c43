"""Chi-squared of each term, with the sign of the difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.contrasts.base import Counted, Floats, signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Chi2(Counted):
    """Pearson's X² of a term against all other words, negative where b has more.

    Notes
    -----
    ``n * (a*d - b*c)**2 / ((a+b) * (c+d) * (a+c) * (b+d))`` without a correction for
    continuity. A size, not a test: see `framing.contrasts.g2.G2`.

    References
    ----------
    K. Pearson (1900). Philosophical Magazine 50(302), 157-175.

    Examples
    --------
    >>> y, n = np.array([30.0]), np.array([1000.0])
    >>> round(float(Chi2().score(y, n, y / 3, n, y / n)[0]), 3)
    10.204
    """

    @property
    def name(self) -> str:
        """The name in `framing.contrasts.MEASURES`."""
        return "chi2"

    def score(
        self, y_a: Floats, n_a: Floats, y_b: Floats, n_b: Floats, share: Floats
    ) -> Floats:
        """Return signed X²; `share` plays no part. nan where a term is every word."""
        del share
        used = y_a + y_b
        rest = n_a + n_b - used
        cross = y_a * (n_b - y_b) - y_b * (n_a - y_a)
        with np.errstate(invalid="ignore", divide="ignore"):
            found = (n_a + n_b) * cross**2 / (used * rest * n_a * n_b)
        return signed(found, y_a, n_a, y_b, n_b)
