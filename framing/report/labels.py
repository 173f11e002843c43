"""Ids and short forms of names, unique within a report."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence


def anchor(kind: str, name: str) -> str:
    """Return an id that is safe in an address and unique for `name`.

    Examples
    --------
    >>> anchor("c", "stance-xx"), anchor("o", "Ü b").startswith("o-b-")
    ('c-stance-xx', True)
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
    if plain == name:
        return f"{kind}-{name}"
    return f"{kind}-{plain}-{zlib.crc32(name.encode('utf-8', 'replace')):08x}"


def short_form(name: str) -> str:
    """Return initials of a name, or its first letters.

    Examples
    --------
    >>> short_form("Karsia State News Agency"), short_form("The Quay Courier")
    ('KSNA', 'QC')
    >>> short_form("Ledger")
    'Ledg'
    """
    parts = [part for part in re.findall(r"\w+", name) if part.lower() != "the"]
    if len(parts) > 1:
        return "".join(part[0].upper() for part in parts)[:5]
    return (parts[0] if parts else name)[:4]


def short_forms(names: Sequence[str]) -> tuple[str, ...]:
    """Return initials, with a number where two outlets share them.

    Examples
    --------
    >>> short_forms(["The Quay Courier", "Quiet Corner"])
    ('QC', 'QC2')
    """
    seen: dict[str, int] = {}
    forms = []
    for name in names:
        form = short_form(name)
        seen[form] = seen.get(form, 0) + 1
        forms.append(form if seen[form] == 1 else f"{form}{seen[form]}")
    return tuple(forms)
