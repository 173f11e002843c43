"""How much is quoted, how, from whom, and with which verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.errors import ParameterError
from framing.lexicons import load_lexicon
from framing.metrics.base import Evidence, Field, Measurement, Row
from framing.model import ACTOR_TYPES, VOICES, Document, Quote, Span

_OFFICIAL: Final = frozenset(
    {"head of state or government", "ministry or official", "military"}
)
_SOURCES: Final = (
    *ACTOR_TYPES,
    "home officials",
    "foreign officials",
    "named",
    "unnamed",
    "unknown",
)
_NO_CLASS: Final = "none"

_QUOTED = Field(
    name="quoted_words",
    unit="share",
    low=0.0,
    high=1.0,
    meaning=(
        "Share of words inside quotation marks that are attributed to somebody. "
        "Quotations that were not found count as unattributed text."
    ),
    has_evidence=True,
)
_REPORTED = Field(
    name="reported_words",
    unit="share",
    low=0.0,
    high=1.0,
    meaning=(
        "Share of words that report what somebody said without quoting it. Reported "
        "speech is harder to find than quotations, so a low share may mean that it "
        "was not found."
    ),
    has_evidence=True,
)
_RATE = Field(
    name="n_quotations",
    unit="per 1,000 words",
    low=0.0,
    high=1000.0,
    scale=1000.0,
    meaning=(
        "Quotations and reports of speech per 1,000 words; a nested one counts for "
        "itself. It says how often words are attributed, not how faithfully."
    ),
    has_evidence=True,
)
_DIRECT = Field(
    name="direct_share",
    unit="share of quotations",
    low=0.0,
    high=1.0,
    meaning=(
        "Share of quotations that stand wholly in quotation marks; the rest are "
        "mixed or indirect. It says nothing on whether the words are true."
    ),
    has_evidence=True,
)
_SOURCE = Field(
    name="source_use",
    unit="share of quotations",
    low=0.0,
    high=1.0,
    meaning=(
        "Share of quotations with a speaker of this kind (source use). Home officials "
        "are those of the country where the outlet has its seat. A speaker has no "
        "side, and kinds overlap where several speakers share a quotation."
    ),
    has_evidence=True,
)
_VERB = Field(
    name="verb_class",
    unit="share of quotations",
    low=0.0,
    high=1.0,
    meaning=(
        "Share of quotations introduced by a verb of this class: the conventional "
        "reading of the verb, not the writer's intent. Translated copy may have "
        "another writer's verbs."
    ),
    has_evidence=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Quoted and reported words, kinds of quotations, speakers and verbs.

    Parameters
    ----------
    home_countries : tuple of (str, str)
        Key of an outlet and key of the state of its seat. An outlet that is not
        listed has no home, and its officials are neither home nor foreign.

    Raises
    ------
    ParameterError
        If an outlet is listed twice.

    Notes
    -----
    Quotations are direct, mixed and indirect ones; scare quotes and names are left
    out. `source_use` has a row for each of `ACTOR_TYPES`, for ``home officials`` and
    ``foreign officials`` (heads of state or government, ministries, officials and
    military with a known state), ``named``, ``unnamed`` and ``unknown`` (no speaker
    found). `verb_class` has a row for each class of ``lexicons/reporting_verbs`` and
    ``none``.

    Examples
    --------
    >>> [field.name for field in Quotation().fields][:2]
    ['quoted_words', 'reported_words']
    """

    home_countries: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse two homes for one outlet."""
        keys = [key for key, _ in self.home_countries]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            message = (
                f"home_countries: outlet {twice[0]!r} is listed twice; keep one row"
            )
            raise ParameterError(message)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Shares of words, rate, kinds, speakers and verbs."""
        return (_QUOTED, _REPORTED, _RATE, _DIRECT, _SOURCE, _VERB)

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        home = dict(self.home_countries).get(document.outlet.value, "")
        quotes = [quote for quote in document.quotes if quote.is_quotation]
        n_words, n_quotes = document.n_words, len(quotes)
        parts = (
            _voice(_QUOTED, "quoted", document),
            _voice(_REPORTED, "reported", document),
            _count(_RATE, "", quotes, n_words),
            _count(_DIRECT, "", _of_kind(quotes, "direct"), n_quotes),
            *_sources(quotes, home),
            *_verbs(quotes),
        )
        return Measurement(
            rows=tuple(row for row, _ in parts),
            evidence=tuple(item for _, items in parts for item in items),
        )


def _voice(
    field: Field, voice: str, document: Document
) -> tuple[Row, tuple[Evidence, ...]]:
    """Return the share of words in a voice; evidence is each run of them."""
    code = VOICES.index(voice)
    words = document.words
    flags = document.voice == code
    evidence = tuple(
        Evidence(
            field=field.name,
            voice="all",
            span=Span(int(words[first, 0]), int(words[last - 1, 1])),
            amount=float(last - first),
            note=voice,
        )
        for first, last in _runs(flags)
    )
    row = Row(
        field=field.name,
        voice="all",
        numerator=float(np.count_nonzero(flags)),
        denominator=float(document.n_words),
    )
    return row, evidence


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the stretches of true flags: first index, one past the last."""
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _of_kind(quotes: Iterable[Quote], kind: str) -> list[Quote]:
    return [quote for quote in quotes if quote.kind == kind]


def _count(
    field: Field, actor: str, quotes: list[Quote], total: int
) -> tuple[Row, tuple[Evidence, ...]]:
    """Return a number of quotations over a total, each with its words."""
    evidence = tuple(
        Evidence(
            field=field.name,
            voice="all",
            actor=actor,
            span=Span(quote.content[0].start, quote.content[-1].stop),
            amount=1.0,
            note=_note(quote),
        )
        for quote in quotes
    )
    row = Row(
        field=field.name,
        voice="all",
        actor=actor,
        numerator=float(len(quotes)),
        denominator=float(total),
        scale=field.scale,
    )
    return row, evidence


def _note(quote: Quote) -> str:
    """Return who speaks and how, for the reader of the evidence."""
    names = " and ".join(speaker.name for speaker in quote.speakers)
    via = f", relayed by {', '.join(quote.relays)}" if quote.relays else ""
    return f"{quote.kind}: {names or 'no speaker found'}{via}"


def _sources(
    quotes: list[Quote], home: str
) -> Iterator[tuple[Row, tuple[Evidence, ...]]]:
    found: dict[str, list[Quote]] = {source: [] for source in _SOURCES}
    for quote in quotes:
        for source in _kinds(quote, home):
            found[source].append(quote)
    for source, chosen in found.items():
        is_home = source in {"home officials", "foreign officials"}
        if home or not is_home:
            yield _count(_SOURCE, source, chosen, len(quotes))


def _kinds(quote: Quote, home: str) -> set[str]:
    """Return the rows of source use in which a quotation counts."""
    kinds = set() if quote.speakers else {"unknown"}
    for speaker in quote.speakers:
        kinds |= {speaker.actor_type, "named" if speaker.named else "unnamed"}
        if home and speaker.country and speaker.actor_type in _OFFICIAL:
            is_home = speaker.country == home
            kinds.add("home officials" if is_home else "foreign officials")
    return kinds


def _verbs(quotes: list[Quote]) -> Iterator[tuple[Row, tuple[Evidence, ...]]]:
    found: dict[str, list[Quote]] = {name: [] for name in _verb_classes()}
    for quote in quotes:
        found.setdefault(quote.cue_class or _NO_CLASS, []).append(quote)
    for name in sorted(found):
        yield _count(_VERB, name, found[name], len(quotes))


@cache
def _verb_classes() -> tuple[str, ...]:
    classes = {entry.category for entry in load_lexicon("reporting_verbs").entries}
    return (*sorted(classes), _NO_CLASS)
