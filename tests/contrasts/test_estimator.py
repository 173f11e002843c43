"""scikit-learn's contract for the selector and the vectoriser."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

from framing.contrasts import count
from framing.contrasts.estimator import ContrastSelector
from framing.contrasts.vectorizer import TermVectorizer
from framing.document import from_text
from framing.errors import ParameterError

TEXTS = [
    "The storm hit the harbour. Ships stayed away.",
    "A storm: the harbour's “old” wall fell.",
    "Talks on grain went on; no storm was seen.",
]


@pytest.mark.filterwarnings("ignore:No features were selected")  # by scikit-learn
@parametrize_with_checks([ContrastSelector(draws=99)])
def test_selector_keeps_the_contract(estimator, check):
    check(estimator)


def made_counts(n=40, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.poisson(5, (n, 30))
    y = np.tile(["b", "a"], n // 2)
    x[y == "a", 1] += 5
    return x, y


def test_the_planted_feature_is_selected():
    x, y = made_counts()
    found = ContrastSelector(draws=999).fit(x, y)
    assert np.flatnonzero(found.get_support()).tolist() == [1]


def test_sparse_counts_give_the_same():
    x, y = made_counts()
    dense = ContrastSelector(draws=999).fit(x, y)
    thin = ContrastSelector(draws=999).fit(sparse.csr_matrix(x), y)
    assert dense.pvalues_ == pytest.approx(thin.pvalues_)


def test_groups_pair_the_samples():
    """Counts that differ by event only: within events there is nothing to find."""
    x, y = made_counts()
    event = np.repeat(np.arange(20), 2)
    x = np.random.default_rng(1).poisson(3 + event[:, None] % 2 * 20, x.shape)
    paired = ContrastSelector(draws=499).fit(x, y, groups=event)
    assert not paired.get_support().any()


def test_several_classes_are_each_set_against_the_rest():
    x, y = made_counts(42)
    y = np.where(np.arange(42) % 3 == 0, "c", y)
    found = ContrastSelector(draws=99).fit(x, y)
    assert found.scores_.shape == (3, 30)
    assert (found.pvalues_ <= 1).all()


def test_one_class_is_refused():
    x, _ = made_counts()
    with pytest.raises(ValueError, match="got 1 class"):
        ContrastSelector().fit(x, np.zeros(len(x)))


def test_a_pipeline_selects_terms_of_raw_texts():
    texts = [f"grain talks {'storm ' * (n % 2 * 4)}" for n in range(40)]
    made = make_pipeline(TermVectorizer(pairs=False), ContrastSelector(draws=999))
    made.fit(texts, np.arange(40) % 2)
    assert "storm" in made.get_feature_names_out().tolist()


def test_the_vectoriser_can_be_cloned_and_set():
    made = clone(TermVectorizer(min_df=2)).set_params(pairs=False)
    assert made.get_params() == {"masks": (), "min_df": 2, "pairs": False}


def test_terms_unknown_to_the_fit_are_passed_over():
    made = TermVectorizer(pairs=False).fit(TEXTS[:2])
    found = made.transform(["storm over grain"])
    names = made.get_feature_names_out().tolist()
    assert found.toarray()[0].tolist() == [int(name == "storm") for name in names]
    assert [made.vocabulary_[name] for name in names] == list(range(len(names)))


def test_an_unfitted_vectoriser_says_so():
    with pytest.raises(NotFittedError):
        TermVectorizer().transform(TEXTS)


@pytest.mark.parametrize(
    ("texts", "words"),
    [(["the of"], "empty vocabulary: none of the 1 texts"), ("storm", "one string")],
)
def test_what_holds_no_terms_is_named(texts, words):
    with pytest.raises(ParameterError, match=words):
        TermVectorizer().fit(texts)


WORDS = st.sampled_from(["storm", "Grain's", "the", "talks", "U.S.", "“old”", "—", "."])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=4))
def test_the_vectoriser_counts_what_the_contrast_counts(made):
    texts = [" ".join(["Storm", *words]) for words in made]
    documents = [from_text(text) for text in texts]
    if any(
        document.text != text for document, text in zip(documents, texts, strict=True)
    ):
        return  # cleaned, which a vectoriser does not do
    rows = [
        (
            f"{place:03d}",
            "\n".join(" ".join(line) for line in document.sentence_norms()),
            bytes(document.n_words),
        )
        for place, document in enumerate(documents)
    ]
    facts = [(key, "", "", "") for key, _, _ in rows]
    counted = count(
        pd.DataFrame(rows, columns=["article", "tokens", "voice"]),
        pd.DataFrame(facts, columns=["article", "outlet", "group", "event"]),
        min_articles=1,
        voice="all",
    )
    vectorizer = TermVectorizer()
    found = vectorizer.fit_transform(texts)
    assert tuple(vectorizer.get_feature_names_out()) == counted.terms
    assert (found != counted.matrix).nnz == 0
