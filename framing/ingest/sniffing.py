"""What a file is, where its suffix says otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from framing.ingest.base import Refused

# A record with a page's source has a few MB; longer first lines are one JSON value.
_LONGEST_LINE: Final = 8_000_000
_HEAD: Final = 1024
_PAGE: Final = (b"<!doctype html", b"<html")
_MARK: Final = b"\xef\xbb\xbf"


def kind_of(path: Path) -> str:
    """Return the suffix of what a file holds, in lower case.

    Parameters
    ----------
    path : Path

    Returns
    -------
    str
        The file's own suffix, unless its first bytes speak against it: JSON Lines
        under ``.json``, one JSON value under ``.jsonl``, a page under ``.txt``.

    Raises
    ------
    Refused
        If the file is empty.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    if not head:
        raise Refused("empty", "the file has no bytes; remove it or fill it")
    start = head.removeprefix(_MARK).lstrip()
    if suffix in {".txt", ".md"} and start.lower().startswith(_PAGE):
        return ".html"
    if suffix == ".json" and start.startswith(b"{") and _is_lines(path):
        return ".jsonl"
    if suffix in {".jsonl", ".ndjson"} and _is_value(start):
        return ".json"
    return suffix


def _is_lines(path: Path) -> bool:
    """Whether the first line is an object by itself, and more follow."""
    with path.open("rb") as handle:
        line = handle.readline(_LONGEST_LINE)
        more = handle.read(_HEAD).strip()
    if not more or not line.endswith(b"\n"):
        return False
    try:
        return isinstance(json.loads(line.removeprefix(_MARK)), dict)
    except (ValueError, RecursionError):
        return False


def _is_value(start: bytes) -> bool:
    """Whether an array, or an object over several lines, begins here."""
    return start.startswith(b"[") or start.split(b"\n", 1)[0].strip() == b"{"
