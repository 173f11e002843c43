"""What the rules found, as arrays: hints that a model weighs like all else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.names import Name
from framing.quotes.contents import Draft
from framing.quotes.core import is_quotation
from framing.quotes.page import Page
from framing.quotes.sources import Range

Numbers = NDArray[np.int64]

CUE: Final = (3, 4)
_CONTENT, _SOURCE = (1, 2), (5, 6)
_NAMES: Final = (
    *("person", "state", "institution", "alliance", "demonym", "place", "unknown"),
)
_KINDS: Final = {"indirect": 1, "mixed": 2, "direct": 3}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hints:
    """The outermost quotations by rule, word by word; made by `hints_of`.

    Attributes
    ----------
    label : ndarray of shape (n_words,)
        0 outside; begin and inside of content 1, 2; of a cue 3, 4; of a source 5, 6.
    kind : ndarray of shape (n_words,)
        Kind of the quotation whose content a word stands in, and whether it has a
        cue and is certain; 0 outside.
    owner : ndarray of shape (n_words,)
        Number of that quotation, or of the one that it goes on with, else -1.
    cue_owner : ndarray of shape (n_words,)
        Number of the quotation whose cue a word belongs to, else -1.
    sources : tuple of Range
        The words of each source, in order.
    of_cue : dict of int to Range
        From each word of a cue to the source of that cue.
    name : ndarray of shape (n_words,)
        Kind of the name that a word belongs to, odd for its first word; 1 for a
        title before a name, 0 outside.
    """

    label: Numbers
    kind: Numbers
    owner: Numbers
    cue_owner: Numbers
    sources: tuple[Range, ...]
    of_cue: dict[int, Range]
    name: Numbers


def hints_of(page: Page, drafts: Sequence[Draft], names: Sequence[Name]) -> Hints:
    """Return what the rules found on a page as arrays."""
    size = len(page.low)
    label, kind = np.zeros(size, np.int64), np.zeros(size, np.int64)
    owner, cue_owner = np.full(size, -1), np.full(size, -1)
    outer = [draft for draft in drafts if draft.outer is None]
    number = {id(draft): at for at, draft in enumerate(outer)}
    for at, draft in enumerate(outer):
        if is_quotation(draft):
            start = number.get(id(draft.antecedent), at)
            for span in draft.content:
                here = slice(page.word_at(span[0]), page.word_at(span[1]))
                _mark(label, here, _CONTENT)
                kind[here], owner[here] = _kind(draft), start
    sources: set[Range] = set()
    of_cue: dict[int, Range] = {}
    for at, draft in enumerate(outer):
        cue = draft.cue
        if cue is None:
            continue
        if cue.source is not None:
            _mark(label, slice(*cue.source), _SOURCE)
            sources.add(cue.source)
            of_cue |= dict.fromkeys(range(cue.group, cue.last), cue.source)
        _mark(label, slice(cue.group, cue.last), CUE)
        cue_owner[cue.group : cue.last] = at
    return Hints(
        label=label,
        kind=kind,
        owner=owner,
        cue_owner=cue_owner,
        sources=tuple(sorted(sources)),
        of_cue=of_cue,
        name=_named(names, size),
    )


def _named(names: Sequence[Name], size: int) -> Numbers:
    """Return the kind of name that each word belongs to; odd where one begins."""
    code = np.zeros(size, np.int64)
    for name in names:
        number = 2 * _NAMES.index(name.kind) + 2
        code[name.title : name.first] = 1
        code[name.first : name.last] = number
        code[name.first] = number + 1
    return code


def _mark(label: Numbers, here: slice, codes: tuple[int, int]) -> None:
    begin, inside = codes
    label[here] = inside
    label[here.start : here.start + 1] = begin


def _kind(draft: Draft) -> int:
    return _KINDS[draft.kind] + 3 * (draft.cue is None) + 6 * draft.uncertain
