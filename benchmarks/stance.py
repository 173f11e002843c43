"""Score the stance metric on sentences or articles coded toward one target.

    python benchmarks/stance.py FILE.jsonl [--out PRED.jsonl] [--lexicon NAME]
                                [--by FIELD] [--min-n N] [--afinn LIST.txt]

Each line holds ``id, text, target`` (start and stop) and ``polarity`` (-1, 0, 1), and
may hold ``mentions`` of the target and a ``source``: then the tone of the source
toward the target is scored. Prints macro-F1 over the three classes with an interval
over resampled lines, words per second on ready documents, and, with ``--by``, how the
mean scores of groups of lines (entities) go with their mean codes. VADER's own score
of the text stands beside all of it, in the same run; AFINN's where its list is given.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import random
import re
import statistics
import sys
import time
from pathlib import Path

from scipy.stats import spearmanr
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from framing.actors import load_actors
from framing.metrics.stance import Stance
from framing.model import (
    UNKNOWN,
    Article,
    DateEstimate,
    Document,
    Mention,
    OffsetMap,
    Quote,
    Span,
    Speaker,
)
from framing.quotes import find_quotes, voices
from framing.segment import cut
from framing.tone import DEFAULT_LISTS, NEUTRAL
from framing.words import normalise_all

CLASSES = (-1, 0, 1)
# Swept on the development part of DSE, where the score is flat around it.
DIRECTED_THRESHOLD = 0.1
# The cut that VADER's authors recommend.
VADER_THRESHOLD = 0.05
DRAWS = 999
ROUNDS = 5


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--lexicon", default=DEFAULT_LISTS)
    parser.add_argument("--threshold", type=float, default=None)
    parser.add_argument("--by", default="")
    parser.add_argument("--min-n", type=int, default=5)
    parser.add_argument("--afinn", type=Path, default=None)
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    lines = given.file.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    documents = [document(row) for row in rows]
    metric = Stance(lexicon=given.lexicon)
    scores = [
        score(metric, row, made) for row, made in zip(rows, documents, strict=True)
    ]
    found = [
        polarity(v, given.threshold or cut_of(r))
        for v, r in zip(scores, rows, strict=True)
    ]
    if given.out:
        given.out.write_text(predictions(rows, scores, found), encoding="utf-8")
    gold = [row["polarity"] for row in rows]
    others = {"VADER": vader_scores(rows)}
    if given.afinn:
        others["AFINN"] = afinn_scores(rows, given.afinn)
    show(given.file.name, gold, found)
    for name, values in others.items():
        cut_at = VADER_THRESHOLD if name == "VADER" else 0.0
        show(name, gold, [polarity(value, cut_at) for value in values], brief=True)
    if given.by:
        for name, values in {"framing": scores, **others}.items():
            print(f"{name}: {by_group(rows, values, given.by, given.min_n)}")
    speed(metric, rows, documents)


def document(row: dict) -> Document:
    """Return a line as a document whose only target is the coded one."""
    text = row["text"]
    parts = cut(text)
    given = row.get("mentions") or [row.get("target")]
    spans = {"target": [span for span in given if span]}
    if "source" in row:
        spans["source"] = [row["source"]]
    quotes = find_quotes(text, parts, actors=load_actors())
    quotes = tuple(heard(quote, spans) for quote in quotes)
    voice, speaker = voices(text, parts, quotes)
    plain = dict.fromkeys(
        ("language", "outlet", "origin", "genre", "translated", "integrity"), UNKNOWN
    )
    edges = parts.words.tolist()
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
        mentions=tuple(
            mention(edges, *span, key=key) for key in spans for span in spans[key]
        ),
        quotes=quotes,
        voice=voice,
        speaker=speaker,
        **plain,
    )


def heard(quote: Quote, spans: dict[str, list[list[int]]]) -> Quote:
    """Return a quotation whose speaker is the coded entity that its source names."""
    by = tuple(
        Speaker(name=key, key=key)
        for key, places in spans.items()
        for start, stop in places
        for source in quote.source
        if source.start < stop and source.stop > start
    )
    return dataclasses.replace(quote, speakers=by or quote.speakers)


def mention(words: list[list[int]], start: int, stop: int, *, key: str) -> Mention:
    """Return the words that a coded span touches."""
    touched = [
        i for i, (first, last) in enumerate(words) if first < stop and last > start
    ]
    if not touched:  # a span of punctuation: the word after it, or the last one
        after = [i for i, (first, _) in enumerate(words) if first >= stop]
        touched = [after[0] if after else len(words) - 1]
    return Mention(
        target=key, span=Span(start, stop), first=touched[0], last=touched[-1] + 1
    )


def score(metric: Stance, row: dict, made: Document) -> float:
    """Return the tone toward the target in all voices, 0 where undefined."""
    if "source" in row:
        value = metric.toward(made, holder="source", target="target")
        return 0.0 if math.isnan(value) else value
    key = ("tone", "target", "all", "")
    for found in metric(made).rows:
        if (found.field, found.target, found.voice, found.actor) == key:
            return 0.0 if math.isnan(found.value) else found.value
    return 0.0


def cut_of(row: dict) -> float:
    """Return up to which score a line counts as neutral."""
    return DIRECTED_THRESHOLD if "source" in row else NEUTRAL


def vader_scores(rows: list[dict]) -> list[float]:
    """Return VADER's own score of each text, blind to the target."""
    vader = SentimentIntensityAnalyzer()
    return [vader.polarity_scores(row["text"])["compound"] for row in rows]


def afinn_scores(rows: list[dict], path: Path) -> list[float]:
    """Return the mean AFINN weight per word of each text, blind to the target."""
    lines = path.read_text(encoding="utf-8").splitlines()
    weights = {
        term: int(weight) for term, weight in (line.split("\t") for line in lines)
    }
    found = [re.findall(r"[\w'-]+", row["text"].lower()) for row in rows]
    return [
        sum(weights.get(word, 0) for word in words) / max(1, len(words))
        for words in found
    ]


def by_group(rows: list[dict], scores: list[float], field: str, least: int) -> str:
    """Say how the mean scores of groups of lines go with their mean codes."""
    groups: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if row.get(field) is not None:
            groups.setdefault(row[field], []).append(place)
    kept = [places for places in groups.values() if len(places) >= least]
    gold = [statistics.fmean(rows[i]["polarity"] for i in places) for places in kept]
    mean = [statistics.fmean(scores[i] for i in places) for places in kept]
    signed = [
        (a > 0) == (b > 0) for a, b in zip(gold, mean, strict=True) if abs(a) >= 0.1
    ]
    rho = spearmanr(gold, mean).statistic
    return (
        f"{len(kept)} groups by {field}: rho {rho:.3f}, "
        f"same sign {statistics.fmean(signed):.3f} of {len(signed)}"
    )


def speed(metric: Stance, rows: list[dict], documents: list[Document]) -> None:
    """Print words per second on ready documents, and VADER's on the same texts."""
    vader = SentimentIntensityAnalyzer()
    n_words = sum(made.n_words for made in documents)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        for made in documents:
            metric(made)
        middle = time.process_time()
        for row in rows:
            vader.polarity_scores(row["text"])
        ours.append(n_words / (middle - start))
        theirs.append(n_words / (time.process_time() - middle))
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"words per second, one thread: {statistics.median(ours):,.0f}; VADER "
        f"{statistics.median(theirs):,.0f}; {ratio:.2f} times"
    )


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


def show(name: str, gold: list[int], found: list[int], *, brief: bool = False) -> None:
    """Print macro-F1 with an interval, and F1 of each class."""
    pairs = list(zip(gold, found, strict=True))
    draw = random.Random(20261122)  # noqa: S311 - resampling, not a secret
    drawn = sorted(macro_f1(draw.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]
    interval = f"{macro_f1(pairs):.3f} [{low:.3f}, {high:.3f}]"
    print(f"{name}: n = {len(pairs)}, macro-F1 {interval}")
    if brief:
        return
    for kind in CLASSES:
        right = sum(a == b == kind for a, b in pairs)
        both = sum(a == kind for a, _ in pairs) + sum(b == kind for _, b in pairs)
        print(f"  class {kind:+d}: F1 {2 * right / both if both else math.nan:.3f}")


if __name__ == "__main__":
    main()
