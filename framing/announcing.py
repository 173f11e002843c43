"""Whether a headline or a lead announces what is still to come.

A preview belongs to the day that it announces and leaves the comparison, so that a
false one costs a report: where a lead may as well report, it announces nothing.
"""

from __future__ import annotations

import re
from typing import Final

from framing.day_words import DAY_NAMES, NAMED_DAY, NAMED_WEEKDAY

_DAY: Final = "|".join(DAY_NAMES)
_LONGEST: Final = 600  # characters of a lead or headline that are looked at

FUTURE: Final = re.compile(
    r"\b(?:will|(?:is|are)\s+(?:(?:set|due|expected|scheduled)\s+)?to)\s+(?:\w+ly\s+)?"
    r"(?:meet|have|hold|visit|attend|travel|host|speak|talk|sign|discuss|open|receive"
    r"|begin|start|launch|vote|take\s+place|convene|gather)\b"
    rf"|\bgo(?:es)?\s+to\s+the\s+polls\s+(?:on|this|next)\s+(?:{_DAY})"
)
"""A meeting or a vote that will be."""

# "The dockers will walk out from Monday": any verb, where the clause names a day. What
# stands before it may not tell of something else, nor may the clause go on to do so.
_WILL: Final = re.compile(r"(?<!\bgood )\bwill\s+(?!not\b|have\b|never\b)")
_ELSEWHERE: Final = re.compile(
    r"\b(?:(?i:that|which|who|whose|when|if|as|after|since|while|(?<!all )but|or"
    r"|saying)|[a-z]\w*ed)\b"
)
_CLAUSE: Final = re.compile(r"[^,;:.!?“”\"]{,120}")
_PAST: Final = re.compile(
    r"\b(?:said|says|announced|told|agreed|met|held|signed|have|has|had|was|were)\b"
)
# "Teachers to strike on Wednesday": a headline's infinitive, and a day behind it, where
# the infinitive does not depend on something that was ("urges Tal to meet").
_TO_COME: Final = re.compile(
    rf"[^:,]*?\bto\s+(?!(?:the|an?)\b)[a-z]+\b.*\b(?:{_DAY}|tomorrow)\b"
)
# "Hospitals brace for a strike on Thursday", "Summit set for Monday".
_EXPECTED: Final = re.compile(
    r"[^:,]*?\b(?:brac(?:e|es|ing)\s+for|set\s+for|(?<!than )(?<!as )expected|scheduled"
    rf"|slated|due(?!\s+to\b))\s[^:,]*\b(?:{_DAY}|tomorrow)\b"
)
_TELLS: Final = re.compile(
    r"\b(?:said|says|was|were|after|told|tells|urges?|calls?|asks?|orders?|has|have|had"
    r"|fails?|wants?|needs?|invites?|agrees?)\b"
)
_TOLD_ON: Final = re.compile(
    rf"\b(?:said|says|announced|told|stated|reported|confirmed|added|wrote)\b[^,;]{{,60}}?"
    rf"\b(?:{_DAY}|[Yy]esterday|[Tt]oday)\b"
)


def in_headline(title: str) -> str:
    """Return the words with which a headline announces an event, or nothing.

    Examples
    --------
    >>> in_headline("Teachers to strike on Friday"), in_headline("Teachers to strike")
    ('Teachers to strike on Friday', '')
    >>> in_headline("Grain summit set for Friday")
    'Grain summit set for Friday'
    """
    if _TELLS.search(title):
        return ""
    head = title[:_LONGEST]
    found = _TO_COME.match(head) or _EXPECTED.match(head)
    return found.group() if found else ""


def in_lead(sentence: str) -> str:
    """Return the words with which a lead announces an event, or nothing.

    Examples
    --------
    >>> in_lead("Oru will meet Tal."), in_lead("Tal said that he will meet Oru.")
    ('will meet', '')
    >>> in_lead("The dockers will walk out from Monday, a union said.")
    'will walk out from Monday'
    """
    lead = sentence[:_LONGEST]
    if not (found := FUTURE.search(lead)):
        return _on_a_day(lead)
    told = _PAST.search(lead)
    return "" if told and told.start() < found.start() else found.group()


def without_statements(sentence: str) -> str:
    """Return a sentence without the days of statements, which announce nothing.

    Examples
    --------
    >>> without_statements("They will meet on Friday, a ministry said on Tuesday.")
    'They will meet on Friday, a ministry  .'
    """
    return _TOLD_ON.sub(" ", sentence)


def _on_a_day(lead: str) -> str:
    """Return the clause in which a lead says what will be on a day, or nothing."""
    found = _WILL.search(lead)
    if not found:
        return ""
    before = lead[: found.start()]
    if _ELSEWHERE.search(before) or _PAST.search(before):
        return ""
    after = _CLAUSE.match(lead, found.end())
    clause = found.group() + (after.group() if after else "")
    if turn := _ELSEWHERE.search(clause):
        clause = clause[: turn.start()]
    clause = without_statements(clause).strip()
    day = NAMED_WEEKDAY.search(clause) or NAMED_DAY.search(clause)
    return clause if day or before.rstrip().endswith(DAY_NAMES) else ""
