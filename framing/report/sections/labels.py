"""Label choices for the same referent, side by side, with who uses each label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from framing.comparison import Comparison
from framing.referents import Label, Referent
from framing.report import drawings, proof, theme, validity, wording
from framing.report.blocks import (
    Block,
    Break,
    Column,
    Evidence,
    Heading,
    Line,
    Number,
    Paragraph,
    Quoted,
    Row,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import keep, records
from framing.report.labels import anchor
from framing.report.namings import namings
from framing.report.scopes import Scope, scopes_of
from framing.report.view import OutletLine, View, view

_MOST_REFERENTS: Final = 8
_MOST_PASSAGES: Final = 6
_LEAST: Final = 3  # namings: under this a choice cannot be seen


class _Count(NamedTuple):
    """Uses of a label among all namings of its referent."""

    uses: float = 0.0
    namings: float = 0.0


_Counts = Mapping[tuple[str, str, str, str, str], _Count]


def labels(comparison: Comparison) -> tuple[Block, ...]:
    """Return a table for each referent with two labels, and names of people."""
    look = view(comparison)
    return (*_listed(look, comparison), *namings(look))


def _listed(look: View, comparison: Comparison) -> tuple[Block, ...]:
    """Return one table for each referent that was named by two labels or more."""
    counts = _counts(look)
    found = _named(comparison.referents.entries, counts)
    if not found:
        return ()
    chosen = [entry for entry in found if len(_used(entry, counts)) > 1]
    heading = Heading(
        level=3, text="Label choices for the same referent", id="label-choices"
    )
    if not chosen:
        return (heading, Paragraph(line=words(_one_label(len(found), 0))))
    sub = (
        "Each table is one thing that texts name by different words. Share of its "
        "namings in unattributed text, outlet by outlet below; quotations apart. None "
        "of the labels is marked as the plain one. Open a number for its places and "
        "the source."
    )
    shown = chosen[:_MOST_REFERENTS]
    tables = [block for entry in shown for block in _table(look, entry, counts)]
    single = len(found) - len(chosen)
    return (
        heading,
        Paragraph(line=words(sub), style="sub"),
        *tables,
        *wording.rest(len(shown), len(chosen), "tables/outlet_values.csv"),
        *(
            (Paragraph(line=words(_one_label(single, 1)), style="note"),)
            if single
            else ()
        ),
        Paragraph(line=words(_note()), style="note"),
    )


def _note() -> str:
    return (
        "Names that are not listed in the table of labels are not counted. Verdicts, "
        "where there is enough, stand under all comparisons. The reading of these "
        f"words is {validity.NOT_VALIDATED}."
    )


def _one_label(number: int, others: int) -> str:
    more = "more " if others else ""
    referents = wording.plural(number, f"{more}referent was", f"{more}referents were")
    return f"{wording.capital(referents)} named by one of its labels only."


def _counts(look: View) -> _Counts:
    """Return uses by field, referent, label, voice and outlet."""
    frame = look.comparison.outlet_values
    frame = keep(frame, (metric == "labels" for metric in frame["metric"]))
    return {
        tuple(  # type: ignore[misc]
            str(row[name]) for name in ("field", "target", "actor", "voice", "outlet")
        ): _Count(float(row["numerator"]), float(row["denominator"]))
        for row in records(frame)
    }


def _named(entries: Iterable[Referent], counts: _Counts) -> list[Referent]:
    """Return referents with enough namings, most namings first."""
    sizes: dict[str, float] = {}
    for (field, referent, _, voice, _), count in counts.items():
        if field == "label_share" and voice == "all":
            sizes[referent] = sizes.get(referent, 0.0) + count.uses
    enough = [entry for entry in entries if sizes.get(entry.key, 0.0) >= _LEAST]
    return sorted(enough, key=lambda entry: (-sizes[entry.key], entry.key))


def _used(entry: Referent, counts: _Counts) -> list[Label]:
    met = {
        key[2]
        for key, count in counts.items()
        if key[1] == entry.key and key[3] == "all" and count.uses
    }
    return [label for label in entry.labels if label.name in met]


def _table(look: View, entry: Referent, counts: _Counts) -> tuple[Block, ...]:
    scopes = scopes_of(look, {key[4] for key in counts if key[1] == entry.key})
    used = _used(entry, counts)
    columns = (
        Column(title=words("Label"), width=0.22),
        *(
            Column(
                title=(Tag(text=scope.title, side=scope.side),),
                label=scope.title,
                width=0.56 / max(len(scopes), 1),
            )
            for scope in scopes
        ),
        Column(title=words("In quotations"), label="in quotations", width=0.22),
    )
    rows = tuple(_row(look, entry, label, scopes, counts) for label in used)
    absent = [label.name for label in entry.labels if label not in used]
    title = wording.capital(entry.title)
    return (
        Table(label=title, caption=title, columns=columns, rows=rows, cards=True),
        *_absent(absent),
    )


def _absent(names: Sequence[str]) -> tuple[Block, ...]:
    if not names:
        return ()
    quoted = wording.joined([f"“{name}”" for name in names], "or")
    text = f"Listed and not found in these articles: {quoted}."
    return (Paragraph(line=words(text), style="note"),)


def _row(
    look: View,
    entry: Referent,
    label: Label,
    scopes: Sequence[Scope],
    counts: _Counts,
) -> Row:
    block = _evidence(look, entry, label, counts)
    cells = [_cell(entry, label, scope, counts, block.id) for scope in scopes]
    return Row(
        cells=(
            (
                Quoted(text=label.name),
                Break(),
                Text(text=f"used by: {label.used_by}", muted=True),
            ),
            *cells,
            _quoted(entry, label, scopes, counts, block.id),
        ),
        evidence=block,
    )


def _sum(
    counts: _Counts,
    entry: Referent,
    label: Label,
    voice: str,
    outlets: Iterable[OutletLine],
    field: str = "label_share",
) -> _Count:
    mine = [
        counts.get((field, entry.key, label.name, voice, line.key), _Count())
        for line in outlets
    ]
    return _Count(sum(c.uses for c in mine), sum(c.namings for c in mine))


def _cell(
    entry: Referent, label: Label, scope: Scope, counts: _Counts, evidence: str
) -> Line:
    """One group's share with its outlets: a group never stands without them."""
    whole = _sum(counts, entry, label, "unattributed", scope.outlets)
    if not whole.namings:
        return (Text(text="not named", muted=True),)
    line: Line = (
        drawings.bar(whole.uses / whole.namings, scope.side, width=110),
        Break(),
        Number(text=theme.share(whole.uses, whole.namings), evidence=evidence),
        Text(text=f" {_of(whole)}", muted=True),
    )
    if len(scope.outlets) < 2:
        return line
    parts = []
    for outlet in scope.outlets:
        count = _sum(counts, entry, label, "unattributed", (outlet,))
        if count.namings:
            parts.append(f"{outlet.short} {_of(count)}")
    return (*line, Break(), Text(text=", ".join(parts), muted=True))


def _of(count: _Count) -> str:
    return f"{theme.count(count.uses)} of {theme.count(count.namings)}"


def _quoted(
    entry: Referent,
    label: Label,
    scopes: Sequence[Scope],
    counts: _Counts,
    evidence: str,
) -> Line:
    """Return uses inside quotations and inside scare quotes, side by side."""
    line: Line = ()
    for scope in scopes:
        spoken = _sum(counts, entry, label, "quoted", scope.outlets)
        marked = _sum(
            counts, entry, label, "unattributed", scope.outlets, "marked_share"
        )
        line += (Break(),) if line else ()
        line += (Tag(text=scope.title, side=scope.side), Text(text=" "))
        text = _of(spoken) if spoken.namings else "not named"
        if spoken.uses:
            line += (Number(text=text, evidence=evidence),)
        else:
            line += (Text(text=text, muted=True),)
        if marked.uses:
            times = wording.plural(marked.uses, "time")
            line += (Text(text=f"; {times} in scare quotes", muted=True),)
    return line


def _evidence(look: View, entry: Referent, label: Label, counts: _Counts) -> Evidence:
    row = {
        "metric": "labels",
        "field": "label_share",
        "target": entry.key,
        "voice": "all",
        "actor": label.name,
    }
    frame = look.evidence(row, None if look.compared else frozenset(look.article))
    sums = [
        words(f"Used by: {label.used_by}."),
        words(f"Source: {label.source}."),
        _by_outlet(look, entry, label, counts),
        words(f"Forms counted here: {_forms(frame['note'])}."),
    ]
    return proof.block(
        anchor("label", f"{entry.key}-{label.name}"),
        f"“{label.name}” for {entry.title}",
        sums=sums,
        found=proof.passages(frame, most=_MOST_PASSAGES),
        total=len(frame),
        table=f"tables/evidence.csv: {proof.key_words(row)}",
    )


def _forms(notes: Iterable[str]) -> str:
    return ", ".join(f"“{note}”" for note in sorted(set(map(str, notes)))) or "none"


def _by_outlet(look: View, entry: Referent, label: Label, counts: _Counts) -> Line:
    line: Line = (Text(text="Unattributed text, by outlet: "),)
    for outlet in look.outlets:
        count = _sum(counts, entry, label, "unattributed", (outlet,))
        if count.namings:
            comma = Text(text=", " if len(line) > 1 else "")
            line += (comma, Tag(text=outlet.name, side=outlet.side))
            line += (Text(text=f" {_of(count)}"),)
    return line if len(line) > 1 else words("Not named in unattributed text.")
