"""Calibration, placebo groups and power of the contrast of words on real articles.

    python benchmarks/contrasts.py calibration FILE.jsonl [--runs 200] [--halves 100]
    python benchmarks/contrasts.py placebo HEADLINES.jsonl
    python benchmarks/contrasts.py power FILE.jsonl [--repeats 20]

FILE holds articles of two outlets: ``id, outlet, date, title, text``. Words are
counted once; then only labels, or the counts of a few terms, are changed.

calibration: (a) the outlets' labels swapped at random within weeks, (b) the outlet
with more articles split into random halves by day: the share of runs in which any
term "differs", with its 95 % binomial interval (Clopper & Pearson 1934), beside the
unpaired z (log-odds, two-term variance, Benjamini-Hochberg) that is in common use.
placebo: outlets of one class split into two groups in every way.
power: terms multiplied on one side in some weeks of a null corpus, and how many of
them are found, by the test in use, by the same with each term's own swaps, and by
two others on 999 swaps. The null corpus is one of two outlets with their labels
swapped, whose habits make terms vary from week to week, or halves of one outlet.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse, stats

from framing.contrasts import Counts, Settings, contrast, count
from framing.contrasts.base import Sums
from framing.contrasts.log_odds import ALPHA0, LogOdds, variance_2term
from framing.contrasts.swaps import NULLS, Swapper, observed_labels
from framing.contrasts.vectorizer import tokens_of
from framing.uncertainty import Bools, benjamini_hochberg

SETTINGS = Settings(boots=199)
STATE = ("cgtn", "chinadaily", "globaltimes", "xinhua")  # as the file has them
USES = ((200, 1000), (1000, 10_000))  # of a planted term, before it is multiplied
WEEKS = 100  # that stand for events
SHOWN = 5  # terms of a run that are printed


def main() -> None:
    """Run one of the three."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("what", choices=["calibration", "placebo", "power"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--halves", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=20)
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    start = time.process_time()
    {"calibration": calibration, "placebo": placebo, "power": power}[given.what](given)
    print(f"{time.process_time() - start:.0f} CPU-s")


def counted(path: Path, *, pairs: bool = False) -> Counts:
    """Count the words of headline and text of every article, in any voice."""
    texts, facts = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        body = f"{row['title']}\n\n{row['text']}".strip()
        tokens, n_words = tokens_of(body)
        texts.append((row["id"], tokens, bytes(n_words)))
        day = str(row["date"])[:10]
        facts.append((row["id"], row["outlet"], row["outlet"], "", day))
    return count(
        pd.DataFrame(texts, columns=["article", "tokens", "voice"]),
        pd.DataFrame(facts, columns=["article", "outlet", "group", "event", "date"]),
        voice="all",
        pairs=pairs,
    )


def grouped(counts: Counts, group: Sequence[str]) -> Counts:
    """Return the counts with other groups."""
    return replace(counts, facts=counts.facts.assign(group=list(group)))


def weeks(counts: Counts) -> pd.Series[str]:
    """Return the ISO week of each article."""
    days = pd.to_datetime(counts.facts["date"]).dt.isocalendar()
    return days["year"].astype(str) + "-" + days["week"].astype(str)


def share(found: Sequence[bool]) -> str:
    """Return a share with its 95 % interval, and how it stands to 5 %."""
    n, k = len(found), int(sum(found))
    low, high = stats.binomtest(k, n).proportion_ci(method="exact")
    fits = "includes 5 % or lies below" if low <= 0.05 else "lies above 5 %"
    return f"{k} of {n} = {k / n:.3f} [{low:.3f}, {high:.3f}] {fits}"


def unpaired(counts: Counts) -> int:
    """Return how many terms the unpaired z "finds" between groups a and b."""
    first = (counts.facts["group"] == "a").to_numpy()
    second = (counts.facts["group"] == "b").to_numpy()
    used = counts.matrix[first | second].getnnz(axis=0) >= SETTINGS.min_articles
    y = [
        np.asarray(counts.matrix[s].sum(axis=0)).ravel()[used] for s in (first, second)
    ]
    total = counts.facts["total"].to_numpy(float)
    n = [np.array([total[s].sum()]) for s in (first, second)]
    pooled = (y[0] + y[1]) / (n[0] + n[1])
    delta = LogOdds().score(y[0], n[0], y[1], n[1], pooled)
    z = delta / np.sqrt(variance_2term(y[0], y[1], prior=ALPHA0 * pooled))
    q = benjamini_hochberg(2 * stats.norm.sf(np.abs(z)))
    return int((q <= SETTINGS.alpha).sum())


def tested(counts: Counts, by: str, seed: int) -> list[str]:
    """Return the terms that differ between groups a and b."""
    made = contrast(counts, a="a", b="b", by=by, settings=replace(SETTINGS, seed=seed))
    table = made.table
    return table.loc[table["verdict"] == "differs", "term"].tolist()


def calibration(given: argparse.Namespace) -> None:
    """Print shares of null runs with any finding."""
    counts = counted(given.file)
    week = weeks(counts)
    outlets = sorted(set(counts.facts["outlet"]))
    names = counts.facts["outlet"].to_numpy()
    held = counts.facts.groupby(week)["outlet"].nunique()
    print(f"{int((held == len(outlets)).sum())} weeks hold both outlets")
    swapped = _within_weeks(counts, week, names == outlets[0], given.runs)
    _report("(a) labels swapped within weeks", swapped, "week")
    most = counts.facts["outlet"].value_counts().idxmax()
    _report(f"(b) halves of {most} by day", _halves(counts, most, given.halves), "day")


def _within_weeks(
    counts: Counts, week: pd.Series[str], first: Bools, runs: int
) -> Iterator[Counts]:
    keys, code = np.unique(week, return_inverse=True)
    for seed in range(runs):
        flip = np.random.default_rng(seed).random(len(keys)) < 0.5
        yield grouped(counts, np.where(first ^ flip[code], "a", "b").tolist())


def _halves(counts: Counts, outlet: str, runs: int) -> Iterator[Counts]:
    mine = (counts.facts["outlet"] == outlet).to_numpy()
    days, code = np.unique(counts.facts["date"], return_inverse=True)
    for seed in range(runs):
        half = np.random.default_rng(seed).permutation(len(days)) < len(days) // 2
        yield grouped(
            counts, np.where(mine, np.where(half[code], "a", "b"), "").tolist()
        )


def _report(title: str, made: Iterator[Counts], by: str) -> None:
    ours, other = [], []
    for seed, counts in enumerate(made):
        ours.append(tested(counts, by, seed))
        other.append(unpaired(counts))
        if ours[-1]:
            print(f"  run {seed}: {len(ours[-1])} found: {', '.join(ours[-1][:SHOWN])}")
    print(f"{title}: any finding in {share([bool(found) for found in ours])}")
    print(f"  unpaired z: {share([n > 0 for n in other])}, {np.mean(other):.0f} terms")


def placebo(given: argparse.Namespace) -> None:
    """Print findings between groups of outlets of one class."""
    counts = counted(given.file)
    known = sorted(set(counts.facts["outlet"]))
    outlets = [name for name in known if name.startswith(STATE)]
    print(f"outlets of one class: {', '.join(outlets)} (of {', '.join(known)})")
    splits = [
        part
        for size in (1, 2)
        for part in itertools.combinations(outlets, size)
        if size == 1 or outlets[0] in part
    ]
    claims = []
    for part in splits:
        group = [
            ("a" if name in part else "b") if name in outlets else ""
            for name in counts.facts["outlet"]
        ]
        table = contrast(
            grouped(counts, group), a="a", b="b", by="day", settings=SETTINGS
        ).table
        n_terms = int((table["verdict"] == "differs").sum())
        claims.append(bool(table["group_claim"].any()))
        print(
            f"  {' + '.join(part):24} against the rest: {n_terms} terms differ between "
            f"these outlets; claims about groups: {int(table['group_claim'].sum())}"
        )
    print(f"group-level findings in {sum(claims)} of {len(claims)} splits")


def power(given: argparse.Namespace) -> None:
    """Print how many planted terms each test finds, in two null corpora."""
    counts = counted(given.file)
    most = counts.facts["outlet"].value_counts().idxmax()
    held = counts.facts.groupby(weeks(counts))["outlet"].nunique()
    both = _in_weeks(counts, held.index[held > 1][:WEEKS])
    first = (both.facts["outlet"] == both.facts["outlet"].min()).to_numpy()
    swapped = _within_weeks(both, both.facts["event"], first, given.repeats)
    mine = (counts.facts["outlet"] == most).to_numpy()
    often = weeks(counts)[mine].value_counts().sort_index()
    one = _in_weeks(_rows(counts, mine), often.index[often > 1][:WEEKS])
    for title, nulls in (
        ("labels of two outlets swapped within weeks", list(swapped)),
        (f"halves of {most} within weeks", list(_split(one, given.repeats))),
    ):
        print(title)
        _power(nulls, given.repeats)


def _rows(counts: Counts, kept: Bools) -> Counts:
    return counts.part(articles=counts.facts.loc[kept, "article"])


def _in_weeks(counts: Counts, chosen: Iterable[str]) -> Counts:
    """Return the articles of some weeks, which stand for events."""
    made = _rows(counts, weeks(counts).isin(list(chosen)).to_numpy())
    return replace(made, facts=made.facts.assign(event=weeks(made)))


def _split(counts: Counts, runs: int) -> Iterator[Counts]:
    """Put half of the articles of each event on each side."""
    for seed in range(runs):
        drawn = pd.Series(np.random.default_rng(seed).random(len(counts.facts)))
        place = drawn.groupby(counts.facts["event"]).rank()
        half = counts.facts.groupby("event")["article"].transform("size") / 2
        yield grouped(counts, np.where(place <= half, "a", "b").tolist())


def _power(nulls: Sequence[Counts], runs: int) -> None:
    print(
        "uses           times  weeks  planted   default      own     maxT   pooled"
        "  (share found)"
    )
    for uses, factor, n_weeks, n_terms in itertools.product(
        USES, (1.5, 2.0, 3.0), (25, 50, WEEKS), (1, 10)
    ):
        found = np.zeros(4)
        repeats = runs if n_terms == 1 else max(2, runs // 5)
        for seed in range(repeats):
            made, terms = planted(nulls[seed], uses, factor, n_weeks, n_terms, seed)
            found += np.array(list(_found(made, terms, seed)))
        cells = "   ".join(f"{value:6.2f}" for value in found / repeats)
        print(f"{uses!s:14} {factor:5}  {n_weeks:5}  {n_terms:7}   {cells}", flush=True)


def planted(
    counts: Counts,
    uses: tuple[int, int],
    factor: float,
    n_weeks: int,
    n_terms: int,
    seed: int,
) -> tuple[Counts, list[str]]:
    """Multiply terms used so often on side a in some of the weeks.

    A count is multiplied, and rounded at random so that its mean is right.
    """
    rng = np.random.default_rng(seed)
    weeks_used = counts.matrix.getnnz(axis=0)
    times = np.asarray(counts.matrix.sum(axis=0)).ravel()
    good = np.flatnonzero((weeks_used >= 100) & (times >= uses[0]) & (times < uses[1]))
    chosen = np.sort(rng.choice(good, n_terms, replace=False))
    events = np.unique(counts.facts["event"])
    picked = rng.choice(events, n_weeks, replace=False)
    rows = (counts.facts["group"] == "a") & counts.facts["event"].isin(picked)
    matrix = counts.matrix.tocoo()
    hit = rows.to_numpy()[matrix.row] & np.isin(matrix.col, chosen)
    more = matrix.data[hit] * (factor - 1)
    data = matrix.data.copy()
    data[hit] += np.floor(more + rng.random(hit.sum())).astype(data.dtype)
    made = sparse.csr_matrix((data, (matrix.row, matrix.col)), shape=matrix.shape)
    extra = np.asarray(made.sum(axis=1) - counts.matrix.sum(axis=1)).ravel()
    facts = counts.facts.assign(total=counts.facts["total"] + extra)
    return replace(counts, matrix=made, facts=facts), [counts.terms[c] for c in chosen]


def _found(counts: Counts, terms: Sequence[str], seed: int) -> Iterator[float]:
    """Yield the share of the planted terms that each test finds."""
    for null in NULLS:
        settings = replace(SETTINGS, seed=seed, null=null)
        made = contrast(counts, a="a", b="b", settings=settings).table
        table = made.set_index("term")
        yield float((table.loc[list(terms), "q"] <= settings.alpha).mean())
    yield from alternatives(counts, table.index.tolist(), terms, seed)


def alternatives(
    counts: Counts, kept: Sequence[str], terms: Sequence[str], seed: int
) -> Iterator[float]:
    """Yield what maxT and a pooled studentised null find on 999 swaps.

    References
    ----------
    P. Westfall, S. Young (1993), Resampling-based multiple testing; J. Storey,
    R. Tibshirani (2003), PNAS 100(16), 9440-9445, for pooling the null of all terms.
    """
    place = {term: column for column, term in enumerate(counts.terms)}
    matrix = counts.matrix[:, [place[term] for term in kept]].astype(float)
    events, code = np.unique(counts.facts["event"], return_inverse=True)
    first = (counts.facts["group"] == "a").to_numpy()
    total = counts.facts["total"].to_numpy(float)
    left, right = (
        sparse.csr_matrix((side.astype(float), (code, np.arange(len(code)))))
        for side in (first, ~first)
    )
    y = np.asarray(matrix.sum(axis=0)).ravel()
    sums = Sums(
        left=(left @ matrix).tocsr(),
        right=(right @ matrix).tocsr(),
        n_left=left @ total,
        n_right=right @ total,
        share=y / total.sum(),
    )
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, size=(999, len(events))) * 2.0 - 1
    null = Swapper(sums)(labels)
    spread = np.sqrt((null**2).mean(axis=0))
    z = np.abs(Swapper(sums)(observed_labels(sums))[0]) / spread
    zs = np.abs(null) / spread
    at = [kept.index(term) for term in terms]
    highest = np.sort(zs.max(axis=1))
    p_max = (1 + len(highest) - np.searchsorted(highest, z)) / (1 + len(highest))
    yield float((p_max[at] <= SETTINGS.alpha).mean())
    pool = np.sort(zs.ravel())
    p = (1 + len(pool) - np.searchsorted(pool, z)) / (1 + len(pool))
    yield float((benjamini_hochberg(p)[at] <= SETTINGS.alpha).mean())


if __name__ == "__main__":
    main()
