"""Every place of a term, with the words around it and as it was written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from framing.contrasts.survey import ALL
from framing.errors import ParameterError, not_one_of
from framing.model import VOICES, OffsetMap, Span
from framing.words import cut_words, normalise_all, strip_possessive

PLACES: Final = ("term", "article", "voice", "start", "stop")
LINES: Final = (*PLACES, "raw_start", "raw_stop", "left", "match", "right")

WIDTH: Final = 12
"""Words on each side of a line: with a term of five it stays under 40 words, which is
what a report may quote (METHOD, section 7)."""


def normal_term(term: str) -> str:
    """Return a term as it is counted.

    Examples
    --------
    >>> normal_term("The Ministry’s plan"), normal_term("U.S. dollar")
    ('the ministry plan', 'u.s. dollar')
    """
    words = normalise_all(term, cut_words(term))
    return " ".join(strip_possessive(word) for word in words)


def places(
    texts: pd.DataFrame,
    terms: Iterable[str],
    *,
    voice: str = ALL,
    named: Collection[str] = (),
) -> pd.DataFrame:
    r"""Find every place of terms.

    Parameters
    ----------
    texts : DataFrame
        ``article, text, tokens, voice`` and, for names, ``capital``.
    terms : iterable of str
        In their normal form (`normal_term`): words, or several that follow one
        another in a sentence.
    voice : str, default "all"
        Whose words are looked at.
    named : collection of str
        Terms that are found only where every word has a capital.

    Returns
    -------
    DataFrame
        ``term, article, voice, start, stop``, sorted; offsets into the clean text.

    Raises
    ------
    ParameterError
        If the voice is unknown.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": ["a"], "text": ["Grain talks. The grain!"],
    ...                       "tokens": ["grain talks\nthe grain"],
    ...                       "voice": [bytes(4)]})
    >>> places(texts, ["grain"])[["start", "stop"]].to_numpy().tolist()
    [[0, 5], [17, 22]]
    """
    if voice != ALL and voice not in VOICES:
        raise ParameterError(not_one_of("voice", voice, (*VOICES, ALL)))
    by_first = _by_first(terms)
    capital = texts["capital"] if "capital" in texts else [None] * len(texts)
    columns = (texts[name] for name in ("article", "text", "tokens", "voice"))
    rows = [
        (term, article, spoken, start, stop)
        for article, text, tokens, codes, flags in zip(*columns, capital, strict=True)
        for term, spoken, start, stop in _found(
            text, tokens, codes, flags, by_first, voice, frozenset(named)
        )
    ]
    found = pd.DataFrame(sorted(rows), columns=list(PLACES))
    return found.astype({"term": "str", "article": "str", "voice": "str"})


def _by_first(terms: Iterable[str]) -> dict[str, list[list[str]]]:
    """Return the words of terms by the first one, as a text may write it."""
    found: dict[str, list[list[str]]] = {}
    for words in map(str.split, sorted(set(terms) - {""})):
        for written in (words[0], f"{words[0]}'s"):
            if strip_possessive(written) == words[0]:
                found.setdefault(written, []).append(words)
    return found


def _found(  # noqa: PLR0913, PLR0917 - the columns of one text, and what is looked for
    text: str,
    tokens: str,
    codes: bytes,
    flags: bytes | None,
    by_first: Mapping[str, list[list[str]]],
    voice: str,
    named: Collection[str],
) -> Iterator[tuple[str, str, int, int]]:
    """Yield the places of terms in one text; it is cut only if it holds one."""
    wanted = None if voice == ALL else VOICES.index(voice)
    hits: list[tuple[str, int, int]] = []
    position = 0
    for line in tokens.split("\n"):
        words = line.split()
        known = [place for place, word in enumerate(words) if word in by_first]
        for place in known:
            for term in by_first[words[place]]:
                here = words[place : place + len(term)]
                if [strip_possessive(word) for word in here] != term:
                    continue
                first, last = position + place, position + place + len(term) - 1
                inside = range(first, last + 1)
                name = " ".join(term)
                if wanted is not None and any(codes[at] != wanted for at in inside):
                    continue
                if name in named and flags and not all(flags[at] for at in inside):
                    continue
                hits.append((name, first, last))
        position += len(words)
    if hits:
        spans = cut_words(text)
        for name, first, last in hits:
            spoken = VOICES[codes[first]]
            yield name, spoken, int(spans[first, 0]), int(spans[last, 1])


def concordance(
    texts: pd.DataFrame,
    terms: Iterable[str],
    *,
    voice: str = ALL,
    width: int = WIDTH,
) -> pd.DataFrame:
    """Return every place of terms with the words around it (KWIC).

    Parameters
    ----------
    texts : DataFrame
        As in `places`, with ``raw, clean_starts, raw_starts``.
    terms : iterable of str
        As people write them; they are brought into their normal form.
    voice : str, default "all"
    width : int, default 12
        Words on each side.

    Returns
    -------
    DataFrame
        ``term, article, voice, start, stop`` (clean text), ``raw_start, raw_stop``
        (the text as read), ``left, match, right`` (words as written).

    Raises
    ------
    ParameterError
        If the voice is unknown, or the width below 0.

    Examples
    --------
    >>> texts = pd.DataFrame({
    ...     "article": ["a"], "raw": ["The U.S. grain talks"],
    ...     "text": ["The U.S. grain talks"], "tokens": ["the u.s. grain talks"],
    ...     "voice": [bytes(4)], "clean_starts": [[0]], "raw_starts": [[0]]})
    >>> made = concordance(texts, ["grain"], width=1)
    >>> made[["left", "match", "right"]].to_numpy().tolist()
    [['U.S.', 'grain', 'talks']]
    """
    if width < 0:
        message = f"width must be at least 0 words, got {width}"
        raise ParameterError(message)
    found = places(texts, (normal_term(term) for term in terms), voice=voice)
    rows_of = dict(list(found.groupby("article", sort=True)))
    names = ("article", "text", "clean_starts", "raw_starts")
    columns = (texts[name].tolist() for name in names)
    rows = [
        row
        for article, text, clean, raw in zip(*columns, strict=True)
        if article in rows_of
        for row in _lines(text, clean, raw, rows_of[article], width)
    ]
    made = pd.DataFrame(rows, columns=list(LINES))
    return made.sort_values(list(PLACES), kind="stable").reset_index(drop=True)


def _lines(
    text: str,
    clean: Sequence[int],
    raw: Sequence[int],
    found: pd.DataFrame,
    width: int,
) -> Iterator[tuple[object, ...]]:
    starts, stops = cut_words(text).T
    offsets = OffsetMap(clean=tuple(clean), raw=tuple(raw), length=len(text))
    columns = (found[name].tolist() for name in PLACES)
    for term, article, voice, start, stop in zip(*columns, strict=True):
        pieces = offsets.spans(Span(start, stop))
        left = starts[max(int(starts.searchsorted(start)) - width, 0)]
        right = stops[min(int(stops.searchsorted(stop)) + width, len(stops) - 1)]
        yield (
            *(term, article, voice, start, stop),
            *(pieces[0].start, pieces[-1].stop),
            _one_line(text[left:start]),
            _one_line(text[start:stop]),
            _one_line(text[stop:right]),
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def wordings(lines: pd.DataFrame) -> pd.DataFrame:
    """Return how each term was written, and how often.

    Parameters
    ----------
    lines : DataFrame
        From `concordance`.

    Returns
    -------
    DataFrame
        ``term, match, n``; the most frequent wording of a term first.

    Examples
    --------
    >>> lines = pd.DataFrame({"term": ["us"] * 3, "match": ["US", "US", "U.S."]})
    >>> wordings(lines).to_numpy().tolist()
    [['us', 'US', 2], ['us', 'U.S.', 1]]
    """
    made = lines.groupby(["term", "match"], sort=True).size().rename("n").reset_index()
    order = made.assign(_n=-made["n"]).sort_values(["term", "_n", "match"])
    return order[["term", "match", "n"]].reset_index(drop=True)
