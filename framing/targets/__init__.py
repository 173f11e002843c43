"""What stance is measured toward: mentions of states, institutions, people, relations.

What counts is decided by words around a name; they are data
(``lexicons/target_context``, ``offices``, ``relation_words``).
"""

from framing.targets.finding import (
    default_targets,
    find_mentions,
    mentions_of,
)
from framing.targets.relations import (
    RELATIONS,
    parties_of,
    relation_key,
    target_name,
)

__all__ = [
    "RELATIONS",
    "default_targets",
    "find_mentions",
    "mentions_of",
    "parties_of",
    "relation_key",
    "target_name",
]
