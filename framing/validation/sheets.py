"""What coders coded, from their sheets, and every fault with its place.

A bad cell never loses the others: it counts as not coded, and is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from framing.errors import InputError, listed
from framing.validation.cells import Line, read_lines
from framing.validation.codebook import (
    SHEETS,
    Item,
    Scale,
    Variable,
    load_variable,
)
from framing.validation.key import Key

_MINUS: Final = str.maketrans({"−": "-", "–": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in a sheet that was not used.

    Attributes
    ----------
    where : str
        File, line, and column where there is one.
    reason : str
        A short name that can be counted: ``"unknown code"``.
    detail : str
        What was got, what is allowed, what was done.
    """

    where: str
    reason: str
    detail: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.where}: {self.reason}: {self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Everything that was coded of one variable.

    Attributes
    ----------
    variable : Variable
    codes : mapping of coder to mapping of (unit, item) to code
        Allowed codes only, those for "cannot be decided" among them.
    """

    variable: Variable
    codes: Mapping[str, Mapping[tuple[str, str], str]]

    @property
    def units(self) -> list[str]:
        """Units that anybody coded, sorted."""
        return sorted({unit for cells in self.codes.values() for unit, _ in cells})

    def coders(self, consensus: str = "") -> list[str]:
        """Coders who coded anything, without the one who holds the agreed codes."""
        return sorted(c for c, cells in self.codes.items() if cells and c != consensus)

    def table(self, item: str, consensus: str = "") -> list[list[str | None]]:
        """Return the decided codes of an item: coders by units, None where missing."""
        allowed = set(self.variable.item(item).decided)
        return [
            [
                code
                if (code := self.codes[coder].get((unit, item))) in allowed
                else None
                for unit in self.units
            ]
            for coder in self.coders(consensus)
        ]


@dataclass(slots=True)
class _Sheets:
    """What is gathered while reading."""

    faults: list[Fault] = field(default_factory=list)
    codes: dict[str, dict[str, dict[tuple[str, str], str]]] = field(
        default_factory=dict
    )
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    refused: set[tuple[str, str, str]] = field(default_factory=set)

    def fault(self, where: str, reason: str, detail: str) -> None:
        self.faults.append(Fault(where=where, reason=reason, detail=detail))


def read_sheets(
    paths: Iterable[Path], key: Key | None = None
) -> tuple[tuple[Coding, ...], tuple[Fault, ...]]:
    """Read the sheets of one or more coders.

    Parameters
    ----------
    paths : iterable of Path
        CSV or XLSX, as `framing sample` wrote them and coders filled them.
    key : Key, optional
        Of the sample; without it an unknown unit cannot be told.

    Returns
    -------
    tuple of Coding
        One for each variable that was coded, in reading order.
    tuple of Fault
        In the order of files and lines.

    Raises
    ------
    InputError
        If a file cannot be read, or nothing at all was coded.
    """
    found = _Sheets()
    for path in paths:
        _read(path, key, found)
    made = tuple(
        Coding(variable=load_variable(name), codes=found.codes[name])
        for name in SHEETS
        if any(found.codes.get(name, {}).values())
    )
    if not made:
        first = f"; the first fault: {found.faults[0]}" if found.faults else ""
        message = f"validate: the sheets hold no allowed code{first}"
        raise InputError(message)
    return made, tuple(found.faults)


def _read(path: Path, key: Key | None, found: _Sheets) -> None:
    lines = list(read_lines(path))
    if not lines:
        found.fault(path.name, "empty sheet", "it has a header only; nothing to read")
        return
    variable = _variable_of(path, lines[0].cells)
    for item in variable.items:
        if item.name not in lines[0].cells:
            detail = f"{item.name!r}; all its cells count as not coded"
            found.fault(path.name, "missing column", detail)
    known = {item.name for item in variable.items}
    expected = {"unit", "coder", "note", *variable.shown, *known}
    for name in lines[0].cells:
        if name and name not in expected and not name.startswith("text "):
            detail = f"{name!r}; it was not read, allowed are {listed(sorted(known))}"
            found.fault(path.name, "unknown column", detail)
    for line in lines:
        _line(line, variable, _coder(path, line), key, found)


def _variable_of(path: Path, header: Mapping[str, str]) -> Variable:
    """Return the variable whose items a sheet has."""
    fits = {
        name: sum(item.name in header for item in load_variable(name).items)
        / len(load_variable(name).items)
        for name in SHEETS
    }
    best = max(SHEETS, key=lambda name: fits[name])
    if not fits[best]:
        message = (
            f"{path.name}: no column is an item of the codebook, "
            f"got {list(header)[:8]}; sheets are of {listed(SHEETS)}"
        )
        raise InputError(message)
    return load_variable(best)


def _coder(path: Path, line: Line) -> str:
    """Return the coder of a line, or the last part of the file's name."""
    return line.cells.get("coder") or path.stem.rsplit("_", 1)[-1]


def _line(
    line: Line, variable: Variable, coder: str, key: Key | None, found: _Sheets
) -> None:
    unit = line.cells["unit"]
    if not _is_known(line, unit, variable, key, found):
        return
    mine = found.codes.setdefault(variable.name, {}).setdefault(coder, {})
    before = found.seen.setdefault((coder, unit), line.where)
    cells = {item.name: _code(line, item, found) for item in variable.items}
    _skipped(line, variable, cells, found)
    if before != line.where:
        detail = (
            f"{coder!r} coded {unit!r} in {before} already; cells that agree or were "
            "empty are used, those that differ count as not coded"
        )
        found.fault(line.where, "duplicate row", detail)
    for name, code in cells.items():
        place = (unit, name)
        if not code or (coder, *place) in found.refused:
            continue
        if mine.get(place, code) != code:
            del mine[place]
            found.refused.add((coder, *place))
        else:
            mine[place] = code


def _is_known(
    line: Line, unit: str, variable: Variable, key: Key | None, found: _Sheets
) -> bool:
    if not unit:
        detail = "the column 'unit' is empty; the row was not used"
        found.fault(line.where, "no unit", detail)
        return False
    if key is None:
        return True
    row = key.rows.get(unit)
    if row is None:
        detail = f"{unit!r} is not in the key; the row was not used"
        found.fault(line.where, "unknown unit", detail)
        return False
    if row.variable != variable.name:
        detail = (
            f"{unit!r} belongs to {row.variable!r}, but the sheet is of "
            f"{variable.name!r}; the row was not used"
        )
        found.fault(line.where, "other variable", detail)
        return False
    return True


def _code(line: Line, item: Item, found: _Sheets) -> str:
    """Return the code in a cell; empty where there is none that is allowed."""
    cell = line.cells.get(item.name, "")
    if item.kind == "text" or not cell:
        return cell
    code = _usual(cell)
    if code in item.allowed:
        return code
    allowed = listed(item.allowed)
    detail = f"got {cell!r}, allowed are {allowed}, or empty; counts as not coded"
    found.fault(f"{line.where} column {item.name!r}", "unknown code", detail)
    return ""


def _usual(cell: str) -> str:
    """Return a code as the codebook writes it.

    Examples
    --------
    >>> [_usual(cell) for cell in ("−1", "+1", "1.0", " Yes", "1,0")]
    ['-1', '1', '1', 'yes', '1']
    """
    text = cell.translate(_MINUS).strip().lower().removeprefix("+")
    for end in (".0", ",0"):
        text = text.removesuffix(end)
    return text


def _skipped(
    line: Line, variable: Variable, cells: dict[str, str], found: _Sheets
) -> None:
    """Drop what was coded although an earlier answer says that it is not asked."""
    for item in variable.items:
        if not item.only_if or not cells[item.name]:
            continue
        name, needed = item.only_if
        if cells[name] and cells[name] != needed:
            detail = (
                f"coded although {name} is {cells[name]!r}; asked only where it is "
                f"{needed!r}, so it counts as not coded"
            )
            found.fault(f"{line.where} column {item.name!r}", "not asked", detail)
            cells[item.name] = ""


def uncoded(coding: Coding, key: Key | None, consensus: str = "") -> dict[str, int]:
    """Count the cells that each coder left empty, of items that are always asked.

    Parameters
    ----------
    coding : Coding
    key : Key, optional
        Says which units there are; otherwise those that anybody coded.
    consensus : str
        Not counted.
    """
    units: Sequence[str] = (
        [row.unit for row in key.of(coding.variable.name)] if key else coding.units
    )
    items = [item.name for item in coding.variable.items if not item.only_if]
    return {
        coder: sum(
            (unit, item) not in coding.codes[coder] for unit in units for item in items
        )
        for coder in coding.coders(consensus)
    }


def scale_values(
    coding: Coding, scale: Scale, consensus: str = ""
) -> list[list[float | None]]:
    """Return each coder's mean over a scale's items: coders by units.

    Items that are missing are left out; a unit of which more than half are missing
    has no mean.
    """
    made: list[list[float | None]] = []
    for coder in coding.coders(consensus):
        cells = coding.codes[coder]
        rows: list[float | None] = []
        for unit in coding.units:
            given = [cells.get((unit, item), "") for item in scale.items]
            codes = [float(code) for code in given if code in {"0", "1"}]
            enough = 2 * len(codes) >= len(given)
            rows.append(sum(codes) / len(codes) if enough else None)
        made.append(rows)
    return made
