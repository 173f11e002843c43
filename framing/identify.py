"""Say which outlet printed an article, and on what evidence; never guess silently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from framing.model import UNKNOWN, Finding
from framing.outlets import Outlets

# How far each kind of clue in a text goes. A mark such as a photo credit may have
# travelled with a copied text, so one alone never names the outlet.
_CLUES: Final = {"address": 0.9, "page furniture": 0.5, "mark": 0.4}
NAMED_FROM: Final = 0.6
"""Least confidence at which an inferred outlet is named; below it is "unknown"."""


def identify(
    outlets: Outlets, *, declared: str = "", url: str = "", text: str = ""
) -> Finding:
    """Say which outlet printed an article, and on what evidence.

    Parameters
    ----------
    outlets : Outlets
    declared : str
        The name in the metadata; taken as it is, with its profile's key where
        there is one.
    url : str
        The article's address.
    text : str
        The raw text, searched for addresses, page furniture and marks.

    Returns
    -------
    Finding
        `value` is a key, the declared name, or ``"unknown"``. An inferred outlet
        has the status ``"inferred"``; clues too weak to name one stand in the
        evidence of an unknown.

    Examples
    --------
    >>> from framing.outlets import load_outlets
    >>> identify(load_outlets(), declared="Reuters").value
    'reuters'
    >>> identify(load_outlets(), text="Nothing to go by.").status
    'unknown'
    """
    if declared.strip():
        known = outlets.find(declared)
        value = known.key if known else declared.strip()
        return Finding(value=value, evidence=(f"metadata: {declared.strip()}",))
    scores: dict[str, list[tuple[float, str]]] = {}
    for key, kind, words in _clues(outlets, url, text):
        scores.setdefault(key, []).append((_CLUES[kind], f"{kind} {words!r}"))
    if not scores:
        return UNKNOWN
    ranked = sorted(scores, key=lambda key: (-_joined(scores[key]), key))
    best, confidence = ranked[0], _joined(scores[ranked[0]])
    evidence = tuple(words for _, words in scores[best])
    rival = len(ranked) > 1 and _joined(scores[ranked[1]]) >= confidence
    if confidence < NAMED_FROM or rival:
        hint = tuple(f"may be {best}: {words}" for words in evidence)
        return Finding(
            value="unknown", status="unknown", evidence=hint, confidence=confidence
        )
    return Finding(
        value=best, status="inferred", evidence=evidence, confidence=confidence
    )


def _joined(clues: Sequence[tuple[float, str]]) -> float:
    """Join independent clues: the chance that not all of them mislead."""
    doubt = 1.0
    for weight, _ in clues:
        doubt *= 1 - weight
    return round(1 - doubt, 3)


def _clues(outlets: Outlets, url: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (outlet, kind of clue, words); each outlet's marks once."""
    host = re.sub(r"^[a-z]+://|^www\.|/.*$", "", url.strip().lower())
    host = host.removeprefix("www.")
    lines = {line.strip().lower() for line in text.splitlines()}
    for outlet in outlets.entries:
        for domain in outlet.domains:
            if host and (host == domain or host.endswith("." + domain)):
                yield outlet.key, "address", domain
        for line in outlet.boilerplate:
            if line.lower() in lines:
                yield outlet.key, "page furniture", line
        for mark in outlet.text_marks:
            if mark in text and mark not in outlet.boilerplate:
                yield outlet.key, "mark", mark
