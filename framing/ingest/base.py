"""What a reader is: the contract that every input format keeps.

A reader is a callable ``(source, options) -> Iterator[Article | SetAside]`` for
one file. It is chosen by the file's suffix and a look at its first bytes, and
has one line in `framing.ingest.READERS`. It keeps these rules, and a contract
test holds every registered reader to them:

- It is lazy, and may yield any number of articles. `Article.path` is
  ``source.label``; `Article.record` says where in the file the article stood.
- An article that is alone in its file takes ``source.name`` for its id where the
  file gives none; others take the name and their place, ``"news.csv#3"``.
- Nothing is lost: what is not an `Article` is a `SetAside` with a reason that
  can be counted. A fault of the whole file is `Refused`; a fault of a record is
  a `SetAside`, and the reader goes on. Any other exception of a library becomes
  a `SetAside` in `framing.ingest.read`.
- A file that declares how many articles it holds is reconciled: wrap the
  results in `reconciled`.
- Personal data of whoever made the export (user, e-mail, job number) is dropped:
  `framing.ingest.fields` does so for records.
- The text is not changed: newlines, NUL and control characters stay.

A reader of records (rows, objects) only has to find them:
`framing.ingest.records.RecordReader` makes articles of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from framing.errors import InputError
from framing.model import Article, SetAside

Result = Article | SetAside


class Refused(InputError):  # noqa: N818 - an outcome; most files are no error
    """A whole file is not used; becomes a `SetAside`.

    Parameters
    ----------
    reason, detail : str
        As in `SetAside`.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read; made by `framing.ingest.listing.list_inputs`.

    Attributes
    ----------
    path : Path
        Where the file lies. Never part of a result.
    label : str
        Its path relative to what the user named, for results and messages.
    name : str
        The id of an article that is alone in the file.
    beside : tuple of (str, str)
        Columns and cells of its row in a ``metadata.csv``.
    """

    path: Path
    label: str
    name: str
    beside: tuple[tuple[str, str], ...] = ()

    def set_aside(
        self, reason: str, detail: str, *, record: str = "", key: str = ""
    ) -> SetAside:
        """Return the `SetAside` for this file, or for one record (id `key`) of it."""
        return SetAside(
            path=self.label, reason=reason, detail=detail, record=record, id=key
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read.

    Attributes
    ----------
    mapping : tuple of (str, str)
        Our field and the input's column; ``("text", "body")``. A dot reaches into
        a nested value (``"source.name"``); an empty column means "take none".
    max_bytes : int
        Size of a file that holds one text; a larger one is set aside. A long
        novel has 5 MB, so a larger "article" is a dump or a mistake.
    max_chars : int
        Length of the text of one record.
    """

    mapping: tuple[tuple[str, str], ...] = ()
    max_bytes: int = 20_000_000
    max_chars: int = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as it stands in a file.

    Attributes
    ----------
    place : str
        ``"line 7"``, ``"row 3"``; empty where it is the whole file.
    number : int
        Makes an id where the record has none; 0 means that it is alone.
    values : mapping of str to object
        By the file's own names.
    notes : tuple of (str, str)
        What the reader adds to the metadata: the encoding.
    """

    place: str
    number: int
    values: Mapping[str, object]
    notes: tuple[tuple[str, str], ...] = ()


Reader = Callable[[Source, Options], Iterator[Result]]
Rows = Callable[[Source, Options], Iterator[Record | SetAside]]
Item = TypeVar("Item")


def reconciled(
    items: Iterator[Item], *, declared: int, source: Source
) -> Iterator[Item | SetAside]:
    """Pass on what a reader finds, and report what is missing.

    Parameters
    ----------
    items : iterator
        Articles or records, and what was set aside; each counts as found.
    declared : int
        How many the file says that it holds.
    source : Source

    Yields
    ------
    Article, Record or SetAside
        The items, then one `SetAside` that names the shortfall, if there is one.

    Examples
    --------
    >>> source = Source(path=Path("export.txt"), label="export.txt", name="export.txt")
    >>> [missing] = reconciled(iter([]), declared=2, source=source)
    >>> missing.detail
    'the file declares 2 records, 0 were found; export it again'
    """
    found = 0
    for item in items:
        found += 1
        yield item
    if found < declared:
        yield source.set_aside(
            "declared but not found",
            f"the file declares {declared} records, {found} were found; "
            "export it again",
        )
