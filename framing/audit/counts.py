"""Count the entries of a word list in the texts of a run, by outlet."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from framing.match import Hit, Matcher
from framing.segment import Cut, cut
from framing.targets import find_mentions
from framing.words import normalise_all

if TYPE_CHECKING:
    from framing.actors import Actors
    from framing.lexicons import Lexicon
    from framing.outlets import Outlets
    from framing.store import Run

# A sentence with more words in capitals than this is a headline or a list of
# names, where a capital says nothing about a word.
_MOST_CAPITALS: Final = 0.5


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over some articles; sums of tallies are tallies.

    Attributes
    ----------
    articles, words, with_hit : int
        Articles, their words, and the articles with a hit.
    hits, spread : Counter of int
        By the place of an entry in the list: its hits, and the articles with one.
    middle, capitals : Counter of int
        Hits inside running sentences, and those of them that begin with a capital.
    named : Counter of int
        Hits inside a name of a known actor or outlet.
    names : Counter of (int, str)
        The same by the name.
    """

    articles: int = 0
    words: int = 0
    with_hit: int = 0
    hits: Counter[int] = field(default_factory=Counter)
    spread: Counter[int] = field(default_factory=Counter)
    middle: Counter[int] = field(default_factory=Counter)
    capitals: Counter[int] = field(default_factory=Counter)
    named: Counter[int] = field(default_factory=Counter)
    names: Counter[tuple[int, str]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add the counts of other articles."""
        self.articles += other.articles
        self.words += other.words
        self.with_hit += other.with_hit
        for name in ("hits", "spread", "middle", "capitals", "named", "names"):
            getattr(self, name).update(getattr(other, name))


class _Name(NamedTuple):
    """A name in a text: words `first` up to, not including, `last`."""

    first: int
    last: int
    words: str


def count(
    lexicon: Lexicon, run: Run, *, outlets: Outlets, actors: Actors
) -> dict[str, Tally]:
    """Return the counts of each outlet, by its key, sorted.

    Parameters
    ----------
    lexicon : Lexicon
    run : Run
        Its clean texts are read.
    outlets : Outlets
    actors : Actors

    Returns
    -------
    dict of str to Tally
        Also outlets without a hit; articles without text count nowhere.
    """
    articles, texts = run.tables["articles"], run.tables["texts"]
    outlet_of = dict(zip(articles["article"], articles["outlet"], strict=True))
    entries = entry_matcher(lexicon)
    papers = _outlet_names(outlets)
    found: dict[str, Tally] = {}
    for article, text in zip(texts["article"], texts["text"], strict=True):
        parts = cut(text)
        if len(parts.words):
            tally = _tally(text, parts, entries, papers, actors)
            found.setdefault(outlet_of[article], Tally()).add(tally)
    return dict(sorted(found.items()))


def entry_matcher(lexicon: Lexicon) -> Matcher[int]:
    """Return the automaton of a list; hits carry the place of the entry.

    A term that is listed in several categories is found once, under the first.
    """
    first: dict[str, int] = {}
    for index, entry in enumerate(lexicon.entries):
        first.setdefault(entry.term, index)
    return Matcher(first.items())


def _outlet_names(outlets: Outlets) -> Matcher[str]:
    """Return the automaton of names and aliases of outlets, as written."""
    names = {
        name
        for outlet in outlets.entries
        for name in (outlet.name, *outlet.aliases)
        if name[:1].isupper()
    }
    spaced = (_spaced(name) for name in sorted(names))
    return Matcher(((name, name) for name in spaced if name), fold=False)


def _spaced(name: str) -> str:
    """Return a name as the words that texts are cut into."""
    return " ".join(name[start:stop] for start, stop in cut(name).words.tolist())


def _tally(
    text: str,
    parts: Cut,
    entries: Matcher[int],
    papers: Matcher[str],
    actors: Actors,
) -> Tally:
    """Count one article."""
    tokens = normalise_all(text, parts.words)
    starts = np.searchsorted(parts.words[:, 0], parts.sentences[:, 0]).tolist()
    written = [text[start:stop] for start, stop in parts.words.tolist()]
    hits = entries.find(tokens, breaks=frozenset(starts))
    tally = Tally(articles=1, words=len(tokens), with_hit=int(bool(hits)))
    if not hits:
        return tally
    places = Counter(hit.payload for hit in hits)
    tally.hits.update(places)
    tally.spread.update(places.keys())
    for hit, is_capital in _in_sentences(hits, written, starts):
        tally.middle[hit.payload] += 1
        tally.capitals[hit.payload] += is_capital
    mentions = find_mentions(text, parts, tokens, actors=actors)
    names = [_Name(m.first, m.last, m.span.of(text)) for m in mentions]
    names += [_Name(*hit) for hit in papers.find(written, breaks=frozenset(starts))]
    for index, name in _inside(hits, names):
        tally.named[index] += 1
        tally.names[index, name] += 1
    return tally


def _in_sentences(
    hits: Sequence[Hit[int]], written: Sequence[str], starts: Sequence[int]
) -> Iterator[tuple[Hit[int], bool]]:
    """Yield the hits inside running sentences, and whether each has a capital."""
    running: dict[int, bool] = {}
    for hit in hits:
        sentence = bisect_right(starts, hit.first)
        begin = starts[sentence - 1]
        if hit.first == begin:
            continue
        if sentence not in running:
            stop = starts[sentence] if sentence < len(starts) else len(written)
            words = [word for word in written[begin:stop] if word[0].isalpha()]
            capitals = sum(word[0].isupper() for word in words)
            running[sentence] = capitals <= _MOST_CAPITALS * len(words)
        if running[sentence]:
            yield hit, written[hit.first][0].isupper()


def _inside(
    hits: Sequence[Hit[int]], names: Sequence[_Name]
) -> Iterator[tuple[int, str]]:
    """Yield the entries that lie in a name, each hit once, with the longest name."""
    longest: dict[int, _Name] = {}
    for name in names:
        for index in range(name.first, name.last):
            known = longest.get(index)
            if known is None or name.last - name.first > known.last - known.first:
                longest[index] = name
    for hit in hits:
        covered = [longest[i] for i in range(hit.first, hit.last) if i in longest]
        if covered and len(covered) == hit.last - hit.first:
            yield hit.payload, covered[0].words
