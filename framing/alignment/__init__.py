"""What the articles of one event share, sentence by sentence, and what they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.alignment.conflicts import Conflict, conflicts
from framing.alignment.details import Detail, details_without_match
from framing.alignment.facts import Fact, shared_facts, without_match
from framing.alignment.matching import Matches, matches
from framing.alignment.sentences import Sentence, sentences_of
from framing.alignment.utterances import Said, Utterance, utterances

__all__ = [
    "Alignment",
    "Conflict",
    "Detail",
    "Fact",
    "Said",
    "Sentence",
    "Utterance",
    "align",
    "details_without_match",
    "sentences_of",
    "without_match",
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alignment:
    """What was found between the articles of one event.

    Attributes
    ----------
    sentences : tuple of Sentence
    found : Matches
        All compared pairs; `without_match` searches them.
    facts : tuple of Fact
    conflicts : tuple of Conflict
    utterances : tuple of Utterance
    """

    sentences: tuple[Sentence, ...]
    found: Matches
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]
    utterances: tuple[Utterance, ...]


def align(sentences: Sequence[Sentence], quotations: Sequence[Said]) -> Alignment:
    """Align the articles of one event.

    Parameters
    ----------
    sentences : sequence of Sentence
        Of all its articles (`sentences_of`), article by article.
    quotations : sequence of Said

    Returns
    -------
    Alignment

    Examples
    --------
    >>> texts = {"x": "The ferry to Lora sank on Monday with 40 people aboard.",
    ...          "y": "On Monday a ferry to Lora sank. It had 40 people aboard."}
    >>> made = align([sentence for outlet, text in texts.items() for sentence
    ...               in sentences_of(outlet, outlet, title="", text=text)], [])
    >>> [fact.outlets for fact in made.facts]
    [('x', 'y')]
    """
    found = matches(sentences)
    return Alignment(
        sentences=tuple(sentences),
        found=found,
        facts=tuple(shared_facts(sentences, found)),
        conflicts=tuple(conflicts(sentences, found)),
        utterances=tuple(utterances(quotations)),
    )
