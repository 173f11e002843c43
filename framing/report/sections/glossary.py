"""The words of the report that a reader may not know."""

from __future__ import annotations

from typing import Final

from framing.comparison import Comparison
from framing.report.blocks import Block, Definitions, Heading

_TERMS: Final = {
    "95% interval": (
        "The values that fit these articles well. Wide means that little is known."
    ),
    "Differs": (
        "The interval leaves out zero, and the result holds after correction for the "
        "number of comparisons."
    ),
    "Direct, mixed, indirect": (
        "Quoted word for word; partly; or reported in the outlet’s own wording."
    ),
    "Equivalent within ±m": (
        "The 90% interval lies inside a margin that was set before the run."
    ),
    "Event": "Something that several articles report, found by their words and dates.",
    "Exploratory": (
        "Not named before the run. It may suggest a question; it answers none."
    ),
    "Frame vocabulary": (
        "Words of a dictionary, counted per 1,000 words. A proxy for coded frames: "
        "whether an article applies a frame is judged by people who read all of it."
    ),
    "Inconclusive": (
        "The articles allow either answer. It does not mean that the groups are equal."
    ),
    "Not estimable": (
        "Too few mentions, articles or events on one side for a value that means "
        "anything."
    ),
    "p and q": (
        "p: how often chance labels give a difference as large. q: the expected share "
        "of false finds among all results at least as clear."
    ),
    "Points": "Differences of shares: from 20% to 30% are 10 points.",
    "Relay": (
        "The agency or outlet through which a quotation came: in “Doresh said, the "
        "agency reported”, Doresh speaks and the agency relays."
    ),
    "Stance (lexicon tone near mentions)": (
        "Balance of favourable and unfavourable words near a target, per mention. It "
        "is not the outlet’s position."
    ),
    "Unattributed text": (
        "Words that are not attributed to a speaker. They are not “the outlet’s "
        "opinion”."
    ),
}


def glossary(comparison: Comparison) -> tuple[Block, ...]:  # noqa: ARG001 - a section
    """Return the glossary; it is the same for every run."""
    return (
        Heading(level=2, text="Glossary", id="glossary"),
        Definitions(items=tuple(_TERMS.items())),
    )
