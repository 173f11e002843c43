"""Declared dates: a day as written, or none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.ingest.stamps import read_stamp


@pytest.mark.parametrize(
    "text",
    [
        "2012-12-31",
        "2012/12/31",
        "2012.12.31",
        "31.12.2012",
        "31/12/2012",
        "12/31/2012",
        "31-12-2012",
        "20121231",
        "31 December 2012",
        "31st Dec 2012",
        "December 31, 2012",
        "Dec. 31, 2012",
        "Monday, December 31, 2012",
        "December 31, 2012 Monday",
        "Monday 31 December 2012",
        " 2012-12-31 ",
        dt.date(2012, 12, 31),
    ],
)
def test_a_day_is_read(text):
    stamp = read_stamp(text)
    assert (stamp.published, stamp.zone, stamp.problem) == ("2012-12-31", "", "")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2012-12-31T23:30:59", "unknown"),
        ("2012-12-31 23:30:59.123", "unknown"),
        ("2012-12-31T23:30Z", "+00:00"),
        ("2012-12-31T23:30:00.000+0800", "+08:00"),
        ("2012-12-31 23:30:00 -05:00", "-05:00"),
        ("2012-12-31 23:30:00+08", "+08:00"),
        ("2012-12-31 23:30 UTC", "+00:00"),
        ("2012-12-31 23:30 EST", "EST"),
        ("31/12/2012, 23:30", "unknown"),
        ("December 31, 2012 23:30 GMT+0800", "+08:00"),
        ("Mon, 31 Dec 2012 23:30:00 GMT", "+00:00"),
        ("Mon, 31 Dec 2012 23:30:00 -0330", "-03:30"),
        ("Mon Dec 31 23:30:00 2012", "unknown"),
        ("20121231T233000Z", "+00:00"),
        ("20121231233000", "unknown"),
        ("1356996600", "+00:00"),
        ("1356996600.5", "+00:00"),
        (1356996600000, "+00:00"),
        (dt.datetime(2012, 12, 31, 23, 30), "unknown"),  # noqa: DTZ001
        (dt.datetime(2012, 12, 31, 23, 30, tzinfo=dt.UTC), "+00:00"),
    ],
)
def test_a_time_keeps_its_zone_beside_it(text, zone):
    stamp = read_stamp(text)
    assert (stamp.published, stamp.zone) == ("2012-12-31T23:30", zone)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "31.04.2021",
        "2021-13-01",
        "2021-12",
        "2021",
        "yesterday",
        "31 Foo 2012",
        "31 Ma 2012",
        "0001-01-01",
        "9999-12-31",
        "2012-12-31T25:00",
        "2012-12-31 23:30 of the clock",
        "31.12.12",
        "Mon, 31 Foo 2012 08:00:00",
        "{}",
        True,
        99999999999999,
        -62_135_596_801,
    ],
)
def test_what_names_no_day_is_no_date(text):
    stamp = read_stamp(text)
    assert (stamp.published, stamp.problem) == ("", "is not a calendar date")


@pytest.mark.parametrize("text", ["03/04/2021", "4-3-2021", "03/04/2021 10:00"])
def test_what_may_be_two_days_is_no_date(text):
    stamp = read_stamp(text)
    assert (stamp.published, stamp.problem) == ("", "may be 2021-03-04 or 2021-04-03")


def test_the_same_number_twice_is_one_day():
    assert read_stamp("05/05/2021").published == "2021-05-05"


@pytest.mark.parametrize("word", ["Sept", "Sep.", "September", "SEPTEMBER"])
def test_september_has_two_short_forms(word):
    assert read_stamp(f"1 {word} 2021").published == "2021-09-01"


@given(st.text(max_size=30) | st.integers() | st.floats() | st.none())
@settings(deadline=None, max_examples=60)
def test_anything_gives_a_date_or_a_problem(value):
    stamp = read_stamp(value)
    assert bool(stamp.published) != bool(stamp.problem)


@given(
    st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2100, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["T", " "]),
)
@settings(deadline=None, max_examples=60)
def test_iso_stamps_keep_their_day_and_minute(moment, mark):
    stamp = read_stamp(moment.isoformat(sep=mark))
    assert stamp.published == moment.isoformat(timespec="minutes")
