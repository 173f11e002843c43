"""The tree of exceptions, and the wording that all of them share.

FramingError
├── InputError(ValueError)           a file or a record that cannot be read
├── LexiconError(ValueError)         a word list with a fault
├── OutletError(ValueError)          an outlet profile or a group rule with a fault
├── ActorError(ValueError)           a list of people or states with a fault
├── ModelError(ValueError)           a trained model that cannot be used
├── ConfigError(ValueError)          a configuration with a fault
├── ParameterError(ValueError)       an argument outside its range
├── RunError(ValueError)             a run directory that cannot be used
└── MissingExtraError(ImportError)   an optional dependency that is not installed

FramingWarning(UserWarning)

A message says, in this order: where, what is wrong, what was got, what is
allowed, what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class FramingError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(FramingError, ValueError):
    """A file or a record cannot be read."""


class LexiconError(FramingError, ValueError):
    """A word list has a fault."""


class OutletError(FramingError, ValueError):
    """An outlet profile or a group rule has a fault."""


class ActorError(FramingError, ValueError):
    """A list of people, states, institutions or alliances has a fault."""


class ModelError(FramingError, ValueError):
    """A trained model cannot be used."""


class ConfigError(FramingError, ValueError):
    """A configuration has a fault."""


class ParameterError(FramingError, ValueError):
    """An argument is outside its range."""


class RunError(FramingError, ValueError):
    """A run directory cannot be used."""


class MissingExtraError(FramingError, ImportError):
    """An optional dependency is not installed."""


class FramingWarning(UserWarning):
    """Something that the user should know, and that does not end the run."""


def listed(choices: Iterable[str], *, last: str = "or") -> str:
    """Join words as a sentence does, each in quotation marks.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    "'a', 'b' or 'c'"
    >>> listed([])
    'nothing'
    """
    words = [repr(str(choice)) for choice in choices]
    if len(words) < 2:
        return words[0] if words else "nothing"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def not_one_of(name: str, got: object, choices: Iterable[str]) -> str:
    """Word the message for a value outside a closed set of choices.

    Parameters
    ----------
    name : str
        What the value is, as the user knows it.
    got : object
        The value.
    choices : iterable of str
        Every value that is allowed; all of them are named.

    Returns
    -------
    str
        One sentence, with the nearest choice where one is near.

    Examples
    --------
    >>> not_one_of("metric", "stanse", ["length", "stance"])
    "metric must be one of 'length' or 'stance', got 'stanse'; did you mean 'stance'?"
    """
    allowed = sorted(choices)
    near = difflib.get_close_matches(str(got), allowed, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"{name} must be one of {listed(allowed)}, got {got!r}{hint}"
