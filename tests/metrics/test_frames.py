"""Frame vocabulary: rates of dictionaries by category and voice."""

from __future__ import annotations

import math

import pytest

from framing.errors import LexiconError, ParameterError
from framing.lexicons import load_lexicon
from framing.metrics.frames import NOT_COUNTED, Frames, vocabulary
from tests.documents import document, quote

SHIPPED = ("frames_generic", "frames_world")
TEXT = (
    "The neighbours praised their strategic partnership. “We want dialogue, not war,” "
    "Ruiz said."
)
QUOTES = (quote(TEXT, "“We want dialogue, not war,”"),)


def write(folder, rows, name="mine"):
    path = folder / f"{name}.csv"
    path.write_text("term,category,weight\n" + "\n".join(rows) + "\n", "utf-8")
    return str(path)


def measure(text, *, frames=("frames_world",), names=(), **given):
    return Frames(frames=frames, names=names)(document(text, **given))


def terms(measurement, actor, voice="all"):
    return [
        item.note
        for item in measurement.evidence
        if (item.field, item.actor, item.voice) == ("hits", actor, voice)
    ]


def row(measurement, field, actor, voice="all"):
    return next(
        row
        for row in measurement.rows
        if (row.field, row.actor, row.voice) == (field, actor, voice)
    )


def test_hits_are_counted_per_1000_words_of_their_voice():
    found = measure(TEXT, quotes=QUOTES)
    own = row(found, "hits", "frames_world: cooperation", "unattributed")
    quoted = row(found, "hits", "frames_world: cooperation", "quoted")
    assert (own.numerator, own.denominator, own.value) == (1.0, 8.0, 125.0)
    assert (quoted.numerator, quoted.denominator, quoted.value) == (1.0, 5.0, 200.0)


def test_voices_add_up_to_all():
    found = measure(TEXT, quotes=QUOTES)
    parts = [r for r in found.rows if r.field == "hits" and r.voice != "all"]
    whole = [r for r in found.rows if r.field == "hits" and r.voice == "all"]
    assert sum(r.numerator for r in parts) == sum(r.numerator for r in whole) == 3.0


def test_an_article_counts_once_however_often_it_has_a_word():
    found = measure("War, war and war.")
    share = row(found, "articles", "frames_world: conflict")
    assert (share.numerator, share.denominator) == (1.0, 1.0)
    assert row(found, "hits", "frames_world: conflict").numerator == 3.0


def test_an_article_without_a_word_counts_as_none():
    share = row(measure("The cat sat."), "articles", "frames_world: conflict")
    assert (share.numerator, share.value) == (0.0, 0.0)


def test_a_voice_without_words_has_no_row():
    assert {r.voice for r in measure("The cat sat.").rows} == {"unattributed", "all"}


def test_a_text_without_words_has_no_rows():
    assert measure("… !").rows == ()


def test_of_overlapping_entries_of_a_category_the_longest_counts_once(tmp_path):
    mine = write(tmp_path, ["free trade,a,1", "trade,a,1", "trade deal,b,1"])
    found = measure("A free trade deal.", frames=(mine,))
    assert terms(found, "mine: a") == ["free trade"]
    assert terms(found, "mine: b") == ["trade deal"]


def test_evidence_names_the_entry_and_its_place():
    text = "They signed a memorandum of understanding."
    item = measure(text).evidence[0]
    assert item.note == item.span.of(text) == "memorandum of understanding"


@pytest.mark.parametrize(
    "text",
    [
        "The Defence Ministry and the Security Council met.",
        "The defense minister called the national security adviser.",
    ],
)
def test_words_inside_offices_do_not_count(text):
    assert terms(measure(text), "frames_world: security") == []


def test_a_phrase_that_reaches_beyond_an_office_counts():
    found = measure("It broke a Security Council resolution.")
    assert terms(found, "frames_world: law_order") == ["security council resolution"]


def test_words_inside_given_names_do_not_count():
    text = "The Tarvonian Cooperation Forum praised cooperation."
    assert len(terms(measure(text), "frames_world: cooperation")) == 2
    found = measure(text, names=("Tarvonian Cooperation Forum",))
    assert terms(found, "frames_world: cooperation") == ["cooperation"]


def test_a_name_of_one_word_masks_nothing():
    found = measure("They want peace talks and trade.", names=("Trade", "Trade"))
    assert terms(found, "frames_world: economic") == ["trade"]


def test_a_target_named_like_an_entry_is_masked(tmp_path):
    mine = write(tmp_path, ["accord,a,1"])
    text = "Accord rejected Accord's accord."
    assert len(terms(measure(text, frames=(mine,)), "mine: a")) == 3
    masked = measure(text, frames=(mine,), targets=("Accord",))
    assert terms(masked, "mine: a") == ["accord"]


def test_a_word_made_of_a_name_still_counts():
    found = measure("It is an anti-China pact.", targets=("China",))
    assert terms(found, "frames_world: adversarial_alignment") == ["anti-china"]


def test_no_phrase_runs_over_the_end_of_a_sentence():
    assert terms(measure("It is free. Trade grew."), "frames_world: economic") == [
        "trade"
    ]


def test_a_word_list_without_categories_has_its_name_as_key(tmp_path):
    path = tmp_path / "plain.csv"
    path.write_text("term,weight\nperhaps,1\nmay,1\n", "utf-8")
    found = measure("Perhaps it may.", frames=(str(path),))
    assert {r.actor for r in found.rows} == {"plain"}
    assert row(found, "hits", "plain").numerator == 2.0


def test_a_dictionary_of_another_tool_is_counted(tmp_path):
    path = tmp_path / "mine.lc3"
    path.write_text("+hedge\nperhaps\nmaybe\n+sure\ncertain*\n", "utf-8")
    found = measure("Perhaps; certainly not.", frames=(str(path),))
    assert terms(found, "mine: hedge") == ["perhaps"]
    assert terms(found, "mine: sure") == ["certain*"]


def test_a_dictionary_may_hide_words_of_its_own(tmp_path):
    mine = write(tmp_path, [f"trade winds,{NOT_COUNTED},1", "trade,a,1"])
    found = measure("Trade winds.", frames=(mine, "frames_world"))
    assert terms(found, "mine: a") == []
    assert terms(found, "frames_world: economic") == ["trade"]


def test_what_does_not_count_has_no_row():
    keys = {r.actor for r in measure(TEXT, frames=SHIPPED).rows}
    assert not any(key.endswith(NOT_COUNTED) for key in keys)
    assert len(keys) == 14


def test_two_dictionaries_of_one_name_are_refused(tmp_path):
    (tmp_path / "x").mkdir()
    twice = (write(tmp_path, ["a,b,1"]), write(tmp_path / "x", ["c,d,1"]))
    with pytest.raises(ParameterError, match="two dictionaries are called 'mine'"):
        Frames(frames=twice)


def test_an_unknown_dictionary_is_refused():
    with pytest.raises(LexiconError, match="did you mean 'frames_world'"):
        Frames(frames=("frames_worlds",))


def test_without_dictionaries_nothing_is_measured():
    assert measure(TEXT, frames=()).rows == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_categories_have_words_enough(name):
    lexicon = load_lexicon(name)
    sizes = [len(lexicon.of_category(c)) for c, _ in lexicon.categories]
    assert min(sizes) >= 80


@pytest.mark.parametrize("name", SHIPPED)
def test_a_word_in_two_categories_says_why(name):
    found: dict[str, list[str]] = {}
    for entry in load_lexicon(name).entries:
        if entry.category != NOT_COUNTED:
            found.setdefault(entry.term, []).append(entry.note)
    double = [notes for notes in found.values() if len(notes) > 1]
    assert double
    assert all(note.startswith("also ") for notes in double for note in notes)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The two sides will deepen ties for mutual benefit.", "cooperation"),
        ("Rebels denounced the invasion.", "conflict"),
        ("Tariffs hurt exporters.", "economic"),
        ("They demanded non-interference in internal affairs.", "sovereignty"),
        ("Troops deployed missiles near the border.", "security"),
        ("Dissidents were tortured in detention camps.", "rights"),
        ("It violated the UN Charter.", "law_order"),
        ("The red carpet was rolled out for an old friend.", "ritual"),
        ("The bloc wants to encircle its adversaries.", "adversarial_alignment"),
    ],
)
def test_each_theme_of_world_politics_has_its_words(text, category):
    found = measure(text)
    rates = {
        r.actor: r.value for r in found.rows if (r.field, r.voice) == ("hits", "all")
    }
    assert max(rates, key=rates.__getitem__) == vocabulary("frames_world", category)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The rivals traded accusations, and one side won a victory.", "conflict"),
        ("A widow wept for her son and daughter.", "human_interest"),
        ("Prices rose, jobs were lost and taxes cost more.", "economic_consequences"),
        ("It was shameful, wicked and a sin.", "morality"),
        ("The government should solve it and be held accountable.", "responsibility"),
    ],
)
def test_each_generic_frame_has_its_words(text, category):
    found = measure(text, frames=("frames_generic",))
    rates = {
        r.actor: r.value for r in found.rows if (r.field, r.voice) == ("hits", "all")
    }
    assert max(rates, key=rates.__getitem__) == vocabulary("frames_generic", category)


def test_neutral_prose_has_no_vocabulary():
    found = measure(
        "President Ana Ruiz said on Monday that the state would answer the letter.",
        frames=SHIPPED,
    )
    assert [item.note for item in found.evidence] == []


def test_rates_of_nothing_are_undefined():
    assert all(math.isnan(r.value) for r in measure("").rows)
