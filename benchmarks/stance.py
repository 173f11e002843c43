"""Score the stance metric on sentences or articles coded toward one target.

    python benchmarks/stance.py FILE.jsonl [--out PRED.jsonl] [--lexicon NAME]

Each line holds ``id, text, target`` (start and stop) and ``polarity`` (-1, 0, 1),
and may hold ``mentions``. Prints macro-F1 over the three classes with an interval
over resampled lines, beside the bar for sentences: .58 / .55 on the development
parts rw / mt of NewsMTSC. Also prints words per second of the metric alone.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

from framing.actors import load_actors
from framing.metrics.stance import Stance
from framing.model import (
    UNKNOWN,
    Article,
    DateEstimate,
    Document,
    Mention,
    OffsetMap,
    Span,
)
from framing.quotes import find_quotes, voices
from framing.segment import cut, normalise_all

CLASSES = (-1, 0, 1)
# Under this a sentence counts as neutral; swept on the development parts.
THRESHOLD = 0.02
DRAWS = 999


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--lexicon", default="vader")
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    lines = given.file.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    documents = [document(row) for row in rows]
    metric = Stance(lexicon=given.lexicon)
    metric(documents[0])  # reads the word lists
    start = time.process_time()
    scores = [score(metric, made) for made in documents]
    seconds = time.process_time() - start
    found = [polarity(value, given.threshold) for value in scores]
    if given.out:
        given.out.write_text(predictions(rows, scores, found), encoding="utf-8")
    show(given.file.name, [row["polarity"] for row in rows], found)
    n_words = sum(made.n_words for made in documents)
    print(f"words per second, ready documents: {n_words / seconds:,.0f}")


def document(row: dict) -> Document:
    """Return a line as a document whose only target is the coded one."""
    text = row["text"]
    parts = cut(text)
    quotes = find_quotes(text, parts, actors=load_actors())
    voice, speaker = voices(text, parts, quotes)
    plain = dict.fromkeys(
        ("language", "outlet", "origin", "genre", "translated", "integrity"), UNKNOWN
    )
    spans = row.get("mentions") or [row["target"]]
    return Document(
        article=Article(id=row["id"], raw=text),
        text=text,
        title="",
        offsets=OffsetMap(clean=(0,), raw=(0,), length=len(text)),
        removed=(),
        date=DateEstimate(),
        event_date=DateEstimate(),
        paragraphs=parts.paragraphs,
        sentences=parts.sentences,
        words=parts.words,
        norms=tuple(normalise_all(text, parts.words)),
        mentions=tuple(mention(parts.words.tolist(), *span) for span in spans),
        quotes=quotes,
        voice=voice,
        speaker=speaker,
        **plain,
    )


def mention(words: list[list[int]], start: int, stop: int) -> Mention:
    """Return the words that a coded span touches."""
    touched = [
        i for i, (first, last) in enumerate(words) if first < stop and last > start
    ]
    if not touched:  # a span of punctuation: the word after it, or the last one
        after = [i for i, (first, _) in enumerate(words) if first >= stop]
        touched = [after[0] if after else len(words) - 1]
    return Mention(
        target="target", span=Span(start, stop), first=touched[0], last=touched[-1] + 1
    )


def score(metric: Stance, made: Document) -> float:
    """Return the tone toward the target in all voices, 0 where undefined."""
    for row in metric(made).rows:
        if row.field == "tone" and row.voice == "all":
            return 0.0 if math.isnan(row.value) else row.value
    return 0.0


def polarity(value: float, threshold: float) -> int:
    """Return the class of a score."""
    return 0 if abs(value) <= threshold else int(math.copysign(1, value))


def predictions(rows: list[dict], scores: list[float], found: list[int]) -> str:
    """Return the lines that the scorer of the data reads."""
    made = (
        json.dumps({"id": row["id"], "polarity": kind, "score": round(value, 6)})
        for row, value, kind in zip(rows, scores, found, strict=True)
    )
    return "\n".join(made) + "\n"


def macro_f1(pairs: list[tuple[int, int]]) -> float:
    """Return the mean F1 over the classes that occur among the coded ones."""
    scores = []
    for kind in CLASSES:
        gold = sum(a == kind for a, _ in pairs)
        right = sum(a == b == kind for a, b in pairs)
        both = gold + sum(b == kind for _, b in pairs)
        if gold:
            scores.append(2 * right / both)
    return sum(scores) / len(scores)


def show(name: str, gold: list[int], found: list[int]) -> None:
    """Print macro-F1 with an interval, and F1 of each class."""
    pairs = list(zip(gold, found, strict=True))
    draw = random.Random(20261122)  # noqa: S311 - resampling, not a secret
    drawn = sorted(macro_f1(draw.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]
    interval = f"{macro_f1(pairs):.3f} [{low:.3f}, {high:.3f}]"
    print(f"{name}: n = {len(pairs)}, macro-F1 {interval}")
    for kind in CLASSES:
        right = sum(a == b == kind for a, b in pairs)
        both = sum(a == kind for a, _ in pairs) + sum(b == kind for _, b in pairs)
        print(f"  class {kind:+d}: F1 {2 * right / both if both else math.nan:.3f}")


if __name__ == "__main__":
    main()
