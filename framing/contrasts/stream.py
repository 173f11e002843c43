"""Texts as numbers, some articles at a time: words, sentences, voices, capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.errors import ParameterError
from framing.store import Pieces
from framing.wordlist import shipped_terms
from framing.words import strip_possessive

Bools = NDArray[np.bool_]
Codes = NDArray[np.int64]


class Vocabulary(dict[str, int]):
    """The number of each word, in the order met; "Xi's" has the number of "Xi".

    Examples
    --------
    >>> known = Vocabulary()
    >>> [known[word] for word in ("talks", "xi's", "xi", "talks")], known.words
    ([0, 1, 1, 0], ['talks', 'xi'])
    """

    def __init__(self) -> None:
        """Know no word."""
        super().__init__()
        self.words: list[str] = []
        self._bare: dict[str, int] = {}
        self._content: list[bool] = []
        self._function = frozenset[str]().union(
            *shipped_terms("function_words").values()
        )

    def __missing__(self, word: str) -> int:
        """Give a new word its number."""
        bare = strip_possessive(word)
        number = self._bare.setdefault(bare, len(self.words))
        if number == len(self.words):
            self.words.append(bare)
            self._content.append(
                len(bare) > 1
                and bare not in self._function
                and any(character.isalpha() for character in bare)
            )
        self[word] = number
        return number

    def content(self) -> Bools:
        """Return which words may make a term."""
        return np.array(self._content, dtype=bool)

    def known(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of words, -1 for one that was never met."""
        return [self._bare.get(strip_possessive(word), -1) for word in words]


@dataclass(frozen=True, eq=False)
class Stream:
    """All words of some articles as numbers, end to end.

    ndarrays of shape (n_words,): number of the word, row of the article among all,
    number of the sentence, voice, and whether there is a capital that does not only
    begin a sentence.
    """

    word: Codes
    article: Codes
    sentence: Codes
    voice: NDArray[np.int8]
    capital: Bools

    @cached_property
    def follows(self) -> Bools:
        """Whether the next word stands in the same sentence."""
        found = np.zeros(len(self.word), dtype=bool)
        found[:-1] = self.sentence[:-1] == self.sentence[1:]
        return found

    def masked(self, masks: Iterable[str], vocabulary: Vocabulary) -> Bools:
        """Return which words stand in a masked phrase."""
        found = np.zeros(len(self.word), dtype=bool)
        for phrase in sorted(set(masks)):
            ids = vocabulary.known(phrase.split())
            if not ids or -1 in ids:
                continue
            start = np.flatnonzero(self.word[: len(self.word) - len(ids) + 1] == ids[0])
            for step, wanted in enumerate(ids[1:], start=1):
                start = start[self.word[start + step] == wanted]
            last = start + len(ids) - 1
            start = start[self.sentence[start] == self.sentence[last]]
            for step in range(len(ids)):
                found[start + step] = True
        return found


def streams(
    texts: pd.DataFrame | Pieces,
    articles: Sequence[str],
    vocabulary: Vocabulary,
    *,
    capitals: bool = False,
) -> Iterator[Stream]:
    """Yield the words of some articles, as many at a time as the texts come in.

    Parameters
    ----------
    texts : DataFrame or Pieces
        ``article, tokens, voice`` and, for `capitals`, ``capital``.
    articles : sequence of str
        Those that are read; their places are the rows.
    vocabulary : Vocabulary
        Learns the words.
    capitals : bool
        Whether those are needed.

    Raises
    ------
    ParameterError
        If the voices or capitals of an article do not fit its words.
    """
    row_of = {key: row for row, key in enumerate(articles)}
    names = ["article", "tokens", "voice", *(["capital"] if capitals else [])]
    for frame in texts.read(*names) if isinstance(texts, Pieces) else [texts]:
        # By hand: `isin` takes as long as all the rest where words are Arrow's.
        known = [key in row_of for key in frame["article"]]
        yield _stream(frame[np.array(known, dtype=bool)], row_of, vocabulary)


def _stream(
    known: pd.DataFrame, row_of: Mapping[str, int], vocabulary: Vocabulary
) -> Stream:
    word, article, lengths, voice = [], [], [], []
    for key, tokens, codes in zip(
        known["article"], known["tokens"], known["voice"], strict=True
    ):
        ids = [vocabulary[token] for token in tokens.split()]
        if len(ids) != len(codes):
            message = (
                f"article {key!r}: {len(codes)} voices for {len(ids)} words; "
                "the table of texts needs one byte a word"
            )
            raise ParameterError(message)
        word.append(np.array(ids, dtype=np.int64))
        article.append(np.full(len(ids), row_of[key], dtype=np.int64))
        lengths += [line.count(" ") + bool(line) for line in tokens.split("\n")]
        voice.append(np.frombuffer(codes, dtype=np.int8))
    none = np.zeros(0, dtype=np.int64)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    return Stream(
        word=np.concatenate([none, *word]),
        article=np.concatenate([none, *article]),
        sentence=sentence.astype(np.int64),
        voice=np.concatenate([none.astype(np.int8), *voice]),
        capital=_capitals(known, int(sentence.size)),
    )


def _capitals(known: pd.DataFrame, n_words: int) -> Bools:
    """Return which words have a capital of their own; none where it is not known."""
    if "capital" not in known:
        return np.zeros(n_words, dtype=bool)
    found = [np.frombuffer(flags, dtype=np.int8) for flags in known["capital"]]
    joined = np.concatenate([np.zeros(0, dtype=np.int8), *found]).astype(bool)
    if len(joined) != n_words:
        message = (
            f"capital: {len(joined)} marks for {n_words} words; the table of texts "
            "needs one byte a word"
        )
        raise ParameterError(message)
    return joined
