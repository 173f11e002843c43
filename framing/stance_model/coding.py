"""Read sentences whose stance toward one target people have coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeGuard

from framing.errors import InputError
from framing.files import read_coded_lines

POLARITIES: Final = (-1, 0, 1)
"""Unfavourable, neither, favourable: the order of all columns of classes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One text with one coded target.

    Attributes
    ----------
    text : str
    start, stop : int
        Where the target stands in the text, in code points, half-open.
    polarity : int
        One of `POLARITIES`.
    article : str
        Texts of one article are held out together; empty if unknown, and then
        only equal texts are.
    """

    text: str
    start: int
    stop: int
    polarity: int
    article: str = ""

    @property
    def group(self) -> str:
        """Return what must not be split between training and checking."""
        return self.article or self.text


def read_coded(path: Path) -> tuple[Coded, ...]:
    """Read a file of coded texts.

    Parameters
    ----------
    path : Path
        JSON Lines: ``{"text": …, "target": [start, stop], "polarity": -1, 0 or 1,
        "article": …}``. The target is half-open, in code points of the text;
        ``article`` may be left out, and other keys are left alone.

    Returns
    -------
    tuple of Coded

    Raises
    ------
    InputError
        If the file cannot be read, or a line has a fault; it names file and line.
    """
    lines = read_coded_lines(path, "text, target and polarity")
    return tuple(_coded(where, row) for where, row in lines)


def _coded(where: str, row: Mapping[str, Any]) -> Coded:
    start, stop = _target(where, row)
    polarity = row.get("polarity")
    if isinstance(polarity, bool) or polarity not in POLARITIES:
        message = f"{where}: polarity must be -1, 0 or 1, got {polarity!r}"
        raise InputError(message)
    article = row.get("article")
    if not isinstance(article, str | int | None):
        message = f"{where}: article must be a name or a number, got {article!r}"
        raise InputError(message)
    return Coded(
        text=row["text"],
        start=start,
        stop=stop,
        polarity=int(polarity),
        article="" if article is None else str(article),
    )


def _target(where: str, row: Mapping[str, Any]) -> tuple[int, int]:
    """Return the coded span, if it holds a word of the text."""
    found, text = row.get("target"), row["text"]
    if not _is_pair(found) or not 0 <= found[0] < found[1] <= len(text):
        message = (
            f"{where}: target must be [start, stop] within the {len(text)} "
            f"characters of the text, got {found!r}"
        )
        raise InputError(message)
    start, stop = found
    if not any(character.isalnum() for character in text[start:stop]):
        message = (
            f"{where}: target {found!r} holds no word, got {text[start:stop]!r}; "
            "count in code points, not bytes"
        )
        raise InputError(message)
    return start, stop


def _is_pair(found: object) -> TypeGuard[list[int]]:
    return (
        isinstance(found, list)
        and len(found) == 2
        and all(isinstance(n, int) and not isinstance(n, bool) for n in found)
    )
