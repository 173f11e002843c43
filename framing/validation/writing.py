"""Write a validation: ``validation.json`` and its tables as CSV."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from framing.tabular import to_csv
from framing.validation.record import TABLES, Validation, dump


def frames(made: Validation) -> dict[str, pd.DataFrame]:
    """Return the tables of a validation as frames, with the columns of `TABLES`."""
    return {
        name: pd.DataFrame(list(made.tables[name]), columns=list(columns))
        for name, columns in TABLES.items()
    }


def write_validation(made: Validation, folder: Path) -> tuple[Path, ...]:
    """Write ``validation.json`` and ``tables/*.csv`` into a folder.

    Parameters
    ----------
    made : Validation
    folder : Path
        Made if it does not exist; files in the way are replaced.

    Returns
    -------
    tuple of Path
    """
    files = {"validation.json": dump(made).encode()}
    for name, frame in frames(made).items():
        files[f"tables/{name}.csv"] = to_csv(frame).encode()
    paths = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content)
        os.replace(part, path)  # noqa: PTH105 - atomic
        paths.append(path)
    return tuple(paths)
