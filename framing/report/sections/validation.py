"""What people’s coding of these articles says of the measures, if there is any."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from framing.comparison import Comparison
from framing.report import theme, validity, wording
from framing.report.blocks import (
    Block,
    Code,
    Column,
    Heading,
    Line,
    Paragraph,
    Row,
    Table,
    Tag,
    Text,
    words,
)
from framing.report.index import Record
from framing.report.view import View, view
from framing.validation import Validation
from framing.validation.codebook import SHEETS, load_variable
from framing.validation.correction import LEAST_OF_GROUP
from framing.validation.elsewhere import elsewhere

_MOST_OUTLETS: Final = 12
_SHARE: Final = theme.format_of("share")
_FIGURES: Final = ("macro F1", "right", "Spearman's rho", "F1")
_MAIN: Final[Mapping[str, str]] = {"found": "F1"}


def validation(comparison: Comparison) -> tuple[Block, ...]:
    """Return agreement among coders and the tool against them, or how to get both."""
    look = view(comparison)
    made = comparison.validation
    head = Heading(
        level=2,
        text="Check against people’s coding",
        id="validation",
        page=made is not None,
    )
    if made is None:
        return (head, *_not_done())
    return (
        head,
        Paragraph(line=words(_who(made)), style="sub"),
        _agreement(made),
        *_tool(look, made),
        *_outlets(look, made),
        *_corrected(look, made),
        Paragraph(line=_files(), style="note"),
    )


def _not_done() -> tuple[Block, ...]:
    line = (
        Text(text="To do it: "),
        Code(text="framing sample run --out coding"),
        Text(text=" draws units for people to code, with outlets hidden; "),
        Code(text="framing validate"),
        Text(text=" compares coders and the program; "),
        Code(text="framing report --validation"),
        Text(text=" prints the result here."),
    )
    columns = (
        Column(title=words("Measure"), width=0.3),
        Column(title=words("Reached elsewhere"), width=0.3),
        Column(title=words("On what text"), width=0.4),
    )
    rows = tuple(
        Row(
            cells=(
                words(each.title),
                words(f"{each.figure} {theme.plain(each.value, 2)}"),
                words(f"{wording.capital(each.text)} ({each.corpus})"),
            )
        )
        for each in elsewhere()
    )
    return (
        Paragraph(
            line=words(
                "It was not done: no coder has checked these measures on these "
                "articles. What a measure reached on other texts may not hold here."
            )
        ),
        Table(label="Figures on other texts", columns=columns, rows=rows, cards=True),
        Paragraph(line=line, style="note"),
    )


def _who(made: Validation) -> str:
    coders = sorted({name for names in made.coders.values() for name in names})
    units: dict[str, int] = {}
    for row in made.tables["agreement"]:
        known = units.get(str(row["variable"]), 0)
        units[str(row["variable"])] = max(known, int(row["n_units"]))
    coded = wording.joined(
        [f"{number} units of “{name}”" for name, number in units.items()]
    )
    agreed = made.settings.get("consensus")
    final = " Codes agreed on after discussion stand against the program."
    return (
        f"{wording.capital(wording.plural(len(coders), 'coder'))} coded {coded}, drawn "
        "at random, with outlets and what the program says hidden. A variable is "
        "reliable where the interval of alpha begins at .800 or above, tentative from "
        f".667; below, it leaves the summary.{final if agreed else ''}"
    )


def _agreement(made: Validation) -> Table:
    columns = (
        Column(title=words("Coded"), width=0.26),
        Column(title=words("Units with two codes"), align="right", width=0.12),
        Column(title=words("Krippendorff’s alpha (95% interval)"), width=0.22),
        Column(title=words("Kappa"), align="right", width=0.08),
        Column(title=words("Agreed"), align="right", width=0.08),
        Column(title=words("Verdict"), width=0.24),
    )
    return Table(
        label="Agreement among coders",
        caption="Agreement among coders",
        columns=columns,
        rows=_grouped(
            [row for row in made.tables["agreement"] if _shown(row)], _agreement_row
        ),
        cards=True,
    )


def _shown(row: Record) -> bool:
    """Leave the single questions of a scale to the file."""
    item = str(row["item"])
    known = load_variable(str(row["variable"])).items
    return not any(each.name == item and each.scale for each in known)


def _agreement_row(row: Record) -> Row:
    verdict = str(row["verdict"])
    why = f": {row['reason']}" if verdict == "not estimable" else ""
    return Row(
        cells=(
            words(_label(row)),
            words(theme.count(row["n_both"])),
            words(_short(row, "alpha")),
            words(theme.plain(row["kappa"], 2) if wording.has(row["kappa"]) else "–"),
            # Two means that differ by a hair do not agree: a share says little.
            words("–" if row["level"] == "interval" else _percent(row)),
            words(f"{verdict}{why}"),
        )
    )


def _percent(row: Record) -> str:
    return theme.value(row["percent"], _SHARE)


def _grouped(rows: Sequence[Record], made: Callable[[Record], Row]) -> tuple[Row, ...]:
    """Return rows under the titles of their variables."""
    body: list[Row] = []
    for variable, mine in groupby(rows, key=lambda row: str(row["variable"])):
        title = load_variable(variable).title
        body.append(Row(style="group", cells=(words(title),)))
        body += map(made, mine)
    return tuple(body)


def _label(row: Record) -> str:
    """Return the name of an item as it stands under the title of its variable."""
    name = str(row["item"])
    if name == "found":
        return "Found at all"
    items = {
        item.name: item.label for item in load_variable(str(row["variable"])).items
    }
    plain = name.removeprefix("scale: ").replace("_", " ")
    return wording.capital(items.get(name, plain))


def _short(row: Mapping[str, Any], name: str) -> str:
    return validity.with_interval(row, name).replace("95% interval ", "")


def _tool(look: View, made: Validation) -> tuple[Block, ...]:
    """Return one row an item: everything, then both groups, then their difference."""
    items = dict.fromkeys(
        (str(row["variable"]), str(row["item"]), str(row["measure"]))
        for row in made.tables["tool"]
        if row["measure"] == _MAIN.get(str(row["item"]), row["measure"])
        and row["measure"] in _FIGURES
        and not row["code"]
    )
    if not items:
        text = "No key was given, so the program was not compared with the coders."
        return (Paragraph(line=words(text), style="note"),)
    first, second = look.groups
    columns = (
        Column(title=words("The program against coders"), width=0.26),
        Column(title=words("Figure"), width=0.12),
        Column(title=words("All units (95% interval)"), width=0.19),
        Column(title=_tag(look, "a"), label=first.title, width=0.13),
        Column(title=_tag(look, "b"), label=second.title, width=0.13),
        Column(title=words("Difference of errors"), width=0.17),
    )
    known = [
        dict(zip(("variable", "item", "measure"), key, strict=True)) for key in items
    ]
    known.sort(key=lambda row: SHEETS.index(row["variable"]))
    rows = _grouped(known, lambda row: _tool_row(look, made, row))
    note = (
        "Macro-F1: mean over classes of the harmonic mean of precision and recall. "
        "Right: share of units in which the coders say that the program is right. "
        "Units count by the inverse of the chance that each had to be drawn. "
        "Differences of errors are not corrected for their number."
    )
    return (
        Table(
            label="The program against coders",
            caption="The program against coders",
            columns=columns,
            rows=rows,
            cards=True,
        ),
        Paragraph(line=words(note), style="note"),
    )


def _tag(look: View, side: str) -> Line:
    group = look.groups[0 if side == "a" else 1]
    return (Tag(text=group.title, side="a" if side == "a" else "b"),)


def _tool_row(look: View, made: Validation, row: Record) -> Row:
    variable, item, measure = (str(row[k]) for k in ("variable", "item", "measure"))
    first, second = look.groups
    whole = made.tool(variable, item, measure)
    cells = [made.tool(variable, item, measure, group.key) for group in (first, second)]
    gaps = [
        found
        for pair in ((first.key, second.key), (second.key, first.key))
        if (found := made.tool(variable, item, measure, " - ".join(pair)))
    ]
    return Row(
        cells=(
            words(_label(row)),
            words(measure.replace("macro F1", "macro-F1")),
            words(_short(whole, "value") if whole else theme.NO_VALUE),
            *(_figure(cell) for cell in cells),
            words(str(gaps[0]["note"]) if gaps else "not estimable"),
        )
    )


def _figure(row: Mapping[str, Any] | None) -> Line:
    if row is None:
        return (Text(text="no unit", muted=True),)
    few = f" (n = {theme.count(row['n_units'])})"
    return (Text(text=theme.plain(row["value"], 2)), Text(text=few, muted=True))


def _outlets(look: View, made: Validation) -> tuple[Block, ...]:
    """Return the main figures of each outlet, by group and alphabet."""
    figures = (
        ("Stance, macro-F1", ("stance", "stance", "macro F1")),
        ("Quotations, precision", ("quotation", "found", "precision")),
        ("Quotations, recall", ("quotation", "found", "recall")),
    )
    known = [
        (title, key)
        for title, key in figures
        if any(made.tool(*key, line.key) for line in look.outlets)
    ]
    lines = [
        line for line in look.outlets if any(made.tool(*k, line.key) for _, k in known)
    ]
    if not lines:
        return ()
    rows = tuple(
        Row(
            cells=(
                (Tag(text=line.name, side=line.side),),
                *(_outlet_figure(made.tool(*key, line.key)) for _, key in known),
            )
        )
        for line in lines[:_MOST_OUTLETS]
    )
    columns = (
        Column(title=words("Outlet"), width=0.34),
        *(
            Column(title=words(title), width=0.66 / len(known), label=title)
            for title, _ in known
        ),
    )
    return (
        Table(
            label="The program against coders, by outlet",
            caption="By outlet",
            columns=columns,
            rows=rows,
            cards=True,
        ),
        Paragraph(line=words(_no_interval()), style="note"),
        *wording.rest(len(rows), len(lines), "tables/tool.csv"),
    )


def _no_interval() -> str:
    return (
        f"No interval stands where fewer than {LEAST_OF_GROUP} units were coded; such "
        "values say little."
    )


def _outlet_figure(row: Mapping[str, Any] | None) -> Line:
    if row is None or not wording.has(row["value"]):
        return (Text(text=theme.NO_VALUE, muted=True),)
    few = row["n_units"] < LEAST_OF_GROUP
    value = theme.plain(row["value"], 2) if few else _short(row, "value")
    size = f" (n = {theme.count(row['n_units'])})"
    return (Text(text=value), Text(text=size, muted=True))


def _corrected(look: View, made: Validation) -> tuple[Block, ...]:
    """Return the differences of shares between groups, as measured and corrected."""
    first, second = look.groups
    name = f"{first.key} - {second.key}"
    turned = f"{second.key} - {first.key}"
    rows: Sequence[Record] = [
        row
        for row in made.tables["misclassification"]
        if row["group"] in {name, turned}
        and (row["variable"], row["item"]) == ("stance", "stance")
    ]
    if not rows:
        return ()
    labels = {code.value: code.label for code in load_variable("stance").items[0].codes}
    sign = 1 if rows[0]["group"] == name else -1
    body = tuple(
        Row(
            cells=(
                words(f"Sentences coded {labels.get(str(row['code']), row['code'])}"),
                words(theme.difference(sign * float(row["tool"]), _SHARE)),
                words(_gap(row, sign)),
            )
        )
        for row in rows
    )
    columns = (
        Column(
            title=words(f"{wording.capital(first.title)} minus {second.title}"),
            width=0.4,
        ),
        Column(title=words("As the program says"), align="right", width=0.25),
        Column(title=words("Corrected (95% interval)"), width=0.35),
    )
    return (
        Table(
            label="Differences corrected for errors",
            caption="Shares of sentences, corrected for the program’s errors",
            columns=columns,
            rows=body,
            cards=True,
        ),
        Paragraph(line=words(_how(rows[0])), style="note"),
    )


def _how(row: Record) -> str:
    """Say with whose errors the shares were corrected."""
    how = {
        "own": "Corrected with the errors found in each group",
        "pooled": "Corrected",
        "none": "Not corrected",
    }[str(row["matrix"])]
    note = f": {row['note']}" if row["note"] else ""
    return f"{how}{note}."


def _gap(row: Record, sign: int) -> str:
    if not wording.has(row["corrected"]):
        return "not corrected"
    value = theme.difference(sign * float(row["corrected"]), _SHARE)
    ends = sorted(sign * float(row[name]) for name in ("low", "high"))
    if not all(map(wording.has, ends)):
        return value
    return f"{value} ({theme.interval(ends[0], ends[1], _SHARE)})"


def _files() -> Line:
    return (
        Text(text="All items, classes and outlets: "),
        Code(text="tables/agreement.csv"),
        Text(text=", "),
        Code(text="tables/tool.csv"),
        Text(text=", "),
        Code(text="tables/confusion.csv"),
        Text(text="; for corrections of your own: "),
        Code(text="tables/misclassification.csv"),
        Text(text="."),
    )
