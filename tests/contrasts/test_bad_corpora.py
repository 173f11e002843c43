"""Corpora with too little in them: a message or a reason, never a bare NaN."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.contrasts import MEASURES, Settings, contrast, count
from framing.errors import ParameterError

N = 20
QUICK = Settings(min_articles=1, min_term_units=1, draws=199, boots=99)


def contrasted(first, second, *, measure="log_odds", settings=QUICK):
    """Contrast the texts of x with those of y, the n-th of both on one event."""
    rows = [
        (f"{outlet}{at:02d}", outlet, outlet, f"e{at}", text)
        for outlet, texts in (("x", first), ("y", second))
        for at, text in enumerate(texts)
    ]
    columns = ["article", "outlet", "group", "event", "tokens"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["voice"] = [bytes(len(text.split())) for text in frame["tokens"]]
    counts = count(
        frame[["article", "tokens", "voice"]], frame[columns[:4]], min_articles=1
    )
    return contrast(counts, a="x", b="y", measure=measure, settings=settings).table


@pytest.fixture(params=sorted(MEASURES))
def measure(request):
    return request.param


def test_one_word_over_and_over_is_refused(measure):
    texts = ["grain grain grain"] * N
    with pytest.raises(ParameterError, match=r"all 120 words of 'x' \(20 articles\)"):
        contrasted(texts, texts, measure=measure)


def test_a_side_without_words_is_refused(measure):
    with pytest.raises(ParameterError, match=r"'y' has no word in its 20 articles"):
        contrasted(["grain talks"] * N, [""] * N, measure=measure)


def test_equal_articles_give_no_finding(measure):
    texts = ["grain talks begin"] * N
    table = contrasted(texts, texts, measure=measure)
    assert np.allclose(table["score"], 0)
    assert not (table["verdict"] == "differs").any()


def test_one_article_a_side_gives_rates_and_says_why(measure):
    table = contrasted(["grain talks"], ["grain grain"], measure=measure)
    assert (
        table["verdict"].str.startswith(("not estimable: too few", "not tested")).all()
    )
    assert table["rate_a"].notna().all()


def test_one_article_a_side_is_refused_where_terms_need_more():
    with pytest.raises(
        ParameterError, match=r"'x' \(1 article\) and 'y' \(1 article\)"
    ):
        contrasted(["grain"], ["talks"], settings=Settings())


def test_a_term_in_one_article_only_is_called_so(measure):
    first = ["grain talks zebra zebra", *["grain talks"] * (N - 1)]
    table = contrasted(first, ["talks grain"] * N, measure=measure).set_index("term")
    assert "used in one article only" in table.loc["zebra", "reason"]
    assert "one article" not in table.loc["grain", "reason"]


def test_no_score_is_missing_without_a_reason(measure):
    first = ["grain talks storm", *["grain talks"] * (N - 1)]
    table = contrasted(first, ["talks grain"] * N, measure=measure)
    assert (table.loc[table["score"].isna(), "reason"] != "").all()
