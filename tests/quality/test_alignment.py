"""Floors of alignment on the sample corpus, whose sentences were coded by reading."""

from __future__ import annotations

import json
import runpy

import numpy as np

from framing.alignment import matching
from framing.document import load_resources
from framing.ingest import read
from framing.model import Article
from tests.conftest import ROOT


def test_shared_sentences_of_the_samples_stay_above_their_floors():
    script = runpy.run_path(str(ROOT / "benchmarks" / "alignment.py"))
    codes = json.loads(script["CODES"].read_text("utf-8"))["samples"]
    samples = script["SAMPLES"]
    known = {a.id: a for a in read([samples / "articles"]) if isinstance(a, Article)}
    resources = load_resources(
        outlets=str(samples / "outlets"), actors=str(samples / "actors")
    )
    # The events that no weight has seen were coded last, by date 03-12 to 12-10.
    unseen = ("2031-03-12", "2031-06-11", "2031-12-10")
    some = {key: code for key, code in codes.items() if key.startswith(unseen)}
    weights = np.array([matching.WEIGHTS[name] for name in matching.FEATURES])
    called = right = coded = 0
    for pair in script["pairs"]("samples", some, known, resources):
        p = 1 / (1 + np.exp(-(pair.features @ weights + matching.OFFSET)))
        best = np.zeros(len(pair.sentences))
        for end in pair.places:
            np.maximum.at(best, end, p)
        shared = set(np.flatnonzero(best >= matching.SAME).tolist())
        called, right = called + len(shared), right + len(shared & pair.shared)
        coded += len(pair.shared)
    # Measured .90 and .73 over all six.
    assert right / called >= 0.86
    assert right / coded >= 0.68
