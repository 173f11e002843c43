"""Read the words around a verb of action: who acts, and who is acted on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from framing.match import Hit
from framing.model import Document, Mention
from framing.roles.words import Verb, action_matcher, grammar

_REACH: Final = 14  # words between a verb and the subject that an insertion parts
_OBJECT: Final = 3  # words between a verb and its object: "the former Soviet ally"
_ADJECTIVES: Final = 2  # words between a possessor and a noun: "Russia's latest attack"
_BY: Final = 6  # words between a participle and its "by": "on Monday in Geneva"
_ADJECTIVAL: Final = frozenset({"ing", "participle", "past or participle"})
_PASSIVE: Final = frozenset({"participle", "past or participle"})
_FINITE: Final = frozenset({"past", "past or participle", "present"})

Mentions = tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One verb or noun of action with those who act and are acted on.

    Attributes
    ----------
    first, last : int
        Its words in `Document.words`: first index, one past the last.
    category : str
        ``"cooperative"`` or ``"conflictual"``.
    agents, patients : tuple of Mention
        At least one of the two is not empty.
    """

    first: int
    last: int
    category: str
    agents: Mentions = ()
    patients: Mentions = ()


class _Subject(NamedTuple):
    """What stands left of a verb: mentions, and what was met on the way."""

    mentions: Mentions = ()
    is_passive: bool = False
    is_denied: bool = False
    is_carried: bool = False
    is_apposed: bool = False
    at: int = -1


def find_actions(document: Document) -> tuple[Action, ...]:
    """Return the actions of a document whose agent or patient is a mention.

    Parameters
    ----------
    document : Document

    Returns
    -------
    tuple of Action
        In the order of the text.

    Notes
    -----
    A *subject* is the mention left of the verb, with nothing between but auxiliaries,
    adverbs, heads such as "forces", verbs that pass a subject on ("threatened to"),
    a relative pronoun or one insertion between commas. One behind a preposition is
    none ("a man in Russia attacked"), except after "of" and a head. An *object* stands
    right of the verb, at most three words on. A participle after "be", or before
    "by", is passive; a noun takes its agent from a possessive before it or from "by"
    and its patient from the preposition that ``lexicons/actions`` lists. What is
    joined by "and" shares its part; a verb after "and" shares the subject before it.

    What is denied ("did not attack"), only possible ("could attack") or conditional
    ("if Russia attacks") counts not. Announced and threatened actions count.

    Examples
    --------
    >>> from framing.document import from_text
    >>> text = "Russia attacked Ukraine. Iran was sanctioned by the United States."
    >>> [([m.target for m in a.agents], [m.target for m in a.patients])
    ...  for a in find_actions(from_text(text))]
    [(['RU'], ['UA']), (['US'], ['IR'])]
    """
    if not document.mentions:
        return ()
    starts = document.sentence_starts()
    hits = action_matcher().find(document.norms, breaks=frozenset(starts))
    bounds = [*starts, len(document.norms)]
    by_sentence: dict[int, list[Hit[Verb]]] = {}
    for hit in hits:
        by_sentence.setdefault(bisect_right(starts, hit.first) - 1, []).append(hit)
    mentions: dict[int, list[Mention]] = {}
    for mention in document.mentions:
        place = bisect_right(starts, mention.first) - 1
        if place in by_sentence and _is_whole(document, mention):
            mentions.setdefault(place, []).append(mention)
    return tuple(
        action
        for place in sorted(mentions)
        for action in _Sentence(
            document, bounds[place], bounds[place + 1], mentions[place]
        ).actions(by_sentence[place])
    )


def _is_whole(document: Document, mention: Mention) -> bool:
    """Whether a mention is no part of a longer word, such as "US-led"."""
    words, span = document.words, mention.span
    start, stop = int(words[mention.first, 0]), int(words[mention.last - 1, 1])
    after = document.text[span.stop : stop].lower()
    return span.start == start and after in {"", "'s", "’s", "'", "’"}


class _Sentence:
    """The words of one sentence, with its mentions."""

    def __init__(
        self, document: Document, begin: int, end: int, mentions: Sequence[Mention]
    ) -> None:
        self.begin, self.end = begin, end
        self.norms = document.norms
        self.document = document
        self.starting: dict[int, list[Mention]] = {}
        self.ending: dict[int, list[Mention]] = {}
        for mention in mentions:
            self.starting.setdefault(mention.first, []).append(mention)
            self.ending.setdefault(mention.last - 1, []).append(mention)
        self.verbs: dict[int, Hit[Verb]] = {}

    def actions(self, hits: Sequence[Hit[Verb]]) -> Iterator[Action]:
        """Yield the actions that have an agent or a patient."""
        masked = {
            i
            for found in self.starting.values()
            for mention in found
            for i in range(mention.first, mention.last)
        }
        kept = [
            hit
            for hit in hits
            if masked.isdisjoint(range(hit.first, hit.last)) and self._counts(hit)
        ]
        self.verbs = {hit.last - 1: hit for hit in kept}
        subject = _Subject()
        for hit in kept:
            made = self._noun(hit) if self._is_noun(hit) else None
            if made is None and not hit.payload.is_noun_only:
                subject, made = self._verb(hit, subject)
            if made and (made.agents or made.patients):
                yield made

    def _counts(self, hit: Hit[Verb]) -> bool:
        """Whether a word is an action here: no name, adjective or other verb."""
        if self._is_capital(hit.first) and hit.first > self.begin:
            return False  # "the Vietnam War"
        if self._is(hit.last, "particle") and not self._gap(hit.last - 1):
            return False  # "struck down"
        if hit.payload.forms <= _ADJECTIVAL and self._is(hit.first - 1, "determiner"):
            return False  # "the visiting president"
        if hit.payload.is_noun_only:  # "to deal with"
            verbal = ("auxiliary", "unreal", "pronoun", "holder", "adverb")
            is_verb = self._is(hit.first - 1, *verbal) and not self._owned(hit.first - 1)
            return not is_verb or self.norms[hit.first - 1] in {"have", "has", "had"}
        return hit.payload.forms != {"base"} or self._takes_base(hit.first - 1)

    def _owned(self, at: int) -> bool:
        """Whether a word is possessive: "the authorities' offensive"."""
        stop = int(self.document.words[at, 1])
        word = self.norms[at]
        after = self.document.text[stop : stop + 2]
        return word.endswith(("'s", "s'")) or after in {"' ", "’ "}

    def _takes_base(self, at: int) -> bool:
        """Whether a verb without an ending may follow: not "the monetary fund"."""
        if at in self.ending or at < self.begin or self._is_adverb(at):
            return True
        return self._is(
            at,
            *("auxiliary", "unreal", "negator", "pronoun", "relative"),
            *("coordinator", "holder"),
        )

    # Words and gaps

    def _is(self, index: int, *names: str) -> bool:
        if not self.begin <= index < self.end:
            return False
        return any(self.norms[index] in grammar()[name] for name in names)

    def _gap(self, index: int) -> str:
        """Return the marks between a word and the next."""
        if not self.begin <= index < self.end - 1:
            return "." if index != self.begin - 1 else "^"
        words, text = self.document.words, self.document.text
        gap = text[int(words[index, 1]) : int(words[index + 1, 0])].strip()
        return "" if gap in {"'", "’"} else gap

    def _is_capital(self, index: int) -> bool:
        return self.document.text[int(self.document.words[index, 0])].isupper()

    def _is_adverb(self, index: int) -> bool:
        return self._is(index, "adverb") or self.norms[index].endswith("ly")

    def _owns(self, mention: Mention) -> bool:
        """Whether a mention is possessive: "Russia's", "the States'"."""
        return self._owned(mention.last - 1)

    def _is_short(self, mention: Mention) -> bool:
        """Whether a name is used like an adjective: "the US attack"."""
        return mention.span.of(self.document.text).isupper()

    def _is_modifier(self, mention: Mention) -> bool:
        """Whether a name only says which noun: "the Iraq war", "Iran talks"."""
        if mention.kind == "demonym" or self._owns(mention) or self._is_short(mention):
            return False
        at = mention.last
        if at >= self.end or self._gap(at - 1):
            return False
        return any(
            v.first == at and "noun" in v.payload.forms for v in self.verbs.values()
        ) or self._is_capital(at)

    # Verbs

    def _verb(
        self, hit: Hit[Verb], before: _Subject
    ) -> tuple[_Subject, Action | None]:
        """Return the subject of a verb, for verbs joined to it, and the action."""
        forms, subject = hit.payload.forms, self._subject(hit, before)
        if "object" in forms:
            agents = self._by(hit.last, _BY)
            return before, self._action(hit, agents, self._object(hit.last))
        if subject.is_denied:
            return subject, None
        reach = _BY if subject.is_passive else 1
        agents = self._by(hit.last, reach) if forms & _PASSIVE else ()
        if forms & _PASSIVE and (subject.is_passive or agents):
            return subject, self._action(hit, agents, subject.mentions)
        patients = self._object(hit.last)
        if not patients and self._is(hit.first, "needs_object"):
            return subject, None
        if subject.is_apposed or not self._may_act(hit, subject):
            return subject, self._action(hit, (), patients)
        agents = () if subject.is_carried else subject.mentions
        return subject, self._action(hit, agents, patients)

    def _may_act(self, hit: Hit[Verb], subject: _Subject) -> bool:
        """Whether a form can have the subject that was found."""
        forms = hit.payload.forms
        if forms & _FINITE or subject.is_passive or subject.at < hit.first - 1:
            return not (subject.is_passive and "ing" not in forms)
        return "ing" in forms or len({m.target for m in subject.mentions}) > 1

    def _action(self, hit: Hit[Verb], agents: Mentions, patients: Mentions) -> Action:
        return Action(
            first=hit.first,
            last=hit.last,
            category=hit.payload.category,
            agents=_unique(agents),
            patients=_unique(patients),
        )

    def _subject(self, hit: Hit[Verb], before: _Subject) -> _Subject:
        """Walk left from a verb to its subject."""
        at = hit.first - 1
        passive = denied = carried = False
        while at >= self.begin:
            gap = self._gap(at)
            if gap:
                so_far = _Subject((), passive, denied, carried)
                return self._over_gap(at, gap, so_far, joins=at + 1 == hit.first)
            if at in self.ending:
                if not carried and self._cannot_act(at, hit):
                    break
                found = self._noun_phrase(at)
                denied |= self._is_conditional(found)
                return _Subject(found, passive, denied, carried, at=at)
            denied |= self._is(at, "negator", "unreal")
            if self._is(at, "be"):
                passive |= not passive and not carried
            elif self._is(at, "coordinator") and at + 1 == hit.first:
                return before._replace(is_denied=before.is_denied or denied)
            elif self._is(at, "control") and self.norms[at + 1] == "to":
                carried |= at in self.verbs
                passive = False
            elif at in self.verbs and self.norms[at + 1] == "to":
                carried = True
            elif self._is(at, "relative"):
                return self._relative(at, _Subject((), passive, denied, carried))
            elif self._is(at, "holder"):
                return self._headed(at, _Subject((), passive, denied, carried))
            elif self._charged(at, hit):
                return before._replace(is_passive=False, is_denied=denied)
            elif self._is(at, "preposition") and self._blames(at, hit):
                return _Subject(self._blamed(at), False, denied, carried, at=at - 1)
            elif self._is(at, "day"):
                at -= self.norms[at - 1] == "on"
            elif not (
                self._is(at, "auxiliary", "negator", "unreal") or self._is_adverb(at)
            ):
                break
            at -= 1
        return _Subject((), passive, denied, carried)

    def _cannot_act(self, at: int, hit: Hit[Verb]) -> bool:
        """Whether "to" or a possessive parts a mention from a verb.

        "Urged Russia to attack" and "Russia's jailed critic" have another subject;
        "Russia's attempt to attack" passes over "attempt" before it gets here.
        """
        if self.norms[at + 1] == "to":
            return True
        between = range(at + 1, hit.first)
        if any(self._is(i, "control") for i in between):
            return False
        return any(self._owns(mention) for mention in self.ending[at])

    def _over_gap(
        self, at: int, gap: str, so_far: _Subject, *, joins: bool
    ) -> _Subject:
        """Step over one insertion between commas: "Russia, after a pause, attacked"."""
        if gap != ",":
            return so_far
        if joins and at in self.ending:  # "Russia, attacked by …"; a passive only
            return so_far._replace(mentions=self._noun_phrase(at), is_apposed=True)
        for left in range(at - 1, max(self.begin - 1, at - _REACH) - 1, -1):
            mark = self._gap(left)
            if mark and mark != ",":
                break
            if mark == ",":
                opens = self._is(left + 1, "conjunction")
                if left in self.ending and (
                    not opens or self._is(left + 1, "relative")
                ):
                    return so_far._replace(mentions=self._noun_phrase(left), at=left)
                break
        return so_far

    def _relative(self, at: int, so_far: _Subject) -> _Subject:
        """Return the noun before "which": "Russia, which attacked"."""
        left = at - 1
        if self._gap(left) in {"", ","} and left in self.ending:
            return so_far._replace(mentions=self._noun_phrase(left), at=left)
        return so_far

    def _headed(self, at: int, so_far: _Subject) -> _Subject:
        """Return the owner of a head: "Russian forces", "the army of Russia"."""
        left = at
        if self.norms[at + 1] == "to" and not so_far.is_carried:
            return so_far
        while self._is(left, "holder") and not self._gap(left - 1):
            left -= 1
        if left in self.ending and not self._gap(left):
            return so_far._replace(mentions=self._noun_phrase(left), at=left)
        return so_far

    def _blames(self, at: int, hit: Hit[Verb]) -> bool:
        """Whether "accused X of attacking" stands before."""
        return (
            self.norms[at] in {"of", "for"}
            and "ing" in hit.payload.forms
            and at + 1 == hit.first
            and at - 1 in self.ending
        )

    def _charged(self, at: int, hit: Hit[Verb]) -> bool:
        """Whether "was accused of attacking" stands before."""
        return (
            self.norms[at] in {"of", "for"}
            and "ing" in hit.payload.forms
            and at + 1 == hit.first
            and at - 1 in self.verbs
        )

    def _blamed(self, at: int) -> Mentions:
        found = tuple(self.ending[at - 1])
        first = min(mention.first for mention in found)
        first -= self._is(first - 1, "determiner")
        return found if first - 1 in self.verbs else ()

    def _is_conditional(self, found: Mentions) -> bool:
        first = min((mention.first for mention in found), default=-1)
        first -= self._is(first - 1, "determiner")
        return self._is(first - 1, "condition")

    def _noun_phrase(self, at: int) -> Mentions:
        """Return the mentions joined up to a word, unless a preposition governs them."""
        found = list(self.ending[at])
        first = min(mention.first for mention in found)
        while True:
            left = first - 1
            left -= self._is(left, "determiner")
            joined = self._is(left, "coordinator") and not self._gap(left)
            left -= joined
            if joined or (self._gap(left) == "," and len(found) > 1):
                while self._is(left, "holder"):
                    left -= 1
                if left in self.ending and self._gap(left) in {"", ","}:
                    start = min(mention.first for mention in self.ending[left])
                    before = start - 1 - self._is(start - 1, "determiner")
                    if before not in self.verbs:  # else it is the verb's object
                        found = [*self.ending[left], *found]
                        first = start
                        continue
            break
        return tuple(found) if self._is_free(first) else ()

    def _is_free(self, first: int) -> bool:
        """Whether no preposition, and no other noun, governs a phrase."""
        for left in range(first - 1, first - 2 - _ADJECTIVES, -1):
            if self._gap(left) or left < self.begin:
                return True
            if self._is(left, "preposition"):
                ruled = self.norms[left] in {"of", "from"}
                return ruled and self._is(left - 1, "holder")
            if self._is(left, "conjunction", "auxiliary", "pronoun", "adverb"):
                return True
            if left in self.verbs or left in self.ending or self.norms[left].isdigit():
                return True
        return True

    # Objects

    def _object(self, at: int) -> Mentions:
        """Return the mentions right of a verb or a preposition."""
        stop = ("preposition", "conjunction", "pronoun", "be", "auxiliary", "unreal")
        for index in range(at, min(at + _OBJECT + 1, self.end)):
            if self._gap(index - 1):
                return ()
            if index in self.starting:
                found = self._joined(index)
                return tuple(m for m in found if not self._is_modifier(m))
            if self._is(index, "holder") and self._is(index + 1, "preposition"):
                if self.norms[index + 1] == "of" and not self._gap(index):
                    return self._object(index + 2)
                return ()
            if self._is(index, *stop) and not self._is(index, "determiner"):
                return ()
            if self.norms[index].endswith("ing"):  # "events involving China"
                return ()
            if self._is_capital(index) and not self._is(index, "holder"):
                return ()
        return ()

    def _joined(self, index: int) -> Mentions:
        """Return the mentions at a word, and those joined to them by "and"."""
        found = list(self.starting[index])
        last = self._past_heads(max(mention.last for mention in found))
        while True:
            gap, after = self._gap(last - 1), last
            joined = self._is(after, "coordinator") and gap in {"", ","}
            after += joined
            after += self._is(after, "determiner")
            if after not in self.starting or not (joined or gap == ","):
                return tuple(found)
            more = self.starting[after]
            ends = self._past_heads(max(mention.last for mention in more))
            if self._opens_clause(ends):
                return tuple(found)
            found += more
            last = ends

    def _past_heads(self, last: int) -> int:
        while self._is(last, "holder") and not self._gap(last - 1):
            last += 1
        return last

    def _opens_clause(self, at: int) -> bool:
        """Whether what stands at a word is a verb, so that a new clause begins."""
        if self._gap(at - 1):
            return False
        is_verb = any(v.first == at for v in self.verbs.values())
        return is_verb or self._is(at, "be", "auxiliary", "unreal")

    def _by(self, at: int, reach: int = 1) -> Mentions:
        """Return the agents behind "by", where it follows."""
        for index in range(at, min(at + reach, self.end)):
            if self._gap(index - 1):
                return ()
            if self.norms[index] == "by":
                return tuple(
                    m for m in self._object(index + 1) if self._is_complete(m)
                )
            if index in self.verbs or self._is(index, "conjunction", "be"):
                return ()
        return ()

    def _is_complete(self, mention: Mention) -> bool:
        """Whether no noun that is not known follows: "by Hong Kong media"."""
        at = self._past_heads(mention.last)
        if at >= self.end or self._gap(at - 1) or at > mention.last:
            return True
        if mention.kind == "demonym" or self._owns(mention):
            return False
        return self._is(
            at, "preposition", "conjunction", "be", "auxiliary", "unreal", "pronoun"
        ) or self._is_adverb(at)

    # Nouns

    def _is_noun(self, hit: Hit[Verb]) -> bool:
        """Whether a form that may be a noun is one here."""
        forms = hit.payload.forms
        if "noun" not in forms:
            return False
        if hit.payload.is_noun_only or self.norms[hit.last : hit.last + 1] in {
            (word,) for word in hit.payload.prepositions | {"by"}
        }:
            return True
        left = hit.first - 1
        return self._is(left, "determiner", "preposition") and self.norms[left] != "to"

    def _noun(self, hit: Hit[Verb]) -> Action | None:
        """Return the action of a noun: "Russia's attack on Ukraine by night"."""
        if any(self._is(i, "negator") for i in (hit.first - 1, hit.first - 2)):
            return None
        agents, patients = self._possessor(hit), ()
        at = hit.last
        for _ in range(2):
            word = self.norms[at] if at < self.end and not self._gap(at - 1) else ""
            if word in hit.payload.prepositions and not patients:
                patients = found = self._object(at + 1)
            elif word == "by" and not agents:
                agents = found = self._by(at)
            elif word == "between" and not agents:
                agents = found = self._object(at + 1)
            else:
                break
            if not found:
                break
            at = self._past_heads(max(mention.last for mention in found))
        return self._action(hit, agents, patients)

    def _possessor(self, hit: Hit[Verb]) -> Mentions:
        """Return who stands before a noun as its owner."""
        for at in range(hit.first - 1, hit.first - 2 - _ADJECTIVES, -1):
            if at < self.begin or self._gap(at):
                return ()
            if at in self.ending:
                near = at == hit.first - 1
                return tuple(
                    mention
                    for mention in self.ending[at]
                    if self._owns(mention)
                    or mention.kind == "demonym"
                    or (near and self._is_short(mention))
                )
            if self._is(at, "preposition", "conjunction", "determiner", "be"):
                return ()
            if at in self.verbs or self._is(at, "auxiliary", "unreal", "pronoun"):
                return ()
        return ()


def _unique(mentions: Mentions) -> Mentions:
    """Return one mention of each target."""
    return tuple({mention.target: mention for mention in reversed(mentions)}.values())[
        ::-1
    ]
