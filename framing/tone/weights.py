"""What each hit adds to each mention of its sentence."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from framing.errors import ParameterError
from framing.model import VOICES, Document, Mention
from framing.tone.hits import Hit, find_hits, sheet_of
from framing.tone.vocabulary import Vocabulary

_QUOTED: Final = VOICES.index("quoted")
# Between a word and a name, each of these ends a stretch of a sentence.
_BREAKS: Final = (",", ";", ":", "—", "–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How much a hit weighs on a mention.

    Parameters
    ----------
    tau_before, tau_after : float, default 3 and 15
        Words over which a hit before or after the mention loses weight.
    per_break : float, default 0.7
        Factor for each comma, semicolon, colon or dash in between.
    own_speech : float, default 0.3
        Factor for hits in words whose speaker is the target, or speaks for it: what
        a state says of itself weighs less.
    other_voice : float, default 0.5
        In voice "all", factor for hits of another voice than the mention's.
    across_marks : float, default 0.2
        The same where quotation marks stand around one of the two alone.

    Raises
    ------
    ParameterError
        If a distance is not above 0, or a factor lies outside [0, 1].
    """

    tau_before: float = 3.0
    tau_after: float = 15.0
    per_break: float = 0.7
    own_speech: float = 0.3
    other_voice: float = 0.5
    across_marks: float = 0.2

    def __post_init__(self) -> None:
        """Refuse distances and factors without meaning."""
        for name in ("tau_before", "tau_after"):
            if not getattr(self, name) > 0:
                message = f"{name} must be above 0, got {getattr(self, name)!r}"
                raise ParameterError(message)
        for name in ("per_break", "own_speech", "other_voice", "across_marks"):
            if not 0 <= getattr(self, name) <= 1:
                message = f"{name} must lie in [0, 1], got {getattr(self, name)!r}"
                raise ParameterError(message)


NEUTRAL: Final = 0.025
"""Up to this a tone counts as neutral; swept on the training part of NewsMTSC."""


class Contribution(NamedTuple):
    """One hit on one mention: the unit of every stance.

    Attributes
    ----------
    mention : Mention
    hit : Hit
    distance : int
        Words from the mention to the hit, 1 for the next; negative where the hit
        stands before the mention.
    breaks : int
        Commas, semicolons, colons and dashes in between.
    is_own : bool
        The hit is the target's own speech.
    amount : float
        What it adds to the mention among words of the mention's own voice and
        quotation; 0 for a hit of another.
    amount_all : float
        What it adds to the mention among all words.
    """

    mention: Mention
    hit: Hit
    distance: int
    breaks: int
    is_own: bool
    amount: float
    amount_all: float


def contributions(
    document: Document, words: Vocabulary, weighing: Weighing
) -> list[Contribution]:
    """Return what each hit adds to each mention of its sentence.

    Parameters
    ----------
    document : Document
    words : Vocabulary
    weighing : Weighing

    Returns
    -------
    list of Contribution
        Mention by mention. The amounts of one mention and field sum to within
        [-1, 1], and are scaled down where they would not.

    Notes
    -----
    A hit of weight *w* adds ``w * exp(-|distance| / tau) * per_break ** breaks``
    times the factors of `Weighing`. The defaults were fitted by coordinate search to
    the training part of NewsMTSC [1]_, where macro-F1 is flat around them.

    References
    ----------
    .. [1] F. Hamborg, K. Donnay (2021). NewsMTSC: a dataset for (multi-)target-
       dependent sentiment classification in political news articles. EACL.
    """
    sheet = sheet_of(document)
    hits: dict[int, list[Hit]] = {}
    for hit in find_hits(document, words, sheet):
        hits.setdefault(hit.sentence, []).append(hit)
    parts: list[Contribution] = []
    for mention in document.mentions if hits else ():
        near = hits.get(bisect_right(sheet.starts, mention.first))
        if near is None:
            continue
        quote = sheet.quotes[mention.first] if sheet.quotes else -1
        voice = sheet.voices[mention.first]
        at = _At(mention, voice, quote, sheet.text, sheet.edges)
        parts += _scaled([_plain(at, hit, weighing) for hit in near])
    return parts


class _At(NamedTuple):
    """A mention in its place."""

    mention: Mention
    voice: int
    quote: int
    text: str
    edges: list[int]


def _scaled(parts: list[Contribution]) -> list[Contribution]:
    """Scale the amounts of one mention down where a field's would pass 1."""
    # What cannot reach 1 needs no look at its fields; one hit alone never does.
    if len(parts) == 1 or sum([abs(part.amount_all) for part in parts]) <= 1:
        return parts
    scaled: list[Contribution] = []
    for field in dict.fromkeys(part.hit.field for part in parts):
        kept = [part for part in parts if part.hit.field == field]
        own = _reach(part.amount for part in kept)
        both = _reach(part.amount_all for part in kept)
        scaled += [
            part._replace(amount=part.amount / own, amount_all=part.amount_all / both)
            for part in kept
        ]
    return scaled


def _reach(amounts: Iterable[float]) -> float:
    """Return what amounts must be divided by so that they sum to 1 at most."""
    total = abs(math.fsum(amounts))
    # A little more, lest rounding carry a value past its bound.
    return total * (1 + 1e-12) if total > 1 else 1.0


def _is_own(mention: Mention, hit: Hit) -> bool:
    """Say whether a hit is the target's own speech; a relation has two sides."""
    if not hit.own or mention.target in hit.own:
        return bool(hit.own)
    return mention.kind == "relation" and any(
        mention.target.startswith(f"{key}-") or mention.target.endswith(f"-{key}")
        for key in hit.own
    )


def _plain(at: _At, hit: Hit, weighing: Weighing) -> Contribution:
    """Return what a hit adds to a mention, before scaling."""
    mention, edges = at.mention, at.edges
    if hit.first >= mention.last:
        distance = hit.first - mention.last + 1
        decay = math.exp(-distance / weighing.tau_after)
        begin, end = edges[2 * mention.last - 1], edges[2 * hit.first]
    else:
        distance = hit.last - mention.first - 1
        decay = math.exp(distance / weighing.tau_before)
        begin, end = edges[2 * hit.last - 1], edges[2 * mention.first]
    breaks = 0
    if end > begin + 1:
        between = at.text[begin:end]
        breaks = sum(map(between.count, _BREAKS))
        decay *= weighing.per_break**breaks
    is_own = _is_own(mention, hit)
    amount = hit.weight * decay * (weighing.own_speech if is_own else 1.0)
    if (hit.voice, hit.quote) == (at.voice, at.quote):
        return Contribution(mention, hit, distance, breaks, is_own, amount, amount)
    marks = hit.voice != at.voice and _QUOTED in (hit.voice, at.voice)
    damped = amount * (weighing.across_marks if marks else weighing.other_voice)
    return Contribution(mention, hit, distance, breaks, is_own, 0.0, damped)
