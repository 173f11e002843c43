"""How outlets name a target."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.comparison.naming import NAMING_TESTS, NAMINGS, OTHERS
from framing.document import analyse
from framing.model import Article
from framing.naming import namings
from tests.comparison.tables import compared, tables


@pytest.fixture(scope="module")
def made():
    return compared(tables(14)).wording


def test_shares_of_an_outlet_add_up(made):
    assert tuple(made.namings.columns) == NAMINGS
    assert (made.namings.groupby("outlet")["share"].sum() == 1).all()


def test_a_form_of_one_group_differs(made):
    assert tuple(made.naming_tests.columns) == NAMING_TESTS
    row = made.naming_tests.set_index("form").loc["the coast"]
    assert (row["value_a"], row["value_b"], row["n_events"]) == (50.0, 0.0, 14)
    assert row["verdict"] == "differs"


def test_few_events_give_shares_without_a_verdict():
    found = compared(tables(5)).wording
    assert set(found.naming_tests["verdict"]) == {"not estimable"}
    assert len(found.namings)


def test_rare_forms_are_counted_together():
    made = tables(14)
    rare = pd.DataFrame(
        [("e00-o0", "XA", "that land", "unattributed")],
        columns=["article", "target", "form", "voice"],
    )
    made["namings"] = pd.concat([made["namings"], rare])
    found = compared(made).wording
    assert OTHERS in set(found.namings["form"])
    assert OTHERS not in set(found.naming_tests["form"])


def test_namings_of_quotations_do_not_count():
    made = tables(14)
    made["namings"] = made["namings"].assign(voice="quoted")
    found = compared(made).wording
    assert found.namings.empty
    assert found.naming_tests.empty


RAW = (
    "MOSCOW — Russian President Vladimir Putin met ministers on Monday. Mr. Putin said "
    "that Russia agreed. Russian troops stayed, and the Kremlin was silent."
)


def test_a_title_belongs_to_the_naming_of_a_person():
    document = analyse(Article(id="a", raw=RAW, published="2021-06-28"))
    found = [(n.target, n.form) for n in namings(document)]
    assert ("vladimir-putin", "russian president vladimir putin") in found
    assert ("RU", "russia") in found
    assert not [form for _, form in found if form == "russian"]


def test_a_naming_goes_back_to_its_words():
    document = analyse(Article(id="a", raw=RAW, published="2021-06-28"))
    words = {n.form: document.text[n.start : n.stop] for n in namings(document)}
    assert words["russian president vladimir putin"] == (
        "Russian President Vladimir Putin"
    )
