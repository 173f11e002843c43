"""The whole comparison, on small made-up runs."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pandas as pd
import pytest

from framing.comparison import Comparison, compare, to_tables
from framing.config import Analysis, Primary, RunConfig
from framing.errors import ConfigError, ParameterError
from tests.comparison.tables import FIELDS, GROUPS, compared, outlets, tables


@pytest.fixture(scope="module")
def plain():
    return compared()


@pytest.fixture(scope="module")
def shifted():
    return compared(tables(10, 8, shift=0.2), n_outlets=8)


def row(comparison, key):
    return comparison.summary.set_index("id").loc[key]


def test_a_planted_difference_differs(shifted):
    found = row(shifted, "quotation-quoted-words-all")
    assert found["verdict"] == "differs"
    assert found["low"] < 0.2 < found["high"]


def test_what_was_not_planted_does_not_differ(shifted):
    others = shifted.summary[shifted.summary["id"] != "quotation-quoted-words-all"]
    assert "differs" not in set(others["verdict"])


def test_four_against_four_outlets_make_a_claim_about_groups(shifted):
    found = row(shifted, "quotation-quoted-words-all")
    assert found["p_outlets"] == pytest.approx(2 / 70)
    assert found["group_claim"]
    assert found["loo_low"] <= found["difference"] <= found["loo_high"]
    assert shifted.conclusion == "groups"


def test_two_against_two_outlets_make_none(plain):
    assert plain.summary["p_outlets"].isna().all()
    assert not plain.summary["group_claim"].any()
    assert plain.conclusion == "outlets"


def test_values_differ_by_the_difference(plain):
    made = plain.summary
    gap = made["value_a"] - made["value_b"] - made["difference"]
    assert np.nanmax(gap.abs()) == 0


def test_columns_are_those_of_the_contract(plain):
    doc = Comparison.__doc__
    for name in ("summary", "event_values", "outlet_values", "events", "outlets"):
        columns = set(getattr(plain, name).columns)
        assert all(column in doc for column in columns), name


def test_found_is_used_and_set_aside(plain):
    assert plain.n_found == len(plain.articles) + len(plain.set_aside) == 33


def test_event_values_give_the_difference_again(plain):
    parts = plain.event_values[plain.event_values["id"] == "quotation-quoted-words-all"]
    sides = {k: g.set_index("event") for k, g in parts.groupby("group")}
    a, b = sides["state"], sides["western"]
    weight = a.denominator * b.denominator / (a.denominator + b.denominator)
    expected = (weight * (a["value"] - b["value"])).sum() / weight.sum()
    found = row(plain, "quotation-quoted-words-all")["difference"]
    assert found == pytest.approx(expected)


def test_order_of_input_does_not_matter(plain):
    made = {
        name: frame.sample(frac=1, random_state=3) for name, frame in tables().items()
    }
    again = compared(made)
    pd.testing.assert_frame_equal(again.summary, plain.summary)
    pd.testing.assert_frame_equal(again.contrasts, plain.contrasts)
    pd.testing.assert_frame_equal(again.articles, plain.articles)


def test_same_input_gives_the_same_numbers(plain):
    again = compared()
    pd.testing.assert_frame_equal(again.summary, plain.summary)
    pd.testing.assert_frame_equal(again.outlet_values, plain.outlet_values)


def test_swapping_the_groups_flips_every_sign(plain):
    swapped = compared(groups=("western", "state")).summary.set_index("id")
    kept = plain.summary.set_index("id")
    assert np.allclose(swapped["difference"], -kept["difference"], equal_nan=True)
    assert np.allclose(swapped["low"], -kept["high"], equal_nan=True)


def test_input_tables_are_not_changed():
    made = tables()
    before = {name: frame.copy() for name, frame in made.items()}
    compared(made)
    for name, frame in made.items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_few_shared_events_are_described_not_compared():
    found = compared(tables(5))
    assert found.conclusion == "articles"
    assert "5 events are shared" in found.conclusion_reason
    assert set(found.summary["verdict"]) == {"not estimable"}
    assert found.summary["p"].isna().all()


def test_no_shared_event_compares_nothing():
    made = tables(3, 4)
    made["members"]["event"] = made["articles"]["article"].to_numpy()
    found = compared(made)
    assert found.conclusion == "nothing"
    assert "No event has comparable articles of both groups" in found.conclusion_reason
    assert found.event_values.empty
    assert found.contrasts.empty


def test_one_article_only_is_no_error():
    made = tables(1, 1)
    found = compared(made, n_outlets=1)
    assert (found.conclusion, len(found.articles)) == ("nothing", 1)
    assert found.outlet_values["low"].isna().all()


def test_a_run_without_articles_is_no_error():
    made = {name: frame.head(0) for name, frame in tables().items()}
    found = compared(made)
    assert (found.conclusion, found.threats, len(found.summary)) == ("nothing", (), 0)
    assert set(to_tables(found)) >= {"analysis", "codebook"}


def test_too_few_mentions_are_not_estimable():
    found = compared(min_mentions=10_000, targets=("XA",)).summary
    stance = found[(found["family"] == "stance") & (found["target"] == "XA")]
    assert stance["reason"].str.endswith("mentions, at least 10000 needed").all()
    assert stance["value_a"].notna().all()


def test_targets_with_few_mentions_are_not_listed():
    assert "stance" not in set(compared(min_mentions=10_000).summary["family"])


def test_primary_outcomes_are_a_family_of_their_own():
    chosen = (
        Primary(metric="quotation", field="quoted_words", voice="all", margin=0.5),
        Primary(metric="stance", field="tone", target="nobody", voice="quoted"),
    )
    found = compared(primary=chosen).summary.set_index("id")
    assert found["primary"].sum() == 2
    assert found.loc["quotation-quoted-words-all", "q"] == pytest.approx(
        found.loc["quotation-quoted-words-all", "p"]
    )
    assert found.loc["quotation-quoted-words-all", "verdict"] == "equivalent"
    assert (
        found.loc["stance-tone-nobody-quoted", "reason"]
        == "not measured in these articles"
    )


def test_a_side_without_a_value_is_named():
    made = tables()
    frame = made["measurements"]
    mine = frame["article"].astype(str).str.contains("o1|o3")
    drop = mine & (frame["field"] == "quoted_words")
    found = compared(made | {"measurements": frame[~drop]})
    assert row(found, "quotation-quoted-words-all")["reason"] == "only in state outlets"


def test_views_hold_one_event_and_one_outlet(plain):
    event, outlet = plain.event("e03"), plain.outlet("o1")
    assert set(event.articles["event"]) == {"e03"}
    assert set(event.event_values["event"]) == {"e03"}
    assert (outlet.name, outlet.group) == ("O1", "western")
    assert set(outlet.outlet_values["outlet"]) == {"o1"}


@pytest.mark.parametrize("kind", ["event", "outlet"])
def test_an_unknown_view_names_the_known_ones(plain, kind):
    with pytest.raises(ParameterError, match=f"{kind} must be one of .*got 'nil'"):
        getattr(plain, kind)("nil")


def test_evidence_of_a_key_begins_with_the_largest(plain):
    assert plain.evidence["amount"].tolist() == [0.9, -0.5]


def test_a_comparison_travels_to_other_processes(plain):
    again = pickle.loads(pickle.dumps(plain))
    pd.testing.assert_frame_equal(again.summary, plain.summary)


def test_an_unknown_group_is_refused():
    with pytest.raises(ConfigError, match="group must be one of 'state' or 'western'"):
        compared(groups=("state", "eastern"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.pop("quotes"), "'quotes' is missing"),
        (lambda t: t["events"].pop("label"), "lacks the columns 'label'"),
    ],
)
def test_missing_tables_and_columns_are_named(change, words):
    made = tables(1, 2)
    change(made)
    with pytest.raises(ParameterError, match=words):
        compared(made)


def test_undefined_measurements_are_nan_in_the_table():
    made = tables(2, 2)
    made["measurements"].loc[0, "denominator"] = 0.0
    table = compared(made).table
    assert math.isnan(table[table["field"] == "quoted_words"]["value"].iloc[0])


def test_names_and_units_come_from_actors_and_fields(plain):
    found = row(plain, "stance-tone-xa-unattributed")
    words = "stance (lexicon tone near mentions of Tarvonia), unattributed text"
    assert (found["label"], found["unit"]) == (words, "balance per mention")
    assert plain.target_names == {"XA": "Tarvonia", "XB": "XB"}


def test_provenance_is_kept():
    made = compare(
        tables(1, 2),
        config=RunConfig(analysis=Analysis(permutations=9, bootstraps=9)),
        outlets=outlets(2),
        groups=GROUPS,
        actors={},
        fields=FIELDS,
        provenance=[("framing", "9")],
    )
    assert made.provenance == (("framing", "9"),)


def test_a_primary_outcome_that_nothing_measures_is_refused():
    entry = Primary(metric="stance", field="tune")
    with pytest.raises(ConfigError, match=r"did you mean 'stance\.tone'"):
        compared(primary=(entry,))
