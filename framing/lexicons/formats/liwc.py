"""LIWC ``.dic``: numbered categories between two ``%``, then terms with numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from framing.lexicons.formats.base import Fault, Found, Raw, lines

# "kind <of>131/125": category 131 before "of", else 125; "(02 134)125/464" looks back.
_AHEAD: Final = re.compile(r"<(?P<next>[^<>]+)>\s*(?P<then>\d+)\s*/\s*(?P<other>\d+)")
_BEHIND: Final = re.compile(r"\((?P<ids>[\d ]+)\)\s*(?P<then>\d+)\s*/\s*(?P<other>\d+)")
_TOKEN: Final = re.compile(r"\S+")


def read_liwc(text: str) -> Found:
    """Yield the entries of a LIWC dictionary, of 2001 to 2015 and later.

    Categories that are indented below others are nested ("affect/posemo"). An entry
    that depends on the next word becomes a phrase; one that depends on the word
    before takes its other category, with a note, since no list can say so.
    """
    rows = list(lines(text))
    marks = [at for at, (_, line) in enumerate(rows) if line.strip() == "%"]
    if len(marks) < 2 or marks[0] != 0:
        line = rows[0][0] if rows else 1
        yield Fault(line, "categories must stand between two lines with '%' alone")
        return
    names: dict[str, str] = {}
    for found in _categories(rows[1 : marks[1]]):
        if isinstance(found, Fault):
            yield found
        else:
            names[found[0]] = found[1]
    paths: dict[str, str] = {}
    for key, path in names.items():
        paths.setdefault(key.lstrip("0"), path)
    for line, row in rows[marks[1] + 1 :]:
        yield from _entries(line, row, paths)


def _categories(
    rows: Iterable[tuple[int, str]],
) -> Iterator[Fault | tuple[str, str]]:
    """Yield number and path of each category."""
    above: list[tuple[int, str]] = []
    seen: set[str] = set()
    for line, row in rows:
        match = re.fullmatch(r"(\s*)(\d+)\s+(\S.*)", row)
        if match is None:
            yield Fault(line, f"a category needs a number and a name, got {row!r}")
            continue
        depth, key = len(match[1]), match[2]
        if key in seen:
            yield Fault(line, f"category {key} is already declared; number it anew")
            continue
        seen.add(key)
        while above and above[-1][0] >= depth:
            above.pop()
        name = match[3].strip().lower()
        if name.endswith(")") and "(" in name:
            name = name[: name.index("(")].strip()
        above.append((depth, name))
        yield key, "/".join(part for _, part in above)


def _ids_from(row: str) -> int:
    """Return where the numbers begin that a row ends with; its length if none do."""
    tokens = list(_TOKEN.finditer(row))
    least = 0 if row[:1].isspace() else 1  # a number that begins a row is its term
    at = len(tokens)
    while at > least and tokens[at - 1][0].isdecimal():
        at -= 1
    return tokens[at].start() if at < len(tokens) else len(row)


def _entries(line: int, row: str, paths: dict[str, str]) -> Found:
    """Yield one entry for each category of a line."""
    conditions = [*_AHEAD.finditer(row), *_BEHIND.finditer(row)]
    plain = _BEHIND.sub(" ", _AHEAD.sub(" ", row))
    tail = _ids_from(plain)
    ids = plain[tail:].split()
    first = min([match.start() for match in conditions], default=len(row))
    term = (plain[:tail] if ids else row[:first]).strip()
    if not term or not (ids or conditions):
        yield Fault(line, f"an entry needs a term and category numbers, got {row!r}")
        return
    wanted = [(term, key, "") for key in ids]
    for match in conditions:
        wanted.append((term, match["other"], _note(match)))
        if "next" in match.groupdict():
            wanted.append((f"{term} {match['next'].strip()}", match["then"], ""))
    for shown, key, note in dict.fromkeys(wanted):
        path = paths.get(key.lstrip("0"))
        if path is None:
            yield Fault(
                line, f"category {key} is not declared above; add it or drop it"
            )
        else:
            yield Raw(line=line, term=shown, category=path, note=note)


def _note(match: re.Match[str]) -> str:
    looks_back = "ids" in match.groupdict()
    return (
        f"condition {match[0]!r} on the word before is left out" if looks_back else ""
    )
