"""What builds hostile files: a builder writes into the folder that it is given."""

from __future__ import annotations

import io
import json
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

GOOD: Final = (
    "The two ministers met on Monday to sign the grain accord in the harbour town. "
    "“We agree on all the terms of this accord,” the minister Ana Oru told reporters. "
    "The accord covers forty ships and ends in the spring, officials said later. "
)
ELSEWHERE: Final = "the secret that stands outside the input"
"""In every file that no reader may open; the run must not hold it."""


def write(name: str, content: str | bytes) -> Callable[[Path], object]:
    """Return a builder of one file."""
    data = content if isinstance(content, bytes) else content.encode()

    def build(place: Path) -> None:
        (place / name).write_bytes(data)

    return build


def together(*builders: Callable[[Path], object]) -> Callable[[Path], object]:
    def build(place: Path) -> None:
        for one in builders:
            one(place)

    return build


def good(place: Path, name: str = "good.txt", mark: str = "") -> None:
    """Write an article that must be kept; each is another text."""
    (place / name).write_text(f"{place.name} {name} {mark} {GOOD}", encoding="utf-8")


def lines(*rows: object) -> str:
    return "".join(f"{r if isinstance(r, str) else json.dumps(r)}\n" for r in rows)


def row(key: str, **values: object) -> dict[str, object]:
    return {"id": key, "outlet": "AP", "text": f"{key} {GOOD}"} | values


def csv(*rows: str | tuple[str, ...]) -> str:
    """Return a table; a row is cells, or a line as it is to stand."""
    lines = [
        row if isinstance(row, str) else ",".join(f'"{cell}"' for cell in row)
        for row in rows
    ]
    return "".join(f"{line}\n" for line in ("id,outlet,text", *lines))


def zip_of(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../escaped.txt", content)
    return made.getvalue()


BOMB: Final = b"0" * 20_000_000
LAUGHS: Final = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)


def page(inside: str, *, head: str = "") -> str:
    """Return a page whose article is long enough to be found."""
    body = f"<p>{GOOD}</p><p>{GOOD.replace('Monday', 'Friday')}</p>"
    return (
        f"<!doctype html><html><head><title>Accord</title>{head}</head>"
        f"<body><article><h1>Accord</h1>{inside}{body}</article></body></html>"
    )


def pages(place: Path, pages: dict[str, str | bytes]) -> None:
    for name, page in pages.items():
        data = page if isinstance(page, bytes) else page.encode()
        (place / f"{name}.html").write_bytes(data)


def links(place: Path) -> None:
    good(place)
    (place / "outside.txt").symlink_to(place.parents[1] / "elsewhere" / "secret.txt")
    (place / "passwd.txt").symlink_to("/etc/passwd")
    (place / "loop.txt").symlink_to("loop.txt")
    (place / "one.txt").symlink_to("two.txt")
    (place / "two.txt").symlink_to("one.txt")
    (place / "nowhere.txt").symlink_to("nothing.txt")
    (place / "zero.txt").symlink_to("/dev/zero")
    (place / "up").symlink_to("..")
    (place / "self").symlink_to(".")
    (place / "twice.txt").symlink_to("good.txt")


def no_files(place: Path) -> None:
    good(place)
    os.mkfifo(place / "pipe.txt")
    os.mkfifo(place / "metadata.csv")
    (place / "folder.txt").mkdir()
    good(place / "folder.txt")
    # Addresses of sockets are short; the name is bound from inside the folder.
    here = Path.cwd()
    os.chdir(place)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind("socket.txt")
    finally:
        os.chdir(here)


def names(place: Path) -> None:
    for name in (
        "<img src=x onerror=alert(1)>.txt",
        "=cmd|' C'!A0.txt",
        "a\nb\r.txt",
        "\u202etxt.exe.txt",
        "-rf.txt",
        " .txt",
        "CON.txt",
        "$(touch broken).txt",
        "[bold].txt",
        "\x1b[2J.txt",
        f"{'n' * 240}.txt",
        "習.txt",
        "*.txt",
        "a;b|c&d.txt",
    ):
        good(place, name, "named")
    with open(os.fsencode(place) + b"/\xff\xfe.txt", "wb") as handle:  # noqa: PTH123
        handle.write(f"bytes for a name {GOOD}".encode())


def deep_folders(place: Path) -> None:
    inner = place.joinpath(*["d"] * 150)
    inner.mkdir(parents=True)
    good(inner)


def parquet(place: Path, name: str, **columns: object) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), place / name)


def good_columns(n: int = 3, mark: str = "p") -> dict[str, object]:
    texts = [f"parquet {mark} {i} {GOOD}" for i in range(n)]
    return {"id": [f"{mark}{i}" for i in range(n)], "text": texts}


def cut_parquet(place: Path) -> None:
    good(place)
    parquet(place, "whole.parquet", **good_columns())
    data = (place / "whole.parquet").read_bytes()
    (place / "whole.parquet").unlink()
    for n, part in enumerate((data[:-1], data[: len(data) // 2], b"PAR1", b"PAR1PAR1")):
        (place / f"cut{n}.parquet").write_bytes(part)


def flipped_parquet(place: Path) -> None:
    """Turn bits all over a file, so that pages, footers and lengths are hit."""
    good(place)
    parquet(place, "whole.parquet", **good_columns())
    data = (place / "whole.parquet").read_bytes()
    (place / "whole.parquet").unlink()
    for n in range(12):
        broken = bytearray(data)
        for at in range(len(data) * n // 13 + 4, len(data), len(data) // 3):
            broken[at] ^= 0xFF
        (place / f"flipped{n:02}.parquet").write_bytes(broken)


def typed_parquet(place: Path) -> None:
    import pyarrow as pa

    good(place)

    wide = pa.array([2**62, -(2**62)], pa.timestamp("us"))
    for name, columns in {
        "numbers": {"id": [1, 2], "text": [1, 2]},
        "lists": {"id": ["a", "b"], "text": [["x", "y"], ["z"]]},
        "bytes": {"id": ["c", "d"], "text": [b"x\xff", b"y"]},
        "structs": {"id": ["e", "f"], "text": [{"a": "x"}, {"a": "y"}]},
        "empty": {"id": [], "text": []},
        "nulls": {"id": pa.nulls(2), "text": pa.nulls(2)},
    }.items():
        parquet(place, f"{name}.parquet", **columns)
    parquet(place, "far.parquet", **good_columns(2, "far"), date=wide)


def big(place: Path) -> None:
    good(place)
    with (place / "sparse.txt").open("wb") as handle:
        handle.truncate(1 << 33)
    with (place / "sparse.json").open("wb") as handle:
        handle.write(b"[")
        handle.truncate(1 << 33)
    (place / "zeros.txt").write_bytes(bytes(1_000_000))


DEEP: Final = "[" * 100_000
