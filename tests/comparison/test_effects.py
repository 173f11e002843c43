"""Robustness: other choices, other outlets, uncertain voice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.comparison.plan import RELATIVE
from tests.comparison.tables import compared, measurements, tables

SHARE = "quotation-quoted-words-all"
TONE = "stance-tone-xa-unattributed"


def summary(made, **settings):
    return compared(made, **settings).summary.set_index("id")


def with_tone(made, values):
    """Replace the tone of XA: (outlet parity, voice) to numerator."""
    frame = made["measurements"].astype({"article": "str", "voice": "str"})
    for (parity, voice), value in values.items():
        odd = frame["article"].str[-1].astype(int) % 2 == parity
        mine = odd & (frame["target"] == "XA") & (frame["voice"] == voice)
        frame.loc[mine, "numerator"] = value * frame.loc[mine, "denominator"]
    return made | {"measurements": frame}


def test_an_outlet_that_carries_a_result_is_named():
    made = tables(10, 4)
    frame = made["measurements"]
    mine = frame["article"].astype(str).str.endswith("-o0")
    frame.loc[mine & (frame["field"] == "quoted_words"), "numerator"] = 38.0
    found = summary(made).loc[SHARE]
    assert found["verdict"] == "differs"
    assert found["depends"] == "without O0"


def test_a_result_of_all_outlets_depends_on_none():
    found = summary(tables(10, 8, shift=0.3), n_outlets=8).loc[SHARE]
    assert (found["verdict"], found["depends"]) == ("differs", "")


def test_wire_copy_that_changes_a_verdict_is_named():
    wire = {f"e{n:02d}-o0": {"origin": "mixed"} for n in range(10)}
    made = tables(10, 4, shift=0.3, changes=wire)
    frame = made["measurements"]
    mine = frame["article"].astype(str).str.endswith("-o0")
    frame.loc[mine & (frame["field"] == "quoted_words"), "numerator"] = 2.0
    found = summary(made).loc[SHARE]
    assert found["verdict"] == "differs"
    assert "wire copy included" in found["depends"].split("; ")


def test_a_verdict_that_rests_on_uncertain_voice_is_withdrawn():
    values = {
        (0, "unattributed"): 0.3,
        (1, "unattributed"): 0.1,
        (0, "uncertain"): -0.6,
        (1, "uncertain"): 0.6,
    }
    found = summary(with_tone(tables(12), values)).loc[TONE]
    assert found["verdict"] == "inconclusive"
    assert found["reason"] == "depends on how words of uncertain voice are counted"
    assert "uncertain voice counted as unattributed" in found["depends"]


def test_a_verdict_that_uncertain_voice_does_not_touch_stands():
    values = {
        (parity, voice): 0.5 - parity
        for parity in (0, 1)
        for voice in ("unattributed", "uncertain")
    }
    found = summary(with_tone(tables(12), values)).loc[TONE]
    assert found["verdict"] == "differs"
    assert found["difference"] == pytest.approx(1.0)


def test_relative_stance_leaves_out_what_flatters_every_target():
    made = tables(12)
    frame = made["measurements"]
    even = frame["article"].astype(str).str[-1].astype(int) % 2 == 0
    tone = frame["field"] == "tone"
    frame["numerator"] = np.where(tone, 0.1 * frame["denominator"], frame["numerator"])
    frame.loc[tone & even, "numerator"] += 0.4 * frame.loc[tone & even, "denominator"]
    found = summary(made)
    assert found.loc[TONE, "difference"] == pytest.approx(0.4)
    beside = found[(found["metric"] == "stance") & (found["target"] == "XA")]
    assert beside["relative"].tolist() == pytest.approx([0.0, 0.0], abs=1e-12)


def with_vocabulary(made, rates):
    """Add hits per voice: category to a function of an outlet's number."""
    rows = [
        (key, "frame_vocabulary", "hits", "", "unattributed", actor, rate(int(key[-1])))
        for actor, rate in rates.items()
        for key in made["articles"]["article"]
    ]
    extra = measurements([(*row, 100.0, 1000.0) for row in rows])
    frames = [frame.astype(object) for frame in (made["measurements"], extra)]
    columns = dict.fromkeys(("numerator", "denominator", "scale"), float)
    return made | {"measurements": pd.concat(frames).astype(columns)}


def test_frame_vocabulary_is_corrected_apart_from_the_other_comparisons():
    rates = {
        f"mine: c{n:02d}": (lambda number, n=n: (number + n) % 3) for n in range(9)
    }
    before = summary(tables(10, 4, shift=0.1))
    found = summary(with_vocabulary(tables(10, 4, shift=0.1), rates))
    assert found.loc[before.index, "q"].tolist() == pytest.approx(
        before["q"].tolist(), nan_ok=True
    )
    apart = found[found["family"] == "frame vocabulary"]
    assert len(apart) == 9
    assert (apart["q"] >= apart["p"]).all()


def test_vocabulary_that_nobody_uses_is_not_estimable():
    rates = {"mine: none": lambda _: 0.0, "mine: one": lambda number: number % 2}
    found = summary(with_vocabulary(tables(10, 4), rates))
    rows = found[found["family"] == "frame vocabulary"].set_index("actor")
    assert rows.loc["mine: none", "reason"] == "no word of it in these articles"
    assert np.isnan(rows.loc["mine: none", "q"])
    assert rows.loc["mine: one", "verdict"] == "differs"


def test_unvalidated_vocabulary_decides_nothing_about_the_conclusion():
    made = tables(10, 8, shift=0.3)
    odd = {"mine: one": lambda number: float(number == 0) * 5}
    settings = {"n_outlets": 8}
    assert compared(made, **settings).conclusion == "groups"
    both = compared(with_vocabulary(made, odd), **settings)
    apart = both.summary[both.summary["family"] == "frame vocabulary"]
    assert apart["verdict"].tolist() == ["differs"]
    assert apart["group_claim"].tolist() == [False]
    assert both.conclusion == "groups"


def test_relative_stance_is_no_comparison_of_its_own():
    found = summary(tables(12))
    assert RELATIVE not in set(found["actor"])
    assert found.loc[found["metric"] != "stance", "relative"].isna().all()


def test_relative_stance_is_the_plain_one_less_that_of_the_others():
    rows = []
    for number in range(6):
        for outlet, own, rest in (("o0", 4.0, 1.0), ("o1", 2.0, 3.0)):
            key = f"e{number:02d}-{outlet}"
            for target, tone in (("XA", own), ("XB", rest)):
                keys = ("stance", "tone", target, "quoted", "")
                rows.append((key, *keys, tone, 10.0, 1.0))
    made = tables(6, 2) | {"measurements": measurements(rows)}
    found = summary(made, n_outlets=2, min_mentions=5)
    # 0.4 − 0.1 on one side, 0.2 − 0.3 on the other
    assert found.loc["stance-tone-xa-quoted", "relative"] == pytest.approx(0.4)


def test_top_outlet_share_is_that_of_the_largest_outlet():
    made = tables()
    frame = made["measurements"]
    mine = frame["article"].astype(str).str.endswith("-o1")
    frame.loc[mine & (frame["field"] == "quoted_words"), "denominator"] = 120.0
    assert summary(made).loc[SHARE, "top_outlet_share"] == pytest.approx(0.75)


def test_counts_are_those_of_the_usable_events():
    made = tables(8, 4)
    frame = made["measurements"]
    gone = frame["article"].astype(str).isin(["e00-o1", "e00-o3"])
    frame.loc[gone & (frame["field"] == "quoted_words"), "denominator"] = 0.0
    found = summary(made).loc[SHARE]
    assert found[["n_events", "n_articles_a", "n_articles_b"]].tolist() == [7, 14, 14]
    assert found[["n_outlets_a", "n_outlets_b", "denominator_a"]].tolist() == [
        2,
        2,
        560,
    ]


def test_comparing_a_run_is_calibrated():
    """Ten corpora without any difference: next to nothing is found."""
    found = [compared(tables(8, seed=seed)).summary for seed in range(20, 30)]
    n_differ = sum((frame["verdict"] == "differs").sum() for frame in found)
    assert n_differ <= 2


def test_events_grouped_otherwise_that_change_a_verdict_are_named():
    made = tables(10, 4)
    frame = made["measurements"]
    mine = frame["article"].astype(str).str.endswith("-o0")
    frame.loc[mine & (frame["field"] == "quoted_words"), "numerator"] = 38.0
    placed = made["members"][["article", "event"]]
    alone = placed["article"].str.endswith("-o0")
    made["members_other"] = placed.assign(
        choice="events grouped more strictly",
        event=placed["event"].where(~alone, placed["article"]),
    )
    depends = summary(made).loc[SHARE]["depends"].split("; ")
    assert "events grouped more strictly" in depends


def test_the_same_grouping_again_changes_nothing():
    made = tables(10, 4, shift=0.3)
    made["members_other"] = made["members"][["article", "event"]].assign(
        choice="events grouped more loosely"
    )
    checks = compared(made).robustness
    mine = checks[checks["check"] == "events grouped more loosely"]
    assert len(mine)
    assert not mine["changed"].any()


def test_a_result_that_leads_do_not_bear_out_is_named():
    made = tables(10, 4, shift=0.3)
    leads = made["measurements"].copy()
    leads.loc[leads["field"] == "quoted_words", "numerator"] = 12.0
    made["lead_measurements"] = leads
    assert "equal-length leads" in summary(made).loc[SHARE]["depends"].split("; ")
