"""Score a trained model of stance on sentences or articles coded toward one target.

    python benchmarks/stance_learned.py FILE.jsonl [--out PRED.jsonl] [--model MODEL]

Each line holds ``id, text, target`` (start and stop) and ``polarity`` (-1, 0, 1), and
may hold ``article`` and ``mentions`` or ``coref_mentions`` (then the mean over all of
them is taken).
Prints macro-F1 over the three classes with a 95 % interval over resampled articles
(lines, where there are none), beside the bars: .69 / .66 on the development parts
rw / mt of NewsMTSC. Words per second is CPU time from the bare text on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

from framing.stance_model import Model, load_model
from framing.stance_model.checking import confusion, f1, interval
from framing.stance_model.coding import POLARITIES, Coded
from framing.stance_model.scenes import coded_scene


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--model", default="")
    given = parser.parse_args()
    if not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    lines = given.file.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    begin = time.process_time()
    model = load_model(given.model)
    print(f"model {model.name} ({model.domain})")
    print(f"read in {time.process_time() - begin:.2f} s")
    chances(model, rows[0])  # reads the word lists
    begin = time.process_time()
    found = np.asarray([chances(model, row) for row in rows])
    seconds = time.process_time() - begin
    kinds = found.argmax(axis=1)
    if given.out:
        given.out.write_text(predictions(rows, found), encoding="utf-8")
    gold = np.asarray([POLARITIES.index(row["polarity"]) for row in rows])
    groups = [str(row.get("article") or row["id"]) for row in rows]
    by_class = f1(confusion(gold, kinds))
    low, high = interval(gold, kinds, groups)
    print(
        f"{given.file.name}: n = {len(rows)}, "
        f"macro-F1 {by_class.mean():.3f} [{low:.3f}, {high:.3f}]"
    )
    for kind, value in zip(POLARITIES, by_class, strict=True):
        print(f"  class {kind:+d}: F1 {value:.3f}")
    n_words = sum(len(row["text"].split()) for row in rows)
    print(f"words per second, bare texts: {n_words / seconds:,.0f}")


def chances(model: Model, row: dict) -> np.ndarray:
    """Return the chances of the classes, the mean over mentions."""
    spans = row.get("mentions") or row.get("coref_mentions") or [row["target"]]
    if spans == [None]:  # the target is nowhere in the text: nothing to read
        return np.asarray([0.0, 1.0, 0.0])
    found = []
    for start, stop in spans:
        coded = Coded(text=row["text"], start=start, stop=stop, polarity=0)
        scene = coded_scene(coded, small=model.small)
        found.append(model.score(scene).chances)
    return np.mean(found, axis=0)


def predictions(rows: list[dict], found: np.ndarray) -> str:
    """Return the lines that the scorer of the data reads."""
    made = (
        json.dumps(
            {
                "id": row["id"],
                "polarity": POLARITIES[int(chance.argmax())],
                "score": round(float(chance[2] - chance[0]), 6),
            }
        )
        for row, chance in zip(rows, found, strict=True)
    )
    return "\n".join(made) + "\n"


if __name__ == "__main__":
    main()
