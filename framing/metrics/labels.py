"""Label choices for the same referent: which of several names a text uses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from framing.actors import load_actors
from framing.files import kept_while_unchanged
from framing.match import Hit, Matcher
from framing.metrics.base import Evidence, Field, Measurement, Row
from framing.model import VOICES, Document, Span
from framing.referents import Referent, load_referents

_SHARE: Final = "label_share"
_MARKED: Final = "marked_share"
_ALL: Final = "all"

_FIELDS: Final = (
    Field(
        name=_SHARE,
        unit="share of namings",
        low=0.0,
        high=1.0,
        meaning=(
            "Of all places where a text names a referent by one of the labels listed "
            "for it, the share that uses this label. No label is marked as the plain "
            "one; names that are not listed are not counted, and words in scare "
            "quotes are counted apart."
        ),
        has_evidence=True,
    ),
    Field(
        name=_MARKED,
        unit="share of namings",
        low=0.0,
        high=1.0,
        meaning=(
            "Of the places in the outlet's own text where this label stands, the share "
            "that stands in quotation marks which attribute it to nobody (scare "
            "quotes). It does not say why the marks were set."
        ),
        has_evidence=True,
    ),
)


class _Term(NamedTuple):
    """What a pattern stands for: a label (by place), a mask, or words of context."""

    kind: str
    referents: tuple[int, ...]
    label: int = -1
    family: str = ""


class _Use(NamedTuple):
    """One place where a text names a referent."""

    referent: int
    label: int
    span: Span
    voice: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Which label a text chooses for each referent that it names, by voice.

    Parameters
    ----------
    labels : str, default ""
        Folder of label choices; empty means the shipped one.
    actors : str, default ""
        Folder of actors, for labels of each state; empty means the shipped one.

    Raises
    ------
    LexiconError
        On the first call, if the folder of label choices has a fault.

    Notes
    -----
    `label_share` is ``n(label) / n(any label of the referent)`` in one voice, with a
    row for every label of a referent that is named there, so that shares add up to
    1. "all" holds the four voices. The target of a row is the key of the referent,
    its actor the label.

    Of overlapping terms of a referent the longest counts. A term listed under
    ``in_context`` counts only where a word of the referent's context stands in the
    same sentence, outside the term. An article that was certainly published before
    ``valid_from`` does not name the referent. Words inside scare quotes are left out
    of every voice and give `marked_share`; names of works are left out of both.

    Examples
    --------
    >>> from framing.document import from_text
    >>> rows = Labels()(from_text("The war in Ukraine went on. The invasion of "
    ...                           "Ukraine was condemned.")).rows
    >>> [(row.actor, row.value) for row in rows if row.voice == "all" and row.value]
    [('invasion', 0.5), ('war', 0.5)]
    """

    labels: str = ""
    actors: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The label's share, and how often it stands in scare quotes."""
        return _FIELDS

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        known, matcher = _known(self.labels, self.actors)
        uses = [
            use
            for use in _uses(document, matcher)
            if not _is_older(document, known[use.referent])
        ]
        if not uses:
            return Measurement()
        rows: list[Row] = []
        evidence: list[Evidence] = []
        plain = [use for use in uses if use.voice in VOICES]
        for voice in (*VOICES, _ALL):
            made = _shares(known, [u for u in plain if voice in {u.voice, _ALL}], voice)
            rows += made.rows
            evidence += made.evidence
        marked = _marked(known, uses)
        return Measurement(
            rows=(*rows, *marked.rows), evidence=(*evidence, *marked.evidence)
        )


@kept_while_unchanged(lambda labels, actors: (labels, actors), maxsize=4)
def _known(labels: str, actors: str) -> tuple[tuple[Referent, ...], Matcher[_Term]]:
    """Return the referents, and one automaton for all their words."""
    known = load_referents(labels, actors=load_actors(actors or None)).entries
    patterns: list[tuple[str, _Term]] = []
    contexts: dict[str, list[int]] = {}
    for at, referent in enumerate(known):
        one = (at,)
        for place, label in enumerate(referent.labels):
            patterns += [
                (term, _Term("term", one, place, referent.family))
                for term in label.terms
            ]
            patterns += [
                (term, _Term("in context", one, place, referent.family))
                for term in label.in_context
            ]
        patterns += [
            (term, _Term("mask", one, -1, referent.family)) for term in referent.masks
        ]
        for word in referent.context:
            contexts.setdefault(word, []).append(at)
    patterns += [
        (word, _Term("context", tuple(places), -1, f"context {word}"))
        for word, places in contexts.items()
    ]
    return known, Matcher(patterns)


def _uses(document: Document, matcher: Matcher[_Term]) -> Iterator[_Use]:
    """Yield every place where a referent is named by one of its labels."""
    starts = document.sentence_starts()
    hits = matcher.find(
        document.norms, breaks=frozenset(starts), group=lambda term: term.family
    )
    named = [hit for hit in hits if hit.payload.kind in {"term", "in context"}]
    if not named:
        return
    around = _contexts(hits, starts)
    left_out = [
        (quote.kind, span)
        for quote in document.quotes
        if not quote.is_quotation
        for span in quote.content
    ]
    for hit in named:
        if hit.payload.kind == "term" or _in_context(hit, around, starts):
            span = _span(document, hit)
            kinds = {k for k, s in left_out if s.start <= span.start < s.stop}
            voice = VOICES[int(document.voice[hit.first])]
            yield _Use(
                referent=hit.payload.referents[0],
                label=hit.payload.label,
                span=span,
                voice=next(iter(sorted(kinds)), voice),
                words=" ".join(document.norms[hit.first : hit.last]),
            )


def _contexts(
    hits: Iterable[Hit[_Term]], starts: list[int]
) -> dict[tuple[int, int], list[Hit[_Term]]]:
    """Return the words of context by sentence and referent."""
    found: dict[tuple[int, int], list[Hit[_Term]]] = {}
    for hit in hits:
        if hit.payload.kind == "context":
            sentence = bisect_right(starts, hit.first)
            for referent in hit.payload.referents:
                found.setdefault((sentence, referent), []).append(hit)
    return found


def _in_context(
    hit: Hit[_Term],
    around: dict[tuple[int, int], list[Hit[_Term]]],
    starts: list[int],
) -> bool:
    """Whether a word of context stands in the sentence, outside the term."""
    key = (bisect_right(starts, hit.first), hit.payload.referents[0])
    return any(
        other.last <= hit.first or hit.last <= other.first
        for other in around.get(key, ())
    )


def _span(document: Document, hit: Hit[_Term]) -> Span:
    words = document.words
    return Span(int(words[hit.first, 0]), int(words[hit.last - 1, 1]))


def _is_older(document: Document, referent: Referent) -> bool:
    """Whether an article was certainly published before there was the referent."""
    return bool(document.date.high) and document.date.high < referent.valid_from


def _shares(known: tuple[Referent, ...], uses: list[_Use], voice: str) -> Measurement:
    """Return a row for every label of the referents that are named in a voice."""
    rows: list[Row] = []
    evidence: list[Evidence] = []
    for referent in sorted({use.referent for use in uses}):
        mine = [use for use in uses if use.referent == referent]
        for place, label in enumerate(known[referent].labels):
            key = (known[referent].key, label.name)
            chosen = [use for use in mine if use.label == place]
            rows.append(
                Row(
                    field=_SHARE,
                    target=key[0],
                    voice=voice,
                    actor=key[1],
                    numerator=float(len(chosen)),
                    denominator=float(len(mine)),
                )
            )
            evidence += [_evidence(_SHARE, key, voice, use) for use in chosen]
    return Measurement(rows=tuple(rows), evidence=tuple(evidence))


def _marked(known: tuple[Referent, ...], uses: list[_Use]) -> Measurement:
    """Return how often each label stands in scare quotes in unattributed text."""
    rows: list[Row] = []
    evidence: list[Evidence] = []
    voice = VOICES[0]
    own = [use for use in uses if use.voice in {"scare", voice}]
    for referent, place in sorted({(use.referent, use.label) for use in own}):
        mine = [use for use in own if (use.referent, use.label) == (referent, place)]
        key = (known[referent].key, known[referent].labels[place].name)
        chosen = [use for use in mine if use.voice == "scare"]
        rows.append(
            Row(
                field=_MARKED,
                target=key[0],
                voice=voice,
                actor=key[1],
                numerator=float(len(chosen)),
                denominator=float(len(mine)),
            )
        )
        evidence += [_evidence(_MARKED, key, voice, use) for use in chosen]
    return Measurement(rows=tuple(rows), evidence=tuple(evidence))


def _evidence(field: str, key: tuple[str, str], voice: str, use: _Use) -> Evidence:
    return Evidence(
        field=field,
        target=key[0],
        voice=voice,
        actor=key[1],
        span=use.span,
        amount=1.0,
        note=use.words,
    )
