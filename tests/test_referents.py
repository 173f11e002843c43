"""Tests of reading and checking label choices."""

from __future__ import annotations

import pickle

import pytest

from framing.actors import Actor, Actors, load_actors
from framing.errors import LexiconError
from framing.match import Matcher
from framing.referents import Referents, load_referents
from framing.resources import data_folder

HEADS = "referent,title,valid_from,context,masks"
LABELS = "referent,label,terms,in_context,used_by,source,checked"
NAME = "isle-name,the isle,,sea,"
ONE = "isle-name,Ona,ona|ona isle,,Arland,atlas,false"
TWO = "isle-name,Ulu,ulu,the isle,Urland,atlas,true"
ARLAND = Actor(
    key="AR",
    name="Arland",
    kind="state",
    country="AR",
    demonyms=("Arlandic", "Twin"),
    places=("Arlport",),
)
URLAND = Actor(key="UR", name="Urland", kind="state", country="UR", demonyms=("Twin",))
RULER = Actor(
    key="una-verro",
    name="Una Verro",
    kind="person",
    country="AR",
    actor_type="head of state or government",
)
ACTORS = Actors(entries=(ARLAND, URLAND, RULER))


def folder_with(path, heads=(NAME,), labels=(ONE, TWO)):
    for name, header, rows in (
        ("referents", HEADS, heads),
        ("labels", LABELS, labels),
    ):
        text = "\n".join([header, *rows]) + "\n"
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def fault(path, **rows):
    with pytest.raises(LexiconError) as caught:
        load_referents(folder_with(path, **rows), actors=ACTORS)
    return str(caught.value)


SHIPPED = load_referents(actors=load_actors())
OWN = [entry for entry in SHIPPED.entries if entry.key == entry.family]


def test_shipped_table_is_large_enough():
    assert len(OWN) >= 60
    assert sum(len(entry.labels) for entry in OWN) >= 250


def test_shipped_labels_are_not_claimed_to_be_checked():
    assert not any(label.checked for entry in OWN for label in entry.labels)


def test_no_shipped_label_is_marked_as_the_plain_one():
    words = " ".join(
        f"{entry.title} {label.used_by} {label.source}".lower()
        for entry in OWN
        for label in entry.labels
    )
    assert not {"neutral", "correct", "loaded", "biased"} & set(words.split())


@pytest.mark.parametrize("name", ["referents", "labels"])
def test_shipped_rows_are_sorted(name):
    path = data_folder("lexicons") / "labels" / f"{name}.csv"
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    keys = [row.split(",")[0] for row in rows]
    assert keys == sorted(keys)


def test_every_shipped_term_can_be_matched():
    terms = [
        term
        for entry in SHIPPED.entries
        for label in entry.labels
        for term in (*label.terms, *label.in_context, *entry.masks, *entry.context)
    ]
    assert len(Matcher((term, None) for term in terms)) == len(terms)


def test_a_folder_is_read_once(tmp_path):
    folder = folder_with(tmp_path)
    first = load_referents(folder, actors=ACTORS)
    assert load_referents(str(folder), actors=ACTORS) is first


def test_labels_hold_their_users_and_sources(tmp_path):
    found = load_referents(folder_with(tmp_path), actors=ACTORS).get("isle-name")
    assert [label.name for label in found.labels] == ["Ona", "Ulu"]
    assert found.labels[0].terms == ("ona", "ona isle")
    assert (found.labels[1].used_by, found.labels[1].checked) == ("Urland", True)


def test_the_digest_tells_two_tables_apart(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = load_referents(folder_with(tmp_path / "a"), actors=ACTORS)
    other = folder_with(tmp_path / "b", labels=(ONE, TWO.replace("Urland", "many")))
    assert first.digest != load_referents(other, actors=ACTORS).digest


def test_a_referent_of_each_state_is_filled_in(tmp_path):
    folder = folder_with(
        tmp_path,
        heads=("rule-of-{state},the rule of {name},,,",),
        labels=(
            "rule-of-{state},rule,{demonym} rule|{leader} rule,,x,y,false",
            "rule-of-{state},reign,reign in {place}|reign of {name},,x,y,false",
        ),
    )
    found = load_referents(folder, actors=ACTORS)
    first, second = found.entries
    assert (first.key, first.title) == ("rule-of-ar", "the rule of Arland")
    assert first.labels[0].terms == ("reign in arlport", "reign of arland")
    assert first.labels[1].terms == ("arlandic rule", "verro rule")
    assert second.labels[1].terms == ()


def test_the_table_travels():
    assert pickle.loads(pickle.dumps(SHIPPED)) == SHIPPED
    assert Referents().entries == ()


HEAD_FAULTS = [
    ("Isle,the isle,,sea,", "referents.csv:2: referent must be like"),
    ("isle-name,,,sea,", "referents.csv:2: title is empty"),
    ("isle-name,the isle,2014,sea,", "valid_from must be empty or YYYY-MM-DD"),
    ("isle-name,the isle,,sea|,", "empty or repeated item"),
    ("isle-name,the isle,,Sea,", "a term is in lower case"),
    ("isle-name,the isle,,sea", "4 fields, expected 5"),
    ("isle-name,the isle,,,", "in_context needs words in the context"),
    (f"{NAME}\n{NAME}", "referent 'isle-name' is used twice"),
]


@pytest.mark.parametrize(("row", "words"), HEAD_FAULTS)
def test_a_faulty_referent_is_named_with_its_line(tmp_path, row, words):
    assert words in fault(tmp_path, heads=(row,))


LABEL_FAULTS = [
    ("isle,Ulu,ulu,,Urland,atlas,false", "labels.csv:3: referent must be one of"),
    ("isle-name,,ulu,,Urland,atlas,false", "label is empty"),
    ("isle-name,Ulu,ulu,,,atlas,false", "used_by is empty"),
    ("isle-name,Ulu,ulu,,Urland,,false", "source is empty"),
    ("isle-name,Ulu,ulu,,Urland,atlas,maybe", "checked must be one of"),
    ("isle-name,Ulu,,,Urland,atlas,false", "label 'Ulu' has no term"),
    ("isle-name,Ulu,u*lu,,Urland,atlas,false", "'*' at its end only"),
    ("isle-name,Ulu,{name} isle,,Urland,atlas,false", "the referent has no {state}"),
    ("isle-name,Ulu,ona,,Urland,atlas,false", "term 'ona' of 'isle-name' is already"),
    ("isle-name,Ulu,ulu,ulu,Urland,atlas,false", "term 'ulu' of 'isle-name' is"),
    ("isle-name,Ona,ulu,,Urland,atlas,false", "label 'Ona' of 'isle-name' is already"),
]


@pytest.mark.parametrize(("row", "words"), LABEL_FAULTS)
def test_a_faulty_label_is_named_with_its_line(tmp_path, row, words):
    assert words in fault(tmp_path, labels=(ONE, row))


def test_one_label_is_no_choice(tmp_path):
    assert "'isle-name' has 1 labels" in fault(tmp_path, labels=(ONE,))


def test_a_referent_cannot_have_the_key_of_an_actor(tmp_path):
    heads = (NAME.replace("isle-name", "una-verro"),)
    labels = tuple(row.replace("isle-name", "una-verro") for row in (ONE, TWO))
    assert "the key of an actor" in fault(tmp_path, heads=heads, labels=labels)


def test_an_unknown_slot_is_named_with_those_allowed(tmp_path):
    heads = ("rule-of-{state},the rule of {name},,,",)
    labels = ("rule-of-{state},rule,{people} rule,,x,y,false",)
    assert "slot must be one of '{demonym}'" in fault(
        tmp_path, heads=heads, labels=labels
    )


def test_a_missing_file_is_named_with_what_a_folder_holds(tmp_path):
    with pytest.raises(LexiconError, match=r"holds referents\.csv and labels\.csv"):
        load_referents(tmp_path, actors=ACTORS)


def test_a_wrong_header_is_shown(tmp_path):
    folder = folder_with(tmp_path)
    (folder / "labels.csv").write_text("label,terms\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"labels\.csv:1: the header must be"):
        load_referents(folder, actors=ACTORS)


def test_another_encoding_is_refused(tmp_path):
    folder = folder_with(tmp_path)
    (folder / "labels.csv").write_bytes("é".encode("latin-1"))
    with pytest.raises(LexiconError, match="is not UTF-8"):
        load_referents(folder, actors=ACTORS)
