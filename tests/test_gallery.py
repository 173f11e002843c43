"""The sample report under `reports/`: rebuilt, and compared with what is stored."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing.comparison import to_tables
from framing.config import load_config
from tests.conftest import ROOT

SAMPLES = Path(framing.__file__).parent / "samples"
STORED = ROOT / "reports" / "demo"
TABLES = ("summary", "events", "outlets", "flow", "balance")


@pytest.fixture(scope="module")
def tables():
    config = load_config(SAMPLES / "framing.toml")
    return to_tables(framing.compare(framing.read(SAMPLES / "articles"), config=config))


@pytest.mark.parametrize("name", TABLES)
def test_the_stored_table_is_what_the_samples_give(tables, name, request):
    path = STORED / f"{name}.csv"
    if request.config.getoption("--update-golden"):
        STORED.mkdir(parents=True, exist_ok=True)
        tables[name].to_csv(path, index=False, lineterminator="\n")
    fresh = tables[name].to_csv(index=False, lineterminator="\n")
    pd.testing.assert_frame_equal(
        pd.read_csv(path),
        pd.read_csv(io.StringIO(fresh)),
        rtol=1e-6,
    )
