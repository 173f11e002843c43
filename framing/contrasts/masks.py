"""Words that make no term: names of outlets and agencies, words under pictures."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.outlets import Outlet
from framing.segment import cut
from framing.wordlist import shipped_terms
from framing.words import normalise_all


def outlet_names(frame: pd.DataFrame, outlets: Mapping[str, Outlet]) -> tuple[str, ...]:
    """Return the names of the outlets met, in the normal form of words.

    Six of the seven strongest terms of two US outlets were such names ("told fox").
    """
    names: set[str] = set(frame.loc[frame["outlet"] != "unknown", "outlet_name"])
    for key in set(frame["outlet"]):
        profile = outlets.get(key)
        if profile is not None:
            names |= {profile.name, *profile.aliases, *profile.domains}
    found = {" ".join(_normal(name)).removeprefix("the ") for name in names}
    return tuple(sorted(found - {""}))


def wire_marks() -> tuple[str, ...]:
    """Return names of agencies and words under pictures."""
    return tuple(sorted(frozenset[str]().union(*shipped_terms("wire_marks").values())))


def _normal(text: str) -> list[str]:
    return normalise_all(text, cut(text).words)
