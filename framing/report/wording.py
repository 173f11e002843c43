"""The sentences that several parts of a report share.

METHOD §6 lists what is never printed; a test reads this file for it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from framing.comparison.plan import corrected_with
from framing.report import theme
from framing.report.blocks import Code, Line, Number, Only, Paragraph, Text
from framing.report.index import Record
from framing.report.view import View

FAMILIES: Final = (
    ("who speaks", "Who speaks"),
    ("how they are introduced", "How they are introduced"),
    ("stance", "Stance (lexicon tone near mentions)"),
    ("label choices", "Label choices for the same referent"),
    ("who does what to whom", "Who does what to whom"),
    ("frame vocabulary", "Frame vocabulary (words of dictionaries)"),
    ("wording", "Wording"),
    ("reading", "How it reads"),
)
"""Families of comparisons in their fixed order, with their headings."""

VOICES: Final = {
    "unattributed": "unattributed text",
    "quoted": "direct quotation",
    "reported": "reported speech",
    "uncertain": "uncertain voice",
    "all": "all words",
    "": "all words",
}


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> joined(["a", "b", "c"]), joined([])
    ('a, b and c', 'none')
    """
    if len(words) < 2:
        return words[0] if words else "none"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plural(number: float, one: str, many: str = "") -> str:
    """Print a count with its noun.

    Examples
    --------
    >>> plural(1, "article"), plural(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{theme.count(number)} {one if number == 1 else many or one + 's'}"


def rest(part: int, whole: int, where: str) -> tuple[Paragraph, ...]:
    """Return the note under a list that does not hold all; none if it does.

    Examples
    --------
    >>> rest(8, 8, "tables/x.csv")
    ()
    """
    if part >= whole:
        return ()
    text = f"{theme.count(part)} of {theme.count(whole)} shown; all are in "
    line = (Text(text=text), Code(text=where), Text(text="."))
    return (Paragraph(line=line, style="note"),)


def printed(part: int, whole: int, what: str) -> tuple[Only, ...]:
    """Return what a PDF says where it holds fewer parts than the page; or nothing.

    Examples
    --------
    >>> printed(8, 3, "events")
    ()
    """
    if part >= whole:
        return ()
    text = f"{part} of {whole} {what} are printed here; all stand in report.html."
    note = Paragraph(line=(Text(text=text),), style="note")
    return (Only(where="pdf", blocks=(note,)),)


def capital(text: str) -> str:
    """Return a text with a capital letter at its head.

    Examples
    --------
    >>> capital("state outlets")
    'State outlets'
    """
    return text[:1].upper() + text[1:]


def has(number: object) -> bool:
    """Whether a value exists."""
    return isinstance(number, int | float) and not math.isnan(number)


def families(rows: Sequence[Record]) -> list[str]:
    """Return the families of rows in their fixed order; unknown ones come last."""
    found = {str(row["family"]) for row in rows}
    known = [key for key, _ in FAMILIES if key in found]
    return known + sorted(found - set(known))


def family_title(key: str) -> str:
    """Return the heading of a family."""
    return dict(FAMILIES).get(key, capital(key))


def tested(rows: Sequence[Record], row: Record) -> int:
    """How many comparisons were corrected together with this one."""
    mine = correction(row)
    return sum(has(other["p"]) and correction(other) == mine for other in rows)


def correction(row: Record) -> str:
    """Return the name of the comparisons that this one is corrected with."""
    return corrected_with(str(row["family"]), primary=bool(row["primary"]))


def verdict(view: View, row: Record) -> str:
    """Return the verdict of a comparison in the words of METHOD §2.

    Parameters
    ----------
    view : View
    row : mapping
        A row of `Comparison.summary`.
    """
    how = view.format(row)
    name = str(row["verdict"])
    if name == "equivalent":
        return f"equivalent within ±{theme.size(_margin(view, row), how)}"
    if name == "not estimable":
        reason = str(row["reason"] or "")
        return f"not estimable: {reason}" if reason else "not estimable"
    if name == "inconclusive":
        return _inconclusive(view, row, how)
    return name


def _margin(view: View, row: Record) -> float:
    key = tuple(str(row[k]) for k in ("metric", "field", "target", "voice", "actor"))
    for outcome in view.comparison.config.analysis.primary:
        if outcome.key == key:
            return outcome.margin
    return math.nan


def _inconclusive(view: View, row: Record, how: theme.Format) -> str:
    clear = has(row["low"]) and (row["low"] > 0 or row["high"] < 0)
    if clear and has(row["q"]) and row["q"] > view.comparison.config.analysis.alpha:
        number = tested(view.summary, row)
        if number > 1:
            return (
                f"inconclusive: does not hold after correction for {number} comparisons"
            )
    if has(row["mde"]):
        least = theme.size(float(row["mde"]), how)
        return f"inconclusive (a difference under {least} could not have been seen)"
    return "inconclusive"


def verdict_notes(view: View, row: Record) -> list[str]:
    """Return what stands under a verdict: events of the same sign, dependence."""
    notes = []
    if row["verdict"] == "differs" and has(row["n_events"]):
        notes.append(same_way(row))
    if row["depends"]:
        notes.append(f"depends on: {row['depends']}")
    grouped = view.comparison.conclusion == "groups" and row["verdict"] == "differs"
    if grouped and not of_groups(view, row):
        chance = theme.probability(float(row["p_outlets"]))
        notes.append(f"these outlets, not the groups (permuted outlets: p {chance})")
    return notes


def of_groups(view: View, row: Record) -> bool:
    """Whether a difference may be claimed for the groups: METHOD §2."""
    chance = row["p_outlets"]
    alpha = view.comparison.config.analysis.alpha
    return bool(has(chance) and chance <= alpha)


def label(row: Record) -> str:
    """Return the name of a comparison as it stands at the head of a row."""
    return capital(str(row["label"]))


def same_way(row: Record) -> str:
    """Return in how many events the difference has the same sign."""
    events = plural(row["n_events"], "event")
    return f"same way in {theme.count(row['same_way'])} of {events}"


def values(view: View, row: Record, evidence: str) -> tuple[Number, Number, Number]:
    """Return both values and the difference, linked to their evidence."""
    how = view.format(row)
    first, second = (
        _number(theme.value(float(row[name]), how), evidence)
        for name in ("value_a", "value_b")
    )
    gap = Number(
        text=theme.difference(float(row["difference"]), how), evidence=evidence
    )
    return first, second, gap


def _number(text: str, evidence: str) -> Number:
    """Return a number; one that does not exist has nothing behind it."""
    return Number(text=text, evidence="" if text == theme.NO_VALUE else evidence)


def interval_text(view: View, row: Record) -> str:
    """Return the interval of a difference, without brackets; empty if it has none."""
    if not (has(row["low"]) and has(row["high"])):
        return ""
    return theme.interval(float(row["low"]), float(row["high"]), view.format(row))


def counted(view: View, row: Record) -> Line:
    """Return how much each side rests on."""
    first, second = view.groups
    parts = [
        f"{group.title}: {plural(row[f'n_articles_{side}'], 'article')} by "
        f"{plural(row[f'n_outlets_{side}'], 'outlet')}"
        for group, side in ((first, "a"), (second, "b"))
    ]
    return (
        Text(
            text=f"{capital('; '.join(parts))}. "
            f"{plural(row['n_events'], 'shared event')}."
        ),
    )
