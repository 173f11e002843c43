"""Where the rows of a frame stand that a report looks up again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Record = Mapping[str, Any]
Ints = NDArray[np.intp]

NOWHERE: Ints = np.array([], np.intp)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as mappings, in order.

    Examples
    --------
    >>> records(pd.DataFrame({"a": [1]}))
    [{'a': 1}]
    """
    return [
        {str(key): item for key, item in row.items()}
        for row in frame.to_dict("records")
    ]


def places(frame: pd.DataFrame, column: str) -> dict[str, Ints]:
    """Return the positions of the rows of each value of a column.

    Examples
    --------
    >>> places(pd.DataFrame({"a": ["x", "y", "x"]}), "a")["x"].tolist()
    [0, 2]
    """
    groups = frame.groupby(column, sort=True).indices
    return {str(key): np.asarray(rows, np.intp) for key, rows in groups.items()}


def key_places(
    frame: pd.DataFrame, columns: Iterable[str]
) -> dict[tuple[str, ...], Ints]:
    """Return the positions of the rows of each combination of values."""
    groups = frame.groupby(list(columns), sort=True).indices.items()
    return {
        tuple(str(part) for part in key): np.asarray(rows, np.intp)  # type: ignore[attr-defined]
        for key, rows in groups
    }


def keep(frame: pd.DataFrame, flags: Iterable[bool]) -> pd.DataFrame:
    """Return the rows whose flag is true; a frame without rows stays as it is.

    Examples
    --------
    >>> keep(pd.DataFrame({"a": []}), []).columns.tolist()
    ['a']
    """
    return frame[np.fromiter(flags, dtype=bool, count=len(frame))]
