"""Read the word lists that cutting and cleaning rest on.

They lie below `framing.lexicons`, which checks every list in full, so this reads
the same files plainly: terms by category.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from framing.errors import LexiconError
from framing.resources import data_folder


@cache
def shipped_terms(name: str) -> Mapping[str, frozenset[str]]:
    """Return the terms of a shipped word list, by category.

    Parameters
    ----------
    name : str
        The file's name in ``lexicons/``, without its suffix.

    Returns
    -------
    mapping of str to frozenset of str
        Category to terms, lower case as in the file; read once.

    Raises
    ------
    LexiconError
        If there is no such list, or a row has no term or no category.

    Examples
    --------
    >>> "prof" in shipped_terms("sentence_breaks")["title"]
    True
    """
    path = data_folder("lexicons") / f"{name}.csv"
    if not path.is_file():
        message = f"{path}: there is no such word list; check the name, got {name!r}"
        raise LexiconError(message)
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            if not row.get("term") or not row.get("category"):
                message = f"{path}:{number}: needs a term and a category, got {row!r}"
                raise LexiconError(message)
            found.setdefault(row["category"], set()).add(row["term"])
    return MappingProxyType({key: frozenset(terms) for key, terms in found.items()})
