"""What coders are asked: variables, items and codes, from ``codebook/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from framing.errors import ParameterError, not_one_of

SHEETS: Final = ("stance", "frames", "entman", "quotation", "attribution")
"""Variables that have a sheet of their own, in reading order."""

VARIABLES: Final = SHEETS[:4]
"""What may be asked for: a check of quotations has two sheets, the quotations that
were found, and sentences that show how many were missed."""

KINDS: Final = ("class", "correct", "code", "text")
"""What an item is for: a class that the tool gives too, a check of what the tool
found, a code of people alone, or words that are kept and not scored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One allowed code.

    Attributes
    ----------
    value, label, meaning : str
    undecided : bool
        The coder could not tell; counts as missing.
    right : bool
        The tool is right, where an item checks it.
    """

    value: str
    label: str
    meaning: str = ""
    undecided: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question.

    Attributes
    ----------
    name, label, question : str
    level : {"nominal", "ordinal"}
    kind : str
        One of `KINDS`.
    codes : tuple of Code
        Empty where words are asked for.
    examples : tuple of (str, str, str)
        Words, code, and why; all made up.
    not_coded : tuple of str
    only_if : tuple of (str, str)
        Asked only where another item has this code; empty where it always is.
    scale : str
        The scale that it is a part of, or empty.
    """

    name: str
    label: str
    question: str
    level: str
    kind: str
    codes: tuple[Code, ...] = ()
    examples: tuple[tuple[str, str, str], ...] = ()
    not_coded: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    scale: str = ""

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every code that may stand in a cell."""
        return tuple(code.value for code in self.codes)

    @property
    def decided(self) -> tuple[str, ...]:
        """The codes that say something, in their order."""
        return tuple(code.value for code in self.codes if not code.undecided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The mean of several items, beside which a number of the tool may stand."""

    name: str
    title: str
    items: tuple[str, ...]
    tool: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One sheet: what is coded, on which unit, by which questions.

    Attributes
    ----------
    name, title, unit, version, citation, intro : str
    shown : tuple of str
        Columns that coders read.
    items : tuple of Item
    scales : tuple of Scale
    """

    name: str
    title: str
    unit: str
    version: str
    citation: str
    intro: str
    shown: tuple[str, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...] = ()

    def item(self, name: str) -> Item:
        """Return an item by its name."""
        return next(item for item in self.items if item.name == name)


@cache
def load_variable(name: str) -> Variable:
    """Return one variable of the codebook.

    Parameters
    ----------
    name : str
        One of `SHEETS`.

    Raises
    ------
    ParameterError
        If there is none of this name.

    Examples
    --------
    >>> load_variable("stance").item("stance").allowed
    ('-1', '0', '1', 'x')
    """
    if name not in SHEETS:
        raise ParameterError(not_one_of("variable", name, SHEETS))
    folder = resources.files("framing.validation").joinpath("codebook")
    source = folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source)
    return Variable(
        name=table["variable"],
        title=table["title"],
        unit=table["unit"],
        version=table["version"],
        citation=table["citation"],
        intro=table["intro"].strip(),
        shown=tuple(table["shown"]),
        items=tuple(_item(row) for row in table["item"]),
        scales=tuple(
            Scale(
                name=row["name"],
                title=row["title"],
                items=tuple(row["items"]),
                tool=row.get("tool", ""),
            )
            for row in table.get("scale", [])
        ),
    )


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        name=row["name"],
        label=row.get("label", row["name"].replace("_", " ")),
        question=row["question"],
        level=row["level"],
        kind=row["kind"],
        codes=tuple(Code(**code) for code in row.get("code", [])),
        examples=tuple(
            (given["text"], given["code"], given["why"])
            for given in row.get("example", [])
        ),
        not_coded=tuple(row.get("not_coded", [])),
        only_if=tuple(row["only_if"].split("=")) if "only_if" in row else (),
        scale=row.get("scale", ""),
    )


def as_markdown(variables: tuple[Variable, ...]) -> str:
    """Return the codebook as Markdown, for coders to read.

    Examples
    --------
    >>> as_markdown((load_variable("stance"),)).splitlines()[0]
    '# Codebook'
    """
    lines = ["# Codebook", "", *_RULES, ""]
    for variable in variables:
        lines += [f"## {variable.title} (sheet “{variable.name}”)", ""]
        lines += [*variable.intro.splitlines(), ""]
        if variable.citation:
            lines += [variable.citation, ""]
        for item in variable.items:
            lines += [f"### {item.name}", "", item.question, ""]
            if item.only_if:
                only = f"Only if {item.only_if[0]} is “{item.only_if[1]}”; otherwise"
                lines += [f"{only} leave it empty.", ""]
            lines += [
                f"- `{code.value}` {code.label}"
                + (f": {code.meaning}" if code.meaning else "")
                for code in item.codes
            ]
            lines += [f"- Not coded: {text}" for text in item.not_coded]
            lines += [
                f"- Example: “{text}” → `{code}` ({why})"
                for text, code, why in item.examples
            ]
            lines.append("")
    return "\n".join(lines)


_RULES: Final = (
    (
        "Each coder works alone, on a sheet of their own, and changes nothing but the "
        "code columns and the note."
    ),
    (
        "Write one of the codes that are listed into each cell. An empty cell means "
        "that it was not coded; `x` means that you read it and could not decide. Both "
        "count as missing."
    ),
    "Codes are what the text prints, not what you know. The examples are made up.",
    (
        "Do not look up the article or its outlet, and do not talk about units before "
        "everybody is done."
    ),
)
