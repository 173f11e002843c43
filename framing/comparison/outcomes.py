"""The comparisons of a run: the plan, filled in with what was measured."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from framing.comparison.plan import (
    FAMILIES,
    PLAN,
    RELATIVE,
    Key,
    Planned,
    corrected_with,
)
from framing.config import Analysis, Primary
from framing.metrics.base import Field

_VOICES: Final = {
    "unattributed": "unattributed text",
    "quoted": "quotations",
    "reported": "reported speech",
    "uncertain": "text of uncertain voice",
    "all": "all text",
    "": "all text",
}


_COUNTED: Final = {"stance": "mentions", "actions": "mentions", "labels": "namings"}
# A naming by a listed label is a choice in itself, a mention only a place near which
# a word may stand; with ten to ten a share still moves in steps of ten points.
_LEAST_NAMINGS: Final = 10


def least_counted(metric: str, analysis: Analysis) -> int:
    """Return how many mentions, or namings, each side needs for an estimate.

    Examples
    --------
    >>> [least_counted(name, Analysis()) for name in ("stance", "labels", "length")]
    [30, 10, 0]
    """
    if metric not in _COUNTED:
        return 0
    most = _LEAST_NAMINGS if metric == "labels" else analysis.min_mentions
    return min(most, analysis.min_mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One comparison of the run, with its place in the report.

    Attributes
    ----------
    id : str
        Stable, safe in an anchor.
    family : str
        One of `FAMILIES`.
    key : tuple of str
        Metric, field, target, voice, actor.
    label, unit : str
    primary : bool
    margin : float
        As in `framing.config.Primary`.
    """

    id: str
    family: str
    key: Key
    label: str
    unit: str
    primary: bool = False
    margin: float = 0.0

    @property
    def is_relative(self) -> bool:
        """Whether it is measured against the other targets."""
        return self.key[4] == RELATIVE

    @property
    def correction(self) -> str:
        """Return which comparisons it is corrected with."""
        return corrected_with(self.family, primary=self.primary)

    @property
    def is_vocabulary(self) -> bool:
        """Whether it counts words of a dictionary."""
        return self.key[0] == "frame_vocabulary"

    @property
    def is_stance(self) -> bool:
        """Whether it is a stance."""
        return self.key[0] == "stance"

    @property
    def counted(self) -> str:
        """Return what its denominator counts, where there is a least number of it."""
        return _COUNTED.get(self.key[0], "")


def voice_words(voice: str) -> str:
    """Return a voice as words of the report.

    Examples
    --------
    >>> voice_words("unattributed")
    'unattributed text'
    """
    return _VOICES.get(voice, voice)


def category_words(actor: str) -> str:
    """Return a category of a dictionary in words, and the dictionary as it is named.

    Examples
    --------
    >>> category_words("frames_world: law_order"), category_words("mine")
    ('law order (frames_world)', 'mine')
    """
    dictionary, _, category = actor.partition(": ")
    return f"{category.replace('_', ' ')} ({dictionary})" if category else dictionary


def outcomes(
    keys: Iterable[Key],
    *,
    analysis: Analysis,
    fields: Mapping[tuple[str, str], Field],
    names: Mapping[str, str],
    wanted: Callable[[Key], bool],
) -> tuple[Outcome, ...]:
    """List the comparisons of a run, in the order of the report.

    Parameters
    ----------
    keys : iterable of (metric, field, target, voice, actor)
        All that were measured.
    analysis : Analysis
        Its primary outcomes are listed even where nothing was measured.
    fields : mapping of (metric, field) to Field
    names : mapping of target to name
    wanted : callable
        Whether a planned key has enough to be listed; never looks at results.

    Returns
    -------
    tuple of Outcome

    Examples
    --------
    >>> found = outcomes([("length", "words", "", "all", "")], analysis=Analysis(),
    ...                  fields={}, names={}, wanted=lambda key: True)
    >>> found[0].id, found[0].label
    ('length-words-all', 'length of articles')
    """
    primary = {entry.key: entry for entry in analysis.primary}
    measured = sorted(set(keys))
    planned = [
        (line, key)
        for line in PLAN
        for key in _keys_of(line, measured)
        if key in primary or wanted(key)
    ]
    listed = {key for _, key in planned}
    planned += [
        (_line_for(entry), entry.key)
        for entry in analysis.primary
        if entry.key not in listed
    ]
    planned.sort(key=lambda pair: FAMILIES.index(pair[0].family))
    made = [
        _outcome(line, key, fields, names, primary.get(key)) for line, key in planned
    ]
    return _with_unique_ids(made)


def _keys_of(line: Planned, measured: Sequence[Key]) -> list[Key]:
    """Return the measured keys that a line asks for; relative ones follow their own."""
    fitting = [
        key
        for key in measured
        if key[:2] == (line.metric, line.field)
        and key[3] in line.voices
        and (key[4] in line.actors or not line.actors)
    ]
    fitting.sort(key=lambda key: (key[2], *_place(line, key)))
    if line.metric != "stance":
        return fitting
    targets = {key[2] for key in fitting}
    others = {target for target in targets if not is_relation(target, targets)}
    both = [
        [key, (*key[:4], RELATIVE)] if key[2] in others and len(others) > 1 else [key]
        for key in fitting
    ]
    return [key for pair in both for key in pair]


def is_relation(target: str, targets: Collection[str]) -> bool:
    """Whether a target is the relation of two others, whose mentions it shares.

    Its words count toward both of them, so it is none of "all other targets".

    Examples
    --------
    >>> is_relation("CN-RU", {"CN", "RU", "CN-RU"}), is_relation("CN", {"CN", "RU"})
    (True, False)
    """
    parts = target.split("-")
    return any(
        "-".join(parts[:place]) in targets and "-".join(parts[place:]) in targets
        for place in range(1, len(parts))
    )


def _place(line: Planned, key: Key) -> tuple[int, str, int]:
    actor = line.actors.index(key[4]) if line.actors else 0
    return actor, key[4], line.voices.index(key[3])


def _line_for(entry: Primary) -> Planned:
    """Return the line of a primary outcome, made up where the plan has none."""
    for line in PLAN:
        if (line.metric, line.field) == (entry.metric, entry.field):
            return line
    words = f"{entry.metric}: {entry.field.replace('_', ' ')}"
    parts = [words, *(f"{{{n}}}" for n in ("target", "actor") if getattr(entry, n))]
    return Planned(
        family="wording",
        metric=entry.metric,
        field=entry.field,
        words=", ".join(parts),
    )


def _outcome(
    line: Planned,
    key: Key,
    fields: Mapping[tuple[str, str], Field],
    names: Mapping[str, str],
    entry: Primary | None,
) -> Outcome:
    metric, field, target, voice, actor = key
    label = line.words.format(
        target=names.get(target, target),
        actor=actor,
        category=category_words(actor),
        voice=voice_words(voice),
    )
    declared = fields.get((metric, field))
    return Outcome(
        id=_slug("-".join(part for part in key if part)),
        family=line.family,
        key=key,
        label=f"{label}, {RELATIVE}" if actor == RELATIVE else label,
        unit=declared.unit if declared else "",
        primary=entry is not None,
        margin=entry.margin if entry else 0.0,
    )


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "outcome"


def _with_unique_ids(made: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Tell apart the ids that differ only by signs that an anchor cannot hold."""
    met: dict[str, int] = {}
    unique = []
    for outcome in made:
        met[outcome.id] = met.get(outcome.id, 0) + 1
        suffix = f"-{met[outcome.id]}" if met[outcome.id] > 1 else ""
        unique.append(dataclasses.replace(outcome, id=outcome.id + suffix))
    return tuple(unique)
