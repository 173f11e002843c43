"""Documents made by hand for tests of metrics: each quotation and mention is given."""

from __future__ import annotations

import numpy as np

from framing.model import (
    UNKNOWN,
    VOICES,
    Article,
    DateEstimate,
    Document,
    Finding,
    Mention,
    OffsetMap,
    Quote,
    Span,
    Speaker,
)
from framing.segment import cut
from framing.words import normalise_all


def span(text, words, *, nth=0):
    """Return where the nth occurrence of some words stands."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def quote(text, words, *, kind="direct", speaker=None, cue_class="", **more):
    """Return a quotation of words in a text."""
    speakers = (speaker,) if isinstance(speaker, Speaker) else ()
    return Quote(
        kind=kind,
        content=(span(text, words),),
        speakers=speakers,
        cue_class=cue_class,
        **more,
    )


def document(text, *, targets=(), quotes=(), outlet="unknown"):
    """Return a document whose targets are names in the text, each its own key."""
    parts = cut(text)
    voice = np.zeros(len(parts.words), np.int8)
    speaker = np.full(len(parts.words), -1, np.int32)
    for index, made in enumerate(quotes):
        if not made.is_quotation:
            continue
        name = "quoted" if made.kind == "direct" else "reported"
        code = VOICES.index("uncertain" if made.uncertain else name)
        for piece in made.content:
            inside = (parts.words[:, 0] >= piece.start) & (
                parts.words[:, 1] <= piece.stop
            )
            voice[inside], speaker[inside] = code, index
    return Document(
        article=Article(id="a", raw=text),
        text=text,
        title="",
        offsets=OffsetMap(clean=(0,), raw=(0,), length=len(text)),
        removed=(),
        language=UNKNOWN,
        outlet=Finding(value=outlet),
        origin=UNKNOWN,
        genre=UNKNOWN,
        translated=UNKNOWN,
        integrity=UNKNOWN,
        date=DateEstimate(),
        event_date=DateEstimate(),
        paragraphs=parts.paragraphs,
        sentences=parts.sentences,
        words=parts.words,
        norms=tuple(normalise_all(text, parts.words)),
        mentions=tuple(_mentions(text, parts.words.tolist(), targets)),
        quotes=tuple(quotes),
        voice=voice,
        speaker=speaker,
    )


def _mentions(text, words, targets):
    for index, (start, stop) in enumerate(words):
        for target in targets:
            if text[start:stop].removesuffix("'s") == target:
                place = Span(start, start + len(target))
                yield Mention(target=target, span=place, first=index, last=index + 1)


EASY = (
    "The cat sat on the mat. The dog ran to the park. We had a good day. "
    "The sun was hot and the sky was blue. I like to read a book in bed. "
) * 4
HARD = (
    "The parliamentary administration nevertheless characterized international "
    "negotiations regarding environmental responsibility as insufficiently "
    "transparent and institutionally unsatisfactory. "
) * 10
