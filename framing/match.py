"""Find many patterns at once: one automaton for all word lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any, Final, Generic, NamedTuple, TypeVar

import ahocorasick

from framing.errors import ParameterError

__all__ = ["Hit", "Matcher"]

T = TypeVar("T")

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


_hit: Final[Callable[[Iterable[object]], Hit[Any]]] = partial(tuple.__new__, Hit)

# An occurrence, in the order of choice among overlapping ones: start, minus stop,
# whether it is a beginning of a word only, minus the length of the pattern, its
# place; then its words and the payload. Plain, since there are millions of them.
_Found = tuple[int, int, bool, int, int, int, int, Any]


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
    Tokens and patterns are compared in the form of `framing.words.normalise`
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
            if _overlap(found):
                found = _longest(found) if group is None else _per_group(found, group)
        return [_hit(item[5:]) for item in found]

    def _all(self, tokens: Sequence[str], breaks: Collection[int]) -> list[_Found]:
        if not tokens or not self._patterns:
            return []
        joined = text = _joined(tokens, fold=self._fold)
        split = self._split
        if split:
            text = text.replace("-", " ")
        found: list[_Found] = []
        add = found.append
        # Ends come in order, so counting spaces from one to the next tells the word.
        at = last = 0
        for end, (size, inner, is_wild, payloads) in self._automaton.iter(text):
            last += joined.count(" ", at, end)
            at = end
            start = end - size + 1
            n_inner = joined.count(" ", start + 1, end) if split else inner
            first = last - n_inner - 1
            if n_inner and any(word in breaks for word in range(first + 1, last)):
                continue
            stop = text.index(" ", end)
            for order, payload in payloads:
                add((start, -stop, is_wild, -size, order, first, last, payload))
        return found

    def _built(self) -> Any:  # noqa: ANN401 - pyahocorasick has no types
        values: dict[str, tuple[int, int, bool, list[tuple[int, T]]]] = {}
        for order, (pattern, payload) in enumerate(self._patterns):
            key, is_wild = self._key(pattern)
            inner = key.count(" ", 1, len(key) - 1)
            value = values.setdefault(key, (len(key), inner, is_wild, []))
            value[3].append((order, payload))
        automaton = ahocorasick.Automaton()
        for key, value in values.items():
            automaton.add_word(key, value)
        automaton.make_automaton()
        return automaton

    def _key(self, pattern: str) -> tuple[str, bool]:
        """Return ``" free trade "`` or, for a wildcard, ``" cooperat"``."""
        is_wild = pattern.endswith("*")
        words = _normal(pattern.removesuffix("*").split(), fold=self._fold)
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


def _joined(tokens: Sequence[str], *, fold: bool) -> str:
    """Join words; those of a document once for all matchers that search it."""
    if isinstance(tokens, tuple):
        return _joined_once(tokens, fold=fold)
    return _normal(tokens, fold=fold)


def _normal(tokens: Iterable[str], *, fold: bool) -> str:
    """Return words as ``" tok tok "``, folded, without possessive endings."""
    text = " ".join(tokens)
    text = f" {_plain(text.lower() if fold else text)} "
    if "'" in text:
        text = text.replace("'s ", " ").replace("'S ", " ").replace("' ", " ")
    return text


# Two forms, folded and not, of one document and of the one before it.
_joined_once: Final = lru_cache(maxsize=4)(_normal)


def _plain(text: str) -> str:
    """Return text with one form of each sign."""
    if text.isascii():
        return text.replace("`", "'")
    for sign, form in _SIGNS:
        text = text.replace(sign, form)
    return unicodedata.normalize("NFC", text)


def _overlap(found: Iterable[_Found]) -> bool:
    """Say whether any of the sorted hits overlap; most often none do."""
    stop = 0
    for item in found:
        if item[0] < stop:
            return True
        stop = -item[1]
    return False


def _longest(found: Iterable[_Found]) -> list[_Found]:
    """Return sorted hits without those that overlap an earlier choice."""
    kept: list[_Found] = []
    begin, stop, size = -1, 0, 0
    for item in found:
        start = item[0]
        if start >= stop or (start == begin and item[3] == size):
            kept.append(item)
            begin, stop, size = start, -item[1], item[3]
    return kept


def _per_group(
    found: Iterable[_Found], group: Callable[[Any], Hashable]
) -> list[_Found]:
    """Return the hits that stay within each group, in order."""
    groups: dict[Hashable, list[_Found]] = {}
    for item in found:
        groups.setdefault(group(item[7]), []).append(item)
    return sorted(item for items in groups.values() for item in _longest(items))
