"""What a kind of hostile input is; the tables stand beside this module.

`FILES` are put into a folder of articles, `WORDS` into every field of a record,
`TEXTS` are long and take a careless pattern for ever, `SETTINGS` are files and
options that a command is given. To add a kind, add a row to one of them: the tests
run over the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Files of one folder among the input.

    Attributes
    ----------
    name : str
        Also the folder's name.
    build : callable
        Writes into the folder that it is given.
    used : int or None
        How many articles of the folder are analysed; None where the version of a
        library decides, and then at least one.
    aside : tuple of str
        The reasons for which its other files and records are set aside, sorted.
    """

    name: str
    build: Callable[[Path], object]
    used: int | None = 0
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Something that the command line is given beside articles.

    Attributes
    ----------
    name : str
    build : callable
        Writes into the folder that it is given, and returns the arguments.
    code : int
        The exit code.
    says : str
        Words of the message; where the fault lies.
    command : str
    """

    name: str
    build: Callable[[Path], list[str]]
    code: int = 1
    says: str = ""
    command: str = "analyse"
