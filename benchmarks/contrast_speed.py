"""Time and memory of contrasts against scikit-learn and plain log-odds.

    python benchmarks/contrast_speed.py FILE.jsonl [--rounds N]

Each line holds ``id, outlet, date, text``; weeks stand in for events, the two largest
outlets for the sides. Prints median CPU seconds for words and pairs from ready tokens,
with 200 bootstraps and without swaps, beside CountVectorizer on the same tokens with
log-odds of its sums, in turns within one run; and the peak memory of counting and
contrasting above what is held before, from a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer

from framing.contrasts import Settings, contrast, count
from framing.contrasts.log_odds import log_odds
from framing.contrasts.vectorizer import tokens_of

MIN_ARTICLES = 3
# One more event than any corpus holds, so that nothing is swapped.
SETTINGS = Settings(boots=200, min_units=10**9)
MEGABYTE = 1024


def main() -> None:
    """Read, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.file.exists():
        sys.exit(f"{args.file} is not there; give a file of one article a line")
    texts, facts = read(args.file)
    if args.memory:
        base = held()
        ours(texts, facts)
        print((peak() - base) / MEGABYTE)
        return
    times: dict[str, list[float]] = {"framing": [], "scikit-learn": []}
    for _ in range(args.rounds):
        for name, work in (("framing", ours), ("scikit-learn", plain)):
            start = time.process_time()
            work(texts, facts)
            times[name].append(time.process_time() - start)
    ratios = [a / b for a, b in zip(*times.values(), strict=True)]
    print(f"{len(texts)} articles, {args.rounds} rounds")
    for name, found in times.items():
        print(f"{name}: {statistics.median(found):.2f} CPU s")
    print(f"ratio: {statistics.median(ratios):.2f}")
    command = [sys.executable, __file__, str(args.file), "--memory"]
    memory = subprocess.run(  # noqa: S603 - this very program
        command, check=True, capture_output=True, text=True
    )
    print(f"peak memory above base: {float(memory.stdout):.0f} MB")


def read(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return texts, cut into words, and facts of the articles."""
    texts, facts = [], []
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            tokens, n_words = tokens_of(row["text"])
            texts.append((row["id"], tokens, bytes(n_words)))
            week = pd.Timestamp(row["date"]).strftime("%G-%V")
            facts.append((row["id"], row["outlet"], row["outlet"], week))
    return (
        pd.DataFrame(texts, columns=["article", "tokens", "voice"]),
        pd.DataFrame(facts, columns=["article", "outlet", "group", "event"]),
    )


def sides(facts: pd.DataFrame) -> list[str]:
    """Return the two largest outlets."""
    return facts["outlet"].value_counts().index[:2].tolist()


def ours(texts: pd.DataFrame, facts: pd.DataFrame) -> None:
    """Count and contrast, with intervals."""
    a, b = sides(facts)
    counts = count(texts, facts, voice="all", min_articles=MIN_ARTICLES)
    contrast(counts, a=a, b=b, settings=SETTINGS)


def plain(texts: pd.DataFrame, facts: pd.DataFrame) -> None:
    """Count with scikit-learn, and take log-odds of the sums."""
    vectoriser = CountVectorizer(
        ngram_range=(1, 2),
        min_df=MIN_ARTICLES,
        tokenizer=str.split,
        token_pattern=None,
        lowercase=False,
    )
    matrix = vectoriser.fit_transform(texts["tokens"])
    outlet = facts["outlet"].to_numpy()
    left, right = (
        np.asarray(matrix[np.flatnonzero(outlet == key)].sum(axis=0), float).ravel()
        for key in sides(facts)
    )
    prior = 500 * (left + right) / (left.sum() + right.sum())
    n = [np.array([side.sum()]) for side in (left, right)]
    log_odds(left, n[0], right, n[1], prior=prior, prior_total=500.0)


def held() -> float:
    """Return the memory held now, in KB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def peak() -> float:
    """Return the most memory held so far, in KB."""
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main()
