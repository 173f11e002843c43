"""Comparisons made up for the tests: invented outlets, people, events and numbers."""

from __future__ import annotations

import dataclasses
import math
import random
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.comparison import Comparison
from framing.comparison.wordings import Wording
from framing.config import Analysis, Output, Primary, RunConfig
from framing.outlets import Group
from tests.report.parts import (
    FIELDS,
    KEYS,
    balance_frame,
    event_values_frame,
    events_frame,
    evidence_frame,
    flow_frame,
    outlet_values_frame,
    outlets_frame,
    quotes_frame,
    reuse_frames,
    robustness_frame,
    set_aside_frame,
    summary_frame,
    table_frame,
    wording_of,
)

NAN = math.nan
STATE = Group(
    key="state", title="state", words="outlets that a state controls", where=()
)
WESTERN = Group(
    key="western", title="western", words="outlets free of government", where=()
)

OUTLETS = (
    ("velland-today", "Velland Today", "state", "VL"),
    ("karsia-agency", "Karsia State News Agency", "state", "KA"),
    ("radio-velland", "Radio Velland World", "state", "VL"),
    ("morning-banner", "The Morning Banner", "state", "KA"),
    ("quay-courier", "The Quay Courier", "western", "OR"),
    ("northern-ledger", "Northern Ledger", "western", "ES"),
    ("orvale-radio", "Orvale Public Radio", "western", "OR"),
    ("harbour-post", "Harbour Post", "western", "ES"),
)
EVENTS = (
    "Border call", "Fisheries talks", "Trade summit in Karsin", "Treaty extension",
    "Dam inspection", "Naval exercise", "Rail link opens", "Vote on observers",
    "Prisoner exchange", "Second video call", "Gas price accord", "Grain corridor",
)  # fmt: skip
TARGETS = {"VL": "Velland", "OR": "Orvale"}

_LINES = (
    "The delegations of Velland and Orvale met again in the old customs house.",
    "Velland called the outcome a proud step toward a calm and steady coast.",
    "Officials in Orvale spoke of a troubling delay and of broken pledges.",
    '"We will keep our word," said Ilan Doresh, president of Velland.',
    'Edda Marrow claimed that Velland had "walked away from the table twice".',
    "Harbour crews unloaded grain through the night while the talks went on.",
    "A clerk read out the eleven articles and two annexes of the accord.",
    "The mutual trust between the two ports was praised by several speakers.",
    'Doresh noted that "both navies stay at home this spring", the agency reported.',
    "Critics warned that tensions along the estuary could rise once more.",
    "Nobody at the ministry would say when the next round is planned.",
    'A senior official said the gas price would be "fair for every household".',
)


def _text(dice: random.Random, lines: Sequence[str], length: int) -> str:
    picked = [dice.choice(lines) for _ in range(length)]
    return "\n".join(" ".join(picked[at : at + 3]) for at in range(0, length, 3))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a made-up comparison is made of."""

    outlets: Sequence[tuple[str, str, str, str]] = OUTLETS
    events: Sequence[str] = EVENTS
    lines: Sequence[str] = _LINES
    words: int = 15
    titles: Sequence[str] = ()
    per_event: float = 0.85
    targets: Mapping[str, str] = dataclasses.field(default_factory=lambda: TARGETS)
    title: str = ""
    max_events: int = 4


def make(recipe: Recipe | None = None) -> Comparison:
    """Return a comparison of invented articles; every span lies in its text."""
    recipe = recipe or Recipe()
    dice = random.Random(1)
    outlets, events, targets = recipe.outlets, recipe.events, recipe.targets
    articles, texts = _articles(dice, recipe)
    frame = pd.DataFrame(articles)
    evidence, quotes = evidence_frame(frame, texts), quotes_frame(frame, texts)
    summary = summary_frame(dice, targets)
    reuse, reuse_runs = reuse_frames(frame, texts)
    return Comparison(
        config=RunConfig(
            analysis=Analysis(
                primary=tuple(
                    Primary(
                        metric=k[0], field=k[1], target=k[2], voice=k[3], margin=0.5
                    )
                    for k in (*KEYS[:4], KEYS[7])
                )
            ),
            output=Output(title=recipe.title, max_events=recipe.max_events),
        ),
        groups=(STATE, WESTERN),
        fields=FIELDS,
        articles=frame,
        texts=texts,
        set_aside=set_aside_frame(),
        n_found=len(frame) + 4,
        flow=flow_frame(frame),
        outlets=outlets_frame(frame, outlets),
        events=events_frame(frame, events),
        balance=balance_frame(frame),
        table=table_frame(dice, frame),
        summary=summary,
        event_values=event_values_frame(dice, frame, summary),
        robustness=robustness_frame(summary),
        outlet_values=outlet_values_frame(dice, outlets),
        wording=wording_of(texts, outlets, events),
        quotes=quotes,
        evidence=evidence,
        reuse=reuse,
        reuse_runs=reuse_runs,
        cleaning=_cleaning(frame.article[0]),
        target_names=dict(targets),
        outlet_names={key: name for key, name, _, _ in outlets},
        conclusion="outlets",
        conclusion_reason="The outlets of one group differ among themselves.",
        threats=(
            "Genres are unbalanced: 40% of the state articles are wire briefs.",
            "One outlet, Velland Today, has 38% of the state words.",
            "6 publication dates were inferred from the text.",
        ),
        provenance=(
            ("framing", "0.1.0"),
            ("lexicon stance", "3"),
            ("lexicon reporting_verbs", "2"),
            ("seed", "20261122"),
        ),
    )


def _cleaning(article: str) -> pd.DataFrame:
    rows = [
        (article, "caption", 0, 4, "Foto"),
        (article, "share prompt", 9, 14, "Share"),
    ]
    return pd.DataFrame(rows, columns=["article", "rule", "start", "stop", "text"])


def _articles(
    dice: random.Random, recipe: Recipe
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    rows, texts = [], {}
    for at, event in enumerate(recipe.events):
        for key, name, group, _ in recipe.outlets:
            if dice.random() > recipe.per_event:
                continue
            ident = f"a{len(rows):04d}"
            texts[ident] = _text(dice, recipe.lines, recipe.words)
            row = _article(ident, (key, name, group), len(texts[ident].split()))
            row["date_low"] = f"2031-{1 + at % 12:02d}-{1 + dice.randrange(3):02d}"
            row["date_high"], row["event"] = row["date_low"], f"e{at:02d}"
            titles = recipe.titles or (f"{event}: {name}",)
            row["title"] = titles[len(rows) % len(titles)]
            rows.append(row)
    texts["a-unknown"] = _text(dice, recipe.lines, recipe.words)
    rows.append(_article("a-unknown", ("unknown", "unknown", ""), 150))
    return rows, texts


def _article(ident: str, outlet: tuple[str, str, str], n_words: int) -> dict[str, Any]:
    """Return one row, undated and in no event; each tenth is an opinion."""
    key, name, group = outlet
    opinion = ident.endswith("7")
    left_out = "opinion" if opinion else "" if group else "outlet unknown"
    return {
        "article": ident, "path": f"{ident}.txt", "outlet": key,
        "outlet_name": name, "outlet_status": "declared" if group else "unknown",
        "outlet_confidence": 1.0 if group else 0.0, "outlet_evidence": "metadata",
        "group": group, "title": "Notes", "url": "", "date_low": "", "date_high": "",
        "date_source": "weekday and day" if ident.endswith("3") else "metadata",
        "date_evidence": "", "genre": "opinion" if opinion else "news report",
        "genre_evidence": "", "origin": "own", "origin_evidence": "",
        "translated": "no", "integrity": "ok", "language": "en", "n_words": n_words,
        "n_sentences": 15, "has_text": True, "event": "", "phase": "report",
        "event_confidence": 0.9, "event_note": "", "compared": not left_out,
        "left_out": left_out,
    }  # fmt: skip


def make_nothing() -> Comparison:
    """Return articles of which no event has both groups."""
    outlets = (OUTLETS[0], OUTLETS[5])
    made = make(Recipe(outlets=outlets, events=EVENTS[:3], per_event=0.7))
    shared = made.events.assign(shared=False, n_b=0)
    values = made.outlet_values
    return dataclasses.replace(
        made,
        events=shared,
        summary=made.summary.iloc[:0],
        event_values=made.event_values.iloc[:0],
        wording=Wording(contrasts=made.contrasts.iloc[:0]),
        outlet_values=values,
        articles=made.articles.assign(compared=False, left_out="no shared event"),
        conclusion="nothing",
        conclusion_reason="No event was reported by outlets of both groups.",
    )


def make_one() -> Comparison:
    """Return one article of one outlet."""
    made = make(Recipe(outlets=OUTLETS[:1], events=EVENTS[:1], per_event=1))
    one = made.articles.iloc[:1].assign(compared=False, left_out="no shared event")
    return dataclasses.replace(
        made,
        articles=one,
        set_aside=made.set_aside.iloc[:0],
        n_found=1,
        flow=pd.DataFrame(
            [("found", 1, ""), ("used", 1, "")], columns=["step", "n", "reason"]
        ),
        texts={one.article[0]: made.texts[one.article[0]]},
        outlets=made.outlets.iloc[:1],
        events=made.events.iloc[:0],
        table=made.table[made.table.article == one.article[0]],
        summary=made.summary.iloc[:0],
        event_values=made.event_values.iloc[:0],
        outlet_values=made.outlet_values.iloc[:0],
        wording=Wording(contrasts=made.contrasts.iloc[:0]),
        quotes=made.quotes[made.quotes.article == one.article[0]],
        evidence=made.evidence[made.evidence.article == one.article[0]],
        cleaning=made.cleaning.iloc[:0],
        reuse=made.reuse.iloc[:0],
        reuse_runs=made.reuse_runs.iloc[:0],
        threats=(),
        conclusion="nothing",
        conclusion_reason="There is one article only.",
    )


HOSTILE = (
    "<script>document.title='owned'</script> met Velland in a proud mood.",
    '{{ 7 * 7 }} {% raw %} said "calm" and #eval("1") $x^2$ *bold* _it_ @ref <ev-1>.',
    "习近平 praised the accord \U0001f600 with 安倍晋三 and 김대중.",
    'مرحبا بكم said "fair" and then \x01\x07\x1f spoke of broken pledges.',
    "Donau" + "dampfschiff" * 30 + " was troubling for Velland.",
    'שלום said "steady" \u202e backwards \u2066 and =SUM(A1) claimed talks.',
)


def make_hostile() -> Comparison:
    """Return articles whose texts, titles and names try to break the page."""
    names = (
        ("velland-today", '<b>Velland</b> "Today" {{x}}', "state", "VL"),
        ("新华", "新华社 #strong[x]", "state", "VL"),
        ("quay-courier", "Quay & <script>alert(1)</script>", "western", "OR"),
        ("long", "L" + "ong" * 40, "western", "OR"),
    )
    recipe = Recipe(
        outlets=names,
        lines=HOSTILE,
        titles=HOSTILE,
        events=("</title><script>x</script>", "{{ event }} \\u{1}", *EVENTS[2:8]),
        targets={"VL": "Vel<i>land", "OR": "奥瓦 \U0001f600"},
        title="A title with <b>markup</b> & 习近平 \U0001f600 #title",
    )
    return make(recipe)


def make_big() -> Comparison:
    """Return a comparison of some 3,600 articles of two outlets."""
    events = tuple(f"Event number {number}" for number in range(2000))
    outlets = (OUTLETS[0], OUTLETS[4])
    return make(
        Recipe(outlets=outlets, events=events, words=84, per_event=0.9, max_events=25)
    )
