"""How far apart the wording of outlets is on the events that both cover."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.contrasts.base import Floats
from framing.contrasts.counts import Counts
from framing.contrasts.dispersion import sum_by
from framing.contrasts.units import design
from framing.errors import ParameterError
from framing.uncertainty import benjamini_hochberg

COLUMNS: Final = (
    *("a", "b", "n_events", "n_words_a", "n_words_b", "jsd", "null_mean"),
    *("distance", "low", "high", "p", "q", "verdict", "reason"),
)
MIN_EVENTS: Final = 12
_LN2: Final = float(np.log(2.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceSettings:
    """How distances are measured.

    Attributes
    ----------
    min_events : int
        Under this many shared events there is no distance.
    alpha : float
    draws, boots, seed : int
    """

    min_events: int = MIN_EVENTS
    alpha: float = 0.05
    draws: int = 999
    boots: int = 199
    seed: int = 0


def distances(
    counts: Counts,
    outlets: Sequence[str] = (),
    *,
    settings: DistanceSettings | None = None,
) -> pd.DataFrame:
    """Measure how far apart the wording of outlets is, pair by pair.

    Parameters
    ----------
    counts : Counts
        Its single words are read.
    outlets : sequence of str, optional
        Default: all.
    settings : DistanceSettings, optional

    Returns
    -------
    DataFrame
        ``a, b, n_events`` (that both cover), ``n_words_a, n_words_b, jsd`` (bits, in
        [0, 1]), ``null_mean`` (its mean under swaps), ``distance`` (jsd less that),
        ``low, high`` (95 % over events), ``p, q`` (over all pairs), ``verdict,
        reason``. Without enough shared events only the counts are given.

    Raises
    ------
    ParameterError
        If fewer than two outlets have articles.

    Notes
    -----
    The Jensen-Shannon divergence [1]_ of two samples of one distribution is above 0,
    the more so the smaller they are; its mean when the two labels are swapped within
    events says by how much. A bootstrap sample repeats events, which raises the
    divergence again: its null mean is taken on the same repeated events, from
    `NULL_DRAWS` swaps each.

    References
    ----------
    .. [1] J. Lin (1991). IEEE Transactions on Information Theory 37(1), 145-151.

    Examples
    --------
    >>> facts = pd.DataFrame({"article": list("ab"), "outlet": list("xy"),
    ...                       "group": "g", "event": "e"})
    >>> texts = pd.DataFrame({"article": list("ab"), "voice": [bytes(2)] * 2,
    ...                       "tokens": ["grain talks", "grain grain"]})
    >>> from framing.contrasts import count
    >>> distances(count(texts, facts, min_articles=1))["reason"].tolist()
    ['1 shared event, at least 12 needed']
    """
    settings = settings or DistanceSettings()
    facts = counts.facts
    known = sorted(set(outlets) or set(facts["outlet"]) - {"", "unknown"})
    if len(known) < 2:
        message = f"distances need two outlets with articles, got {len(known)}"
        raise ParameterError(message)
    single = np.flatnonzero(np.array([" " not in term for term in counts.terms]))
    matrix = counts.matrix[:, single].astype(np.float64)
    rows = [
        _pair(matrix, facts, pair, settings)
        for pair in itertools.combinations(known, 2)
    ]
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    q = benjamini_hochberg(made["p"].to_numpy(np.float64))
    far = (q <= settings.alpha) & (made["low"] > 0)
    tested = made["p"].notna()
    verdict = np.where(
        far, "differs", np.where(tested, "inconclusive", "not estimable")
    )
    reason = np.where(
        far,
        f"the interval leaves out zero and q is at most {settings.alpha:g}",
        np.where(
            tested,
            "not told apart from chance by the test and the interval",
            made["reason"],
        ),
    )
    return made.assign(q=q, verdict=verdict, reason=reason)


NULL_DRAWS: Final = 4
"""Swaps for the null mean of one bootstrap sample.

A null of 4 has half the spread of a single swap, which widens the interval a little
and shifts it nowhere; more would cost as much again for each.
"""


def _pair(
    matrix: sparse.csr_matrix,
    facts: pd.DataFrame,
    pair: tuple[str, str],
    settings: DistanceSettings,
) -> dict[str, object]:
    """Measure one pair of outlets."""
    first, second = ((facts["outlet"] == name).to_numpy(bool) for name in pair)
    row: dict[str, object] = {"a": pair[0], "b": pair[1], **_NOTHING}
    try:
        chosen = design(facts, first, second, "event")
    except ParameterError:
        return row | {"reason": "an outlet is in no event"}
    n_events = chosen.n_units if chosen.paired else 0
    if n_events < settings.min_events:
        shared = f"{n_events} shared event{'' if n_events == 1 else 's'}"
        return row | {
            "n_events": n_events,
            "reason": f"{shared}, at least {settings.min_events} needed",
        }
    values = matrix[chosen.rows]
    kept = np.flatnonzero(values.getnnz(axis=0))
    values = values[:, kept]
    left, right = (
        (
            sum_by(chosen.unit, chosen.n_units)
            @ sparse.diags(side.astype(np.float64))
            @ values
        ).tocsr()
        for side in (chosen.first, ~chosen.first)
    )
    found = _measured(left, right, settings)
    return row | found | {"n_events": n_events}


_NOTHING: Final[dict[str, object]] = {
    **dict.fromkeys(("n_events", "n_words_a", "n_words_b"), 0),
    **dict.fromkeys(("jsd", "null_mean", "distance", "low", "high", "p"), np.nan),
}


def _measured(
    left: sparse.csr_matrix, right: sparse.csr_matrix, settings: DistanceSettings
) -> dict[str, object]:
    rng = np.random.default_rng(settings.seed)
    n_events = left.shape[0]
    once = np.ones((1, n_events))
    seen = float(_jsd(left, right, once, once)[0])
    keep = rng.integers(0, 2, size=(settings.draws, n_events)).astype(np.float64)
    null = np.concatenate(
        [_jsd(left, right, part, np.ones_like(part)) for part in _blocks(keep)]
    )
    times = rng.multinomial(
        n_events, np.full(n_events, 1 / n_events), size=settings.boots
    ).astype(np.float64)
    boot = []
    for sample in times:
        labels = rng.integers(0, 2, size=(NULL_DRAWS, n_events)).astype(np.float64)
        both = np.concatenate([once, labels])
        found = _jsd(left, right, both, np.broadcast_to(sample, both.shape))
        boot.append(found[0] - found[1:].mean())
    low, high = np.quantile(boot, (0.025, 0.975))
    return {
        "n_words_a": int(left.sum()),
        "n_words_b": int(right.sum()),
        "jsd": seen,
        "null_mean": float(null.mean()),
        "distance": seen - float(null.mean()),
        "low": float(low),
        "high": float(high),
        "p": float((1 + (null >= seen).sum()) / (1 + len(null))),
    }


def _blocks(labels: Floats) -> Iterator[Floats]:
    for start in range(0, len(labels), 100):
        yield labels[start : start + 100]


def _jsd(
    left: sparse.csr_matrix,
    right: sparse.csr_matrix,
    keep: NDArray[np.float64],
    times: NDArray[np.float64],
) -> Floats:
    """Return divergences in bits; 1 in `keep` keeps an event's labels, 0 swaps them."""
    from scipy.special import xlogy  # noqa: PLC0415 - slow to import

    stay, swap = keep * times, (1 - keep) * times
    sides = [
        np.asarray((one.T @ stay.T + other.T @ swap.T).T)
        for one, other in ((left, right), (right, left))
    ]
    p, q = (
        side / np.maximum(side.sum(axis=1, keepdims=True), 1e-300) for side in sides
    )
    m = (p + q) / 2
    bits = (xlogy(p, p) + xlogy(q, q) - 2 * xlogy(m, m)).sum(axis=1) / (2 * _LN2)
    return np.asarray(bits, dtype=np.float64)
