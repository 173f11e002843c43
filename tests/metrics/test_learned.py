"""Tests of the learned stance as a metric: opt-in, traceable, labelled."""

from __future__ import annotations

import math
import pickle

import pytest

from framing.errors import ModelError
from framing.metrics import BUILTIN, available, build
from framing.metrics.learned import LearnedStance
from framing.model import VOICES
from framing.stance_model import load_model
from tests.documents import EASY, HARD, document, quote

NEWS = (
    "Zandia was praised for its honest and generous help. “Olmen is a brutal liar,” "
    "Ruiz said. The mayor met Zandia in Olmen. "
)


def news():
    quotes = (quote(NEWS, "“Olmen is a brutal liar,”"),)
    return document(NEWS, targets=("Zandia", "Olmen"), quotes=quotes)


DOCUMENTS = {
    "empty": document(""),
    "news": news(),
    "easy": document(EASY),
    "hard": document(HARD, targets=("administration",)),
    "marks": document("… “” — !"),
}


def keys(item):
    return (item.field, item.target, item.voice)


@pytest.fixture(params=DOCUMENTS)
def measured(request):
    made = DOCUMENTS[request.param]
    return made, LearnedStance()(made)


def test_rows_are_of_the_declared_field_within_its_range(measured):
    _, measurement = measured
    (field,) = LearnedStance().fields
    assert len({keys(row) for row in measurement.rows}) == len(measurement.rows)
    for row in measurement.rows:
        assert row.field == field.name
        assert row.voice in {*VOICES, "all"}
        assert field.low <= row.value <= field.high


def test_evidence_adds_up_to_each_row_and_lies_in_the_text(measured):
    made, measurement = measured
    for row in measurement.rows:
        own = [item for item in measurement.evidence if keys(item) == keys(row)]
        assert math.fsum(item.amount for item in own) == row.numerator
        assert all(item.span.of(made.text).strip() for item in own)


def test_a_mention_counts_in_its_voice_and_in_all():
    rows = {keys(row)[1:]: row for row in LearnedStance()(news()).rows}
    assert rows["Zandia", "all"].denominator == 2
    assert rows["Zandia", "unattributed"].denominator == 2
    assert rows["Olmen", "quoted"].denominator == 1
    assert ("Zandia", "quoted") not in rows


def test_praise_lies_above_blame():
    rows = {keys(row)[1:]: row.value for row in LearnedStance()(news()).rows}
    assert rows["Zandia", "all"] > 0 > rows["Olmen", "quoted"]


def test_the_words_that_decide_are_evidence():
    made = news()
    found = [
        (item.amount, item.span.of(made.text))
        for item in LearnedStance()(made).evidence
        if (item.target, item.voice) == ("Olmen", "quoted")
    ]
    assert min(found)[1] in {"brutal", "liar"}


def test_equal_parameters_give_equal_metrics_that_travel():
    assert LearnedStance() == LearnedStance()
    assert hash(LearnedStance()) == hash(LearnedStance())
    assert pickle.loads(pickle.dumps(LearnedStance())) == LearnedStance()


def test_every_score_says_what_the_model_knows():
    (field,) = LearnedStance().fields
    assert load_model().domain in field.meaning
    assert "US political news" in field.meaning
    assert "not the outlet's position" in field.meaning


def test_no_default_metric_is_learned():
    for metrics in (BUILTIN, available()):
        assert LearnedStance not in metrics.values()
    assert not any(isinstance(metric, LearnedStance) for metric in build().values())


def test_a_model_that_is_not_there_is_refused_at_once(tmp_path):
    with pytest.raises(ModelError, match=r"none\.npz: cannot be read"):
        LearnedStance(model=str(tmp_path / "none.npz"))
