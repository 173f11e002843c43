"""Find all reuse in a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from framing.reuse.index import LEAST, Index, is_shared, shared_shingles, windows_of
from framing.reuse.kinds import direction, kind_of
from framing.reuse.matching import Match, match
from framing.reuse.texts import LEAST_WORDS, SHINGLE, Flags, Hashes, Text

MOST_NEAR: Final = 20
"""Texts that one text is read against, those that share most: two hundred versions of
a live page, each with one more entry, are linear too."""

_NO_DAY: Final = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """Two texts that share words, and how; made by `find_reuse`.

    Attributes
    ----------
    a, b : str
        Ids; *a* is the one that is looked at first (see `find_reuse`).
    kind : str
        One of `framing.reuse.KINDS`.
    found : Match
    origin : {"a", "b", "elsewhere", "unknown"}
    evidence : str
        What the origin was told by, in words.
    """

    a: str
    b: str
    kind: str
    found: Match
    origin: str
    evidence: str


def find_reuse(texts: Iterable[Text]) -> tuple[Reuse, ...]:
    """Find twins, copies, cuts and shared passages.

    Parameters
    ----------
    texts : iterable of Text
        In any order; the result does not depend on it.

    Returns
    -------
    tuple of Reuse
        Sorted by *a* and *b*.

    Notes
    -----
    Texts are looked at one after another: agencies' own articles first, then by day,
    the longer ones first, then by id. A passage is looked for under the first text
    that holds it. Copies of one text are therefore each paired with the first of
    them (and with the first of their own outlet, so that no twin is missed), not
    with one another: *n* copies make fewer than *2 n* pairs. No text is read against
    more than `MOST_NEAR` earlier ones.

    Examples
    --------
    >>> from framing.reuse.texts import text_of
    >>> words = [f"w{i}" for i in range(40)]
    >>> wire = text_of("w", words, outlet="agency", is_agency=True)
    >>> found = find_reuse([text_of("c", words[:31], outlet="paper"), wire])
    >>> [(pair.a, pair.b, pair.kind, pair.origin) for pair in found]
    [('w', 'c', 'cut', 'a')]
    """
    kept = sorted((t for t in texts if t.n_words >= LEAST_WORDS), key=_order)
    shared = shared_shingles(kept)
    index = Index()
    first_of: dict[tuple[int, str], int] = {}
    pairs: list[Reuse] = []
    held: list[Hashes] = []
    for number, text in enumerate(kept):
        flags = is_shared(text, shared)
        windows = windows_of(text, flags)
        held.append(np.unique(text.shingles[flags]))
        known = np.zeros(len(text.shingles), np.bool_)
        near = _nearest(index.query(windows), held)
        for other in _with_same_outlet(near, text, first_of):
            found = match(kept[other], text)
            known |= _known(found, len(text.shingles))
            kind = kind_of(kept[other], text, found)
            if not kind:
                continue
            pairs.append(_reuse(kept[other], text, kind, found))
            if kind != "shared passages":
                first_of.setdefault((other, text.outlet), number)
        index.add(number, windows, flags, known)
    return tuple(sorted(pairs, key=lambda pair: (pair.a, pair.b)))


def _order(text: Text) -> tuple[bool, str, int, str]:
    return (not text.is_agency, text.low or _NO_DAY, -text.n_words, text.id)


def _nearest(near: Sequence[int], held: Sequence[Hashes]) -> list[int]:
    """Return the texts that share a run that counts with the last one, at most 20.

    It spares most of the reading: nine in ten were found by chance.
    """
    shared = {
        n: len(np.intersect1d(held[n], held[-1], assume_unique=True)) for n in near
    }
    kept = [n for n in near if shared[n] >= LEAST]
    return sorted(kept, key=lambda n: (-shared[n], n))[:MOST_NEAR]


def _with_same_outlet(
    near: Sequence[int], text: Text, first_of: dict[tuple[int, str], int]
) -> list[int]:
    """Add, for each text, the first one of the same outlet that was drawn from it."""
    same = {first_of[key] for n in near if (key := (n, text.outlet)) in first_of}
    return sorted({*near, *same})


def _known(found: Match, n_shingles: int) -> Flags:
    """Return which shingles of the second text lie in a shared run."""
    flags = np.zeros(n_shingles, np.bool_)
    for run in found.runs:
        flags[run.b_start : max(run.b_stop - SHINGLE + 1, run.b_start)] = True
    return flags


def _reuse(a: Text, b: Text, kind: str, found: Match) -> Reuse:
    origin, evidence = direction(a, b)
    return Reuse(
        a=a.id, b=b.id, kind=kind, found=found, origin=origin, evidence=evidence
    )
