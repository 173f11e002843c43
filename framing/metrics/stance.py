"""Stance by word list: favourable and unfavourable words near mentions of a target."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from framing.errors import ParameterError
from framing.lexicons import Lexicon, load_lexicon
from framing.match import Hit, Matcher
from framing.metrics.base import Evidence, Field, Measurement, Row
from framing.model import VOICES, Document, Mention, Quote, Span

_QUOTED: Final = VOICES.index("quoted")
_TONE: Final = "tone"
_EVENTS: Final = "event_valence"
_MODIFIER: Final = "modifier"
_NEUTRAL: Final = "neutral"
_COUNTED: Final = frozenset({_TONE, _EVENTS})
_NOBODY: Final = frozenset[str]()

_FIELDS: Final = (
    Field(
        name=_TONE,
        unit="balance per mention",
        low=-1.0,
        high=1.0,
        meaning=(
            "Stance (lexicon tone near mentions of X): the balance of favourable "
            "and unfavourable lexicon words near mentions of X, per mention; above "
            "0 more favourable, below 0 more unfavourable. It is not the outlet's "
            "position, and words for bad or good events are left out of it."
        ),
        has_evidence=True,
    ),
    Field(
        name=_EVENTS,
        unit="balance per mention",
        low=-1.0,
        high=1.0,
        meaning=(
            "The balance of words for good and bad events (a ceasefire, a war) near "
            "mentions of X, per mention. It says what happens around X, not how X "
            "is judged, and is never added to the tone."
        ),
        has_evidence=True,
    ),
)


class _Term(NamedTuple):
    """What an entry of one of the word lists does."""

    role: str
    term: str
    weight: float


class _Near(NamedTuple):
    """An evaluative or event word, with what stands before it, and who says it."""

    first: int
    last: int
    role: str
    weight: float
    note: str
    voice: int
    own: frozenset[str]


class _Part(NamedTuple):
    """What one hit adds to one mention."""

    role: str
    target: str
    voice: str
    hit: _Near
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """The balance of lexicon words near mentions of each target, by voice.

    Parameters
    ----------
    lexicon : str, default "vader"
        Name or path of the evaluative word list.
    tau_before, tau_after : float, default 3 and 20
        Words over which a hit before or after the mention loses weight.
    own_speech : float, default 0.3
        Factor for hits in a quotation whose speaker is the target, or speaks for
        it: what a state says of itself weighs less.
    other_voice : float, default 0.5
        In voice "all", factor for hits of another voice than the mention's.

    Raises
    ------
    ParameterError
        If a distance is not above 0, or a factor lies outside [0, 1].
    LexiconError
        On the first call, if the word list has a fault.

    Notes
    -----
    A hit is a word of the list in the sentence of a mention, outside all mentions.
    With its weight scaled to [-1, 1] by the list's range, it adds ``weight *
    modifiers * exp(-distance / tau)``, where `distance` is 1 for the next word.
    `modifiers` is the product of the factors of negators, boosters, dampeners and
    distancers in the three words before the hit (``lexicons/modifiers``). The sum
    of one mention is scaled down to lie in [-1, 1]; the value is the mean over
    mentions. A hit counts for every mention in its sentence: giving it to the
    nearest alone loses 4 to 5 points of macro-F1 where there are several targets.

    A row stands for each target and voice with a mention, and holds hits of that
    voice alone. "all" holds the hits of all voices, and those of another voice than
    the mention's damped, except that nothing passes in or out of quotation marks;
    so quoted criticism never reaches a mention in unattributed text. On the
    development parts of NewsMTSC [2]_ this gives macro-F1 .592/.573; without hits
    of other voices .585/.549, with quoted ones at 0.3 .576/.580.

    Of overlapping entries the longest counts, once. Words for events
    (``lexicons/event_valence``) give a field of their own and never tone. Words
    that name offices or carry grammar (``lexicons/neutral_uses``) count nowhere.
    The recipe is after VADER [1]_.

    References
    ----------
    .. [1] C. Hutto, E. Gilbert (2014). VADER: a parsimonious rule-based model for
       sentiment analysis of social media text. ICWSM 8.
    .. [2] F. Hamborg, K. Donnay (2021). NewsMTSC: a dataset for (multi-)target-
       dependent sentiment classification in political news articles. EACL.

    Examples
    --------
    >>> Stance().fields[0].name
    'tone'
    """

    lexicon: str = "vader"
    tau_before: float = 3.0
    tau_after: float = 20.0
    own_speech: float = 0.3
    other_voice: float = 0.5

    def __post_init__(self) -> None:
        """Refuse distances and factors without meaning, and lists without signs."""
        for name in ("tau_before", "tau_after"):
            if not getattr(self, name) > 0:
                message = f"{name} must be above 0, got {getattr(self, name)!r}"
                raise ParameterError(message)
        for name in ("own_speech", "other_voice"):
            if not 0 <= getattr(self, name) <= 1:
                message = f"{name} must lie in [0, 1], got {getattr(self, name)!r}"
                raise ParameterError(message)
        lexicon = load_lexicon(self.lexicon)
        if lexicon.range[0] >= 0:
            message = (
                f"lexicon {lexicon.name!r} has no unfavourable words (its weights lie "
                f"in {list(lexicon.range)}), so it tells no stance; use one with "
                "weights of both signs, or categories named positive and negative"
            )
            raise ParameterError(message)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Tone and event valence, apart."""
        return _FIELDS

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        if not document.mentions:
            return Measurement()
        voices = document.voice.tolist()
        counted = _counted_mentions(document.mentions, voices)
        parts = [
            part
            for mentions, hits in _by_sentence(document, self.lexicon, voices)
            for mention in mentions
            for role in (_TONE, _EVENTS)
            for part in self._parts(mention, role, hits, voices[mention.first])
        ]
        return _measurement(document, counted, parts)

    def _parts(
        self, mention: Mention, role: str, hits: list[_Near], voice: int
    ) -> Iterator[_Part]:
        """Yield what the hits of one role add to one mention, in its voice and all."""
        amounts = [
            (hit, self._amount(hit, mention)) for hit in hits if hit.role == role
        ]
        same = [(hit, amount) for hit, amount in amounts if hit.voice == voice]
        mixed = same
        if len(same) < len(amounts):
            mixed = [
                (hit, amount * (1.0 if hit.voice == voice else self.other_voice))
                for hit, amount in amounts
                if hit.voice == voice or _QUOTED not in {hit.voice, voice}
            ]
        for name, chosen in ((VOICES[voice], same), ("all", mixed)):
            total = math.fsum(amount for _, amount in chosen)
            # A little more, lest rounding carry a value past its bound.
            reach = max(1.0, abs(total) * (1 + 1e-12))
            for hit, amount in chosen:
                yield _Part(role, mention.target, name, hit, amount / reach)

    def _amount(self, hit: _Near, mention: Mention) -> float:
        """Return what a hit adds to a mention."""
        if hit.first >= mention.last:
            decay = math.exp(-(hit.first - mention.last + 1) / self.tau_after)
        else:
            decay = math.exp(-(mention.first - hit.last + 1) / self.tau_before)
        own = self.own_speech if mention.target in hit.own else 1.0
        return hit.weight * decay * own


def _counted_mentions(
    mentions: Iterable[Mention], voices: list[int]
) -> dict[tuple[str, str], int]:
    """Return the number of mentions by target and voice."""
    counts: dict[tuple[str, str], int] = {}
    for mention in mentions:
        for voice in (VOICES[voices[mention.first]], "all"):
            key = (mention.target, voice)
            counts[key] = counts.get(key, 0) + 1
    return counts


def _by_sentence(
    document: Document, lexicon: str, voices: list[int]
) -> Iterator[tuple[list[Mention], list[_Near]]]:
    """Yield the mentions and the hits of each sentence that has both."""
    starts = document.sentence_starts()
    hits: dict[int, list[_Near]] = {}
    for hit in _hits(document, lexicon, starts, voices):
        hits.setdefault(bisect_right(starts, hit.first), []).append(hit)
    mentions = sorted(document.mentions, key=lambda mention: mention.first)
    for sentence, group in groupby(
        mentions, key=lambda mention: bisect_right(starts, mention.first)
    ):
        if sentence in hits:
            yield list(group), hits[sentence]


def _hits(
    document: Document, lexicon: str, starts: list[int], voices: list[int]
) -> Iterator[_Near]:
    """Yield the words that count, outside all mentions, with their factors."""
    matcher, window = _matcher(lexicon)
    found = matcher.find(document.norms, breaks=frozenset(starts), group=_is_modifier)
    masked = {i for m in document.mentions for i in range(m.first, m.last)}
    modifiers = {hit.last: hit for hit in found if hit.payload.role == _MODIFIER}
    own = [_speaks_for(quote) for quote in document.quotes]
    quoted = document.speaker.tolist() or [-1] * len(voices)
    for hit in found:
        first, last, term = hit
        if term.role in _COUNTED and masked.isdisjoint(range(first, last)):
            weight, note = _modified(term, _before(hit, modifiers, starts, window))
            voice = voices[first]
            quote = quoted[first] if voice == _QUOTED else -1
            by = own[quote] if quote >= 0 else _NOBODY
            yield _Near(first, last, term.role, weight, note, voice, by)


def _speaks_for(quote: Quote) -> frozenset[str]:
    """Return the targets for which a quotation is their own speech."""
    keys = {key for by in quote.speakers for key in (by.key, by.country)}
    return frozenset(keys - {""})


def _is_modifier(term: _Term) -> bool:
    return term.role == _MODIFIER


def _before(
    hit: Hit[_Term], modifiers: dict[int, Hit[_Term]], starts: list[int], window: int
) -> list[Hit[_Term]]:
    """Return the modifiers shortly before a hit, in its sentence."""
    begin = starts[bisect_right(starts, hit.first) - 1]
    reach = range(max(begin, hit.first - window) + 1, hit.first + 1)
    return [modifiers[last] for last in reach if last in modifiers]


def _modified(term: _Term, modifiers: list[Hit[_Term]]) -> tuple[float, str]:
    """Return the weight and the note of a hit after its modifiers."""
    if not modifiers:
        return term.weight, term.term
    factor = math.prod(modifier.payload.weight for modifier in modifiers)
    words = " ".join(modifier.payload.term for modifier in modifiers)
    # Two boosters may carry a weight past the end of the scale.
    weight = max(-1.0, min(1.0, term.weight * factor))
    return weight, f"{term.term}, after {words!r}"


@lru_cache(maxsize=8)
def _matcher(lexicon: str) -> tuple[Matcher[_Term], int]:
    """Return one automaton for all word lists, and the reach of modifiers."""
    modifiers, events = load_lexicon("modifiers"), load_lexicon("event_valence")
    neutral = load_lexicon("neutral_uses")
    lists = (
        (_EVENTS, events),
        (_NEUTRAL, neutral),
        (_MODIFIER, modifiers),
    )
    terms = [
        _Term(role, entry.term, entry.weight)
        for role, entries in lists
        for entry in entries.entries
    ]
    # "no" turns the word after it; it is no evaluation of its own.
    closed = [t for t in terms if t.role != _MODIFIER or t.weight < 0]
    terms += _evaluative(load_lexicon(lexicon), closed)
    return Matcher((term.term, term) for term in terms), modifiers.window


def _evaluative(lexicon: Lexicon, closed: Iterable[_Term]) -> Iterator[_Term]:
    """Yield the entries that no other list holds, scaled to [-1, 1]."""
    others = Matcher((term.term, term) for term in closed)
    reach = max(abs(bound) for bound in lexicon.range) or 1.0
    for term, group in groupby(lexicon.entries, key=lambda entry: entry.term):
        weights = [entry.weight for entry in group]
        words = term.removesuffix("*").split()
        inside = others.find(words)
        if not (inside and (inside[0].first, inside[-1].last) == (0, len(words))):
            yield _Term(_TONE, term, math.fsum(weights) / len(weights) / reach)


def _measurement(
    document: Document, counted: dict[tuple[str, str], int], parts: list[_Part]
) -> Measurement:
    """Return rows and evidence; what one span adds to one row stands once."""
    found: dict[tuple[str, str, str], dict[int, list[_Part]]] = {}
    for part in parts:
        spans = found.setdefault((part.role, part.target, part.voice), {})
        spans.setdefault(part.hit.first, []).append(part)
    rows: list[Row] = []
    evidence: list[Evidence] = []
    for field in (_TONE, _EVENTS):
        for (target, voice), n_mentions in sorted(counted.items()):
            by_word = found.get((field, target, voice), {})
            items = [_evidence(same, document) for same in by_word.values()]
            rows.append(
                Row(
                    field=field,
                    target=target,
                    voice=voice,
                    numerator=math.fsum(item.amount for item in items),
                    denominator=float(n_mentions),
                )
            )
            evidence += items
    return Measurement(rows=tuple(rows), evidence=tuple(evidence))


def _evidence(parts: list[_Part], document: Document) -> Evidence:
    """Return what one word adds to one row, over all mentions that it counts for."""
    part = parts[0]
    start = int(document.words[part.hit.first, 0])
    stop = int(document.words[part.hit.last - 1, 1])
    return Evidence(
        field=part.role,
        target=part.target,
        voice=part.voice,
        span=Span(start, stop),
        amount=math.fsum(part.amount for part in parts),
        note=part.hit.note,
    )
