"""Check measures on a user's own coding: agreement, the tool against coders, errors.

`framing.sampling` draws what coders code and writes their sheets; `validate` reads
them back. `krippendorff_alpha`, `agreement` and `score_tool` take bare tables.
"""

from framing.validation.agreement import Agreement, agreement
from framing.validation.alpha import krippendorff_alpha
from framing.validation.check import validate
from framing.validation.record import Validation, check_run, load_validation
from framing.validation.scoring import Settings
from framing.validation.tool import ToolScore, score_tool

__all__ = [
    "Agreement",
    "Settings",
    "ToolScore",
    "Validation",
    "agreement",
    "check_run",
    "krippendorff_alpha",
    "load_validation",
    "score_tool",
    "validate",
]
