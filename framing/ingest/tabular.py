"""CSV and TSV: one article in a row."""

from __future__ import annotations

from typing import Final

from framing.ingest.records import RecordReader
from framing.ingest.rows import read_rows

read_table: Final = RecordReader(rows=read_rows)
