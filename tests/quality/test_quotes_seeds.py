"""Floors for quotations: three coded sample articles, and a coded set of US news.

The floors lie in ``quotes_seeds.json`` with digests of the sets they were measured
on; a set that changed must be measured again.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from framing.document import analyse
from framing.model import Article
from tests.conftest import ROOT, SHARED

SEEDS = SHARED / "data" / "seeds"
DEV = SHARED / "data" / "quotes" / "dev.jsonl"
BENCH = SHARED / "bench"
FLOORS = json.loads(
    Path(__file__).with_name("quotes_seeds.json").read_text(encoding="utf-8")
)
MEASURES = ("found", "quote", "partial", "exact", "src_head")
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared data are absent")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def row(document, quote):
    raw = document.article.raw
    content = [{"text": span.of(raw)} for span in document.raw_spans(quote.content)]
    names = [speaker.name for speaker in quote.speakers]
    return {
        "article": document.article.id,
        "content": content,
        "speaker": names,
        "relay": list(quote.relays),
    }


def seed_rows():
    for path in sorted(SEEDS.glob("*.txt")):
        raw = path.read_bytes().decode("utf-8")
        document = analyse(Article(id=path.name, raw=raw))
        yield from (row(document, q) for q in document.quotes if q.is_quotation)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """Recall, precision and relays as the shared script prints them."""
    path = tmp_path_factory.mktemp("seeds") / "pred.jsonl"
    path.write_text("\n".join(map(json.dumps, seed_rows())), encoding="utf-8")
    command = [sys.executable, str(BENCH / "seeds_eval.py"), str(path), "000,002,004"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"recall (\S+) precision (\S+) relays (\d+)/(\d+)", done.stdout)
    assert found, done.stdout + done.stderr
    return tuple(float(figure) for figure in found.groups())


def test_the_sets_are_those_that_were_measured():
    assert digest(SEEDS / "gold.json") == FLOORS["gold_sha256"]
    assert digest(DEV) == FLOORS["dev_sha256"]


def test_the_right_speaker_is_found(seeds):
    assert seeds[0] >= FLOORS["recall"]


def test_little_else_is_found(seeds):
    assert seeds[1] >= FLOORS["precision"]


def test_every_relay_is_right(seeds):
    assert seeds[2] == seeds[3]


def benchmark():
    """The benchmark as a module: its form of predictions is what is scored."""
    path = ROOT / "benchmarks" / "quotes.py"
    spec = importlib.util.spec_from_file_location("benchmark_quotes", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def dev():
    """Figures on the development part, all attributions."""
    bench = benchmark()
    score = bench.scorer(BENCH / "quote_eval.py")
    gold, find = score.read(DEV), bench.finder("")
    rows = [
        {
            "id": row["id"],
            "quotes": [bench.plain(q) for q in find(row["text"]) if bench.is_scored(q)],
        }
        for row in gold
    ]
    found = score.evaluate(gold, rows)["all"]
    return {name: bench.figure(found, name) for name in MEASURES}


@pytest.mark.parametrize("name", MEASURES)
def test_quotations_in_news_stay_above_their_floors(dev, name):
    key = name if name == "src_head" else f"{name}_f1"
    assert dev[name] >= FLOORS[f"dev_{key}"], dev
