"""Label choices and actions among the comparisons of a run."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.comparison.outcomes import least_counted
from framing.config import Analysis
from tests.comparison.tables import KEYS, compared, measurements, tables


def run_with(uses, *, metric="labels", field="label_share", namings=3):
    """Return the summary where each article has some uses of each actor."""
    made = tables()
    rows = [
        (article, metric, field, "isle", "unattributed", actor, count, namings, 1.0)
        for article in made["articles"]["article"]
        for actor, (even, odd) in uses.items()
        for count in [even if article[-1] in "02" else odd]
    ]
    old = made["measurements"].astype(dict.fromkeys(["article", *KEYS], str))
    columns = list(old.columns)
    joined = pd.concat([old, pd.DataFrame(rows, columns=columns)])
    return compared(
        {**made, "measurements": measurements(joined.to_numpy().tolist())}
    ).summary


def family(summary, name):
    return summary[summary["family"] == name]


def test_a_label_that_one_group_prefers_differs():
    found = family(run_with({"Ona": (3, 0), "Ulu": (0, 3)}), "label choices")
    rows = found.set_index("actor")
    assert list(rows["verdict"]) == ["differs", "differs"]
    assert rows.loc["Ona", "difference"] == pytest.approx(1.0)
    assert "“Ona” among the labels for isle" in rows.loc["Ona", "label"]


def test_a_label_that_all_always_use_is_no_comparison():
    assert family(run_with({"Ona": (3, 3)}), "label choices").empty


def test_a_label_with_few_uses_is_not_tested():
    found = family(run_with({"Ona": (3, 3), "Ulu": (0, 0)}), "label choices")
    assert found.empty


def test_labels_and_actions_are_never_primary_by_themselves():
    assert not run_with({"Ona": (3, 0), "Ulu": (0, 3)})["primary"].any()


def test_actions_have_a_family_of_their_own():
    summary = run_with(
        {"": (2, 1)}, metric="actions", field="agent_conflictual", namings=9
    )
    found = family(summary, "who does what to whom")
    assert list(found["label"]) == [
        "isle as agent of conflictual verbs, unattributed text"
    ]
    assert "relative to other targets" not in set(found["actor"])


def test_a_target_with_few_mentions_is_not_listed():
    summary = run_with(
        {"": (1, 1)}, metric="actions", field="agent_conflictual", namings=1
    )
    assert family(summary, "who does what to whom").empty


def test_fewer_mentions_asked_for_mean_fewer_namings_too():
    assert least_counted("labels", Analysis(min_mentions=4)) == 4
    assert least_counted("actions", Analysis(min_mentions=4)) == 4
