"""Find many patterns at once: one automaton for all word lists."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

import ahocorasick
import numpy as np

from framing.errors import ParameterError

__all__ = ["Hit", "Matcher"]

T = TypeVar("T")

_SPACE: Final = 32
# As `segment.normalise` has them; `str.translate` would take half of the time.
_SIGNS: Final = (
    *((sign, "'") for sign in "’‘ʼ`´"),
    *((sign, "-") for sign in "‐‑"),
    *((sign, "") for sign in "\xad\u2060\u200c\u200d"),
)


class Hit(NamedTuple, Generic[T]):
    """One occurrence of a pattern: words `first` up to, not including, `last`."""

    first: int
    last: int
    payload: T


class _Found(NamedTuple):
    """An occurrence with what is needed to choose among overlapping ones."""

    start: int
    minus_stop: int
    is_wild: bool
    minus_size: int
    order: int
    first: int
    last: int
    payload: Any


class Matcher(Generic[T]):
    """Words, phrases and beginnings of words, found in one pass.

    Parameters
    ----------
    patterns : iterable of (str, payload)
        ``"trade"`` is a word, ``"free trade"`` a phrase, ``"cooperat*"`` any word
        that begins so; the ``*`` may end a phrase too. The same pattern may come
        with several payloads.
    fold : bool, default True
        Ignore case. Without it "US" is not "us".
    split_hyphens : bool, default False
        Match inside "US-led" and "China-Russia" too.

    Raises
    ------
    ParameterError
        If a pattern has no word, or a ``*`` that is not at its end.

    Notes
    -----
    Tokens and patterns are compared in the form of `framing.segment.normalise`
    (with their case where `fold` is off), without a possessive ending ("China's",
    "the States'"). Of overlapping hits the one
    that begins first stays, then the longest, then a full word before a beginning
    of one, then the longest beginning; so nested matches count once [1]_.

    References
    ----------
    .. [1] A. Aho, M. Corasick (1975). Efficient string matching: an aid to
       bibliographic search. Communications of the ACM 18(6), 333-340.

    Examples
    --------
    >>> matcher = Matcher([("trade", -1), ("free trade", 1), ("cooperat*", 2)])
    >>> matcher.find(["Free", "trade", "and", "cooperation"])
    [Hit(first=0, last=2, payload=1), Hit(first=3, last=4, payload=2)]
    """

    __slots__ = ("_automaton", "_fold", "_patterns", "_split")

    def __init__(
        self,
        patterns: Iterable[tuple[str, T]],
        *,
        fold: bool = True,
        split_hyphens: bool = False,
    ) -> None:
        self._patterns = tuple(patterns)
        self._fold = fold
        self._split = split_hyphens
        self._automaton = self._built()

    def __reduce__(self) -> tuple[Callable[..., Matcher[T]], tuple[object, ...]]:
        """Travel to another process as the patterns; the automaton is rebuilt."""
        return _rebuilt, (self._patterns, self._fold, self._split)

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same patterns and settings."""
        return isinstance(other, Matcher) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((len(self._patterns), self._fold, self._split))

    def __len__(self) -> int:
        """Return the number of patterns."""
        return len(self._patterns)

    def find(
        self,
        tokens: Sequence[str],
        *,
        breaks: Collection[int] = (),
        group: Callable[[T], Hashable] | None = None,
    ) -> list[Hit[T]]:
        """Return the hits, in order, none nested in another.

        Parameters
        ----------
        tokens : sequence of str
            Words without spaces in them, as written.
        breaks : collection of int
            Indices of words that begin a sentence; no phrase runs over one. Give
            a set where there are many.
        group : callable, optional
            From payload to a key; hits with different keys may overlap.

        Returns
        -------
        list of Hit

        Examples
        --------
        >>> matcher = Matcher([("not", "no"), ("not good", "bad"), ("good", "good")])
        >>> matcher.find(["Not", "good"])
        [Hit(first=0, last=2, payload='bad')]
        >>> matcher.find(["Not", "good"], breaks={1})
        [Hit(first=0, last=1, payload='no'), Hit(first=1, last=2, payload='good')]
        """
        found = self._all(tokens, breaks)
        if len(found) > 1:
            found.sort()
            found = _longest(found) if group is None else _per_group(found, group)
        return [Hit(item.first, item.last, item.payload) for item in found]

    def _all(self, tokens: Sequence[str], breaks: Collection[int]) -> list[_Found]:
        if not tokens or not self._patterns:
            return []
        text = self._normal(" ".join(tokens))
        spaces = _positions(text)
        if self._split:
            text = text.replace("-", " ")
        found: list[_Found] = []
        for end, (size, is_wild, payloads) in self._automaton.iter(text):
            start = end - size + 1
            first = bisect_right(spaces, start) - 1
            last = bisect_left(spaces, end)
            if last - first > 1 and any(i in breaks for i in range(first + 1, last)):
                continue
            stop = text.index(" ", end)
            for order, payload in payloads:
                found.append(
                    _Found(start, -stop, is_wild, -size, order, first, last, payload)
                )
        return found

    def _normal(self, text: str) -> str:
        """Return text as ``" tok tok "``, folded, without possessive endings."""
        text = f" {_plain(text.lower() if self._fold else text)} "
        if "'" in text:
            text = text.replace("'s ", " ").replace("'S ", " ").replace("' ", " ")
        return text

    def _built(self) -> Any:  # noqa: ANN401 - pyahocorasick has no types
        values: dict[str, tuple[int, bool, list[tuple[int, T]]]] = {}
        for order, (pattern, payload) in enumerate(self._patterns):
            key, is_wild = self._key(pattern)
            value = values.setdefault(key, (len(key), is_wild, []))
            value[2].append((order, payload))
        automaton = ahocorasick.Automaton()
        for key, value in values.items():
            automaton.add_word(key, value)
        automaton.make_automaton()
        return automaton

    def _key(self, pattern: str) -> tuple[str, bool]:
        """Return ``" free trade "`` or, for a wildcard, ``" cooperat"``."""
        is_wild = pattern.endswith("*")
        words = self._normal(" ".join(pattern.removesuffix("*").split()))
        if self._split:
            words = words.replace("-", " ")
        if not words.strip() or "*" in words:
            message = (
                f"a pattern needs a word and may have a '*' at its end only, "
                f"got {pattern!r}"
            )
            raise ParameterError(message)
        return (words[:-1] if is_wild else words), is_wild


def _rebuilt(
    patterns: Iterable[tuple[str, T]],
    fold: bool,  # noqa: FBT001 - called by pickle
    split: bool,  # noqa: FBT001
) -> Matcher[T]:
    return Matcher(patterns, fold=fold, split_hyphens=split)


def _plain(text: str) -> str:
    """Return text with one form of each sign."""
    if text.isascii():
        return text.replace("`", "'")
    for sign, form in _SIGNS:
        text = text.replace(sign, form)
    return unicodedata.normalize("NFC", text)


def _positions(text: str) -> list[int]:
    """Return the offsets of the spaces."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    positions: list[int] = np.flatnonzero(codes == _SPACE).tolist()
    return positions


def _longest(found: Iterable[_Found]) -> list[_Found]:
    """Return sorted hits without those that overlap an earlier choice."""
    kept: list[_Found] = []
    stop, pattern = 0, (-1, 0)
    for item in found:
        if item.start >= stop or (item.start, item.minus_size) == pattern:
            kept.append(item)
            stop, pattern = -item.minus_stop, (item.start, item.minus_size)
    return kept


def _per_group(
    found: Iterable[_Found], group: Callable[[Any], Hashable]
) -> list[_Found]:
    """Return the hits that stay within each group, in order."""
    groups: dict[Hashable, list[_Found]] = {}
    for item in found:
        groups.setdefault(group(item.payload), []).append(item)
    return sorted(item for items in groups.values() for item in _longest(items))
