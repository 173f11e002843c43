"""Look for reuse month by month, so that neither memory nor time grows with the years.

A block holds the texts of two months, and every second month of one is the first of
the next: two texts that lie a month apart at most stand in one block together. Words
wait on disk until their block comes up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

import numpy as np

from framing.reuse.finding import Reuse, find_reuse
from framing.reuse.texts import Flags, Hashes, Text, shingles_of

WINDOW: Final = 30
"""Days between two texts that are read against each other: wire copy is printed within
days, and what is printed again a season later is another matter."""

_VAGUE: Final = 31  # days that the publication may span and still count as dated
MOST_UNDATED: Final = 0.1
"""Share of texts without a day above which all are one block: they belong to each."""

_ALL: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a text besides its words; see `framing.reuse.texts.Text`."""

    id: str
    outlet: str
    low: str
    high: str
    origin: str
    origin_evidence: str
    is_agency: bool

    @property
    def month(self) -> int:
        """The month of thirty days in which it was published; -1 without a day."""
        day = _day(self)
        return day // WINDOW if day is not None else _ALL


class Shelf:
    """Words of texts, kept in a file until they are asked for.

    Parameters
    ----------
    path : Path
        Of a file that is made, and removed at the end.
    """

    def __init__(self, path: Path) -> None:
        """Make the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file: BinaryIO = path.open("w+b")
        self._places: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Self:
        """Return the shelf."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the file."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def put(self, key: str, words: Hashes, quoted: Flags) -> None:
        """Keep the words of a text."""
        self._places[key] = (self._file.tell(), len(words))
        self._file.write(words.tobytes())
        self._file.write(np.packbits(quoted).tobytes())

    def get(self, key: str) -> tuple[Hashes, Flags]:
        """Return the words of a text."""
        place, n = self._places[key]
        self._file.seek(place)
        words = np.frombuffer(self._file.read(8 * n), dtype=np.uint64)
        packed = np.frombuffer(self._file.read((n + 7) // 8), dtype=np.uint8)
        return words, np.unpackbits(packed, count=n).astype(np.bool_)


def reuse_by_month(facts: Sequence[Facts], shelf: Shelf) -> tuple[Reuse, ...]:
    """Find reuse among texts that were published within 30 days of one another.

    Parameters
    ----------
    facts : sequence of Facts
    shelf : Shelf
        Holds their words.

    Returns
    -------
    tuple of Reuse
        Sorted by *a* and *b*, each pair once.

    Notes
    -----
    A text without a day is read against all. Where more than a tenth have none, all
    texts are one block, and memory grows with them.
    """
    by_month: dict[int, list[Facts]] = defaultdict(list)
    for one in facts:
        by_month[one.month].append(one)
    undated = by_month.pop(_ALL, [])
    known = {one.id: one for one in facts}
    if len(undated) > MOST_UNDATED * len(facts) or not by_month:
        return tuple(p for p in find_reuse(_texts(facts, shelf)) if _near(p, known))
    pairs: dict[tuple[str, str], Reuse] = {}
    for month in sorted(by_month):
        block = [*by_month[month], *by_month.get(month + 1, ()), *undated]
        for pair in find_reuse(_texts(block, shelf)):
            if _near(pair, known) and _earlier(pair, known) in {month, _ALL}:
                pairs.setdefault((pair.a, pair.b), pair)
    return tuple(pairs[key] for key in sorted(pairs))


def _texts(facts: Iterable[Facts], shelf: Shelf) -> Iterator[Text]:
    for one in facts:
        words, quoted = shelf.get(one.id)
        yield Text(
            **{field.name: getattr(one, field.name) for field in fields(one)},
            words=words,
            quoted=quoted,
            shingles=shingles_of(words),
        )


def _day(one: Facts) -> int | None:
    if not one.low or not one.high:
        return None
    low, high = date.fromisoformat(one.low), date.fromisoformat(one.high)
    return low.toordinal() if (high - low).days <= _VAGUE else None


def _near(pair: Reuse, known: Mapping[str, Facts]) -> bool:
    one, other = (_day(known[key]) for key in (pair.a, pair.b))
    return one is None or other is None or abs(one - other) <= WINDOW


def _earlier(pair: Reuse, known: Mapping[str, Facts]) -> int:
    """Return the month of the earlier text, which decides in whose block it counts."""
    months = [known[key].month for key in (pair.a, pair.b)]
    return min((month for month in months if month != _ALL), default=_ALL)
