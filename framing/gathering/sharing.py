"""The stages that read the texts of all articles: what they share, and their terms."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from framing.config import RunConfig
from framing.contrasts.masks import outlet_names, wire_marks
from framing.contrasts.stored import counted
from framing.stages import resources_of
from framing.store import Pieces
from framing.store.folder import SPOOL, tables_of
from framing.store.parts import WHOLE_RUN, Stage, write_stage
from framing.store.schemas import arrow_table
from framing.store.tables import from_frame, in_order, to_frame

TOGETHER: Final = "together"
COUNTED: Final = "counted"


def together(folder: Path, key: str, config: RunConfig) -> Stage:
    """Find the reuse, and write the table of the articles with all that is known."""
    from framing.reuse import reuse_of  # noqa: PLC0415 - its library is slow to import

    tables = tables_of(folder)
    analysed = in_order("analysed", to_frame("analysed", tables.parts("analysed")))
    settled = to_frame("settled", tables.parts("settled")).set_index("article")
    entries = resources_of(config).outlets.entries
    found = reuse_of(
        _dated(analysed, settled),
        Pieces(tables, "texts"),
        agencies={outlet.key for outlet in entries if outlet.kind == "agency"},
        scratch=folder / SPOOL / "words",
    )
    made = {
        "articles": from_frame("articles", found.articles),
        "reuse": arrow_table("reuse", found.reuse),
        "reuse_runs": arrow_table("reuse_runs", found.runs),
    }
    return write_stage(folder, WHOLE_RUN, TOGETHER, key, made)


def counts_of(folder: Path, key: str, config: RunConfig) -> Stage:
    """Count the terms of all articles, part by part."""
    tables = tables_of(folder)
    articles = tables["articles"]
    outlets = {outlet.key: outlet for outlet in resources_of(config).outlets.entries}
    frames = counted(
        Pieces(tables, "texts"),
        articles["article"].tolist(),
        (*outlet_names(articles, outlets), *wire_marks()),
    )
    files: dict[str, str] = {}
    for number, (name, frame) in enumerate(frames):
        table = {name: from_frame(name, frame)}
        files |= write_stage(folder, f"{number:06}", COUNTED, key, table).files
    return Stage(key=key, files=files)


def _dated(articles: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """Return the articles with the dates that their events gave them."""
    given = settled.reindex(articles["article"]).reset_index(drop=True)
    columns = {
        str(name): given[name].where(given[name].notna(), articles[name])
        for name in given
    }
    return articles.assign(**columns)
