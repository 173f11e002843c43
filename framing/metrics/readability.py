"""Readability formulas on our own counts of words, sentences and syllables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from framing.errors import ConfigError, ParameterError, not_one_of
from framing.metrics.base import Field, Measurement, Row, value_row
from framing.metrics.syllables import NLTK_FOLDER, count_syllables
from framing.model import Document

_POLYSYLLABLE: Final = 3  # syllables from which SMOG and Fog call a word long
_PER: Final = 100  # Coleman-Liau counts per 100 words


class Counts(NamedTuple):
    """What the formulas read.

    Attributes
    ----------
    words, sentences : int
    letters : int
        Letters alone.
    characters : int
        Letters and digits.
    syllables : int
    polysyllables : int
        Words of three or more syllables.
    """

    words: int
    sentences: int
    letters: int
    characters: int
    syllables: int
    polysyllables: int


def flesch_reading_ease(counts: Counts) -> float:
    """Return the Flesch Reading Ease: mostly 0 (hard) to 100 (easy), unbounded.

    Notes
    -----
    ``206.835 - 1.015 * words/sentence - 84.6 * syllables/word`` [1]_.

    References
    ----------
    .. [1] R. Flesch (1948). A new readability yardstick. J. Applied Psychology 32(3).

    Examples
    --------
    >>> counts = Counts(6, 1, 17, 17, 6, 0)   # "The cat sat on the mat."
    >>> round(flesch_reading_ease(counts), 3)
    116.145
    """
    return (
        206.835
        - 1.015 * counts.words / counts.sentences
        - 84.6 * counts.syllables / counts.words
    )


def flesch_kincaid(counts: Counts) -> float:
    """Return the Flesch-Kincaid grade, in years of US school.

    Notes
    -----
    ``0.39 * words/sentence + 11.8 * syllables/word - 15.59`` [1]_.

    References
    ----------
    .. [1] J. Kincaid et al. (1975). Derivation of new readability formulas for Navy
       enlisted personnel. Research Branch Report 8-75.

    Examples
    --------
    >>> round(flesch_kincaid(Counts(6, 1, 17, 17, 6, 0)), 2)
    -1.45
    """
    return (
        0.39 * counts.words / counts.sentences
        + 11.8 * counts.syllables / counts.words
        - 15.59
    )


def smog(counts: Counts) -> float:
    """Return the SMOG grade, in years of US school.

    Notes
    -----
    ``1.043 * sqrt(30 * polysyllables/sentence) + 3.1291``, polysyllables being words
    of three or more syllables [1]_. Made for samples of 30 sentences.

    References
    ----------
    .. [1] G. McLaughlin (1969). SMOG grading: a new readability formula. Journal of
       Reading 12(8).

    Examples
    --------
    >>> round(smog(Counts(6, 1, 17, 17, 6, 0)), 4)
    3.1291
    """
    return 1.043 * math.sqrt(30 * counts.polysyllables / counts.sentences) + 3.1291


def coleman_liau(counts: Counts) -> float:
    """Return the Coleman-Liau grade, in years of US school.

    Notes
    -----
    ``0.0588 * L - 0.296 * S - 15.8`` with letters `L` and sentences `S` per 100
    words [1]_. (textstat 0.7.13 writes 0.058.)

    References
    ----------
    .. [1] M. Coleman, T. Liau (1975). A computer readability formula designed for
       machine scoring. J. Applied Psychology 60(2).

    Examples
    --------
    >>> round(coleman_liau(Counts(6, 1, 17, 17, 6, 0)), 3)
    -4.073
    """
    letters = _PER * counts.letters / counts.words
    return 0.0588 * letters - 0.296 * _PER * counts.sentences / counts.words - 15.8


def ari(counts: Counts) -> float:
    """Return the Automated Readability Index, in years of US school.

    Notes
    -----
    ``4.71 * characters/word + 0.5 * words/sentence - 21.43``, characters being
    letters and digits [1]_. (textstat 0.7.13 counts punctuation too.)

    References
    ----------
    .. [1] E. Smith, R. Senter (1967). Automated Readability Index. AMRL-TR-66-220.

    Examples
    --------
    >>> round(ari(Counts(6, 1, 17, 17, 6, 0)), 3)
    -5.085
    """
    return (
        4.71 * counts.characters / counts.words
        + 0.5 * counts.words / counts.sentences
        - 21.43
    )


def fog(counts: Counts) -> float:
    """Return the Gunning Fog index, in years of US school.

    Notes
    -----
    ``0.4 * (words/sentence + 100 * polysyllables/words)`` [1]_. Names and compounds
    of three syllables count too, which the author leaves out by hand.

    References
    ----------
    .. [1] R. Gunning (1952). The Technique of Clear Writing. McGraw-Hill.

    Examples
    --------
    >>> round(fog(Counts(6, 1, 17, 17, 6, 0)), 2)
    2.4
    """
    return 0.4 * (
        counts.words / counts.sentences + 100 * counts.polysyllables / counts.words
    )


FORMULAS: Final[Mapping[str, Callable[[Counts], float]]] = MappingProxyType(
    {
        "flesch_reading_ease": flesch_reading_ease,
        "flesch_kincaid": flesch_kincaid,
        "smog": smog,
        "coleman_liau": coleman_liau,
        "ari": ari,
        "fog": fog,
    }
)
"""Formulas that read our counts alone, in reading order."""

EXTRA: Final = ("dale_chall", "linsear_write")
"""Formulas that textstat computes on our words and sentences; slower."""

_TITLES: Final = {
    "flesch_reading_ease": "Flesch Reading Ease: higher is easier, mostly 0 to 100",
    "flesch_kincaid": "Flesch-Kincaid grade: years of US school, higher is harder",
    "smog": "SMOG grade: years of US school, higher is harder",
    "coleman_liau": "Coleman-Liau grade: years of US school, higher is harder",
    "ari": "Automated Readability Index: years of US school, higher is harder",
    "fog": "Gunning Fog: years of US school, higher is harder",
    "dale_chall": "Dale-Chall: share of uncommon words and length of sentences, "
    "higher is harder",
    "linsear_write": "Linsear Write: years of US school, higher is harder",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """Readability of the whole text, and of its unattributed sentences.

    Parameters
    ----------
    min_words : int, default 100
        Under this many words there is no value: the formulas were made for samples
        of 100 words and swing wildly below.
    extra : tuple of str, default ()
        Formulas of textstat to add: ``"dale_chall"``, ``"linsear_write"``. They cost
        several milliseconds per article, and the import of NLTK.

    Raises
    ------
    ParameterError
        If `min_words` is under 1, or an extra formula is unknown.

    Notes
    -----
    Voice "unattributed" reads only sentences without a quoted, reported or uncertain
    word, so that no sentence is cut. Each value is a numerator over 1: pooled, they
    give the mean over articles.

    Examples
    --------
    >>> [field.name for field in Readability(extra=("dale_chall",)).fields][-2:]
    ['fog', 'dale_chall']
    """

    min_words: int = 100
    extra: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a length without words, and unknown formulas."""
        if self.min_words < 1:
            message = f"min_words must be at least 1, got {self.min_words!r}"
            raise ParameterError(message)
        for name in self.extra:
            if name not in EXTRA:
                raise ParameterError(not_one_of("extra formula", name, EXTRA))

    @property
    def fields(self) -> tuple[Field, ...]:
        """One field per formula."""
        return tuple(_field(name) for name in (*FORMULAS, *self.extra))

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        tokens = document.norms
        bounds = [*document.sentence_starts(), len(tokens)]
        own = _unattributed(document, bounds)
        rows = [
            *self._rows("all", tokens, bounds, [True] * (len(bounds) - 1)),
            *self._rows("unattributed", tokens, bounds, own),
        ]
        return Measurement(rows=tuple(rows))

    def _rows(
        self, voice: str, tokens: Sequence[str], bounds: list[int], chosen: list[bool]
    ) -> Iterator[Row]:
        """Yield the rows of one voice, from the sentences chosen for it."""
        sentences = [
            tokens[start:stop]
            for start, stop, is_chosen in zip(bounds, bounds[1:], chosen, strict=False)
            if is_chosen
        ]
        counts = count(sentences)
        defined = counts.words >= self.min_words
        for name, formula in FORMULAS.items():
            value = formula(counts) if defined else math.nan
            yield value_row(name, value, voice=voice)
        for name in self.extra:
            value = _textstat(name, sentences) if defined else math.nan
            yield value_row(name, value, voice=voice)


def count(sentences: Sequence[Sequence[str]]) -> Counts:
    """Count what the formulas read.

    Parameters
    ----------
    sentences : sequence of sequence of str
        Words as `framing.words.normalise` gives them.

    Returns
    -------
    Counts

    Examples
    --------
    >>> tuple(count([["the", "cat", "sat", "on", "the", "mat"]]))
    (6, 1, 17, 17, 6, 0)
    """
    facts = [_facts(word) for sentence in sentences for word in sentence]
    letters, characters, syllables, long = (
        zip(*facts, strict=True) if facts else [()] * 4
    )
    return Counts(
        words=len(facts),
        sentences=len(sentences),
        letters=sum(letters),
        characters=sum(characters),
        syllables=sum(syllables),
        polysyllables=sum(long),
    )


@lru_cache(maxsize=65536)
def _facts(word: str) -> tuple[int, int, int, int]:
    """Return letters, letters and digits, syllables, and 1 for a long word."""
    letters = sum(map(str.isalpha, word))
    characters = sum(map(str.isalnum, word))
    syllables = count_syllables(word)
    return letters, characters, syllables, int(syllables >= _POLYSYLLABLE)


def _unattributed(document: Document, bounds: list[int]) -> list[bool]:
    """Say of each sentence whether all its words are unattributed."""
    attributed = np.concatenate([[0], np.cumsum(document.voice != 0)])
    inside = np.diff(attributed[np.array(bounds, dtype=np.int64)])
    return [n == 0 for n in inside.tolist()]


def _field(name: str) -> Field:
    return Field(
        name=name,
        unit="points" if name in {"flesch_reading_ease", "dale_chall"} else "grade",
        low=-math.inf,
        high=math.inf,
        meaning=(
            f"{_TITLES[name]}. It describes the length of words and sentences; it is "
            "no measure of quality, and is never called framing."
        ),
    )


def _textstat(name: str, sentences: Sequence[Sequence[str]]) -> float:
    """Return a formula of textstat on our own words and sentences."""
    import textstat  # noqa: PLC0415 - it imports NLTK, which takes seconds

    _use_our_cmudict()
    # textstat cuts at . ! ? and passes over sentences of one or two words.
    text = " ".join(
        " ".join(word.replace(".", "").replace("-", "") for word in sentence) + "."
        for sentence in sentences
    )
    formula = {
        "dale_chall": textstat.dale_chall_readability_score,
        "linsear_write": textstat.linsear_write_formula,
    }[name]
    return float(formula(text))


def _use_our_cmudict() -> None:
    """Let NLTK find the dictionary in the package, so that it asks no server."""
    import nltk  # noqa: PLC0415

    folder = str(NLTK_FOLDER)
    if folder not in nltk.data.path:
        nltk.data.path.insert(0, folder)
    try:
        nltk.data.find("corpora/cmudict")
    except LookupError as error:
        message = (
            f"{folder}: NLTK cannot use the dictionary there; install the package "
            "again, or take the rights to write there from other accounts"
        )
        raise ConfigError(message) from error
