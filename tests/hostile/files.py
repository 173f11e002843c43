"""Files that try to break a reader: one folder each, all in one run."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Final

from tests.hostile.building import (
    BOMB,
    ELSEWHERE,
    GOOD,
    LAUGHS,
    big,
    deep_folders,
    good,
    lines,
    links,
    names,
    no_files,
    page,
    pages,
    row,
    together,
    write,
    zip_of,
)
from tests.hostile.kinds import File
from tests.hostile.pages import PAGES
from tests.hostile.records import RECORDS

_PLACES: Final[tuple[File, ...]] = (
    File(
        name="archives",
        build=together(
            write("bomb.txt", zip_of(BOMB)),
            write("bomb.zip", zip_of(BOMB)),
            write("bomb.csv", gzip.compress(BOMB)),
            write("bomb.jsonl", gzip.compress(BOMB)),
            write("bomb.txt.gz", gzip.compress(BOMB)),
            write("bomb.docx", zip_of(BOMB)),
            write("bomb.html", zip_of(BOMB)),
            good,
        ),
        used=1,
        aside=("binary",) * 4 + ("unknown format",) * 3,
    ),
    File(
        name="programs",
        build=together(
            write("a.txt", b"\x7fELF" + bytes(100)),
            write("b.txt", b"%PDF-1.7\n/JS (app.alert(1))"),
            write("c.csv", b"\x89PNG\r\n"),
            write("d.json", b"SQLite format 3\0"),
            write("e.exe", b"MZ"),
        ),
        aside=("binary",) * 4 + ("unknown format",),
    ),
    File(
        name="entities that laugh",
        build=together(
            write("a.xml", f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>"),
            write("b.html", f"<!DOCTYPE x [{LAUGHS}]>{page('<p>&l9;</p>')}"),
            write("c.txt", f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x> {GOOD}"),
        ),
        used=1,
        aside=("no article in page", "unknown format"),
    ),
    File(
        name="entities from outside",
        build=lambda place: pages(
            place,
            {
                "file": f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{place.parents[1]}'
                f'/elsewhere/secret.txt">]>{page("<p>&x;</p>")}',
                "include": page(
                    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
                    f'href="{place.parents[1]}/elsewhere/secret.txt" parse="text"/>'
                ),
            },
        ),
        used=2,
    ),
    File(
        name="paths in a sidecar",
        build=together(
            good,
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
        build=together(
            good, write("metadata.csv", b'file,outlet\n"never closed,AP\n\xff\xfe')
        ),
        used=1,
        aside=("malformed row",),
    ),
    File(
        name="links",
        build=links,
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
        build=no_files,
        used=2,
        aside=("not a file",) * 3,
    ),
    File(name="names", build=names, used=15),
    File(name="deep folders", build=deep_folders, used=1),
    File(
        name="hidden",
        build=together(
            good, write(".secret.txt", ELSEWHERE), write("._a.txt", ELSEWHERE)
        ),
        used=1,
    ),
    File(name="sizes", build=big, used=1, aside=("binary", "too large", "too large")),
    File(
        name="one line",
        build=write("a.txt", "one line " + "word " * 20_000),
        used=1,
    ),
    # Folders.
    File(
        name="a run of ours",
        build=together(
            write("manifest.json", "{}"),
            write("run.log", "x"),
            write("texts.txt", ELSEWHERE),
        ),
    ),
    File(
        name="the same again",
        build=lambda place: [
            write(f"{n}.jsonl", lines(row("again"), row("again", text=f"{n} x")))(place)
            for n in range(2)
        ],
        used=1,
        aside=("duplicate id", "duplicate id", "duplicate record"),
    ),
    File(
        name="dates",
        build=write(
            "a.jsonl",
            lines(
                *(
                    row(f"d{n}", date=date)
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
        build=write(
            "a.jsonl",
            lines(
                *(
                    row(f"u{n}", url=url)
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


FILES: Final = (*_PLACES, *RECORDS, *PAGES)


def fill(folder: Path) -> None:
    """Build all kinds, each in its folder."""
    for kind in FILES:
        place = folder / kind.name
        place.mkdir(parents=True)
        kind.build(place)
