"""Each difference in stance beside what other words and other voices give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from framing.comparison.checks import VOICE_CHECKS
from framing.comparison.outcomes import voice_words
from framing.comparison.words import SECOND, TRIMMED
from framing.report import theme, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Heading,
    Line,
    Number,
    Paragraph,
    Row,
    Table,
    Text,
    words,
)
from framing.report.index import Record
from framing.report.labels import anchor
from framing.report.view import View

_CHECKS: Final[Mapping[str, str]] = {
    SECOND: "By the second word list",
    TRIMMED: "Without the ten most frequent words of each group",
    **{
        name: f"Uncertain voice counted as {voice}"
        for name, voice in VOICE_CHECKS.items()
    },
}
_MOST: Final = 16


def by_other_words(look: View, rows: Sequence[Record]) -> tuple[Block, ...]:
    """Return each difference in stance under the checks that concern words and voice.

    Parameters
    ----------
    look : View
    rows : sequence of mapping
        The stance rows of the summary.
    """
    tested = [row for row in rows if row["verdict"] != "not estimable"]
    known = [row for row in tested if look.checks.get(str(row["id"]))]
    if not known:
        return ()
    checks = {
        check: title
        for check, title in _CHECKS.items()
        if any(check in look.checks[str(row["id"])] for row in known)
    }
    first, second = look.groups
    columns = (
        Column(title=words("Toward"), width=0.2),
        Column(title=words("As measured"), width=0.16, label="as measured"),
        *(
            Column(title=words(title), width=0.64 / len(checks), label=title.lower())
            for title in checks.values()
        ),
    )
    shown = known[:_MOST]
    sub = (
        f"{wording.capital(first.title)} minus {second.title}. A sign that flips, or a "
        "verdict that changes, means that the finding depends on that choice."
    )
    return (
        Heading(
            level=4,
            text="The same differences by other words, and by other voices",
            outline=False,
        ),
        Paragraph(line=words(sub), style="sub"),
        Table(
            label="Differences in stance by other words and voices",
            columns=columns,
            rows=tuple(_row(look, row, tuple(checks)) for row in shown),
            cards=True,
        ),
        *wording.rest(len(shown), len(known), "tables/robustness.csv"),
    )


def _row(look: View, row: Record, checks: Sequence[str]) -> Row:
    how = look.format(row)
    found = look.checks[str(row["id"])]
    name = f"{look.target(str(row['target']))}, {voice_words(str(row['voice']))}"
    number = Number(
        text=theme.difference(float(row["difference"]), how),
        evidence=anchor("c", str(row["id"])) if wording.has(row["difference"]) else "",
    )
    cells = [
        _checked(look, row, found[check]) if check in found else () for check in checks
    ]
    return Row(
        cells=(words(name), (number, Break(), _muted(str(row["verdict"]))), *cells)
    )


def _checked(look: View, row: Record, check: Record) -> Line:
    """Return a difference under a check, and whether sign or verdict are others."""
    if not wording.has(check["difference"]):
        return (_muted("not estimable"),)
    gap = theme.difference(float(check["difference"]), look.format(row))
    notes = []
    before = theme.difference(float(row["difference"]), look.format(row))
    # What is printed without a sign has none to flip.
    if {before[:1], gap[:1]} == {"+", theme.MINUS}:
        notes.append("other sign")
    if check["changed"]:
        notes.append(str(check["verdict"]))
    line: Line = (Text(text=gap),)
    return (*line, Break(), Text(text="; ".join(notes), strong=True)) if notes else line


def _muted(text: str) -> Text:
    return Text(text=text, muted=True)
