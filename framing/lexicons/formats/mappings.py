"""Nested mappings: quanteda's YAML, and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import yaml

from framing.lexicons.formats.base import Fault, Found, Raw, number


def read_quanteda(text: str) -> Found:
    """Yield the entries of a dictionary in quanteda's YAML.

    Scalars are always text: the country ``NO`` is no boolean here.
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark is not None else 1
        yield Fault(line, f"is not valid YAML: {error.problem}")
        return
    except yaml.YAMLError as error:
        yield Fault(1, f"is not valid YAML: {error}")
        return
    if not isinstance(root, yaml.MappingNode):
        yield Fault(1, "must be a mapping from categories to lists of terms")
        return
    yield from _yaml(root, (), set())


def _yaml(node: yaml.Node, path: tuple[str, ...], seen: set[int]) -> Found:
    line = node.start_mark.line + 1
    # A few lines of names for names stand for billions of entries, or for themselves.
    if id(node) in seen:
        yield Fault(line, "a name (&) is used again (*); write the terms out")
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _yaml(value, (*path, str(key.value)), seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _yaml(item, path, seen)
    elif node.value.strip():
        yield Raw(line=line, term=node.value, category="/".join(path))
    else:
        yield Fault(line, f"category {'/'.join(path)!r} is empty; give it terms")


def read_json(text: str) -> Found:
    """Yield the entries of JSON: categories with lists, terms with weights, or rows.

    ``{"category": ["term", …]}`` (nested as deep as it likes), ``{"term": 1.5}``, or
    ``[{"term": …, "category": …, "weight": …}]``.
    """
    try:
        root = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        yield Fault(line, f"is not valid JSON: {error}")
        return
    if isinstance(root, list):
        for at, row in enumerate(root, start=1):
            yield _row(at, row)
    else:
        yield from _json(root, ())


def _row(at: int, row: object) -> Raw | Fault:
    if not isinstance(row, Mapping) or not isinstance(row.get("term"), str):
        return Fault(0, f"entry {at} needs an object with 'term', got {row!r}")
    weight = row.get("weight")
    if weight is not None and (value := number(str(weight))) is None:
        return Fault(0, f"entry {at}: weight must be a number, got {weight!r}")
    return Raw(
        line=0,
        term=row["term"],
        category=str(row.get("category", "")),
        weight=None if weight is None else value,
        note=str(row.get("note", "")),
    )


def _json(node: object, path: tuple[str, ...]) -> Found:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _json(value, (*path, str(key)))
    elif isinstance(node, str):
        yield Raw(line=0, term=node, category="/".join(path))
    elif isinstance(node, Sequence):
        if not node:
            yield Fault(0, f"category {'/'.join(path)!r} is empty; give it terms")
        for item in node:
            yield from _json(item, path)
    elif type(node) in {int, float} and path:
        weight = number(str(node))
        if weight is None:
            yield Fault(0, f"{path[-1]!r}: weight must be a finite number, got {node}")
            return
        yield Raw(line=0, term=path[-1], category="/".join(path[:-1]), weight=weight)
    else:
        yield Fault(0, f"{'/'.join(path)!r} must hold terms or a weight, got {node!r}")
