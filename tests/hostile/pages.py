"""Saved pages that try to break a reader."""

from __future__ import annotations

import json
from typing import Final

from tests.hostile.building import (
    DEEP,
    GOOD,
    page,
    pages,
    together,
    write,
)
from tests.hostile.kinds import File

PAGES: Final[tuple[File, ...]] = (
    # Pages.
    File(
        name="scripts in pages",
        build=lambda place: pages(
            place,
            {
                "script": page(
                    "<script>document.write('x')</script>", head="<script>x"
                ),
                "svg": page('<svg onload="alert(1)"><script>alert(1)</script></svg>'),
                "handlers": page('<p onclick="alert(1)" onmouseover=alert(1)>p</p>'),
                "addresses": page(
                    '<a href="javascript:alert(1)">j</a><img src="data:image/svg+xml,'
                    '<svg onload=alert(1)>"><a href=file:///etc/passwd>f</a>'
                ),
                "base": page("b", head='<base href="https://evil.example/">'),
                "refresh": page(
                    "r", head='<meta http-equiv=refresh content="0;url=file:///">'
                ),
                "frames": page('<iframe src="file:///etc/passwd"></iframe>'),
                "styles": page("s", head='<link rel=stylesheet href="//evil.example">'),
            },
        ),
        used=8,
    ),
    File(
        name="pages with no end",
        build=lambda place: pages(
            place,
            {
                "comment": page("") + "<!-- never closed",
                "comment first": "<!-- never closed" + page(""),
                "tag": page("<a href='"),
                "nested": page("<div>" * 10_000),
                "nested lists": page("<ul><li>" * 5_000),
                "nested tables": page("<table><tr><td>" * 3_000),
                "formatting": page("<b><i>" * 5_000),
                "closing": page("</p></div>" * 5_000),
                "tags": page("<p>x" * 60_000),
                "attributes": page(f"<p {'a=1 ' * 6_000}>"),
                "entities": page("&amp;lt;" * 20_000 + "&#x110000;&#0;&#xd800;"),
                "one attribute": page(f'<p title="{"x" * 1_000_000}">'),
            },
        ),
        used=9,
        aside=("no article in page", "too large", "too large"),
    ),
    File(
        name="lies about encoding",
        build=lambda place: pages(
            place,
            {
                name: page(f"<p>caf\u00e9 {name}</p>", head=f'<meta charset="{name}">')
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
        build=lambda place: pages(
            place,
            {
                "json": page(
                    "",
                    head='<script type="application/ld+json">'
                    + json.dumps({"@type": "NewsArticle", "headline": "x" * 99_999})
                    + '</script><script type="application/ld+json">[[[{</script>',
                ),
                "dates": page(
                    "", head='<meta property="article:published_time" content="=1+1">'
                ),
                "names": page(
                    "",
                    head='<meta property="og:site_name" content="</script><script>">'
                    '<meta name="author" content="=cmd|\' /C calc\'!A0">'
                    '<link rel="canonical" href="javascript:alert(1)">',
                ),
                "deep json": page(
                    "", head=f'<script type="application/ld+json">{DEEP}</script>'
                ),
            },
        ),
        used=4,
    ),
    File(
        name="page under another name",
        build=together(
            write("a.txt", page("<script>alert(1)</script>")),
            write("b.md", "<html><script>alert(1)</script>"),
            write("c.html", "no tag at all"),
            write("d.html", GOOD.encode("utf-16")),
        ),
        used=1,
        aside=("no article in page", "not HTML", "not HTML"),
    ),
)
