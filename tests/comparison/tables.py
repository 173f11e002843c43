"""Small made-up tables of a run, for the tests of comparing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.comparison import compare
from framing.comparison.inputs import NEEDED
from framing.config import Analysis, Output, RunConfig
from framing.metrics.base import Field
from framing.outlets import Claim, Group, Outlet

KEYS = ["metric", "field", "target", "voice", "actor"]
VOICES = ("unattributed", "quoted", "reported", "uncertain")
GROUPS = (
    Group(key="state", title="state", words="in XA", where=(("country", ("XA",)),)),
    Group(key="western", title="western", words="in XB", where=(("country", ("XB",)),)),
)
FIELDS = {
    ("stance", "tone"): Field(
        name="tone", unit="balance per mention", low=-1, high=1, meaning="Tone."
    ),
    ("quotation", "quoted_words"): Field(
        name="quoted_words", unit="share", low=0, high=1, meaning="Quoted."
    ),
}
WORDS = [
    "grain",
    "harbour",
    "treaty",
    "lantern",
    "orchard",
    "ferry",
    "meadow",
    "signal",
]


def article(event, outlet, **changes):
    """Return the row of one article."""
    key = f"{event}-{outlet}"
    row = {
        "article": key,
        "path": f"{key}.txt",
        "outlet": outlet,
        "outlet_name": outlet.upper(),
        "outlet_status": "declared",
        "outlet_confidence": 1.0,
        "outlet_evidence": "metadata",
        "title": f"Title of {key}",
        "url": "",
        "date_low": "2031-03-02",
        "date_high": "2031-03-02",
        "date_source": "metadata",
        "date_evidence": "",
        "genre": "news report",
        "genre_evidence": "",
        "origin": "own",
        "origin_evidence": "",
        "translated": "no",
        "integrity": "ok",
        "language": "en",
        "n_words": 40,
        "n_sentences": 4,
        "has_text": True,
        "twin_of": "",
    }
    return row | changes


def outlets(n_outlets):
    """Return profiles: even numbers in XA, odd ones in XB, "o99" in XC."""
    country = {f"o{i}": "XA" if i % 2 == 0 else "XB" for i in range(n_outlets)}
    claim = Claim(what="control", value="unknown", source="made up")
    return {
        key: Outlet(key=key, name=key.upper(), country=where, claims=(claim,))
        for key, where in (country | {"o99": "XC"}).items()
    }


def measurements(rows):
    """Return the table of measurements, keys as categories as a run has them."""
    columns = ["article", *KEYS, "numerator", "denominator", "scale"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(["article", *KEYS], "category"))


def measured_rows(key, rng, *, shift=0.0):
    """Return the measurements of one article: share, tone of two targets, length."""
    yield (
        key,
        "quotation",
        "quoted_words",
        "",
        "all",
        "",
        rng.binomial(40, 0.3 + shift),
        40,
        1.0,
    )
    yield key, "length", "words", "", "all", "", 40.0, 1.0, 1.0
    for target in ("XA", "XB"):
        for voice in VOICES:
            n = int(rng.poisson(4)) + 1
            yield key, "stance", "tone", target, voice, "", rng.normal() * 0.3, n, 1.0


def text_row(key, rng):
    """Return a text of four sentences of ten words, its tokens and voices."""
    lines = [" ".join(rng.choice(WORDS, 10)) for _ in range(4)]
    text = ". ".join(line.capitalize() for line in lines) + "."
    voice = bytes([0] * 30 + [1] * 10)
    return {
        "article": key,
        "text": text,
        "tokens": "\n".join(lines),
        "voice": voice,
        "capital": bytes(40),
    }


def tables(n_events=8, n_outlets=4, *, shift=0.0, seed=0, changes=None):
    """Return all tables of a run in which every outlet reports every event.

    `shift` raises the share of quoted words of the even outlets; `changes` maps
    articles to changed columns.
    """
    rng = np.random.default_rng(seed)
    articles, rows, members, texts = [], [], [], []
    for number in range(n_events):
        for place in range(n_outlets):
            row = article(f"e{number:02d}", f"o{place}")
            key = row["article"]
            articles.append(row | (changes or {}).get(key, {}))
            rows += measured_rows(key, rng, shift=shift * (place % 2 == 0))
            texts.append(text_row(key, rng))
            members.append([key, f"e{number:02d}", "report", 1.0, ""])
    keys = [f"e{number:02d}" for number in range(n_events)]
    empty = pd.DataFrame
    return {
        "articles": pd.DataFrame(articles),
        "texts": pd.DataFrame(texts),
        "members": pd.DataFrame(
            members, columns=["article", "event", "phase", "confidence", "note"]
        ),
        "members_other": empty([], columns=["choice", "article", "event"]),
        "reuse": empty([], columns=list(NEEDED["reuse"])),
        "reuse_runs": empty([], columns=list(NEEDED["reuse_runs"])),
        "events": pd.DataFrame(
            {
                "event": keys,
                "label": keys,
                "date_low": "2031-03-01",
                "date_high": "2031-03-01",
                "date_source": "text",
            }
        ),
        "measurements": measurements(rows),
        "lead_measurements": measurements([]),
        "set_aside": empty(
            [["x.txt", "", "", "empty", "no text"]],
            columns=["path", "record", "id", "reason", "detail"],
        ),
        "cleaning": empty(
            [["e00-o0", "caption", 0, 5, "Photo"]],
            columns=["article", "rule", "start", "stop", "text"],
        ),
        "quotes": empty(
            [
                [
                    *("e00-o0", 0, "direct", "grain harbour", ((0, 13),)),
                    *(("Oru",), ("",), True, 2),
                ]
            ],
            columns=list(NEEDED["quotes"]),
        ),
        "evidence": empty(
            [
                ["e00-o0", "stance", "tone", "XA", "quoted", "", 9, 12, -0.5, "bad"],
                ["e00-o0", "stance", "tone", "XA", "quoted", "", 3, 6, 0.9, "good"],
            ],
            columns=["article", *KEYS, "start", "stop", "amount", "note"],
        ).astype(dict.fromkeys(KEYS, "category")),
        "namings": empty(
            [
                [f"e{event:02d}-o{outlet}", "XA", form, "unattributed"]
                for event in range(n_events)
                for outlet in range(4)
                for form in (["xanadu"] * 2 if outlet % 2 else ["xanadu", "the coast"])
            ],
            columns=["article", "target", "form", "voice"],
        ),
        "hits": empty(
            [
                ["e00-o0", "tone", "XA", "quoted", "bad", -0.5, -0.5],
                ["e00-o0", "tone", "XA", "quoted", "good", 0.9, 0.9],
            ],
            columns=[
                *("article", "field", "target", "mention_voice", "entry", "amount"),
                "amount_all",
            ],
        ),
    }


def compared(made=None, *, n_outlets=4, full_text=False, **settings):
    """Compare tables (those of `tables` without arguments) with few draws."""
    settings = {"permutations": 499, "bootstraps": 199} | settings
    return compare(
        made if made is not None else tables(),
        config=RunConfig(
            analysis=Analysis(**settings), output=Output(full_text=full_text)
        ),
        outlets=outlets(n_outlets),
        groups=GROUPS,
        actors={"XA": "Tarvonia"},
        fields=FIELDS,
        provenance=(("framing", "0"),),
    )
