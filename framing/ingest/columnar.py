"""Parquet: one article in a row of columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from framing.ingest.base import Options, Record, Refused, Source, reconciled
from framing.ingest.records import RecordReader
from framing.model import SetAside

if TYPE_CHECKING:
    import pyarrow as pa

# Rows held at a time; 256 articles of 6 kB are 1.5 MB.
_BATCH: Final = 256


def read_batches(source: Source, options: Options) -> Iterator[Record | SetAside]:
    """Find the rows of a Parquet file, some at a time.

    Parameters
    ----------
    source : Source
    options : Options
        Not used: columns are chosen by `RecordReader`.

    Yields
    ------
    Record or SetAside
        One per row; then the shortfall, if there are fewer rows than the file
        declares.

    Raises
    ------
    Refused
        If the file is no Parquet.
    """
    del options
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    try:
        file = pq.ParquetFile(source.path)
    except pa.ArrowInvalid as error:
        detail = "the file is no Parquet, or was cut short; write it again"
        raise Refused("not Parquet", detail) from error
    with file:
        rows = (
            row
            for batch in file.iter_batches(batch_size=_BATCH)
            for row in _rows(batch)
        )
        records = (
            Record(place=f"row {number}", number=number, values=row)
            for number, row in enumerate(rows, 1)
        )
        declared = file.metadata.num_rows
        yield from reconciled(records, declared=declared, source=source)


def _rows(batch: pa.RecordBatch) -> list[dict[str, object]]:
    """Return the rows of a batch; a value that Python has no form for as it is stored.

    One date in the year 140,000 must not take the other rows with it.
    """
    try:
        rows: list[dict[str, object]] = batch.to_pylist()
    except UnicodeDecodeError:
        raise  # damage to the file, which no value stands in for
    except (OverflowError, ValueError):
        columns = {
            name: [_value(cell) for cell in batch.column(index)]
            for index, name in enumerate(batch.schema.names)
        }
        rows = [
            dict(zip(columns, cells, strict=True))
            for cells in zip(*columns.values(), strict=True)
        ]
    return rows


def _value(cell: pa.Scalar) -> object:
    try:
        return cell.as_py()
    except (OverflowError, ValueError):
        return getattr(cell, "value", None)


read_parquet: Final = RecordReader(rows=read_batches)
