"""Terms tested again under other choices."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.comparison.term_checks import TERM_CHECKED
from tests.comparison.tables import compared
from tests.comparison.test_distinctive import planted

STRICT = "events grouped more strictly"


def storm(made):
    table = made.contrasts[made.contrasts["measure"] == "log_odds"]
    return table.set_index("term").loc["storm"]


def grouped(made, event):
    placed = made["members"][["article", "event"]]
    return made | {"members_other": placed.assign(choice=STRICT, event=event(placed))}


@pytest.fixture(scope="module")
def same():
    return compared(grouped(planted(), lambda placed: placed["event"]), lead_words=20)


def test_a_word_that_stands_under_every_choice_depends_on_none(same):
    assert (storm(same)["verdict"], storm(same)["depends"]) == ("differs", "")


def test_every_choice_is_listed(same):
    found = same.wording.robustness
    assert tuple(found.columns) == TERM_CHECKED
    mine = found[found["term"] == "storm"]
    assert mine["check"].tolist() == [STRICT, "equal-length leads"]


def test_leads_can_be_left_out():
    found = compared(planted(), lead_words=1).wording.robustness
    assert "storm" in set(found["term"])
    assert compared(planted(), lead_words=0).wording.robustness.empty


def test_a_word_of_one_outlet_alone_depends_on_who_is_in_the_events():
    made = planted(16)
    texts = made["texts"]
    mine = texts["article"].str.endswith("-o2")
    made["texts"] = texts.assign(
        tokens=texts["tokens"].where(~mine, texts["tokens"].str.replace("storm", "sea"))
    )
    alone = made["members"]["article"].str.endswith("-o0")
    other = grouped(
        made, lambda placed: placed["event"].where(~alone, placed["article"])
    )
    # o0 has its events for itself now: the word is on no side.
    found = compared(other, lead_words=0)
    assert "storm" not in set(found.wording.robustness["term"])
    assert storm(found)["depends"] == ""


def test_a_word_that_wire_copy_levels_depends_on_it():
    made = planted(16)
    articles = made["articles"]
    wire = articles["article"].str[-1].isin(["1", "3"])
    # One more article of each odd outlet, wire copy that has the word thrice.
    copies = articles[wire].assign(origin="mixed")
    copies["article"] += "w"
    texts = made["texts"][made["texts"]["article"].str[-1].isin(["0", "2"])].copy()
    texts["article"] = [
        key[:-1] + str(int(key[-1]) + 1) + "w" for key in texts["article"]
    ]
    members = made["members"]
    more = members[members["article"].str[-1].isin(["1", "3"])].copy()
    more["article"] += "w"
    texts["tokens"] = texts["tokens"].str.replace("storm", "storm storm")
    texts["voice"] = [bytes([0, *voice]) for voice in texts["voice"]]
    texts["capital"] = [bytes(len(voice)) for voice in texts["voice"]]
    made["articles"] = pd.concat([articles, copies], ignore_index=True)
    made["texts"] = pd.concat([made["texts"], texts], ignore_index=True)
    made["members"] = pd.concat([members, more], ignore_index=True)
    assert storm(compared(made, lead_words=0))["depends"] == "wire copy included"
