"""The file of a trained model: arrays and a description, no code, the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.errors import ModelError

_NO_MODEL: Final = (
    *(ValueError, KeyError, TypeError, EOFError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),
)


class Found(NamedTuple):
    """What a file holds.

    Attributes
    ----------
    arrays : dict of str to ndarray
    about : dict
        What the file says of itself, without format and digest.
    digest : str
        The digest that stands in the file.
    """

    arrays: dict[str, NDArray[Any]]
    about: dict[str, Any]
    digest: str


def array_digest(arrays: Mapping[str, NDArray[Any]], names: Iterable[str]) -> Any:  # noqa: ANN401 - hashlib has no public type
    """Return a running SHA-256 of arrays: names, types, shapes and bytes."""
    found = hashlib.sha256()
    for name in names:
        array = np.ascontiguousarray(arrays[name])
        found.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        found.update(array.tobytes())
    return found


def write_model(
    path: Path, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]
) -> None:
    """Write a model; the same arrays and description give the same bytes.

    Raises
    ------
    ModelError
        If the file cannot be written.
    """
    text = json.dumps(about, indent=1, sort_keys=True).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, array in (*arrays.items(), ("about", np.frombuffer(text, np.uint8))):
            entry = zipfile.ZipInfo(f"{name}.npy")  # dated 1980: the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            body = io.BytesIO()
            np.lib.format.write_array(body, array, allow_pickle=False)
            archive.writestr(entry, body.getvalue())
    try:
        path.write_bytes(made.getvalue())
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); choose another --out"
        raise ModelError(message) from error


def read_model(path: Path, *, kind: str, command: str, form: object) -> Found:
    """Read a model of one kind and format.

    Parameters
    ----------
    path : Path
    kind, command : str
        ``"a model of quotations"``, and the command that makes one.
    form : object
        The format that this version reads.

    Raises
    ------
    ModelError
        If the file cannot be read, is no such model, or has another format.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        about = dict(json.loads(arrays.pop("about").tobytes()))
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror or error}); check the path"
        raise ModelError(message) from error
    except _NO_MODEL as error:
        message = f"{path}: is not {kind} ({error}); make one with {command}"
        raise ModelError(message) from error
    if about.get("format") != form:
        message = (
            f"{path}: was made for format {about.get('format')!r}, this version "
            f"reads format {form!r}; train it again with {command}"
        )
        raise ModelError(message)
    digest = str(about.pop("digest", ""))
    del about["format"]
    return Found(arrays, about, digest)


def damaged(path: Path, digest: str) -> ModelError:
    """Return the error for a file whose content is not what its digest says."""
    message = (
        f"{path}: its content does not fit its digest {digest[:16]!r}; "
        "the file was changed or damaged: install or train it again"
    )
    return ModelError(message)
