"""People, states, institutions and alliances, read from ``actors/*.csv``.

One interface serves who speaks and what stance is measured toward.
"""

from framing.actors.entries import KINDS, SPEAKING, Actor, Actors, Term
from framing.actors.folder import load_actors
from framing.actors.lists import add_targets
from framing.actors.terms import holder

__all__ = [
    "KINDS",
    "SPEAKING",
    "Actor",
    "Actors",
    "Term",
    "add_targets",
    "holder",
    "load_actors",
]
