"""The terms of a contrast as a scikit-learn vectoriser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.contrasts.counts import count
from framing.errors import ParameterError
from framing.segment import cut
from framing.words import normalise_all


class TermVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Count the words of raw texts, and pairs of them, as `framing.contrasts.count`.

    It has the contract of scikit-learn's ``CountVectorizer`` and can stand in its
    place in a pipeline.

    Parameters
    ----------
    pairs : bool, default True
        Whether two words that follow one another in a sentence are a term too.
    min_df : int, default 1
        Terms in fewer texts are dropped.
    masks : tuple of str, default ()
        Normal forms of phrases that make no term.

    Attributes
    ----------
    vocabulary_ : dict of str to int
        Column of each term; terms are sorted.

    Notes
    -----
    Function words make no term, possessive endings are dropped, and quotation marks,
    apostrophes and dashes are normalised (`framing.words.normalise`).

    Examples
    --------
    >>> vectorizer = TermVectorizer(pairs=False)
    >>> made = vectorizer.fit_transform(["The grain talks", "Grain’s grain"])
    >>> made.toarray().tolist()
    [[1, 1], [2, 0]]
    >>> vectorizer.get_feature_names_out().tolist()
    ['grain', 'talks']
    """

    def __init__(
        self, *, pairs: bool = True, min_df: int = 1, masks: tuple[str, ...] = ()
    ) -> None:
        self.pairs = pairs
        self.min_df = min_df
        self.masks = masks

    def fit(self, raw_documents: Iterable[str], y: object = None) -> Self:
        """Learn the terms of texts.

        Parameters
        ----------
        raw_documents : iterable of str
        y : ignored

        Returns
        -------
        TermVectorizer

        Raises
        ------
        ParameterError
            If a bare string is given, or no term is left.
        """
        self.fit_transform(raw_documents, y)
        return self

    def fit_transform(
        self, raw_documents: Iterable[str], y: object = None
    ) -> sparse.csr_matrix:
        """Learn the terms of texts, and count them.

        Parameters
        ----------
        raw_documents : iterable of str
        y : ignored

        Returns
        -------
        sparse matrix of shape (n_texts, n_terms), int64

        Raises
        ------
        ParameterError
            As in `fit`.
        """
        del y
        matrix, terms = self._counted(raw_documents, self.min_df)
        if not terms:
            message = (
                f"empty vocabulary: none of the {matrix.shape[0]} texts holds a term "
                f"that stands in {self.min_df}; lower min_df, or look at the texts"
            )
            raise ParameterError(message)
        self.vocabulary_ = {term: column for column, term in enumerate(terms)}
        return matrix

    def transform(self, raw_documents: Iterable[str]) -> sparse.csr_matrix:
        """Count the terms learnt in texts; others are passed over.

        Parameters
        ----------
        raw_documents : iterable of str

        Returns
        -------
        sparse matrix of shape (n_texts, n_terms), int64

        Raises
        ------
        sklearn.exceptions.NotFittedError
        """
        check_is_fitted(self, "vocabulary_")
        matrix, terms = self._counted(raw_documents, 1)
        known = [place for place, term in enumerate(terms) if term in self.vocabulary_]
        columns = np.array([self.vocabulary_[terms[place]] for place in known], int)
        kept = matrix[:, known].tocoo()
        shape = (matrix.shape[0], len(self.vocabulary_))
        made = sparse.coo_matrix((kept.data, (kept.row, columns[kept.col])), shape)
        return made.tocsr()

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Return the terms, in the order of the columns.

        Parameters
        ----------
        input_features : ignored

        Returns
        -------
        ndarray of shape (n_terms,)

        Raises
        ------
        sklearn.exceptions.NotFittedError
        """
        del input_features
        check_is_fitted(self, "vocabulary_")
        return np.array(sorted(self.vocabulary_), dtype=object)

    def _counted(
        self, raw_documents: Iterable[str], least: int
    ) -> tuple[sparse.csr_matrix, tuple[str, ...]]:
        if isinstance(raw_documents, str):
            message = "raw_documents must be an iterable of texts, got one string"
            raise ParameterError(message)
        texts, facts = [], []
        for place, text in enumerate(raw_documents):
            # Padded, so that the order of keys is that of the texts.
            key = f"{place:012d}"
            tokens, n_words = tokens_of(text)
            texts.append((key, tokens, bytes(n_words)))
            facts.append((key, "", "", ""))
        made = count(
            pd.DataFrame(texts, columns=["article", "tokens", "voice"]),
            pd.DataFrame(facts, columns=["article", "outlet", "group", "event"]),
            voice="all",
            masks=self.masks,
            min_articles=least,
            pairs=self.pairs,
        )
        return made.matrix.astype(np.int64), made.terms

    def __sklearn_tags__(self) -> Any:
        """Say that it takes one-dimensional input of strings."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def tokens_of(text: str) -> tuple[str, int]:
    r"""Return the words of a text as `framing.contrasts.count` reads them.

    Returns
    -------
    tokens : str
        Normal forms, a space between two, a sentence a line.
    n_words : int

    Examples
    --------
    >>> tokens_of("Grain talks. They shut.")
    ('grain talks\nthey shut', 4)
    """
    found = cut(text)
    words = normalise_all(text, found.words)
    starts = np.searchsorted(found.words[:, 0], found.sentences[:, 0]).tolist()
    bounds = zip(starts, [*starts[1:], len(words)], strict=True)
    lines = [" ".join(words[first:last]) for first, last in bounds if last > first]
    return "\n".join(lines), len(words)
