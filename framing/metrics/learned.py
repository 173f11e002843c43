"""Stance by a trained model: opt-in, labelled with the kind of text it knows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from framing.metrics.base import Evidence, Field, Measurement, Row
from framing.model import VOICES, Document, Mention, Span
from framing.stance_model import Scene, Scored, load_model, scene_of

_FIELD: Final = "learned_stance"
_ALL: Final = "all"
# What a word must add to a mention to be evidence of its own; a screen of words
# that each move a value by a hundredth explains nothing.
_LEAST: Final = 0.01
# Rounding must not carry a value past its bound.
_INSIDE: Final = 1 - 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedStance:
    """The score of a trained model for mentions of each target, by voice.

    Parameters
    ----------
    model : str, default ""
        A model made by ``framing train-stance``; empty means the shipped one, which
        learned from US political news and is measured on nothing else.

    Raises
    ------
    ModelError
        If the model cannot be used.

    Notes
    -----
    Never among the default metrics and never in a report: what it measures on other
    kinds of text is not known (docs/models/stance.md). Validate it on a coded sample
    of your own corpus first.

    For each mention the model reads the words of its sentence, with the target and
    other names masked, in whatever voice they stand; the voice of a row is that of
    the mention. The value of a mention is the model's chance of favourable less that
    of unfavourable; a row is the mean over mentions. Evidence gives what each word
    adds: the value shared out in proportion to the word's part in the linear score.
    What words add less than 0.01, and what the model's constant and the form of
    the mention add, stands at the mention itself.

    Examples
    --------
    >>> LearnedStance().fields[0].name
    'learned_stance'
    """

    model: str = ""

    def __post_init__(self) -> None:
        """Refuse a model that cannot be used before any document is read."""
        load_model(self.model)

    @property
    def fields(self) -> tuple[Field, ...]:
        """One field, with the domain in its meaning."""
        model = load_model(self.model)
        return (
            Field(
                name=_FIELD,
                unit="score per mention",
                low=-1.0,
                high=1.0,
                meaning=(
                    f"A trained model's guess ({model.name!r}, trained on: "
                    f"{model.domain}) of how favourable the sentence of a mention is "
                    "to X, per mention: the chance of favourable less that of "
                    "unfavourable. It is not the outlet's position, and not valid "
                    "for other kinds of text until checked against coding of them."
                ),
                has_evidence=True,
            ),
        )

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        model = load_model(self.model)
        found: dict[tuple[str, str], list[Evidence]] = {}
        counts: dict[tuple[str, str], int] = {}
        for mention in document.mentions:
            scene = scene_of(document, mention, small=model.small)
            scored = model.score(scene)
            for voice in (VOICES[int(document.voice[mention.first])], _ALL):
                key = (mention.target, voice)
                counts[key] = counts.get(key, 0) + 1
                items = _evidence(document, mention, scene, scored, voice)
                found.setdefault(key, []).extend(items)
        rows = tuple(
            Row(
                field=_FIELD,
                target=target,
                voice=voice,
                numerator=math.fsum(item.amount for item in found[target, voice]),
                denominator=float(n),
            )
            for (target, voice), n in sorted(counts.items())
        )
        return Measurement(
            rows=rows,
            evidence=tuple(item for key in sorted(found) for item in found[key]),
        )


def _evidence(
    document: Document, mention: Mention, scene: Scene, scored: Scored, voice: str
) -> Iterator[Evidence]:
    """Yield what words add to one mention, and the rest at the mention itself."""
    rest = []
    for token, (amount, (first, last)) in enumerate(
        zip(scored.amounts, scene.words, strict=True)
    ):
        if token == scene.at or first == last or abs(amount) < _LEAST:
            rest.append(amount)
            continue
        yield Evidence(
            field=_FIELD,
            target=mention.target,
            voice=voice,
            span=Span(int(document.words[first, 0]), int(document.words[last - 1, 1])),
            amount=amount * _INSIDE,
            note=f"{scene.tokens[token]}, as a weight of the model",
        )
    yield Evidence(
        field=_FIELD,
        target=mention.target,
        voice=voice,
        span=mention.span,
        amount=math.fsum(rest) * _INSIDE,
        note="the mention, the model's constant and words of little weight",
    )
