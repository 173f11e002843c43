"""Tone near mentions: what counts, how much, in which voice."""

from __future__ import annotations

import math

import pytest

from framing.errors import LexiconError, ParameterError
from framing.metrics.stance import Stance
from framing.model import Speaker
from tests.documents import document, quote


def rows(made, metric=None, field="tone"):
    found = (metric or Stance())(made).rows
    return {(row.target, row.voice): row for row in found if row.field == field}


def tone(text, *, target="Zandia", voice="all", quotes=(), field="tone", metric=None):
    made = document(text, targets=("Zandia", "Olmen"), quotes=quotes)
    return rows(made, metric, field)[target, voice].value


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Zandia is a brutal enemy.", -1),
        ("Zandia is a generous friend.", 1),
        ("Zandia signed it.", 0),
        ("Zandia is not hostile.", 1),
        ("Zandia is far from hostile.", 1),
        ("Zandia saw no problem.", 1),
        ("Zandia is no longer generous.", -1),
        ("Zandia is not only generous.", 1),
        ("Zandia praised its so-called 'success'.", 1),
        ("Zandia called it a so-called 'success'.", -1),
        ("Zandia joined the United Security Council.", 0),
        ("A war began in Zandia.", 0),
        ("That is awful. Zandia signed it.", 0),
    ],
)
def test_sign_of_the_tone(text, sign):
    value = tone(text)
    assert (value > 0) - (value < 0) == sign


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("A war began in Zandia.", -1),
        ("Zandia signed a ceasefire.", 1),
        ("Zandia took a medal", 1),
    ],
)
def test_events_have_a_column_of_their_own(text, sign):
    value = tone(text, field="event_valence")
    assert math.copysign(1, value) == sign
    assert tone(text) == 0


def test_hit_weighs_less_with_distance():
    near, far = tone("Zandia is hostile."), tone("Zandia is, some of us say, hostile.")
    assert near < far < 0


def test_hits_before_the_mention_fade_faster():
    assert abs(tone("Hostile as of old is Zandia.")) < abs(
        tone("Zandia is as of old hostile.")
    )


def test_value_follows_the_formula():
    assert tone("Zandia is hostile") == pytest.approx(-1.6 / 4 * math.exp(-2 / 20))
    assert tone("Hostile Zandia") == pytest.approx(-1.6 / 4 * math.exp(-1 / 3))
    assert tone("Zandia is not hostile") == pytest.approx(0.3 * 0.4 * math.exp(-3 / 20))


def test_swapping_two_targets_swaps_their_scores():
    text = "{} is a brutal enemy of generous {}."
    first, second = text.format("Zandia", "Olmen"), text.format("Olmen", "Zandia")
    assert tone(first, target="Zandia") == tone(second, target="Olmen")
    assert tone(first, target="Olmen") == tone(second, target="Zandia")


def test_value_is_per_mention():
    once = tone("Zandia is hostile.")
    assert tone("Zandia is hostile. Zandia signed it.") == pytest.approx(once / 2)


def test_words_inside_a_mention_never_count():
    made = document("Trump spoke.", targets=("Trump",))
    assert rows(made)["Trump", "all"].numerator == 0
    assert (
        Stance()(document("Love spoke to Zandia.", targets=("Love", "Zandia"))).evidence
        == ()
    )


def test_one_mention_adds_at_most_one():
    text = (
        "Zandia is awful, brutal, evil, terrible, horrible, vicious, cruel and hateful."
    )
    assert tone(text) == pytest.approx(-1.0)
    assert tone(text) >= -1.0


def test_target_without_mention_has_no_row():
    assert Stance()(document("All is good.")).rows == ()


CRITICISM = "Zandia met Olmen. “Zandia is a brutal enemy,” Ruiz said."
SAID = "“Zandia is a brutal enemy,”"


def test_quoted_criticism_is_never_unattributed():
    made = document(CRITICISM, targets=("Zandia",), quotes=[quote(CRITICISM, SAID)])
    found = rows(made)
    assert found["Zandia", "unattributed"].numerator == 0
    assert found["Zandia", "quoted"].value < 0
    assert found["Zandia", "all"].denominator == 2


def test_nothing_passes_in_or_out_of_quotation_marks():
    text = "Zandia is “brutal and evil” to him."
    made = document(
        text, targets=("Zandia",), quotes=[quote(text, "“brutal and evil”")]
    )
    assert rows(made)["Zandia", "all"].numerator == 0


def test_reported_words_count_damped_and_only_in_all():
    text = "Zandia said the plan was awful."
    made = document(
        text,
        targets=("Zandia",),
        quotes=[quote(text, "the plan was awful", kind="indirect")],
    )
    found = rows(made)
    assert found["Zandia", "unattributed"].numerator == 0
    assert found["Zandia", "all"].value == pytest.approx(tone(text) / 2)
    assert rows(made, Stance(other_voice=0.0))["Zandia", "all"].value == 0


@pytest.mark.parametrize(
    ("speaker", "factor"),
    [
        (Speaker(name="Zandia", key="Zandia"), 0.3),
        (Speaker(name="Ana Ruiz", key="ana-ruiz", country="Zandia"), 0.3),
        (Speaker(name="Ben Olsen", country="Olmen"), 1.0),
        (None, 1.0),
    ],
)
def test_own_speech_of_the_target_weighs_less(speaker, factor):
    text = "“Zandia is generous,” one said. “Olmen too.”"
    said = quote(text, "“Zandia is generous,”", speaker=speaker)
    value = tone(text, voice="quoted", quotes=[said])
    assert value == pytest.approx(factor * 2.3 / 4 * math.exp(-2 / 20))


def test_evidence_names_the_entry_and_its_modifier():
    made = document("Zandia is not hostile.", targets=("Zandia",))
    item = Stance()(made).evidence[0]
    assert (item.span.of(made.text), item.note) == ("hostile", "hostile, after 'not'")


def test_hit_near_two_mentions_stands_once_in_the_evidence():
    made = document("Zandia and again Zandia is hostile.", targets=("Zandia",))
    assert [item.voice for item in Stance()(made).evidence] == ["all", "unattributed"]


def test_modifier_of_another_sentence_does_not_count():
    assert tone("He would not. Hostile Zandia left.") < 0


def test_longest_entry_counts_once(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("term,weight\nfree,1\nfree rider*,-1\n", encoding="utf-8")
    value = tone("Zandia has free riders", metric=Stance(lexicon=str(path)))
    assert value == pytest.approx(-math.exp(-2 / 20))


def test_term_in_several_categories_counts_with_its_mean(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("term,category,weight\nodd,a,1\nodd,b,0\n", encoding="utf-8")
    value = tone("Zandia odd", metric=Stance(lexicon=str(path)))
    assert value == pytest.approx(0.5 * math.exp(-1 / 20))


@pytest.mark.parametrize(
    "parameters",
    [{"tau_before": 0}, {"tau_after": -1}, {"own_speech": 2}, {"other_voice": -0.1}],
)
def test_parameters_outside_their_range_are_refused(parameters):
    with pytest.raises(ParameterError, match=next(iter(parameters))):
        Stance(**parameters)


def test_unknown_lexicon_is_refused():
    with pytest.raises(LexiconError, match="did you mean 'vader'"):
        Stance(lexicon="vaderr")(document("Zandia left.", targets=("Zandia",)))
