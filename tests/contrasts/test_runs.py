"""Names and phrases as terms."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.contrasts import count
from framing.contrasts.counts import KINDS
from framing.contrasts.runs import LONGEST, runs, strong, trimmed


def counted(lines, capital, *, times=6, min_articles=1):
    """Every line is an article's whole text; repeated so that words can be tied."""
    texts, facts = [], []
    for turn in range(times):
        for place, (line, flags) in enumerate(zip(lines, capital, strict=True)):
            key = f"{turn:02d}-{place}"
            texts.append((key, line, bytes(len(line.split())), bytes(flags)))
            facts.append((key, "x", "g", "e"))
    return count(
        pd.DataFrame(texts, columns=["article", "tokens", "voice", "capital"]),
        pd.DataFrame(facts, columns=["article", "outlet", "group", "event"]),
        min_articles=min_articles,
        longer=True,
    )


NAME = ("talks with vladimir putin in kazan", [0, 0, 1, 1, 0, 1])


def kinds_of(made):
    return dict(zip(made.terms, made.kinds, strict=True))


def test_words_with_capitals_that_follow_one_another_are_a_name():
    made = counted([NAME[0]], [NAME[1]])
    assert kinds_of(made)["vladimir putin"] == "name"
    assert made.terms.count("vladimir putin") == 1


def test_a_name_is_counted_with_its_capitals_only():
    made = counted(["red cross", "red cross"], [[1, 1], [0, 0]], times=1)
    column = made.terms.index("red cross")
    assert made.matrix[:, column].toarray().ravel().tolist() == [1, 0]


def test_words_that_hang_together_are_a_phrase():
    rng = np.random.default_rng(0)
    other = [f"w{n}" for n in range(60)]
    lines = [
        " ".join(
            [*rng.choice(other, 20), "belt", "and", "road", *rng.choice(other, 20)]
        )
        for _ in range(12)
    ]
    made = counted(lines, [[0] * 43] * 12, times=1)
    assert kinds_of(made)["belt and road"] == "phrase"


def test_words_that_meet_by_chance_are_not_tied():
    rng = np.random.default_rng(1)
    word = rng.integers(0, 8, 4000)
    pairs, times = np.unique(word[:-1] * 8 + word[1:], return_counts=True)
    uses = np.bincount(word)
    assert strong(times, uses[pairs // 8], uses[pairs % 8], 4000).mean() < 0.02


def test_runs_end_and_begin_with_content():
    content = np.array([False, True, True, False])
    start, length = trimmed(np.array([0, 1]), np.array([4, 3]), content)
    assert start.tolist() == [1, 1]
    assert length.tolist() == [2, 2]


def test_long_runs_are_no_term():
    start, length = runs(np.ones(9, bool))
    assert not len(trimmed(start, length, np.ones(10, bool))[0])
    assert LONGEST == 5


def test_every_kind_is_known():
    made = counted([NAME[0]], [NAME[1]])
    assert set(made.kinds) <= set(KINDS)


def test_without_capitals_there_are_no_names():
    texts = pd.DataFrame(
        {"article": ["a"], "tokens": ["red cross"], "voice": [bytes(2)]}
    )
    facts = pd.DataFrame({"article": ["a"], "outlet": "x", "group": "g", "event": "e"})
    made = count(texts, facts, min_articles=1, longer=True)
    assert "name" not in made.kinds
