"""Where a text comes from and what it is: origin, genre, translation, integrity.

Each is a field of its own with its evidence. What nothing speaks for is
"unknown", never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from framing.errors import not_one_of
from framing.model import GENRES, UNKNOWN, Finding
from framing.outlets import Outlet, Outlets

BY_MATCH: Final = " (by match)"
"""What an origin ends with that no mark and no metadata gave: `framing.reuse`."""

_GENRE_NAMES: Final = {
    "commentary": "opinion",
    "editorial": "opinion",
    "op-ed": "opinion",
    "opinion/editorial": "opinion",
    "column": "opinion",
    "news": "news report",
    "report": "news report",
    "brief": "wire brief",
    "readout": "official readout",
    "live": "live blog",
    "liveblog": "live blog",
    "feature": "analysis",
    "explainer": "analysis",
}
# Sections that an address names; a path such as /opinion/ is the outlet's own word.
_IN_ADDRESS: Final = re.compile(
    r"/(?P<opinion>opinions?|commentisfree|comment|editorials?|op-ed|columns?)/"
    r"|/(?P<live>live|liveblog|live-updates)/|/(?P<interview>interviews?)/",
    re.IGNORECASE,
)
_IN_TITLE: Final = re.compile(
    r"^(?:(?P<opinion>Opinion|Editorial|Commentary|Op-Ed|Column)|(?P<analysis>Analysis"
    r"|Explainer)|(?P<interview>Interview)|(?P<live>Live(?: updates)?))\s*[:|–—-]"
)
_READOUT: Final = re.compile(
    r"\b(?:the following is the (?:full )?text|full text of|readout of)\b",
    re.IGNORECASE,
)
_BRIEF_WORDS: Final = 150
_GENRE_OF: Final = {
    "opinion": "opinion",
    "analysis": "analysis",
    "interview": "interview",
    "live": "live blog",
}
_TRANSLATED: Final = re.compile(
    r"\b(?:[Tt]ranslated (?:by|from)|[Tt]ranslation by|this article was translated)\b"
)
# Traces that a machine paraphraser leaves and people hardly do: a full stop before
# a small letter, a closing mark glued to the next word, a space inside an amount.
_TRACES: Final = (
    ("a full stop before a small letter", re.compile(r"[a-z]{3}\. (?:and|of|or|in) ")),
    ("a quotation mark glued to the next word", re.compile(r", ?[”][A-Za-z]")),
    ("a space inside an amount", re.compile(r"[$€£] \d")),
)
_TRACE_KINDS: Final = 2  # one kind alone may be a slip of the keyboard


def find_genre(
    *,
    declared: str = "",
    title: str = "",
    url: str = "",
    text: str = "",
    n_words: int = 0,
    announces: str = "",
) -> Finding:
    """Say what kind of article it is.

    Parameters
    ----------
    declared : str
        The genre in the metadata, in our words or a usual one for them.
    title, url, text : str
    n_words : int
    announces : str
        Words with which the lead announces an event, or empty.

    Returns
    -------
    Finding
        `value` is one of `framing.model.GENRES`.

    Examples
    --------
    >>> find_genre(title="Opinion: a step too far").value
    'opinion'
    >>> find_genre(declared="poem").status
    'unknown'
    """
    if declared.strip():
        return _declared_genre(declared.strip().lower())
    for where, pattern, words in (
        ("address", _IN_ADDRESS, url),
        ("title", _IN_TITLE, title),
    ):
        if found := pattern.search(words):
            kind = next(key for key, value in found.groupdict().items() if value)
            return _inferred(_GENRE_OF[kind], f"{where}: {found.group()}")
    if found := _READOUT.search(text[:400]):
        return _inferred("official readout", f"lead: {found.group()}")
    if announces:
        where = "title" if announces in title else "lead"
        return _inferred("preview", f"{where}: {announces}")
    if 0 < n_words < _BRIEF_WORDS // 2:
        return _inferred("wire brief", f"{n_words} words")
    return UNKNOWN


def _declared_genre(declared: str) -> Finding:
    value = _GENRE_NAMES.get(declared, declared)
    if value in GENRES:
        return Finding(value=value, evidence=(f"metadata: {declared}",))
    note = f"metadata: {not_one_of('genre', declared, GENRES)}"
    return Finding(value="unknown", status="unknown", evidence=(note,), confidence=0.0)


def _inferred(value: str, words: str, confidence: float = 0.8) -> Finding:
    return Finding(
        value=value, status="inferred", evidence=(words,), confidence=confidence
    )


def find_origin(
    raw: str, *, declared: str = "", outlet: Outlet | None, outlets: Outlets
) -> Finding:
    """Say whether a text is the outlet's own or an agency's.

    Parameters
    ----------
    raw : str
        The raw text; marks stand in its first and last lines.
    declared : str
        Origin in the metadata.
    outlet : Outlet or None
        Who printed it; its own marks are no sign of wire copy.
    outlets : Outlets
        Whose wire marks are looked for.

    Returns
    -------
    Finding
        ``"own"`` if declared, ``"wire copy of X"``, ``"mixed"`` or ``"unknown"``.

    Examples
    --------
    >>> find_origin("", outlet=None, outlets=Outlets(entries=(), groups=(), names=())
    ... ).value
    'unknown'
    """
    if declared.strip():
        return Finding(value=declared.strip(), evidence=("metadata",))
    own = set(outlet.text_marks) if outlet else set()
    edges = f"{raw[:600]}\n{raw[-400:]}"
    marks = {
        mark
        for profile in ((outlet,) if outlet else outlets.entries)
        for mark in profile.wire_marks
        if mark in edges and mark not in own
    }
    for mark in sorted(marks):
        agency = outlets.find(mark.strip("()[]—– -."))
        if agency is None or (outlet and agency.key == outlet.key):
            continue
        return _inferred(f"wire copy of {agency.key}", f"mark: {mark}", 0.9)
    if found := re.search(
        r"\(?\b[Ww]ith (?:agencies|wires|agency reports)\b\)?", edges
    ):
        return _inferred("mixed", f"mark: {found.group()}", 0.9)
    return UNKNOWN


def find_translation(raw: str, *, language: str, outlet: Outlet | None) -> Finding:
    """Say whether a text was translated.

    Returns
    -------
    Finding
        ``"yes"`` where it says so, ``"suspected"`` where the outlet's main language
        is another one, else ``"unknown"``.

    Examples
    --------
    >>> find_translation("Translated by A. B.", language="en", outlet=None).value
    'yes'
    """
    if found := _TRANSLATED.search(raw):
        return _inferred("yes", f"text: {found.group()}", 0.9)
    if outlet and outlet.language and language and outlet.language != language:
        words = f"the outlet's main language is {outlet.language!r}"
        return _inferred("suspected", words, 0.5)
    return UNKNOWN


def find_integrity(text: str) -> Finding:
    """Say whether a text shows traces of machine rewriting.

    Returns
    -------
    Finding
        ``"suspected machine rewriting"`` with the traces, or ``"unknown"``: the
        absence of traces proves nothing.

    Examples
    --------
    >>> find_integrity("It cost $ 5 on Friday. of course, ”she said.").value
    'suspected machine rewriting'
    """
    traces: Sequence[str] = [
        f"{name}: {found.group().strip()!r}"
        for name, pattern in _TRACES
        if (found := pattern.search(text))
    ]
    if len(traces) < _TRACE_KINDS:
        return UNKNOWN
    return Finding(
        value="suspected machine rewriting",
        status="inferred",
        evidence=tuple(traces),
        confidence=0.7,
    )
