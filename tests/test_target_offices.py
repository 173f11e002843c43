"""Who is meant by an office depends on the day; in doubt, nobody is."""

from __future__ import annotations

import pytest

from framing.actors import Actor, Actors, Term, holder
from framing.model import DateEstimate
from framing.segment import cut
from framing.targets import find_mentions
from framing.words import normalise_all


def person(key, *terms):
    name = " ".join(part.title() for part in key.split("-"))
    made = tuple(
        Term(office=office, of=of, valid_from=begin, valid_to=end, as_of=as_of)
        for office, of, begin, end, as_of in terms
    )
    return Actor(key=key, name=name, kind="person", terms=made)


ACTORS = Actors(
    entries=tuple(
        sorted(
            [
                Actor(
                    key="ZA",
                    name="Zandia",
                    kind="state",
                    aliases=("the Zands", "ZN"),
                    demonyms=("Zandian", "Zandians"),
                ),
                Actor(key="league", name="Harbour League", kind="alliance"),
                Actor(key="mint", name="Zandian Mint", kind="institution"),
                person("ana-oru", ("president", "ZA", "2011-05-02", "2015-05-02", "")),
                person("bo-lind", ("president", "ZA", "2015-05-02", "2018", "")),
                person(
                    "cy-mare",
                    ("president", "ZA", "2018", "", "2020-06-30"),
                    ("foreign minister", "ZA", "2011-01-01", "2015-12-31", ""),
                ),
                person("di-noor", ("vice-president", "ZA", "2011", "", "")),
                person("ed-pohl", ("secretary general", "league", "2009", "", "")),
                person("fay-quin", ("treasury secretary", "ZA", "2009", "", "")),
                person("gus-rohe", ("king", "ZA", "2009", "", "")),
                person("hal-sund", ("king", "ZA", "2009", "", "")),
            ],
            key=lambda actor: actor.key,
        )
    )
)


def people(text, *, low="2012-03-04", high="", background=()):
    parts = cut(text)
    date = DateEstimate(low=low, high=high or low) if low else DateEstimate()
    found = find_mentions(
        text,
        parts,
        normalise_all(text, parts.words),
        actors=ACTORS,
        date=date,
        background=background,
    )
    kinds = {"office", "leader"}
    return [(m.target, m.span.of(text)) for m in found if m.kind in kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Zandian president left.", ("ana-oru", "Zandian president")),
        ("Zandia’s president left.", ("ana-oru", "Zandia’s president")),
        ("The ZN president’s plane", ("ana-oru", "ZN president")),
        ("President of Zandia", ("ana-oru", "President of Zandia")),
        ("the president of Zandia", ("ana-oru", "president of Zandia")),
        ("the president of the Zands", ("ana-oru", "president of the Zands")),
        ("the Zandian foreign minister", ("cy-mare", "Zandian foreign minister")),
        ("the Zandian vice president", ("di-noor", "Zandian vice president")),
        ("the Harbour League chief", ("ed-pohl", "Harbour League chief")),
        (
            "the Harbour League’s secretary-general",
            ("ed-pohl", "Harbour League’s secretary-general"),
        ),
        ("ZN Treasury secretary left", ("fay-quin", "ZN Treasury secretary")),
        ("On Monday, the Zandian president left.", ("ana-oru", "Zandian president")),
    ],
)
def test_an_office_is_its_holder_on_the_day(text, expected):
    assert people(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a former Zandian president",
        "Former Zandian president left.",
        "the next president of Zandia",
        "the Zandian deputy foreign minister",
        "the deputy foreign minister of Zandia",
        "They made Ines Tal Zandia’s president.",
        "She spoke as Zandian president.",
        "She was the president of Zandia.",
        "She became Zandia’s president.",
        "the first woman president of Zandia",
        "They told any Zandian president.",
        "the ex-Zandian president",
        "Zandian presidents left.",
        "the president left Zandia",
        "the Zandian. President left.",
        "Zandian President Ines Tal left.",
        "the Zandian president, Ines Tal, left.",
        "Ines Tal, the Zandian president, left.",
        "In 2004 the Zandian president left.",
        "the Zandian king",
        "the president of Zandians",
        "the Zandian chancellor",
        "the Zandian Mint chief",
    ],
)
def test_an_office_without_one_certain_holder_is_nobody(text):
    assert people(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the Zandian president, Ana Oru, left",
        "Ana Oru, the Zandian president, left",
        "Zandian president Ana Oru left",
    ],
)
def test_a_person_who_is_named_beside_the_office_counts_once(text):
    assert people(text) == [("ana-oru", "Ana Oru")]


def test_a_sentence_that_looks_back_names_nobody_by_office():
    text = "It rained. The Zandian president left."
    assert people(text, background=(0,)) == [("ana-oru", "Zandian president")]
    assert people(text, background=(1,)) == []


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("2011-05-02", "", None),
        ("2011-05-03", "", "ana-oru"),
        ("2011-05-01", "", None),
        ("2011-05-01", "2011-05-03", None),
        ("2015-05-01", "", "ana-oru"),
        ("2015-05-02", "", None),
        ("2015-05-03", "2017-12-31", "bo-lind"),
        ("2017-12-31", "2018-01-01", None),
        ("2018-01-01", "", None),
        ("2018-06-01", "", None),
        ("2019-01-01", "2020-06-30", "cy-mare"),
        ("2020-07-01", "", None),
        ("2012-01-01", "2016-01-01", None),
        ("", "2012-01-01", None),
        ("2012-01-01", "", "ana-oru"),
    ],
)
def test_the_holder_is_one_person_for_the_whole_range(low, high, expected):
    found = holder(ACTORS, "president", "ZA", low=low, high=high or low)
    assert (found.key if found else None) == expected


def test_offices_are_known_by_every_way_to_name_them():
    given = {"low": "2012-01-01", "high": "2012-01-01"}
    names = ("secretary-general", "Secretary General", "secretary general")
    assert [holder(ACTORS, name, "league", **given).key for name in names] == [
        "ed-pohl"
    ] * 3


def test_without_a_date_no_office_is_resolved():
    assert people("The Zandian president left.", low="") == []


def test_a_day_that_is_half_known_resolves_no_office():
    text = "The Zandian president left."
    parts = cut(text)
    date = DateEstimate(low="2012-01-01")
    norms = normalise_all(text, parts.words)
    found = find_mentions(text, parts, norms, actors=ACTORS, date=date)
    assert [m.kind for m in found] == ["demonym"]
