"""Cut a text into paragraphs, sentences and words, as arrays of offsets.

One pass of `re` finds the words and one the full stops; a list of abbreviations
and of words that begin sentences (``lexicons/sentence_breaks.csv``) decides the
doubtful stops. Every pattern takes time in proportion to the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import Final

import numpy as np

from framing.model import Ints
from framing.wordlist import shipped_terms

# Combining marks (Latin, Hebrew, Arabic, Indic) and joiners stay with their letter.
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0903"
    r"\u093a-\u094f\xad\u200c\u200d\u2060"
)
_LETTERS: Final = rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+"
# What may stand inside a word: apostrophe, hyphen, ampersand; point, comma or colon
# between digits; a point before a small letter ("example.org").
_JOIN: Final = r"(?:['’‘ʼ‐‑&-]|(?<=\d)[.,:](?=\d)|\.(?=[a-z]))"
_DOTTED: Final = r"[A-Za-z](?:\.[A-Za-z]\b)++\.?"
# Most words are plain and stand before a space: they are told apart first, and fast.
_WORD: Final = re.compile(
    rf"([A-Za-z][a-z]*+(?=[ ,\n])|(?:{_DOTTED}|{_LETTERS})(?:{_JOIN}{_LETTERS})*+)"
)

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS: Final = r"""(?:["'”’»)\]」』）】]|\[\d{1,3}\])*+(?:[ \xa0]”(?=\s|[A-Z]))?"""
_FULL: Final = "。！？｡"
# The look-behind comes second, so that `re` can skip to the next mark.
_STOP: Final = re.compile(
    rf"(?P<mark>[.!?…{_FULL}](?<![.!?…{_FULL}]{{2}})[.!?…{_FULL}]*+)(?P<close>{_CLOSERS})"
    rf"(?:(?=\s|[^\W\d_a-z]|[\"'“‘(\[«])|(?<=[{_FULL}」』]))"
)
# White space, opening marks and dashes, then a word, or a sign such as "$" or "…".
_AFTER: Final = re.compile(
    r"""[\s"'“”‘’«»()\[\]*•·–—-]*+(?P<word>[^\W_]+|.|\Z)""", re.DOTALL
)
# What begins a sentence without a space before it: "In", "A man", "U Thein",
# "O. Scott", "Q: Why", "NBC", "I’m"; not the "L" of "Pope.L".
_GLUED: Final = re.compile(
    r"""["'“‘(\[«]*+(?:[A-Z](?:[A-Za-z.]|\s[A-Z]|’[A-Z])|[AI][\s’]|[AQ]:)"""
)
_TOKEN: Final = re.compile(r"(?:\b(?:[^\W\d_]\.)+)?[\w'’]+\Z")
_INITIALS: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])*+")
_MARKS_ON: Final = tuple(".!?…,;:")
_LONGEST: Final = 20  # no abbreviation is longer

# Lines of 45 to 100 characters that go on with a small letter are one paragraph,
# broken by a mailer or an agency. In running English most words begin with a small
# letter, in lists of headlines and in verse next to none do.
_WIDTHS: Final = range(45, 101)
_LEAST_LINES: Final = 4
_SAME_WIDTH: Final = 0.8
_SMALL_NEXT: Final = 0.4

_FOLD: Final = str.maketrans("’‘ʼ`´‐‑", "'''''--")
_SOFT: Final = str.maketrans(dict.fromkeys("\xad\u2060\u200c\u200d"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cut:
    """Where the parts of a text lie; made by `cut`.

    Attributes
    ----------
    paragraphs, sentences, words : ndarray of shape (n, 2), int32
        Starts and stops, in order, not overlapping. Each word lies in one
        sentence and each sentence in one paragraph; a paragraph or sentence
        without a word ("* * *") is not listed.
    """

    paragraphs: Ints
    sentences: Ints
    words: Ints


def cut(text: str) -> Cut:
    """Cut a text into paragraphs, sentences and words.

    Parameters
    ----------
    text : str
        Any text; best a clean one.

    Returns
    -------
    Cut

    Notes
    -----
    *Paragraphs* end at line breaks; in a text that is evidently hard-wrapped, at
    blank lines.

    *Sentences* end at ``. ! ? …`` with the quotation marks and brackets that close
    after them, unless the next word begins with a small letter or the stop belongs
    to an abbreviation, an initial or a number; also where a stop is glued to a
    capital ("road.In"), and at ``。！？``.

    *Words* are runs of letters and digits. Apostrophes, hyphens and ampersands
    inside belong to the word ("Russia's", "well-known", "AT&T"), so do the points
    of "U.S.", "3.5", "1,234.5", "9:30" and "example.org". Signs of currency and per
    cent do not ("$200" is the word "200", "US$123" two words), nor do dashes and
    slashes. A run of Chinese or Japanese characters is one word.

    Examples
    --------
    >>> text = "Mr. Lee met the U.S. envoy.Both smiled."
    >>> [text[start:stop] for start, stop in cut(text).sentences.tolist()]
    ['Mr. Lee met the U.S. envoy.', 'Both smiled.']
    >>> len(cut(text).words)
    8
    """
    words = cut_words(text)
    blocks = _blocks(text)
    sentences = _sentences(text, blocks, words)
    paragraphs = _spans(chain.from_iterable(blocks))
    return Cut(
        paragraphs=_with_words(paragraphs, words),
        sentences=_with_words(sentences, words),
        words=words,
    )


def cut_words(text: str) -> Ints:
    """Return the words of a text alone, as `cut` finds them.

    Parameters
    ----------
    text : str

    Returns
    -------
    ndarray of shape (n, 2), int32
        In half the time of `cut` or less: no sentence is looked for.

    Examples
    --------
    >>> cut_words("Rain fell.").tolist()
    [[0, 4], [5, 9]]
    """
    # What lies between words, and a word, in turn: in half the time of `finditer`.
    parts = _WORD.split(text)
    return _spans(accumulate(map(len, parts[:-1])))


def normalise(word: str) -> str:
    """Return the form of a word that all counters and lexicons share.

    Parameters
    ----------
    word : str
        As written.

    Returns
    -------
    str
        Lower case and NFC; apostrophes as ``'``, hyphens as ``-``, soft hyphens
        and joiners left out. A possessive "'s" stays; see `strip_possessive`.

    Examples
    --------
    >>> normalise("China’s"), normalise("Well‑Known")
    ("china's", 'well-known')
    """
    if word.isascii():
        return word.lower().replace("`", "'")
    folded = word.translate(_SOFT).translate(_FOLD).lower()
    return unicodedata.normalize("NFC", folded)


def strip_possessive(word: str) -> str:
    """Return a normalised word without a possessive ending.

    Parameters
    ----------
    word : str
        As `normalise` gives it.

    Returns
    -------
    str
        Contractions such as "it's" and "let's" lose their ending too, since
        letters alone cannot tell them apart.

    Examples
    --------
    >>> strip_possessive("russia's"), strip_possessive("russia")
    ('russia', 'russia')
    """
    return word[:-2] if len(word) > 2 and word.endswith("'s") else word


def normalise_all(text: str, words: Ints) -> list[str]:
    """Return the normal form of each word of a text, in order.

    Parameters
    ----------
    text : str
    words : ndarray of shape (n, 2), int32
        From `cut`.

    Returns
    -------
    list of str
        What `normalise` gives word by word; folds the text once where that
        keeps its length, which is some four times as fast.

    Examples
    --------
    >>> normalise_all("The EU’s offer", cut("The EU’s offer").words)
    ['the', "eu's", 'offer']
    """
    folded = text.lower().replace("`", "'")
    if not text.isascii():
        # One pass a sign: on whole texts five times as fast as `str.translate`.
        for sign, plain in _FOLD.items():
            folded = folded.replace(chr(sign), chr(plain))
    starts, stops = words.T.tolist()
    pairs = zip(starts, stops, strict=True)
    if _folds_in_place(text, folded):
        return [folded[start:stop] for start, stop in pairs]
    return [normalise(text[start:stop]) for start, stop in pairs]


def _folds_in_place(text: str, folded: str) -> bool:
    """Say whether folding the whole text equals folding each word."""
    if text.isascii():
        return True
    return (
        len(folded) == len(text)
        and "Σ" not in text  # its small form depends on what stands around it
        and not any(sign in text for sign in "\xad\u2060\u200c\u200d")
        and unicodedata.is_normalized("NFC", folded)
    )


def _spans(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int32).reshape(-1, 2)


def _with_words(spans: Ints, words: Ints) -> Ints:
    """Keep the spans in which a word begins."""
    starts = words[:, 0]
    first = np.searchsorted(starts, spans[:, 0])
    return spans[np.searchsorted(starts, spans[:, 1]) > first]


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs, without white space at their ends."""
    lines = list(_lines(text))
    if not _is_wrapped(text, lines):
        return lines
    joined = lines[:1]
    for before, after in pairwise(lines):
        if _is_one_break(text[before[1] : after[0]]):
            joined[-1] = (joined[-1][0], after[1])
        else:
            joined.append(after)
    return joined


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        line = match[0]
        bare = line.lstrip()
        if bare:
            start = match.start() + len(line) - len(bare)
            yield start, start + len(bare.rstrip())


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    inner = [
        (before, after)
        for before, after in pairwise(lines)
        if _is_one_break(text[before[1] : after[0]])
    ]
    if len(inner) < _LEAST_LINES:
        return False
    wide = sum(stop - start in _WIDTHS for (start, stop), _ in inner)
    small = sum(text[start].islower() for _, (start, _) in inner)
    return wide >= _SAME_WIDTH * len(inner) and small >= _SMALL_NEXT * len(inner)


def _is_one_break(gap: str) -> bool:
    return gap.count("\n") + gap.count("\r") - gap.count("\r\n") <= 1


def _sentences(text: str, blocks: list[tuple[int, int]], words: Ints) -> Ints:
    cuts = [
        (stop, after)
        for begin, end in blocks
        for stop, after in _ends(text, begin, end)
        if after < end
    ]
    inner = _outside_words(_spans(chain.from_iterable(cuts)), words)
    outer = _spans(chain.from_iterable(blocks))
    spans: Ints = np.empty((len(outer) + len(inner), 2), dtype=np.int32)
    spans[:, 0] = np.sort(np.concatenate([outer[:, 0], inner[:, 1]]))
    spans[:, 1] = np.sort(np.concatenate([outer[:, 1], inner[:, 0]]))
    return spans


def _outside_words(cuts: Ints, words: Ints) -> Ints:
    """Keep the cuts that split no word."""
    if not len(cuts) or not len(words):
        return cuts
    index = np.searchsorted(words[:, 1], cuts[:, 0], side="right")
    inside = words[np.minimum(index, len(words) - 1), 0] < cuts[:, 0]
    kept: Ints = cuts[~(inside & (index < len(words)))]
    return kept


def _ends(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where sentences of one paragraph end and where the next ones begin."""
    start = counted = begin
    n_marks = 0
    for match in _STOP.finditer(text, begin, end):
        stop = match.end()
        if match["mark"][0] not in _FULL:
            if stop >= end or not _is_end(text, start, match):
                continue
            close = match.start("close")
            if text[close] == '"' and not text[stop].isspace():
                # A straight mark between two glued sentences closes or opens.
                n_marks += text.count('"', counted, close)
                counted = close
                stop = stop if n_marks % 2 else close
        start = stop
        while start < end and text[start].isspace():
            start += 1
        yield stop, start


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a stop ends the sentence that begins at `start`."""
    stop = match.end()
    glued = not text[stop].isspace()
    if glued and not any(_GLUED.match(text, at) for at in (match.end("mark"), stop)):
        return False
    if not text[stop + 1 : stop + 2].isupper() and not _may_begin(
        _following(text, stop)[1]
    ):
        return False
    if match["mark"] != ".":
        return True
    before = match.start()
    token = _token(text[max(start, before - _LONGEST) : before])
    if not _is_doubtful(token):
        return True
    if token.isdigit():  # "1. The treaty"
        return len(token) > 2 or start < before - len(token)
    between, word = _following(text, stop)
    if "—" in between or "--" in between:  # "GENEVA, N.Y. — The lake"
        word = ""
    return _is_end_after(token, word, glued=glued, closed=bool(match["close"]))


def _following(text: str, stop: int) -> tuple[str, str]:
    """Return what stands before the next word, and the word or sign itself."""
    after = next(_AFTER.finditer(text, stop))
    return text[stop : after.start("word")], after["word"]


def _may_begin(word: str) -> bool:
    """Say whether a sentence may begin with a word or sign; "iPhone" may."""
    if not word or word in _MARKS_ON:
        return False
    return not word[0].islower() or word[1:2].isupper()


def _token(before: str) -> str:
    """Return the word, or the dotted letters, at the end of a stretch of text."""
    token = before[before.rfind(" ") + 1 :]
    if token.isalnum():
        return token
    found = _TOKEN.search(token)
    return found[0] if found else ""


def _is_doubtful(token: str) -> bool:
    """Say whether a full stop after a word may belong to the word."""
    return (
        len(token) == 1
        or "." in token
        or token.lower() in _abbreviations()
        or token.isdigit()
    )


def _is_end_after(token: str, word: str, *, glued: bool, closed: bool) -> bool:
    """Say whether a full stop between two words ends a sentence."""
    titles, numbered, openers, starters = _rules()
    low = token.lower()
    if low in titles and token[0].isupper() and not closed:
        return False
    is_letter = len(token) == 1 and token.isalpha()
    if glued and is_letter:  # "J.Smith"
        return False
    if low in numbered and not (is_letter and token.isupper()):
        return not word[:1].isdigit()
    if glued and low in openers:  # "Inc.Critics" ends one, "Co.Ltd" does not
        return word.lower() not in openers
    if low in titles or low in openers or _INITIALS.fullmatch(token):
        return word.lower() in starters
    return True


@cache
def _rules() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    terms = shipped_terms("sentence_breaks")
    return terms["title"], terms["number"], terms["open"], terms["starter"]


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset[str]().union(*_rules()[:3])
