"""What grouping reads of an article: foreground words, names, numbers, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from framing.clean import clean
from framing.dates import find_dates
from framing.model import Article, DateEstimate, Document
from framing.segment import sentences_of
from framing.words import cut_words, words_and_names

COPIES: Final = 30
"""Equal articles that are compared each by itself: half of the partners of one."""
FRONT: Final = 400
"""Words after which no further sentence is read: what follows is background more
often than not, and coded pairs of two newspapers are told apart better without it."""
_HEAD: Final = 2900  # characters of a raw text that hold the first 400 words
_SLACK: Final = 400  # characters around them in which a paragraph may end
_TOP: Final = 600  # characters in which a crawl header stands
_BESIDE: Final = frozenset({"metadata", "header stamp", "address"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LEAD_WORDS: Final = 12
_TITLE_CASE: Final = 0.6
"""Share of capitals from which those of a headline mark no names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What grouping needs to know of one article.

    Attributes
    ----------
    id, title : str
    words : str
        Normalised words of the title and of the sentences that do not look back, up
        to the sentence that reaches 400.
    names : str
        Those of them that have a capital inside a sentence.
    published, event : DateEstimate
    is_preview : bool
    lead : str
        The first words as written of an article without a title; they name an event.
    """

    id: str
    title: str
    words: str
    published: DateEstimate
    event: DateEstimate
    names: str = ""
    is_preview: bool = False
    lead: str = ""


def first_alike(items: Sequence[Item], kept: int = COPIES) -> list[int]:
    """Return the place of each item, or of the first equal one where there are many.

    Parameters
    ----------
    items : sequence of Item
    kept : int
        Items with the same words and dates that are compared each by itself. Of
        thousands of equal articles not all have to be.

    Examples
    --------
    >>> none = DateEstimate()
    >>> made = [Item(id=i, title="", words=w, published=none, event=none)
    ...         for i, w in (("a", "grain"), ("b", "talks"), ("c", "grain"))]
    >>> first_alike(made), first_alike(made, kept=1)
    ([0, 1, 2], [0, 1, 0])
    """
    seen: dict[tuple[object, ...], int] = {}
    copies = Counter[tuple[object, ...]]()
    often = Counter(item.words for item in items)
    found = []
    for at, item in enumerate(items):
        if often[item.words] <= kept:  # next to all of them
            found.append(at)
            continue
        key = (item.words, item.names, item.published, item.event, item.is_preview)
        copies[key] += 1
        first = seen.setdefault(key, at)
        found.append(first if item.words and copies[key] > kept else at)
    return found


def item_of(document: Document) -> Item:
    """Return the part of a document that grouping reads."""
    text = document.text
    sentences = [text[start:stop] for start, stop in document.sentences.tolist()]
    words, names = _foreground(document.title, sentences, document.background)
    return Item(
        id=document.article.id,
        title=document.title,
        words=words,
        names=names,
        published=document.date,
        event=document.event_date,
        is_preview=document.genre.value == "preview",
        lead="" if document.title else _lead(text),
    )


def read_item(article: Article) -> Item:
    """Read an article for grouping alone, many times as fast as `analyse`.

    Parameters
    ----------
    article : Article
        An outlet's own boilerplate is not known here, and stays.

    Returns
    -------
    Item
        What `item_of` makes of the analysed article. Of a long text with a date
        beside it only the head is read: 2 of 500 real articles then differ, in a few
        words where the head was cut.

    Examples
    --------
    >>> read_item(Article(id="a", raw="The Kremlin hosted talks on grain.")).names
    'kremlin'
    """
    head = _head(article.raw)
    if len(head) < len(article.raw) and _may_be_dated(article):
        item = _read(article, head)
        # Without a stamp, the years of the whole text bound its date.
        if item.published.source in _BESIDE and item.words.count(" ") >= FRONT - 1:
            return item
    return _read(article, article.raw)


def _head(raw: str) -> str:
    """Return the paragraphs that hold the first words, more than are used."""
    if len(raw) <= _HEAD + _SLACK:
        return raw
    stop = raw.rfind("\n", _HEAD - _SLACK, _HEAD + _SLACK)
    if stop < 0:
        stop = raw.rfind(". ", _HEAD - _SLACK, _HEAD + _SLACK) + 1
    return raw[:stop] if stop > 0 else raw


def _may_be_dated(article: Article) -> bool:
    """Whether a date may stand beside the text; what stands in it is read with it."""
    return bool(article.published or article.url or _YEAR.search(article.raw[:_TOP]))


def _read(article: Article, raw: str) -> Item:
    cleaned = clean(raw, title=article.title)
    text, title = cleaned.text, article.title or cleaned.title
    sentences = sentences_of(text)
    dates = find_dates(
        sentences,
        published=article.published,
        header=cleaned.header_date,
        url=article.url,
        dateline=cleaned.dateline,
        title=title,
    )
    words, names = _foreground(title, sentences, dates.background)
    return Item(
        id=article.id,
        title=title,
        words=words,
        names=names,
        published=dates.published,
        event=dates.event,
        is_preview=dates.is_preview,
        lead="" if title else _lead(text),
    )


def _foreground(
    title: str, sentences: Sequence[str], background: Sequence[int]
) -> tuple[str, str]:
    """Return the words of title and foreground, and those that are names."""
    skipped = frozenset(background)
    words, names = words_and_names(title)
    if names.count(" ") >= _TITLE_CASE * words.count(" "):
        # In "Leaders Sign Accord" a capital says nothing.
        names = ""
    for place, sentence in enumerate(sentences):
        if words.count(" ") >= FRONT:
            break
        if place not in skipped:
            more, capital = words_and_names(sentence)
            words += more
            names += capital
    return words[1:], names[1:]


def _lead(text: str) -> str:
    """Return the first dozen words, with dots where more follow."""
    words = cut_words(text)
    if not len(words):
        return ""
    start, stop = words[0, 0], words[:_LEAD_WORDS][-1, 1]
    found = " ".join(text[start:stop].split())
    return f"{found} …" if len(words) > _LEAD_WORDS else found
