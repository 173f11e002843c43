"""Whether a measure was checked against people's coding, in words.

METHOD §4: until that is done, each table says so, with the figure that the measure
reached elsewhere and on what kind of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from framing.report import theme
from framing.report.index import Record
from framing.report.view import View
from framing.report.wording import has, joined
from framing.validation import Validation
from framing.validation.elsewhere import elsewhere

NOT_VALIDATED: Final = "not validated on your corpus"
PROXY: Final = (
    f"Frame vocabulary (words of a dictionary), {NOT_VALIDATED}; a proxy for coded "
    "frames."
)
_NEVER_FIRST: Final = frozenset(
    {"frame vocabulary", "label choices", "who does what to whom"}
)


class Check(NamedTuple):
    """Which item of the coding sheets checks a measure.

    Attributes
    ----------
    agreed : (str, str)
        Variable and item on which coders must agree.
    scored : (str, str, str)
        Variable, item and figure of the tool.
    figure : str
        The figure in words.
    """

    agreed: tuple[str, str]
    scored: tuple[str, str, str]
    figure: str


CHECKS: Final[Mapping[str, Check]] = {
    "stance": Check(
        agreed=("stance", "stance"),
        scored=("stance", "stance", "macro F1"),
        figure="macro-F1",
    ),
    "quotation": Check(
        agreed=("attribution", "attribution"),
        scored=("quotation", "found", "F1"),
        figure="F1 of quotations found",
    ),
}
"""Measures that people can check; lengths and school grades count, and need none."""

TITLES: Final[Mapping[str, str]] = {
    "stance": "Stance",
    "quotation": "Quotations and voice",
}


def is_validated(look: View, measure: str) -> bool:
    """Whether coders agree well enough, and the tool's figure against them is known."""
    made, check = look.comparison.validation, CHECKS.get(measure)
    if made is None or check is None:
        return False
    found = made.tool(*check.scored)
    return (
        made.holds(*check.agreed)
        and found is not None
        and has(found["value"])
        and has(found["low"])
    )


def is_held_back(look: View, row: Record) -> bool:
    """Whether a row counts words of lists and is no finding of the first page.

    METHOD §4: a stance may be one once it is validated; for the others no coding
    sheet of ours validates that very number.
    """
    if row["verdict"] == "not estimable":
        return False
    stance = row["family"] == "stance" and not is_validated(look, "stance")
    return bool(stance or row["family"] in _NEVER_FIRST)


def status(look: View, measure: str) -> str:
    """Say how far a measure was checked, as words that can end a sentence.

    Parameters
    ----------
    look : View
    measure : str
        A key of `CHECKS`.
    """
    made, check = look.comparison.validation, CHECKS[measure]
    agreed = made.agreed(*check.agreed) if made else None
    if made is None or agreed is None:
        reached = reached_elsewhere(measure)
        return f"{NOT_VALIDATED}; {reached}" if reached else NOT_VALIDATED
    alpha = f"coders agree with alpha {with_interval(agreed, 'alpha')}"
    if not is_validated(look, measure):
        return f"checked on your corpus, and {_why_not(agreed, alpha)}"
    found = made.tool(*check.scored)
    figure = with_interval(found or {}, "value")
    return (
        f"checked on your corpus: {alpha}, {agreed['verdict']}; {check.figure} against "
        f"them {figure}{_uneven(look, made, check)}"
    )


def _uneven(look: View, made: Validation, check: Check) -> str:
    """Say so where the program errs differently in the two groups."""
    variable, item, _ = check.scored
    gaps = made.rows("tool", variable=variable, item=item, scope="difference")
    names = {group.key for group in look.groups}
    uneven = [
        str(row["measure"]).replace("macro F1", "macro-F1")
        for row in gaps
        if row["note"] == "differs" and set(str(row["key"]).split(" - ")) == names
    ]
    return (
        f"; it errs differently in the two groups ({joined(uneven)})" if uneven else ""
    )


def _why_not(agreed: Record, alpha: str) -> str:
    if agreed["verdict"] == "leaves the summary":
        return f"{alpha}, too little, so it stays out of the summary"
    if agreed["verdict"] == "not estimable":
        return f"no verdict is given: {agreed['reason']}"
    return f"{alpha}, but what the program reached against them is not known"


def reached_elsewhere(measure: str) -> str:
    """Say what a measure reached on coded texts of others; empty where unknown."""
    found = elsewhere(measure)
    if not found:
        return ""
    values = joined([theme.plain(each.value, 2) for each in found])
    texts = joined(list(dict.fromkeys(each.text for each in found)))
    corpora = joined(list(dict.fromkeys(each.corpus.split(",")[0] for each in found)))
    return f"elsewhere it reached {found[0].figure} {values} ({texts}; {corpora})"


def with_interval(row: Mapping[str, Any], name: str) -> str:
    """Print a value with its interval: ``0.84 (95% interval 0.78 to 0.90)``."""
    low, high = (
        (row["low"], row["high"])
        if name == "value"
        else (row[f"{name}_low"], row[f"{name}_high"])
    )
    value = theme.plain(row[name], 2)
    if not (has(low) and has(high)):
        return value
    return f"{value} (95% interval {theme.plain(low, 2)} to {theme.plain(high, 2)})"


def measure_of(row: Record) -> str:
    """Return the measure of a comparison that people can check, or nothing."""
    return str(row["metric"]) if row["metric"] in CHECKS else ""


def statuses(look: View, measures: Iterable[str] = tuple(CHECKS)) -> list[str]:
    """Return one sentence for each measure that people can check."""
    return [f"{TITLES[measure]}: {status(look, measure)}." for measure in measures]
