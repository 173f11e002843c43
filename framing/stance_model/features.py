"""Named features of a mention: words around it, and hits of word lists.

A feature is a name, an amount and the tokens that it is about. Names begin with the
part of the features that they belong to; nothing in them names the target or
another name, so a model cannot learn how somebody is usually judged.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from framing.lexicons import load_lexicon
from framing.match import Matcher
from framing.stance_model.scenes import ENTITY, MARK, PUNCTUATION, Scene

FEATURES: Final = 1
"""Raised when features change, so that old weights are refused."""

# Words between a modifier and what it modifies, as in `lexicons/modifiers`.
_WINDOW: Final = 3
# Distances in words over which a hit loses weight, before and after the mention; the
# same as in the metric by word list.
_TAU_BEFORE: Final = 3.0
_TAU_AFTER: Final = 20.0
_TAU_NEAR: Final = 5.0
# Where a list may have favourable words, unfavourable ones, both or none.
_STRETCHES: Final = (
    ("sentence", -math.inf, math.inf),
    ("left", -math.inf, -1),
    ("right", 1, math.inf),
    ("near left", -5, -1),
    ("near right", 1, 5),
)


class Feature(NamedTuple):
    """One feature, and the tokens of the scene that it is about, half-open."""

    name: str
    amount: float
    first: int
    last: int


class _Entry(NamedTuple):
    """What an entry of a word list says, its weight scaled to [-1, 1]."""

    list: str
    category: str
    weight: float
    signed: bool


class _View(NamedTuple):
    """A scene with what several parts of the features need.

    `words` holds the tokens that are words or quotation marks, `places` where they
    stand among the tokens, `at` the mention among them.
    """

    scene: Scene
    words: list[str]
    places: list[int]
    at: int
    clauses: list[int]
    marked: list[bool]


def features_of(scene: Scene, *, lexicons: Sequence[str]) -> list[Feature]:
    """Return the features of a mention.

    Parameters
    ----------
    scene : Scene
    lexicons : sequence of str
        Names of word lists, as `framing.lexicons.load_lexicon` takes them.

    Returns
    -------
    list of Feature
        The same name may come several times; amounts then add up.

    Examples
    --------
    >>> from framing.stance_model.coding import Coded
    >>> from framing.stance_model.scenes import coded_scene
    >>> coded = Coded(text="Zandia was praised.", start=0, stop=6, polarity=1)
    >>> scene = coded_scene(coded, small=lambda word: True)
    >>> names = {f.name for f in features_of(scene, lexicons=("vader",))}
    >>> {"near right praised", "after was praised", "vader +right"} <= names
    True
    """
    view = _view(scene)
    return [
        *_form(view),
        *_single(view),
        *_runs(view),
        *_listed(view, tuple(lexicons)),
    ]


def mark_of(lexicon: str) -> str:
    """Return the version of a word list, and the beginning of its digest.

    Examples
    --------
    >>> mark_of("modifiers").split()[0].count(".")
    2
    """
    found = load_lexicon(lexicon)
    lines = (f"{e.term},{e.category},{e.weight}\n" for e in found.entries)
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    return f"{found.version} {digest[:12]}"


def _view(scene: Scene) -> _View:
    tokens = scene.tokens
    places = [i for i, token in enumerate(tokens) if token not in PUNCTUATION]
    clauses, marked = [], []
    clause, inside, opening = 0, False, _conjunctions()
    for token in tokens:
        clause += token in PUNCTUATION or token == MARK or token in opening
        inside ^= token == MARK
        clauses.append(clause)
        marked.append(inside)
    return _View(
        scene=scene,
        words=[tokens[i] for i in places],
        places=places,
        at=places.index(scene.at),
        clauses=clauses,
        marked=marked,
    )


def _form(view: _View) -> Iterator[Feature]:
    """Yield what kind of mention it is, and where it stands."""
    scene, size = view.scene, len(view.scene.tokens)
    names = [
        f"form {' '.join(scene.form)}" if len(scene.form) == 1 else "form phrase",
        f"form size {min(len(scene.form), 4)}",
        f"sentence size {min(6, size // 8)}",
        f"place {4 * scene.at // size}",
        f"marked {view.marked[scene.at]}",
        *(f"form word {word}" for word in scene.form if word != ENTITY),
    ]
    if scene.at == 0:
        names.append("opens")
    for name in names:
        yield Feature(name, 1.0, scene.at, scene.at + 1)


def _single(view: _View) -> Iterator[Feature]:
    """Yield single words: before the mention, near, at their place, in the clause."""
    clauses, at = view.clauses, view.at
    own = clauses[view.scene.at]
    marked = view.marked[view.scene.at]
    for index, (word, place) in enumerate(zip(view.words, view.places, strict=True)):
        if index == at or word == MARK:
            continue
        side = "left" if index < at else "right"
        names = [f"left {word}"] if side == "left" else []
        if clauses[place] == own:
            names.append(f"clause {side} {word}")
        if view.marked[place] != marked:
            names.append(f"other voice {word}")
        distance = abs(index - at)
        if distance <= 4:
            names.append(f"near {side} {word}")
        if distance <= 2:
            names.append(f"place {index - at} {word}")
        for name in names:
            yield Feature(name, 1.0, place, place + 1)


def _runs(view: _View) -> Iterator[Feature]:
    """Yield pairs of words, and runs that touch the mention."""
    words, places, at = view.words, view.places, view.at
    for (a, first), (b, last) in pairwise(zip(words, places, strict=True)):
        yield Feature(f"pair {a} {b}", 1.0, first, last + 1)
    for kind, low, high in (
        ("before", at - 2, at),
        ("before", at - 3, at),
        ("after", at + 1, at + 3),
        ("after", at + 1, at + 4),
        ("around", at - 1, at + 2),
    ):
        begin, end = max(low, 0), min(high, len(words))
        if begin < end:
            ends = "#" * (low < 0) + "$" * (high > len(words))
            text = " ".join(words[begin:end])
            yield Feature(
                f"{kind} {text}{ends}", 1.0, places[begin], places[end - 1] + 1
            )


class _Found(NamedTuple):
    """A hit of a word list, with what stands before it and where it stands."""

    entry: _Entry
    first: int
    last: int
    offset: int
    weight: float
    negated: str


def _listed(view: _View, lexicons: tuple[str, ...]) -> Iterator[Feature]:
    """Yield what hits of word lists say, and where a list says nothing."""
    found = list(_found(view.scene, lexicons))
    for hit in found:
        near = view.clauses[hit.first] == view.clauses[view.scene.at]
        yield from _categories(hit, near=near)
        if hit.entry.signed:
            voice = f"{view.marked[hit.first]:d}{view.marked[view.scene.at]:d}"
            yield from _weights(hit, voice, near=near)
    for name in _signed(lexicons):
        of_list = [hit for hit in found if hit.entry.list == name]
        for stretch, low, high in _STRETCHES:
            inside = [hit for hit in of_list if low <= hit.offset <= high]
            good = any(hit.weight > 0 for hit in inside)
            bad = any(hit.weight < 0 for hit in inside)
            what = f"{name} state {stretch} {good:d}{bad:d}"
            for hit in inside:
                yield Feature(what, 1 / len(inside), hit.first, hit.last)
            if not inside:
                yield Feature(what, 1.0, view.scene.at, view.scene.at + 1)


def _found(scene: Scene, lexicons: tuple[str, ...]) -> Iterator[_Found]:
    """Yield the hits outside the mention, their weights turned by modifiers."""
    at = scene.at
    modifiers = {hit.last: hit.payload for hit in _modifiers().find(scene.tokens)}
    for first, last, entry in _matcher(lexicons).find(scene.tokens, group=_list_of):
        if first <= at < last:
            continue
        weight, negated = entry.weight, ""
        for place in range(max(0, first - _WINDOW) + 1, first + 1):
            if place in modifiers:
                weight *= modifiers[place]
                negated = "not " if modifiers[place] < 0 else negated
        offset = first - at if first > at else last - 1 - at
        yield _Found(entry, first, last, offset, weight, negated)


def _categories(hit: _Found, *, near: bool) -> Iterator[Feature]:
    """Yield the category of a hit: by side, distance and clause."""
    side = "left" if hit.offset < 0 else "right"
    kind = f"{hit.entry.list} {hit.negated}{hit.entry.category}"
    names = [kind, f"{kind} {side}", f"{kind} {side} {_step(abs(hit.offset))}"]
    if near:
        names.append(f"{kind} {side} near")
    for name in names:
        yield Feature(name, 1.0, hit.first, hit.last)


def _weights(hit: _Found, voice: str, *, near: bool) -> Iterator[Feature]:
    """Yield the weight of a hit: by sign, side, distance, clause and voice."""
    side = "left" if hit.offset < 0 else "right"
    tau = _TAU_BEFORE if side == "left" else _TAU_AFTER
    name = f"{hit.entry.list} {'+' if hit.weight > 0 else '-'}"
    size, distance = abs(hit.weight), abs(hit.offset)
    amounts = {
        name: size,
        f"{name}n": 1.0,
        f"{name}{side}": size,
        f"{name}{side} fading": size * math.exp(-distance / tau),
        f"{name}{side} soon": size * math.exp(-distance / _TAU_NEAR),
        f"{name}{voice}": size,
    }
    if near:
        amounts[f"{name}{side} near"] = size
    if hit.negated:
        amounts[f"{name}{side} turned"] = size
    for key, amount in amounts.items():
        yield Feature(key, amount, hit.first, hit.last)


def _step(distance: int) -> int:
    """Return a distance in four steps: next, near, within six words, far."""
    return (distance > 1) + (distance > 3) + (distance > 6)


@cache
def _signed(lexicons: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the lists that have weights below zero."""
    found = map(load_lexicon, lexicons)
    return tuple(lexicon.name for lexicon in found if lexicon.range[0] < 0)


def _list_of(entry: _Entry) -> str:
    return entry.list


@lru_cache(maxsize=8)
def _matcher(lexicons: tuple[str, ...]) -> Matcher[_Entry]:
    """Return one automaton for all lists; hits of different lists may overlap."""
    patterns = []
    for name in lexicons:
        lexicon = load_lexicon(name)
        reach = max(abs(bound) for bound in lexicon.range) or 1.0
        signed = lexicon.range[0] < 0
        patterns += [
            (
                entry.term,
                _Entry(lexicon.name, entry.category, entry.weight / reach, signed),
            )
            for entry in lexicon.entries
        ]
    return Matcher(patterns)


@cache
def _conjunctions() -> frozenset[str]:
    """Return the words that open a clause."""
    entries = load_lexicon("function_words").of_category("conjunction")
    return frozenset(entry.term for entry in entries)


@lru_cache(maxsize=1)
def _modifiers() -> Matcher[float]:
    return Matcher(
        (entry.term, entry.weight) for entry in load_lexicon("modifiers").entries
    )
