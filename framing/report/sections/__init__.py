"""The parts of a report, in the order in which they are read.

A part is a function from a comparison to blocks. To add one: a module here, and
its line in `SECTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from framing.comparison import Comparison
from framing.report.blocks import Block
from framing.report.sections.actions import actions
from framing.report.sections.answer import answer
from framing.report.sections.articles import articles
from framing.report.sections.comparisons import comparisons
from framing.report.sections.coverage import coverage
from framing.report.sections.events import events
from framing.report.sections.frames import frames
from framing.report.sections.glossary import glossary
from framing.report.sections.labels import labels
from framing.report.sections.method import method
from framing.report.sections.outlet_pages import outlet_pages
from framing.report.sections.outlets import outlets
from framing.report.sections.reuse import reuse
from framing.report.sections.stance import stance
from framing.report.sections.terms import terms
from framing.report.sections.validation import validation

Section: TypeAlias = Callable[[Comparison], tuple[Block, ...]]

SECTIONS: Final[tuple[Section, ...]] = (
    answer,
    articles,
    outlets,
    coverage,
    reuse,
    comparisons,
    stance,
    labels,
    actions,
    frames,
    terms,
    validation,
    events,
    outlet_pages,
    method,
    glossary,
)
