"""What the articles of each event share, and what only one side prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import pandas as pd

from framing.alignment import (
    Alignment,
    Said,
    Sentence,
    align,
    details_without_match,
    sentences_of,
    without_match,
)
from framing.alignment.sentences import HEADLINE, stems_of
from framing.words import cut_words, normalise_all

FACTS: Final = (
    *("event", "fact", "words", "article", "outlet", "group", "sentence", "start"),
    *("stop", "place", "likeness", "n_outlets"),
)
UTTERANCES: Final = (
    *("event", "utterance", "speaker", "article", "outlet", "group", "quote", "kind"),
    *("form", "n_words", "n_outlets"),
)
CONFLICTS: Final = (
    *("event", "unit", "article_a", "start_a", "stop_a", "words_a", "article_b"),
    *("start_b", "stop_b", "words_b", "likeness"),
)
UNMATCHED: Final = (
    *("event", "kind", "words", "article", "outlet", "group", "sentence", "start"),
    *("stop", "place", "n_searched"),
)

_COLUMNS: Final = {
    "facts": FACTS,
    "utterances": UTTERANCES,
    "conflicts": CONFLICTS,
    "unmatched": UNMATCHED,
}

MOST_ARTICLES: Final = 40
"""Articles of an event that are aligned, the outlets by turns: pairs grow with the
square of their number."""
_MOST_SENTENCES: Final = (500, 8_000)
_MOST_QUOTATIONS: Final = (200, 2_000)
"""Of an article, and of an event, whose articles divide them: the first ones are
aligned. News has some 30 sentences; a text of thousands of alike ones, as anyone can
make it, would fill the memory with pairs."""
SILENT: Final = 2
"""Full-length articles of the other group that a list without match needs."""
_WORDS: Final = 5  # that name a fact


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aligned:
    """The alignment of the events that a report shows.

    Attributes
    ----------
    facts : DataFrame, one row per sentence of a fact that two outlets print
        ``event, fact`` (number in the event), ``words`` (rare words that its
        sentences share), ``article, outlet, group, sentence`` (-1: the headline),
        ``start, stop, place`` (share of the article before it), ``likeness`` (mean
        probability of its pairs), ``n_outlets``.
    utterances : DataFrame, one row per rendering
        ``event, utterance, speaker, article, outlet, group, quote, kind, form``
        (against the longest rendering), ``n_words, n_outlets``.
    conflicts : DataFrame, one row per pair of amounts that disagree
        ``event, unit, article_a, start_a, stop_a, words_a, …_b, likeness``.
    unmatched : DataFrame, one row per thing that no article of the other group has
        ``event, kind`` ("sentence", "figure", "quoted words"), ``words, article,
        outlet, group, sentence, start, stop, place, n_searched`` (articles of the
        other group).
    """

    facts: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=FACTS))
    utterances: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=UTTERANCES)
    )
    conflicts: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=CONFLICTS)
    )
    unmatched: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=UNMATCHED)
    )

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All of them, by name."""
        return {name: getattr(self, name) for name in _COLUMNS}


def aligned(
    frame: pd.DataFrame,
    texts: Mapping[str, str],
    quotes: pd.DataFrame,
    *,
    events: Sequence[str],
    groups: Sequence[str],
    min_words: int,
) -> Aligned:
    """Align the articles of some events.

    Parameters
    ----------
    frame : DataFrame
        From `framing.comparison.comparability.settle`; twins are left out.
    texts : mapping of article to str
    quotes : DataFrame
        The table of a run.
    events : sequence of str
        Those that are aligned, in the order of the tables.
    groups : sequence of str
        Keys of the two groups.
    min_words : int
        Words of a full-length article.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _COLUMNS}
    once = frame[frame["event"].isin(events) & (frame["twin_of"] == "")]
    by_event = dict(list(once.groupby("event", sort=False)))
    said = _said(quotes, once)
    for event in events:
        members = by_event.get(event)
        if members is None or members["outlet"].nunique() < 2:
            continue
        chosen = _by_turns(members)
        n_sentences = _share(_MOST_SENTENCES, len(chosen))
        n_said = _share(_MOST_QUOTATIONS, len(chosen))
        made = align(
            [s for row in chosen for s in islice(_sentences(row, texts), n_sentences)],
            [s for row in chosen for s in said.get(str(row["article"]), ())[:n_said]],
        )
        group = {str(row["article"]): str(row["group"]) for row in chosen}
        rows["facts"] += _fact_rows(event, made, group)
        rows["utterances"] += _utterance_rows(event, made, group)
        rows["conflicts"] += _conflict_rows(event, made)
        full = [str(r["article"]) for r in chosen if r["n_words"] >= min_words]
        for one, other in (groups, groups[::-1]):
            others = [key for key in full if group[key] == other]
            if len(others) >= SILENT:
                rows["unmatched"] += _unmatched_rows(event, made, group, one, others)
    return Aligned(
        **{
            name: pd.DataFrame(rows[name], columns=list(names))
            for name, names in _COLUMNS.items()
        }
    )


def _share(most: tuple[int, int], n_articles: int) -> int:
    """Return how many of an article are aligned."""
    return min(most[0], most[1] // n_articles)


def _by_turns(members: pd.DataFrame) -> list[dict[str, Any]]:
    """Return at most 40 articles, one of each outlet by turns, then by id."""
    ordered = members.sort_values(["outlet", "article"], kind="stable")
    turn = ordered.groupby("outlet").cumcount()
    ordered = ordered.assign(_turn=turn).sort_values(
        ["_turn", "outlet", "article"], kind="stable"
    )
    kept = ordered.head(MOST_ARTICLES).sort_values("article", kind="stable")
    return [{str(k): v for k, v in row.items()} for row in kept.to_dict("records")]


def _sentences(row: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Sentence]:
    yield from sentences_of(
        str(row["article"]),
        str(row["outlet"]),
        title=str(row["title"]),
        text=texts[str(row["article"])],
    )


def _said(quotes: pd.DataFrame, frame: pd.DataFrame) -> Mapping[str, list[Said]]:
    """Return the outermost quotations of named speakers, by article."""
    outlet = dict(
        zip(frame["article"].astype(str), frame["outlet"].astype(str), strict=True)
    )
    mine = quotes[
        quotes["article"].isin(list(outlet))
        & quotes["kind"].isin(["direct", "mixed", "indirect"])
        & quotes["named"].astype(bool)
    ]
    found: dict[str, list[Said]] = {}
    columns = ("article", "quote", "kind", "text", "speakers", "keys")
    for article, quote, kind, text, speakers, keys in zip(
        *(mine[name].tolist() for name in columns), strict=True
    ):
        found.setdefault(str(article), []).append(
            Said(
                article=str(article),
                outlet=outlet[str(article)],
                quote=int(quote),
                speaker=str(speakers[0]) if len(speakers) else "",
                key=str(keys[0]) if len(keys) else "",
                kind=str(kind),
                text=str(text),
            )
        )
    return found


def _place(sentence: Sentence, group: Mapping[str, str]) -> dict[str, Any]:
    return {
        "article": sentence.article,
        "outlet": sentence.outlet,
        "group": group[sentence.article],
        "sentence": sentence.number,
        "start": sentence.start,
        "stop": sentence.stop,
        "place": round(sentence.place, 3),
    }


def _fact_rows(
    event: str, made: Alignment, group: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    common = _common(made.sentences)
    for number, fact in enumerate(made.facts):
        words = named_by(fact.sentences, common)
        for sentence in fact.sentences:
            yield {
                "event": event,
                "fact": number,
                "words": words,
                "likeness": round(fact.likeness, 3),
                "n_outlets": len(fact.outlets),
                **_place(sentence, group),
            }


def _common(sentences: Sequence[Sentence]) -> Counter[str]:
    return Counter(stem for sentence in sentences for stem in sentence.stems)


def named_by(sentences: Sequence[Sentence], common: Counter[str]) -> str:
    """Return the words that many of some sentences share, and few others have.

    Returns
    -------
    str
        As written in the sentence that has most of them, in its order, joined by
        " · ".
    """
    counts = Counter(stem for sentence in sentences for stem in sentence.stems)
    least = 2 if len(sentences) > 1 else 1
    shared = [stem for stem, n in counts.items() if n >= least]
    # Words that stand in many of the sentences and in few others.
    order = sorted(shared, key=lambda s: (-(counts[s] ** 2) / common[s], s))
    kept = frozenset(order[:_WORDS])
    fullest = max(sentences, key=lambda sentence: len(kept & sentence.stems))
    return " · ".join(_as_written(fullest, kept))


def _as_written(sentence: Sentence, stems: frozenset[str]) -> list[str]:
    """Return the words of a sentence that have these stems, each stem once."""
    places = cut_words(sentence.text)
    left, found = set(stems), []
    for (start, stop), word in zip(
        places.tolist(), normalise_all(sentence.text, places), strict=True
    ):
        hit = left & stems_of([word])
        if hit:
            left -= hit
            found.append(sentence.text[start:stop])
    return found


def _utterance_rows(
    event: str, made: Alignment, group: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for number, utterance in enumerate(made.utterances):
        for rendering in utterance.renderings:
            said = rendering.said
            yield {
                "event": event,
                "utterance": number,
                "speaker": utterance.speaker,
                "article": said.article,
                "outlet": said.outlet,
                "group": group[said.article],
                "quote": said.quote,
                "kind": said.kind,
                "form": rendering.form,
                "n_words": rendering.n_words,
                "n_outlets": len(utterance.outlets),
            }


def _conflict_rows(event: str, made: Alignment) -> Iterator[dict[str, Any]]:
    for found in made.conflicts:
        # Headlines have offsets of their own.
        if HEADLINE in {found.a.number, found.b.number}:
            continue
        if found.a.outlet == found.b.outlet:
            continue
        yield {
            "event": event,
            "unit": found.unit,
            "article_a": found.a.article,
            "start_a": found.a.start,
            "stop_a": found.a.stop,
            "words_a": found.words_a,
            "article_b": found.b.article,
            "start_b": found.b.start,
            "stop_b": found.b.stop,
            "words_b": found.words_b,
            "likeness": round(found.likeness, 3),
        }


def _unmatched_rows(
    event: str,
    made: Alignment,
    group: Mapping[str, str],
    one: str,
    others: Sequence[str],
) -> Iterator[dict[str, Any]]:
    common = _common(made.sentences)
    searched = {"event": event, "n_searched": len(others)}
    for sentence in without_match(made.sentences, made.found, others):
        if group[sentence.article] == one:
            yield {
                **searched,
                "kind": "sentence",
                "words": named_by([sentence], common),
                **_place(sentence, group),
            }
    for detail in details_without_match(made.sentences, made.found, others):
        if group[detail.sentence.article] == one:
            yield {
                **searched,
                "kind": detail.kind,
                "words": detail.words,
                **_place(detail.sentence, group),
                "start": detail.start,
                "stop": detail.stop,
            }
