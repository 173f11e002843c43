"""The automaton finds what a plain trie of words finds."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import ParameterError
from framing.match import Matcher
from framing.words import normalise, strip_possessive
from tests.reference import TokenTrie, folded

WORDS = (
    *("a", "ab", "abc", "b", "ba", "c", "B’s", "ab's", "a'", "'s", "É", "e\u0301"),
    *("x-y", "Ab", "a-b", "B‐a", "-a", "b-", "a--b", "c\xadd", "A", "ABC"),
)
STEMS = ("a", "ab", "abc", "b", "ba", "c", "é", "A", "Ab", "x-y", "a-b", "b's", "a’")
tokens = st.lists(st.sampled_from(WORDS), max_size=14)
stems = st.lists(st.sampled_from(STEMS), min_size=1, max_size=3)
patterns = st.lists(
    st.tuples(stems.map(" ".join), st.sampled_from(("", "*"))).map("".join),
    max_size=10,
).map(lambda terms: [(term, index) for index, term in enumerate(terms)])
switches = st.fixed_dictionaries(
    {"fold": st.booleans(), "split_hyphens": st.booleans()}
)


@given(patterns=patterns, tokens=tokens, switches=switches)
@settings(deadline=None, max_examples=300)
def test_hits_equal_those_of_a_plain_trie(patterns, tokens, switches):
    found = [tuple(hit) for hit in Matcher(patterns, **switches).find(tokens)]
    assert found == TokenTrie(patterns, **switches).find(tokens)


@given(
    patterns=patterns,
    tokens=tokens,
    switches=switches,
    breaks=st.sets(st.integers(0, 13)),
    n_groups=st.integers(1, 4),
)
@settings(deadline=None, max_examples=300)
def test_hits_with_breaks_and_groups_equal_those_of_a_plain_trie(
    patterns, tokens, switches, breaks, n_groups
):
    how = {"breaks": breaks, "group": lambda payload: payload % n_groups}
    found = Matcher(patterns, **switches).find(tokens, **how)
    plain = TokenTrie(patterns, **switches).find(tokens, **how)
    assert [tuple(hit) for hit in found] == plain


@given(patterns=patterns, tokens=tokens)
@settings(deadline=None, max_examples=50)
def test_a_tuple_of_words_gives_what_a_list_of_them_gives(patterns, tokens):
    matcher = Matcher(patterns)
    once = matcher.find(tuple(tokens))
    assert [once, matcher.find(tuple(tokens))] == [matcher.find(tokens)] * 2


@given(tokens=tokens, patterns=patterns)
@settings(deadline=None, max_examples=50)
def test_hits_are_ordered_and_do_not_overlap_unless_of_one_pattern(tokens, patterns):
    spans = sorted({(hit.first, hit.last) for hit in Matcher(patterns).find(tokens)})
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "word", ["China’s", "AT&T", "Well‑Known", "É", "so\xadft", "`a´"]
)
def test_words_are_folded_as_segment_folds_them(word):
    matcher = Matcher([(strip_possessive(normalise(word)), 1)])
    assert len(matcher.find([word])) == 1
    assert folded(word.replace("\xad", "")) == strip_possessive(normalise(word)).rstrip(
        "'"
    )


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["South", "Korea"], ["south korea"]),
        (["Korea"], ["korea"]),
        (["South", "Korean", "trade"], ["korea*"]),
        (["South", "Korea's", "trade"], ["south korea"]),
        ([], []),
    ],
)
def test_longest_match_counts_once(tokens, expected):
    terms = ("korea", "korea*", "south korea")
    hits = Matcher([(term, term) for term in terms]).find(tokens)
    assert [hit.payload for hit in hits] == expected


def test_wildcard_may_end_a_phrase():
    hits = Matcher([("free trad*", 1)]).find(["free", "traders", "free", "tools"])
    assert [tuple(hit) for hit in hits] == [(0, 2, 1)]


def test_no_phrase_runs_over_the_end_of_a_sentence():
    matcher = Matcher([("free trade", 1)])
    assert matcher.find(["free", "trade"], breaks={0, 1}) == []
    assert len(matcher.find(["free", "trade"], breaks={0})) == 1


def test_one_pattern_may_have_several_payloads():
    hits = Matcher([("war", "a"), ("war", "b")]).find(["war"])
    assert [hit.payload for hit in hits] == ["a", "b"]


def test_groups_may_overlap_each_other():
    matcher = Matcher([("trade war", ("x", 1)), ("war", ("y", 2)), ("trade", ("x", 3))])
    hits = matcher.find(["trade", "war"], group=lambda payload: payload[0])
    assert [hit.payload[1] for hit in hits] == [1, 2]


@pytest.mark.parametrize(("token", "n"), [("US", 1), ("us", 0), ("Us", 0)])
def test_case_counts_without_folding(token, n):
    assert len(Matcher([("US", 1)], fold=False).find([token])) == n


@pytest.mark.parametrize("fold", [True, False])
def test_parts_of_hyphenated_words_are_found_on_request(fold):
    pairs = [("China", 1), ("Russia", 2), ("Asia-Pacific", 3)]
    matcher = Matcher(pairs, fold=fold, split_hyphens=True)
    found = [tuple(hit) for hit in matcher.find(["China-Russia", "in", "Asia-Pacific"])]
    assert found == [(0, 1, 1), (0, 1, 2), (2, 3, 3)]
    assert Matcher(pairs, fold=fold).find(["China-Russia"]) == []


@pytest.mark.parametrize("pattern", ["", "*", "  ", "a*b", "a* b"])
def test_pattern_without_word_or_with_inner_wildcard_is_refused(pattern):
    with pytest.raises(ParameterError, match="a pattern needs a word"):
        Matcher([(pattern, 1)])


def test_pickled_matcher_finds_the_same():
    matcher = Matcher([("free trad*", 1)], fold=False, split_hyphens=True)
    copy = pickle.loads(pickle.dumps(matcher))
    assert (copy, hash(copy), len(copy)) == (matcher, hash(matcher), 1)
    assert copy.find(["free", "trade"]) == matcher.find(["free", "trade"])


def test_matchers_differ_by_their_patterns_and_settings():
    assert Matcher([("a", 1)]) != Matcher([("a", 2)])
    assert Matcher([("a", 1)]) != Matcher([("a", 1)], fold=False)
    assert Matcher([("a", 1)]) != "a"


def test_no_patterns_find_nothing():
    assert Matcher([]).find(["a"]) == []
