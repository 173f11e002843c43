"""The word lists that quotations are found by, as sets and tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from framing.lexicons import load_lexicon
from framing.match import Matcher
from framing.model import ACTOR_TYPES

Terms = frozenset[str]

# Forms in the past with this weight are verbs wherever no article precedes them.
_SURE: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class CueEntry:
    """What the lexicons say of one cue.

    Attributes
    ----------
    term : str
        As matched, inflected: ``"called for"``.
    cue_class : str
        Conventional reading, from ``lexicons/reporting_verbs``.
    weight : float
        How sure the word alone makes an attribution, in [0, 1].
    frames : frozenset of str
        What may follow, from ``lexicons/reporting_frames``.
    is_base : bool
        Spelled as the infinitive ("say"), so that its subject must be a plural.
    """

    term: str
    cue_class: str
    weight: float
    frames: Terms
    is_base: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Sets of words by what they do; made by `words`.

    The first fields are categories of ``lexicons/quote_words`` under the same
    name; `stops` to `no_object` are unions of them, made once.

    Attributes
    ----------
    roles : dict of str to str
        From the noun of a role to an actor type.
    verbs : frozenset of str
        Reporting verbs in the past tense or with an "s".
    stops : frozenset of str
        No noun phrase runs over these.
    helpers : frozenset of str
        May stand between a subject and its verb.
    adverbials : frozenset of str
        Begin words that tell where, when or to whom.
    no_object : frozenset of str
        Begin no object.
    no_noun : frozenset of str
        Words that are no nouns, as far as these lists tell.
    """

    pronoun: Terms
    be: Terms
    have: Terms
    modal: Terms
    determiner: Terms
    adverb: Terms
    preposition: Terms
    subordinator: Terms
    conjunction: Terms
    opener: Terms
    time: Terms
    time_adjective: Terms
    wh: Terms
    unnamed: Terms
    document: Terms
    pair: Terms
    sides: Terms
    organisation: Terms
    news_agency: Terms
    saying: Terms
    uncertain_modal: Terms
    he: Terms
    they: Terms
    nobody: Terms
    no_label: Terms
    so_called: Terms
    any_official: Terms
    complement: Terms
    outlet_word: Terms
    silent: Terms
    dubbed: Terms
    honorific: Terms
    body: Terms
    locative: Terms
    act: Terms
    carried: Terms
    relative: Terms
    possessive: Terms
    background: Terms
    concession: Terms
    continuation: Terms
    adverbial_clause: Terms
    addressee: Terms
    object_stop: Terms
    quantity: Terms
    subject: Terms
    plural: Terms
    passing_on: Terms
    citing: Terms
    government: Terms
    definite: Terms
    office: Terms
    spokesperson: Terms
    leaders: Terms
    relay_link: Terms
    outlet_modifier: Terms
    outlet_person: Terms
    stops: Terms
    helpers: Terms
    adverbials: Terms
    no_object: Terms
    no_noun: Terms
    verbs: Terms
    roles: dict[str, str]


@cache
def words() -> Words:
    """Return the shipped words, read once."""
    table: dict[str, set[str]] = {}
    for entry in load_lexicon("quote_words").entries:
        table.setdefault(entry.category.replace(" ", "_").replace("-", "_"), set()).add(
            entry.term
        )
    sets = {name: frozenset(table[name]) for name in Words.__slots__ if name in table}
    auxiliary = sets["be"] | sets["have"] | sets["modal"]
    when = sets["time"] | sets["time_adjective"] | sets["adverbial_clause"]
    return Words(
        **sets,
        stops=sets["subordinator"] | auxiliary,
        helpers=sets["adverb"] | auxiliary,
        adverbials=sets["preposition"] | when | sets["addressee"],
        no_object=sets["preposition"]
        | sets["conjunction"]
        | sets["time"]
        | sets["object_stop"]
        | auxiliary
        | {"not"},
        no_noun=sets["preposition"]
        | sets["conjunction"]
        | sets["subordinator"]
        | sets["adverb"]
        | sets["pronoun"]
        | sets["time"]
        | auxiliary
        | _past_verbs(),
        verbs=_past_verbs(),
        roles=_roles(table),
    )


@cache
def cue_matcher() -> Matcher[CueEntry]:
    """Return all cues as one automaton, read once."""
    frames: dict[str, set[str]] = {}
    for entry in load_lexicon("reporting_frames").entries:
        frames.setdefault(entry.term, set()).add(entry.category)
    entries = load_lexicon("reporting_verbs").entries
    heads = {entry.term.split()[0] for entry in entries}
    return Matcher(
        (
            entry.term,
            CueEntry(
                term=entry.term,
                cue_class=entry.category,
                weight=entry.weight,
                frames=frozenset(frames.get(entry.term, ())),
                is_base=_is_base(entry.term.split()[0], heads),
            ),
        )
        for entry in entries
    )


def _past_verbs() -> Terms:
    return frozenset(
        entry.term
        for entry in load_lexicon("reporting_verbs").entries
        if entry.weight >= _SURE and entry.term.endswith(("d", "ys", "ote"))
    )


def _roles(table: dict[str, set[str]]) -> dict[str, str]:
    """Return the actor type of each role; the first type in METHOD's order wins."""
    return {
        term: kind
        for kind in reversed(ACTOR_TYPES)
        for term in table.get(kind.replace(" ", "_"), ())
    }


def _is_base(word: str, heads: set[str]) -> bool:
    """Say whether the form with an "s" is listed, too."""
    third = {f"{word}s", f"{word}es", f"{word[:-1]}ies"}
    return bool(third & heads)
