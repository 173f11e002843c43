"""Train a model of stance on texts that people have coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from framing.errors import InputError
from framing.stance_model.checking import Check, check
from framing.stance_model.coding import POLARITIES, Coded
from framing.stance_model.features import features_of, mark_of
from framing.stance_model.fitting import fit
from framing.stance_model.regions import summed
from framing.stance_model.scenes import Scene, coded_scene
from framing.stance_model.vectors import Vectors, key_of, learn_vectors
from framing.stance_model.weights import Weights

Progress = Callable[[str], None]

LEXICONS: Final = (
    *("vader", "praise_blame", "diplomatic_evaluation", "legitimacy", "threat"),
    *("event_valence", "hedges_boosters", "reporting_verbs"),
)
"""Word lists whose hits are features, unless others are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a model is fitted; chosen by cross-validation on the training data.

    Attributes
    ----------
    least : int
        Texts that a feature must occur in.
    strength : float
        Inverse strength of the penalty on weights.
    neutral : float
        Added to the constant of the middle class: sentences are coded where somebody
        expects stance, so coded sets have fewer neutral ones than news has.
    lexicons : tuple of str
    """

    least: int = 3
    strength: float = 0.02
    neutral: float = 0.2
    lexicons: tuple[str, ...] = LEXICONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A model, and how well its like does on texts held out."""

    weights: Weights
    check: Check


def train(
    rows: Sequence[Coded],
    *,
    name: str,
    domain: str,
    texts: Iterable[str] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Trained:
    """Train a model, and check its like by cross-validation.

    Parameters
    ----------
    rows : sequence of Coded
        From `read_coded`.
    name : str
        Of the model, for its card.
    domain : str
        The kind of text that was coded ("US political news, 2012-2018"); stands
        beside every score.
    texts : iterable of str, optional
        More texts of that kind, not coded, from which vectors of words are learned;
        the coded ones always count.
    settings : Settings, optional
    progress : callable, optional
        Called with the name of each step.

    Returns
    -------
    Trained
        The same rows and texts give the same weights.

    Raises
    ------
    InputError
        If a class has no row, or all rows are of one article.
    LexiconError
        If a word list is unknown or has a fault.
    """
    settings = settings or Settings()
    say = progress or (lambda _step: None)
    _refuse_too_little(rows)
    marks = {key: mark_of(key) for key in settings.lexicons}
    say("vectors of words")
    own = dict.fromkeys(row.text for row in rows)
    vectors = learn_vectors((*own, *texts))
    say("features")
    table = _features(rows, vectors, settings)
    classes = np.asarray([POLARITIES.index(row.polarity) for row in rows])
    say("cross-validation")
    groups = [row.group for row in rows]
    fitted = partial(fit, strength=settings.strength, neutral=settings.neutral)
    found = check(table.matrix, classes, groups, fit=fitted)
    say("weights")
    weights, constants = fitted(table.matrix, classes)
    n_features = len(table.keys)
    arrays: dict[str, NDArray[Any]] = {
        "feature_keys": table.keys,
        "feature_weights": weights[:n_features].astype(np.float16),
        "region_weights": weights[n_features:].astype(np.float32),
        "constants": constants.astype(np.float32),
        "vector_keys": vectors.keys,
        "vector_small": vectors.small,
        "vector_table": vectors.table,
    }
    about = {
        "name": name,
        "domain": domain,
        "lexicons": marks,
        "rows": len(rows),
        "articles": len({row.group for row in rows}),
        "classes": [int(n) for n in np.bincount(classes, minlength=3)],
        "settings": {**asdict(settings), "lexicons": list(settings.lexicons)},
        "cross_validated_macro_f1": round(found.macro_f1, 4),
    }
    return Trained(weights=Weights(arrays=arrays, about=about), check=found)


def _refuse_too_little(rows: Sequence[Coded]) -> None:
    counts = Counter(row.polarity for row in rows)
    missing = [polarity for polarity in POLARITIES if not counts[polarity]]
    if missing:
        message = (
            f"{len(rows)} coded texts hold none of polarity {missing}; a model needs "
            "texts of all three classes (-1, 0, 1)"
        )
        raise InputError(message)
    if len({row.group for row in rows}) == 1:
        message = (
            f"all {len(rows)} coded texts are of one article, so nothing can be held "
            "out; code several articles, or leave 'article' out"
        )
        raise InputError(message)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    """Features of all rows: keys of the first columns, then vectors by region."""

    keys: NDArray[np.uint32]
    matrix: sp.csr_matrix


def _features(rows: Sequence[Coded], vectors: Vectors, settings: Settings) -> _Table:
    """Return the features of all rows that occur often enough."""
    index = vectors.rows()
    flags = vectors.small.tolist()

    def small(word: str) -> bool:
        row = index.get(key_of(word), -1)
        return row >= 0 and bool(flags[row])

    scenes = [coded_scene(row, small=small) for row in rows]
    sums = [_sums(scene, settings) for scene in scenes]
    counts = Counter(key for found in sums for key in found)
    keys = np.asarray(
        sorted(key for key, n in counts.items() if n >= settings.least), np.uint32
    )
    columns = dict(zip(keys.tolist(), range(len(keys)), strict=True))
    table = (vectors.table / 127).astype(np.float32)
    dense = np.stack([summed(scene, index, table) for scene in scenes])
    matrix = sp.hstack([_matrix(sums, columns), sp.csr_matrix(dense)], format="csr")
    return _Table(keys=keys, matrix=matrix)


def _sums(scene: Scene, settings: Settings) -> dict[int, float]:
    """Return the amount of each feature by its key."""
    found: dict[int, float] = {}
    for feature in features_of(scene, lexicons=settings.lexicons):
        key = key_of(feature.name)
        found[key] = found.get(key, 0.0) + feature.amount
    return found


def _matrix(sums: Sequence[dict[int, float]], columns: dict[int, int]) -> sp.csr_matrix:
    def cells() -> Iterator[tuple[int, int, float]]:
        for row, found in enumerate(sums):
            for key in sorted(found):
                if key in columns:
                    yield row, columns[key], found[key]

    rows, places, amounts = zip(*cells(), strict=True) if columns else ((), (), ())
    shape = (len(sums), len(columns))
    return sp.csr_matrix((np.asarray(amounts, np.float32), (rows, places)), shape=shape)
