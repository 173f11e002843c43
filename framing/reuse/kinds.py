"""What a match is called, and which of two texts it comes from."""

from __future__ import annotations

from typing import Final

from framing.dates import days_between
from framing.reuse.matching import Match
from framing.reuse.texts import Text

KINDS: Final = ("twin", "copy", "cut", "shared passages")

SAME: Final = 0.8
"""Least share of shingles in common of two versions of one text."""

VERSIONS: Final = 7
"""Days within which an outlet's print, web and updated versions appear."""

MOST: Final = 0.5
"""Least share of a text that stands in another one, for a cut."""

PASSAGE: Final = 30
PART: Final = 0.10
"""Least words, or least share of the shorter text, of shared passages."""

LEAST_FREE: Final = 15
"""Least unquoted words of anything but a twin: 10 % of a short text is a name and a
title."""

LEAST_RUN: Final = 10
"""Least words of the longest unquoted run of shared passages: without it, two long
articles on one event share 30 words in titles and set phrases."""

UNKNOWN: Final = "unknown"
ELSEWHERE: Final = "elsewhere"
_WIRE: Final = "wire copy of "


def kind_of(a: Text, b: Text, found: Match) -> str:
    """Return what a match is, or an empty string where it is no reuse.

    Notes
    -----
    Words that are quoted in both texts are a statement that both report; they make
    no copy, no cut and no shared passage.

    Examples
    --------
    >>> from framing.reuse.matching import match
    >>> from framing.reuse.texts import text_of
    >>> words = [f"w{i}" for i in range(40)]
    >>> a, b = text_of("a", words, outlet="x"), text_of("b", words, outlet="y")
    >>> kind_of(a, b, match(a, b))
    'copy'
    """
    if found.jaccard >= SAME and a.outlet == b.outlet != UNKNOWN:
        # The same words every month are a standing item, not a version of one text.
        return "copy" if days_apart(a, b) > VERSIONS else "twin"
    if found.n_free < LEAST_FREE:
        return ""
    if found.jaccard >= SAME:
        return "copy"
    for share, free in ((found.a_in_b, found.free_a), (found.b_in_a, found.free_b)):
        if min(share, free) >= MOST:
            return "cut"
    least = min(PASSAGE, PART * min(a.n_words, b.n_words))
    if found.n_free >= least and found.longest_free >= LEAST_RUN:
        return "shared passages"
    return ""


def days_apart(a: Text, b: Text) -> int:
    """Return the days that lie surely between two texts, 0 where that is not known.

    Examples
    --------
    >>> from framing.reuse.texts import text_of
    >>> days_apart(text_of("a", [], low="2024-05-03", high="2024-05-03"),
    ...            text_of("b", [], low="2024-05-20", high="2024-05-21"))
    17
    """
    for early, late in ((a, b), (b, a)):
        if early.high and late.low and early.high[:10] < late.low[:10]:
            return days_between(early.high[:10], late.low[:10])
    return 0


def direction(a: Text, b: Text) -> tuple[str, str]:
    """Say which of two texts that share words came first.

    Returns
    -------
    origin : {"a", "b", "elsewhere", "unknown"}
        "elsewhere" where a mark names an agency and neither text is its own.
    evidence : str
        In words.

    Notes
    -----
    An agency's own article comes before all else, then a mark, then the days of
    publication. Where the days speak against the agency, nothing is concluded.

    Examples
    --------
    >>> from framing.reuse.texts import text_of
    >>> direction(text_of("a", [], low="2024-05-03", high="2024-05-03"),
    ...           text_of("b", [], low="2024-05-01", high="2024-05-02"))
    ('b', 'by date: 2024-05-02 at the latest, the other 2024-05-03 at the earliest')
    """
    first, dated = _by_date(a, b)
    if a.is_agency != b.is_agency:
        origin, source, other = ("a", a, b) if a.is_agency else ("b", b, a)
        said = f"by outlet: {source.outlet} is a news agency"
        if other.origin == _WIRE + source.outlet:
            return origin, f"{said}; {other.origin_evidence}"
        if first not in {"", origin}:
            return UNKNOWN, f"{said}, but {dated}"
        return origin, said
    for origin, source, other in (("a", a, b), ("b", b, a)):
        if other.origin == _WIRE + source.outlet and other.outlet != source.outlet:
            return origin, f"by mark: {other.origin_evidence}"
    marks = [
        f"{text.outlet}: {text.origin} ({text.origin_evidence})"
        for text in (a, b)
        if text.origin.startswith(_WIRE)
    ]
    if marks:
        return ELSEWHERE, f"by mark: {'; '.join(marks)}"
    return (first, dated) if first else (UNKNOWN, "no mark, and no day that tells")


def _by_date(a: Text, b: Text) -> tuple[str, str]:
    """Return which text was surely published on an earlier day, and the days."""
    for name, early, late in (("a", a, b), ("b", b, a)):
        if early.high and late.low and early.high[:10] < late.low[:10]:
            return name, (
                f"by date: {early.high} at the latest, the other {late.low} at the "
                "earliest"
            )
    return "", ""
