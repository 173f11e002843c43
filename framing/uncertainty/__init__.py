"""Intervals, permutation tests and multiple testing, on arrays of numbers.

`events` compares two sides over the events that both cover; `outlets` asks whether a
difference is one of the groups. All randomness is seeded.
"""

from framing.uncertainty.events import (
    EXACT_EVENTS,
    TIE,
    Bools,
    Estimates,
    Floats,
    Resamples,
    Sides,
    benjamini_hochberg,
    draw_resamples,
    estimate,
    event_rates,
    ratio,
    ratio_intervals,
    swap_p,
)
from framing.uncertainty.outlets import (
    FEWEST_OUTLETS,
    all_labels,
    leave_one_out,
    permute_outlets,
)

__all__ = [
    "EXACT_EVENTS",
    "FEWEST_OUTLETS",
    "TIE",
    "Bools",
    "Estimates",
    "Floats",
    "Resamples",
    "Sides",
    "all_labels",
    "benjamini_hochberg",
    "draw_resamples",
    "estimate",
    "event_rates",
    "leave_one_out",
    "permute_outlets",
    "ratio",
    "ratio_intervals",
    "swap_p",
]
