"""What grouping reads of an article, as a row of a run, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from framing.events import Item
from framing.model import DateEstimate

if TYPE_CHECKING:
    import pyarrow as pa


def date_columns(prefix: str, date: DateEstimate) -> dict[str, str]:
    """Return an estimate as the columns of a table."""
    return {
        f"{prefix}_low": date.low,
        f"{prefix}_high": date.high,
        f"{prefix}_source": date.source,
        f"{prefix}_evidence": date.evidence,
    }


def item_row(item: Item) -> dict[str, Any]:
    """Return the row of the table ``items``."""
    return {
        "article": item.id,
        "title": item.title,
        "words": item.words,
        "names": item.names,
        "lead": item.lead,
        "is_preview": item.is_preview,
        **date_columns("date", item.published),
        "date_weekday": item.published.weekday,
        **date_columns("event", item.event),
        "event_weekday": item.event.weekday,
    }


def items_of(tables: Iterable[pa.Table]) -> Iterator[Item]:
    """Yield the items of the table ``items``, part by part."""
    for table in tables:
        for row in table.to_pylist():
            yield Item(
                id=row["article"],
                title=row["title"],
                words=row["words"],
                names=row["names"],
                lead=row["lead"],
                is_preview=row["is_preview"],
                published=_date("date", row),
                event=_date("event", row),
            )


def _date(prefix: str, row: Mapping[str, Any]) -> DateEstimate:
    return DateEstimate(
        low=row[f"{prefix}_low"],
        high=row[f"{prefix}_high"],
        source=row[f"{prefix}_source"],
        evidence=row[f"{prefix}_evidence"],
        weekday=row[f"{prefix}_weekday"],
    )
