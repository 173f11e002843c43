"""Stance by word list: favourable and unfavourable words near mentions of a target."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, NamedTuple

from framing.metrics.base import Evidence, Field, Measurement, Row
from framing.model import VOICES, Document, Mention, Span
from framing.tone import (
    DEFAULT_LISTS,
    EVENTS,
    TONE,
    Contribution,
    Hit,
    Weighing,
    contributions,
    directed,
    speaks_for,
    vocabulary,
)

SELECTION: Final = "selection"
SECOND: Final = "stance_second"
"""The name of the metric that measures tone by a second word list."""

_ATTRIBUTED: Final = frozenset({"quoted", "reported"})

_FIELDS: Final = (
    Field(
        name=TONE,
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
        name=SELECTION,
        unit="balance per mention",
        low=-1.0,
        high=1.0,
        meaning=(
            "The tone of what speakers other than X are quoted or reported with on "
            "X, per mention: what an outlet lets others say about X. Who is at hand "
            "to be quoted differs between outlets, so it is no choice alone."
        ),
        has_evidence=True,
    ),
    Field(
        name=EVENTS,
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


Key = tuple[str, str, str, str]
"""Field, target, voice and actor of a row."""


class _Sum:
    """What is added up for one row: mentions, and what each word adds to them."""

    __slots__ = ("hits", "mentions")

    def __init__(self) -> None:
        self.mentions = 0
        self.hits: dict[int, tuple[Hit, float]] = {}

    def add(self, hit: Hit, amount: float) -> None:
        """Add what a hit adds to one more mention."""
        before = self.hits.get(hit.first)
        self.hits[hit.first] = (hit, amount if before is None else before[1] + amount)


class _Rows(NamedTuple):
    """The rows that a mention counts in, and whether each holds all voices."""

    tone: list[tuple[bool, _Sum]]
    events: list[tuple[bool, _Sum]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """The balance of lexicon words near mentions of each target, by voice.

    Parameters
    ----------
    lexicon : str
        Name or path of the evaluative word list; several joined by ``+``, of which
        the first that holds a term decides. Default: the four of this package, then
        VADER's.
    weighing : Weighing
        How much a hit weighs on a mention.
    brief : bool, default False
        Only the tone by target and voice: no selection, speakers, event words, hits.

    Raises
    ------
    LexiconError
        If a word list is unknown, has a fault, or tells no stance because it has no
        unfavourable words.

    Notes
    -----
    A hit is a word of the list in the sentence of a mention, outside all mentions
    and names. What it adds is written at `framing.tone.contributions`; the value is
    the sum over the mentions of a row, divided by their number. A hit counts for
    every mention in its sentence: giving it to the nearest alone loses 4 to 5 points
    of macro-F1 where there are several targets.

    A row stands for each target and voice with a mention, and holds hits of that
    voice and quotation alone, so that quoted criticism never reaches a mention in
    unattributed text. Rows with an `actor` hold what one known speaker is quoted or
    reported with. "all" holds the hits of all voices, those of another voice damped.
    `selection` holds quoted and reported mentions of speakers other than the target.

    Of overlapping entries the longest counts, once. Words for events
    (``lexicons/event_valence``) give a field of their own and never tone. Words
    that name offices or carry grammar (``lexicons/neutral_uses``) count nowhere.
    The recipe is after VADER [1]_ and was fitted to the training part of NewsMTSC
    [2]_; docs/stance.md has the figures.

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

    lexicon: str = DEFAULT_LISTS
    weighing: Weighing = Weighing()  # noqa: RUF009 - frozen
    brief: bool = False

    def __post_init__(self) -> None:
        """Refuse word lists that are unknown, faulty or without signs."""
        vocabulary(self.lexicon)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Tone, selection and event valence, apart."""
        return _FIELDS[:1] if self.brief else _FIELDS

    def contributions(self, document: Document, /) -> list[Contribution]:
        """Return what every hit adds to every mention: the unit of all values."""
        return contributions(document, vocabulary(self.lexicon), self.weighing)

    def toward(self, document: Document, /, *, holder: str, target: str) -> float:
        """Return the tone of what one actor is shown to say or do about another.

        Parameters
        ----------
        document : Document
            With mentions of both.
        holder, target : str
            Keys of actors.

        Returns
        -------
        float
            In [-1, 1], per mention of the target in a sentence where the holder
            is named or heard; nan where there is none.

        Notes
        -----
        A hit is the holder's if it stands between the holder and, after it, the
        target ("Russia condemned the sanctions of the EU"), or in words whose
        speaker is the holder. This is word order, not grammar: passives ("was
        condemned by") are missed.

        Examples
        --------
        >>> from framing import Article, analyse
        >>> made = analyse(Article(id="a", raw="Russia distrusts China."))
        >>> one = Stance().toward(made, holder="RU", target="CN")
        >>> other = Stance().toward(made, holder="CN", target="RU")
        >>> one < 0, other
        (True, 0.0)
        """
        words = vocabulary(self.lexicon)
        return directed(document, words, self.weighing, holder=holder, target=target)

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        if not document.mentions:
            return Measurement()
        sums: dict[Key, _Sum] = {}
        rows_of = {
            (mention.first, mention.target): self._rows(mention, document, sums)
            for mention in document.mentions
        }
        parts = tuple(self.contributions(document))
        for mention, hit, _, _, _, amount, amount_all in parts:
            rows = rows_of[mention.first, mention.target]
            for is_all, row in rows.tone if hit.field == TONE else rows.events:
                if added := amount_all if is_all else amount:
                    row.add(hit, added)
        return _measurement(sums, () if self.brief else parts)

    def _rows(
        self, mention: Mention, document: Document, sums: dict[Key, _Sum]
    ) -> _Rows:
        """Count a mention in its rows, made where they are not there yet."""
        target, first = mention.target, mention.first
        voice = VOICES[document.voice[first]]
        tone = [
            (False, _counted(sums, (TONE, target, voice, ""))),
            (True, _counted(sums, (TONE, target, "all", ""))),
        ]
        if self.brief:
            return _Rows(tone, [])
        index = int(document.speaker[first]) if len(document.speaker) else -1
        if index >= 0 and voice in _ATTRIBUTED:
            quote = document.quotes[index]
            speakers = dict.fromkeys(by.key for by in quote.speakers if by.key)
            tone.extend(
                (False, _counted(sums, (TONE, target, voice, speaker)))
                for speaker in speakers
            )
            if target not in speaks_for(quote):
                tone.append((False, _counted(sums, (SELECTION, target, "all", ""))))
        events = [
            (False, _counted(sums, (EVENTS, target, voice, ""))),
            (True, _counted(sums, (EVENTS, target, "all", ""))),
        ]
        return _Rows(tone, events)


def _counted(sums: dict[Key, _Sum], key: Key) -> _Sum:
    """Return the sum of a row with one mention more."""
    found = sums.get(key)
    if found is None:
        found = sums[key] = _Sum()
    found.mentions += 1
    return found


def _measurement(sums: dict[Key, _Sum], hits: tuple[Contribution, ...]) -> Measurement:
    """Return rows and evidence; what one span adds to one row stands once."""
    spans: dict[int, tuple[Span, str]] = {}
    rows: list[Row] = []
    evidence: list[Evidence] = []
    for (field, target, voice, actor), found in sums.items():
        total = 0.0
        if found.hits:
            for hit, amount in found.hits.values():
                if hit.first not in spans:
                    spans[hit.first] = (Span(hit.start, hit.stop), _note(hit))
                span, note = spans[hit.first]
                evidence.append(
                    Evidence(field, span, amount, target, voice, actor, note)
                )
            total = math.fsum([amount for _, amount in found.hits.values()])
        rows.append(Row(field, total, float(found.mentions), target, voice, actor))
    return Measurement(rows=tuple(rows), evidence=tuple(evidence), hits=hits)


def _note(hit: Hit) -> str:
    return f"{hit.entry}, after {hit.modifiers!r}" if hit.modifiers else hit.entry


def second_stance(*, second_lexicon: str = "vader") -> Stance:
    """Return the tone by another word list, to stand beside the first.

    Parameters
    ----------
    second_lexicon : str, default "vader"
        As `Stance` takes it.

    Returns
    -------
    Stance
        Brief: where its sign differs from the first's, a finding depends on the list.

    Examples
    --------
    >>> [field.name for field in second_stance().fields]
    ['tone']
    """
    return Stance(lexicon=second_lexicon, brief=True)
