"""The four verdicts, each with its reason in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from framing.errors import ParameterError, not_one_of

VERDICTS: Final = ("differs", "equivalent", "inconclusive", "not estimable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What may be said about one comparison.

    Attributes
    ----------
    name : str
        One of `VERDICTS`.
    reason : str
        Why, as words that can follow the name.
    """

    name: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse a fifth verdict."""
        if self.name not in VERDICTS:
            raise ParameterError(not_one_of("verdict", self.name, VERDICTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What verdicts are measured by; the same for a whole family.

    Attributes
    ----------
    alpha : float
        In (0, 1).
    n_tests : int
        Comparisons that were corrected together.
    """

    alpha: float = 0.05
    n_tests: int = 1


def judge(  # noqa: PLR0913 - an interval is four numbers, and names keep them apart
    *,
    low: float,
    high: float,
    low90: float,
    high90: float,
    q: float,
    mde: float,
    rule: Rule,
    margin: float = 0.0,
    decimals: int = 2,
) -> Verdict:
    """Give the verdict of a comparison that could be tested.

    Parameters
    ----------
    low, high : float
        95 % interval of the difference.
    low90, high90 : float
        90 % interval.
    q : float
        In [0, 1], corrected for the family.
    mde : float
        Smallest difference that would have been found four times in five.
    rule : Rule
    margin : float, default 0
        Half width of the range called equivalent; 0 means that none was set
        before the run, and then nothing is called equivalent.
    decimals : int, default 2
        Of the numbers in the reason.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> found = judge(low=0.1, high=0.4, low90=0.15, high90=0.35, q=0.01, mde=0.2,
    ...               rule=Rule(n_tests=12))
    >>> found.name, found.reason
    ('differs', 'the interval leaves out zero and q is at most 0.05')
    """
    if any(math.isnan(number) for number in (low, high, q)):
        return Verdict(name="not estimable", reason="no interval: too few events")
    apart = low > 0 or high < 0
    inside = margin > 0 and -margin < low90 and high90 < margin
    if apart and q <= rule.alpha:
        reason = f"the interval leaves out zero and q is at most {rule.alpha:g}"
        within = f"; it lies within the margin of ±{margin:g} all the same"
        return Verdict(name="differs", reason=reason + (within if inside else ""))
    if inside:
        reason = f"within ±{margin:g}, the margin set before the run"
        return Verdict(name="equivalent", reason=reason)
    return Verdict(name="inconclusive", reason=_doubt(apart, q, mde, rule, decimals))


def _doubt(apart: bool, q: float, mde: float, rule: Rule, decimals: int) -> str:  # noqa: FBT001 - private, named by its reader
    if apart:
        return f"does not hold after correction for {rule.n_tests} comparisons"
    if q <= rule.alpha:
        return "the test over events rejects, but the interval holds zero"
    if math.isnan(mde):
        return "the interval holds zero"
    return f"a difference under {mde:.{decimals}f} could not have been seen"


def not_estimable(n: float, what: str, needed: float) -> Verdict:
    """Say that there is too little to compare.

    Parameters
    ----------
    n, needed : float
        What there is on the smaller side, and the least that is asked for.
    what : str
        What is counted, in the plural.

    Examples
    --------
    >>> not_estimable(9, "mentions", 30).reason
    '9 mentions, at least 30 needed'
    """
    return Verdict(
        name="not estimable", reason=f"{n:g} {what}, at least {needed:g} needed"
    )
