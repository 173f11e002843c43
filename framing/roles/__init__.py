"""Who does what to whom: agents and patients of cooperative and conflictual verbs.

A light reading of ready words by rules. Words lie in ``lexicons/actions`` (verbs,
phrases and nouns of action) and ``lexicons/action_grammar`` (what may stand between).
"""

from __future__ import annotations

from framing.roles.reading import Action, find_actions

__all__ = ["Action", "find_actions"]
