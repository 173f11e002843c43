"""Read who acts and who is acted on, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from framing.match import Hit
from framing.model import Document, Mention
from framing.roles.objects import find_agent, find_object
from framing.roles.sentence import ADJECTIVES, Mentions, Sentence
from framing.roles.subjects import Subject, find_subject
from framing.roles.words import Verb, action_matcher

_BY: Final = 6  # words between a passive and its "by": "on Monday in Geneva"
_PASSIVE: Final = frozenset({"participle", "past or participle"})
_FINITE: Final = frozenset({"past", "past or participle", "present"})
_ENDINGS: Final = frozenset({"", "'s", "’s", "'", "’"})
_NO_OWNER: Final = (
    *("preposition", "conjunction", "determiner", "be"),
    *("auxiliary", "unreal", "pronoun"),
)


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
        At least one of the two is not empty; one mention of each target.
    """

    first: int
    last: int
    category: str
    agents: Mentions = ()
    patients: Mentions = ()


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
    ("if Russia attacks") counts not. Announced and threatened actions count. A word
    in capitals inside a sentence is part of a name ("the Vietnam War").

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
    bounds = [*starts, len(document.norms)]
    hits: dict[int, list[Hit[Verb]]] = {}
    for hit in action_matcher().find(document.norms, breaks=frozenset(starts)):
        hits.setdefault(bisect_right(starts, hit.first) - 1, []).append(hit)
    mentions: dict[int, list[Mention]] = {}
    for mention in document.mentions:
        place = bisect_right(starts, mention.first) - 1
        if place in hits and _is_whole(document, mention):
            mentions.setdefault(place, []).append(mention)
    return tuple(
        action
        for place, found in sorted(mentions.items())
        for action in _actions(
            Sentence(document, (bounds[place], bounds[place + 1]), found, hits[place])
        )
    )


def _is_whole(document: Document, mention: Mention) -> bool:
    """Whether a mention is no part of a longer word, such as "US-led"."""
    words, span = document.words, mention.span
    start, stop = int(words[mention.first, 0]), int(words[mention.last - 1, 1])
    after = document.text[span.stop : stop].lower()
    return span.start == start and after in _ENDINGS


def _actions(sentence: Sentence) -> Iterator[Action]:
    """Yield the actions of a sentence that have an agent or a patient."""
    subject = Subject()
    for hit in sentence.verbs.values():
        made = _noun(sentence, hit) if _is_noun(sentence, hit) else None
        if made is None and not hit.payload.is_noun_only:
            subject, made = _verb(sentence, hit, subject)
        if made and (made.agents or made.patients):
            yield made


def _verb(
    sentence: Sentence, hit: Hit[Verb], before: Subject
) -> tuple[Subject, Action | None]:
    """Return the subject that the next verb may share, and the action."""
    forms, last = hit.payload.forms, hit.last
    if "object" in forms:
        agents = find_agent(sentence, last, _BY)
        return before, _action(hit, agents, find_object(sentence, last))
    subject = find_subject(sentence, hit, before)
    if subject.is_denied:
        return subject, None
    if forms & _PASSIVE:
        agents = find_agent(sentence, last, _BY if subject.is_passive else 1)
        if subject.is_passive or agents:
            return subject, _action(hit, agents, subject.mentions)
    patients = find_object(sentence, last)
    if not patients and sentence.has(hit.first, "needs_object"):
        return subject, None
    acts = not (subject.is_apposed or subject.is_carried) and _may_act(hit, subject)
    return subject, _action(hit, subject.mentions if acts else (), patients)


def _may_act(hit: Hit[Verb], subject: Subject) -> bool:
    """Whether a form can have the subject that was found."""
    forms = hit.payload.forms
    if subject.is_passive:  # "is helping"
        return "ing" in forms
    if forms & _FINITE or subject.at < hit.first - 1 or "ing" in forms:
        return True
    return len({mention.target for mention in subject.mentions}) > 1


def _is_noun(sentence: Sentence, hit: Hit[Verb]) -> bool:
    """Whether a form that may be a noun is one here."""
    if "noun" not in hit.payload.forms:
        return False
    follows = hit.last < sentence.end and sentence.norms[hit.last] in {
        *hit.payload.prepositions,
        "by",
    }
    if hit.payload.is_noun_only or follows:
        return True
    left = hit.first - 1
    return sentence.has(left, "determiner", "preposition") and (
        sentence.norms[left] != "to"
    )


def _noun(sentence: Sentence, hit: Hit[Verb]) -> Action | None:
    """Return the action of a noun: "Russia's attack on Ukraine"."""
    if any(sentence.has(i, "negator") for i in (hit.first - 1, hit.first - 2)):
        return None
    agents: Mentions = _possessor(sentence, hit)
    patients: Mentions = ()
    at = hit.last
    for _ in range(2):
        is_next = at < sentence.end and not sentence.gap(at - 1)
        word = sentence.norms[at] if is_next else ""
        if word in hit.payload.prepositions and not patients:
            patients = found = find_object(sentence, at + 1)
        elif word == "by" and not agents:
            agents = found = find_agent(sentence, at, 1)
        elif word == "between" and not agents:
            agents = found = find_object(sentence, at + 1)
        else:
            break
        if not found:
            break
        at = sentence.past_heads(max(mention.last for mention in found))
    return _action(hit, agents, patients)


def _possessor(sentence: Sentence, hit: Hit[Verb]) -> Mentions:
    """Return who stands before a noun as its owner."""
    for at in range(hit.first - 1, hit.first - 2 - ADJECTIVES, -1):
        if at < sentence.begin or sentence.gap(at):
            return ()
        if at in sentence.ending:
            near = at == hit.first - 1
            return tuple(
                mention
                for mention in sentence.ending[at]
                if sentence.owned(at)
                or mention.kind == "demonym"
                or (near and sentence.is_short(mention))
            )
        if at in sentence.verbs or sentence.has(at, *_NO_OWNER):
            return ()
    return ()


def _action(hit: Hit[Verb], agents: Mentions, patients: Mentions) -> Action:
    return Action(
        first=hit.first,
        last=hit.last,
        category=hit.payload.category,
        agents=_unique(agents),
        patients=_unique(patients),
    )


def _unique(mentions: Mentions) -> Mentions:
    """Return one mention of each target, the first."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.target, mention)
    return tuple(found.values())
