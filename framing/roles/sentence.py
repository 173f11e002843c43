"""One sentence with its mentions and verbs, and what can be asked of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing.match import Hit
from framing.model import Document, Mention
from framing.roles.words import Verb, grammar

ADJECTIVES = 2
"""Words that may part a noun from what owns or governs it: "Russia's latest attack"."""

_ADJECTIVAL = frozenset({"ing", "participle", "past or participle"})
_VERBAL = ("auxiliary", "unreal", "pronoun", "holder", "adverb")
_BEFORE_BASE = (
    *("auxiliary", "unreal", "negator", "pronoun", "relative"),
    *("coordinator", "holder"),
)
_PERFECT = frozenset({"have", "has", "had"})

Mentions = tuple[Mention, ...]


class Sentence:
    """The words of one sentence.

    Attributes
    ----------
    begin, end : int
        Its first word, and one past its last.
    norms : tuple of str
        Of the document.
    starting, ending : dict of int to list of Mention
        Mentions by their first, and by their last, word.
    verbs : dict of int to Hit
        Actions by their last word.
    """

    def __init__(
        self,
        document: Document,
        bounds: tuple[int, int],
        mentions: Sequence[Mention],
        hits: Iterable[Hit[Verb]],
    ) -> None:
        self.begin, self.end = bounds
        self.norms = document.norms
        self._document = document
        self.starting: dict[int, list[Mention]] = {}
        self.ending: dict[int, list[Mention]] = {}
        for mention in mentions:
            self.starting.setdefault(mention.first, []).append(mention)
            self.ending.setdefault(mention.last - 1, []).append(mention)
        masked = {i for m in mentions for i in range(m.first, m.last)}
        self.verbs: dict[int, Hit[Verb]] = {
            hit.last - 1: hit
            for hit in hits
            if masked.isdisjoint(range(hit.first, hit.last)) and self._counts(hit)
        }
        self._beginning = {hit.first: hit for hit in self.verbs.values()}

    def has(self, index: int, *names: str) -> bool:
        """Whether a word is in one of the categories of ``action_grammar``."""
        if not self.begin <= index < self.end:
            return False
        return any(self.norms[index] in grammar()[name] for name in names)

    def gap(self, index: int) -> str:
        """Return the marks between a word and the next; "." at the ends."""
        if not self.begin <= index < self.end - 1:
            return "."
        words, text = self._document.words, self._document.text
        marks = text[int(words[index, 1]) : int(words[index + 1, 0])].strip()
        return "" if marks in {"'", "’"} else marks

    def is_adverb(self, index: int) -> bool:
        """Whether a word may stand between a subject and its verb."""
        return self.has(index, "adverb") or self.norms[index].endswith("ly")

    def is_capital(self, index: int) -> bool:
        """Whether a word is written with a capital."""
        return self._document.text[int(self._document.words[index, 0])].isupper()

    def owned(self, index: int) -> bool:
        """Whether a word is possessive: "Russia's", "the authorities'"."""
        stop = int(self._document.words[index, 1])
        after = self._document.text[stop : stop + 2]
        return self.norms[index].endswith(("'s", "s'")) or after in {"' ", "’ "}

    def is_short(self, mention: Mention) -> bool:
        """Whether a name is used like an adjective: "the US attack"."""
        return mention.span.of(self._document.text).isupper()

    def is_modifier(self, mention: Mention) -> bool:
        """Whether a name only says which noun: "the Iraq war", "Iran talks"."""
        at = mention.last
        if mention.kind == "demonym" or self.owned(at - 1) or self.is_short(mention):
            return False
        if at >= self.end or self.gap(at - 1):
            return False
        verb = self._beginning.get(at)
        is_noun = verb is not None and "noun" in verb.payload.forms
        return is_noun or self.is_capital(at)

    def begins_verb(self, index: int) -> bool:
        """Whether an action begins at a word."""
        return index in self._beginning

    def before(self, mentions: Iterable[Mention]) -> int:
        """Return the word before a noun phrase, and before its article."""
        left = min(mention.first for mention in mentions) - 1
        return left - self.has(left, "determiner")

    def past_heads(self, last: int) -> int:
        """Return the first word after the heads that follow: "forces", "officials"."""
        while self.has(last, "holder") and not self.gap(last - 1):
            last += 1
        return last

    def _counts(self, hit: Hit[Verb]) -> bool:
        """Whether a word is an action here: no name, adjective or other verb."""
        left = hit.first - 1
        if self.is_capital(hit.first) and hit.first > self.begin:
            return False  # "the Vietnam War"
        if self.has(hit.last, "particle") and not self.gap(hit.last - 1):
            return False  # "struck down"
        if hit.payload.forms <= _ADJECTIVAL and self.has(left, "determiner"):
            return False  # "the visiting president"
        if hit.payload.is_noun_only:  # "to deal with"
            is_verb = self.has(left, *_VERBAL) and not self.owned(left)
            return not is_verb or self.norms[left] in _PERFECT
        return hit.payload.forms != {"base"} or self._takes_base(left)

    def _takes_base(self, at: int) -> bool:
        """Whether a verb without an ending may follow: not "the monetary fund"."""
        if at in self.ending or at < self.begin or self.is_adverb(at):
            return True
        return self.has(at, *_BEFORE_BASE)
