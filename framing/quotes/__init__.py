"""Who is quoted, on which words: spans, speakers, relays, voice.

The first version works by rules over word lists. `find_quotes` and `voices` are
all that other modules use, so its core can be replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.actors import Actors
from framing.model import Ints, Quote
from framing.quotes.build import fill, to_quotes
from framing.quotes.core import find_drafts
from framing.quotes.marks import find_marks
from framing.quotes.page import make_page
from framing.quotes.scene import make_scene
from framing.quotes.voice import paint
from framing.segment import Cut

__all__ = ["find_quotes", "voices"]

_NO_OUTLETS: Final[Mapping[str, str]] = MappingProxyType({})


def find_quotes(
    text: str,
    cut: Cut,
    *,
    actors: Actors,
    outlets: Mapping[str, str] = _NO_OUTLETS,
) -> tuple[Quote, ...]:
    """Return the quotations of a text.

    Parameters
    ----------
    text : str
        A clean text: captions, titles and page furniture are gone.
    cut : Cut
        From `framing.segment.cut`, of the same text.
    actors : Actors
        From `framing.actors.load_actors`.
    outlets : mapping of str to str
        From an outlet's name or alias to its key; other agencies keep their name.

    Returns
    -------
    tuple of Quote
        In order of their content, outer layers before inner ones.

    Notes
    -----
    Direct quotations are what stands between marks; a break of paragraph closes a
    mark. Indirect ones follow or precede a cue from ``lexicons/reporting_verbs``;
    ``lexicons/reporting_frames`` says what may follow each cue.

    Examples
    --------
    >>> from framing.actors import load_actors
    >>> from framing.segment import cut
    >>> text = "“We agree,” Xinhua news agency quoted Xi as saying."
    >>> quote, = find_quotes(text, cut(text), actors=load_actors())
    >>> quote.kind, quote.speakers[0].name, quote.relays
    ('direct', 'Xi Jinping', ('Xinhua news agency',))
    """
    page = make_page(text, cut)
    if not page.low:
        return ()
    scene = make_scene(page, actors=actors, outlets=outlets)
    return to_quotes(scene, fill(scene, find_drafts(page)))


def voices(
    text: str, cut: Cut, quotes: Sequence[Quote]
) -> tuple[NDArray[np.int8], Ints]:
    """Return the voice of each word, and the quotation it stands in.

    Parameters
    ----------
    text : str
    cut : Cut
    quotes : sequence of Quote
        From `find_quotes`, of the same text.

    Returns
    -------
    voice : ndarray of shape (n_words,), int8
        Index into `framing.model.VOICES`. Marked words are quoted, other words of
        a quotation reported; those of an uncertain one are uncertain.
    speaker : ndarray of shape (n_words,), int32
        Index into `quotes` of the innermost quotation, or -1.

    Examples
    --------
    >>> from framing.actors import load_actors
    >>> from framing.segment import cut
    >>> text = "Trade grew “a lot”, Xi said."
    >>> found = find_quotes(text, cut(text), actors=load_actors())
    >>> voices(text, cut(text), found)[0].tolist()
    [2, 2, 1, 1, 0, 0]
    """
    return paint(cut.words, quotes, find_marks(text, cut.paragraphs, cut.sentences))
