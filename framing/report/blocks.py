"""The few kinds of blocks that a report is made of.

Sections build them; the HTML and the PDF renderer draw the same ones. None of
them knows a metric, and none computes. Words printed by outlets stand in
`Quoted`, `Snippet` or nowhere, so that a reader always knows who is speaking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

Side: TypeAlias = Literal["a", "b", ""]
"""The first group, the second, or no group; decides colour and shape of a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words of the report itself."""

    kind: ClassVar[str] = "text"
    text: str
    strong: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A value as printed; `evidence` is the id of the block behind it, or empty."""

    kind: ClassVar[str] = "number"
    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to another place of the same report: `target` is an id."""

    kind: ClassVar[str] = "link"
    text: str
    target: str
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A short form with its full words."""

    kind: ClassVar[str] = "term"
    text: str
    full: str
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words that an outlet printed; set in serif, direction found by itself."""

    kind: ClassVar[str] = "quoted"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """The name of an outlet or a group, with the mark and colour of its side."""

    kind: ClassVar[str] = "tag"
    text: str
    side: Side = ""
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A file name or a command, as typed."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Words for those who hear the page: what a mark or a gap says."""

    kind: ClassVar[str] = "hidden"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A new line inside a cell or an item."""

    kind: ClassVar[str] = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A small drawing in a line or a cell.

    Attributes
    ----------
    svg : str
        Trusted markup, made by `framing.report.drawings` only.
    alt : str
        Its values in words; empty where the same numbers stand beside it.
    width : int
        In pixels, as displayed.
    """

    kind: ClassVar[str] = "drawing"
    svg: str
    alt: str = ""
    width: int = 200


Inline: TypeAlias = (
    Text | Number | Link | Term | Quoted | Tag | Code | Hidden | Break | Drawing
)
Line: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; `level` 1 is the title, 2 a part of the report.

    Attributes
    ----------
    page : bool
        Begins a new page in print.
    outline : bool
        Stands in the outline of the PDF.
    side : Side, optional
        Whose mark stands before it.
    quoted : bool
        Made of words that an outlet printed.
    """

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    id: str = ""
    side: Side | None = None
    page: bool = False
    outline: bool = True
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running words. `style`: text, lead, sub, note, say or kick."""

    kind: ClassVar[str] = "paragraph"
    line: Line
    style: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list of lines. `style`: plain, dots or heads (headlines)."""

    kind: ClassVar[str] = "items"
    items: tuple[Line, ...]
    style: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """Terms, each with what it means."""

    kind: ClassVar[str] = "definitions"
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The sizes that everything rests on: value and what it counts."""

    kind: ClassVar[str] = "basis"
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a clean text that moved a number; `value` as printed."""

    start: int
    stop: int
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A request for a snippet around marks; `framing.report.snippets` prints it."""

    article: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words in a snippet, marked or not."""

    text: str
    marked: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words of an article, with where they stand."""

    pieces: tuple[Piece, ...]
    outlet: str
    side: Side
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What stands behind a number: sums, sentences, and the table that has all.

    Attributes
    ----------
    id : str
        Anchor, unique in the report.
    title : str
        What it is the evidence of.
    sums : tuple of Line
        What was added and divided.
    passages : tuple of Passage
        Asked for by a section, in order; replaced by `snippets`.
    snippets : tuple of Snippet
    items : tuple of Line
        Lines that are no words of articles: files, claims, events.
    total : int
        How many passages there are in all.
    withheld : int
        How many of those asked for the share-safe limit kept back.
    table : str
        The file that holds all, and under which keys.
    """

    kind: ClassVar[str] = "evidence"
    id: str
    title: str
    sums: tuple[Line, ...] = ()
    passages: tuple[Passage, ...] = ()
    snippets: tuple[Snippet, ...] = ()
    items: tuple[Line, ...] = ()
    total: int = 0
    withheld: int = 0
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    title : Line
    align : {"left", "right", "centre"}
    phone : bool
        False hides it on a phone; what it says stands in the row's evidence too.
    width : float
        Share of the width in print; 0 means as wide as its words.
    label : str
        Printed before the value where a row becomes a block (on a phone).
    """

    title: Line = ()
    align: str = "left"
    phone: bool = True
    width: float = 0.0
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row. `style`: row, group (a heading inside the table) or total.

    A group row has one cell, or two: the first as wide as `span` columns.
    """

    cells: tuple[Line, ...]
    style: str = "row"
    evidence: Evidence | None = None
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the first cell of each row is its heading.

    Attributes
    ----------
    label : str
        What it holds, for those who hear the page.
    cards : bool
        On a phone each row becomes a block; otherwise the table scrolls.
    """

    kind: ClassVar[str] = "table"
    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    cards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing with its values in words; `width` in pixels as displayed."""

    kind: ClassVar[str] = "figure"
    svg: str
    alt: str
    title: str = ""
    caption: Line = ()
    width: int = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """Figures of one scale, side by side."""

    kind: ClassVar[str] = "panels"
    figures: tuple[Figure, ...]
    columns: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Blocks side by side; one below the other on a phone."""

    kind: ClassVar[str] = "columns"
    parts: tuple[tuple[Block, ...], ...]
    weights: tuple[float, ...]
    style: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Only:
    """Blocks for one medium: ``"html"`` or ``"pdf"``."""

    kind: ClassVar[str] = "only"
    where: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Where the list of contents stands in the HTML; the PDF has its outline."""

    kind: ClassVar[str] = "contents"


Block: TypeAlias = (
    Heading
    | Paragraph
    | Items
    | Definitions
    | Basis
    | Evidence
    | Table
    | Figure
    | Panels
    | Columns
    | Only
    | Contents
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report, ready to be drawn.

    Attributes
    ----------
    title, lead : str
    sections : tuple of tuple of Block
        Each begins with its heading, which carries an id.
    language : str
        Of the report's own words.
    banner : str
        Printed on each page: "not for redistribution", or empty.
    """

    title: str
    lead: str
    sections: tuple[tuple[Block, ...], ...]
    language: str = "en"
    banner: str = ""


def words(text: str) -> Line:
    """Return one line of plain words.

    Examples
    --------
    >>> words("none")
    (Text(text='none', strong=False, muted=False),)
    """
    return (Text(text=text),)
