"""What is compared over the shared events, fixed before the run.

`PLAN` lists every comparison once. A row of it holds for every target, voice and
kind of actor that it names and that was measured; nothing is chosen by its result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FAMILIES: Final = (
    "who speaks",
    "how they are introduced",
    "stance",
    "label choices",
    "who does what to whom",
    "frame vocabulary",
    "wording",
    "reading",
)
"""Families in the order in which a report prints them."""

APART: Final = frozenset({"label choices", "who does what to whom", "frame vocabulary"})
"""Families whose exploratory comparisons are corrected, each by itself.

They have a row for every category, label or target of tables that the user may
choose, so that among the others they would decide what is found there."""

RELATIVE: Final = "relative to other targets"
"""Stands in `actor` for a stance less the stance toward all other targets."""

Key = tuple[str, str, str, str, str]
"""Metric, field, target, voice, actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One line of the plan.

    Attributes
    ----------
    family, metric, field : str
    words : str
        The label; ``{target}``, ``{actor}``, ``{category}`` (of a dictionary) and
        ``{voice}`` are filled in.
    voices : tuple of str
        Those compared, each for itself.
    actors : tuple of str
        Those compared, each for itself; ``("",)`` where the field has none. Without
        any, all that were measured: the settings fixed them before the run.
    """

    family: str
    metric: str
    field: str
    words: str
    voices: tuple[str, ...] = ("", "all")
    actors: tuple[str, ...] = ("",)


PLAN: Final = (
    Planned(
        family="who speaks",
        metric="quotation",
        field="quoted_words",
        words="words inside quotations",
    ),
    Planned(
        family="who speaks",
        metric="quotation",
        field="direct_share",
        words="direct quotations among all quotations",
    ),
    Planned(
        family="who speaks",
        metric="quotation",
        field="source_use",
        words="source use: {actor}",
        actors=(
            "home officials",
            "foreign officials",
            "expert",
            "NGO or citizen",
            "unnamed",
        ),
    ),
    Planned(
        family="how they are introduced",
        metric="quotation",
        field="verb_class",
        words="reporting verbs with a conventionally {actor} reading",
        actors=("endorsing", "distancing", "neutral"),
    ),
    Planned(
        family="stance",
        metric="stance",
        field="tone",
        words="stance (lexicon tone near mentions of {target}), {voice}",
        voices=("unattributed", "quoted"),
    ),
    Planned(
        family="label choices",
        metric="labels",
        field="label_share",
        words="“{actor}” among the labels for {target}, {voice}",
        voices=("unattributed",),
        actors=(),
    ),
    *(
        Planned(
            family="who does what to whom",
            metric="actions",
            field=f"{part}_{kind}",
            words=f"{{target}} as {part} of {kind} verbs, {{voice}}",
            voices=("unattributed",),
        )
        for part in ("agent", "patient")
        for kind in ("cooperative", "conflictual")
    ),
    Planned(
        family="frame vocabulary",
        metric="frame_vocabulary",
        field="hits",
        words="vocabulary of {category}, {voice}",
        voices=("unattributed", "quoted"),
        actors=(),
    ),
    Planned(
        family="frame vocabulary",
        metric="frame_vocabulary",
        field="articles",
        words="articles with vocabulary of {category}",
        actors=(),
    ),
    Planned(
        family="reading",
        metric="readability",
        field="flesch_kincaid",
        words="school grade needed (Flesch–Kincaid)",
    ),
    Planned(
        family="reading",
        metric="diversity",
        field="mattr",
        words="variety of words (MATTR)",
    ),
    Planned(
        family="reading",
        metric="length",
        field="words",
        words="length of articles",
    ),
)


def corrected_with(family: str, *, primary: bool) -> str:
    """Return the name of the comparisons that are corrected for one another.

    Examples
    --------
    >>> corrected_with("stance", primary=True), corrected_with("stance", primary=False)
    ('primary', 'exploratory')
    >>> corrected_with("frame vocabulary", primary=False)
    'frame vocabulary'
    """
    if primary:
        return "primary"
    return family if family in APART else "exploratory"
