"""A whole run, compared: the contract between what is computed and what is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import pandas as pd

from framing.comparison.aligned import Aligned
from framing.comparison.wordings import Wording
from framing.config import RunConfig
from framing.errors import ParameterError, not_one_of
from framing.metrics.base import Field
from framing.outlets import Group
from framing.referents import Referents
from framing.validation import Validation

NO_REFERENTS: Final = Referents()

REUSE: Final = (
    *("a", "b", "kind", "jaccard", "a_in_b", "b_in_a", "n_shared", "n_unquoted"),
    *("longest", "origin", "evidence"),
)
REUSE_RUNS: Final = ("a", "b", "a_start", "a_stop", "b_start", "b_stop")


def _empty(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """A whole run, compared. Frames are never changed in place; rows are sorted.

    Attributes
    ----------
    config : RunConfig
    groups : tuple of Group
        The two groups compared: first minus second.
    fields : mapping of (metric, field) to Field
        How to read each number.
    articles : DataFrame, one row per article used
        ``article, path, outlet, outlet_name, outlet_status, outlet_confidence,
        outlet_evidence, group`` (key or empty), ``title, url, date_low,
        date_high, date_source, date_evidence, genre, genre_evidence, origin,
        origin_evidence, translated, integrity, language, n_words, n_sentences,
        has_text, twin_of`` (the twin that is kept), ``event, phase,
        event_confidence, event_note, compared`` (bool: enters the comparison of
        groups), ``left_out`` (why not, or empty: every reason, the one that is
        counted first), ``n_unattributed, n_quoted, n_reported, n_uncertain`` (words
        of each voice), and what else the run holds.
    texts : mapping of article id to str
        Clean texts; all spans of `evidence` and `quotes` point into them.
    set_aside : DataFrame
        ``path, record, id, reason, detail``.
    n_found : int
        ``len(articles) + len(set_aside)``.
    flow : DataFrame
        ``step, n, reason``: found, set aside, used, not compared, compared.
    outlets : DataFrame, one row per outlet met
        ``outlet, name, group, country, known`` (has a profile),
        ``n_articles, n_compared, n_words, n_events`` and ``claims``: a tuple of
        (what, value, source, checked).
    events : DataFrame, one row per event, in order of date
        ``event, label, date_low, date_high, date_source, n_articles,
        n_outlets, n_a, n_b`` (compared articles a side), ``shared`` (bool:
        compared articles of both groups).
    balance : DataFrame
        ``scope`` (group key or outlet key), ``measure, category, n, share``:
        articles, words, genre, origin, translation by outlet and group.
    table : DataFrame, the measured ratios
        ``event, outlet, article, metric, field, target, voice, actor, value,
        numerator, denominator, unit``; texts are categories.
    summary : DataFrame, one row per comparison over the shared events
        ``id`` (stable, safe in an anchor), ``family`` ("who speaks", "how they
        are introduced", "stance", "label choices", "who does what to whom",
        "frame vocabulary", "wording", "reading"), ``metric, field,
        target, voice, actor, label`` (in words), ``unit, primary`` (bool),
        ``value_a, value_b, difference, low, high`` (95 %), ``low90, high90, p,
        q, smallest_q, mde`` (smallest detectable difference), ``n_events,
        same_way`` (events whose sign is that of the difference),
        ``n_articles_a, n_articles_b, n_outlets_a, n_outlets_b, numerator_a,
        denominator_a, numerator_b, denominator_b, p_outlets`` (permutation of
        outlets; nan below 4 v 4), ``loo_low, loo_high`` (range when each outlet
        is left out), ``top_outlet_share`` (largest share that one outlet has of
        its side's denominator), ``verdict`` ("differs", "equivalent",
        "inconclusive", "not estimable"), ``reason`` (in words), ``depends``
        (names of the robustness checks under which the verdict changes, joined
        by "; "), ``group_claim`` (bool: the permutation of outlets rejects and the
        leave-one-outlet-out range excludes zero), ``relative, relative_low,
        relative_high`` (stance only: the difference less that of the stance toward
        all other targets; beside the comparison, never tested).
    event_values : DataFrame
        ``id, event, group, value, numerator, denominator, n_articles``: what
        each comparison rests on, event by event.
    robustness : DataFrame, one row per comparison and check
        ``id, check, value_a, value_b, difference, low, high, verdict, changed``
        (bool), ``n_events``: each comparison of the summary under other choices.
    outlet_values : DataFrame
        ``metric, field, target, voice, actor, outlet, group, value, low, high,
        numerator, denominator, n_events, n_articles, scope``: each outlet over
        the shared events (over all its articles where there are none), interval
        by resampling events.
    wording : Wording
        Terms that tell the groups apart, and what their figures draw.
    quotes : DataFrame, one row per quotation
        ``article, quote, kind, text, content`` (tuple of (start, stop) into the
        clean text), ``cue, source`` (likewise), ``cue_text, source_text, speakers``
        (tuple of names), ``keys, countries, actor_types`` (tuples),
        ``named`` (bool), ``relays`` (tuple), ``cue_class, unclosed, uncertain,
        nested_in, confidence, n_words``.
    evidence : DataFrame
        ``article, metric, field, target, voice, actor, start, stop, amount,
        note``; sorted so that the largest contributions of a key come first; texts
        are categories.
    reuse : DataFrame, one row per pair of articles that share words
        ``a, b, kind, jaccard, a_in_b, b_in_a, n_shared, n_unquoted, longest, origin,
        evidence``, as `framing.reuse` gives them.
    reuse_runs : DataFrame, one row per run of shared words
        ``a, b, a_start, a_stop, b_start, b_stop``: offsets into both clean texts.
    cleaning : DataFrame
        ``article, rule, start, stop, text`` (offsets into the raw text).
    target_names, outlet_names : mapping of key to name
        Among the targets are the referents of label choices that were named.
    referents : Referents
        Who uses which label, with its source.
    absent_targets : tuple of str
        Names of the targets that were asked for and that no article mentions.
    conclusion : str
        What may be concluded: "groups", "outlets", "articles" or "nothing".
    conclusion_reason : str
        Why, as a sentence.
    threats : tuple of str
        The largest threats in this corpus, worst first, as sentences.
    provenance : tuple of (str, str)
        Version, lexicons with versions, settings, digests: what decides results.
    validation : Validation, optional
        How the measures fared against people's coding of these articles.
    """

    config: RunConfig
    groups: tuple[Group, ...]
    fields: Mapping[tuple[str, str], Field]
    articles: pd.DataFrame
    texts: Mapping[str, str]
    set_aside: pd.DataFrame
    n_found: int
    flow: pd.DataFrame
    outlets: pd.DataFrame
    events: pd.DataFrame
    balance: pd.DataFrame
    table: pd.DataFrame
    summary: pd.DataFrame
    event_values: pd.DataFrame
    robustness: pd.DataFrame
    outlet_values: pd.DataFrame
    wording: Wording
    quotes: pd.DataFrame
    evidence: pd.DataFrame
    cleaning: pd.DataFrame
    target_names: Mapping[str, str]
    outlet_names: Mapping[str, str]
    conclusion: str
    conclusion_reason: str
    threats: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]
    validation: Validation | None = None
    referents: Referents = NO_REFERENTS
    absent_targets: tuple[str, ...] = ()
    reuse: pd.DataFrame = field(default_factory=partial(_empty, REUSE))
    reuse_runs: pd.DataFrame = field(default_factory=partial(_empty, REUSE_RUNS))
    alignment: Aligned = field(default_factory=Aligned)

    @property
    def contrasts(self) -> pd.DataFrame:
        """The terms contrasted; see `Wording`."""
        return self.wording.contrasts

    @property
    def contexts(self) -> pd.DataFrame:
        """Occurrences of the terms shown; see `Wording`."""
        return self.wording.contexts

    def event(self, event: str) -> EventView:
        """Return everything about one event.

        Raises
        ------
        ParameterError
            If there is no such event.
        """
        row = self.events[self.events["event"] == event]
        if row.empty:
            raise ParameterError(not_one_of("event", event, self.events["event"]))
        articles = self.articles[self.articles["event"] == event]
        return EventView(
            event=event,
            label=str(row["label"].iloc[0]),
            articles=articles,
            table=_of(self.table, articles),
            event_values=self.event_values[self.event_values["event"] == event],
            quotes=_of(self.quotes, articles),
            evidence=_of(self.evidence, articles),
        )

    def outlet(self, outlet: str) -> OutletView:
        """Return everything about one outlet: stance, quotations, readability.

        Raises
        ------
        ParameterError
            If no article is by such an outlet.
        """
        row = self.outlets[self.outlets["outlet"] == outlet]
        if row.empty:
            raise ParameterError(not_one_of("outlet", outlet, self.outlets["outlet"]))
        articles = self.articles[self.articles["outlet"] == outlet]
        return OutletView(
            outlet=outlet,
            name=str(row["name"].iloc[0]),
            group=str(row["group"].iloc[0]),
            articles=articles,
            table=_of(self.table, articles),
            outlet_values=self.outlet_values[self.outlet_values["outlet"] == outlet],
            quotes=_of(self.quotes, articles),
            evidence=_of(self.evidence, articles),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventView:
    """One event; frames have the columns of the `Comparison` they come from.

    Attributes
    ----------
    event, label : str
    articles, table, event_values, quotes, evidence : DataFrame
    """

    event: str
    label: str
    articles: pd.DataFrame
    table: pd.DataFrame
    event_values: pd.DataFrame
    quotes: pd.DataFrame
    evidence: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OutletView:
    """One outlet; frames have the columns of the `Comparison` they come from.

    Attributes
    ----------
    outlet, name, group : str
    articles, table, outlet_values, quotes, evidence : DataFrame
    """

    outlet: str
    name: str
    group: str
    articles: pd.DataFrame
    table: pd.DataFrame
    outlet_values: pd.DataFrame
    quotes: pd.DataFrame
    evidence: pd.DataFrame


def _of(frame: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of some articles."""
    return frame[frame["article"].isin(articles["article"])]
