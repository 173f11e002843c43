"""Tests of counting label choices."""

from __future__ import annotations

import dataclasses

import pytest

from framing.metrics import Labels
from framing.model import DateEstimate
from tests.documents import document, quote


def uses(text, referent, *, voice="all", field="label_share", **given):
    """Return how often each label of a referent was used."""
    rows = Labels()(document(text, **given)).rows
    return {
        row.actor: row.numerator
        for row in rows
        if (row.target, row.voice, row.field) == (referent, voice, field)
        and row.numerator
    }


CASES = [
    ("The special military operation went on.", "war-in-ukraine",
     {"special military operation": 1}),
    ("Russia invaded Ukraine.", "war-in-ukraine", {"invasion": 1}),
    ("The war left Kyiv dark.", "war-in-ukraine", {"war": 1}),
    ("A new cold war over Ukraine began.", "war-in-ukraine", {}),
    ("War crimes in Ukraine are examined.", "war-in-ukraine", {}),
    ("A war of aggression against Ukraine began.", "war-in-ukraine",
     {"aggression": 1}),
    ("The reunification of Germany was long ago.", "taiwan-and-mainland", {}),
    ("Beijing speaks of reunification with Taiwan.", "taiwan-and-mainland",
     {"reunification": 1}),
    ("The annexation of Crimea was condemned.", "crimea-2014", {"annexation": 1}),
    ("The Syrian government met the Assad regime's envoys.", "government-of-sy",
     {"government": 1, "regime": 1}),
    ("The Russian sanctions regime is under review.", "government-of-ru", {}),
    ("Odds are on Persian Gulf oil.", "persian-gulf-name", {"Persian Gulf": 1}),
    ("UNILATERAL COERCIVE MEASURES MUST END.", "sanctions",
     {"unilateral coercive measures": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "referent", "expected"), CASES)
def test_a_label_counts_where_it_names_the_referent(text, referent, expected):
    assert uses(text, referent) == expected


def test_context_must_stand_in_the_same_sentence():
    text = "Ukraine has a long border. The war of the roses was older."
    assert uses(text, "war-in-ukraine") == {}


def test_a_word_is_no_context_of_itself():
    assert uses("They feared an invasion of Georgia.", "war-in-ukraine") == {}


def test_shares_of_a_referent_add_up_to_one():
    text = "The war in Ukraine, the Ukraine crisis and the invasion of Ukraine."
    rows = [r for r in Labels()(document(text)).rows if r.voice == "all"]
    assert sum(row.value for row in rows) == pytest.approx(1.0)
    assert {row.denominator for row in rows} == {3.0}
    assert len(rows) > 3


def test_the_voice_of_the_words_decides():
    text = "“The invasion of Ukraine goes on,” Ruiz said of the war in Ukraine."
    quotes = (quote(text, "“The invasion of Ukraine goes on,”"),)
    assert uses(text, "war-in-ukraine", voice="quoted", quotes=quotes) == {
        "invasion": 1
    }
    assert uses(text, "war-in-ukraine", voice="unattributed", quotes=quotes) == {
        "war": 1
    }


def test_scare_quotes_are_counted_apart():
    text = "The “special military operation” and the special military operation."
    quotes = (quote(text, "“special military operation”", kind="scare"),)
    name = "special military operation"
    given = {"voice": "unattributed", "quotes": quotes}
    assert uses(text, "war-in-ukraine", **given) == {name: 1}
    assert uses(text, "war-in-ukraine", field="marked_share", **given) == {name: 1}
    rows = Labels()(document(text, quotes=quotes)).rows
    assert [r.value for r in rows if r.field == "marked_share"] == [0.5]


def test_names_of_works_name_no_referent():
    text = "He wrote “The War in Ukraine” in May."
    quotes = (quote(text, "“The War in Ukraine”", kind="name"),)
    assert Labels()(document(text, quotes=quotes)).rows == ()


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2014-05-01", {}), ("2022-05-01", {"war": 1}), ("", {"war": 1})],
)
def test_an_older_article_does_not_name_a_later_referent(day, expected):
    made = dataclasses.replace(
        document("The war in Ukraine went on."), date=DateEstimate(low=day, high=day)
    )
    rows = Labels()(made).rows
    assert {r.actor: r.numerator for r in rows if r.voice == "all" and r.numerator} == (
        expected
    )


def test_evidence_says_which_form_stood_there():
    made = Labels()(document("The Assad regime fell."))
    item = next(e for e in made.evidence if e.voice == "all")
    assert (item.actor, item.note, item.amount) == ("regime", "assad regime", 1.0)


def test_the_users_own_table_replaces_the_shipped_one(tmp_path):
    (tmp_path / "referents.csv").write_text(
        "referent,title,valid_from,context,masks\nisle,the isle,,,\n", encoding="utf-8"
    )
    (tmp_path / "labels.csv").write_text(
        "referent,label,terms,in_context,used_by,source,checked\n"
        "isle,Ona,ona,,Arland,atlas,false\nisle,Ulu,ulu,,Urland,atlas,false\n",
        encoding="utf-8",
    )
    rows = Labels(labels=str(tmp_path))(document("Ona, not Ulu. The war in Ukraine."))
    assert {row.target for row in rows.rows} == {"isle"}
