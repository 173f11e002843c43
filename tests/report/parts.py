"""The frames of a made-up comparison, with numbers drawn from a seed."""

from __future__ import annotations

import math
import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from framing.comparison.frames import REUSE, REUSE_RUNS
from framing.comparison.wordings import Wording, shift_of
from framing.metrics.base import Field
from framing.reuse import reuse_of
from framing.segment import cut
from framing.store import Pieces
from framing.words import normalise_all

NAN = math.nan

FIELDS = {
    ("quotation", "quoted_words"): Field(
        name="quoted_words", unit="share", low=0, high=1, has_evidence=True,
        meaning="Words inside quotations, as a share of all words.",
    ),
    ("quotation", "home"): Field(
        name="home", unit="share", low=0, high=1, has_evidence=True,
        meaning="Quoted words whose speaker comes from the outlet's own country.",
    ),
    ("stance", "tone"): Field(
        name="tone", unit="mean per mention", low=-1, high=1, has_evidence=True,
        meaning="Balance of favourable and unfavourable words near a mention; "
        "it is not the outlet's position.",
    ),
    ("verbs", "distancing"): Field(
        name="distancing", unit="share", low=0, high=1, has_evidence=True,
        meaning="Reporting verbs that leave open whether the words hold.",
    ),
    ("readability", "grade"): Field(
        name="grade", unit="grade", low=-math.inf, high=math.inf,
        meaning="School grade needed (Flesch–Kincaid). It is descriptive.",
    ),
    ("diversity", "mtld"): Field(
        name="mtld", unit="words", low=0, high=math.inf,
        meaning="How many words pass before wording becomes repetitive.",
    ),
}  # fmt: skip

KEYS = (
    ("quotation", "quoted_words", "", "all", ""),
    ("quotation", "home", "", "quoted", ""),
    ("verbs", "distancing", "", "all", ""),
    ("stance", "tone", "VL", "unattributed", ""),
    ("stance", "tone", "VL", "quoted", ""),
    ("stance", "tone", "OR", "unattributed", ""),
    ("stance", "tone", "OR", "quoted", ""),
    ("readability", "grade", "", "all", ""),
    ("diversity", "mtld", "", "all", ""),
)

WORDS = {"proud": 0.6, "calm": 0.4, "steady": 0.3, "troubling": -0.6, "broken": -0.5,
         "praised": 0.5, "warned": -0.4, "fair": 0.4}  # fmt: skip
QUOTE = re.compile(r'"([^"]+)"')


def set_aside_frame() -> pd.DataFrame:
    rows = [
        ("b1.txt", "", "b1", "empty", "no text besides white space"),
        ("b2.txt", "", "b2", "not English", "the text looks like German"),
        ("b3.json", "", "", "unreadable", "is not valid JSON"),
        ("b4.txt", "line 4", "b4", "empty", "no text besides white space"),
    ]
    return pd.DataFrame(rows, columns=["path", "record", "id", "reason", "detail"])


def flow_frame(frame: pd.DataFrame) -> pd.DataFrame:
    used, compared = len(frame), int(frame.compared.sum())
    rows = [("found", used + 4, "")]
    rows += [("set aside", 2, "empty"), ("set aside", 1, "not English")]
    rows += [("set aside", 1, "unreadable"), ("used", used, "")]
    left = frame.left_out[frame.left_out != ""].value_counts()
    rows += [("not compared", int(n), reason) for reason, n in sorted(left.items())]
    rows.append(("compared", compared, ""))
    return pd.DataFrame(rows, columns=["step", "n", "reason"])


def outlets_frame(
    frame: pd.DataFrame, outlets: Sequence[tuple[str, str, str, str]]
) -> pd.DataFrame:
    rows = []
    for key, name, group, country in (*outlets, ("unknown", "unknown", "", "")):
        mine = frame[frame.outlet == key]
        claims = (
            ("owner", f"{name} Trust", "annual report 2030", False),
            ("control", "state-controlled" if group == "state" else "independent",
             "Media Register 2030", True),
        ) if group else ()  # fmt: skip
        rows.append(
            {"outlet": key, "name": name, "group": group, "country": country,
             "known": bool(group), "n_articles": len(mine),
             "n_compared": int(mine.compared.sum()), "n_words": int(mine.n_words.sum()),
             "n_events": mine.event.nunique(), "claims": claims}
        )  # fmt: skip
    return pd.DataFrame(rows)


def events_frame(frame: pd.DataFrame, events: Sequence[str]) -> pd.DataFrame:
    rows = []
    for at, label in enumerate(events):
        mine = frame[frame.event == f"e{at:02d}"]
        sides = [
            int((mine.group[mine.compared] == g).sum()) for g in ("state", "western")
        ]
        if len(mine):
            rows.append(
                {"event": f"e{at:02d}", "label": label, "date_low": mine.date_low.min(),
                 "date_high": mine.date_high.max(), "date_source": "metadata",
                 "n_articles": len(mine), "n_outlets": mine.outlet.nunique(),
                 "n_a": sides[0], "n_b": sides[1], "shared": min(sides) > 0}
            )  # fmt: skip
    columns = ["event", "label", "date_low", "date_high", "date_source", "n_articles",
               "n_outlets", "n_a", "n_b", "shared"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def balance_frame(frame: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for column in ("group", "outlet"):
        for scope, mine in frame.groupby(column):
            if not scope:
                continue
            rows.append((scope, "articles", "", len(mine), NAN))
            rows.append((scope, "words", "", int(mine.n_words.sum()), NAN))
            for genre, part in mine.groupby("genre"):
                rows.append((scope, "genre", genre, len(part), len(part) / len(mine)))
    return pd.DataFrame(rows, columns=["scope", "measure", "category", "n", "share"])


def drawn(dice: random.Random, key: tuple[str, ...], group: str) -> tuple[float, float]:
    high = group == "state"
    centre = {"quotation": 0.3, "verbs": 0.1, "stance": 0.0, "readability": 12.6,
              "diversity": 80.0}[key[0]]  # fmt: skip
    push = {"quotation": 0.2, "verbs": -0.08, "stance": 0.2, "readability": 0.3,
            "diversity": -2}[key[0]]  # fmt: skip
    value = centre + (push if high else 0) + dice.gauss(0, abs(push) / 4 + 0.01)
    bottom = float(dice.randrange(20, 60))
    return value * bottom, bottom


def table_frame(dice: random.Random, frame: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for row in frame.itertuples():
        for key in KEYS:
            top, bottom = drawn(dice, key, row.group)
            rows.append((row.event, row.outlet, row.article, *key, top / bottom, top,
                         bottom, FIELDS[key[:2]].unit))  # fmt: skip
    columns = ["event", "outlet", "article", "metric", "field", "target", "voice",
               "actor", "value", "numerator", "denominator", "unit"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


FAMILY = {"quotation": "who speaks", "verbs": "how they are introduced",
          "stance": "stance", "readability": "reading",
          "diversity": "reading"}  # fmt: skip
LABEL = {
    "quoted_words": "Words in quotations, share of all words",
    "home": "Quoted words given to speakers of the outlet’s own country",
    "distancing": "Distancing verbs such as ‘claimed’",
    "grade": "School grade needed (Flesch–Kincaid)",
    "mtld": "Variety of words (MTLD)",
}


FEW = "9 mentions, at least 30 needed"


def summary_frame(dice: random.Random, targets: Mapping[str, str]) -> pd.DataFrame:
    rows = []
    for at, key in enumerate(KEYS):
        (top_a, bottom_a), (top_b, bottom_b) = (
            drawn(dice, key, group) for group in ("state", "western")
        )
        first, second = top_a / bottom_a, top_b / bottom_b
        gap = first - second
        verdict = ("differs", "differs", "inconclusive", "differs", "inconclusive",
                   "inconclusive", "not estimable", "equivalent",
                   "inconclusive")[at]  # fmt: skip
        half = abs(gap) * (0.4 if verdict == "differs" else 1.6) + 0.001
        if verdict == "not estimable":
            first = second = gap = half = NAN
        q = {"differs": 0.012, "not estimable": NAN}.get(verdict, 0.31)
        if at == 5:  # clear interval, yet not after correction
            half, q = abs(gap) * 0.9, 0.08
        rows.append({
            "id": "-".join(filter(None, key)).lower().replace("_", "-"),
            "family": FAMILY[key[0]], "metric": key[0], "field": key[1],
            "target": key[2], "voice": key[3], "actor": key[4],
            "label": LABEL.get(key[1]) or f"Toward {targets[key[2]]}, {key[3]}",
            "unit": FIELDS[key[:2]].unit, "primary": at in (0, 1, 2, 3, 7),
            "value_a": first, "value_b": second, "difference": gap,
            "low": gap - half, "high": gap + half, "low90": gap - half * 0.8,
            "high90": gap + half * 0.8, "p": q / 2, "q": q, "smallest_q": 0.002,
            "mde": NAN if verdict == "not estimable" else abs(gap) * 1.4 + 0.02,
            "n_events": 12, "same_way": 11, "n_articles_a": 38, "n_articles_b": 41,
            "n_outlets_a": 4, "n_outlets_b": 4, "numerator_a": top_a,
            "denominator_a": bottom_a, "numerator_b": top_b, "denominator_b": bottom_b,
            "p_outlets": 0.029, "loo_low": gap * 0.8, "loo_high": gap * 1.1,
            "top_outlet_share": 0.38, "verdict": verdict,
            "reason": FEW if verdict == "not estimable" else "",
            "depends": "threshold + 25%" if at == 1 else "",
            "relative": gap / 2 if key[0] == "stance" else NAN,
            "relative_low": gap / 2 - half if key[0] == "stance" else NAN,
            "relative_high": gap / 2 + half if key[0] == "stance" else NAN,
        })  # fmt: skip
    return pd.DataFrame(rows)


def event_values_frame(
    dice: random.Random, frame: pd.DataFrame, summary: pd.DataFrame
) -> pd.DataFrame:
    rows = []
    for key, ident in zip(KEYS, summary.id, strict=True):
        for event in sorted(set(frame.event) - {""}):
            for group in ("state", "western"):
                top, bottom = drawn(dice, key, group)
                rows.append((ident, event, group, top / bottom, top, bottom, 4))
    columns = [
        "id",
        "event",
        "group",
        "value",
        "numerator",
        "denominator",
        "n_articles",
    ]
    return pd.DataFrame(rows, columns=columns)


def robustness_frame(summary: pd.DataFrame) -> pd.DataFrame:
    """Return every comparison under four checks, a little smaller in each."""
    checks = (
        "uncertain voice counted as unattributed",
        "uncertain voice counted as quoted",
        "by the second word list",
        "without the ten most frequent words of each group",
    )
    columns = ["id", "value_a", "value_b", "difference", "low", "high", "verdict"]
    parts = [
        summary[columns].assign(
            check=check,
            difference=summary.difference * (1 - 0.2 * place),
            changed=place == len(checks) - 1,
            n_events=summary["n_events"],
        )
        for place, check in enumerate(checks)
    ]
    return pd.concat(parts).sort_values("id", kind="stable").reset_index(drop=True)


def outlet_values_frame(
    dice: random.Random, outlets: Sequence[tuple[str, str, str, str]]
) -> pd.DataFrame:
    rows = []
    for key in KEYS:
        for outlet, _, group, _ in outlets:
            top, bottom = drawn(dice, key, group)
            value, half = top / bottom, abs(top / bottom) * 0.2 + 0.05
            rows.append((*key, outlet, group, value, value - half, value + half, top,
                         bottom, 12, 11))  # fmt: skip
    columns = ["metric", "field", "target", "voice", "actor", "outlet", "group",
               "value", "low", "high", "numerator", "denominator", "n_events",
               "n_articles"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


TERMS = ("mutual trust", "grain", "critics", "tensions", "talks", "praised")


def wording_of(
    texts: Mapping[str, str], outlets: Sequence[Any], events: Sequence[str]
) -> Wording:
    """Return contrasts, and invented numbers for every figure."""
    contrasts = contrasts_frame()
    dice = random.Random(4)
    keys = sorted(key for key, _, group, _ in outlets if group)
    group = {key: group for key, _, group, _ in outlets}
    return Wording(
        contrasts=contrasts,
        contexts=contexts_frame(texts),
        shift=shift_of(contrasts),
        by_outlet=pd.DataFrame(
            [
                (term, key, group[key], n, 9000, n / 9, min(n, 7))
                for term in TERMS
                for key in keys
                for n in [dice.randrange(30)]
            ],
            columns=[
                *("term", "outlet", "group", "n", "n_words", "rate", "n_articles")
            ],
        ),
        by_event=pd.DataFrame(
            [
                (term, f"e{at:02d}", 3, 1, gap, 0.0, gap)
                for term in TERMS
                for at in range(len(events))
                for gap in [round(dice.gauss(1, 2), 2)]
            ],
            columns=[
                *("term", "event", "n_a", "n_b", "rate_a", "rate_b", "difference")
            ],
        ),
        namings=pd.DataFrame(
            [
                (target, form, key, group[key], n, 60, n / 60, n, 9)
                for target in ("VL", "ilan-doresh")
                for form, n in ((f"the {target.lower()}", 42), ("that land", 18))
                for key in keys
            ],
            columns=[
                *("target", "form", "outlet", "group", "n", "total", "share"),
                *("n_articles", "n_events"),
            ],
        ),
        naming_tests=pd.DataFrame(
            [
                (
                    *("VL", "that land", 30.0, 10.0, 20.0, 9.0, 31.0, 0.001, 0.01),
                    *(14, "differs", "the interval leaves out zero"),
                )
            ],
            columns=[
                *("target", "form", "value_a", "value_b", "difference", "low", "high"),
                *("p", "q", "n_events", "verdict", "reason"),
            ],
        ),
        distances=pd.DataFrame(
            [
                (
                    *(one, other, 14, 900, 800, 0.2, 0.15, 0.05, 0.01, 0.09),
                    *(0.01, 0.02, "differs", "the interval leaves out zero"),
                )
                for at, one in enumerate(keys)
                for other in keys[at + 1 :]
            ],
            columns=[
                *("a", "b", "n_events", "n_words_a", "n_words_b", "jsd", "null_mean"),
                *("distance", "low", "high", "p", "q", "verdict", "reason"),
            ],
        ),
    )


def contrasts_frame() -> pd.DataFrame:
    scores = (2.1, 0.7, -2.3, -1.6, 0.1, 2.8)
    rows = [
        {"term": term, "kind": "pair" if " " in term else "word",
         "measure": "log_odds", "score": score, "low": score - 0.5,
         "high": score + 0.5, "p": 0.001, "q": 0.02 if abs(score) > 1 else 0.6,
         "n_a": 31, "n_b": 0 if term == "praised" else 9, "rate_a": 1.04,
         "rate_b": 0.0 if term == "praised" else 0.1 + max(-score, 0),
         "articles_a": 20, "articles_b": 5, "events": 9, "outlets": 4, "dp": 0.3,
         "dp_norm": 0.31, "top_share": 0.2, "mde": 0.4, "p_outlets": math.nan,
         "loo_low": math.nan, "loo_high": math.nan, "group_claim": False,
         "verdict": "differs" if abs(score) > 1 else "inconclusive",
         "reason": "", "depends": "", "z": 2.4 * score}
        for term, score in zip(TERMS, scores, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def contexts_frame(texts: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        (term, article, found.start(), found.end())
        for term in TERMS
        for article, text in texts.items()
        for found in re.finditer(rf"\b{term}\b", text, re.IGNORECASE)
    ]
    return pd.DataFrame(rows, columns=["term", "article", "start", "stop"])


def evidence_frame(frame: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    rows = []
    for article in frame.article:
        for found in re.finditer(r"\w+", texts[article]):
            amount = WORDS.get(found[0].lower())
            if amount:
                target = "OR" if amount < 0 else "VL"
                rows.append((article, "stance", "tone", target, "unattributed", "",
                             found.start(), found.end(), amount, found[0]))  # fmt: skip
        rows += [
            (article, "quotation", "quoted_words", "", "all", "", found.start(),
             found.end(), float(len(found[1].split())), "quotation")
            for found in QUOTE.finditer(texts[article])
        ]  # fmt: skip
        rows += [
            (article, "verbs", "distancing", "", "all", "", found.start(),
             found.end(), 1.0, "claimed")
            for found in re.finditer("claimed", texts[article])
        ]  # fmt: skip
    columns = ["article", "metric", "field", "target", "voice", "actor", "start",
               "stop", "amount", "note"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def reuse_frames(
    frame: pd.DataFrame, texts: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the reuse of the made-up texts, of which all hold the same few lines."""
    tokens = {key: normalise_all(text, cut(text).words) for key, text in texts.items()}
    rows = pd.DataFrame(
        {
            "article": list(texts),
            "text": list(texts.values()),
            "tokens": [" ".join(tokens[key]) for key in texts],
            "voice": [bytes(len(tokens[key])) for key in texts],
        }
    )
    with tempfile.TemporaryDirectory() as place:
        found = reuse_of(
            frame,
            Pieces({"texts": rows}, "texts"),
            agencies={"karsia-agency"},
            scratch=Path(place, "words"),
        )
    return (
        pd.DataFrame(found.reuse, columns=list(REUSE)),
        pd.DataFrame(found.runs, columns=list(REUSE_RUNS)),
    )


def quotes_frame(frame: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        quote(article, at, found, texts[article])
        for article in frame.article
        for at, found in enumerate(QUOTE.finditer(texts[article]))
    ]
    columns = ["article", "quote", "kind", "text", "content", "cue", "source",
               "cue_text", "source_text", "speakers", "keys", "countries",
               "actor_types", "named", "relays", "cue_class", "unclosed", "uncertain",
               "nested_in", "confidence", "n_words"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def quote(article: str, at: int, found: re.Match[str], text: str) -> dict[str, Any]:
    words = found[1]
    named = "official" not in text[max(0, found.start() - 60) : found.start()]
    head = "head of state or government"
    return {
        "article": article, "quote": at, "kind": "direct" if at % 2 else "mixed",
        "text": words, "content": ((found.start(), found.end()),), "cue": (),
        "source": (), "cue_text": ("said", "claimed", "noted")[at % 3],
        "source_text": "Doresh", "speakers": ("Ilan Doresh",) if named else (),
        "keys": ("doresh",) if named else (), "countries": ("VL",) if named else (),
        "actor_types": (head,) if named else ("other",), "named": named,
        "relays": ("karsia-agency",) if at % 3 == 2 else (),
        "cue_class": ("neutral", "distancing", "endorsing")[at % 3],
        "unclosed": False, "uncertain": False, "nested_in": -1, "confidence": 0.9,
        "n_words": len(words.split()),
    }  # fmt: skip
