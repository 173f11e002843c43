"""Who does what to whom: how often a target acts or is acted on, for or against."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Final

from framing.metrics.base import Evidence, Field, Measurement, Row
from framing.model import VOICES, Document, Mention, Span
from framing.roles import Action, find_actions

_ALL: Final = "all"
_PER: Final = 100.0
_MEANINGS: Final = {
    "agent_cooperative": (
        "Times per 100 mentions of X that X is the one who helps, meets, agrees, "
        "praises or supplies"
    ),
    "agent_conflictual": (
        "Times per 100 mentions of X that X is the one who attacks, threatens, "
        "punishes or accuses"
    ),
    "patient_cooperative": (
        "Times per 100 mentions of X that X is the one who is helped, met, praised "
        "or supplied"
    ),
    "patient_conflictual": (
        "Times per 100 mentions of X that X is the one who is attacked, threatened, "
        "punished or accused"
    ),
}
_LIMIT: Final = (
    ". It says what verbs and nouns of the text do with X, read by rules; it is not "
    "what happened, not blame, and never added to the tone."
)
_FIELDS: Final = tuple(
    Field(
        name=name,
        unit="per 100 mentions",
        low=0.0,
        high=math.inf,
        meaning=meaning + _LIMIT,
        scale=_PER,
        has_evidence=True,
    )
    for name, meaning in _MEANINGS.items()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """How often each target is agent or patient of actions, by voice.

    Notes
    -----
    ``100 * n(times in the part) / n(mentions)`` for each target, part (agent or
    patient) and kind of action (cooperative or conflictual), as read by
    `framing.roles.find_actions`. A voice holds the mentions of that voice, and the
    times where the verb has the voice of the mention; "all" holds every mention and
    every time. A verb counts once for a target in a part.

    The idea of coding news as actors, actions and targets is that of event data
    [1]_; the words and rules here are our own, and no event is coded.

    References
    ----------
    .. [1] D. Gerner, P. Schrodt, O. Yilmaz, R. Abu-Jabr (2002). Conflict and
       mediation event observations (CAMEO): a new event data framework for the
       analysis of foreign policy interactions. ISA, New Orleans.

    Examples
    --------
    >>> from framing.document import from_text
    >>> rows = Actions()(from_text("Russia attacked Ukraine.")).rows
    >>> [(row.field, row.target) for row in rows if row.voice == "all" and row.value]
    [('agent_conflictual', 'RU'), ('patient_conflictual', 'UA')]
    """

    @property
    def fields(self) -> tuple[Field, ...]:
        """Agent and patient of cooperative and conflictual actions."""
        return _FIELDS

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        if not document.mentions:
            return Measurement()
        counted = _mentions_by_voice(document)
        evidence: list[Evidence] = []
        for action in find_actions(document):
            for part, mentions in (
                ("agent", action.agents),
                ("patient", action.patients),
            ):
                for mention in mentions:
                    evidence += _evidence(document, action, part, mention)
        found = Counter((e.field, e.target, e.voice) for e in evidence)
        rows = tuple(
            Row(
                field=field.name,
                target=target,
                voice=voice,
                numerator=float(found[field.name, target, voice]),
                denominator=float(number),
                scale=_PER,
            )
            for field in _FIELDS
            for (target, voice), number in sorted(counted.items())
        )
        return Measurement(rows=rows, evidence=tuple(evidence))


def _mentions_by_voice(document: Document) -> Counter[tuple[str, str]]:
    """Return the number of mentions of each target, by voice and in all."""
    places = {(m.target, m.first) for m in document.mentions}
    return Counter(
        (target, name)
        for target, first in places
        for name in (VOICES[int(document.voice[first])], _ALL)
    )


def _evidence(
    document: Document, action: Action, part: str, mention: Mention
) -> list[Evidence]:
    """Return what an action adds for one mention: to its voice, and to all."""
    words, voice = document.words, document.voice
    span = Span(int(words[action.first, 0]), int(words[action.last - 1, 1]))
    own = int(voice[mention.first])
    names = [_ALL] if own != int(voice[action.first]) else [VOICES[own], _ALL]
    return [
        Evidence(
            field=f"{part}_{action.category}",
            target=mention.target,
            voice=name,
            span=span,
            amount=1.0,
            note=_note(document, action),
        )
        for name in names
    ]


def _note(document: Document, action: Action) -> str:
    """Return ``verb: agent → patient``, each in the words of the text."""
    verb = " ".join(document.norms[action.first : action.last])
    sides = (
        " and ".join(m.span.of(document.text) for m in mentions) or "not found"
        for mentions in (action.agents, action.patients)
    )
    return f"{verb}: {' → '.join(sides)}"
