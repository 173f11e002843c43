"""Run the rules until none of them fires, and keep the way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from framing.clean.furniture import print_date
from framing.clean.heading import header_date
from framing.clean.page import Line, Page, Rule, Seen, read_page
from framing.clean.rules import RULES
from framing.model import OffsetMap, Removal, Span

# What one pass uncovers the next one sees. Real articles need two passes; the bound
# keeps a hostile text, built like an onion, from taking ever longer.
_MOST_PASSES: Final = 12
_DATED: Final = ("crawl header", "date line", "source line")

Hit = tuple[str, Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A text without what is not its own; made by `clean`.

    Attributes
    ----------
    text : str
        The kept stretches of the raw text, end to end.
    offsets : OffsetMap
        From `text` back to the raw text.
    removed : tuple of Removal
        Everything else, in the order of the raw text.
    title : str
        Declared, or found above the text, or empty.
    title_span, byline_span : Span or None
        Into the raw text, where they were found.
    byline : str
        As printed: ``"By Ann Lee"``, ``"Ann Lee in Moscow"``.
    header_date : str
        ``YYYY-MM-DD`` of a crawl header, a date line or a print stamp.
    dateline : str
        As printed, with the agency: ``"MOSCOW, June 28 (Xinhua) --"``.
    """

    text: str
    offsets: OffsetMap
    removed: tuple[Removal, ...] = ()
    title: str = ""
    title_span: Span | None = None
    byline: str = ""
    byline_span: Span | None = None
    header_date: str = ""
    dateline: str = ""


def clean(raw: str, *, title: str = "", boilerplate: Sequence[str] = ()) -> Cleaned:
    r"""Drop page furniture, headings and captions from a raw text.

    Parameters
    ----------
    raw : str
        As read; never changed.
    title : str
        As declared by the metadata; where empty, a headline above the text is
        looked for.
    boilerplate : sequence of str
        Lines that the outlet's profile lists.

    Returns
    -------
    Cleaned

    Notes
    -----
    Cleaning only deletes. A rule that cannot be sure keeps the text, and whatever
    is dropped is logged, so that `restore` gives the raw text back. Cleaning a
    clean text, with the same title and boilerplate, drops nothing more.

    Examples
    --------
    >>> raw = "Harbour opens again\nBy Ann Lee\n\nThe harbour is open.\nPrint"
    >>> cleaned = clean(raw)
    >>> cleaned.text, cleaned.title
    ('The harbour is open.', 'Harbour opens again')
    >>> [removal.rule for removal in cleaned.removed if removal.text.strip()]
    ['title', 'byline', 'tail furniture']
    """
    kept = [Span(0, len(raw))] if raw else []
    dropped: list[tuple[str, Span]] = []
    for _ in range(_MOST_PASSES):
        text = _joined(raw, kept)
        page = read_page(text, title=title, boilerplate=boilerplate)
        hits = _hits(page)
        if not hits:
            break
        kept = _drop(kept, hits, dropped)
    page = Page(text=_joined(raw, kept), lines=())
    last = [(rule.name, span) for rule in _END for span in rule.find(page, 0, {})]
    kept = _drop(kept, last, dropped)
    removed = tuple(
        Removal(rule=rule, span=span, text=span.of(raw))
        for rule, span in sorted(dropped, key=lambda hit: hit[1])
    )
    return _with_values(_joined(raw, kept), _offsets(kept), removed, title)


def restore(cleaned: Cleaned) -> str:
    r"""Return the raw text of a cleaned one.

    Parameters
    ----------
    cleaned : Cleaned

    Returns
    -------
    str
        Exactly what `clean` was given.

    Examples
    --------
    >>> raw = "Print\nThe harbour is open.\n"
    >>> restore(clean(raw)) == raw
    True
    """
    offsets = cleaned.offsets
    stops = (*offsets.clean[1:], offsets.length)
    pieces = [
        (place, cleaned.text[start:stop])
        for place, start, stop in zip(offsets.raw, offsets.clean, stops, strict=True)
    ]
    pieces += [(removal.span.start, removal.text) for removal in cleaned.removed]
    return "".join(text for _, text in sorted(pieces))


def _joined(raw: str, kept: Iterable[Span]) -> str:
    return "".join([raw[span.start : span.stop] for span in kept])


def _offsets(kept: Sequence[Span]) -> OffsetMap:
    starts, length = [], 0
    for span in kept:
        starts.append(length)
        length += len(span)
    return OffsetMap(
        clean=tuple(starts) or (0,),
        raw=tuple(span.start for span in kept) or (0,),
        length=length,
    )


def _drop(kept: Sequence[Span], hits: Iterable[Hit], dropped: list[Hit]) -> list[Span]:
    """Take stretches of the present text out of what is kept of the raw one."""
    offsets = _offsets(kept)
    gone: list[Span] = []
    for rule, span in sorted(hits, key=lambda hit: hit[1]):
        for piece in offsets.spans(span):
            dropped.append((rule, piece))
            gone.append(piece)
    return list(_without(kept, gone))


def _without(kept: Iterable[Span], gone: Sequence[Span]) -> Iterator[Span]:
    index = 0
    for span in kept:
        start = span.start
        while index < len(gone) and gone[index].start < span.stop:
            if gone[index].start > start:
                yield Span(start, gone[index].start)
            start = gone[index].stop
            index += 1
        if start < span.stop:
            yield Span(start, span.stop)


def _hits(page: Page) -> list[Hit]:
    """Return what one pass drops; the stretches do not overlap."""
    hits: list[Hit] = []
    left = []
    beyond = 0  # end of the last stretch dropped
    in_part = False
    for index, line in enumerate(page.lines):
        if line.start < beyond:
            continue
        rule, spans = _first(_ANY, page, index, {})
        if not spans:
            left.append(line)
            continue
        hits += [(rule, span) for span in spans]
        beyond = spans[-1].stop
        in_part = in_part or not _is_whole(line, spans)
    if in_part:  # the edges are swept when all lines are as they will be
        return hits
    rest = Page(text=page.text, lines=tuple(left), title=page.title)
    top = _sweep(rest, _HEAD, range(len(left)))
    low = top[-1][1].stop if top else 0
    bottom = _sweep(rest, _TAIL, range(len(left) - 1, -1, -1))
    return [*hits, *top, *(hit for hit in bottom if hit[1].start >= low)]


def _sweep(page: Page, rules: Sequence[Rule], order: Iterable[int]) -> list[Hit]:
    """Peel lines off one edge until a line stays, whole or in part."""
    hits: list[Hit] = []
    seen: dict[str, str] = {}
    covered = 0
    for index in order:
        line = page.lines[index]
        if covered:  # the second line of a title
            covered -= 1
            continue
        rule, spans = _first(rules, page, index, seen)
        if not spans:
            break
        hits += [(rule, span) for span in spans]
        seen.setdefault(rule, spans[0].of(page.text))
        covered = len(spans) - 1
        if not _is_whole(line, spans):
            break
    return hits


def _is_whole(line: Line, spans: Sequence[Span]) -> bool:
    return spans[0].start <= line.start and line.stop <= spans[-1].stop


def _first(
    rules: Sequence[Rule], page: Page, index: int, seen: Seen
) -> tuple[str, tuple[Span, ...]]:
    """Return what the first rule that fires on a line drops."""
    length = len(page.lines[index].text)
    for rule in rules:
        if length <= rule.longest:
            spans = rule.find(page, index, seen)
            if spans:
                return rule.name, spans
    return "", ()


def _with_values(
    text: str, offsets: OffsetMap, removed: tuple[Removal, ...], title: str
) -> Cleaned:
    first: dict[str, Removal] = {}
    for removal in removed:
        first.setdefault(removal.rule, removal)
    headline, byline = first.get("title"), first.get("byline")
    dateline = first.get("dateline")
    return Cleaned(
        text=text,
        offsets=offsets,
        removed=removed,
        title=title or (headline.text if headline else ""),
        title_span=headline.span if headline else None,
        byline=byline.text if byline else "",
        byline_span=byline.span if byline else None,
        header_date=_header_date(removed),
        dateline=dateline.text.strip() if dateline else "",
    )


def _header_date(removed: Iterable[Removal]) -> str:
    """Return the day of the strongest stamp: a header first, then print."""
    rows = [(removal.rule, removal.text) for removal in removed]
    found = [
        header_date(text) for rule in _DATED for name, text in rows if name == rule
    ]
    found += [print_date(text) for name, text in rows if name == "print stamp"]
    return next(filter(None, found), "")


_ANY: Final = tuple(rule for rule in RULES if rule.where == "any")
_HEAD: Final = tuple(rule for rule in RULES if rule.where in {"head", "edge"})
_TAIL: Final = tuple(rule for rule in RULES if rule.where in {"tail", "edge"})
_END: Final = tuple(rule for rule in RULES if rule.where == "end")
