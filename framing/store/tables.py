"""Tables of a run as data frames: read from their files when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from framing.errors import RunError
from framing.store.schemas import (
    OF_A_COMPARISON,
    SCHEMAS,
    WORKING,
    arrow_table,
    flat,
    type_of,
)

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

TABLES: Final = tuple(name for name in SCHEMAS if name not in WORKING)
"""The tables that a run shows, by name."""

_ORDER: Final = {
    "set_aside": ("path", "record", "reason"),
    "counts": ("article", "term"),
    "terms": ("term",),
}
_BY_ARTICLE: Final = ("article",)
_AS_MADE: Final = frozenset(
    (
        *("event_pairs", "events", "members_other", "notes", "reuse", "reuse_runs"),
        *OF_A_COMPARISON,
    )
)
_PARTS_HELD: Final = 64  # of texts that were asked for: some 50 MB
_UNCACHED: Final = frozenset({"counts", "texts"})  # which may be larger than the memory


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """A run: its tables by name, and what decided them."""

    tables: Mapping[str, pd.DataFrame]
    manifest: Mapping[str, Any]


class StoredTables(Mapping[str, "pd.DataFrame"]):
    """The tables of a run directory, each read when it is first asked for.

    Parameters
    ----------
    folder : Path
    files : mapping of str to sequence of str
        For each table, its files below the folder.

    Notes
    -----
    Rows come in an order that neither the parts nor the engine decide: by article,
    and within one as they were made. Texts are not kept after they were read.
    """

    def __init__(self, folder: Path, files: Mapping[str, Sequence[str]]) -> None:
        """Read nothing yet."""
        self.folder = folder
        self._files = files
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Read a table, or return it if it was read before."""
        if name not in TABLES:
            raise KeyError(name)
        if name in self._read:
            return self._read[name]
        frame = in_order(name, to_frame(name, self.parts(name)))
        if name not in _UNCACHED:
            self._read[name] = frame
        return frame

    def __contains__(self, name: object) -> bool:
        """Say whether there is such a table, without reading it."""
        return name in TABLES

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the tables."""
        return iter(TABLES)

    def __len__(self) -> int:
        """Return the number of tables."""
        return len(TABLES)

    def chunks(self, name: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Yield some columns of a table, part by part, in no order of articles.

        A table without rows has no file, and is one empty piece.
        """
        for file in self.files(name):
            yield self.piece(name, file, columns)
        if not self.files(name):
            yield to_frame(name, (), columns)

    def files(self, name: str) -> Sequence[str]:
        """Return the files of a table, below the run directory."""
        return self._files.get(name, ())

    def piece(self, name: str, file: str, columns: Sequence[str]) -> pd.DataFrame:
        """Return some columns of one file of a table."""
        return to_frame(name, [read_file(self.folder, file, columns)], columns)

    def count(self, name: str) -> int:
        """Return the number of rows of a table without reading it."""
        import pyarrow.parquet as pq  # noqa: PLC0415

        files = (self.folder / file for file in self.files(name))
        return sum(pq.read_metadata(file).num_rows for file in files)

    def parts(self, name: str, columns: Sequence[str] = ()) -> Iterator[pa.Table]:
        """Yield the files of a table as they are."""
        for file in self.files(name):
            yield read_file(self.folder, file, columns)


class Pieces:
    """A table of a run, read in pieces as often as it is needed.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Of a run; a table of a run directory is never read whole.
    name : str
        Of the table.

    Examples
    --------
    >>> import pandas as pd
    >>> tables = {"texts": pd.DataFrame({"article": ["a"], "text": ["Talks."]})}
    >>> texts = Pieces(tables, "texts")
    >>> [frame["text"].tolist() for frame in texts.read("text")]
    [['Talks.']]
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], name: str) -> None:
        """Read nothing yet."""
        self._tables, self._name = tables, name

    def read(self, *columns: str) -> Iterator[pd.DataFrame]:
        """Yield some columns, in no order of articles."""
        if isinstance(self._tables, StoredTables):
            yield from self._tables.chunks(self._name, columns)
        else:
            yield self._tables[self._name][list(columns)]


class TextOf(Mapping[str, str]):
    """The clean text of each article of a run, read when it is asked for.

    Parameters
    ----------
    tables : mapping of str to DataFrame

    Examples
    --------
    >>> import pandas as pd
    >>> texts = pd.DataFrame({"article": ["a"], "text": ["Talks."]})
    >>> TextOf({"texts": texts})["a"]
    'Talks.'
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Find out where each text stands."""
        self._tables = tables
        self._files: Sequence[str] = ("",)
        if isinstance(tables, StoredTables):
            self._files = tables.files("texts")
        self._place = {
            article: place
            for place in range(len(self._files))
            for article in self._piece(place, "article")["article"]
        }
        self._read: dict[int, dict[str, str]] = {}

    def __getitem__(self, article: str) -> str:
        """Return a text; those of its part come with it."""
        place = self._place[article]
        if place not in self._read:
            if len(self._read) >= _PARTS_HELD:
                self._read.pop(next(iter(self._read)))
            piece = self._piece(place, "article", "text")
            self._read[place] = dict(zip(piece["article"], piece["text"], strict=True))
        return self._read[place][article]

    def __iter__(self) -> Iterator[str]:
        """Yield the articles, sorted."""
        return iter(sorted(self._place))

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._place)

    def _piece(self, place: int, *columns: str) -> pd.DataFrame:
        if isinstance(self._tables, StoredTables):
            return self._tables.piece("texts", self._files[place], columns)
        return self._tables["texts"][list(columns)]


def read_file(folder: Path, file: str, columns: Sequence[str] = ()) -> pa.Table:
    """Read one Parquet file of a run.

    Raises
    ------
    RunError
        If it is missing or damaged.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        # Not `read_table`, which takes the names of folders for columns.
        return pq.ParquetFile(folder / file).read(columns=list(columns) or None)
    except (OSError, pa.ArrowException) as error:
        message = (
            f"{folder.name}/{file}: cannot be read ({error}); "
            "run 'framing analyse' again, which repairs just that"
        )
        raise RunError(message) from error


def to_frame(
    name: str, parts: Iterable[pa.Table], columns: Sequence[str] = ()
) -> pd.DataFrame:
    """Join the parts of one table into a frame, in the order given.

    Lists become tuples; offsets become tuples of (start, stop). Categories are
    sorted, so that parts in another order give the same frame.
    """
    import pyarrow as pa  # noqa: PLC0415

    wanted = [pair for pair in SCHEMAS[name] if not columns or pair[0] in columns]
    empty = arrow_table(name, ()).select([column for column, _ in wanted])
    whole = pa.concat_tables([empty, *parts]).unify_dictionaries()
    frame: pd.DataFrame = whole.to_pandas()
    made: dict[str, Any] = {}
    for column, kind in wanted:
        if kind == "strings":
            made[column] = frame[column].map(tuple)
        elif kind == "offsets":
            made[column] = frame[column].map(_pairs)
        elif kind == "category":
            used = frame[column].cat.remove_unused_categories()
            made[column] = used.cat.set_categories(sorted(used.cat.categories))
    return frame.assign(**made)


def in_order(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table in their documented order."""
    if name in _AS_MADE:
        return frame
    by = list(_ORDER.get(name, _BY_ARTICLE))
    return frame.sort_values(by, kind="stable").reset_index(drop=True)


def _values(column: pd.Series[Any], kind: str) -> Any:  # noqa: ANN401 - Arrow's own
    """Return the values of a column as Arrow takes them."""
    if kind == "offsets":
        return [flat(spans) for spans in column]
    if kind == "category" and column.dtype != "category":
        return column.tolist()
    return column


def _pairs(values: Any) -> tuple[tuple[int, int], ...]:  # noqa: ANN401 - an array
    numbers = values.tolist()
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def joined(name: str, parts: Iterable[pa.Table]) -> pa.Table:
    """Join tables of one name."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.concat_tables([arrow_table(name, ()), *parts]).unify_dictionaries()


def from_frame(name: str, frame: pd.DataFrame) -> pa.Table:
    """Return a frame as a table of a run; the reverse of `to_frame`."""
    import pyarrow as pa  # noqa: PLC0415

    columns = [
        pa.array(_values(frame[column], kind), type=type_of(kind), from_pandas=True)
        for column, kind in SCHEMAS[name]
    ]
    return pa.Table.from_arrays(columns, names=[column for column, _ in SCHEMAS[name]])
