"""Terms that differ, tested again under other choices of articles and words."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison.checks import LEADS
from framing.comparison.comparability import regrouped, variants
from framing.config import Analysis
from framing.contrasts import TOO_FEW, Counts, Settings, contrast, count
from framing.contrasts.stored import VOICE, stored_counts
from framing.errors import ParameterError
from framing.leads import lead_tokens
from framing.store import Pieces

TERM_CHECKED: Final = (
    *("term", "check", "score", "low", "high", "p", "verdict", "changed"),
)
"""Columns of the table of terms under other choices."""

MEASURE: Final = "log_odds"
"""The measure that is tested again: the report shows its terms."""

_FACTS: Final = ["article", "outlet", "group", "event"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corpus:
    """What terms are counted in.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        Of the run: ``texts, members_other`` and, where it is there, ``counts``.
    frame : DataFrame
        From `framing.comparison.comparability.settle`.
    masks : tuple of str
        With which the run was counted.
    """

    tables: Mapping[str, pd.DataFrame]
    frame: pd.DataFrame
    masks: tuple[str, ...]

    def counts(self, facts: pd.DataFrame, *, min_articles: int) -> Counts:
        """Return the counts of some articles: those of the run, or of its texts.

        Parameters
        ----------
        facts : DataFrame
            As `framing.contrasts.count` takes it.
        min_articles : int
        """
        if "counts" in self.tables:
            total = self.frame.set_index("article")["n_unattributed"]
            return stored_counts(
                self.tables,
                facts.assign(total=facts["article"].map(total).astype("int64")),
                masks=self.masks,
                min_articles=min_articles,
            )
        return self.counted(Pieces(self.tables, "texts"), facts, min_articles)

    def counted(
        self, texts: pd.DataFrame | Pieces, facts: pd.DataFrame, min_articles: int
    ) -> Counts:
        """Return the counts of texts."""
        return count(
            texts,
            facts,
            voice=VOICE,
            masks=self.masks,
            min_articles=min_articles,
            longer=True,
        )


def check_terms(
    corpus: Corpus,
    table: pd.DataFrame,
    terms: Sequence[str],
    *,
    analysis: Analysis,
    settings: Settings,
) -> pd.DataFrame:
    """Test terms again under every other choice.

    Parameters
    ----------
    corpus : Corpus
    table : DataFrame
        Of the contrast of all terms, by log-odds.
    terms : sequence of str
        Those tested again; the others keep an empty ``depends``.
    analysis : Analysis
    settings : Settings
        Of that contrast.

    Returns
    -------
    DataFrame
        The columns `TERM_CHECKED`, sorted by term, in the order of the checks.

    Notes
    -----
    The family stays that of the main contrast: a term differs under a check where
    its p is at most the largest that passed there (alpha / m for m terms, if none
    did), its interval leaves out zero, and the reasons for which the main contrast
    calls a term inconclusive do not hold. A check with too few events, or too few
    articles with the term, says nothing.
    """
    tested = table[table["p"].notna()]
    wanted = sorted(set(terms) & set(tested["term"]))
    if not wanted:
        return pd.DataFrame(columns=list(TERM_CHECKED))
    passed = tested.loc[tested["q"] <= settings.alpha, "p"]
    cut = float(passed.max()) if len(passed) else settings.alpha / len(tested)
    before = tested.set_index("term")
    # Enough swaps to go below the cut, although fewer terms are tested together.
    draws = dataclasses.replace(settings, alpha=min(settings.alpha, cut * len(wanted)))
    parts = []
    for name, counts in _choices(corpus, analysis, wanted):
        try:
            made = contrast(
                counts,
                a=analysis.groups[0],
                b=analysis.groups[1],
                measure=MEASURE,
                settings=draws,
            ).table
        except ParameterError:  # a side, or every term, is gone: it says nothing
            continue
        if not (made["verdict"] == TOO_FEW).all():
            parts.append(_judged(made, before, name, cut))
    if not parts:
        return pd.DataFrame(columns=list(TERM_CHECKED))
    joined = pd.concat(parts).sort_values("term", kind="stable")
    return joined[list(TERM_CHECKED)].reset_index(drop=True)


def depends_of(checked: pd.DataFrame) -> Mapping[str, str]:
    """Return the names of the checks that change each term's verdict, joined."""
    changed = checked[checked["changed"].astype(bool)]
    return {
        str(term): "; ".join(rows["check"])
        for term, rows in changed.groupby("term", sort=True)
    }


def _judged(
    made: pd.DataFrame, before: pd.DataFrame, name: str, cut: float
) -> pd.DataFrame:
    """Return verdicts under a check, and whether each is another than before."""
    one_sided = (made["n_a"] == 0) | (made["n_b"] == 0)
    clear = one_sided | (made["low"] > 0) | (made["high"] < 0)
    # Carried by one article: that reason holds whatever the size of the family.
    carried = made["reason"].str.startswith("one article")
    differs = (made["p"] <= cut) & clear & ~carried
    old = before.loc[made["term"]]
    old_differs = (old["verdict"] == "differs").to_numpy()
    turned = np.sign(old["score"].to_numpy()) != np.sign(made["score"].to_numpy())
    changed = (differs != old_differs) | (differs & old_differs & turned)
    return made.assign(
        check=name,
        verdict=np.where(differs, "differs", "inconclusive"),
        changed=changed.astype(bool),
    )


def _choices(
    corpus: Corpus, analysis: Analysis, terms: Sequence[str]
) -> Iterator[tuple[str, Counts]]:
    """Yield the counts of some terms under each other choice, by its name."""
    frame = corpus.frame
    other = regrouped(frame, analysis, corpus.tables["members_other"])
    frames = {name: frame[mask] for name, mask in variants(frame, analysis).items()} | {
        name: made[made["compared"]] for name, made in other.items()
    }
    needed = set(frame.loc[frame["compared"], "article"])
    needed = needed.union(*(made["article"] for made in frames.values()))
    facts = frame.loc[frame["article"].isin(needed), _FACTS]
    counts = corpus.counts(facts, min_articles=1).part(terms=terms)
    for name, made in frames.items():
        yield name, _part(counts, made)
    if analysis.lead_words:
        leads = frame.loc[
            frame["compared"] & (frame["n_words"] >= analysis.lead_words), _FACTS
        ]
        texts = Pieces(corpus.tables, "texts")
        short = _cut(texts, frozenset(leads["article"]), analysis.lead_words)
        yield LEADS, corpus.counted(short, leads, 1).part(terms=terms)


def _part(counts: Counts, frame: pd.DataFrame) -> Counts:
    """Return the counts of some articles, in the events given for them."""
    events = dict(zip(frame["article"], frame["event"], strict=True))
    part = counts.part(articles=events)
    placed = part.facts.assign(event=part.facts["article"].map(events))
    return dataclasses.replace(part, facts=placed)


def _cut(texts: Pieces, articles: Collection[str], n_words: int) -> pd.DataFrame:
    """Return the words of the lead sections of some articles."""
    pieces = texts.read("article", "tokens", "voice", "capital")
    return pd.concat(
        _leads(piece[[key in articles for key in piece["article"]]], n_words)
        for piece in pieces
    )


def _leads(known: pd.DataFrame, n_words: int) -> pd.DataFrame:
    leads = [
        lead_tokens(tokens, voice, n_words)
        for tokens, voice in zip(known["tokens"], known["voice"], strict=True)
    ]
    capital = [
        flags[: len(voice)]
        for flags, (_, voice) in zip(known["capital"], leads, strict=True)
    ]
    return known.assign(
        tokens=[tokens for tokens, _ in leads],
        voice=[voice for _, voice in leads],
        capital=capital,
    )
