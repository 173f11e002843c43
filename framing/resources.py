"""Where the shipped data lie: in the wheel, or in the checkout it was built from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from framing.errors import ConfigError

_PACKAGE: Final = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder of shipped data called `name`.

    Parameters
    ----------
    name : {"lexicons", "outlets", "actors"}
        A top-level folder of the project.

    Returns
    -------
    Path
        ``framing/_data/<name>`` in an installed wheel, else the checkout's own
        folder, so that editable installs work too.

    Raises
    ------
    ConfigError
        If neither exists.

    Examples
    --------
    >>> data_folder("outlets").name
    'outlets'
    """
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    message = f"{_PACKAGE}: the shipped folder {name!r} is missing; install again"
    raise ConfigError(message)
