from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.clean import RULES, clean, restore
from framing.lexicons import load_lexicon
from framing.model import Span
from framing.segment import cut

LEAD = "The harbour of East Lake was closed on Monday after a storm."
NEXT = "Two ferries stayed in port, the mayor said."
BODY = f"{LEAD}\n\n{NEXT}"

LINES = st.sampled_from(
    [
        LEAD,
        NEXT,
        "Harbour shut after the storm",
        "NewsHarbour shut after the storm",
        "Print",
        "Advertisement",
        "Related content",
        "By Ann Lee",
        "Ann Lee in East Lake",
        "A ferry leaves. /Ann Lee /Reuters",
        "Photo: A. Brook/AFP",
        "date 2021-12-16 Home » Nation",
        "EAST LAKE, June 28 (Xinhua) -- The storm passed.",
        "Following the storm, all left.",
        "1 2 Next Page",
        "\xa0",
        "a\x00b\xad",
        "",
        "“",
        "习近平说。",
        "(",
        "|",
    ]
)
TEXTS = st.lists(LINES, max_size=9).map("\n".join) | st.text(max_size=40)
TITLES = st.sampled_from(["", "Harbour shut after the storm", "Print", "—"])


def rules(cleaned):
    return [x.rule for x in cleaned.removed if x.rule != "white space"]


def kept_of(text, **options):
    return clean(text, **options).text


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Advertisement", "furniture"),
        ("» Share this article!", "furniture"),
        ("5 min read", "furniture"),
        ("Share on Facebook", "furniture"),
        ("Follow us on Twitter and Facebook", "prompt"),
        ("Follow Ann Lee on Twitter at @annlee.", "prompt"),
        ("Sign up for our daily newsletter to stay informed", "prompt"),
        ("Read more: Storm closes two more ports", "prompt"),
        ("Previous Page", "paging"),
        ("1 2 3 Next Page >>|", "paging"),
        ("<!--", "script"),
        ("function turn(page){ show(page); }", "script"),
        ("(Lake Daily Weekly 06/24/2015 page11)", "print stamp"),
        ("https://lake.example/a?b=1", "address"),
        ("ann.lee@lake.example", "contact"),
        ("Contact the writer at ann.lee@lake.example.", "contact"),
        ("© 2021 Lake Media", "copyright"),
        ("Copyright 2021 Lake Media. All rights reserved.", "copyright"),
        ("\xa0\xa0", "blank line"),
        ("Photo: A. Brook/AFP", "photo credit"),
        ("Images source: © East Lake | Ann Lee", "photo credit"),
        ("REUTERS/Ann Lee", "photo credit"),
        ("A ferry leaves the port. /Ann Lee /Sputnik /AFP", "photo caption"),
        ("A ferry leaves the port. [Photo/IC]", "photo caption"),
        ("A ferry leaves the port. [Photo by Ann Lee / China Daily]", "photo caption"),
        ("A ferry leaves the port. Ann Lee / China Daily", "photo caption"),
        ("A ferry leaves the port. (Photo by Ann Lee)", "photo caption"),
        ("A ferry leaves the port. (AP Photo/Ann Lee, File)", "photo caption"),
        ("A ferry leaves the port. Photo: A. Brook/Lake Images", "photo caption"),
        ("A ferry leaves the port. Photo provided to China Daily", "photo caption"),
        ("A ferry leaves the port © Lake Images", "photo caption"),
        ("Related content", "related content"),
    ],
)
def test_line_is_dropped_anywhere_by(line, rule):
    cleaned = clean(f"{LEAD}\n\n{line}\n\n{NEXT}", title="Storm")
    assert rules(cleaned) == [rule]
    assert cleaned.text.split() == BODY.split()


@pytest.mark.parametrize(
    "line",
    [
        "Following the storm, the mayor spoke to reporters.",
        "Follow the money, the mayor told the council of the town.",
        "The leader of the port will take part in the parade",
        "Comments",
        "Print",
        "China",
        "Photographs show the port at night.",
        "He told AFP.",
        "(c) the third condition is the weather.",
        "Copyright law was changed last year.",
        "Sign up, he said. The newsletter came.",
        "The page he wrote is lost.",
        "In 2014",
        "By Monday the river had risen.",
        "This story was corrected on Tuesday to say who closed the port.",
        "More: that was what they asked for.",
        "<script>alert(1)</script>",
        "The author is a commentator.",
    ],
)
def test_line_inside_the_text_is_kept(line):
    text = f"{LEAD}\n\n{line}\n\n{NEXT}"
    assert clean(text, title="Storm").text == text


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Print", "head furniture"),
        ("World", "head furniture"),
        ("Home » World » Europe", "breadcrumb"),
        ("date 2021-12-16 Home » Nation", "crawl header"),
        ("date 2021-12-16", "crawl header"),
        ("Updated: 2021-06-28 10:21", "date line"),
        ("Published June 28, 2021, 10:21 GMT", "date line"),
        ("Source: Lake Agency", "source line"),
        ("Xinhua - AP", "agency line"),
        ("By Ann Lee and JOHN VAN DER ROE in East Lake", "byline"),
        ("Harbour shut after the storm", "title"),
        ("Harbour Shut After The Storm - Lake Times", "title with section"),
        ("NewsHarbour shut after the storm", "title with section"),
    ],
)
def test_line_above_the_text_is_dropped_by(line, rule):
    cleaned = clean(f"{line}\n\n{BODY}", title="Harbour shut after the storm")
    assert rules(cleaned) == [rule]
    assert cleaned.text == BODY


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Search Trends", "tail furniture"),
        ("Comments", "tail furniture"),
        ("Reporting by Ann Lee; editing by John Roe", "reporting credit"),
        ("The author is a senior lecturer at Example College.", "author note"),
        ("Editor: Ann Lee", "source line"),
        ("Reuters", "agency line"),
        ("By Ann Lee", "byline"),
    ],
)
def test_line_below_the_text_is_dropped_by(line, rule):
    cleaned = clean(f"{BODY}\n\n{line}", title="Storm")
    assert rules(cleaned) == [rule]
    assert cleaned.text == BODY


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW, June 28 (Xinhua) -- ",
        "UNITED NATIONS, Sept. 28 (Xinhua) — ",
        "SÃO PAULO, Brazil — ",
        "GORINCHEM, the Netherlands — ",
        "YANGON, Myanmar (AP) — ",
        "KABUL/KANDAHAR, Afghanistan - ",
        "McLEAN, Va. — ",
        "Moscow (AFP) - ",
        "MOSCOW, June 28. /TASS/. ",
    ],
)
def test_dateline_is_kept_as_a_value(dateline):
    cleaned = clean(f"{dateline}{LEAD} {NEXT}")
    assert cleaned.text == f"{LEAD} {NEXT}"
    assert cleaned.dateline == dateline.strip()
    assert rules(cleaned) == ["dateline"]


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — has met.",
        "OPINION — The alliance has met.",
        "The port - It is closed - is small.",
        "Lake Times (LT) asked the mayor.",
        "All met.\n\nThe author is in custody, and his lawyer was not called.",
        "PARIS — LONDON — ROME — All met.",
    ],
)
def test_what_only_looks_like_furniture_is_kept(text):
    assert kept_of(text) == text


def test_title_is_found_above_paragraphs():
    cleaned = clean(
        f"Print\nHarbour shut after the storm\nAnn Lee in East Lake\n{BODY}"
    )
    assert cleaned.title == "Harbour shut after the storm"
    assert cleaned.title_span == Span(6, 34)
    assert (cleaned.byline, cleaned.byline_span) == (
        "Ann Lee in East Lake",
        Span(35, 55),
    )
    assert cleaned.text == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Harbour shut after the storm",
        f"{LEAD}\n{NEXT}",
        "Harbour shut after\nthe storm had passed.\n",
        f"one two\none two three\none two three four\nfive six\n{LEAD}",
        "a line without an end\nanother line without an end",
        f"Storm\n{LEAD}",
    ],
)
def test_no_title_is_guessed(text):
    cleaned = clean(text)
    assert (cleaned.title, cleaned.text) == ("", text.strip())


def test_deck_goes_with_a_title_that_was_found():
    cleaned = clean(f"Harbour shut after the storm\nTwo ferries stay in port\n{BODY}")
    assert rules(cleaned) == ["title", "deck"]


def test_title_with_section_and_title_again():
    title = "Harbour shut after\xa0the storm"
    cleaned = clean(f"News{title}\n\n{title}\n\n{title}\n\n{BODY}")
    assert rules(cleaned) == ["title with section", "title", "title again"]
    assert cleaned.title == title


def test_declared_title_over_two_lines():
    cleaned = clean(
        f"Harbour shut\nafter the storm\n{BODY}", title="Harbour Shut After the Storm"
    )
    assert (cleaned.text, cleaned.title) == (BODY, "Harbour Shut After the Storm")


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Harbour shut after heavy stormThe port is shut.", "The port is shut."),
        ("Harbour shut after heavy storm The port is shut.", "The port is shut."),
        ("Harbour shut after heavy storm on the lake.", None),
    ],
)
def test_declared_title_glued_to_the_text(first, expected):
    cleaned = clean(first, title="Harbour shut after heavy storm")
    assert cleaned.text == (expected or first)


def test_title_without_the_outlet_is_recognised():
    title = "Harbour shut after the storm | Lake Times"
    assert kept_of(f"Harbour shut after the storm\n{BODY}", title=title) == BODY


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_caption_printed_twice_above_its_credit(blank):
    caption = "The ferry left the port of East Lake on Sunday."
    text = f"{LEAD}\n\n{caption}{blank}{caption}{blank}Photo: Ann Lee\n\n{NEXT}"
    assert kept_of(text, title="Storm").split() == BODY.split()


def test_caption_alone_in_a_block_with_its_credit():
    text = f"{LEAD}\n\nThe ferry on Sunday.\nPhoto: Ann Lee\n\n{NEXT}\n\n{LEAD}"
    assert rules(clean(text, title="Storm")) == ["caption above credit", "photo credit"]


def test_paragraph_above_a_credit_is_kept_where_lines_are_not_blocks():
    text = f"{LEAD}\n{NEXT}\nPhoto: Ann Lee\n{LEAD}"
    assert rules(clean(text, title="Storm")) == ["photo credit"]


def test_near_copy_of_a_caption_stays():
    caption = "Mayor Ann Lee will open the port on Wednesday."
    lead = caption[:-1] + " with the aim of trade."
    assert kept_of(f"{caption} [Photo/IC]\n\n{lead}") == lead
    assert kept_of(f"{caption} [Photo/IC]\n\n{caption}") == caption


def test_glued_caption_goes_up_to_its_credit():
    assert kept_of(f"A ferry leaves. [Photo/Agencies]{LEAD}") == LEAD


def test_credit_deep_inside_a_line_goes_alone():
    text = f"{LEAD} " * 12
    cleaned = clean(f"{text}[Photo/IC] {NEXT}")
    assert cleaned.text == f"{text.rstrip()} {NEXT}"
    assert rules(cleaned) == ["glued caption"]


def test_of_a_long_paragraph_only_the_credit_goes():
    text = " ".join([LEAD] * 9)
    assert kept_of(f"{text} [Photo/IC]\n{NEXT}", title="Storm") == f"{text}\n{NEXT}"


def test_of_a_long_paragraph_a_doubtful_credit_stays():
    text = " ".join([LEAD] * 9) + " Ann Lee / Reuters"
    assert kept_of(f"{text}\n{NEXT}", title="Storm") == f"{text}\n{NEXT}"


def test_text_that_is_one_caption_keeps_its_words():
    assert kept_of(f"{LEAD} [Photo/IC]") == LEAD


def test_bare_name_in_brackets_is_a_credit_on_the_first_line_only():
    assert kept_of(f"{LEAD} [Reuters]\n{NEXT}", title="Storm") == NEXT
    digest = f"{LEAD} [Reuters]\n{NEXT} [Reuters]"
    assert kept_of(digest, title="Storm") == digest


def test_title_with_a_dash_is_the_title():
    title = "Harbour shut after the storm - and two ferries stay"
    assert rules(clean(f"{title}.\n{BODY}", title=title)) == ["title"]


def test_second_of_two_equal_lines_goes():
    assert kept_of(f"{LEAD}\n{LEAD}\n\n{NEXT}") == f"{LEAD}\n\n\n{NEXT}"


def test_links_below_related_content_go():
    links = "Storm closes two ports\n\xa0\nFerries stay in the port"
    cleaned = clean(f"{BODY}\n\nRelated stories:\n{links}", title="Storm")
    assert (cleaned.text, rules(cleaned)) == (BODY, ["related content"])


def test_paragraphs_below_related_content_stay():
    text = f"{LEAD}\nRelated stories:\nStorm closes ports\n{NEXT}"
    assert "Storm closes ports" in kept_of(text, title="Storm")
    assert (
        kept_of(f"{LEAD}\nRelated\n{NEXT}", title="Storm") == f"{LEAD}\nRelated\n{NEXT}"
    )


def test_lines_of_the_outlet_are_dropped():
    own = ("Lake Times brings news.", "Write to the Lake Times desk any day.", " ")
    raw = f"{LEAD} {own[1]}\n\nlake times  brings news.\n{NEXT}"
    cleaned = clean(raw, title="Storm", boilerplate=own)
    assert rules(cleaned) == ["outlet boilerplate"] * 2
    assert cleaned.text.split() == BODY.split()


def test_invisible_characters_are_dropped():
    cleaned = clean("\ufeffThe har\xadbour\x00 is\u200b open.\n\nIt was\u202e shut.")
    assert cleaned.text == "The harbour is open.\n\nIt was shut."
    assert set(rules(cleaned)) == {"invisible character"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f" date 2021-12-16 Home » Nation\n\n{BODY}", "2021-12-16"),
        (f"Updated: 2021-06-28 10:21\n\n{BODY}", "2021-06-28"),
        (f"{BODY}\n(Lake Daily 03/09/2013 page1)", "2013-03-09"),
        (f"date 2021-12-16\n{BODY}\n(Lake Daily 03/09/2013 page1)", "2021-12-16"),
        (BODY, ""),
    ],
)
def test_header_date(text, expected):
    assert clean(text, title="Storm").header_date == expected


def test_crawl_header_before_text_on_one_line():
    assert kept_of(f"date 2021-12-16 {LEAD}") == LEAD


@pytest.mark.parametrize("text", ["", " \n\t ", "\0", "\r\n" * 9, "“" * 99, "Print"])
def test_text_of_nothing_gives_an_empty_or_unchanged_text(text):
    cleaned = clean(text)
    assert cleaned.text in {"", text}
    assert restore(cleaned) == text


@pytest.mark.parametrize(
    "unit",
    [
        "Print\n",
        "Related content\n",
        "[Photo/IC]",
        "A — ",
        "\0",
        "\r\n",
        " ",
        "x [",
        "“",
        "¶\n",
    ],
)
def test_hostile_repetition_is_cleaned_in_linear_time(unit):
    raw = unit * 4_000
    assert restore(clean(raw)) == raw


@given(TEXTS, TITLES)
@settings(max_examples=60, deadline=None)
def test_cleaning_is_idempotent(raw, title):
    again = clean(clean(raw, title=title).text, title=title)
    assert again.removed == ()


@given(TEXTS, TITLES)
@settings(max_examples=60, deadline=None)
def test_raw_text_is_restored_and_offsets_are_exact(raw, title):
    cleaned = clean(raw, title=title)
    assert restore(cleaned) == raw
    places = [cleaned.offsets.position(i) for i in range(len(cleaned.text))]
    assert "".join(raw[place] for place in places) == cleaned.text
    stops = [(x.span.start, x.span.stop) for x in cleaned.removed]
    assert stops == sorted(stops)
    assert all(x.text == x.span.of(raw) for x in cleaned.removed)


@given(TEXTS)
@settings(max_examples=30, deadline=None)
def test_words_of_the_clean_text_are_words_of_the_raw_text(raw):
    cleaned = clean(raw)
    for start, stop in cut(cleaned.text).words.tolist():
        pieces = cleaned.offsets.spans(Span(start, stop))
        assert "".join(piece.of(raw) for piece in pieces) == cleaned.text[start:stop]


def test_rules_have_their_own_names_and_reasons():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.drops and rule.safe for rule in RULES)


def test_cleaned_can_be_sent_to_another_process():
    cleaned = clean(f"Print\n{BODY}")
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned


@pytest.mark.parametrize("name", ["furniture", "sentence_breaks"])
def test_word_lists_are_sound(name):
    assert load_lexicon(name).licence == "CC0-1.0"
