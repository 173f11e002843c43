"""Who is quoted, on which words: spans, speakers, relays, voice.

Rules over word lists find marks, cues and layers; a trained model takes them as
hints and decides which words are given to which source; rules again say who that is
and through whom. `find_quotes` and `voices` are all that other modules use.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.actors import Actors
from framing.errors import FramingWarning
from framing.model import Ints, Quote
from framing.quotes.build import fill, to_quotes
from framing.quotes.core import complete, find_drafts
from framing.quotes.marks import find_marks
from framing.quotes.merging import merged
from framing.quotes.page import Page, make_page
from framing.quotes.scene import make_scene
from framing.quotes.tagger import Tagger, load_tagger
from framing.quotes.voice import paint
from framing.segment import Cut

__all__ = ["Tagger", "find_quotes", "load_tagger", "voices"]

# In a text that can be read, fewer words than this share are in capitals or in other
# letters.
_MOST: Final = 0.6
_LEAST: Final = 30  # shorter texts may be headlines, or all names
_LATIN: Final = "\u0250"  # the first letter beyond Latin ones
_NO_OUTLETS: Final[Mapping[str, str]] = MappingProxyType({})


def find_quotes(
    text: str,
    cut: Cut,
    *,
    actors: Actors,
    outlets: Mapping[str, str] = _NO_OUTLETS,
    tagger: Tagger | None = None,
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
    tagger : Tagger, optional
        From `load_tagger`; the shipped model if left out.

    Returns
    -------
    tuple of Quote
        In order of their content, outer layers before inner ones.

    Warns
    -----
    FramingWarning
        If the text is in capitals or not in Latin letters, so that names and the
        beginnings of sentences cannot be told.

    Notes
    -----
    Direct quotations are what stands between marks; a break of paragraph closes a
    mark. What the rules of ``lexicons/reporting_verbs`` and
    ``lexicons/reporting_frames`` find goes into a linear-chain conditional random
    field [1]_ as features; docs/models/quotes.md has its figures and limits.

    References
    ----------
    .. [1] J. Lafferty, A. McCallum, F. Pereira (2001). Conditional random fields:
       probabilistic models for segmenting and labeling sequence data. ICML.

    Examples
    --------
    >>> from framing.actors import load_actors
    >>> from framing.segment import cut
    >>> text = "“We agree,” Xinhua news agency quoted Xi as saying."
    >>> quote, = find_quotes(text, cut(text), actors=load_actors())
    >>> quote.kind, quote.speakers[0].name, quote.relays
    ('direct', 'Xi Jinping', ('Xinhua',))
    """
    page = make_page(text, cut)
    if not page.low:
        return ()
    _warn(page)
    scene = make_scene(page, actors=actors, outlets=outlets)
    drafts = find_drafts(page)
    found = (tagger or load_tagger()).find(page, drafts, scene.names)
    drafts = complete(page, merged(page, drafts, found))
    return to_quotes(scene, fill(scene, drafts))


def _warn(page: Page) -> None:
    """Say where the rules and the model are blind."""
    size = len(page.raw)
    if size < _LEAST:
        return
    capitals = sum(map(str.isupper, page.raw))
    foreign = 0 if page.text.isascii() else sum(word > _LATIN for word in page.raw)
    for number, what in ((capitals, "in capitals"), (foreign, "not in Latin letters")):
        if number > _MOST * size:
            message = (
                f"text of {size} words: {number} are {what}; quotations are "
                "found by names and the beginnings of sentences, so many are missed"
            )
            warnings.warn(message, FramingWarning, stacklevel=3)


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
