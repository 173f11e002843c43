"""Tests of who is quoted by some outlets only, in whose words, and with which verbs."""

from collections import Counter

import pandas as pd
import pytest

from framing.report import speakers
from framing.report.blocks import Number, Paragraph, Table
from framing.report.introductions import association, introductions
from framing.report.tree import walk
from framing.report.view import view
from tests.report.conftest import comparison_of

PUBLIC = "head of state or government"


@pytest.fixture
def look():
    return view(comparison_of("make"))


def event_of(look):
    """An event with the ids of its articles, one an outlet."""
    event, ids = next((e, i) for e, i in look.in_event.items() if len(i) > 3)
    firsts = {str(look.article[key]["outlet"]): key for key in reversed(ids)}
    return event, ids, firsts


def quotes_by(look, said):
    """Quotations by (outlet's article, speaker, type, kind)."""
    frame = look.comparison.quotes.iloc[:1]
    rows = []
    for at, (article, name, actor_type, kind) in enumerate(said):
        row = frame.iloc[0].to_dict()
        row |= {
            "article": article,
            "quote": at,
            "speakers": (name,),
            "keys": ("k",) if actor_type == PUBLIC else ("",),
            "countries": ("VL",),
            "actor_types": (actor_type,),
            "named": True,
            "kind": kind,
            "nested_in": -1,
            "outlet": look.article[article]["outlet"],
        }
        rows.append(row)
    return pd.DataFrame(rows)


def texts(blocks):
    """All words of tables' cells, row by row."""
    (table,) = [b for b in blocks if isinstance(b, Table)]
    return [
        ["".join(getattr(piece, "text", "") for piece in cell) for cell in row.cells]
        for row in table.rows
    ]


def test_a_speaker_of_some_outlets_is_listed_with_the_others(look):
    _, ids, firsts = event_of(look)
    one, *others = firsts.values()
    quotes = quotes_by(look, [(one, "Ilan Doresh", PUBLIC, "direct")] * 2)
    ((name, by, missing),) = texts(speakers.some_only(look, quotes, ids, "a"))
    assert name.startswith("Ilan Doresh")
    assert by.split()[-1] == "2"
    assert len(missing.split(", ")) == len(others)


def test_a_speaker_of_all_outlets_is_not_listed(look):
    _, ids, firsts = event_of(look)
    said = [(key, "Ilan Doresh", PUBLIC, "direct") for key in firsts.values()]
    (line,) = speakers.some_only(look, quotes_by(look, said), ids, "a")
    assert isinstance(line, Paragraph)


def test_private_persons_are_never_counted_up(look):
    _, ids, firsts = event_of(look)
    key = next(iter(firsts.values()))
    quotes = quotes_by(look, [(key, "Mara Vint", "NGO or citizen", "direct")])
    assert not any(
        isinstance(b, Table) for b in speakers.some_only(look, quotes, ids, "a")
    )


def test_shares_in_marks_and_reported_add_up(look):
    _, _, firsts = event_of(look)
    key = next(iter(firsts.values()))
    kinds = ["direct"] * 3 + ["mixed"] + ["indirect"] * 4
    said = [(key, "Ilan Doresh", PUBLIC, kind) for kind in kinds]
    blocks = speakers.forms(look, quotes_by(look, said), "a")
    ((_, direct, mixed, reported, total),) = texts(blocks)
    assert (direct.split()[-1], mixed.split()[-1]) == ("3", "1")
    assert (reported.split()[-1], total) == ("4", "8")


def test_every_number_of_the_tables_has_its_evidence(look):
    _, ids, firsts = event_of(look)
    key = next(iter(firsts.values()))
    quotes = quotes_by(look, [(key, "Ilan Doresh", PUBLIC, "direct")])
    for blocks in (
        speakers.forms(look, quotes, "a"),
        speakers.some_only(look, quotes, ids, "b"),
    ):
        ids_ = {b.id for b in blocks if hasattr(b, "passages")}
        found = [
            piece
            for block in blocks
            if isinstance(block, Table)
            for row in block.rows
            for cell in row.cells
            for piece in cell
            if isinstance(piece, Number)
        ]
        assert found
        assert {number.evidence for number in found} <= ids_


def officials(look, line, monkeypatch, *, home, foreign):
    """Make an outlet quote so many officials of its own country and foreign ones."""
    article = look.by_outlet[line.key][0]
    country = str(look.profile[line.key]["country"])
    size = home + foreign
    quotes = quotes_by(look, [(article, "Ilan Doresh", PUBLIC, "direct")] * size)
    quotes["countries"] = [(country,)] * home + [("XX",)] * foreign
    quotes["cue_class"] = ["neutral"] * home + ["distancing"] * foreign
    quotes["cue_text"] = ["said"] * home + ["claimed"] * foreign
    monkeypatch.setattr(type(look), "quotes", lambda *_: quotes)
    monkeypatch.setitem(look.article[article], "translated", "no")


def test_few_quotations_of_officials_describe_nothing(look, monkeypatch):
    officials(look, look.outlets[0], monkeypatch, home=12, foreign=9)
    assert introductions(look, look.outlets[0]) == ()


def test_home_and_foreign_officials_stand_beside_all_speakers(look, monkeypatch):
    line = look.outlets[0]
    officials(look, line, monkeypatch, home=12, foreign=12)
    blocks = introductions(look, line)
    rows = {row[0][:4]: row[1:] for row in texts(blocks)}
    assert rows["said"] == ["100% 12", "none", "50% 12"]
    assert rows["dist"] == ["none", "100% 12", "50% 12"]
    (note,) = [b for b in blocks if isinstance(b, Paragraph)]
    assert "V = 1.00" in "".join(piece.text for piece in note.line)


def test_translated_copy_has_another_writers_verbs(look, monkeypatch):
    line = look.outlets[0]
    article = look.by_outlet[line.key][0]
    quotes = quotes_by(look, [(article, "Ilan Doresh", PUBLIC, "direct")] * 24)
    monkeypatch.setattr(type(look), "quotes", lambda *_: quotes)
    monkeypatch.setitem(look.article[article], "translated", "suspected")
    assert introductions(look, line) == ()


def test_association_of_like_counts_is_zero():
    assert association([Counter(a=4, b=4), Counter(a=2, b=2)]) == pytest.approx(0)


def test_the_parts_stand_in_the_report():
    from framing.report.assemble import build

    report = build(comparison_of("make"))
    labels = {
        block.label
        for section in report.sections
        for block in walk(section)
        if isinstance(block, Table)
    }
    assert {"In whose words"} <= labels
