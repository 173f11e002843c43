"""Files that try to break a reader: one folder each, all in one run."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.hostile.kinds import File

GOOD: Final = (
    "The two ministers met on Monday to sign the grain accord in the harbour town. "
    "“We agree on all the terms of this accord,” the minister Ana Oru told reporters. "
    "The accord covers forty ships and ends in the spring, officials said later. "
)
SECRET: Final = "the secret that stands outside the input"
"""In every file that no reader may open; the run must not hold it."""


def _write(name: str, content: str | bytes) -> Callable[[Path], object]:
    """Return a builder of one file."""
    data = content if isinstance(content, bytes) else content.encode()

    def build(place: Path) -> None:
        (place / name).write_bytes(data)

    return build


def _all(*builders: Callable[[Path], object]) -> Callable[[Path], object]:
    def build(place: Path) -> None:
        for one in builders:
            one(place)

    return build


def _good(place: Path, name: str = "good.txt", mark: str = "") -> None:
    """Write an article that must be kept; each is another text."""
    (place / name).write_text(f"{place.name} {name} {mark} {GOOD}", encoding="utf-8")


def _lines(*rows: object) -> str:
    return "".join(f"{r if isinstance(r, str) else json.dumps(r)}\n" for r in rows)


def _row(key: str, **values: object) -> dict[str, object]:
    return {"id": key, "outlet": "AP", "text": f"{key} {GOOD}"} | values


def _csv(*rows: str | tuple[str, ...]) -> str:
    """Return a table; a row is cells, or a line as it is to stand."""
    lines = [
        row if isinstance(row, str) else ",".join(f'"{cell}"' for cell in row)
        for row in rows
    ]
    return "".join(f"{line}\n" for line in ("id,outlet,text", *lines))


def _zip_of(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../escaped.txt", content)
    return made.getvalue()


_BOMB: Final = b"0" * 20_000_000
_LAUGHS: Final = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)


def _page(inside: str, *, head: str = "") -> str:
    """Return a page whose article is long enough to be found."""
    body = f"<p>{GOOD}</p><p>{GOOD.replace('Monday', 'Friday')}</p>"
    return (
        f"<!doctype html><html><head><title>Accord</title>{head}</head>"
        f"<body><article><h1>Accord</h1>{inside}{body}</article></body></html>"
    )


def _pages(place: Path, pages: dict[str, str | bytes]) -> None:
    for name, page in pages.items():
        data = page if isinstance(page, bytes) else page.encode()
        (place / f"{name}.html").write_bytes(data)


def _links(place: Path) -> None:
    _good(place)
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


def _no_files(place: Path) -> None:
    _good(place)
    os.mkfifo(place / "pipe.txt")
    os.mkfifo(place / "metadata.csv")
    (place / "folder.txt").mkdir()
    _good(place / "folder.txt")
    # Addresses of sockets are short; the name is bound from inside the folder.
    here = Path.cwd()
    os.chdir(place)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind("socket.txt")
    finally:
        os.chdir(here)


def _names(place: Path) -> None:
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
        _good(place, name, "named")
    with open(os.fsencode(place) + b"/\xff\xfe.txt", "wb") as handle:  # noqa: PTH123
        handle.write(f"bytes for a name {GOOD}".encode())


def _deep_folders(place: Path) -> None:
    inner = place.joinpath(*["d"] * 150)
    inner.mkdir(parents=True)
    _good(inner)


def _parquet(place: Path, name: str, **columns: object) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), place / name)


def _good_columns(n: int = 3, mark: str = "p") -> dict[str, object]:
    texts = [f"parquet {mark} {i} {GOOD}" for i in range(n)]
    return {"id": [f"{mark}{i}" for i in range(n)], "text": texts}


def _cut_parquet(place: Path) -> None:
    _good(place)
    _parquet(place, "whole.parquet", **_good_columns())
    data = (place / "whole.parquet").read_bytes()
    (place / "whole.parquet").unlink()
    for n, part in enumerate((data[:-1], data[: len(data) // 2], b"PAR1", b"PAR1PAR1")):
        (place / f"cut{n}.parquet").write_bytes(part)


def _flipped_parquet(place: Path) -> None:
    """Turn bits all over a file, so that pages, footers and lengths are hit."""
    _good(place)
    _parquet(place, "whole.parquet", **_good_columns())
    data = (place / "whole.parquet").read_bytes()
    (place / "whole.parquet").unlink()
    for n in range(12):
        broken = bytearray(data)
        for at in range(len(data) * n // 13 + 4, len(data), len(data) // 3):
            broken[at] ^= 0xFF
        (place / f"flipped{n:02}.parquet").write_bytes(broken)


def _typed_parquet(place: Path) -> None:
    import pyarrow as pa

    _good(place)

    wide = pa.array([2**62, -(2**62)], pa.timestamp("us"))
    for name, columns in {
        "numbers": {"id": [1, 2], "text": [1, 2]},
        "lists": {"id": ["a", "b"], "text": [["x", "y"], ["z"]]},
        "bytes": {"id": ["c", "d"], "text": [b"x\xff", b"y"]},
        "structs": {"id": ["e", "f"], "text": [{"a": "x"}, {"a": "y"}]},
        "empty": {"id": [], "text": []},
        "nulls": {"id": pa.nulls(2), "text": pa.nulls(2)},
    }.items():
        _parquet(place, f"{name}.parquet", **columns)
    _parquet(place, "far.parquet", **_good_columns(2, "far"), date=wide)


def _big(place: Path) -> None:
    _good(place)
    with (place / "sparse.txt").open("wb") as handle:
        handle.truncate(1 << 33)
    with (place / "sparse.json").open("wb") as handle:
        handle.write(b"[")
        handle.truncate(1 << 33)
    (place / "zeros.txt").write_bytes(bytes(1_000_000))


_DEEP: Final = "[" * 100_000


FILES: Final[tuple[File, ...]] = (
    File(
        name="archives",
        build=_all(
            _write("bomb.txt", _zip_of(_BOMB)),
            _write("bomb.zip", _zip_of(_BOMB)),
            _write("bomb.csv", gzip.compress(_BOMB)),
            _write("bomb.jsonl", gzip.compress(_BOMB)),
            _write("bomb.txt.gz", gzip.compress(_BOMB)),
            _write("bomb.docx", _zip_of(_BOMB)),
            _write("bomb.html", _zip_of(_BOMB)),
            _good,
        ),
        used=1,
        aside=("binary",) * 4 + ("unknown format",) * 3,
    ),
    File(
        name="programs",
        build=_all(
            _write("a.txt", b"\x7fELF" + bytes(100)),
            _write("b.txt", b"%PDF-1.7\n/JS (app.alert(1))"),
            _write("c.csv", b"\x89PNG\r\n"),
            _write("d.json", b"SQLite format 3\0"),
            _write("e.exe", b"MZ"),
        ),
        aside=("binary",) * 4 + ("unknown format",),
    ),
    File(
        name="entities that laugh",
        build=_all(
            _write("a.xml", f"<!DOCTYPE x [{_LAUGHS}]><x>&l9;</x>"),
            _write("b.html", f"<!DOCTYPE x [{_LAUGHS}]>{_page('<p>&l9;</p>')}"),
            _write("c.txt", f"<!DOCTYPE x [{_LAUGHS}]><x>&l9;</x> {GOOD}"),
        ),
        used=1,
        aside=("no article in page", "unknown format"),
    ),
    File(
        name="entities from outside",
        build=lambda place: _pages(
            place,
            {
                "file": f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{place.parents[1]}'
                f'/elsewhere/secret.txt">]>{_page("<p>&x;</p>")}',
                "include": _page(
                    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
                    f'href="{place.parents[1]}/elsewhere/secret.txt" parse="text"/>'
                ),
            },
        ),
        used=2,
    ),
    File(
        name="paths in a sidecar",
        build=_all(
            _good,
            lambda place: (place / "metadata.csv").write_text(
                "file,outlet\n../../elsewhere/secret.txt,AP\n/etc/passwd,AP\n"
                "a\0b,AP\nC:\\x.txt,AP\n,AP\n.,AP\n..,AP\n~/x,AP\n"
                f"{'x/' * 3000},AP\nfile:///etc/passwd,AP\ngood.txt,=1+1\n",
                encoding="utf-8",
            ),
        ),
        used=1,
        aside=("sidecar row without file",) * 10,
    ),
    File(
        name="broken sidecar",
        build=_all(
            _good, _write("metadata.csv", b'file,outlet\n"never closed,AP\n\xff\xfe')
        ),
        used=1,
        aside=("malformed row",),
    ),
    File(
        name="links",
        build=_links,
        used=1,
        aside=(
            *("broken link",) * 4,
            "duplicate file",
            *("link leaves the folder",) * 3,
            *("link to a folder",) * 2,
        ),
    ),
    File(
        name="no files",
        build=_no_files,
        used=2,
        aside=("not a file",) * 3,
    ),
    File(name="names", build=_names, used=15),
    File(name="deep folders", build=_deep_folders, used=1),
    File(
        name="hidden",
        build=_all(_good, _write(".secret.txt", SECRET), _write("._a.txt", SECRET)),
        used=1,
    ),
    File(name="sizes", build=_big, used=1, aside=("binary", "too large", "too large")),
    File(
        name="one line",
        build=_write("a.txt", "one line " + "word " * 20_000),
        used=1,
    ),
    # Tables.
    File(
        name="large cells",
        build=_all(
            _write(
                "a.csv",
                _csv(("big", "AP", f"{'y' * 5_000_001}"), ("ok", "AP", f"{GOOD} a")),
            ),
            _write(
                "b.csv",
                _csv(
                    ("million", "AP", f"{'word ' * 200_000}"), ("ok2", "AP", f"{GOOD}b")
                ),
            ),
        ),
        used=3,
        aside=("too large",),
    ),
    File(
        name="zero bytes in a table",
        build=_write(
            "a.csv", _csv(("n\0ul", "A\0P", f"{GOOD}\0 c"), ("ok3", "AP", f"{GOOD} d"))
        ),
        used=2,
    ),
    File(
        name="unbalanced marks",
        build=_write(
            "a.csv", _csv(("ok4", "AP", f"{GOOD} e"), 'bad,AP,"never closed', "x,y,z")
        ),
        used=1,
        aside=("malformed row",),
    ),
    File(
        name="mixed encodings",
        build=_write(
            "a.csv",
            _csv(("utf", "AP", f"{GOOD} éß 習近平")).encode()
            + f'latin,AP,"{GOOD} é"\n'.encode("cp1252")
            + f'ok5,AP,"{GOOD} f"\n'.encode(),
        ),
        used=2,
        aside=("wrong encoding",),
    ),
    File(
        name="wide characters without a mark",
        build=_all(
            _write("a.csv", _csv(("le", "AP", f"{GOOD} g")).encode("utf-16-le")),
            _write("b.csv", _csv(("be", "AP", f"{GOOD} h")).encode("utf-16-be")),
            _write("c.txt", f"i {GOOD}".encode("utf-32")),
            _write("d.txt", f"j {GOOD}".encode("utf-16") + b"\x00"),
        ),
        used=3,
        aside=("wrong encoding",),
    ),
    File(
        name="mark of order in the middle",
        build=_all(
            _write(
                "a.csv",
                _csv(
                    ("bom", "AP", f"\ufeff{GOOD}\ufeff j"),
                    ("ok6", "\ufeffAP", f"{GOOD}k"),
                ),
            ),
            _write("b.txt", f"l {GOOD}\ufeff\ufeff{GOOD}"),
            _write("c.txt", f"\ufeff\ufeff m {GOOD}"),
        ),
        used=4,
    ),
    File(
        name="headers",
        build=_all(
            _write("a.csv", f'{"id," * 20_000}text\n{"," * 20_000}"{GOOD} n"\n'),
            _write("b.csv", f'text,text,text,id,id\n"{GOOD} o",x,y,dup,other\n'),
            _write("c.csv", "id,text\n"),
            _write("d.csv", "," * 50_000),
            _write("e.csv", f'\n\n\n=1+1,@text,text\nx,y,"{GOOD} p"\n'),
            _write("f.csv", f"sep=\x01\nid\x01text\nsep\x01{GOOD} q\n"),
        ),
        used=4,
        aside=("empty", "empty"),
    ),
    File(
        name="ragged rows",
        build=_write(
            "a.csv", _csv("a", "a,b,c,d,e", ("ok7", "AP", f"{GOOD} r"), '"a"b,c,d')
        ),
        used=1,
        aside=("malformed row",) * 3,
    ),
    # JSON.
    File(
        name="deep json",
        build=_all(
            _write("a.json", _DEEP),
            _write("b.json", '{"a":' * 100_000),
            _write("c.jsonl", _lines(_row("deep1"), _DEEP, '{"a":' * 100_000)),
            _write(
                "d.json", f'{{"id":"d","text":"{GOOD} s","x":{"[" * 500}{"]" * 500}}}'
            ),
        ),
        used=2,
        aside=("broken JSON",) * 4,
    ),
    File(
        name="numbers in json",
        build=_write(
            "a.jsonl",
            _lines(
                _row("huge1", x=1e308),
                f'{{"id":"huge2","text":"{GOOD} t","x":{"9" * 5000}}}',
                f'{{"id":{"9" * 4000},"text":"{GOOD} u"}}',
                f'{{"id":"nan","date":NaN,"outlet":Infinity,"text":"{GOOD} v"}}',
                f'{{"id":-Infinity,"date":1e999,"text":"{GOOD} w"}}',
                f'{{"id":"epoch","date":99999999999999999999,"text":"{GOOD} x"}}',
            ),
        ),
        used=5,
        aside=("broken JSON",),
    ),
    File(
        name="keys of json",
        build=_write(
            "a.jsonl",
            _lines(
                f'{{"id":"k1","id":"k2","text":"x","text":"{GOOD} y"}}',
                f'{{"__proto__":{{"a":1}},"id":"k3","text":"{GOOD} z"}}',
                _row("k4", **{"": "x", " ": "y", "\0": "z", "k" * 9_999: "long"}),
                _row("k5", **{f"key {n}": n for n in range(5_000)}),
                _row("k6", outlet={"name": {"name": {"name": "AP"}}}),
            ),
        ),
        used=5,
    ),
    File(
        name="halves of characters in json",
        build=_write(
            "a.jsonl",
            _lines(
                _row("\ud83d"),
                _row("\ude00"),
                _row("s", title="\ud83d", **{"\ud800": "\udfff"}),
                _row("t", authors=["\ud83d"], date="\ud83d"),
            ),
        ),
        used=4,
    ),
    File(
        name="types of json",
        build=_write(
            "a.jsonl",
            _lines(
                _row("t1", title=["x"], outlet=[1], url={"a": 1}, authors={"a": 1}),
                _row("t2", title=True, date=[], genre=1, language=["en"]),
                _row("t3", text=["a", "b"]),
                _row("t4", text={"a": "b"}),
                _row("t5", text=1),
                _row("t6", id=None, text=None, title=None),
                {"id": [], "text": f"{GOOD} a list for an id"},
                {"id": {"$oid": "t8"}, "text": f"{GOOD} a mapping for an id"},
                "[1]",
                '"text"',
                "null",
                "{'id': 'python'}",
            ),
        ),
        used=4,
        aside=(
            "broken JSON",
            "empty",
            *("not an object",) * 3,
            *("text is not a string",) * 3,
        ),
    ),
    File(
        name="no articles in json",
        build=_all(
            _write("a.json", "null"),
            _write("b.json", '"text"'),
            _write("c.json", "[[[[1]]]]"),
            _write("d.json", "{}"),
            _write("e.json", '{"a":{"b":{"c":{"text":"hidden deep"}}}}'),
            _write("f.jsonl", "\n\n\n"),
            _write("g.json", " "),
            _write(
                "h.json", '{"articles":[1,2,{"id":"only","text":"' + GOOD + ' aa"}]}'
            ),
        ),
        used=1,
        aside=(
            *("empty",) * 2,
            *("not an object",) * 5,
            *("not articles",) * 2,
        ),
    ),
    # Parquet.
    File(
        name="cut parquet",
        build=_cut_parquet,
        used=1,
        aside=("not Parquet",) * 4,
    ),
    File(name="flipped parquet", build=_flipped_parquet, used=None),
    File(
        name="types of parquet",
        build=_typed_parquet,
        used=3,
        aside=(
            "empty",
            "empty",
            "empty",
            "not articles",
            "not articles",
            "not articles",
            "not articles",
        ),
    ),
    # Pages.
    File(
        name="scripts in pages",
        build=lambda place: _pages(
            place,
            {
                "script": _page(
                    "<script>document.write('x')</script>", head="<script>x"
                ),
                "svg": _page('<svg onload="alert(1)"><script>alert(1)</script></svg>'),
                "handlers": _page('<p onclick="alert(1)" onmouseover=alert(1)>p</p>'),
                "addresses": _page(
                    '<a href="javascript:alert(1)">j</a><img src="data:image/svg+xml,'
                    '<svg onload=alert(1)>"><a href=file:///etc/passwd>f</a>'
                ),
                "base": _page("b", head='<base href="https://evil.example/">'),
                "refresh": _page(
                    "r", head='<meta http-equiv=refresh content="0;url=file:///">'
                ),
                "frames": _page('<iframe src="file:///etc/passwd"></iframe>'),
                "styles": _page(
                    "s", head='<link rel=stylesheet href="//evil.example">'
                ),
            },
        ),
        used=8,
    ),
    File(
        name="pages with no end",
        build=lambda place: _pages(
            place,
            {
                "comment": _page("") + "<!-- never closed",
                "comment first": "<!-- never closed" + _page(""),
                "tag": _page("<a href='"),
                "nested": _page("<div>" * 10_000),
                "nested lists": _page("<ul><li>" * 5_000),
                "nested tables": _page("<table><tr><td>" * 3_000),
                "formatting": _page("<b><i>" * 5_000),
                "closing": _page("</p></div>" * 5_000),
                "tags": _page("<p>x" * 60_000),
                "attributes": _page(f"<p {'a=1 ' * 6_000}>"),
                "entities": _page("&amp;lt;" * 20_000 + "&#x110000;&#0;&#xd800;"),
                "one attribute": _page(f'<p title="{"x" * 1_000_000}">'),
            },
        ),
        used=9,
        aside=("no article in page", "too large", "too large"),
    ),
    File(
        name="lies about encoding",
        build=lambda place: _pages(
            place,
            {
                name: _page(f"<p>caf\u00e9 {name}</p>", head=f'<meta charset="{name}">')
                .encode("latin-1", "replace")
                .replace(b"?", b"'")
                for name in (
                    *("utf-16", "utf-7", "idna", "punycode", "zlib", "rot13", "hex"),
                    *("unicode_escape", "raw_unicode_escape", "undefined", "nonsense"),
                )
            },
        ),
        used=10,
        aside=("not HTML",),
    ),
    File(
        name="metadata in pages",
        build=lambda place: _pages(
            place,
            {
                "json": _page(
                    "",
                    head='<script type="application/ld+json">'
                    + json.dumps({"@type": "NewsArticle", "headline": "x" * 99_999})
                    + '</script><script type="application/ld+json">[[[{</script>',
                ),
                "dates": _page(
                    "", head='<meta property="article:published_time" content="=1+1">'
                ),
                "names": _page(
                    "",
                    head='<meta property="og:site_name" content="</script><script>">'
                    '<meta name="author" content="=cmd|\' /C calc\'!A0">'
                    '<link rel="canonical" href="javascript:alert(1)">',
                ),
                "deep json": _page(
                    "", head=f'<script type="application/ld+json">{_DEEP}</script>'
                ),
            },
        ),
        used=4,
    ),
    File(
        name="page under another name",
        build=_all(
            _write("a.txt", _page("<script>alert(1)</script>")),
            _write("b.md", "<html><script>alert(1)</script>"),
            _write("c.html", "no tag at all"),
            _write("d.html", GOOD.encode("utf-16")),
        ),
        used=1,
        aside=("no article in page", "not HTML", "not HTML"),
    ),
    # Folders.
    File(
        name="a run of ours",
        build=_all(
            _write("manifest.json", "{}"),
            _write("run.log", "x"),
            _write("texts.txt", SECRET),
        ),
    ),
    File(
        name="the same again",
        build=lambda place: [
            _write(f"{n}.jsonl", _lines(_row("again"), _row("again", text=f"{n} x")))(
                place
            )
            for n in range(2)
        ],
        used=1,
        aside=("duplicate id", "duplicate id", "duplicate record"),
    ),
    File(
        name="dates",
        build=_write(
            "a.jsonl",
            _lines(
                *(
                    _row(f"d{n}", date=date)
                    for n, date in enumerate(
                        (
                            *("0000-00-00", "9999-12-31", "-1", "31/02/2031", "1e400"),
                            *(
                                "2031-05-02T99:99",
                                "2031-05-02T10:00+99:99",
                                "yesterday",
                            ),
                            *("٢٠٣١-٠٥-٠٢", "20310502" * 50, "0" * 5_000, "9" * 13),
                            *("<script>", "2031-05-02\n2031-05-03", "May " * 500),
                            *("Thu, 99 Xxx 99999 99:99:99 +9999", -(10**12), 10**30),
                            *(True, 0.5, "Mon, 1 Jan 1 1:11", "1 1 1 1:11 1 1 1 1 1"),
                        )
                    )
                )
            ),
        ),
        used=22,
    ),
    File(
        name="addresses",
        build=_write(
            "a.jsonl",
            _lines(
                *(
                    _row(f"u{n}", url=url)
                    for n, url in enumerate(
                        (
                            *("javascript:alert(1)", "file:///etc/passwd", "data:,x"),
                            *("//evil.example", "http://[::1", "http://a:99999999/"),
                            *("http://\u202eexample.com", "http://" + "a." * 5_000),
                            *("http://x/'onclick='alert(1)", "\\\\evil\\share", "=1+1"),
                            *("http://[not an address]/", "http://\ud83d/", "ftp:\n"),
                        )
                    )
                )
            ),
        ),
        used=14,
    ),
)


def fill(folder: Path) -> None:
    """Build all kinds, each in its folder."""
    for kind in FILES:
        place = folder / kind.name
        place.mkdir(parents=True)
        kind.build(place)
