"""The run directory: Parquet tables in parts, their records, and a manifest."""

from framing.store.folder import (
    FORMAT,
    MANIFEST,
    is_run,
    is_unfinished,
    locked,
    read_manifest,
    read_run,
)
from framing.store.schemas import SCHEMAS, arrow_table
from framing.store.tables import TABLES, Pieces, Run, StoredTables, TextOf

__all__ = [
    "FORMAT",
    "MANIFEST",
    "SCHEMAS",
    "TABLES",
    "Pieces",
    "Run",
    "StoredTables",
    "TextOf",
    "arrow_table",
    "is_run",
    "is_unfinished",
    "locked",
    "read_manifest",
    "read_run",
]
