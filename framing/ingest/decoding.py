"""Find the encoding of a file; tell text from binary.

UTF-8 is tried first, then byte-order marks, then a guess. A guess is noted in the
article's metadata, because a wrong one changes quotation marks.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from framing.ingest.base import Refused

_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 16
_MARKS: Final = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (also DOCX, XLSX, EPUB)"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office format"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "a program"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# Articles with stray NUL or control characters have a few; binary files, even
# those that happen to be valid UTF-8, have far more than one in twenty.
_MOST_CONTROLS: Final = 0.05
# English in a Western code page has under 2 % of bytes above ASCII, French about 4 %.
_MOSTLY_ASCII: Final = 0.03
_MARKS_1252: Final = "“”‘’–—…".encode("cp1252")
# What pages call by the narrower name is the wider one (WHATWG encoding standard).
_WEB: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# Python's codecs that no page is written in; some of them read escapes as letters.
_NOT_OF_PAGES: Final = frozenset(
    ("unicode-escape", "raw-unicode-escape", "idna", "punycode", "utf-7", "undefined")
)
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_DAMAGE: Final = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a file is encoded.

    Attributes
    ----------
    name : str
        As Python knows it.
    doubtful : bool
        It was guessed, or some bytes do not fit; `is_damaged` finds those in what
        was decoded.
    """

    name: str
    doubtful: bool = False

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """Return what the metadata should say: nothing for UTF-8."""
        return () if self.name.startswith("utf-8") else (("encoding", self.name),)

    @property
    def errors(self) -> str:
        """Return the error handler with which to open the file."""
        return "surrogateescape" if self.doubtful else "strict"


def find_encoding(path: Path) -> Encoding:
    """Find how a file is encoded, reading it piece by piece.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Encoding

    Raises
    ------
    Refused
        If the file is binary, or in no encoding that can be told.
    """
    with path.open("rb") as handle:
        return _encoding(iter(lambda: handle.read(_CHUNK), b""))


def decode(data: bytes, *, declared: str = "") -> tuple[str, Encoding]:
    r"""Decode a file that holds one text.

    Parameters
    ----------
    data : bytes
    declared : str
        An encoding that the file names itself; used where it is not UTF-8.

    Returns
    -------
    str
        Newlines and control characters untouched.
    Encoding

    Raises
    ------
    Refused
        If the file is binary, in no encoding that can be told, or damaged.

    Examples
    --------
    >>> text, encoding = decode("“Yes”\r\n".encode("cp1252"))
    >>> text, encoding.name
    ('“Yes”\r\n', 'cp1252')
    """
    encoding = _encoding(iter((data,)), declared=declared)
    try:
        return data.decode(encoding.name), encoding
    except UnicodeDecodeError as error:
        detail = (
            f"byte {error.start} does not fit the encoding {encoding.name}; "
            "save the file as UTF-8"
        )
        raise Refused("wrong encoding", detail) from error


def is_damaged(text: str) -> bool:
    """Whether a text holds bytes that did not fit the file's encoding."""
    return _DAMAGE.search(text) is not None


def _encoding(chunks: Iterator[bytes], *, declared: str = "") -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_first = True
    for chunk in chunks:
        if is_first:
            marked = _look(chunk)
            if marked:
                return marked
            is_first = False
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return _declared(chunk, declared) or _guess(chunk)
    cut_short = bool(decoder.getstate()[0])
    return Encoding(name="utf-8", doubtful=cut_short)


def _look(head: bytes) -> Encoding | None:
    """Judge the first bytes: a mark, UTF-16 without one, or a binary file."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name=name)
    for magic, what in _MAGIC:
        if head.startswith(magic):
            detail = f"the file is not text but {what}; save it as plain text"
            raise Refused("binary", detail)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls <= _MOST_CONTROLS * len(head):
        return None
    wide = _wide(head)
    if wide:
        return Encoding(name=wide)
    detail = f"{controls} of the first {len(head)} bytes are control characters"
    raise Refused("binary", f"{detail}; the file is not text")


def _wide(head: bytes) -> str:
    """Return UTF-16 by where its zero bytes lie: all even, or all odd."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) > 0.01 * max(even, odd) or max(even, odd) < len(head) / 8:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(chunk: bytes, name: str) -> Encoding | None:
    try:
        known = codecs.lookup(name).name
        if known in _NOT_OF_PAGES:
            return None
        known = _WEB.get(known, known)
        chunk.decode(known)
    except (LookupError, UnicodeError):
        return None
    return Encoding(name=known)


def _guess(chunk: bytes) -> Encoding:
    """Guess the encoding of a stretch that is not UTF-8."""
    if _is_mostly_utf8(chunk):
        return Encoding(name="utf-8", doubtful=True)
    runs = _HIGH.findall(chunk)
    others = sum(len(run.translate(None, _MARKS_1252)) for run in runs)
    if others <= _MOSTLY_ASCII * len(chunk):
        # English text whose quotation marks are double bytes is Chinese-made.
        if all(len(run) % 2 == 0 and min(run) >= 0xA1 for run in runs):
            return Encoding(name="gb18030", doubtful=True)
        return Encoding(name="cp1252", doubtful=True)
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    start = max(0, chunk.index(runs[0]) - _SAMPLE // 2)
    best = from_bytes(chunk[start : start + _SAMPLE]).best()
    if best is None:
        detail = "the encoding cannot be told; save the file as UTF-8"
        raise Refused("wrong encoding", detail)
    return Encoding(name=best.encoding, doubtful=True)


def _is_mostly_utf8(chunk: bytes) -> bool:
    text = chunk.decode("utf-8", "surrogateescape")
    bad = len(_DAMAGE.findall(text))
    good = sum(not character.isascii() for character in text) - bad
    return good > bad
