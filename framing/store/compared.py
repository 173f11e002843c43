"""What a comparison made of a run, kept in its directory beside what it was made of.

These tables stand for one manifest: whatever changes the run drops them, and the next
comparison makes them again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from framing.errors import RunError
from framing.store.folder import (
    begin,
    dump,
    locked,
    read_manifest,
    seal,
    stages_of_the_run,
    write_stages_of_the_run,
)
from framing.store.parts import WHOLE_RUN, damaged_files, write_stage
from framing.store.schemas import OF_A_COMPARISON
from framing.store.tables import Run, StoredTables, from_frame

if TYPE_CHECKING:
    import pandas as pd

COMPARED: Final = "compared"
"""The stage that a comparison adds to a run."""


def lacks_comparison(run: Run) -> bool:
    """Whether a run directory could hold a comparison, and holds none that is whole."""
    tables = run.tables
    return isinstance(tables, StoredTables) and not _stands(tables.folder, run.manifest)


def keep_comparison(run: Run, frames: Mapping[str, pd.DataFrame]) -> bool:
    """Keep the tables of a comparison in the directory of its run.

    Parameters
    ----------
    run : Run
    frames : mapping of str to DataFrame
        The tables `framing.store.schemas.OF_A_COMPARISON`, and any others.

    Returns
    -------
    bool
        False for a run in memory, for one that was changed meanwhile, and for a
        directory that cannot be written: a report is made of those too.
    """
    if not isinstance(run.tables, StoredTables):
        return False
    folder = run.tables.folder
    try:
        with locked(folder):
            if read_manifest(folder) != run.manifest:
                return False
            tables = {name: from_frame(name, frames[name]) for name in OF_A_COMPARISON}
            # Not marked as unfinished: whatever dies here, the run can be read.
            stage = write_stage(folder, WHOLE_RUN, COMPARED, _key(run.manifest), tables)
            stages = {**stages_of_the_run(folder), COMPARED: stage}
            write_stages_of_the_run(folder, stages)
            seal(folder)
    except RunError:
        return False
    return True


def drop_comparison(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Drop the tables of a comparison of something else, and damaged ones."""
    stages = stages_of_the_run(folder)
    if COMPARED in stages and not _stands(folder, manifest):
        begin(folder)
        del stages[COMPARED]
        write_stages_of_the_run(folder, stages)


def _stands(folder: Path, manifest: Mapping[str, Any]) -> bool:
    stage = stages_of_the_run(folder).get(COMPARED)
    return (
        stage is not None
        and stage.key == _key(manifest)
        and not damaged_files(folder, stage.files)
    )


def _key(manifest: Mapping[str, Any]) -> str:
    return hashlib.sha256(dump(manifest)).hexdigest()
