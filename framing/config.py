"""Settings of a run, from defaults, ``framing.toml`` and the command line."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from framing.errors import ConfigError, not_one_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Primary:
    """One outcome that was fixed before the run.

    Attributes
    ----------
    metric, field : str
        ``"stance"``, ``"tone"``.
    target, voice, actor : str
        Keys of the row, empty where the field has none.
    margin : float
        Half width of the range called equivalent, in the field's unit; 0 means
        that none was set, and equivalence is then never printed.
    """

    metric: str
    field: str
    target: str = ""
    voice: str = ""
    actor: str = ""
    margin: float = 0.0

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Return the keys that identify the row."""
        return (self.metric, self.field, self.target, self.voice, self.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is measured and compared.

    Attributes
    ----------
    groups : tuple of str
        Keys of two groups in ``groups.toml``; differences are first minus second.
    targets : tuple of str
        Keys of actors, or of relations ("CN-RU"), or "relations" for all of those;
        empty means the most mentioned states, alliances, treaties and relations, and
        all of the user's own list.
    primary : tuple of Primary
        At most five.
    genres : tuple of str
        Genres that are compared; others are counted and shown apart.
    origins : tuple of str
        Origins of the text that are compared.
    min_words : int
        Metrics of style have no value under this many words.
    lead_words : int
        Every result is repeated on the first words of the articles that have this
        many, to the end of a sentence; 0 leaves that out.
    min_mentions : int
        A stance is not estimable under this many mentions on a side.
    min_events : int
        Under this many shared events nothing is tested. With 6 events the
        smallest two-sided p of a swap within events is 2/2**6 = .03.
    alpha : float
        In (0, 1).
    permutations, bootstraps, seed : int
    """

    groups: tuple[str, ...] = ("state", "western")
    targets: tuple[str, ...] = ()
    primary: tuple[Primary, ...] = ()
    genres: tuple[str, ...] = ("news report", "wire brief", "analysis", "unknown")
    origins: tuple[str, ...] = ("own", "unknown")
    min_words: int = 100
    lead_words: int = 150
    min_mentions: int = 30
    min_events: int = 6
    alpha: float = 0.05
    permutations: int = 4999
    bootstraps: int = 999
    seed: int = 20261122


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Where the user's own profiles, actors and lexicons lie.

    Attributes
    ----------
    outlets, actors : str
        Folders that replace the shipped ones; empty means the shipped ones.
    targets : str
        A CSV or TOML of the user's own targets, which join the actors.
    lexicon : str
        Name or path of the word list that stance uses, several joined by ``+``;
        empty means the shipped ones with VADER's.
    second_lexicon : str
        Another, by which each stance is measured again.
    frames : tuple of str
        Names or paths of the dictionaries of frame vocabulary.
    date : str
        Day of publication of all articles, ``YYYY-MM-DD``, in the place of what they
        say themselves; empty: their own.
    events : str
        A CSV that corrects which event an article belongs to.
    labels : str
        Folder of label choices that replaces the shipped one.
    quotes_model : str
        Path of a model made by ``framing train-quotes``; empty means the shipped one.
    mapping : tuple of (str, str)
        Our field, the input's column: ``("text", "body")``.
    """

    outlets: str = ""
    actors: str = ""
    targets: str = ""
    lexicon: str = ""
    second_lexicon: str = "vader"
    frames: tuple[str, ...] = ("frames_generic", "frames_world")
    date: str = ""
    events: str = ""
    labels: str = ""
    quotes_model: str = ""
    mapping: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """How articles are grouped into events.

    Attributes
    ----------
    threshold : float
        Least average probability within an event that two of its articles report
        the same.
    window : float
        Days; dated articles further apart are never one event.
    decay : float
        Days; the odds are multiplied by ``exp(-gap / decay)``.
    undated : float
        Factor of the odds where one of two dates is missing.
    """

    threshold: float = 0.25
    window: float = 3.0
    decay: float = 0.73
    undated: float = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What the report shows.

    Attributes
    ----------
    title : str
        Replaces the report's own title.
    full_text : bool
        Print full texts; the report then says that it must not be shared.
    stamp : bool
        Add the time of the run.
    max_events : int
        Events shown in full; the others are listed in tables.
    validation : str
        Path of the ``validation.json`` of ``framing validate``; empty means that
        no measure was checked on these articles.
    """

    title: str = ""
    full_text: bool = False
    stamp: bool = False
    max_events: int = 25
    validation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunConfig:
    """Everything that decides a run's results and looks.

    Examples
    --------
    >>> RunConfig().analysis.groups
    ('state', 'western')
    """

    analysis: Analysis = Analysis()
    data: Data = Data()
    events: Grouping = Grouping()
    output: Output = Output()


def load_config(path: Path) -> RunConfig:
    """Read a ``framing.toml``.

    Parameters
    ----------
    path : Path
        Folders and models named in it are relative to its own folder.

    Returns
    -------
    RunConfig

    Raises
    ------
    ConfigError
        If the file cannot be read, or holds an unknown section, key or value.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); check the path"
        raise ConfigError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path}: is not valid TOML in UTF-8: {error}"
        raise ConfigError(message) from error
    sections = {
        "analysis": Analysis,
        "data": Data,
        "events": Grouping,
        "output": Output,
    }
    for name in table:
        if name not in sections:
            raise ConfigError(f"{path}: {not_one_of('section', name, sections)}")
        if not isinstance(table[name], dict):
            message = f"{path}: {name} must be a section, [{name}], with keys below it"
            raise ConfigError(message)
    made: dict[str, Any] = {
        name: _section(path, name, kind, table.get(name, {}))
        for name, kind in sections.items()
    }
    return _checked(path, RunConfig(**made))


def _section(
    path: Path, name: str, kind: type[Any], table: Mapping[str, Any]
) -> object:
    known = {field.name: field for field in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}: [{name}]"
        if key not in known:
            raise ConfigError(f"{where} {not_one_of('key', key, known)}")
        if "\0" in str(value):
            message = f"{where} {key} holds a zero byte, got {value!r}; remove it"
            raise ConfigError(message)
        values[key] = _value(where, key, value, known[key].default, path.parent)
    return kind(**values)


def _value(  # noqa: PLR0911 - one return a kind of value
    where: str, key: str, value: object, default: object, folder: Path
) -> object:
    if key == "primary" and isinstance(value, list):
        return tuple(_primary(where, row) for row in value)
    if key == "mapping" and isinstance(value, dict):
        return tuple(sorted((str(ours), str(theirs)) for ours, theirs in value.items()))
    # A list of keys stands under the name of one of them in another section.
    folders = {"outlets", "actors", "labels", "quotes_model", "targets", "validation"}
    folders |= {"events"}
    if key == "date" and isinstance(value, dt.date):
        return value.isoformat()  # TOML knows dates
    if key in folders and isinstance(default, str) and isinstance(value, str):
        return str(folder / value) if value else ""
    if isinstance(default, tuple) and isinstance(value, list):
        texts = tuple(str(item) for item in value)
        return tuple(_beside(folder, t) for t in texts) if key == "frames" else texts
    if isinstance(default, float) and isinstance(value, int | float):
        return _fraction(where, key, value)
    if type(value) is type(default):
        return value
    message = f"{where} {key} must be a {type(default).__name__}, got {value!r}"
    raise ConfigError(message)


def _fraction(where: str, key: str, value: float) -> float:
    try:
        number = float(value)
    except OverflowError:  # a whole number may be larger than any fraction
        number = math.inf
    if math.isfinite(number):
        return number
    message = f"{where} {key} must be a finite number, got {number:g}"
    raise ConfigError(message)


def _beside(folder: Path, name: str) -> str:
    """Return the path of a file beside the settings; other names as they are."""
    path = folder / name
    return str(path) if path.is_file() else name


def _primary(where: str, row: object) -> Primary:
    known = [field.name for field in fields(Primary)]
    if not isinstance(row, dict) or not {"metric", "field"} <= set(row):
        message = f"{where} primary: each entry needs metric and field, got {row!r}"
        raise ConfigError(message)
    for key in row:
        if key not in known:
            raise ConfigError(f"{where} primary: {not_one_of('key', key, known)}")
    margin = row.get("margin", 0.0)
    for key, value in row.items():
        if key != "margin" and not isinstance(value, str):
            message = f"{where} primary: {key} must be text, got {value!r}"
            raise ConfigError(message)
    if type(margin) not in {int, float} or not 0 <= margin < math.inf:
        message = f"{where} primary: margin must be 0 or more, got {margin!r}"
        raise ConfigError(message)
    return Primary(**row)


# Section, key and the least value; more than a million draws or days mean nothing.
_MOST: Final = 1_000_000
_LEAST: Final = (
    ("analysis", "min_words", 0),
    ("analysis", "min_mentions", 0),
    ("analysis", "min_events", 0),
    ("analysis", "permutations", 1),
    ("analysis", "bootstraps", 1),
    ("events", "window", 0),
    ("output", "max_events", 0),
)


def _checked(path: Path, config: RunConfig) -> RunConfig:
    analysis = config.analysis
    if len(analysis.groups) != 2 or len(set(analysis.groups)) != 2:
        message = (
            f"{path}: [analysis] groups must name two different groups, "
            f"got {list(analysis.groups)}"
        )
        raise ConfigError(message)
    if len(analysis.primary) > 5:
        message = (
            f"{path}: [analysis] primary may name at most five outcomes, "
            f"got {len(analysis.primary)}; the rest is shown as exploratory"
        )
        raise ConfigError(message)
    events = config.events
    if not (0 < events.threshold <= 1 and 0 < events.undated <= 1 and events.decay > 0):
        message = (
            f"{path}: [events] threshold must lie in (0, 1], undated in (0, 1] and "
            f"decay above 0, got {events.threshold:g}, {events.undated:g} and "
            f"{events.decay:g}"
        )
        raise ConfigError(message)
    for section, key, least in _LEAST:
        value = getattr(getattr(config, section), key)
        if not least <= value <= _MOST:
            message = (
                f"{path}: [{section}] {key} must lie between {least} and {_MOST:,}, "
                f"got {str(value)[:20]}"
            )
            raise ConfigError(message)
    if analysis.lead_words < 0:
        message = (
            f"{path}: [analysis] lead_words must be 0 or more, got "
            f"{analysis.lead_words}; 0 leaves the check out"
        )
        raise ConfigError(message)
    if not 0 < analysis.alpha < 1:
        message = f"{path}: [analysis] alpha must lie in (0, 1), got {analysis.alpha}"
        raise ConfigError(message)
    return config
