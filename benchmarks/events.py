"""Grouping of articles by event: quality against coded events, and throughput.

    python benchmarks/events.py FILE.jsonl... [--out PRED.jsonl] [--undated 0.3]
                                [--blind] [--texts CORPUS.jsonl] [--fit]

FILE holds articles, ``id, outlet, date, title, text, event`` (null: not coded), or
pairs of articles of the CORPUS, ``a, b, same`` (1, 0, null). Every file is grouped on
its own, with the same settings. Prints BCubed and pairwise F1 (all pairs, and pairs of
two outlets), for pairs the average precision of their probability; seconds of CPU for
reading, counting and grouping; and the peak memory.

--out      writes ``id, event`` of every article, one a line.
--undated  share of the dates that is removed first, by a seed.
--blind    groups by names, numbers and dates only.
--fit      fits the weights on the articles of all files instead, each file weighted
           the same, and prints them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from framing.config import Grouping
from framing.events.grouping import group_blindly, group_events
from framing.events.items import Item, read_item
from framing.events.likeness import BLIND, BY_WORDING, near_pairs
from framing.model import Article

NEAR = 0.03  # cosine of words from which pairs are fitted
SEED = 20261127


def main() -> None:
    """Read the files and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--undated", type=float, default=0.0)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    missing = [path.name for path in given.files if not path.exists()]
    if missing:
        sys.exit(f"{', '.join(missing)}: not on this machine; nothing was measured")
    sets = {path.name: lines_of(path) for path in given.files}
    if given.fit:
        fit(
            [rows for rows in sets.values() if "same" not in rows[0]], blind=given.blind
        )
        return
    predicted: list[dict[str, str]] = []
    for name, rows in sets.items():
        if "same" in rows[0]:
            pairs(name, rows, given)
        else:
            predicted += articles(name, rows, given)
    if given.out:
        lines = [json.dumps(row) for row in predicted]
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def items_of(rows: Sequence[Mapping[str, Any]], undated: float = 0.0) -> list[Item]:
    """Read articles for grouping, some of them without their date."""
    drop = np.random.default_rng(SEED).random(len(rows)) < undated
    return [
        read_item(
            Article(
                id=row["id"],
                raw=row["text"] or row["title"],
                title=row["title"] if row["text"] else "",
                outlet=row["outlet"],
                published="" if gone else row["date"] or "",
            )
        )
        for row, gone in zip(rows, drop.tolist(), strict=True)
    ]


def articles(
    name: str, rows: Sequence[Mapping[str, Any]], given: argparse.Namespace
) -> list[dict[str, str]]:
    """Group the articles of a file, print how well, and return the events."""
    start = time.process_time()
    items = items_of(rows, given.undated)
    read = time.process_time()
    events = (group_blindly if given.blind else group_events)(items)
    done = time.process_time()
    found = {key: event.id for event in events for key in event.articles}
    coded = {row["id"]: row["event"] for row in rows if row.get("event") is not None}
    outlet = {row["id"]: row["outlet"] for row in rows}
    told = ""
    if coded:
        told = (
            f"BCubed {100 * bcubed(coded, found):5.1f}   "
            f"pairwise {100 * pairwise(coded, found):5.1f}   "
            f"cross-outlet {100 * pairwise(coded, found, outlet):5.1f}   "
        )
    print(
        f"{name:28} {told}{len(items):,} articles, {len(events):,} events; CPU: read "
        f"{read - start:.1f} s, group {done - read:.1f} s, "
        f"{len(items) / (done - read):,.0f} per s, with reading "
        f"{len(items) / (done - start):,.0f} per s",
        flush=True,
    )
    return [{"id": key, "event": event} for key, event in sorted(found.items())]


def bcubed(coded: Mapping[str, str], found: Mapping[str, str]) -> float:
    """Return BCubed F1, the harmonic mean of mean precision and recall."""
    truth = Counter(coded.values())
    made = Counter(found[key] for key in coded)
    both = Counter((found[key], event) for key, event in coded.items())
    p = sum(n * n / made[cluster] for (cluster, _), n in both.items()) / len(coded)
    r = sum(n * n / truth[event] for (_, event), n in both.items()) / len(coded)
    return 2 * p * r / (p + r)


def pairwise(
    coded: Mapping[str, str],
    found: Mapping[str, str],
    outlet: Mapping[str, str] | None = None,
) -> float:
    """Return the F1 of pairs, of two outlets only if outlets are given."""
    hit = made = true = 0
    for a, b in itertools.combinations(sorted(coded), 2):
        if outlet is not None and outlet[a] == outlet[b]:
            continue
        together, same = found[a] == found[b], coded[a] == coded[b]
        hit, made, true = hit + (together and same), made + together, true + same
    return 2 * hit / max(made + true, 1)


def pairs(
    name: str, rows: Sequence[Mapping[str, Any]], given: argparse.Namespace
) -> None:
    """Print the average precision of the probability of coded pairs."""
    from sklearn.metrics import average_precision_score  # noqa: PLC0415

    if given.texts is None or not given.texts.exists():
        print(f"{name:28} pairs need --texts CORPUS.jsonl; not measured")
        return
    items = sorted(items_of(lines_of(given.texts), given.undated), key=lambda i: i.id)
    edges = near_pairs(items, Grouping(), BLIND if given.blind else BY_WORDING)
    ids = [item.id for item in items]
    found = {
        frozenset((ids[a], ids[b])): score
        for a, b, score in zip(*(column.tolist() for column in edges), strict=True)
    }
    known = [row for row in rows if row["same"] is not None]
    score = [found.get(frozenset((row["a"], row["b"])), 0.0) for row in known]
    value = average_precision_score([row["same"] for row in known], score)
    print(
        f"{name:28} average precision {100 * value:.1f} of {len(known)} pairs, "
        f"{sum(row['same'] for row in known)} the same event"
    )


def fit(sets: Sequence[Sequence[Mapping[str, Any]]], *, blind: bool) -> None:
    """Fit the weights of the blocks, the decay and the offset by logistic loss."""
    from scipy.optimize import minimize  # noqa: PLC0415

    names = tuple((BLIND if blind else BY_WORDING).weights)
    parts = [_examples(rows, names) for rows in sets]

    def loss(values: np.ndarray) -> float:
        *weights, offset, decay, vague = values
        total = 0.0
        for cosines, gap, same in parts:
            late = np.where(np.isnan(gap), vague, gap * decay)
            z = cosines @ np.array(weights) + offset - late
            total += float(np.mean(np.logaddexp(0, np.where(same, -z, z))))
        return total

    start = np.array([2.0] * len(names) + [-2.0, 1.0, 1.0])
    bounds = [(0.01, None)] * len(names) + [(None, None), (0.0, None), (0.0, None)]
    found = minimize(loss, start, method="L-BFGS-B", bounds=bounds).x
    print({name: round(float(w), 2) for name, w in zip(names, found, strict=False)})
    print(
        f"offset {found[-3]:.2f}, decay {1 / found[-2]:.2f} days, undated "
        f"{np.exp(-found[-1]):.3f}"
    )


def _examples(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return cosines, gaps in days and answers of the near pairs of coded articles."""
    items = sorted(items_of(rows), key=lambda item: item.id)
    event = {row["id"]: row.get("event") for row in rows}
    place = [i for i, item in enumerate(items) if event[item.id] is not None]
    from framing.events.features import Features  # noqa: PLC0415
    from framing.events.likeness import dated  # noqa: PLC0415

    made, places = Features(items), np.array(place)
    cosines = []
    for name in names:
        rows_of = made.rows(places, {name: 1.0})
        cosines.append(np.asarray((rows_of @ rows_of.T).todense()))
    words = made.rows(places, {"words": 1.0})
    near = np.asarray((words @ words.T).todense()) > NEAR
    time_of = dated(items).time[place]
    gap = np.abs(time_of[:, None] - time_of[None, :])
    upper = np.triu(np.ones_like(near, dtype=bool), 1) & near & ~(gap > 3)
    label = np.array([event[items[i].id] for i in place])
    same = label[:, None] == label[None, :]
    stacked = np.stack([cosine[upper] for cosine in cosines], axis=1)
    counts: defaultdict[bool, int] = defaultdict(int)
    for answer in same[upper].tolist():
        counts[answer] += 1
    print(f"{len(place)} coded articles: {counts[True]} same, {counts[False]} other")
    return stacked, gap[upper], same[upper]


if __name__ == "__main__":
    main()
