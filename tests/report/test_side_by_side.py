"""The part of an event that lays articles side by side."""

from __future__ import annotations

import dataclasses

import pandas as pd

from framing.comparison.aligned import CONFLICTS, FACTS, UNMATCHED, UTTERANCES, Aligned
from framing.report.blocks import Heading, Paragraph, Table
from framing.report.side_by_side import side_by_side
from framing.report.view import view
from tests.report.make import make


def frame(columns, **values):
    n = max(len(v) for v in values.values() if isinstance(v, list))
    made = pd.DataFrame({c: values.get(c, [""] * n) for c in columns}, index=range(n))
    return made[list(columns)]


def built(**parts):
    """Return a look at the made-up comparison with another alignment, and an event."""
    comparison = make()
    look = view(comparison)
    event = next(key for key, ids in look.in_event.items() if len(ids) > 2)
    ids = look.in_event[event]
    tables = {name: part(event, ids, look) for name, part in parts.items()}
    changed = dataclasses.replace(comparison, alignment=Aligned(**tables))
    return view(changed), event


def headings(blocks):
    return [block.text for block in blocks if isinstance(block, Heading)]


def facts(event, ids, look):
    outlets = [str(look.article[key]["outlet"]) for key in ids[:2]]
    return frame(
        FACTS,
        event=[event] * 2,
        fact=[0, 0],
        words=["ferry · Lora"] * 2,
        article=list(ids[:2]),
        outlet=outlets,
        group=[str(look.article[key]["group"]) for key in ids[:2]],
        sentence=[-1, 4],
        start=[0, 0],
        stop=[5, 5],
        place=[0.0, 0.5],
        likeness=[0.9, 0.9],
        n_outlets=[2, 2],
    )


def test_an_event_without_alignment_has_no_empty_part():
    look, event = built()
    assert not [b for b in side_by_side(look, event) if isinstance(b, Heading)]


def test_facts_show_where_each_outlet_prints_them():
    look, event = built(facts=facts)
    blocks = side_by_side(look, event)
    assert headings(blocks) == ["Facts by who prints them"]
    table = next(block for block in blocks if isinstance(block, Table))
    drawn = "".join(str(cell) for cell in table.rows[0].cells)
    assert "◆" in drawn
    assert "○" in drawn
    assert table.rows[0].cells[0][0].text == "ferry · Lora"


def conflicts(event, ids, _look):
    return frame(
        CONFLICTS,
        event=[event],
        unit=["ship"],
        article_a=[ids[0]],
        start_a=[0],
        stop_a=[5],
        words_a=["nine ships"],
        article_b=[ids[1]],
        start_b=[0],
        stop_b=[5],
        words_b=["ten ships"],
        likeness=[0.8],
    )


def test_amounts_stand_with_both_outlets():
    look, event = built(conflicts=conflicts)
    blocks = side_by_side(look, event)
    table = next(block for block in blocks if isinstance(block, Table))
    said = str(table.rows[0].cells)
    assert "nine ships" in said
    assert "ten ships" in said


def unmatched(event, ids, look):
    return frame(
        UNMATCHED,
        event=[event],
        kind=["sentence"],
        words=["church · tug"],
        article=[ids[0]],
        outlet=[str(look.article[ids[0]]["outlet"])],
        group=[look.groups[0].key],
        sentence=[3],
        start=[0],
        stop=[5],
        place=[0.4],
        n_searched=[3],
    )


def test_a_list_without_match_says_how_many_are_missed_and_searched():
    look, event = built(unmatched=unmatched)
    blocks = side_by_side(look, event)
    notes = " ".join(str(b.line) for b in blocks if isinstance(b, Paragraph))
    assert "had one after all" in notes
    table = next(block for block in blocks if isinstance(block, Table))
    assert "3 articles" in str(table.rows[0].cells)
    said = " ".join([notes, str(table), *headings(blocks)]).lower()
    assert not [word for word in ("omit", "ignor", "hide", "silen") if word in said]


def test_figures_of_one_side_are_said_to_be_compared_letter_by_letter():
    def details(event, ids, look):
        made = unmatched(event, ids, look)
        return made.assign(kind="quoted words", words="sea of calm")

    look, event = built(unmatched=details)
    blocks = side_by_side(look, event)
    notes = " ".join(str(b.line) for b in blocks if isinstance(b, Paragraph))
    assert "another translation is not looked for" in notes
    table = next(block for block in blocks if isinstance(block, Table))
    assert "“sea of calm”" in str(table.rows[0].cells)
    assert str(table.caption).startswith("Not found in")


def utterances(event, _ids, look):
    quotes = look.quotes("event", event)
    rows = quotes.drop_duplicates("article").head(2)
    n = len(rows)
    return frame(
        UTTERANCES,
        event=[event] * n,
        utterance=[0] * n,
        speaker=["Ana Oru"] * n,
        article=rows["article"].astype(str).tolist(),
        outlet=[str(look.article[str(key)]["outlet"]) for key in rows["article"]],
        group=[""] * n,
        quote=rows["quote"].tolist(),
        kind=rows["kind"].astype(str).tolist(),
        form=["longest", "other words"][:n],
        n_words=[9, 5][:n],
        n_outlets=[2] * n,
    )


def test_renderings_stand_below_one_another_with_their_evidence():
    look, event = built(utterances=utterances)
    blocks = side_by_side(look, event)
    assert headings(blocks) == ["The same utterance"]
    table = next(block for block in blocks if isinstance(block, Table))
    assert len(table.rows) == 2
    assert table.rows[0].cells[1][0].evidence
