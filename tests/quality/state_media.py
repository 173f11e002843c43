"""Score quotations on hand-coded sentences in the style of state and Western media.

    python -m tests.quality.state_media [--part tune|aside] [--misses]

An item counts as found if its kind is right (a quotation, a scare quote or a name),
token F1 of its content is at least 0.7, and its speakers and relays are those coded.
The half called ``aside`` was written before anything was tuned and is only scored.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from framing.document import load_resources
from framing.quotes import find_quotes
from framing.segment import cut

CASES = Path(__file__).resolve().parents[1] / "data" / "quotes" / "state_media.jsonl"
ENOUGH = 0.7


def load(part):
    lines = CASES.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [case for case in cases if part in {"", case["part"]}]


def found_in(text):
    """Return what is found as (kind, words, speakers, relays)."""
    given = load_resources()
    quotes = find_quotes(
        text,
        cut(text),
        actors=given.actors,
        outlets=given.relays,
        tagger=given.tagger,
    )
    return [
        item(
            quote.kind,
            [span.of(text) for span in quote.content],
            [speaker.name for speaker in quote.speakers],
            quote.relays,
        )
        for quote in quotes
        if not quote.uncertain
    ]


def item(kind, pieces, speakers, relays):
    return (
        kind if kind in {"scare", "name"} else "quotation",
        Counter(re.findall(r"\w+", " ".join(pieces).lower())),
        frozenset(name.lower().removeprefix("the ") for name in speakers),
        frozenset(relay.lower() for relay in relays),
    )


def coded_in(case):
    return [
        item(quote["kind"], quote["content"], quote["speakers"], quote["relays"])
        for quote in case["quotes"]
    ]


def likeness(one, other):
    """Return token F1 of two contents."""
    same = sum((one & other).values())
    return 2 * same / max(1, sum(one.values()) + sum(other.values()))


def matched(coded, found):
    """Return how many coded items have a partner of their own that is all right."""
    left, hits = list(found), 0
    for kind, words, speakers, relays in coded:
        fits = [
            other
            for other in left
            if other[0] == kind
            and other[2:] == (speakers, relays)
            and likeness(words, other[1]) >= ENOUGH
        ]
        if fits:
            left.remove(max(fits, key=lambda other: likeness(words, other[1])))
            hits += 1
    return hits


def score(part):
    """Return hits, coded and found items by kind of case, with ``all``."""
    totals = defaultdict(Counter)
    for case in load(part):
        coded, found = coded_in(case), found_in(case["text"])
        for name in (case["kind"], "all"):
            totals[name].update(
                hits=matched(coded, found), coded=len(coded), found=len(found)
            )
    return totals


def f1(counts):
    return 200 * counts["hits"] / max(1, counts["coded"] + counts["found"])


def show_misses(part):
    for case in load(part):
        coded, found = coded_in(case), found_in(case["text"])
        if matched(coded, found) == len(coded) == len(found):
            continue
        print(f"\n{case['id']}: {case['text']}")
        for name, items in (("coded", coded), ("found", found)):
            for kind, words, speakers, relays in items:
                shown = " ".join(words)
                print(f"  {name} {kind} {sorted(speakers)} {sorted(relays)}: {shown}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--part", default="", choices=("", "tune", "aside"))
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    if given.misses:
        show_misses(given.part)
    for name, counts in score(given.part).items():
        print(f"{name:8} F1 {f1(counts):5.1f}  {dict(counts)}")


if __name__ == "__main__":
    main()
