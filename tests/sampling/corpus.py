"""A run of some of the sample articles, made once for the tests of sampling."""

from __future__ import annotations

from functools import cache

from framing import pipeline
from framing.config import load_config
from framing.ingest import read
from framing.sampling import Options, sample
from framing.stages import resources_of
from tests.conftest import ROOT

SAMPLES = ROOT / "framing" / "samples"


@cache
def config():
    return load_config(SAMPLES / "framing.toml")


@cache
def run():
    articles = list(read([SAMPLES / "articles"]))
    return pipeline.run(articles[::3], config=config())


@cache
def drawn(**changes):
    options = Options(seed=5, **changes)
    return sample(
        run(), config=config(), resources=resources_of(config()), options=options
    )
