"""Lead sections of equal length: the first words of an article, to a sentence's end."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from itertools import accumulate

import numpy as np

from framing.model import Document, Quote, Span


def lead_of(document: Document, n_words: int) -> Document | None:
    """Cut a document after the sentence that holds its n-th word.

    Parameters
    ----------
    document : Document
    n_words : int
        At least 1.

    Returns
    -------
    Document or None
        None for a document of fewer words. Quotations are cut at the lead's end,
        those that begin after it are dropped, and so are cues, sources and mentions
        that do not lie inside.
    """
    if document.n_words < n_words:
        return None
    bounds = [*document.sentence_starts()[1:], document.n_words]
    count = bisect_left(bounds, n_words) + 1
    last = bounds[count - 1]
    end = int(document.sentences[count - 1, 1])
    kept = [
        place
        for place, quote in enumerate(document.quotes)
        if any(span.start < end for span in quote.content)
    ]
    # One more place, so that -1 (no quotation) stays -1.
    number = np.full(len(document.quotes) + 1, -1, dtype=np.int32)
    number[kept] = np.arange(len(kept))
    places = number.tolist()
    paragraphs = document.paragraphs[document.paragraphs[:, 0] < end]
    return dataclasses.replace(
        document,
        text=document.text[:end],
        paragraphs=np.minimum(paragraphs, end),
        sentences=document.sentences[:count],
        words=document.words[:last],
        norms=document.norms[:last],
        background=tuple(place for place in document.background if place < count),
        mentions=tuple(m for m in document.mentions if m.last <= last),
        named=tuple(m for m in document.named if m.last <= last),
        quotes=tuple(_cut(document.quotes[place], end, places) for place in kept),
        voice=document.voice[:last],
        speaker=number[document.speaker[:last]],
    )


def _cut(quote: Quote, end: int, number: list[int]) -> Quote:
    return dataclasses.replace(
        quote,
        content=tuple(
            Span(start=span.start, stop=min(span.stop, end))
            for span in quote.content
            if span.start < end
        ),
        cue=tuple(span for span in quote.cue if span.stop <= end),
        source=tuple(span for span in quote.source if span.stop <= end),
        nested_in=number[quote.nested_in],
    )


def lead_tokens(tokens: str, voice: bytes, n_words: int) -> tuple[str, bytes]:
    r"""Cut the words of a text as `lead_of` does.

    Parameters
    ----------
    tokens : str
        Words joined by spaces, sentences by new lines.
    voice : bytes
        One a word.
    n_words : int
        At least 1.

    Returns
    -------
    tokens, voice
        Empty for a text of fewer words.

    Examples
    --------
    >>> lead_tokens("talks opened\ntalks shut\nall left", bytes(6), 3)
    ('talks opened\ntalks shut', b'\x00\x00\x00\x00')
    >>> lead_tokens("talks opened", bytes(2), 3)
    ('', b'')
    """
    if len(voice) < n_words:
        return "", b""
    lines = tokens.split("\n")
    ends = list(accumulate(len(line.split()) for line in lines))
    count = bisect_left(ends, n_words) + 1
    return "\n".join(lines[:count]), voice[: ends[count - 1]]
