from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from framing.report.html import html
from framing.tabular import printable
from tests.report.conftest import html_of, report_of

SCRIPT = Path("framing/report/templates/script.js")
VOID = {"meta", "br", "col", "link", "img"}


class Parsed(HTMLParser):
    """Tags, attributes and whether all that opens is closed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.faults = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def test_page_is_well_formed(variant):
    parsed = Parsed(html_of(variant))
    assert parsed.faults == []
    assert parsed.open == []


def test_page_asks_for_nothing(variant):
    for _, attributes in Parsed(html_of(variant)).tags:
        assert not {"src", "srcset", "action", "data"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")


def test_page_has_no_inline_style_and_no_inline_handler(variant):
    for _, attributes in Parsed(html_of(variant)).tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("tag", ["style", "script"])
def test_policy_names_the_digest_of_what_stands_in_the_page(tag):
    page = html_of("make")
    (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert f"{tag}-src &#39;sha256-{digest}&#39;" in page


def test_hostile_text_stays_text():
    page = html_of("make_hostile")
    assert page.count("<script") == 1
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert "49" not in re.findall(r"\{\{ 7 \* 7 \}\}|\b49\b said", page)


def test_control_characters_and_marks_of_direction_are_gone():
    assert not set(html_of("make_hostile")) & set("\x01\x07\x1f\u202e\u2066")
    assert printable("a\x85b\u2067c") == "abc"


def test_titles_find_their_direction():
    assert 'class="src" dir="auto"' in html_of("make")


def test_script_has_at_most_forty_lines():
    text = (Path(__file__).resolve().parents[2] / SCRIPT).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 46


def test_headings_follow_each_other():
    levels = [
        int(t[1]) for t, _ in Parsed(html_of("make")).tags if re.match(r"h\d$", t)
    ]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_in_the_page(variant):
    ids = [a["id"] for _, a in Parsed(html_of(variant)).tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_gap_has_words_for_those_who_hear_the_page():
    assert '<span class="vh">no article found</span>' in html_of("make")


def test_same_report_gives_same_page():
    assert html(report_of("make")) == html_of("make")


def test_language_is_declared():
    assert '<html lang="en">' in html_of("make")
