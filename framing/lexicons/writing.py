"""Write a word list in our own form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicons.entries import Lexicon


def write_lexicon(lexicon: Lexicon, out: Path, *, licence: str) -> tuple[Path, Path]:
    """Write header and entries, so that `load_lexicon` gives the same entries again.

    Parameters
    ----------
    lexicon : Lexicon
    out : Path
        Of the ``.toml`` header; the ``.csv`` stands beside it.
    licence : str

    Returns
    -------
    (Path, Path)
        Header and entries.

    Raises
    ------
    LexiconError
        If `out` is no ``.toml`` file, or the files cannot be written.
    """
    if out.suffix != ".toml":
        message = f"{out}: the header of a word list is a .toml file"
        raise LexiconError(message)
    header = {
        "name": out.stem,
        "title": lexicon.title,
        "version": lexicon.version,
        "language": lexicon.language,
        "range": list(lexicon.range),
        "licence": licence,
        "source": lexicon.source,
    }
    # A TOML value of text or numbers is written as JSON writes it.
    text = "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in header.items()
    )
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(("term", "category", "weight", "note"))
    for entry in lexicon.entries:
        writer.writerow((entry.term, entry.category, f"{entry.weight:g}", entry.note))
    table = out.with_suffix(".csv")
    try:
        out.write_text(text, encoding="utf-8")
        table.write_text(rows.getvalue(), encoding="utf-8")
    except OSError as error:
        message = f"{out}: cannot be written ({error.strerror}); check the folder"
        raise LexiconError(message) from error
    return out, table
