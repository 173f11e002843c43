"""Quoted words, kinds of quotations, speakers and verbs."""

from __future__ import annotations

import math

import pytest

from framing.errors import ParameterError
from framing.metrics.quotation import Quotation
from framing.model import Speaker
from tests.documents import document, quote

TEXT = (
    "“We will build it,” Ruiz said. Olsen hinted that it would cost more. "
    "A “friend” laughed. “No,” an official added."
)
RUIZ = Speaker(name="Ana Ruiz", country="ZA", actor_type="ministry or official")
OLSEN = Speaker(
    name="Ben Olsen", country="OL", actor_type="head of state or government"
)
UNNAMED = Speaker(name="an official", named=False, actor_type="ministry or official")
QUOTES = (
    quote(TEXT, "“We will build it,”", speaker=RUIZ, cue_class="neutral"),
    quote(
        TEXT,
        "it would cost more",
        kind="indirect",
        speaker=OLSEN,
        cue_class="distancing",
        relays=("telvane",),
    ),
    quote(TEXT, "“friend”", kind="scare"),
    quote(TEXT, "“No,”", speaker=UNNAMED),
)
HOME = Quotation(home_countries=(("herald", "ZA"),))


def measure(metric=HOME, outlet="herald", quotes=QUOTES):
    return metric(document(TEXT, quotes=quotes, outlet=outlet))


def value(field, actor="", **given):
    rows = measure(**given).rows
    found = [row.value for row in rows if (row.field, row.actor) == (field, actor)]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("quoted_words", 5 / 20),
        ("reported_words", 4 / 20),
        ("n_quotations", 1000 * 3 / 20),
        ("direct_share", 2 / 3),
    ],
)
def test_shares_and_rates(field, expected):
    assert value(field) == pytest.approx(expected)


def test_scare_quotes_are_no_quotations():
    plain = tuple(made for made in QUOTES if made.kind != "scare")
    assert measure().rows == measure(quotes=plain).rows


@pytest.mark.parametrize(
    ("actor", "n"),
    [
        ("ministry or official", 2),
        ("head of state or government", 1),
        ("expert", 0),
        ("home officials", 1),
        ("foreign officials", 1),
        ("named", 2),
        ("unnamed", 1),
        ("unknown", 0),
    ],
)
def test_source_use_is_a_share_of_quotations(actor, n):
    assert value("source_use", actor) == pytest.approx(n / 3)


def test_quotation_without_speaker_is_unknown():
    alone = (quote(TEXT, "“No,”"),)
    assert value("source_use", "unknown", quotes=alone) == 1.0
    assert value("source_use", "other", quotes=alone) == 0.0


@pytest.mark.parametrize("actor", ["home officials", "foreign officials"])
def test_outlet_without_a_seat_has_no_home(actor):
    assert value("source_use", actor, outlet="unknown") is None


@pytest.mark.parametrize(
    ("actor", "n"), [("neutral", 1), ("distancing", 1), ("none", 1), ("endorsing", 0)]
)
def test_verb_classes_are_shares_of_quotations(actor, n):
    assert value("verb_class", actor) == pytest.approx(n / 3)


def test_class_that_the_list_lacks_has_a_row():
    own = (quote(TEXT, "“No,”", cue_class="whispering"),)
    assert value("verb_class", "whispering", quotes=own) == 1.0


def test_shares_of_no_quotations_are_undefined():
    assert math.isnan(value("direct_share", quotes=()))
    assert value("quoted_words", quotes=()) == 0.0


def test_evidence_is_the_quotation_with_its_speaker():
    items = [e for e in measure().evidence if e.actor == "distancing"]
    assert [item.span.of(TEXT) for item in items] == ["it would cost more"]
    assert items[0].note == "indirect: Ben Olsen, relayed by telvane"


def test_outlet_with_two_homes_is_refused():
    with pytest.raises(ParameterError, match="outlet 'a' is listed twice"):
        Quotation(home_countries=(("a", "ZA"), ("a", "OL")))
