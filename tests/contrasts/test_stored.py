"""Counts on disk, and counts of texts that come in pieces: the same as of the whole."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.contrasts import count
from framing.contrasts import counts as module
from framing.contrasts.stored import counted, stored_counts
from framing.store import Pieces

WORDS = ("grain", "talks", "harbour", "belt", "road", "lora", "vess", "signed", "the")
OTHER = tuple(f"w{at}" for at in range(40))


def corpus(n=60, seed=3):
    """Articles of made-up sentences, with names, phrases and quoted words."""
    rng = np.random.default_rng(seed)
    rows = []
    for at in range(n):
        lines = [
            [
                *rng.choice(WORDS, 8),
                *rng.choice(OTHER, 8),
                *("silk", "way", "fund"),
                *rng.choice(OTHER, 4),
            ]
            for _ in range(4)
        ]
        flat = [word for line in lines for word in line]
        rows.append(
            {
                "article": f"a{at:02}",
                "tokens": "\n".join(" ".join(line) for line in lines),
                "voice": bytes(int(v) for v in rng.choice([0, 0, 0, 1], len(flat))),
                "capital": bytes(int(word in {"lora", "vess"}) for word in flat),
            }
        )
    return pd.DataFrame(rows)


class InPieces(Pieces):
    """A table that comes in pieces, in another order."""

    def __init__(self, frame, size):
        self._frame, self._size = frame, size

    def read(self, *columns):
        for first in reversed(range(0, len(self._frame), self._size)):
            part = self._frame.iloc[first : first + self._size]
            yield part[list(columns)].reset_index(drop=True)


def facts_of(texts):
    made = texts[["article"]].assign(outlet="x", group="g", event="e")
    return made.assign(total=[voice.count(0) for voice in texts["voice"]])


def assert_same(one, two):
    assert one.terms == two.terms
    assert one.kinds == two.kinds
    assert (one.matrix != two.matrix).nnz == 0
    assert one.facts["total"].tolist() == two.facts["total"].tolist()


@pytest.mark.parametrize("size", [1, 7, 100])
@pytest.mark.parametrize("voice", ["unattributed", "all"])
@pytest.mark.parametrize("kept", [0, 10**9])
def test_pieces_count_like_the_whole(monkeypatch, size, voice, kept):
    monkeypatch.setattr(module, "_KEPT", kept)
    texts = corpus()
    how = {"voice": voice, "masks": ("belt",), "longer": True, "min_articles": 3}
    whole = count(texts, facts_of(texts), **how)
    assert {"word", "pair", "phrase", "name"} == set(whole.kinds)
    assert_same(whole, count(InPieces(texts, size), facts_of(texts), **how))


def stored(texts, size, masks):
    parts = {"counts": [], "terms": []}
    articles = texts["article"].tolist()
    for name, frame in counted(InPieces(texts, size), articles, masks):
        parts[name].append(frame)
    return {name: pd.concat(frames) for name, frames in parts.items()}


@pytest.mark.parametrize("size", [1, 7, 100])
@pytest.mark.parametrize("least", [2, 5])
def test_counts_on_disk_are_those_of_the_texts(size, least):
    texts, masks = corpus(), ("belt",)
    tables = stored(texts, size, masks)
    made = stored_counts(tables, facts_of(texts), masks=masks, min_articles=least)
    how = {"masks": masks, "longer": True, "min_articles": least}
    assert_same(made, count(texts, facts_of(texts), **how))


def test_counts_on_disk_hold_no_sign_of_the_pieces():
    both = [stored(corpus(), size, ()) for size in (3, 100)]
    for name, by in (("counts", ["article", "term"]), ("terms", ["term"])):
        # Each piece has the categories of its own articles.
        frames = [made[name].assign(key=made[name][by[0]].astype(str)) for made in both]
        frames = [f.drop(columns=by[0]).sort_values(["key", *by[1:]]) for f in frames]
        one, two = (frame.reset_index(drop=True) for frame in frames)
        pd.testing.assert_frame_equal(one, two)


def test_some_articles_have_the_terms_that_enough_of_them_have():
    texts = corpus()
    some = texts.iloc[::3]
    made = stored_counts(stored(texts, 9, ()), facts_of(some), min_articles=4)
    assert made.matrix.shape[0] == len(some)
    assert (np.diff(made.matrix.tocsc().indptr) >= 4).all()
    whole = stored_counts(stored(texts, 9, ()), facts_of(texts), min_articles=2)
    part = whole.part(articles=some["article"], terms=made.terms)
    assert (part.matrix != made.matrix).nnz == 0


def test_no_article_has_no_term():
    texts = corpus(4)
    made = stored_counts(stored(texts, 2, ()), facts_of(texts).iloc[:0])
    assert made.terms == ()
