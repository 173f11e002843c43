"""What the work on articles needs: profiles, actors, targets, and every metric."""

from __future__ import annotations

from typing import Final

from framing.config import RunConfig
from framing.document import Resources, check_target, load_resources
from framing.metrics import build
from framing.metrics.base import Metric
from framing.tone import DEFAULT_LISTS

_OF_TARGETS: Final = frozenset({"stance", "stance_second"})
"""Metrics whose targets are actors."""


def resources_of(config: RunConfig) -> Resources:
    """Return the profiles, actors and targets that a configuration names."""
    found = load_resources(
        outlets=config.data.outlets,
        actors=config.data.actors,
        targets=config.analysis.targets,
        target_list=config.data.targets,
        quotes_model=config.data.quotes_model,
    )
    # Before any article is read: an outcome of nobody would look untestable.
    for entry in config.analysis.primary:
        if entry.target and entry.metric in _OF_TARGETS:
            check_target(entry.target, found.actors)
    return found


def metrics_of(config: RunConfig, resources: Resources) -> dict[str, Metric]:
    """Return every metric, with the parameters of a configuration."""
    return build(
        lexicon=config.data.lexicon or DEFAULT_LISTS,
        second_lexicon=config.data.second_lexicon,
        frames=config.data.frames,
        names=names_of_bodies(resources),
        labels=config.data.labels,
        actors=config.data.actors,
        min_words=config.analysis.min_words,
        home_countries=tuple(
            (outlet.key, outlet.country) for outlet in resources.outlets.entries
        ),
    )


def names_of_bodies(resources: Resources) -> tuple[str, ...]:
    """Return the names of institutions, alliances and outlets, sorted.

    Words inside them are no vocabulary of the article.
    """
    bodies = [
        name
        for kind in ("institution", "alliance")
        for actor in resources.actors.of_kind(kind)
        for name in actor.names
    ]
    outlets = [
        name
        for outlet in resources.outlets.entries
        for name in (outlet.name, *outlet.aliases)
    ]
    return tuple(sorted({*bodies, *outlets}))
