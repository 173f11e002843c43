"""Speakers, quotations and mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from framing.errors import ParameterError, not_one_of
from framing.model.spans import Span

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
        Key of the actor, or of the relation of two (``"CN-RU"``).
    span : Span
        Into the clean text.
    first, last : int
        Index of its first word, and one past its last, in `Document.words`.
    kind : str
        ``name``, ``demonym``, ``place``, ``institution``, ``treaty``, ``topic``,
        ``leader``, ``office`` or ``relation``; see `framing.targets`.
    """

    target: str
    span: Span
    first: int
    last: int
    kind: str = "name"
