"""Who does what to whom: each target as agent and as patient, both groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from framing.comparison import Comparison
from framing.report import proof, theme, validity, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Evidence,
    Heading,
    Line,
    Number,
    Paragraph,
    Row,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import keep, records
from framing.report.labels import anchor
from framing.report.scopes import Scope, scopes_of
from framing.report.view import OutletLine, View, view

_MOST_TARGETS: Final = 8
_MOST_PASSAGES: Final = 6
_PARTS: Final = (
    ("agent_cooperative", "Agent, cooperative"),
    ("agent_conflictual", "Agent, conflictual"),
    ("patient_cooperative", "Patient, cooperative"),
    ("patient_conflictual", "Patient, conflictual"),
)


_Counts = Mapping[tuple[str, str, str], tuple[float, float]]


def actions(comparison: Comparison) -> tuple[Block, ...]:
    """Return one row a target: who acts, who is acted on, with both groups."""
    look = view(comparison)
    counts = _counts(look)
    targets = _targets(counts)
    if not targets:
        return ()
    shown = targets[:_MOST_TARGETS]
    columns = (
        Column(title=words("Target"), width=0.16),
        *(Column(title=words(name), label=name, width=0.21) for _, name in _PARTS),
    )
    rows = tuple(_row(look, target, counts) for target in shown)
    sub = (
        "How often a target is the one who acts (agent) or is acted on (patient), per "
        "100 of its mentions in unattributed text. Cooperative: verbs such as “help”, "
        "“meet”, “praise”; conflictual: “attack”, “accuse”, “sanction”."
    )
    note = (
        "Read from words by rules, which find fewer than there are. It says how the "
        "text tells it, not what happened or who is to blame, and is never added to "
        f"the tone. The measure is {validity.NOT_VALIDATED}."
    )
    return (
        Heading(level=3, text="Who does what to whom", id="actions"),
        Paragraph(line=words(sub), style="sub"),
        Table(
            label="Targets as agents and patients",
            columns=columns,
            rows=rows,
            cards=True,
        ),
        Paragraph(line=words(note), style="note"),
        *wording.rest(len(shown), len(targets), "tables/outlet_values.csv"),
    )


def _counts(look: View) -> _Counts:
    """Return times and mentions in unattributed text, by field, target and outlet."""
    frame = look.comparison.outlet_values
    flags = (
        metric == "actions" and voice == "unattributed"
        for metric, voice in zip(frame["metric"], frame["voice"], strict=True)
    )
    return {
        (str(row["field"]), str(row["target"]), str(row["outlet"])): (
            float(row["numerator"]),
            float(row["denominator"]),
        )
        for row in records(keep(frame, flags))
    }


def _targets(counts: _Counts) -> list[str]:
    """Targets with an action, by how often they are mentioned."""
    times: dict[str, float] = {}
    mentions: dict[str, float] = {}
    for (_, target, _), (number, size) in counts.items():
        times[target] = times.get(target, 0.0) + number
        mentions[target] = mentions.get(target, 0.0) + size
    acting = [target for target, number in times.items() if number]
    return sorted(acting, key=lambda target: (-mentions[target], target))


def _row(look: View, target: str, counts: _Counts) -> Row:
    scopes = scopes_of(look, {outlet for _, key, outlet in counts if key == target})
    block = _evidence(look, target, scopes, counts)
    cells = (_cell(field, target, scopes, counts, block.id) for field, _ in _PARTS)
    return Row(cells=(words(look.target(target)), *cells), evidence=block)


def _sum(
    field: str, target: str, outlets: Iterable[OutletLine], counts: _Counts
) -> tuple[float, float]:
    mine = [counts.get((field, target, line.key), (0.0, 0.0)) for line in outlets]
    return sum(times for times, _ in mine), sum(size for _, size in mine)


def _cell(
    field: str,
    target: str,
    scopes: Sequence[Scope],
    counts: _Counts,
    evidence: str,
) -> Line:
    line: Line = ()
    for scope in scopes:
        times, size = _sum(field, target, scope.outlets, counts)
        line += (Break(),) if line else ()
        line += (Tag(text=scope.title, side=scope.side), Text(text=" "))
        if not size:
            line += (Text(text="no mention", muted=True),)
            continue
        rate = theme.plain(100 * times / size, 1)
        line += (
            Number(text=rate, evidence=evidence),
            Text(text=f" ({theme.count(times)} in {theme.count(size)})", muted=True),
        )
    return line


def _evidence(
    look: View, target: str, scopes: Sequence[Scope], counts: _Counts
) -> Evidence:
    keys = [
        {
            "metric": "actions",
            "field": field,
            "target": target,
            "voice": "unattributed",
            "actor": "",
        }
        for field, _ in _PARTS
    ]
    articles = None if look.compared else frozenset(look.article)
    frames = [look.evidence(key, articles) for key in keys]
    found = pd.concat([frame for frame in frames if len(frame)] or frames[:1])
    found = found.sort_values(["article", "start"], kind="stable")
    return proof.block(
        anchor("acts", target),
        f"{look.target(target)} as agent and patient",
        sums=[
            _by_outlet(field, name, target, scopes, counts) for field, name in _PARTS
        ],
        found=proof.passages(found, most=_MOST_PASSAGES),
        total=len(found),
        items=_readings(found["note"]),
        table=f"tables/evidence.csv: metric 'actions', target {target!r}",
    )


def _readings(notes: Iterable[str]) -> tuple[Line, ...]:
    """Return how the verbs were read, so that a wrong reading can be seen."""
    kept = sorted(set(map(str, notes)))[:_MOST_PASSAGES]
    return tuple((Text(text=f"Read as {note}", muted=True),) for note in kept)


def _by_outlet(
    field: str,
    name: str,
    target: str,
    scopes: Sequence[Scope],
    counts: _Counts,
) -> Line:
    line: Line = (Text(text=f"{name}, times in mentions: "),)
    for outlet in (outlet for scope in scopes for outlet in scope.outlets):
        times, size = _sum(field, target, (outlet,), counts)
        if size:
            comma = Text(text=", " if len(line) > 1 else "")
            line += (comma, Tag(text=outlet.name, side=outlet.side))
            line += (Text(text=f" {theme.count(times)} in {theme.count(size)}"),)
    return line
