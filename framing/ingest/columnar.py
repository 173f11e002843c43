"""Parquet: one article in a row of columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.ingest.base import Options, Record, Refused, Source, reconciled
from framing.ingest.records import RecordReader
from framing.model import SetAside

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
            for row in batch.to_pylist()
        )
        records = (
            Record(place=f"row {number}", number=number, values=row)
            for number, row in enumerate(rows, 1)
        )
        declared = file.metadata.num_rows
        yield from reconciled(records, declared=declared, source=source)


read_parquet: Final = RecordReader(rows=read_batches)
