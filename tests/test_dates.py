from __future__ import annotations

import pytest

from framing.dates import SOURCES, days_between, find_dates, parse_day


def test_metadata_are_trusted_before_a_crawl_header():
    dates = find_dates(["News."], published="2031-05-02", header="2031-05-09")
    assert (dates.published.low, dates.published.source) == ("2031-05-02", "metadata")


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/2031/05/02/story",
        "https://a.example/2031-05-02-story",
        "https://a.example/20310502/story.html",
    ],
)
def test_an_address_gives_a_day(url):
    published = find_dates(["News."], url=url).published
    assert (published.low, published.source) == ("2031-05-02", "address")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("They met yesterday.", "2031-06-10"),
        ("They met today.", "2031-06-11"),
        ("They met on Monday.", "2031-06-09"),
        ("They met on Wednesday.", "2031-06-11"),
        ("They met on June 8.", "2031-06-08"),
        ("They met on 8 June 2031.", "2031-06-08"),
    ],
)
def test_the_day_of_the_event_is_read_against_publication(sentence, day):
    assert find_dates([sentence], published="2031-06-11").event.low == day


def test_yesterday_says_nothing_without_a_day_of_publication():
    assert not find_dates(["They met yesterday."]).event.low


def test_weekday_and_day_pin_the_year_after_the_past_ones():
    # 28 June is a Monday in 2010, 2021 and 2027.
    dates = find_dates(["Ties grew since 2018.", "They met on Monday, June 28."])
    assert dates.event.low == "2021-06-28"
    assert dates.published.high == "2021-06-30"


def test_a_year_ahead_is_an_upper_bound():
    dates = find_dates(["Trade grew in 2021.", "They want to double it by 2024."])
    assert (dates.published.low, dates.published.high) == ("2021-01-01", "2024-12-31")


def test_sentences_that_look_back_do_not_date_the_event():
    sentences = ["They spoke on Monday.", "At their last meeting, on June 2, they met."]
    dates = find_dates(sentences, published="2031-06-11")
    assert dates.background == (1,)
    assert dates.event.low == "2031-06-09"


def test_history_is_not_the_event():
    dates = find_dates(["It was signed on July 16, 2001.", "Trade grew in 2021."])
    assert not dates.event.low


def test_a_lead_that_announces_is_a_preview():
    dates = find_dates(["The two will meet on Friday."], published="2031-06-11")
    assert dates.is_preview
    assert dates.event.low == "2031-06-13"


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        (
            "Dockers will walk out from Monday unless pay rises, they said yesterday.",
            "2031-06-16",
        ),
        ("The United Ports will strike on Friday, workers said.", "2031-06-13"),
        ("The final on Sunday will be between the holder and a novice.", "2031-06-15"),
        (
            "Tal will pay a visit to Lun from June 20, they announced on Tuesday.",
            "2031-06-20",
        ),
    ],
)
def test_a_lead_that_says_what_will_be_on_a_day_is_a_preview_of_that_day(lead, day):
    dates = find_dates([lead], published="2031-06-11")
    assert dates.is_preview
    assert dates.event.low == day
    assert dates.evidence in lead


@pytest.mark.parametrize(
    "lead",
    [
        "The leader voiced confidence on Monday, saying Lun will stand firm on Friday.",
        "Lun passed a law on Wednesday that will end the levy on Sunday.",
        "The court's ruling will change lives, lawyers said on Tuesday.",
        "It was a show of good will on Sunday.",
        "The law will not be in force on Monday.",
        "The port will never be the same since the storm of Sunday.",
    ],
)
def test_what_will_be_beside_a_report_makes_no_preview(lead):
    assert not find_dates([lead], published="2031-06-11").is_preview


@pytest.mark.parametrize(
    "title",
    [
        "Teachers to strike on Wednesday",
        "Oru to visit Lun, Vess from Wednesday to sign",
    ],
)
def test_a_headline_announces_by_an_infinitive_and_a_day(title):
    text = ["Parents were told to expect closed schools, two unions said on Friday."]
    dates = find_dates(text, published="2031-06-13", title=title)
    assert dates.is_preview
    assert dates.event.low == "2031-06-18"
    assert find_dates([title], published="2031-06-13").is_preview


@pytest.mark.parametrize(
    "title",
    [
        "Oru urges Tal to meet on Wednesday",
        "Tal: talks to go on after Wednesday",
        "Tal flew to the north on Wednesday",
        "Teachers to strike",
    ],
)
def test_other_headlines_announce_nothing(title):
    dates = find_dates(["Rain fell."], published="2031-06-13", title=title)
    assert not dates.is_preview


def test_people_who_go_to_the_polls_on_a_day_have_not_been_there():
    lead = "Istra goes to the polls on Sunday in a vote that was delayed."
    assert find_dates([lead], published="2031-06-13").event.low == "2031-06-15"


def test_a_lead_that_reports_an_intention_is_no_preview():
    lead = "Oru announced on Monday that she will meet Tal."
    assert not find_dates([lead], published="2031-06-11").is_preview


@pytest.mark.parametrize("stamp", ["2031-02-30", "31 May", "", "2031"])
def test_a_stamp_that_is_no_day_is_not_made_one(stamp):
    assert parse_day(stamp) is None
    assert find_dates(["News."], published=stamp).published.source == "none"


def test_a_dateline_takes_its_year_from_the_text():
    dates = find_dates(["Trade grew in 2030."], dateline="LORA, May 2")
    assert (dates.published.low, dates.published.source) == ("2030-05-02", "dateline")


def test_no_words_give_no_date():
    dates = find_dates([])
    assert dates.published.source == "none"
    assert not dates.event.low


def test_every_source_used_is_listed():
    assert {"metadata", "header stamp", "address", "none"} <= set(SOURCES)


def test_days_between_is_symmetric():
    assert days_between("2031-01-01", "2031-02-01") == 31
    assert days_between("2031-02-01", "2031-01-01") == 31
