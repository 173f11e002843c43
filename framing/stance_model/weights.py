"""The weights of a model of stance, and the file that holds them.

A file is a numpy ``.npz`` of plain arrays, read without pickle, and a few lines of
JSON with the digest of all of it. Words and features are kept as numbers (CRC-32).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from numpy.typing import NDArray

from framing.modelfile import array_digest, damaged, read_model, write_model
from framing.stance_model.features import FEATURES
from framing.stance_model.regions import REGIONS
from framing.stance_model.vectors import SIZE, Vectors

FORMAT: Final = 1
"""Raised when the file changes, so that old weights are refused."""

_SHAPES: Final = {
    "feature_keys": ("uint32", (-1,)),
    "feature_weights": ("float16", (-1, 3)),
    "region_weights": ("float32", (len(REGIONS) * SIZE, 3)),
    "constants": ("float32", (3,)),
    "vector_keys": ("uint32", (-1,)),
    "vector_small": ("uint8", (-1,)),
    "vector_table": ("int8", (-1, SIZE)),
}
# What numpy, zipfile and json raise where a file is something else, or cut short.
_SAYS: Final = ("name", "domain", "lexicons")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """All that was learned; made by `train` or read by `read_weights`.

    Attributes
    ----------
    arrays : dict of str to ndarray
        As in the file: ``feature_keys`` rising, ``feature_weights`` one column a
        class, ``region_weights`` for `REGIONS` one after the other, ``constants``
        of the classes, and ``vector_keys``, ``vector_small``, ``vector_table``.
    about : dict
        What the file says of itself: name, domain, lexicons with their versions,
        training data, settings, figures.
    """

    arrays: dict[str, NDArray[Any]]
    about: dict[str, Any]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of arrays and description, in hexadecimal digits."""
        found = array_digest(self.arrays, _SHAPES)
        found.update(json.dumps(self.about, sort_keys=True).encode())
        return str(found.hexdigest())

    @property
    def vectors(self) -> Vectors:
        """Return the vectors of words."""
        return Vectors(
            *(self.arrays[f"vector_{part}"] for part in ("keys", "small", "table"))
        )


def write_weights(weights: Weights, path: Path) -> None:
    """Write a model; the same weights give the same bytes.

    Raises
    ------
    ModelError
        If the file cannot be written.
    """
    about = {"format": _format(), "digest": weights.digest, **weights.about}
    write_model(path, weights.arrays, about)


def read_weights(path: Path) -> Weights:
    """Read a model and check it against its own digest.

    Raises
    ------
    ModelError
        If the file cannot be read, is no model of stance, was made for another
        version, or was changed.
    """
    found = read_model(
        path,
        kind="a model of stance",
        command="framing train-stance",
        form=_format(),
    )
    weights = Weights(arrays=found.arrays, about=found.about)
    if not _is_whole(weights) or weights.digest != found.digest:
        raise damaged(path, found.digest)
    return weights


def _format() -> str:
    """Return what must be equal for a file to be read."""
    return f"stance {FORMAT}.{FEATURES}"


def _is_whole(weights: Weights) -> bool:
    """Say whether all arrays are there, in their shapes, and the description."""
    if set(weights.arrays) != set(_SHAPES) or not set(_SAYS) <= set(weights.about):
        return False
    for name, (dtype, shape) in _SHAPES.items():
        array = weights.arrays[name]
        fits = array.ndim == len(shape) and all(
            wanted in {-1, size}
            for wanted, size in zip(shape, array.shape, strict=True)
        )
        if array.dtype != dtype or not fits:
            return False
    return True
