"""Counting terms once."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.contrasts import count
from framing.contrasts.counts import side
from framing.errors import ParameterError
from framing.wordlist import shipped_terms
from tests.contrasts.made import corpus, one_text

FUNCTION = frozenset().union(*shipped_terms("function_words").values())

lines = st.lists(
    st.lists(st.sampled_from(["grain", "talks", "the", "ferry", "7", "ferry's"])),
    max_size=4,
)


def counted(tokens, **options):
    made = count(
        *one_text(tokens, **options.pop("text", {})), min_articles=1, **options
    )
    return dict(zip(made.terms, made.matrix.toarray()[0].tolist(), strict=True))


def slow(sentences):
    """Count words and pairs, one by one."""
    found = Counter()
    for words in sentences:
        bare = [word.removesuffix("'s") for word in words]
        good = [len(w) > 1 and w not in FUNCTION and not w.isdigit() for w in bare]
        for place, word in enumerate(bare):
            if good[place]:
                found[word] += 1
                if place + 1 < len(bare) and good[place + 1]:
                    found[f"{word} {bare[place + 1]}"] += 1
    return dict(found)


@given(lines)
@settings(deadline=None, max_examples=50)
def test_counts_are_those_of_a_plain_loop(sentences):
    tokens = "\n".join(" ".join(words) for words in sentences)
    assert counted(tokens) == slow(sentences)


def test_function_words_count_in_totals_only():
    made = count(*one_text("the grain of the harbour"), min_articles=1)
    assert made.terms == ("grain", "harbour")
    assert made.facts["total"].tolist() == [5]


def test_pairs_can_be_left_out():
    assert counted("grain talks", pairs=False) == {"grain": 1, "talks": 1}


@pytest.mark.parametrize(
    ("voice", "terms", "total"),
    [
        ("unattributed", {"grain": 1}, 1),
        ("quoted", {"talks": 1, "stall": 1, "talks stall": 1}, 2),
        ("reported", {}, 0),
        (
            "all",
            {"grain": 1, "talks": 1, "stall": 1, "grain talks": 1, "talks stall": 1},
            3,
        ),
    ],
)
def test_only_words_of_the_voice_count(voice, terms, total):
    texts, facts = one_text("grain talks stall", voice=bytes([0, 1, 1]))
    made = count(texts, facts, voice=voice, min_articles=1)
    assert dict(zip(made.terms, made.matrix.toarray()[0], strict=True)) == terms
    assert made.facts["total"].tolist() == [total]


def test_masked_phrases_make_no_term_but_count():
    texts, facts = one_text("told evening star of grain\nevening calm star")
    made = count(texts, facts, masks=["evening star", "never met"], min_articles=1)
    assert {"grain", "calm", "evening", "star"} <= set(made.terms)
    assert "evening star" not in made.terms
    assert made.matrix[0, made.terms.index("star")] == 1
    assert made.facts["total"].tolist() == [8]


def test_masks_do_not_cross_sentences():
    assert counted("evening\nstar", masks=["evening star"]) == {"evening": 1, "star": 1}


def test_rare_terms_are_dropped():
    texts, facts = corpus(6)
    common = count(texts, facts, min_articles=12)
    assert 0 < len(common.terms) < len(count(texts, facts, min_articles=2).terms)
    assert (np.diff(common.matrix.tocsc().indptr) >= 12).all()


def test_order_of_input_is_irrelevant():
    texts, facts = corpus(6)
    one = count(texts, facts)
    two = count(texts[::-1], facts.sample(frac=1, random_state=1))
    assert one.terms == two.terms
    assert (one.matrix != two.matrix).nnz == 0
    pd.testing.assert_frame_equal(one.facts, two.facts)


def test_articles_without_text_are_empty():
    texts, facts = corpus(2)
    made = count(texts.iloc[:-1], facts, min_articles=1)
    assert made.facts["total"].tolist() == [40, 40, 40, 0]


def test_no_text_at_all_has_no_term():
    texts, facts = corpus(1)
    made = count(texts.head(0), facts)
    assert (made.terms, made.matrix.shape) == ((), (2, 0))


def test_counts_are_never_dense():
    assert count(*corpus(3)).matrix.format == "csr"


def test_voices_must_fit_the_words():
    texts, facts = one_text("grain talks", voice=bytes(3))
    with pytest.raises(ParameterError, match="article 'a': 3 voices for 2 words"):
        count(texts, facts)


def test_an_unknown_voice_names_the_known_ones():
    with pytest.raises(ParameterError, match="'all', 'quoted', 'reported'"):
        count(*one_text("grain"), voice="sung")


def test_a_side_is_a_group_or_an_outlet():
    made = count(*corpus(2))
    assert (side(made, "one") == side(made, "x")).all()


@pytest.mark.parametrize("key", ["three", ""])
def test_an_unknown_side_names_the_known_ones(key):
    with pytest.raises(ParameterError, match="there are 'one', 'two', 'x' and 'y'"):
        side(count(*corpus(2)), key)
