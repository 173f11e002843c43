"""Write files and read them, for the tests of `framing.ingest`."""

from __future__ import annotations

import json
from pathlib import Path

from framing.ingest import read
from framing.model import Article, SetAside

TEXT = "The harbour board of Examplia said on Monday that it had signed nothing."


def results(*paths, **options):
    return list(read(list(paths), **options))


def articles(*paths, **options):
    return [item for item in results(*paths, **options) if isinstance(item, Article)]


def set_aside(*paths, **options):
    return [item for item in results(*paths, **options) if isinstance(item, SetAside)]


def write(folder: Path, **files) -> Path:
    """Write files; ``__`` in a name stands for the dot."""
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def lines(*records) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)
