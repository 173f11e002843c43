"""Frame vocabulary: words of dictionaries, by category and voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from framing.errors import ParameterError
from framing.files import kept_while_unchanged
from framing.lexicons import Lexicon, files_of, load_lexicon
from framing.match import Hit, Matcher
from framing.metrics.base import Evidence, Field, Measurement, Row
from framing.model import VOICES, Document, Span
from framing.segment import cut
from framing.words import normalise_all

NOT_COUNTED: Final = "not_counted"
"""Category of phrases whose words do not count, where a dictionary has one."""

_HITS: Final = Field(
    name="hits",
    unit="per 1,000 words",
    low=0.0,
    high=1000.0,
    scale=1000.0,
    meaning=(
        "Frame vocabulary: words of a category of a dictionary per 1,000 words of "
        "that voice; of overlapping entries the longest counts, once. It is a proxy "
        "for coded frames and says nothing on whether an article applies a frame: "
        "a word counts the same where it is denied or mocked."
    ),
    has_evidence=True,
)
_ARTICLES: Final = Field(
    name="articles",
    unit="share of articles",
    low=0.0,
    high=1.0,
    meaning=(
        "Share of articles with at least one word of a category of a dictionary in "
        "that voice. Longer articles have more chances, and one word is not a frame."
    ),
    has_evidence=True,
)
_FIELDS: Final = (_HITS, _ARTICLES)
_ALL: Final = "all"


class _Term(NamedTuple):
    """An entry of a dictionary, or a name (without a dictionary)."""

    dictionary: str
    category: str
    term: str

    @property
    def actor(self) -> str:
        """Return the key under which it is counted."""
        return vocabulary(self.dictionary, self.category)


class _Built(NamedTuple):
    """All dictionaries as one automaton, and the keys of their categories."""

    matcher: Matcher[_Term]
    actors: tuple[str, ...]


class _Counted(NamedTuple):
    """One hit that counts."""

    actor: str
    voice: str
    span: Span
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Hits of dictionaries per 1,000 words, and share of articles with a hit.

    Parameters
    ----------
    frames : tuple of str, default ("frames_generic", "frames_world")
        Names or paths of dictionaries in any format of docs/lexicon-formats.md.
        Weights are not used: each hit counts one.
    names : tuple of str
        Names whose words do not count, of institutions and alliances: the
        "cooperation" in "Shanghai Cooperation Organisation" is no vocabulary. Names
        of a single word are passed over; those of targets are masked wherever
        `Document.mentions` has them.

    Raises
    ------
    ParameterError
        If two dictionaries have the same name: their rows could not be told apart.
    LexiconError
        If a dictionary is unknown, or has a fault.

    Notes
    -----
    A row stands for each category (`vocabulary` makes its key, in `actor`) and each
    voice that has words, and for all voices together. Its numerator is the number of
    hits, its denominator the number of words of that voice; for the share of articles,
    0 or 1 over 1. A hit has the voice of its first word.

    Of overlapping entries of one category the one that begins first counts, then the
    longest; entries of several categories may overlap. A hit that lies wholly inside
    a name, or inside a phrase of the category ``not_counted`` of its own dictionary,
    does not count; one that reaches beyond it does.

    The shipped dictionaries follow the generic frames of Semetko and Valkenburg [1]_,
    and nine themes of world politics; the words are our own. Counting words is a proxy
    for the coding of articles, to be validated on each corpus.

    References
    ----------
    .. [1] H. A. Semetko, P. M. Valkenburg (2000). Framing European politics: a
       content analysis of press and television news. Journal of Communication
       50(2), 93-109.

    Examples
    --------
    >>> [field.name for field in Frames().fields]
    ['hits', 'articles']
    """

    frames: tuple[str, ...] = ("frames_generic", "frames_world")
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse dictionaries that cannot be read or told apart."""
        names = [load_lexicon(name).name for name in self.frames]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            message = (
                f"frames: two dictionaries are called {twice[0]!r}; list each once, or "
                "rename a file"
            )
            raise ParameterError(message)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Rate of hits, and share of articles."""
        return _FIELDS

    def __call__(self, document: Document, /) -> Measurement:
        """Measure one document."""
        built = _built(self.frames, self.names)
        sizes = _sizes(document)
        found: dict[tuple[str, str], list[_Counted]] = {
            (actor, voice): [] for actor in built.actors for voice in sizes
        }
        for hit in _hits(document, built.matcher):
            found[hit.actor, hit.voice].append(hit)
            found[hit.actor, _ALL].append(hit)
        rows = [
            Row(
                field=_HITS.name,
                voice=voice,
                actor=actor,
                numerator=float(len(hits)),
                denominator=sizes[voice],
                scale=_HITS.scale,
            )
            for (actor, voice), hits in found.items()
        ]
        rows += [_met(*key, is_met=bool(hits)) for key, hits in found.items()]
        evidence = [
            _evidence(_HITS.name, key, hit)
            for key, hits in found.items()
            for hit in hits
        ]
        evidence += [
            _evidence(_ARTICLES.name, key, hits[0])
            for key, hits in found.items()
            if hits
        ]
        return Measurement(rows=tuple(rows), evidence=tuple(evidence))


@cache
def _met(actor: str, voice: str, *, is_met: bool) -> Row:
    """Return the row of an article with or without a hit: one object for all."""
    return Row(
        field=_ARTICLES.name,
        voice=voice,
        actor=actor,
        numerator=float(is_met),
        denominator=1.0,
    )


def _evidence(field: str, key: tuple[str, str], hit: _Counted) -> Evidence:
    actor, voice = key
    return Evidence(
        field=field, voice=voice, actor=actor, span=hit.span, amount=1.0, note=hit.term
    )


def vocabulary(dictionary: str, category: str) -> str:
    """Return the key of a category: it stands in `actor`.

    Examples
    --------
    >>> vocabulary("frames_world", "law_order"), vocabulary("mine", "")
    ('frames_world: law_order', 'mine')
    """
    return f"{dictionary}: {category}" if category else dictionary


def _sizes(document: Document) -> dict[str, float]:
    """Return the number of words of each voice that has any, and of all."""
    if not document.n_words:
        return {}
    counts = np.bincount(document.voice, minlength=len(VOICES)).tolist()
    sizes = {voice: float(n) for voice, n in zip(VOICES, counts, strict=True) if n}
    return {**sizes, _ALL: float(document.n_words)}


def _hits(document: Document, matcher: Matcher[_Term]) -> Iterator[_Counted]:
    """Yield the hits that count, in order."""
    found = matcher.find(
        document.norms, breaks=frozenset(document.sentence_starts()), group=_group
    )
    named = _named(document)
    hidden: dict[str, dict[int, int]] = {"": named}
    for hit in found:
        if hit.payload.category == NOT_COUNTED:
            _cover(hidden.setdefault(hit.payload.dictionary, {}), hit.first, hit.last)
    words, voices = document.words, document.voice
    for hit in found:
        own = hidden.get(hit.payload.dictionary, named)
        if hit.payload.category == NOT_COUNTED or _inside(hit, named, own):
            continue
        yield _Counted(
            hit.payload.actor,
            VOICES[voices[hit.first]],
            Span(int(words[hit.first, 0]), int(words[hit.last - 1, 1])),
            hit.payload.term,
        )


def _group(term: _Term) -> tuple[str, str]:
    return term.dictionary, term.category


def _named(document: Document) -> dict[int, int]:
    """Return the words of mentions of targets: each with where its name ends.

    Of "anti-Western" or "US-led" only a part is a name, so the word still counts.
    """
    covered: dict[int, int] = {}
    for mention in document.mentions:
        start = int(document.words[mention.first, 0])
        stop = int(document.words[mention.last - 1, 1])
        # A possessive ending belongs to the word.
        if start == mention.span.start and stop - mention.span.stop <= len("'s"):
            _cover(covered, mention.first, mention.last)
    return covered


def _cover(covered: dict[int, int], first: int, last: int) -> None:
    for index in range(first, last):
        covered[index] = max(last, covered.get(index, 0))


def _inside(hit: Hit[_Term], *covered: dict[int, int]) -> bool:
    return any(hit.last <= words.get(hit.first, 0) for words in covered)


@kept_while_unchanged(lambda frames, _names: files_of(frames))
def _built(frames: tuple[str, ...], names: tuple[str, ...]) -> _Built:
    """Return the automaton of all dictionaries and names."""
    lexicons = [load_lexicon(name) for name in frames]
    terms = [term for lexicon in lexicons for term in _terms(lexicon)]
    actors = dict.fromkeys(term.actor for term in terms if term.category != NOT_COUNTED)
    masks = [_Term("", NOT_COUNTED, name) for name in _of_several_words(names)]
    matcher = Matcher((term.term, term) for term in (*terms, *masks))
    return _Built(matcher, tuple(actors))


def _terms(lexicon: Lexicon) -> Iterator[_Term]:
    """Yield the entries by category, in the order of the header or the alphabet."""
    declared = [category for category, _ in lexicon.categories]
    met = sorted({entry.category for entry in lexicon.entries} - {*declared})
    for category in (*declared, *met):
        for entry in lexicon.of_category(category):
            yield _Term(lexicon.name, category, entry.term)


def _of_several_words(names: Iterable[str]) -> Iterator[str]:
    """Yield names as the words that texts are cut into; "Reason" is a word too."""
    for name in dict.fromkeys(names):
        words = normalise_all(name, cut(name).words)
        if len(words) > 1:
            yield " ".join(words)
