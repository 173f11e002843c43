"""What a comparison rests on."""

from __future__ import annotations

import pytest

from tests.comparison.tables import compared, tables


@pytest.fixture(scope="module")
def made():
    changes = {
        "e00-o0": {"genre": "opinion"},
        "e01-o1": {"origin": "wire copy of Telvane"},
        "e02-o1": {"outlet": "o99", "outlet_name": "Zeta"},
        "e03-o1": {"outlet": "alone", "outlet_name": "Alone"},
        "e04-o2": {"date_low": "", "date_high": ""},
        "e05-o2": {"date_low": "2031-03-05", "date_high": "2031-03-05"},
    }
    return compared(tables(changes=changes))


def test_outlets_stand_by_group_then_alphabet(made):
    assert made.outlets["outlet"].tolist() == ["o0", "o2", "o1", "o3", "alone", "o99"]
    assert made.outlets["group"].tolist()[-2:] == ["", ""]


def test_outlets_carry_their_claims(made):
    first = made.outlets.set_index("outlet").loc["o0"]
    assert first["claims"] == (("control", "unknown", "made up", False),)
    assert (first["n_articles"], first["n_compared"], first["n_events"]) == (8, 7, 8)


def test_an_outlet_without_a_profile_is_not_known(made):
    alone = made.outlets.set_index("outlet").loc["alone"]
    assert (alone["known"], alone["country"], alone["claims"]) == (False, "", ())


def test_events_stand_by_date_the_undated_last():
    tables_ = tables()
    tables_["events"].loc[0, ["date_low", "date_high"]] = ""
    events = compared(tables_).events
    assert events["event"].iloc[-1] == "e00"
    assert events["n_articles"].tolist() == [4] * 8


def test_events_count_both_sides(made):
    event = made.events.set_index("event").loc["e00"]
    assert event[["n_articles", "n_outlets", "n_a", "n_b"]].tolist() == [4, 4, 1, 2]
    assert event["shared"]


def test_shares_of_a_balance_add_up(made):
    measures = ~made.balance["measure"].isin(["articles", "words"])
    totals = made.balance[measures].groupby(["scope", "measure"])["share"].sum()
    assert totals.tolist() == pytest.approx([1.0] * len(totals))


def test_balance_counts_days_from_the_event(made):
    days = made.balance[made.balance["measure"] == "days from event"]
    mine = days[days["scope"] == "o2"].set_index("category")["n"].to_dict()
    assert mine == {"next day": 6, "unknown": 1, "2 to 7 days": 1}


def test_wire_copy_of_all_agencies_is_one_origin(made):
    origin = made.balance[made.balance["measure"] == "origin"]
    mine = origin[origin["scope"] == "o1"].set_index("category")["n"].to_dict()
    assert mine == {"own": 5, "wire copy": 1}


def test_outlet_values_pool_the_articles_of_the_shared_events(made):
    table, values = made.table, made.outlet_values
    mine = table[(table["outlet"] == "o3") & (table["field"] == "quoted_words")]
    found = values[(values["outlet"] == "o3") & (values["field"] == "quoted_words")]
    assert found["value"].item() == pytest.approx(
        mine["numerator"].sum() / mine["denominator"].sum()
    )
    assert found["low"].item() < found["value"].item() < found["high"].item()


def test_an_outlet_in_no_group_has_values_of_its_own(made):
    found = made.outlet_values[made.outlet_values["outlet"] == "o99"]
    assert set(found["scope"]) == {"shared events"}
    assert set(found["n_articles"]) == {1}
    assert found["low"].isna().all()


def test_without_shared_events_all_articles_count():
    made = tables(3, 2)
    made["members"] = made["members"].head(0)
    values = compared(made, n_outlets=2).outlet_values
    assert set(values["scope"]) == {"all articles"}
    assert set(values["n_articles"]) == {3}
    assert set(values["n_events"]) == {0}
