"""Colours, sizes and number formats: the only module that knows them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MINUS: Final = "\u2212"
NO_VALUE: Final = "no value"

SANS: Final = (
    '-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,'
    "system-ui,sans-serif"
)
SERIF: Final = (
    '"Iowan Old Style",Charter,"Bitstream Charter",Cambria,Georgia,'
    '"Liberation Serif",serif'
)
PDF_SANS: Final = ("Liberation Sans", "DejaVu Sans", "Framing CJK")
PDF_SERIF: Final = ("Liberation Serif", "DejaVu Serif", "DejaVu Sans", "Framing CJK")

# Text has at least 4.5:1 and marks 3:1 against ground, panel and mark
# (tests/report/test_theme.py). The sides differ in lightness too, for grey print.
LIGHT: Final[Mapping[str, str]] = {
    "bg": "#fbfaf7",
    "panel": "#f3f0e9",
    "ink": "#1c1c1a",
    "muted": "#5d5a54",
    "rule": "#8a867d",
    "line": "#dcd8ce",
    "a": "#b85c00",
    "a-text": "#934800",
    "b": "#174f86",
    "b-text": "#174f86",
    "none": "#6f6b64",
    "mark": "#ffe7a0",
}
DARK: Final[Mapping[str, str]] = {
    "bg": "#14171a",
    "panel": "#1d2125",
    "ink": "#eae7e0",
    "muted": "#aaa69d",
    "rule": "#7d7a73",
    "line": "#34383d",
    "a": "#f0a04b",
    "a-text": "#f5b06a",
    "b": "#86b8f0",
    "b-text": "#9cc5f3",
    "none": "#a09c94",
    "mark": "#5c4a10",
}
PRINT: Final[Mapping[str, str]] = {
    **LIGHT,
    "bg": "#ffffff",
    "panel": "#f4f4f4",
    "ink": "#000000",
    "muted": "#444444",
    "rule": "#777777",
    "line": "#cccccc",
    "a-text": "#8a4400",
}

_SHAPES: Final = (
    ("a", "fill:{a}"),
    ("b", "fill:{bg};stroke:{b};stroke-width:2"),
    ("u", "fill:{bg};stroke:{none};stroke-width:2"),
    ("la", "fill:none;stroke:{a};stroke-width:2.2"),
    ("lb", "fill:none;stroke:{b};stroke-width:2.2"),
    ("lu", "fill:none;stroke:{none};stroke-width:2.2"),
    ("ra", "fill:none;stroke:{a}"),
    ("rb", "fill:none;stroke:{b}"),
    ("ru", "fill:none;stroke:{none}"),
    ("ba", "fill:{a}"),
    ("bb", "fill:url(#hatch);stroke:{b};stroke-width:1.5"),
    ("bu", "fill:none;stroke:{none};stroke-width:1.5"),
    ("hl", "stroke:{b};stroke-width:2"),
    ("dot", "fill:{ink}"),
    ("ring", "fill:{bg};stroke:{rule};stroke-width:2"),
    ("span", "fill:none;stroke:{ink};stroke-width:2"),
    ("pale", "fill:none;stroke:{rule};stroke-width:2"),
    ("zero", "fill:none;stroke:{rule};stroke-width:1"),
    ("grid", "fill:none;stroke:{line};stroke-width:1"),
    ("full", "fill:{ink}"),
    ("out", "fill:{rule}"),
    ("f-a", "fill:{a}"),
    ("f-b", "fill:{b}"),
    ("f-none", "fill:{none}"),
    ("f-bg", "fill:{bg}"),
    ("f-ink", "fill:{ink}"),
    ("s-a", "stroke:{a}"),
    ("s-b", "stroke:{b}"),
    ("s-none", "stroke:{none}"),
    ("s-rule", "stroke:{rule}"),
    ("s-line", "stroke:{line}"),
    ("s-bg", "stroke:{bg}"),
    ("s-ink", "stroke:{ink}"),
    ("no-fill", "fill:none"),
    ("no-stroke", "stroke:none"),
)
HATCH: Final = (
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="hl" d="M0 0V5"/></pattern>'
)


def svg_rules(colours: Mapping[str, str] | None = None) -> str:
    """Return the CSS of drawings.

    Parameters
    ----------
    colours : mapping of str to str, optional
        Colours to write out (a PDF knows no variables); without it the page's
        variables are named.

    Examples
    --------
    >>> svg_rules().splitlines()[0]
    'svg .a{fill:var(--a)}'
    >>> svg_rules(PRINT).splitlines()[0]
    '.a{fill:#b85c00}'
    """
    names = colours or {name: f"var(--{name})" for name in LIGHT}
    lead = "" if colours else "svg "
    rules = [f"{lead}.{name}{{{rule.format(**names)}}}" for name, rule in _SHAPES]
    text = f"fill:{names['ink']};font-size:13px"
    font = f'"{PDF_SANS[0]}","{PDF_SANS[1]}","{PDF_SANS[2]}"' if colours else SANS
    rules.append(f"{'' if colours else 'svg '}text{{{text};font-family:{font}}}")
    rules.append(f"{lead}text.m{{fill:{names['muted']}}}")
    rules.append(f"{lead}text.t{{font-weight:650}}")
    return "\n".join(rules)


def page_variables() -> str:
    """Return the CSS variables of both themes and of print."""

    def block(colours: Mapping[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in colours.items())

    fonts = f"--sans:{SANS};--serif:{SERIF}"
    return (
        f":root{{color-scheme:light dark;{block(LIGHT)}{fonts}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{block(DARK)}}}}}\n"
        f"@media print{{:root{{color-scheme:light;{block(PRINT)}}}}}\n"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How values of one unit are printed.

    Attributes
    ----------
    factor : float
        Printed value = factor × value.
    digits : int
        Decimals; -1 lets the size decide.
    suffix, difference : str
        After a value, and after a difference.
    signed : bool
        Values carry a sign, not only differences.
    ends : float
        Where the axis of a difference ends by default; 0 means by its values.
    """

    factor: float = 1.0
    digits: int = -1
    suffix: str = ""
    difference: str = ""
    signed: bool = False
    ends: float = 0.0


_SHARE: Final = Format(factor=100, digits=0, suffix="%", difference=" points", ends=0.5)
_STANCE: Final = Format(digits=2, signed=True, ends=0.5)


def format_of(unit: str, low: float = 0.0) -> Format:
    """Return how a unit is printed.

    Parameters
    ----------
    unit : str
        As in `framing.metrics.base.Field`.
    low : float
        Least possible value; under 0 the values carry a sign.

    Examples
    --------
    >>> format_of("share").suffix
    '%'
    """
    plain = unit.lower()
    if plain.startswith(("share", "%", "percent", "proportion")):
        return _SHARE
    if "per 1,000" in plain or plain.startswith("per "):
        return Format(digits=2, signed=low < 0)
    if plain.startswith(("grade", "school grade")):
        return Format(digits=1)
    if -10 <= low < 0:  # a bounded scale around zero, such as stance
        return _STANCE
    return Format()


def _digits(value: float, digits: int) -> int:
    if digits >= 0:
        return digits
    return 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2


def plain(value: float, digits: int = -1, *, sign: bool = False) -> str:
    """Print a number with a true minus sign; a value that does not exist has none.

    Examples
    --------
    >>> plain(-0.2, 2), plain(0.21, 2, sign=True), plain(-0.001, 2, sign=True)
    ('−0.20', '+0.21', '0.00')
    >>> plain(float("nan"))
    'no value'
    """
    if value is None or math.isnan(value):
        return NO_VALUE
    if math.isinf(value):
        return "without bound"
    text = f"{abs(value):,.{_digits(value, digits)}f}"
    if not text.strip("0.,"):
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


def count(value: float) -> str:
    """Print a whole number.

    Examples
    --------
    >>> count(71340)
    '71,340'
    """
    return plain(value, 0)


def value(number: float, how: Format) -> str:
    """Print a value with its unit's sign.

    Examples
    --------
    >>> value(0.876, format_of("share"))
    '88%'
    """
    text = plain(number * how.factor, how.digits, sign=how.signed)
    return text if text == NO_VALUE else text + how.suffix


def difference(number: float, how: Format) -> str:
    """Print a difference: always with its sign, shares as points.

    Examples
    --------
    >>> difference(0.33, format_of("share"))
    '+33 points'
    """
    text = plain(number * how.factor, how.digits, sign=True)
    return text if text == NO_VALUE else text + _unit(text, how)


def size(number: float, how: Format) -> str:
    """Print the size of a difference, without a sign.

    Examples
    --------
    >>> size(-0.08, format_of("share"))
    '8 points'
    """
    text = plain(abs(number) * how.factor, how.digits)
    return text + _unit(text, how)


def _unit(text: str, how: Format) -> str:
    """One point, two points."""
    one = text.strip(f"+{MINUS}") == "1"
    return how.difference.removesuffix("s") if one else how.difference


def interval(low: float, high: float, how: Format, *, sign: bool = True) -> str:
    """Print an interval.

    Examples
    --------
    >>> interval(0.26, 0.4, format_of("share"))
    '+26 to +40'
    """
    if any(number is None or math.isnan(number) for number in (low, high)):
        return "no interval"
    ends = (plain(n * how.factor, how.digits, sign=sign) for n in (low, high))
    return " to ".join(ends)


def share(part: float, whole: float) -> str:
    """Print a share as percent without decimals.

    Examples
    --------
    >>> share(1, 3)
    '33%'
    """
    return value(part / whole if whole else math.nan, _SHARE)


def probability(number: float) -> str:
    """Print q or p with three decimals.

    Examples
    --------
    >>> probability(0.0004), probability(0.03)
    ('under 0.001', '0.030')
    """
    if number is None or math.isnan(number):
        return NO_VALUE
    return "under 0.001" if number < 0.001 else f"{number:.3f}"


_NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def in_words(number: int) -> str:
    """Print a small count as a word.

    Examples
    --------
    >>> in_words(4), in_words(14)
    ('four', '14')
    """
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else count(number)


def date(low: str, high: str) -> str:
    """Print a day, or the days between which it lies; either may be unknown.

    Examples
    --------
    >>> date("2031-06-28", "2031-06-28")
    '28 Jun 2031'
    >>> date("2031-06-28", "2031-07-02"), date("2031-06-28", "2031-06-30")
    ('28 Jun to 2 Jul 2031', '28 to 30 Jun 2031')
    >>> date("2031-06-28", ""), date("", "")
    ('28 Jun 2031 or later', 'no date')
    """
    if low and high:
        return _day(low) if low == high else _span(_day(low), _day(high))
    if low:
        return f"{_day(low)} or later"
    return f"{_day(high)} or earlier" if high else "no date"


def _span(low: str, high: str) -> str:
    """Leave out of the first day what the second repeats."""
    first, last = low.split(), high.split()
    while len(first) > 1 and first[-1:] == last[len(first) - 1 : len(first)]:
        first = first[:-1]
    return f"{' '.join(first)} to {high}"


def _day(stamp: str) -> str:
    try:
        day = dt.date.fromisoformat(stamp[:10])
    except ValueError:
        return stamp
    return f"{day.day} {day:%b %Y}"
