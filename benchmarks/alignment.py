"""Shared sentences and sentences without match, against sentences coded by reading.

    python benchmarks/alignment.py CORPUS.jsonl [--fit]

CORPUS holds the news articles that were coded, ``id, outlet, date, title, text``; the
sample corpus is in the package. The codes (``alignment_codes.json``, numbers of
sentences only) were made before any weight was fitted, by readers who could not see
the program: two sentences are the same where a careful reader would say "both print
this". Prints, for the shipped weights and for weights fitted without the pair's own
part (five parts of the news pairs, all sample pairs of one event together):

- precision: of the sentences called shared, how many are coded as shared with any
  sentence of the other article;
- recall: of those coded as shared, how many are called shared;
- without match: of the sentences listed, how many are coded as not shared.

--fit prints weights fitted on all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import framing
from framing.alignment.facts import TELLS
from framing.alignment.matching import (
    FEATURES,
    NONE,
    OFFSET,
    SAME,
    WEIGHTS,
    pair_features,
)
from framing.alignment.sentences import HEADLINE, Sentence, sentences_of
from framing.document import Resources, analyse, load_resources
from framing.ingest import read
from framing.model import Article

SAMPLES = Path(framing.__file__).parent / "samples"
CODES = Path(__file__).with_name("alignment_codes.json")
PARTS = 5


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two coded articles: features of their pairs of sentences, and the codes."""

    set: str
    part: str
    sentences: Sequence[Sentence]
    places: tuple[np.ndarray, np.ndarray]
    features: np.ndarray
    same: np.ndarray
    shared: frozenset[int]


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    codes = json.loads(CODES.read_text("utf-8"))
    made = []
    if given.corpus.exists():
        lines = given.corpus.read_text("utf-8").splitlines()
        news = {row["id"]: row for row in map(json.loads, lines)}
        articles = {key: from_row(row) for key, row in news.items()}
        made += list(pairs("news", codes["news"], articles, load_resources()))
    else:
        print(f"{given.corpus.name}: not on this machine; news pairs are left out")
    known = {
        article.id: article
        for article in read([SAMPLES / "articles"])
        if isinstance(article, Article)
    }
    resources = load_resources(
        outlets=str(SAMPLES / "outlets"), actors=str(SAMPLES / "actors")
    )
    made += list(pairs("samples", codes["samples"], known, resources))
    if given.fit:
        weights, offset = fitted(made)
        rounded = [round(float(weight), 3) for weight in weights]
        print(dict(zip(FEATURES, rounded, strict=True)))
        print(f"offset {offset:.3f}")
        return
    shipped = np.array([WEIGHTS[name] for name in FEATURES]), OFFSET
    held_out = cross_fitted(made)
    for name in sorted({pair.set for pair in made}):
        mine = [at for at, pair in enumerate(made) if pair.set == name]
        part = [made[at] for at in mine]
        report(f"{name}, shipped weights", part, [shipped] * len(mine))
        report(f"{name}, held out", part, [held_out[at] for at in mine])
    report("all, held out", made, held_out)


def from_row(row: Mapping[str, Any]) -> Article:
    """Return the article of a line of the corpus."""
    return Article(
        id=row["id"],
        raw=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["date"],
    )


def pairs(
    name: str,
    codes: Mapping[str, Any],
    articles: Mapping[str, Article],
    resources: Resources,
) -> Iterator[Pair]:
    """Yield the coded pairs of a set, whose sentences begin where they were coded."""
    cache: dict[str, list[Sentence]] = {}
    for key, code in codes.items():
        numbers = []
        for side in "ab":
            article = code[side]
            if article not in cache:
                document = analyse(articles[article], resources=resources)
                cache[article] = list(
                    sentences_of(
                        article, article, title=document.title, text=document.text
                    )
                )
            at = {s.start: s.number for s in cache[article] if s.number != HEADLINE}
            numbers.append([at.get(start) for start in code["starts"][article]])
        first, second = (
            [s for s in cache[code[side]] if s.number != HEADLINE] for side in "ab"
        )
        sentences = [*first, *second]
        same = {
            (numbers[0][i], len(first) + numbers[1][j])
            for i, j in code["same"]
            if numbers[0][i] is not None and numbers[1][j] is not None
        }
        places, features = pair_features(sentences)
        yield Pair(
            set=name,
            part=key.partition(":")[0],
            sentences=sentences,
            places=places,
            features=features,
            same=np.array(
                [(a, b) in same for a, b in zip(*places, strict=True)], dtype=bool
            ),
            shared=frozenset(place for pair in same for place in pair),
        )


def fitted(made: Sequence[Pair]) -> tuple[np.ndarray, float]:
    """Fit a logistic model; both sets weigh the same."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    x = np.concatenate([pair.features for pair in made])
    y = np.concatenate([pair.same for pair in made])
    sets = np.concatenate([[pair.set] * len(pair.same) for pair in made])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    weight = np.ones(len(y))
    for name in set(sets):
        weight[sets == name] = len(y) / (sets == name).sum()
    model = LogisticRegression(C=1.0, max_iter=5000)
    model.fit((x - mean) / spread, y, sample_weight=weight / weight.mean())
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ mean)


def cross_fitted(made: Sequence[Pair]) -> list[tuple[np.ndarray, float]]:
    """Return, for each pair, weights fitted without its part."""
    names = sorted({pair.part for pair in made})
    fold = {name: at % PARTS for at, name in enumerate(names)}
    models = [
        fitted([pair for pair in made if fold[pair.part] != at]) for at in range(PARTS)
    ]
    return [models[fold[pair.part]] for pair in made]


def report(
    title: str, made: Sequence[Pair], models: Sequence[tuple[np.ndarray, float]]
) -> None:
    """Print precision and recall of one set."""
    called = right = coded = found = listed = true = 0
    for pair, (weights, offset) in zip(made, models, strict=True):
        p = 1 / (1 + np.exp(-(pair.features @ weights + offset)))
        best = np.zeros(len(pair.sentences))
        for end in pair.places:
            np.maximum.at(best, end, p)
        shared = set(np.flatnonzero(best >= SAME).tolist())
        called, right = called + len(shared), right + len(shared & pair.shared)
        coded, found = coded + len(pair.shared), found + len(shared & pair.shared)
        alone = {
            at
            for at, sentence in enumerate(pair.sentences)
            if best[at] < NONE and len(sentence.stems) >= TELLS
        }
        listed, true = listed + len(alone), true + len(alone - pair.shared)
    print(
        f"{title:26} {len(made):3} pairs   shared: precision {share(right, called)}, "
        f"recall {share(found, coded)}   without match: {share(true, listed)}"
    )


def share(part: int, whole: int) -> str:
    """Return a share with its counts."""
    return f"{100 * part / max(whole, 1):.1f} % ({part} of {whole})"


if __name__ == "__main__":
    main()
