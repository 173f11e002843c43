"""VADER's word list, read from its installed package (MIT), not copied."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from pathlib import Path
from typing import Final

from framing.errors import LexiconError
from framing.lexicons.entries import Entry, Lexicon
from framing.lexicons.table import folded, read_text, term_fault

_JOINS: Final = str.maketrans("", "", " -'")


def load_vader() -> Lexicon:
    """Return VADER's list; its lines hold term, mean, deviation and ten raters.

    Raises
    ------
    LexiconError
        If the package vaderSentiment is not installed.
    """
    spec = importlib.util.find_spec("vaderSentiment")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    if not folders:
        message = "lexicon 'vader': install its package: pip install vaderSentiment"
        raise LexiconError(message)
    found: dict[str, Entry] = {}
    for line in read_text(Path(folders[0]) / "vader_lexicon.txt").splitlines():
        written, weight, *raters = line.split("\t")
        term = folded(written)
        if _is_word(term) and not term_fault(term) and term not in found:
            note = f"raters {raters[1]}" if len(raters) > 1 else ""
            found[term] = Entry(term=term, weight=float(weight), note=note)
    return Lexicon(
        name="vader",
        title="VADER sentiment lexicon",
        version=importlib.metadata.version("vaderSentiment"),
        language="en",
        range=(-4.0, 4.0),
        licence="MIT",
        source="docs/lexicons/vader.md",
        entries=tuple(found[term] for term in sorted(found)),
    )


def _is_word(term: str) -> bool:
    """Say whether an entry is made of words: no emoticon, no chat code with digits."""
    letters = term.translate(_JOINS)
    return letters.isalpha() and any(len(part) > 1 for part in term.split("-"))
