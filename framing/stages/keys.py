"""What decides the result of a stage, as one key: equal keys, equal results.

A key is a digest of content, never of paths or times: of the code of this package, of
the data it ships, of the files that the user named, and of settings. It is a little
too strict, and so never wrong: a changed line of any metric makes every stage new.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import framing
from framing.config import RunConfig
from framing.lexicons import list_lexicons
from framing.metrics.base import Metric
from framing.resources import data_folder
from framing.store.schemas import SCHEMAS
from framing.tone import DEFAULT_LISTS

OF_METRICS: Final[Mapping[str, tuple[str, ...]]] = {
    "stance": ("modifiers", "event_valence", "neutral_uses"),
    "stance_second": ("modifiers", "event_valence", "neutral_uses"),
    "actions": ("actions", "action_grammar"),
    "labels": ("labels",),
}
"""Shipped word lists that only these metrics read, besides those that they are given
by name: a change in one measures only them again."""

CHOSEN: Final = frozenset(
    (
        *("diplomatic_evaluation", "legitimacy", "praise_blame", "threat"),
        *("hedges_boosters", "frames_generic", "frames_world"),
    )
)
"""Shipped word lists that are read only where a setting names them."""

_LATER: Final = frozenset(
    ("cli", "comparison", "report", "samples", "sampling", "validation", "audit")
)
"""Parts of the package that no stage of an article uses."""


def documents_key(config: RunConfig) -> str:
    """Return the key of cleaning, cutting and reading articles."""
    data = config.data
    own = [data.outlets, data.actors, data.targets, data.quotes_model]
    return _digest(
        package_digest(),
        json.dumps(SCHEMAS),
        *map(_content, own),
        config.analysis.targets,
    )


def metric_keys(
    config: RunConfig, metrics: Mapping[str, Metric], documents: str
) -> dict[str, str]:
    """Return the key of each metric.

    Parameters
    ----------
    config : RunConfig
    metrics : mapping of str to Metric
        Frozen objects: their parameters, and the word lists that these name, decide.
    documents : str
        The key of the documents that they read.
    """
    return {
        name: _digest(
            documents,
            name,
            repr(metric) if not dataclasses.is_dataclass(metric) else "",
            *_parameters(metric, _given(config)),
            *map(_shipped, OF_METRICS.get(name, ())),
            config.analysis.lead_words,
        )
        for name, metric in metrics.items()
    }


def combined(*parts: object) -> str:
    """Return one key of several."""
    return _digest(*parts)


def _given(config: RunConfig) -> frozenset[str]:
    """Return the words of the settings that may name a list, a file or a folder."""
    words: set[str] = {*DEFAULT_LISTS.split("+"), *list_lexicons()}
    for field in dataclasses.fields(config.data):
        value = getattr(config.data, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                words |= {text, *map(str.strip, text.split("+"))}
    return frozenset(words - {""})


def _parameters(metric: Metric, given: Collection[str]) -> Iterator[object]:
    """Yield the parameters of a metric; for names of files what is in them."""
    if not dataclasses.is_dataclass(metric):
        return
    for field in dataclasses.fields(metric):
        value = getattr(metric, field.name)
        yield field.name
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, str):
                names = part.split("+")
                yield [_named(name.strip(), given) for name in names]
            else:
                yield part


def _named(name: str, given: Collection[str]) -> str:
    """Return what a name stands for: a shipped list, a file, or itself."""
    if name not in given:
        return name
    if name in list_lexicons():
        return f"{name} {_shipped(name)}"
    return _content(name) or name


@cache
def _shipped(name: str) -> str:
    """Return a digest of a shipped word list; like the list, read once a process."""
    return _content(str(data_folder("lexicons") / name))


def _content(path: str) -> str:
    """Return a digest of a file, of a folder, or of the files of a word list."""
    given = Path(path) if path else None
    if given is None:
        return ""
    if given.is_dir():
        files = sorted(file for file in given.rglob("*") if file.is_file())
        return _digest(*(_of_file(file, given) for file in files))
    pair = [given.with_suffix(suffix) for suffix in (".toml", ".csv")]
    files = [file for file in dict.fromkeys((given, *pair)) if file.is_file()]
    return _digest(*(_of_file(file, given.parent) for file in files)) if files else ""


@cache
def package_digest(*, later: bool = False) -> str:
    """Return a digest of the code and the data of this package.

    Parameters
    ----------
    later : bool, default False
        Whether that is all of it, or what the stages of articles use.
    """
    root = Path(framing.__file__).resolve().parent
    apart = _LATER if not later else frozenset({"samples"})
    code = [
        file
        for file in sorted(root.rglob("*"))
        if file.is_file()
        and (later or file.suffix in {".py", ".npz"})
        and file.suffix != ".pyc"
        and file.relative_to(root).parts[0] not in apart
    ]
    apart = CHOSEN.union(*OF_METRICS.values()) if not later else frozenset()
    lists = [
        file
        for file in sorted(data_folder("lexicons").glob("*.*"))
        if file.stem not in apart
    ]
    folders = [data_folder("actors"), data_folder("outlets")]
    data = [file for folder in folders for file in sorted(folder.glob("*.*"))]
    return _digest(
        *(_of_file(file, root) for file in code),
        *(_of_file(file, file.parent) for file in (*lists, *data)),
    )


def _of_file(file: Path, root: Path) -> str:
    name = file.relative_to(root).as_posix()
    return f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}"


def _digest(*parts: object) -> str:
    """Return the digest of some values, each told from the next."""
    digest = hashlib.sha256()
    for part in parts:
        given: Any = part if isinstance(part, str) else repr(part)
        digest.update(f"{len(given)}:{given};".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
