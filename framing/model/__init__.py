"""The few nouns that everything else speaks of.

All are frozen; each is made by one function, named in its docstring. Offsets
count code points and are half-open. Sequences are tuples, so that every object
can be compared, hashed where it holds no array, and sent to another process.
"""

from framing.model.articles import Article, SetAside
from framing.model.documents import VOICES, Document, Ints
from framing.model.events import Event, Member
from framing.model.findings import GENRES, UNKNOWN, DateEstimate, Finding, Status
from framing.model.quotes import ACTOR_TYPES, QUOTE_KINDS, Mention, Quote, Speaker
from framing.model.spans import OffsetMap, Removal, Span

__all__ = [
    "ACTOR_TYPES",
    "GENRES",
    "QUOTE_KINDS",
    "UNKNOWN",
    "VOICES",
    "Article",
    "DateEstimate",
    "Document",
    "Event",
    "Finding",
    "Ints",
    "Member",
    "Mention",
    "OffsetMap",
    "Quote",
    "Removal",
    "SetAside",
    "Span",
    "Speaker",
    "Status",
]
