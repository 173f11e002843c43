"""What is fuzzed: each target takes bytes or a text and asserts what must hold.

Only `FramingError` may leave the package. Hypothesis (`test_fuzz.py`) and atheris
(`with_atheris.py`) drive the same functions.
"""

from __future__ import annotations

import datetime as dt
import html.parser
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from framing.actors import load_actors
from framing.clean import clean, restore
from framing.dates import find_dates
from framing.errors import FramingError, FramingWarning
from framing.files import read_coded_lines
from framing.ingest import READERS, read
from framing.ingest.stamps import read_stamp
from framing.lexicons import check_lexicon, load_lexicon
from framing.lexicons.formats import FORMATS
from framing.model import Article, SetAside
from framing.quotes import find_quotes, voices
from framing.report.blocks import Mark
from framing.report.figures import Point, intervals
from framing.report.glyphs import drawable, visible
from framing.report.html import _environment
from framing.report.snippets import MOST_WORDS, Budget
from framing.report.theme import Format
from framing.segment import cut
from framing.tabular import RISKY, printable, safe_cell

SUFFIXES = tuple(sorted(READERS))
WORD_LISTS = (*sorted(FORMATS), ".csv", ".toml")


def read_any(suffix: str, data: bytes) -> None:
    """Every file becomes articles and things set aside, each with its reason."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(data)
        found = list(read(folder))
        assert found, "a file was lost"
        for item in found:
            assert isinstance(item, Article | SetAside)
            if isinstance(item, Article):
                assert item.id
                assert item.title or item.raw.strip()
            else:
                assert item.reason
                assert item.detail
                assert folder not in item.detail, "a place of this machine is told"
        ids = [item.id for item in found if isinstance(item, Article)]
        assert len(ids) == len(set(ids))


def clean_any(raw: str, title: str = "") -> None:
    """Whatever is removed is logged, and what is kept has its place."""
    cleaned = clean(raw, title=title)
    assert restore(cleaned) == raw
    assert len(cleaned.text) + sum(len(r.text) for r in cleaned.removed) == len(raw)
    for removal in cleaned.removed:
        assert removal.span.of(raw) == removal.text
        assert removal.rule
    for place in range(0, len(cleaned.text), max(1, len(cleaned.text) // 50)):
        assert raw[cleaned.offsets.position(place)] == cleaned.text[place]


def quote_any(text: str) -> None:
    """Spans of quotations lie in the text, and every word has one voice."""
    parts = cut(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FramingWarning)
        quotes = find_quotes(text, parts, actors=load_actors())
    for quote in quotes:
        for span in (*quote.content, *quote.cue, *quote.source):
            assert 0 <= span.start < span.stop <= len(text)
            assert span.of(text).strip()
        assert quote.nested_in < len(quotes)
    voice, speaker = voices(text, parts, quotes)
    assert len(voice) == len(speaker) == len(parts.words)


def lexicon_any(suffix: str, data: bytes) -> None:
    """A word list loads, or says its faults with the file's name."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", FramingWarning)
        path = Path(folder, f"words{suffix}")
        path.write_bytes(data)
        if suffix == ".toml":
            path.with_suffix(".csv").write_text("term,weight\ngood,1\n")
        faults = check_lexicon(path)
        assert all("words." in fault for fault in faults)
        if not faults:
            lexicon = load_lexicon(path)
            low, high = lexicon.range
            assert lexicon.entries
            assert all(low <= entry.weight <= high for entry in lexicon.entries)


def date_any(text: str) -> None:
    """A date is a day of the calendar or none, and its words stand in the text."""
    stamp = read_stamp(text)
    assert bool(stamp.published) != bool(stamp.problem)
    if stamp.published:
        dt.datetime.fromisoformat(stamp.published)
    sentences = [text[start:stop] for start, stop in cut(text).sentences.tolist()]
    dates = find_dates(sentences, published=text, header=text, url=text, dateline=text)
    for estimate in (dates.published, dates.event):
        for day in filter(None, (estimate.low, estimate.high)):
            dt.date.fromisoformat(day)


class _Words(html.parser.HTMLParser):
    """Collects what a page says, and every tag that it holds."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(data)


_LINE = _environment().from_string('<p title="{{ text|clean }}">{{ text|clean }}</p>')
_FORMAT = Format(digits=1)


def print_any(text: str) -> None:
    """A text reaches page, print, drawing and table as a text."""
    page = _Words()
    page.feed(_LINE.render(text=text))
    page.close()
    assert page.tags == ["p", "p"]
    assert "".join(page.words) == printable(text)
    shown = visible(text)
    assert all(ord(character) in drawable() for character in shown)
    cell = safe_cell(text)
    assert not str(cell).startswith(RISKY)
    assert str(cell).removeprefix("'") == text.removeprefix("'")
    words = text.split()
    if words:
        start = text.index(words[0])
        mark = Mark(start=start, stop=start + len(words[0]))
        pieces = Budget({"a": text}).pieces("a", (mark,))
        assert sum(len(piece.text.split()) for piece in pieces) <= MOST_WORDS + 2
    points: list[Point] = [(text, "a", 1.0, 0.5, 1.5)]
    if len(text) < 200:
        drawn = intervals(text, points, end=2.0, how=_FORMAT, ends=("low", "high"))
        assert "<script" not in drawn.svg


def coded_any(data: bytes) -> None:
    """Lines of coded texts are read, or the line at fault is named."""
    with tempfile.TemporaryDirectory() as folder, suppress(FramingError):
        path = Path(folder, "coded.jsonl")
        path.write_bytes(data)
        assert all(
            isinstance(row["text"], str) for _, row in read_coded_lines(path, "")
        )


OF_BYTES: MappingProxyType[str, Callable[[bytes], None]] = MappingProxyType(
    {
        **{
            f"read {suffix}": (lambda data, suffix=suffix: read_any(suffix, data))
            for suffix in SUFFIXES
        },
        **{
            f"lexicon {suffix}": (lambda data, suffix=suffix: lexicon_any(suffix, data))
            for suffix in WORD_LISTS
        },
        "coded lines": coded_any,
    }
)
OF_TEXTS: MappingProxyType[str, Callable[[str], None]] = MappingProxyType(
    {
        "clean": clean_any,
        "quotations": quote_any,
        "dates": date_any,
        "report": print_any,
    }
)
