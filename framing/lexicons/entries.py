"""What a word list is: a header and entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a word list.

    Attributes
    ----------
    term : str
        Lower case; a space joins words; ``*`` at the end stands for any ending.
    category : str
        Empty where the list has none.
    weight : float
        Inside the list's `range`.
    note : str
    """

    term: str
    category: str = ""
    weight: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A word list with its header; made by `load_lexicon`.

    Attributes
    ----------
    name, title, version, language, licence, source : str
        As in the header; `source` says where to read how it was made.
    range : tuple of float
        Lowest and highest weight allowed.
    window : int
        Words over which a modifier reaches; 0 where the list has no such rule.
    categories : tuple of (str, str)
        Category and what it stands for, where the header declares them.
    entries : tuple of Entry
        Sorted by term and category; unique by both.
    """

    name: str
    title: str
    version: str
    language: str
    range: tuple[float, float]
    licence: str
    source: str
    window: int = 0
    categories: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()

    def of_category(self, category: str) -> tuple[Entry, ...]:
        """Return the entries of one category, in order."""
        return tuple(entry for entry in self.entries if entry.category == category)
