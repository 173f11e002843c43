"""Comparisons made up for the tests: invented outlets, people, events and numbers."""

from __future__ import annotations

import dataclasses
import math
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.compare import Comparison
from framing.config import Analysis, Output, Primary, RunConfig
from framing.metrics.base import Field
from framing.outlets import Group

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
WORDS = {"proud": 0.6, "calm": 0.4, "steady": 0.3, "troubling": -0.6, "broken": -0.5,
         "praised": 0.5, "warned": -0.4, "fair": 0.4}  # fmt: skip
QUOTE = re.compile(r'"([^"]+)"')


def _text(dice: random.Random, lines: Sequence[str], length: int) -> str:
    picked = [dice.choice(lines) for _ in range(length)]
    return "\n".join(" ".join(picked[at : at + 3]) for at in range(0, length, 3))


def make(  # noqa: PLR0913
    *,
    seed: int = 1,
    outlets: Sequence[tuple[str, str, str, str]] = OUTLETS,
    events: Sequence[str] = EVENTS,
    lines: Sequence[str] = _LINES,
    words: int = 15,
    title: str = "",
    titles: Sequence[str] = (),
    per_event: float = 0.85,
    targets: Mapping[str, str] = TARGETS,
    output: Output = Output(),
) -> Comparison:
    """Return a comparison of invented articles; every span lies in its text."""
    dice = random.Random(seed)
    articles, texts = _articles(dice, outlets, events, lines, words, titles, per_event)
    frame = pd.DataFrame(articles)
    evidence, quotes = _evidence(frame, texts), _quotes(frame, texts)
    summary = _summary(dice, targets)
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
            output=dataclasses.replace(output, title=title or output.title),
        ),
        groups=(STATE, WESTERN),
        fields=FIELDS,
        articles=frame,
        texts=texts,
        set_aside=_set_aside(),
        n_found=len(frame) + 4,
        flow=_flow(frame),
        outlets=_outlets(frame, outlets),
        events=_events(frame, events),
        balance=_balance(frame),
        table=_table(dice, frame),
        summary=summary,
        event_values=_event_values(dice, frame, summary),
        outlet_values=_outlet_values(dice, outlets),
        contrasts=_contrasts(),
        contexts=_contexts(texts),
        quotes=quotes,
        evidence=evidence,
        cleaning=pd.DataFrame(
            [
                {
                    "article": frame.article[0],
                    "rule": "caption",
                    "start": 0,
                    "stop": 4,
                    "text": "Foto",
                },
                {
                    "article": frame.article[0],
                    "rule": "share prompt",
                    "start": 9,
                    "stop": 14,
                    "text": "Share",
                },
            ]
        ),  # fmt: skip
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


def _articles(
    dice: random.Random,
    outlets: Sequence[tuple[str, str, str, str]],
    events: Sequence[str],
    lines: Sequence[str],
    words: int,
    titles: Sequence[str],
    per_event: float,
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    rows, texts = [], {}
    for at, event in enumerate(events):
        for key, name, group, _ in outlets:
            if dice.random() > per_event:
                continue
            ident = f"a{len(rows):04d}"
            texts[ident] = _text(dice, lines, words)
            day = f"2031-{1 + at % 12:02d}-{1 + dice.randrange(3):02d}"
            title = titles[len(rows) % len(titles)] if titles else f"{event}: {name}"
            rows.append(_article(ident, key, name, group, day, title, texts, at))
    rows.append(_article("a-unknown", "unknown", "unknown", "", "", "Notes", {}, None))
    texts["a-unknown"] = _text(dice, lines, words)
    return rows, texts


def _article(
    ident: str,
    outlet: str,
    name: str,
    group: str,
    day: str,
    title: str,
    texts: Mapping[str, str],
    event: int | None,
) -> dict[str, Any]:
    opinion = ident.endswith("7")
    left_out = "opinion" if opinion else "" if group else "outlet unknown"
    return {
        "article": ident, "path": f"{ident}.txt", "outlet": outlet,
        "outlet_name": name, "outlet_status": "declared" if group else "unknown",
        "outlet_confidence": 1.0 if group else 0.0, "outlet_evidence": "metadata",
        "group": group, "title": title, "url": "", "date_low": day, "date_high": day,
        "date_source": "weekday and day" if ident.endswith("3") else "metadata",
        "date_evidence": "", "genre": "opinion" if opinion else "news report",
        "genre_evidence": "", "origin": "own", "origin_evidence": "",
        "translated": "no", "integrity": "ok", "language": "en",
        "n_words": len(texts.get(ident, "").split()), "n_sentences": 15,
        "has_text": True, "event": "" if event is None else f"e{event:02d}",
        "phase": "after", "event_confidence": 0.9, "event_note": "",
        "compared": not left_out, "left_out": left_out,
    }  # fmt: skip


def _set_aside() -> pd.DataFrame:
    rows = [
        ("b1.txt", "", "b1", "empty", "no text besides white space"),
        ("b2.txt", "", "b2", "not English", "the text looks like German"),
        ("b3.json", "", "", "unreadable", "is not valid JSON"),
        ("b4.txt", "line 4", "b4", "empty", "no text besides white space"),
    ]
    return pd.DataFrame(rows, columns=["path", "record", "id", "reason", "detail"])


def _flow(frame: pd.DataFrame) -> pd.DataFrame:
    used, compared = len(frame), int(frame.compared.sum())
    rows = [("found", used + 4, "")]
    rows += [("set aside", 2, "empty"), ("set aside", 1, "not English")]
    rows += [("set aside", 1, "unreadable"), ("used", used, "")]
    left = frame.left_out[frame.left_out != ""].value_counts()
    rows += [("not compared", int(n), reason) for reason, n in sorted(left.items())]
    rows.append(("compared", compared, ""))
    return pd.DataFrame(rows, columns=["step", "n", "reason"])


def _outlets(
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


def _events(frame: pd.DataFrame, events: Sequence[str]) -> pd.DataFrame:
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


def _balance(frame: pd.DataFrame) -> pd.DataFrame:
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


def _value(
    dice: random.Random, key: tuple[str, ...], group: str
) -> tuple[float, float]:
    high = group == "state"
    centre = {"quotation": 0.3, "verbs": 0.1, "stance": 0.0, "readability": 12.6,
              "diversity": 80.0}[key[0]]  # fmt: skip
    push = {"quotation": 0.2, "verbs": -0.08, "stance": 0.2, "readability": 0.3,
            "diversity": -2}[key[0]]  # fmt: skip
    value = centre + (push if high else 0) + dice.gauss(0, abs(push) / 4 + 0.01)
    bottom = float(dice.randrange(20, 60))
    return value * bottom, bottom


def _table(dice: random.Random, frame: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for row in frame.itertuples():
        for key in KEYS:
            top, bottom = _value(dice, key, row.group)
            rows.append((row.event, row.outlet, row.article, *key, top / bottom, top,
                         bottom, FIELDS[key[:2]].unit))  # fmt: skip
    columns = ["event", "outlet", "article", "metric", "field", "target", "voice",
               "actor", "value", "numerator", "denominator", "unit"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


FAMILY = {"quotation": "who speaks", "verbs": "how they are introduced",
          "stance": "stance", "readability": "reading", "diversity": "reading"}  # fmt: skip
LABEL = {
    "quoted_words": "Words in quotations, share of all words",
    "home": "Quoted words given to speakers of the outlet’s own country",
    "distancing": "Distancing verbs such as ‘claimed’",
    "grade": "School grade needed (Flesch–Kincaid)",
    "mtld": "Variety of words (MTLD)",
}


def _summary(dice: random.Random, targets: Mapping[str, str]) -> pd.DataFrame:
    rows = []
    for at, key in enumerate(KEYS):
        (top_a, bottom_a), (top_b, bottom_b) = (
            _value(dice, key, group) for group in ("state", "western")
        )
        first, second = top_a / bottom_a, top_b / bottom_b
        gap = first - second
        verdict = ("differs", "differs", "inconclusive", "differs", "inconclusive",
                   "inconclusive", "not estimable", "equivalent", "inconclusive")[at]  # fmt: skip
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
            "reason": "9 mentions, at least 30 needed" if verdict == "not estimable" else "",
            "depends": "threshold + 25%" if at == 1 else "",
        })  # fmt: skip
    return pd.DataFrame(rows)


def _event_values(
    dice: random.Random, frame: pd.DataFrame, summary: pd.DataFrame
) -> pd.DataFrame:
    rows = []
    for key, ident in zip(KEYS, summary.id, strict=True):
        for event in sorted(set(frame.event) - {""}):
            for group in ("state", "western"):
                top, bottom = _value(dice, key, group)
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


def _outlet_values(
    dice: random.Random, outlets: Sequence[tuple[str, str, str, str]]
) -> pd.DataFrame:
    rows = []
    for key in KEYS:
        for outlet, _, group, _ in outlets:
            top, bottom = _value(dice, key, group)
            value, half = top / bottom, abs(top / bottom) * 0.2 + 0.05
            rows.append((*key, outlet, group, value, value - half, value + half, top,
                         bottom, 12, 11))  # fmt: skip
    columns = ["metric", "field", "target", "voice", "actor", "outlet", "group", "value",
               "low", "high", "numerator", "denominator", "n_events", "n_articles"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


TERMS = ("mutual trust", "grain", "critics", "tensions", "talks", "praised")


def _contrasts() -> pd.DataFrame:
    scores = (2.1, 0.7, -2.3, -1.6, 0.1, 2.8)
    rows = [
        {"term": term, "measure": "log_odds", "score": score, "low": score - 0.5,
         "high": score + 0.5, "p": 0.001, "q": 0.02 if abs(score) > 1 else 0.6,
         "n_a": 31, "n_b": 0 if term == "praised" else 9, "rate_a": 1.04,
         "rate_b": 0.0 if term == "praised" else 0.1, "articles_a": 20,
         "articles_b": 5, "events": 9, "dp": 0.3, "top_share": 0.2,
         "verdict": "differs" if abs(score) > 1 else "inconclusive"}
        for term, score in zip(TERMS, scores, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _contexts(texts: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        (term, article, found.start(), found.end())
        for term in TERMS
        for article, text in texts.items()
        for found in re.finditer(rf"\b{term}\b", text, re.IGNORECASE)
    ]
    return pd.DataFrame(rows, columns=["term", "article", "start", "stop"])


def _evidence(frame: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    rows = []
    for article in frame.article:
        for found in re.finditer(r"\w+", texts[article]):
            amount = WORDS.get(found[0].lower())
            if amount:
                target = "OR" if amount < 0 else "VL"
                rows.append((article, "stance", "tone", target, "unattributed", "",
                             found.start(), found.end(), amount, found[0]))  # fmt: skip
        for found in QUOTE.finditer(texts[article]):
            n = float(len(found[1].split()))
            rows.append((article, "quotation", "quoted_words", "", "all", "",
                         found.start(), found.end(), n, "quotation"))  # fmt: skip
        for found in re.finditer("claimed", texts[article]):
            rows.append((article, "verbs", "distancing", "", "all", "", found.start(),
                         found.end(), 1.0, "claimed"))  # fmt: skip
    columns = ["article", "metric", "field", "target", "voice", "actor", "start", "stop",
               "amount", "note"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _quotes(frame: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    rows = []
    for article in frame.article:
        for at, found in enumerate(QUOTE.finditer(texts[article])):
            rows.append(_quote(article, at, found, texts[article]))
    columns = ["article", "quote", "kind", "text", "content", "cue", "source", "cue_text",
               "source_text", "speakers", "keys", "countries", "actor_types", "named",
               "relays", "cue_class", "unclosed", "uncertain", "nested_in", "confidence",
               "n_words"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _quote(article: str, at: int, found: re.Match[str], text: str) -> dict[str, Any]:
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


def make_nothing() -> Comparison:
    """Return articles of which no event has both groups."""
    made = make(outlets=(OUTLETS[0], OUTLETS[5]), events=EVENTS[:3], per_event=0.7)
    shared = made.events.assign(shared=False, n_b=0)
    values = made.outlet_values
    return dataclasses.replace(
        made,
        events=shared,
        summary=made.summary.iloc[:0],
        event_values=made.event_values.iloc[:0],
        contrasts=made.contrasts.iloc[:0],
        contexts=made.contexts.iloc[:0],
        outlet_values=values,
        articles=made.articles.assign(compared=False, left_out="no shared event"),
        conclusion="nothing",
        conclusion_reason="No event was reported by outlets of both groups.",
    )


def make_one() -> Comparison:
    """Return one article of one outlet."""
    made = make(outlets=OUTLETS[:1], events=EVENTS[:1], per_event=1)
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
        contrasts=made.contrasts.iloc[:0],
        contexts=made.contexts.iloc[:0],
        quotes=made.quotes[made.quotes.article == one.article[0]],
        evidence=made.evidence[made.evidence.article == one.article[0]],
        cleaning=made.cleaning.iloc[:0],
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
    return make(
        outlets=names,
        lines=HOSTILE,
        titles=HOSTILE,
        events=("</title><script>x</script>", "{{ event }} \\u{1}", *EVENTS[2:8]),
        targets={"VL": "Vel<i>land", "OR": "奥瓦 \U0001f600"},
        output=Output(title="A title with <b>markup</b> & 习近平 \U0001f600 #title"),
    )


def make_big() -> Comparison:
    """Return a comparison of some 3,600 articles of two outlets."""
    return make(
        outlets=(OUTLETS[0], OUTLETS[4]),
        events=tuple(f"Event number {number}" for number in range(2000)),
        words=84,
        per_event=0.9,
    )
