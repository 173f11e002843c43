"""Metrics: one file each; to add one, write it and give it a line in `BUILTIN`."""

from __future__ import annotations

import importlib.metadata
import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from framing.errors import ConfigError
from framing.metrics.actions import Actions
from framing.metrics.base import Evidence, Field, Measurement, Metric, Row
from framing.metrics.diversity import Diversity
from framing.metrics.frames import Frames
from framing.metrics.labels import Labels
from framing.metrics.length import Length
from framing.metrics.quotation import Quotation
from framing.metrics.readability import Readability
from framing.metrics.stance import SECOND, Stance, second_stance

__all__ = [
    "BUILTIN",
    "ENTRY_POINTS",
    "Actions",
    "Diversity",
    "Evidence",
    "Field",
    "Frames",
    "Labels",
    "Length",
    "Measurement",
    "Metric",
    "Quotation",
    "Readability",
    "Row",
    "Stance",
    "available",
    "build",
]

BUILTIN: Final[Mapping[str, Callable[..., Metric]]] = MappingProxyType(
    {
        "quotation": Quotation,
        "stance": Stance,
        SECOND: second_stance,
        "frame_vocabulary": Frames,
        "labels": Labels,
        "actions": Actions,
        "readability": Readability,
        "length": Length,
        "diversity": Diversity,
    }
)
"""The metrics of this package, in reading order."""

ENTRY_POINTS: Final = "framing.metrics"
"""The group of entry points through which other packages add metrics."""


def available() -> dict[str, Callable[..., Metric]]:
    """Return every metric by name: ours in reading order, then those of others.

    Returns
    -------
    dict of str to callable
        Each gives a `Metric`.

    Raises
    ------
    ConfigError
        If another package uses a name that is taken, or cannot be imported.

    Examples
    --------
    >>> list(available())[:2]
    ['quotation', 'stance']
    """
    found = dict(BUILTIN)
    points = importlib.metadata.entry_points(group=ENTRY_POINTS)
    for point in sorted(points, key=lambda point: (point.name, point.value)):
        if point.name in found:
            message = (
                f"entry point {point.value!r}: the metric {point.name!r} exists "
                "already; uninstall one of the two packages"
            )
            raise ConfigError(message)
        try:
            found[point.name] = point.load()
        except (ImportError, AttributeError) as error:
            message = (
                f"entry point {point.value!r}: the metric {point.name!r} cannot be "
                f"imported ({error}); uninstall or mend its package"
            )
            raise ConfigError(message) from error
    return found


def build(**parameters: object) -> dict[str, Metric]:
    """Make every metric, handing each the parameters that it takes.

    Parameters
    ----------
    **parameters
        ``lexicon``, ``min_words``, ``home_countries`` …; each goes to every metric
        whose signature names it.

    Returns
    -------
    dict of str to Metric
        In reading order.

    Raises
    ------
    ConfigError
        If no metric takes a parameter, or as in `available`.

    Examples
    --------
    >>> build(min_words=50)["readability"].min_words
    50
    """
    factories = available()
    taken = {name: _takes(factory, parameters) for name, factory in factories.items()}
    unused = set(parameters) - {key for keys in taken.values() for key in keys}
    if unused:
        message = f"parameters {sorted(unused)}: no metric takes them"
        raise ConfigError(message)
    return {
        name: factory(**{key: parameters[key] for key in taken[name]})
        for name, factory in factories.items()
    }


def _takes(factory: Callable[..., Metric], names: Mapping[str, object]) -> list[str]:
    signature = inspect.signature(factory)
    return [name for name in names if name in signature.parameters]
