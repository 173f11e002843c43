"""Read articles whose quotations people have coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.errors import InputError
from framing.files import read_coded_lines

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One coded quotation: spans of characters, half-open, into the text."""

    content: Spans
    cue: Spans = ()
    source: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One article with its coded quotations."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


def read_coded(path: Path) -> tuple[Coded, ...]:
    """Read a file of coded articles.

    Parameters
    ----------
    path : Path
        JSON Lines: ``{"id": …, "text": …, "attributions": [{"content": [[start,
        stop], …], "cue": […], "source": […]}]}``. Spans are half-open, in code
        points of the text. Only outermost quotations; other keys are left alone.

    Returns
    -------
    tuple of Coded

    Raises
    ------
    InputError
        If the file cannot be read, or a line has a fault; it names file and line.
    """
    lines = read_coded_lines(path, "id, text and attributions")
    return tuple(_coded(where, row) for where, row in lines)


def _coded(where: str, row: Mapping[str, Any]) -> Coded:
    found = row.get("attributions", [])
    if not isinstance(found, list) or not all(isinstance(a, Mapping) for a in found):
        message = f"{where}: attributions must be a list of objects, got {found!r}"
        raise InputError(message)
    size = len(row["text"])
    return Coded(
        id=str(row.get("id", where)),
        text=row["text"],
        attributions=tuple(_attribution(where, given, size) for given in found),
    )


def _attribution(where: str, given: Mapping[str, Any], size: int) -> Attribution:
    content = _spans(where, "content", given, size)
    if not content:
        message = f"{where}: an attribution has no content; give [[start, stop]]"
        raise InputError(message)
    return Attribution(
        content=content,
        cue=_spans(where, "cue", given, size),
        source=_spans(where, "source", given, size),
    )


def _spans(where: str, role: str, given: Mapping[str, Any], size: int) -> Spans:
    made = []
    for pair in given.get(role) or ():
        is_pair = isinstance(pair, list) and [type(n) for n in pair] == [int, int]
        if not is_pair or not 0 <= pair[0] < pair[1] <= size:
            message = (
                f"{where}: {role} must hold spans [start, stop] with "
                f"0 <= start < stop <= {size}, got {pair!r}"
            )
            raise InputError(message)
        made.append((pair[0], pair[1]))
    return tuple(sorted(made))
