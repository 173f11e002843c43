from __future__ import annotations

import csv
import io

from framing import pipeline
from framing.ingest import read
from framing.sampling import Options, sample
from framing.stages import resources_of
from tests.sampling.corpus import SAMPLES, config


def test_an_article_whose_outlet_is_not_sure_is_drawn_for_no_group():
    """As in the comparison, which leaves it out of both sides."""
    unsure = "022-unnamed.txt"
    named = [SAMPLES / "articles" / name for name in (unsure, "metadata.csv")]
    run = pipeline.run(read(named), config=config())
    (row,) = run.tables["articles"].to_dict("records")
    assert row["outlet_status"] == "inferred"
    made = sample(
        run, config=config(), resources=resources_of(config()), options=Options(seed=1)
    )
    key = list(csv.DictReader(io.StringIO(made.files["key.csv"].decode())))
    assert key
    assert {row["group"] for row in key} == {""}
