"""The words that a score of one mention reads: its sentence, with names masked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from framing.errors import InputError
from framing.lexicons import load_lexicon
from framing.model import Document, Mention
from framing.segment import cut
from framing.stance_model.coding import Coded
from framing.words import normalise_all, strip_possessive

TARGET: Final = "TARGET"
ENTITY: Final = "ENTITY"
NUMBER: Final = "0"
MARK: Final = '"'
"""A quotation mark of any form."""

# Other signs that part a sentence, in the one form that features know.
_SIGNS: Final = {sign: sign for sign in ",;:-()?!"} | {
    "—": "-",
    "–": "-",
    "…": "-",
    **dict.fromkeys('"“”„‟«»‘', MARK),
}
PUNCTUATION: Final = frozenset(_SIGNS.values()) - {MARK}
# After these a capital says nothing about a name.
_OPENERS: Final = frozenset('"“”„‟«»‘.!?:…')
_POSSESSIVE: Final = "'s"

Small = Callable[[str], bool]
"""Says whether a normalised word is mostly written with a small letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The sentence of one mention; made by `scene_of` or `coded_scene`.

    Attributes
    ----------
    tokens : tuple of str
        Words in normal form; `TARGET` for the mention, `ENTITY` for other runs of
        names, `NUMBER` for numbers, and signs that part the sentence.
    words : tuple of (int, int)
        The words of the text behind each token, half-open; empty for a sign.
    at : int
        Which token is the mention.
    form : tuple of str
        The mention's own words, names masked: what kind of mention it is.
    """

    tokens: tuple[str, ...]
    words: tuple[tuple[int, int], ...]
    at: int
    form: tuple[str, ...]


def scene_of(document: Document, mention: Mention, *, small: Small) -> Scene:
    """Return the scene of a mention in a document.

    Parameters
    ----------
    document : Document
    mention : Mention
        One of its mentions.
    small : callable
        Tells a name at the head of a sentence from a word.

    Returns
    -------
    Scene
        Word indices are those of the document.
    """
    starts = document.sentence_starts()
    sentence = bisect_right(starts, mention.first)
    bounds = (
        starts[sentence - 1],
        max(mention.last, [*starts, document.n_words][sentence]),
    )
    here = slice(*bounds)
    return _scene(
        document.text,
        document.words[here].tolist(),
        document.norms[here],
        (mention.first - bounds[0], mention.last - bounds[0]),
        small=small,
        offset=bounds[0],
    )


def coded_scene(coded: Coded, *, small: Small) -> Scene:
    """Return the scene of a coded target, with the words of its sentence only.

    Raises
    ------
    InputError
        If the text has no word.

    Examples
    --------
    >>> coded = Coded(text="Zandia thanked Ana Oru.", start=0, stop=6, polarity=0)
    >>> coded_scene(coded, small=lambda word: True).tokens
    ('TARGET', 'thanked', 'ENTITY')
    """
    parts = cut(coded.text)
    words = parts.words.tolist()
    first, last = _touched(coded, words)
    heads = [start for start, _ in parts.sentences.tolist()]
    begin = heads[bisect_right(heads, words[first][0]) - 1]
    later = [head for head in heads if head > words[last - 1][0]]
    here = [i for i, (start, _) in enumerate(words) if start >= begin]
    low = here[0]
    high = sum(start < later[0] for start, _ in words) if later else len(words)
    norms = normalise_all(coded.text, parts.words)
    return _scene(
        coded.text,
        words[low:high],
        norms[low:high],
        (first - low, last - low),
        small=small,
        offset=low,
    )


def _touched(coded: Coded, words: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Return the words of a coded span: of one of signs only, the word after it."""
    if not words:
        message = f"coded text {coded.text[:40]!r}: has no word; leave it out"
        raise InputError(message)
    touched = [
        index
        for index, (start, stop) in enumerate(words)
        if start < coded.stop and stop > coded.start
    ]
    if not touched:
        after = sum(start < coded.stop for start, _ in words)
        touched = [min(after, len(words) - 1)]
    return touched[0], touched[-1] + 1


def _scene(
    text: str,
    words: Sequence[Sequence[int]],
    norms: Sequence[str],
    target: tuple[int, int],
    *,
    small: Small,
    offset: int,
) -> Scene:
    gaps = _gaps(text, words)
    named = list(_named(text, words, norms, gaps, small))
    tokens: list[str] = []
    places: list[tuple[int, int]] = []
    first, last = target
    at, index = -1, 0
    while index < len(words):
        stop = index + 1
        if index:
            signs = [_SIGNS[sign] for sign in gaps[index] if sign in _SIGNS]
            tokens += signs
            places += [(offset + index, offset + index)] * len(signs)
        if index == first:
            at, stop = len(tokens), last
            token = TARGET
        elif named[index]:
            stop = _run_end(index, named, gaps, norms, first)
            token = ENTITY
        else:
            token = norms[index]
            if any(map(str.isdigit, token)):
                token = NUMBER
        tokens.append(token)
        places.append((offset + index, offset + stop))
        if token in {TARGET, ENTITY} and norms[stop - 1].endswith(_POSSESSIVE):
            tokens.append(_POSSESSIVE)
            places.append((offset + stop, offset + stop))
        index = stop
    form = tuple(
        ENTITY if named[i] else strip_possessive(norms[i]) for i in range(first, last)
    )
    return Scene(tokens=tuple(tokens), words=tuple(places), at=at, form=form)


def _gaps(text: str, words: Sequence[Sequence[int]]) -> list[str]:
    """Return what stands before each word, since the one before."""
    before = [words[0][0], *(stop for _, stop in words[:-1])] if words else []
    return [text[a:b] for a, (b, _) in zip(before, words, strict=True)]


def _named(
    text: str,
    words: Sequence[Sequence[int]],
    norms: Sequence[str],
    gaps: Sequence[str],
    small: Small,
) -> Iterator[bool]:
    """Say of each word whether it is written as a name."""
    for index, (start, _) in enumerate(words):
        base = strip_possessive(norms[index])
        if not text[start].isupper() or base in _plain() or base.startswith("i'"):
            yield False
        elif index and _OPENERS.isdisjoint(gaps[index]):
            yield True
        else:
            begins_run = (
                index + 1 < len(words)
                and text[words[index + 1][0]].isupper()
                and not gaps[index + 1].strip()
            )
            yield begins_run or not small(base)


def _run_end(
    index: int,
    named: Sequence[bool],
    gaps: Sequence[str],
    norms: Sequence[str],
    first: int,
) -> int:
    """Return where a run of names ends: at a sign, a possessive or the target."""
    stop = index + 1
    while (
        stop < len(named)
        and stop != first
        and named[stop]
        and not gaps[stop].strip()
        and not norms[stop - 1].endswith(_POSSESSIVE)
    ):
        stop += 1
    return stop


@cache
def _plain() -> frozenset[str]:
    """Return the words of grammar: with a capital they are no names."""
    return frozenset(entry.term for entry in load_lexicon("function_words").entries)
