"""Small made-up corpora for the tests of contrasts."""

from __future__ import annotations

import numpy as np
import pandas as pd

WORDS = [
    f"{first}{second}" for first in "bdfgk" for second in ("alo", "eru", "omi", "una")
]


def corpus(n_events=14, *, seed=0, n_words=40, planted=0.0, word="storm"):
    """Return texts and facts: one article a side on every event.

    `planted` is the chance of each word of the first side to be `word`.
    """
    rng = np.random.default_rng(seed)
    texts, facts = [], []
    for event in range(n_events):
        for outlet, group in (("x", "one"), ("y", "two")):
            words = rng.choice(WORDS, n_words).astype(object)
            if group == "one":
                words[rng.random(n_words) < planted] = word
            key = f"{event:03d}{outlet}"
            half = n_words // 2
            lines = (" ".join(words[:half]), " ".join(words[half:]))
            texts.append([key, "\n".join(lines), bytes(n_words)])
            facts.append([key, outlet, group, f"e{event:03d}"])
    return (
        pd.DataFrame(texts, columns=["article", "tokens", "voice"]),
        pd.DataFrame(facts, columns=["article", "outlet", "group", "event"]),
    )


def one_text(tokens, *, voice=None, article="a"):
    """Return texts and facts of a single article."""
    n_words = len(tokens.split())
    texts = {"article": article, "tokens": tokens, "voice": voice or bytes(n_words)}
    facts = {"article": article, "outlet": "x", "group": "one", "event": "e"}
    return pd.DataFrame([texts]), pd.DataFrame([facts])
