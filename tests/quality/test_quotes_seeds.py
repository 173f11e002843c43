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

from framing.actors import load_actors
from framing.document import analyse
from framing.model import Article
from framing.quotes import find_quotes
from framing.segment import cut
from tests.conftest import SHARED

SEEDS = SHARED / "data" / "seeds"
DEV = SHARED / "data" / "quotes" / "dev.jsonl"
BENCH = SHARED / "bench"
FLOORS = json.loads(
    Path(__file__).with_name("quotes_seeds.json").read_text(encoding="utf-8")
)
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


def dev_row(article):
    text = article["text"]
    quotes = find_quotes(text, cut(text), actors=load_actors())
    kept = [quote for quote in quotes if quote.is_quotation]
    return {
        "id": article["id"],
        "quotes": [
            {
                name: [[span.start, span.stop] for span in getattr(quote, name)] or None
                for name in ("content", "cue", "source")
            }
            | {"nested": quote.nested_in >= 0}
            for quote in kept
        ],
    }


def test_quotations_in_news_are_found():
    spec = importlib.util.spec_from_file_location("qe", BENCH / "quote_eval.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    gold = module.read(DEV)
    figures = module.evaluate(gold, [dev_row(article) for article in gold])["all"]
    assert figures["found"][2] >= FLOORS["dev_found_f1"], figures["found"]
    assert figures["quote"][2] >= FLOORS["dev_quote_f1"], figures["quote"]
