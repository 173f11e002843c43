"""Who acts: walk left from a verb to its subject."""

from __future__ import annotations

from typing import Final, NamedTuple

from framing.match import Hit
from framing.roles.sentence import ADJECTIVES, Mentions, Sentence
from framing.roles.words import Verb

_REACH: Final = 14  # words of an insertion between commas
_CHARGES: Final = frozenset({"of", "for"})
_FROM: Final = frozenset({"of", "from"})


class Subject(NamedTuple):
    """What stands left of a verb.

    Attributes
    ----------
    mentions : tuple of Mention
    at : int
        Where they end, -1 where there are none.
    is_passive : bool
        A form of "be" stands between.
    is_denied : bool
        What the verb says is denied, only possible or conditional.
    is_carried : bool
        Another action passes the subject on ("threatened to attack").
    is_apposed : bool
        A comma parts it from the verb: subject of a passive only.
    """

    mentions: Mentions = ()
    at: int = -1
    is_passive: bool = False
    is_denied: bool = False
    is_carried: bool = False
    is_apposed: bool = False


def find_subject(sentence: Sentence, hit: Hit[Verb], before: Subject) -> Subject:
    """Return the subject of a verb.

    Parameters
    ----------
    sentence : Sentence
    hit : Hit
        The verb.
    before : Subject
        Of the verb before it in the sentence, which a verb after "and" shares.
    """
    at, found = hit.first - 1, Subject()
    while at >= sentence.begin:
        if sentence.gap(at):
            return _over_gap(sentence, at, hit, found)
        if at in sentence.ending:
            return _named(sentence, at, hit, found)
        if sentence.has(at, "negator", "unreal"):
            found = found._replace(is_denied=True)
        if _shares(sentence, at, hit):
            return _shared(sentence, at, found, before)
        if sentence.has(at, "relative", "holder") or _blames(sentence, at, hit):
            return _led(sentence, at, found)
        step = _step(sentence, at, found)
        if step is None:
            break
        at, found = step
    return found


def _led(sentence: Sentence, at: int, found: Subject) -> Subject:
    """Return the subject that a relative, a head or "accused X of" leads to."""
    if sentence.has(at, "relative"):
        return _placed(sentence, at - 1, found, marks=("", ","))
    if sentence.has(at, "holder"):
        return _headed(sentence, at, found)
    return found._replace(mentions=_blamed(sentence, at), at=at - 1)


def _shared(sentence: Sentence, at: int, found: Subject, before: Subject) -> Subject:
    """Return the subject of the verb before, as this verb has it."""
    joined = sentence.has(at, "coordinator")
    return before._replace(
        is_denied=found.is_denied or (joined and before.is_denied),
        is_passive=joined and before.is_passive,
    )


def _step(sentence: Sentence, at: int, found: Subject) -> tuple[int, Subject] | None:
    """Step over a word that may part a subject from its verb, or stop."""
    if sentence.has(at, "be"):
        passive = found.is_passive or not found.is_carried
        return at - 1, found._replace(is_passive=passive)
    if sentence.norms[at + 1] == "to" and (
        at in sentence.verbs or sentence.has(at, "control")
    ):
        carried = found.is_carried or at in sentence.verbs
        passive = found.is_passive and not sentence.has(at, "control")
        return at - 1, found._replace(is_carried=carried, is_passive=passive)
    if sentence.has(at, "day"):
        return at - 1 - (sentence.norms[at - 1] == "on"), found
    if sentence.has(at, "auxiliary", "negator", "unreal") or sentence.is_adverb(at):
        return at - 1, found
    return None


def _shares(sentence: Sentence, at: int, hit: Hit[Verb]) -> bool:
    """Whether a verb takes the subject of the one before it.

    "Attacked and annexed"; "was accused of attacking".
    """
    if at + 1 != hit.first:
        return False
    charged = sentence.norms[at] in _CHARGES and "ing" in hit.payload.forms
    return sentence.has(at, "coordinator") or (charged and at - 1 in sentence.verbs)


def _named(sentence: Sentence, at: int, hit: Hit[Verb], found: Subject) -> Subject:
    """Return the mention that was met, unless it cannot act."""
    if not found.is_carried and _cannot_act(sentence, at, hit):
        return found
    mentions = noun_phrase(sentence, at)
    conditional = bool(mentions) and sentence.has(
        sentence.before(mentions), "condition"
    )
    denied = found.is_denied or conditional
    return found._replace(mentions=mentions, at=at, is_denied=denied)


def _cannot_act(sentence: Sentence, at: int, hit: Hit[Verb]) -> bool:
    """Whether "to" or a possessive parts a mention from a verb.

    "Urged Russia to attack" and "Russia's jailed critic" have another subject;
    "Russia's attempt to attack" passes over "attempt" before it gets here.
    """
    if sentence.norms[at + 1] == "to":
        return True
    if any(sentence.has(i, "control") for i in range(at + 1, hit.first)):
        return False
    return sentence.owned(at)


def _over_gap(sentence: Sentence, at: int, hit: Hit[Verb], found: Subject) -> Subject:
    """Step over one insertion between commas: "Russia, after a pause, attacked"."""
    if sentence.gap(at) != ",":
        return found
    by = sentence.norms[hit.last : hit.last + 1] == ("by",)
    if by and at + 1 == hit.first and at in sentence.ending:  # "Russia, led by …"
        return found._replace(mentions=noun_phrase(sentence, at), is_apposed=True)
    for left in range(at - 1, max(sentence.begin - 1, at - _REACH) - 1, -1):
        if sentence.gap(left):
            inserted = not sentence.has(left + 1, "conjunction")
            if inserted or sentence.has(left + 1, "relative"):
                return _placed(sentence, left, found, marks=(",",))
            break
    return found


def _placed(
    sentence: Sentence, at: int, found: Subject, *, marks: tuple[str, ...]
) -> Subject:
    """Return the mention that ends at a word, where one of some marks follows."""
    if at in sentence.ending and sentence.gap(at) in marks:
        return found._replace(mentions=noun_phrase(sentence, at), at=at)
    return found


def _headed(sentence: Sentence, at: int, found: Subject) -> Subject:
    """Return the owner of a head: "Russian forces"."""
    if sentence.norms[at + 1] == "to" and not found.is_carried:
        return found
    left = at
    while sentence.has(left, "holder") and not sentence.gap(left - 1):
        left -= 1
    return _placed(sentence, left, found, marks=("",))


def _blames(sentence: Sentence, at: int, hit: Hit[Verb]) -> bool:
    """Whether "accused X of attacking" stands before."""
    return (
        sentence.norms[at] in _CHARGES
        and "ing" in hit.payload.forms
        and at + 1 == hit.first
        and at - 1 in sentence.ending
    )


def _blamed(sentence: Sentence, at: int) -> Mentions:
    found = tuple(sentence.ending[at - 1])
    return found if sentence.before(found) in sentence.verbs else ()


def noun_phrase(sentence: Sentence, at: int) -> Mentions:
    """Return the mentions joined up to a word, unless a preposition governs them."""
    found = list(sentence.ending[at])
    while True:
        left = sentence.before(found)
        joined = sentence.has(left, "coordinator") and not sentence.gap(left)
        left -= joined
        if not joined and not (sentence.gap(left) == "," and len(found) > 1):
            break
        while sentence.has(left, "holder"):
            left -= 1
        if left not in sentence.ending or sentence.gap(left) not in {"", ","}:
            break
        more = sentence.ending[left]
        if sentence.before(more) in sentence.verbs:  # it is the object of a verb
            break
        found = [*more, *found]
    first = min(mention.first for mention in found)
    return tuple(found) if _is_free(sentence, first) else ()


def _is_free(sentence: Sentence, first: int) -> bool:
    """Whether no preposition governs a phrase: "of" after a head may."""
    for left in range(first - 1, first - 2 - ADJECTIVES, -1):
        if sentence.gap(left):
            return True
        if sentence.has(left, "preposition"):
            return sentence.norms[left] in _FROM and sentence.has(left - 1, "holder")
        if sentence.has(left, "conjunction", "auxiliary", "pronoun", "adverb"):
            return True
        if (
            left in sentence.verbs
            or left in sentence.ending
            or sentence.norms[left].isdigit()
        ):
            return True
    return True
