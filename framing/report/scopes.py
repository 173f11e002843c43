"""What values stand for: each group with its outlets, or outlets where none compare."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from framing.report.blocks import Side
from framing.report.view import OutletLine, View

_MOST_OUTLETS: Final = 4


class Scope(NamedTuple):
    """A group with its outlets, or one outlet."""

    title: str
    side: Side
    outlets: tuple[OutletLine, ...]


def scopes_of(look: View, met: Collection[str]) -> list[Scope]:
    """Return the groups, or the first outlets where no article is compared.

    Parameters
    ----------
    look : View
    met : collection of str
        Keys of the outlets that have a value.
    """
    lines = [line for line in look.outlets if line.key in met]
    if not look.compared:
        return [Scope(o.short, o.side, (o,)) for o in lines[:_MOST_OUTLETS]]
    return [
        Scope(
            group.title,
            look.side(group.key),
            tuple(o for o in lines if o.group == group.key),
        )
        for group in look.groups
    ]
