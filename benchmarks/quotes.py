"""Score quotations on coded articles, and time the step from text to quotations.

    python benchmarks/quotes.py GOLD.jsonl [--out PRED.jsonl] [--model MODEL]
                                [--scorer quote_eval.py] [--draws N] [--growth]

Each line of GOLD holds ``id, text, attributions`` as `framing train-quotes` reads
them. Predictions are in the form of the scorer: inner layers marked ``nested``,
scare quotes and names left out. Figures stand beside the bars of the development
part of PolNeAR, with intervals over resampled articles. Words per second is CPU
time of one thread from the bare text on; a naive expression runs beside it.
``--growth`` also times one line of 25,000 to 200,000 characters without a break.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

from framing.document import load_resources
from framing.model import Quote, Span
from framing.quotes import find_quotes
from framing.quotes.tagger.tagger import SHIPPED, load_tagger
from framing.segment import cut

SCORER = Path(__file__).resolve().parents[2] / "shared" / "bench" / "quote_eval.py"
# Measure, subset, type, bar, aim.
BARS = (
    ("quote", "all", "all", 65, 70),
    ("quote", "speech", "all", 71, 76),
    ("found", "all", "all", 76, 79),
    ("partial", "all", "all", 80, 83),
    ("partial", "all", "direct", 98, None),
    ("partial", "all", "mixed", 88, None),
    ("partial", "all", "indirect", 72, None),
    ("exact", "all", "all", 52, 58),
    ("src_head", "all", "all", 89, 92),
)
NAIVE = re.compile(
    r"[“\"](?P<words>[^”\"\n]{2,2000})[”\"],?\s+"
    r"(?:(?P<after>(?:[A-Z]\w+\s+){1,3}|he\s+|she\s+)said|said\s+(?P<before>(?:[A-Z]\w+\s?){1,3}))"
)


def main() -> None:
    """Read, find, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--model", default="")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--growth", action="store_true")
    given = parser.parse_args()
    if not given.gold.exists():
        sys.exit(f"{given.gold.name}: not on this machine; nothing was measured")
    lines = given.gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    find = finder(given.model)
    find(rows[0]["text"])  # reads the word lists
    made, seconds = timed(find, rows)
    found = [
        {"id": row["id"], "quotes": [plain(q) for q in quotes if is_scored(q)]}
        for row, quotes in zip(rows, made, strict=True)
    ]
    if given.out:
        text = "".join(json.dumps(row) + "\n" for row in found)
        given.out.write_text(text, encoding="utf-8")
    if given.scorer.exists() and any(row.get("attributions") for row in rows):
        show(scorer(given.scorer), rows, found, given.draws)
    show_speed(rows, seconds)
    if given.growth:
        show_growth(rows, find)


def finder(model: str) -> Callable[[str], tuple[Quote, ...]]:
    """Return what finds the quotations of a bare text, and print its size."""
    start = time.process_time()
    tagger = load_tagger(model)
    print(f"model: {time.process_time() - start:.2f} s to load", end=", ")
    print(f"{Path(model or SHIPPED).stat().st_size / 1e6:.2f} MB")
    resources = load_resources()

    def quotes(text: str) -> tuple[Quote, ...]:
        return find_quotes(
            text,
            cut(text),
            actors=resources.actors,
            outlets=resources.relays,
            tagger=tagger,
        )

    return quotes


def timed(find: Callable[[str], object], rows: Iterable[dict]) -> tuple[list, float]:
    """Return what a function finds in each text, and its CPU seconds."""
    start = time.process_time()
    made = [find(row["text"]) for row in rows]
    return made, time.process_time() - start


def is_scored(quote: Quote) -> bool:
    """Say whether a quote is an attribution: doubtful ones count, free speech not."""
    return quote.is_quotation and bool(quote.cue or not quote.uncertain)


def plain(quote: Quote) -> dict:
    """Return a quote as the scorer reads it."""

    def pairs(spans: Iterable[Span]) -> list[list[int]] | None:
        return [[span.start, span.stop] for span in spans] or None

    return {
        "content": pairs(quote.content),
        "cue": pairs(quote.cue),
        "source": pairs(quote.source),
        "nested": quote.nested_in >= 0,
    }


def scorer(path: Path) -> ModuleType:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("quote_eval", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(score: ModuleType, rows: list[dict], found: list[dict], draws: int) -> None:
    """Print each figure with its interval, bar and aim."""
    chance = random.Random(20261127)  # noqa: S311 - a bootstrap
    samples = [rows, *(chance.choices(rows, k=len(rows)) for _ in range(draws))]
    results = [
        {part: score.evaluate(rows_, found, part) for part in ("all", "speech")}
        for rows_ in samples
    ]
    print(f"{len(rows)} articles, {draws} draws of articles")
    for measure, part, kind, bar, aim in BARS:
        values = [figure(result[part][kind], measure) for result in results]
        drawn = sorted(values[1:]) or values
        low = drawn[int(0.025 * len(drawn))]
        high = drawn[min(int(0.975 * len(drawn)), len(drawn) - 1)]
        aimed = f", aim {aim}" if aim else ""
        print(
            f"{measure:9}{part:7}{kind:9}{values[0]:6.1f} ({low:.1f} to {high:.1f})"
            f"  bar {bar}{aimed}"
        )


def figure(result: dict, measure: str) -> float:
    """Return one figure of a result: an F1, or a share."""
    value = result[measure]
    return value[2] if isinstance(value, list) else value


def show_speed(rows: list[dict], seconds: float) -> None:
    """Print words per second, and those of a naive expression."""
    n_words = sum(len(row["text"].split()) for row in rows)
    _, naive = timed(lambda text: list(NAIVE.finditer(text)), rows)
    print(f"words per CPU second: {n_words / seconds:,.0f}  bar 40,000, aim 80,000")
    print(f"naive expression beside it: {n_words / naive:,.0f}")


def show_growth(rows: list[dict], find: Callable[[str], object]) -> None:
    """Print the time of one endless line as it grows: in proportion means 2, 4, 8."""
    line = " ".join(" ".join(row["text"].split()) for row in rows)
    sizes = [25_000, 50_000, 100_000, 200_000]
    times = [timed(find, [{"text": line[:size]}])[1] for size in sizes]
    for size, seconds in zip(sizes, times, strict=True):
        print(f"one line of {size:,} characters: {seconds / times[0]:.1f} times")


if __name__ == "__main__":
    main()
