"""Nested dictionaries: Yoshikoder ``.ykd``, WordStat ``.cat``, Lexicoder ``.lc3``."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from framing.lexicons.formats.base import Fault, Found, Raw, lines, number

_WEIGHTED: Final = re.compile(r"(?P<term>.*\S)\s*\((?P<weight>[^()]*)\)\Z")
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_yoshikoder(text: str) -> Found:
    """Yield the entries of a Yoshikoder dictionary; ``cnode`` may hold ``cnode``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text), parser)
    except etree.XMLSyntaxError as error:
        yield Fault(error.lineno or 1, f"is not valid XML: {error.msg}")
        return
    if root.tag != "dictionary":
        yield Fault(1, f"the root must be <dictionary>, got <{root.tag}>")
        return
    yield from _nodes(root, ())


def _nodes(node: etree._Element, path: tuple[str, ...]) -> Found:
    for child in node:
        name = child.get("name")
        line = child.sourceline if isinstance(child.sourceline, int) else 0
        if child.tag not in {"cnode", "pnode"}:
            continue
        if not name:
            yield Fault(line, f"<{child.tag}> needs a name")
        elif child.tag == "pnode":
            yield Raw(line=line, term=name, category="/".join(path))
        else:
            # The outermost node is the dictionary itself, not a category.
            yield from _nodes(child, (*path, name) if node.tag == "cnode" else path)


def read_wordstat(text: str) -> Found:
    """Yield the entries of a WordStat dictionary: a tree by tabs.

    ``WORD (1)`` is an entry with its weight, a line without brackets a category, and
    ``_`` stands for a space. Rules of nearness begin with ``@`` and are faults: a word
    list cannot hold them.
    """
    above: list[tuple[int, str]] = []
    for line, row in lines(text):
        depth = len(row) - len(row.lstrip("\t"))
        shown = row.strip()
        while above and above[-1][0] >= depth:
            above.pop()
        match = _WEIGHTED.fullmatch(shown)
        if shown.startswith("@"):
            yield Fault(line, f"a rule of nearness is no entry, got {shown!r}")
        elif match is None:
            above.append((depth, shown))
        elif (weight := number(match["weight"])) is None:
            yield Fault(line, f"weight must be a number, got {match['weight']!r}")
        else:
            path = "/".join(name for _, name in above)
            term = match["term"].replace("_", " ").strip()
            yield Raw(line=line, term=term, category=path, weight=weight)


def read_lexicoder(text: str) -> Found:
    """Yield the entries of a Lexicoder 3 dictionary: ``+Category``, then its terms."""
    category = ""
    for line, row in lines(text):
        shown = row.strip()
        if shown.startswith("+"):
            category = shown[1:].strip()
            if not category:
                yield Fault(line, "a category needs a name after '+'")
        elif not category:
            yield Fault(line, f"{shown!r} stands above the first '+Category'")
        else:
            yield Raw(line=line, term=shown, category=category)
