"""What every metric of the registry must do, before its own tests."""

from __future__ import annotations

import dataclasses
import math
import pickle
from importlib.metadata import EntryPoint

import pytest

from framing import metrics
from framing.errors import ConfigError
from framing.metrics import BUILTIN, Length, available, build
from framing.metrics.base import Row, value_row
from framing.model import VOICES, Speaker
from tests.documents import EASY, HARD, document, quote

MINISTER = Speaker(
    name="Ana Ruiz", key="ana-ruiz", country="Zandia", actor_type="ministry or official"
)
NEWS = (
    "Zandia is a generous and trusted friend of Olmen. “Zandia is a brutal enemy,” "
    "Ruiz said. Olmen said that the war was not good for Zandia. "
)


def _news():
    quotes = (
        quote(
            NEWS, "“Zandia is a brutal enemy,”", speaker=MINISTER, cue_class="neutral"
        ),
        quote(NEWS, "the war was not good for Zandia", kind="indirect"),
    )
    return document(NEWS, targets=("Zandia", "Olmen"), quotes=quotes, outlet="herald")


CHOICES = (
    "Zandia attacked Olmen, and Olmen did not attack Zandia. Beijing has the "
    "“reunification” of Taiwan in mind; “an annexation of Taiwan,” Ruiz said. The "
    "Syrian government was accused by Zandia. It is the Syrian regime. "
)
DOCUMENTS = {
    "empty": document(""),
    "news": _news(),
    "choices": document(
        CHOICES,
        targets=("Zandia", "Olmen"),
        quotes=(
            quote(CHOICES, "“reunification”", kind="scare"),
            quote(CHOICES, "“an annexation of Taiwan,”", speaker=MINISTER),
        ),
    ),
    "easy": document(EASY),
    "hard": document(HARD, targets=("administration",)),
    "marks": document("… “” — !"),
}
CASES = [(name, key) for name in BUILTIN for key in DOCUMENTS]


@pytest.fixture
def measured(request):
    name, key = request.param
    metric = BUILTIN[name]()
    return metric, metric(DOCUMENTS[key])


def keys(item):
    return (item.field, item.target, item.voice, item.actor)


@pytest.mark.parametrize("measured", CASES, indirect=True, ids=str)
def test_rows_are_of_declared_fields_and_unique(measured):
    metric, measurement = measured
    declared = {field.name for field in metric.fields}
    assert {row.field for row in measurement.rows} <= declared
    assert len({keys(row) for row in measurement.rows}) == len(measurement.rows)


@pytest.mark.parametrize("measured", CASES, indirect=True, ids=str)
def test_values_lie_in_the_declared_range(measured):
    metric, measurement = measured
    fields = {field.name: field for field in metric.fields}
    for row in measurement.rows:
        field = fields[row.field]
        assert math.isnan(row.value) or field.low <= row.value <= field.high
        assert row.scale == field.scale


@pytest.mark.parametrize("measured", CASES, indirect=True, ids=str)
def test_evidence_adds_up_to_the_numerator(measured):
    metric, measurement = measured
    with_evidence = {field.name for field in metric.fields if field.has_evidence}
    for row in measurement.rows:
        amounts = [e.amount for e in measurement.evidence if keys(e) == keys(row)]
        expected = row.numerator if row.field in with_evidence else 0.0
        assert math.fsum(amounts) == expected


@pytest.mark.parametrize("measured", CASES, indirect=True, ids=str)
def test_evidence_belongs_to_a_row_and_voices_are_known(measured):
    _, measurement = measured
    rows = {keys(row) for row in measurement.rows}
    assert {keys(item) for item in measurement.evidence} <= rows
    assert {row.voice for row in measurement.rows} <= {*VOICES, "all", ""}


@pytest.mark.parametrize("key", DOCUMENTS)
@pytest.mark.parametrize("name", BUILTIN)
def test_evidence_lies_in_the_text(name, key):
    text = DOCUMENTS[key].text
    spans = [item.span for item in BUILTIN[name]()(DOCUMENTS[key]).evidence]
    assert all(span.of(text).strip() and span.stop <= len(text) for span in spans)


@pytest.mark.parametrize("name", BUILTIN)
def test_undefined_is_nan_not_zero(name):
    rows = BUILTIN[name]()(DOCUMENTS["empty"]).rows
    assert all(math.isnan(row.value) for row in rows)


@pytest.mark.parametrize("name", BUILTIN)
def test_equal_parameters_give_equal_objects(name):
    assert BUILTIN[name]() == BUILTIN[name]()
    assert hash(BUILTIN[name]()) == hash(BUILTIN[name]())
    assert pickle.loads(pickle.dumps(BUILTIN[name]())) == BUILTIN[name]()


@pytest.mark.parametrize("key", DOCUMENTS)
@pytest.mark.parametrize("name", BUILTIN)
def test_same_document_gives_the_same_measurement(name, key):
    again = dataclasses.replace(DOCUMENTS[key])
    assert BUILTIN[name]()(DOCUMENTS[key]) == BUILTIN[name]()(again)


@pytest.mark.parametrize("name", BUILTIN)
def test_fields_say_how_to_read_them_and_how_not(name):
    for field in BUILTIN[name]().fields:
        assert len(field.meaning.split()) >= 12
        assert {"not", "never", "no", "nothing"} & set(field.meaning.split())
        assert "bias" not in field.meaning


RATES = {"actions", "frame_vocabulary", "labels", "quotation", "stance"}


@pytest.mark.parametrize("name", sorted(RATES))
def test_doubled_text_has_the_same_rates(name):
    once = DOCUMENTS["news"]
    quotes = [
        quote(
            NEWS, "“Zandia is a brutal enemy,”", speaker=MINISTER, cue_class="neutral"
        ),
        quote(NEWS, "the war was not good for Zandia", kind="indirect"),
    ]
    moved = [
        dataclasses.replace(
            q,
            content=tuple(
                type(s)(s.start + len(NEWS), s.stop + len(NEWS)) for s in q.content
            ),
        )
        for q in quotes
    ]
    twice = document(
        NEWS * 2, targets=("Zandia", "Olmen"), quotes=(*quotes, *moved), outlet="herald"
    )
    values = {keys(row): row.value for row in BUILTIN[name]()(twice).rows}
    expected = {keys(row): row.value for row in BUILTIN[name]()(once).rows}
    assert values == pytest.approx(expected, nan_ok=True)


def test_registry_is_in_reading_order():
    assert list(BUILTIN) == [
        "quotation",
        "stance",
        "stance_second",
        "frame_vocabulary",
        "labels",
        "actions",
        "readability",
        "length",
        "diversity",
    ]


def test_build_hands_each_parameter_to_the_metrics_that_take_it():
    made = build(lexicon="vader", min_words=50, home_countries=(("x", "CN"),))
    assert (made["readability"].min_words, made["diversity"].min_words) == (50, 50)
    assert made["quotation"].home_countries == (("x", "CN"),)


def test_build_refuses_a_parameter_that_nobody_takes():
    with pytest.raises(ConfigError, match=r"\['colour'\]: no metric takes them"):
        build(colour="red")


def points(monkeypatch, *pairs):
    found = [EntryPoint(name, value, metrics.ENTRY_POINTS) for name, value in pairs]
    monkeypatch.setattr(metrics.importlib.metadata, "entry_points", lambda **_: found)


def test_other_packages_add_metrics(monkeypatch):
    points(monkeypatch, ("extra", "framing.metrics.length:Length"))
    assert available()["extra"] is Length
    assert list(build())[-1] == "extra"


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("length", "framing.metrics.length:Length", "exists already"),
        ("extra", "framing.no_such_module:Length", "cannot be imported"),
        ("extra", "framing.metrics.length:Width", "cannot be imported"),
    ],
)
def test_faulty_entry_points_are_named(monkeypatch, name, value, fault):
    points(monkeypatch, (name, value))
    with pytest.raises(ConfigError, match=fault):
        available()


def test_row_of_nan_is_undefined():
    assert math.isnan(value_row("smog", math.nan).value)
    assert math.isnan(Row(field="x", numerator=1, denominator=math.nan).value)
