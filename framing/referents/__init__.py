"""Label choices for the same referent, read from ``lexicons/labels/*.csv``.

A referent is one thing that texts name by different words, and each way to name it
is a label with those who use it. None is marked as the plain one.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from framing.actors import Actors
from framing.files import kept_while_unchanged
from framing.referents.entries import Label, Referent, Referents
from framing.referents.states import expanded
from framing.referents.table import (
    COLUMNS,
    check_keys,
    check_labels,
    referent_of,
    rows_of,
)
from framing.resources import data_folder

__all__ = ["Label", "Referent", "Referents", "load_referents"]


def load_referents(folder: str | Path = "", *, actors: Actors) -> Referents:
    """Read and check the two files of a folder of label choices.

    Parameters
    ----------
    folder : str or Path, default ""
        Holds ``referents.csv`` and ``labels.csv``; empty means the shipped one.
    actors : Actors
        A referent whose key ends in ``{state}`` stands for one of each state; its
        terms are written with ``{demonym}``, ``{name}``, ``{place}``, ``{leader}``.

    Returns
    -------
    Referents
        Read once per folder.

    Raises
    ------
    LexiconError
        If a file cannot be read, or a row breaks a rule; the message names file,
        line and rule.

    Examples
    --------
    >>> from framing.actors import load_actors
    >>> found = load_referents(actors=load_actors()).get("government-of-sy")
    >>> found.title, [label.name for label in found.labels][:2]
    ('the government of Syria', ['administration', 'government'])
    """
    path = Path(folder) if folder else data_folder("lexicons") / "labels"
    return _load(path.resolve(), actors)


@kept_while_unchanged(lambda folder, _actors: (folder,))
def _load(folder: Path, actors: Actors) -> Referents:
    parts = [rows_of(folder / f"{name}.csv", COLUMNS[name]) for name in COLUMNS]
    (_, heads), (_, labels) = parts
    check_labels(heads, labels)
    made = [referent_of(where, row, labels) for where, row in heads]
    entries = [one for entry in made for one in expanded(entry, actors)]
    check_keys(entries, actors, folder / "referents.csv")
    digest = hashlib.sha256(
        "\0".join(text for text, _ in parts).encode("utf-8")
    ).hexdigest()
    return Referents(
        entries=tuple(sorted(entries, key=lambda entry: entry.key)), digest=digest[:12]
    )
