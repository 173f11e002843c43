"""From a comparison to a report: sections in order, then the evidence they ask for."""

from __future__ import annotations

from framing.comparison import Comparison
from framing.report.blocks import Report
from framing.report.sections import SECTIONS
from framing.report.sections.answer import lead, title
from framing.report.snippets import Budget, print_passages
from framing.report.view import view

NOT_FOR_REDISTRIBUTION = "Not for redistribution: this report prints licensed texts."


def build(comparison: Comparison) -> Report:
    """Return the report of a comparison; draws nothing yet, computes nothing.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Report
        Its snippets stay under the share-safe limit of `framing.report.snippets`
        unless ``config.output.full_text`` lifts it; then it carries a banner.
    """
    look = view(comparison)
    full = comparison.config.output.full_text
    budget = Budget(comparison.texts, unlimited=full)
    parts = (section(comparison) for section in SECTIONS)
    sections = tuple(print_passages(part, look, budget) for part in parts if part)
    view.cache_clear()
    return Report(
        title=title(comparison),
        lead=lead(comparison),
        sections=sections,
        banner=NOT_FOR_REDISTRIBUTION if full else "",
    )
