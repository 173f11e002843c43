"""Compare how outlets report the same events, with every number traceable to words.

The names below are the promise; everything else may change between versions.
They are imported when first used, so that ``import framing`` is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.api import (
        compare,
        contrast,
        find_quotes,
        group_events,
        readability,
        stance,
        write_report,
    )
    from framing.comparison import Comparison
    from framing.config import RunConfig, load_config
    from framing.document import analyse, from_text
    from framing.errors import FramingError, FramingWarning
    from framing.ingest import read
    from framing.model import (
        Article,
        DateEstimate,
        Document,
        Event,
        Finding,
        Mention,
        Quote,
        SetAside,
        Span,
        Speaker,
    )
    from framing.validation import agreement, krippendorff_alpha, score_tool, validate

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Comparison",
    "DateEstimate",
    "Document",
    "Event",
    "Finding",
    "FramingError",
    "FramingWarning",
    "Mention",
    "Quote",
    "RunConfig",
    "SetAside",
    "Span",
    "Speaker",
    "agreement",
    "analyse",
    "compare",
    "contrast",
    "find_quotes",
    "from_text",
    "group_events",
    "krippendorff_alpha",
    "load_config",
    "read",
    "readability",
    "score_tool",
    "stance",
    "validate",
    "write_report",
]

_HOME = {
    **dict.fromkeys(
        (
            "Article",
            "DateEstimate",
            "Document",
            "Event",
            "Finding",
            "Mention",
            "Quote",
            "SetAside",
            "Span",
            "Speaker",
        ),
        "framing.model",
    ),
    **dict.fromkeys(
        (
            "compare",
            "contrast",
            "find_quotes",
            "group_events",
            "readability",
            "stance",
            "write_report",
        ),
        "framing.api",
    ),
    **dict.fromkeys(("FramingError", "FramingWarning"), "framing.errors"),
    **dict.fromkeys(("RunConfig", "load_config"), "framing.config"),
    **dict.fromkeys(("analyse", "from_text"), "framing.document"),
    **dict.fromkeys(
        ("agreement", "krippendorff_alpha", "score_tool", "validate"),
        "framing.validation",
    ),
    "Comparison": "framing.comparison",
    "read": "framing.ingest",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import a public name when it is first used."""
    if name not in _HOME:
        message = f"module 'framing' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*__all__, "__version__"])
