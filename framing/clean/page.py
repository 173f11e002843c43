"""A text as lines, and what a rule is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NamedTuple

from framing.model import Span
from framing.wordlist import shipped_terms

_LINE: Final = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_KEY_WORD: Final = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
_DIGITS: Final = re.compile(r"\d+")
_NOT_FOLDED: Final = re.compile(r"[\W_]+")
_CLOSED: Final = re.compile(r"[.!?…。！？;:,][\"'”’»)\]]*$")
_SENTENCE: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_LONGEST_KEY: Final = 90  # no phrase of furniture is longer
_LONGEST_TITLE: Final = 25  # words


class Line(NamedTuple):
    """One line without the white space at its ends.

    `key` is the form in which furniture is looked up; empty for long lines.
    """

    start: int
    stop: int
    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text, ready for the rules.

    Attributes
    ----------
    text : str
    lines : tuple of Line
        A line of nothing but odd white space has an empty text.
    title : str
        As declared.
    boilerplate : frozenset of str
        The outlet's own lines, in the form of `squeezed`.
    phrases : tuple of str
        Those of at least five words that occur in `text`.
    """

    text: str
    lines: tuple[Line, ...]
    title: str = ""
    boilerplate: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()

    def gap(self, index: int) -> int:
        """Return the number of line breaks before a line; two where none is before."""
        if not 0 < index < len(self.lines):
            return 2
        between = self.text[self.lines[index - 1].stop : self.lines[index].start]
        return between.count("\n") + between.count("\r") - between.count("\r\n")


Seen = Mapping[str, str]
"""What each rule for this edge found first: name of the rule to words."""

Find = Callable[[Page, int, Seen], tuple[Span, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One named reason to drop something.

    Attributes
    ----------
    name : str
        Stands in the log of removals.
    drops, safe : str
        What it drops, and why no text of the article is lost with it.
    where : {"any", "head", "tail", "edge", "end"}
        On any line; only on lines above the text, below it, or either; or once,
        when nothing else is left to drop.
    find : callable
        Page, index of a line, what was seen at this edge -> spans to drop.
    longest : int
        Lines of more characters are not looked at.
    """

    name: str
    drops: str
    safe: str
    where: Literal["any", "head", "tail", "edge", "end"]
    find: Find
    longest: int = 200


def on_line(test: Callable[[Line], bool]) -> Find:
    """Make a rule's look-up of a test on one line: it drops the whole line."""

    def find(page: Page, index: int, _: Seen) -> tuple[Span, ...]:
        line = page.lines[index]
        return whole(line) if test(line) else ()

    return find


def on_page(search: Callable[[Page, int], tuple[Span, ...]]) -> Find:
    """Make a rule's look-up of one that need not know what was seen."""

    def find(page: Page, index: int, _: Seen) -> tuple[Span, ...]:
        return search(page, index)

    return find


def read_page(text: str, *, title: str, boilerplate: Iterable[str]) -> Page:
    """Split a text into lines and fold what they are compared with."""
    own = [line.strip() for line in boilerplate if line.strip()]
    return Page(
        text=text,
        lines=tuple(_lines(text)),
        title=title,
        boilerplate=frozenset(map(squeezed, own)),
        phrases=tuple(x for x in own if len(x.split()) >= 5 and x in text),
    )


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        whole = match[0]
        bare = whole.strip()
        if bare:
            start = match.start() + whole.index(bare)
            short = bare if len(bare) <= _LONGEST_KEY else ""
            yield Line(start, start + len(bare), bare, key_of(short))
        elif whole.strip(" \t"):
            yield Line(match.start(), match.end(), "", "")


def key_of(text: str) -> str:
    """Return the words of a line as furniture is listed: small, digits as 0.

    Examples
    --------
    >>> key_of("Comments (12)"), key_of("» Share this article!")
    ('comments 0', 'share this article')
    """
    words = " ".join(_KEY_WORD.findall(text.lower().replace("’", "'")))
    return _DIGITS.sub("0", words)


def folded(text: str) -> str:
    """Return letters and digits only, small: the form in which titles are compared."""
    return _NOT_FOLDED.sub("", text.casefold())


def squeezed(text: str) -> str:
    """Return a line with single spaces, small."""
    return " ".join(text.split()).casefold()


def whole(line: Line) -> tuple[Span, ...]:
    """Return the span of a line, as rules return it."""
    return (Span(line.start, line.stop),)


def n_words(text: str) -> int:
    """Return the number of words, roughly."""
    return text.count(" ") + 1 if text else 0


def is_title_like(text: str) -> bool:
    """Say whether a line could be a headline: two to 25 words, no closing mark."""
    return (
        2 <= len(text.split()) <= _LONGEST_TITLE
        and not _CLOSED.search(text[-8:])
        and (text[0].isalnum() or text[0] in "'\"‘“$€£#")
    )


def is_body_like(text: str) -> bool:
    """Say whether a line is a paragraph: it ends as a sentence, or is long."""
    return bool(_SENTENCE.search(text[-8:])) or n_words(text) > _LONGEST_TITLE


@cache
def phrases(category: str) -> frozenset[str]:
    """Return the keys of one category of ``lexicons/furniture.csv``."""
    return frozenset(map(key_of, shipped_terms("furniture")[category]))


@cache
def alternatives(category: str) -> str:
    """Return the terms of a category as a pattern, longest first."""
    terms = sorted(shipped_terms("furniture")[category], key=lambda t: (-len(t), t))
    return "|".join(re.escape(term).replace("'", "['’]") for term in terms)
