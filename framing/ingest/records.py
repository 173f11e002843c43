"""Articles from files of records: rows of a table, objects of JSON."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from framing.ingest.base import Options, Record, Refused, Result, Rows, Source
from framing.ingest.columns import (
    Plan,
    barred_from_text,
    columns_of,
    make_plan,
    mapping_at_hand,
    name_columns,
)
from framing.ingest.fields import to_article
from framing.model import SetAside

# Enough to see the columns of a file whose records leave empty ones out.
_SAMPLE: Final = 200


@dataclass(frozen=True, slots=True)
class RecordReader:
    """A reader made of a function that finds records.

    Parameters
    ----------
    rows : callable
        ``(source, options) -> Iterator[Record | SetAside]``.

    Notes
    -----
    A file none of whose first 200 records has a text column is set aside as a whole:
    folders of articles hold word lists, codings and configurations too.
    """

    rows: Rows

    def __call__(self, source: Source, options: Options) -> Iterator[Result]:
        """Yield the file's articles.

        Raises
        ------
        Refused
            If the file as a whole holds no articles.
        """
        found = self.rows(source, options)
        head = list(itertools.islice(found, _SAMPLE))
        sample = [item.values for item in head if isinstance(item, Record)]
        if not sample:
            _refuse_without_records(head)
        mapping = mapping_at_hand(options.mapping, sample)
        barred = barred_from_text(sample)
        columns = columns_of(sample)
        if not make_plan(columns, mapping, barred=barred).has("text"):
            raise Refused("not articles", _no_text(columns))
        plans: dict[tuple[str, ...], Plan] = {}
        for item in itertools.chain(head, found):
            if isinstance(item, SetAside):
                yield item
                continue
            names = tuple(item.values)
            plan = plans.get(names)
            if plan is None:
                plan = plans[names] = make_plan(names, mapping, barred=barred)
            yield to_article(item, plan, source, options)

    def sample(self, source: Source, options: Options) -> list[Mapping[str, object]]:
        """Return the first records, by the file's own names."""
        head = itertools.islice(self.rows(source, options), _SAMPLE)
        return [item.values for item in head if isinstance(item, Record)]


def _no_text(columns: Iterable[str]) -> str:
    return (
        f"the records have the fields {name_columns(columns)}, and none is a text; "
        "if one is, name it: --map text=COLUMN"
    )


def _refuse_without_records(head: list[Record | SetAside]) -> None:
    """Raise what is wrong with a file in whose beginning no record was found."""
    faults = [item for item in head if isinstance(item, SetAside)]
    if not faults:
        detail = "the file holds no records; remove it or fill it"
        raise Refused("empty", detail)
    first = faults[0]
    place = f"{first.record}: " if first.record else ""
    detail = (
        f"none of the first {len(faults)} records can be read; {place}{first.detail}"
    )
    raise Refused(first.reason, detail)
