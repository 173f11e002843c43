"""Score mentions with a trained model, and say what each word adds."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.errors import FramingWarning, ModelError
from framing.files import kept_while_unchanged
from framing.stance_model.coding import POLARITIES
from framing.stance_model.features import features_of, mark_of
from framing.stance_model.regions import REGIONS, placed
from framing.stance_model.scenes import Scene
from framing.stance_model.vectors import SIZE, key_of
from framing.stance_model.weights import Weights, read_weights

Floats = NDArray[np.float64]

SHIPPED: Final = Path(__file__).with_name("stance.npz")
"""The model that comes with the package; see docs/models/stance.md."""

_DIGEST: Final = "640229a15e6b6517190d9696bd858600f042653edb96cc8b197b6623aaf7765e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The score of one mention; made by `Model.score`.

    Attributes
    ----------
    chances : tuple of float
        Of the classes in the order of `POLARITIES`; they add up to 1.
    amounts : tuple of float
        What each token of the scene adds to `value`; the token of the mention also
        holds the model's constant and what the mention's own form adds.
    """

    chances: tuple[float, ...]
    amounts: tuple[float, ...]

    @property
    def value(self) -> float:
        """Return the chance of favourable less that of unfavourable, in [-1, 1]."""
        return self.chances[2] - self.chances[0]

    @property
    def polarity(self) -> int:
        """Return the likeliest class."""
        return POLARITIES[int(np.argmax(self.chances))]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A trained model, ready to score; made by `load_model`.

    Notes
    -----
    Multinomial logistic regression: the chance of a class is proportional to
    ``exp(constant + sum(weight * amount))`` over features and vectors. The value of
    a mention is shared out over its words in proportion to what each adds to the
    difference of the two exponents, which has the sign of the value; so amounts add
    up to it.
    """

    weights: Weights
    _rows: dict[int, int] = field(init=False)
    _small: frozenset[int] = field(init=False)
    _features: dict[int, int] = field(init=False)
    _table: NDArray[np.float32] = field(init=False)
    _regions: NDArray[np.float32] = field(init=False)

    def __post_init__(self) -> None:
        """Make the look-ups."""
        arrays, vectors = self.weights.arrays, self.weights.vectors
        put = object.__setattr__
        put(self, "_rows", vectors.rows())
        put(self, "_small", frozenset(vectors.keys[vectors.small > 0].tolist()))
        keys = arrays["feature_keys"].tolist()
        put(self, "_features", dict(zip(keys, range(len(keys)), strict=True)))
        put(self, "_table", (vectors.table / 127).astype(np.float32))
        shape = (len(REGIONS), SIZE, len(POLARITIES))
        put(self, "_regions", arrays["region_weights"].reshape(shape))

    @property
    def name(self) -> str:
        """Return the name of the model."""
        return str(self.weights.about["name"])

    @property
    def domain(self) -> str:
        """Return what kind of text it was trained on."""
        return str(self.weights.about["domain"])

    @property
    def lexicons(self) -> tuple[str, ...]:
        """Return the names of the word lists that it reads."""
        return tuple(self.weights.about["lexicons"])

    def small(self, word: str) -> bool:
        """Say whether a word was mostly written with a small letter in training."""
        return key_of(word) in self._small

    def score(self, scene: Scene) -> Scored:
        """Score one mention.

        Parameters
        ----------
        scene : Scene
            Made with `small` of this model.

        Returns
        -------
        Scored
        """
        added = self._added(scene)
        exponents = self.weights.arrays["constants"] + added.sum(axis=0)
        raised = np.exp(exponents - exponents.max())
        chances = raised / raised.sum()
        by_token = added[:, 2] - added[:, 0]
        constants = self.weights.arrays["constants"]
        by_token[scene.at] += float(constants[2] - constants[0])
        total, value = math.fsum(by_token), float(chances[2] - chances[0])
        share = value / total if total else 0.0
        return Scored(
            chances=tuple(chances.tolist()),
            amounts=tuple((by_token * share).tolist()),
        )

    def _added(self, scene: Scene) -> Floats:
        """Return what each token adds to the exponent of each class."""
        added = np.zeros((len(scene.tokens), len(POLARITIES)))
        weights = self.weights.arrays["feature_weights"]
        rows, amounts, spans = [], [], []
        for name, amount, first, last in features_of(scene, lexicons=self.lexicons):
            row = self._features.get(key_of(name))
            if row is not None:
                rows.append(row)
                amounts.append(amount)
                spans.append((first, last))
        parts = weights[rows].astype(np.float64) * np.asarray(amounts)[:, None]
        for (first, last), part in zip(spans, parts, strict=True):
            bearers = _bearers(scene, first, last)
            for token in bearers:
                added[token] += part / len(bearers)
        for token, row, region, part_of in placed(scene, self._rows):
            added[token] += part_of * (self._table[row] @ self._regions[region])
        return added


def _bearers(scene: Scene, first: int, last: int) -> list[int]:
    """Return the tokens among which a feature's part is shared out."""
    found = [
        token
        for token in range(first, last)
        if token != scene.at and scene.words[token][0] < scene.words[token][1]
    ]
    return found or [scene.at]


@kept_while_unchanged(lambda path="": (path,), maxsize=4)
def load_model(path: str = "") -> Model:
    """Return a model, read once.

    Parameters
    ----------
    path : str, default ""
        A model made by ``framing train-stance``; empty means the shipped one, which
        knows US political news only.

    Raises
    ------
    ModelError
        If the file cannot be used, or the shipped one was changed.

    Warns
    -----
    FramingWarning
        If a word list is not as it was in training.
    """
    weights = read_weights(Path(path) if path else SHIPPED)
    if not path and weights.digest != _DIGEST:
        message = (
            f"{SHIPPED}: is not the model of this version (digest "
            f"{weights.digest[:16]!r}, expected {_DIGEST[:16]!r}); install again"
        )
        raise ModelError(message)
    for name, mark in weights.about["lexicons"].items():
        if (found := mark_of(name)) != mark:
            message = (
                f"{path or SHIPPED}: was trained with the word list {name!r} as "
                f"{mark!r}, installed is {found!r}; scores may differ a little from "
                "its card: train it again with framing train-stance"
            )
            warnings.warn(message, FramingWarning, stacklevel=2)
    return Model(weights)
