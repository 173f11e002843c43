"""The words of actions and of grammar, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from framing.errors import LexiconError
from framing.lexicons import load_lexicon
from framing.match import Matcher

FORMS: Final = (
    *("base", "present", "past", "participle", "past or participle", "ing"),
    *("noun", "object"),
)
"""What a note of ``lexicons/actions`` may begin with.

``object`` is a phrase behind which stands who is acted on, and "by" whom.
"""


class Verb(NamedTuple):
    """A verb, phrase or noun of action as it is written."""

    term: str
    category: str
    forms: frozenset[str]
    prepositions: frozenset[str]

    @property
    def is_noun_only(self) -> bool:
        """Whether it is never a verb."""
        return self.forms == {"noun"}


@cache
def action_matcher() -> Matcher[Verb]:
    """Return the automaton of all actions.

    Raises
    ------
    LexiconError
        If a note does not say which form of what the term is.
    """
    entries = load_lexicon("actions").entries
    return Matcher((e.term, _verb(e.term, e.category, e.note)) for e in entries)


def _verb(term: str, category: str, note: str) -> Verb:
    """Return a verb from its note, as ``"base of attack; noun of attack: on"``."""
    forms, prepositions = set(), set()
    for part in note.split("; "):
        head, _, after = part.partition(": ")
        form, of, lemma = head.partition(" of ")
        if form not in FORMS or not of or not lemma or (form == "noun") != bool(after):
            message = (
                f"lexicons/actions.csv: the note of {term!r} must be like 'base of "
                f"attack; noun of attack: against on', got {note!r}"
            )
            raise LexiconError(message)
        forms.add(form)
        prepositions |= set(after.split())
    return Verb(term, category, frozenset(forms), frozenset(prepositions))


@cache
def grammar() -> Mapping[str, frozenset[str]]:
    """Return the words of each category of ``lexicons/action_grammar``."""
    lexicon = load_lexicon("action_grammar")
    return MappingProxyType(
        {
            name: frozenset(entry.term for entry in lexicon.of_category(name))
            for name, _ in lexicon.categories
        }
    )
