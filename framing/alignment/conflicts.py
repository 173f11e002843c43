"""Amounts on the same thing that disagree between articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.alignment.amounts import YEAR, Amount, equal
from framing.alignment.matching import SAME, Matches
from framing.alignment.sentences import Sentence
from framing.wordlist import shipped_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sentences on the same with different amounts of the same unit.

    Attributes
    ----------
    a, b : Sentence
    words_a, words_b : str
        The amounts, or a vague time, as written.
    unit : str
        As `framing.alignment.amounts.Amount` has it.
    likeness : float
        Probability that the sentences state the same.
    """

    a: Sentence
    b: Sentence
    words_a: str
    words_b: str
    unit: str
    likeness: float


def conflicts(sentences: Sequence[Sentence], found: Matches) -> list[Conflict]:
    """Return the disagreeing amounts of likely pairs, the likeliest pairs first.

    Parameters
    ----------
    sentences : sequence of Sentence
    found : Matches

    Returns
    -------
    list of Conflict
        Two amounts of a unit are listed once, by their likeliest pair, and only
        where neither article names the other's amount anywhere. A year against a
        vague time ("soon") is one as well. Other periods, sources and roundings make
        amounts differ without any error: this is a list to read, not a verdict.
    """
    named: dict[str, list[Amount]] = {}
    for sentence in sentences:
        named.setdefault(sentence.article, []).extend(sentence.amounts)
    rows = zip(*(column.tolist() for column in found), strict=True)
    likely = sorted(
        (row for row in rows if row[2] >= SAME), key=lambda row: (-row[2], row)
    )
    made: dict[tuple[str, ...], Conflict] = {}
    for a, b, p in likely:
        for conflict in _between(sentences[a], sentences[b], p, named):
            words = sorted((conflict.words_a.lower(), conflict.words_b.lower()))
            made.setdefault((conflict.unit, *words), conflict)
    return list(made.values())


def _between(
    a: Sentence, b: Sentence, likeness: float, named: Mapping[str, Sequence[Amount]]
) -> Iterator[Conflict]:
    units = {amount.unit for amount in a.amounts} & {x.unit for x in b.amounts}
    for unit in sorted(units - {""}):
        mine, theirs = (
            [amount for amount in sentence.amounts if amount.unit == unit]
            for sentence in (a, b)
        )
        if any(
            x.unit == y.unit and equal(x, y)
            for amounts, other in ((mine, b), (theirs, a))
            for x in amounts
            for y in named[other.article]
        ):
            continue
        yield Conflict(
            a=a,
            b=b,
            words_a=mine[0].words,
            words_b=theirs[0].words,
            unit=unit,
            likeness=likeness,
        )
    for one, other, turned in ((a, b, False), (b, a, True)):
        years = [amount for amount in one.amounts if amount.unit == YEAR]
        if not years or any(amount.unit == YEAR for amount in other.amounts):
            continue
        if vague := _vague(other):
            words = (vague, years[0].words) if turned else (years[0].words, vague)
            yield Conflict(
                a=a,
                b=b,
                words_a=words[0],
                words_b=words[1],
                unit=YEAR,
                likeness=likeness,
            )


def _vague(sentence: Sentence) -> str:
    """Return a vague time that the sentence names, or nothing."""
    text = f" {' '.join(sentence.text.lower().split())} "
    known = sorted(shipped_terms("event_cues")["vague time"], key=len, reverse=True)
    return next((term for term in known if f" {term}" in text), "")
