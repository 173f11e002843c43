"""The few nouns that everything else speaks of.

All are frozen; each is made by one function, named in its docstring. Offsets
count code points and are half-open. Sequences are tuples, so that every object
can be compared, hashed where it holds no array, and sent to another process.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from framing.errors import ParameterError, not_one_of

VOICES: Final = ("unattributed", "quoted", "reported", "uncertain")
"""Voices of a word, in the order of their codes in `Document.voice`."""

QUOTE_KINDS: Final = ("direct", "mixed", "indirect", "scare", "name")

ACTOR_TYPES: Final = (
    "head of state or government",
    "ministry or official",
    "military",
    "party",
    "international organisation",
    "expert",
    "business",
    "NGO or citizen",
    "media",
    "other",
)

GENRES: Final = (
    "wire brief",
    "news report",
    "analysis",
    "opinion",
    "preview",
    "official readout",
    "live blog",
    "interview",
    "unknown",
)

Status = Literal["declared", "inferred", "unknown"]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: `start` up to, not including, `stop`.

    Examples
    --------
    >>> Span(4, 7).of("the cat")
    'cat'
    """

    start: int
    stop: int

    def __post_init__(self) -> None:
        """Refuse a span that does not lie in any text."""
        if not 0 <= self.start <= self.stop:
            message = (
                f"a span needs 0 <= start <= stop, got {self.start} and {self.stop}"
            )
            raise ParameterError(message)

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers."""
        return text[self.start : self.stop]

    def __len__(self) -> int:
        """Return the number of code points covered."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as published; made by `framing.ingest.read`.

    Attributes
    ----------
    id : str
        The record's own id, or the file's name; unique in a run.
    raw : str
        The text as read. All offsets that leave the program are into it.
    outlet, title, published, url, genre, language, origin : str
        As declared by the metadata; empty where they do not say. `published`
        keeps the day and the local time as written.
    authors : tuple of str
        As declared; never aggregated.
    path : str
        The file, relative to what the user named, for messages.
    record : str
        Where in that file it stood: ``"line 7"``, ``"row 3"``, or empty.
    has_text : bool
        False for a record with a title only: it serves events and headlines.
    metadata : tuple of (str, str)
        Declared fields that have no place above, sorted by name.
    """

    id: str
    raw: str
    outlet: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    genre: str = ""
    language: str = ""
    origin: str = ""
    authors: tuple[str, ...] = ()
    path: str = ""
    record: str = ""
    metadata: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse an article without an id."""
        if not self.id:
            message = (
                f"{self.path or 'article'}: the id is empty; give each article one"
            )
            raise ParameterError(message)

    @property
    def has_text(self) -> bool:
        """Whether there is any text besides white space."""
        return bool(self.raw.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One input that was not used, and why; made by readers and the pipeline.

    Attributes
    ----------
    path, record : str
        Where it stood, as in `Article`.
    id : str
        The article's id where there is one.
    reason : str
        A short name that can be counted: ``"empty"``, ``"duplicate id"``.
    detail : str
        A sentence that says what was found and what to do.
    """

    path: str
    reason: str
    detail: str
    record: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """One stretch of raw text that cleaning dropped; made by `framing.clean.clean`.

    Attributes
    ----------
    rule : str
        The name of the rule in `framing.clean.RULES`.
    span : Span
        Into the raw text.
    text : str
        The words dropped, so that the log can be read and undone.
    """

    rule: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetMap:
    """Where each stretch of a clean text stood in the raw text.

    Cleaning only deletes, so a clean text is the kept stretches of the raw one,
    end to end.

    Attributes
    ----------
    clean : tuple of int
        Where each kept stretch starts in the clean text; begins with 0.
    raw : tuple of int
        Where the same stretch starts in the raw text.
    length : int
        Length of the clean text.

    Examples
    --------
    >>> offsets = OffsetMap(clean=(0, 3), raw=(2, 9), length=6)   # kept 2:5 and 9:12
    >>> offsets.position(4)
    10
    >>> offsets.spans(Span(2, 4))
    (Span(start=4, stop=5), Span(start=9, stop=10))
    """

    clean: tuple[int, ...]
    raw: tuple[int, ...]
    length: int

    def position(self, index: int) -> int:
        """Return the raw offset of the character at `index` of the clean text."""
        piece = bisect.bisect_right(self.clean, index) - 1
        return self.raw[piece] + index - self.clean[piece]

    def spans(self, span: Span) -> tuple[Span, ...]:
        """Return the raw stretches that a clean span covers, in order."""
        return tuple(self._pieces(span))

    def _pieces(self, span: Span) -> Iterator[Span]:
        start = span.start
        while start < span.stop:
            piece = bisect.bisect_right(self.clean, start) - 1
            ends = self.clean[piece + 1 : piece + 2] or (self.length,)
            stop = min(span.stop, ends[0])
            offset = self.raw[piece] - self.clean[piece]
            yield Span(start + offset, stop + offset)
            start = stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A value that may have been inferred, with what speaks for it.

    Attributes
    ----------
    value : str
        ``"unknown"`` or empty where nothing was found.
    status : {"declared", "inferred", "unknown"}
        Inferred values are never shown as facts.
    evidence : tuple of str
        The words or the field that it rests on.
    confidence : float
        In [0, 1]; 1 for a declared value.
    """

    value: str
    status: Status = "declared"
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0


UNKNOWN: Final = Finding(value="unknown", status="unknown", confidence=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEstimate:
    """When something was published or took place; made by `framing.dates`.

    Attributes
    ----------
    low, high : str
        First and last possible day, ``YYYY-MM-DD``; both empty where nothing is
        known; one may be empty where only a bound is known.
    source : str
        One of `framing.dates.SOURCES`, strongest first.
    evidence : str
        The words it was read from.
    weekday : int
        Day of the week that the text names (0 is Monday), or -1: it tells two
        undated meetings apart even where no day is known.
    """

    low: str = ""
    high: str = ""
    source: str = "none"
    evidence: str = ""
    weekday: int = -1

    @property
    def is_day(self) -> bool:
        """Whether it names one day."""
        return bool(self.low) and self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is quoted; made by `framing.quotes`.

    Attributes
    ----------
    name : str
        Canonical name ("Xi Jinping"), or the words of the text for an unnamed
        one ("a senior official"). Never "he" or "it".
    key : str
        Key of the actor in `actors/`, empty where there is none.
    country : str
        Key of the state that the speaker speaks for or comes from, or empty.
    actor_type : str
        One of `ACTOR_TYPES`.
    named : bool
        False for "a senior official", "critics", "sources".
    """

    name: str
    key: str = ""
    country: str = ""
    actor_type: str = "other"
    named: bool = True

    def __post_init__(self) -> None:
        """Refuse an actor type that METHOD does not know."""
        if self.actor_type not in ACTOR_TYPES:
            raise ParameterError(not_one_of("actor_type", self.actor_type, ACTOR_TYPES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One attribution; made by `framing.quotes.find_quotes`.

    Attributes
    ----------
    kind : str
        One of `QUOTE_KINDS`. ``scare`` and ``name`` are no quotations.
    content, cue, source : tuple of Span
        Into the clean text. Content includes its quotation marks.
    speakers : tuple of Speaker
        The innermost ones: who is said to have said it. Empty if unknown.
    relays : tuple of str
        Agencies or outlets credited in between; outlet keys where known.
    cue_class : str
        Conventional reading of the cue, from ``lexicons/reporting_verbs``.
    nested_in : int
        Index of the outer quote in `Document.quotes`, or -1.
    unclosed : bool
        The closing mark is missing.
    uncertain : bool
        The words may be the outlet's own (free indirect speech).
    confidence : float
        In [0, 1].
    """

    kind: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    relays: tuple[str, ...] = ()
    cue_class: str = ""
    nested_in: int = -1
    unclosed: bool = False
    uncertain: bool = False
    confidence: float = 1.0

    def __post_init__(self) -> None:
        """Refuse an unknown kind and a quote without words."""
        if self.kind not in QUOTE_KINDS:
            raise ParameterError(not_one_of("kind", self.kind, QUOTE_KINDS))
        if not self.content:
            message = "a quote needs content, got none"
            raise ParameterError(message)

    @property
    def is_quotation(self) -> bool:
        """Whether it attributes words (scare quotes and names do not)."""
        return self.kind in {"direct", "mixed", "indirect"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention of a target; made by `framing.targets.find_mentions`.

    Attributes
    ----------
    target : str
        Key of the actor.
    span : Span
        Into the clean text.
    first, last : int
        Index of its first word, and one past its last, in `Document.words`.
    kind : str
        ``name``, ``demonym``, ``place``, ``leader``, ``institution`` ….
    """

    target: str
    span: Span
    first: int
    last: int
    kind: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """An article made ready: cleaned once, cut once; made by `document.analyse`.

    Attributes
    ----------
    article : Article
    text : str
        The clean text.
    title : str
        Declared, or found at the head of the raw text; not part of `text`.
    offsets : OffsetMap
        From `text` back to ``article.raw``.
    removed : tuple of Removal
    language, outlet, origin, genre, translated, integrity : Finding
        `outlet.value` is the key of a profile, or the declared name where there
        is no profile, or ``"unknown"``.
    date : DateEstimate
        When it was published.
    event_date : DateEstimate
        When what it reports took place.
    background : tuple of int
        Indices of sentences that look back ("their last meeting, in June …").
    paragraphs, sentences, words : ndarray of shape (n, 2), int32
        Starts and stops in `text`; ordered, not overlapping. Each word lies in
        one sentence, each sentence in one paragraph.
    mentions : tuple of Mention
    quotes : tuple of Quote
    voice : ndarray of shape (n_words,), int8
        Index into `VOICES`.
    speaker : ndarray of shape (n_words,), int32
        Index into `quotes` of the innermost quotation, or -1.
    """

    article: Article
    text: str
    title: str
    offsets: OffsetMap
    removed: tuple[Removal, ...]
    language: Finding
    outlet: Finding
    origin: Finding
    genre: Finding
    translated: Finding
    integrity: Finding
    date: DateEstimate
    event_date: DateEstimate
    paragraphs: Ints
    sentences: Ints
    words: Ints
    background: tuple[int, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    voice: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    speaker: Ints = field(default_factory=lambda: np.zeros(0, np.int32))

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong to the text."""
        for name, array in (("sentences", self.sentences), ("words", self.words)):
            if array.shape != (len(array), 2) or (
                len(array) and int(array[-1, 1]) > len(self.text)
            ):
                message = f"article {self.article.id!r}: {name} lie outside the text"
                raise ParameterError(message)
        if len(self.voice) != len(self.words):
            message = (
                f"article {self.article.id!r}: {len(self.voice)} voices "
                f"for {len(self.words)} words"
            )
            raise ParameterError(message)

    @property
    def n_words(self) -> int:
        """Return the number of words."""
        return len(self.words)

    def tokens(self) -> list[str]:
        """Return the words as written, in order."""
        text = self.text
        return [text[start:stop] for start, stop in self.words.tolist()]

    def word_range(self, span: Span) -> tuple[int, int]:
        """Return the words that start in a span: first index, one past the last."""
        starts = self.words[:, 0]
        first = int(np.searchsorted(starts, span.start))
        return first, int(np.searchsorted(starts, span.stop))

    def raw_spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return spans of the clean text as stretches of the raw text."""
        return tuple(piece for span in spans for piece in self.offsets.spans(span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One article's place in an event.

    Attributes
    ----------
    article : str
    phase : {"announcement", "report", "reaction", "look-back"}
    confidence : float
        In [0, 1].
    note : str
        What else was near, where the grouping was close.
    """

    article: str
    phase: str = "report"
    confidence: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Articles that report the same event; made by `framing.events.group_events`.

    Attributes
    ----------
    id : str
        Stable for the same set of articles.
    label : str
        A headline of one of them, chosen by rule.
    date : DateEstimate
    members : tuple of Member
        Sorted by article.
    """

    id: str
    label: str
    date: DateEstimate
    members: tuple[Member, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the ids of its articles."""
        return tuple(member.article for member in self.members)
