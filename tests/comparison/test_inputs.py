"""Tables of a run as they come in."""

from __future__ import annotations

import pandas as pd

from framing.comparison.inputs import NEEDED, by_size, plain, words_by_voice
from framing.store import SCHEMAS, Pieces


def test_a_run_writes_what_a_comparison_needs():
    for name, columns in NEEDED.items():
        assert set(columns) <= {column for column, _ in SCHEMAS[name]}, name


def test_categories_become_strings_and_rows_are_sorted():
    frame = pd.DataFrame({"a": pd.Categorical(["y", "x"])}, index=[7, 3])
    made = plain(frame, ["a"])
    assert made["a"].tolist() == ["x", "y"]
    assert made.index.tolist() == [0, 1]
    assert not isinstance(made["a"].dtype, pd.CategoricalDtype)


def test_equal_amounts_stand_in_the_order_of_the_text():
    keys = dict.fromkeys(["metric", "field", "target", "voice", "actor"], "k")
    rows = [
        {"article": "a", "start": s, "stop": s + 1, "amount": v, **keys}
        for s, v in ((9, -1.0), (2, 1.0), (5, 2.0))
    ]
    assert by_size(pd.DataFrame(rows))["start"].tolist() == [5, 2, 9]


def test_evidence_keeps_its_categories_and_goes_by_alphabet():
    keys = dict.fromkeys(["metric", "field", "target", "voice", "actor"], "k")
    rows = [{"start": 0, "stop": 1, "amount": 1.0, **keys} for _ in "yx"]
    article = pd.Categorical(["y", "x"], ["y", "x"])
    made = by_size(pd.DataFrame(rows).assign(article=article))["article"]
    assert made.tolist() == ["x", "y"]
    assert made.cat.categories.tolist() == ["x", "y"]


def test_an_article_without_words_has_none_of_any_voice():
    texts = pd.DataFrame({"article": ["a"], "voice": [b""]})
    found = words_by_voice(Pieces({"texts": texts}, "texts"))
    assert found.loc["a"].tolist() == [0, 0, 0, 0]
