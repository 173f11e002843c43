"""TF-IDF weights against scikit-learn's own vectoriser."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from framing.contrasts import Settings, contrast, count
from tests.contrasts.made import corpus


def test_scores_are_differences_of_mean_weights():
    texts, facts = corpus(6)
    made = contrast(
        count(texts, facts, min_articles=1, pairs=False),
        a="one",
        b="two",
        measure="tfidf",
        settings=Settings(min_articles=1, min_units=99),
    )
    weights = TfidfVectorizer(analyzer=str.split).fit(texts["tokens"])
    rows = weights.transform(texts["tokens"]).toarray()
    first = facts["group"].to_numpy() == "one"
    gap = rows[first].mean(axis=0) - rows[~first].mean(axis=0)
    expected = dict(zip(weights.get_feature_names_out(), gap, strict=True))
    found = dict(zip(made.table["term"], made.table["score"], strict=True))
    assert found == pytest.approx(expected, abs=1e-12)


def test_tfidf_has_no_z():
    made = contrast(count(*corpus(3)), a="one", b="two", measure="tfidf")
    assert np.isnan(made.table["z"]).all()
