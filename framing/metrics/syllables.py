"""Syllables of English words: CMUdict, else groups of vowels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

NLTK_FOLDER: Final = Path(__file__).resolve().parents[1] / "_nltk"
"""Data in NLTK's layout that come with the package."""

_SOUNDS: Final = str.maketrans("", "", "ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouycgsxz]es$"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_PLAIN: Final = str.maketrans(
    "áàâäãåéèêëíìîïóòôöõøúùûüýÿñç", "aaaaaaeeeeiiiioooooouuuuyync"
)


@lru_cache(maxsize=65536)
def count_syllables(word: str) -> int:
    """Return the number of syllables of a word.

    Parameters
    ----------
    word : str
        As `framing.words.normalise` gives it. The parts of "well-known" are
        counted apart; in "u.s." each letter is a syllable (or three for "w").

    Returns
    -------
    int
        At least 1.

    Notes
    -----
    The first pronunciation in CMUdict [1]_, whose vowels carry digits. A word that
    it does not list is looked up without a possessive ending, and else counted by
    groups of vowels (``aeiouy``), less a silent "e", "ed" or "es" at the end. A
    number counts one syllable per digit.

    References
    ----------
    .. [1] Carnegie Mellon University (1993-2015). The CMU Pronouncing Dictionary.

    Examples
    --------
    >>> [count_syllables(word) for word in ("cat", "natural", "china's", "zorblax")]
    [1, 3, 2, 2]
    """
    parts = re.split(r"[-&]", word)
    return max(1, sum(_of_part(part) for part in parts if part))


def _of_part(part: str) -> int:
    for form in (part, part.removesuffix("'s"), part.removesuffix("'")):
        found = _listed(form)
        if found:
            return found
    digits = sum(sign.isdigit() for sign in part)
    letters = _LETTERS.findall(part)
    if len(letters) > 1 and all(len(letter) == 1 for letter in letters):
        return digits + sum(3 if letter == "w" else 1 for letter in letters)
    return digits + sum(_by_vowels(letter) for letter in letters)


def _listed(word: str) -> int:
    """Return the syllables of CMUdict's first pronunciation, 0 if not listed."""
    sounds = _pronunciations().get(word.upper(), "")
    return len(sounds.translate(_SOUNDS))


def _by_vowels(word: str) -> int:
    n_groups = len(_VOWELS.findall(word.translate(_PLAIN)))
    return max(1, n_groups - bool(_SILENT.search(word)))


@cache
def _pronunciations() -> Mapping[str, str]:
    """Return the first pronunciation of each word; takes some 0.1 s, once."""
    path = NLTK_FOLDER / "corpora" / "cmudict" / "cmudict"
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, number, sounds = line.split(" ", 2)
        if number == "1":
            found[word] = sounds
    return found
