from __future__ import annotations

import dataclasses
import io
import re
from functools import lru_cache

import pytest
from pypdf import PdfReader

from framing.report import pdf as drawn
from framing.report.blocks import (
    Column,
    Evidence,
    Heading,
    Number,
    Report,
    Row,
    Table,
    words,
)
from framing.report.glyphs import drawable, visible
from framing.report.pdf import MOST_PAGES, pdf
from framing.report.tree import walk
from tests.report.conftest import pdf_of, report_of


def read(content):
    return PdfReader(io.BytesIO(content))


@lru_cache
def text_of(name):
    return "\n".join(page.extract_text() for page in read(pdf_of(name)).pages)


def plain(text):
    return re.sub(r"\s+", "", text)


def test_text_of_every_section_is_present():
    found = plain(text_of("make"))
    for section in report_of("make").sections:
        heads = [b.text for b in walk(section) if isinstance(b, Heading)]
        assert plain(heads[0]) in found


def test_outline_holds_sections_events_and_outlets():
    def titles(entries):
        for entry in entries:
            yield from titles(entry) if isinstance(entry, list) else [str(entry.title)]

    found = list(titles(read(pdf_of("make")).outline))
    for title in ("Outlets", "Border call", "Velland Today", "Glossary", "Evidence"):
        assert title in found


def test_file_is_tagged_and_has_title_and_language():
    root = read(pdf_of("make")).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert read(pdf_of("make")).metadata.title.startswith("How four state")


def test_first_page_is_the_answer_alone():
    pages = [plain(page.extract_text()) for page in read(pdf_of("make")).pages[:2]]
    assert "Howfourstate" in pages[0]
    assert "Records" not in pages[0]
    assert "Articles:" in pages[1]


def test_same_report_gives_same_bytes():
    assert pdf(report_of("make_one")) == pdf_of("make_one")


def test_names_in_cjk_print():
    assert "习近平" in plain(text_of("make_hostile"))


def test_hostile_text_stays_literal():
    found = plain(text_of("make_hostile"))
    assert '#eval("1")' in found
    assert "<script>document.title='owned'</script>" in found


def test_numbers_name_the_page_of_their_evidence():
    assert re.search(r"differs\s*.*?p\. \d+", text_of("make"), re.DOTALL)


def test_file_stays_under_sixty_pages(variant):
    assert len(read(pdf_of(variant)).pages) <= MOST_PAGES


@pytest.mark.parametrize(
    ("pages", "place", "trials"),
    [
        ((60, 9, 8, 7), 0, 1),
        ((61, 60, 9, 8), 1, 3),
        ((77, 72, 60, 54), 2, 3),
        ((77, 72, 62, 54), 3, 3),
        ((99, 98, 97, 96), 3, 3),
    ],
)
def test_most_evidence_that_fits_is_printed(monkeypatch, pages, place, trials):
    made = []

    def compiled(payload):
        made.append(payload)
        return f"/Type /Pages /Count {pages[int(payload)]} {payload}".encode()

    monkeypatch.setattr(drawn, "_payload", lambda _, room: drawn._ROOM.index(room))
    monkeypatch.setattr(drawn, "_compiled", compiled)
    found = pdf(Report(title="", lead="", sections=()))
    assert found.endswith(f" {place}".encode())
    assert len(made) == trials


@pytest.mark.parametrize(
    "title", ["\x01", "\U0001f9ff", "अ", "\u202eabc", "שלום", "", "#"]
)
def test_no_character_stops_it(title):
    report = Report(title=title, lead="", sections=((Heading(level=1, text=title),),))
    assert pdf(report).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u200bb\ufe0f", "ab"),
        ("a\tb\nc", "a b c"),
        ("\x00", "[U+0000]"),
        ("\U0001f9ff", "[U+1F9FF]"),
        ("한국 日本 Łódź Ελλάδα Москва", "한국 日本 Łódź Ελλάδα Москва"),
    ],
)
def test_characters_without_a_glyph_are_made_visible(text, expected):
    assert visible(text) == expected


def test_bundled_fonts_cover_common_hanzi_and_hangul():
    assert {ord(c) for c in "习近平普京安倍晋三김대중臺灣"} <= drawable()


def test_banner_stands_on_each_page():
    report = dataclasses.replace(
        report_of("make_one"), banner="Not for redistribution."
    )
    pages = read(pdf(report)).pages
    assert all("Not for redistribution." in page.extract_text() for page in pages)


def test_a_block_of_which_nothing_is_left_has_no_place_in_the_appendix():
    bare = Evidence(id="bare", title="Nothing behind this", total=9, table="x.csv")
    full = Evidence(id="full", title="Something behind this", sums=(words("1 + 1"),))
    rows = tuple(
        Row(cells=((Number(text=block.id, evidence=block.id),),), evidence=block)
        for block in (bare, full)
    )
    table = Table(label="x", columns=(Column(title=words("x")),), rows=rows)
    head = Heading(level=1, text="T", id="t")
    made = pdf(Report(title="T", lead="L", sections=((head, table, bare),)))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert "Something behind this" in text
    assert "Nothing behind this" not in text
