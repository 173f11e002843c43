"""Walk over the blocks of a report, and replace the evidence in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from framing.report.blocks import (
    Block,
    Columns,
    Evidence,
    Figure,
    Items,
    Line,
    Only,
    Panels,
    Paragraph,
    Row,
    Table,
)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, parents first, in the order in which it is printed.

    Examples
    --------
    >>> from framing.report.blocks import Contents
    >>> [block.kind for block in walk((Only(where="html", blocks=(Contents(),)),))]
    ['only', 'contents']
    """
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            for part in block.parts:
                yield from walk(part)
        elif isinstance(block, Only):
            yield from walk(block.blocks)
        elif isinstance(block, Panels):
            yield from block.figures
        elif isinstance(block, Table):
            yield from (row.evidence for row in block.rows if row.evidence)


def lines(block: Block) -> Iterator[Line]:
    """Yield the lines that a block itself prints (not those of blocks inside)."""
    if isinstance(block, Paragraph):
        yield block.line
    elif isinstance(block, Items):
        yield from block.items
    elif isinstance(block, Evidence):
        yield from block.sums
        yield from block.items
    elif isinstance(block, Figure):
        yield block.caption
    elif isinstance(block, Table):
        yield from (column.title for column in block.columns)
        for row in block.rows:
            yield from row.cells


def with_evidence(
    blocks: tuple[Block, ...], found: dict[str, Evidence]
) -> tuple[Block, ...]:
    """Return the blocks with each evidence block replaced by the one of its id."""
    return tuple(_replaced(block, found) for block in blocks)


def _replaced(block: Block, found: dict[str, Evidence]) -> Block:
    if isinstance(block, Evidence):
        return found[block.id]
    if isinstance(block, Columns):
        return replace(
            block, parts=tuple(with_evidence(part, found) for part in block.parts)
        )
    if isinstance(block, Only):
        return replace(block, blocks=with_evidence(block.blocks, found))
    if isinstance(block, Table):
        return replace(block, rows=tuple(_row(row, found) for row in block.rows))
    return block


def _row(row: Row, found: dict[str, Evidence]) -> Row:
    if row.evidence is None:
        return row
    return replace(row, evidence=found[row.evidence.id])
