"""Cut a text into paragraphs, sentences and words, as arrays of offsets.

One pass of `re` finds the words and one the full stops; a list of abbreviations
and of words that begin sentences (``lexicons/sentence_breaks.csv``) decides the
doubtful stops. Every pattern takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Final

import numpy as np

from framing.model import Ints
from framing.wordlist import shipped_terms
from framing.words import cut_words

_LETTER: Final = re.compile(r"[^\W_]")
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
_APOSTROPHES: Final = "'’‘"
_LONGEST: Final = 20  # no abbreviation is longer

# Lines of 45 to 100 characters that go on with a small letter are one paragraph,
# broken by a mailer or an agency. In running English most words begin with a small
# letter, in lists of headlines and in verse next to none do.
_WIDTHS: Final = range(45, 101)
_LEAST_LINES: Final = 4
_SAME_WIDTH: Final = 0.8
_SMALL_NEXT: Final = 0.4


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
    return Cut(
        paragraphs=_spans(_with_words(text, blocks)),
        sentences=_spans(_sentences(text, blocks, words)),
        words=words,
    )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, as `cut` finds them.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        In half the time of `cut` or less: words are looked for only where a stop
        may stand inside one.

    Examples
    --------
    >>> sentences_of("Rain fell. It stopped.")
    ['Rain fell.', 'It stopped.']
    """
    found = _sentences(text, _blocks(text))
    return [text[start:stop] for start, stop in found]


def _spans(pairs: Iterable[tuple[int, int]]) -> Ints:
    numbers = chain.from_iterable(pairs)
    return np.fromiter(numbers, dtype=np.int32).reshape(-1, 2)


def _with_words(
    text: str, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Keep the spans in which a word stands."""
    return (span for span in spans if _LETTER.search(text, *span))


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
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.lstrip()
        if bare:
            begin = start + len(line) - len(bare)
            yield begin, begin + len(bare.rstrip())
        start += len(line)


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


def _sentences(
    text: str, blocks: Sequence[tuple[int, int]], words: Ints | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the sentences of paragraphs; words are found if not given, where needed."""
    cuts = [cut for begin, end in blocks for cut in _ends(text, begin, end)]
    doubtful = [stop for stop, _ in cuts if _may_split(text, stop)]
    if doubtful:
        within = _inside(doubtful, cut_words(text) if words is None else words)
        cuts = [cut for cut in cuts if cut[0] not in within]
    # Both lists are in order: each sentence ends before the next one begins.
    starts = sorted([begin for begin, _ in blocks] + [after for _, after in cuts])
    stops = sorted([end for _, end in blocks] + [stop for stop, _ in cuts])
    return _with_words(text, zip(starts, stops, strict=True))


def _may_split(text: str, stop: int) -> bool:
    """Say whether a word may go on over a stop, as in "U.S"; not in "road.A man"."""
    before, after = text[stop - 1], text[stop]
    if before in _APOSTROPHES or after in _APOSTROPHES:
        return True
    letter_before = not text[max(0, stop - 3) : stop - 2].isalnum()
    letter_after = not text[stop + 1 : stop + 2].isalnum()
    return before == "." and after.isalnum() and letter_before and letter_after


def _inside(places: Sequence[int], words: Ints) -> frozenset[int]:
    """Return the places that lie inside a word."""
    at = np.searchsorted(words[:, 1], places, side="right")
    starts = np.append(words[:, 0], np.iinfo(np.int32).max)[at]
    return frozenset(np.array(places)[starts < places].tolist())


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
        if start < end:
            yield stop, start


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a stop ends the sentence that begins at `start`."""
    stop = match.end()
    glued = not text[stop].isspace()
    if glued and not (
        _GLUED.match(text, match.end("mark")) or _GLUED.match(text, stop)
    ):
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


@lru_cache(4096)
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
