from __future__ import annotations

import math

import pytest

from framing.report import theme
from framing.report.theme import format_of


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK, theme.PRINT])
@pytest.mark.parametrize("name", ["ink", "muted", "a-text", "b-text", "none"])
@pytest.mark.parametrize("ground", ["bg", "panel"])
def test_text_has_contrast_of_at_least_4_5(colours, name, ground):
    assert contrast(colours[name], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK, theme.PRINT])
@pytest.mark.parametrize("name", ["a", "b", "none", "rule"])
@pytest.mark.parametrize("ground", ["bg", "panel"])
def test_marks_have_contrast_of_at_least_3(colours, name, ground):
    assert contrast(colours[name], colours[ground]) >= 3


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK, theme.PRINT])
def test_marked_words_stay_readable(colours):
    assert contrast(colours["ink"], colours["mark"]) >= 4.5


def test_sides_differ_in_lightness_for_grey_print():
    first, second = (luminance(theme.PRINT[side]) for side in ("a", "b"))
    assert first > 2 * second


@pytest.mark.parametrize("print_", [theme.plain, theme.count])
def test_missing_value_is_never_zero(print_):
    assert print_(math.nan) == "no value"


def test_missing_share_and_interval_say_so():
    share = format_of("share")
    assert theme.share(0, 0) == "no value"
    assert theme.difference(math.nan, share) == "no value"
    assert theme.interval(math.nan, 1, share) == "no interval"


@pytest.mark.parametrize(
    ("value", "unit", "low", "expected"),
    [
        (0.876, "share of quotations", 0, "88%"),
        (0.208, "balance per mention", -1, "+0.21"),
        (-0.208, "balance per mention", -1, "−0.21"),
        (12.64, "grade", -math.inf, "12.6"),
        (1.5, "per 1,000 words", 0, "1.50"),
        (452.4, "words", 0, "452"),
        (12345.0, "words", 0, "12,345"),
    ],
)
def test_value_is_printed_by_its_unit(value, unit, low, expected):
    assert theme.value(value, format_of(unit, low)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.33, "+33 points"), (-0.01, "−1 point"), (0.001, "0 points")],
)
def test_difference_of_shares_is_in_points_with_sign(value, expected):
    assert theme.difference(value, format_of("share")) == expected


def test_infinite_bound_is_put_into_words():
    assert theme.plain(math.inf) == "without bound"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("2031-06-28", "2031-07-02", "28 Jun to 2 Jul 2031"),
        ("2030-12-31", "2031-01-02", "31 Dec 2030 to 2 Jan 2031"),
        ("", "2031-01-02", "2 Jan 2031 or earlier"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_keep_what_is_not_known(low, high, expected):
    assert theme.date(low, high) == expected


def test_print_rules_name_no_variable():
    assert "var(" not in theme.svg_rules(theme.PRINT)
    assert "var(--a)" in theme.svg_rules()
