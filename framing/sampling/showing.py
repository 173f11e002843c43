"""The words of a unit as coders read them: marked, with outlets hidden."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from framing.model import OffsetMap, Span
from framing.sampling.masking import Mask, marked
from framing.sampling.units import Corpus, Page, Unit

Shown = dict[str, str]

CELL: Final = 30_000
"""Characters in one cell: a spreadsheet holds 32,767."""

# Characters that XML, and so a workbook, cannot hold.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def show(unit: Unit, corpus: Corpus, mask: Mask) -> Shown:
    """Return what coders read of a unit, by column.

    Parameters
    ----------
    unit : Unit
    corpus : Corpus
        It was taken from.
    mask : Mask
    """
    page = corpus.page(unit.article)
    shown = _BY_SHEET[unit.variable](unit, page, mask.fresh())
    return {name: _UNSEEN.sub("\ufffd", text) for name, text in shown.items()}


def place_of(unit: Unit, corpus: Corpus) -> tuple[int, int]:
    """Return where the coded words stand in the raw text: start and stop."""
    page = corpus.page(unit.article)
    row = corpus.raw(unit.article)
    offsets = OffsetMap(
        clean=tuple(int(at) for at in row["clean_starts"]),
        raw=tuple(int(at) for at in row["raw_starts"]),
        length=len(page.text),
    )
    spans = _coded(unit, page)
    whole = Span(min(s.start for s in spans), max(s.stop for s in spans))
    pieces = offsets.spans(whole)
    return (pieces[0].start, pieces[-1].stop) if pieces else (0, 0)


def _coded(unit: Unit, page: Page) -> Sequence[Span]:
    if unit.variable in {"frames", "entman"}:
        return (Span(0, len(page.text)),)
    if unit.variable == "quotation":
        row = _quote(unit, page)
        return [Span(start, stop) for start, stop in row["content"]]  # type: ignore[attr-defined]
    return (Span(*page.sentences[unit.place]),)


def _quote(unit: Unit, page: Page) -> Mapping[str, object]:
    return next(row for row in page.quotes if int(row["quote"]) == unit.place)


def _around(page: Page, first: int, last: int, mask: Mask) -> tuple[str, str]:
    """Return the sentence before some sentences and the one after them."""
    near = [""] * 2
    for at, place in enumerate((first - 1, last + 1)):
        if 0 <= place < len(page.sentences):
            start, stop = page.sentences[place]
            near[at] = _line(mask.hide(page.text[start:stop]))
    return near[0], near[1]


def _line(text: str) -> str:
    return " ".join(text.split())


def _sentence(unit: Unit, page: Page, mask: Mask) -> Shown:
    start, stop = page.sentences[unit.place]
    text = _line(marked(page.text[start:stop], _mentions(unit, page), mask))
    before, after = _around(page, unit.place, unit.place, mask)
    return {"before": before, "text": text, "after": after}


def _mentions(unit: Unit, page: Page) -> list[Span]:
    """Return the mentions of the unit's target, in offsets of its sentence."""
    start, stop = page.sentences[unit.place]
    return [
        Span(mention.span.start - start, mention.span.stop - start)
        for mention in (page.mentions() if unit.target else ())
        if mention.target == unit.target and start <= mention.span.start < stop
    ]


def _stance(unit: Unit, page: Page, mask: Mask) -> Shown:
    actor = page.resources.actors.get(unit.target)
    name = actor.name if actor else unit.target
    return {"target": name, **_sentence(unit, page, mask)}


def _quotation(unit: Unit, page: Page, mask: Mask) -> Shown:
    row = _quote(unit, page)
    spans = [
        Span(start, stop)
        for name in ("content", "cue", "source")
        for start, stop in row[name]  # type: ignore[attr-defined]
    ]
    starts = [start for start, _ in page.sentences]
    first = max(0, bisect_right(starts, min(s.start for s in spans)) - 1)
    last = max(0, bisect_right(starts, max(s.stop for s in spans) - 1) - 1)
    # A mark may stand before the first letter of its sentence, or after the last.
    begin = min(page.sentences[first][0], *(span.start for span in spans))
    end = max(page.sentences[last][1], *(span.stop for span in spans))
    stars = sorted(
        Span(span.start - begin, span.stop - begin) for span in _coded(unit, page)
    )
    text = _line(marked(page.text[begin:end], stars, mask))
    before, after = _around(page, first, last, mask)
    tool = dict(unit.tool)
    relays = [mask.hide(_relay(key, page)) for key in tool["relay"].split(" | ") if key]
    return {
        "before": before,
        "text": text,
        "after": after,
        "found_speaker": mask.hide(tool["speaker"]) or "none",
        "found_relay": " | ".join(relays) or "none",
        "found_kind": tool["kind"],
    }


def _relay(key: str, page: Page) -> str:
    profile = page.resources.outlets.get(key)
    return profile.name if profile else key


def _article(unit: Unit, page: Page, mask: Mask) -> Shown:
    del unit  # an article is one unit
    text = mask.hide(page.text).strip()
    shown = {"title": _line(mask.hide(str(page.row["title"]))), "text": text[:CELL]}
    for number, begin in enumerate(range(CELL, len(text), CELL), start=2):
        shown[f"text {number}"] = text[begin : begin + CELL]
    return shown


_BY_SHEET: Final[Mapping[str, Callable[[Unit, Page, Mask], Shown]]] = MappingProxyType(
    {
        "stance": _stance,
        "attribution": _sentence,
        "quotation": _quotation,
        "frames": _article,
        "entman": _article,
    }
)
