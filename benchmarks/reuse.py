"""Time the search for reused text, and measure what of planted reuse it finds.

    python benchmarks/reuse.py FILE.jsonl [--planted N] [--seed N]

The file has the fields ``id, outlet, date, title, text``, one article a line. First the
corpus as it is: CPU time of one thread, peak of memory, pairs by kind, and how many of
the pairs that share six shingles or more, found by counting every shingle of every
pair, the search has, too. Then reuse is planted into articles that share nothing with
any other: *twins* (one word in 100 changed, a paragraph added, same outlet), *cuts*
(150 words of an article of 600 and more, alone or beside 150 words of another text, and
one word in 15 changed), and *splices* (30 to 80 words inside an article of another
outlet). A pair with a planted article that was not planted counts as false.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from framing.reuse import Reuse, Text, find_reuse, match, text_of
from framing.reuse.index import LEAST
from framing.reuse.kinds import kind_of
from framing.segment import cut
from framing.words import normalise_all

BAR = 20.0  # seconds for 3,578 articles of 800 words
Row = dict[str, str]
Pairs = set[frozenset[str]]

MOST_TEXTS = 60  # a shingle in more texts is left out of the count of all pairs
LONG = 600
CUT = 150
# Sorts of planted texts: whether another article stands beside the planted words.
SORTS = {"twin": True, "cut alone": False, "cut beside": True, "cut edited": False}
SORTS["splice"] = True
WORDS = [f"changed{i}" for i in range(200)]


def main() -> None:
    """Read, time, compare with the count of all pairs, plant, search again."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--planted", type=int, default=200, help="of each sort")
    parser.add_argument("--seed", type=int, default=20261127)
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    words, rows = read(given.file)
    texts = [made(row, words[row["id"]]) for row in rows]
    n_words = sum(map(len, words.values()))
    print(f"{len(texts):,} texts, {n_words:,} words")
    pairs = timed(texts)
    against_all(texts, pairs)
    touched = {key for pair in pairs for key in (pair.a, pair.b)}
    apart = [row for row in rows if row["id"] not in touched]
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    planted, hosts, expected = plant(apart, words, given.planted, chance)
    left = [text for text in texts if text.id not in hosts]
    show(expected, find_reuse([*left, *planted]), {text.id for text in planted})


def read(path: Path) -> tuple[dict[str, list[str]], list[Row]]:
    """Return the normalised words of each article, and the articles."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    words = {r["id"]: normalise_all(r["text"], cut(r["text"]).words) for r in rows}
    return words, rows


def made(row: Row, words: list[str]) -> Text:
    """Return one article as a text to be searched; nothing of it counts as quoted."""
    day = (row.get("date") or "")[:10]
    return text_of(row["id"], words, outlet=row["outlet"], low=day, high=day)


def timed(texts: list[Text]) -> tuple[Reuse, ...]:
    """Search, and print time, memory and what was found."""
    start = time.process_time()
    pairs = find_reuse(texts)
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kinds = Counter(pair.kind for pair in pairs)
    print(
        f"search: {took:.1f} s (bar {BAR:.0f} s for 3,578 texts), {peak:.0f} MB at most"
    )
    print(f"pairs: {len(pairs):,}; {dict(sorted(kinds.items()))}")
    return pairs


def against_all(texts: list[Text], pairs: Sequence[Reuse]) -> None:
    """Count every shingle of every pair, and print what the search has of that."""
    every = np.concatenate([np.unique(text.shingles) for text in texts])
    owner = np.repeat(
        np.arange(len(texts)), [len(np.unique(t.shingles)) for t in texts]
    )
    order = np.argsort(every, kind="stable")
    edges = np.flatnonzero(np.diff(every[order])) + 1
    counts: Counter[tuple[int, int]] = Counter()
    for group in np.split(owner[order], edges):
        if 1 < len(group) <= MOST_TEXTS:
            counts.update(itertools.combinations(sorted(group.tolist()), 2))
    found = {frozenset((pair.a, pair.b)) for pair in pairs}
    near = linked(pairs)
    total, had, over = Counter[str](), Counter[str](), Counter[str]()
    for (one, other), n in counts.items():
        a, b = texts[one], texts[other]
        kind = kind_of(a, b, match(a, b)) if n >= LEAST else ""
        if kind:
            direct = frozenset((a.id, b.id)) in found
            total[kind] += 1
            had[kind] += direct
            over[kind] += not direct and bool(near[a.id] & near[b.id])
    for kind in sorted(total):
        print(
            f"of all pairs: {kind}: {had[kind]} of {total[kind]} found, "
            f"{over[kind]} more over a text that both are paired with"
        )


def linked(pairs: Sequence[Reuse]) -> Mapping[str, set[str]]:
    """Return what each text is paired with."""
    near: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        near[pair.a].add(pair.b)
        near[pair.b].add(pair.a)
    return near


def changed(words: list[str], one_in: int, chance: random.Random) -> list[str]:
    """Return the words, some of them replaced."""
    return [chance.choice(WORDS) if chance.random() < 1 / one_in else w for w in words]


def plant(
    rows: Sequence[Row],
    words: Mapping[str, list[str]],
    n: int,
    chance: random.Random,
) -> tuple[list[Text], set[str], dict[str, Pairs]]:
    """Return planted texts, the articles used up for them, and pairs by sort.

    Each article is used once: as a source, which stays, or as what stands beside the
    planted words, which does not.
    """
    long = [row for row in rows if len(words[row["id"]]) >= LONG]
    chance.shuffle(long)
    left = iter(long)
    planted: list[Text] = []
    hosts: set[str] = set()
    expected: dict[str, Pairs] = defaultdict(set)
    for number, sort in itertools.product(range(n), SORTS):
        source, host = next(left, None), next(left, None) if SORTS[sort] else {}
        if source is None or host is None:
            break
        own, other = words[source["id"]], words[host["id"]] if host else []
        key = f"planted {sort} {number}"
        outlet = source["outlet"] if sort == "twin" else "another outlet"
        row = {**source, "id": key, "outlet": outlet}
        planted.append(made(row, built(sort, own, other, chance)))
        expected[sort].add(frozenset((source["id"], key)))
        hosts |= {host["id"]} if host else set()
    return planted, hosts, expected


def built(
    sort: str, own: list[str], other: list[str], chance: random.Random
) -> list[str]:
    """Return the words of a planted text."""
    at = chance.randrange(len(own) - CUT)
    piece = own[at : at + CUT]
    if sort == "twin":
        return changed(own, 100, chance) + other[:50]
    if sort == "cut alone":
        return piece
    if sort == "cut beside":
        return other[:75] + piece + other[75:150]
    if sort == "cut edited":
        return changed(piece, 15, chance)
    size, place = chance.randint(30, 80), chance.randrange(len(other))
    return other[:place] + own[at : at + size] + other[place:]


def show(
    expected: Mapping[str, Pairs], pairs: Sequence[Reuse], planted: set[str]
) -> None:
    """Print recall by sort, and the share of planted pairs among those found."""
    kinds = {frozenset((pair.a, pair.b)): pair.kind for pair in pairs}
    for sort, wanted in expected.items():
        had = Counter(kinds[key] for key in wanted if key in kinds)
        share = sum(had.values()) / len(wanted)
        print(f"planted: {sort}: {share:.1%} of {len(wanted)} found, as {dict(had)}")
    every = set().union(*expected.values())
    touching = [key for key in kinds if key & planted]
    true = sum(key in every for key in touching)
    print(
        f"precision: {true} of {len(touching)} pairs with a planted text were planted"
    )


if __name__ == "__main__":
    main()
