"""Lexical diversity that does not depend on the length of a text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.errors import ParameterError
from framing.metrics.base import Field, Measurement, value_row
from framing.model import Document
from framing.words import strip_possessive

# The type-token ratio at which a factor of MTLD is full; McCarthy & Jarvis (2010)
# find the curve flat between .66 and .75 and recommend .72.
_FULL: Final = 0.72

_FIELDS: Final = (
    Field(
        name="mattr",
        unit="share",
        low=0.0,
        high=1.0,
        meaning=(
            "Variety of words (MATTR): mean share of different words in windows of "
            "equal length; higher is more varied. It describes style, depends on "
            "genre, and is never called framing."
        ),
    ),
    Field(
        name="mtld",
        unit="words",
        low=1.0,
        high=math.inf,
        meaning=(
            "Variety of words (MTLD): mean length of stretches over which words stay "
            "varied; higher is more varied. It describes style and is never called "
            "framing."
        ),
    ),
)


def mattr(tokens: Sequence[str], *, window: int = 100) -> float:
    """Return the moving-average type-token ratio.

    Parameters
    ----------
    tokens : sequence of str
    window : int, default 100
        Words per window.

    Returns
    -------
    float
        In (0, 1]; ``nan`` for fewer words than one window.

    Notes
    -----
    The mean of ``types / window`` over all windows of consecutive words [1]_.

    References
    ----------
    .. [1] M. Covington, J. McFall (2010). Cutting the Gordian knot: the moving-average
       type-token ratio. Journal of Quantitative Linguistics 17(2).

    Examples
    --------
    >>> mattr(["a", "b", "a"], window=2), mattr(["a", "a", "b"], window=2)
    (1.0, 0.75)
    """
    n_windows = len(tokens) - window + 1
    if n_windows < 1:
        return math.nan
    index = np.arange(len(tokens))
    # A word is the first of its type in the windows that begin after the type's last
    # occurrence; those that hold it begin at `index - window + 1` to `index`.
    begin = np.maximum(_last_seen(tokens) + 1, index - window + 1)
    firsts = np.minimum(index, n_windows - 1) - begin + 1
    return int(firsts[firsts > 0].sum()) / window / n_windows


def _last_seen(tokens: Sequence[str]) -> NDArray[np.int64]:
    """Return where each token occurred last before, or -1."""
    types: dict[str, int] = {}
    codes = np.array([types.setdefault(token, len(types)) for token in tokens])
    order = np.argsort(codes, kind="stable")
    seen = np.full(len(tokens), -1)
    again = codes[order[1:]] == codes[order[:-1]]
    seen[order[1:][again]] = order[:-1][again]
    return seen


def mtld(tokens: Sequence[str]) -> float:
    """Return the measure of textual lexical diversity.

    Parameters
    ----------
    tokens : sequence of str

    Returns
    -------
    float
        Words per factor, at least 1; ``nan`` without words.

    Notes
    -----
    A factor is a stretch whose type-token ratio falls to 0.72 or below; the rest
    counts as the part of a factor that it has fallen, ``(1 - ttr) / (1 - 0.72)``.
    The mean of words per factor read forwards and backwards [1]_. A text that never
    repeats a word has no factor; its value is its number of words.

    References
    ----------
    .. [1] P. McCarthy, S. Jarvis (2010). MTLD, vocd-D, and HD-D: a validation study.
       Behavior Research Methods 42(2).

    Examples
    --------
    >>> mtld(["a"] * 6), mtld(["a", "b", "c"])
    (2.0, 3.0)
    """
    if not tokens:
        return math.nan
    return (_one_way(tokens) + _one_way(tokens[::-1])) / 2


def _one_way(tokens: Sequence[str]) -> float:
    factors, length = 0.0, 0
    types: set[str] = set()
    for token in tokens:
        length += 1
        types.add(token)
        if len(types) <= _FULL * length:
            factors, length = factors + 1, 0
            types.clear()
    if length:
        factors += (1 - len(types) / length) / (1 - _FULL)
    return len(tokens) / factors if factors else float(len(tokens))


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """MATTR and MTLD of the whole text; never the raw type-token ratio.

    Parameters
    ----------
    window : int, default 100
        Words per window of MATTR.
    min_words : int, default 100
        Under this many words MTLD has no value; nor has MATTR under one window.

    Raises
    ------
    ParameterError
        If either is under 1.

    Notes
    -----
    Words are compared in lower case and without a possessive ending, not stemmed.
    The raw type-token ratio falls with the length of a text and is not offered.

    Examples
    --------
    >>> [field.name for field in Diversity().fields]
    ['mattr', 'mtld']
    """

    window: int = 100
    min_words: int = 100

    def __post_init__(self) -> None:
        """Refuse a window or a length without words."""
        for name in ("window", "min_words"):
            if getattr(self, name) < 1:
                message = f"{name} must be at least 1, got {getattr(self, name)!r}"
                raise ParameterError(message)

    @property
    def fields(self) -> tuple[Field, ...]:
        """MATTR and MTLD."""
        return _FIELDS

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        tokens = [
            strip_possessive(word) if "'" in word else word for word in document.norms
        ]
        long = len(tokens) >= self.min_words
        values = (
            mattr(tokens, window=self.window) if long else math.nan,
            mtld(tokens) if long else math.nan,
        )
        return Measurement(
            rows=tuple(
                value_row(field.name, value)
                for field, value in zip(_FIELDS, values, strict=True)
            )
        )
