"""Tone near mentions: what counts, how much, in which voice."""

from __future__ import annotations

import dataclasses
import math

import pytest

from framing.errors import LexiconError, ParameterError
from framing.metrics.stance import Stance
from framing.model import Mention, Span, Speaker
from framing.tone import Weighing
from tests.documents import document, quote


def rows(made, metric=None, field="tone", actor=""):
    found = (metric or Stance())(made).rows
    return {
        (row.target, row.voice): row
        for row in found
        if (row.field, row.actor) == (field, actor)
    }


def tone(text, *, target="Zandia", voice="all", quotes=(), field="tone", metric=None):
    made = document(text, targets=("Zandia", "Olmen"), quotes=quotes)
    return rows(made, metric, field)[target, voice].value


def vader(text, **more):
    return tone(text, metric=Stance(lexicon="vader"), **more)


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
        ("Zandia is a true democracy.", 1),
        ("Zandia is a so-called 'democracy'.", -1),
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
        ("An earthquake hit Zandia", -1),
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
    assert vader("Zandia is hostile") == pytest.approx(-0.4 * math.exp(-2 / 15))
    assert vader("Hostile Zandia") == pytest.approx(-0.4 * math.exp(-1 / 3))
    assert vader("Zandia is not hostile") == pytest.approx(
        0.3 * 0.4 * math.exp(-3 / 15)
    )
    assert vader("Zandia, it seems, is hostile") == pytest.approx(
        -0.4 * math.exp(-4 / 15) * 0.7**2
    )


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


def test_little_passes_in_or_out_of_quotation_marks():
    text = "Zandia is “brutal” to him."
    made = document(text, targets=("Zandia",), quotes=[quote(text, "“brutal”")])
    found = rows(made)
    assert found["Zandia", "unattributed"].numerator == 0
    assert found["Zandia", "all"].value == pytest.approx(0.2 * tone(text))


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
    assert (
        rows(made, Stance(weighing=Weighing(other_voice=0.0)))["Zandia", "all"].value
        == 0
    )


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
    value = vader(text, voice="quoted", quotes=[said])
    assert value == pytest.approx(factor * 2.3 / 4 * math.exp(-2 / 15))


def test_evidence_names_the_entry_and_its_modifier():
    made = document("Zandia is not hostile.", targets=("Zandia",))
    item = Stance()(made).evidence[0]
    assert (item.span.of(made.text), item.note) == ("hostile", "hostile, after 'not'")


def test_hit_near_two_mentions_stands_once_in_the_evidence():
    made = document("Zandia and again Zandia is hostile.", targets=("Zandia",))
    voices = [item.voice for item in Stance()(made).evidence]
    assert sorted(voices) == ["all", "unattributed"]


def test_modifier_of_another_sentence_does_not_count():
    assert tone("He would not. Hostile Zandia left.") < 0


def test_longest_entry_counts_once(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("term,weight\nfree,1\nfree rider*,-1\n", encoding="utf-8")
    value = tone("Zandia has free riders", metric=Stance(lexicon=str(path)))
    assert value == pytest.approx(-math.exp(-2 / 15))


def test_term_in_several_categories_counts_with_its_mean(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("term,category,weight\nodd,a,1\nodd,b,0\n", encoding="utf-8")
    value = tone("Zandia odd", metric=Stance(lexicon=str(path)))
    assert value == pytest.approx(0.5 * math.exp(-1 / 15))


@pytest.mark.parametrize(
    "parameters",
    [
        {"tau_before": 0},
        {"tau_after": -1},
        {"own_speech": 2},
        {"other_voice": -0.1},
        {"per_break": 1.5},
        {"across_marks": math.nan},
    ],
)
def test_parameters_outside_their_range_are_refused(parameters):
    with pytest.raises(ParameterError, match=next(iter(parameters))):
        Weighing(**parameters)


def test_unknown_lexicon_is_refused():
    with pytest.raises(LexiconError, match="did you mean 'vader'"):
        Stance(lexicon="vaderr")(document("Zandia left.", targets=("Zandia",)))


def test_own_lists_decide_before_vader(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("term,weight\nhostile,1\nodd,-1\n", encoding="utf-8")
    both = Stance(lexicon=f"{path}+vader")
    assert tone("Zandia is hostile", metric=both) > 0
    assert tone("Zandia is awful", metric=both) < 0


def test_words_inside_a_name_never_count():
    assert tone("Zandia met Grace Love in the Hall of Peace.") == 0
    assert tone("Zandia acted with grace and love.") > 0


def test_capitals_of_a_headline_are_no_names():
    assert tone("Zandia Is a Brutal Enemy") < 0


SPOKEN = "“Zandia is a brutal enemy,” Ruiz said. “Zandia is generous,” Olsen said."
RUIZ = Speaker(name="Ana Ruiz", key="ana-ruiz", country="Olmen")
OLSEN = Speaker(name="Ben Olsen", key="ben-olsen", country="Zandia")


def spoken():
    said = [
        quote(SPOKEN, "“Zandia is a brutal enemy,”", speaker=RUIZ),
        quote(SPOKEN, "“Zandia is generous,”", speaker=OLSEN),
    ]
    return document(SPOKEN, targets=("Zandia",), quotes=said)


def test_quoted_words_have_a_row_for_each_known_speaker():
    made = spoken()
    ruiz = rows(made, actor="ana-ruiz")["Zandia", "quoted"]
    olsen = rows(made, actor="ben-olsen")["Zandia", "quoted"]
    assert ruiz.value < 0 < olsen.value
    assert (ruiz.denominator, olsen.denominator) == (1.0, 1.0)


def test_selection_leaves_out_what_a_target_says_of_itself():
    made = spoken()
    chosen = rows(made, field="selection")["Zandia", "all"]
    ruiz = rows(made, actor="ana-ruiz")["Zandia", "quoted"]
    assert (chosen.numerator, chosen.denominator) == (ruiz.numerator, 1.0)


def test_words_of_another_speaker_in_the_same_sentence_do_not_count():
    text = "“Zandia spoke,” Ruiz said, as Olsen replied “that was awful”."
    said = [
        quote(text, "“Zandia spoke,”", speaker=RUIZ),
        quote(text, "“that was awful”", speaker=OLSEN),
    ]
    made = document(text, targets=("Zandia",), quotes=said)
    assert rows(made)["Zandia", "quoted"].numerator == 0


def test_hits_say_all_that_decides_their_weight():
    made = document("Zandia, he said, is not hostile.", targets=("Zandia",))
    (hit,) = Stance(lexicon="vader")(made).hits
    assert (hit.hit.entry, hit.hit.valence, hit.hit.modifiers) == (
        "hostile",
        -0.4,
        "not",
    )
    assert (hit.distance, hit.breaks, hit.is_own) == (5, 2, False)
    assert (
        hit.amount == hit.amount_all == pytest.approx(0.12 * math.exp(-5 / 15) * 0.7**2)
    )


def test_hits_add_up_to_every_value():
    made = spoken()
    measured = Stance()(made)
    total = math.fsum(part.amount_all for part in measured.hits)
    assert total == pytest.approx(rows(made)["Zandia", "all"].numerator)


def test_brief_stance_has_the_same_tone_and_nothing_else():
    made, brief = spoken(), Stance(brief=True)
    assert rows(made, brief) == rows(made)
    assert {row.field for row in brief(made).rows} == {"tone"}
    assert brief(made).hits == ()


def test_same_text_under_two_outlets_scores_the_same():
    one = document(SPOKEN, targets=("Zandia",), outlet="herald")
    other = document(SPOKEN, targets=("Zandia",), outlet="tribune")
    assert Stance()(one) == Stance()(other)


def directed(text, holder="Zandia", target="Olmen", quotes=()):
    made = document(text, targets=("Zandia", "Olmen"), quotes=quotes)
    return Stance().toward(made, holder=holder, target=target)


def test_what_one_actor_does_to_another_has_a_direction():
    text = "Zandia condemned Olmen."
    assert directed(text) < 0
    assert directed(text, holder="Olmen", target="Zandia") == 0


def test_what_one_actor_says_of_another_counts_wherever_it_stands():
    text = "“Olmen is a brutal enemy,” said Zandia."
    speaker = Speaker(name="Zandia", key="Zandia")
    said = [quote(text, "“Olmen is a brutal enemy,”", speaker=speaker)]
    assert directed(text, quotes=said) < 0


def test_direction_is_undefined_where_the_holder_is_not_heard():
    assert math.isnan(directed("Olmen is a brutal enemy."))


def test_what_either_side_says_of_their_relation_is_own_speech():
    text = "“Our ties are excellent,” Olsen said."
    made = document(
        text, quotes=[quote(text, "“Our ties are excellent,”", speaker=OLSEN)]
    )
    ties = Mention(
        target="Olmen-Zandia", span=Span(5, 9), first=1, last=2, kind="relation"
    )
    kept = dataclasses.replace(made, mentions=(ties,))
    (hit,) = Stance(lexicon="vader")(kept).hits
    assert hit.is_own
